/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "mime/rst-address.h"
#include "mime/rst-message.h"

#define CRLF "\r\n"
#define MIXED "Content-Type: multipart/mixed; boundary=\"m\"" CRLF CRLF
#define ALTERNATIVE "Content-Type: multipart/alternative; boundary=a" CRLF CRLF
#define RELATED "Content-Type: multipart/related; boundary=r" CRLF CRLF
#define HTML "Content-Type: text/html; charset=utf-8" CRLF CRLF

static RstMessage *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));

  return rst_message_new (raw);
}

/* All parts in order, attachments in brackets: "text/plain [image/png a.png]" */
static char *
dup_structure (RstMessage *message)
{
  GListModel *parts = rst_message_get_parts (message);
  GString *structure = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      if (i > 0)
        g_string_append_c (structure, ' ');
      if (rst_part_is_attachment (part))
        g_string_append_printf (structure, "[%s %s]",
                                rst_part_get_content_type (part),
                                rst_part_get_name (part));
      else
        g_string_append (structure, rst_part_get_content_type (part));
    }
  return g_string_free (structure, FALSE);
}

typedef struct
{
  const char *rule;
  const char *raw;
  const char *structure;
  const char *text;
  const char *html;
} Case;

static const Case cases[] = {
  { "RFC 2045 §5.2: plain text without a type", "Subject: x" CRLF CRLF "a" CRLF "b" CRLF,
    "text/plain", "a\nb\n", NULL },
  { "RFC 2045 §5.2: a type that is none", "Content-Type: text" CRLF CRLF "a", "text/plain", "a", NULL },
  { "RFC 2045 §5.1: types in any case", "content-type: TEXT/HTML" CRLF CRLF "<p>a", "text/html", "a\n", "<p>a" },
  { "RFC 2045 §6: an unknown encoding is none",
    "Content-Transfer-Encoding: x-odd" CRLF CRLF "a=41", "text/plain", "a=41", NULL },
  { "uuencode", "Content-Transfer-Encoding: x-uuencode" CRLF CRLF "begin 644 x" CRLF
    "#86)C" CRLF "`" CRLF "end" CRLF, "text/plain", "abc", NULL },
  { "the declared charset", "Content-Type: text/plain; charset=koi8-r" CRLF CRLF "\xF0\xD2\xC9", "text/plain", "При", NULL },
  { "a wrong charset: UTF-8 all the same", "Content-Type: text/plain; charset=us-ascii" CRLF CRLF "\xC3\xA9", "text/plain", "é", NULL },
  { "an unknown charset: windows-1252 at last", "Content-Type: text/plain; charset=x-none" CRLF CRLF "\xE9 \x80", "text/plain", "é €", NULL },
  { "UTF-8 declared, windows-1252 sent", "Content-Type: text/plain; charset=utf-8" CRLF CRLF "caf\xE9", "text/plain", "café", NULL },
  { "one wrong octet spoils no text", "Content-Type: text/plain; charset=utf-8" CRLF CRLF "\xC3\xA9\xFF\xC3\xA8", "text/plain", "é\uFFFDè", NULL },
  { "a superset under its subset's name", "Content-Type: text/plain; charset=iso-8859-1" CRLF CRLF "\x93x\x94", "text/plain", "“x”", NULL },
  { "Big5", "Content-Type: text/plain; charset=big5" CRLF CRLF "\xA4\xA4\xA4\xE5", "text/plain", "中文", NULL },
  { "Korean under Outlook's name", "Content-Type: text/plain; charset=ks_c_5601-1987" CRLF CRLF "\xC7\xD1", "text/plain", "한", NULL },
  { "the charset that HTML names itself", "Content-Type: text/html" CRLF CRLF "<meta charset=\"iso-8859-2\">\xB3",
    "text/html", "ł\n", "<meta charset=\"iso-8859-2\">ł" },

  { "RFC 2046 §5.1.4: alternatives", ALTERNATIVE "--a" CRLF CRLF "plain" CRLF "--a" CRLF HTML "<p>rich" CRLF "--a--" CRLF,
    "text/plain text/html", "plain", "<p>rich" },
  { "another form is nothing to save, an invitation is", ALTERNATIVE "--a" CRLF CRLF "plain" CRLF
    "--a" CRLF "Content-Type: text/x-amp-html" CRLF CRLF "x" CRLF
    "--a" CRLF HTML "<p>rich" CRLF
    "--a" CRLF "Content-Type: text/calendar" CRLF CRLF "x" CRLF "--a--" CRLF,
    "text/plain text/x-amp-html text/html [text/calendar invitation.ics]", "plain", "<p>rich" },
  { "RFC 2387: a picture that the HTML shows", RELATED "--r" CRLF HTML "<img src=\"cid:a%40b\">x" CRLF
    "--r" CRLF "Content-Type: image/png" CRLF "Content-ID: <a@b>" CRLF CRLF "p" CRLF
    "--r" CRLF "Content-Type: image/png" CRLF "Content-ID: <c@d>" CRLF CRLF "p" CRLF "--r--" CRLF,
    "text/html image/png [image/png image.png]", "x\n", "<img src=\"cid:a%40b\">x" },
  { "RFC 2387 §3.1: start", "Content-Type: multipart/related; start=\"<b>\"; boundary=r" CRLF CRLF
    "--r" CRLF "Content-Type: text/plain" CRLF "Content-ID: <a>" CRLF CRLF "no" CRLF
    "--r" CRLF "Content-Type: text/plain" CRLF "Content-ID: <b>" CRLF CRLF "yes" CRLF "--r--" CRLF,
    "[text/plain message.txt] text/plain", "yes", NULL },
  { "RFC 2046 §5.1.3: several texts", MIXED "--m" CRLF CRLF "one" CRLF CRLF "--m" CRLF CRLF "two" CRLF "--m--" CRLF,
    "text/plain text/plain", "one\n\ntwo", NULL },
  { "plain text beside HTML is shown with it", MIXED "--m" CRLF HTML "<p>rich" CRLF "--m" CRLF CRLF "list & foot" CRLF "--m--" CRLF,
    "text/html text/plain", "rich\n\nlist & foot", "<p>rich<div style=\"white-space: pre-wrap\">list &amp; foot</div>" },
  { "RFC 2183 §2.2: attachments", MIXED "--m" CRLF CRLF "x" CRLF
    "--m" CRLF "Content-Disposition: attachment; filename=a.txt" CRLF CRLF "y" CRLF "--m--" CRLF,
    "text/plain [text/plain a.txt]", "x", NULL },
  { "RFC 2183 §2.1: inline, but nothing to read", MIXED "--m" CRLF CRLF "x" CRLF
    "--m" CRLF "Content-Type: image/jpeg; name=b.jpg" CRLF "Content-Disposition: inline" CRLF CRLF "y" CRLF "--m--" CRLF,
    "text/plain [image/jpeg b.jpg]", "x", NULL },
  { "a text file is a file", MIXED "--m" CRLF CRLF "x" CRLF
    "--m" CRLF "Content-Type: text/plain; name=b.txt" CRLF CRLF "y" CRLF "--m--" CRLF,
    "text/plain [text/plain b.txt]", "x", NULL },
  { "RFC 2046 §5.2.1: a forwarded message", MIXED "--m" CRLF CRLF "x" CRLF
    "--m" CRLF "Content-Type: message/rfc822" CRLF CRLF "Subject: =?utf-8?q?Caf=C3=A9?= 1/2" CRLF CRLF "y" CRLF "--m--" CRLF,
    "text/plain [message/rfc822 Café 1-2.eml]", "x", NULL },
  { "RFC 2046 §5.1.5: a digest", "Content-Type: multipart/digest; boundary=d" CRLF CRLF
    "--d" CRLF CRLF "Subject: One" CRLF CRLF "y" CRLF "--d--" CRLF, "[message/rfc822 One.eml]", "", NULL },
  { "TNEF is an attachment", MIXED "--m" CRLF CRLF "x" CRLF
    "--m" CRLF "Content-Type: application/ms-tnef; name=\"winmail.dat\"" CRLF CRLF "y" CRLF "--m--" CRLF,
    "text/plain [application/ms-tnef winmail.dat]", "x", NULL },

  { "RFC 2046 §5.1.1: preamble and epilogue are no parts", MIXED "pre" CRLF "--m" CRLF CRLF "x" CRLF "--m--" CRLF "epi" CRLF,
    "text/plain", "x", NULL },
  { "RFC 2046 §5.1.1: blanks behind a boundary, longer lines", MIXED "--m \t" CRLF CRLF "x" CRLF "--mm" CRLF "--m--  " CRLF,
    "text/plain", "x\n--mm", NULL },
  { "a boundary that never ends", MIXED "--m" CRLF CRLF "x" CRLF "y" CRLF, "text/plain", "x\ny\n", NULL },
  { "a boundary that never comes is text", MIXED "x" CRLF, "text/plain", "x\n", NULL },
  { "no boundary is text", "Content-Type: multipart/mixed" CRLF CRLF "x" CRLF, "text/plain", "x\n", NULL },
  { "an outer boundary ends an inner multipart", MIXED "--m" CRLF ALTERNATIVE "--a" CRLF CRLF "x" CRLF
    "--m" CRLF "Content-Type: image/png" CRLF CRLF "y" CRLF "--m--" CRLF, "text/plain [image/png image.png]", "x", NULL },
  { "lone CR", "Content-Type: text/plain\rContent-Transfer-Encoding: quoted-printable\r\ra=\rb\rc\r", "text/plain", "ab\nc\n", NULL },
  { "nothing", "", "text/plain", "", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (RstMessage) message = parse (item->raw);
  g_autofree char *structure = dup_structure (message);
  guint n_attachments = 0;

  for (const char *p = structure; *p != '\0'; p++)
    n_attachments += *p == '[';

  g_assert_cmpstr (structure, ==, item->structure);
  g_assert_cmpstr (rst_message_get_text (message), ==, item->text);
  g_assert_cmpstr (rst_message_get_html (message), ==, item->html);
  g_assert_cmpuint (rst_message_get_summary (message)->n_attachments, ==, n_attachments);
}

/* A part's fields, and the name that it may be saved under. */
typedef struct
{
  const char *fields;
  const char *name;
} NameCase;

static const NameCase name_cases[] = {
  { "Content-Disposition: attachment; filename=\"a b.pdf\"", "a b.pdf" },
  { "Content-Type: application/pdf; name=a.pdf", "a.pdf" },
  { "Content-Disposition: attachment; filename=a.pdf" CRLF "Content-Type: x/y; name=b.pdf", "a.pdf" },
  /* RFC 2231 §3, §4 */
  { "Content-Disposition: attachment; filename*=UTF-8''%C3%A9t%C3%A9.pdf", "été.pdf" },
  { "Content-Disposition: attachment; filename*0=\"lo\"; filename*1=\"ng.pdf\"", "long.pdf" },
  { "Content-Disposition: attachment; filename*0*=iso-8859-1'fr'%E9; filename*1=\"t.pdf\"", "ét.pdf" },
  /* What RFC 2047 §5 forbids and everybody sends. */
  { "Content-Disposition: attachment; filename=\"=?UTF-8?B?w6k=?= =?UTF-8?B?w6gucGRm?=\"", "éè.pdf" },
  { "Content-Type: application/pdf; name=\"=?iso-8859-1?Q?=E9.pdf?=\"", "é.pdf" },
  { "Content-Disposition: attachment; filename=\"\xC3\xA9.pdf\"", "é.pdf" },
  { "Content-Disposition: attachment; filename=\"\xE9.pdf\"", "é.pdf" },
  /* Names that would do harm. */
  { "Content-Disposition: attachment; filename=\"../../etc/passwd\"", "passwd" },
  { "Content-Disposition: attachment; filename=\"C:\\\\Windows\\\\x.exe\"", "x.exe" },
  { "Content-Disposition: attachment; filename=\".bashrc\"", "bashrc" },
  { "Content-Disposition: attachment; filename=\". .bashrc\"", "bashrc" },
  { "Content-Disposition: attachment; filename=\"...\"", "message.txt" },
  { "Content-Disposition: attachment; filename=\"/\"", "_" },
  { "Content-Disposition: attachment; filename=\"a\001b.pdf\"", "a b.pdf" },
  { "Content-Disposition: attachment; filename=\"a\xE2\x80\xAE" "fdp.exe\"", "a fdp.exe" },
  { "Content-Disposition: attachment; filename=\"a?b:c*.pdf\"", "a_b_c_.pdf" },
  { "Content-Disposition: attachment; filename=\" a.pdf. \"", "a.pdf" },
  { "Content-Disposition: attachment; filename=\"\"", "message.txt" },
  { "Content-Type: image/png", "image.png" },
  { "Content-Type: application/x-unheard-of", "attachment.bin" },
};

static void
test_name (gconstpointer data)
{
  const NameCase *item = data;
  g_autofree char *raw = g_strconcat (MIXED "--m" CRLF CRLF "x" CRLF "--m" CRLF, item->fields,
                                      CRLF CRLF "y" CRLF "--m--" CRLF, NULL);
  g_autoptr (RstMessage) message = parse (raw);
  g_autoptr (RstPart) part = g_list_model_get_item (rst_message_get_parts (message), 1);

  g_test_message ("%s", item->fields);
  g_assert_cmpstr (rst_part_get_name (part), ==, item->name);
}

/* A name is at most 200 octets, whole characters, with its ending. */
static void
test_long_name (void)
{
  g_autoptr (GString) raw = g_string_new ("Content-Disposition: attachment; filename=\"");
  g_autoptr (RstMessage) message = NULL;
  g_autoptr (RstPart) part = NULL;

  for (int i = 0; i < 500; i++)
    g_string_append (raw, "é");
  g_string_append (raw, ".pdf\"" CRLF CRLF);
  message = parse (raw->str);
  part = g_list_model_get_item (rst_message_get_parts (message), 0);
  g_assert_cmpuint (strlen (rst_part_get_name (part)), ==, 200);
  g_assert_true (g_str_has_suffix (rst_part_get_name (part), "é.pdf"));
  g_assert_true (g_utf8_validate (rst_part_get_name (part), -1, NULL));
}

/* Where a long name is cut, it does not end in what a file system drops. */
static void
test_cut_name (void)
{
  g_autofree char *start = g_strnfill (198, 'a');
  g_autofree char *raw = g_strconcat ("Content-Disposition: attachment; filename=\"", start,
                                      "b cdefgh\"" CRLF CRLF, NULL);
  g_autoptr (RstMessage) message = parse (raw);
  g_autoptr (RstPart) part = g_list_model_get_item (rst_message_get_parts (message), 0);

  g_assert_cmpuint (strlen (rst_part_get_name (part)), ==, 199);
  g_assert_true (g_str_has_suffix (rst_part_get_name (part), "ab"));
}

/* RFC 2045 §6.8: the content is the decoded octets; the line end before a
 * boundary is not part of it (RFC 2046 §5.1.1).
 */
static void
test_content (void)
{
  g_autoptr (RstMessage) message =
    parse (MIXED "--m" CRLF "Content-Type: image/png" CRLF "Content-ID: <p@x>" CRLF
           "Content-Transfer-Encoding: base64" CRLF CRLF "AAEC" CRLF "/w==" CRLF
           "--m" CRLF "Content-Type: application/x" CRLF "Content-Transfer-Encoding: binary" CRLF CRLF
           "a\nb\r\n" CRLF "--m--" CRLF);
  RstPart *picture = rst_message_lookup_content_id (message, "p@x");
  g_autoptr (RstPart) binary = g_list_model_get_item (rst_message_get_parts (message), 1);
  GBytes *content = rst_part_get_content (picture);

  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "\0\1\2\377", 4);
  g_assert_true (rst_part_get_content (picture) == content);
  content = rst_part_get_content (binary);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "a\nb\r\n", 5);
  g_assert_null (rst_message_lookup_content_id (message, "other"));
}

