/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "mime/rst-address.h"
#include "mime/rst-message.h"

#define MIXED "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nbody\r\n--m\r\n"
#define INNER "From: Ana <ana@example.net>\r\nSubject: inside\r\n" \
              "Date: Tue, 3 Feb 2026 10:00:00 +0000\r\n\r\nhello\r\n"

static RstMessage *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));

  return rst_message_new (raw);
}

static RstPart *
take_part (RstMessage *message, guint index)
{
  g_autoptr (RstPart) part = g_list_model_get_item (rst_message_get_parts (message), index);

  g_assert_nonnull (part);
  return part;
}

typedef struct
{
  const char *rule;
  const char *part;
  const char *subject; /* NULL for no message */
} Case;

static const Case cases[] = {
  { "RFC 2046 §5.2.1: a message", "Content-Type: message/rfc822\r\n\r\n" INNER, "inside" },
  { "RFC 6532 §3.7: a message in UTF-8", "Content-Type: message/global\r\n\r\n"
    "Subject: gr\xC3\xBC\xC3\x9F\r\n\r\nx\r\n", "grüß" },
  { "encoded against RFC 2046 §5.2.1", "Content-Type: message/rfc822\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeAoKeQo=\r\n", "x" },
  { "a file with the ending of a message", "Content-Type: application/octet-stream\r\n"
    "Content-Disposition: attachment; filename=\"a.EML\"\r\n\r\n" INNER, "inside" },
  { "a file with that ending that is none", "Content-Type: application/octet-stream\r\n"
    "Content-Disposition: attachment; filename=\"a.eml\"\r\n\r\n\x01\x02 no header\r\n", NULL },
  { "another file", "Content-Type: application/octet-stream\r\n"
    "Content-Disposition: attachment; filename=\"a.bin\"\r\n\r\n" INNER, NULL },
  { "RFC 3462 §3: headers alone are text", "Content-Type: text/rfc822-headers\r\n\r\n" INNER, NULL },
  { "an empty message", "Content-Type: message/rfc822\r\n\r\n", NULL },
  { "a message without a subject", "Content-Type: message/rfc822\r\n\r\nFrom: a@b\r\n\r\nx", "" },
  { "mbox's envelope before it", "Content-Type: message/rfc822\r\n\r\nFrom a@b Tue\r\n" INNER, "inside" },
};

static void
test_summary (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *raw = g_strconcat (MIXED, test->part, "--m--\r\n", NULL);
  g_autoptr (RstMessage) message = parse (raw);
  const RstSummary *summary = rst_part_get_summary (take_part (message, 1));

  g_assert_cmpstr (summary != NULL ? summary->subject : NULL, ==, test->subject);
  g_assert_null (rst_part_get_summary (take_part (message, 0)));
}

/* What a forwarded message's content gives is read as any other message, and
 * a "cid:" of it is looked up among its own parts (RFC 2392 §2).
 */
static void
test_inner (void)
{
  g_autoptr (RstMessage) outer = NULL;
  g_autoptr (RstMessage) inner = NULL;

  outer = parse (MIXED "Content-Type: image/png\r\nContent-ID: <i>\r\n\r\nouter\r\n--m\r\n"
                 "Content-Type: message/rfc822\r\n\r\n"
                 "Subject: inner\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
                 "--r\r\nContent-Type: text/html\r\n\r\n<img src=cid:i><img src=cid:o>\r\n--r\r\n"
                 "Content-Type: image/png\r\nContent-ID: <i>\r\n\r\ninner\r\n--r--\r\n"
                 "--m\r\nContent-Type: image/png\r\nContent-ID: <o>\r\n\r\nouter\r\n--m--\r\n");
  inner = rst_message_new (rst_part_get_content (take_part (outer, 2)));

  g_assert_cmpstr (rst_message_get_summary (inner)->subject, ==, "inner");
  g_assert_cmpmem (g_bytes_get_data (rst_part_get_content (rst_message_lookup_content_id (inner, "i")), NULL), 5,
                   "inner", 5);
  g_assert_null (rst_message_lookup_content_id (inner, "o"));
}

/* Each level is read alone: what one shows costs nothing of those inside it. */
static void
test_nested (void)
{
  g_autoptr (GString) raw = g_string_new (INNER);
  g_autoptr (RstMessage) message = NULL;
  guint depth = 0;

  for (int i = 0; i < 200; i++)
    g_string_prepend (raw, "Subject: out\r\nContent-Type: message/rfc822\r\n\r\n");
  message = parse (raw->str);
  while (rst_part_get_summary (take_part (message, 0)) != NULL)
    {
      RstMessage *inner = rst_message_new (rst_part_get_content (take_part (message, 0)));

      g_object_unref (message);
      message = inner;
      depth++;
    }
  g_assert_cmpuint (depth, ==, 200);
  g_assert_cmpstr (rst_message_get_text (message), ==, "hello\n");
}

typedef struct
{
  const char *encoding;
  const char *encoded;
} SizeCase;

static const SizeCase sizes[] = {
  { "7bit", "abc\r\n" },
  { "7bit", "" },
  { "base64", "" },
  { "base64", "YQ==" },
  { "base64", "YWI=" },
  { "base64", "YWJj\r\nYWJj\r\nYW Jj\r\n" },
  { "quoted-printable", "a=41=\r\nb" },
  { "x-uuencode", "begin 644 x\r\n#86)C\r\n`\r\nend\r\n" },
};

/* The size is that of the content (RFC 2045 §6), though nothing was decoded. */
static void
test_size (gconstpointer data)
{
  const SizeCase *test = data;
  g_autofree char *raw = g_strconcat (MIXED "Content-Type: application/x\r\n"
                                      "Content-Transfer-Encoding: ", test->encoding,
                                      "\r\n\r\n", test->encoded, "\r\n--m--\r\n", NULL);
  g_autoptr (RstMessage) message = parse (raw);
  RstPart *part = take_part (message, 1);

  g_assert_cmpuint (rst_part_get_size (part), ==,
                    g_bytes_get_size (rst_part_get_content (part)));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/part/summary/%s", cases[i].rule);

      g_test_add_data_func (path, &cases[i], test_summary);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/part/size/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &sizes[i], test_size);
    }
  g_test_add_func ("/part/inner", test_inner);
  g_test_add_func ("/part/nested", test_nested);

  return g_test_run ();
}
