/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-header-digest.h"

#define HEAD "From: a@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: one\r\n"

static GBytes *
digest (const char *text, gboolean *tells_apart)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return rst_header_digest (bytes, tells_apart);
}

static void
assert_compare (const char *one, const char *other, gboolean same)
{
  g_autoptr (GBytes) a = digest (one, NULL);
  g_autoptr (GBytes) b = digest (other, NULL);

  g_assert_cmpint (g_bytes_equal (a, b), ==, same);
}

static void
assert_same (const char *one, const char *other)
{
  assert_compare (one, other, TRUE);
}

static void
assert_differ (const char *one, const char *other)
{
  assert_compare (one, other, FALSE);
}

static gboolean
are_alike (const char *one, const char *other)
{
  g_autoptr (GBytes) a = g_bytes_new_static (one, strlen (one));
  g_autoptr (GBytes) b = g_bytes_new_static (other, strlen (other));

  return rst_header_digest_alike (a, b);
}

/* Whole messages: notes do not count, all else does, the body octet for octet. */
static void
test_alike (void)
{
  g_assert_true (are_alike (HEAD "\r\nbody\r\n", "X-UID: 7\r\n" HEAD "Status: RO\r\n\r\nbody\r\n"));
  g_assert_true (are_alike (HEAD "\r\n", HEAD "Lines: 0\r\n\r\n"));
  g_assert_true (are_alike ("", ""));
  g_assert_false (are_alike (HEAD "\r\nbody\r\n", HEAD "\r\nbody \r\n"));
  g_assert_false (are_alike (HEAD "\r\nbody\r\n", HEAD "\r\nBody\r\n"));
  g_assert_false (are_alike (HEAD "\r\nbody\r\n", HEAD "X-Other: 1\r\n\r\nbody\r\n"));
}

static void
test_notes (void)
{
  assert_same (HEAD "\r\nbody\r\n", HEAD "Status: RO\r\nX-UID: 17\r\n\r\nbody\r\n");
  assert_same (HEAD "\r\n", HEAD "x-keywords: a\r\n  b\r\nLines: 3\r\n\r\n");
}

/* RFC 1939 §7: what TOP gives is enough, with the empty line or without. */
static void
test_top (void)
{
  assert_same (HEAD "\r\nbody\r\n", HEAD "\r\n");
  assert_same (HEAD "\r\nbody\r\n", HEAD);
}

static void
test_messages (void)
{
  assert_differ (HEAD "\r\n", HEAD "Status-Code: 1\r\n\r\n");
  assert_differ (HEAD "\r\n", "From: a@example.org\r\nMessage-ID: <2@example.org>\r\nSubject: one\r\n\r\n");
  /* A field that goes on does not end with a note before it. */
  assert_differ (HEAD "X-Note: a\r\n b\r\n\r\n", HEAD "X-Note: a\r\n c\r\n\r\n");
}

static void
test_tells_apart (void)
{
  static const struct
  {
    const char *text;
    gboolean tells_apart;
  } cases[] = {
    { HEAD "\r\n", TRUE },
    { "", FALSE },
    { "\r\n", FALSE },
    { "From: a@example.org\r\n\r\nMessage-ID: <1@example.org>\r\n", FALSE },
    { "no header at all", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean tells_apart;
      g_autoptr (GBytes) name = digest (cases[i].text, &tells_apart);

      g_assert_cmpuint (g_bytes_get_size (name), ==, 32);
      g_assert_cmpint (tells_apart, ==, cases[i].tells_apart);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/header-digest/alike", test_alike);
  g_test_add_func ("/header-digest/notes", test_notes);
  g_test_add_func ("/header-digest/top", test_top);
  g_test_add_func ("/header-digest/messages", test_messages);
  g_test_add_func ("/header-digest/tells-apart", test_tells_apart);
  return g_test_run ();
}
