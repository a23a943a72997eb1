/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-header-digest.h"

#define HEAD "From: a@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: one\r\n"

static char *
digest (const char *text)
{
  g_autoptr (GBytes) octets = g_bytes_new_static (text, strlen (text));

  return rst_header_digest (octets);
}

static void
assert_same (const char *one, const char *other)
{
  g_autofree char *a = digest (one);
  g_autofree char *b = digest (other);

  g_assert_nonnull (a);
  g_assert_cmpstr (a, ==, b);
}

static void
assert_differ (const char *one, const char *other)
{
  g_autofree char *a = digest (one);
  g_autofree char *b = digest (other);

  g_assert_cmpstr (a, !=, b);
}

static void
test_notes (void)
{
  assert_same (HEAD "\r\nbody\r\n", HEAD "Status: RO\r\nX-UID: 17\r\n\r\nbody\r\n");
  assert_same (HEAD "\r\n", HEAD "x-keywords: a\r\n  b\r\nLines: 3\r\n\r\n");
  /* What TOP gives is enough (RFC 1939 §7). */
  assert_same (HEAD "\r\nbody\r\n", HEAD "\r\n");
  assert_same (HEAD "\r\n", "From: a@example.org \nMessage-ID: <1@example.org>\nSubject: one\n\n");
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
test_nameless (void)
{
  static const char *const texts[] = { "", "\r\n", "From: a@example.org\r\n\r\nMessage-ID: <1@example.org>\r\n", "no header at all" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = digest (texts[i]);

      g_assert_null (name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/header-digest/notes", test_notes);
  g_test_add_func ("/header-digest/messages", test_messages);
  g_test_add_func ("/header-digest/nameless", test_nameless);
  return g_test_run ();
}
