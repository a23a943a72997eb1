/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What scripts rely on: wrong words are refused with their status, and said in
 * JSON; output that is not taken is an error; foreign text does not steer a
 * terminal.
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <pty.h>
#include <string.h>
#include <sysexits.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pop3/rst-pop3-auth.h"
#include "rst-test-server.h"
#include "store/rst-store.h"

#define MAX_WORDS 20

#define STEERING \
  "From: =?utf-8?q?=1B]0;title=07?= <a@example.org>\r\n" \
  "Subject: red \x1b[31m\r\n" \
  "\r\n" \
  "\x1b[2Jgone \xe2\x80\xaetxt.exe \x7f\r\n"

typedef struct
{
  char *folder;
  RstStore *store;
} Fixture;

static void
add_message (RstStore *store, const char *account, const char *text)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  RstArrival *arrival = g_new0 (RstArrival, 1);
  g_autoptr (GError) error = NULL;

  arrival->unique_id = g_strdup (text);
  arrival->raw = g_bytes_new (text, strlen (text));
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, arrival->raw);
  arrival->summary = rst_summary_parse (arrival->raw);
  g_ptr_array_add (arrivals, arrival);
  rst_store_add (store, account, arrivals, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("restante-XXXXXX", NULL);
  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  add_message (fixture->store, "work", STEERING);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  g_clear_object (&fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->folder);
}

/* restantectl on the fixture's profile with more words. */
static void
fill_words (const char **words, Fixture *fixture, va_list more)
{
  guint n = 0;

  words[n++] = g_getenv ("RST_CTL");
  words[n++] = "--profile";
  words[n++] = fixture->folder;
  do
    {
      g_assert_cmpuint (n, <, MAX_WORDS);
      words[n] = va_arg (more, const char *);
    }
  while (words[n++] != NULL);
}

/* Its output may be %NULL where nobody reads it. */
static int
run_words (const char **words, const char *input, char **output)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;

  process = g_subprocess_newv (words,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, output, &complaint, &error);
  g_assert_no_error (error);
  if (*complaint != '\0')
    g_test_message ("%s", complaint);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static int
run (Fixture *fixture, const char *input, char **output, ...)
{
  const char *words[MAX_WORDS + 1];
  va_list more;

  va_start (more, output);
  fill_words (words, fixture, more);
  va_end (more);
  return run_words (words, input, output);
}

/* These words must be refused, in JSON too. */
#define assert_refused(fixture, status, ...) \
  assert_refused_full (fixture, status, NULL, "--json", __VA_ARGS__, NULL)

static void
assert_refused_full (Fixture *fixture, int status, const char *input, ...)
{
  const char *words[MAX_WORDS + 1];
  g_autofree char *output = NULL;
  va_list more;

  va_start (more, input);
  fill_words (words, fixture, more);
  va_end (more);
  g_assert_cmpint (run_words (words, input, &output), ==, status);
  g_assert_true (g_str_has_prefix (output, "{\"error\":{\"code\":\""));
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;

  assert_refused (fixture, EX_USAGE, "--nothing", "list");
  assert_refused (fixture, EX_USAGE, "nothing");
  assert_refused (fixture, EX_USAGE, "list", "more");
  assert_refused (fixture, EX_USAGE, "--profile", "", "list");
  g_assert_cmpint (run (fixture, NULL, &output, "--json", "stats", "more", NULL), ==, EX_USAGE);
  g_assert_nonnull (strstr (output, "restantectl stats\""));
}

