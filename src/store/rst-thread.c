/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-thread.h"

#include "store/rst-statement.h"
#include "store/rst-store-private.h"
#include "store/rst-thread-private.h"

/* An answer that names nothing belongs to what was written so long before it. */
#define MAX_SILENCE ((gint64) 30 * 24 * 60 * 60 << RST_STORE_COUNTER_BITS)

/* How many messages a thread has, as far as @limit, or how many threads joined
 * it.
 */
static const char count_messages[] =
  "SELECT count (*) FROM (SELECT 1 FROM message INDEXED BY message_thread WHERE thread = ? LIMIT ?)";
static const char count_joined[] =
  "SELECT count (*) FROM (SELECT 1 FROM thread_joined WHERE target = ? LIMIT ?)";

static gboolean
count (RstDatabase *database, const char *sql, gint64 thread, gint64 limit, gint64 *n, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, thread);
  rst_statement_bind_int64 (statement, 2, limit);
  if (rst_statement_step (statement, error) < 0)
    return FALSE;
  *n = rst_statement_get_int64 (statement, 0);
  return TRUE;
}

/* Sets @smaller to the one of two threads that is cheaper to change. Takes no
 * longer than to count its messages.
 */
static gboolean
find_smaller (RstDatabase  *database,
              gboolean      unfilled,
              gint64        one,
              gint64        other,
              gint64       *smaller,
              GError      **error)
{
  const char *sql = unfilled ? count_joined : count_messages;

  for (gint64 limit = 8;; limit *= 4)
    {
      gint64 n_one;
      gint64 n_other;

      if (!count (database, sql, one, limit, &n_one, error) ||
          !count (database, sql, other, limit, &n_other, error))
        return FALSE;
      *smaller = n_one < n_other ? one : other;
      if (MIN (n_one, n_other) < limit)
        return TRUE;
    }
}

static gboolean
run_with (RstDatabase *database, const char *sql, gint64 first, gint64 second, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, first);
  rst_statement_bind_int64 (statement, 2, second);
  return rst_statement_run (statement, error);
}

/* The names of the smaller thread stay: thread_joined says where they lead. */
gboolean
rst_thread_join (RstDatabase *database, gboolean unfilled, gint64 *thread, gint64 other, GError **error)
{
  gint64 smaller;
  gint64 larger;

  if (*thread == other)
    return TRUE;
  if (!find_smaller (database, unfilled, *thread, other, &smaller, error))
    return FALSE;

  larger = smaller == other ? *thread : other;
  *thread = larger;
  return run_with (database, "UPDATE thread_joined SET target = ?2 WHERE target = ?1", smaller, larger, error) &&
         run_with (database, "INSERT INTO thread_joined VALUES (?1, ?2)", smaller, larger, error) &&
         (unfilled || run_with (database, "UPDATE message SET thread = ?2 WHERE thread = ?1", smaller, larger, error));
}

/* 0 for a name that nobody used. */
static gboolean
look_up (RstDatabase *database, gint64 name, gint64 *thread, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT coalesce (j.target, n.thread) FROM message_name n"
                          " LEFT JOIN thread_joined j ON j.thread = n.thread WHERE n.name = ?",
                          error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, name);
  step = rst_statement_step (statement, error);
  *thread = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step >= 0;
}

static gboolean
add_names (RstDatabase *database, const GArray *names, gint64 thread, GError **error)
{
  for (guint i = 0; i < names->len; i++)
    if (!run_with (database, "INSERT INTO message_name VALUES (?1, ?2)", g_array_index (names, gint64, i), thread, error))
      return FALSE;
  return TRUE;
}

/* A message that is new to the store begins with no thread, and takes any. */
static gboolean
meet (RstDatabase *database, gboolean unfilled, gint64 *thread, gint64 other, GError **error)
{
  if (*thread != 0)
    return rst_thread_join (database, unfilled, thread, other, error);

  *thread = other;
  return TRUE;
}

