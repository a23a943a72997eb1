/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-login-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-secret.h"
#include "pop3/rst-pop3-bounds.h"
#include "sasl/rst-saslprep.h"

gboolean
rst_pop3_login_send (RstPop3Login  *self,
                     const char    *line,
                     const char    *shown,
                     GError       **error)
{
  return rst_pop3_session_write (self->session, line, strlen (line), shown, self->cancellable, error);
}

RstPop3Reply *
rst_pop3_login_read (RstPop3Login *self, const char *step, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_answer (self->session, step, self->cancellable, &local);

  if (reply == NULL)
    {
      /* It quotes the server. */
      if (g_error_matches (local, RST_ERROR, RST_ERROR_PROTOCOL))
        g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                     _("What the server answered to %s is not POP3"), step);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  /* A challenge is no text for anybody, and must stay whole. */
  if (reply->status != RST_POP3_REPLY_CONTINUE)
    rst_pop3_session_cut_hidden (self->session, reply->text);
  rst_pop3_session_log_reply (self->session, reply);
  return g_steal_pointer (&reply);
}

/* Whether a refusal says that there is no such way to log in. No response code
 * does; these are words of Dovecot, Courier, Cyrus, Exchange and the like.
 */
static gboolean
says_disabled (const RstPop3Reply *reply)
{
  static const char *const words[] = {
    "mechanism", "unsupported", "not supported", "unrecognized", "unknown command", "invalid command",
    "unknown auth", "not implemented", "disabled", "disallowed", "not enabled",
    "bad protocol",
  };
  g_autofree char *text = g_ascii_strdown (reply->text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A server that gives no reason code may refuse a right password (RFC 3206
 * §2): the sentence must not send the person to change it.
 */
static void
set_login_error (const RstPop3Reply *reply, const char *step, GError **error)
{
  if (*reply->text != '\0')
    g_set_error (error, RST_ERROR, RST_ERROR_AUTH,
                 _("The server refused the login at %s: “%s” (it gives no reason code, so it need not be the password)"),
                 step, reply->text);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_AUTH,
                 _("The server refused the login at %s without saying why, so it need not be the password"),
                 step);
}

static void
set_disabled_error (const RstPop3Reply *reply, const char *step, GError **error)
{
  if (*reply->text != '\0')
    g_set_error (error, RST_ERROR, RST_ERROR_LOGIN_DISABLED,
                 _("The server does not take logins by %s: “%s”"), step, reply->text);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_LOGIN_DISABLED,
                 _("The server does not take logins by %s"), step);
}

/* What the server said inside the exchange says more than what it ends it
 * with.
 */
static void
set_refusal_error (RstPop3Login        *self,
                   const RstPop3Reply  *reply,
                   const char          *step,
                   RstError             code,
                   GError             **error)
{
  rst_pop3_session_cut_hidden (self->session, self->refusal);
  if (*reply->text != '\0')
    g_set_error (error, RST_ERROR, (int) code,
                 _("The server refused %s: “%s”, “%s”"), step, self->refusal, reply->text);
  else
    g_set_error (error, RST_ERROR, (int) code,
                 _("The server refused %s: “%s”"), step, self->refusal);
}

void
rst_pop3_login_set_refused (RstPop3Login        *self,
                            const RstPop3Reply  *reply,
                            const char          *step,
                            gboolean             is_offer,
                            GError             **error)
{
  RstError code = rst_pop3_reply_get_error (reply);
  gboolean is_about_login = code == RST_ERROR_REFUSED || code == RST_ERROR_AUTH;

  if (self->refusal != NULL)
    set_refusal_error (self, reply, step, is_about_login ? RST_ERROR_AUTH : code, error);
  else if (is_about_login && (is_offer || says_disabled (reply)))
    set_disabled_error (reply, step, error);
  else if (code == RST_ERROR_REFUSED)
    set_login_error (reply, step, error);
  else
    rst_pop3_reply_set_error (reply, step, code, error);
}

static gboolean
check_length (const char *line, const char *command, GError **error)
{
  if (strlen (line) <= RST_POP3_COMMAND_MAX)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
               _("What %s has to say is longer than POP3 allows"), command);
  return FALSE;
}

