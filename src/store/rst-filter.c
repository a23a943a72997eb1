/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-filter.h"

gboolean
rst_order_parse (const char *name, RstOrder *order)
{
  static const char *const names[] = {
    [RST_ORDER_NEWEST] = "newest",
    [RST_ORDER_OLDEST] = "oldest",
    [RST_ORDER_SENDER] = "sender",
    [RST_ORDER_SUBJECT] = "subject",
    [RST_ORDER_SIZE] = "size",
  };

  g_return_val_if_fail (name != NULL && order != NULL, FALSE);

  *order = RST_ORDER_NEWEST;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      {
        *order = (RstOrder) i;
        return TRUE;
      }
  return FALSE;
}

RstFilter *
rst_filter_new (const char *account, const char *mailbox, const char *query)
{
  RstFilter *self = g_new0 (RstFilter, 1);

  self->account = g_strdup (account);
  self->mailbox = g_strdup (mailbox);
  self->query = g_strdup (query);
  return self;
}

RstFilter *
rst_filter_copy (const RstFilter *self)
{
  RstFilter *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rst_filter_new (self->account, self->mailbox, self->query);
  copy->unread = self->unread;
  copy->flagged = self->flagged;
  copy->attachments = self->attachments;
  copy->tag = self->tag;
  copy->thread = self->thread;
  copy->order = self->order;
  copy->threads = self->threads;
  copy->keep = self->keep;
  copy->before = self->before;
  copy->limit = self->limit;
  return copy;
}

gboolean
rst_filter_asks_state (const RstFilter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->unread || self->flagged || self->attachments;
}

void
rst_filter_free (RstFilter *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->account);
  g_free (self->mailbox);
  g_free (self->query);
  g_free (self);
}
