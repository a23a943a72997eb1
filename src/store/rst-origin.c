/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-origin.h"

void
rst_origin_free (RstOrigin *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->entry, rst_ledger_entry_free);
  g_free (self->account);
  g_free (self->mailbox);
  g_free (self->subject);
  g_free (self->message_id);
  g_free (self->sha256);
  g_free (self);
}

gboolean
rst_origin_is_on_server (const RstOrigin *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->entry != NULL &&
         self->entry->state < RST_LEDGER_REMOVED &&
         self->entry->vanished == 0;
}
