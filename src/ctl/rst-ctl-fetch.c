/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "accounts/rst-json.h"
#include "accounts/rst-report.h"
#include "base/rst-error.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl-rest.h"
#include "ctl/rst-ctl.h"
#include "fetch/rst-fetch-run.h"
#include "fetch/rst-fetch-schedule.h"

/* What was typed. */
typedef struct
{
  gboolean due;
  gboolean rest;
  char *report;
} FetchOptions;

static void
fetch_options_clear (FetchOptions *options)
{
  g_free (options->report);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FetchOptions, fetch_options_clear)

/* All the passes of one call: side by side, each on its own thread. */
typedef struct
{
  RstCtl *ctl;
  GCancellable *cancellable;
  GMainLoop *loop;
  guint running;
  int status;      /* of the first account that failed */
  GString *report; /* of those that failed */
} Fetch;

static void
print_json (const RstAccount     *account,
            const RstFetchResult *result,
            const GError         *error,
            const char           *warning)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rst_json_add_string (builder, "account", account->id);
  rst_json_add_int (builder, "listed", result->listed);
  rst_json_add_int (builder, "downloaded", result->downloaded);
  rst_json_add_int (builder, "partial", result->partial);
  rst_json_add_int (builder, "rebound", result->rebound);
  rst_json_add_int (builder, "skipped", result->skipped);
  rst_json_add_int (builder, "removed", result->removed);
  rst_json_add_int (builder, "bytes", result->octets);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, round (result->seconds * 1000) / 1000);
  rst_ctl_add_error (builder, error);
  rst_json_add_string (builder, "warning", warning);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

static void
print_text (const RstAccount *account, const RstFetchResult *result)
{
  g_autofree char *size = g_format_size (result->octets);

  if (result->rebound == 0)
    g_print (_("%s: %u listed, %u downloaded (%s), %u known, %u removed from the server\n"),
             account->id, result->listed, result->downloaded, size, result->skipped, result->removed);
  else
    g_print (_("%s: %u listed, %u downloaded (%s), %u known, %u known again under new names,"
               " %u removed from the server\n"),
             account->id, result->listed, result->downloaded, size, result->skipped, result->rebound,
             result->removed);
  if (result->partial > 0)
    g_print (ngettext ("%s: of %u larger message only the beginning; “fetch --rest ID…” downloads it whole\n",
                       "%s: of %u larger messages only the beginning; “fetch --rest ID…” downloads them whole\n",
                       result->partial),
             account->id, result->partial);
}

static gboolean
shows_progress (RstCtl *ctl)
{
  return !ctl->json && !ctl->quiet && isatty (STDERR_FILENO);
}

static void
progress_cb (RstFetchRun *run, guint done, guint total, Fetch *fetch)
{
  const RstAccount *account = rst_fetch_run_get_account (run);

  if (total > 0)
    {
      g_printerr ("\r");
      g_printerr (_("%s: %u of %u"), account->id, done, total);
    }
  if (total > 0 && done == total)
    g_printerr ("\n");
}

static void
report_error (Fetch *fetch, const RstAccount *account, const GError *error)
{
  g_autoptr (RstAccountState) state = rst_accounts_load_state (fetch->ctl->accounts, account, NULL, NULL);
  g_autofree char *text = rst_report_dup_text (account, state, error,
                                               rst_accounts_get_log (fetch->ctl->accounts, account->id));

  g_string_append (fetch->report, text);
  g_printerr ("%s: %s\n", account->id, error->message);
  if (!fetch->ctl->quiet)
    g_printerr ("  %s\n", rst_error_get_hint (error));
  if (fetch->status == EX_OK)
    fetch->status = rst_error_get_exit_status (error);
}

