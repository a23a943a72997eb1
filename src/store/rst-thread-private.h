/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-thread.h"

G_BEGIN_DECLS

/* How finding threads at arrival and filling a store without threads see each
 * other. While it is @unfilled, no message has a thread yet: thread_joined alone
 * says which are one.
 */
gboolean rst_thread_join (RstDatabase *database,
                          gboolean unfilled,
                          gint64 *thread,
                          gint64 other,
                          GError **error);

gboolean rst_thread_find_by_names (RstDatabase *database,
                                   gboolean unfilled,
                                   const RstThreadClues *clues,
                                   gint64 fresh,
                                   gint64 *thread,
                                   GError **error);

/* To what it answers, where only its subject says so. */
gboolean rst_thread_join_before (RstDatabase *database,
                                 const RstThreadClues *clues,
                                 gint64 id,
                                 gint64 *thread,
                                 GError **error);

G_END_DECLS
