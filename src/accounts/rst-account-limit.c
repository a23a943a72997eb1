/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "accounts/rst-account.h"
#include "base/rst-error.h"
#include "base/rst-size.h"

gboolean
rst_account_set_size_limit (RstAccount *self, const char *text, GError **error)
{
  guint64 octets;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (g_str_equal (text, "none"))
    self->size_limit = RST_SIZE_LIMIT_NONE;
  else if (rst_size_parse (text, &octets) && octets >= RST_SIZE_LIMIT_MIN)
    self->size_limit = octets;
  else
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                   _("“%s” is no size limit: use “none” or a size from 1kB, such as 500kB or 5MB"), text);
      return FALSE;
    }
  return TRUE;
}

char *
rst_account_dup_size_limit (const RstAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->size_limit == RST_SIZE_LIMIT_NONE)
    return g_strdup ("none");
  return rst_size_dup_text (self->size_limit);
}
