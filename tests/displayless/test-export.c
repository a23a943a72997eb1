/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "backup/rst-export.h"
#include "base/rst-error.h"
#include "store-fixture.h"

/* 2026-01-31 14:05 UTC */
#define DATE 1769868300

/* A profile and a folder to export to, which does not exist yet. */
typedef struct
{
  char *folder;
  char *target;
  RstStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *profile = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rst-export-XXXXXX", &error);
  profile = g_build_filename (fixture->folder, "profile", NULL);
  fixture->target = g_build_filename (fixture->folder, "out", "mail", NULL);
  fixture->store = rst_store_open (profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->store);
  store_fixture_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->target);
}

static void
add (RstStore *store, const char *unique_id, const char *subject, const char *octets, gsize size)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  RstArrival *arrival = g_new0 (RstArrival, 1);
  g_autoptr (GError) error = NULL;

  arrival->unique_id = g_strdup (unique_id);
  arrival->octets = size;
  arrival->raw = g_bytes_new (octets, size);
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, arrival->raw);
  arrival->summary = rst_summary_parse (arrival->raw);
  arrival->summary->date = DATE;
  g_free (arrival->summary->subject);
  arrival->summary->subject = g_strdup (subject);
  g_ptr_array_add (arrivals, arrival);
  rst_store_add (store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
export_all (Fixture *fixture, RstExportResult *result, GError **error)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);

  return rst_export_eml (fixture->store, filter, fixture->target, result, NULL, error);
}

/* The names in the target. */
static GPtrArray *
list_target (Fixture *fixture)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (fixture->target, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

/* Every file holds exactly what arrived, under its date. */
static void
test_exact (Fixture *fixture, gconstpointer data)
{
  static const char octets[] = "Subject: a\n\nbare LF, NUL \0, 8-bit \xFF\r\nno end";
  RstExportResult result;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  gsize size;

  add (fixture->store, "one", "A subject", octets, sizeof octets - 1);
  g_assert_true (export_all (fixture, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.exported, ==, 1);
  g_assert_cmpuint (result.octets, ==, sizeof octets - 1);

  names = list_target (fixture);
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_true (g_str_has_prefix (names->pdata[0], "2026-01-31 1405 A subject ("));
  g_assert_true (g_str_has_suffix (names->pdata[0], ").eml"));
  path = g_build_filename (fixture->target, names->pdata[0], NULL);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, octets, sizeof octets - 1);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mtime, ==, DATE);
}

/* Whatever a subject holds, its file's name is one that FAT, NTFS and ext4
 * take.
 */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const subjects[] = {
    "", ".", "..", "../../etc/passwd", "a/b\\c:d*e?f\"g<h>i|j", "line\nbreak\ttab\001", " spaces ", "dots...",
    "\xE2\x80\xAE" "txt.exe", "CON", "-rf",
  };
  g_autofree char *wide = g_strnfill (500, 'x');
  g_autoptr (GString) accents = g_string_new ("y");
  g_autoptr (GPtrArray) names = NULL;
  RstExportResult result;

  for (int i = 0; i < 300; i++)
    g_string_append (accents, "\xC3\xA9");
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    add (fixture->store, subjects[i], subjects[i], subjects[i], strlen (subjects[i]));
  add (fixture->store, "wide", wide, wide, 500);
  add (fixture->store, "accents", accents->str, accents->str, accents->len);
  g_assert_true (export_all (fixture, &result, NULL));
  g_assert_cmpuint (result.exported, ==, G_N_ELEMENTS (subjects) + 2);

  names = list_target (fixture);
  g_assert_cmpuint (names->len, ==, G_N_ELEMENTS (subjects) + 2);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];

      g_assert_cmpuint (strlen (name), <=, 120);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_str_has_prefix (name, "2026-01-31 1405 "));
      g_assert_true (g_str_has_suffix (name, ").eml"));
      g_assert_null (strpbrk (name, "/\\:*?\"<>|\n\t\001"));
      g_assert_null (strstr (name, "\xE2\x80\xAE"));
      g_assert_null (strstr (name, "  "));
    }
}

/* A second export finds all there and counts it; it never overwrites. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  RstExportResult first;
  RstExportResult second;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  add (fixture->store, "one", "one", "Subject: 1\r\n\r\n", 14);
  add (fixture->store, "two", "two", "Subject: 2\r\n\r\n", 14);
  g_assert_true (export_all (fixture, &first, &error));
  g_assert_true (export_all (fixture, &second, &error));
  g_assert_cmpuint (second.exported, ==, 2);
  g_assert_cmpuint (second.octets, ==, first.octets);
  names = list_target (fixture);
  g_assert_cmpuint (names->len, ==, 2);

  path = g_build_filename (fixture->target, names->pdata[0], NULL);
  g_assert_true (g_file_set_contents (path, "somebody's own", -1, NULL));
  g_assert_false (export_all (fixture, &second, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE);
  g_assert_nonnull (strstr (error->message, names->pdata[0]));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "somebody's own");
  after = list_target (fixture);
  g_assert_cmpuint (after->len, ==, 2);
}

/* Many pages of messages, of which the filter chooses. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) none = rst_filter_new ("other", NULL, NULL);
  RstExportResult result;

  for (int i = 0; i < 150; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%d", i);

      add (fixture->store, name, name, name, strlen (name));
    }
  g_assert_true (export_all (fixture, &result, NULL));
  g_assert_cmpuint (result.exported, ==, 150);
  g_assert_true (rst_export_eml (fixture->store, none, fixture->target, &result, NULL, NULL));
  g_assert_cmpuint (result.exported, ==, 0);
}

/* A target that cannot be made is named. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = g_path_get_dirname (fixture->target);
  RstExportResult result;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (out, "a file", -1, NULL));
  g_assert_false (export_all (fixture, &result, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE);
  g_assert_nonnull (strstr (error->message, fixture->target));
}

#define ADD(path, func) g_test_add ("/export/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("exact", test_exact);
  ADD ("names", test_names);
  ADD ("again", test_again);
  ADD ("filter", test_filter);
  ADD ("no-folder", test_no_folder);
  return g_test_run ();
}
