/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-text.h"
#include "mime/rst-address.h"

RstAddress *
rst_address_new (const char *name, const char *address)
{
  RstAddress *self = g_new0 (RstAddress, 1);

  self->name = rst_text_dup_line (name != NULL ? name : "", -1);
  self->address = rst_text_dup_line (address != NULL ? address : "", -1);
  return self;
}

void
rst_address_free (RstAddress *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

const char *
rst_address_get_label (const RstAddress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return *self->name != '\0' ? self->name : self->address;
}

char *
rst_address_format_list (GPtrArray *addresses)
{
  GString *list = g_string_new (NULL);

  g_return_val_if_fail (addresses != NULL, NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      const RstAddress *address = g_ptr_array_index (addresses, i);

      if (i > 0)
        g_string_append (list, ", ");
      if (*address->name == '\0' || *address->address == '\0')
        g_string_append (list, rst_address_get_label (address));
      else
        g_string_append_printf (list, "%s <%s>", address->name, address->address);
    }
  return g_string_free (list, FALSE);
}
