/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/rst-lane.h"
#include "store/rst-database.h"
#include "store/rst-statement.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/* How the parts of RstStore see each other. A connection is touched by its
 * lane's thread alone.
 */
struct _RstStore
{
  GObject parent_instance;

  char *folder;

  RstLane *writer;
  RstLane *reader;
  RstLane *indexer;
  RstDatabase *write_database;
  RstDatabase *read_database;
  RstDatabase *index_database; /* search.db with mail.db attached; NULL before its first use */

  GSource *notifier; /* carries commits to the main context */
  int n_commits;     /* atomic: those that it has not yet told of */
  int n_checks;      /* atomic: whether a look at the data version is queued */
  gint64 data_version; /* of the writer's connection */

  /* Of the main context alone. */
  GFileMonitor *monitor;
  gint64 last_commit;    /* monotonic times, of the main context */
  gint64 unindexed_since; /* 0: nothing waits for the index */
  GSource *calm;         /* begins to index when nothing arrives any more */
  gint keep_indexed;     /* atomic */
  gboolean indexing;
  gboolean index_again;
};

/* What a message was before a change. */
typedef struct
{
  gint64 id;
  gint64 mailbox;
  RstFlags flags;
} RstFormer;

/* A tag that a change put on a message, or took off. */
typedef struct
{
  gint64 message;
  gint64 tag;
  gboolean added;
} RstTagging;

/* An undo knows besides which flags the change meant, and whether it moved. */
struct _RstUndo
{
  GArray *formers;  /* of RstFormer */
  GArray *taggings; /* of RstTagging */
  gboolean moved;
  RstFlags set;
  RstFlags touched;
};

RstUndo *rst_undo_new (void);

/* Inside a transaction: the keys of tags by their names. One that does not exist
 * is made with @make, and is passed over without.
 */
GArray *rst_store_find_tags (RstDatabase *database,
                             const char *const *names,
                             gboolean make,
                             GError **error);

/* Inside a transaction: puts tags on a message, or takes them off, and keeps in
 * @taggings what was done.
 */
gboolean rst_store_tag (RstDatabase *database,
                        gint64 message,
                        GArray *tags,
                        gboolean add,
                        GArray *taggings,
                        GError **error);

/* Inside a transaction: undoes it. Messages and tags that are gone meanwhile are
 * passed over.
 */
gboolean rst_store_undo_taggings (RstDatabase *database, GArray *taggings, GError **error);

/* Inside a transaction: makes a tag. Its name is one that
 * rst_tag_dup_name () gave, and no other tag's.
 */
gboolean rst_store_make_tag (RstDatabase *database,
                             const char *name,
                             gint64 *key,
                             GError **error);

/* Sets RST_ERROR_USAGE and gives NULL where it cannot be a tag's name. */
char *rst_store_dup_tag_name (const char *text, GError **error);

/* The blocking body of an operation: runs on a lane, gives its answer or NULL
 * with the error set.
 */
typedef gpointer (*RstStoreFunc) (RstStore *self,
                                  gpointer request,
                                  GCancellable *cancellable,
                                  GError **error);

/* An operation as both of its faces need it. */
typedef struct
{
  RstStoreFunc func;
  GDestroyNotify request_free;
  GDestroyNotify answer_free; /* NULL where the answer is only TRUE */
} RstStoreOperation;

gpointer rst_store_call (RstStore *self,
                         RstLane *lane,
                         const RstStoreOperation *operation,
                         gpointer request,
                         GCancellable *cancellable,
                         GError **error);
