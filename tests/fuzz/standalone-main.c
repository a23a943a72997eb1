/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rst-fuzz-mutator.h"
#include "rst-fuzz.h"

/* The main() of a fuzz target where there is no libFuzzer: runs every seed, and
 * then as many inputs made of them as it is told, the same each time. An input
 * that ends the program is left in a file, which is a seed for the next run and
 * an argument for libFuzzer.
 */

/* No input may take longer than this many seconds, on a busy machine and with
 * sanitizers.
 */
#define PATIENCE 30

static char *dictionary;
static char *found;
static int n_runs;
static int max_length = 16 * 1024;
static char **places;

static const GOptionEntry options[] = {
  { "dictionary", 0, 0, G_OPTION_ARG_FILENAME, &dictionary, "Words to put into inputs", "FILE" },
  { "found", 0, 0, G_OPTION_ARG_FILENAME, &found, "Where to leave an input that fails", "FILE" },
  { "max-length", 0, 0, G_OPTION_ARG_INT, &max_length, "How long an input may get", "OCTETS" },
  { "runs", 0, 0, G_OPTION_ARG_INT, &n_runs, "How many inputs to make", "N" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &places, NULL, "FOLDER… or FILE…" },
  { NULL }
};

static GPtrArray *seeds; /* of GBytes */
static const guint8 *current;
static gsize current_length;

/* Sanitizers are told to end in SIGABRT too. */
static void
signal_cb (int number)
{
  int file = current != NULL && found != NULL ? g_creat (found, 0644) : -1;

  if (file >= 0 && write (file, current, current_length) >= 0)
    fprintf (stderr, "The input that failed was left in %s\n", found);
  signal (number, SIG_DFL);
  raise (number);
}

/* A copy of its own shows a sanitizer where the input ends. (g_malloc() has
 * nothing for no octets, libFuzzer has.)
 */
static void
run (const guint8 *octets, gsize length)
{
  g_autofree guint8 *copy = malloc (length);

  if (length > 0)
    memcpy (copy, octets, length);
  current = copy;
  current_length = length;
  alarm (PATIENCE);
  LLVMFuzzerTestOneInput (copy, length);
  alarm (0);
  current = NULL;
}

static void
test_seeds (void)
{
  for (guint i = 0; i < seeds->len; i++)
    {
      gsize length;
      const guint8 *octets = g_bytes_get_data (seeds->pdata[i], &length);

      run (octets, length);
    }
  g_test_message ("%u seeds", seeds->len);
}

static void
test_mutations (void)
{
  g_autoptr (RstFuzzMutator) mutator = rst_fuzz_mutator_new (seeds, dictionary);

  for (int i = 0; i < n_runs; i++)
    {
      g_autoptr (GByteArray) input = rst_fuzz_mutator_next (mutator, (guint) max_length);

      run (input->data, input->len);
    }
  g_test_message ("%d inputs made of %u seeds", n_runs, seeds->len);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names: a folder's own differs between machines. */
static GPtrArray *
list_files (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_ptr_array_add (paths, g_strdup (path));
      return paths;
    }
  folder = g_dir_open (path, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (paths, g_build_filename (path, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

static void
add_seeds (const char *path)
{
  g_autoptr (GPtrArray) paths = list_files (path);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      char *octets;
      gsize length;

      g_file_get_contents (paths->pdata[i], &octets, &length, &error);
      g_assert_no_error (error);
      g_ptr_array_add (seeds, g_bytes_new_take (octets, length));
    }
}

static void
read_arguments (int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    g_error ("%s", error->message);

  seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (char **path = places; path != NULL && *path != NULL; path++)
    add_seeds (*path);
  if (seeds->len == 0)
    g_error ("no seed was named");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  read_arguments (&argc, &argv);
  signal (SIGABRT, signal_cb);
  signal (SIGALRM, signal_cb);

  g_test_add_func ("/fuzz/seeds", test_seeds);
  if (n_runs > 0)
    g_test_add_func ("/fuzz/mutations", test_mutations);
  status = g_test_run ();

  g_ptr_array_unref (seeds);
  g_strfreev (places);
  g_free (dictionary);
  g_free (found);
  return status;
}
