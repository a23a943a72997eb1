/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-saved-search.h"

void
rst_saved_search_free (RstSavedSearch *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->query);
  g_free (self);
}
