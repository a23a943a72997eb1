/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-message-list.h"
#include "messages/rst-message-row.h"
#include "messages/rst-messages.h"
#include "rst-error-text.h"

struct _RstMessages
{
  AdwBin parent_instance;

  RstStore *store;
  char *account;
  char *mailbox;
  RstMessageList *list;
  GtkSingleSelection *selection;
  gboolean search_mode;
  gboolean everywhere; /* search all mail, not only this mailbox */

  GtkWidget *search_bar;
  GtkWidget *search_entry;
  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *view;
  GtkWidget *everywhere_button;
  GtkWidget *failure;
};

G_DEFINE_FINAL_TYPE (RstMessages, rst_messages, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SELECTED,
  PROP_SEARCH_MODE,
  N_PROPS
};

enum
{
  OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_query (RstMessages *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  while (g_ascii_isspace (*text))
    text++;
  return self->search_mode && *text != '\0' ? text : NULL;
}

static void
apply_filter (RstMessages *self, gboolean replace)
{
  const char *query = get_query (self);
  gboolean everywhere = self->everywhere && query != NULL;
  g_autoptr (RstFilter) filter = NULL;

  if (self->store != NULL && self->mailbox != NULL)
    filter = rst_filter_new (everywhere ? NULL : self->account,
                             everywhere ? NULL : self->mailbox,
                             query);
  rst_message_list_set_filter (self->list, self->store, filter, replace);
}

static const char *
choose_page (RstMessages *self)
{
  const GError *error = rst_message_list_get_error (self->list);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "list";
  if (error != NULL)
    return "failed";
  if (rst_message_list_is_loading (self->list) || self->mailbox == NULL)
    return "nothing";
  return get_query (self) != NULL ? "nothing-found" : "empty";
}

static void
show_page_cb (RstMessages *self)
{
  const GError *error = rst_message_list_get_error (self->list);

  if (error != NULL)
    {
      g_autofree char *text = rst_error_text_dup (error);
      g_autofree char *markup = g_markup_escape_text (text, -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->failure), markup);
    }
  gtk_widget_set_visible (self->everywhere_button, !self->everywhere);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), choose_page (self));
}

static void
scroll_to (RstMessages *self, guint position)
{
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

/* What arrives at the top pushes down what is there, and the view stays with
 * what it showed. Where nobody reads yet, it should show what arrived.
 */
static void
items_changed_cb (RstMessages *self, guint position, guint n_removed, guint n_added)
{
  GtkAdjustment *adjustment;

  show_page_cb (self);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  if (n_added > 0 && position == 0 && gtk_adjustment_get_value (adjustment) <= 0.0 &&
      gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    scroll_to (self, 0);
}

static void
selected_cb (RstMessages *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
opened_cb (RstMessages *self)
{
  if (rst_messages_get_selected (self) != NULL)
    g_signal_emit (self, signals[OPENED], 0);
}

/* The view's own gesture selects at the press; at the release the message that
 * was clicked is the selected one.
 */
static void
released_cb (RstMessages *self, int n_press, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && gtk_widget_get_ancestor (picked, RST_TYPE_MESSAGE_ROW) != NULL)
    opened_cb (self);
}

static void
search_changed_cb (RstMessages *self)
{
  apply_filter (self, FALSE);
}

static void
search_activated_cb (RstMessages *self)
{
  rst_messages_focus_list (self);
}

static void
search_everywhere_cb (RstMessages *self)
{
  self->everywhere = TRUE;
  apply_filter (self, FALSE);
}

static void
set_search_mode (RstMessages *self, gboolean search_mode)
{
  if (self->search_mode == search_mode)
    return;

  self->search_mode = search_mode;
  self->everywhere = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
  if (!search_mode)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      apply_filter (self, FALSE);
    }
}

static void
rst_messages_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RstMessages *self = RST_MESSAGES (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, rst_messages_get_selected (self));
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_messages_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SEARCH_MODE:
      set_search_mode (RST_MESSAGES (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_messages_dispose (GObject *object)
{
  RstMessages *self = RST_MESSAGES (object);

  if (self->list != NULL)
    rst_message_list_set_filter (self->list, NULL, NULL, TRUE);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_MESSAGES);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rst_messages_parent_class)->dispose (object);
}

static void
rst_messages_finalize (GObject *object)
{
  RstMessages *self = RST_MESSAGES (object);

  g_free (self->account);
  g_free (self->mailbox);

  G_OBJECT_CLASS (rst_messages_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, RST_TYPE_MESSAGE_ITEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rst_messages_class_init (RstMessagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rst_messages_get_property;
  object_class->set_property = rst_messages_set_property;
  object_class->dispose = rst_messages_dispose;
  object_class->finalize = rst_messages_finalize;
  install_properties (object_class);

  signals[OPENED] = g_signal_new ("opened", RST_TYPE_MESSAGES, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RST_TYPE_MESSAGE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/messages/rst-messages.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMessages, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, stack);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, scroller);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, view);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, everywhere_button);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, failure);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_everywhere_cb);
}

static void
rst_messages_init (RstMessages *self)
{
  self->list = rst_message_list_new ();
  self->selection = gtk_single_selection_new (NULL);
  /* Before the model, or the first message counts as selected and read. */
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar),
                                GTK_EDITABLE (self->search_entry));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item",
                            G_CALLBACK (selected_cb), self);
  g_signal_connect_object (self->list, "items-changed",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading",
                           G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::error",
                           G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
}

void
rst_messages_set_mailbox (RstMessages *self,
                          RstStore    *store,
                          const char  *account,
                          const char  *mailbox)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  g_set_object (&self->store, store);
  g_free (self->account);
  self->account = g_strdup (account);
  g_free (self->mailbox);
  self->mailbox = g_strdup (mailbox);

  set_search_mode (self, FALSE);
  apply_filter (self, TRUE);
}

RstMessageItem *
rst_messages_get_selected (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

static void
select_position (RstMessages *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  scroll_to (self, position);
}

gboolean
rst_messages_step (RstMessages *self, int by)
{
  guint selected, n_items;

  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  selected = gtk_single_selection_get_selected (self->selection);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = 0;
  else if ((by < 0 && selected == 0) || (by > 0 && selected + 1 >= n_items))
    return FALSE;
  else
    selected += by;

  if (selected >= n_items)
    return FALSE;
  select_position (self, selected);
  return TRUE;
}

void
rst_messages_leave_selected (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  if (!rst_messages_step (self, 1) && !rst_messages_step (self, -1))
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
rst_messages_focus_list (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  gtk_widget_grab_focus (self->view);
}
