/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "messages/rst-message-difference.h"

/* A listing of threads that are written "1 2,5 6": a thread for each word, its
 * messages between commas.
 */
static RstMessageRows *
make_rows (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) threads = g_strsplit (text, " ", -1);
  g_autoptr (RstListing) listing = NULL;

  for (guint i = 0; threads[i] != NULL && *threads[i] != '\0'; i++)
    {
      g_auto (GStrv) members = g_strsplit (threads[i], ",", -1);

      g_array_append_val (starts, ids->len);
      for (guint j = 0; members[j] != NULL; j++)
        {
          gint64 id = g_ascii_strtoll (members[j], NULL, 10);

          g_array_append_val (ids, id);
        }
    }
  listing = rst_listing_new (ids, starts);
  return rst_message_rows_new (listing);
}

static char *
dup_text (const RstMessageRows *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rst_message_rows_get_count (rows); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", rst_message_rows_get_id (rows, i));
  return g_string_free (text, FALSE);
}

static void
assert_rows (const RstMessageRows *rows, const char *expected)
{
  g_autofree char *text = dup_text (rows);

  g_assert_cmpstr (text, ==, expected);
}

/* Each row is where its place says, whatever is open above it. */
static void
assert_places (const RstMessageRows *rows)
{
  guint n_rows = rst_message_rows_get_count (rows);
  g_autofree gint64 *ids = g_new (gint64, n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      rst_message_rows_get_ids (rows, i, ids + i, n_rows - i);
      g_assert_cmpint (ids[i], ==, rst_message_rows_get_id (rows, i));
    }
  for (guint i = 0; i < n_rows; i++)
    g_assert_cmpint (ids[i], ==, rst_message_rows_get_id (rows, i));
  for (guint i = 0; i < n_rows; i++)
    {
      guint thread, member, position, n_ids;
      gboolean shown;
      gint64 id = rst_message_rows_get_id (rows, i);

      rst_message_rows_get_place (rows, i, &thread, &member);
      g_assert_cmpint (rst_message_rows_get_thread (rows, thread, &n_ids)[member], ==, id);
      g_assert_cmpuint (rst_message_rows_get_position (rows, thread, member), ==, i);
      g_assert_true (rst_message_rows_find (rows, id, &position, &shown));
      g_assert_true (shown);
      g_assert_cmpuint (position, ==, i);
    }
}

/* A thread has one row; open, it has one for each of its messages. */
static void
test_open (void)
{
  g_autoptr (RstMessageRows) rows = make_rows ("9 8,3,2 7 6,1 5");
  guint position;
  gboolean shown;

  assert_rows (rows, "9 8 7 6 5");
  assert_places (rows);
  g_assert_cmpuint (rst_message_rows_count_messages (rows), ==, 8);
  g_assert_true (rst_message_rows_find (rows, 2, &position, &shown));
  g_assert_false (shown);
  g_assert_cmpuint (position, ==, 1);

  g_assert_cmpuint (rst_message_rows_set_open (rows, 3, TRUE), ==, 1);
  assert_rows (rows, "9 8 7 6 1 5");
  assert_places (rows);
  g_assert_cmpuint (rst_message_rows_set_open (rows, 1, TRUE), ==, 2);
  assert_rows (rows, "9 8 3 2 7 6 1 5");
  assert_places (rows);
  g_assert_true (rst_message_rows_is_open (rows, 1));
  g_assert_false (rst_message_rows_is_open (rows, 2));

  /* What is open already, and a thread of one message. */
  g_assert_cmpuint (rst_message_rows_set_open (rows, 1, TRUE), ==, 0);
  g_assert_cmpuint (rst_message_rows_set_open (rows, 0, TRUE), ==, 0);

  g_assert_cmpuint (rst_message_rows_set_open (rows, 1, FALSE), ==, 2);
  assert_rows (rows, "9 8 7 6 1 5");
  assert_places (rows);
  rst_message_rows_open_all (rows);
  assert_rows (rows, "9 8 3 2 7 6 1 5");
}

/* An open thread stays open when it is listed anew, even if its first message
 * is another one, or is gone, or it became one with another.
 */