/* Each command says how it is used, and needs no profile for it. */
static void
test_help (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = {
    "account", "fetch", "doctor", "list", "show", "origin", "mark", "search", "export", "check", "stats",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *usage = g_strconcat ("restantectl [OPTION…] ", commands[i], NULL);

      g_assert_cmpint (run (fixture, NULL, &output, commands[i], "--help", NULL), ==, EX_OK);
      g_assert_nonnull (strstr (output, usage));
    }
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *known = NULL;
  g_autofree char *empty = NULL;

  assert_refused (fixture, EX_USAGE, "list", "--limit", "0");
  assert_refused (fixture, EX_USAGE, "list", "--limit", "-1");
  assert_refused (fixture, EX_USAGE, "search", "--limit", "0", "words");
  assert_refused (fixture, EX_USAGE, "list", "--before", "0");
  assert_refused (fixture, EX_USAGE, "list", "--mailbox", "nowhere");
  assert_refused (fixture, EX_CONFIG, "list", "--account", "nobody");

  /* An account that is no more, but its mail is. */
  g_assert_cmpint (run (fixture, NULL, &known, "--json", "list", "--account", "work", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (known, "\"account\":\"work\""));
  g_assert_cmpint (run (fixture, NULL, &empty, "--json", "list", "--mailbox", "archive", NULL), ==, EX_OK);
  g_assert_cmpstr (empty, ==, "");
}

static GArray *
list_ids (RstStore *store, const RstFilter *filter)
{
  g_autoptr (RstListing) listing = rst_store_list (store, filter, NULL, NULL);

  return rst_listing_dup_ids (listing);
}

static void
test_show (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GArray) ids = list_ids (fixture->store, filter);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, 0));
  g_autofree char *raw = NULL;

  assert_refused (fixture, EX_USAGE, "show", id, "--raw", "--headers");
  assert_refused (fixture, EX_USAGE, "show", id, "--text", "--part", "1");
  assert_refused (fixture, EX_USAGE, "show", id, "--part", "-1");
  assert_refused (fixture, EX_USAGE, "show", "1");
  g_assert_cmpint (run (fixture, NULL, &raw, "show", id, "--raw", NULL), ==, EX_OK);
  g_assert_cmpstr (raw, ==, STEERING);
}

static void
add_to_ledger (RstStore *store, const char *account, const char *unique_id)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (entries, rst_ledger_entry_new (unique_id, 0, 2500));
  rst_store_advance (store, account, entries, RST_LEDGER_ANNOUNCED, NULL, &error);
  g_assert_no_error (error);
}

static char *
dup_first_id (RstStore *store)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GArray) ids = list_ids (store, filter);

  return g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, 0));
}

/* Where a message came from is told of each that is named, or of all that an
 * account's server is believed to have, also of what was not downloaded yet.
 */
static void
test_origin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = dup_first_id (fixture->store);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, STEERING, -1);
  g_autofree char *hash_member = g_strdup_printf ("\"sha256\":\"%s\"", sha256);
  g_autofree char *named = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  assert_refused (fixture, EX_USAGE, "origin");
  assert_refused (fixture, EX_USAGE, "origin", "some");
  assert_refused (fixture, EX_USAGE, "origin", "1");
  assert_refused (fixture, EX_USAGE, "origin", id, "--account", "work");
  assert_refused (fixture, EX_CONFIG, "origin", "--account", "nobody");

  add_to_ledger (fixture->store, "work", "new");
  g_assert_cmpint (run (fixture, NULL, &named, "--json", "origin", id, NULL), ==, EX_OK);
  g_assert_nonnull (strstr (named, hash_member));
  g_assert_nonnull (strstr (named, "\"state\":\"stored\""));
  g_assert_nonnull (strstr (named, "\"on_server\":true,\"reason\":\"It stays on the server: its account is no longer set up here.\"}"));

  g_assert_cmpint (run (fixture, NULL, &listed, "--json", "origin", "--account", "work", NULL), ==, EX_OK);
  lines = g_strsplit (listed, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (listed, "\"uidl\":\"new\",\"ordinal\":0,\"server_size\":2500,\"state\":\"announced\""));
  g_assert_nonnull (strstr (listed, hash_member));
  g_assert_cmpint (run (fixture, NULL, &text, "origin", "--account", "work", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (text, "(not downloaded)"));
}

