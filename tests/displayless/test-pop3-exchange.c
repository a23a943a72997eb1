/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "rst-test-scripted.h"
#include "rst-test-tls-stream.h"
#include "sasl/rst-sasl-bounds.h"
#include "sasl/rst-sasl-private.h"

#define OK (-1)
#define LINES_MAX 12

/* A login over AUTH. Lines of the dialogue begin with who says them, C or S,
 * and ":"; what stands behind "|" goes over the wire in base64.
 */
typedef struct
{
  RstSaslMechanism mechanism;
  const char *user;
  const char *secret;
  const char *lines[LINES_MAX];
  int code; /* of RstError, or OK */
  const char *says;
} Dialogue;

static void
append_line (GString *wire, const char *line)
{
  const char *plain = strchr (line, '|');
  g_autofree char *encoded = NULL;

  if (plain == NULL)
    {
      g_string_append_printf (wire, "%s\r\n", line);
      return;
    }
  encoded = g_base64_encode ((const guchar *) plain + 1, strlen (plain + 1));
  g_string_append_len (wire, line, plain - line);
  g_string_append_printf (wire, "%s\r\n", encoded);
}

static void
assert_says (const Dialogue *self, const GError *error)
{
  if (self->code == OK)
    g_assert_no_error (error);
  else
    rst_test_assert_says (error, self->code, self->says);
}

/* Plays a dialogue, over TLS where there are bindings. */
static void
play_over (const Dialogue *self, GTlsProtocolVersion version, guint bindings, const char *capa)
{
  RstSecretKind kind = rst_sasl_mechanism_get_secret_kind (self->mechanism);
  g_autoptr (RstCredentials) credentials = rst_credentials_new (self->user, kind, self->secret);
  g_autoptr (GString) answers = g_string_new (NULL);
  g_autoptr (GString) sent = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (RstTestScripted) session = { NULL, NULL };

  if (capa != NULL)
    {
      g_string_printf (answers, "+OK\r\n%s\r\n.\r\n", capa);
      g_string_append (sent, "CAPA\r\n");
    }
  for (gsize i = 0; i < LINES_MAX && self->lines[i] != NULL; i++)
    append_line (self->lines[i][0] == 'S' ? answers : sent, self->lines[i] + 2);

  rst_sasl_scram_set_nonce ("abc");
  session = rst_test_scripted_new (answers->str, (gssize) answers->len);
  if (bindings != 0)
    {
      g_autoptr (GIOStream) tls = rst_test_tls_stream_new (rst_pop3_session_get_stream (session.session),
                                                           version, bindings);

      rst_pop3_session_set_stream (session.session, tls);
    }
  if (capa != NULL)
    rst_test_scripted_query (&session);
  g_assert_cmpint (rst_pop3_session_login (session.session, rst_pop3_auth_from_sasl (self->mechanism),
                                           credentials, "localhost", 995, NULL, &error),
                   ==, self->code == OK);
  assert_says (self, error);
  rst_test_scripted_assert_sent (&session, sent->str);
  rst_sasl_scram_set_nonce (NULL);
}

static void
play (const Dialogue *dialogues, gsize n_dialogues)
{
  for (gsize i = 0; i < n_dialogues; i++)
    play_over (&dialogues[i], G_TLS_PROTOCOL_VERSION_UNKNOWN, 0, NULL);
}

/* RFC 5034 §4: the initial response stands in the command; a server that asks
 * for it gets it; an empty one is "=".
 */
