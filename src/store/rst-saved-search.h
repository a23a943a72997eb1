/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RstSavedSearch:
 * @id: by which the store knows it, whatever its name is by now
 * @name: what people call it
 * @query: what it looks for (DESIGN section 7)
 *
 * A search that was kept under a name. Immutable.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *query;
} RstSavedSearch;

/**
 * rst_saved_search_free:
 * @self: (transfer full): a saved search
 */
void rst_saved_search_free (RstSavedSearch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstSavedSearch, rst_saved_search_free)

G_END_DECLS
