/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "base/rst-text.h"
#include "store/rst-content.h"
#include "store/rst-schema.h"
#include "store/rst-thread.h"

/* After so many findings it is clear that a backup is needed. */
#define MAX_FINDINGS 100

void
rst_store_report_free (RstStoreReport *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->findings);
  g_free (self);
}

static void
add_finding (RstStoreReport *report, char *finding)
{
  if (report->findings->len < MAX_FINDINGS)
    g_ptr_array_add (report->findings, finding);
  else
    g_free (finding);
}

/* Damage is what is looked for; anything else ends the check. */
static gboolean
note_damage (RstStoreReport *report, GError **why, GError **error)
{
  if (!g_error_matches (*why, RST_ERROR, RST_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (why));
      return FALSE;
    }
  add_finding (report, g_strdup ((*why)->message));
  g_clear_error (why);
  return TRUE;
}

/* Says what a row of two texts means. */
typedef char *(*Describe) (const char *first, const char *second);

static gboolean
find (RstDatabase *database, const char *sql, Describe describe, RstStoreReport *report, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (RstStatement) statement = rst_database_prepare (database, sql, &why);
  int step = -1;

  while (statement != NULL && (step = rst_statement_step (statement, &why)) > 0)
    {
      g_autofree char *first = rst_statement_dup_text (statement, 0);
      g_autofree char *second = rst_statement_dup_text (statement, 1);

      add_finding (report, describe (first, second));
    }
  return step == 0 || note_damage (report, &why, error);
}

static char *
describe_page (const char *first, const char *second)
{
  /* SQLite's answer may have several lines. */
  g_autofree char *line = rst_text_dup_line (first, -1);

  return g_strdup_printf (_("mail.db is damaged: %s"), line);
}

static char *
describe_reference (const char *first, const char *second)
{
  return g_strdup_printf (_("A row of the table “%s” refers to one of “%s” that is missing"), first, second);
}

static char *
describe_ledger (const char *first, const char *second)
{
  return g_strdup_printf (_("The ledger of “%s” names other octets for “%s” than its message has"), first, second);
}

static char *
describe_part (const char *first, const char *second)
{
  return g_strdup_printf (_("The ledger of “%s” calls “%s” stored, of which only the beginning is here"), first, second);
}

static char *
describe_counter (const char *first, const char *second)
{
  return g_strdup_printf (_("The number of messages of “%s” in “%s” is wrong"), first, second);
}

static char *
describe_thread (const char *first, const char *second)
{
  return g_strdup_printf (_("Message %s is not in the thread that its Message-ID belongs to"), first);
}

/* A name leads to a thread that has messages: none is in one that was joined to
 * another.
 */
#define WRONG_THREADS \
  "SELECT id, '' FROM message m" \
  " WHERE thread NOT BETWEEN 1 AND (SELECT value FROM profile WHERE key = 'serial')" \
  " OR thread IN (SELECT thread FROM thread_joined)" \
  " OR (message_id IS NOT NULL AND thread IS NOT" \
  "  (SELECT coalesce (j.target, n.thread) FROM message_name n LEFT JOIN thread_joined j ON j.thread = n.thread" \
  "   WHERE n.name = rst_name (m.message_id)))"

static char *
describe_tag_counter (const char *first, const char *second)
{
  return g_strdup_printf (_("The number of messages with the tag “%s” in “%s” is wrong"), first, second);
}

static gboolean
find_tag_counters (RstDatabase *database, RstStoreReport *report, GError **error)
{
  return find (database,
               "WITH kept AS (SELECT tag, mailbox, total, unread FROM tag_counter WHERE total <> 0 OR unread <> 0),"
               " found AS (SELECT tag, mailbox, count (*), sum (flags & 1 = 0)"
               "  FROM message_tag JOIN message m ON m.id = message GROUP BY 1, 2),"
               " wrong AS (SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM found)"
               "  UNION SELECT * FROM (SELECT * FROM found EXCEPT SELECT * FROM kept))"
               " SELECT DISTINCT t.name, b.name FROM wrong JOIN tag t ON t.id = wrong.tag"
               " JOIN mailbox b ON b.id = wrong.mailbox",
               describe_tag_counter, report, error);
}

