/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "mime/rst-address.h"
#include "mime/rst-summary.h"

static RstSummary *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));

  return rst_summary_parse (raw);
}

static RstSummary *
parse_header (const char *header)
{
  g_autofree char *text = g_strconcat (header, "\r\n\r\nHello\r\n", NULL);

  return parse (text);
}

/* A header field and what it must read as. */
typedef struct
{
  const char *rule;
  const char *header;
  const char *wanted;
} Case;

static const Case subjects[] = {
  { "RFC 5322 §2.2.3: folded lines are one", "Subject: one\r\n two\r\n\tthree", "one two three" },
  { "RFC 5322 §1.2.2: names in any case", "SUBJECT: x", "x" },
  { "RFC 5322 §4.5: blanks before the colon", "Subject : x", "x" },
  { "RFC 5322 §3.6: of doubled fields the first", "Subject: first\r\nSubject: second", "first" },
  { "RFC 2047 §4.1: base64", "Subject: =?UTF-8?B?R3LDvMOfZQ==?=", "Grüße" },
  { "RFC 2047 §4.2: quoted-printable", "Subject: =?iso-8859-1?q?Gr=FC=DFe_an_alle?=", "Grüße an alle" },
  { "RFC 2047 §6.2: no blank between words",
    "Subject: =?UTF-8?Q?a?= =?UTF-8?Q?b?=\r\n =?UTF-8?Q?c?= d", "abc d" },
  { "RFC 2047 §6.2: padding ends no text (GMime before 3.2.14)",
    "Subject: =?UTF-8?B?w6k=?= =?UTF-8?B?w6g=?= and more", "éè and more" },
  { "a character split between words",
    "Subject: =?UTF-8?Q?gr=C3?= =?UTF-8?Q?=BCn?=", "grün" },
  { "base64 without its padding", "Subject: =?UTF-8?B?w6k?=", "é" },
  { "RFC 2231 §5: a language in the word", "Subject: =?utf-8*de?Q?sch=C3=B6n?=", "schön" },
  { "RFC 2047 §2: two charsets", "Subject: =?iso-8859-1?Q?=E9?= =?koi8-r?B?79Q=?=", "éОт" },
  { "RFC 1468", "Subject: =?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=", "日本語" },
  { "an unknown charset is read as UTF-8", "Subject: =?x-none?Q?=C3=A9?=", "é" },
  { "RFC 6532: raw UTF-8", "Subject: Žluťoučký kůň", "Žluťoučký kůň" },
  { "raw octets that are not UTF-8 are windows-1252", "Subject: Caf\xE9 \x80", "Café €" },
  { "no word: no end", "Subject: =?UTF-8?B?abc", "=?UTF-8?B?abc" },
  { "no word: unknown encoding", "Subject: =?UTF-8?X?abc?=", "=?UTF-8?X?abc?=" },
  { "an empty word", "Subject: a=?UTF-8?Q?\?=b", "ab" },
  { "controls and reading directions are blanks",
    "Subject: a\001\x1b[31mb\xE2\x80\xAE" "c", "a [31mb c" },
  { "a NUL that was encoded", "Subject: =?UTF-8?Q?a=00b?=", "a\uFFFDb" },
  { "empty", "Subject:", "" },
  { "missing", "X-Other: x", "" },
  { "a broken line in between is passed over", "From: a@b.example\r\nbroken line\r\nSubject: x", "x" },
};

static void
test_subject (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (RstSummary) summary = parse_header (item->header);

  g_assert_cmpstr (summary->subject, ==, item->wanted);
}

static const Case addresses[] = {
  { "RFC 5322 §3.4", "From: Ann Lee <ann@a.example>", "Ann Lee <ann@a.example>" },
  { "an address alone", "From: ann@a.example", "ann@a.example" },
  { "RFC 5322 §3.2.4: a quoted name", "From: \"Lee, Ann\" <ann@a.example>", "Lee, Ann <ann@a.example>" },
  { "RFC 5322 §3.4: lists", "From: a@a.example, B <b@b.example>", "a@a.example, B <b@b.example>" },
  { "RFC 5322 §4.4: a comment as name", "From: ann@a.example (Ann Lee)", "Ann Lee <ann@a.example>" },
  { "RFC 2047 §5: a word as name", "From: =?UTF-8?Q?J=C3=BCrgen?= Ott <j@a.example>", "Jürgen Ott <j@a.example>" },
  { "RFC 2047 §5: a decoded comma parts no list",
    "From: =?UTF-8?B?TGVlLCA=?= =?UTF-8?B?QW5u?= <a@a.example>", "Lee, Ann <a@a.example>" },
  { "padding ends no name", "From: =?UTF-8?B?w6k=?= =?UTF-8?B?w6g=?= X <a@a.example>", "éè X <a@a.example>" },
  { "RFC 5322 §3.4: a group", "From: Team: a@a.example, b@b.example;", "Team, a@a.example, b@b.example" },
  { "RFC 5322 §3.4: an empty group", "From: undisclosed-recipients:;", "undisclosed-recipients" },
  { "RFC 6532: raw UTF-8", "From: Πέτρος <p@a.example>", "Πέτρος <p@a.example>" },
  { "raw latin1", "From: Ren\xE9 <r@a.example>", "René <r@a.example>" },
  { "RFC 5322 §3.6.2: Sender stands in", "Sender: s@a.example", "s@a.example" },
  { "of doubled fields the first", "From: a@a.example\r\nFrom: b@b.example", "a@a.example" },
  { "missing", "To: x@x.example", "" },
};

