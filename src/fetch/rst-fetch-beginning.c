/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-beginning.h"

/* Lines of the body: enough to see what a message is about. */
#define LINES 100

/* Lines have no bound that servers keep to; of more than this the rest is read
 * and dropped.
 */
#define OCTETS_MAX (1024 * 1024)

/* What is wanted, and what the server does not give. */
typedef struct
{
  GPtrArray *entries;
  GPtrArray *refused;
} Beginnings;

static void
ask (RstPop3Session *session, const RstPop3Entry *entry)
{
  rst_pop3_session_queue_top (session, entry->number, LINES);
}

static void
arrive (RstPop3Entry *entry, RstArrival *arrival, gpointer user_data)
{
  arrival->unique_id = g_strdup (entry->unique_id);
  arrival->ordinal = entry->ordinal;
  arrival->octets = entry->octets;
  arrival->partial = TRUE;
}

/* Where the first is refused, the server has no TOP. */
static gboolean
refuse (RstPop3Entry *entry, GError *refusal, gpointer user_data)
{
  Beginnings *self = user_data;
  gboolean has_top = entry != self->entries->pdata[0];

  g_error_free (refusal);
  if (has_top)
    g_ptr_array_add (self->refused, entry);
  else
    g_ptr_array_extend (self->refused, self->entries, NULL, NULL);
  return has_top;
}

gboolean
rst_fetch_beginnings (RstStore             *store,
                      const char           *account,
                      RstPop3Session       *session,
                      RstFetchPlan         *plan,
                      RstFetchResult       *result,
                      RstFetchProgressFunc  progress,
                      gpointer              user_data,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();
  Beginnings beginnings = { .entries = plan->beginnings, .refused = refused };
  const RstFetchTexts texts = {
    .store = store,
    .account = account,
    .session = session,
    .entries = plan->beginnings,
    .octets_max = OCTETS_MAX,
    .first_alone = TRUE,
    .ask = ask,
    .arrive = arrive,
    .refuse = refuse,
    .user_data = &beginnings,
    .progress = progress,
    .progress_data = user_data,
  };

  if (!rst_fetch_texts_run (&texts, &result->partial, result, cancellable, error))
    return FALSE;

  g_ptr_array_unref (plan->beginnings);
  plan->beginnings = g_steal_pointer (&refused);
  return TRUE;
}
