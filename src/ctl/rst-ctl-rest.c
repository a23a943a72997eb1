/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/rst-ctl-rest.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"

static GArray *
parse_ids (char **texts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (texts[i], 10, 0, G_MAXINT64, &id, NULL))
        {
          g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("“%s” is no message’s id"), texts[i]);
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("--rest takes the ids of messages"));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

char **
rst_ctl_want_rest (RstCtl *ctl, char **texts, GError **error)
{
  g_autoptr (GArray) ids = parse_ids (texts, error);
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const gint64 *data;

  if (ids == NULL)
    return NULL;

  data = (const gint64 *) (gpointer) ids->data;
  if (!rst_store_want_rest (ctl->store, data, ids->len, NULL, error))
    return NULL;
  rows = rst_store_load_rows (ctl->store, data, ids->len, NULL, NULL, error);
  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    g_strv_builder_add (accounts, ((const RstRow *) rows->pdata[i])->account);
  return g_strv_builder_end (accounts);
}

gboolean
rst_ctl_is_partial (RstCtl *ctl, gint64 id, gboolean *partial, GError **error)
{
  g_autoptr (GPtrArray) rows = rst_store_load_rows (ctl->store, &id, 1, NULL, NULL, error);
  const RstRow *row;
  g_autofree char *size = NULL;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  *partial = FALSE;
  if (rows == NULL || rows->len == 0)
    return rows != NULL;

  row = rows->pdata[0];
  *partial = row->partial;
  size = g_format_size (row->size);
  if (row->partial && !ctl->quiet)
    /* Translators: a size and the id of a message */
    g_printerr (_("Only the beginning of this message is here, of %s; “fetch --rest %s” downloads it whole\n"),
                size, name);
  return TRUE;
}
