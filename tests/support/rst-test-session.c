/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-server-private.h"

#include <string.h>

/* A session's server side: an answer is made whole first, then the script says
 * what becomes of it.
 */
typedef struct
{
  RstTestServer *server;
  RstTestChannel *channel;
  const RstTestServerOptions *options;
  guint number;

  char *user;
  GPtrArray *maildrop; /* NULL until somebody is logged in */
  gboolean *marked;

  GString *answer;
  gboolean begin_tls;  /* once the answer is sent */
  gboolean challenged; /* the next line is no command */
  gboolean quit;
} Session;

static void
session_clear (Session *self)
{
  g_free (self->user);
  g_clear_pointer (&self->maildrop, g_ptr_array_unref);
  g_free (self->marked);
  g_string_free (self->answer, TRUE);
}

static char *
read_line (Session *self)
{
  char *line = rst_test_channel_read_line (self->channel);

  if (line != NULL)
    rst_test_server_log (self->server, self->number,
                         rst_test_channel_is_tls (self->channel) ? "tls" : "clear", line);
  return line;
}

static void
answer (Session *self, const char *line)
{
  g_string_append (self->answer, line);
  g_string_append (self->answer, "\r\n");
}

static gboolean
may_login (Session *self)
{
  return self->options->security == RST_TEST_SECURITY_PLAIN ||
         rst_test_channel_is_tls (self->channel);
}

static void
open_maildrop (Session *self, const char *user, const char *password)
{
  if ((self->options->user != NULL && !g_str_equal (self->options->user, user)) ||
      (self->options->password != NULL && !g_str_equal (self->options->password, password)))
    {
      answer (self, "-ERR [AUTH] Authentication failed");
      return;
    }
  self->maildrop = rst_test_server_dup_maildrop (self->server);
  self->marked = g_new0 (gboolean, self->maildrop->len + 1);
  answer (self, "+OK Logged in");
}

static void
do_capa (Session *self, const char *argument)
{
  g_auto (GStrv) lines = NULL;

  answer (self, "+OK");
  if (self->options->capa != NULL)
    {
      lines = g_strsplit (self->options->capa, ";", -1);
      for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
          answer (self, *line);
    }
  else
    {
      g_string_append (self->answer, "TOP\r\nUIDL\r\nRESP-CODES\r\nAUTH-RESP-CODE\r\nPIPELINING\r\n");
      if (may_login (self))
        g_string_append (self->answer, "USER\r\nSASL PLAIN\r\n");
      else
        answer (self, "STLS");
    }
  answer (self, ".");
}

static void
do_stls (Session *self, const char *argument)
{
  self->begin_tls = self->options->security == RST_TEST_SECURITY_STLS &&
                    !rst_test_channel_is_tls (self->channel);
  answer (self, self->begin_tls ? "+OK Begin TLS" : "-ERR No TLS here");
}

static void
do_user (Session *self, const char *argument)
{
  if (!may_login (self))
    {
      answer (self, "-ERR STLS first");
      return;
    }
  g_free (self->user);
  self->user = g_strdup (argument);
  answer (self, "+OK");
}

static void
do_pass (Session *self, const char *argument)
{
  if (self->user == NULL)
    answer (self, "-ERR USER first");
  else
    open_maildrop (self, self->user, argument);
}

/* A PLAIN message (RFC 4616 §2) in base64. */
static void
take_plain (Session *self, const char *encoded)
{
  gsize size;
  g_autofree char *message = (char *) g_base64_decode (encoded, &size);
  g_autofree char *ended = g_malloc0 (size + 2);
  const char *user;

  memcpy (ended, message, size);
  user = ended + strlen (ended) + 1;
  if (strlen (ended) + 1 + strlen (user) >= size)
    answer (self, "-ERR That is not PLAIN");
  else
    open_maildrop (self, user, user + strlen (user) + 1);
}

