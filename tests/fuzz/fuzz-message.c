/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-html.h"
#include "mime/rst-message.h"
#include "rst-fuzz.h"

/* The whole of a message, as the reader pane, `show` and the index take it:
 * structure, texts, names of parts, their content, HTML.
 */

#define MAX_NAME 200

static void
check_name (const char *name)
{
  g_assert_cmpstr (name, !=, "");
  g_assert_cmpuint (strlen (name), <=, MAX_NAME);
  g_assert_true (*name != '.');
  g_assert_null (strpbrk (name, "/\\"));
  rst_fuzz_assert_line (name);
}

/* RFC 2045 §5.1: types are compared without case, here in lower case. */
static void
check_type (const char *type)
{
  g_autofree char *lower = g_ascii_strdown (type, -1);

  rst_fuzz_assert_text (type);
  g_assert_cmpstr (type, ==, lower);
}

/* A part's content is never more than what it was encoded in. */
static void
check_part (RstMessage *message, RstPart *part, gsize length)
{
  const char *content_id = rst_part_get_content_id (part);
  GBytes *content = rst_part_get_content (part);

  check_name (rst_part_get_name (part));
  check_type (rst_part_get_content_type (part));
  g_assert_cmpuint (g_bytes_get_size (content), <=, length);
  if (content_id != NULL)
    {
      rst_fuzz_assert_text (content_id);
      g_assert_nonnull (rst_message_lookup_content_id (message, content_id));
    }
}

/* Nothing that follows may hide a picture that stands first, and nothing but
 * the picture makes text of it.
 */
static void
check_html (const char *html, gboolean remote)
{
  g_autofree char *worse = g_strconcat ("<img src='http://example.org/'>", html, NULL);
  g_autofree char *text = rst_html_to_text (html);

  rst_fuzz_assert_text (html);
  rst_fuzz_assert_text (text);
  g_assert_true (rst_html_names_remote (worse));
  g_assert_cmpint (remote, ==, rst_html_names_remote (html));
}

int
LLVMFuzzerTestOneInput (const guint8 *octets, gsize length)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (octets, length);
  g_autoptr (RstMessage) message = rst_message_new (raw);
  g_autoptr (RstSummary) summary = rst_summary_parse (raw);
  g_autofree char *headers = rst_message_dup_headers (message);
  GListModel *parts = rst_message_get_parts (message);
  const char *html = rst_message_get_html (message);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      check_part (message, part, length);
    }

  rst_fuzz_assert_text (headers);
  g_assert_nonnull (rst_message_get_text (message));
  rst_fuzz_assert_text (rst_message_get_text (message));
  if (html != NULL)
    check_html (html, rst_message_has_remote_content (message));
  else
    g_assert_false (rst_message_has_remote_content (message));

  /* Both are made of one structure. */
  g_assert_cmpstr (summary->subject, ==, rst_message_get_summary (message)->subject);
  g_assert_cmpstr (summary->snippet, ==, rst_message_get_summary (message)->snippet);
  g_assert_cmpuint (summary->n_attachments, ==, rst_message_get_summary (message)->n_attachments);
  return 0;
}
