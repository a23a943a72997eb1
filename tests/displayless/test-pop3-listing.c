/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-listing-private.h"

static void
add_size (RstPop3Listing *listing, const char *line)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_pop3_listing_add_size (listing, line, strlen (line), &error));
  g_assert_no_error (error);
}

static void
add_unique_id (RstPop3Listing *listing, const char *line)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_pop3_listing_add_unique_id (listing, line, strlen (line), &error));
  g_assert_no_error (error);
}

static void
assert_entry (RstPop3Listing *listing, guint index, guint number, guint64 octets, const char *unique_id, guint ordinal)
{
  const RstPop3Entry *entry;

  g_assert_cmpuint (index, <, rst_pop3_listing_get_size (listing));
  entry = rst_pop3_listing_get_entry (listing, index);
  g_assert_cmpuint (entry->number, ==, number);
  g_assert_cmpuint (entry->octets, ==, octets);
  g_assert_cmpstr (entry->unique_id, ==, unique_id);
  g_assert_cmpuint (entry->ordinal, ==, ordinal);
}

/* Blanks may be many, words may follow a size, numbers come in any order. */
static void
test_tolerance (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();

  add_size (listing, "3   300 and more");
  add_size (listing, "  1\t100");
  add_size (listing, "2");
  add_size (listing, "3 999");
  add_unique_id (listing, "1   abc  ");
  add_unique_id (listing, "3\tdef");
  add_unique_id (listing, "3 other");
  g_assert_true (rst_pop3_listing_finish (listing, NULL));

  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, 3);
  assert_entry (listing, 0, 1, 100, "abc", 0);
  assert_entry (listing, 1, 2, 0, NULL, 0);
  assert_entry (listing, 2, 3, 300, "def", 0);
}

/* A number that LIST did not give is no message; one without a unique-id is. */
static void
test_mismatch (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();

  add_size (listing, "1 100");
  add_size (listing, "4 400");
  add_unique_id (listing, "2 two");
  add_unique_id (listing, "4");
  add_unique_id (listing, "5 five");
  g_assert_true (rst_pop3_listing_finish (listing, NULL));

  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, 2);
  assert_entry (listing, 0, 1, 100, NULL, 0);
  assert_entry (listing, 1, 4, 400, NULL, 0);
}

/* RFC 1939 §7: two copies of a message may have the same unique-id. */
static void
test_doubled (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();

  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *line = g_strdup_printf ("%d 10", i);

      add_size (listing, line);
    }
  add_unique_id (listing, "4 same");
  add_unique_id (listing, "1 same");
  add_unique_id (listing, "2 else");
  add_unique_id (listing, "3 same");
  g_assert_true (rst_pop3_listing_finish (listing, NULL));

  assert_entry (listing, 0, 1, 10, "same", 0);
  assert_entry (listing, 1, 2, 10, "else", 0);
  assert_entry (listing, 2, 3, 10, "same", 1);
  assert_entry (listing, 3, 4, 10, "same", 2);
}

/* Different octets get different unique-ids, all of them printable. */
static void
test_foreign_octets (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();

  add_size (listing, "1 10");
  add_size (listing, "2 10");
  add_unique_id (listing, "1 a b\xff");
  add_unique_id (listing, "2 a\\x20b\xff");
  g_assert_true (rst_pop3_listing_finish (listing, NULL));

  assert_entry (listing, 0, 1, 10, "a\\x20b\\xFF", 0);
  assert_entry (listing, 1, 2, 10, "a\\x5Cx20b\\xFF", 0);
}

