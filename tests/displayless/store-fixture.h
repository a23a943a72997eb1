/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-store.h"

/* A profile of its own for each test. */
typedef struct
{
  char *folder;
  char *mail_db;
  RstStore *store;
} StoreFixture;

/* A file, or a folder with all that is in it. */
void store_fixture_remove_tree (const char *path);

/* For g_test_add (): an empty store in a folder of its own. */
void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);

/* A message that was just received. */
RstArrival *store_fixture_new_arrival (const char *unique_id, const char *octets, gsize size);

/* Stores octets in the account “work”. */
gboolean store_fixture_add (RstStore *store, const char *unique_id, const char *octets, gsize size, GError **error);

/* Stores a small message of a given date; date 0 for none. */
void store_fixture_add_dated (RstStore *store, const char *account, const char *unique_id, gint64 date);

/* What is known under a unique-id, with the ordinals 0 and 1. */
RstLedger *store_fixture_load_ledger (RstStore *store, const char *account, const char *unique_id);

/* The ids of a list. */
GArray *store_fixture_list_ids (RstStore *store, const RstFilter *filter);
GArray *store_fixture_list (RstStore *store, const char *account, const char *mailbox);
gint64 store_fixture_get_newest (RstStore *store);

/* Changes messages and gives what undoes it. */
RstUndo *store_fixture_change (RstStore *store, const gint64 *ids, gsize n_ids, const RstChange *wanted);

/* That a check finds nothing, each message hashed again. */
void store_fixture_assert_whole (RstStore *store);

/* A mail.db of an older version of the schema, in which @sql puts what it holds. */
void store_fixture_write_old (const char *path, guint version, const char *sql);

/* Runs SQL on a file behind the store's back. */
void store_fixture_tamper (const char *path, const char *sql);

/* Keeps the result of an async call; user_data is where. */
void store_fixture_keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Iterates until it is there. */
GAsyncResult *store_fixture_wait_result (GAsyncResult **result);