#define ADD "account", "add", "new", "--url", "pop3s://ann@mail.example.org"

static void
test_account (Fixture *fixture, gconstpointer data)
{
  g_autofree char *listed = NULL;

  assert_refused (fixture, EX_USAGE, ADD, "--timeout", "0");
  assert_refused (fixture, EX_USAGE, ADD, "--timeout", "86401");
  assert_refused (fixture, EX_USAGE, ADD, "--timeout", "soon");
  assert_refused (fixture, EX_USAGE, ADD, "--password-stdin", "--password-command", "cat");
  assert_refused (fixture, EX_USAGE, ADD, "--token-command", "cat", "--password-command", "cat");
  assert_refused (fixture, EX_USAGE, ADD, "--token-command", "cat", "--password-stdin");
  assert_refused (fixture, EX_USAGE, ADD, "--auth", "magic");
  assert_refused (fixture, EX_CONFIG, ADD, "--client-certificate", "/nonexistent/me.pem");
  assert_refused_full (fixture, EX_USAGE, "", "--json", ADD, "--password-stdin", NULL);
  assert_refused_full (fixture, EX_USAGE, "\r\n", "--json", ADD, "--password-stdin", NULL);
  assert_refused_full (fixture, EX_USAGE, "\xff\n", "--json", ADD, "--password-stdin", NULL);
  g_assert_cmpint (run (fixture, NULL, &listed, "--json", "account", "list", NULL), ==, EX_OK);
  g_assert_cmpstr (listed, ==, "");
}

/* What stays on the server is set and shown as it is written, and what makes no
 * sense changes nothing.
 */