/* What is asked for from many threads is decoded once. */
static gpointer
get_content_cb (gpointer part)
{
  return rst_part_get_content (part);
}

static void
test_threads (void)
{
  g_autoptr (RstMessage) message = parse ("Content-Transfer-Encoding: base64" CRLF CRLF "YWJj");
  g_autoptr (RstPart) part = g_list_model_get_item (rst_message_get_parts (message), 0);
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("part", get_content_cb, part);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == rst_part_get_content (part));
}

static void
test_headers (void)
{
  g_autoptr (RstMessage) message = parse ("Subject: Caf\xE9" CRLF "To: a,\r\n b" CRLF CRLF "x");
  g_autofree char *headers = rst_message_dup_headers (message);

  g_assert_cmpstr (headers, ==, "Subject: Café\nTo: a,\n b\n");
}

static void
test_remote (void)
{
  g_autoptr (RstMessage) remote = parse (HTML "<img src=https://a.example/>");
  g_autoptr (RstMessage) local = parse (HTML "<img src=cid:x>");
  g_autoptr (RstMessage) plain = parse (CRLF "<img src=https://a.example/>");

  g_assert_true (rst_message_has_remote_content (remote));
  g_assert_false (rst_message_has_remote_content (local));
  g_assert_false (rst_message_has_remote_content (plain));
}

