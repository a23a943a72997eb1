/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "rst-test-scripted.h"
#include "rst-test-tls-stream.h"

#define EVERYTHING "SASL LOGIN PLAIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS"
#define EXPORTER (1u << G_TLS_CHANNEL_BINDING_TLS_EXPORTER)

static char *
dup_names (GArray *ranked)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < ranked->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            rst_pop3_auth_get_name (g_array_index (ranked, RstPop3Auth, i)));
  return g_string_free (names, FALSE);
}

static void
put_tls (RstTestScripted *self, guint bindings)
{
  g_autoptr (GIOStream) tls = rst_test_tls_stream_new (rst_pop3_session_get_stream (self->session),
                                                       G_TLS_PROTOCOL_VERSION_TLS_1_3, bindings);

  rst_pop3_session_set_stream (self->session, tls);
}

typedef struct
{
  const char *capa; /* NULL: it does not know CAPA */
  const char *ranked;
} Offer;

static void
assert_ranked (const Offer *offer, gboolean tls, guint bindings, RstSecretKind kind)
{
  g_autofree char *answers = offer->capa != NULL ? g_strdup_printf ("+OK\r\n%s\r\n.\r\n", offer->capa)
                                                 : g_strdup ("-ERR what?\r\n");
  g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
  g_autoptr (GArray) ranked = NULL;
  g_autofree char *names = NULL;

  if (tls)
    put_tls (&self, bindings);
  rst_test_scripted_query (&self);
  ranked = rst_pop3_session_rank_auth (self.session, kind);
  names = dup_names (ranked);
  g_assert_cmpstr (names, ==, offer->ranked);
}

/* RFC 5802 §6: who can bind must, so bound comes before unbound. */
static void
test_offer_bound (void)
{
  static const Offer offers[] = {
    { EVERYTHING "\r\nUSER", "scram-sha-256-plus scram-sha-1-plus scram-sha-256 scram-sha-1 plain user login cram-md5" },
    { "SASL SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-1-PLUS", "scram-sha-1-plus scram-sha-256 scram-sha-1 user" },
    { "SASL scram-sha-256-plus", "scram-sha-256-plus user" },
    { "SASL SCRAM-SHA-256 PLAIN", "scram-sha-256 plain user" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    assert_ranked (&offers[i], TRUE, EXPORTER, RST_SECRET_PASSWORD);
}

/* Over TLS a password may be handed over, and digests come last. */
static void
test_offer_over_tls (void)
{
  static const Offer offers[] = {
    { EVERYTHING "\r\nUSER", "scram-sha-256 scram-sha-1 plain user login cram-md5" },
    { "USER", "user" },
    { "SASL PLAIN LOGIN", "plain login user" },
    { "SASL CRAM-MD5", "cram-md5 user" },
    { "UIDL\r\nTOP", "user" },
    { "SASL GSSAPI NTLM", "user" },
    { NULL, "user" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    assert_ranked (&offers[i], TRUE, 0, RST_SECRET_PASSWORD);
}

/* RFC 4616 §2: what hands the password over comes last. */
static void
test_offer_in_the_clear (void)
{
  static const Offer offers[] = {
    { EVERYTHING "\r\nUSER", "scram-sha-256 scram-sha-1 cram-md5 plain user login" },
    { "SASL PLAIN LOGIN", "plain login user" },
    { "SASL SCRAM-SHA-256-PLUS", "user" },
    { NULL, "user" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    assert_ranked (&offers[i], FALSE, 0, RST_SECRET_PASSWORD);
}

/* RFC 7628 first; servers hide XOAUTH2 more often than it. */
static void
test_offer_token (void)
{
  static const Offer offers[] = {
    { "SASL PLAIN XOAUTH2 OAUTHBEARER\r\nUSER", "oauthbearer xoauth2" },
    { "SASL PLAIN XOAUTH2\r\nUSER", "xoauth2 oauthbearer" },
    { "SASL OAUTHBEARER", "oauthbearer xoauth2" },
    { "SASL PLAIN", "xoauth2 oauthbearer" },
    { NULL, "xoauth2 oauthbearer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    assert_ranked (&offers[i], TRUE, EXPORTER, RST_SECRET_TOKEN);
}

static void
test_offer_certificate (void)
{
  static const Offer offers[] = {
    { "SASL PLAIN EXTERNAL\r\nUSER", "external" },
    { "SASL PLAIN\r\nUSER", "external" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    assert_ranked (&offers[i], TRUE, 0, RST_SECRET_NONE);
}

/* RFC 2449 §6.3, RFC 5034 §6, RFC 1939 §7: CAPA, CAPA, and the greeting. */
static void
test_offer_announced (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK hi <1.2@example.com>\r\n+OK\r\nSASL plain\r\n.\r\n", -1);

  g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, NULL));
  g_assert_true (rst_pop3_session_offers (self.session, RST_POP3_AUTH_USER));
  g_assert_true (rst_pop3_session_offers (self.session, RST_POP3_AUTH_APOP));
  g_assert_false (rst_pop3_session_offers (self.session, rst_pop3_auth_from_sasl (RST_SASL_PLAIN)));
  rst_test_scripted_query (&self);
  g_assert_false (rst_pop3_session_offers (self.session, RST_POP3_AUTH_USER));
  g_assert_true (rst_pop3_session_offers (self.session, rst_pop3_auth_from_sasl (RST_SASL_PLAIN)));
}

static void
assert_asked (const char *answers, const char *sent, const char *ranked)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ways = NULL;
  g_autofree char *names = NULL;

  rst_test_scripted_query (&self);
  g_assert_true (rst_pop3_session_query_mechanisms (self.session, NULL, &error));
  g_assert_no_error (error);
  rst_test_scripted_assert_sent (&self, sent);
  ways = rst_pop3_session_rank_auth (self.session, RST_SECRET_PASSWORD);
  names = dup_names (ways);
  g_assert_cmpstr (names, ==, ranked);
}

/* No standard has AUTH without a mechanism: only a server that announced no way
 * to log in is asked, and whatever it answers the session goes on.
 */
static void
test_offer_asked (void)
{
  assert_asked ("-ERR\r\n+OK mine:\r\nCRAM-MD5\r\nPLAIN\r\nbad line\r\n\r\nX\x1BY\r\n.\r\n",
                "CAPA\r\nAUTH\r\n", "cram-md5 plain user");
  assert_asked ("+OK\r\nTOP\r\n.\r\n-ERR what?\r\n", "CAPA\r\nAUTH\r\n", "user");
  assert_asked ("+OK\r\nTOP\r\n.\r\n+ \r\n-ERR cancelled\r\n", "CAPA\r\nAUTH\r\n*\r\n", "user");
  assert_asked ("+OK\r\nUSER\r\n.\r\n", "CAPA\r\n", "user");
  assert_asked ("+OK\r\nSASL LOGIN\r\n.\r\n", "CAPA\r\n", "login user");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-offer/bound", test_offer_bound);
  g_test_add_func ("/pop3-offer/over-tls", test_offer_over_tls);
  g_test_add_func ("/pop3-offer/in-the-clear", test_offer_in_the_clear);
  g_test_add_func ("/pop3-offer/token", test_offer_token);
  g_test_add_func ("/pop3-offer/certificate", test_offer_certificate);
  g_test_add_func ("/pop3-offer/announced", test_offer_announced);
  g_test_add_func ("/pop3-offer/asked", test_offer_asked);
  return g_test_run ();
}
