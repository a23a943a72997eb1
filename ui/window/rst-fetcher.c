/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "accounts/rst-report.h"
#include "base/rst-error.h"
#include "fetch/rst-fetch-run.h"
#include "rst-error-text.h"
#include "window/rst-fetcher.h"

struct _RstFetcher
{
  GObject parent_instance;

  RstStore *store;
  RstAccounts *accounts;
  GCancellable *cancellable;
  GHashTable *passes;     /* account → Pass, ended ones too until all are */
  GPtrArray *failures;    /* RstFetchFailure */
  GHashTable *warnings;   /* account → what to know of it */
  GHashTable *warned;     /* accounts and warnings that the person knows */
  guint n_running;        /* passes under way and readings of the accounts */
  guint downloaded;
};

typedef struct
{
  RstFetchRun *run;
  guint done;
  guint total;
  gboolean ended;
  gboolean again; /* whether another pass follows */
} Pass;

G_DEFINE_FINAL_TYPE (RstFetcher, rst_fetcher, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  N_PROPS
};

enum
{
  PROGRESS,
  ACCOUNT_ENDED,
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
pass_free (Pass *pass)
{
  g_object_unref (pass->run);
  g_free (pass);
}

static void
failure_free (RstFetchFailure *failure)
{
  g_clear_pointer (&failure->account, rst_account_free);
  g_free (failure->label);
  g_error_free (failure->error);
  g_free (failure);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The person who stopped a pass needs not be told that it stopped. */
static void
add_failure (RstFetcher *self, const RstAccount *account, const char *label, const GError *error)
{
  RstFetchFailure *failure;

  if (is_cancelled (error))
    return;

  failure = g_new0 (RstFetchFailure, 1);
  failure->account = account != NULL ? rst_account_copy (account) : NULL;
  failure->label = g_strdup (label);
  failure->error = g_error_copy (error);
  g_ptr_array_add (self->failures, failure);
}

static void
begin (RstFetcher *self)
{
  if (self->n_running++ > 0)
    return;

  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->passes);
  g_ptr_array_set_size (self->failures, 0);
  self->downloaded = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
end (RstFetcher *self)
{
  g_assert (self->n_running > 0);

  if (--self->n_running > 0)
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_signal_emit (self, signals[ENDED], 0, self->downloaded);
}

static void
progress_cb (RstFetcher *self, guint done, guint total, RstFetchRun *run)
{
  const RstAccount *account = rst_fetch_run_get_account (run);
  Pass *pass = g_hash_table_lookup (self->passes, account->id);

  if (pass == NULL || pass->run != run || pass->ended)
    return;

  pass->done = done;
  pass->total = total;
  g_signal_emit (self, signals[PROGRESS], 0, account->id, done, total);
}

static void
keep_warning (RstFetcher *self, const char *account, const char *warning)
{
  if (warning != NULL)
    g_hash_table_replace (self->warnings, g_strdup (account), g_strdup (warning));
  else
    g_hash_table_remove (self->warnings, account);
}

/* A message whose rest came is not new. */
static guint
count_new (const RstFetchResult *result)
{
  return result->downloaded + result->partial - result->completed;
}

static void start_pass (RstFetcher *self, const RstAccount *account);

static void
pass_ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstFetcher) self = user_data;
  RstFetchRun *run = RST_FETCH_RUN (object);
  const RstAccount *account = rst_fetch_run_get_account (run);
  Pass *pass = g_hash_table_lookup (self->passes, account->id);
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  if (!rst_fetch_run_start_finish (run, result, &error))
    {
      add_failure (self, account, rst_account_get_label (account), error);
      if (!is_cancelled (error))
        problem = rst_error_text_dup (error);
    }
  pass->ended = TRUE;
  self->downloaded += count_new (rst_fetch_run_get_result (run));
  g_signal_handlers_disconnect_by_data (run, self);
  keep_warning (self, account->id, rst_fetch_run_get_warning (run));
  g_signal_emit (self, signals[ACCOUNT_ENDED], 0, account->id, problem, rst_fetch_run_get_warning (run));
  if (pass->again && !g_cancellable_is_cancelled (self->cancellable))
    start_pass (self, account);
  end (self);
}

static void
start_pass (RstFetcher *self, const RstAccount *account)
{
  Pass *pass = g_hash_table_lookup (self->passes, account->id);

  if (pass != NULL && !pass->ended)
    return;

  begin (self);
  pass = g_new0 (Pass, 1);
  pass->run = rst_fetch_run_new (self->accounts, self->store, account);
  g_hash_table_replace (self->passes, g_strdup (account->id), pass);
  g_signal_connect_swapped (pass->run, "progress", G_CALLBACK (progress_cb), self);
  g_signal_emit (self, signals[PROGRESS], 0, account->id, 0, 0);
  rst_fetch_run_start_async (pass->run, self->cancellable, pass_ended_cb, g_object_ref (self));
}

/* Which account is to be fetched. */
typedef struct
{
  RstFetcher *fetcher;
  char *account; /* NULL for all */
} Start;

static Start *
start_new (RstFetcher *self, const char *account)
{
  Start *start = g_new0 (Start, 1);

  start->fetcher = g_object_ref (self);
  start->account = g_strdup (account);
  return start;
}

static void
start_free (Start *start)
{
  g_object_unref (start->fetcher);
  g_free (start->account);
  g_free (start);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Start, start_free)

