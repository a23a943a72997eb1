/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "accounts/rst-provider.h"
#include "accounts/rst-refusal.h"
#include "accounts/rst-sign-in.h"
#include "base/rst-error.h"
#include "doctor/rst-examination.h"

/* One sign-in, heard hop by hop. */
typedef struct
{
  RstExamination *run;
  const char *next;       /* the hop that comes after what was heard */
  gboolean has_tls;       /* TLS is up, and is told with the session that is over it */
  double tls_seconds;
  char *tls_detail;
} SignIn;

/* What a server offers, and what would be taken. */
typedef struct
{
  GString *offered;
  const char *chosen;
  gboolean is_offered;
} Offers;

static void
add_name (GString *names, RstPop3Auth auth)
{
  g_autofree char *name = g_ascii_strup (rst_pop3_auth_get_name (auth), -1);

  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

static void
find_offers (RstExamination *run, RstPop3Session *session, Offers *offers)
{
  RstSecretKind kind = run->credentials != NULL ? run->credentials->kind : RST_SECRET_PASSWORD;
  g_autoptr (GArray) ranked = rst_pop3_session_rank_auth (session, kind);
  RstPop3Auth chosen = run->account->auth;

  if (chosen == RST_POP3_AUTH_AUTO && ranked->len > 0)
    chosen = g_array_index (ranked, RstPop3Auth, 0);
  for (int auth = RST_POP3_AUTH_USER; auth <= RST_POP3_AUTH_LAST; auth++)
    if (rst_pop3_session_offers (session, (RstPop3Auth) auth))
      {
        add_name (offers->offered, (RstPop3Auth) auth);
        offers->is_offered = offers->is_offered || (RstPop3Auth) auth == chosen;
      }
  offers->chosen = rst_pop3_auth_get_name (chosen);
}

static void
tell_offers (RstExamination *run, RstPop3Session *session)
{
  Offers offers = { .offered = g_string_new (NULL) };
  g_autofree char *chosen = NULL;
  g_autofree char *detail = NULL;
  const char *hint = NULL;

  find_offers (run, session, &offers);
  chosen = g_ascii_strup (offers.chosen, -1);
  if (offers.offered->len > 0)
    detail = g_strdup_printf (_("The server offers %s; %s is used"), offers.offered->str, chosen);
  else
    detail = g_strdup_printf (_("The server announces no way to log in; %s is tried"), chosen);
  if (run->account->endpoint->security == RST_SECURITY_PLAINTEXT)
    hint = _("Nothing keeps the login from being read on the way: the account is set to plain text.");
  else if (!offers.is_offered)
    hint = _("Servers may have more than they announce; if the login fails, set another way to log in.");
  rst_examination_tell (run, "offers", hint != NULL ? RST_DOCTOR_WARNING : RST_DOCTOR_OK, detail, hint);
  g_string_free (offers.offered, TRUE);
}

static void
tell_capabilities (RstExamination *run, RstPop3Session *session, const char *detail)
{
  RstPop3Capa *capa = rst_pop3_session_get_capabilities (session);
  gboolean has_any = rst_pop3_capa_has (capa, "USER") || rst_pop3_capa_has (capa, "SASL") ||
                     rst_pop3_capa_has (capa, "UIDL") || rst_pop3_capa_has (capa, "TOP") ||
                     rst_pop3_capa_has (capa, "STLS");

  rst_examination_tell (run, "capa", RST_DOCTOR_OK,
                       has_any ? detail : _("The server announces nothing; Restante tries what it needs"), NULL);
}

/* Told together with the session over it, or without one when that fails. */
static void
tell_pending_tls (SignIn *self, RstPop3Session *session)
{
  RstDoctorStep told = { .step = (char *) "tls", .detail = self->tls_detail, .seconds = self->tls_seconds };

  if (!self->has_tls)
    return;
  self->has_tls = FALSE;
  if (session != NULL)
    rst_examine_tell_tls (self->run, "tls", rst_pop3_session_get_stream (session), self->tls_seconds);
  else
    rst_examination_tell_full (self->run, &told);
}

static void
take_connection (SignIn *self, const char *detail)
{
  if (self->run->account->endpoint->security != RST_SECURITY_TLS)
    {
      rst_examination_tell (self->run, "connect", RST_DOCTOR_OK, detail, NULL);
      return;
    }
  self->has_tls = TRUE;
  self->tls_detail = g_strdup (detail);
  self->tls_seconds = rst_examination_take_seconds (self->run);
}

static const char *
get_step_name (const SignIn *self, RstSignInStep step)
{
  switch (step)
    {
    case RST_SIGN_IN_CONNECT:
      return self->run->account->endpoint->security == RST_SECURITY_TLS ? "tls" : "connect";
    case RST_SIGN_IN_GREETING:
      return "greeting";
    case RST_SIGN_IN_CAPA:
      return "capa";
    case RST_SIGN_IN_STLS:
      return "stls";
    case RST_SIGN_IN_OFFER:
      return "offers";
    case RST_SIGN_IN_LOGIN:
    default:
      return "login";
    }
}

static const char *
get_next (const SignIn *self, const char *name)
{
  GPtrArray *planned = self->run->planned;

  for (guint i = 0; i + 1 < planned->len; i++)
    if (g_str_equal (planned->pdata[i], name))
      return planned->pdata[i + 1];
  return name;
}

static void
took_step_cb (RstSignInStep step, RstPop3Session *session, const char *detail, gpointer user_data)
{
  SignIn *self = user_data;
  const char *name = get_step_name (self, step);

  self->next = get_next (self, name);
  /* A connection that is made a second time is no new finding. */
  if (rst_examination_has_told (self->run, name))
    return;

  if (session != NULL)
    tell_pending_tls (self, session);
  if (step == RST_SIGN_IN_CONNECT)
    take_connection (self, detail);
  else if (step == RST_SIGN_IN_CAPA)
    tell_capabilities (self->run, session, detail);
  else if (step == RST_SIGN_IN_STLS)
    rst_examine_tell_tls (self->run, "stls", rst_pop3_session_get_stream (session),
                         rst_examination_take_seconds (self->run));
  else if (step == RST_SIGN_IN_OFFER)
    tell_offers (self->run, session);
  else
    rst_examination_tell (self->run, name, RST_DOCTOR_OK, detail, NULL);
}

/* The server's last words, from the log, where no secret is. */
static char *
dup_last_words (RstPop3Log *log)
{
  g_autofree char *text = rst_pop3_log_dup_text (log);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = g_strv_length (lines); i > 0; i--)
    {
      const char *words = strstr (lines[i - 1], " < ");

      if (words != NULL)
        return g_strdup (words + 3);
    }
  return g_strdup ("");
}

