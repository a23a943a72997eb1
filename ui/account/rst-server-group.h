/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "net/rst-endpoint.h"

G_BEGIN_DECLS

#define RST_TYPE_SERVER_GROUP (rst_server_group_get_type ())

/**
 * RstServerGroup:
 *
 * Host, security and port of an account, with the level of security in words.
 * Without security it asks for a consent, which counts for one host only.
 */
G_DECLARE_FINAL_TYPE (RstServerGroup, rst_server_group, RST, SERVER_GROUP, AdwPreferencesGroup)

/**
 * RstServerGroup::changed:
 * @self: the group
 *
 * Something was edited.
 */

/**
 * rst_server_group_set_endpoint:
 * @self: the group
 * @endpoint: what to show; plaintext in it is one that was consented to
 */
void rst_server_group_set_endpoint (RstServerGroup *self, const RstEndpoint *endpoint);

/**
 * rst_server_group_dup_endpoint:
 * @self: the group
 *
 * Returns: (transfer full): what is shown
 */
RstEndpoint *rst_server_group_dup_endpoint (RstServerGroup *self);

/**
 * rst_server_group_set_domain:
 * @self: the group
 * @domain: (nullable): of the mail address, for an example of a host
 */
void rst_server_group_set_domain (RstServerGroup *self, const char *domain);

/**
 * rst_server_group_get_problem:
 * @self: the group
 *
 * Returns: (transfer none) (nullable): one sentence on what is missing
 */
const char *rst_server_group_get_problem (RstServerGroup *self);

G_END_DECLS
