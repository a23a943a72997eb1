/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-recogniser.h"

#include "mime/rst-header-digest.h"

/* So much of a header is read. What has more is not recognised. */
#define HEADER_MAX (1024 * 1024)

struct _RstFetchRecogniser
{
  RstStore *store;
  const char *account;
  RstPop3Session *session;
  RstPop3Listing *listing;

  gboolean asked;    /* whether the store was asked if anything can be recognised */
  gboolean hopeless; /* nothing stored can be, or the server has no TOP */
  GHashTable *seen;       /* digests of messages without unique-id, to how many */
};

RstFetchRecogniser *
rst_fetch_recogniser_new (RstStore       *store,
                          const char     *account,
                          RstPop3Session *session,
                          RstPop3Listing *listing)
{
  RstFetchRecogniser *self;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), NULL);
  g_return_val_if_fail (listing != NULL, NULL);

  self = g_new (RstFetchRecogniser, 1);
  *self = (RstFetchRecogniser) {
    .store = store,
    .account = account,
    .session = session,
    .listing = listing,
    .seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL),
  };
  return self;
}

void
rst_fetch_recogniser_free (RstFetchRecogniser *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->seen);
  g_free (self);
}

static gboolean
is_doubtful (const RstPop3Entry *entry, RstLedger *ledger)
{
  const RstLedgerEntry *known;

  if (entry->unique_id == NULL)
    return TRUE;
  known = rst_ledger_lookup (ledger, entry->unique_id, entry->ordinal);
  return known != NULL && known->state >= RST_LEDGER_STORED && known->octets != entry->octets;
}

static GPtrArray *
choose_entries (RstFetchRecogniser *self, guint begin, guint end, RstLedger *ledger)
{
  GPtrArray *entries = g_ptr_array_new ();

  for (guint i = begin; i < end; i++)
    {
      RstPop3Entry *entry = rst_pop3_listing_get_entry (self->listing, i);

      if (is_doubtful (entry, ledger))
        g_ptr_array_add (entries, entry);
    }
  return entries;
}

/* The header that comes next; %NULL in @header where the server refuses it. */
static gboolean
read_header (RstFetchRecogniser *self, GBytes **header, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GError) refusal = NULL;
  const char *octets;
  gssize length;
  guint number;

  *header = NULL;
  if (!rst_pop3_session_next_message (self->session, &number, cancellable, &refusal))
    {
      self->hopeless = TRUE;
      if (number == 0)
        g_propagate_error (error, g_steal_pointer (&refusal));
      return number != 0;
    }
  while ((length = rst_pop3_session_read_text (self->session, &octets, cancellable, error)) > 0)
    if (text->len + (gsize) length <= HEADER_MAX)
      g_byte_array_append (text, (const guint8 *) octets, (guint) length);
  if (length < 0)
    return FALSE;
  *header = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return TRUE;
}

/* Copies of one message have one digest: each is another of those stored. */
static guint
count_seen (RstFetchRecogniser *self, GBytes *digest)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, digest));

  g_hash_table_replace (self->seen, g_bytes_ref (digest), GUINT_TO_POINTER (before + 1));
  return before;
}

static gboolean
look_up (RstFetchRecogniser *self,
         RstPop3Entry       *entry,
         GBytes             *header,
         RstLedgerEntry    **found,
         GCancellable       *cancellable,
         GError            **error)
{
  gboolean tells_apart;
  g_autoptr (GBytes) digest = rst_header_digest (header, &tells_apart);

  *found = NULL;
  if (entry->unique_id != NULL)
    return rst_store_recognise_named (self->store, self->account, digest, entry->unique_id, entry->ordinal,
                                      found, cancellable, error);
  if (!tells_apart)
    return TRUE;
  return rst_store_recognise (self->store, self->account, digest, entry->octets, count_seen (self, digest),
                              found, cancellable, error);
}

/* Takes @found over. */
static void
take_found (RstFetchRecogniser *self,
            RstPop3Entry       *entry,
            RstLedgerEntry     *found,
            RstLedger          *ledger,
            GPtrArray          *recognised)
{
  RstLedgerEntry *row = rst_ledger_entry_new (found->unique_id, found->ordinal, entry->octets);

  if (entry->unique_id == NULL)
    rst_pop3_listing_name (self->listing, entry, found->unique_id, found->ordinal);
  g_ptr_array_add (recognised, row);
  found->octets = entry->octets;
  rst_ledger_take (ledger, found);
}

/* Whether the server knows TOP is asked with the first alone. */
static gboolean
recognise_some (RstFetchRecogniser  *self,
                RstPop3Entry       **entries,
                guint                n_entries,
                RstLedger           *ledger,
                GPtrArray           *recognised,
                GCancellable        *cancellable,
                GError             **error)
{
  for (guint i = 0; i < n_entries; i++)
    rst_pop3_session_queue_top (self->session, entries[i]->number, 0);

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (GBytes) header = NULL;
      RstLedgerEntry *found = NULL;

      if (!read_header (self, &header, cancellable, error))
        return FALSE;
      if (header != NULL && !look_up (self, entries[i], header, &found, cancellable, error))
        return FALSE;
      if (found != NULL)
        take_found (self, entries[i], found, ledger, recognised);
    }
  return TRUE;
}

/* Where nothing stored can be recognised, as in a first pass, the server is not
 * asked.
 */
static gboolean
ask_store (RstFetchRecogniser *self, GCancellable *cancellable, GError **error)
{
  gboolean can;

  if (self->asked)
    return TRUE;
  if (!rst_store_can_recognise (self->store, self->account, &can, cancellable, error))
    return FALSE;

  self->asked = TRUE;
  self->hopeless = !can;
  return TRUE;
}

gboolean
rst_fetch_recogniser_run (RstFetchRecogniser *self,
                          guint               begin,
                          guint               end,
                          RstLedger          *ledger,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) recognised = NULL;

  g_return_val_if_fail (self != NULL && ledger != NULL, FALSE);

  if (self->hopeless)
    return TRUE;
  entries = choose_entries (self, begin, end, ledger);
  if (entries->len == 0)
    return TRUE;
  if (!ask_store (self, cancellable, error))
    return FALSE;

  recognised = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  for (guint i = 0; i < entries->len && !self->hopeless;)
    {
      guint n = i == 0 ? 1 : entries->len - i;

      if (!recognise_some (self, (RstPop3Entry **) entries->pdata + i, n, ledger, recognised, cancellable, error))
        return FALSE;
      i += n;
    }
  return recognised->len == 0 ||
         rst_store_advance (self->store, self->account, recognised, RST_LEDGER_STORED, cancellable, error);
}