/* Multiparts in multiparts, deeper than anybody reads. */
static void
test_deep (void)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autoptr (RstMessage) message = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (raw, "Content-Type: multipart/mixed; boundary=b%d" CRLF CRLF "--b%d" CRLF, i, i);
  g_string_append (raw, CRLF "innermost");
  message = parse (raw->str);
  g_assert_nonnull (strstr (rst_message_get_text (message), "innermost"));
  g_assert_cmpuint (g_list_model_get_n_items (rst_message_get_parts (message)), ==, 1);
}

/* More parts than anybody reads: the last one holds the rest. */
static void
test_many_parts (void)
{
  g_autoptr (GString) raw = g_string_new (MIXED);
  g_autoptr (RstMessage) message = NULL;
  guint n;

  for (int i = 0; i < 300000; i++)
    g_string_append (raw, "--m\n\nx\n");
  g_string_append (raw, "--m\n\nlast\n--m--\n");
  message = parse (raw->str);
  n = g_list_model_get_n_items (rst_message_get_parts (message));
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (n, <=, 2000);
  g_assert_nonnull (strstr (rst_message_get_text (message), "last"));
}

/* Any octets give a message: every message here, cut off anywhere and with any
 * octet exchanged.
 */
static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261120);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int round = 0; round < 200; round++)
      {
        gsize length = strlen (cases[i].raw);
        g_autofree char *octets = g_memdup2 (cases[i].raw, length);
        g_autoptr (GBytes) raw = NULL;
        g_autoptr (RstMessage) message = NULL;

        for (int n = g_rand_int_range (random, 0, 8); n > 0 && length > 0; n--)
          octets[g_rand_int_range (random, 0, (int) length)] = (char) g_rand_int_range (random, 0, 256);
        if (length > 0 && round % 2 == 0)
          length = (gsize) g_rand_int_range (random, 0, (int) length);
        raw = g_bytes_new (octets, length);
        message = rst_message_new (raw);
        g_assert_true (g_utf8_validate (rst_message_get_text (message), -1, NULL));
        g_assert_true (g_utf8_validate (rst_message_get_summary (message)->subject, -1, NULL));
      }
}

