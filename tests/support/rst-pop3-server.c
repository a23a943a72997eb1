/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <stdio.h>

#include "rst-test-server.h"

/* The command line; see rst-pop3-server.md. */
typedef struct
{
  char *messages;
  gboolean exact;
  char *security;
  char *certificate;
  char *script;
  char *write_ca;
  int delay;
  int synthetic;
  char *healed_security;
  RstTestSecurity healed;
  RstTestServerOptions server;
} CommandLine;

static gboolean
find_word (const char *word, const char *const *words, int *found)
{
  for (int i = 0; words[i] != NULL; i++)
    if (word == NULL || g_str_equal (word, words[i]))
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_words (CommandLine *self, GError **error)
{
  static const char *const securities[] = { "plain", "stls", "tls", NULL };
  static const char *const certificates[] = { "good", "self-signed", "expired", "wrong-name", NULL };
  static const char *const versions[] = { "1.3", "1.2", "1.1", NULL };
  int security;
  int healed;
  int certificate;
  int version;

  if (!find_word (self->security, securities, &security) ||
      !find_word (self->healed_security, securities, &healed) ||
      !find_word (self->certificate, certificates, &certificate) ||
      !find_word (self->server.tls_max, versions, &version))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "An option has a value that is not known; see --help");
      return FALSE;
    }
  self->server.security = (RstTestSecurity) security;
  self->healed = (RstTestSecurity) (self->healed_security != NULL ? healed : security);
  self->server.certificate = (RstTestCertificate) certificate;
  self->server.delay = (guint) MAX (self->delay, 0);
  return TRUE;
}

static gboolean
parse (CommandLine *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "messages", 0, 0, G_OPTION_ARG_FILENAME, &self->messages, "Each file of DIR is a message", "DIR" },
    { "exact", 0, 0, G_OPTION_ARG_NONE, &self->exact, "Send files as they are", NULL },
    { "security", 0, 0, G_OPTION_ARG_STRING, &self->security, "plain (default), stls or tls", "HOW" },
    { "healed-security", 0, 0, G_OPTION_ARG_STRING, &self->healed_security, "The same, after SIGUSR1", "HOW" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->server.user, "Who may log in", "USER" },
    { "password", 0, 0, G_OPTION_ARG_STRING, &self->server.password, "With what", "PASSWORD" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &self->server.token, "With what token", "TOKEN" },
    { "mechanisms", 0, 0, G_OPTION_ARG_STRING, &self->server.mechanisms, "SASL mechanisms", "NAMES" },
    { "hidden-mechanisms", 0, 0, G_OPTION_ARG_STRING, &self->server.hidden_mechanisms, "SASL mechanisms that are not announced", "NAMES" },
    { "no-user", 0, 0, G_OPTION_ARG_NONE, &self->server.no_user, "Refuse USER", NULL },
    { "apop", 0, 0, G_OPTION_ARG_NONE, &self->server.apop, "Take APOP", NULL },
    { "two-lines", 0, 0, G_OPTION_ARG_NONE, &self->server.two_lines, "Take tokens after a challenge only", NULL },
    { "scram", 0, 0, G_OPTION_ARG_STRING, &self->server.scram, "What SCRAM does wrong; see rst-pop3-server.md", "FAULT" },
    { "iterations", 0, 0, G_OPTION_ARG_STRING, &self->server.iterations, "SCRAM’s iteration count", "N" },
    { "client-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->server.client_ca, "Ask clients for a certificate of this authority", "FILE" },
    { "utf8", 0, 0, G_OPTION_ARG_NONE, &self->server.utf8, "Know UTF8", NULL },
    { "lang", 0, 0, G_OPTION_ARG_NONE, &self->server.lang, "Know LANG", NULL },
    { "synthetic", 0, 0, G_OPTION_ARG_INT, &self->synthetic, "N messages that are made when asked for", "N" },
    { "certificate", 0, 0, G_OPTION_ARG_STRING, &self->certificate, "good (default), self-signed, expired or wrong-name", "KIND" },
    { "tls-max", 0, 0, G_OPTION_ARG_STRING, &self->server.tls_max, "1.1, 1.2 or 1.3 (default)", "VERSION" },
    { "write-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->write_ca, "Write the authority’s certificate", "FILE" },
    { "prefix", 0, 0, G_OPTION_ARG_STRING, &self->server.prefix, "What each unique-id begins with", "TEXT" },
    { "delay", 0, 0, G_OPTION_ARG_INT, &self->delay, "Wait before each message", "MS" },
    { "capa", 0, 0, G_OPTION_ARG_STRING, &self->server.capa, "Capabilities in place of the usual ones", "LINE;LINE…" },
    { "add-capa", 0, 0, G_OPTION_ARG_STRING, &self->server.add_capa, "More capabilities", "LINE;LINE…" },
    { "script", 0, 0, G_OPTION_ARG_FILENAME, &self->script, "What goes wrong", "FILE" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &self->server.log, "Log each line that is received", "FILE" },
    { "keep", 0, 0, G_OPTION_ARG_NONE, &self->server.keep, "Answer DELE, but remove nothing", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a POP3 server for tests");

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error) && check_words (self, error);
}

static RstTestServer *
start (CommandLine *self, GError **error)
{
  g_autofree char *script = NULL;
  g_autoptr (RstTestServer) server = NULL;

  if (self->script != NULL && !g_file_get_contents (self->script, &script, NULL, error))
    return NULL;

  self->server.script = script;
  server = rst_test_server_new (&self->server, error);
  if (server == NULL ||
      (self->messages != NULL && !rst_test_server_add_folder (server, self->messages, self->exact, error)) ||
      (self->write_ca != NULL && !rst_test_ca_write (rst_test_server_get_ca (server), self->write_ca, error)))
    return NULL;
  rst_test_server_add_synthetic (server, (guint) MAX (self->synthetic, 0));
  return g_steal_pointer (&server);
}

static void
command_line_clear (CommandLine *self)
{
  g_free (self->messages);
  g_free (self->security);
  g_free (self->healed_security);
  g_free (self->certificate);
  g_free (self->script);
  g_free (self->write_ca);
  g_free ((char *) self->server.tls_max);
  g_free ((char *) self->server.user);
  g_free ((char *) self->server.password);
  g_free ((char *) self->server.token);
  g_free ((char *) self->server.mechanisms);
  g_free ((char *) self->server.hidden_mechanisms);
  g_free ((char *) self->server.scram);
  g_free ((char *) self->server.iterations);
  g_free ((char *) self->server.client_ca);
  g_free ((char *) self->server.capa);
  g_free ((char *) self->server.add_capa);
  g_free ((char *) self->server.log);
  g_free ((char *) self->server.prefix);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CommandLine, command_line_clear)

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* What a signal is about. */
typedef struct
{
  RstTestServer *server;
  RstTestSecurity security;
} Healing;

static gboolean
heal_cb (gpointer user_data)
{
  Healing *healing = user_data;

  rst_test_server_heal (healing->server, healing->security);
  g_print ("HEALED\n");
  fflush (stdout);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_auto (CommandLine) command_line = { 0 };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RstTestServer) server = NULL;
  g_autoptr (GError) error = NULL;
  Healing healing;

  if (parse (&command_line, &argc, &argv, &error))
    server = start (&command_line, &error);
  if (server == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  healing = (Healing) { server, command_line.healed };
  g_unix_signal_add (SIGUSR1, heal_cb, &healing);
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_print ("READY %u\n", rst_test_server_get_port (server));
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}