static void
report (Fetch *fetch, RstFetchRun *run, const GError *error)
{
  const RstAccount *account = rst_fetch_run_get_account (run);
  const RstFetchResult *result = rst_fetch_run_get_result (run);
  const char *warning = rst_fetch_run_get_warning (run);

  if (fetch->ctl->json)
    print_json (account, result, error, warning);
  else if (error == NULL || result->downloaded + result->partial > 0)
    print_text (account, result);
  if (warning != NULL)
    g_printerr ("%s: %s\n", account->id, warning);
  if (error != NULL)
    report_error (fetch, account, error);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  RstFetchRun *run = RST_FETCH_RUN (source);
  g_autoptr (GError) error = NULL;

  rst_fetch_run_start_finish (run, result, &error);
  report (fetch, run, error);
  if (--fetch->running == 0)
    g_main_loop_quit (fetch->loop);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

static void
start (Fetch *fetch, const RstAccount *account)
{
  g_autoptr (RstFetchRun) run = rst_fetch_run_new (fetch->ctl->accounts, fetch->ctl->store, account);

  if (shows_progress (fetch->ctl))
    g_signal_connect (run, "progress", G_CALLBACK (progress_cb), fetch);
  fetch->running++;
  rst_fetch_run_start_async (run, fetch->cancellable, finished_cb, fetch);
}

/* Whether its time has come; if not, that is said in place of a pass. */
static gboolean
is_due (Fetch *fetch, const RstAccount *account)
{
  static const RstFetchResult nothing;
  g_autoptr (GError) error = NULL;
  g_autoptr (RstAccountState) state = rst_accounts_load_state (fetch->ctl->accounts, account, NULL, &error);

  if (state != NULL &&
      rst_fetch_schedule_check (state, account->id, g_get_real_time () / G_USEC_PER_SEC, &error))
    return TRUE;

  if (fetch->ctl->json)
    print_json (account, &nothing, error, NULL);
  report_error (fetch, account, error);
  return FALSE;
}

/* 0600: it names servers and says who writes to them. */
static void
write_report (const char *path, const GString *report, GError **error)
{
  g_file_set_contents_full (path, report->str, (gssize) report->len,
                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  rst_error_adopt_file (error);
}

static int
fetch_all (RstCtl *ctl, const FetchOptions *options, GPtrArray *accounts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GString) texts = g_string_new (NULL);
  Fetch fetch = { ctl, cancellable, loop, 0, EX_OK, texts };
  guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, cancellable);
  guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, cancellable);

  for (guint i = 0; i < accounts->len; i++)
    if (!options->due || is_due (&fetch, accounts->pdata[i]))
      start (&fetch, accounts->pdata[i]);
  if (fetch.running > 0)
    g_main_loop_run (loop);

  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (options->report != NULL && texts->len > 0)
    write_report (options->report, texts, error);
  return fetch.status;
}

static const RstAccount *
find_account (GPtrArray *accounts, const char *id)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      const RstAccount *account = accounts->pdata[i];

      if (g_str_equal (account->id, id))
        return account;
    }
  return NULL;
}

/* The accounts that were named, each once, or all. */
static GPtrArray *
choose_accounts (RstCtl *ctl, char **ids, GError **error)
{
  g_autoptr (GPtrArray) all = rst_accounts_load (ctl->accounts, NULL, error);
  g_autoptr (GPtrArray) chosen = NULL;

  if (all == NULL || *ids == NULL)
    return g_steal_pointer (&all);

  chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_account_free);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const RstAccount *account = find_account (all, ids[i]);

      if (account == NULL)
        {
          g_set_error (error, RST_ERROR, RST_ERROR_CONFIG, _("There is no account “%s”"), ids[i]);
          return NULL;
        }
      if (find_account (chosen, ids[i]) == NULL)
        g_ptr_array_add (chosen, rst_account_copy (account));
    }
  return g_steal_pointer (&chosen);
}

/* What was typed names accounts, or messages whose rest is asked for. */
static GPtrArray *
choose (RstCtl *ctl, const FetchOptions *options, char **ids, GError **error)
{
  g_auto (GStrv) accounts = NULL;

  if (!options->rest)
    return choose_accounts (ctl, ids, error);
  accounts = rst_ctl_want_rest (ctl, ids, error);
  return accounts != NULL ? choose_accounts (ctl, accounts, error) : NULL;
}

static gboolean
parse (FetchOptions *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "due", 0, 0, G_OPTION_ARG_NONE, &options->due, N_("Leave out accounts whose server wants to be left alone for now; for timers"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options->report, N_("When it fails, write into this file what to send to who helps"), N_("FILE") },
    { "rest", 0, 0, G_OPTION_ARG_NONE, &options->rest, N_("ID… are messages of which only the beginning is here; download them whole"), NULL },
    G_OPTION_ENTRY_NULL
  };

  return rst_ctl_parse (entries, "fetch [--due] [--report FILE] [ID…|--rest ID…]", 0, G_MAXINT, argc, argv, error);
}

int
rst_ctl_fetch (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) accounts = NULL;
  g_auto (FetchOptions) options = { 0 };

  if (!parse (&options, &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;
  accounts = choose (ctl, &options, argv + 1, error);
  if (accounts == NULL)
    return EX_USAGE;
  if (accounts->len == 0)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_CONFIG,
                           _("There is no account to fetch; add one with “account add”"));
      return EX_CONFIG;
    }

  /* What is new is indexed by the first search, not while the mail waits. */
  return fetch_all (ctl, &options, accounts, cancellable, error);
}