/* Binary octets are kept and seen, whatever they are. */
static void
test_binary (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree guint8 *octets = g_malloc (1024 * 1024);
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (RstMessage) message = NULL;

  for (gsize i = 0; i < 1024 * 1024; i++)
    octets[i] = (guint8) g_rand_int (random);
  raw = g_bytes_new (octets, 1024 * 1024);
  message = rst_message_new (raw);
  g_assert_true (rst_message_get_raw (message) == raw);
  g_assert_true (g_utf8_validate (rst_message_get_text (message), -1, NULL));
}

/* Of a long text as much is made as can be read; all of it on request. */
static void
test_long_html (void)
{
  GString *text = g_string_new ("Content-Type: text/html\r\n\r\n");
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (RstMessage) message = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  for (guint i = 0; i < 200 * 1000; i++)
    g_string_append (text, "<p>0123456789</p>");
  g_string_append (text, "<p>the last</p>");
  raw = g_string_free_to_bytes (text);
  message = rst_message_new (raw);
  whole = rst_message_dup_whole_text (message);

  length = strlen (rst_message_get_text (message));
  g_assert_cmpuint (length, >, 1024 * 1024);
  g_assert_cmpuint (length, <, 1200 * 1024);
  g_assert_true (g_str_has_suffix (whole, "\n0123456789\n\nthe last\n"));
  g_assert_true (strncmp (whole, rst_message_get_text (message), length - 1) == 0);
}

