/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "mime/rst-header-digest.h"
#include "store/rst-content.h"
#include "store/rst-store-private.h"

/* So many messages with one header are compared octet by octet. */
#define CANDIDATES_MAX 8

/* @alike: whether the content is the arrival's but for notes; one that is
 * damaged cannot be compared.
 */
static gboolean
compare (RstDatabase *database, gint64 content, const RstArrival *arrival, gboolean *alike, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (rst_database_get_path (database));
  GError *local_error = NULL;
  g_autoptr (GBytes) octets = rst_content_load (database, content, folder, NULL, &local_error);

  *alike = octets != NULL && rst_header_digest_alike (octets, arrival->raw);
  if (octets != NULL || g_error_matches (local_error, RST_ERROR, RST_ERROR_DAMAGED))
    {
      g_clear_error (&local_error);
      return TRUE;
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
rst_store_find_alike (RstDatabase       *database,
                      gint64             account,
                      const RstArrival  *arrival,
                      char             **name,
                      guint             *ordinal,
                      GError           **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT unique_id, ordinal, message.content"
                          " FROM ledger INDEXED BY ledger_header JOIN message ON message.id = ledger.message"
                          " WHERE ledger.account = ?1 AND header_hash = ?2 AND vanished IS NOT NULL AND state > 0"
                          " ORDER BY unique_id, ordinal LIMIT ?3",
                          error);
  int step = 0;

  *name = NULL;
  if (statement == NULL)
    return FALSE;
  if (arrival->header_digest == NULL)
    return TRUE;

  rst_statement_bind_int64 (statement, 1, account);
  rst_statement_bind_bytes (statement, 2, arrival->header_digest);
  rst_statement_bind_int64 (statement, 3, CANDIDATES_MAX);
  while (*name == NULL && (step = rst_statement_step (statement, error)) > 0)
    {
      gboolean alike;

      if (!compare (database, rst_statement_get_int64 (statement, 2), arrival, &alike, error))
        return FALSE;
      if (alike)
        {
          *name = rst_statement_dup_text (statement, 0);
          *ordinal = (guint) rst_statement_get_int64 (statement, 1);
        }
    }
  return step >= 0;
}