static void
test_open_alike (void)
{
  g_autoptr (RstMessageRows) before = make_rows ("9 8,3,2 7,4 6,1 5");
  g_autoptr (RstMessageRows) grown = make_rows ("11,8,3,2 10 9 7,4 6,1 5");
  g_autoptr (RstMessageRows) shrunk = make_rows ("9 7,4 6,1 3,2");
  g_autoptr (RstMessageRows) merged = make_rows ("9,8,6,3,2,1 7,4 5");

  rst_message_rows_set_open (before, 1, TRUE);
  rst_message_rows_set_open (before, 3, TRUE);
  rst_message_rows_open_alike (grown, before);
  assert_rows (grown, "11 8 3 2 10 9 7 6 1 5");
  rst_message_rows_open_alike (shrunk, before);
  assert_rows (shrunk, "9 7 6 1 3 2");
  rst_message_rows_open_alike (merged, before);
  assert_rows (merged, "9 8 6 3 2 1 7 5");
}

/* Makes the changes, as a view does that is told of them. */
static char *
dup_changed (const RstMessageRows *before, const RstMessageRows *after, GArray *changes)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rst_message_rows_get_count (before); i++)
    {
      gint64 id = rst_message_rows_get_id (before, i);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const RstMessageChange *change = &g_array_index (changes, RstMessageChange, i);

      if (change->n_removed > 0)
        g_array_remove_range (ids, change->position, change->n_removed);
      for (guint j = 0; j < change->n_added; j++)
        {
          gint64 id = rst_message_rows_get_id (after, change->position + j);

          g_array_insert_val (ids, change->position + j, id);
        }
    }
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  return g_string_free (text, FALSE);
}

static void
assert_difference (const char *from, const char *to, const char *expected)
{
  g_autoptr (RstMessageRows) before = make_rows (from);
  g_autoptr (RstMessageRows) after = make_rows (to);
  g_autoptr (GArray) changes = rst_message_difference (before, after);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *changed = dup_changed (before, after, changes);

  for (guint i = 0; i < changes->len; i++)
    {
      const RstMessageChange *change = &g_array_index (changes, RstMessageChange, i);

      g_string_append_printf (told, "%u-%u+%u ", change->position, change->n_removed, change->n_added);
    }
  g_assert_cmpstr (told->str, ==, expected);
  assert_rows (after, changed);
}

/* Only what differs is told. */
static void
test_difference (void)
{
  assert_difference ("", "", "");
  assert_difference ("1 2 3", "1 2 3", "");
  assert_difference ("", "1 2 3", "0-0+3 ");
  assert_difference ("1 2 3", "", "0-3+0 ");
  assert_difference ("1 2 3", "9 8 1 2 3", "0-0+2 ");
  assert_difference ("1 2 3", "1 2 3 4", "3-0+1 ");
  assert_difference ("1 2 3 4 5", "1 3 5", "1-1+0 2-1+0 ");
  assert_difference ("5 1 4 2 3", "5 7 4 2 3", "1-1+1 ");
}

/* A thread that a new mail brings to the top goes at one place and comes at
 * another; all between stay.
 */
static void
test_moved (void)
{
  assert_difference ("9 8 7 6,3 5 4", "10,6,3 9 8 7 5 4", "0-0+1 4-1+0 ");
  assert_difference ("9 8 7 6 5 4", "6 9 8 7 5 4", "0-0+1 4-1+0 ");
  assert_difference ("6 9 8 7 5 4", "9 8 7 6 5 4", "0-1+0 3-0+1 ");
}

static char *
dup_range (guint first, guint end, guint step)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < end; i += step)
    g_string_append_printf (text, "%s%u", i > first ? " " : "", i);
  return g_string_free (text, FALSE);
}

/* Hundreds that come at two places are two changes, too. */
static void
test_far (void)
{
  g_autofree char *high = dup_range (1000, 1300, 1);
  g_autofree char *low = dup_range (2000, 2400, 1);
  g_autofree char *to = g_strconcat ("1 2 ", high, " 3 4 ", low, " 5 6", NULL);

  assert_difference ("1 2 3 4 5 6", to, "2-0+300 304-0+400 ");
  assert_difference (to, "1 2 3 4 5 6", "2-300+0 4-400+0 ");
}

