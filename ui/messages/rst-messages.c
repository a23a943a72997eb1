/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-message-cell.h"
#include "messages/rst-messages-private.h"
#include "rst-error-text.h"

G_DEFINE_FINAL_TYPE (RstMessages, rst_messages, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SELECTED,
  PROP_N_SELECTED,
  PROP_STATES,
  PROP_SEARCH_MODE,
  PROP_MATCH,
  N_PROPS
};

enum
{
  OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
has_source (RstMessages *self)
{
  return self->mailbox != NULL || self->tag > 0 || self->saved_search != NULL;
}

void
rst_messages_apply_filter (RstMessages *self, gboolean replace)
{
  gboolean everywhere = self->everywhere && rst_messages_get_query (self) != NULL;
  g_autofree char *query = rst_messages_dup_query (self, everywhere);
  g_autoptr (RstFilter) filter = NULL;

  gtk_widget_set_visible (self->save_button, rst_messages_get_query (self) != NULL);
  if (self->store != NULL && has_source (self))
    filter = rst_filter_new (everywhere ? NULL : self->account,
                             everywhere ? NULL : self->mailbox,
                             query);
  if (filter != NULL && !everywhere)
    filter->tag = self->tag;
  if (filter != NULL)
    {
      filter->unread = (self->states & RST_MESSAGE_STATE_UNREAD) != 0;
      filter->flagged = (self->states & RST_MESSAGE_STATE_STARRED) != 0;
      filter->attachments = (self->states & RST_MESSAGE_STATE_ATTACHMENTS) != 0;
      filter->order = self->order;
      filter->threads = self->threads;
      filter->keep = self->selected != NULL ? rst_message_item_get_id (self->selected) : 0;
    }
  if (!replace)
    rst_messages_go_to_top (self);
  rst_message_list_set_filter (self->list, self->store, filter, replace);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCH]);
}

static const char *
choose_page (RstMessages *self)
{
  const GError *error = rst_message_list_get_error (self->list);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "list";
  if (error != NULL)
    return "failed";
  if (rst_message_list_is_loading (self->list) || !has_source (self))
    return "nothing";
  if (self->states != 0)
    return "filtered";
  return rst_messages_get_query (self) != NULL || self->saved_search != NULL ? "nothing-found" : "empty";
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
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty_page),
                                   self->tag > 0 ? _("No message has this tag.") : _("This mailbox is empty."));
  gtk_widget_set_visible (self->everywhere_button, !self->everywhere && rst_messages_get_query (self) != NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), choose_page (self));
}

/* What arrives at the top pushes down what is there, and the view stays with
 * what it showed. Where nobody reads yet, it should show what arrived.
 */
static void
items_changed_cb (RstMessages *self, guint position, guint n_removed, guint n_added)
{
  show_page_cb (self);
  if (n_added > 0 && position == 0 && rst_messages_is_at_top (self) &&
      self->n_selected == 0)
    rst_messages_scroll_to (self, 0);
}

static void
show_states (RstMessages *self, RstMessageStates states)
{
  self->states = states;
  rst_filter_bar_set_states (RST_FILTER_BAR (self->filter_bar), states);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATES]);
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
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    case PROP_STATES:
      g_value_set_uint (value, self->states);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    case PROP_MATCH:
      g_value_set_boxed (value, rst_messages_get_match (self));
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
      rst_messages_set_search_mode (RST_MESSAGES (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_up_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, rst_message_cell_new ());
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  rst_message_cell_set_item (RST_MESSAGE_CELL (gtk_list_item_get_child (list_item)),
                             gtk_list_item_get_item (list_item));
}

gboolean
rst_messages_has_keyboard (RstMessages *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && (focus == self->view || gtk_widget_is_ancestor (focus, self->view));
}

/* The list is one thing on the way through the window: GtkListView of GTK 4.8
 * would go through all of its rows.
 */
