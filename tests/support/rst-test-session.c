/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-session-private.h"

#include <string.h>

/* RFC 2449 §4, without CRLF. */
#define COMMAND_MAX 253

/* What is written at once of a flood. */
#define FLOOD_SIZE (64 * 1024)

void
rst_test_session_answer (RstTestSession *self, const char *line)
{
  g_string_append (self->answer, line);
  g_string_append (self->answer, "\r\n");
}

gboolean
rst_test_session_may_login (RstTestSession *self)
{
  return self->options->security == RST_TEST_SECURITY_PLAIN ||
         rst_test_channel_is_tls (self->channel);
}

static void
session_clear (RstTestSession *self)
{
  g_free (self->stamp);
  g_free (self->user);
  rst_test_sasl_free (self->sasl);
  g_clear_pointer (&self->maildrop, g_ptr_array_unref);
  g_free (self->marked);
  g_string_free (self->answer, TRUE);
}

static char *
read_line (RstTestSession *self)
{
  char *line = rst_test_channel_read_line (self->channel);

  if (line != NULL)
    rst_test_server_log (self->server, self->number,
                         rst_test_channel_is_tls (self->channel) ? "tls" : "clear", line);
  return line;
}

static void
do_greeting (RstTestSession *self, const char *argument)
{
  if (self->options->apop)
    {
      self->stamp = g_strdup_printf ("<%u.%u@localhost>", self->number, g_random_int ());
      g_string_append_printf (self->answer, "+OK Restante test server ready %s\r\n", self->stamp);
    }
  else
    rst_test_session_answer (self, "+OK Restante test server ready");
}

static void
do_tls (RstTestSession *self, const char *argument)
{
}

static void
do_quit (RstTestSession *self, const char *argument)
{
  rst_test_session_update (self);
  self->quit = TRUE;
  rst_test_session_answer (self, "+OK Goodbye");
}

static const RstTestCommand session_commands[] = {
  { "greeting", RST_TEST_STATE_ANY, do_greeting },
  { "tls", RST_TEST_STATE_ANY, do_tls },
  { "QUIT", RST_TEST_STATE_ANY, do_quit },
  { NULL, RST_TEST_STATE_ANY, NULL },
};

static const RstTestCommand *
find_command (const char *on)
{
  static const RstTestCommand *const tables[] = {
    session_commands, rst_test_authorization_commands, rst_test_transaction_commands,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const RstTestCommand *command = tables[i]; command->on != NULL; command++)
      if (g_str_equal (command->on, on))
        return command;
  return NULL;
}

static void
run_command (RstTestSession *self, const char *on, const char *argument)
{
  const RstTestCommand *command = find_command (on);
  RstTestState state = self->maildrop != NULL
                         ? RST_TEST_STATE_TRANSACTION
                         : RST_TEST_STATE_AUTHORIZATION;

  if (command == NULL)
    rst_test_session_answer (self, "-ERR Unknown command");
  else if (command->state != RST_TEST_STATE_ANY && command->state != state)
    rst_test_session_answer (self, "-ERR Not now");
  else
    command->run (self, argument);
}

static gboolean
send_answer (RstTestSession *self, gsize size)
{
  return rst_test_channel_write (self->channel, self->answer->str, MIN (size, self->answer->len));
}

static gboolean
send_octets (RstTestSession *self, GBytes *octets)
{
  return rst_test_channel_write (self->channel, g_bytes_get_data (octets, NULL), g_bytes_get_size (octets));
}

/* Many small floods leave as few large ones. */
static gboolean
send_flood (RstTestSession *self, const RstTestRule *rule)
{
  gsize size = MAX (g_bytes_get_size (rule->octets), 1);
  guint64 rest = rule->number;

  while (rest > 0)
    {
      guint64 n = MIN (rest, FLOOD_SIZE / size + 1);

      g_string_truncate (self->answer, 0);
      for (guint64 i = 0; i < n; i++)
        g_string_append_len (self->answer, g_bytes_get_data (rule->octets, NULL), (gssize) size);
      if (!send_answer (self, G_MAXSIZE))
        return FALSE;
      rest -= n;
    }
  return TRUE;
}

/* Lines of which each has a number of its own. */
static gboolean
send_endless (RstTestSession *self, const RstTestRule *rule)
{
  g_autofree char *line = g_strndup (g_bytes_get_data (rule->more, NULL), g_bytes_get_size (rule->more));
  g_auto (GStrv) parts = g_strsplit (line, "%n", -1);

  g_string_truncate (self->answer, 0);
  g_string_append_len (self->answer, g_bytes_get_data (rule->octets, NULL),
                       (gssize) g_bytes_get_size (rule->octets));
  for (guint64 n = 1;; n++)
    {
      for (char **part = parts; *part != NULL; part++)
        {
          if (part != parts)
            g_string_append_printf (self->answer, "%" G_GUINT64_FORMAT, n);
          g_string_append (self->answer, *part);
        }
      if (self->answer->len < FLOOD_SIZE)
        continue;
      if (!send_answer (self, G_MAXSIZE))
        return FALSE;
      g_string_truncate (self->answer, 0);
    }
}

static gboolean
send_drip (RstTestSession *self, guint64 milliseconds)
{
  for (gsize i = 0; i < self->answer->len; i++)
    if (!rst_test_channel_wait (self->channel, (int) milliseconds) ||
        !rst_test_channel_write (self->channel, self->answer->str + i, 1))
      return FALSE;
  return TRUE;
}

