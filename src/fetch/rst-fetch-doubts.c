/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-doubts.h"

#include "fetch/rst-fetch-rows.h"

/* The entries of a piece that something has to be done about. */
typedef struct
{
  GPtrArray *nameless; /* of RstPop3Entry, borrowed */
  GPtrArray *doubtful; /* of RstPop3Entry, borrowed */
  GPtrArray *listed;   /* of RstLedgerEntry: to be noted as there */
  GPtrArray *aside;    /* of RstLedgerEntry: whose names stand for others */
} Piece;

static void
piece_init (Piece *piece)
{
  piece->nameless = g_ptr_array_new ();
  piece->doubtful = g_ptr_array_new ();
  piece->listed = rst_fetch_rows_new ();
  piece->aside = rst_fetch_rows_new ();
}

static void
piece_clear (Piece *piece)
{
  g_ptr_array_unref (piece->nameless);
  g_ptr_array_unref (piece->doubtful);
  g_ptr_array_unref (piece->listed);
  g_ptr_array_unref (piece->aside);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, piece_clear)

/* Whether name and size alone do not do. */
static gboolean
is_doubtful (const RstFetchDoubts *self, const RstPop3Entry *entry, const RstLedgerEntry *known)
{
  return known->state > RST_LEDGER_ANNOUNCED &&
         (self->distrust ||
          entry->is_shared ||
          known->octets != entry->octets ||
          known->state == RST_LEDGER_REMOVED);
}

static void
choose (const RstFetchDoubts *self, guint begin, guint end, RstLedger *ledger, Piece *piece)
{
  for (guint i = begin; i < end; i++)
    {
      RstPop3Entry *entry = rst_pop3_listing_get_entry (self->listing, i);
      const RstLedgerEntry *known;

      if (entry->unique_id == NULL)
        {
          g_ptr_array_add (piece->nameless, entry);
          continue;
        }
      known = rst_ledger_lookup (ledger, entry->unique_id, entry->ordinal);
      if (known != NULL && is_doubtful (self, entry, known))
        g_ptr_array_add (piece->doubtful, entry);
      else if (known != NULL && known->vanished != 0)
        rst_fetch_rows_add (piece->listed, entry);
    }
}

/* What the server says now of a message that is the same. */
static void
renew (RstLedger *ledger, const RstPop3Entry *entry, const RstLedgerEntry *known, Piece *piece)
{
  RstLedgerEntry *row = rst_fetch_row_new (entry);

  if (known->octets != entry->octets || known->vanished != 0 || known->state == RST_LEDGER_REMOVED)
    rst_fetch_rows_add (piece->listed, entry);
  row->state = MIN (known->state, RST_LEDGER_REMOVAL_ASKED);
  row->message = known->message;
  row->stored = known->stored;
  row->aged = known->aged;
  row->proven = known->proven;
  rst_ledger_take (ledger, row);
}

/* Of those that share a unique-id, the names may move whenever one goes. */
static void
apply (RstLedger *ledger, const RstPop3Entry *entry, RstMatch match, Piece *piece, gboolean *mismatch)
{
  const RstLedgerEntry *known = rst_ledger_lookup (ledger, entry->unique_id, entry->ordinal);
  gboolean believed = known->octets == entry->octets && known->state != RST_LEDGER_REMOVED;

  if (match == RST_MATCH_SAME || (believed && (match == RST_MATCH_UNKNOWN || match == RST_MATCH_REFUSED)))
    {
      renew (ledger, entry, known, piece);
      return;
    }
  if (match == RST_MATCH_OTHER)
    {
      rst_fetch_rows_add (piece->aside, entry);
      if (!entry->is_shared && known->state != RST_LEDGER_REMOVED)
        *mismatch = TRUE;
    }
  rst_ledger_remove (ledger, entry->unique_id, entry->ordinal);
}

static gboolean
compare (const RstFetchDoubts *self,
         RstLedger            *ledger,
         Piece                *piece,
         gboolean             *mismatch,
         GCancellable         *cancellable,
         GError              **error)
{
  g_autoptr (GArray) matches = NULL;

  if (piece->doubtful->len == 0)
    return TRUE;
  if (self->recogniser != NULL)
    matches = rst_fetch_recogniser_compare (self->recogniser, piece->doubtful, cancellable, error);
  if (self->recogniser != NULL && matches == NULL)
    return FALSE;
  for (guint i = 0; i < piece->doubtful->len; i++)
    apply (ledger, piece->doubtful->pdata[i],
           matches != NULL ? g_array_index (matches, RstMatch, i) : RST_MATCH_UNKNOWN, piece, mismatch);
  return TRUE;
}

gboolean
rst_fetch_doubts_settle (const RstFetchDoubts *self,
                         guint                 begin,
                         guint                 end,
                         RstLedger            *ledger,
                         gboolean             *mismatch,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_auto (Piece) piece = { NULL };

  g_return_val_if_fail (self != NULL && ledger != NULL && mismatch != NULL, FALSE);

  piece_init (&piece);
  choose (self, begin, end, ledger, &piece);
  if (!compare (self, ledger, &piece, mismatch, cancellable, error))
    return FALSE;
  if (self->recogniser == NULL)
    return TRUE;
  return rst_fetch_recogniser_name (self->recogniser, piece.nameless, ledger, cancellable, error) &&
         rst_store_set_aside (self->store, self->account, piece.aside, cancellable, error) &&
         rst_store_note_listed (self->store, self->account, piece.listed, cancellable, error);
}
