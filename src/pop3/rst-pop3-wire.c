/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"

/* So many commands that leave together are logged one by one. */
#define LOGGED_COMMANDS 4

gboolean
rst_pop3_session_can_pipeline (RstPop3Session *self)
{
  return !self->pipelining_forbidden && rst_pop3_capa_has (self->capa, "PIPELINING");
}

gboolean
rst_pop3_session_is_awaiting (RstPop3Session *self)
{
  return self->n_commands > self->n_replies || self->in_text;
}

static void
set_closed_error (const char *step, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_TCP,
               _("The server closed the connection during %s"), step);
}

static void
set_timeout_error (const char *step, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_TIMEOUT,
               _("The server did not answer in time during %s"), step);
}

/* Turns an error of the stream into a sentence that names the step. */
static void
propagate_stream_error (GError **error, const char *step, GError *local)
{
  g_autoptr (GError) owned = local;
  gboolean closed = g_error_matches (owned, G_TLS_ERROR, G_TLS_ERROR_EOF);
  /* The handshake is over: what ends in the midst of a record was cut. */
  gboolean cut = g_error_matches (owned, G_TLS_ERROR, G_TLS_ERROR_MISC);

  rst_error_adopt_network (&owned);
  if (cut)
    owned->code = RST_ERROR_TCP;
  if (closed)
    set_closed_error (step, error);
  else if (owned->code == RST_ERROR_TIMEOUT)
    set_timeout_error (step, error);
  else if (owned->code == RST_ERROR_CANCELLED)
    g_set_error (error, RST_ERROR, owned->code,
                 _("Stopped on request during %s"), step);
  else
    g_set_error (error, RST_ERROR, owned->code,
                 _("The connection broke during %s: %s"), step, owned->message);
}

/* Looks at what came before anything was asked: an answer to nothing, which
 * would be taken for the answer to what is asked next. A blank line is none.
 */
static gboolean
check_unasked (RstPop3Session *self, const char *step, GError **error)
{
  RstPop3ReaderStatus status;
  const char *line;
  gsize length;

  if (rst_pop3_reader_get_pending (self->reader) == 0)
    return TRUE;

  while ((status = rst_pop3_reader_next_line (self->reader, &line, &length, error)) == RST_POP3_READER_DATA)
    if (length > 0)
      break;
  if (status == RST_POP3_READER_ERROR)
    return FALSE;
  if (status == RST_POP3_READER_MORE && rst_pop3_reader_get_pending (self->reader) == 0)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server answered %s before it was asked"), step);
  return FALSE;
}

static gboolean
put (RstPop3Session  *self,
     const char      *octets,
     gsize            length,
     guint            n_commands,
     const char      *step,
     GCancellable    *cancellable,
     GError         **error)
{
  GOutputStream *output = g_io_stream_get_output_stream (self->stream);
  GError *local = NULL;

  if (self->n_commands == self->n_replies)
    {
      if (!check_unasked (self, step, error))
        return FALSE;
      self->n_commands = 0;
      self->n_replies = 0;
      self->measuring = TRUE;
    }
  self->n_commands += n_commands;
  self->last_sent = self->clock ();

  /* Not every stream looks by itself. */
  if (!g_cancellable_set_error_if_cancelled (cancellable, &local) &&
      g_output_stream_write_all (output, octets, length, NULL, cancellable, &local))
    return TRUE;

  self->broken = !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  propagate_stream_error (error, step, local);
  return FALSE;
}

gboolean
rst_pop3_session_write (RstPop3Session  *self,
                        const char      *line,
                        gsize            length,
                        const char      *step,
                        GCancellable    *cancellable,
                        GError         **error)
{
  rst_pop3_log_add (self->log, RST_POP3_LOG_SENT, step, -1);
  return put (self, line, length, 1, step, cancellable, error);
}

static void
log_commands (RstPop3Session *self, char *const *lines, guint n_lines)
{
  g_autofree char *shown = NULL;

  if (n_lines <= LOGGED_COMMANDS)
    {
      for (guint i = 0; i < n_lines; i++)
        rst_pop3_log_add (self->log, RST_POP3_LOG_SENT, lines[i], -1);
      return;
    }
  shown = g_strdup_printf ("%s … %s (%u commands)", lines[0], lines[n_lines - 1], n_lines);
  rst_pop3_log_add (self->log, RST_POP3_LOG_SENT, shown, -1);
}

gboolean
rst_pop3_session_send (RstPop3Session  *self,
                       const char      *commands,
                       const char      *step,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_auto (GStrv) lines = g_strsplit (commands, "\r\n", -1);
  guint n_lines = g_strv_length (lines) - 1; /* the last is empty */

  log_commands (self, lines, n_lines);
  return put (self, commands, strlen (commands), n_lines, step, cancellable, error);
}

void
rst_pop3_session_begin_pace (RstPop3Session *self, gboolean whole)
{
  self->pace = (RstPop3Pace) { .whole = whole };
}

static gboolean
is_behind (RstPop3Session *self)
{
  return self->pace.whole || self->pace.octets < RST_POP3_PROGRESS_MIN;
}

