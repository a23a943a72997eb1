/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"

/* Room for a command with two numbers. */
#define COMMAND_SIZE sizeof "RETR 4294967295 4294967295"

static void
print_request (const RstPop3Request *request, char *command)
{
  if (request->lines == RST_POP3_ALL_LINES)
    g_snprintf (command, COMMAND_SIZE, "RETR %u", request->number);
  else
    g_snprintf (command, COMMAND_SIZE, "TOP %u %u", request->number, request->lines);
}

/* The request whose answer is due. */
static const RstPop3Request *
get_due (RstPop3Session *self)
{
  return &g_array_index (self->requests, RstPop3Request, self->n_answered);
}

/* What was answered makes room for what comes: however many texts are asked
 * for, no more are kept here than its caller queues ahead.
 */
static void
queue_request (RstPop3Session *self, RstPop3Request request)
{
  if (self->n_answered >= RST_POP3_WINDOW_COMMANDS)
    {
      g_array_remove_range (self->requests, 0, self->n_answered);
      self->n_sent -= self->n_answered;
      self->n_answered = 0;
    }
  g_array_append_val (self->requests, request);
}

void
rst_pop3_session_queue_retr (RstPop3Session *self, guint number, guint64 octets)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));
  g_return_if_fail (number > 0);

  queue_request (self, (RstPop3Request) { number, RST_POP3_ALL_LINES, octets });
}

void
rst_pop3_session_queue_top (RstPop3Session *self, guint number, guint lines)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));
  g_return_if_fail (number > 0);
  g_return_if_fail (lines != RST_POP3_ALL_LINES);

  queue_request (self, (RstPop3Request) { number, lines, RST_POP3_TOP_OCTETS });
}

static gboolean
window_has_room (RstPop3Session *self, const RstPop3Request *next)
{
  guint in_flight = self->n_sent - self->n_answered;
  guint64 octets = rst_pop3_window_get_octets (&self->window);

  if (in_flight == 0)
    return TRUE;
  return rst_pop3_session_can_pipeline (self) &&
         in_flight < RST_POP3_WINDOW_COMMANDS &&
         next->octets <= octets &&
         self->octets_in_flight <= octets - next->octets;
}

gboolean
rst_pop3_session_send_requests (RstPop3Session  *self,
                                const char      *step,
                                GCancellable    *cancellable,
                                GError         **error)
{
  g_autoptr (GString) commands = NULL;

  if (self->n_sent - self->n_answered > RST_POP3_WINDOW_COMMANDS / 2 ||
      self->octets_in_flight > rst_pop3_window_get_octets (&self->window) / 2)
    return TRUE;

  commands = g_string_new (NULL);
  while (self->n_sent < self->requests->len)
    {
      const RstPop3Request *next = &g_array_index (self->requests, RstPop3Request, self->n_sent);
      char command[COMMAND_SIZE];

      if (!window_has_room (self, next))
        break;
      print_request (next, command);
      g_string_append_printf (commands, "%s\r\n", command);
      self->octets_in_flight += next->octets;
      self->n_sent++;
    }
  return commands->len == 0 ||
         rst_pop3_session_send (self, commands->str, step, cancellable, error);
}

static void
finish_request (RstPop3Session *self)
{
  self->octets_in_flight -= get_due (self)->octets;
  self->n_answered++;
  self->in_text = FALSE;
  if (self->n_answered == self->requests->len)
    {
      rst_pop3_window_pause (&self->window);
      g_array_set_size (self->requests, 0);
      self->n_sent = 0;
      self->n_answered = 0;
    }
}

static void
begin_text (RstPop3Session *self)
{
  self->in_text = TRUE;
  self->text_octets = 0;
  rst_pop3_session_begin_pace (self, FALSE);
}

gboolean
rst_pop3_session_next_message (RstPop3Session  *self,
                               guint           *number,
                               GCancellable    *cancellable,
                               GError         **error)
{
  char step[COMMAND_SIZE];
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (!self->in_text, FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  *number = 0;
  if (self->requests->len == 0)
    return TRUE;

  print_request (get_due (self), step);
  if (!rst_pop3_session_send_requests (self, step, cancellable, error))
    return FALSE;
  reply = rst_pop3_session_read_reply (self, step, cancellable, error);
  if (reply == NULL)
    return FALSE;
  *number = get_due (self)->number;
  if (reply->status == RST_POP3_REPLY_OK)
    {
      begin_text (self);
      return TRUE;
    }

  rst_pop3_reply_set_error (reply, step, rst_pop3_reply_get_error (reply), error);
  finish_request (self);
  return FALSE;
}

/* A text that is far longer than was announced will not end. */
static gboolean
count_text (RstPop3Session *self, gsize length, GError **error)
{
  const RstPop3Request *request = get_due (self);

  self->text_octets += length;
  if (self->text_octets <= RST_POP3_TEXT_MAX (request->octets))
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("Message %u does not end: the server sent far more than it announced"),
               request->number);
  return FALSE;
}

static void
log_text (RstPop3Session *self)
{
  g_autofree char *shown = g_strdup_printf ("(%" G_GUINT64_FORMAT " octets of a message)", self->text_octets);

  rst_pop3_log_add (self->log, RST_POP3_LOG_RECEIVED, shown, -1);
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
      char step[COMMAND_SIZE];

      print_request (get_due (self), step);
      if (!rst_pop3_session_fill (self, step, cancellable, error))
        return -1;
    }
  if (status == RST_POP3_READER_DATA)
    return count_text (self, length, error) ? (gssize) length : -1;

  log_text (self);
  finish_request (self);
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

  window = rst_pop3_session_can_pipeline (self) ? RST_POP3_WINDOW_COMMANDS : 1;
  for (gsize sent = 0; sent < n_numbers; sent += window)
    {
      gsize n = MIN (window, n_numbers - sent);

      g_string_truncate (commands, 0);
      for (gsize i = 0; i < n; i++)
        g_string_append_printf (commands, "DELE %u\r\n", numbers[sent + i]);
      if (!rst_pop3_session_send (self, commands->str, "DELE", cancellable, error) ||
          !read_dele_replies (self, numbers + sent, n, unmarked, cancellable, error))
        return FALSE;
    }
  if (refused != NULL)
    *refused = g_steal_pointer (&unmarked);
  return TRUE;
}