static void
test_leave (Fixture *fixture, gconstpointer data)
{
  static const char *const rules[] = { "always", "never", "14", "newest:500", "newest:200MB", "here" };
  g_autofree char *added = NULL;
  g_autofree char *unproven = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  g_assert_cmpint (run (fixture, NULL, &added, "--json", ADD, NULL), ==, EX_OK);
  g_assert_nonnull (strstr (added, "\"leave\":\"always\",\"leave_unproven\":false,"));
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *expected = g_strdup_printf ("\"leave\":\"%s\",\"leave_unproven\":false,", rules[i]);

      g_assert_cmpint (run (fixture, NULL, &output, "--json", "account", "set", "new", "--leave", rules[i], NULL), ==, EX_OK);
      g_assert_nonnull (strstr (output, expected));
    }

  assert_refused (fixture, EX_USAGE, "account", "set", "new", "--leave", "soon");
  assert_refused (fixture, EX_USAGE, "account", "set", "new", "--leave", "newest:0");
  assert_refused (fixture, EX_USAGE, "account", "set", "new", "--leave-unproven", "maybe");
  g_assert_cmpint (run (fixture, NULL, &unproven, "--json", "account", "set", "new", "--leave-unproven", "yes", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (unproven, "\"leave\":\"here\",\"leave_unproven\":true,"));
  g_assert_cmpint (run (fixture, NULL, &shown, "--json", "account", "show", "new", NULL), ==, EX_OK);
  g_assert_cmpstr (shown, ==, unproven);
  g_assert_cmpint (run (fixture, NULL, &text, "account", "show", "new", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (text, "Left unproven      yes\n"));
}

#define ADD_WORK "account", "add", "work", "--url", "pop3s://ann@mail.example.org"

/* What a rule would remove is said before it is saved, and is not saved. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *leave;
    const char *unproven;
    guint removed;
  } cases[] = {
    { "always", "no", 0 }, { "never", "no", 2 }, { "never", "yes", 0 }, { "newest:1", "no", 1 },
    { "newest:5GB", "no", 0 }, { "7", "no", 0 }, { "here", "no", 0 },
  };
  g_autofree char *added = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  add_message (fixture->store, "work", "Subject: second\r\n\r\n");
  g_assert_cmpint (run (fixture, NULL, &added, ADD_WORK, NULL), ==, EX_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = NULL;
      g_autofree char *start = g_strdup_printf ("{\"account\":\"work\",\"leave\":\"%s\",\"leave_unproven\":%s,\"messages\":2,\"octets\":",
                                                cases[i].leave, g_str_equal (cases[i].unproven, "yes") ? "true" : "false");
      g_autofree char *removed = g_strdup_printf ("\"removed\":%u,\"removed_octets\":", cases[i].removed);
      g_autofree char *kept = g_strdup_printf ("\"kept\":%u,\"kept_octets\":", 2 - cases[i].removed);

      g_assert_cmpint (run (fixture, NULL, &output, "--json", "account", "preview", "work", "--leave", cases[i].leave,
                            "--leave-unproven", cases[i].unproven, NULL), ==, EX_OK);
      g_test_message ("%s", output);
      g_assert_true (g_str_has_prefix (output, start));
      g_assert_nonnull (strstr (output, removed));
      g_assert_nonnull (strstr (output, kept));
    }

  g_assert_cmpint (run (fixture, NULL, &text, "account", "preview", "work", "--leave", "never", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (text, "remove 2 of them"));
  g_assert_cmpint (run (fixture, NULL, &shown, "--json", "account", "show", "work", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (shown, "\"leave\":\"always\",\"leave_unproven\":false,"));
  assert_refused (fixture, EX_USAGE, "account", "preview", "work", "--leave", "soon");
  assert_refused (fixture, EX_CONFIG, "account", "preview", "nobody", "--leave", "never");
}

/* Every way to log in can be set, and is listed by the help and by the refusal
 * of another.
 */
static void
test_auth_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *added = NULL;
  g_autofree char *help = NULL;
  g_autofree char *refused = NULL;

  g_assert_cmpint (run (fixture, NULL, &added, ADD, NULL), ==, EX_OK);
  g_assert_cmpint (run (fixture, NULL, &help, "account", "set", "--help", NULL), ==, EX_OK);
  g_assert_cmpint (run (fixture, NULL, &refused, "--json", "account", "set", "new", "--auth", "magic", NULL), ==, EX_USAGE);
  for (guint i = 0; i <= RST_POP3_AUTH_LAST; i++)
    {
      const char *name = rst_pop3_auth_get_name ((RstPop3Auth) i);
      g_autofree char *output = NULL;
      g_autofree char *expected = g_strdup_printf ("\"auth\":\"%s\"", name);

      g_assert_cmpint (run (fixture, NULL, &output, "--json", "account", "set", "new", "--auth", name, NULL), ==, EX_OK);
      g_assert_nonnull (strstr (output, expected));
      g_assert_nonnull (strstr (help, name));
      g_assert_nonnull (strstr (refused, name));
    }
}

/* Setting a token command takes the password command back, and the other way
 * round.
 */
