/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-row.h"

void
rst_row_free (RstRow *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->account);
  g_free (self->mailbox);
  g_free (self->from_name);
  g_free (self->from_address);
  g_free (self->subject);
  g_free (self->snippet);
  g_free (self->sha256);
  g_free (self->unique_id);
  g_strfreev (self->tags);
  g_free (self->tag_colors);
  g_free (self);
}