/* Where much differs, not all is told one by one; what comes of it is right. */
static void
test_many (void)
{
  g_autofree char *all = dup_range (1, 2001, 1);
  g_autofree char *odd = dup_range (1, 2001, 2);
  g_autoptr (RstMessageRows) before = make_rows (all);
  g_autoptr (RstMessageRows) after = make_rows (odd);
  g_autoptr (GArray) changes = rst_message_difference (before, after);
  g_autofree char *changed = dup_changed (before, after, changes);

  g_assert_cmpuint (changes->len, <=, 16);
  g_assert_cmpstr (changed, ==, odd);
}

static void
shuffle (GArray *ids)
{
  for (guint i = 0; i < 4 && ids->len > 1; i++)
    {
      guint at = g_test_rand_int_range (0, ids->len);
      gint64 id = g_array_index (ids, gint64, at);

      g_array_remove_index (ids, at);
      at = g_test_rand_int_range (0, ids->len);
      g_array_insert_val (ids, at, id);
    }
}

static char *
dup_ids (GArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  return g_string_free (text, FALSE);
}

/* Whatever moves, comes and goes, the changes make the one into the other. */
static void
test_random (void)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= 60; id++)
    g_array_append_val (ids, id);
  for (gint64 id = 100; id < 300; id++)
    {
      g_autofree char *from = dup_ids (ids);
      g_autofree char *to = NULL;
      g_autoptr (RstMessageRows) before = make_rows (from);
      g_autoptr (RstMessageRows) after = NULL;
      g_autoptr (GArray) changes = NULL;
      g_autofree char *changed = NULL;

      shuffle (ids);
      g_array_remove_index (ids, g_test_rand_int_range (0, ids->len));
      g_array_insert_val (ids, g_test_rand_int_range (0, ids->len), id);
      to = dup_ids (ids);
      after = make_rows (to);
      changes = rst_message_difference (before, after);
      changed = dup_changed (before, after, changes);
      g_assert_cmpstr (changed, ==, to);
    }
}

/* A million messages in threads of two, of which one gets a new mail: told in
 * less than a frame. (By hand, with -m perf, in a build without sanitizers.)
 */
static void
test_million (void)
{
  GArray *old_ids, *new_ids, *old_starts, *new_starts;
  g_autoptr (RstListing) old_listing = NULL;
  g_autoptr (RstListing) new_listing = NULL;
  g_autoptr (RstMessageRows) before = NULL;
  g_autoptr (RstMessageRows) after = NULL;
  g_autoptr (GArray) changes = NULL;
  gint64 moved[3] = { 2000000, 500001, 500000 };
  double seconds;

  if (!g_test_perf ())
    {
      g_test_skip ("only where time is measured");
      return;
    }

  old_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  new_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  old_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  new_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (new_starts, new_ids->len);
  g_array_append_vals (new_ids, moved, 3);
  for (gint64 id = 1000001; id > 0; id--)
    {
      if (id % 2 == 1)
        g_array_append_val (old_starts, old_ids->len);
      g_array_append_val (old_ids, id);
      if (id == 500001 || id == 500000)
        continue;
      if (id % 2 == 1)
        g_array_append_val (new_starts, new_ids->len);
      g_array_append_val (new_ids, id);
    }
  old_listing = rst_listing_new (old_ids, old_starts);
  new_listing = rst_listing_new (new_ids, new_starts);
  before = rst_message_rows_new (old_listing);
  rst_message_rows_set_open (before, 5, TRUE);
  rst_message_rows_set_open (before, 250000, TRUE);

  g_test_timer_start ();
  after = rst_message_rows_new (new_listing);
  rst_message_rows_open_alike (after, before);
  changes = rst_message_difference (before, after);
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "%.1f ms", 1000 * seconds);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpfloat (seconds, <, 0.016);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message-rows/open", test_open);
  g_test_add_func ("/message-rows/open-alike", test_open_alike);
  g_test_add_func ("/message-rows/difference", test_difference);
  g_test_add_func ("/message-rows/moved", test_moved);
  g_test_add_func ("/message-rows/far", test_far);
  g_test_add_func ("/message-rows/many", test_many);
  g_test_add_func ("/message-rows/random", test_random);
  g_test_add_func ("/message-rows/million", test_million);

  return g_test_run ();
}
