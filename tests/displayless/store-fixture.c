/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/rst-database.h"
#include "store/rst-schema.h"

void
store_fixture_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      store_fixture_remove_tree (child);
    }
  g_remove (path);
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rst-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->mail_db = g_build_filename (fixture->folder, "mail.db", NULL);
  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  store_fixture_remove_tree (fixture->folder);
  g_free (fixture->mail_db);
  g_free (fixture->folder);
}

RstArrival *
store_fixture_new_arrival (const char *unique_id, const char *octets, gsize size)
{
  RstArrival *arrival = g_new0 (RstArrival, 1);

  arrival->unique_id = g_strdup (unique_id);
  arrival->octets = size;
  arrival->raw = g_bytes_new (octets, size);
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, arrival->raw);
  arrival->summary = rst_summary_parse (arrival->raw);
  return arrival;
}

gboolean
store_fixture_add (RstStore *store, const char *unique_id, const char *octets, gsize size, GError **error)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);

  g_ptr_array_add (arrivals, store_fixture_new_arrival (unique_id, octets, size));
  return rst_store_add (store, "work", arrivals, NULL, error);
}

RstLedger *
store_fixture_load_ledger (RstStore *store, const char *account, const char *unique_id)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  g_autoptr (GError) error = NULL;
  RstLedger *ledger;

  for (guint ordinal = 0; ordinal < 2; ordinal++)
    g_ptr_array_add (entries, rst_ledger_entry_new (unique_id, ordinal, 0));
  ledger = rst_store_load_ledger (store, account, entries, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

/* A small message of a given date; date 0 for none. */
void
store_fixture_add_dated (RstStore *store, const char *account, const char *unique_id, gint64 date)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autofree char *octets = g_strdup_printf ("Subject: %s\r\n\r\nText\r\n", unique_id);
  g_autoptr (GError) error = NULL;
  RstArrival *arrival = store_fixture_new_arrival (unique_id, octets, strlen (octets));

  arrival->summary->date = date;
  g_ptr_array_add (arrivals, arrival);
  rst_store_add (store, account, arrivals, NULL, &error);
  g_assert_no_error (error);
}

GArray *
store_fixture_list_ids (RstStore *store, const RstFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstListing) listing = rst_store_list (store, filter, NULL, &error);

  g_assert_no_error (error);
  return rst_listing_dup_ids (listing);
}

GArray *
store_fixture_list (RstStore *store, const char *account, const char *mailbox)
{
  g_autoptr (RstFilter) filter = rst_filter_new (account, mailbox, NULL);

  return store_fixture_list_ids (store, filter);
}

gint64
store_fixture_get_newest (RstStore *store)
{
  g_autoptr (GArray) ids = store_fixture_list (store, NULL, NULL);

  g_assert_cmpuint (ids->len, >, 0);
  return g_array_index (ids, gint64, 0);
}

/* Runs SQL on the file behind the store's back. */
RstUndo *
store_fixture_change (RstStore *store, const gint64 *ids, gsize n_ids, const RstChange *wanted)
{
  GError *error = NULL;
  RstUndo *undo = rst_store_change (store, ids, n_ids, wanted, NULL, &error);

  g_assert_no_error (error);
  return undo;
}

void
store_fixture_assert_whole (RstStore *store)
{
  GError *error = NULL;
  g_autoptr (RstStoreReport) report = rst_store_check (store, TRUE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    g_test_message ("%s", (const char *) report->findings->pdata[i]);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

void
store_fixture_write_old (const char *path, guint version, const char *sql)
{
  guint n_steps;
  const char *const *steps = rst_schema_get_mail_steps (&n_steps);
  g_autoptr (RstDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  database = rst_database_open (path, &error);
  g_assert_no_error (error);
  rst_database_exec (database, "PRAGMA application_id = " G_STRINGIFY (RST_SCHEMA_APPLICATION_ID), &error);
  g_assert_no_error (error);
  rst_schema_migrate (database, steps, version, &error);
  g_assert_no_error (error);
  rst_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

void
store_fixture_tamper (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstDatabase) database = rst_database_open (path, &error);

  g_assert_no_error (error);
  rst_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

void
store_fixture_keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
store_fixture_wait_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}
