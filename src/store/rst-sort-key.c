/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-sort-key.h"

#include "base/rst-text.h"

char *
rst_sort_key_from_sender (const char *name, const char *address)
{
  g_return_val_if_fail (name != NULL && address != NULL, NULL);

  return rst_text_dup_folded (*name != '\0' ? name : address, RST_SORT_KEY_MAX);
}
