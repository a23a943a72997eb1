/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-survey.h"

#include "fetch/rst-fetch-recogniser.h"

/* Rows of the ledger that are read, and made, at once. */
#define PIECE 5000

/* A survey on its way. */
typedef struct
{
  RstStore *store;
  const char *account;
  RstFetchPlan *plan;
  RstFetchRecogniser *recogniser;
} Survey;

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
}

static void
add_row (GPtrArray *rows, const RstPop3Entry *entry)
{
  if (entry->unique_id != NULL)
    g_ptr_array_add (rows, rst_ledger_entry_new (entry->unique_id, entry->ordinal, entry->octets));
}

static RstLedger *
load_piece (Survey *self, guint begin, guint end, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = new_rows ();

  for (guint i = begin; i < end; i++)
    add_row (rows, rst_pop3_listing_get_entry (self->plan->listing, i));
  return rst_store_load_ledger (self->store, self->account, rows, cancellable, error);
}

/* Takes the entries below @end and not below @begin. */
static gboolean
survey_piece (Survey *self, guint begin, guint end, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstLedger) ledger = load_piece (self, begin, end, cancellable, error);
  g_autoptr (GPtrArray) unknown = new_rows ();

  if (ledger == NULL ||
      !rst_fetch_recogniser_run (self->recogniser, begin, end, ledger, cancellable, error))
    return FALSE;

  /* Servers list in order of arrival; people read the newest first. */
  for (guint i = end; i > begin; i--)
    {
      RstPop3Entry *entry = rst_pop3_listing_get_entry (self->plan->listing, i - 1);
      const RstLedgerEntry *known = NULL;

      if (entry->unique_id != NULL)
        known = rst_ledger_lookup (ledger, entry->unique_id, entry->ordinal);
      rst_fetch_plan_add (self->plan, entry, known);
      if (known == NULL)
        add_row (unknown, entry);
    }
  return unknown->len == 0 ||
         rst_store_advance (self->store, self->account, unknown, RST_LEDGER_ANNOUNCED, cancellable, error);
}

RstFetchPlan *
rst_fetch_survey (RstStore         *store,
                  const RstAccount *account,
                  gint64            now,
                  RstPop3Session   *session,
                  RstPop3Listing   *listing,
                  GCancellable     *cancellable,
                  GError          **error)
{
  g_autoptr (RstFetchPlan) plan = NULL;
  g_autoptr (RstFetchRecogniser) recogniser = NULL;
  Survey survey;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), NULL);
  g_return_val_if_fail (listing != NULL, NULL);

  plan = rst_fetch_plan_new (listing, &account->leave, now);
  recogniser = rst_fetch_recogniser_new (store, account->id, session, listing);
  survey = (Survey) { store, account->id, plan, recogniser };
  for (guint end = rst_pop3_listing_get_size (listing); end > 0; end -= MIN (end, PIECE))
    if (!survey_piece (&survey, end - MIN (end, PIECE), end, cancellable, error) ||
        !rst_pop3_session_keep_alive (session, cancellable, error))
      return NULL;
  return g_steal_pointer (&plan);
}