/* RFC 1939 §5: numbers are decimal, from 1; no other may get further. */
static void
test_nonsense (void)
{
  static const char *const sizes[] = { "x", "0 10", "-1 10", "1 -10", "1x 10", "1 10x", "10000001 1", "1 9223372036854775808", "99999999999999999999999 1" };
  static const char *const unique_ids[] = { "x abc", "0 abc", "-1 abc", "10000001 abc", "18446744073709551617 abc" };
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  g_autofree char *id = g_strnfill (RST_POP3_UNIQUE_ID_MAX + 1, 'x');
  g_autofree char *long_line = g_strconcat ("1 ", id, NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_false (rst_pop3_listing_add_size (listing, sizes[i], strlen (sizes[i]), &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, sizes[i]));
      g_clear_error (&error);
    }
  add_size (listing, "10000000 9223372036854775807");
  for (gsize i = 0; i < G_N_ELEMENTS (unique_ids); i++)
    {
      g_assert_false (rst_pop3_listing_add_unique_id (listing, unique_ids[i], strlen (unique_ids[i]), &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
      g_clear_error (&error);
    }

  add_unique_id (listing, "1 short");
  g_assert_false (rst_pop3_listing_add_unique_id (listing, long_line, strlen (long_line), &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
  long_line[strlen (long_line) - 1] = '\0';
  add_unique_id (listing, long_line);
}

static void
add_sizes (RstPop3Listing *listing, guint count)
{
  char line[100];

  for (guint i = 1; i <= count; i++)
    {
      g_snprintf (line, sizeof line, "%u 1", i);
      add_size (listing, line);
    }
}

/* The most messages are taken, one more is not. */
static void
test_messages_max (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  g_autoptr (GError) error = NULL;

  add_sizes (listing, RST_POP3_MESSAGES_MAX);
  g_assert_false (rst_pop3_listing_add_size (listing, "1 1", 3, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, RST_POP3_MESSAGES_MAX);
}

/* 100,000 messages may have the longest unique-ids that RFC 1939 §7 allows, and
 * the most messages such as real servers give. What adds up to the bound is
 * taken, an octet more is not.
 */
static void
test_unique_ids_max (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  g_autofree char *padding = g_strnfill (70, 'x');
  g_autoptr (GError) error = NULL;
  guint whole = RST_POP3_UNIQUE_IDS_MAX / 70;
  guint rest = RST_POP3_UNIQUE_IDS_MAX % 70;
  char line[100];

  g_assert_cmpuint (whole, >=, 100 * 1000);
  g_assert_cmpuint (RST_POP3_UNIQUE_IDS_MAX / RST_POP3_MESSAGES_MAX, >=, 32);

  add_sizes (listing, whole + 2);
  for (guint i = 1; i <= whole; i++)
    {
      g_snprintf (line, sizeof line, "%u %.*s%07u", i, 63, padding, i);
      add_unique_id (listing, line);
    }
  g_snprintf (line, sizeof line, "%u %.*s", whole + 1, (int) rest, padding);
  add_unique_id (listing, line);
  g_snprintf (line, sizeof line, "%u x", whole + 2);
  g_assert_false (rst_pop3_listing_add_unique_id (listing, line, strlen (line), &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "unique-ids"));
}

/* Messages without unique-id need room for the names that they get later. */
static void
test_nameless_max (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  g_autoptr (RstPop3Listing) longer = rst_pop3_listing_new ();
  g_autoptr (GError) error = NULL;
  guint most = RST_POP3_UNIQUE_IDS_MAX / RST_POP3_CONTENT_NAME_LENGTH;

  add_sizes (listing, most);
  g_assert_true (rst_pop3_listing_finish (listing, &error));
  g_assert_no_error (error);
  add_sizes (longer, most + 1);
  g_assert_false (rst_pop3_listing_finish (longer, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "without a unique-id"));
}

/* RFC 1939 §7: a message without UIDL is called what it is. */
static void
test_name (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();

  add_sizes (listing, 2);
  add_unique_id (listing, "1 one");
  g_assert_true (rst_pop3_listing_finish (listing, NULL));
  rst_pop3_listing_name (listing, rst_pop3_listing_get_entry (listing, 1), "sha256:00", 3);
  assert_entry (listing, 0, 1, 1, "one", 0);
  assert_entry (listing, 1, 2, 1, "sha256:00", 3);
}

/* Unique-ids that a server chose to have one hash in GLib take no more time
 * than others.
 */
static void
test_collisions (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  g_autoptr (GError) error = NULL;
  const guint count = 1 << 16;
  char line[100];

  g_assert_cmpuint (g_str_hash ("Ez"), ==, g_str_hash ("FY"));
  add_sizes (listing, count);
  for (guint i = 0; i < count; i++)
    {
      int length = g_snprintf (line, sizeof line, "%u ", i + 1);

      for (guint bit = 0; bit < 16; bit++)
        length += g_snprintf (line + length, sizeof line - (gsize) length, "%s", (i >> bit & 1) != 0 ? "Ez" : "FY");
      add_unique_id (listing, line);
    }
  g_assert_true (rst_pop3_listing_finish (listing, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < count; i++)
    g_assert_cmpuint (rst_pop3_listing_get_entry (listing, i)->ordinal, ==, 0);
}

/* What the bounds header computes with. */
static void
test_entry_size (void)
{
  if (sizeof (gpointer) == 8)
    g_assert_cmpuint (sizeof (RstPop3Entry), <=, 24);
}

static void
test_empty (void)
{
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();

  g_assert_true (rst_pop3_listing_finish (listing, NULL));
  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-listing/tolerance", test_tolerance);
  g_test_add_func ("/pop3-listing/mismatch", test_mismatch);
  g_test_add_func ("/pop3-listing/doubled", test_doubled);
  g_test_add_func ("/pop3-listing/foreign-octets", test_foreign_octets);
  g_test_add_func ("/pop3-listing/nonsense", test_nonsense);
  g_test_add_func ("/pop3-listing/empty", test_empty);
  g_test_add_func ("/pop3-listing/messages-max", test_messages_max);
  g_test_add_func ("/pop3-listing/unique-ids-max", test_unique_ids_max);
  g_test_add_func ("/pop3-listing/nameless-max", test_nameless_max);
  g_test_add_func ("/pop3-listing/name", test_name);
  g_test_add_func ("/pop3-listing/collisions", test_collisions);
  g_test_add_func ("/pop3-listing/entry-size", test_entry_size);
  return g_test_run ();
}
