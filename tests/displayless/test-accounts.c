/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of a profile, as two programs on it see them. */

#include "config.h"

#include <glib/gstdio.h>

#include "accounts/rst-accounts.h"
#include "base/rst-error.h"

/* One program's view. */
typedef struct
{
  RstStore *store;
  RstAccounts *accounts;
  guint n_changes;
  GPtrArray *loaded;
} View;

static char *folder;

static void
changed_cb (View *view)
{
  view->n_changes++;
}

static void
view_init (View *view)
{
  g_autoptr (GError) error = NULL;

  *view = (View) { .store = rst_store_open (folder, &error) };
  g_assert_no_error (error);
  view->accounts = rst_accounts_new (view->store);
  g_signal_connect_swapped (view->accounts, "changed", G_CALLBACK (changed_cb), view);
}

static void
view_clear (View *view)
{
  g_signal_handlers_disconnect_by_data (view->accounts, view);
  g_clear_object (&view->accounts);
  g_clear_object (&view->store);
  g_clear_pointer (&view->loaded, g_ptr_array_unref);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  View *view = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&view->loaded, g_ptr_array_unref);
  view->loaded = rst_accounts_load_finish (RST_ACCOUNTS (source), result, &error);
  g_assert_no_error (error);
}

static guint
load (View *view)
{
  g_clear_pointer (&view->loaded, g_ptr_array_unref);
  rst_accounts_load_async (view->accounts, NULL, loaded_cb, view);
  while (view->loaded == NULL)
    g_main_context_iteration (NULL, TRUE);
  return view->loaded->len;
}

static void
wait_for_change (View *view)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (view->n_changes == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
  view->n_changes = 0;
}

static void
save (View *view, const char *id, const char *name)
{
  g_autoptr (RstAccount) account = rst_account_new (id, NULL);
  g_autoptr (GError) error = NULL;

  rst_account_set_url (account, "pop3s://anna@mail.example.org", NULL);
  g_free (account->name);
  account->name = g_strdup (name);
  rst_accounts_save (view->accounts, account, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_two_programs (void)
{
  View here, there;
  g_autoptr (GError) error = NULL;

  view_init (&here);
  view_init (&there);
  g_assert_cmpuint (load (&here), ==, 0);

  save (&there, "work", "Work");
  wait_for_change (&here);
  g_assert_cmpuint (load (&here), ==, 1);

  save (&there, "work", "Renamed");
  wait_for_change (&here);
  g_assert_cmpuint (load (&here), ==, 1);
  g_assert_cmpstr (((RstAccount *) here.loaded->pdata[0])->name, ==, "Renamed");

  rst_accounts_remove (there.accounts, "work", NULL, &error);
  g_assert_no_error (error);
  wait_for_change (&here);
  g_assert_cmpuint (load (&here), ==, 0);

  view_clear (&there);
  view_clear (&here);
}

static void
test_unknown (void)
{
  View view;
  g_autoptr (GError) error = NULL;

  view_init (&view);
  g_assert_null (rst_accounts_lookup (view.accounts, "nobody", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
  g_clear_error (&error);
  g_assert_false (rst_accounts_remove (view.accounts, "nobody", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
  view_clear (&view);
}

int
main (int argc, char **argv)
{
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  remove[2] = folder = g_dir_make_tmp ("restante-XXXXXX", NULL);
  g_test_add_func ("/accounts/two-programs", test_two_programs);
  g_test_add_func ("/accounts/unknown", test_unknown);
  status = g_test_run ();
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (folder);
  return status;
}
