/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reader/rst-link.h"

static void
assert_link (const char *text, const char *expected)
{
  gsize length = 0;
  const char *found = rst_link_find (text, &length);
  g_autofree char *link = found != NULL ? g_strndup (found, length) : NULL;

  g_assert_cmpstr (link, ==, expected);
}

/* What people write around an address is not a part of it. */
static void
test_find_bounds (void)
{
  assert_link ("see https://example.org/a.", "https://example.org/a");
  assert_link ("<https://example.org/>", "https://example.org/");
  assert_link ("(http://example.org/a)", "http://example.org/a");
  assert_link ("(http://example.org/a_(b)).", "http://example.org/a_(b)");
  assert_link ("“https://example.org/ä?b=c&d#e”!", "https://example.org/ä?b=c&d#e");
  assert_link ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG");
  assert_link ("mailto:a@example.org, please", "mailto:a@example.org");
}

/* A colon or a scheme on its own is no link, and others are not offered. */
static void
test_find_nothing (void)
{
  assert_link ("", NULL);
  assert_link ("http://", NULL);
  assert_link ("https://.", NULL);
  assert_link ("note: nothing here", NULL);
  assert_link ("javascript:alert(1) file:///etc/passwd ftp://a/", NULL);
  assert_link ("xhttp://example.org", NULL);
}

static void
test_find_next (void)
{
  const char *text = "http:// then http://a.example and http://b.example";
  gsize length;
  const char *found = rst_link_find (text, &length);

  g_assert_nonnull (found);
  g_assert_cmpmem (found, length, "http://a.example", strlen ("http://a.example"));
  assert_link (found + length, "http://b.example");
}

/* Only these reach the desktop, whatever a page names. */
static void
test_openable (void)
{
  g_assert_true (rst_link_is_openable ("http://example.org/"));
  g_assert_true (rst_link_is_openable ("HTTPS://example.org/"));
  g_assert_true (rst_link_is_openable ("mailto:a@example.org"));
  g_assert_false (rst_link_is_openable (NULL));
  g_assert_false (rst_link_is_openable (""));
  g_assert_false (rst_link_is_openable ("file:///etc/passwd"));
  g_assert_false (rst_link_is_openable ("javascript:alert(1)"));
  g_assert_false (rst_link_is_openable ("data:text/html,x"));
  g_assert_false (rst_link_is_openable (" http://example.org/"));
  g_assert_false (rst_link_is_openable ("mail://m1/body"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/find-bounds", test_find_bounds);
  g_test_add_func ("/link/find-nothing", test_find_nothing);
  g_test_add_func ("/link/find-next", test_find_next);
  g_test_add_func ("/link/openable", test_openable);
  return g_test_run ();
}
