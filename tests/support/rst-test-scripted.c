/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-scripted.h"

#include <string.h>

#include "base/rst-error.h"

RstTestScripted
rst_test_scripted_new (const char *answers, gssize size)
{
  gsize length = size >= 0 ? (gsize) size : strlen (answers);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (answers, (gssize) length, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (input, output);
  RstTestScripted self;

  self.session = rst_pop3_session_new (stream);
  self.output = G_MEMORY_OUTPUT_STREAM (g_steal_pointer (&output));
  return self;
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

  for (const char *p = sent; (p = strstr (p, command)) != NULL; p += strlen (command))
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
