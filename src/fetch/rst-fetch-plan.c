/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-plan.h"

#define SECONDS_PER_DAY (24 * 60 * 60)

gboolean
rst_fetch_plan_may_remove (guint leave, gint64 stored, gint64 now)
{
  if (leave == RST_LEAVE_ALWAYS)
    return FALSE;
  if (leave == RST_LEAVE_NEVER)
    return TRUE;
  return now - stored >= (gint64) leave * SECONDS_PER_DAY;
}

/* Stored here, also when the server was asked to remove it and did not. A
 * unique-id that now stands for another size was given to another message
 * (RFC 1939 §7 only recommends against that): to take it for known could
 * remove what never was downloaded.
 */
static gboolean
is_known (const RstLedgerEntry *known, const RstPop3Entry *entry)
{
  return known != NULL &&
         known->state >= RST_LEDGER_STORED &&
         known->octets == entry->octets;
}

RstFetchPlan *
rst_fetch_plan_new (RstPop3Listing *listing, guint leave, gint64 now)
{
  RstFetchPlan *self;

  g_return_val_if_fail (listing != NULL, NULL);

  self = g_new0 (RstFetchPlan, 1);
  self->listing = listing;
  self->download = g_ptr_array_new ();
  self->beginnings = g_ptr_array_new ();
  self->remove = g_array_new (FALSE, FALSE, sizeof (RstFetchRemoval));
  self->leave = leave;
  self->now = now;
  return self;
}

void
rst_fetch_plan_free (RstFetchPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->download);
  g_ptr_array_unref (self->beginnings);
  g_array_unref (self->remove);
  g_free (self);
}

/* Whether the beginning of this message is here. */
static gboolean
is_begun (const RstLedgerEntry *known, const RstPop3Entry *entry)
{
  return known != NULL &&
         known->state == RST_LEDGER_ANNOUNCED &&
         known->message != 0 &&
         known->octets == entry->octets;
}

/* A unique-id that stood for another stored message is rare enough to be
 * downloaded whole: its row cannot be both.
 */
static gboolean
is_limited (RstFetchPlan *self, const RstPop3Entry *entry, const RstLedgerEntry *known)
{
  if (self->limit == RST_SIZE_LIMIT_NONE || entry->octets <= self->limit)
    return FALSE;
  if (entry->unique_id == NULL)
    self->n_unlimited++;
  return entry->unique_id != NULL &&
         (known == NULL || (known->state == RST_LEDGER_ANNOUNCED && !known->wanted));
}

static void
plan_arrival (RstFetchPlan *self, RstPop3Entry *entry, const RstLedgerEntry *known)
{
  gboolean begun = is_begun (known, entry);

  if (!is_limited (self, entry, known))
    {
      g_ptr_array_add (self->download, entry);
      self->octets += entry->octets;
      self->n_rests += begun;
    }
  else if (!begun)
    g_ptr_array_add (self->beginnings, entry);
}

void
rst_fetch_plan_add (RstFetchPlan *self, RstPop3Entry *entry, const RstLedgerEntry *known)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);

  if (!is_known (known, entry))
    {
      plan_arrival (self, entry, known);
      return;
    }

  self->n_known++;
  /* What is no longer kept here was deleted by the person, who may have
   * deleted it here only: the server's copy is left alone.
   */
  if (known->message != 0 && rst_fetch_plan_may_remove (self->leave, known->stored, self->now))
    {
      RstFetchRemoval removal = { entry, known->message };

      g_array_append_val (self->remove, removal);
    }
}
