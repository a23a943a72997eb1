/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mime/rst-message.h"
#include "mime/rst-summary.h"
#include "store/rst-filter.h"
#include "store/rst-ledger.h"
#include "store/rst-listing.h"
#include "store/rst-origin.h"
#include "store/rst-progress.h"
#include "store/rst-row.h"
#include "store/rst-saved-search.h"
#include "store/rst-tag.h"
#include "store/rst-undo.h"

G_BEGIN_DECLS

#define RST_TYPE_STORE (rst_store_get_type ())

/**
 * RstStore:
 *
 * A profile's mail: `mail.db`, the truth, and `search.db`, which can be made
 * again from it.
 *
 * It owns three lanes: the writer with the one connection that writes, the
 * reader, and the index lane, which also answers searches. Functions without
 * `_async` block the calling thread until the lane is done: they are for worker
 * threads, programs without a main loop and tests. Widgets call the `_async`
 * ones.
 *
 * Errors are of [error@Rst.Error]: %RST_ERROR_DISK, %RST_ERROR_CANNOT_CREATE,
 * %RST_ERROR_DAMAGED, %RST_ERROR_NEWER, %RST_ERROR_BUSY, %RST_ERROR_USAGE (no
 * such message), %RST_ERROR_CANCELLED. The message names the file.
 *
 * After a failed write nothing of that call is in the store.
 */
G_DECLARE_FINAL_TYPE (RstStore, rst_store, RST, STORE, GObject)

/**
 * RstStore::changed:
 * @self: the store
 *
 * Something that lists show was written, by this process or by another one on
 * the same profile: once a transaction, in the main context that was the
 * thread's default when the store was opened.
 */

/**
 * RstStore::indexed:
 * @self: the store
 *
 * The search index has caught up with what is stored: a search may find more
 * than before. In the same main context.
 */

/**
 * rst_store_open:
 * @folder: the profile; made where it does not exist, readable by its owner only
 * @error: where to say why it failed
 *
 * Opens a store and brings an older one up to date. Blocks.
 *
 * Returns: (transfer full): the store
 */
RstStore *rst_store_open (const char *folder, GError **error);

/**
 * rst_store_open_watched:
 * @folder: see [func@Store.open]
 * @progress: (nullable) (scope call): told how far an older store is on its way,
 *   on a thread of the store's; not at all where that takes no time
 * @progress_data: for @progress
 * @cancellable: (nullable): asks to stop; an older store then stays as it was
 * @error: where to say why it failed
 *
 * The same where somebody waits and is told for how long. Blocks.
 *
 * Returns: (transfer full): the store
 */