static gboolean
is_challenge (GBytes *octets)
{
  gsize size;
  const char *data = g_bytes_get_data (octets, &size);

  return size >= 2 && data[0] == '+' && data[1] == ' ';
}

/* What a rule does in place of the answer, which is then never made. */
static gboolean
replace_answer (RstTestSession *self, const RstTestRule *rule, const char *argument, gboolean *go_on)
{
  switch (rule->action)
    {
    case RST_TEST_ACTION_REPLY:
    case RST_TEST_ACTION_RAW:
      self->challenged = is_challenge (rule->octets);
      if (self->challenged && g_str_equal (rule->on, "AUTH"))
        rst_test_session_expect_response (self, argument);
      *go_on = send_octets (self, rule->octets);
      return TRUE;
    case RST_TEST_ACTION_FLOOD:
      *go_on = send_flood (self, rule);
      return TRUE;
    case RST_TEST_ACTION_ENDLESS:
      *go_on = send_endless (self, rule);
      return TRUE;
    case RST_TEST_ACTION_STALL:
      *go_on = rst_test_channel_wait (self->channel, -1);
      return TRUE;
    case RST_TEST_ACTION_DROP:
      rst_test_channel_drop (self->channel);
      *go_on = FALSE;
      return TRUE;
    case RST_TEST_ACTION_RESET:
      rst_test_channel_reset (self->channel);
      *go_on = FALSE;
      return TRUE;
    default:
      return FALSE;
    }
}

/* What becomes of the answer that was made. */
static gboolean
deliver_answer (RstTestSession *self, const RstTestRule *rule)
{
  switch (rule != NULL ? (int) rule->action : -1)
    {
    case RST_TEST_ACTION_INJECT:
      g_string_append_len (self->answer,
                           g_bytes_get_data (rule->octets, NULL),
                           (gssize) g_bytes_get_size (rule->octets));
      return send_answer (self, G_MAXSIZE);
    case RST_TEST_ACTION_DELAY:
      return rst_test_channel_wait (self->channel, (int) rule->number) &&
             send_answer (self, G_MAXSIZE);
    case RST_TEST_ACTION_DRIP:
      return send_drip (self, rule->number);
    case RST_TEST_ACTION_STALL_AFTER:
      return send_answer (self, rule->number) &&
             rst_test_channel_wait (self->channel, -1);
    case RST_TEST_ACTION_DROP_AFTER:
      send_answer (self, rule->number);
      rst_test_channel_drop (self->channel);
      return FALSE;
    case RST_TEST_ACTION_CLOSE:
      self->quit = TRUE;
      return send_answer (self, G_MAXSIZE);
    default:
      return send_answer (self, G_MAXSIZE);
    }
}

/* Returns: whether the session goes on */
static gboolean
dispatch (RstTestSession *self, const char *on, const char *argument)
{
  const RstTestRule *rule = rst_test_script_take (self->script, self->number, on, argument);
  gboolean go_on;

  g_string_truncate (self->answer, 0);
  if (rule != NULL && replace_answer (self, rule, argument, &go_on))
    return go_on;
  run_command (self, on, argument);
  if (!deliver_answer (self, rule))
    return FALSE;
  if (self->quit)
    rst_test_channel_close (self->channel);
  return !self->quit;
}

static gboolean
begin_tls (RstTestSession *self)
{
  self->begin_tls = FALSE;
  if (!dispatch (self, "tls", NULL) ||
      !rst_test_server_start_tls (self->server, self->options, self->channel))
    return FALSE;
  self->policy.certificate = rst_test_channel_is_client_trusted (self->channel);
  rst_test_server_log (self->server, self->number,
                       rst_test_channel_is_resumed (self->channel) ? "resumed" : "handshake", NULL);
  return TRUE;
}

/* Reads a command and answers it. */
static gboolean
take_command (RstTestSession *self)
{
  g_autofree char *line = read_line (self);
  g_autofree char *on = NULL;
  const char *argument;
  gsize size;

  if (line == NULL)
    return FALSE;
  if (self->challenged)
    {
      self->challenged = FALSE;
      return dispatch (self, "response", line);
    }
  if (rst_test_script_forgets (self->script))
    rst_test_channel_forget (self->channel);
  if (strlen (line) > COMMAND_MAX)
    return rst_test_channel_write (self->channel, "-ERR Line too long\r\n", 20);
  size = strcspn (line, " ");
  argument = line[size] != '\0' ? line + size + 1 : "";
  on = g_ascii_strup (line, (gssize) size);
  if (!dispatch (self, on, argument))
    return FALSE;
  return !self->begin_tls || begin_tls (self);
}

static GBytes *
get_binding (gpointer channel, const char *type)
{
  return rst_test_channel_dup_binding (channel, type);
}

void
rst_test_session_run (RstTestServer *server, RstTestChannel *channel, guint number)
{
  const RstTestServerOptions *options = rst_test_server_get_options (server);
  RstTestSession self = {
    .server = server,
    .channel = channel,
    .options = options,
    .script = rst_test_server_get_script (server),
    .number = number,
    .answer = g_string_new (NULL),
    .policy = {
      .user = options->user,
      .password = options->password,
      .token = options->token,
      .plus = rst_test_server_can_bind (server),
      .get_binding = get_binding,
      .channel = channel,
      .fault = options->scram,
      .iterations = options->iterations,
    },
  };

  if ((options->security != RST_TEST_SECURITY_TLS || begin_tls (&self)) &&
      dispatch (&self, "greeting", NULL))
    while (take_command (&self))
      ;
  session_clear (&self);
}
