/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-sort-key.h"

#include "base/rst-text.h"
#include "mime/rst-subject.h"

char *
rst_sort_key_from_sender (const char *name, const char *address)
{
  g_return_val_if_fail (name != NULL && address != NULL, NULL);

  return rst_text_dup_folded (*name != '\0' ? name : address, RST_SORT_KEY_MAX);
}

char *
rst_sort_key_from_subject (const char *subject)
{
  g_autofree char *base = NULL;

  g_return_val_if_fail (subject != NULL, NULL);

  base = rst_subject_dup_base (subject, NULL);
  return rst_text_dup_folded (base, RST_SORT_KEY_MAX);
}
