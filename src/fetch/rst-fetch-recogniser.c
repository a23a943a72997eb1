/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-recogniser.h"

#include "fetch/rst-fetch-headers.h"
#include "fetch/rst-fetch-rows.h"
#include "fetch/rst-fetch-sample.h"
#include "mime/rst-header-digest.h"

struct _RstFetchRecogniser
{
  RstStore *store;
  char *account;
  RstPop3Listing *listing;
  RstFetchHeaders *headers;

  gboolean asked;    /* whether the store was asked if anything can be named */
  gboolean nameless; /* nothing can */
  GHashTable *seen;  /* digests of messages without unique-id, to how many */
  guint8 *sure;      /* of each entry of the listing, whether */
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
    .store = g_object_ref (store),
    .account = g_strdup (account),
    .listing = listing,
    .headers = rst_fetch_headers_new (session),
    .seen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL),
    .sure = g_new0 (guint8, rst_pop3_listing_get_size (listing)),
  };
  return self;
}

void
rst_fetch_recogniser_free (RstFetchRecogniser *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->store);
  g_free (self->account);
  rst_fetch_headers_free (self->headers);
  g_hash_table_unref (self->seen);
  g_free (self->sure);
  g_free (self);
}

static GBytes *
make_digest (GBytes *header)
{
  return rst_header_digest (header, NULL);
}

/* Only of what tells messages apart. */
static GBytes *
make_digest_apart (GBytes *header)
{
  gboolean tells_apart;
  g_autoptr (GBytes) digest = rst_header_digest (header, &tells_apart);

  return tells_apart ? g_steal_pointer (&digest) : NULL;
}

/* The listing's entries stand one behind the other. */
static guint8 *
get_sure (RstFetchRecogniser *self, const RstPop3Entry *entry)
{
  return &self->sure[entry - rst_pop3_listing_get_entry (self->listing, 0)];
}

void
rst_fetch_recogniser_trust (RstFetchRecogniser *self, const RstPop3Entry *entry)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL);

  *get_sure (self, entry) = TRUE;
}

/* Messages without unique-id */

/* Copies of one message have one digest: each is another of those stored. */
static guint
count_seen (RstFetchRecogniser *self, GBytes *digest)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, digest));

  g_hash_table_replace (self->seen, g_bytes_ref (digest), GUINT_TO_POINTER (before + 1));
  return before;
}

static gboolean
name_one (RstFetchRecogniser *self,
          RstPop3Entry       *entry,
          GBytes             *digest,
          RstLedger          *ledger,
          GPtrArray          *named,
          GCancellable       *cancellable,
          GError            **error)
{
  RstLedgerEntry *found = NULL;

  if (!rst_store_recognise (self->store, self->account, digest, entry->octets, count_seen (self, digest),
                            &found, cancellable, error))
    return FALSE;
  if (found == NULL)
    return TRUE;

  rst_pop3_listing_name (self->listing, entry, found->unique_id, found->ordinal);
  rst_fetch_recogniser_trust (self, entry);
  g_ptr_array_add (named, entry);
  found->vanished = 0;
  rst_ledger_take (ledger, found);
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
  self->nameless = !can;
  return TRUE;
}

gboolean
rst_fetch_recogniser_name (RstFetchRecogniser *self,
                           GPtrArray          *entries,
                           RstLedger          *ledger,
                           GCancellable       *cancellable,
                           GError            **error)
{
  g_autoptr (GPtrArray) digests = NULL;
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (self != NULL && entries != NULL && ledger != NULL, FALSE);

  if (entries->len == 0)
    return TRUE;
  if (!ask_store (self, cancellable, error))
    return FALSE;
  if (self->nameless)
    return TRUE;

  digests = rst_fetch_headers_read (self->headers, entries, make_digest_apart, cancellable, error);
  if (digests == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (digests->pdata[i] != NULL &&
        !name_one (self, entries->pdata[i], digests->pdata[i], ledger, named, cancellable, error))
      return FALSE;
  rows = rst_fetch_rows_new_of (named->pdata, named->len);
  return rst_store_note_listed (self->store, self->account, rows, cancellable, error);
}

/* Messages with names */

/* What the ledger says of messages by their headers; trusts those that are the
 * same.
 */
static GArray *
judge (RstFetchRecogniser *self, GPtrArray *entries, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = rst_fetch_rows_new_of (entries->pdata, entries->len);
  g_autoptr (GPtrArray) digests = rst_fetch_headers_read (self->headers, entries, make_digest, cancellable, error);
  GArray *matches;

  if (digests == NULL)
    return NULL;
  matches = rst_store_compare (self->store, self->account, rows, digests, cancellable, error);
  for (guint i = 0; matches != NULL && i < entries->len; i++)
    {
      RstMatch *match = &g_array_index (matches, RstMatch, i);

      if (*match == RST_MATCH_SAME)
        rst_fetch_recogniser_trust (self, entries->pdata[i]);
      else if (digests->pdata[i] == NULL && rst_fetch_headers_are_given (self->headers))
        *match = RST_MATCH_REFUSED;
    }
  return matches;
}

GArray *
rst_fetch_recogniser_compare (RstFetchRecogniser *self,
                              GPtrArray          *entries,
                              GCancellable       *cancellable,
                              GError            **error)
{
  g_autoptr (GPtrArray) doubtful = g_ptr_array_new ();
  g_autoptr (GArray) judged = NULL;
  GArray *matches;
  guint n = 0;

  g_return_val_if_fail (self != NULL && entries != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    if (!*get_sure (self, entries->pdata[i]))
      g_ptr_array_add (doubtful, entries->pdata[i]);
  judged = judge (self, doubtful, cancellable, error);
  if (judged == NULL)
    return NULL;

  matches = g_array_sized_new (FALSE, FALSE, sizeof (RstMatch), entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      gboolean asked = n < doubtful->len && doubtful->pdata[n] == entries->pdata[i];
      RstMatch match = asked ? g_array_index (judged, RstMatch, n++) : RST_MATCH_SAME;

      g_array_append_val (matches, match);
    }
  return matches;
}

gboolean
rst_fetch_recogniser_sample (RstFetchRecogniser  *self,
                             gboolean            *agrees,
                             GCancellable        *cancellable,
                             GError             **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (self != NULL && agrees != NULL, FALSE);

  entries = rst_fetch_sample_choose (self->listing);
  for (guint i = entries->len; i > 0; i--)
    if (*get_sure (self, entries->pdata[i - 1]))
      g_ptr_array_remove_index (entries, i - 1);
  return rst_fetch_sample_run (self->store, self->account, entries, self->headers, agrees, cancellable, error);
}

RstLedger *
rst_fetch_recogniser_rebind (RstFetchRecogniser *self,
                             GPtrArray          *entries,
                             GCancellable       *cancellable,
                             GError            **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) digests = NULL;
  RstLedger *found;

  g_return_val_if_fail (self != NULL && entries != NULL, NULL);

  if (entries->len == 0)
    return rst_ledger_new ();
  digests = rst_fetch_headers_read (self->headers, entries, make_digest_apart, cancellable, error);
  if (digests == NULL)
    return NULL;
  rows = rst_fetch_rows_new_of (entries->pdata, entries->len);
  found = rst_store_rebind (self->store, self->account, rows, digests, cancellable, error);
  for (guint i = 0; found != NULL && i < entries->len; i++)
    {
      const RstPop3Entry *entry = entries->pdata[i];

      if (rst_ledger_lookup (found, entry->unique_id, entry->ordinal) != NULL)
        rst_fetch_recogniser_trust (self, entry);
    }
  return found;
}