static gboolean
rst_messages_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RstMessages *self = RST_MESSAGES (widget);

  if (!rst_messages_has_keyboard (self) ||
      (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (rst_messages_parent_class)->focus (widget, direction);

  return direction == GTK_DIR_TAB_BACKWARD &&
         (gtk_widget_child_focus (self->filter_bar, direction) ||
          gtk_widget_child_focus (self->search_bar, direction));
}

static void
rst_messages_dispose (GObject *object)
{
  RstMessages *self = RST_MESSAGES (object);

  if (self->list != NULL)
    rst_message_list_set_filter (self->list, NULL, NULL, TRUE);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_MESSAGES);
  g_clear_object (&self->selected);
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
  g_free (self->tag_name);
  g_free (self->saved_search);

  G_OBJECT_CLASS (rst_messages_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, RST_TYPE_MESSAGE_ITEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED] =
    g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATES] =
    g_param_spec_uint ("states", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MATCH] =
    g_param_spec_boxed ("match", NULL, NULL, RST_TYPE_MARKER,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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
  widget_class->focus = rst_messages_focus;
  install_properties (object_class);

  signals[OPENED] = g_signal_new ("opened", RST_TYPE_MESSAGES, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RST_TYPE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/messages/rst-messages.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMessages, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, stack);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, scroller);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, view);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, failure);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cell_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cell_cb);
  rst_messages_install_search (widget_class);
  rst_messages_install_selected (widget_class);
  rst_messages_install_threads (widget_class);
}

static void
rst_messages_init (RstMessages *self)
{
  self->list = rst_message_list_new ();
  self->selection = rst_message_selection_new (self->list);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  rst_messages_init_search (self);
  rst_messages_init_selected (self);
  rst_messages_init_place (self);
  rst_messages_init_threads (self);

  g_signal_connect_object (self->list, "items-changed",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading",
                           G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::error",
                           G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
}

static void
set_source (RstMessages *self,
            RstStore    *store,
            const char  *account,
            const char  *mailbox,
            gint64       tag,
            const char  *tag_name,
            const char  *saved_search)
{
  g_set_object (&self->store, store);
  g_free (self->account);
  self->account = g_strdup (account);
  g_free (self->mailbox);
  self->mailbox = g_strdup (mailbox);
  self->tag = tag;
  g_free (self->tag_name);
  self->tag_name = g_strdup (tag_name);
  g_free (self->saved_search);
  self->saved_search = g_strdup (saved_search);

  rst_messages_restore (self, 0, 0);
  rst_messages_set_search_mode (self, FALSE);
  show_states (self, 0);
  rst_messages_apply_filter (self, TRUE);
}

void
rst_messages_set_mailbox (RstMessages *self,
                          RstStore    *store,
                          const char  *account,
                          const char  *mailbox)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  set_source (self, store, account, mailbox, 0, NULL, NULL);
}

void
rst_messages_set_tag (RstMessages *self, RstStore *store, gint64 tag, const char *name)
{
  g_return_if_fail (RST_IS_MESSAGES (self));
  g_return_if_fail (tag > 0 && name != NULL);

  set_source (self, store, NULL, NULL, tag, name, NULL);
}

void
rst_messages_set_saved_search (RstMessages *self, RstStore *store, const char *query)
{
  g_return_if_fail (RST_IS_MESSAGES (self));
  g_return_if_fail (query != NULL);

  set_source (self, store, NULL, NULL, 0, NULL, query);
}

const char *
rst_messages_get_mailbox (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return self->everywhere ? NULL : self->mailbox;
}

void
rst_messages_set_states (RstMessages *self, RstMessageStates states)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  if (self->states == states)
    return;

  show_states (self, states);
  rst_messages_apply_filter (self, FALSE);
}

RstMessageStates
rst_messages_get_states (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), 0);

  return self->states;
}

void
rst_messages_set_order (RstMessages *self, RstOrder order, gboolean threads)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  if (self->order == order && self->threads == threads)
    return;

  self->order = order;
  self->threads = threads;
  rst_messages_apply_filter (self, FALSE);
}

void
rst_messages_focus_list (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  gtk_widget_grab_focus (self->view);
}
