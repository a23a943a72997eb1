/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

/* So many messages are looked up one by one. Beyond, it takes less to read the
 * index of what is unread, which is long only where the next one is near.
 */
#define NEAR 512

typedef struct
{
  RstListing *listing;
  gint64 after;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  rst_listing_unref (search->listing);
  g_free (search);
}

/* Finds one of the messages, or 0. FALSE means that the store cannot be read. */
static gboolean
look_up (RstDatabase *database, const gint64 *ids, guint n_ids, gint64 *found, GError **error)
{
  g_autofree char *json = rst_store_format_ids (ids, n_ids);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT m.id FROM json_each (?) j CROSS JOIN message m ON m.id = j.value"
                          " WHERE m.flags & 1 = 0 ORDER BY j.key LIMIT 1",
                          error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, json);
  step = rst_statement_step (statement, error);
  if (step > 0)
    *found = rst_statement_get_int64 (statement, 0);
  return step >= 0;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static GArray *
read_unread (RstDatabase *database, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT id FROM message INDEXED BY message_unread WHERE flags & 1 = 0",
                          error);
  GArray *ids = statement != NULL ? rst_statement_collect_ids (statement, error) : NULL;

  if (ids != NULL)
    g_array_sort (ids, compare_ids);
  return ids;
}

/* One bit for each of many ids, which says at once of most others that they are
 * not among them.
 */
#define MARK_BITS 20

static guint
get_mark (gint64 id)
{
  return (guint) (((guint64) id * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> (64 - MARK_BITS));
}

static gint64
find_first (const gint64 *ids, guint n_ids, GArray *among)
{
  g_autofree guint8 *marks = g_new0 (guint8, 1 << (MARK_BITS - 3));

  for (guint i = 0; i < among->len; i++)
    {
      guint mark = get_mark (g_array_index (among, gint64, i));

      marks[mark >> 3] |= (guint8) (1 << (mark & 7));
    }
  for (guint i = 0; i < n_ids; i++)
    {
      guint mark = get_mark (ids[i]);

      if ((marks[mark >> 3] & (1 << (mark & 7))) != 0 &&
          g_array_binary_search (among, &ids[i], compare_ids, NULL))
        return ids[i];
    }
  return 0;
}

/* Where the search begins; the whole listing where the message is not in it. */
static guint
get_start (RstListing *listing, gint64 after)
{
  guint n_ids, n_thread, thread, member;
  const gint64 *ids = rst_listing_get_ids (listing, &n_ids);

  if (after == 0 || !rst_listing_find (listing, after, &thread, &member))
    return 0;
  return (guint) (rst_listing_get_thread (listing, thread, &n_thread) - ids) + member + 1;
}

static gpointer
find_unread (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  const Search *search = request;
  guint n_ids;
  const gint64 *ids = rst_listing_get_ids (search->listing, &n_ids);
  guint start = get_start (search->listing, search->after);
  guint near = MIN (start + NEAR, n_ids);
  guint end = start > 0 ? start - 1 : 0; /* round to the message itself */
  g_autoptr (GArray) unread = NULL;
  gint64 found = 0;

  if (!look_up (self->read_database, ids + start, near - start, &found, error))
    return NULL;
  if (found == 0)
    {
      unread = read_unread (self->read_database, error);
      if (unread == NULL)
        return NULL;
      found = find_first (ids + near, n_ids - near, unread);
    }
  if (found == 0)
    found = find_first (ids, end, unread);
  return g_memdup2 (&found, sizeof found);
}

static const RstStoreOperation operation = {
  .func = find_unread,
  .request_free = search_free,
  .answer_free = g_free,
};

gboolean
rst_store_find_unread (RstStore     *self,
                       RstListing   *listing,
                       gint64        after,
                       gint64       *found,
                       GCancellable *cancellable,
                       GError      **error)
{
  Search search = { .listing = listing, .after = after };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (listing != NULL && found != NULL, FALSE);

  return rst_store_take_answer (rst_store_call (self, self->reader, &operation, &search, cancellable, error),
                                found, sizeof *found);
}

void
rst_store_find_unread_async (RstStore            *self,
                             RstListing          *listing,
                             gint64               after,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Search *search;

  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (listing != NULL);

  search = g_new0 (Search, 1);
  search->listing = rst_listing_ref (listing);
  search->after = after;
  rst_store_call_async (self, self->reader, &operation, search, cancellable, callback, user_data);
}

gboolean
rst_store_find_unread_finish (RstStore *self, GAsyncResult *result, gint64 *found, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (found != NULL, FALSE);

  return rst_store_take_answer (rst_store_call_finish (self, &operation, result, error), found, sizeof *found);
}