static gboolean
find_structure (RstDatabase *database, gboolean deep, RstStoreReport *report, GError **error)
{
  const char *pages = deep ? "SELECT integrity_check, '' FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
                           : "SELECT quick_check, '' FROM pragma_quick_check WHERE quick_check <> 'ok'";

  return find (database, pages, describe_page, report, error) &&
         find (database, "SELECT \"table\", parent FROM pragma_foreign_key_check", describe_reference, report, error) &&
         find (database,
               "SELECT a.name, l.unique_id FROM ledger l JOIN account a ON a.id = l.account"
               " JOIN message m ON m.id = l.message JOIN content c ON c.id = m.content"
               " WHERE l.content <> c.sha256",
               describe_ledger, report, error) &&
         find (database,
               "SELECT a.name, l.unique_id FROM ledger l JOIN account a ON a.id = l.account"
               " JOIN message m ON m.id = l.message WHERE l.state > 0 AND m.partial",
               describe_part, report, error) &&
         find (database,
               "WITH kept AS (SELECT account, mailbox, total, unread FROM counter WHERE total <> 0 OR unread <> 0),"
               " found AS (SELECT account, mailbox, count (*), sum (flags & 1 = 0) FROM message GROUP BY 1, 2),"
               " wrong AS (SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM found)"
               "  UNION SELECT * FROM (SELECT * FROM found EXCEPT SELECT * FROM kept))"
               " SELECT DISTINCT a.name, b.name FROM wrong JOIN account a ON a.id = wrong.account"
               " JOIN mailbox b ON b.id = wrong.mailbox",
               describe_counter, report, error) &&
         find (database, WRONG_THREADS, describe_thread, report, error) &&
         find_tag_counters (database, report, error);
}

/* Every message of a content that cannot be read is a bad one. */
static gboolean
blame_messages (RstDatabase *database, gint64 content, const char *why, RstStoreReport *report, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT id FROM message WHERE content = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, content);
  while ((step = rst_statement_step (statement, error)) > 0)
    {
      report->bad++;
      add_finding (report, g_strdup_printf (_("Message %s cannot be read: %s"),
                                            rst_statement_get_text (statement, 0), why));
    }
  return step == 0;
}

static gboolean
verify_content (RstDatabase     *database,
                gint64           content,
                RstStoreReport  *report,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr (GError) why = NULL;

  if (rst_content_verify (database, content, cancellable, &why))
    return TRUE;
  if (g_error_matches (why, RST_ERROR, RST_ERROR_DAMAGED))
    return blame_messages (database, content, why->message, report, error);

  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* Shallow: the contents whose chunks do not add up. Deep: all of them, each
 * once.
 */
static gboolean
find_contents (RstDatabase     *database,
               gboolean         deep,
               RstStoreReport  *report,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT DISTINCT m.content FROM message m LEFT JOIN content c ON c.id = m.content"
                          " WHERE ?1 OR c.id IS NULL OR NOT (SELECT total (octets) = c.octets"
                          "  AND count (*) = coalesce (max (id) - (c.id << 16) + 1, 0) FROM chunk"
                          "  WHERE id BETWEEN c.id << 16 AND (c.id << 16) + 65535)",
                          error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, deep);
  while ((step = rst_statement_step (statement, error)) > 0)
    if (!verify_content (database, rst_statement_get_int64 (statement, 0), report, cancellable, error))
      return FALSE;
  return step == 0;
}

static gboolean
fill_report (RstDatabase     *database,
             gboolean         deep,
             RstStoreReport  *report,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (GError) why = NULL;
  gint64 n_messages = 0;

  if (!find_structure (database, deep, report, error))
    return FALSE;
  if ((!rst_database_get_int64 (database, "SELECT count (*) FROM message", &n_messages, &why) ||
       !find_contents (database, deep, report, cancellable, &why)) &&
      !note_damage (report, &why, error))
    return FALSE;
  report->messages = (guint64) n_messages;
  return TRUE;
}

/* On a connection of its own, in the caller's thread: it may take minutes, for
 * which no list should wait.
 */
RstStoreReport *
rst_store_check (RstStore *self, gboolean deep, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (RstDatabase) database = NULL;
  g_autoptr (RstStoreReport) report = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  path = rst_store_dup_path (self, "mail.db");
  database = rst_schema_open_reader (path, error);
  if (database == NULL || !rst_thread_register (database, error))
    return NULL;

  report = g_new0 (RstStoreReport, 1);
  report->findings = g_ptr_array_new_with_free_func (g_free);
  rst_database_set_cancellable (database, cancellable);
  if (!fill_report (database, deep, report, cancellable, error))
    {
      rst_error_adopt_file (error);
      return NULL;
    }
  return g_steal_pointer (&report);
}
