/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-limit-row.h"

#include <glib/gi18n.h>

#include "accounts/rst-account.h"

struct _RstLimitRow
{
  AdwComboRow parent_instance;

  GtkStringList *labels;
  GArray *limits; /* of guint64, in the order of the list */
};

G_DEFINE_FINAL_TYPE (RstLimitRow, rst_limit_row, ADW_TYPE_COMBO_ROW)

static const guint64 usual[] = {
  RST_SIZE_LIMIT_NONE, 100000, 500000, 1000000, 5000000, 10000000, 25000000,
};

/* Where it is in the list, or would be. */
static guint
find_limit (RstLimitRow *self, guint64 limit)
{
  guint i = 0;

  while (i < self->limits->len && g_array_index (self->limits, guint64, i) < limit)
    i++;
  return i;
}

static void
add_limit (RstLimitRow *self, guint64 limit)
{
  guint position = find_limit (self, limit);
  g_autofree char *size = g_format_size (limit);
  const char *const labels[] = { limit == RST_SIZE_LIMIT_NONE ? _("None") : size, NULL };

  g_array_insert_val (self->limits, position, limit);
  gtk_string_list_splice (self->labels, position, 0, labels);
}

static void
show_meaning_cb (RstLimitRow *self)
{
  gboolean limited = rst_limit_row_get_limit (self) != RST_SIZE_LIMIT_NONE;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               limited ? _("Of larger messages only the beginning is downloaded, until you ask for the rest")
                                       : _("Messages are downloaded whole, however large"));
}

static void
rst_limit_row_finalize (GObject *object)
{
  RstLimitRow *self = RST_LIMIT_ROW (object);

  g_array_unref (self->limits);
  g_object_unref (self->labels);

  G_OBJECT_CLASS (rst_limit_row_parent_class)->finalize (object);
}

static void
rst_limit_row_class_init (RstLimitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_limit_row_finalize;
}

static void
rst_limit_row_init (RstLimitRow *self)
{
  self->labels = gtk_string_list_new (NULL);
  self->limits = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    add_limit (self, usual[i]);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->labels));
  g_signal_connect (self, "notify::selected", G_CALLBACK (show_meaning_cb), NULL);
  show_meaning_cb (self);
}

void
rst_limit_row_set_limit (RstLimitRow *self, guint64 octets)
{
  guint position;

  g_return_if_fail (RST_IS_LIMIT_ROW (self));

  position = find_limit (self, octets);
  if (position == self->limits->len || g_array_index (self->limits, guint64, position) != octets)
    add_limit (self, octets);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
}

guint64
rst_limit_row_get_limit (RstLimitRow *self)
{
  guint selected;

  g_return_val_if_fail (RST_IS_LIMIT_ROW (self), RST_SIZE_LIMIT_NONE);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return selected < self->limits->len ? g_array_index (self->limits, guint64, selected) : RST_SIZE_LIMIT_NONE;
}