gboolean
rst_thread_find_by_names (RstDatabase           *database,
                          gboolean               unfilled,
                          const RstThreadClues  *clues,
                          gint64                 fresh,
                          gint64                *thread,
                          GError               **error)
{
  g_autoptr (GArray) unknown = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < clues->names->len; i++)
    {
      gint64 name = g_array_index (clues->names, gint64, i);
      gint64 other;

      if (!look_up (database, name, &other, error))
        return FALSE;
      if (other == 0)
        g_array_append_val (unknown, name);
      else if (!meet (database, unfilled, thread, other, error))
        return FALSE;
    }
  if (*thread == 0)
    *thread = fresh;
  return add_names (database, unknown, *thread, error);
}

/* What has the same subject next before or after a message. */
static const char before[] =
  "SELECT thread, subject, TRUE FROM message INDEXED BY message_subject"
  " WHERE subject_key = ?1 AND id BETWEEN ?2 AND ?3 ORDER BY id DESC LIMIT 1";
static const char after[] =
  "SELECT thread, subject, in_reply_to IS NULL AND coalesce (refs, '') = '' FROM message INDEXED BY message_subject"
  " WHERE subject_key = ?1 AND id BETWEEN ?2 AND ?3 ORDER BY id LIMIT 1";

/* Joins the one that is found to the thread, if either answers the other. */
static gboolean
join_next (RstDatabase           *database,
           const char            *sql,
           const RstThreadClues  *clues,
           gint64                 first,
           gint64                 last,
           gint64                *thread,
           GError               **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, sql, error);
  g_autofree char *subject = NULL;
  gboolean is_reply = sql == before;
  gint64 other;
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, clues->subject_key);
  rst_statement_bind_int64 (statement, 2, first);
  rst_statement_bind_int64 (statement, 3, last);
  step = rst_statement_step (statement, error);
  if (step <= 0 || rst_statement_get_int64 (statement, 2) == 0)
    return step >= 0;

  other = rst_statement_get_int64 (statement, 0);
  subject = rst_statement_dup_text (statement, 1);
  rst_statement_reset (statement);
  if (!rst_thread_clues_fits (clues, subject, &is_reply) || !is_reply)
    return TRUE;
  return rst_thread_join (database, FALSE, thread, other, error);
}

gboolean
rst_thread_join_before (RstDatabase *database, const RstThreadClues *clues, gint64 id, gint64 *thread, GError **error)
{
  if (!clues->lost || *clues->subject_key == '\0')
    return TRUE;
  return join_next (database, before, clues, id - MAX_SILENCE, id - 1, thread, error);
}

/* The same from the other side: the answer may have come first. */
static gboolean
join_after (RstDatabase *database, const RstThreadClues *clues, gint64 id, gint64 *thread, GError **error)
{
  if (*clues->subject_key == '\0')
    return TRUE;
  return join_next (database, after, clues, id + 1, id + MAX_SILENCE, thread, error);
}

gboolean
rst_thread_find (RstDatabase           *database,
                 const RstThreadClues  *clues,
                 gint64                 id,
                 gint64                 fresh,
                 gint64                *thread,
                 GError               **error)
{
  g_return_val_if_fail (database != NULL && clues != NULL && thread != NULL, FALSE);

  return rst_thread_find_by_names (database, FALSE, clues, fresh, thread, error) &&
         rst_thread_join_before (database, clues, id, thread, error) &&
         join_after (database, clues, id, thread, error);
}

gboolean
rst_thread_forget (RstDatabase *database, gint64 thread, const RstThreadClues *clues, GError **error)
{
  gint64 n;

  g_return_val_if_fail (database != NULL && clues != NULL, FALSE);

  if (!count (database, count_messages, thread, 1, &n, error))
    return FALSE;
  for (guint i = 0; n == 0 && i < clues->names->len; i++)
    {
      gint64 name = g_array_index (clues->names, gint64, i);
      gint64 other;

      if (!look_up (database, name, &other, error) ||
          (other == thread && !run_with (database, "DELETE FROM message_name WHERE name = ?1", name, 0, error)))
        return FALSE;
    }
  return TRUE;
}