static void
do_response (Session *self, const char *argument)
{
  take_plain (self, argument);
}

static void
do_auth (Session *self, const char *argument)
{
  if (!may_login (self))
    answer (self, "-ERR STLS first");
  else if (g_ascii_strncasecmp (argument, "PLAIN ", 6) == 0)
    take_plain (self, argument + 6);
  else if (g_ascii_strcasecmp (argument, "PLAIN") == 0)
    {
      self->challenged = TRUE;
      answer (self, "+ ");
    }
  else if (*argument == '\0')
    g_string_append (self->answer, "+OK\r\nPLAIN\r\n.\r\n");
  else
    answer (self, "-ERR No such mechanism");
}

static RstTestMessage *
find_message (Session *self, const char *argument, guint *index)
{
  guint64 number;
  g_auto (GStrv) words = g_strsplit (argument, " ", 2);

  if (words[0] == NULL ||
      !g_ascii_string_to_unsigned (words[0], 10, 1, G_MAXUINT32, &number, NULL) ||
      number > self->maildrop->len || self->marked[number - 1])
    {
      answer (self, "-ERR No such message");
      return NULL;
    }
  *index = (guint) number - 1;
  return self->maildrop->pdata[number - 1];
}

static void
do_stat (Session *self, const char *argument)
{
  guint count = 0;
  gsize octets = 0;

  for (guint i = 0; i < self->maildrop->len; i++)
    if (!self->marked[i])
      {
        const RstTestMessage *message = self->maildrop->pdata[i];

        count++;
        octets += g_bytes_get_size (message->octets);
      }
  g_string_append_printf (self->answer, "+OK %u %" G_GSIZE_FORMAT "\r\n", count, octets);
}

static void
append_size (Session *self, guint index)
{
  const RstTestMessage *message = self->maildrop->pdata[index];

  g_string_append_printf (self->answer, "%u %" G_GSIZE_FORMAT "\r\n",
                          index + 1, g_bytes_get_size (message->octets));
}

static void
append_unique_id (Session *self, guint index)
{
  const RstTestMessage *message = self->maildrop->pdata[index];

  g_string_append_printf (self->answer, "%u %s\r\n", index + 1, message->unique_id);
}

static void
answer_listing (Session *self, const char *argument, void (*append) (Session *, guint))
{
  guint index;

  if (*argument != '\0')
    {
      if (find_message (self, argument, &index) != NULL)
        {
          g_string_append (self->answer, "+OK ");
          append (self, index);
        }
      return;
    }
  answer (self, "+OK");
  for (guint i = 0; i < self->maildrop->len; i++)
    if (!self->marked[i])
      append (self, i);
  answer (self, ".");
}

static void
do_list (Session *self, const char *argument)
{
  answer_listing (self, argument, append_size);
}

static void
do_uidl (Session *self, const char *argument)
{
  answer_listing (self, argument, append_unique_id);
}

/* Appends a text with its dots stuffed (RFC 1939 §3). */
static void
append_text (Session *self, const char *octets, gsize size)
{
  gboolean line_start = TRUE;

  for (gsize i = 0; i < size; i++)
    {
      if (line_start && octets[i] == '.')
        g_string_append_c (self->answer, '.');
      g_string_append_c (self->answer, octets[i]);
      line_start = octets[i] == '\n' && i > 0 && octets[i - 1] == '\r';
    }
  if (!line_start)
    g_string_append (self->answer, "\r\n");
  answer (self, ".");
}

static void
do_retr (Session *self, const char *argument)
{
  guint index;
  RstTestMessage *message = find_message (self, argument, &index);
  const char *octets;
  gsize size;

  if (message == NULL)
    return;
  if (self->options->delay > 0)
    rst_test_channel_wait (self->channel, (int) self->options->delay);
  octets = g_bytes_get_data (message->octets, &size);
  g_string_append_printf (self->answer, "+OK %" G_GSIZE_FORMAT " octets\r\n", size);
  append_text (self, octets, size);
}

