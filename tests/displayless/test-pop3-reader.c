/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-reader.h"

/* Octets on their way into a reader, cut as @next_cut says. */
typedef struct
{
  RstPop3Reader *reader;
  const char *octets;
  gsize left;
  GRand *random; /* NULL: byte by byte */
} Feed;

static gboolean
feed_more (Feed *feed)
{
  gsize space;
  char *target = rst_pop3_reader_get_space (feed->reader, &space);
  gsize cut = feed->random != NULL ? (gsize) g_rand_int_range (feed->random, 1, 9) : 1;
  gsize size = MIN (MIN (cut, feed->left), space);

  g_assert_cmpuint (space, >, 0);
  if (size == 0)
    return FALSE;
  memcpy (target, feed->octets, size);
  rst_pop3_reader_commit (feed->reader, size);
  feed->octets += size;
  feed->left -= size;
  return TRUE;
}

static void
put (RstPop3Reader *reader, const char *octets, gsize size)
{
  gsize space;
  char *target = rst_pop3_reader_get_space (reader, &space);

  g_assert_cmpuint (space, >=, size);
  memcpy (target, octets, size);
  rst_pop3_reader_commit (reader, size);
}

/* Reads a status line and a text. Returns NULL when the text did not end. */
static GString *
read_text (Feed *feed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RstPop3ReaderStatus status;
  const char *octets;
  gsize length;

  while ((status = rst_pop3_reader_next_line (feed->reader, &octets, &length, NULL)) == RST_POP3_READER_MORE)
    g_assert_true (feed_more (feed));
  g_assert_cmpint (status, ==, RST_POP3_READER_DATA);

  while ((status = rst_pop3_reader_next_text (feed->reader, &octets, &length)) != RST_POP3_READER_END)
    if (status == RST_POP3_READER_DATA)
      {
        g_assert_cmpuint (length, >, 0);
        g_string_append_len (text, octets, (gssize) length);
      }
    else if (!feed_more (feed))
      {
        return NULL;
      }
  return g_steal_pointer (&text);
}

static void
assert_text_cut (GRand *random, const char *wire, gsize wire_size, const char *expected, gsize expected_size)
{
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  Feed feed = { reader, wire, wire_size, random };
  GString *text = read_text (&feed);

  if (expected == NULL)
    {
      g_assert_null (text);
      return;
    }
  g_assert_nonnull (text);
  g_assert_cmpmem (text->str, text->len, expected, expected_size);
  g_assert_cmpuint (feed.left + rst_pop3_reader_get_pending (reader), ==, 0);
  g_string_free (text, TRUE);
}

/* However the wire is cut, the text is this. */
static void
assert_text (const char *wire, gsize wire_size, const char *expected, gsize expected_size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  assert_text_cut (NULL, wire, wire_size, expected, expected_size);
  for (int i = 0; i < 20; i++)
    assert_text_cut (random, wire, wire_size, expected, expected_size);
}

#define TEXT(wire, expected) assert_text (wire, sizeof (wire) - 1, expected, sizeof (expected) - 1)
#define ENDLESS(wire) assert_text (wire, sizeof (wire) - 1, NULL, 0)

/* RFC 1939 §3: a line that is only a dot ends a text, whatever came before. */
static void
test_text (void)
{
  TEXT ("+OK\r\nSubject: x\r\n\r\nbody\r\n.\r\n", "Subject: x\r\n\r\nbody\r\n");
  TEXT ("+OK\r\n.\r\n", "");
  TEXT ("+OK\r\n\r\n.\r\n", "\r\n");
}

/* RFC 1939 §3: one dot is taken off each line that begins with one. */
static void
test_dots (void)
{
  TEXT ("+OK\r\n..\r\n.\r\n", ".\r\n");
  TEXT ("+OK\r\n...\r\n.\r\n", "..\r\n");
  TEXT ("+OK\r\n..a\r\n..b\r\nc.d.\r\n.\r\n", ".a\r\n.b\r\nc.d.\r\n");
  TEXT ("+OK\r\n.a\r\n.\r\n", "a\r\n");
}

/* RFC 1939 §3: inside a text only CRLF ends a line; all else is content, with
 * eight bits or seven (RFC 6856 §2.1).
 */
