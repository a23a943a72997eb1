/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <string.h>

#include "pop3/rst-pop3-listing-private.h"

/* Room for a command with a number. */
#define COMMAND_SIZE sizeof "LIST 4294967295"

/* STAT, LIST and UIDL of a few messages. */
typedef struct
{
  RstPop3Session *session;
  gboolean together; /* all commands were sent in one write */
  GCancellable *cancellable;
} Glance;

static RstPop3Reply *
take_reply (Glance *self, const char *command, GError **error)
{
  if (self->together)
    return rst_pop3_session_read_reply (self->session, command, self->cancellable, error);
  return rst_pop3_session_ask (self->session, command, self->cancellable, error);
}

static gboolean
send_all (Glance *self, guint first, guint n, GError **error)
{
  g_autoptr (GString) commands = g_string_new ("STAT\r\n");

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (commands, "LIST %u\r\nUIDL %u\r\n", i, i);
  return rst_pop3_session_send (self->session, commands->str, "STAT", self->cancellable, error) &&
         rst_pop3_session_send_requests (self->session, "TOP", self->cancellable, error);
}

/* Whoever needs the truth lists all: what is refused here, or makes no sense, is
 * only left out.
 */
static gboolean
take_stat (Glance *self, guint *count, guint64 *octets, GError **error)
{
  g_autoptr (RstPop3Reply) reply = take_reply (self, "STAT", error);

  *count = 0;
  *octets = RST_POP3_OCTETS_UNKNOWN;
  if (reply != NULL && reply->status == RST_POP3_REPLY_OK &&
      !rst_pop3_listing_scan (reply->text, strlen (reply->text), count, octets, NULL))
    {
      *count = 0;
      *octets = RST_POP3_OCTETS_UNKNOWN;
    }
  return reply != NULL;
}

static gboolean
take_message (Glance *self, guint number, RstPop3Listing *listing, GError **error)
{
  char command[COMMAND_SIZE];
  g_autoptr (RstPop3Reply) size = NULL;
  g_autoptr (RstPop3Reply) unique_id = NULL;

  g_snprintf (command, sizeof command, "LIST %u", number);
  size = take_reply (self, command, error);
  if (size == NULL)
    return FALSE;
  g_snprintf (command, sizeof command, "UIDL %u", number);
  unique_id = take_reply (self, command, error);
  if (unique_id == NULL)
    return FALSE;

  if (size->status == RST_POP3_REPLY_OK &&
      rst_pop3_listing_add_size (listing, size->text, strlen (size->text), NULL) &&
      unique_id->status == RST_POP3_REPLY_OK)
    rst_pop3_listing_add_unique_id (listing, unique_id->text, strlen (unique_id->text), NULL);
  return TRUE;
}

RstPop3Listing *
rst_pop3_session_glance (RstPop3Session  *self,
                         guint            first,
                         guint            n,
                         guint           *count,
                         guint64         *octets,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  Glance glance = { self, FALSE, cancellable };

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);
  g_return_val_if_fail (n <= RST_POP3_GLANCE_MAX, NULL);
  g_return_val_if_fail (count != NULL && octets != NULL, NULL);

  glance.together = rst_pop3_session_can_pipeline (self);
  if ((glance.together && !send_all (&glance, first, n, error)) ||
      !take_stat (&glance, count, octets, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!take_message (&glance, first + i, listing, error))
      return NULL;
  return rst_pop3_listing_finish (listing, error) ? g_steal_pointer (&listing) : NULL;
}
