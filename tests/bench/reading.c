/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reading [--search] FOLDER N ROUNDS QUERIES: measures how a profile that fill
 * made of N letters is read: what the window asks of the store, through the same
 * functions. Writes to QUERIES what was searched for, a kind and a query a line.
 *
 * Prints a line for each thing that was measured; see series.h.
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "letters.h"
#include "series.h"
#include "store/rst-store.h"

#define PAGE 64
#define FIRST_ROWS 50
#define FLAGS 10000

typedef struct
{
  RstStore *store;
  Letters *letters;
  GArray *ids; /* of all messages */
  guint64 random;
  guint rounds;
  FILE *queries;
} Reading;

static const char *const mailboxes[] = { "inbox", "archive", "trash" };

static gpointer
need (gpointer answer, GError *error)
{
  if (answer == NULL)
    {
      g_printerr ("%s\n", error->message);
      exit (EXIT_FAILURE);
    }
  return answer;
}

static guint
random_below (Reading *self, guint limit)
{
  return letters_random_below (&self->random, limit);
}

/* --- What the window asks ------------------------------------------------- */

static RstListing *
list_in_order (RstStore *store, RstOrder order, gboolean threads, guint limit)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  GError *error = NULL;
  RstListing *listing;

  filter->order = order;
  filter->threads = threads;
  filter->limit = limit;
  listing = rst_store_list (store, filter, NULL, &error);
  return need (listing, error);
}

static GArray *
list_ids (RstStore *store, const char *account, const char *mailbox, const char *query, guint limit)
{
  g_autoptr (RstFilter) filter = rst_filter_new (account, mailbox, query);
  GError *error = NULL;
  g_autoptr (RstListing) listing = NULL;

  filter->limit = limit;
  listing = rst_store_list (store, filter, NULL, &error);
  return rst_listing_dup_ids (need (listing, error));
}

static GPtrArray *
load_rows (RstStore *store, GArray *ids, guint first, guint n, const char *query)
{
  GError *error = NULL;
  GPtrArray *rows =
    rst_store_load_rows (store,
                         &g_array_index (ids, gint64, MIN (first, ids->len)),
                         first < ids->len ? MIN (n, ids->len - first) : 0,
                         query,
                         NULL,
                         &error);

  return need (rows, error);
}

/* --- Lists ---------------------------------------------------------------- */

/* From a store that is not open to rows that can be shown. */
static void
measure_open (const char *folder, guint rounds, guint limit, const char *part)
{
  Series series = series_new ("open", part);

  for (guint i = 0; i < rounds; i++)
    {
      GError *error = NULL;
      gint64 began = g_get_monotonic_time ();
      g_autoptr (RstStore) store = need (rst_store_open (folder, &error), error);
      g_autoptr (GArray) ids = list_ids (store, NULL, "inbox", NULL, limit);
      g_autoptr (GPtrArray) rows = load_rows (store, ids, 0, FIRST_ROWS, NULL);

      series_add (&series, began);
    }
  series_end (&series, FIRST_ROWS);
}

/* To any mailbox of any account, or of all of them. */
static void
measure_switch (Reading *self)
{
  Series first = series_new ("switch", "first page");
  Series all = series_new ("switch", "all ids");
  guint longest = 0;

  for (guint i = 0; i < self->rounds; i++)
    {
      guint which = random_below (self, LETTERS_N_ACCOUNTS + 1);
      const char *account = which < LETTERS_N_ACCOUNTS ? letters_accounts[which] : NULL;
      const char *mailbox = mailboxes[random_below (self, G_N_ELEMENTS (mailboxes))];
      gint64 began = g_get_monotonic_time ();
      g_autoptr (GArray) page = list_ids (self->store, account, mailbox, NULL, PAGE);
      g_autoptr (GPtrArray) rows = load_rows (self->store, page, 0, FIRST_ROWS, NULL);
      gint64 then = series_add (&first, began);
      g_autoptr (GArray) ids = list_ids (self->store, account, mailbox, NULL, 0);

      series_add (&all, then);
      longest = MAX (longest, ids->len);
    }
  series_end (&first, FIRST_ROWS);
  series_end (&all, longest);
}

