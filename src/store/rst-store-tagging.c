/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "base/rst-text.h"

/* So many characters of what cannot be a name are repeated. */
#define MAX_IN_ERROR 60

char *
rst_store_dup_tag_name (const char *text, GError **error)
{
  char *name = rst_tag_dup_name (text);

  if (name == NULL)
    {
      g_autofree char *line = rst_text_dup_line (text, -1);
      g_autofree char *beginning = rst_text_dup_short (line, MAX_IN_ERROR);

      g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("“%s” cannot be the name of a tag"), beginning);
    }
  return name;
}

/* Deleted tags count too, so that their colours are not the next ones. */
gboolean
rst_store_make_tag (RstDatabase *database, const char *name, gint64 *key, GError **error)
{
  g_autofree char *folded = rst_tag_dup_folded (name);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "INSERT INTO tag (name, folded, color) VALUES (?1, ?2,"
                          " coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'tag'), 0)"
                          " % " G_STRINGIFY (RST_TAG_N_COLORS) ")",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, name);
  rst_statement_bind_text (statement, 2, folded);
  if (!rst_statement_run (statement, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (rst_database_get_handle (database));
  return TRUE;
}

/* 0 in @key where there is none. */
static gboolean
find_tag (RstDatabase *database, const char *name, gint64 *key, GError **error)
{
  g_autofree char *folded = rst_tag_dup_folded (name);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT id FROM tag WHERE folded = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, folded);
  step = rst_statement_step (statement, error);
  *key = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step >= 0;
}

GArray *
rst_store_find_tags (RstDatabase *database, const char *const *names, gboolean make, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = rst_store_dup_tag_name (names[i], error);
      gint64 key;

      if (name == NULL || !find_tag (database, name, &key, error))
        return NULL;
      if (key == 0 && make && !rst_store_make_tag (database, name, &key, error))
        return NULL;
      if (key != 0)
        g_array_append_val (keys, key);
    }
  return g_steal_pointer (&keys);
}

/* Whether anything came of it says @done. */
static gboolean
run (RstDatabase *database, const char *sql, gint64 message, gint64 tag, gboolean *done, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, message);
  rst_statement_bind_int64 (statement, 2, tag);
  if (!rst_statement_run (statement, error))
    return FALSE;
  *done = sqlite3_changes (rst_database_get_handle (database)) > 0;
  return TRUE;
}

static gboolean
set_tag (RstDatabase *database, gint64 message, gint64 tag, gboolean add, gboolean *done, GError **error)
{
  /* By what is there: of those that are gone nothing comes. */
  const char *sql = add ? "INSERT INTO message_tag SELECT t.id, m.id FROM message m, tag t"
                          " WHERE m.id = ?1 AND t.id = ?2 ON CONFLICT DO NOTHING"
                        : "DELETE FROM message_tag WHERE message = ?1 AND tag = ?2";

  return run (database, sql, message, tag, done, error);
}

gboolean
rst_store_tag (RstDatabase  *database,
               gint64        message,
               GArray       *tags,
               gboolean      add,
               GArray       *taggings,
               GError      **error)
{
  for (guint i = 0; i < tags->len; i++)
    {
      RstTagging tagging = { message, g_array_index (tags, gint64, i), add };
      gboolean done;

      if (!set_tag (database, message, tagging.tag, add, &done, error))
        return FALSE;
      if (done)
        g_array_append_val (taggings, tagging);
    }
  return TRUE;
}

gboolean
rst_store_undo_taggings (RstDatabase *database, GArray *taggings, GError **error)
{
  for (guint i = taggings->len; i > 0; i--)
    {
      const RstTagging *tagging = &g_array_index (taggings, RstTagging, i - 1);
      gboolean done;

      if (!set_tag (database, tagging->message, tagging->tag, !tagging->added, &done, error))
        return FALSE;
    }
  return TRUE;
}
