/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-listing-private.h"

G_DEFINE_FINAL_TYPE (RstPop3Session, rst_pop3_session, G_TYPE_OBJECT)

static void
rst_pop3_session_finalize (GObject *object)
{
  RstPop3Session *self = RST_POP3_SESSION (object);

  g_clear_object (&self->stream);
  rst_pop3_reader_free (self->reader);
  rst_pop3_capa_free (self->capa);
  g_array_unref (self->retrs);
  g_free (self->banner);

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
  self->retrs = g_array_new (FALSE, FALSE, sizeof (RstPop3Retr));
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

const char *
rst_pop3_session_get_banner (RstPop3Session *self)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);
  return self->banner;
}

RstPop3Capa *
rst_pop3_session_get_capabilities (RstPop3Session *self)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);
  return self->capa;
}

void
rst_pop3_session_set_timeout (RstPop3Session *self, guint seconds)
{
  g_return_if_fail (RST_IS_POP3_SESSION (self));
  self->timeout = seconds;
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

  rst_error_adopt_network (&owned);
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

gboolean
rst_pop3_session_write (RstPop3Session  *self,
                        const char      *commands,
                        gsize            length,
                        const char      *step,
                        GCancellable    *cancellable,
                        GError         **error)
{
  GOutputStream *output = g_io_stream_get_output_stream (self->stream);
  GError *local = NULL;

  /* Not every stream looks by itself. */
  if (!g_cancellable_set_error_if_cancelled (cancellable, &local) &&
      g_output_stream_write_all (output, commands, length, NULL, cancellable, &local))
    return TRUE;

  propagate_stream_error (error, step, local);
  return FALSE;
}

gboolean
rst_pop3_session_fill (RstPop3Session  *self,
                       const char      *step,
                       GCancellable    *cancellable,
                       GError         **error)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  GError *local = NULL;
  gsize space;
  char *octets = rst_pop3_reader_get_space (self->reader, &space);
  gssize n_read = g_input_stream_read (input, octets, space, cancellable, &local);

  if (n_read < 0)
    propagate_stream_error (error, step, local);
  else if (n_read == 0)
    set_closed_error (step, error);
  else
    rst_pop3_reader_commit (self->reader, (gsize) n_read);
  return n_read > 0;
}

/* The stream bounds each read. That is no bound for a line which comes octet by
 * octet: @since, 0 before a line's first read, is when it began.
 */
static gboolean
fill_line (RstPop3Session  *self,
           gint64          *since,
           const char      *step,
           GCancellable    *cancellable,
           GError         **error)
{
  gint64 now = g_get_monotonic_time ();

  if (*since == 0)
    *since = now;
  if (self->timeout > 0 && now - *since >= (gint64) self->timeout * G_USEC_PER_SEC)
    {
      set_timeout_error (step, error);
      return FALSE;
    }
  return rst_pop3_session_fill (self, step, cancellable, error);
}

RstPop3Reply *
rst_pop3_session_read_answer (RstPop3Session  *self,
                              const char      *step,
                              GCancellable    *cancellable,
                              GError         **error)
{
  RstPop3ReaderStatus status;
  const char *line;
  gsize length;
  gint64 since = 0;

  while ((status = rst_pop3_reader_next_line (self->reader, &line, &length, error)) == RST_POP3_READER_MORE)
    if (!fill_line (self, &since, step, cancellable, error))
      return NULL;

  if (status != RST_POP3_READER_DATA)
    return NULL;
  return rst_pop3_reply_new (line, length, error);
}

RstPop3Reply *
rst_pop3_session_read_reply (RstPop3Session  *self,
                             const char      *step,
                             GCancellable    *cancellable,
                             GError         **error)
{
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_answer (self, step, cancellable, error);

  if (reply == NULL || reply->status != RST_POP3_REPLY_CONTINUE)
    return g_steal_pointer (&reply);

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server answered “+ %s” during %s, where it may only accept or refuse"),
               reply->text, step);
  return NULL;
}

RstPop3Reply *
rst_pop3_session_read_ok (RstPop3Session  *self,
                          const char      *step,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_reply (self, step, cancellable, error);

  if (reply == NULL || reply->status == RST_POP3_REPLY_OK)
    return g_steal_pointer (&reply);

  rst_pop3_reply_set_error (reply, step, rst_pop3_reply_get_error (reply), error);
  return NULL;
}

