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
  fixture->account->endpoint = rst_endpoint_new ("mail.example.org", 0, RST_SECURITY_TLS);
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
  rst_account_set_password_command (fixture->account, "printf 'from command\\nsecond line\\n'");
  assert_password (fixture, "from command");
  rst_account_set_password_command (fixture->account, "printf 'no end'");
  assert_password (fixture, "no end");
  rst_account_set_password_command (fixture->account, "printf ' with CRLF \\r\\n\\0\\n'");
  assert_password (fixture, " with CRLF ");
  rst_account_set_token_command (fixture->account, "echo ya29.token");
  g_assert_null (fixture->account->password_command);
  assert_password (fixture, "ya29.token");
}

static void
test_failing_commands (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = {
    "exit 3", "true", "echo", "kill -9 $$", "printf '\\377\\n'", "/nonexistent/program 2>/dev/null",
    "echo secret; exit 1", "printf 'a\\0b\\n'", "printf 'a\\rb\\n'", "printf '\\r\\n'", "yes | tr -d '\\n'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      rst_account_set_password_command (fixture->account, commands[i]);
      assert_no_password (fixture);
      rst_account_set_token_command (fixture->account, commands[i]);
      assert_no_password (fixture);
    }
}

/* A command that hangs is ended when the account's time for a step is over, and
 * at once when the person asks; what it printed before is not used.
 */
static void
test_hanging_commands (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "echo secret; exec sleep 100", "exec sleep 100", "exec >&-; exec sleep 100" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) stopped = NULL;
  gint64 begin = g_get_monotonic_time ();

  fixture->account->endpoint->timeout = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (GError) error = NULL;

      rst_account_set_password_command (fixture->account, commands[i]);
      g_assert_null (rst_secrets_lookup (fixture->folder, fixture->account, NULL, &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_TIMEOUT);
      g_assert_nonnull (strstr (error->message, "longer than 1 second"));
      g_assert_null (strstr (error->message, "secret"));
    }
  g_cancellable_cancel (cancellable);
  g_assert_null (rst_secrets_lookup (fixture->folder, fixture->account, cancellable, &stopped));
  g_assert_error (stopped, RST_ERROR, RST_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 30 * G_USEC_PER_SEC);
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
  add ("/secrets/hanging-commands", test_hanging_commands);
  return g_test_run ();
}
