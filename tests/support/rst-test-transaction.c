/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-session-private.h"

#include <string.h>

/* The commands of the transaction state (RFC 1939 §5, §7). */

void
rst_test_session_open_maildrop (RstTestSession *self)
{
  self->maildrop = rst_test_maildrop_dup (rst_test_server_get_maildrop (self->server));
  self->marked = g_new0 (gboolean, self->maildrop->len + 1);
  rst_test_session_answer (self, "+OK Logged in");
}

static void
log_removed (RstTestSession *self, guint index)
{
  g_autofree char *unique_id = rst_test_message_dup_unique_id (self->maildrop->pdata[index]);

  rst_test_server_log (self->server, self->number, "removed", unique_id);
}

void
rst_test_session_update (RstTestSession *self)
{
  if (self->maildrop == NULL || self->options->keep)
    return;
  for (guint i = 0; i < self->maildrop->len; i++)
    if (self->marked[i])
      log_removed (self, i);
  rst_test_maildrop_remove (rst_test_server_get_maildrop (self->server), self->maildrop, self->marked);
}

static RstTestMessage *
find_message (RstTestSession *self, const char *argument, guint *index)
{
  guint64 number;
  g_auto (GStrv) words = g_strsplit (argument, " ", 2);

  if (words[0] == NULL ||
      !g_ascii_string_to_unsigned (words[0], 10, 1, G_MAXUINT32, &number, NULL) ||
      number > self->maildrop->len || self->marked[number - 1])
    {
      rst_test_session_answer (self, "-ERR No such message");
      return NULL;
    }
  *index = (guint) number - 1;
  return self->maildrop->pdata[number - 1];
}

static void
do_stat (RstTestSession *self, const char *argument)
{
  guint count = 0;
  gsize octets = 0;

  for (guint i = 0; i < self->maildrop->len; i++)
    if (!self->marked[i])
      {
        count++;
        octets += rst_test_message_get_size (self->maildrop->pdata[i]);
      }
  g_string_append_printf (self->answer, "+OK %u %" G_GSIZE_FORMAT "\r\n", count, octets);
}

static void
append_size (RstTestSession *self, guint index)
{
  g_string_append_printf (self->answer, "%u %" G_GSIZE_FORMAT "\r\n",
                          index + 1, rst_test_message_get_size (self->maildrop->pdata[index]));
}

static void
append_unique_id (RstTestSession *self, guint index)
{
  g_autofree char *unique_id = rst_test_message_dup_unique_id (self->maildrop->pdata[index]);

  g_string_append_printf (self->answer, "%u %s%s\r\n", index + 1,
                          self->options->prefix != NULL ? self->options->prefix : "", unique_id);
}

static void
answer_listing (RstTestSession *self,
                const char     *argument,
                void          (*append) (RstTestSession *, guint))
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
  rst_test_session_answer (self, "+OK");
  for (guint i = 0; i < self->maildrop->len; i++)
    if (!self->marked[i])
      append (self, i);
  rst_test_session_answer (self, ".");
}

static void
do_list (RstTestSession *self, const char *argument)
{
  answer_listing (self, argument, append_size);
}

static void
do_uidl (RstTestSession *self, const char *argument)
{
  answer_listing (self, argument, append_unique_id);
}

/* Appends a text with its dots stuffed (RFC 1939 §3). */
static void
append_text (RstTestSession *self, const char *octets, gsize size)
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
  rst_test_session_answer (self, ".");
}

static void
do_retr (RstTestSession *self, const char *argument)
{
  guint index;
  RstTestMessage *message = find_message (self, argument, &index);
  g_autoptr (GBytes) octets = NULL;
  gsize size;

  if (message == NULL)
    return;
  if (self->options->delay > 0)
    rst_test_channel_wait (self->channel, (int) self->options->delay);
  octets = rst_test_message_dup_octets (message);
  size = g_bytes_get_size (octets);
  g_string_append_printf (self->answer, "+OK %" G_GSIZE_FORMAT " octets\r\n", size);
  append_text (self, g_bytes_get_data (octets, NULL), size);
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
do_top (RstTestSession *self, const char *argument)
{
  guint index;
  RstTestMessage *message = find_message (self, argument, &index);
  const char *blank = strchr (argument, ' ');
  guint64 lines = blank != NULL ? g_ascii_strtoull (blank, NULL, 10) : 0;
  g_autoptr (GBytes) octets = NULL;
  const char *data;
  gsize size;

  if (message == NULL)
    return;
  octets = rst_test_message_dup_octets (message);
  data = g_bytes_get_data (octets, &size);
  rst_test_session_answer (self, "+OK");
  append_text (self, data, measure_top (data, size, lines));
}

static void
do_dele (RstTestSession *self, const char *argument)
{
  guint index;

  if (find_message (self, argument, &index) == NULL)
    return;
  self->marked[index] = TRUE;
  rst_test_session_answer (self, "+OK Marked");
}

static void
do_noop (RstTestSession *self, const char *argument)
{
  rst_test_session_answer (self, "+OK");
}

static void
do_rset (RstTestSession *self, const char *argument)
{
  memset (self->marked, 0, self->maildrop->len * sizeof (gboolean));
  rst_test_session_answer (self, "+OK");
}

const RstTestCommand rst_test_transaction_commands[] = {
  { "STAT", RST_TEST_STATE_TRANSACTION, do_stat },
  { "LIST", RST_TEST_STATE_TRANSACTION, do_list },
  { "UIDL", RST_TEST_STATE_TRANSACTION, do_uidl },
  { "RETR", RST_TEST_STATE_TRANSACTION, do_retr },
  { "TOP", RST_TEST_STATE_TRANSACTION, do_top },
  { "DELE", RST_TEST_STATE_TRANSACTION, do_dele },
  { "NOOP", RST_TEST_STATE_TRANSACTION, do_noop },
  { "RSET", RST_TEST_STATE_TRANSACTION, do_rset },
  { NULL, RST_TEST_STATE_ANY, NULL },
};