static gboolean
check_time (RstPop3Session *self, const char *step, GError **error)
{
  const int hours = RST_POP3_SESSION_MAX / 3600;

  if (self->clock () - self->began >= (gint64) RST_POP3_SESSION_MAX * G_USEC_PER_SEC)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_TIMEOUT,
                   g_dngettext (GETTEXT_PACKAGE,
                                "The session lasted longer than %d hour, and was given up during %s",
                                "The session lasted longer than %d hours, and was given up during %s",
                                hours),
                   hours, step);
      return FALSE;
    }
  if (self->timeout == 0 || self->pace.waited < (gint64) self->timeout * G_USEC_PER_SEC)
    return TRUE;
  if (!is_behind (self))
    {
      rst_pop3_session_begin_pace (self, FALSE);
      return TRUE;
    }
  if (self->pace.whole)
    set_timeout_error (step, error);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_TIMEOUT,
                 _("The server was too slow during %s"), step);
  return FALSE;
}

static gboolean
ready_cb (GObject *stream, gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
expired_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static GSource *
attach (RstPop3Session *self, GSource *source, GSourceFunc callback, gboolean *happened)
{
  g_source_set_callback (source, callback, happened, NULL);
  g_source_attach (source, self->context);
  return source;
}

static void
detach (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

/* Waits until there is something to read, or it is cancelled, for at most
 * @milliseconds. Time that is over counts more than what is there to read: TLS
 * may be kept busy by records that bring no octets.
 */
static gboolean
wait_readable (RstPop3Session       *self,
               GPollableInputStream *input,
               guint                 milliseconds,
               GCancellable         *cancellable,
               GError              **error)
{
  gboolean ready = FALSE;
  gboolean expired = FALSE;
  GSource *readable = attach (self, g_pollable_input_stream_create_source (input, cancellable),
                              G_SOURCE_FUNC (ready_cb), &ready);
  GSource *timer = attach (self, g_timeout_source_new (milliseconds), expired_cb, &expired);

  while (!ready && !expired)
    g_main_context_iteration (self->context, TRUE);
  detach (readable);
  detach (timer);

  if (expired)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");
  return !expired;
}

gboolean
rst_pop3_session_wait (RstPop3Session *self, guint milliseconds)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);

  return !G_IS_POLLABLE_INPUT_STREAM (input) ||
         !g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (input)) ||
         wait_readable (self, G_POLLABLE_INPUT_STREAM (input), milliseconds, NULL, NULL);
}

/* What may pass until something must have come. */
static guint
get_patience (RstPop3Session *self)
{
  gint64 passed = is_behind (self) ? self->pace.waited : 0;
  gint64 left = (gint64) self->timeout * G_USEC_PER_SEC - passed;

  return (guint) MIN (MAX (left, 0) / 1000 + 1, G_MAXINT);
}

/* The stream's own time-out is not enough: TLS waits for a whole record, of
 * which each octet may come in time.
 */
static gssize
read_some (RstPop3Session  *self,
           char            *octets,
           gsize            space,
           GCancellable    *cancellable,
           GError         **error)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  gint64 deadline = g_get_monotonic_time () + (gint64) get_patience (self) * 1000;
  GPollableInputStream *pollable;

  if (self->timeout == 0 || !G_IS_POLLABLE_INPUT_STREAM (input) ||
      !g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (input)))
    return g_input_stream_read (input, octets, space, cancellable, error);

  pollable = G_POLLABLE_INPUT_STREAM (input);
  for (;;)
    {
      GError *local = NULL;
      gint64 left = deadline - g_get_monotonic_time ();
      gssize n_read = g_pollable_input_stream_read_nonblocking (pollable, octets, space, cancellable, &local);

      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          if (local != NULL)
            g_propagate_error (error, local);
          return n_read;
        }
      g_clear_error (&local);
      if (!wait_readable (self, pollable, (guint) (MAX (left, 0) / 1000), cancellable, error))
        return -1;
    }
}

static void
note_octets (RstPop3Session *self, gsize n_octets)
{
  gint64 now = self->clock ();

  if (self->measuring)
    rst_pop3_window_note_round_trip (&self->window, now - self->last_sent);
  self->measuring = FALSE;
  if (self->in_text)
    rst_pop3_window_note_octets (&self->window, n_octets, now);
  self->pace.octets += n_octets;
}

gboolean
rst_pop3_session_fill (RstPop3Session  *self,
                       const char      *step,
                       GCancellable    *cancellable,
                       GError         **error)
{
  GError *local = NULL;
  gsize space;
  char *octets = rst_pop3_reader_get_space (self->reader, &space);
  gint64 before;
  gssize n_read;

  self->broken = TRUE;
  if (!check_time (self, step, error))
    return FALSE;

  before = self->clock ();
  n_read = read_some (self, octets, space, cancellable, &local);
  self->pace.waited += self->clock () - before;
  if (n_read > 0)
    {
      self->broken = FALSE;
      note_octets (self, (gsize) n_read);
      rst_pop3_reader_commit (self->reader, (gsize) n_read);
      return TRUE;
    }

  if (n_read == 0)
    {
      set_closed_error (step, error);
      return FALSE;
    }
  self->broken = !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  propagate_stream_error (error, step, local);
  return FALSE;
}
