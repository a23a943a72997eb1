/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-removal.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "fetch/rst-fetch-identity.h"
#include "fetch/rst-fetch-rows.h"
#include "fetch/rst-fetch-survey.h"

/* So many messages are noted and marked together. */
#define PIECE 100

/* So many are read back before the server is told that somebody is there. */
#define VERIFY_PIECE 10

/* So many rows of the ledger are noted as removed at once. */
#define NOTED_PIECE 5000

/* One removal on its way. */
typedef struct
{
  RstStore *store;
  const RstAccount *account;
  RstPop3Session *session;
  RstFetchRecogniser *recogniser;
  RstFetchPlan *plan;
  guint n_asked;     /* how many the server was asked to mark */
  GPtrArray *marked; /* of RstPop3Entry: what the server marked, borrowed */
} Removal;

static void
removal_clear (Removal *self)
{
  rst_fetch_plan_free (self->plan);
  g_ptr_array_unref (self->marked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Removal, removal_clear)

static const RstFetchRemoval *
get_removal (GArray *removals, guint i)
{
  return &g_array_index (removals, RstFetchRemoval, i);
}

/* @entries: of RstPop3Entry */
static gboolean
note (Removal *self, gpointer *entries, guint n_entries, RstLedgerState state, GError **error)
{
  g_autoptr (GPtrArray) rows = rst_fetch_rows_new_of (entries, n_entries);

  return rst_store_advance (self->store, self->account->id, rows, state, NULL, error);
}

static gboolean
note_removed (Removal *self, GError **error)
{
  for (guint i = 0; i < self->marked->len; i += NOTED_PIECE)
    if (!note (self, &self->marked->pdata[i], MIN (self->marked->len - i, NOTED_PIECE), RST_LEDGER_REMOVED, error))
      return FALSE;
  return TRUE;
}

/* What the server did not mark is not gone after QUIT. @refused is in the order
 * of the numbers.
 */
static void
take_marked (Removal *self, GArray *piece, GArray *refused)
{
  guint n_refused = 0;

  for (guint i = 0; i < piece->len; i++)
    {
      const RstPop3Entry *entry = get_removal (piece, i)->entry;

      if (n_refused < refused->len && g_array_index (refused, guint, n_refused) == entry->number)
        n_refused++;
      else
        g_ptr_array_add (self->marked, (gpointer) entry);
    }
}

/* That the octets are whole on the disk. What was deleted for good here, and may
 * go therefore, has none.
 */
static gboolean
verify (Removal *self, GArray *piece, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < piece->len; i += VERIFY_PIECE)
    {
      g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint k = i; k < MIN (i + VERIFY_PIECE, piece->len); k++)
        if (get_removal (piece, k)->message != 0)
          g_array_append_val (messages, get_removal (piece, k)->message);
      if (!rst_store_verify (self->store, messages, cancellable, error) ||
          !rst_pop3_session_keep_alive (self->session, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* And that the wish is. */
static gboolean
note_wish (Removal *self, GArray *piece, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < piece->len; i++)
    g_ptr_array_add (entries, (gpointer) get_removal (piece, i)->entry);
  return note (self, entries->pdata, entries->len, RST_LEDGER_REMOVAL_ASKED, error);
}

/* Those that are what the ledger takes them for; %NULL where they must not be
 * removed yet.
 */
static GArray *
prepare_piece (Removal *self, guint begin, guint end, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) piece =
    rst_fetch_check_identity (self->store, self->account->id, self->recogniser,
                              get_removal (self->plan->remove, begin), end - begin, cancellable, error);

  if (piece == NULL || !verify (self, piece, cancellable, error) || !note_wish (self, piece, error))
    return NULL;
  return g_steal_pointer (&piece);
}

/* When the store fails after the server marked something, the marks are taken
 * back (RFC 1939 §5, RSET): a server may remove what is marked although the
 * session just ends.
 */
static void
take_back (Removal *self)
{
  g_autoptr (GError) local_error = NULL;

  if (self->marked->len > 0 && !rst_pop3_session_rset (self->session, NULL, &local_error))
    g_debug ("RSET: %s", local_error->message);
}

static gboolean
mark_piece (Removal *self, guint begin, guint end, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) piece = prepare_piece (self, begin, end, cancellable, error);
  g_autoptr (GArray) refused = NULL;
  guint numbers[PIECE];

  if (piece == NULL)
    {
      take_back (self);
      return FALSE;
    }
  self->n_asked += piece->len;
  for (guint i = 0; i < piece->len; i++)
    numbers[i] = get_removal (piece, i)->entry->number;
  if (!rst_pop3_session_dele (self->session, numbers, piece->len, &refused, cancellable, error))
    return FALSE;
  take_marked (self, piece, refused);
  return TRUE;
}

static gboolean
mark (Removal *self, GCancellable *cancellable, GError **error)
{
  guint total = self->plan->remove->len;

  for (guint i = 0; i < total; i += PIECE)
    if (!mark_piece (self, i, MIN (i + PIECE, total), cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
remove_chosen (Removal *self, guint *removed, GCancellable *cancellable, GError **error)
{
  guint n_refused;

  if (!mark (self, cancellable, error))
    return FALSE;
  if (self->n_asked == 0)
    {
      rst_pop3_session_leave (self->session);
      return TRUE;
    }
  if (!rst_pop3_session_quit (self->session, cancellable, error) || !note_removed (self, error))
    return FALSE;

  *removed = self->marked->len;
  n_refused = self->n_asked - self->marked->len;
  if (n_refused == 0)
    return TRUE;
  g_set_error (error, RST_ERROR, RST_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE,
                            "The server of account “%s” did not remove %u message; the next fetch asks again",
                            "The server of account “%s” did not remove %u messages; the next fetch asks again",
                            n_refused),
               self->account->id, n_refused);
  return FALSE;
}

gboolean
rst_fetch_remove_and_quit (RstStore            *store,
                           const RstAccount    *account,
                           gint64               now,
                           RstPop3Session      *session,
                           RstPop3Listing      *listing,
                           RstFetchRecogniser  *recogniser,
                           guint               *removed,
                           gint64              *due,
                           GCancellable        *cancellable,
                           GError             **error)
{
  g_auto (Removal) removal = { store, account, session, recogniser, NULL, 0, NULL };

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), FALSE);

  *removed = 0;
  *due = 0;
  removal.marked = g_ptr_array_new ();
  if (account->leave.kind == RST_LEAVE_ALWAYS)
    {
      rst_pop3_session_leave (session);
      return TRUE;
    }

  /* What this pass stored is known by now. */
  removal.plan = rst_fetch_survey_again (store, account, now, session, listing, cancellable, error);
  if (removal.plan == NULL)
    return FALSE;
  *due = removal.plan->due;
  if (removal.plan->remove->len == 0)
    {
      rst_pop3_session_leave (session);
      return TRUE;
    }
  return remove_chosen (&removal, removed, cancellable, error);
}