static GBytes *
make_long (const char *header, const char *text, guint n, const char *last)
{
  GString *message = g_string_new (header);

  for (guint i = 0; i < n; i++)
    g_string_append (message, text);
  g_string_append (message, last);
  return g_string_free_to_bytes (message);
}

/* Of a page that takes long to show this is the beginning; all of it on request,
 * with what only the rest names.
 */
static void
test_cut_html (void)
{
  g_autoptr (GBytes) raw = make_long ("Content-Type: text/html\r\n\r\n", "<p>0123456789</p>", 1000 * 1000,
                                      "<p style='color: red'><img src='https://a.example/b'>the last</p>");
  g_autoptr (RstMessage) message = rst_message_new (raw);
  g_autoptr (RstMessage) whole = rst_message_new_whole (message);
  gsize length = strlen (rst_message_get_html (message));

  g_assert_true (rst_message_is_cut (message));
  g_assert_cmpuint (length, <, 1024 * 1024);
  g_assert_true (g_str_has_suffix (rst_message_get_html (message), "</p>"));
  g_assert_false (rst_message_has_remote_content (message));
  g_assert_false (rst_message_has_colors (message));

  g_assert_false (rst_message_is_cut (whole));
  g_assert_true (strncmp (rst_message_get_html (whole), rst_message_get_html (message), length) == 0);
  g_assert_cmpuint (strlen (rst_message_get_html (whole)), ==, 16 * 1024 * 1024);
  g_assert_true (rst_message_get_raw (whole) == raw);
}