void rst_store_call_async (RstStore *self,
                           RstLane *lane,
                           const RstStoreOperation *operation,
                           gpointer request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer rst_store_call_finish (RstStore *self,
                                const RstStoreOperation *operation,
                                GAsyncResult *result,
                                GError **error);

/* Takes what an operation answered, @size octets of it, into @value. FALSE where
 * there is none.
 */
gboolean rst_store_take_answer (gpointer answer, gpointer value, gsize size);

/* Ids for a request that outlives its caller's. */
GArray *rst_store_copy_ids (const gint64 *ids, gsize n_ids);

char *rst_store_dup_path (RstStore *self, const char *name);

/* From any thread: a commit changed what lists show. */
void rst_store_note_commit (RstStore *self);

/* From any thread: there may be something to index. */
void rst_store_wake (RstStore *self);

/* On the writer lane: a transaction, with the signal behind it if it changed
 * what lists show. Gives the store or NULL, as an RstStoreFunc does.
 */
gpointer rst_store_write (RstStore *self,
                          RstDatabaseFunc func,
                          gpointer data,
                          gboolean listed,
                          GCancellable *cancellable,
                          GError **error);

/* Runs a static statement that deletes the row with an id, which lists show. */
gboolean rst_store_delete_row (RstStore *self, const char *sql, gint64 id, GCancellable *cancellable, GError **error);
void rst_store_delete_row_async (RstStore *self,
                                 const char *sql,
                                 gint64 id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rst_store_delete_row_finish (RstStore *self, GAsyncResult *result, GError **error);

/* Inside a transaction: the key of an account; 0 where it is not known. */
gboolean rst_store_find_account (RstDatabase *database,
                                 const char *id,
                                 gint64 *key,
                                 GError **error);

/* The same, but an account that is not known gets a row without settings: its
 * mail is kept whether or not anybody configures it.
 */
gboolean rst_store_ensure_account (RstDatabase *database,
                                   const char *id,
                                   gint64 *key,
                                   GError **error);

/* The columns of the ledger that an entry is made of, first in a row. */
#define RST_LEDGER_COLUMNS \
  "unique_id, ordinal, octets, state, message, stored, vanished, coalesce (aged, stored)," \
  " removal_asked, removed, attempts," \
  " (SELECT proven FROM content INDEXED BY content_proven" \
  "  WHERE sha256 = ledger.content AND proven IS NOT NULL)," \
  " wanted," \
  " state = 0 AND message IS NULL AND header_hash IS NOT NULL"
#define RST_LEDGER_N_COLUMNS 14

RstLedgerEntry *rst_store_read_ledger_entry (RstStatement *statement);

/* The row of a name, and what it goes by: parameters 1 to 3. */
#define RST_LEDGER_NAMED "account = ?1 AND unique_id = ?2 AND ordinal = ?3"

void rst_store_bind_name (RstStatement *statement, gint64 account, const char *unique_id, guint ordinal);

/* The same where parameter 1 is the account's id, bound once for many entries;
 * this steps to the row of one of them.
 */
#define RST_LEDGER_ASKED \
  "ledger.account = (SELECT id FROM account WHERE name = ?1) AND unique_id = ?2 AND ordinal = ?3"

int rst_store_step_to (RstStatement *statement, const RstLedgerEntry *entry, GError **error);

/* The rows that the server should list, in the words of the index on them. */
#define RST_LEDGER_LISTED \
  "vanished IS NULL AND state < 3 AND (state > 0 OR message IS NOT NULL)"

/* A name that no server gives: nobody guesses it. */
#define RST_LEDGER_FORMER_NAME "'former:' || lower (hex (randomblob (16)))"

/* Inside a transaction: a name now stands for another message. The row that had
 * it keeps its message under a name of its own.
 */
gboolean rst_store_set_row_aside (RstDatabase *database,
                                  gint64 account,
                                  const char *unique_id,
                                  guint ordinal,
                                  gint64 now,
                                  GError **error);

/* Inside a transaction: what rst_store_adopt () does, for the messages alone
 * that have the octets of @arrival.
 */
gboolean rst_store_adopt_like (RstDatabase *database,
                               gint64 account,
                               const RstArrival *arrival,
                               const guint8 *sha256,
                               gint64 now,
                               GError **error);

/* Inside a transaction: the name and ordinal of a row that vanished, whose
 * message is @arrival but for the notes that servers put into headers; NULL in
 * @name for none.
 */
gboolean rst_store_find_alike (RstDatabase *database,
                               gint64 account,
                               const RstArrival *arrival,
                               char **name,
                               guint *ordinal,
                               GError **error);

/* Inside a transaction: whether a message that came under a new name is one
 * that the server no longer listed; its row takes the name then.
 */
gboolean rst_store_rebind_arrival (RstDatabase *database,
                                   gint64 account,
                                   RstArrival *arrival,
                                   const guint8 *sha256,
                                   gint64 now,
                                   GError **error);

/* Inside a transaction: the message whose beginning came under this name, with
 * this header; 0 for none. Notes the size that is announced now.
 */
gboolean rst_store_find_part (RstDatabase *database,
                              gint64 account,
                              const RstArrival *arrival,
                              gint64 *message,
                              GError **error);

/* Inside a transaction: ties a row of the ledger, which stays announced, to the
 * message that holds the beginning.
 */
gboolean rst_store_note_part (RstDatabase *database,
                              gint64 account,
                              const RstArrival *arrival,
                              gint64 message,
                              gint64 now,
                              GError **error);

/* Inside a transaction: deletes a content that no message has. */
gboolean rst_store_drop_content (RstDatabase *database, gint64 content, GError **error);

/* Seconds since 1970 by which a message sorts: its own date where it makes
 * sense, else that of its arrival.
 */
gint64 rst_store_sorting_date (gint64 date, gint64 arrived);

/* An id's bits below those of its date. */
#define RST_STORE_COUNTER_BITS 20

/* Of the main context: index what is new, batch by batch, once nothing has
 * arrived for a moment.
 */
void rst_store_index_soon (RstStore *self);
void rst_store_stop_index (RstStore *self);

/* On the index lane: its connection, opened or made again as needed. */
RstDatabase *rst_store_use_index (RstStore *self, GError **error);

/* On the index lane: deletes search.db; the next use makes it again. */
void rst_store_drop_index (RstStore *self);

/* As a JSON array, which json_each() makes rows of. */
char *rst_store_format_ids (const gint64 *ids, gsize n_ids);

/* What the reader's and the index lane's connections both answer. */
GPtrArray *rst_store_read_rows (RstDatabase *database,
                                const gint64 *ids,
                                gsize n_ids,
                                gboolean whole,
                                GError **error);
gboolean rst_store_find_content (RstDatabase *database,
                                 gint64 id,
                                 gint64 *content,
                                 GError **error);

/* Sets RST_ERROR_USAGE and gives FALSE. */
gboolean rst_store_no_message (gint64 id, GError **error);

/* A search's half of rst_store_list () and rst_store_load_rows (). */
RstListing *rst_store_search (RstStore *self,
                              const RstFilter *filter,
                              GCancellable *cancellable,
                              GError **error);
GPtrArray *rst_store_search_rows (RstStore *self,
                                  GArray *ids,
                                  const char *query,
                                  gboolean whole,
                                  GCancellable *cancellable,
                                  GError **error);

/* The conditions of a filter without its query; with @trash a filter without a
 * mailbox lets junk and trash in too.
 */
void rst_store_append_filter (GString *sql, GPtrArray *texts, const RstFilter *filter, gboolean trash);
void rst_store_append_states (GString *sql, const RstFilter *filter);

/* Appends to @sql which messages a filter lets through, the id first and then
 * @columns of the table “message m”; with @only of that message alone.
 */
typedef void (*RstStoreSelect) (GString *sql,
                                GPtrArray *texts,
                                const RstFilter *filter,
                                const char *columns,
                                gint64 only);

/* Without a search. */
void rst_store_select_all (GString *sql, GPtrArray *texts, const RstFilter *filter, const char *columns, gint64 only);

/* In the order that the filter asks for, by threads if it asks for them. */
RstListing *rst_store_walk (RstDatabase *database,
                            const RstFilter *filter,
                            RstStoreSelect select,
                            GError **error);

G_END_DECLS
