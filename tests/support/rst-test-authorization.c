/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-session-private.h"

#include <string.h>

/* The commands of the authorization state (RFC 1939 §4, §7, RFC 2449, RFC 2595,
 * RFC 5034, RFC 6856).
 */

#define MECHANISMS_USUAL "PLAIN"

static const char *
get_mechanisms (RstTestSession *self)
{
  return self->options->mechanisms != NULL ? self->options->mechanisms : MECHANISMS_USUAL;
}

static gboolean
names_mechanism (const char *names, const char *mechanism)
{
  g_auto (GStrv) split = g_strsplit (names != NULL ? names : "", " ", -1);

  for (char **name = split; *name != NULL; name++)
    if (**name != '\0' && g_ascii_strcasecmp (*name, mechanism) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_mechanism (RstTestSession *self, const char *mechanism)
{
  return names_mechanism (get_mechanisms (self), mechanism) ||
         names_mechanism (self->options->hidden_mechanisms, mechanism);
}

static void
append_capabilities (RstTestSession *self, const char *capabilities)
{
  g_auto (GStrv) lines = g_strsplit (capabilities != NULL ? capabilities : "", ";", -1);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      rst_test_session_answer (self, *line);
}

static void
append_usual_capabilities (RstTestSession *self)
{
  append_capabilities (self, "TOP;UIDL;RESP-CODES;AUTH-RESP-CODE;PIPELINING");
  if (self->options->utf8)
    rst_test_session_answer (self, "UTF8");
  if (self->options->lang)
    rst_test_session_answer (self, "LANG");
  if (!rst_test_session_may_login (self))
    {
      rst_test_session_answer (self, "STLS");
      return;
    }
  if (!self->options->no_user)
    rst_test_session_answer (self, "USER");
  if (*get_mechanisms (self) != '\0')
    g_string_append_printf (self->answer, "SASL %s\r\n", get_mechanisms (self));
}

static void
do_capa (RstTestSession *self, const char *argument)
{
  rst_test_session_answer (self, "+OK");
  if (self->options->capa != NULL)
    append_capabilities (self, self->options->capa);
  else
    append_usual_capabilities (self);
  append_capabilities (self, self->options->add_capa);
  rst_test_session_answer (self, ".");
}

/* RFC 6856 §2.1: no STLS after UTF8. */
static void
do_stls (RstTestSession *self, const char *argument)
{
  self->begin_tls = self->options->security == RST_TEST_SECURITY_STLS &&
                    !rst_test_channel_is_tls (self->channel) && !self->utf8;
  rst_test_session_answer (self, self->begin_tls ? "+OK Begin TLS" : "-ERR No TLS here");
}

static void
finish_login (RstTestSession *self, gboolean success)
{
  if (success)
    rst_test_session_open_maildrop (self);
  else
    rst_test_session_answer (self, "-ERR [AUTH] Authentication failed");
}

static void
do_user (RstTestSession *self, const char *argument)
{
  if (self->options->no_user)
    rst_test_session_answer (self, "-ERR [SYS/PERM] USER is disabled");
  else if (!rst_test_session_may_login (self))
    rst_test_session_answer (self, "-ERR STLS first");
  else
    {
      g_free (self->user);
      self->user = g_strdup (argument);
      rst_test_session_answer (self, "+OK");
    }
}

static void
do_pass (RstTestSession *self, const char *argument)
{
  if (self->user == NULL)
    rst_test_session_answer (self, "-ERR USER first");
  else
    finish_login (self, rst_test_sasl_is_known (&self->policy, self->user, argument));
}

/* RFC 1939 §7: the MD5 of stamp and password, in hexadecimal digits. */
static void
do_apop (RstTestSession *self, const char *argument)
{
  const char *password = self->options->password != NULL ? self->options->password : "";
  const char *blank = strrchr (argument, ' ');
  g_autofree char *user = NULL;
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;

  if (self->stamp == NULL || blank == NULL)
    {
      rst_test_session_answer (self, "-ERR No APOP here");
      return;
    }
  user = g_strndup (argument, (gsize) (blank - argument));
  text = g_strconcat (self->stamp, password, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  finish_login (self, rst_test_sasl_is_known (&self->policy, user, password) &&
                      g_str_equal (digest, blank + 1));
}

static void
take_step (RstTestSession *self, const char *response, gsize size)
{
  g_autoptr (GString) challenge = g_string_new (NULL);
  g_autofree char *encoded = NULL;
  RstTestSaslStep step = rst_test_sasl_step (self->sasl, response, size, challenge);

  self->challenged = step == RST_TEST_SASL_CHALLENGE;
  if (self->challenged)
    {
      encoded = g_base64_encode ((const guchar *) challenge->str, challenge->len);
      g_string_append_printf (self->answer, "+ %s\r\n", encoded);
      return;
    }
  g_clear_pointer (&self->sasl, rst_test_sasl_free);
  finish_login (self, step == RST_TEST_SASL_SUCCESS);
}

/* RFC 5034 §4: "*" cancels. */
static void
do_response (RstTestSession *self, const char *argument)
{
  gsize size;
  g_autofree guchar *response = NULL;

  if (self->sasl == NULL || g_str_equal (argument, "*"))
    {
      g_clear_pointer (&self->sasl, rst_test_sasl_free);
      rst_test_session_answer (self, "-ERR Cancelled");
      return;
    }
  response = g_base64_decode (argument, &size);
  take_step (self, (const char *) response, size);
}

static gboolean
refuses_initial_response (RstTestSession *self, const char *mechanism)
{
  return self->options->two_lines &&
         (g_ascii_strcasecmp (mechanism, "XOAUTH2") == 0 ||
          g_ascii_strcasecmp (mechanism, "OAUTHBEARER") == 0);
}

/* RFC 5034 §4: an initial response of no octets is "=". */
static void
begin_exchange (RstTestSession *self, const char *mechanism, const char *initial)
{
  gsize size = 0;
  g_autofree guchar *response = NULL;

  if (initial != NULL && refuses_initial_response (self, mechanism))
    {
      rst_test_session_answer (self, "-ERR Protocol error. 19");
      return;
    }
  g_clear_pointer (&self->sasl, rst_test_sasl_free);
  self->sasl = rst_test_sasl_new (mechanism, &self->policy);
  if (initial != NULL)
    response = g_base64_decode (g_str_equal (initial, "=") ? "" : initial, &size);
  take_step (self, (const char *) response, size);
}

void
rst_test_session_expect_response (RstTestSession *self, const char *argument)
{
  g_auto (GStrv) words = g_strsplit (argument, " ", 2);
  g_autoptr (GString) unsent = g_string_new (NULL);

  g_clear_pointer (&self->sasl, rst_test_sasl_free);
  if (words[0] != NULL)
    self->sasl = rst_test_sasl_new (words[0], &self->policy);
  if (self->sasl != NULL)
    rst_test_sasl_step (self->sasl, NULL, 0, unsent);
}

static void
list_mechanisms (RstTestSession *self)
{
  g_auto (GStrv) names = g_strsplit (get_mechanisms (self), " ", -1);

  rst_test_session_answer (self, "+OK");
  for (char **name = names; *name != NULL; name++)
    rst_test_session_answer (self, *name);
  rst_test_session_answer (self, ".");
}

static void
do_auth (RstTestSession *self, const char *argument)
{
  g_auto (GStrv) words = g_strsplit (argument, " ", 2);

  if (!rst_test_session_may_login (self))
    rst_test_session_answer (self, "-ERR STLS first");
  else if (words[0] == NULL)
    list_mechanisms (self);
  else if (has_mechanism (self, words[0]))
    begin_exchange (self, words[0], words[1]);
  else
    rst_test_session_answer (self, "-ERR No such mechanism");
}

static void
do_utf8 (RstTestSession *self, const char *argument)
{
  self->utf8 = self->options->utf8;
  rst_test_session_answer (self, self->utf8 ? "+OK UTF8 enabled" : "-ERR Unknown command");
}

/* RFC 6856 §3 */
static void
do_lang (RstTestSession *self, const char *argument)
{
  if (!self->options->lang)
    rst_test_session_answer (self, "-ERR Unknown command");
  else if (*argument == '\0')
    g_string_append (self->answer, "+OK Languages:\r\nen English\r\nde Deutsch\r\n.\r\n");
  else if (g_ascii_strcasecmp (argument, "de") == 0)
    rst_test_session_answer (self, "+OK de Sprache gewechselt");
  else if (g_ascii_strcasecmp (argument, "en") == 0 || g_str_equal (argument, "*"))
    rst_test_session_answer (self, "+OK en Language changed");
  else
    rst_test_session_answer (self, "-ERR Language not supported");
}

const RstTestCommand rst_test_authorization_commands[] = {
  { "response", RST_TEST_STATE_AUTHORIZATION, do_response },
  { "CAPA", RST_TEST_STATE_ANY, do_capa },
  { "STLS", RST_TEST_STATE_AUTHORIZATION, do_stls },
  { "USER", RST_TEST_STATE_AUTHORIZATION, do_user },
  { "PASS", RST_TEST_STATE_AUTHORIZATION, do_pass },
  { "APOP", RST_TEST_STATE_AUTHORIZATION, do_apop },
  { "AUTH", RST_TEST_STATE_AUTHORIZATION, do_auth },
  { "UTF8", RST_TEST_STATE_AUTHORIZATION, do_utf8 },
  { "LANG", RST_TEST_STATE_ANY, do_lang },
  { NULL, RST_TEST_STATE_ANY, NULL },
};
