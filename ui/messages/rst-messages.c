/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "messages/rst-message-cell.h"
#include "messages/rst-messages-private.h"
#include "rst-error-text.h"

/* A row of which less is seen, above the lower end, is not looked at. */
#define LOWEST 30

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

static const char *
get_query (RstMessages *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  while (g_ascii_isspace (*text))
    text++;
  return self->search_mode && *text != '\0' ? text : NULL;
}

static gboolean
has_place (RstMessages *self)
{
  return self->mailbox != NULL || self->tag > 0 || self->saved_search != NULL;
}

/* What is typed narrows what a saved search finds. */
static char *
dup_query (RstMessages *self, gboolean everywhere)
{
  const char *query = get_query (self);

  if (self->saved_search == NULL || everywhere)
    return g_strdup (query);
  if (query == NULL)
    return g_strdup (self->saved_search);
  return g_strdup_printf ("(%s) (%s)", self->saved_search, query);
}

static void
set_match (RstMessages *self, const char *query)
{
  g_clear_pointer (&self->match, rst_marker_unref);
  if (query != NULL)
    self->match = rst_marker_new (query);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCH]);
}

static void
apply_filter (RstMessages *self, gboolean replace)
{
  gboolean everywhere = self->everywhere && get_query (self) != NULL;
  g_autofree char *query = dup_query (self, everywhere);
  g_autoptr (RstFilter) filter = NULL;

  gtk_widget_set_visible (self->save_button, get_query (self) != NULL);
  if (self->store != NULL && has_place (self))
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
  set_match (self, query);
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
  if (rst_message_list_is_loading (self->list) || !has_place (self))
    return "nothing";
  if (self->states != 0)
    return "filtered";
  return get_query (self) != NULL || self->saved_search != NULL ? "nothing-found" : "empty";
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
  gtk_widget_set_visible (self->everywhere_button, !self->everywhere && get_query (self) != NULL);
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
      self->n_selected == 0)
    scroll_to (self, 0);
}

/* Only the one that is read needs its item: of many, none is read. */
static void
selection_changed_cb (RstMessages *self)
{
  guint n_rows = rst_message_selection_get_n_rows (self->selection);
  guint n_selected;
  g_autoptr (RstMessageItem) selected = NULL;

  if (!rst_message_selection_is_settled (self->selection))
    return;

  n_selected = rst_message_selection_count_messages (self->selection);
  if (n_rows == 1)
    selected = g_list_model_get_item (G_LIST_MODEL (self->selection),
                                      rst_message_selection_get_first (self->selection));
  if (selected == self->selected && n_selected == self->n_selected)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->selected, selected))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  if (n_selected != self->n_selected)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
  self->n_selected = n_selected;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.select-one", n_rows > 1);
  rst_message_list_keep (self->list, selected != NULL ? rst_message_item_get_id (selected) : 0);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Back to where the last window was left. */

static gboolean
restore_place_cb (gpointer user_data)
{
  g_autoptr (RstMessages) self = user_data;
  guint position;

  if (self->restored_place != 0 &&
      rst_message_list_reveal (self->list, self->restored_place, &position))
    scroll_to (self, position);
  self->restored_place = 0;
  return G_SOURCE_REMOVE;
}

static void
restore_cb (RstMessages *self, gboolean whole)
{
  guint position;

  if (self->restored_message != 0 &&
      rst_message_list_reveal (self->list, self->restored_message, &position))
    {
      self->restored_message = 0;
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
    }
  if (!whole)
    return;

  self->restored_message = 0;
  /* Once the rows have their places. */
  if (self->restored_place != 0)
    g_idle_add_full (G_PRIORITY_LOW, restore_place_cb, g_object_ref (self), NULL);
}

static void
opened_cb (RstMessages *self)
{
  if (self->n_selected > 0)
    g_signal_emit (self, signals[OPENED], 0);
}

/* The view's own gesture selects at the press; at the release the message that
 * was clicked is the selected one. Who holds a modifier selects, and opens not.
 */
