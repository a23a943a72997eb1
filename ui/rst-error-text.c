/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"
#include "rst-error-text.h"

const char *
rst_error_text_get_hint (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  /* How to use a command is no help to somebody in a window. */
  if (g_error_matches (error, RST_ERROR, RST_ERROR_USAGE))
    return NULL;
  return rst_error_get_hint (error);
}

char *
rst_error_text_dup (const GError *error)
{
  const char *hint;

  g_return_val_if_fail (error != NULL, NULL);

  hint = rst_error_text_get_hint (error);
  if (hint == NULL)
    return g_strconcat (error->message, ".", NULL);
  /* Translators: a sentence that says what broke, and one that says what to do */
  return g_strdup_printf (_("%s. %s"), error->message, hint);
}
