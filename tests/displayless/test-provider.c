/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hints come from the provider's table and from the server's own words. */

#include "config.h"

#include <string.h>

#include "accounts/rst-provider.h"
#include "accounts/rst-refusal.h"

static void
assert_found (const char *host, const char *user, const char *name)
{
  const RstProvider *provider = rst_provider_find (host, user);

  g_assert_cmpstr (provider != NULL ? provider->name : NULL, ==, name);
}

static void
test_find (void)
{
  assert_found ("pop.gmail.com", NULL, "Gmail");
  assert_found ("POP.GMail.com.", NULL, "Gmail");
  assert_found ("pop3.web.de", "ann@gmail.com", "WEB.DE");
  assert_found ("pop.1und1.de", NULL, "IONOS");
  assert_found ("mail.example.org", "ann@t-online.de", "T-Online");
  assert_found (NULL, "ann@sub.yahoo.com", "Yahoo Mail");
  assert_found ("127.0.0.1", "ann", NULL);
  assert_found ("notgmail.com", NULL, NULL);
  assert_found ("gmail.com.example.org", NULL, NULL);
  assert_found ("", "@", NULL);
}

/* What is certain and what is only said stay apart. */
static void
test_needs (void)
{
  const RstProvider *gmail = rst_provider_find ("pop.gmail.com", NULL);
  const RstProvider *outlook = rst_provider_find ("outlook.office365.com", NULL);

  g_assert_cmpint (gmail->needs, ==, RST_PROVIDER_POP_ON);
  g_assert_cmpint (gmail->may_need, ==, RST_PROVIDER_APP_PASSWORD);
  g_assert_cmpint (outlook->needs, ==, RST_PROVIDER_POP_ON | RST_PROVIDER_TOKEN);
  g_assert_cmpstr (outlook->hosts[0], ==, "outlook.office365.com");
  g_assert_true (g_str_has_prefix (outlook->help, "https://"));
}

static void
test_classify (void)
{
  static const struct
  {
    const char *text;
    RstRefusal refusal;
  } refusals[] = {
    { "-ERR [AUTH] Application-specific password required: https://x.example/185833", RST_REFUSAL_APP_PASSWORD },
    { "-ERR [AUTH] Username and password not accepted.", RST_REFUSAL_PASSWORD },
    { "-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your settings page.", RST_REFUSAL_POP_OFF },
    { "-ERR POP3 access is disabled for this user", RST_REFUSAL_POP_OFF },
    { "-ERR [AUTH] Web login required: https://x.example", RST_REFUSAL_WEB_LOGIN },
    { "-ERR Logon failure: LogonDenied-BasicAuthBlocked", RST_REFUSAL_LOGIN_DISABLED },
    { "-ERR Authentication failure: unknown user name or bad password.", RST_REFUSAL_PASSWORD },
    { "-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.", RST_REFUSAL_NO_TLS },
    { "-ERR Too many failed logins, try again in an hour", RST_REFUSAL_TOO_MANY },
    { "-ERR [AUTH] no", RST_REFUSAL_PASSWORD },
    { "-ERR no", RST_REFUSAL_UNKNOWN },
    { "", RST_REFUSAL_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    g_assert_cmpint (rst_refusal_classify (refusals[i].text), ==, refusals[i].refusal);
}

static void
assert_hint (RstRefusal refusal, const char *host, const char *says, const char *not_this)
{
  g_autofree char *hint = rst_refusal_dup_hint (refusal, rst_provider_find (host, NULL));

  g_assert_nonnull (hint);
  g_test_message ("%s", hint);
  g_assert_nonnull (strstr (hint, says));
  if (not_this != NULL)
    g_assert_null (strstr (hint, not_this));
}

static void
test_hints (void)
{
  g_autofree char *none = rst_refusal_dup_hint (RST_REFUSAL_UNKNOWN, NULL);

  g_assert_null (none);
  assert_hint (RST_REFUSAL_POP_OFF, "pop.gmx.net", "https://hilfe.gmx.net/pop-imap/einschalten.html", "app password");
  assert_hint (RST_REFUSAL_PASSWORD, "pop.gmx.net", "At GMX POP3 is off until", NULL);
  assert_hint (RST_REFUSAL_PASSWORD, "pop.gmx.net", "GMX may want an app password", NULL);
  assert_hint (RST_REFUSAL_UNKNOWN, "outlook.office365.com", "takes tokens (OAuth 2) only", NULL);
  assert_hint (RST_REFUSAL_LOGIN_DISABLED, "mail.example.org", "a token in place of it", "Help");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider/find", test_find);
  g_test_add_func ("/provider/needs", test_needs);
  g_test_add_func ("/refusal/classify", test_classify);
  g_test_add_func ("/refusal/hints", test_hints);
  return g_test_run ();
}