static void
released_cb (RstMessages *self, int n_press, double x, double y, GtkEventController *gesture)
{
  GtkWidget *picked = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);
  GdkModifierType state = gtk_event_controller_get_current_event_state (gesture);

  if (picked != NULL && gtk_widget_get_ancestor (picked, RST_TYPE_MESSAGE_CELL) != NULL &&
      (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
    opened_cb (self);
}

/* The message that has the keyboard, if it is among the selected ones. */
guint
rst_messages_find_focused (RstMessages *self)
{
  GtkWidget *cell = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;
  g_autoptr (RstMessageItem) item = NULL;
  guint position;

  if (RST_IS_MESSAGE_CELL (row))
    g_object_get (row, "item", &item, NULL);
  if (item != NULL &&
      rst_message_list_find (self->list, rst_message_item_get_id (item), &position) &&
      gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    return position;
  return rst_message_selection_get_first (self->selection);
}

static void
select_one_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstMessages *self = RST_MESSAGES (widget);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                   rst_messages_find_focused (self), TRUE);
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
      g_value_set_boxed (value, self->match);
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

static gboolean
has_keyboard (RstMessages *self)
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

  if (!has_keyboard (self) || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
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
  g_clear_pointer (&self->match, rst_marker_unref);

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

  gtk_widget_class_install_action (widget_class, "messages.select-one", NULL, select_one_cb);
  rst_messages_install_threads (widget_class);

  g_type_ensure (RST_TYPE_FILTER_BAR);
  g_type_ensure (RST_TYPE_MESSAGE_CELL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/messages/rst-messages.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMessages, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, save_button);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, stack);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, scroller);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, view);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, everywhere_button);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, failure);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_everywhere_cb);
}

/* GtkListView of GTK 4.8 passes over the first time that its place changes: after
 * a jump it would show no rows until the next. That first time is when there are
 * more rows than fit, and for nothing.
 */
static gboolean
announce_place_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  g_signal_emit_by_name (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), "value-changed");
  return G_SOURCE_REMOVE;
}

static void
place_changed_cb (RstMessages *self, GtkAdjustment *place)
{
  if (gtk_adjustment_get_upper (place) <= gtk_adjustment_get_page_size (place))
    return;

  g_signal_handlers_disconnect_by_func (place, place_changed_cb, self);
  gtk_widget_add_tick_callback (self->view, announce_place_cb, NULL, NULL);
}

static void
rst_messages_init (RstMessages *self)
{
  self->list = rst_message_list_new ();
  self->selection = rst_message_selection_new (self->list);

  gtk_widget_init_template (GTK_WIDGET (self));
  rst_messages_init_threads (self);

  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar),
                                GTK_EDITABLE (self->search_entry));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.select-one", FALSE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
                           G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "refreshed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "refreshed",
                           G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading",
                           G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::error",
                           G_CALLBACK (show_page_cb), self, G_CONNECT_SWAPPED);
}

static void
set_place (RstMessages *self,
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
  set_search_mode (self, FALSE);
  show_states (self, 0);
  apply_filter (self, TRUE);
}

void
rst_messages_set_mailbox (RstMessages *self,
                          RstStore    *store,
                          const char  *account,
                          const char  *mailbox)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  set_place (self, store, account, mailbox, 0, NULL, NULL);
}

void
rst_messages_set_tag (RstMessages *self, RstStore *store, gint64 tag, const char *name)
{
  g_return_if_fail (RST_IS_MESSAGES (self));
  g_return_if_fail (tag > 0 && name != NULL);

  set_place (self, store, NULL, NULL, tag, name, NULL);
}

void
rst_messages_set_saved_search (RstMessages *self, RstStore *store, const char *query)
{
  g_return_if_fail (RST_IS_MESSAGES (self));
  g_return_if_fail (query != NULL);

  set_place (self, store, NULL, NULL, 0, NULL, query);
}

const char *
rst_messages_get_query (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return get_query (self);
}

