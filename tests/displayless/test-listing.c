/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-listing.h"

static RstListing *
make (const gint64 *ids, guint n_ids, const guint *starts, guint n_starts)
{
  GArray *id_array = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *start_array = starts != NULL ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;

  g_array_append_vals (id_array, ids, n_ids);
  if (starts != NULL)
    g_array_append_vals (start_array, starts, n_starts);
  return rst_listing_new (id_array, start_array);
}

/* Without threads each message is a thread of its own. */
static void
test_flat (void)
{
  const gint64 ids[] = { 50, 40, 30 };
  g_autoptr (RstListing) listing = make (ids, 3, NULL, 0);
  guint thread, member, n;

  g_assert_cmpuint (rst_listing_get_n_threads (listing), ==, 3);
  g_assert_cmpint (rst_listing_get_thread (listing, 1, &n)[0], ==, 40);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rst_listing_find (listing, 30, &thread, &member));
  g_assert_cmpuint (thread, ==, 2);
  g_assert_cmpuint (member, ==, 0);
  g_assert_false (rst_listing_find (listing, 35, &thread, &member));
}

/* The messages of a thread are neighbours, the last thread goes on to the end. */
static void
test_threads (void)
{
  const gint64 ids[] = { 90, 20, 80, 70, 60, 10 };
  const guint starts[] = { 0, 2, 3 };
  g_autoptr (RstListing) listing = make (ids, 6, starts, 3);
  guint thread, member, n;

  g_assert_cmpuint (rst_listing_get_n_threads (listing), ==, 3);
  g_assert_cmpint (rst_listing_get_thread (listing, 0, &n)[1], ==, 20);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (rst_listing_get_thread (listing, 2, &n)[2], ==, 10);
  g_assert_cmpuint (n, ==, 3);

  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (rst_listing_find (listing, ids[i], &thread, &member));
      g_assert_cmpint (rst_listing_get_thread (listing, thread, &n)[member], ==, ids[i]);
      g_assert_cmpuint (member, <, n);
    }
}

static void
test_empty (void)
{
  g_autoptr (RstListing) listing = make (NULL, 0, NULL, 0);
  guint n;

  rst_listing_get_ids (listing, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (rst_listing_get_n_threads (listing), ==, 0);
  g_assert_false (rst_listing_find (listing, 1, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/listing/flat", test_flat);
  g_test_add_func ("/listing/threads", test_threads);
  g_test_add_func ("/listing/empty", test_empty);

  return g_test_run ();
}