/* Sends a command and reads the verdict. */
static gboolean
run_command (RstPop3Login  *self,
             const char    *step,
             const char    *line,
             const char    *shown,
             GError       **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  if (!rst_pop3_login_send (self, line, shown, error))
    return FALSE;
  reply = rst_pop3_login_read (self, step, error);
  if (reply == NULL)
    return FALSE;

  if (reply->status == RST_POP3_REPLY_ERR)
    rst_pop3_login_set_refused (self, reply, step, FALSE, error);
  else if (reply->status == RST_POP3_REPLY_CONTINUE)
    g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL, _("The server went on asking after %s"), step);
  return reply->status == RST_POP3_REPLY_OK;
}

static gboolean
login_user (RstPop3Login *self, GError **error)
{
  g_autofree char *shown = g_strconcat ("USER ", self->credentials->user, NULL);
  g_autofree char *user = g_strconcat (shown, "\r\n", NULL);
  g_autoptr (RstSecret) password = g_strconcat ("PASS ", self->credentials->secret, "\r\n", NULL);

  return check_length (user, "USER", error) &&
         check_length (password, "PASS", error) &&
         run_command (self, "USER", user, shown, error) &&
         run_command (self, "PASS", password, "PASS ••••", error);
}

/* RFC 1939 §7: MD5 of the time stamp and the password. RFC 6856 §2.2 has what
 * is not ASCII prepared.
 */
static char *
dup_apop_digest (RstPop3Login *self, const char *stamp, GError **error)
{
  const char *secret = self->credentials->secret;
  g_autoptr (RstSecret) prepared = g_str_is_ascii (secret) ? g_strdup (secret) : rst_saslprep (secret);
  g_autoptr (RstSecret) text = NULL;

  if (prepared == NULL)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("The password has a character that %s does not allow"), "APOP");
      return NULL;
    }
  text = g_strconcat (stamp, prepared, NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
}

static gboolean
login_apop (RstPop3Login *self, GError **error)
{
  const char *stamp = rst_pop3_session_get_stamp (self->session);
  g_autofree char *digest = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *line = NULL;

  /* Whatever were hashed in place of a message-id could be chosen so that the
   * digests give the password away (CVE-2007-1558).
   */
  if (stamp == NULL)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_LOGIN_DISABLED,
                   _("The server’s greeting has no proper time stamp, which %s needs"), "APOP");
      return FALSE;
    }
  digest = dup_apop_digest (self, stamp, error);
  if (digest == NULL)
    return FALSE;

  shown = g_strdup_printf ("APOP %s ••••", self->credentials->user);
  line = g_strdup_printf ("APOP %s %s\r\n", self->credentials->user, digest);
  rst_pop3_session_hide (self->session, digest);
  return check_length (line, "APOP", error) &&
         run_command (self, "APOP", line, shown, error);
}

static gboolean
run_login (RstPop3Login *self, RstPop3Auth auth, GError **error)
{
  RstSaslMechanism mechanism;

  if (rst_pop3_auth_get_sasl (auth, &mechanism))
    return rst_pop3_login_exchange (self, mechanism, error);
  return auth == RST_POP3_AUTH_APOP ? login_apop (self, error) : login_user (self, error);
}

static void
rst_pop3_login_clear (RstPop3Login *self)
{
  g_free (self->refusal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RstPop3Login, rst_pop3_login_clear)

gboolean
rst_pop3_session_login (RstPop3Session       *self,
                        RstPop3Auth           auth,
                        const RstCredentials *credentials,
                        const char           *host,
                        guint16               port,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_auto (RstPop3Login) login = {
    .session = self,
    .credentials = credentials,
    .host = host,
    .port = port,
    .cancellable = cancellable,
  };
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (auth != RST_POP3_AUTH_AUTO, FALSE);
  g_return_val_if_fail (credentials != NULL, FALSE);
  g_return_val_if_fail (host != NULL, FALSE);

  if (!rst_credentials_check (credentials, error))
    return FALSE;
  rst_pop3_session_hide (self, credentials->secret);
  if (run_login (&login, auth, &local))
    return TRUE;

  /* Whoever could not show that he knows the password must not be handed it by
   * a caller that tries another way.
   */
  if (g_error_matches (local, RST_ERROR, RST_ERROR_PROTOCOL))
    g_io_stream_close (self->stream, NULL, NULL);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
