/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include "base/rst-secret.h"
#include "pop3/rst-pop3-bounds.h"

/* Milliseconds that an answer to a QUIT may take which nothing depends on: that
 * of a server next door comes, and it has let the maildrop go then.
 */
#define LEAVE_PATIENCE 10

G_DEFINE_FINAL_TYPE (RstPop3Session, rst_pop3_session, G_TYPE_OBJECT)

static void
rst_pop3_session_finalize (GObject *object)
{
  RstPop3Session *self = RST_POP3_SESSION (object);

  g_clear_object (&self->stream);
  rst_pop3_reader_free (self->reader);
  rst_pop3_capa_free (self->capa);
  g_clear_pointer (&self->log, rst_pop3_log_unref);
  g_ptr_array_unref (self->hidden);
  g_array_unref (self->requests);
  g_main_context_unref (self->context);
  g_free (self->banner);
  g_free (self->stamp);

  G_OBJECT_CLASS (rst_pop3_session_parent_class)->finalize (object);
}

static void
rst_pop3_session_class_init (RstPop3SessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_pop3_session_finalize;
}

static void
rst_pop3_session_init (RstPop3Session *self)
{
  self->reader = rst_pop3_reader_new ();
  self->capa = rst_pop3_capa_new ();
  self->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_secret_free);
  self->requests = g_array_new (FALSE, FALSE, sizeof (RstPop3Request));
  self->context = g_main_context_new ();
  self->clock = g_get_monotonic_time;
  self->began = self->clock ();
  self->last_sent = self->began;
}

RstPop3Session *
rst_pop3_session_new (GIOStream *stream)
{
  RstPop3Session *self;

  g_return_val_if_fail (G_IS_IO_STREAM (stream), NULL);

  self = g_object_new (RST_TYPE_POP3_SESSION, NULL);
  self->stream = g_object_ref (stream);
  return self;
}

GIOStream *
rst_pop3_session_get_stream (RstPop3Session *self)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);
  return self->stream;
}

void
rst_pop3_session_set_stream (RstPop3Session *self, GIOStream *stream)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));
  g_return_if_fail (G_IS_IO_STREAM (stream));

  g_set_object (&self->stream, stream);

  /* Nothing that came in the clear may count from here on. */
  rst_pop3_reader_free (self->reader);
  self->reader = rst_pop3_reader_new ();
  rst_pop3_capa_free (self->capa);
  self->capa = rst_pop3_capa_new ();
}

void
rst_pop3_session_set_timeout (RstPop3Session *self, guint seconds)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));
  self->timeout = seconds;
}

void
rst_pop3_session_set_log (RstPop3Session *self, RstPop3Log *log)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));

  if (log != NULL)
    rst_pop3_log_ref (log);
  g_clear_pointer (&self->log, rst_pop3_log_unref);
  self->log = log;
}

void
rst_pop3_session_set_pipelining (RstPop3Session *self, gboolean allowed)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));
  self->pipelining_forbidden = !allowed;
}

gboolean
rst_pop3_session_is_pipelining_doubtful (RstPop3Session *self)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  return self->broken && !self->pipelining_proved &&
         self->n_commands > 1 && self->n_replies < self->n_commands;
}

const char *
rst_pop3_session_get_banner (RstPop3Session *self)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);
  return self->banner;
}

const char *
rst_pop3_session_get_stamp (RstPop3Session *self)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);
  return self->stamp;
}

RstPop3Capa *
rst_pop3_session_get_capabilities (RstPop3Session *self)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);
  return self->capa;
}

gboolean
rst_pop3_session_noop (RstPop3Session  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  reply = rst_pop3_session_run (self, "NOOP", cancellable, error);
  return reply != NULL;
}

gboolean
rst_pop3_session_keep_alive (RstPop3Session  *self,
                             GCancellable    *cancellable,
                             GError         **error)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  if (rst_pop3_session_is_awaiting (self) ||
      self->clock () - self->last_sent < (gint64) RST_POP3_KEEP_ALIVE * G_USEC_PER_SEC)
    return TRUE;
  return rst_pop3_session_noop (self, cancellable, error);
}

gboolean
rst_pop3_session_rset (RstPop3Session  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  reply = rst_pop3_session_run (self, "RSET", cancellable, error);
  return reply != NULL;
}

gboolean
rst_pop3_session_quit (RstPop3Session  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  reply = rst_pop3_session_run (self, "QUIT", cancellable, error);

  /* The answer decides; how the connection ends after it changes nothing. */
  g_io_stream_close (self->stream, NULL, NULL);
  return reply != NULL;
}

void
rst_pop3_session_leave (RstPop3Session *self)
{
  g_autoptr (RstPop3Reply) reply = NULL;
  g_autoptr (GError) local = NULL;

  g_return_if_fail (RST_IS_POP3_SESSION (self));

  if (rst_pop3_session_send (self, "QUIT\r\n", "QUIT", NULL, &local) &&
      rst_pop3_session_wait (self, LEAVE_PATIENCE))
    reply = rst_pop3_session_read_reply (self, "QUIT", NULL, &local);
  if (local != NULL)
    g_debug ("QUIT: %s", local->message);
  g_io_stream_close (self->stream, NULL, NULL);
}
