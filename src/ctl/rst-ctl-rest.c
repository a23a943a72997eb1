/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/rst-ctl-rest.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"

char **
rst_ctl_want_rest (RstCtl *ctl, char **texts, GError **error)
{
  g_autoptr (GArray) ids = rst_ctl_parse_ids (texts, error);
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const gint64 *data;

  if (ids == NULL)
    return NULL;
  if (ids->len == 0)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("--rest takes the ids of messages"));
      return NULL;
    }

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

void
rst_ctl_say_partial (RstCtl *ctl, const RstRow *row)
{
  g_autofree char *size = g_format_size (row->size);
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, row->id);

  if (row->partial && !ctl->quiet)
    /* Translators: a size and the id of a message */
    g_printerr (_("Only the beginning of this message is here, of %s; “fetch --rest %s” downloads it whole\n"),
                size, name);
}
