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
assert_entry (GPtrArray *entries, guint index, guint number, guint64 octets, const char *unique_id, guint ordinal)
{
  const RstPop3Entry *entry;

  g_assert_cmpuint (index, <, entries->len);
  entry = entries->pdata[index];
  g_assert_cmpuint (entry->number, ==, number);
  g_assert_cmpuint (entry->octets, ==, octets);
  g_assert_cmpstr (entry->unique_id, ==, unique_id);
  g_assert_cmpuint (entry->ordinal, ==, ordinal);
}

/* Blanks may be many, words may follow a size, numbers come in any order. */
static void
test_tolerance (void)
{
  RstPop3Listing *listing = rst_pop3_listing_new ();
  g_autoptr (GPtrArray) entries = NULL;

  add_size (listing, "3   300 and more");
  add_size (listing, "  1\t100");
  add_size (listing, "2");
  add_size (listing, "3 999");
  add_unique_id (listing, "1   abc  ");
  add_unique_id (listing, "3\tdef");
  add_unique_id (listing, "3 other");
  entries = rst_pop3_listing_finish (listing);

  g_assert_cmpuint (entries->len, ==, 3);
  assert_entry (entries, 0, 1, 100, "abc", 0);
  assert_entry (entries, 1, 2, 0, NULL, 0);
  assert_entry (entries, 2, 3, 300, "def", 0);
}

/* A number that LIST did not give is no message; one without a unique-id is. */
static void
test_mismatch (void)
{
  RstPop3Listing *listing = rst_pop3_listing_new ();
  g_autoptr (GPtrArray) entries = NULL;

  add_size (listing, "1 100");
  add_size (listing, "4 400");
  add_unique_id (listing, "2 two");
  add_unique_id (listing, "4");
  add_unique_id (listing, "5 five");
  entries = rst_pop3_listing_finish (listing);

  g_assert_cmpuint (entries->len, ==, 2);
  assert_entry (entries, 0, 1, 100, NULL, 0);
  assert_entry (entries, 1, 4, 400, NULL, 0);
}

/* RFC 1939 §7: two copies of a message may have the same unique-id. */
static void
test_doubled (void)
{
  RstPop3Listing *listing = rst_pop3_listing_new ();
  g_autoptr (GPtrArray) entries = NULL;

  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *line = g_strdup_printf ("%d 10", i);

      add_size (listing, line);
    }
  add_unique_id (listing, "4 same");
  add_unique_id (listing, "1 same");
  add_unique_id (listing, "2 else");
  add_unique_id (listing, "3 same");
  entries = rst_pop3_listing_finish (listing);

  assert_entry (entries, 0, 1, 10, "same", 0);
  assert_entry (entries, 1, 2, 10, "else", 0);
  assert_entry (entries, 2, 3, 10, "same", 1);
  assert_entry (entries, 3, 4, 10, "same", 2);
}

/* Different octets get different unique-ids, all of them printable. */
static void
test_foreign_octets (void)
{
  RstPop3Listing *listing = rst_pop3_listing_new ();
  g_autoptr (GPtrArray) entries = NULL;

  add_size (listing, "1 10");
  add_size (listing, "2 10");
  add_unique_id (listing, "1 a b\xff");
  add_unique_id (listing, "2 a\\x20b\xff");
  entries = rst_pop3_listing_finish (listing);

  assert_entry (entries, 0, 1, 10, "a\\x20b\\xFF", 0);
  assert_entry (entries, 1, 2, 10, "a\\x5Cx20b\\xFF", 0);
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

/* A listing of the most messages with the longest unique-ids that RFC 1939 §7
 * allows is taken; one message more is not, and neither are unique-ids that add
 * up to more.
 */
static void
test_bounds (void)
{
  RstPop3Listing *listing = rst_pop3_listing_new ();
  g_autofree char *padding = g_strnfill (70, 'x');
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  char line[100];

  for (guint i = 1; i <= RST_POP3_MESSAGES_MAX; i++)
    {
      g_snprintf (line, sizeof line, "%u 1", i);
      add_size (listing, line);
    }
  g_assert_false (rst_pop3_listing_add_size (listing, "1 1", 3, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
  g_clear_error (&error);

  for (guint i = 1; i < RST_POP3_MESSAGES_MAX; i++)
    {
      g_snprintf (line, sizeof line, "%u %.*s%07u", i, 63, padding, i);
      add_unique_id (listing, line);
    }
  g_snprintf (line, sizeof line, "%u %sx", RST_POP3_MESSAGES_MAX, padding);
  g_assert_false (rst_pop3_listing_add_unique_id (listing, line, strlen (line), &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "unique-ids"));

  entries = rst_pop3_listing_finish (listing);
  g_assert_cmpuint (entries->len, ==, RST_POP3_MESSAGES_MAX);
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
  g_autoptr (GPtrArray) entries = rst_pop3_listing_finish (rst_pop3_listing_new ());

  g_assert_cmpuint (entries->len, ==, 0);
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
  g_test_add_func ("/pop3-listing/bounds", test_bounds);
  g_test_add_func ("/pop3-listing/entry-size", test_entry_size);
  return g_test_run ();
}