static void
test_secret_source (Fixture *fixture, gconstpointer data)
{
  g_autofree char *added = NULL;
  g_autofree char *token = NULL;
  g_autofree char *password = NULL;

  g_assert_cmpint (run (fixture, NULL, &added, ADD, "--password-command", "pass", NULL), ==, EX_OK);
  g_assert_cmpint (run (fixture, NULL, &token, "--json", "account", "set", "new", "--token-command", "oama access", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (token, "\"password_command\":null,\"token_command\":\"oama access\",\"client_certificate\":null"));
  g_assert_cmpint (run (fixture, NULL, &password, "--json", "account", "set", "new", "--password-command", "pass", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (password, "\"password_command\":\"pass\",\"token_command\":null"));
}

/* To set a way to log in, the same one too, is the consent that ends an alarm. */
static void
test_consent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *added = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *consented = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (run (fixture, NULL, &added, ADD, NULL), ==, EX_OK);
  g_assert_true (rst_store_save_account_state (fixture->store, "new", "{\"auth\":\"plain\"}", NULL, NULL));
  g_assert_cmpint (run (fixture, NULL, &kept, "account", "set", "new", "--leave", "7", NULL), ==, EX_OK);
  before = rst_store_load_account_state (fixture->store, "new", NULL, NULL);
  g_assert_nonnull (strstr (before, "\"auth\":\"plain\""));
  g_assert_cmpint (run (fixture, NULL, &consented, "account", "set", "new", "--auth", "auto", NULL), ==, EX_OK);
  after = rst_store_load_account_state (fixture->store, "new", NULL, NULL);
  g_assert_nonnull (strstr (after, "\"auth\":\"auto\""));
}

/* One account that cannot be used is told of, and stops none of the others. */
static void
test_broken_account (Fixture *fixture, gconstpointer data)
{
  g_autofree char *added = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *fetched = NULL;
  g_autofree char *removed = NULL;

  g_assert_true (rst_store_save_account (fixture->store, "broken", "{\"url\":\"imap://x\"}", NULL, NULL));
  g_assert_cmpint (run (fixture, NULL, &added, ADD, "--password-command", "false", NULL), ==, EX_OK);
  g_assert_cmpint (run (fixture, NULL, &listed, "--json", "account", "list", NULL), ==, EX_CONFIG);
  g_assert_nonnull (strstr (listed, "{\"id\":\"broken\",\"error\":{\"code\":"));
  g_assert_nonnull (strstr (listed, "{\"id\":\"new\",\"name\""));
  run (fixture, NULL, &fetched, "--json", "fetch", NULL);
  g_assert_nonnull (strstr (fetched, "{\"account\":\"broken\""));
  g_assert_nonnull (strstr (fetched, "{\"account\":\"new\""));
  g_assert_nonnull (strstr (fetched, "\"code\":\"auth\""));
  g_assert_cmpint (run (fixture, NULL, &removed, "account", "remove", "broken", NULL), ==, EX_OK);
}

/* A timer leaves out who wants to be left alone (RFC 2449 §6.5, §8.1); a person
 * does not.
 */
static void
test_due (Fixture *fixture, gconstpointer data)
{
  static const char *const reasons[] = { "login-delay", "in-use", "temporary" };
  g_autofree char *added = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *due = NULL;

  g_assert_cmpint (run (fixture, NULL, &added, ADD, "--password-command", "false", NULL), ==, EX_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *state = g_strdup_printf ("{\"not_before\":%" G_GINT64_FORMAT ",\"reason\":\"%s\"}",
                                                g_get_real_time () / G_USEC_PER_SEC + 600, reasons[i]);
      g_autofree char *code = g_strdup_printf ("\"code\":\"%s\"", reasons[i]);
      g_autofree char *output = NULL;

      g_assert_true (rst_store_save_account_state (fixture->store, "new", state, NULL, NULL));
      g_assert_cmpint (run (fixture, NULL, &output, "--json", "fetch", "--due", NULL), ==, EX_TEMPFAIL);
      g_assert_nonnull (strstr (output, "\"account\":\"new\",\"listed\":0"));
      g_assert_nonnull (strstr (output, code));
    }
  g_assert_cmpint (run (fixture, NULL, &asked, "--json", "fetch", NULL), ==, EX_NOPERM);
  g_assert_true (rst_store_save_account_state (fixture->store, "new", NULL, NULL, NULL));
  g_assert_cmpint (run (fixture, NULL, &due, "--json", "fetch", "--due", NULL), ==, EX_NOPERM);
  g_assert_true (g_str_has_suffix (due, "\"warning\":null}\n"));
}

/* A server in the clear that refuses. */
static RstTestServer *
add_refusing (Fixture *fixture)
{
  RstTestServerOptions options = { .user = "ann", .password = "other", .add_capa = "EXPIRE 0" };
  g_autoptr (GError) error = NULL;
  RstTestServer *server = rst_test_server_new (&options, &error);
  g_autofree char *url = NULL;
  g_autofree char *output = NULL;

  g_assert_no_error (error);
  url = g_strdup_printf ("pop3://ann@127.0.0.1:%u", rst_test_server_get_port (server));
  g_assert_cmpint (run (fixture, NULL, &output, "account", "add", "new", "--url", url, "--insecure-plaintext",
                        "--password-command", "echo hunter2hunter2", NULL), ==, EX_OK);
  return server;
}

/* What one sends to who helps: the server's words, and nothing secret. */
static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstTestServer) server = add_refusing (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "report.txt", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) "\0ann\0hunter2hunter2", 19);
  g_autofree char *output = NULL;
  g_autofree char *report = NULL;
  GStatBuf info;

  g_assert_cmpint (run (fixture, NULL, &output, "fetch", "--report", path, NULL), ==, EX_NOPERM);
  g_assert_true (g_file_get_contents (path, &report, NULL, NULL));
  g_test_message ("%s", report);
  g_assert_nonnull (strstr (report, "Restante " RST_VERSION));
  g_assert_nonnull (strstr (report, "Error: auth: "));
  g_assert_nonnull (strstr (report, "Announced"));
  g_assert_nonnull (strstr (report, "> CAPA"));
  g_assert_nonnull (strstr (report, "password from a command"));
  g_assert_null (strstr (report, "hunter2"));
  g_assert_null (strstr (report, encoded));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* The protocol as it goes, with the account's id and without secrets. */
