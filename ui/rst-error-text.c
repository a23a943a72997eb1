/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"
#include "rst-error-text.h"

static gboolean
ends_sentence (const char *text)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  return last != NULL && strchr (".!?", *last) != NULL;
}

char *
rst_error_text_dup (const GError *error)
{
  const char *hint;

  g_return_val_if_fail (error != NULL, NULL);

  hint = rst_error_get_hint (error);
  if (ends_sentence (error->message))
    return g_strdup_printf ("%s %s", error->message, hint);
  /* Translators: a sentence that says what broke, and one that says what to do */
  return g_strdup_printf (_("%s. %s"), error->message, hint);
}
