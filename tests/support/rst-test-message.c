/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-message.h"

struct _RstTestMessage
{
  GBytes *octets; /* NULL for a synthetic one */
  char *unique_id;
  guint number;
};

RstTestMessage *
rst_test_message_new (GBytes *octets, const char *unique_id)
{
  RstTestMessage *self = g_atomic_rc_box_new0 (RstTestMessage);

  self->octets = octets;
  self->unique_id = g_strdup (unique_id);
  return self;
}

RstTestMessage *
rst_test_message_new_synthetic (guint number)
{
  RstTestMessage *self = g_atomic_rc_box_new0 (RstTestMessage);

  self->number = number;
  return self;
}

RstTestMessage *
rst_test_message_ref (RstTestMessage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RstTestMessage *self = data;

  g_clear_pointer (&self->octets, g_bytes_unref);
  g_free (self->unique_id);
}

void
rst_test_message_unref (RstTestMessage *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static char *
dup_synthetic (guint number)
{
  return g_strdup_printf ("From: Sender %u <sender%u@example.net>\r\n"
                          "To: mira@example.org\r\n"
                          "Subject: Synthetic message %u\r\n"
                          "Date: Tue, 03 Feb 2026 %02u:%02u:%02u +0000\r\n"
                          "Message-ID: <%u.synthetic@example.net>\r\n"
                          "\r\n"
                          "This is message %u.\r\n",
                          number, number % 97, number,
                          number / 3600 % 24, number / 60 % 60, number % 60,
                          number, number);
}

GBytes *
rst_test_message_dup_octets (const RstTestMessage *self)
{
  char *octets;

  if (self->octets != NULL)
    return g_bytes_ref (self->octets);
  octets = dup_synthetic (self->number);
  return g_bytes_new_take (octets, strlen (octets));
}

gsize
rst_test_message_get_size (const RstTestMessage *self)
{
  g_autoptr (GBytes) octets = rst_test_message_dup_octets (self);

  return g_bytes_get_size (octets);
}

char *
rst_test_message_dup_unique_id (const RstTestMessage *self)
{
  if (self->unique_id != NULL)
    return g_strdup (self->unique_id);
  return g_strdup_printf ("synthetic-%06u", self->number);
}
