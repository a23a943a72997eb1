/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Account settings: what is taken, what is refused, and that they come back
 * from the store as they went in.
 */

#include "config.h"

#include "accounts/rst-account.h"
#include "base/rst-error.h"

static void
test_ids (void)
{
  static const char *const good[] = { "a", "work", "Home-2", "x.y_z" };
  static const char *const bad[] = { "", ".", "-x", "_x", "a b", "a/b", "../x", "ä", "a\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RstAccount) account = rst_account_new (good[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (account->id, ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rst_account_new (bad[i], &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
    }
}

/* RFC 8314 §3.3: 995 is TLS at once, 110 is STLS. */
static void
test_good_urls (void)
{
  static const struct
  {
    const char *url;
    const char *user;
    const char *host;
    guint port;
    RstSecurity security;
    const char *again;
  } urls[] = {
    { "pop3s://anna@mail.example.org", "anna", "mail.example.org", 995, RST_SECURITY_TLS, "pop3s://anna@mail.example.org:995" },
    { "pop3://anna@mail.example.org", "anna", "mail.example.org", 110, RST_SECURITY_STLS, "pop3://anna@mail.example.org:110" },
    { "pop3s://anna%40example.org@h:9955", "anna@example.org", "h", 9955, RST_SECURITY_TLS, "pop3s://anna%40example.org@h:9955" },
    { "pop3s://a%3Ab%2F@h/", "a:b/", "h", 995, RST_SECURITY_TLS, "pop3s://a%3Ab%2F@h:995" },
    { "pop3s://x@[::1]:123", "x", "::1", 123, RST_SECURITY_TLS, "pop3s://x@[::1]:123" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (RstAccount) account = rst_account_new ("a", NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *again = NULL;

      rst_account_set_url (account, urls[i].url, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (account->user, ==, urls[i].user);
      g_assert_cmpstr (account->endpoint->host, ==, urls[i].host);
      g_assert_cmpuint (account->endpoint->port, ==, urls[i].port);
      g_assert_cmpint (account->endpoint->security, ==, urls[i].security);
      again = rst_account_dup_url (account);
      g_assert_cmpstr (again, ==, urls[i].again);
    }
}

/* RFC 1939 §3: what ends a command is no part of a name. */
static void
test_bad_urls (void)
{
  static const char *const urls[] = {
    "", "mail.example.org", "imap://a@h", "pop3s://", "pop3s://h", "pop3s://@h",
    "pop3s://a:secret@h", "pop3s://a:secret@h:99999", "pop3s://a@h:0", "pop3s://a@h:x",
    "pop3s://a@h/path", "pop3s://a@h?q", "pop3s://a%0D%0ADELE@h", "pop3s://a%00@h",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (RstAccount) account = rst_account_new ("a", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (rst_account_set_url (account, urls[i], &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
      g_assert_null (strstr (error->message, "secret"));
    }
}

/* What was never set, or set to “none”, is no limit. */
static void
test_size_limit (void)
{
  static const char *const good[] = { "none", "1kB", "1500kB", "5MB", "20GB" };
  static const char *const bad[] = { "", "0", "999", "-5MB", "5 MB", "big", "None" };
  g_autoptr (RstAccount) account = rst_account_new ("a", NULL);

  g_assert_cmpuint (account->size_limit, ==, RST_SIZE_LIMIT_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (rst_account_set_size_limit (account, good[i], NULL));
      text = rst_account_dup_size_limit (account);
      g_assert_cmpstr (text, ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (rst_account_set_size_limit (account, bad[i], &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
    }
  g_assert_cmpuint (account->size_limit, ==, G_GUINT64_CONSTANT (20000000000));
}

#define DIGITS "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* RFC 8314 §5.4: a pin is a whole fingerprint, however it is written. */
static void
test_pin (void)
{
  g_autoptr (RstAccount) account = rst_account_new ("a", NULL);

  rst_account_set_url (account, "pop3s://a@h", NULL);
  g_assert_true (rst_account_set_pin (account, "sha256:" DIGITS, NULL));
  g_assert_cmpstr (account->endpoint->pin, ==, DIGITS);
  g_assert_true (rst_account_set_pin (account, "SHA256:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00112233445566778899AABBCCDDEEFF", NULL));
  g_assert_cmpstr (account->endpoint->pin, ==, DIGITS);
  g_assert_true (rst_account_set_pin (account, NULL, NULL));
  g_assert_true (rst_account_set_pin (account, DIGITS, NULL));
  g_assert_cmpstr (account->endpoint->pin, ==, DIGITS);
  g_assert_false (rst_account_set_pin (account, "sha1:" DIGITS, NULL));
  g_assert_false (rst_account_set_pin (account, "sha256:" DIGITS "0", NULL));
  g_assert_false (rst_account_set_pin (account, "sha256:xyz", NULL));
  g_assert_cmpstr (account->endpoint->pin, ==, DIGITS);
  g_assert_true (rst_account_set_pin (account, NULL, NULL));
  g_assert_null (account->endpoint->pin);
}

static void
test_json (void)
{
  g_autoptr (RstAccount) account = rst_account_new ("work", NULL);
  g_autoptr (RstAccount) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  rst_account_set_url (account, "pop3://anna%40example.org@mail.example.org:1110", NULL);
  rst_account_set_leave (account, "14", NULL);
  account->leave.proven = TRUE;
  rst_account_set_size_limit (account, "5MB", NULL);
  rst_account_set_pin (account, "sha256:" DIGITS, NULL);
  account->name = (g_free (account->name), g_strdup ("Büro “1”"));
  account->endpoint->security = RST_SECURITY_PLAINTEXT;
  account->endpoint->timeout = 7;
  account->endpoint->ca_file = g_strdup ("/etc/ca \"x\".pem");
  account->auth = rst_pop3_auth_from_sasl (RST_SASL_PLAIN);
  account->endpoint->client_certificate = g_strdup ("/home/anna/me.pem");
  account->password_command = g_strdup ("pass 'mail/work'");

  json = rst_account_to_json (account);
  again = rst_account_from_json ("work", json, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->name, ==, account->name);
  g_assert_cmpstr (again->address, ==, "anna@example.org");
  g_assert_cmpstr (again->user, ==, "anna@example.org");
  g_assert_cmpstr (again->endpoint->host, ==, "mail.example.org");
  g_assert_cmpuint (again->endpoint->port, ==, 1110);
  g_assert_cmpint (again->endpoint->security, ==, RST_SECURITY_PLAINTEXT);
  g_assert_cmpuint (again->endpoint->timeout, ==, 7);
  g_assert_cmpstr (again->endpoint->ca_file, ==, account->endpoint->ca_file);
  g_assert_cmpstr (again->endpoint->pin, ==, DIGITS);
  g_assert_cmpint (again->auth, ==, rst_pop3_auth_from_sasl (RST_SASL_PLAIN));
  g_assert_cmpint (again->leave.kind, ==, RST_LEAVE_DAYS);
  g_assert_cmpuint (again->leave.amount, ==, 14);
  g_assert_true (again->leave.proven);
  g_assert_cmpuint (again->size_limit, ==, 5000000);
  g_assert_cmpstr (again->password_command, ==, account->password_command);
  g_assert_null (again->token_command);
  g_assert_cmpstr (again->endpoint->client_certificate, ==, "/home/anna/me.pem");
}

/* Either a password or a token: setting one takes the other back. */
static void
test_commands (void)
{
  g_autoptr (RstAccount) account = rst_account_new ("work", NULL);
  g_autoptr (RstAccount) copy = NULL;
  g_autoptr (RstAccount) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  rst_account_set_url (account, "pop3s://anna@mail.example.org", NULL);
  account->endpoint->client_certificate = g_strdup ("/home/anna/me.pem");
  rst_account_set_password_command (account, "pass work");
  rst_account_set_token_command (account, "token work");
  g_assert_null (account->password_command);
  /* A new URL says nothing about who one is. */
  rst_account_set_url (account, "pop3s://anna@pop.example.org", NULL);

  copy = rst_account_copy (account);
  json = rst_account_to_json (copy);
  again = rst_account_from_json ("work", json, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->token_command, ==, "token work");
  g_assert_null (again->password_command);
  g_assert_cmpstr (again->endpoint->client_certificate, ==, "/home/anna/me.pem");

  rst_account_set_password_command (again, NULL);
  g_assert_null (again->token_command);
}

static void
test_bad_json (void)
{
  static const char *const texts[] = { "", "[]", "{", "{}", "{\"url\":5}", "{\"url\":null}", "{\"url\":\"pop3s://a@h\",\"auth\":\"magic\"}", "{\"url\":[]}", "{\"url\":{\"a\":1}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rst_account_from_json ("a", texts[i], &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == RST_ERROR);
    }
}

/* Settings that a version before wrote are read; a rule that is not understood
 * removes nothing, for the account is not used.
 */
static void
test_stored_leave (void)
{
  static const struct
  {
    const char *json;
    RstLeave leave;
  } settings[] = {
    { "{\"url\":\"pop3s://a@h\"}", { RST_LEAVE_ALWAYS, 0, FALSE } },
    { "{\"url\":\"pop3s://a@h\",\"leave\":\"never\"}", { RST_LEAVE_NEVER, 0, FALSE } },
    { "{\"url\":\"pop3s://a@h\",\"leave\":\"7\"}", { RST_LEAVE_DAYS, 7, FALSE } },
    { "{\"url\":\"pop3s://a@h\",\"leave\":\"newest:5MB\",\"leave_unproven\":true}", { RST_LEAVE_NEWEST_OCTETS, 5000000, TRUE } },
    { "{\"url\":\"pop3s://a@h\",\"leave\":7}", { RST_LEAVE_ALWAYS, 0, FALSE } },
  };
  g_autoptr (RstAccount) unknown = rst_account_from_json ("a", "{\"url\":\"pop3s://a@h\",\"leave\":\"magic\"}", NULL);

  g_assert_null (unknown);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (RstAccount) account = rst_account_from_json ("a", settings[i].json, NULL);

      g_assert_nonnull (account);
      g_assert_cmpint (account->leave.kind, ==, settings[i].leave.kind);
      g_assert_cmpuint (account->leave.amount, ==, settings[i].leave.amount);
      g_assert_cmpint (account->leave.proven, ==, settings[i].leave.proven);
    }
}

/* No step goes without a bound, whatever another program or version wrote. */
static void
test_timeout_bounds (void)
{
  static const struct
  {
    const char *json;
    guint seconds;
  } settings[] = {
    { "{\"url\":\"pop3s://a@h\"}", 60 },
    { "{\"url\":\"pop3s://a@h\",\"timeout\":1}", 1 },
    { "{\"url\":\"pop3s://a@h\",\"timeout\":86400}", 86400 },
    { "{\"url\":\"pop3s://a@h\",\"timeout\":86401}", 60 },
    { "{\"url\":\"pop3s://a@h\",\"timeout\":0}", 60 },
    { "{\"url\":\"pop3s://a@h\",\"timeout\":-1}", 60 },
    { "{\"url\":\"pop3s://a@h\",\"timeout\":4294967296}", 60 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (RstAccount) account = rst_account_from_json ("a", settings[i].json, NULL);

      g_assert_nonnull (account);
      g_assert_cmpuint (account->endpoint->timeout, ==, settings[i].seconds);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/ids", test_ids);
  g_test_add_func ("/account/good-urls", test_good_urls);
  g_test_add_func ("/account/bad-urls", test_bad_urls);
  g_test_add_func ("/account/size-limit", test_size_limit);
  g_test_add_func ("/account/pin", test_pin);
  g_test_add_func ("/account/json", test_json);
  g_test_add_func ("/account/stored-leave", test_stored_leave);
  g_test_add_func ("/account/commands", test_commands);
  g_test_add_func ("/account/bad-json", test_bad_json);
  g_test_add_func ("/account/timeout-bounds", test_timeout_bounds);
  return g_test_run ();
}
