/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-pass.h"

#include "accounts/rst-account-expire.h"
#include "accounts/rst-sign-in.h"
#include "base/rst-error.h"
#include "fetch/rst-fetch-beginning.h"
#include "fetch/rst-fetch-download.h"
#include "fetch/rst-fetch-glance.h"
#include "fetch/rst-fetch-limit.h"
#include "fetch/rst-fetch-removal.h"
#include "fetch/rst-fetch-schedule.h"
#include "fetch/rst-fetch-survey.h"

/* A pass on its way. */
typedef struct
{
  const RstFetchPass *needs;
  RstAccountState *state;
  RstPop3Session *session; /* of the connection that is, or broke */
  gboolean one_by_one;     /* whether nothing is pipelined, whatever is announced */
  gboolean glance;         /* whether a look at the newest messages may be enough */
  gboolean named;          /* whether the server gave every message a unique-id */
  gboolean in_glance;      /* whether that, or a look at the first, is where it is, or broke */
  gboolean ended;          /* whether a session came to its QUIT */
  GCancellable *cancellable;
} Pass;

static void
pass_clear (Pass *self)
{
  g_clear_pointer (&self->state, rst_account_state_free);
  g_clear_object (&self->session);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

static gboolean
sign_in (Pass *self, GError **error)
{
  const RstFetchPass *needs = self->needs;
  g_autoptr (RstCredentials) credentials = NULL;
  RstSignIn request = {
    .account = needs->account,
    .state = self->state,
    .log = rst_accounts_get_log (needs->accounts, needs->account->id),
    .hurry = self->glance,
  };

  credentials = rst_accounts_dup_credentials (needs->accounts, needs->account, self->cancellable, error);
  if (credentials == NULL)
    return FALSE;

  request.credentials = credentials;
  self->session = rst_sign_in (&request, self->cancellable, error);
  if (self->session == NULL)
    return FALSE;

  /* Other capabilities than last time make the sign-in hope anew. */
  if (self->one_by_one)
    rst_pop3_session_set_pipelining (self->session, FALSE);
  self->state->no_pipelining |= self->one_by_one;
  return TRUE;
}

static void
warn (Pass *self)
{
  char **warning = self->needs->warning;

  g_free (*warning);
  *warning = rst_account_dup_expire_warning (self->needs->account,
                                           rst_pop3_session_get_capabilities (self->session));
}

/* Takes one more sentence over. */
static void
add_warning (Pass *self, char *text)
{
  char **warning = self->needs->warning;
  g_autofree char *before = *warning;
  g_autofree char *added = text;

  *warning = before != NULL && added != NULL ? g_strconcat (before, ". ", added, NULL)
                                             : g_strdup (before != NULL ? before : added);
}

static void
count_plan (RstFetchResult *result, const RstFetchPlan *plan)
{
  result->listed = rst_pop3_listing_get_size (plan->listing);
  /* What a connection that broke has brought is known by now. */
  result->skipped = plan->n_known - MIN (plan->n_known, result->downloaded + result->partial + result->rebound);
}

/* There is no doubt about what was read in this session. */
static void
trust (RstFetchRecogniser *recogniser, const RstFetchPlan *plan)
{
  for (guint i = 0; i < plan->download->len; i++)
    rst_fetch_recogniser_trust (recogniser, plan->download->pdata[i]);
}

static gboolean
download_whole (Pass *self, const RstFetchPlan *plan, GError **refusal, GError **error)
{
  const RstFetchPass *needs = self->needs;

  return rst_fetch_download (needs->store, needs->account->id, self->session, plan,
                             needs->result, refusal, needs->progress, needs->user_data,
                             self->cancellable, error);
}

/* What is beyond the size limit comes last, and whole where the server gives no
 * beginning of it.
 */
static gboolean
download_large (Pass *self, RstFetchPlan *plan, RstFetchRecogniser *recogniser, GError **refusal, GError **error)
{
  const RstFetchPass *needs = self->needs;
  g_autoptr (GError) second = NULL;
  RstFetchPlan refused;

  if (plan->beginnings->len > 0 &&
      !rst_fetch_beginnings (needs->store, needs->account->id, self->session, plan,
                             needs->result, needs->progress, needs->user_data,
                             self->cancellable, error))
    return FALSE;

  add_warning (self, rst_fetch_limit_dup_warning (needs->account, plan->n_unlimited + plan->beginnings->len));
  refused = *plan;
  refused.download = plan->beginnings;
  if (plan->beginnings->len > 0 &&
      !download_whole (self, &refused, *refusal != NULL ? &second : refusal, error))
    return FALSE;
  trust (recogniser, &refused);
  return TRUE;
}

static gboolean
download (Pass               *self,
          RstPop3Listing     *listing,
          RstFetchRecogniser *recogniser,
          GError            **refusal,
          GError            **error)
{
  const RstFetchPass *needs = self->needs;
  g_autoptr (RstFetchPlan) plan =
    rst_fetch_survey (needs->store, needs->account, self->state->clock.now, self->session, listing,
                      recogniser, &needs->result->rebound, self->cancellable, error);

  if (plan == NULL)
    return FALSE;
  count_plan (needs->result, plan);
  if (!download_whole (self, plan, refusal, error))
    return FALSE;
  needs->result->completed = MIN (plan->n_rests, needs->result->downloaded);
  trust (recogniser, plan);
  return download_large (self, plan, recogniser, refusal, error);
}

/* A rest that is asked for and did not come, though the server refused nothing,
 * is not there.
 */
static gboolean
end_limit (Pass *self, GError **error)
{
  char *warning;

  if (!rst_fetch_limit_end_pass (self->needs->store, self->needs->account, &warning, error))
    return FALSE;
  add_warning (self, warning);
  return TRUE;
}

/* The newest of a large maildrop that nothing is known of: one can read them
 * while the rest is listed.
 */
static gboolean
bring_newest (Pass *self, GError **refusal, GError **error)
{
  const RstFetchPass *needs = self->needs;
  g_autoptr (RstPop3Listing) newest = NULL;
  g_autoptr (RstFetchRecogniser) recogniser = NULL;
  gboolean known;
  gboolean brought;
  guint count;

  if (!rst_store_has_ledger (needs->store, needs->account->id, &known, self->cancellable, error))
    return FALSE;
  if (known || self->state->no_glance)
    return TRUE;
  self->in_glance = TRUE;
  if (!rst_fetch_glance_list_newest (self->session, &count, &newest, self->cancellable, error))
    return FALSE;
  self->in_glance = FALSE;
  if (newest == NULL)
    return TRUE;
  recogniser = rst_fetch_recogniser_new (needs->store, needs->account->id, self->session, newest);
  brought = download (self, newest, recogniser, refusal, error);
  needs->result->listed = count;
  return brought;
}

/* A pass that leaves nothing to be done is known by a glance the next time: all
 * that the server has is here, whole.
 */
static gboolean
mark (Pass *self, RstPop3Listing *listing, gint64 due, const GError *refusal, GError **error)
{
  const RstFetchPass *needs = self->needs;
  gboolean has_part;

  if (refusal != NULL || needs->result->removed > 0 || !self->named)
    return TRUE;
  if (!rst_store_has_due_rest (needs->store, needs->account->id, RST_SIZE_LIMIT_NONE, &has_part,
                               self->cancellable, error))
    return FALSE;
  if (!has_part)
    self->state->mark = rst_fetch_glance_new_mark (needs->account, listing, due,
                                                   g_get_real_time () / G_USEC_PER_SEC);
  return TRUE;
}

static gboolean
work_through (Pass *self, RstPop3Listing *listing, GError **refusal, GError **error)
{
  const RstFetchPass *needs = self->needs;
  g_autoptr (RstFetchRecogniser) recogniser =
    rst_fetch_recogniser_new (needs->store, needs->account->id, self->session, listing);
  gint64 due;

  if (!download (self, listing, recogniser, refusal, error) ||
      (*refusal == NULL && !end_limit (self, error)) ||
      !rst_fetch_remove_and_quit (needs->store, needs->account, self->state->clock.now, self->session,
                                  listing, recogniser,
                                  &needs->result->removed, &due, self->cancellable, error))
    return FALSE;
  self->ended = TRUE;
  return mark (self, listing, due, *refusal, error);
}

static gboolean
work (Pass *self, GError **error)
{
  g_autoptr (RstPop3Listing) listing = NULL;
  g_autoptr (GError) refusal = NULL;

  g_clear_pointer (&self->state->mark, rst_maildrop_mark_free);
  if (!bring_newest (self, &refusal, error))
    return FALSE;
  /* What was refused there is asked for again. */
  g_clear_error (&refusal);
  self->needs->result->refused = 0;

  listing = rst_pop3_session_list (self->session, self->cancellable, error);
  if (listing == NULL)
    return FALSE;
  self->named = rst_fetch_glance_is_named (listing);
  if (!work_through (self, listing, &refusal, error))
    return FALSE;
  if (refusal == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* What the ledger lost, and a rest that is asked for, are not seen at a glance. */
static gboolean
may_glance (Pass *self, gboolean *may, GError **error)
{
  const RstFetchPass *needs = self->needs;
  guint n_listed;
  gboolean wanted;

  *may = FALSE;
  if (self->state->no_glance ||
      !rst_fetch_glance_can_do (self->state->mark, needs->account, self->state->clock.now,
                                g_get_real_time () / G_USEC_PER_SEC))
    return TRUE;
  if (!rst_store_count_listed (needs->store, needs->account->id, &n_listed, self->cancellable, error))
    return FALSE;
  if (!rst_store_has_due_rest (needs->store, needs->account->id, RST_SIZE_LIMIT_NONE, &wanted,
                               self->cancellable, error))
    return FALSE;
  *may = n_listed == self->state->mark->count && !wanted;
  return TRUE;
}

/* Whether the maildrop is as the last pass left it. */
static gboolean
look (Pass *self, gboolean *unchanged, GError **error)
{
  RstFetchResult *result = self->needs->result;

  *unchanged = FALSE;
  if (!self->glance)
    return TRUE;
  self->in_glance = TRUE;
  if (!rst_fetch_glance_run (self->state->mark, self->needs->store, self->needs->account->id, self->session,
                             unchanged, self->cancellable, error))
    {
      g_clear_pointer (&self->state->mark, rst_maildrop_mark_free);
      return FALSE;
    }
  self->in_glance = FALSE;
  if (!*unchanged)
    return TRUE;

  result->listed = self->state->mark->count;
  result->skipped = self->state->mark->count;
  rst_pop3_session_leave (self->session);
  self->ended = TRUE;
  return TRUE;
}

static gboolean
attempt (Pass *self, GError **error)
{
  gboolean unchanged;

  g_clear_object (&self->session);
  if (!may_glance (self, &self->glance, error) || !sign_in (self, error))
    return FALSE;
  warn (self);
  return look (self, &unchanged, error) && (unchanged || work (self, error));
}

/* The same pass once more: what is stored is kept, and known when the plan is
 * made anew.
 */
static gboolean
attempt_without_pipelining (Pass *self, GError **error)
{
  RstPop3Log *log = rst_accounts_get_log (self->needs->accounts, self->needs->account->id);

  rst_pop3_log_add_note (log, "once more without pipelining");
  self->needs->result->refused = 0;
  self->one_by_one = TRUE;
  attempt (self, error);
  if (!self->ended)
    self->state->no_pipelining = FALSE;
  return *error == NULL;
}

/* Some servers list all when they are asked about one. */
static gboolean
attempt_without_glance (Pass *self, GError **error)
{
  RstPop3Log *log = rst_accounts_get_log (self->needs->accounts, self->needs->account->id);

  rst_pop3_log_add_note (log, "once more without a glance");
  self->in_glance = FALSE;
  self->state->no_glance = TRUE;
  attempt (self, error);
  if (!self->ended)
    self->state->no_glance = FALSE;
  return *error == NULL;
}

static gboolean
run (Pass *self, GError **error)
{
  if (attempt (self, error))
    return TRUE;
  if (self->in_glance && g_error_matches (*error, RST_ERROR, RST_ERROR_PROTOCOL))
    {
      g_clear_error (error);
      return attempt_without_glance (self, error);
    }
  if (self->session == NULL ||
      g_cancellable_is_cancelled (self->cancellable) ||
      !rst_pop3_session_is_pipelining_doubtful (self->session))
    return FALSE;
  g_clear_error (error);
  return attempt_without_pipelining (self, error);
}

/* A session that failed may have believed a listing of the last time. */
static void
doubt_capabilities (Pass *self)
{
  if (self->session != NULL && !self->ended)
    g_clear_pointer (&self->state->capabilities, g_strfreev);
}

/* What was learned is kept, however the pass ended. */
static gboolean
keep_state (Pass *self, const GError *failure, GError **error)
{
  const RstFetchPass *needs = self->needs;

  rst_fetch_schedule_update (self->state, failure, g_get_real_time () / G_USEC_PER_SEC, g_random_double ());
  doubt_capabilities (self);
  return rst_accounts_save_state (needs->accounts, needs->account, self->state, NULL, error);
}

gboolean
rst_fetch_pass_run (const RstFetchPass *self, GCancellable *cancellable, GError **error)
{
  g_auto (Pass) pass = { .needs = self, .cancellable = cancellable };
  GError *failure = NULL;
  g_autoptr (GError) unkept = NULL;

  g_return_val_if_fail (self != NULL && self->account != NULL, FALSE);

  if (self->account->problem != NULL)
    {
      g_propagate_error (error, g_error_copy (self->account->problem));
      return FALSE;
    }
  pass.state = rst_accounts_load_state (self->accounts, self->account, cancellable, error);
  if (pass.state == NULL ||
      !rst_accounts_advance_clock (self->accounts, self->account, pass.state, cancellable, error))
    return FALSE;

  run (&pass, &failure);
  keep_state (&pass, failure, &unkept);
  if (failure == NULL)
    failure = g_steal_pointer (&unkept);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}