/* The octets of the header, its blank line and so many lines of the body. */
static gsize
measure_top (const char *octets, gsize size, guint64 lines)
{
  const char *end = g_strstr_len (octets, (gssize) size, "\r\n\r\n");
  gsize top = end != NULL ? (gsize) (end - octets) + 4 : size;

  for (; lines > 0 && top < size; lines--)
    {
      const char *lf = memchr (octets + top, '\n', size - top);

      top = lf != NULL ? (gsize) (lf - octets) + 1 : size;
    }
  return top;
}

static void
do_top (Session *self, const char *argument)
{
  guint index;
  RstTestMessage *message = find_message (self, argument, &index);
  const char *blank = strchr (argument, ' ');
  const char *octets;
  gsize size;

  if (message == NULL)
    return;
  octets = g_bytes_get_data (message->octets, &size);
  answer (self, "+OK");
  append_text (self, octets,
               measure_top (octets, size, blank != NULL ? g_ascii_strtoull (blank, NULL, 10) : 0));
}

static void
do_dele (Session *self, const char *argument)
{
  guint index;

  if (find_message (self, argument, &index) == NULL)
    return;
  self->marked[index] = TRUE;
  answer (self, "+OK Marked");
}

static void
do_noop (Session *self, const char *argument)
{
  answer (self, "+OK");
}

static void
do_rset (Session *self, const char *argument)
{
  memset (self->marked, 0, self->maildrop->len * sizeof (gboolean));
  answer (self, "+OK");
}

static void
do_quit (Session *self, const char *argument)
{
  for (guint i = 0; self->maildrop != NULL && i < self->maildrop->len; i++)
    if (self->marked[i] && !self->options->keep)
      rst_test_server_remove (self->server, self->maildrop->pdata[i]);
  self->quit = TRUE;
  answer (self, "+OK Goodbye");
}

static void
do_greeting (Session *self, const char *argument)
{
  answer (self, "+OK Restante test server ready");
}

static void
do_tls (Session *self, const char *argument)
{
}

typedef enum
{
  STATE_ANY,
  STATE_AUTHORIZATION,
  STATE_TRANSACTION,
} State;

static const struct
{
  const char *on;
  State state;
  void (*run) (Session *self, const char *argument);
} handlers[] = {
  { "greeting", STATE_ANY, do_greeting },
  { "tls", STATE_ANY, do_tls },
  { "response", STATE_AUTHORIZATION, do_response },
  { "CAPA", STATE_ANY, do_capa },
  { "QUIT", STATE_ANY, do_quit },
  { "STLS", STATE_AUTHORIZATION, do_stls },
  { "USER", STATE_AUTHORIZATION, do_user },
  { "PASS", STATE_AUTHORIZATION, do_pass },
  { "AUTH", STATE_AUTHORIZATION, do_auth },
  { "STAT", STATE_TRANSACTION, do_stat },
  { "LIST", STATE_TRANSACTION, do_list },
  { "UIDL", STATE_TRANSACTION, do_uidl },
  { "RETR", STATE_TRANSACTION, do_retr },
  { "TOP", STATE_TRANSACTION, do_top },
  { "DELE", STATE_TRANSACTION, do_dele },
  { "NOOP", STATE_TRANSACTION, do_noop },
  { "RSET", STATE_TRANSACTION, do_rset },
};

static void
run_handler (Session *self, const char *on, const char *argument)
{
  State state = self->maildrop != NULL ? STATE_TRANSACTION : STATE_AUTHORIZATION;

  for (gsize i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_str_equal (handlers[i].on, on))
      {
        if (handlers[i].state == STATE_ANY || handlers[i].state == state)
          handlers[i].run (self, argument);
        else
          answer (self, "-ERR Not now");
        return;
      }
  answer (self, "-ERR Unknown command");
}