static void
test_from (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (RstSummary) summary = parse_header (item->header);
  g_autofree char *list = rst_address_format_list (summary->from);

  g_assert_cmpstr (list, ==, item->wanted);
}

static const Case dates[] = {
  { "RFC 5322 §3.3", "Date: Fri, 20 Nov 2026 08:30:00 +0100", "2026-11-20T07:30:00Z" },
  { "RFC 5322 §3.3: no day name", "Date: 20 Nov 2026 08:30:00 -0500", "2026-11-20T13:30:00Z" },
  { "RFC 5322 §4.3: two digits, zone name", "Date: 20 Nov 98 08:30:00 GMT", "1998-11-20T08:30:00Z" },
  { "RFC 5322 §3.2.2: a comment", "Date: Fri, 20 Nov 2026 08:30:00 +0000 (UTC)", "2026-11-20T08:30:00Z" },
  { "RFC 5321 §4.4: missing, so the newest Received",
    "Received: from a by b; Thu, 19 Nov 2026 10:00:00 +0000\r\n"
    "Received: from c by a; Wed, 18 Nov 2026 10:00:00 +0000", "2026-11-19T10:00:00Z" },
  { "nonsense, so Received",
    "Received: from a by b;\r\n Thu, 19 Nov 2026 10:00:00 +0000\r\nDate: yesterday", "2026-11-19T10:00:00Z" },
  { "years ahead of its arrival, so Received",
    "Received: by b; Thu, 19 Nov 2026 10:00:00 +0000\r\n"
    "Date: Tue, 19 Jan 2038 03:14:07 +0000", "2026-11-19T10:00:00Z" },
  { "older than mail", "Date: Thu, 01 Jan 1970 00:00:00 +0000", "" },
  { "missing", "X: y", "" },
  { "nonsense alone", "Date: 99999999999999999999", "" },
};

static void
test_date (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (RstSummary) summary = parse_header (item->header);
  g_autoptr (GDateTime) wanted = g_date_time_new_from_iso8601 (item->wanted, NULL);

  g_assert_cmpint (summary->date, ==, wanted != NULL ? g_date_time_to_unix (wanted) : 0);
}