static void
start_named (RstFetcher *self, const RstAccount *account, const char *id)
{
  Pass *pass = g_hash_table_lookup (self->passes, account->id);

  if (id != NULL && !g_str_equal (account->id, id))
    return;
  if (id != NULL && pass != NULL && !pass->ended)
    pass->again = TRUE;
  else
    start_pass (self, account);
}

static void
load_accounts_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Start) start = user_data;
  RstFetcher *self = start->fetcher;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = rst_accounts_load_finish (RST_ACCOUNTS (object), result, &error);

  if (accounts == NULL)
    add_failure (self, NULL, _("Accounts"), error);
  else
    for (guint i = 0; i < accounts->len; i++)
      start_named (self, accounts->pdata[i], start->account);
  end (self);
}

static void
rst_fetcher_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, rst_fetcher_is_running (RST_FETCHER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_fetcher_finalize (GObject *object)
{
  RstFetcher *self = RST_FETCHER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->passes, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_hash_table_unref);
  g_clear_pointer (&self->warned, g_hash_table_unref);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rst_fetcher_parent_class)->finalize (object);
}

static void
rst_fetcher_class_init (RstFetcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rst_fetcher_get_property;
  object_class->finalize = rst_fetcher_finalize;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PROGRESS] = g_signal_new ("progress", RST_TYPE_FETCHER, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
  signals[ACCOUNT_ENDED] = g_signal_new ("account-ended", RST_TYPE_FETCHER, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[ENDED] = g_signal_new ("ended", RST_TYPE_FETCHER, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rst_fetcher_init (RstFetcher *self)
{
  self->cancellable = g_cancellable_new ();
  self->passes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) pass_free);
  self->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) failure_free);
  self->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->warned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

char *
rst_fetch_failure_dup_text (const RstFetchFailure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return rst_error_text_dup (self->error);
}

RstFetcher *
rst_fetcher_new (RstStore *store, RstAccounts *accounts)
{
  RstFetcher *self;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (RST_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (RST_TYPE_FETCHER, NULL);
  self->store = g_object_ref (store);
  self->accounts = g_object_ref (accounts);
  return self;
}

static void
load_accounts (RstFetcher *self, const char *account)
{
  begin (self);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      /* What was stopped has not ended yet; this is a new start all the same. */
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  rst_accounts_load_async (self->accounts, self->cancellable, load_accounts_cb,
                           start_new (self, account));
}

void
rst_fetcher_start (RstFetcher *self)
{
  g_return_if_fail (RST_IS_FETCHER (self));

  load_accounts (self, NULL);
}

void
rst_fetcher_start_account (RstFetcher *self, const char *id)
{
  g_return_if_fail (RST_IS_FETCHER (self));
  g_return_if_fail (id != NULL);

  /* Who asks for one account hears of it, whatever was said before. */
  g_hash_table_remove_all (self->warned);
  load_accounts (self, id);
}

void
rst_fetcher_cancel (RstFetcher *self)
{
  g_return_if_fail (RST_IS_FETCHER (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
rst_fetcher_is_running (RstFetcher *self)
{
  g_return_val_if_fail (RST_IS_FETCHER (self), FALSE);

  return self->n_running > 0;
}

gboolean
rst_fetcher_is_cancelled (RstFetcher *self)
{
  g_return_val_if_fail (RST_IS_FETCHER (self), FALSE);

  return g_cancellable_is_cancelled (self->cancellable);
}

void
rst_fetcher_get_progress (RstFetcher *self, guint *done, guint *total)
{
  GHashTableIter iter;
  Pass *pass;

  g_return_if_fail (RST_IS_FETCHER (self));

  *done = 0;
  *total = 0;
  g_hash_table_iter_init (&iter, self->passes);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &pass))
    {
      *done += pass->done;
      *total += pass->total;
    }
}

GPtrArray *
rst_fetcher_get_failures (RstFetcher *self)
{
  g_return_val_if_fail (RST_IS_FETCHER (self), NULL);

  return self->failures;
}

char *
rst_fetcher_take_warnings (RstFetcher *self)
{
  g_autoptr (GString) text = NULL;
  GHashTableIter iter;
  const char *account, *warning;

  g_return_val_if_fail (RST_IS_FETCHER (self), NULL);

  text = g_string_new (NULL);
  g_hash_table_iter_init (&iter, self->warnings);
  while (g_hash_table_iter_next (&iter, (gpointer *) &account, (gpointer *) &warning))
    if (g_hash_table_add (self->warned, g_strconcat (account, "\n", warning, NULL)))
      g_string_append_printf (text, "%s%s.", text->len > 0 ? "\n" : "", warning);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
append_report (RstFetcher *self, GString *text, const RstFetchFailure *failure)
{
  const RstAccount *account = failure->account;
  g_autofree char *report = NULL;

  if (account != NULL && account->problem == NULL)
    report = rst_report_dup_text (account, NULL, failure->error,
                                  rst_accounts_get_log (self->accounts, account->id));
  else
    report = g_strdup_printf ("%s: %s: %s\n", failure->label,
                              rst_error_get_code (failure->error), failure->error->message);
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", report);
}

char *
rst_fetcher_dup_report (RstFetcher *self)
{
  GString *text;

  g_return_val_if_fail (RST_IS_FETCHER (self), NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->failures->len; i++)
    append_report (self, text, self->failures->pdata[i]);
  return g_string_free (text, FALSE);
}