static gboolean
send_answer (Session *self, gsize size)
{
  return rst_test_channel_write (self->channel, self->answer->str, MIN (size, self->answer->len));
}

static gboolean
send_flood (Session *self, const RstTestRule *rule)
{
  gsize size;
  const char *octets = g_bytes_get_data (rule->octets, &size);

  for (guint64 i = 0; i < rule->number; i++)
    if (!rst_test_channel_write (self->channel, octets, size))
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
replace_answer (Session *self, const RstTestRule *rule, gboolean *go_on)
{
  switch (rule->action)
    {
    case RST_TEST_ACTION_REPLY:
    case RST_TEST_ACTION_RAW:
      self->challenged = is_challenge (rule->octets);
      *go_on = rst_test_channel_write (self->channel,
                                       g_bytes_get_data (rule->octets, NULL),
                                       g_bytes_get_size (rule->octets));
      return TRUE;
    case RST_TEST_ACTION_FLOOD:
      *go_on = send_flood (self, rule);
      return TRUE;
    case RST_TEST_ACTION_STALL:
      *go_on = rst_test_channel_wait (self->channel, -1);
      return TRUE;
    case RST_TEST_ACTION_DROP:
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
deliver_answer (Session *self, const RstTestRule *rule)
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
    case RST_TEST_ACTION_STALL_AFTER:
      return send_answer (self, rule->number) &&
             rst_test_channel_wait (self->channel, -1);
    case RST_TEST_ACTION_DROP_AFTER:
      send_answer (self, rule->number);
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
dispatch (Session *self, const char *on, const char *argument)
{
  const RstTestRule *rule = rst_test_script_take (rst_test_server_get_script (self->server),
                                                  self->number, on, argument);
  gboolean go_on;

  g_string_truncate (self->answer, 0);
  if (rule != NULL && replace_answer (self, rule, &go_on))
    return go_on;
  run_handler (self, on, argument);
  if (!deliver_answer (self, rule))
    return FALSE;
  if (self->quit)
    rst_test_channel_close (self->channel);
  return !self->quit;
}

static gboolean
begin_tls (Session *self)
{
  static const struct
  {
    const char *version;
    const char *priority;
  } floors[] = {
    { "1.1", "NORMAL:-VERS-ALL:+VERS-TLS1.1" },
    { "1.2", "NORMAL:-VERS-ALL:+VERS-TLS1.2" },
  };
  const char *priority = "NORMAL";

  self->begin_tls = FALSE;
  if (!dispatch (self, "tls", NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (floors); i++)
    if (g_strcmp0 (self->options->tls_max, floors[i].version) == 0)
      priority = floors[i].priority;
  if (!rst_test_channel_start_tls (self->channel,
                                   rst_test_ca_get_credentials (self->options->ca, self->options->certificate),
                                   priority,
                                   rst_test_server_get_ticket_key (self->server)))
    return FALSE;
  rst_test_server_log (self->server, self->number,
                       rst_test_channel_is_resumed (self->channel) ? "resumed" : "handshake", NULL);
  return TRUE;
}

/* Reads a command and answers it. */
static gboolean
take_command (Session *self)
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
  size = strcspn (line, " ");
  argument = line[size] != '\0' ? line + size + 1 : "";
  on = g_ascii_strup (line, (gssize) size);
  if (!dispatch (self, on, argument))
    return FALSE;
  return !self->begin_tls || begin_tls (self);
}

void
rst_test_session_run (RstTestServer *server, RstTestChannel *channel, guint number)
{
  Session self = {
    .server = server,
    .channel = channel,
    .options = rst_test_server_get_options (server),
    .number = number,
    .answer = g_string_new (NULL),
  };

  if ((self.options->security != RST_TEST_SECURITY_TLS || begin_tls (&self)) &&
      dispatch (&self, "greeting", NULL))
    while (take_command (&self))
      ;
  session_clear (&self);
}
