/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fill FOLDER N: makes a profile of N letters, spread over accounts and
 * mailboxes, and indexes it.
 * fill --maildir FOLDER N: writes the same letters as a Maildir.
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "accounts/rst-account.h"
#include "base/rst-error.h"
#include "letters.h"
#include "store/rst-schema.h"
#include "store/rst-store.h"

#define BATCH 5000

/* Of a hundred messages; what is unread is new. */
#define UNREAD 6
#define FLAGGED 2
#define ARCHIVED 55
#define TRASHED 2

static gint all_stored; /* atomic */

static void
check (gboolean done, GError *error)
{
  if (done)
    return;
  g_printerr ("%s\n", error->message);
  exit (EXIT_FAILURE);
}

static void
tell (const char *what, guint n, gint64 began)
{
  double seconds = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;

  g_printerr ("%s: %u in %.1f s, %.0f a second\n", what, n, seconds, n / seconds);
}

/* An account whose server nobody has. */
static void
add_account (RstStore *store, const char *id)
{
  GError *error = NULL;
  g_autoptr (RstAccount) account = rst_account_new (id, &error);
  g_autofree char *url = g_strdup_printf ("pop3s://ann@%s.invalid", id);
  g_autofree char *json = NULL;

  check (account != NULL && rst_account_set_url (account, url, &error), error);
  json = rst_account_to_json (account);
  check (rst_store_save_account (store, id, json, NULL, &error), error);
}

static RstArrival *
new_arrival (Letters *letters, guint number)
{
  RstArrival *arrival = g_new0 (RstArrival, 1);

  arrival->unique_id = g_strdup_printf ("%08x", number);
  arrival->raw = letters_write (letters, number);
  arrival->octets = g_bytes_get_size (arrival->raw);
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, arrival->raw);
  arrival->summary = rst_summary_parse (arrival->raw);
  return arrival;
}

static void
add_batch (RstStore *store, Letters *letters, guint first, guint end)
{
  for (guint account = 0; account < LETTERS_N_ACCOUNTS; account++)
    {
      GError *error = NULL;
      g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);

      for (guint i = first; i < end; i++)
        if (letters_get_account (letters, i) == account)
          g_ptr_array_add (arrivals, new_arrival (letters, i));
      check (rst_store_add (store, letters_accounts[account], arrivals, NULL, &error), error);
    }
}

static void
add_all (RstStore *store, Letters *letters, guint n)
{
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < LETTERS_N_ACCOUNTS; i++)
    add_account (store, letters_accounts[i]);
  for (guint i = 0; i < n; i += BATCH)
    add_batch (store, letters, i, MIN (i + BATCH, n));
  tell ("Stored", n, began);
}

static void
set_flags (RstStore *store, GArray *ids, RstFlags flags)
{
  GError *error = NULL;

  check (rst_store_set_flags (store, (const gint64 *) (gpointer) ids->data, ids->len, flags, 0, NULL, &error), error);
  g_array_set_size (ids, 0);
}

static void
move (RstStore *store, GArray *ids, const char *mailbox)
{
  GError *error = NULL;

  check (rst_store_move (store, (const gint64 *) (gpointer) ids->data, ids->len, mailbox, NULL, &error), error);
  g_array_set_size (ids, 0);
}

/* What its reader did with them. */
static void
read_mail (RstStore *store, guint n)
{
  gint64 began = g_get_monotonic_time ();
  GError *error = NULL;
  guint64 state = 6;
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (RstListing) listing = rst_store_list (store, filter, NULL, &error);
  guint n_ids;
  const gint64 *ids;
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) flagged = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) archived = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) trashed = g_array_new (FALSE, FALSE, sizeof (gint64));

  check (listing != NULL, error);
  ids = rst_listing_get_ids (listing, &n_ids);
  for (guint i = 0; i < n_ids; i++)
    {
      gint64 id = ids[i];
      guint mailbox = letters_random_below (&state, 100);

      if (letters_random_below (&state, 100) >= UNREAD)
        g_array_append_val (seen, id);
      if (letters_random_below (&state, 100) < FLAGGED)
        g_array_append_val (flagged, id);
      if (mailbox < ARCHIVED)
        g_array_append_val (archived, id);
      else if (mailbox < ARCHIVED + TRASHED)
        g_array_append_val (trashed, id);
    }
  set_flags (store, seen, RST_FLAG_SEEN);
  set_flags (store, flagged, RST_FLAG_FLAGGED);
  move (store, archived, "archive");
  move (store, trashed, RST_MAILBOX_TRASH);
  tell ("Read and moved", n, began);
}

/* While others are still being stored, as it is while mail is fetched. */
static gpointer
index_thread (gpointer data)
{
  RstStore *store = data;
  GError *error = NULL;

  while (!g_atomic_int_get (&all_stored))
    {
      check (rst_store_index (store, NULL, &error), error);
      g_usleep (G_USEC_PER_SEC / 10);
    }
  check (rst_store_index (store, NULL, &error), error);
  return NULL;
}

static void
fill_profile (const char *folder, Letters *letters, guint n)
{
  GError *error = NULL;
  g_autoptr (RstStore) store = rst_store_open (folder, &error);
  gint64 began = g_get_monotonic_time ();
  GThread *indexer;
  RstStoreStats stats;

  check (store != NULL, error);
  indexer = g_thread_new ("index", index_thread, store);
  add_all (store, letters, n);
  read_mail (store, n);
  g_atomic_int_set (&all_stored, TRUE);
  g_thread_join (indexer);
  tell ("Stored and indexed", n, began);
  check (rst_store_get_stats (store, &stats, NULL, &error), error);
  g_printerr ("%.2f GB of mail; mail.db %.2f GB, search.db %.2f GB\n",
              (double) stats.octets / 1e9, (double) stats.mail_db / 1e9, (double) stats.search_db / 1e9);
}

static void
fill_maildir (const char *folder, Letters *letters, guint n)
{
  static const char *const names[] = { "cur", "new", "tmp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (g_mkdir_with_parents (path, 0700) != 0)
        g_error ("%s: %s", path, g_strerror (errno));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.bench:2,S", i);
      g_autofree char *path = g_build_filename (folder, "cur", name, NULL);
      g_autoptr (GBytes) letter = letters_write (letters, i);
      gsize size;
      const char *octets = g_bytes_get_data (letter, &size);
      GError *error = NULL;

      check (g_file_set_contents_full (path, octets, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error), error);
    }
}

int
main (int argc, char **argv)
{
  gboolean maildir = argc == 4 && g_str_equal (argv[1], "--maildir");
  g_autoptr (Letters) letters = NULL;
  guint n;

  if (argc != 3 && !maildir)
    return EXIT_FAILURE;
  n = (guint) g_ascii_strtoull (argv[argc - 1], NULL, 10);
  letters = letters_new (n);
  if (maildir)
    fill_maildir (argv[2], letters, n);
  else
    fill_profile (argv[1], letters, n);
  return EXIT_SUCCESS;
}
