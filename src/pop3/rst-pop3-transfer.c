/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-listing-private.h"

static gboolean
can_pipeline (RstPop3Session *self)
{
  return rst_pop3_capa_has (self->capa, "PIPELINING");
}

static gboolean
add_size_cb (gpointer data, const char *line, gsize length, GError **error)
{
  return length == 0 || rst_pop3_listing_add_size (data, line, length, error);
}

static gboolean
add_unique_id_cb (gpointer data, const char *line, gsize length, GError **error)
{
  return length == 0 || rst_pop3_listing_add_unique_id (data, line, length, error);
}

static gboolean
pass_over_cb (gpointer data, const char *line, gsize length, GError **error)
{
  return TRUE;
}

/* A server without UIDL refuses it with no reason; a reason code means that it
 * has it and does not give it now, which must not look like a maildrop full of
 * strange messages.
 */
static gboolean
read_unique_ids (RstPop3Session  *self,
                 RstPop3ItemFunc  func,
                 RstPop3Listing  *listing,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_ok (self, "UIDL", cancellable, &local);

  if (reply != NULL)
    return rst_pop3_session_read_items (self, "UIDL", func, listing, cancellable, error);
  if (g_error_matches (local, RST_ERROR, RST_ERROR_REFUSED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* LIST was refused: what was sent behind it is still answered. */
static void
pass_over_unique_ids (RstPop3Session *self, GCancellable *cancellable)
{
  /* The refusal of LIST is the error; a broken connection shows again with
   * the next command.
   */
  read_unique_ids (self, pass_over_cb, NULL, cancellable, NULL);
}

static gboolean
read_sizes (RstPop3Session  *self,
            RstPop3Listing  *listing,
            GCancellable    *cancellable,
            GError         **error)
{
  return rst_pop3_session_read_items (self, "LIST", add_size_cb, listing, cancellable, error);
}

GPtrArray *
rst_pop3_session_list (RstPop3Session  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  g_autoptr (RstPop3Reply) reply = NULL;
  gboolean together;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);

  together = can_pipeline (self);
  if (!rst_pop3_session_write (self, "LIST\r\nUIDL\r\n", together ? 12 : 6, "LIST", cancellable, error))
    return NULL;

  reply = rst_pop3_session_read_ok (self, "LIST", cancellable, error);
  if (reply == NULL)
    {
      if (together)
        pass_over_unique_ids (self, cancellable);
      return NULL;
    }

  if (!read_sizes (self, listing, cancellable, error) ||
      (!together && !rst_pop3_session_write (self, "UIDL\r\n", 6, "UIDL", cancellable, error)) ||
      !read_unique_ids (self, add_unique_id_cb, listing, cancellable, error))
    return NULL;
  return rst_pop3_listing_finish (g_steal_pointer (&listing));
}

void
rst_pop3_session_queue_retr (RstPop3Session *self, guint number, guint64 octets)
{
  RstPop3Retr retr = { number, octets };

  g_return_if_fail (RST_IS_POP3_SESSION (self));
  g_return_if_fail (number > 0);

  g_array_append_val (self->retrs, retr);
}

static gboolean
window_has_room (RstPop3Session *self, const RstPop3Retr *next)
{
  guint in_flight = self->n_sent - self->n_answered;

  if (in_flight == 0)
    return TRUE;
  return can_pipeline (self) &&
         in_flight < RST_POP3_WINDOW_COMMANDS &&
         next->octets <= RST_POP3_WINDOW_OCTETS &&
         self->octets_in_flight <= RST_POP3_WINDOW_OCTETS - next->octets;
}

/* Fills the window up once it is half empty, so that commands leave many in a
 * packet.
 */
static gboolean
send_retrs (RstPop3Session  *self,
            const char      *step,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GString) commands = NULL;

  if (self->n_sent - self->n_answered > RST_POP3_WINDOW_COMMANDS / 2 ||
      self->octets_in_flight > RST_POP3_WINDOW_OCTETS / 2)
    return TRUE;

  commands = g_string_new (NULL);
  while (self->n_sent < self->retrs->len)
    {
      const RstPop3Retr *next = &g_array_index (self->retrs, RstPop3Retr, self->n_sent);

      if (!window_has_room (self, next))
        break;
      g_string_append_printf (commands, "RETR %u\r\n", next->number);
      self->octets_in_flight += next->octets;
      self->n_sent++;
    }
  return commands->len == 0 ||
         rst_pop3_session_write (self, commands->str, commands->len, step, cancellable, error);
}

static void
finish_retr (RstPop3Session *self)
{
  const RstPop3Retr *done = &g_array_index (self->retrs, RstPop3Retr, self->n_answered);

  self->octets_in_flight -= done->octets;
  self->n_answered++;
  self->in_text = FALSE;
  if (self->n_answered == self->retrs->len)
    {
      g_array_set_size (self->retrs, 0);
      self->n_sent = 0;
      self->n_answered = 0;
    }
}

gboolean
rst_pop3_session_next_message (RstPop3Session  *self,
                               guint           *number,
                               GCancellable    *cancellable,
                               GError         **error)
{
  char step[sizeof "RETR 4294967295"];
  g_autoptr (RstPop3Reply) reply = NULL;
  guint next;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (!self->in_text, FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  *number = 0;
  if (self->retrs->len == 0)
    return TRUE;

  next = g_array_index (self->retrs, RstPop3Retr, self->n_answered).number;
  g_snprintf (step, sizeof step, "RETR %u", next);
  if (!send_retrs (self, step, cancellable, error))
    return FALSE;
  reply = rst_pop3_session_read_reply (self, step, cancellable, error);
  if (reply == NULL)
    return FALSE;
  *number = next;
  if (reply->status == RST_POP3_REPLY_OK)
    {
      self->in_text = TRUE;
      return TRUE;
    }

  rst_pop3_reply_set_error (reply, step, rst_pop3_reply_get_error (reply), error);
  finish_retr (self);
  return FALSE;
}

gssize
rst_pop3_session_read_text (RstPop3Session  *self,
                            const char     **octets,
                            GCancellable    *cancellable,
                            GError         **error)
{
  RstPop3ReaderStatus status;
  gsize length;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), -1);
  g_return_val_if_fail (self->in_text, -1);
  g_return_val_if_fail (octets != NULL, -1);

  while ((status = rst_pop3_reader_next_text (self->reader, octets, &length)) == RST_POP3_READER_MORE)
    {
      char step[sizeof "RETR 4294967295"];

      g_snprintf (step, sizeof step, "RETR %u",
                  g_array_index (self->retrs, RstPop3Retr, self->n_answered).number);
      if (!rst_pop3_session_fill (self, step, cancellable, error))
        return -1;
    }
  if (status == RST_POP3_READER_DATA)
    return (gssize) length;

  finish_retr (self);
  return 0;
}

