/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-secret.h"
#include "base/rst-text.h"
#include "pop3/rst-pop3-bounds.h"

/* So much of a secret is enough to know it by; a text may hold the beginning
 * alone.
 */
#define HIDDEN_PREFIX 8

static gboolean
check_length (const char *line, const char *command, GError **error)
{
  if (strlen (line) <= RST_POP3_COMMAND_MAX)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
               _("What %s has to say is longer than POP3 allows"), command);
  return FALSE;
}

/* A server that gives no reason code may refuse a right password (RFC 3206
 * §2): the sentence must not send the person to change it.
 */
static void
set_login_error (const RstPop3Reply *reply, const char *step, GError **error)
{
  RstError code = rst_pop3_reply_get_error (reply);

  if (code != RST_ERROR_REFUSED)
    rst_pop3_reply_set_error (reply, step, code, error);
  else if (*reply->text != '\0')
    g_set_error (error, RST_ERROR, RST_ERROR_AUTH,
                 _("The server refused the login at %s: “%s” (it gives no reason code, so it need not be the password)"),
                 step, reply->text);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_AUTH,
                 _("The server refused the login at %s without saying why, so it need not be the password"),
                 step);
}

/* A server may repeat what was sent, and its text ends up on screens and in
 * logs: cuts @text off where a secret begins.
 */
static void
hide_secret (char *text, const char *secret)
{
  g_autoptr (RstSecret) shown = rst_text_dup_line (secret, -1);
  char *found;

  if (strlen (shown) > HIDDEN_PREFIX)
    explicit_bzero (shown + HIDDEN_PREFIX, strlen (shown + HIDDEN_PREFIX));
  found = *shown != '\0' ? strstr (text, shown) : NULL;
  if (found != NULL)
    explicit_bzero (found, strlen (found));
}

static RstPop3Reply *
read_login_reply (RstPop3Session     *self,
                  const char         *step,
                  const char *const  *secrets,
                  GCancellable       *cancellable,
                  GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_answer (self, step, cancellable, &local);

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

  for (; *secrets != NULL; secrets++)
    hide_secret (reply->text, *secrets);
  rst_pop3_session_log_reply (self, reply);
  if (reply->status != RST_POP3_REPLY_ERR)
    return g_steal_pointer (&reply);

  set_login_error (reply, step, error);
  return NULL;
}

static gboolean
fail_unexpected (const RstPop3Reply *reply, const char *step, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               reply->status == RST_POP3_REPLY_CONTINUE
                 ? _("The server went on asking after %s")
                 : _("The server accepted %s before it was complete"),
               step);
  return FALSE;
}

/* Sends a line that is, or ends with, a secret and reads the verdict. */
static gboolean
run_secret (RstPop3Session     *self,
            const char         *step,
            const char         *line,
            const char *const  *secrets,
            GCancellable       *cancellable,
            GError            **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  if (!rst_pop3_session_write (self, line, strlen (line), step, cancellable, error))
    return FALSE;
  reply = read_login_reply (self, step, secrets, cancellable, error);
  if (reply == NULL)
    return FALSE;
  return reply->status == RST_POP3_REPLY_OK || fail_unexpected (reply, step, error);
}

static gboolean
login_user (RstPop3Session  *self,
            const char      *user,
            const char      *password,
            GCancellable    *cancellable,
            GError         **error)
{
  const char *const secrets[] = { password, NULL };
  g_autofree char *user_line = g_strconcat ("USER ", user, "\r\n", NULL);
  g_autoptr (RstSecret) password_line = g_strconcat ("PASS ", password, "\r\n", NULL);

  return check_length (user_line, "USER", error) &&
         check_length (password_line, "PASS", error) &&
         run_secret (self, "USER", user_line, secrets, cancellable, error) &&
         run_secret (self, "PASS", password_line, secrets, cancellable, error);
}

/* The PLAIN message (RFC 4616 §2) in base64: nobody to act for, who, password,
 * each behind a NUL.
 */
static RstSecret *
dup_plain (const char *user, const char *password)
{
  gsize size = strlen (user) + strlen (password) + 2;
  g_autofree char *message = g_malloc0 (size + 1);
  RstSecret *encoded;

  memcpy (message + 1, user, strlen (user));
  memcpy (message + 2 + strlen (user), password, strlen (password));
  encoded = g_base64_encode ((const guchar *) message, size);
  explicit_bzero (message, size);
  return encoded;
}

static gboolean
login_plain (RstPop3Session  *self,
             const char      *user,
             const char      *password,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (RstSecret) encoded = dup_plain (user, password);
  g_autoptr (RstSecret) answer = g_strconcat (encoded, "\r\n", NULL);
  g_autoptr (RstSecret) command = g_strconcat ("AUTH PLAIN ", encoded, "\r\n", NULL);
  const char *const secrets[] = { password, encoded, NULL };
  gboolean at_once = strlen (command) <= RST_POP3_COMMAND_MAX;
  const char *first = at_once ? command : "AUTH PLAIN\r\n";
  g_autoptr (RstPop3Reply) reply = NULL;

  if (!rst_pop3_session_write (self, first, strlen (first), "AUTH PLAIN", cancellable, error))
    return FALSE;
  reply = read_login_reply (self, "AUTH PLAIN", secrets, cancellable, error);
  if (reply == NULL)
    return FALSE;

  /* A server that does not know initial responses asks all the same. */
  if (reply->status == RST_POP3_REPLY_CONTINUE)
    return run_secret (self, "AUTH PLAIN", answer, secrets, cancellable, error);
  return at_once || fail_unexpected (reply, "AUTH PLAIN", error);
}

gboolean
rst_pop3_session_offers (RstPop3Session *self, RstPop3Auth auth)
{
  RstSaslMechanism mechanism;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  if (rst_pop3_auth_get_sasl (auth, &mechanism))
    return rst_pop3_capa_has_argument (self->capa, "SASL", rst_sasl_mechanism_get_name (mechanism));
  return auth == RST_POP3_AUTH_USER;
}

GArray *
rst_pop3_session_rank_auth (RstPop3Session *self, RstSecretKind kind)
{
  static const RstPop3Auth order[] = {
    (RstPop3Auth) (RST_POP3_AUTH_SASL + RST_SASL_PLAIN),
    RST_POP3_AUTH_USER,
  };
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (RstPop3Auth));

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (rst_pop3_session_offers (self, order[i]))
      g_array_append_val (ranked, order[i]);
  return ranked;
}

gboolean
rst_pop3_session_login (RstPop3Session       *self,
                        RstPop3Auth           auth,
                        const RstCredentials *credentials,
                        const char           *host,
                        guint16               port,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);
  g_return_val_if_fail (auth != RST_POP3_AUTH_AUTO, FALSE);
  g_return_val_if_fail (credentials != NULL, FALSE);

  if (!rst_credentials_check (credentials, error))
    return FALSE;
  if (auth == RST_POP3_AUTH_USER)
    return login_user (self, credentials->user, credentials->secret, cancellable, error);
  if (auth == rst_pop3_auth_from_sasl (RST_SASL_PLAIN))
    return login_plain (self, credentials->user, credentials->secret, cancellable, error);
  g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
               _("Logging in by %s is not possible yet"), rst_pop3_auth_get_name (auth));
  return FALSE;
}