RstPop3Reply *
rst_pop3_session_run (RstPop3Session  *self,
                      const char      *command,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autofree char *line = g_strconcat (command, "\r\n", NULL);

  if (!rst_pop3_session_write (self, line, strlen (line), command, cancellable, error))
    return NULL;
  return rst_pop3_session_read_ok (self, command, cancellable, error);
}

gboolean
rst_pop3_session_read_items (RstPop3Session   *self,
                             const char       *step,
                             RstPop3ItemFunc   func,
                             gpointer          data,
                             GCancellable     *cancellable,
                             GError          **error)
{
  const char *line;
  gsize length;
  gint64 since = 0;

  for (;;)
    switch (rst_pop3_reader_next_item (self->reader, &line, &length, error))
      {
      case RST_POP3_READER_DATA:
        if (!func (data, line, length, error))
          return FALSE;
        since = 0;
        break;
      case RST_POP3_READER_MORE:
        if (!fill_line (self, &since, step, cancellable, error))
          return FALSE;
        break;
      case RST_POP3_READER_END:
        return TRUE;
      case RST_POP3_READER_ERROR:
      default:
        return FALSE;
      }
}

gboolean
rst_pop3_session_read_greeting (RstPop3Session  *self,
                                GCancellable    *cancellable,
                                GError         **error)
{
  /* Translators: stands in “The server closed the connection during the greeting” */
  const char *step = _("the greeting");
  g_autoptr (RstPop3Reply) reply = NULL;
  RstError code;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  reply = rst_pop3_session_read_reply (self, step, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status == RST_POP3_REPLY_OK)
    {
      g_free (self->banner);
      self->banner = g_steal_pointer (&reply->text);
      return TRUE;
    }

  /* Without a code nothing says that it will stay so.
   * Translators: “a session” stands in “The server refused a session”
   */
  code = rst_pop3_reply_get_error (reply);
  if (code == RST_ERROR_REFUSED)
    code = RST_ERROR_TEMPORARY;
  rst_pop3_reply_set_error (reply, _("a session"), code, error);
  return FALSE;
}

typedef struct
{
  RstPop3Capa *capa;
  guint n_lines;
} CapaListing;

static gboolean
add_capability_cb (gpointer data, const char *line, gsize length, GError **error)
{
  CapaListing *listing = data;

  if (listing->n_lines++ == RST_POP3_CAPABILITIES_MAX)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                   _("The server announced more than %d capabilities"),
                   RST_POP3_CAPABILITIES_MAX);
      return FALSE;
    }
  rst_pop3_capa_add_line (listing->capa, line, length);
  return TRUE;
}

gboolean
rst_pop3_session_query_capabilities (RstPop3Session  *self,
                                     GCancellable    *cancellable,
                                     GError         **error)
{
  CapaListing listing = { NULL, 0 };
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  rst_pop3_capa_free (self->capa);
  self->capa = rst_pop3_capa_new ();
  listing.capa = self->capa;

  if (!rst_pop3_session_write (self, "CAPA\r\n", 6, "CAPA", cancellable, error))
    return FALSE;
  reply = rst_pop3_session_read_reply (self, "CAPA", cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status != RST_POP3_REPLY_OK)
    return TRUE;
  return rst_pop3_session_read_items (self, "CAPA", add_capability_cb, &listing, cancellable, error);
}

gboolean
rst_pop3_session_stls (RstPop3Session  *self,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  if (!rst_pop3_session_write (self, "STLS\r\n", 6, "STLS", cancellable, error))
    return FALSE;
  reply = rst_pop3_session_read_reply (self, "STLS", cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->status != RST_POP3_REPLY_OK)
    {
      rst_pop3_reply_set_error (reply, "STLS", RST_ERROR_STLS_MISSING, error);
      return FALSE;
    }

  /* The server must wait for us now: what is here already was put there by
   * somebody who wants it taken for an answer that came over TLS.
   */
  if (rst_pop3_reader_get_pending (self->reader) > 0)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_PROTOCOL,
                           _("More than the answer to STLS came in the clear; somebody between here and the server may have added it"));
      return FALSE;
    }
  return TRUE;
}

gboolean
rst_pop3_session_stat (RstPop3Session  *self,
                       guint           *count,
                       guint64         *octets,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (count != NULL && octets != NULL, FALSE);

  reply = rst_pop3_session_run (self, "STAT", cancellable, error);
  return reply != NULL &&
         rst_pop3_listing_scan (reply->text, strlen (reply->text), count, octets, error);
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
