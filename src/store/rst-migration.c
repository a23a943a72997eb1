/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-migration.h"

#include <string.h>

#define INTERVAL (G_USEC_PER_SEC / 10)

/* So few messages take no time worth a look at the clock. */
#define ROWS_PER_LOOK 64

/* Statements that look at every message, by their beginning, and how long they
 * take beside each other. What is not here takes no time.
 */
static const struct
{
  const char *beginning;
  guint weight;
} passes[] = {
  { "SELECT rst_fill_threads", 10 },
  { "SELECT rst_join_subjects", 3 },
  { "CREATE INDEX ", 1 },
};

static guint
weigh (const char *statement)
{
  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    if (g_str_has_prefix (statement, passes[i].beginning))
      return passes[i].weight;
  return 0;
}

static guint
weigh_step (const char *step)
{
  guint weight = 0;

  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    for (const char *at = strstr (step, passes[i].beginning); at != NULL; at = strstr (at + 1, passes[i].beginning))
      weight += passes[i].weight;
  return weight;
}

static void
tell (RstMigration *self)
{
  guint64 rows = MIN (self->n_rows, self->n_messages);
  gint64 now = g_get_monotonic_time ();

  if (now - self->told < INTERVAL)
    return;

  self->told = now;
  self->func ((self->past * self->n_messages + self->weight * rows) / self->work, self->n_messages, self->user_data);
}

static gboolean
tells (RstMigration *self)
{
  return self->work > 0 && self->n_messages > 0;
}

/* A database that is new, or another one than mail.db, has no messages. */
static guint64
count_messages (RstDatabase *database)
{
  gint64 n = 0;

  return rst_database_get_int64 (database, "SELECT count (*) FROM message", &n, NULL) ? (guint64) n : 0;
}

void
rst_migration_init (RstMigration       *self,
                    RstDatabase        *database,
                    const char *const  *steps,
                    guint               n_steps,
                    RstProgressFunc     func,
                    gpointer            user_data)
{
  g_return_if_fail (self != NULL && database != NULL);

  *self = (RstMigration) { .database = database, .func = func, .user_data = user_data };
  if (func == NULL)
    return;

  for (guint i = 0; i < n_steps; i++)
    self->work += weigh_step (steps[i]);
  self->n_messages = count_messages (database);
  if (tells (self))
    tell (self);
}

static gboolean
run_statement (RstMigration *self, const char *sql, const char **tail, GError **error)
{
  sqlite3 *handle = rst_database_get_handle (self->database);
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (handle, sql, -1, &statement, tail);

  if (result == SQLITE_OK && statement != NULL)
    {
      while (sqlite3_step (statement) == SQLITE_ROW)
        ;
      result = sqlite3_finalize (statement);
    }
  if (result != SQLITE_OK)
    rst_database_set_error (self->database, error);
  return result == SQLITE_OK;
}

/* One statement after the other, since each may need the table before it. */
gboolean
rst_migration_run (RstMigration *self, const char *step, GError **error)
{
  g_return_val_if_fail (self != NULL && step != NULL, FALSE);

  while (*step != '\0')
    {
      self->weight = weigh (step);
      self->n_rows = 0;
      if (!run_statement (self, step, &step, error))
        return FALSE;
      self->past += self->weight;
      self->weight = 0;
      if (tells (self))
        tell (self);
    }
  return TRUE;
}

void
rst_migration_note_row (RstMigration *self)
{
  g_return_if_fail (self != NULL);

  self->n_rows++;
  if (self->n_rows % ROWS_PER_LOOK == 0 && tells (self))
    tell (self);
}