char *
rst_messages_dup_search (RstMessages *self)
{
  g_autofree char *query = NULL;
  GString *search;

  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  if (get_query (self) == NULL)
    return NULL;

  query = dup_query (self, self->everywhere);
  if (self->everywhere || (self->mailbox == NULL && self->tag_name == NULL))
    return g_steal_pointer (&query);

  search = g_string_new (NULL);
  g_string_append_printf (search, strstr (query, " OR ") != NULL ? "(%s)" : "%s", query);
  if (self->mailbox != NULL)
    g_string_append_printf (search, " mailbox:%s", self->mailbox);
  if (self->tag_name != NULL)
    g_string_append_printf (search, " tag:\"%s\"", self->tag_name);
  if (self->account != NULL)
    g_string_append_printf (search, " account:%s", self->account);
  return g_string_free (search, FALSE);
}

void
rst_messages_restore (RstMessages *self, gint64 selected, gint64 last_visible)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  self->restored_message = selected;
  self->restored_place = last_visible;
}

gint64
rst_messages_get_last_visible (RstMessages *self)
{
  GtkAdjustment *adjustment;
  GtkWidget *row;
  g_autoptr (RstMessageItem) item = NULL;

  g_return_val_if_fail (RST_IS_MESSAGES (self), 0);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  if (gtk_adjustment_get_value (adjustment) <= 0.0)
    return 0;

  row = gtk_widget_pick (self->view,
                         gtk_widget_get_width (self->view) / 2,
                         gtk_widget_get_height (self->view) - LOWEST,
                         GTK_PICK_DEFAULT);
  if (row != NULL && !RST_IS_MESSAGE_CELL (row))
    row = gtk_widget_get_ancestor (row, RST_TYPE_MESSAGE_CELL);
  if (row != NULL)
    g_object_get (row, "item", &item, NULL);
  return item != NULL ? rst_message_item_get_id (item) : 0;
}

void
rst_messages_search (RstMessages *self, const char *query)
{
  g_return_if_fail (RST_IS_MESSAGES (self));
  g_return_if_fail (query != NULL);

  set_search_mode (self, TRUE);
  self->everywhere = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), query);
  apply_filter (self, FALSE);
}

RstMarker *
rst_messages_get_match (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return self->match;
}

RstMessageItem *
rst_messages_get_selected (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return self->selected;
}

gboolean
rst_messages_has_several (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  return self->n_selected > 0 && self->selected == NULL;
}

guint
rst_messages_get_n_selected (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), 0);

  return self->n_selected;
}

GArray *
rst_messages_dup_selected_ids (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return rst_message_selection_dup_ids (self->selection);
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
  apply_filter (self, FALSE);
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
  apply_filter (self, FALSE);
}

void
rst_messages_select_row (RstMessages *self, guint position)
{
  gboolean focused = has_keyboard (self);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  scroll_to (self, position);
  /* The arrow keys go on from here. */
  if (focused)
    gtk_widget_grab_focus (self->view);
}

gboolean
rst_messages_select (RstMessages *self, gint64 id)
{
  guint position;

  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  if (!rst_message_list_reveal (self->list, id, &position))
    return FALSE;
  rst_messages_select_row (self, position);
  return TRUE;
}

gboolean
rst_messages_step (RstMessages *self, int by)
{
  guint selected, n_items;

  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  selected = rst_message_selection_get_first (self->selection);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (rst_message_selection_get_n_rows (self->selection) > 1)
    return FALSE;
  if (selected == NOWHERE)
    selected = 0;
  else if ((by < 0 && selected == 0) || (by > 0 && selected + 1 >= n_items))
    return FALSE;
  else
    selected += by;

  if (selected >= n_items)
    return FALSE;
  rst_messages_select_row (self, selected);
  return TRUE;
}

void
rst_messages_leave_selected (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  if (!rst_messages_step (self, 1) && !rst_messages_step (self, -1))
    rst_messages_select_none (self);
}

void
rst_messages_select_none (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

void
rst_messages_focus_list (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  gtk_widget_grab_focus (self->view);
}
