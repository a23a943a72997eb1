/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words that servers and providers use, in lower case. The first line that
 * matches counts, so what says more stands further up.
 */
static const struct
{
  const char *words; /* all of these, parted by "&" */
  RstRefusal refusal;
} vocabulary[] = {
  { "application-specific password", RST_REFUSAL_APP_PASSWORD },
  { "app password", RST_REFUSAL_APP_PASSWORD },
  { "app-specific", RST_REFUSAL_APP_PASSWORD },
  { "application password", RST_REFUSAL_APP_PASSWORD },
  { "authorization code", RST_REFUSAL_APP_PASSWORD },
  { "web login required", RST_REFUSAL_WEB_LOGIN },
  { "log in via your web browser", RST_REFUSAL_WEB_LOGIN },
  { "webalert", RST_REFUSAL_WEB_LOGIN },
  { "not enabled&pop", RST_REFUSAL_POP_OFF },
  { "disabled&pop", RST_REFUSAL_POP_OFF },
  { "not allowed&pop", RST_REFUSAL_POP_OFF },
  { "not activated&pop", RST_REFUSAL_POP_OFF },
  { "basicauth", RST_REFUSAL_LOGIN_DISABLED },
  { "basic auth", RST_REFUSAL_LOGIN_DISABLED },
  { "plaintext&secure", RST_REFUSAL_NO_TLS },
  { "requires&tls", RST_REFUSAL_NO_TLS },
  { "requires&ssl", RST_REFUSAL_NO_TLS },
  { "authentication&disabled", RST_REFUSAL_LOGIN_DISABLED },
  { "login&disabled", RST_REFUSAL_LOGIN_DISABLED },
  { "too many", RST_REFUSAL_TOO_MANY },
  { "rate limit", RST_REFUSAL_TOO_MANY },
  { "login limit", RST_REFUSAL_TOO_MANY },
  { "temporarily&blocked", RST_REFUSAL_TOO_MANY },
  { "temporarily&locked", RST_REFUSAL_TOO_MANY },
  { "password", RST_REFUSAL_PASSWORD },
  { "credentials", RST_REFUSAL_PASSWORD },
  { "authentication failed", RST_REFUSAL_PASSWORD },
  { "authentication failure", RST_REFUSAL_PASSWORD },
  { "login failed", RST_REFUSAL_PASSWORD },
  { "logon failure", RST_REFUSAL_PASSWORD },
  { "invalid login", RST_REFUSAL_PASSWORD },
  { "[auth]", RST_REFUSAL_PASSWORD },
};

static gboolean
has_all (const char *text, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "&", -1);

  for (char **part = parts; *part != NULL; part++)
    if (strstr (text, *part) == NULL)
      return FALSE;
  return TRUE;
}

RstRefusal
rst_refusal_classify (const char *text)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (text != NULL, RST_REFUSAL_UNKNOWN);

  lower = g_ascii_strdown (text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (vocabulary); i++)
    if (has_all (lower, vocabulary[i].words))
      return vocabulary[i].refusal;
  return RST_REFUSAL_UNKNOWN;
}

static const char *
get_advice (RstRefusal self)
{
  switch (self)
    {
    case RST_REFUSAL_PASSWORD:
      return _("Check the user name and type the password again.");
    case RST_REFUSAL_LOGIN_DISABLED:
      return _("The server takes no password any more; log in with a token in place of it.");
    case RST_REFUSAL_POP_OFF:
      return _("Switch POP3 on in the provider’s web settings.");
    case RST_REFUSAL_APP_PASSWORD:
      return _("Make an app password in the provider’s web settings and use it here.");
    case RST_REFUSAL_TOO_MANY:
      return _("Wait a while before you try again, and check less often.");
    case RST_REFUSAL_WEB_LOGIN:
      return _("Log in at the provider’s website first, and confirm there that it was you.");
    case RST_REFUSAL_NO_TLS:
      return _("Use TLS (pop3s://…) or STLS (pop3://…) for this account.");
    case RST_REFUSAL_UNKNOWN:
    default:
      return NULL;
    }
}

static void
add_sentence (GString *hint, const char *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (hint, "%s%s", hint->len > 0 ? " " : "", sentence);
}

/* What the provider wants, but only when the server's words leave it open: they
 * know better than a table.
 */
static void
add_needs (GString *hint, const RstProvider *provider, gboolean certain)
{
  RstProviderNeeds needs = certain ? provider->needs : provider->may_need;
  g_autofree char *pop = NULL;
  g_autofree char *password = NULL;

  if (needs & RST_PROVIDER_POP_ON)
    pop = g_strdup_printf (certain ? _("At %s POP3 is off until it is switched on in the web settings.")
                                   : _("At %s POP3 may have to be switched on in the web settings."),
                           provider->name);
  if (needs & RST_PROVIDER_APP_PASSWORD)
    password = g_strdup_printf (certain ? _("%s wants an app password in place of the usual one.")
                                        : _("%s may want an app password in place of the usual one."),
                                provider->name);
  else if (needs & RST_PROVIDER_TOKEN)
    password = g_strdup_printf (_("%s takes tokens (OAuth 2) only, no password."), provider->name);
  else if (needs & RST_PROVIDER_MAIL_PASSWORD)
    password = g_strdup_printf (_("%s has a password for mail apart from that for its website."), provider->name);
  add_sentence (hint, pop);
  add_sentence (hint, password);
}

char *
rst_refusal_dup_hint (RstRefusal self, const RstProvider *provider)
{
  GString *hint = g_string_new (NULL);
  gboolean is_open = self == RST_REFUSAL_UNKNOWN || self == RST_REFUSAL_PASSWORD;

  add_sentence (hint, get_advice (self));
  if (provider != NULL && is_open)
    {
      add_needs (hint, provider, TRUE);
      add_needs (hint, provider, FALSE);
    }
  if (provider != NULL && provider->help != NULL)
    {
      g_autofree char *page = g_strdup_printf (_("Help from %s: %s"), provider->name, provider->help);

      add_sentence (hint, page);
    }
  return g_string_free (hint, hint->len == 0);
}