/* All ids are kept from now on, as the window keeps them. */
static void
measure_ids (Reading *self)
{
  Series series = series_new ("everything", "all ids");
  gsize before = series_get_resident ();

  for (guint i = 0; i < MIN (self->rounds, 20); i++)
    {
      gint64 began;

      g_clear_pointer (&self->ids, g_array_unref);
      began = g_get_monotonic_time ();
      self->ids = list_ids (self->store, NULL, NULL, NULL, 0);
      series_add (&series, began);
    }
  series_end (&series, self->ids->len);
  printf ("memory\t%.1f\t%.1f\n", (double) before / (1 << 20), (double) series_get_resident () / (1 << 20));
}

/* By each thing that a list can be sorted by, and by threads. */
static void
measure_order (Reading *self, const char *what, RstOrder order, gboolean threads)
{
  Series first = series_new (what, "first page");
  Series all = series_new (what, "all ids");
  guint n_threads = 0;

  for (guint i = 0; i < MIN (self->rounds, 20); i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr (RstListing) page = list_in_order (self->store, order, threads, PAGE);
      g_autoptr (GArray) ids = rst_listing_dup_ids (page);
      g_autoptr (GPtrArray) rows = load_rows (self->store, ids, 0, FIRST_ROWS, NULL);
      gint64 then = series_add (&first, began);
      g_autoptr (RstListing) listing = list_in_order (self->store, order, threads, 0);

      series_add (&all, then);
      n_threads = rst_listing_get_n_threads (listing);
    }
  series_end (&first, FIRST_ROWS);
  series_end (&all, n_threads);
}

static void
measure_orders (Reading *self)
{
  measure_order (self, "oldest first", RST_ORDER_OLDEST, FALSE);
  measure_order (self, "by sender", RST_ORDER_SENDER, FALSE);
  measure_order (self, "by subject", RST_ORDER_SUBJECT, FALSE);
  measure_order (self, "by size", RST_ORDER_SIZE, FALSE);
  measure_order (self, "threads", RST_ORDER_NEWEST, TRUE);
  measure_order (self, "threads by sender", RST_ORDER_SENDER, TRUE);
  measure_order (self, "threads by subject", RST_ORDER_SUBJECT, TRUE);
  measure_order (self, "threads by size", RST_ORDER_SIZE, TRUE);
}

/* The page around any place, as the list of messages reads it. */
static void
measure_jump (Reading *self)
{
  Series series = series_new ("jump", "page");

  for (guint i = 0; i < 5 * self->rounds; i++)
    {
      guint place = random_below (self, self->ids->len);
      gint64 began = g_get_monotonic_time ();
      g_autoptr (GPtrArray) rows = load_rows (self->store, self->ids, place - place % PAGE, PAGE, NULL);

      series_add (&series, began);
    }
  series_end (&series, PAGE);
}

/* Messages that follow each other, as they are selected; and back again, so that
 * the profile stays what it was.
 */
static void
measure_flag (Reading *self)
{
  Series series = series_new ("flag", "at once");
  g_autoptr (GArray) plain = list_ids (self->store, NULL, NULL, "-is:flagged", 0);
  guint n = MIN (FLAGS, plain->len);

  for (guint i = 0; i < MIN (self->rounds, 20); i++)
    {
      const gint64 *ids = &g_array_index (plain, gint64, random_below (self, plain->len - n + 1));

      for (guint back = 0; back < 2; back++)
        {
          GError *error = NULL;
          gint64 began = g_get_monotonic_time ();
          gboolean done =
            rst_store_set_flags (self->store,
                                 ids,
                                 n,
                                 back ? RST_FLAG_NONE : RST_FLAG_FLAGGED,
                                 back ? RST_FLAG_FLAGGED : RST_FLAG_NONE,
                                 NULL,
                                 &error);

          need (GINT_TO_POINTER (done), error);
          series_add (&series, began);
        }
    }
  series_end (&series, n);
}

/* --- Searches ------------------------------------------------------------- */

static const char *
word_between (Reading *self, guint first, guint end)
{
  return letters_get_word (self->letters, first + random_below (self, end - first));
}

static char *
make_rare (Reading *self)
{
  return g_strdup (word_between (self, 20000, LETTERS_N_WORDS));
}

static char *
make_common (Reading *self)
{
  return g_strdup (word_between (self, 0, 100));
}

static char *
make_two (Reading *self)
{
  return g_strjoin (" ", word_between (self, 0, 200), word_between (self, 200, 3000), NULL);
}