/* Nor is a page cut that only brings a large picture, however it is encoded. */
static void
test_large_picture (void)
{
  g_autoptr (GBytes) raw = make_long ("Content-Type: text/html\r\n"
                                      "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                      "<img src=3D'data:image/png;base64,", "AAAAAAAAAAAAAAAAAAAAAAAA=\r\n", 200 * 1000,
                                      "'><img src=3D'https://a.example/b'>the last");
  g_autoptr (RstMessage) message = rst_message_new (raw);
  g_autoptr (RstMessage) whole = rst_message_new_whole (message);

  g_assert_false (rst_message_is_cut (message));
  g_assert_true (rst_message_has_remote_content (message));
  g_assert_true (g_str_has_suffix (rst_message_get_html (message), "the last"));
  g_assert_true (whole == message);
}

/* A text that gets shorter when it is decoded is read on until there is enough. */
static void
test_shrinking_text (void)
{
  g_autoptr (GBytes) raw = make_long ("Content-Type: text/plain\r\n"
                                      "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                                      "=20=\r\n=\r\n=\r\n=\r\n=\r\n", 2 * 1000 * 1000 / 3, "the end");
  g_autoptr (RstMessage) message = rst_message_new (raw);

  g_assert_cmpuint (g_bytes_get_size (raw), >, 8 * 1024 * 1024);
  g_assert_true (g_str_has_suffix (rst_message_get_text (message), " the end"));
}

/* Messages of data/demo that have something special about them; all others have
 * no attachment and nothing to fetch.
 */
typedef struct
{
  const char *name;
  guint n_attachments;
  gboolean remote;
} Special;

static const Special specials[] = {
  { "03-lease.eml", 1, FALSE },
  { "04-harvest.eml", 2, FALSE },
  { "10-lantern-newsletter.eml", 0, TRUE },
  { "14-invoice.eml", 1, FALSE },
  { "17-digest.eml", 3, FALSE },
  { "19-invitation.eml", 2, FALSE },
  { "20-sunday-ride.eml", 1, FALSE },
  { "30-forwarded.eml", 1, FALSE },
  { "39-broken.eml", 1, FALSE },
  { "40-parcel-warning.eml", 0, TRUE },
  { "42-shed-roof-re3.eml", 1, FALSE },
  { "43-tickets.eml", 1, FALSE },
};

static Special
find_special (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (specials); i++)
    if (strcmp (specials[i].name, name) == 0)
      return specials[i];
  return (Special) { name, 0, FALSE };
}