RstStore *rst_store_open_watched (const char *folder,
                                  RstProgressFunc progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_store_open_async:
 * @folder: see [func@Store.open]
 * @progress: (nullable) (scope notified): as in [func@Store.open_watched], but
 *   called in the caller's main context, and never after @callback
 * @progress_data: for @progress
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * The same without blocking.
 */
void rst_store_open_async (const char *folder,
                           RstProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * rst_store_open_finish:
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full): the store
 */
RstStore *rst_store_open_finish (GAsyncResult *result, GError **error);

/**
 * rst_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none): the profile
 */
const char *rst_store_get_folder (RstStore *self);

/**
 * rst_store_dup_default_folder:
 *
 * Returns: (transfer full): `$XDG_DATA_HOME/restante`
 */
char *rst_store_dup_default_folder (void);

/* Accounts: the store keeps their settings as text that it does not read. */

/**
 * rst_store_load_accounts:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type utf8): id and settings by turns, in the
 *   order in which the accounts were added; id, settings, id, settings, …
 */
GPtrArray *rst_store_load_accounts (RstStore *self,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * rst_store_save_account:
 * @self: a store
 * @id: the account
 * @settings: a JSON object
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Adds an account or changes its settings. One that was removed and is added
 * again under its id finds its ledger again.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_save_account (RstStore *self,
                                 const char *id,
                                 const char *settings,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_store_remove_account:
 * @self: a store
 * @id: the account
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Removes an account's settings and its state. Its messages and its ledger stay.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_remove_account (RstStore *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * rst_store_load_account_state:
 * @self: a store
 * @id: the account
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full): what [method@Store.save_account_state] kept; "" when
 *   there is nothing
 */
char *rst_store_load_account_state (RstStore *self,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * rst_store_save_account_state:
 * @self: a store
 * @id: the account; one that does not exist has no state
 * @state: (nullable): what was learned of its server, as text that the store
 *   does not read; %NULL to forget it
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Keeps it with the account. Nothing that is shown changes by it, so
 * [signal@Store::changed] is not emitted.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_save_account_state (RstStore *self,
                                       const char *id,
                                       const char *state,
                                       GCancellable *cancellable,
                                       GError **error);

/* Arrival */

/**
 * RstArrival:
 * @unique_id: the server's name for it
 * @ordinal: which of those that share the name
 * @octets: the size that the server announced
 * @raw: the exact octets
 * @sha256: of @raw, 64 lower-case hexadecimal digits
 * @summary: what its row needs
 * @header_digest: (nullable): of @raw; see [func@header_digest]
 * @aged: what the account's own clock shows; 0 where it has none
 * @rebound: set by [method@Store.add]: whether it was known already, under a
 *   name that the server no longer has
 * @partial: whether @raw is only the beginning
 *
 * A message that was fetched and is to be stored.
 */
typedef struct
{
  char *unique_id;
  guint ordinal;
  guint64 octets;
  GBytes *raw;
  char *sha256;
  RstSummary *summary;
  GBytes *header_digest;
  gint64 aged;
  gboolean rebound;
  gboolean partial;
} RstArrival;

/**
 * rst_arrival_dup_content_name:
 * @sha256: of a message, 64 lower-case hexadecimal digits
 *
 * Returns: (transfer full): what a message is called to which the server gives
 *   no unique-id
 */
char *rst_arrival_dup_content_name (const char *sha256);

/**
 * rst_arrival_is_nameless:
 * @self: an arrival
 *
 * Returns: whether it is called by its content
 */
gboolean rst_arrival_is_nameless (const RstArrival *self);

/**
 * rst_arrival_free:
 * @self: (transfer full): an arrival
 */
void rst_arrival_free (RstArrival *self);

/**
 * rst_store_add:
 * @self: a store
 * @account: whose they are
 * @arrivals: (element-type RstArrival): messages
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Stores messages into the inbox and takes their ledger rows to
 * %RST_LEDGER_STORED, in one durable transaction. Octets that are already here
 * are stored once; a (unique-id, ordinal) that is already stored with them is
 * passed over. One that is new for a message of the account which the server no
 * longer listed, goes to that message's row. One that was stored with other
 * octets now stands for another message; see [method@Store.set_aside].
 *
 * A partial message gets a row in the lists too, with the announced size, but in
 * the ledger it stays %RST_LEDGER_ANNOUNCED: it is not stored, and nothing may
 * remove it from the server. When it comes whole, it takes the place of its
 * beginning: the message keeps its id, its mailbox and what was noted on it.
 *
 * Returns: whether all of it is committed
 */
gboolean rst_store_add (RstStore *self,
                        const char *account,
                        GPtrArray *arrivals,
                        GCancellable *cancellable,
                        GError **error);

/**
 * rst_store_want_rest:
 * @self: a store
 * @ids: messages of which only the beginning is here
 * @n_ids: how many
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Asks for the rest of messages: the next pass over their account downloads
 * them whole, whatever its size limit.
 *
 * Returns: whether it is committed, for all of them at once
 */
gboolean rst_store_want_rest (RstStore *self,
                              const gint64 *ids,
                              gsize n_ids,
                              GCancellable *cancellable,
                              GError **error);

/**
 * rst_store_want_rest_async:
 * @self: a store
 * @ids: messages; copied
 * @n_ids: how many
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_want_rest_async (RstStore *self,
                                const gint64 *ids,
                                gsize n_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * rst_store_want_rest_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_want_rest_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_has_due_rest:
 * @self: a store
 * @account: whose
 * @limit: the size limit; 0 for none
 * @has: (out): whether there is a message on the server of which only the
 *   beginning is here, and whose rest is asked for or within the limit
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it was looked for
 */
gboolean rst_store_has_due_rest (RstStore *self,
                                 const char *account,
                                 guint64 limit,
                                 gboolean *has,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_store_forget_rests:
 * @self: a store
 * @account: whose
 * @n: (out): how many rests were asked for
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Ends a pass that downloaded all that the server listed: what is still asked
 * for is no longer there.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_forget_rests (RstStore *self,
                                 const char *account,
                                 guint *n,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_store_load_ledger:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): of which messages; their unique-ids
 *   and ordinals count
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full): what is known of them
 */
RstLedger *rst_store_load_ledger (RstStore *self,
                                  const char *account,
                                  GPtrArray *entries,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * RstStoreLedgerFunc:
 * @entry: a row of the ledger
 * @user_data: what was given along
 *
 * Looks at a row, on the reader lane: it must not call the store.
 */
typedef void (*RstStoreLedgerFunc) (const RstLedgerEntry *entry, gpointer user_data);

/**
 * rst_store_visit_ledger:
 * @self: a store
 * @account: whose
 * @func: told of each row
 * @user_data: for @func
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Goes through the messages that were stored and that the server was last known
 * to hold, newest first: by date, since the order of the server's list is known
 * in a session only.
 *
 * Returns: whether @func saw all
 */
gboolean rst_store_visit_ledger (RstStore *self,
                                 const char *account,
                                 RstStoreLedgerFunc func,
                                 gpointer user_data,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_store_load_youngest:
 * @self: a store
 * @account: whose
 * @aged: (out): the greatest of [struct@LedgerEntry]'s @aged; 0 where nothing is
 *   stored
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it was looked for
 */
gboolean rst_store_load_youngest (RstStore *self,
                                  const char *account,
                                  gint64 *aged,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_store_note_proven:
 * @self: a store
 * @contents: (element-type utf8): SHA-256 of contents, 64 hexadecimal digits
 * @time: when a backup that holds them was restored and compared, in seconds
 *   since 1970, UTC
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Notes what a proven backup holds: what an account is set to wait for before a
 * message may be removed from its server. Contents that are not here are passed
 * over; a later time that is noted already stays.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_note_proven (RstStore *self,
                                GPtrArray *contents,
                                gint64 time,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_store_has_ledger:
 * @self: a store
 * @account: whose
 * @has: (out): whether any message of its maildrop was ever listed
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it was looked for
 */
gboolean rst_store_has_ledger (RstStore *self,
                               const char *account,
                               gboolean *has,
                               GCancellable *cancellable,
                               GError **error);

/**
 * rst_store_can_recognise:
 * @self: a store
 * @account: whose
 * @can: (out): whether any stored message can be known by its header
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it was looked for
 */
gboolean rst_store_can_recognise (RstStore *self,
                                  const char *account,
                                  gboolean *can,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_store_recognise:
 * @self: a store
 * @account: whose
 * @header_digest: of a message on the server; see [func@header_digest]
 * @octets: its size there
 * @skip: how many that are alike to pass over
 * @found: (out) (nullable): what is known of it; %NULL when there is none
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks for a stored message by its header and its size.
 *
 * Returns: whether it was looked for
 */
gboolean rst_store_recognise (RstStore *self,
                              const char *account,
                              GBytes *header_digest,
                              guint64 octets,
                              guint skip,
                              RstLedgerEntry **found,
                              GCancellable *cancellable,
                              GError **error);

/**
 * rst_store_load_message_ids:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): messages on the server, by their names
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type utf8): the Message-ID of what is stored
 *   under each name; %NULL for one that has none, or is not here
 */
GPtrArray *rst_store_load_message_ids (RstStore *self,
                                       const char *account,
                                       GPtrArray *entries,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * RstMatch:
 * @RST_MATCH_UNKNOWN: nothing can be said
 * @RST_MATCH_REFUSED: the server did not give its header, though it gives those
 *   of others
 * @RST_MATCH_SAME: it is the message that the ledger means
 * @RST_MATCH_OTHER: it is another one
 *
 * Whether a message on the server is the one that the ledger has under its name.
 */
typedef enum
{
  RST_MATCH_UNKNOWN,
  RST_MATCH_REFUSED,
  RST_MATCH_SAME,
  RST_MATCH_OTHER,
} RstMatch;

/**
 * rst_store_compare:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): messages on the server, by their names
 * @digests: (element-type GBytes): the digest of each one's header; %NULL where
 *   it is not known
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Compares messages with those that the ledger has stored under their names, by
 * their headers, whatever their sizes.
 *
 * Returns: (transfer full) (element-type RstMatch): one for each
 */
GArray *rst_store_compare (RstStore *self,
                           const char *account,
                           GPtrArray *entries,
                           GPtrArray *digests,
                           GCancellable *cancellable,
                           GError **error);

/**
 * rst_store_advance:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): rows of the ledger
 * @state: how far they have come now
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Notes a step durably: %RST_LEDGER_ANNOUNCED adds rows that are new,
 * %RST_LEDGER_REMOVAL_ASKED and %RST_LEDGER_REMOVED move rows that are stored;
 * going back from asked to %RST_LEDGER_STORED is what a failed QUIT does, and
 * notes the size that was announced last. A row never goes back further. Stored rows come about by [method@Store.add].
 *
 * Returns: whether it is committed
 */
gboolean rst_store_advance (RstStore *self,
                            const char *account,
                            GPtrArray *entries,
                            RstLedgerState state,
                            GCancellable *cancellable,
                            GError **error);

/* Moves: what the server no longer lists, and what it lists under new names.
 * Nothing here touches a message.
 */

/**
 * rst_store_count_listed:
 * @self: a store
 * @account: whose
 * @count: (out): how many rows of its ledger the server should list
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Counts what is stored, was not removed and did not vanish.
 *
 * Returns: whether they were counted
 */
gboolean rst_store_count_listed (RstStore *self,
                                 const char *account,
                                 guint *count,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_store_load_listed:
 * @self: a store
 * @account: whose
 * @after: (nullable): the last row of the piece before
 * @limit: how many at most
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstLedgerEntry): some of the rows that
 *   [method@Store.count_listed] counts, by name and ordinal
 */
GPtrArray *rst_store_load_listed (RstStore *self,
                                  const char *account,
                                  const RstLedgerEntry *after,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_store_note_vanished:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): rows of the ledger
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Notes that the server no longer lists them. That is all that it means: they
 * may come back, under this name or another.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_note_vanished (RstStore *self,
                                  const char *account,
                                  GPtrArray *entries,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_store_note_listed:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): rows of the ledger, with the sizes
 *   that the server announces now
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Notes that the server lists them, though they had vanished, or another size,
 * or were held to be removed.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_note_listed (RstStore *self,
                                const char *account,
                                GPtrArray *entries,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_store_set_aside:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): rows of the ledger
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Notes that their names now stand for other messages: the rows keep theirs
 * under names of their own, as vanished.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_set_aside (RstStore *self,
                              const char *account,
                              GPtrArray *entries,
                              GCancellable *cancellable,
                              GError **error);

/**
 * rst_store_adopt:
 * @self: a store
 * @account: whose
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Gives each message of the account that no row of the ledger names, a row that
 * vanished, so that it is known when the server lists it.
 *
 * Returns: whether all have one
 */
gboolean rst_store_adopt (RstStore *self,
                          const char *account,
                          GCancellable *cancellable,
                          GError **error);

/**
 * rst_store_match_sizes:
 * @self: a store
 * @account: whose
 * @sizes: (element-type guint64): sizes that the server announces
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type gboolean): for each size whether a row
 *   that vanished has it
 */
GArray *rst_store_match_sizes (RstStore *self,
                               const char *account,
                               GArray *sizes,
                               GCancellable *cancellable,
                               GError **error);

/**
 * rst_store_rebind:
 * @self: a store
 * @account: whose
 * @entries: (element-type RstLedgerEntry): messages that the ledger does not
 *   know, as the server lists them
 * @digests: (element-type GBytes): the digest of each one's header; %NULL for
 *   one that does not tell messages apart
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks for each among the rows that vanished, by header and size. The row takes
 * the new name, and did not vanish.
 *
 * Returns: (transfer full): the rows that were found, under their new names
 */
RstLedger *rst_store_rebind (RstStore *self,
                             const char *account,
                             GPtrArray *entries,
                             GPtrArray *digests,
                             GCancellable *cancellable,
                             GError **error);

/**
 * rst_store_verify:
 * @self: a store
 * @ids: (element-type gint64): messages
 * @cancellable: (nullable): asks to stop
 * @error: where to say which one is damaged
 *
 * Reads the octets of messages back from the disk and compares their hashes:
 * what must succeed before the server may be asked to remove them. Of a partial
 * message it never does.
 *
 * Returns: whether all are whole
 */
gboolean rst_store_verify (RstStore *self,
                           GArray *ids,
                           GCancellable *cancellable,
                           GError **error);

/* Reading */

/**
 * RstMailboxCount:
 * @account: the account's id
 * @mailbox: the mailbox's name
 * @total: messages of the account in it
 * @unread: how many of them were not read
 *
 * One line of the mailbox list. Kept by the store, never counted.
 */
typedef struct
{
  char *account;
  char *mailbox;
  guint total;
  guint unread;
} RstMailboxCount;

/**
 * rst_mailbox_count_free:
 * @self: (transfer full): a count
 */
void rst_mailbox_count_free (RstMailboxCount *self);

/**
 * rst_store_count:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstMailboxCount): one for each account
 *   and mailbox that holds messages
 */
GPtrArray *rst_store_count (RstStore *self, GCancellable *cancellable, GError **error);

/**
 * rst_store_count_async:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_count_async (RstStore *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * rst_store_count_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstMailboxCount): see
 *   [method@Store.count]
 */
GPtrArray *rst_store_count_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_list:
 * @self: a store
 * @filter: which messages
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full): the messages, in the order that @filter asks for
 */
RstListing *rst_store_list (RstStore *self,
                            const RstFilter *filter,
                            GCancellable *cancellable,
                            GError **error);

/**
 * rst_store_list_async:
 * @self: a store
 * @filter: which messages
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_list_async (RstStore *self,
                           const RstFilter *filter,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * rst_store_list_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full): see [method@Store.list]
 */
RstListing *rst_store_list_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_find_unread:
 * @self: a store
 * @listing: some messages
 * @after: the one of them after which to begin; 0 for the first
 * @found: (out): the next one of them that was not read; 0 if there is none
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Finds the next unread message in the order of a listing. After the last one
 * comes the first; @after itself is not found.
 *
 * Returns: whether the store could be read
 */
gboolean rst_store_find_unread (RstStore *self,
                                RstListing *listing,
                                gint64 after,
                                gint64 *found,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_store_find_unread_async:
 * @self: a store
 * @listing: see [method@Store.find_unread]
 * @after: see [method@Store.find_unread]
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_find_unread_async (RstStore *self,
                                  RstListing *listing,
                                  gint64 after,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * rst_store_find_unread_finish:
 * @self: a store
 * @result: what the callback was given
 * @found: (out): see [method@Store.find_unread]
 * @error: where to say why it failed
 *
 * Returns: see [method@Store.find_unread]
 */
gboolean rst_store_find_unread_finish (RstStore *self,
                                       GAsyncResult *result,
                                       gint64 *found,
                                       GError **error);

/**
 * rst_store_load_rows:
 * @self: a store
 * @ids: messages
 * @n_ids: how many
 * @query: (nullable): a search whose words the snippets should show
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads what a list shows: their `sha256` and `unique_id` are %NULL.
 *
 * Returns: (transfer full) (element-type RstRow): the rows of @ids in the same
 *   order; those that are no longer there are left out
 */
GPtrArray *rst_store_load_rows (RstStore *self,
                                const gint64 *ids,
                                gsize n_ids,
                                const char *query,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_store_load_whole_rows:
 * @self: a store
 * @ids: messages
 * @n_ids: how many
 * @query: (nullable): a search whose words the snippets should show
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads all of them, which takes twice as long.
 *
 * Returns: (transfer full) (element-type RstRow): as rst_store_load_rows()
 */
GPtrArray *rst_store_load_whole_rows (RstStore *self,
                                      const gint64 *ids,
                                      gsize n_ids,
                                      const char *query,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * rst_store_load_rows_async:
 * @self: a store
 * @ids: messages; copied
 * @n_ids: how many
 * @query: (nullable): a search whose words the snippets should show
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_load_rows_async (RstStore *self,
                                const gint64 *ids,
                                gsize n_ids,
                                const char *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * rst_store_load_rows_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstRow): see [method@Store.load_rows]
 */
GPtrArray *rst_store_load_rows_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_load_raw:
 * @self: a store
 * @id: a message
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads the exact octets and compares their hash. A large message comes from an
 * unlinked file in the page cache, not from memory of the process.
 *
 * Returns: (transfer full): the octets
 */
GBytes *rst_store_load_raw (RstStore *self,
                            gint64 id,
                            GCancellable *cancellable,
                            GError **error);

/**
 * rst_store_load_message:
 * @self: a store
 * @id: a message
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads and parses a message in one job.
 *
 * Returns: (transfer full): the message
 */
RstMessage *rst_store_load_message (RstStore *self,
                                    gint64 id,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * rst_store_load_message_async:
 * @self: a store
 * @id: a message
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_load_message_async (RstStore *self,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * rst_store_load_message_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full): the message
 */
RstMessage *rst_store_load_message_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_load_origin:
 * @self: a store
 * @id: a message
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full): where it came from
 */
RstOrigin *rst_store_load_origin (RstStore *self,
                                  gint64 id,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_store_load_on_server:
 * @self: a store
 * @account: whose
 * @after: (nullable): behind which to go on; %NULL to begin
 * @limit: how many at most
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * What an account's server is believed to have, piece by piece, so that memory
 * does not follow the size of a maildrop.
 *
 * Returns: (transfer full) (element-type RstOrigin): in the order of unique-ids;
 *   each has its [struct@Origin].entry
 */
GPtrArray *rst_store_load_on_server (RstStore *self,
                                     const char *account,
                                     const RstLedgerEntry *after,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GError **error);

/* What a person does to messages */

/**
 * rst_store_change:
 * @self: a store
 * @ids: messages
 * @n_ids: how many
 * @wanted: what is to be done to them
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Changes messages, all of them in one transaction, and remembers what they
 * were.
 *
 * Returns: (transfer full): what undoes it
 */
RstUndo *rst_store_change (RstStore *self,
                           const gint64 *ids,
                           gsize n_ids,
                           const RstChange *wanted,
                           GCancellable *cancellable,
                           GError **error);

/**
 * rst_store_change_async:
 * @self: a store
 * @ids: messages; copied
 * @n_ids: how many
 * @wanted: what is to be done to them; copied
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_change_async (RstStore *self,
                             const gint64 *ids,
                             gsize n_ids,
                             const RstChange *wanted,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * rst_store_change_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full): what undoes it
 */
RstUndo *rst_store_change_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_undo:
 * @self: a store
 * @former: what a change found
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Gives each message back what a change took from it: its own former mailbox, or
 * those flags that the change was about. Messages that are gone meanwhile are
 * passed over.
 *
 * Returns: whether it is committed, for all of them at once
 */
gboolean rst_store_undo (RstStore *self,
                         RstUndo *former,
                         GCancellable *cancellable,
                         GError **error);

/**
 * rst_store_undo_async:
 * @self: a store
 * @former: what a change found
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_undo_async (RstStore *self,
                           RstUndo *former,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * rst_store_undo_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_undo_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_set_flags:
 * @self: a store
 * @ids: messages
 * @n_ids: how many
 * @set: flags to set
 * @clear: flags to clear
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it is committed, for all of them at once
 */
gboolean rst_store_set_flags (RstStore *self,
                              const gint64 *ids,
                              gsize n_ids,
                              RstFlags set,
                              RstFlags clear,
                              GCancellable *cancellable,
                              GError **error);

/**
 * rst_store_move:
 * @self: a store
 * @ids: messages
 * @n_ids: how many
 * @mailbox: where to
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it is committed, for all of them at once
 */
gboolean rst_store_move (RstStore *self,
                         const gint64 *ids,
                         gsize n_ids,
                         const char *mailbox,
                         GCancellable *cancellable,
                         GError **error);

/**
 * rst_store_delete:
 * @self: a store
 * @ids: messages
 * @n_ids: how many
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Deletes messages for good, and the contents that no other message has. The
 * ledger remembers that they were here, so that they are not fetched again.
 * Those that are gone already are passed over.
 *
 * Many messages go in several transactions, so that the log stays small: after
 * an error some of them may be gone.
 *
 * Returns: whether all of them are gone
 */
gboolean rst_store_delete (RstStore *self,
                           const gint64 *ids,
                           gsize n_ids,
                           GCancellable *cancellable,
                           GError **error);

/**
 * rst_store_delete_async:
 * @self: a store
 * @ids: messages; copied
 * @n_ids: how many
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_delete_async (RstStore *self,
                             const gint64 *ids,
                             gsize n_ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * rst_store_delete_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether all of them are gone
 */
gboolean rst_store_delete_finish (RstStore *self, GAsyncResult *result, GError **error);

/* Tags and saved searches */

/**
 * rst_store_load_tags:
 * @self: a store
 * @ids: messages
 * @n_ids: how many, maybe 0
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstTag): all tags, by their names
 *   and the numbers in these; how many of @ids have each is in its @n_chosen
 */
GPtrArray *rst_store_load_tags (RstStore *self,
                                const gint64 *ids,
                                gsize n_ids,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_store_load_tags_async:
 * @self: a store
 * @ids: messages; copied
 * @n_ids: how many, maybe 0
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_load_tags_async (RstStore *self,
                                const gint64 *ids,
                                gsize n_ids,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * rst_store_load_tags_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstTag): see [method@Store.load_tags]
 */
GPtrArray *rst_store_load_tags_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * RST_TAG_ANY_COLOR:
 *
 * The colour that a tag has, or of a new one the next in turn.
 */
#define RST_TAG_ANY_COLOR (-1)

/**
 * rst_store_save_tag:
 * @self: a store
 * @id: a tag; 0 for a new one
 * @name: what to call it; see [func@tag_dup_name]
 * @color: one of the colours, or %RST_TAG_ANY_COLOR
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Makes a tag, or changes one on all its messages. Fails with %RST_ERROR_USAGE
 * where another tag has the name.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_save_tag (RstStore *self,
                             gint64 id,
                             const char *name,
                             int color,
                             GCancellable *cancellable,
                             GError **error);

/**
 * rst_store_save_tag_async:
 * @self: a store
 * @id: a tag; 0 for a new one
 * @name: what to call it
 * @color: one of the colours, or %RST_TAG_ANY_COLOR
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_save_tag_async (RstStore *self,
                               gint64 id,
                               const char *name,
                               int color,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * rst_store_save_tag_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_save_tag_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_delete_tag:
 * @self: a store
 * @id: a tag
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Takes a tag off all its messages, for good. One that is gone already is passed
 * over.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_delete_tag (RstStore *self,
                               gint64 id,
                               GCancellable *cancellable,
                               GError **error);

/**
 * rst_store_delete_tag_async:
 * @self: a store
 * @id: a tag
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_delete_tag_async (RstStore *self,
                                 gint64 id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * rst_store_delete_tag_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_delete_tag_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_load_searches:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstSavedSearch): all searches that were
 *   saved, by their names and the numbers in these
 */
GPtrArray *rst_store_load_searches (RstStore *self,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * rst_store_load_searches_async:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_load_searches_async (RstStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * rst_store_load_searches_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstSavedSearch): see
 *   [method@Store.load_searches]
 */
GPtrArray *rst_store_load_searches_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_save_search:
 * @self: a store
 * @id: a saved search; 0 for a new one
 * @name: what to call it; beyond 100 characters it ends with an ellipsis
 * @query: what it looks for, as far as a search reads it
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Keeps a search, or changes one. Fails with %RST_ERROR_USAGE where another one
 * has the name.
 *
 * Returns: whether it is committed
 */
gboolean rst_store_save_search (RstStore *self,
                                gint64 id,
                                const char *name,
                                const char *query,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_store_save_search_async:
 * @self: a store
 * @id: a saved search; 0 for a new one
 * @name: what to call it
 * @query: what it looks for
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_save_search_async (RstStore *self,
                                  gint64 id,
                                  const char *name,
                                  const char *query,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * rst_store_save_search_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_save_search_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_delete_search:
 * @self: a store
 * @id: a saved search
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it is committed; one that is gone already is passed over
 */
gboolean rst_store_delete_search (RstStore *self,
                                  gint64 id,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_store_delete_search_async:
 * @self: a store
 * @id: a saved search
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_delete_search_async (RstStore *self,
                                    gint64 id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * rst_store_delete_search_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_delete_search_finish (RstStore *self, GAsyncResult *result, GError **error);

/* Trusted senders */

/**
 * rst_store_is_sender_trusted:
 * @self: a store
 * @id: a message
 * @trusted: (out): whether its images may be fetched from elsewhere: its sender's
 *   address, octet for octet, is trusted, and it is neither junk nor trash
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it could be told
 */
gboolean rst_store_is_sender_trusted (RstStore *self,
                                      gint64 id,
                                      gboolean *trusted,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * rst_store_is_sender_trusted_async:
 * @self: a store
 * @id: a message
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_is_sender_trusted_async (RstStore *self,
                                        gint64 id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * rst_store_is_sender_trusted_finish:
 * @self: a store
 * @result: what the callback was given
 * @trusted: (out): see rst_store_is_sender_trusted()
 * @error: where to say why it failed
 *
 * Returns: whether it could be told
 */
gboolean rst_store_is_sender_trusted_finish (RstStore *self,
                                             GAsyncResult *result,
                                             gboolean *trusted,
                                             GError **error);

/**
 * rst_store_set_sender_trusted:
 * @self: a store
 * @address: a mail address, not ""
 * @trusted: whether images in messages from it may be fetched
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_set_sender_trusted (RstStore *self,
                                       const char *address,
                                       gboolean trusted,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * rst_store_set_sender_trusted_async:
 * @self: a store
 * @address: a mail address, not ""
 * @trusted: whether images in messages from it may be fetched
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_set_sender_trusted_async (RstStore *self,
                                         const char *address,
                                         gboolean trusted,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * rst_store_set_sender_trusted_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_store_set_sender_trusted_finish (RstStore *self, GAsyncResult *result, GError **error);

/**
 * rst_store_load_trusted_senders:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (nullable): their addresses, in order
 */
GStrv rst_store_load_trusted_senders (RstStore *self, GCancellable *cancellable, GError **error);

/**
 * rst_store_load_trusted_senders_async:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 */
void rst_store_load_trusted_senders_async (RstStore *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/**
 * rst_store_load_trusted_senders_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (nullable): their addresses, in order
 */
GStrv rst_store_load_trusted_senders_finish (RstStore *self, GAsyncResult *result, GError **error);

/* Upkeep */

/**
 * rst_store_index:
 * @self: a store
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Brings the search index up to date with what is stored and waits for it.
 *
 * Returns: whether everything stored can be found
 */
gboolean rst_store_index (RstStore *self, GCancellable *cancellable, GError **error);

/**
 * rst_store_keep_indexed:
 * @self: a store
 *
 * Asks for the search index to follow what is stored, for as long as the
 * store's main context runs: whenever nothing has arrived for a moment, since
 * indexing takes as much of a processor as downloading. What was not indexed
 * when the program ended is when it is asked again.
 */
void rst_store_keep_indexed (RstStore *self);

/**
 * RstStoreStats:
 * @accounts: how many
 * @messages: how many, in all mailboxes
 * @unread: how many of them were not read
 * @contents: how many different ones
 * @octets: their exact size
 * @stored_octets: what they take on the disk
 * @indexed: how many messages can be searched
 * @mail_db: the size of mail.db with its log
 * @search_db: the size of search.db with its log
 *
 * How much a store holds.
 */
typedef struct
{
  guint64 accounts;
  guint64 messages;
  guint64 unread;
  guint64 contents;
  guint64 octets;
  guint64 stored_octets;
  guint64 indexed;
  guint64 mail_db;
  guint64 search_db;
} RstStoreStats;

/**
 * rst_store_get_stats:
 * @self: a store
 * @stats: (out caller-allocates): how much it holds
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether @stats is filled
 */
gboolean rst_store_get_stats (RstStore *self,
                              RstStoreStats *stats,
                              GCancellable *cancellable,
                              GError **error);

/**
 * RstStoreReport:
 * @messages: how many were looked at
 * @bad: how many of them cannot be read as they were stored
 * @findings: (element-type utf8): what is wrong, a sentence each, naming the
 *   message or table
 *
 * What [method@Store.check] found.
 */
typedef struct
{
  guint64 messages;
  guint64 bad;
  GPtrArray *findings;
} RstStoreReport;

/**
 * rst_store_report_free:
 * @self: (transfer full): a report
 */
void rst_store_report_free (RstStoreReport *self);

/**
 * rst_store_check:
 * @self: a store
 * @deep: whether to re-hash every message
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it could not be looked at
 *
 * Looks whether the store is whole: SQLite's own checks, that every message has
 * its content and every ledger row its message, that counters are right, those
 * of tags too, and each message in the thread of its Message-ID.
 *
 * Returns: (transfer full): what was found; damage is a finding, not an error
 */
RstStoreReport *rst_store_check (RstStore *self,
                                 gboolean deep,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstArrival, rst_arrival_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstMailboxCount, rst_mailbox_count_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstStoreReport, rst_store_report_free)

G_END_DECLS
