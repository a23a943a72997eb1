/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-tag.h"

#include <string.h>

#include "base/rst-text.h"

#define MAX_CHARACTERS 100

void
rst_tag_free (RstTag *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self);
}

char *
rst_tag_dup_name (const char *text)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  name = rst_text_dup_line (text, -1);
  if (*name == '\0' || strchr (name, '"') != NULL || g_utf8_strlen (name, -1) > MAX_CHARACTERS)
    return NULL;
  return g_steal_pointer (&name);
}

char *
rst_tag_dup_folded (const char *name)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_utf8_make_valid (name, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  return g_utf8_casefold (normal, -1);
}
