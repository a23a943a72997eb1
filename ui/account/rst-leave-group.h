/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-leave.h"

G_BEGIN_DECLS

#define RST_TYPE_LEAVE_GROUP (rst_leave_group_get_type ())

/**
 * RstLeaveGroup:
 *
 * The question what happens to messages on the server, and one sentence that
 * says what the answer means.
 */
G_DECLARE_FINAL_TYPE (RstLeaveGroup, rst_leave_group, RST, LEAVE_GROUP, AdwPreferencesGroup)

/**
 * rst_leave_group_get_leave:
 * @self: the group
 *
 * Returns: the answer, as [struct@Account] keeps it
 */
RstLeave rst_leave_group_get_leave (RstLeaveGroup *self);

/**
 * rst_leave_group_set_leave:
 * @self: the group
 * @leave: an answer, as [struct@Account] keeps it
 */
void rst_leave_group_set_leave (RstLeaveGroup *self, const RstLeave *leave);

G_END_DECLS