static char *
make_prefix (Reading *self, glong length)
{
  const char *word;
  g_autofree char *start = NULL;

  do
    word = word_between (self, 100, 10000);
  while (g_utf8_strlen (word, -1) <= length);
  start = g_utf8_substring (word, 0, length);
  return g_strconcat (start, "*", NULL);
}

static char *
make_prefix_3 (Reading *self)
{
  return make_prefix (self, 3);
}

static char *
make_prefix_5 (Reading *self)
{
  return make_prefix (self, 5);
}

/* Three words that stand in a mail. */
static char *
make_phrase (Reading *self)
{
  g_autoptr (GPtrArray) rows = load_rows (self->store, self->ids, random_below (self, self->ids->len), 1, NULL);
  RstRow *row = rows->pdata[0];
  g_auto (GStrv) words = g_strsplit (row->snippet, " ", -1);
  guint first = random_below (self, MAX (g_strv_length (words), 4) - 3);

  return g_strdup_printf ("\"%s %s %s\"", words[first], words[first + 1], words[first + 2]);
}

static char *
make_from (Reading *self)
{
  g_autofree char *name = letters_dup_surname (self->letters, random_below (self, LETTERS_N_PEOPLE));

  return g_strconcat ("from:", name, NULL);
}

static char *
make_subject (Reading *self)
{
  return g_strconcat ("subject:", word_between (self, 0, 3000), NULL);
}

static const struct
{
  const char *name;
  char *(*make) (Reading *self);
} kinds[] = {
  { "rare word", make_rare },
  { "common word", make_common },
  { "two words", make_two },
  { "prefix of 3", make_prefix_3 },
  { "prefix of 5", make_prefix_5 },
  { "phrase", make_phrase },
  { "from:", make_from },
  { "subject:", make_subject },
};

/* The first page with its rows, whose snippets show the words; then all. */
static void
measure_search (Reading *self, const char *kind, char *(*make) (Reading *self), const char *mailbox)
{
  Series ids = series_new (kind, "first ids");
  Series page = series_new (kind, "first page");
  Series all = series_new (kind, "all ids");
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->rounds; i++)
    {
      g_autofree char *query = make (self);
      gint64 began = g_get_monotonic_time ();
      g_autoptr (GArray) first = list_ids (self->store, NULL, mailbox, query, PAGE);
      gint64 listed = series_add (&ids, began);
      g_autoptr (GPtrArray) rows = load_rows (self->store, first, 0, PAGE, query);
      gint64 shown = series_add (&page, began);
      g_autoptr (GArray) everything = list_ids (self->store, NULL, mailbox, query, 0);
      double n = everything->len;

      g_assert (listed <= shown);
      series_add (&all, shown);
      g_array_append_val (found, n);
      if (mailbox == NULL)
        fprintf (self->queries, "%s\t%s\n", kind, query);
    }
  g_array_sort (found, series_compare);
  series_end (&ids, (guint) series_percentile (found, 50));
  series_end (&page, (guint) series_percentile (found, 50));
  series_end (&all, (guint) series_percentile (found, 50));
}

static void
measure_searches (Reading *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    measure_search (self, kinds[i].name, kinds[i].make, NULL);
  measure_search (self, "common word in the trash", make_common, "trash");
}

int
main (int argc, char **argv)
{
  gboolean only_search = argc == 6 && g_str_equal (argv[1], "--search");
  char **words = argv + (only_search ? 2 : 1);
  GError *error = NULL;
  Reading self = { .random = 7 };

  if (argc != 5 && !only_search)
    return EXIT_FAILURE;
  self.rounds = (guint) g_ascii_strtoull (words[2], NULL, 10);
  if (!only_search)
    {
      measure_open (words[0], MIN (self.rounds, 20), PAGE, "first page");
      measure_open (words[0], MIN (self.rounds, 20), 0, "all ids and rows");
    }
  self.letters = letters_new ((guint) g_ascii_strtoull (words[1], NULL, 10));
  self.queries = need (fopen (words[3], "w"), NULL);
  self.store = need (rst_store_open (words[0], &error), error);
  measure_ids (&self);
  if (!only_search)
    {
      measure_switch (&self);
      measure_orders (&self);
      measure_jump (&self);
      measure_flag (&self);
    }
  measure_searches (&self);

  fclose (self.queries);
  g_array_unref (self.ids);
  g_object_unref (self.store);
  letters_free (self.letters);
  return EXIT_SUCCESS;
}