static gboolean
read_dele_replies (RstPop3Session  *self,
                   const guint     *numbers,
                   gsize            n_numbers,
                   GArray          *refused,
                   GCancellable    *cancellable,
                   GError         **error)
{
  for (gsize i = 0; i < n_numbers; i++)
    {
      char step[sizeof "DELE 4294967295"];
      g_autoptr (RstPop3Reply) reply = NULL;

      g_snprintf (step, sizeof step, "DELE %u", numbers[i]);
      reply = rst_pop3_session_read_reply (self, step, cancellable, error);
      if (reply == NULL)
        return FALSE;
      if (reply->status != RST_POP3_REPLY_OK)
        g_array_append_val (refused, numbers[i]);
    }
  return TRUE;
}

gboolean
rst_pop3_session_dele (RstPop3Session  *self,
                       const guint     *numbers,
                       gsize            n_numbers,
                       GArray         **refused,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (GArray) unmarked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) commands = g_string_new (NULL);
  gsize window;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (numbers != NULL || n_numbers == 0, FALSE);

  window = can_pipeline (self) ? RST_POP3_WINDOW_COMMANDS : 1;
  for (gsize sent = 0; sent < n_numbers; sent += window)
    {
      gsize n = MIN (window, n_numbers - sent);

      g_string_truncate (commands, 0);
      for (gsize i = 0; i < n; i++)
        g_string_append_printf (commands, "DELE %u\r\n", numbers[sent + i]);
      if (!rst_pop3_session_write (self, commands->str, commands->len, "DELE", cancellable, error) ||
          !read_dele_replies (self, numbers + sent, n, unmarked, cancellable, error))
        return FALSE;
    }
  if (refused != NULL)
    *refused = g_steal_pointer (&unmarked);
  return TRUE;
}
