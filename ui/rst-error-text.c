/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"
#include "rst-error-text.h"

char *
rst_error_text_dup (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  /* Translators: a sentence that says what broke, and one that says what to do */
  return g_strdup_printf (_("%s. %s"), error->message, rst_error_get_hint (error));
}