static RstMessage *
load (const char *path)
{
  g_autoptr (GBytes) raw = NULL;
  char *octets = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &octets, &length, NULL));
  raw = g_bytes_new_take (octets, length);
  return rst_message_new (raw);
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_demo (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eml"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names_cb);
  return names;
}

/* A row of the list can be shown, whatever the message. */
static void
check_row (const char *name, RstMessage *message)
{
  const RstSummary *summary = rst_message_get_summary (message);
  Special special = find_special (name);

  g_test_message ("%s: %s | %s | %s", name,
                  rst_address_get_label (g_ptr_array_index (summary->from, 0)),
                  summary->subject, summary->snippet);
  g_assert_cmpuint (summary->from->len, ==, 1);
  g_assert_cmpuint (summary->to->len, >=, 1);
  g_assert_cmpint (summary->date, >, 0);
  g_assert_nonnull (summary->message_id);
  g_assert_cmpstr (summary->snippet, !=, "");
  g_assert_cmpint (*summary->subject == '\0', ==, strstr (name, "no-subject") != NULL);
  g_assert_null (strstr (summary->subject, "=?"));
  g_assert_null (strstr (rst_message_get_text (message), "\uFFFD"));
  g_assert_cmpuint (summary->n_attachments, ==, special.n_attachments);
  g_assert_cmpint (rst_message_has_remote_content (message), ==, special.remote);
}

/* Pictures and documents are what they say they are. */
static void
check_parts (RstMessage *message)
{
  GListModel *parts = rst_message_get_parts (message);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);
      const char *type = rst_part_get_content_type (part);
      gsize length;
      const char *content = g_bytes_get_data (rst_part_get_content (part), &length);

      g_assert_cmpuint (length, >, 4);
      if (strcmp (type, "application/pdf") == 0)
        g_assert_cmpmem (content, 4, "%PDF", 4);
      if (strcmp (type, "image/png") == 0)
        g_assert_cmpmem (content, 4, "\x89PNG", 4);
      if (strcmp (type, "image/jpeg") == 0)
        g_assert_cmpmem (content, 2, "\xFF\xD8", 2);
    }
}

/* The demo's mailbox: every message shows, in the order in which it came, and
 * every answer finds what it answers.
 */
static void
test_demo (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "demo", NULL);
  g_autoptr (GPtrArray) names = list_demo (folder);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 last = 0;

  g_assert_cmpuint (names->len, >=, 44);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (RstMessage) message = load (path);
      const RstSummary *summary = rst_message_get_summary (message);

      check_row (name, message);
      check_parts (message);
      g_assert_cmpint (summary->date, >=, last);
      last = summary->date;
      for (gsize r = 0; summary->references[r] != NULL; r++)
        g_assert_true (g_hash_table_contains (ids, summary->references[r]));
      g_assert_true (g_hash_table_add (ids, g_strdup (summary->message_id)));
    }
}

static void
test_nul (void)
{
  static const char raw[] = "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nbefore \0 behind\r\n\0\0";
  g_autoptr (GBytes) octets = g_bytes_new_static (raw, sizeof raw - 1);
  g_autoptr (RstMessage) message = rst_message_new (octets);

  /* RFC 2822 §2.3 forbids it, RFC 822 did not: shown, and nothing cut off. */
  g_assert_cmpstr (rst_message_get_text (message), ==, "before \uFFFD behind\n\uFFFD\uFFFD");
}

