/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-plan.h"

#include "fetch/rst-fetch-rule.h"

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

/* The number of the oldest message that stays as one of the newest: servers list
 * in order of arrival, whatever date a message bears.
 */
static guint
find_first_newest (RstPop3Listing *listing, const RstLeave *leave)
{
  guint size = rst_pop3_listing_get_size (listing);
  guint first = G_MAXUINT;
  guint64 octets = 0;

  for (guint i = size; i > 0; i--)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i - 1);

      octets += MIN (entry->octets, G_MAXUINT64 - octets);
      if (!rst_leave_covers (leave, size - i + 1, octets))
        break;
      first = entry->number;
    }
  return first;
}

RstFetchPlan *
rst_fetch_plan_new (RstPop3Listing *listing, const RstLeave *leave, gint64 now)
{
  RstFetchPlan *self;

  g_return_val_if_fail (listing != NULL, NULL);
  g_return_val_if_fail (leave != NULL, NULL);

  self = g_new0 (RstFetchPlan, 1);
  self->listing = listing;
  self->download = g_ptr_array_new ();
  self->beginnings = g_ptr_array_new ();
  self->remove = g_array_new (FALSE, FALSE, sizeof (RstFetchRemoval));
  self->leave = *leave;
  self->first_newest = find_first_newest (listing, leave);
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

static void
add_removal (RstFetchPlan *self, const RstPop3Entry *entry, const RstLedgerEntry *known)
{
  RstFetchRemoval removal = { entry, known->message };

  g_array_append_val (self->remove, removal);
}

static void
take_due (RstFetchPlan *self, gint64 due)
{
  if (self->due == 0 || due < self->due)
    self->due = due;
}

static void
judge (RstFetchPlan *self, const RstPop3Entry *entry, const RstLedgerEntry *known)
{
  switch (rst_fetch_rule_judge (&self->leave, known, entry->number >= self->first_newest, self->now))
    {
    case RST_FETCH_VERDICT_REMOVE:
      add_removal (self, entry, known);
      take_due (self, self->now);
      break;
    case RST_FETCH_VERDICT_YOUNG:
      take_due (self, rst_fetch_rule_get_due (&self->leave, known));
      break;
    case RST_FETCH_VERDICT_HERE:
    case RST_FETCH_VERDICT_UNPROVEN:
      take_due (self, self->now);
      break;
    case RST_FETCH_VERDICT_NOT_STORED:
    case RST_FETCH_VERDICT_KEEP:
    case RST_FETCH_VERDICT_DELETED_HERE:
    default:
      break;
    }
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
  else if (begun)
    self->n_known++;
  else
    g_ptr_array_add (self->beginnings, entry);
}

/* What was deleted here does not come back, whatever the limit is now. */
static gboolean
is_deleted_part (const RstLedgerEntry *known, const RstPop3Entry *entry)
{
  return known != NULL && known->part_deleted && known->octets == entry->octets;
}

void
rst_fetch_plan_add (RstFetchPlan *self, RstPop3Entry *entry, const RstLedgerEntry *known)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);

  if (is_deleted_part (known, entry))
    {
      self->n_known++;
      return;
    }
  if (!is_known (known, entry))
    {
      plan_arrival (self, entry, known);
      return;
    }

  self->n_known++;
  judge (self, entry, known);
}