static void
test_exchange_initial (void)
{
  static const Dialogue dialogues[] = {
    { RST_SASL_OAUTHBEARER, "u", "xyzzy",
      { "C:AUTH OAUTHBEARER |n,a=u,\1host=localhost\1port=995\1auth=Bearer xyzzy\1\1", "S:+OK" }, OK, NULL },
    { RST_SASL_OAUTHBEARER, "u", "xyzzy",
      { "C:AUTH OAUTHBEARER |n,a=u,\1host=localhost\1port=995\1auth=Bearer xyzzy\1\1", "S:+ ",
        "C:|n,a=u,\1host=localhost\1port=995\1auth=Bearer xyzzy\1\1", "S:+OK" }, OK, NULL },
    { RST_SASL_EXTERNAL, "", "", { "C:AUTH EXTERNAL =", "S:+OK" }, OK, NULL },
    { RST_SASL_EXTERNAL, "", "", { "C:AUTH EXTERNAL =", "S:+", "C:", "S:+OK" }, OK, NULL },
    { RST_SASL_EXTERNAL, "ann", "", { "C:AUTH EXTERNAL |ann", "S:+OK" }, OK, NULL },

    /* It is said again once only. */
    { RST_SASL_EXTERNAL, "", "", { "C:AUTH EXTERNAL =", "S:+", "C:", "S:+", "C:*", "S:-ERR" },
      RST_ERROR_PROTOCOL, "went on asking after EXTERNAL" },
    { RST_SASL_EXTERNAL, "ann", "", { "C:AUTH EXTERNAL |ann", "S:+ |who?", "C:*", "S:-ERR" },
      RST_ERROR_PROTOCOL, "went on asking" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

/* RFC 5034 §4: what would pass 255 octets follows the first challenge. */
static void
test_exchange_long (void)
{
  g_autofree char *token = g_strnfill (2000, 't');
  g_autofree char *response = g_strdup_printf ("C:|user=u\1auth=Bearer %s\1\1", token);
  const Dialogue dialogues[] = {
    { RST_SASL_XOAUTH2, "u", token, { "C:AUTH XOAUTH2", "S:+ ", response, "S:+OK" }, OK, NULL },
    { RST_SASL_XOAUTH2, "u", token, { "C:AUTH XOAUTH2", "S:+ go ahead", response, "S:+OK" }, OK, NULL },
    { RST_SASL_XOAUTH2, "u", token, { "C:AUTH XOAUTH2", "S:-ERR what?" },
      RST_ERROR_LOGIN_DISABLED, "does not take logins by AUTH XOAUTH2: “what?”" },
    { RST_SASL_XOAUTH2, "u", token, { "C:AUTH XOAUTH2", "S:-ERR" },
      RST_ERROR_LOGIN_DISABLED, "does not take logins by AUTH XOAUTH2" },
    { RST_SASL_XOAUTH2, "u", token, { "C:AUTH XOAUTH2", "S:-ERR [SYS/TEMP] later" },
      RST_ERROR_TEMPORARY, "later" },
    { RST_SASL_XOAUTH2, "u", token, { "C:AUTH XOAUTH2", "S:+OK" },
      RST_ERROR_PROTOCOL, "accepted AUTH XOAUTH2 before it was complete" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

/* Microsoft's XOAUTH2 has two lines: a command of one line that is refused at
 * once, without a reason, is said once more in two.
 */
static void
test_exchange_xoauth2_two_lines (void)
{
  static const Dialogue dialogues[] = {
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:-ERR Protocol error",
        "C:AUTH XOAUTH2", "S:+ ", "C:|user=u\1auth=Bearer xyzzy\1\1", "S:+OK" }, OK, NULL },
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:-ERR one",
        "C:AUTH XOAUTH2", "S:+ ", "C:|user=u\1auth=Bearer xyzzy\1\1", "S:-ERR two" },
      RST_ERROR_AUTH, "“two”" },

    /* It ended the connection because of the first. */
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:-ERR Connection is closed", "C:AUTH XOAUTH2" },
      RST_ERROR_AUTH, "“Connection is closed”" },

    /* A reason is an answer. */
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:-ERR [AUTH] no" }, RST_ERROR_AUTH, "“no”" },
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:-ERR Unsupported mechanism" },
      RST_ERROR_LOGIN_DISABLED, "Unsupported" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

/* RFC 7628 §3.2.3: after the JSON an answer, then the refusal. */
static void
test_exchange_token_refused (void)
{
  static const Dialogue dialogues[] = {
    { RST_SASL_OAUTHBEARER, "u", "xyzzy",
      { "C:AUTH OAUTHBEARER |n,a=u,\1host=localhost\1port=995\1auth=Bearer xyzzy\1\1",
        "S:+ |{\"status\":\"invalid_token\"}", "C:|\1", "S:-ERR [AUTH] no" },
      RST_ERROR_AUTH, "The server refused AUTH OAUTHBEARER: “invalid_token”, “no”" },
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1",
        "S:+ |{\"status\":\"400\",\"schemes\":\"Bearer\"}", "C:", "S:-ERR" },
      RST_ERROR_AUTH, "The server refused AUTH XOAUTH2: “400”" },
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:+ |{\"status\":\"500\"}", "C:", "S:-ERR [SYS/TEMP] later" },
      RST_ERROR_TEMPORARY, "“500”, “later”" },

    /* Refused and accepted is nothing to believe. */
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:+ |{\"status\":\"400\"}", "C:", "S:+OK" },
      RST_ERROR_PROTOCOL, "after it had refused it" },
    { RST_SASL_XOAUTH2, "u", "xyzzy",
      { "C:AUTH XOAUTH2 |user=u\1auth=Bearer xyzzy\1\1", "S:+ |{}", "C:", "S:+ |{}", "C:*", "S:-ERR" },
      RST_ERROR_PROTOCOL, "went on asking" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

static void
test_exchange_login (void)
{
  static const Dialogue dialogues[] = {
    { RST_SASL_LOGIN, "ann", "secret",
      { "C:AUTH LOGIN", "S:+ |Username:", "C:|ann", "S:+ |Password:", "C:|secret", "S:+OK" }, OK, NULL },
    { RST_SASL_LOGIN, "ann", "secret",
      { "C:AUTH LOGIN", "S:+ |Username:", "C:|ann", "S:+ |Password:", "C:|secret", "S:-ERR [AUTH] no" },
      RST_ERROR_AUTH, "The server refused AUTH LOGIN: “no”" },
    { RST_SASL_LOGIN, "ann", "secret",
      { "C:AUTH LOGIN", "S:+ |Username:", "C:|ann", "S:+OK" }, RST_ERROR_PROTOCOL, "before it was complete" },
    { RST_SASL_LOGIN, "ann", "secret", { "C:AUTH LOGIN", "S:+OK" }, RST_ERROR_PROTOCOL, "before it was complete" },
    { RST_SASL_LOGIN, "ann", "secret",
      { "C:AUTH LOGIN", "S:-ERR Unknown AUTH method" }, RST_ERROR_LOGIN_DISABLED, "by AUTH LOGIN" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

/* RFC 2195 §2, the example over RFC 5034's AUTH. */
static void
test_exchange_cram (void)
{
  static const Dialogue dialogues[] = {
    { RST_SASL_CRAM_MD5, "tim", "tanstaaftanstaaf",
      { "C:AUTH CRAM-MD5", "S:+ |<1896.697170952@postoffice.reston.mci.net>",
        "C:|tim b913a602c7eda7a495b4e6e7334d3890", "S:+OK" }, OK, NULL },
    { RST_SASL_CRAM_MD5, "tim", "tanstaaftanstaaf",
      { "C:AUTH CRAM-MD5", "S:+ ", "C:*", "S:-ERR" }, RST_ERROR_PROTOCOL, "is empty" },
    { RST_SASL_CRAM_MD5, "tim", "tanstaaftanstaaf",
      { "C:AUTH CRAM-MD5", "S:+OK" }, RST_ERROR_PROTOCOL, "before it was complete" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

/* RFC 5034 §4: base64 by the letter; else "*", and the true error stays. */
static void
test_exchange_not_base64 (void)
{
  static const char *const bad[] = { "+ <1@x>", "+ PDFAeD", "+ PDFA eD4=", "+ PDFAeD4=PDFAeD4=", "+ PDFAeD4=\xC3\xA9" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *challenge = g_strconcat ("S:", bad[i], NULL);
      const Dialogue dialogue = {
        RST_SASL_CRAM_MD5, "tim", "secret",
        { "C:AUTH CRAM-MD5", challenge, "C:*", "S:-ERR [AUTH] cancelled" },
        RST_ERROR_PROTOCOL, "The server’s challenge for AUTH CRAM-MD5 is not base64",
      };

      play (&dialogue, 1);
    }
}

/* A server that never ends asking, and one whose challenge does not end. */
static void
test_exchange_bomb (void)
{
  g_autofree char *endless = g_strnfill (1024 * 1024, 'A');
  g_autofree char *challenge = g_strconcat ("S:+ ", endless, NULL);
  const Dialogue dialogues[] = {
    { RST_SASL_LOGIN, "ann", "secret",
      { "C:AUTH LOGIN", "S:+ |1", "C:|ann", "S:+ |2", "C:|secret", "S:+ |3", "C:*", "S:+ |4" },
      RST_ERROR_PROTOCOL, "went on asking after LOGIN" },
    { RST_SASL_CRAM_MD5, "ann", "secret", { "C:AUTH CRAM-MD5", challenge },
      RST_ERROR_PROTOCOL, "is not POP3" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

#define SERVER_FIRST "S:+ |r=abcdef,s=c2FsdA==,i=4096"
#define SCRAM_N \
  "C:AUTH SCRAM-SHA-256 |n,,n=user,r=abc", SERVER_FIRST, \
  "C:|c=biws,r=abcdef,p=k/IoZ1cgDLEhQG4mHWOdNZK5LAf9Lcw2d4o4GObkLrQ="

/* RFC 5802 §3 and §5, RFC 7677 */
static void
test_exchange_scram (void)
{
  static const Dialogue dialogues[] = {
    { RST_SASL_SCRAM_SHA_256, "user", "pencil",
      { SCRAM_N, "S:+ |v=v2wLNsLJK6Wp/Dr1G93FKUKB6ruefECnlFskO3EOb2U=", "C:", "S:+OK" }, OK, NULL },
    { RST_SASL_SCRAM_SHA_256, "user", "pencil",
      { "C:AUTH SCRAM-SHA-256 |n,,n=user,r=abc", "S:+", "C:|n,,n=user,r=abc", SERVER_FIRST,
        "C:|c=biws,r=abcdef,p=k/IoZ1cgDLEhQG4mHWOdNZK5LAf9Lcw2d4o4GObkLrQ=",
        "S:+ |v=v2wLNsLJK6Wp/Dr1G93FKUKB6ruefECnlFskO3EOb2U=", "C:", "S:+OK" }, OK, NULL },

    /* A server that does not know the password says whatever it likes. */
    { RST_SASL_SCRAM_SHA_256, "user", "pencil",
      { SCRAM_N, "S:+ |v=AAAANsLJK6Wp/Dr1G93FKUKB6ruefECnlFskO3EOb2U=", "C:*", "S:+OK" },
      RST_ERROR_PROTOCOL, "did not show that it knows the password" },
    { RST_SASL_SCRAM_SHA_256, "user", "pencil", { SCRAM_N, "S:+OK" },
      RST_ERROR_PROTOCOL, "did not show that it knows the password" },
    { RST_SASL_SCRAM_SHA_256, "user", "pencil",
      { "C:AUTH SCRAM-SHA-256 |n,,n=user,r=abc", "S:+OK" }, RST_ERROR_PROTOCOL, "did not show that it knows" },
    { RST_SASL_SCRAM_SHA_256, "user", "pencil",
      { "C:AUTH SCRAM-SHA-256 |n,,n=user,r=abc", "S:+ |r=abcdef,s=c2FsdA==,i=1", "C:*", "S:-ERR" },
      RST_ERROR_PROTOCOL, "less than 4096" },
    { RST_SASL_SCRAM_SHA_256, "user", "pencil",
      { "C:AUTH SCRAM-SHA-256 |n,,n=user,r=abc", "S:+ |r=xyz,s=c2FsdA==,i=4096", "C:*", "S:-ERR" },
      RST_ERROR_PROTOCOL, "does not belong" },

    /* RFC 5802 §7: why, in the exchange; RFC 5034 §4: -ERR, without it. */
    { RST_SASL_SCRAM_SHA_256, "user", "pencil", { SCRAM_N, "S:+ |e=invalid-proof", "C:*", "S:-ERR" },
      RST_ERROR_AUTH, "refused the password" },
    { RST_SASL_SCRAM_SHA_256, "user", "pencil", { SCRAM_N, "S:-ERR [AUTH] no" },
      RST_ERROR_AUTH, "The server refused AUTH SCRAM-SHA-256: “no”" },
    { RST_SASL_SCRAM_SHA_256, "user", "pencil", { SCRAM_N, "S:-ERR no" },
      RST_ERROR_AUTH, "so it need not be the password" },

    /* Nothing is sent that cannot be said. */
    { RST_SASL_SCRAM_SHA_256, "a\tb", "pencil", { NULL }, RST_ERROR_CONFIG, "user name" },
    { RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil", { NULL }, RST_ERROR_CONFIG, "nothing to bind it to" },
  };

  play (dialogues, G_N_ELEMENTS (dialogues));
}

/* A peer that failed to show that it knows the password is not handed it by the
 * next way to log in.
 */
static void
test_exchange_no_second_try (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\n+OK\r\n+OK\r\n", -1);
  g_autoptr (GError) error = NULL;

  rst_sasl_scram_set_nonce ("abc");
  g_assert_false (rst_test_login (self.session, rst_pop3_auth_from_sasl (RST_SASL_SCRAM_SHA_1), "user", "pencil", &error));
  rst_test_assert_says (error, RST_ERROR_PROTOCOL, "somebody may be in between");
  g_assert_false (rst_test_login (self.session, RST_POP3_AUTH_USER, "user", "pencil", NULL));
  rst_test_scripted_assert_sent (&self, "AUTH SCRAM-SHA-1 biwsbj11c2VyLHI9YWJj\r\n");
  rst_sasl_scram_set_nonce (NULL);
}

#define UNIQUE (1u << G_TLS_CHANNEL_BINDING_TLS_UNIQUE)
#define END_POINT (1u << G_TLS_CHANNEL_BINDING_TLS_SERVER_END_POINT)
#define EXPORTER (1u << G_TLS_CHANNEL_BINDING_TLS_EXPORTER)

#define BOUND_TO_EXPORTER \
  "C:AUTH SCRAM-SHA-256-PLUS |p=tls-exporter,,n=user,r=abc", SERVER_FIRST, \
  "C:|c=cD10bHMtZXhwb3J0ZXIsLDI=,r=abcdef,p=sSyFETj42GdebNW9e0fO0Oxr3aFv33NtmSinsvgcc8Q="
#define BOUND_TO_UNIQUE \
  "C:AUTH SCRAM-SHA-256-PLUS |p=tls-unique,,n=user,r=abc", SERVER_FIRST, \
  "C:|c=cD10bHMtdW5pcXVlLCww,r=abcdef,p=Sewu3Msv2k4ND+u5+UOGeI0b0zuFC9X2bQg9qCSQ1hg="
#define BOUND_TO_END_POINT \
  "C:AUTH SCRAM-SHA-256-PLUS |p=tls-server-end-point,,n=user,r=abc", SERVER_FIRST, \
  "C:|c=cD10bHMtc2VydmVyLWVuZC1wb2ludCwsMQ==,r=abcdef,p=nu1je5dTjfk2oiRZfH4kdvNQeN8b8YejX8FPHW8s/hI="
#define END_POINT_ACCEPTED "S:+ |v=Ug7S+bM9zKYGKaoFJgnwSnhnUWRIqxEQnnssxci5bKI=", "C:", "S:+OK"

/* RFC 9266 §3: tls-exporter on TLS 1.3; RFC 5929 §3: tls-unique before it; and
 * tls-server-end-point (§4) where there is nothing better.
 */
static void
test_exchange_bound (void)
{
  static const Dialogue exporter = {
    RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil",
    { BOUND_TO_EXPORTER, "S:+ |v=HfFlF+jg5Sa6eEuTi10wFA+XuGnzupv5WcVNQGE2A6E=", "C:", "S:+OK" }, OK, NULL,
  };
  static const Dialogue unique = {
    RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil",
    { BOUND_TO_UNIQUE, "S:+ |v=I+3uTQLGUXryHzbaKZIYXHyhFlet6XsTUv+tYFEqmxs=", "C:", "S:+OK" }, OK, NULL,
  };
  static const Dialogue end_point = {
    RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil", { BOUND_TO_END_POINT, END_POINT_ACCEPTED }, OK, NULL,
  };

  play_over (&exporter, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER | END_POINT, NULL);
  play_over (&unique, G_TLS_PROTOCOL_VERSION_TLS_1_2, UNIQUE | END_POINT, NULL);
  play_over (&end_point, G_TLS_PROTOCOL_VERSION_TLS_1_3, END_POINT, NULL);
  play_over (&end_point, G_TLS_PROTOCOL_VERSION_TLS_1_2, END_POINT, NULL);
}

/* RFC 5802 §6: "p" when both can, whichever was chosen; "y" when the server did
 * not offer it.
 */
static void
test_exchange_must_bind (void)
{
  static const Dialogue bound = {
    RST_SASL_SCRAM_SHA_256, "user", "pencil",
    { BOUND_TO_EXPORTER, "S:+ |v=HfFlF+jg5Sa6eEuTi10wFA+XuGnzupv5WcVNQGE2A6E=", "C:", "S:+OK" }, OK, NULL,
  };
  static const Dialogue could = {
    RST_SASL_SCRAM_SHA_256, "user", "pencil",
    { "C:AUTH SCRAM-SHA-256 |y,,n=user,r=abc", SERVER_FIRST,
      "C:|c=eSws,r=abcdef,p=PHSVkBDSz+ePuoaxECOweoqO40xJpGnLbdUWRzuqsD8=",
      "S:+ |v=tVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIk=", "C:", "S:+OK" }, OK, NULL,
  };

  play_over (&bound, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER, "SASL SCRAM-SHA-256 SCRAM-SHA-256-PLUS");
  play_over (&could, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER, "SASL SCRAM-SHA-256");
}

/* RFC 5802 §7, "unsupported-channel-binding-type": the certificate's is tried
 * once. Where the channels differ nothing else is.
 */
static void
test_exchange_binding_refused (void)
{
  static const Dialogue other = {
    RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil",
    { "C:AUTH SCRAM-SHA-256-PLUS |p=tls-exporter,,n=user,r=abc", "S:+ |e=unsupported-channel-binding-type",
      "C:*", "S:-ERR", BOUND_TO_END_POINT, END_POINT_ACCEPTED }, OK, NULL,
  };
  static const Dialogue neither = {
    RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil",
    { "C:AUTH SCRAM-SHA-256-PLUS |p=tls-exporter,,n=user,r=abc", "S:+ |e=unsupported-channel-binding-type",
      "C:*", "S:-ERR", BOUND_TO_END_POINT, "S:+ |e=unsupported-channel-binding-type", "C:*", "S:-ERR" },
    RST_ERROR_AUTH, "cannot bind the login",
  };
  static const Dialogue differ = {
    RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil",
    { BOUND_TO_EXPORTER, "S:+ |e=channel-bindings-dont-match", "C:*", "S:-ERR" },
    RST_ERROR_PROTOCOL, "somebody may be in between",
  };
  static const Dialogue cut_out = {
    RST_SASL_SCRAM_SHA_256, "user", "pencil",
    { "C:AUTH SCRAM-SHA-256 |y,,n=user,r=abc", "S:+ |e=server-does-support-channel-binding", "C:*", "S:-ERR" },
    RST_ERROR_PROTOCOL, "somebody may be in between",
  };

  play_over (&other, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER | END_POINT, NULL);
  play_over (&neither, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER | END_POINT, NULL);
  play_over (&differ, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER | END_POINT, NULL);
  play_over (&cut_out, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER | END_POINT, NULL);
}

/* Cyrus 3.6 offers on TLS 1.3 what it can do on TLS 1.2 only. Who chose the
 * bound mechanism gets no other; who chose the unbound one has no binding.
 */
static void
test_exchange_binding_unknown (void)
{
  static const char offer[] = "SASL SCRAM-SHA-256 SCRAM-SHA-256-PLUS";
  static const Dialogue bound = {
    RST_SASL_SCRAM_SHA_256_PLUS, "user", "pencil",
    { "C:AUTH SCRAM-SHA-256-PLUS |p=tls-exporter,,n=user,r=abc", "S:-ERR [AUTH] authenticating: bad protocol / cancel" },
    RST_ERROR_LOGIN_DISABLED, "by AUTH SCRAM-SHA-256-PLUS",
  };
  static const Dialogue unbound = {
    RST_SASL_SCRAM_SHA_256, "user", "pencil",
    { "C:AUTH SCRAM-SHA-256-PLUS |p=tls-exporter,,n=user,r=abc", "S:-ERR [AUTH] authenticating: bad protocol / cancel",
      SCRAM_N, "S:+ |v=v2wLNsLJK6Wp/Dr1G93FKUKB6ruefECnlFskO3EOb2U=", "C:", "S:+OK" }, OK, NULL,
  };
  static const Dialogue wrong = {
    RST_SASL_SCRAM_SHA_256, "user", "pencil",
    { BOUND_TO_EXPORTER, "S:-ERR [AUTH] authentication failure" }, RST_ERROR_AUTH, "authentication failure",
  };

  play_over (&bound, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER, offer);
  play_over (&unbound, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER, offer);
  play_over (&wrong, G_TLS_PROTOCOL_VERSION_TLS_1_3, EXPORTER, offer);
}

/* What a server repeats of a token, in its words or in the JSON, is not shown. */
static void
test_exchange_hides_token (void)
{
  static const char *const answers[] = {
    "-ERR [AUTH] dXNlcj11AWF1dGg9QmVhcmVyIGNvcnJlY3QtaG9yc2UBAQ== is wrong\r\n",
    "-ERR [AUTH] Bearer correct-horse\r\n",

    /* {"status":"correct-horse"} */
    "+ eyJzdGF0dXMiOiJjb3JyZWN0LWhvcnNlIn0=\r\n-ERR correct-horse\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (answers[i], -1);
      g_autoptr (RstCredentials) credentials = rst_credentials_new ("u", RST_SECRET_TOKEN, "correct-horse");
      g_autoptr (GError) error = NULL;

      g_assert_false (rst_pop3_session_login (self.session, rst_pop3_auth_from_sasl (RST_SASL_XOAUTH2),
                                              credentials, "localhost", 995, NULL, &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_AUTH);
      g_assert_null (strstr (error->message, "correct"));
      g_assert_null (strstr (error->message, "dXNlcj11"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-exchange/initial", test_exchange_initial);
  g_test_add_func ("/pop3-exchange/long", test_exchange_long);
  g_test_add_func ("/pop3-exchange/xoauth2-two-lines", test_exchange_xoauth2_two_lines);
  g_test_add_func ("/pop3-exchange/token-refused", test_exchange_token_refused);
  g_test_add_func ("/pop3-exchange/login", test_exchange_login);
  g_test_add_func ("/pop3-exchange/cram", test_exchange_cram);
  g_test_add_func ("/pop3-exchange/not-base64", test_exchange_not_base64);
  g_test_add_func ("/pop3-exchange/bomb", test_exchange_bomb);
  g_test_add_func ("/pop3-exchange/scram", test_exchange_scram);
  g_test_add_func ("/pop3-exchange/no-second-try", test_exchange_no_second_try);
  g_test_add_func ("/pop3-exchange/bound", test_exchange_bound);
  g_test_add_func ("/pop3-exchange/must-bind", test_exchange_must_bind);
  g_test_add_func ("/pop3-exchange/binding-refused", test_exchange_binding_refused);
  g_test_add_func ("/pop3-exchange/binding-unknown", test_exchange_binding_unknown);
  g_test_add_func ("/pop3-exchange/hides-token", test_exchange_hides_token);
  return g_test_run ();
}
