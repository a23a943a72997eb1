/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mailboxes/rst-account-row.h"
#include "mailboxes/rst-mailbox-row.h"
#include "mailboxes/rst-mailboxes.h"

struct _RstMailboxes
{
  AdwBin parent_instance;

  RstMailboxList *list;
  RstMailboxItem *selected;
  char *account; /* of the mailbox that is preferred */
  char *mailbox;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (RstMailboxes, rst_mailboxes, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

enum
{
  OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GtkWidget *
make_row_cb (gpointer item, gpointer user_data)
{
  RstMailboxKind kind = rst_mailbox_item_get_kind (item);

  if (kind == RST_MAILBOX_KIND_ACCOUNT || kind == RST_MAILBOX_KIND_HEADING)
    return rst_account_row_new (item);
  return rst_mailbox_row_new (item);
}

static void
row_selected_cb (RstMailboxes *self, GtkListBoxRow *row)
{
  RstMailboxItem *item = row != NULL ? rst_mailbox_row_get_item (RST_MAILBOX_ROW (row)) : NULL;

  if (g_set_object (&self->selected, item))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
row_activated_cb (RstMailboxes *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static gboolean
is_preferred (RstMailboxes *self, GtkListBoxRow *row)
{
  RstMailboxItem *item = rst_mailbox_row_get_item (RST_MAILBOX_ROW (row));

  return self->mailbox != NULL &&
         g_strcmp0 (rst_mailbox_item_get_mailbox (item), self->mailbox) == 0 &&
         g_strcmp0 (rst_mailbox_item_get_account (item), self->account) == 0;
}

/* The mailbox that is selected may go with its account's last message. */
static void
items_changed_cb (RstMailboxes *self)
{
  GtkListBox *box = GTK_LIST_BOX (self->box);
  GtkListBoxRow *first = NULL;
  GtkListBoxRow *row;

  if (gtk_list_box_get_selected_row (box) != NULL)
    return;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (box, i)) != NULL; i++)
    {
      if (!gtk_list_box_row_get_selectable (row))
        continue;
      if (first == NULL || is_preferred (self, row))
        first = row;
    }
  if (first != NULL)
    gtk_list_box_select_row (box, first);
}

static void
rst_mailboxes_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, RST_MAILBOXES (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_mailboxes_dispose (GObject *object)
{
  RstMailboxes *self = RST_MAILBOXES (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, items_changed_cb, self);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_MAILBOXES);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (rst_mailboxes_parent_class)->dispose (object);
}

static void
rst_mailboxes_finalize (GObject *object)
{
  RstMailboxes *self = RST_MAILBOXES (object);

  g_free (self->account);
  g_free (self->mailbox);

  G_OBJECT_CLASS (rst_mailboxes_parent_class)->finalize (object);
}

static void
rst_mailboxes_class_init (RstMailboxesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rst_mailboxes_get_property;
  object_class->dispose = rst_mailboxes_dispose;
  object_class->finalize = rst_mailboxes_finalize;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, RST_TYPE_MAILBOX_ITEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPENED] = g_signal_new ("opened", RST_TYPE_MAILBOXES, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/mailboxes/rst-mailboxes.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMailboxes, box);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rst_mailboxes_init (RstMailboxes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rst_mailboxes_set_list (RstMailboxes *self, RstMailboxList *list)
{
  g_return_if_fail (RST_IS_MAILBOXES (self));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, items_changed_cb, self);
  g_set_object (&self->list, list);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->box), G_LIST_MODEL (list), make_row_cb, NULL, NULL);
  if (list == NULL)
    return;

  /* After the box's own handler, which makes the rows. */
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self);
}

void
rst_mailboxes_prefer (RstMailboxes *self, const char *account, const char *mailbox)
{
  g_return_if_fail (RST_IS_MAILBOXES (self));
  g_return_if_fail (mailbox != NULL);

  g_free (self->account);
  self->account = g_strdup (account);
  g_free (self->mailbox);
  self->mailbox = g_strdup (mailbox);
}

RstMailboxItem *
rst_mailboxes_get_selected (RstMailboxes *self)
{
  g_return_val_if_fail (RST_IS_MAILBOXES (self), NULL);

  return self->selected;
}
