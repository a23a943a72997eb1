/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-probe.h"

#include <string.h>

#include "base/rst-text.h"
#include "net/rst-connect.h"
#include "net/rst-deadline.h"

/* HTTP 1.0: the answer ends with the connection, and no name is asked for. */
static const char http_question[] = "HEAD / HTTP/1.0\r\n\r\n";

/* One look on its way. */
typedef struct
{
  const RstEndpoint *endpoint;
  GCancellable *cancellable;
  char octets[RST_PROBE_OCTETS];
  gsize length;
} Look;

static gboolean
begins (const char *octets, gsize length, const char *with)
{
  return length >= strlen (with) && g_ascii_strncasecmp (octets, with, strlen (with)) == 0;
}

static gboolean
mentions (const char *octets, gsize length, const char *word)
{
  for (gsize i = 0; i + strlen (word) <= length; i++)
    if (g_ascii_strncasecmp (octets + i, word, strlen (word)) == 0)
      return TRUE;
  return FALSE;
}

/* RFC 5321 §4.2 and RFC 959 §4.2: three digits and a blank or a hyphen. Only
 * the words tell the two apart; where mail is looked for it is SMTP.
 */
static gboolean
is_three_digits (const char *octets, gsize length)
{
  return length >= 4 &&
         g_ascii_isdigit (octets[0]) && g_ascii_isdigit (octets[1]) && g_ascii_isdigit (octets[2]) &&
         (octets[3] == ' ' || octets[3] == '-');
}

RstProbeService
rst_probe_classify (const char *octets, gsize length)
{
  g_return_val_if_fail (octets != NULL || length == 0, RST_PROBE_SILENT);

  if (length == 0)
    return RST_PROBE_SILENT;
  if (begins (octets, length, "+OK") || begins (octets, length, "-ERR"))
    return RST_PROBE_POP3;
  if (begins (octets, length, "* OK") || begins (octets, length, "* PREAUTH") || begins (octets, length, "* BYE"))
    return RST_PROBE_IMAP;
  if (begins (octets, length, "SSH-"))
    return RST_PROBE_SSH;
  if (begins (octets, length, "HTTP/"))
    return RST_PROBE_HTTP;
  if (!is_three_digits (octets, length))
    return RST_PROBE_OTHER;
  return mentions (octets, length, "ftp") && !mentions (octets, length, "smtp") ? RST_PROBE_FTP : RST_PROBE_SMTP;
}

static guint
get_seconds (const Look *look)
{
  return MIN (look->endpoint->timeout, RST_PROBE_SECONDS);
}

/* Where to, without a word on how it is kept. */
static GIOStream *
open_plain (const Look *look, GError **error)
{
  g_autoptr (RstEndpoint) plain = rst_endpoint_new (look->endpoint->host, look->endpoint->port,
                                                    RST_SECURITY_PLAINTEXT);

  plain->timeout = look->endpoint->timeout;
  return rst_connect (plain, look->cancellable, error);
}

static gssize
read_some (Look *look, GIOStream *stream, guint seconds)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  RstDeadline deadline;
  gssize got;

  rst_deadline_begin (&deadline, seconds, look->cancellable);
  g_input_stream_read_async (input, look->octets + look->length, sizeof look->octets - look->length,
                             G_PRIORITY_DEFAULT, deadline.cancellable,
                             rst_deadline_done_cb, &deadline);
  got = g_input_stream_read_finish (input, rst_deadline_wait (&deadline), NULL);
  rst_deadline_end (&deadline, NULL);
  return got;
}

/* One line, as far as it comes in time. That nothing comes is an answer too, so
 * there is no error.
 */
static void
read_line (Look *look, GIOStream *stream)
{
  gint64 end = g_get_monotonic_time () + get_seconds (look) * G_USEC_PER_SEC;

  look->length = 0;
  while (look->length < sizeof look->octets && memchr (look->octets, '\n', look->length) == NULL)
    {
      gint64 left = end - g_get_monotonic_time ();
      gssize got = left > 0 ? read_some (look, stream, (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC)) : 0;

      if (got <= 0)
        break;
      look->length += (gsize) got;
    }
}

static void
ask_for_page (Look *look, GIOStream *stream)
{
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  if (g_output_stream_write_all (output, http_question, strlen (http_question), NULL,
                                 look->cancellable, NULL))
    read_line (look, stream);
}

static gboolean
accept_any_cb (GTlsConnection       *connection,
               GTlsCertificate      *certificate,
               GTlsCertificateFlags  problems,
               gpointer              user_data)
{
  return TRUE;
}

/* Only to look: nothing is said on it but the question for a page. */
static GIOStream *
open_tls (Look *look, GIOStream *plain)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (look->endpoint->host, look->endpoint->port);
  GIOStream *stream = g_tls_client_connection_new (plain, identity, NULL);
  RstDeadline deadline;
  gboolean ok;

  if (stream == NULL)
    return NULL;

  g_signal_connect (stream, "accept-certificate", G_CALLBACK (accept_any_cb), NULL);
  rst_deadline_begin (&deadline, get_seconds (look), look->cancellable);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (stream), G_PRIORITY_DEFAULT, deadline.cancellable,
                                    rst_deadline_done_cb, &deadline);
  ok = g_tls_connection_handshake_finish (G_TLS_CONNECTION (stream), rst_deadline_wait (&deadline), NULL);
  rst_deadline_end (&deadline, NULL);
  if (!ok)
    g_clear_object (&stream);
  return stream;
}

/* 0x15 0x03 and 0x16 0x03 begin records of TLS (RFC 8446 §5.1): a server that
 * gave up waiting for a handshake and says so.
 */
static gboolean
has_silence (const Look *look)
{
  return look->length == 0 ||
         (look->length >= 2 && (look->octets[0] == 0x15 || look->octets[0] == 0x16) && look->octets[1] == 0x03);
}

static RstProbe *
new_probe (const Look *look, gboolean tls)
{
  const char *end = look->length > 0 ? memchr (look->octets, '\n', look->length) : NULL;
  gsize length = end != NULL ? (gsize) (end - look->octets) : look->length;
  RstProbe *self = g_new0 (RstProbe, 1);

  self->service = rst_probe_classify (look->octets, look->length);
  self->tls = tls;
  self->greeting = rst_text_dup_line (look->octets, (gssize) length);
  return self;
}

RstProbe *
rst_probe_run (const RstEndpoint  *endpoint,
               GCancellable       *cancellable,
               GError            **error)
{
  Look look = { .endpoint = endpoint, .cancellable = cancellable };
  g_autoptr (GIOStream) first = NULL;
  g_autoptr (GIOStream) second = NULL;
  g_autoptr (GIOStream) tls = NULL;

  g_return_val_if_fail (endpoint != NULL, NULL);

  first = open_plain (&look, error);
  if (first == NULL)
    return NULL;
  read_line (&look, first);
  if (!has_silence (&look))
    return new_probe (&look, FALSE);
  g_clear_object (&first);

  look.length = 0;
  first = open_plain (&look, NULL);
  tls = first != NULL ? open_tls (&look, first) : NULL;
  if (tls != NULL)
    {
      read_line (&look, tls);
      if (look.length == 0)
        ask_for_page (&look, tls);
      return new_probe (&look, TRUE);
    }

  second = open_plain (&look, NULL);
  if (second != NULL)
    ask_for_page (&look, second);
  return new_probe (&look, FALSE);
}

void
rst_probe_free (RstProbe *self)
{
  g_free (self->greeting);
  g_free (self);
}
