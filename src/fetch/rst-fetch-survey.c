/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-survey.h"

#include "fetch/rst-fetch-absence.h"
#include "fetch/rst-fetch-doubts.h"
#include "fetch/rst-fetch-rows.h"
#include "fetch/rst-fetch-strangers.h"

/* Rows of the ledger that are read at once. */
#define PIECE 5000

/* A survey on its way. */
typedef struct
{
  RstStore *store;
  const RstAccount *account;
  gint64 now;
  RstPop3Session *session;
  RstPop3Listing *listing;
  RstFetchRecogniser *recogniser; /* NULL to ask nothing */
  GCancellable *cancellable;

  RstFetchPlan *plan;
  GPtrArray *unknown; /* of RstPop3Entry, borrowed; newest first */
  guint n_known;      /* rows that the server should list, and does */
  guint last_known;   /* the number of the newest of them; 0 for none */
  gboolean distrust;  /* whether no name is believed */
} Survey;

static void
survey_clear (Survey *self)
{
  g_clear_pointer (&self->plan, rst_fetch_plan_free);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Survey, survey_clear)

static void
begin (Survey *self)
{
  survey_clear (self);
  self->plan = rst_fetch_plan_new (self->listing, &self->account->leave, self->now);
  self->plan->limit = self->account->size_limit;
  self->unknown = g_ptr_array_new ();
  self->n_known = 0;
  self->last_known = 0;
}

static RstLedger *
load_piece (Survey *self, guint begin, guint end, GError **error)
{
  g_autoptr (GPtrArray) rows = rst_fetch_rows_new ();

  for (guint i = begin; i < end; i++)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (self->listing, i);

      if (entry->unique_id != NULL)
        rst_fetch_rows_add (rows, entry);
    }
  return rst_store_load_ledger (self->store, self->account->id, rows, self->cancellable, error);
}

static void
take (Survey *self, RstPop3Entry *entry, RstLedger *ledger)
{
  const RstLedgerEntry *known =
    entry->unique_id != NULL ? rst_ledger_lookup (ledger, entry->unique_id, entry->ordinal) : NULL;

  /* It is no row that the server should list: nobody misses it. */
  if (known != NULL && known->part_deleted)
    {
      rst_fetch_plan_add (self->plan, entry, known);
      return;
    }
  /* Announced only, it is as good as unknown. */
  if (known == NULL || (known->state == RST_LEDGER_ANNOUNCED && known->message == 0))
    {
      g_ptr_array_add (self->unknown, entry);
      return;
    }
  self->n_known++;
  self->last_known = MAX (self->last_known, entry->number);
  rst_fetch_plan_add (self->plan, entry, known);
}

/* Takes the entries below @end and not below @begin. */
static gboolean
survey_piece (Survey *self, guint begin, guint end, gboolean *mismatch, GError **error)
{
  g_autoptr (RstLedger) ledger = load_piece (self, begin, end, error);
  RstFetchDoubts doubts = {
    .store = self->store,
    .account = self->account->id,
    .listing = self->listing,
    .recogniser = self->recogniser,
    .distrust = self->distrust,
  };

  if (ledger == NULL || !rst_fetch_doubts_settle (&doubts, begin, end, ledger, mismatch, self->cancellable, error))
    return FALSE;

  /* Servers list in order of arrival; people read the newest first. */
  for (guint i = end; i > begin; i--)
    take (self, rst_pop3_listing_get_entry (self->listing, i - 1), ledger);
  return rst_pop3_session_keep_alive (self->session, self->cancellable, error);
}

static gboolean
survey_known (Survey *self, gboolean *mismatch, GError **error)
{
  begin (self);
  *mismatch = FALSE;
  for (guint end = rst_pop3_listing_get_size (self->listing); end > 0; end -= MIN (end, PIECE))
    if (!survey_piece (self, end - MIN (end, PIECE), end, mismatch, error))
      return FALSE;
  return TRUE;
}

/* One name that stands for another message than before throws doubt on all. */
static gboolean
survey_all_known (Survey *self, GError **error)
{
  gboolean mismatch;
  gboolean agrees = TRUE;

  if (!survey_known (self, &mismatch, error) ||
      (!mismatch && !rst_fetch_recogniser_sample (self->recogniser, &agrees, self->cancellable, error)))
    return FALSE;
  if (!mismatch && agrees)
    return TRUE;
  self->distrust = TRUE;
  return survey_known (self, &mismatch, error);
}

static gboolean
survey_unknown (Survey *self, guint *n_rebound, GError **error)
{
  RstFetchStrangers strangers = {
    .store = self->store,
    .account = self->account->id,
    .session = self->session,
    .recogniser = self->recogniser,
    .plan = self->plan,
    /* Behind what is known stands what is new, if names can be believed. */
    .last_known = self->distrust || self->last_known == 0 ? G_MAXUINT : self->last_known,
  };

  return rst_fetch_strangers_settle (&strangers, self->unknown, n_rebound, self->cancellable, error);
}

RstFetchPlan *
rst_fetch_survey (RstStore            *store,
                  const RstAccount    *account,
                  gint64               now,
                  RstPop3Session      *session,
                  RstPop3Listing      *listing,
                  RstFetchRecogniser  *recogniser,
                  guint               *n_rebound,
                  GCancellable        *cancellable,
                  GError             **error)
{
  g_auto (Survey) survey = { store, account, now, session, listing, recogniser, cancellable, NULL };

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), NULL);
  g_return_val_if_fail (listing != NULL && recogniser != NULL && n_rebound != NULL, NULL);

  if (!survey_all_known (&survey, error) ||
      !rst_fetch_note_absent (store, account->id, session, listing, survey.n_known, cancellable, error) ||
      !survey_unknown (&survey, n_rebound, error))
    return NULL;
  return g_steal_pointer (&survey.plan);
}

RstFetchPlan *
rst_fetch_survey_again (RstStore          *store,
                        const RstAccount  *account,
                        gint64             now,
                        RstPop3Session    *session,
                        RstPop3Listing    *listing,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_auto (Survey) survey = { store, account, now, session, listing, NULL, cancellable, NULL };
  gboolean mismatch;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), NULL);
  g_return_val_if_fail (listing != NULL, NULL);

  if (!survey_known (&survey, &mismatch, error))
    return NULL;
  for (guint i = 0; i < survey.unknown->len; i++)
    rst_fetch_plan_add (survey.plan, survey.unknown->pdata[i], NULL);
  return g_steal_pointer (&survey.plan);
}