static void
test_content (void)
{
  TEXT ("+OK\r\na\nb\n\r\n.\r\n", "a\nb\n\r\n");
  TEXT ("+OK\r\na\n.\nb\r\n.\r\n", "a\n.\nb\r\n");
  TEXT ("+OK\r\na\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n");
  TEXT ("+OK\r\na\n..b\r\n.\r\n", "a\n..b\r\n");
  TEXT ("+OK\r\n..\nb\r\n.\r\n", ".\nb\r\n");
  TEXT ("+OK\r\na\rb\r\r\n.\r\n", "a\rb\r\r\n");
  TEXT ("+OK\r\n\r\r\n.\r\n", "\r\r\n");
  TEXT ("+OK\r\na\r.\r\n.\r\n", "a\r.\r\n");
  TEXT ("+OK\r\n..\r\r\n.\r\n", ".\r\r\n");
  TEXT ("+OK\r\n\0a\0\r\n.\r\n", "\0a\0\r\n");
  TEXT ("+OK\r\n\xff\xfe\x80 \xc3\xa4\r\n.\r\n", "\xff\xfe\x80 \xc3\xa4\r\n");
}

/* A line that only looks like the end does not end the text. */
static void
test_no_end (void)
{
  ENDLESS ("+OK\r\na\n.\n");
  ENDLESS ("+OK\r\na\n.\r\n");
  ENDLESS ("+OK\r\na\r\n.\n");
  ENDLESS ("+OK\r\na.\r\n");
  ENDLESS ("+OK\r\na\r\n.\r");
}

/* A status line with a bare LF tells of a server that knows no CRLF. */
static void
test_bare_server (void)
{
  TEXT ("+OK\na\n..b\n.\n", "a\n.b\n");
  TEXT ("+OK\na\r\n..b\r\n.\r\n", "a\r\n.b\r\n");
  TEXT ("+OK\n.\n", "");
}

/* Of two answers each is judged by its own status line. */
static void
test_answers_apart (void)
{
  static const char wire[] = "+OK\na\n.\n+OK\r\nb\n.\nc\r\n.\r\n";
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  Feed feed = { reader, wire, sizeof wire - 1, NULL };
  g_autoptr (GString) first = read_text (&feed);
  g_autoptr (GString) second = read_text (&feed);

  g_assert_cmpstr (first->str, ==, "a\n");
  g_assert_cmpstr (second->str, ==, "b\n.\nc\r\n");
}

static GString *
make_long_text (GRand *random, GString *wire)
{
  static const char alphabet[] = "ab..\r\n\r\n\n.";
  GString *text = g_string_new (NULL);
  gboolean line_start = TRUE;

  for (int i = 0; i < 600 * 1024; i++)
    {
      char c = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];

      if (line_start && c == '.')
        g_string_append_c (wire, '.');
      g_string_append_c (wire, c);
      g_string_append_c (text, c);
      line_start = c == '\n' && text->len > 1 && text->str[text->len - 2] == '\r';
    }
  if (!line_start)
    {
      g_string_append (wire, "\r\n");
      g_string_append (text, "\r\n");
    }
  g_string_append (wire, ".\r\n");
  return text;
}

/* What was stuffed comes out as it went in, also when the buffer is filled to
 * its end again and again.
 */
static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GString) wire = g_string_new ("+OK\r\n");
  g_autoptr (GString) expected = make_long_text (random, wire);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  RstPop3ReaderStatus status;
  const char *octets;
  gsize done = 0;
  gsize length;

  while ((status = rst_pop3_reader_next_line (reader, &octets, &length, NULL)) == RST_POP3_READER_MORE)
    {
      put (reader, wire->str, 100);
      done = 100;
    }
  while ((status = rst_pop3_reader_next_text (reader, &octets, &length)) != RST_POP3_READER_END)
    if (status == RST_POP3_READER_DATA)
      {
        g_string_append_len (text, octets, (gssize) length);
      }
    else
      {
        gsize space;
        gsize size;

        rst_pop3_reader_get_space (reader, &space);
        size = MIN (space, wire->len - done);
        put (reader, wire->str + done, size);
        done += size;
      }
  g_assert_cmpmem (text->str, text->len, expected->str, expected->len);
}

/* RFC 1939 §3: a line ends with CRLF; a bare LF is tolerated. */
static void
test_lines (void)
{
  static const char wire[] = "+OK one\r\n-ERR two\n+OK\0three\r\r\n\r\n";
  static const struct
  {
    const char *line;
    gsize length;
  } expected[] = { { "+OK one", 7 }, { "-ERR two", 8 }, { "+OK\0three\r", 10 }, { "", 0 } };
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  Feed feed = { reader, wire, sizeof wire - 1, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      RstPop3ReaderStatus status;
      const char *line;
      gsize length;

      while ((status = rst_pop3_reader_next_line (reader, &line, &length, NULL)) == RST_POP3_READER_MORE)
        g_assert_true (feed_more (&feed));
      g_assert_cmpint (status, ==, RST_POP3_READER_DATA);
      g_assert_cmpmem (line, length, expected[i].line, expected[i].length);
    }
}

