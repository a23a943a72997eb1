/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

/* By what an order sorts besides the id. Equal ones come newest first, so that
 * an index in the same order needs no sort.
 */
static const struct
{
  const char *column; /* NULL: the id alone */
  const char *clause; /* 1 is the id, 2 the column */
  const char *index;
} orders[] = {
  [RST_ORDER_NEWEST] = { NULL, "1 DESC", NULL },
  [RST_ORDER_OLDEST] = { NULL, "1", NULL },
  [RST_ORDER_SENDER] = { "m.sender_key", "2, 1 DESC", "message_sender" },
  [RST_ORDER_SUBJECT] = { "m.subject_key", "2, 1 DESC", "message_subject" },
  [RST_ORDER_SIZE] = { "m.octets", "2 DESC, 1 DESC", "message_size" },
};

/* In which index the messages are looked for; NULL where SQLite finds the best
 * one by itself. It cannot know that few messages have a star, or that a sort of
 * all of them takes long.
 */
static const char *
choose_index (const RstFilter *filter)
{
  if (filter->tag > 0)
    return NULL;
  if (filter->thread > 0)
    return "message_thread";
  if (orders[filter->order].column == NULL)
    return NULL;
  if (filter->flagged)
    return "message_flagged";
  if (filter->attachments)
    return "message_attached";
  return filter->unread ? "message_unread" : orders[filter->order].index;
}

void
rst_store_select_all (GString *sql, GPtrArray *texts, const RstFilter *filter, const char *columns, gint64 only)
{
  const char *index = only == 0 ? choose_index (filter) : NULL;

  g_string_append_printf (sql, "SELECT m.id%s FROM message m", columns);
  if (index != NULL)
    g_string_append_printf (sql, " INDEXED BY %s", index);
  g_string_append (sql, " WHERE TRUE");
  if (only > 0)
    g_string_append_printf (sql, " AND m.id = %" G_GINT64_FORMAT, only);
  rst_store_append_filter (sql, texts, filter, FALSE);
}

/* A condition with OR would cost the states their indexes: the message to keep
 * is asked for by itself.
 */
static void
append_kept (GString *sql, GPtrArray *texts, const RstFilter *filter, const char *columns, RstStoreSelect select)
{
  g_autoptr (RstFilter) any = rst_filter_copy (filter);

  any->unread = any->flagged = any->attachments = FALSE;
  g_string_append (sql, " UNION ALL ");
  select (sql, texts, any, columns, filter->keep);
  g_string_append (sql, " AND NOT (TRUE");
  rst_store_append_states (sql, filter);
  g_string_append_c (sql, ')');
}

static char *
build_statement (const RstFilter *filter, RstStoreSelect select, GPtrArray *texts)
{
  const char *column = orders[filter->order].column;
  g_autofree char *columns = g_strconcat (column != NULL ? ", " : "",
                                          column != NULL ? column : "",
                                          filter->threads ? ", m.thread" : "",
                                          NULL);
  GString *sql = g_string_new (NULL);

  select (sql, texts, filter, columns, 0);
  if (filter->keep > 0 && rst_filter_asks_state (filter))
    append_kept (sql, texts, filter, columns, select);
  g_string_append_printf (sql, " ORDER BY %s", orders[filter->order].clause);
  if (filter->limit > 0 && !filter->threads)
    g_string_append_printf (sql, " LIMIT %u", filter->limit);
  return g_string_free (sql, FALSE);
}

static RstListing *
walk_messages (RstStatement *statement, GError **error)
{
  GArray *ids = rst_statement_collect_ids (statement, error);

  return ids != NULL ? rst_listing_new (ids, NULL) : NULL;
}

/* Messages in their order, and for each the number of its thread, counted as
 * they are met.
 */
typedef struct
{
  GArray *ids;
  GArray *numbers;  /* guint, of each message */
  GArray *sizes;    /* guint, of each thread */
  GPtrArray *pages; /* thread → number + 1, so many threads a page; or NULL */
} Walk;