static char *
dup_login_hint (RstExamination *run, const GError *error)
{
  const RstProvider *provider = rst_provider_find (run->account->endpoint->host, run->account->user);
  g_autofree char *words = dup_last_words (run->log);

  switch (error->code)
    {
    case RST_ERROR_AUTH:
    case RST_ERROR_LOGIN_DISABLED:
    case RST_ERROR_PERMANENT:
    case RST_ERROR_REFUSED:
      return rst_refusal_dup_hint (rst_refusal_classify (words), provider);
    default:
      return NULL;
    }
}

/* Takes @error over. */
static void
fail (SignIn *self, GError *error)
{
  g_autofree char *hint = NULL;

  tell_pending_tls (self, NULL);
  if (g_str_equal (self->next, "tls") || g_str_equal (self->next, "stls"))
    {
      rst_examine_fail_tls (self->run, self->next, error);
      return;
    }
  if (g_str_equal (self->next, "login"))
    hint = dup_login_hint (self->run, error);
  rst_examination_fail (self->run, self->next, hint, error);
}

RstPop3Session *
rst_examine_session (RstExamination *run)
{
  SignIn self = { .run = run };
  RstSignIn needs = {
    .account = run->account,
    .credentials = run->credentials,
    .state = run->state,
    .log = run->log,
    .step = took_step_cb,
    .user_data = &self,
  };
  RstPop3Session *session;
  GError *error = NULL;

  self.next = get_step_name (&self, RST_SIGN_IN_CONNECT);
  session = rst_sign_in (&needs, run->cancellable, &error);
  if (session == NULL)
    fail (&self, error);
  else
    tell_pending_tls (&self, session);
  if (session != NULL && run->credentials == NULL)
    tell_offers (run, session);
  g_free (self.tls_detail);
  return session;
}