static void
test_debug (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstTestServer) server = add_refusing (fixture);
  g_autofree char *line = g_strdup_printf ("exec \"$RST_CTL\" --profile '%s' --debug fetch 2>&1", fixture->folder);
  const char *words[] = { "/bin/sh", "-c", line, NULL };
  g_autofree char *output = NULL;

  g_assert_cmpint (run_words (words, NULL, &output), ==, EX_NOPERM);
  g_test_message ("%s", output);
  g_assert_nonnull (strstr (output, " > CAPA\n"));
  g_assert_nonnull (strstr (output, "new: "));
  g_assert_null (strstr (output, "hunter2"));
}

/* RFC 2449 §6.7: that the server removes by itself is said, in JSON at the end. */
static void
test_warning (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstTestServer) server = add_refusing (fixture);
  g_autofree char *set = NULL;
  g_autofree char *output = NULL;

  g_assert_cmpint (run (fixture, NULL, &set, "account", "set", "new", "--password-command", "echo other", NULL), ==, EX_OK);
  g_assert_cmpint (run (fixture, NULL, &output, "--json", "fetch", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (output, "\"error\":null,\"warning\":\"The server of account"));
}

static void
test_fetch_named_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;
  g_autofree char *added = NULL;

  /* One pass, which fails for want of a password. */
  g_assert_cmpint (run (fixture, NULL, &added, ADD, "--password-command", "false", NULL), ==, EX_OK);
  g_assert_cmpint (run (fixture, NULL, &output, "--json", "fetch", "new", "new", NULL), ==, EX_NOPERM);
  g_assert_true (strchr (output, '\n') == output + strlen (output) - 1);
}

static int
run_into (Fixture *fixture, const char *shell)
{
  g_autofree char *line = g_strdup_printf ("exec \"$RST_CTL\" --profile '%s' %s", fixture->folder, shell);
  const char *words[] = { "/bin/sh", "-c", line, NULL };
  g_autofree char *output = NULL;

  return run_words (words, NULL, &output);
}

static void
test_output_not_taken (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "list", "--json list", "stats", "--json stats", "check", "search red", "--version" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *full = g_strconcat (commands[i], " > /dev/full", NULL);
      g_autofree char *closed = g_strconcat (commands[i], " >&-", NULL);

      g_assert_cmpint (run_into (fixture, commands[i]), ==, EX_OK);
      g_assert_cmpint (run_into (fixture, full), ==, EX_IOERR);
      g_assert_cmpint (run_into (fixture, closed), ==, EX_IOERR);
    }
  g_assert_cmpint (run_into (fixture, "list <&- 2>&-"), ==, EX_OK);
}