#define PAGE_BITS 12
#define PAGE ((gint64) 1 << PAGE_BITS)

/* Threads count arrivals: there is none beyond but in a damaged file. */
#define MAX_THREAD ((gint64) G_MAXUINT32)

static void
walk_clear (Walk *walk)
{
  g_array_unref (walk->ids);
  g_array_unref (walk->numbers);
  g_array_unref (walk->sizes);
  g_ptr_array_unref (walk->pages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* Where the number of a thread is. Threads that are near in time are near here
 * too, which makes this several times as fast as a hash table.
 */
static guint *
walk_get_number (Walk *walk, gint64 thread)
{
  guint page;

  if (thread < 0 || thread > MAX_THREAD)
    thread = 0;
  page = (guint) (thread >> PAGE_BITS);
  if (page >= walk->pages->len)
    g_ptr_array_set_size (walk->pages, (int) page + 1);
  if (walk->pages->pdata[page] == NULL)
    walk->pages->pdata[page] = g_new0 (guint, PAGE);
  return (guint *) walk->pages->pdata[page] + thread % PAGE;
}

/* FALSE where the thread is one more than there may be. */
static gboolean
walk_add (Walk *walk, gint64 id, gint64 thread, guint limit)
{
  guint *number = walk_get_number (walk, thread);

  if (*number == 0)
    {
      const guint none = 0;

      if (limit > 0 && walk->sizes->len == limit)
        return FALSE;
      g_array_append_val (walk->sizes, none);
      *number = walk->sizes->len;
    }
  g_array_index (walk->sizes, guint, *number - 1)++;
  g_array_append_val (walk->ids, id);
  g_array_append_vals (walk->numbers, number, 1);
  return TRUE;
}

/* Puts the messages of each thread side by side: their order stays. */
static RstListing *
walk_end (Walk *walk)
{
  g_autofree guint *next = g_new (guint, MAX (walk->sizes->len, 1));
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), walk->ids->len);
  GArray *starts = g_array_sized_new (FALSE, FALSE, sizeof (guint), walk->sizes->len);
  guint start = 0;

  for (guint i = 0; i < walk->sizes->len; i++)
    {
      g_array_append_val (starts, start);
      next[i] = start;
      start += g_array_index (walk->sizes, guint, i);
    }
  g_array_set_size (ids, walk->ids->len);
  for (guint i = 0; i < walk->ids->len; i++)
    {
      guint number = g_array_index (walk->numbers, guint, i);

      g_array_index (ids, gint64, next[number - 1]++) = g_array_index (walk->ids, gint64, i);
    }
  return rst_listing_new (ids, starts);
}

static RstListing *
walk_threads (RstStatement *statement, int column, guint limit, GError **error)
{
  g_auto (Walk) walk = {
    .ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .numbers = g_array_new (FALSE, FALSE, sizeof (guint)),
    .sizes = g_array_new (FALSE, FALSE, sizeof (guint)),
    .pages = g_ptr_array_new_with_free_func (g_free),
  };
  int step;

  while ((step = rst_statement_step (statement, error)) > 0)
    if (!walk_add (&walk,
                   rst_statement_get_int64 (statement, 0),
                   rst_statement_get_int64 (statement, column),
                   limit))
      break;
  return step >= 0 ? walk_end (&walk) : NULL;
}

RstListing *
rst_store_walk (RstDatabase *database, const RstFilter *filter, RstStoreSelect select, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = build_statement (filter, select, texts);
  g_autoptr (RstStatement) statement = rst_database_prepare_once (database, sql, error);

  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < texts->len; i++)
    rst_statement_bind_text (statement, (int) i + 1, texts->pdata[i]);
  if (filter->threads)
    return walk_threads (statement, orders[filter->order].column != NULL ? 2 : 1, filter->limit, error);
  return walk_messages (statement, error);
}
