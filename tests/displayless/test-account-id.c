/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-account-id.h"
#include "accounts/rst-account.h"

/* Whatever the address, the id is one that rst_account_new () takes, and no
 * account that exists gets it.
 */
static void
assert_id (const char *address, const char *expected, ...)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  va_list args;

  va_start (args, expected);
  for (char *t = va_arg (args, char *); t != NULL; t = va_arg (args, char *))
    g_ptr_array_add (taken, t);
  va_end (args);

  id = rst_account_id_from_address (address, taken);
  g_assert_cmpstr (id, ==, expected);

  {
    g_autoptr (RstAccount) account = rst_account_new (id, &error);

    g_assert_no_error (error);
    g_assert_nonnull (account);
  }
}

static void
test_local_part (void)
{
  assert_id ("anna@example.org", "anna", NULL);
  assert_id ("Anna.Berg@example.org", "anna.berg", NULL);
  assert_id ("anna+tag@example.org", "anna-tag", NULL);
  assert_id ("anna", "anna", NULL);
}

static void
test_taken (void)
{
  assert_id ("anna@example.org", "anna-example.org", "anna", NULL);
  assert_id ("anna@example.org", "anna-2", "anna", "anna-example.org", NULL);
  assert_id ("anna@example.org", "anna-3", "anna", "anna-example.org", "anna-2", NULL);
}

static void
test_odd (void)
{
  assert_id ("", "account", NULL);
  assert_id ("@example.org", "account", NULL);
  assert_id ("...@example.org", "account", NULL);
  assert_id ("_anna_@example.org", "anna", NULL);
  assert_id ("josé@example.org", "jose", NULL);
  assert_id ("a..b@example.org", "a.b", NULL);
  assert_id ("山田@example.org", "account", NULL);
}

static void
test_long (void)
{
  g_autofree char *local = g_strnfill (200, 'x');
  g_autofree char *address = g_strconcat (local, "@example.org", NULL);
  g_autofree char *expected = g_strnfill (56, 'x');
  g_autofree char *numbered = g_strconcat (expected, "-2", NULL);

  assert_id (address, expected, NULL);
  assert_id (address, numbered, expected, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-id/local-part", test_local_part);
  g_test_add_func ("/account-id/taken", test_taken);
  g_test_add_func ("/account-id/odd", test_odd);
  g_test_add_func ("/account-id/long", test_long);

  return g_test_run ();
}
