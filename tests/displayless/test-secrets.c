/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passwords without a keyring: in the profile's file, or from a command. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "accounts/rst-secrets.h"
#include "base/rst-error.h"

typedef struct
{
  char *folder;
  RstAccount *account;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("restante-XXXXXX", NULL);
  fixture->account = rst_account_new ("work", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "passwords", NULL);

  g_unlink (path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  rst_account_free (fixture->account);
  g_free (fixture->folder);
}

static void
assert_password (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *password = rst_secrets_lookup (fixture->folder, fixture->account, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, expected);
  rst_password_free (password);
}

static void
assert_no_password (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_secrets_lookup (fixture->folder, fixture->account, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_AUTH);
  g_assert_nonnull (strstr (error->message, "work"));
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  static const char *const passwords[] = { "secret", " leading and trailing ", "a=b;c\\d#[x]", "pässwörd ☃", "\t" };
  g_autofree char *path = g_build_filename (fixture->folder, "passwords", NULL);
  GStatBuf info;

  assert_no_password (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_assert_true (rst_secrets_store (fixture->folder, fixture->account, passwords[i], NULL, NULL));
      assert_password (fixture, passwords[i]);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
  g_assert_true (rst_secrets_clear (fixture->folder, "work", NULL, NULL));
  assert_no_password (fixture);
}

static void
test_damaged_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "passwords", NULL);
  g_autoptr (GError) error = NULL;

  /* Not overwritten: other accounts' passwords may be in it. */
  g_assert_true (g_file_set_contents (path, "[passwords]\nhunter2\n", -1, NULL));
  g_assert_false (rst_secrets_store (fixture->folder, fixture->account, "x", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
  /* What is in it may be a password. */
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
test_command (Fixture *fixture, gconstpointer data)
{
  fixture->account->password_command = g_strdup ("printf 'from command\\nsecond line\\n'");
  assert_password (fixture, "from command");
}

static void
test_failing_commands (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "exit 3", "true", "echo", "kill -9 $$", "printf '\\377\\n'", "/nonexistent/program 2>/dev/null" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_free (fixture->account->password_command);
      fixture->account->password_command = g_strdup (commands[i]);
      assert_no_password (fixture);
    }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  /* No keyring answers here, whoever runs the test. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  add ("/secrets/file", test_file);
  add ("/secrets/damaged-file", test_damaged_file);
  add ("/secrets/command", test_command);
  add ("/secrets/failing-commands", test_failing_commands);
  return g_test_run ();
}