/* What a command writes to a terminal. */
static char *
run_on_terminal (Fixture *fixture, ...)
{
  const char *words[MAX_WORDS + 1];
  GString *output = g_string_new (NULL);
  char buffer[4096];
  gssize length;
  va_list more;
  int terminal;
  pid_t pid;

  va_start (more, fixture);
  fill_words (words, fixture, more);
  va_end (more);
  pid = forkpty (&terminal, NULL, NULL, NULL);
  if (pid == 0)
    {
      execv (words[0], (char **) words);
      _exit (EX_OSERR);
    }
  g_assert_cmpint (pid, >, 0);
  while ((length = read (terminal, buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, length);
  close (terminal);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  return g_string_free (output, FALSE);
}

static void
assert_harmless (const char *output)
{
  g_test_message ("%s", output);
  g_assert_nonnull (strstr (output, "gone"));
  for (const char *p = output; *p != '\0'; p++)
    g_assert_true (!g_ascii_iscntrl (*p) || strchr ("\r\n\t", *p) != NULL);
  g_assert_null (strstr (output, "\xe2\x80\xae"));
}

static void
test_terminal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GArray) ids = list_ids (fixture->store, filter);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, 0));
  g_autofree char *whole = run_on_terminal (fixture, "show", id, NULL);
  g_autofree char *text = run_on_terminal (fixture, "show", id, "--text", NULL);
  g_autofree char *part = run_on_terminal (fixture, "show", id, "--part", "1", NULL);
  g_autofree char *found = run_on_terminal (fixture, "search", "txt", NULL);
  g_autofree char *headers = run_on_terminal (fixture, "show", id, "--headers", NULL);
  g_autofree char *origin = run_on_terminal (fixture, "origin", id, NULL);
  g_autofree char *origins = run_on_terminal (fixture, "origin", "--account", "work", NULL);
  g_autofree char *piped = NULL;

  assert_harmless (whole);
  assert_harmless (text);
  assert_harmless (part);
  assert_harmless (found);
  assert_harmless (origin);
  assert_harmless (origins);
  g_assert_null (strchr (headers, '\x1b'));
  /* A pipe gets what was sent. */
  g_assert_cmpint (run (fixture, NULL, &piped, "show", id, "--part", "1", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (piped, "\x1b[2J"));
}

/* A server with a message of about 40 kB. */
static RstTestServer *
new_server (char **octets)
{
  RstTestServerOptions options = { .user = "u", .password = "right" };
  g_autoptr (GError) error = NULL;
  RstTestServer *server = rst_test_server_new (&options, &error);
  GString *text = g_string_new ("Subject: large\r\nMessage-ID: <l@example.org>\r\n\r\n");

  g_assert_no_error (error);
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "line %u, which is one of a thousand\r\n", i);
  *octets = g_string_free (text, FALSE);
  rst_test_server_add_message (server, *octets, -1);
  return server;
}

static char *
find_large (Fixture *fixture)
{
  g_autoptr (RstFilter) filter = rst_filter_new ("new", NULL, NULL);
  g_autoptr (GArray) ids = list_ids (fixture->store, filter);

  g_assert_cmpuint (ids->len, ==, 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, 0));
}

/* A message beyond the limit is said to be here in part, is not exported as if
 * it were whole, and comes when it is asked for.
 */
