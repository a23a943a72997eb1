/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstProgressFunc:
 * @done: how much is done: as much work as goes into so many messages
 * @total: how many messages there are
 * @user_data: what was given along
 *
 * Is told how far long work is. It never goes back.
 */
typedef void (*RstProgressFunc) (guint64 done, guint64 total, gpointer user_data);

G_END_DECLS
