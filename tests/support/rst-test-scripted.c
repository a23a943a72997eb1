/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-scripted.h"

#include <string.h>

#include "base/rst-error.h"

/* An input stream of which each read gives one line. */

#define RST_TYPE_TEST_LINES (rst_test_lines_get_type ())
G_DECLARE_FINAL_TYPE (RstTestLines, rst_test_lines, RST, TEST_LINES, GInputStream)

struct _RstTestLines
{
  GInputStream parent_instance;

  const char *octets;
  gsize left;
};

G_DEFINE_FINAL_TYPE (RstTestLines, rst_test_lines, G_TYPE_INPUT_STREAM)

static gssize
rst_test_lines_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  RstTestLines *self = RST_TEST_LINES (stream);
  const char *end = memchr (self->octets, '\n', self->left);
  gsize size = end != NULL ? (gsize) (end - self->octets) + 1 : self->left;

  size = MIN (size, count);
  memcpy (buffer, self->octets, size);
  self->octets += size;
  self->left -= size;
  return (gssize) size;
}

static void
rst_test_lines_class_init (RstTestLinesClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = rst_test_lines_read;
}

static void
rst_test_lines_init (RstTestLines *self)
{
}

static RstTestScripted
new_over (GInputStream *answers)
{
  g_autoptr (GInputStream) input = answers;
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (input, output);
  RstTestScripted self;

  self.session = rst_pop3_session_new (stream);
  self.output = G_MEMORY_OUTPUT_STREAM (g_steal_pointer (&output));
  return self;
}

static gsize
get_length (const char *answers, gssize size)
{
  return size >= 0 ? (gsize) size : strlen (answers);
}

RstTestScripted
rst_test_scripted_new (const char *answers, gssize size)
{
  RstTestLines *lines = g_object_new (RST_TYPE_TEST_LINES, NULL);

  lines->octets = answers;
  lines->left = get_length (answers, size);
  return new_over (G_INPUT_STREAM (lines));
}

RstTestScripted
rst_test_scripted_new_at_once (const char *answers, gssize size)
{
  return new_over (g_memory_input_stream_new_from_data (answers, (gssize) get_length (answers, size), NULL));
}

char *
rst_test_scripted_read_text (RstTestScripted *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *octets;
  gssize length;

  while ((length = rst_pop3_session_read_text (self->session, &octets, NULL, error)) > 0)
    g_string_append_len (text, octets, length);
  return length == 0 ? g_strdup (text->str) : NULL;
}

void
rst_test_scripted_clear (RstTestScripted *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->output);
}

void
rst_test_scripted_query (RstTestScripted *self)
{
  g_autoptr (GError) error = NULL;

  rst_pop3_session_query_capabilities (self->session, NULL, &error);
  g_assert_no_error (error);
}

void
rst_test_scripted_assert_sent (RstTestScripted *self, const char *expected)
{
  g_assert_cmpmem (g_memory_output_stream_get_data (self->output),
                   g_memory_output_stream_get_data_size (self->output),
                   expected, strlen (expected));
}

guint
rst_test_scripted_count_sent (RstTestScripted *self, const char *command)
{
  g_autofree char *sent = g_strndup (g_memory_output_stream_get_data (self->output),
                                     g_memory_output_stream_get_data_size (self->output));
  guint count = 0;

  for (const char *p = sent; p != NULL && (p = strstr (p, command)) != NULL; p += strlen (command))
    count++;
  return count;
}

gboolean
rst_test_login (RstPop3Session *session,
                RstPop3Auth     auth,
                const char     *user,
                const char     *password,
                GError        **error)
{
  g_autoptr (RstCredentials) credentials = rst_credentials_new (user, RST_SECRET_PASSWORD, password);
  g_autoptr (GArray) ranked = rst_pop3_session_rank_auth (session, RST_SECRET_PASSWORD);

  if (auth == RST_POP3_AUTH_AUTO)
    auth = g_array_index (ranked, RstPop3Auth, 0);
  return rst_pop3_session_login (session, auth, credentials, "localhost", 995, NULL, error);
}

void
rst_test_assert_says (const GError *error, int code, const char *says)
{
  g_assert_error (error, RST_ERROR, code);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}
