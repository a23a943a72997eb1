/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-removal.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "fetch/rst-fetch-plan.h"

/* So many messages are noted and marked together. */
#define PIECE 100

/* So many are read back before the server is told that somebody is there. */
#define VERIFY_PIECE 10

/* One removal on its way. The first three arrays run side by side. */
typedef struct
{
  RstStore *store;
  const RstAccount *account;
  RstPop3Session *session;
  GArray *numbers;    /* of guint: message numbers of this session */
  GArray *messages;   /* of gint64: what must be whole on the disk */
  GPtrArray *entries; /* of RstLedgerEntry */
  GPtrArray *marked;  /* those of them that the server marked, borrowed */
} Removal;

static void
removal_init (Removal *self, RstStore *store, const RstAccount *account, RstPop3Session *session)
{
  self->store = store;
  self->account = account;
  self->session = session;
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->messages = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  self->marked = g_ptr_array_new ();
}

static void
removal_clear (Removal *self)
{
  g_array_unref (self->numbers);
  g_array_unref (self->messages);
  g_ptr_array_unref (self->marked);
  g_ptr_array_unref (self->entries);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Removal, removal_clear)

static void
choose_entry (Removal *self, const RstPop3Entry *entry, RstLedger *ledger)
{
  const RstLedgerEntry *known = rst_ledger_lookup (ledger, entry->unique_id, entry->ordinal);

  g_array_append_val (self->numbers, entry->number);
  g_array_append_val (self->messages, known->message);
  g_ptr_array_add (self->entries, rst_ledger_entry_new (entry->unique_id, entry->ordinal, entry->octets));
}

/* The same plan as at the start of the pass, made again of what the ledger
 * says now: what this pass stored is in it.
 */
static gboolean
choose (Removal *self, GPtrArray *listing, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstLedger) ledger = rst_store_load_ledger (self->store, self->account->id, cancellable, error);
  g_autoptr (RstFetchPlan) plan = NULL;

  if (ledger == NULL)
    return FALSE;

  plan = rst_fetch_plan_new (listing, ledger, self->account->leave, g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < plan->remove->len; i++)
    choose_entry (self, plan->remove->pdata[i], ledger);
  return TRUE;
}

static gboolean
note (Removal *self, GPtrArray *entries, RstLedgerState state, GError **error)
{
  return rst_store_advance (self->store, self->account->id, entries, state, NULL, error);
}

/* What the server did not mark is not gone after QUIT. @refused is in the order
 * of the numbers.
 */
static void
take_marked (Removal *self, guint begin, guint end, GArray *refused)
{
  guint n_refused = 0;

  for (guint i = begin; i < end; i++)
    {
      guint number = g_array_index (self->numbers, guint, i);

      if (n_refused < refused->len && g_array_index (refused, guint, n_refused) == number)
        n_refused++;
      else
        g_ptr_array_add (self->marked, self->entries->pdata[i]);
    }
}

/* That the octets are whole on the disk. */
static gboolean
verify (Removal *self, guint begin, guint end, GCancellable *cancellable, GError **error)
{
  for (guint i = begin; i < end; i += VERIFY_PIECE)
    {
      g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_array_append_vals (messages, &g_array_index (self->messages, gint64, i), MIN (VERIFY_PIECE, end - i));
      if (!rst_store_verify (self->store, messages, cancellable, error) ||
          !rst_pop3_session_keep_alive (self->session, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* And that the wish is. */
static gboolean
prepare_piece (Removal *self, guint begin, guint end, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = begin; i < end; i++)
    g_ptr_array_add (entries, self->entries->pdata[i]);
  return verify (self, begin, end, cancellable, error) &&
         note (self, entries, RST_LEDGER_REMOVAL_ASKED, error);
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
  g_autoptr (GArray) refused = NULL;

  if (!prepare_piece (self, begin, end, cancellable, error))
    {
      take_back (self);
      return FALSE;
    }
  if (!rst_pop3_session_dele (self->session,
                              &g_array_index (self->numbers, guint, begin), end - begin,
                              &refused, cancellable, error))
    return FALSE;
  take_marked (self, begin, end, refused);
  return TRUE;
}

static gboolean
mark (Removal *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->numbers->len; i += PIECE)
    if (!mark_piece (self, i, MIN (i + PIECE, self->numbers->len), cancellable, error))
      return FALSE;
  return TRUE;
}

/* Nothing depends on the answer when nothing was marked, and not every server
 * gives one.
 */
static gboolean
just_quit (RstPop3Session *session, GCancellable *cancellable)
{
  g_autoptr (GError) local_error = NULL;

  if (!rst_pop3_session_quit (session, cancellable, &local_error))
    g_debug ("QUIT: %s", local_error->message);
  return TRUE;
}

static gboolean
remove_chosen (Removal *self, guint *removed, GCancellable *cancellable, GError **error)
{
  guint n_refused;

  if (!mark (self, cancellable, error) ||
      !rst_pop3_session_quit (self->session, cancellable, error) ||
      !note (self, self->marked, RST_LEDGER_REMOVED, error))
    return FALSE;

  *removed = self->marked->len;
  n_refused = self->numbers->len - self->marked->len;
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
rst_fetch_remove_and_quit (RstStore         *store,
                           const RstAccount *account,
                           RstPop3Session   *session,
                           GPtrArray        *listing,
                           guint            *removed,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_auto (Removal) removal = { 0 };

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), FALSE);

  *removed = 0;
  removal_init (&removal, store, account, session);
  if (account->leave == RST_LEAVE_ALWAYS)
    return just_quit (session, cancellable);
  if (!choose (&removal, listing, cancellable, error))
    return FALSE;
  if (removal.numbers->len == 0)
    return just_quit (session, cancellable);
  return remove_chosen (&removal, removed, cancellable, error);
}