static const Case snippets[] = {
  { "white space is one blank", "\r\n\r\n  Hello\r\n\r\n\tworld  \r\n", "Hello world" },
  { "RFC 2045 §6.7", "Content-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=\r\n=DFe", "Grüße" },
  { "RFC 2045 §6.8", "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: BASE64\r\n\r\nR3LDvMOf\r\nZQ==\r\n", "Grüße" },
  { "HTML, without targets and filler", "Content-Type: text/html; charset=utf-8\r\n\r\n"
    "<style>p{}</style><p>Hi &zwnj;&nbsp;&zwnj;<a href=\"https://a.example/b\">there</a>", "Hi there" },
  { "RFC 2046 §5.1.4: the plain alternative", "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    "--b\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich\r\n--b--\r\n", "plain" },
  { "an empty plain alternative", "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    "--b\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich\r\n--b--\r\n", "rich" },
  { "what is new, not what is quoted", "\r\nAm 1. schrieb Ann:\r\n> a\r\n> b\r\n\r\nNew: yes\r\n", "New: yes" },
  { "a quote alone", "\r\nAnn wrote:\r\n> a\r\n", "Ann wrote: > a" },
  { "a colon that announces no quote", "\r\nTwo things:\r\n\r\none\r\n", "Two things: one" },
  { "nothing to read", "Content-Type: image/png\r\n\r\nxyz", "" },
};

static void
test_snippet (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (RstSummary) summary = parse (item->header);

  g_assert_cmpstr (summary->snippet, ==, item->wanted);
}

/* The snippet is at most 200 characters, and never half a one. */
static void
test_snippet_length (void)
{
  g_autoptr (GString) text = g_string_new ("Subject: x\n\n");
  g_autoptr (RstSummary) summary = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append (text, "ř");
  summary = parse (text->str);
  g_assert_cmpint (g_utf8_strlen (summary->snippet, -1), ==, 200);
  g_assert_true (g_utf8_validate (summary->snippet, -1, NULL));
}

/* RFC 5322 §3.6.4 */
static void
test_identification (void)
{
  g_autoptr (RstSummary) summary =
    parse_header ("Message-ID: <c@x.example>\r\n"
                  "In-Reply-To: Your note of today <b@x.example>\r\n"
                  "References: <a@x.example>\r\n <b@x.example> <broken");

  g_assert_cmpstr (summary->message_id, ==, "c@x.example");
  g_assert_cmpstr (summary->in_reply_to, ==, "b@x.example");
  g_assert_cmpuint (g_strv_length (summary->references), ==, 2);
  g_assert_cmpstr (summary->references[0], ==, "a@x.example");
  g_assert_cmpstr (summary->references[1], ==, "b@x.example");
}

static void
test_identification_odd (void)
{
  g_autoptr (RstSummary) bare = parse_header ("Message-ID: c@x.example\r\nIn-Reply-To: you");
  g_autoptr (RstSummary) none = parse_header ("Message-ID:\r\nReferences: none");

  g_assert_cmpstr (bare->message_id, ==, "c@x.example");
  g_assert_null (bare->in_reply_to);
  g_assert_null (none->message_id);
  g_assert_cmpuint (g_strv_length (none->references), ==, 0);
}

/* What stands before a header, or ends its lines, hides no header. */
static const Case envelopes[] = {
  { "RFC 5322 §2.1", "Subject: x\r\n\r\nbody\r\n", "x|body" },
  { "lone LF", "Subject: x\n\nbody\n", "x|body" },
  { "lone CR", "Subject: x\rTo: a@a.example\r\rbody\r", "x|body" },
  { "an mbox line", "From a@a.example Fri Nov 20 2026\nSubject: x\n\nbody\n", "x|body" },
  { "a byte order mark", "\xEF\xBB\xBFSubject: x\n\nbody\n", "x|body" },
  { "both", "\xEF\xBB\xBF" "From a\nSubject: x\n\nbody\n", "x|body" },
  { "a blank first line", "\r\nSubject: x\r\n\r\nbody\r\n", "x|body" },
  { "RFC 5322 §3.5: a blank first line, so no header", "\r\nHello: you\r\n\r\nbody", "|Hello: you body" },
  { "no header", "Hello\r\nSubject: x\r\n\r\nbody", "|Hello Subject: x body" },
  { "only a header", "Subject: x\r\n", "x|" },
  { "a header that breaks off", "Subject: x", "x|" },
  { "nothing", "", "|" },
};

static void
test_envelope (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (RstSummary) summary = parse (item->header);
  g_autofree char *got = g_strconcat (summary->subject, "|", summary->snippet, NULL);

  g_assert_cmpstr (got, ==, item->wanted);
}

/* Lines longer than RFC 5322 §2.1.1 allows are read whole. */
static void
test_long_lines (void)
{
  g_autofree char *filler = g_strnfill (64 * 1024, 'a');
  g_autofree char *header = g_strconcat ("X-Long: ", filler, "\r\nTo: ", filler,
                                         "\r\nSubject: ", filler, NULL);
  g_autoptr (RstSummary) summary = parse_header (header);

  g_assert_cmpstr (summary->subject, ==, filler);
}

/* Headers made to exhaust a parser end in reasonable time and space. */
static void
test_hostile_header (gconstpointer data)
{
  const char *unit = data;
  g_autoptr (GString) header = g_string_new ("From: ");
  g_autoptr (RstSummary) summary = NULL;
  gint64 start = g_get_monotonic_time ();

  while (header->len < 200 * 1024)
    g_string_append (header, unit);
  g_string_append (header, "\r\nTo: ");
  while (header->len < 400 * 1024)
    g_string_append (header, unit);
  g_string_append (header, "\r\nSubject: ");
  while (header->len < 600 * 1024)
    g_string_append (header, unit);
  g_string_append (header, "\r\nContent-Type: text/plain; a=");
  while (header->len < 800 * 1024)
    g_string_append (header, unit);
  summary = parse_header (header->str);
  g_assert_cmpuint (summary->from->len, <=, 1001);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static const char *const hostile[] = {
  "a:", "(", "<", "\"", "[", ",", "a@b,", "=?", "=?a?Q?", "=?utf-8?B?w6k=?= ", "\\",
  ";a*0=x;a*1=y", ";a*=x", "\r\n ", "\x80",
};

static void
add_cases (const char *group, const Case *cases, gsize n, GTestDataFunc func)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/summary/%s/%02" G_GSIZE_FORMAT " %s",
                                               group, i, cases[i].rule);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  add_cases ("subject", subjects, G_N_ELEMENTS (subjects), test_subject);
  add_cases ("from", addresses, G_N_ELEMENTS (addresses), test_from);
  add_cases ("date", dates, G_N_ELEMENTS (dates), test_date);
  add_cases ("snippet", snippets, G_N_ELEMENTS (snippets), test_snippet);
  add_cases ("envelope", envelopes, G_N_ELEMENTS (envelopes), test_envelope);
  g_test_add_func ("/summary/snippet length", test_snippet_length);
  g_test_add_func ("/summary/identification", test_identification);
  g_test_add_func ("/summary/identification odd", test_identification_odd);
  g_test_add_func ("/summary/long lines", test_long_lines);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strdup_printf ("/summary/hostile header/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, hostile[i], test_hostile_header);
    }

  return g_test_run ();
}