typedef struct
{
  const char *rule;
  const char *raw;
  const char *charset;
  const char *text;
  const char *html;
} CharsetCase;

/* What a person chooses holds, whatever the message says of itself. */
static const CharsetCase charset_cases[] = {
  { "none is what the message says", "Content-Type: text/plain; charset=koi8-r" CRLF CRLF "\xF0\xD2\xC9",
    NULL, "При", NULL },
  { "against the header", "Content-Type: text/plain; charset=iso-8859-1" CRLF CRLF "\xF0\xD2\xC9",
    "KOI8-R", "При", NULL },
  { "where the header says nothing", "Subject: x" CRLF CRLF "\x93\xFA\x96\x7B", "Shift_JIS", "日本", NULL },
  { "after the transfer encoding", "Content-Transfer-Encoding: quoted-printable" CRLF CRLF "=CF=F0=E8",
    "windows-1251", "При", NULL },
  { "against UTF-8 that fits", "Content-Type: text/plain; charset=utf-8" CRLF CRLF "\xC3\xA9",
    "ISO-8859-1", "Ã©", NULL },
  { "with what is not in it replaced", "Subject: x" CRLF CRLF "a\xFFz", "UTF-8", "a\uFFFDz", NULL },
  { "against what HTML says itself", "Content-Type: text/html" CRLF CRLF "<meta charset=\"iso-8859-2\">\xE1",
    "ISO-8859-7", "α\n", "<meta charset=\"iso-8859-2\">α" },
  { "only what is read, and no attachment's name", MIXED "--m" CRLF CRLF "\xE1" CRLF
    "--m" CRLF "Content-Disposition: attachment; filename*=utf-8''%C3%A9.txt" CRLF CRLF "y" CRLF "--m--" CRLF,
    "ISO-8859-7", "α", NULL },
  { "one that nobody knows counts as none", "Subject: x" CRLF CRLF "\xC3\xA9", "x-none", "é", NULL },
};

static void
test_charset (gconstpointer data)
{
  const CharsetCase *test = data;
  g_autoptr (GBytes) raw = g_bytes_new_static (test->raw, strlen (test->raw));
  g_autoptr (RstMessage) message = rst_message_new_in_charset (raw, test->charset);
  g_autoptr (RstMessage) plain = rst_message_new (raw);
  GListModel *parts = rst_message_get_parts (message);
  GListModel *plain_parts = rst_message_get_parts (plain);

  g_assert_cmpstr (rst_message_get_text (message), ==, test->text);
  g_assert_cmpstr (rst_message_get_html (message), ==, test->html);
  g_assert_cmpuint (g_list_model_get_n_items (parts), ==, g_list_model_get_n_items (plain_parts));
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);
      g_autoptr (RstPart) plain_part = g_list_model_get_item (plain_parts, i);

      g_assert_cmpstr (rst_part_get_name (part), ==, rst_part_get_name (plain_part));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/nul", test_nul);
  g_test_set_nonfatal_assertions ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/message/structure/%s", cases[i].rule);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/message/name/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &name_cases[i], test_name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (charset_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/message/charset/%s", charset_cases[i].rule);

      g_test_add_data_func (path, &charset_cases[i], test_charset);
    }
  g_test_add_func ("/message/long name", test_long_name);
  g_test_add_func ("/message/cut name", test_cut_name);
  g_test_add_func ("/message/content", test_content);
  g_test_add_func ("/message/threads", test_threads);
  g_test_add_func ("/message/headers", test_headers);
  g_test_add_func ("/message/remote", test_remote);
  g_test_add_func ("/message/deep", test_deep);
  g_test_add_func ("/message/many parts", test_many_parts);
  g_test_add_func ("/message/mutations", test_mutations);
  g_test_add_func ("/message/binary", test_binary);
  g_test_add_func ("/message/long html", test_long_html);
  g_test_add_func ("/message/cut html", test_cut_html);
  g_test_add_func ("/message/large picture", test_large_picture);
  g_test_add_func ("/message/shrinking text", test_shrinking_text);
  g_test_add_func ("/message/demo", test_demo);

  return g_test_run ();
}