static void
test_rest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *octets = NULL;
  g_autoptr (RstTestServer) server = new_server (&octets);
  g_autofree char *url = g_strdup_printf ("pop3://u@127.0.0.1:%u", rst_test_server_get_port (server));
  g_autofree char *folder = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *added = NULL;
  g_autofree char *fetched = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *exported = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *id = NULL;

  g_assert_cmpint (run (fixture, NULL, &added, "--json", "account", "add", "new", "--url", url, "--insecure-plaintext",
                        "--password-command", "echo right", "--size-limit", "10kB", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (added, "\"size_limit\":\"10kB\""));
  g_assert_cmpint (run (fixture, NULL, &fetched, "--json", "fetch", "new", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (fetched, "\"downloaded\":0,\"partial\":1"));

  id = find_large (fixture);
  g_assert_cmpint (run (fixture, NULL, &listed, "--json", "list", "--account", "new", NULL), ==, EX_OK);
  g_assert_nonnull (strstr (listed, "\"sha256\":null"));
  g_assert_nonnull (strstr (listed, "\"partial\":true"));
  g_assert_cmpint (run (fixture, NULL, &shown, "--json", "show", id, NULL), ==, EX_OK);
  g_assert_nonnull (strstr (shown, "\"partial\":true"));
  g_assert_cmpint (run (fixture, NULL, &exported, "--json", "export", "--format", "eml", folder, NULL), ==, EX_OK);
  g_assert_nonnull (strstr (exported, "\"exported\":1,"));
  g_assert_nonnull (strstr (exported, "\"partial\":1}"));

  assert_refused (fixture, EX_USAGE, "fetch", "--rest");
  assert_refused (fixture, EX_USAGE, "fetch", "--rest", "new");
  assert_refused (fixture, EX_USAGE, "fetch", "--rest", "1");
  g_assert_cmpint (run (fixture, NULL, &rest, "--json", "fetch", "--rest", id, NULL), ==, EX_OK);
  g_assert_nonnull (strstr (rest, "\"downloaded\":1,\"partial\":0"));
  g_assert_cmpint (run (fixture, NULL, &raw, "show", id, "--raw", NULL), ==, EX_OK);
  g_assert_cmpstr (raw, ==, octets);
  g_assert_cmpint (run (fixture, NULL, &whole, "--json", "show", id, NULL), ==, EX_OK);
  g_assert_nonnull (strstr (whole, "\"partial\":false"));
  assert_refused (fixture, EX_USAGE, "fetch", "--rest", id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/usage", Fixture, NULL, set_up, test_usage, tear_down);
  g_test_add ("/ctl/help", Fixture, NULL, set_up, test_help, tear_down);
  g_test_add ("/ctl/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/ctl/show", Fixture, NULL, set_up, test_show, tear_down);
  g_test_add ("/ctl/origin", Fixture, NULL, set_up, test_origin, tear_down);
  g_test_add ("/ctl/account", Fixture, NULL, set_up, test_account, tear_down);
  g_test_add ("/ctl/leave", Fixture, NULL, set_up, test_leave, tear_down);
  g_test_add ("/ctl/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/ctl/auth-names", Fixture, NULL, set_up, test_auth_names, tear_down);
  g_test_add ("/ctl/secret-source", Fixture, NULL, set_up, test_secret_source, tear_down);
  g_test_add ("/ctl/consent", Fixture, NULL, set_up, test_consent, tear_down);
  g_test_add ("/ctl/broken-account", Fixture, NULL, set_up, test_broken_account, tear_down);
  g_test_add ("/ctl/due", Fixture, NULL, set_up, test_due, tear_down);
  g_test_add ("/ctl/report", Fixture, NULL, set_up, test_report, tear_down);
  g_test_add ("/ctl/debug", Fixture, NULL, set_up, test_debug, tear_down);
  g_test_add ("/ctl/warning", Fixture, NULL, set_up, test_warning, tear_down);
  g_test_add ("/ctl/fetch-named-twice", Fixture, NULL, set_up, test_fetch_named_twice, tear_down);
  g_test_add ("/ctl/rest", Fixture, NULL, set_up, test_rest, tear_down);
  g_test_add ("/ctl/output-not-taken", Fixture, NULL, set_up, test_output_not_taken, tear_down);
  g_test_add ("/ctl/terminal", Fixture, NULL, set_up, test_terminal, tear_down);
  return g_test_run ();
}