/* Items are un-stuffed and may end with a bare LF, as may the end itself. */
static void
test_items (void)
{
  static const char wire[] = "1 100\r\n2 200\n..dot\r\n.\n3\r\n.\r\n";
  static const char *const expected[] = { "1 100", "2 200", ".dot", NULL, "3", NULL };
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  Feed feed = { reader, wire, sizeof wire - 1, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      RstPop3ReaderStatus status;
      const char *line;
      gsize length;

      while ((status = rst_pop3_reader_next_item (reader, &line, &length, NULL)) == RST_POP3_READER_MORE)
        g_assert_true (feed_more (&feed));
      g_assert_cmpint (status, ==, expected[i] != NULL ? RST_POP3_READER_DATA : RST_POP3_READER_END);
      if (expected[i] != NULL)
        g_assert_cmpmem (line, length, expected[i], strlen (expected[i]));
    }
}

/* RFC 1939 §3 and RFC 2449 §4 allow lines of 512 octets, real servers more: one
 * of RST_POP3_LINE_MAX octets is taken, one of an octet more is not, whether its
 * end is there or not.
 */
static void
test_line_bound (void)
{
  g_autofree char *line = g_strnfill (RST_POP3_LINE_MAX + 2, 'x');
  const char *taken;
  gsize length;

  for (int extra = 0; extra <= 1; extra++)
    for (int ended = 0; ended <= 1; ended++)
      {
        g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
        g_autoptr (GError) error = NULL;
        RstPop3ReaderStatus status;

        put (reader, line, RST_POP3_LINE_MAX + (gsize) extra);
        if (ended)
          put (reader, "\r\n", 2);
        else if (extra)
          put (reader, "x", 1);
        status = rst_pop3_reader_next_line (reader, &taken, &length, &error);

        if (extra)
          {
            g_assert_cmpint (status, ==, RST_POP3_READER_ERROR);
            g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
            continue;
          }
        g_assert_no_error (error);
        g_assert_cmpint (status, ==, ended ? RST_POP3_READER_DATA : RST_POP3_READER_MORE);
      }
}

/* A text has no bound on its lines, and is handed out before they end. */
static void
test_long_text_line (void)
{
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  g_autofree char *block = g_strnfill (100 * 1024, 'x');
  const char *octets;
  gsize length;

  put (reader, "+OK\r\n", 5);
  g_assert_cmpint (rst_pop3_reader_next_line (reader, &octets, &length, NULL), ==, RST_POP3_READER_DATA);
  for (int i = 0; i < 20; i++)
    {
      put (reader, block, 100 * 1024);
      g_assert_cmpint (rst_pop3_reader_next_text (reader, &octets, &length), ==, RST_POP3_READER_DATA);
      g_assert_cmpuint (length, ==, 100 * 1024);
    }
}

/* RFC 2595 §4: what stands behind an answer can be seen. */
static void
test_pending (void)
{
  g_autoptr (RstPop3Reader) reader = rst_pop3_reader_new ();
  const char *line;
  gsize length;

  put (reader, "+OK\r\n+OK hi\r\n", 13);
  g_assert_cmpint (rst_pop3_reader_next_line (reader, &line, &length, NULL), ==, RST_POP3_READER_DATA);
  g_assert_cmpuint (rst_pop3_reader_get_pending (reader), ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-reader/text", test_text);
  g_test_add_func ("/pop3-reader/dots", test_dots);
  g_test_add_func ("/pop3-reader/content", test_content);
  g_test_add_func ("/pop3-reader/no-end", test_no_end);
  g_test_add_func ("/pop3-reader/bare-server", test_bare_server);
  g_test_add_func ("/pop3-reader/answers-apart", test_answers_apart);
  g_test_add_func ("/pop3-reader/round-trip", test_round_trip);
  g_test_add_func ("/pop3-reader/lines", test_lines);
  g_test_add_func ("/pop3-reader/items", test_items);
  g_test_add_func ("/pop3-reader/line-bound", test_line_bound);
  g_test_add_func ("/pop3-reader/long-text-line", test_long_text_line);
  g_test_add_func ("/pop3-reader/pending", test_pending);
  return g_test_run ();
}
