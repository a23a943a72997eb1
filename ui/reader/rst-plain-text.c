/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-plain-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "mime/rst-link-check.h"
#include "reader/rst-display-text.h"
#include "reader/rst-findable.h"
#include "reader/rst-link-open.h"
#include "reader/rst-link.h"
#include "reader/rst-text-find.h"
#include "reader/rst-text-links.h"
#include "messages/rst-text-marks.h"
#include "reader/rst-text-quotes.h"

/* A text view stays quick up to here; a book has about as much. */
#define MAX_OCTETS (1024 * 1024)

#define NOTE_ALPHA 0.65

struct _RstPlainText
{
  GtkTextView parent_instance;

  GtkTextTag *all;
  GtkTextTag *link;
  GtkTextTag *note;
  GtkTextTag *searched;
  RstMarker *match;
  RstTextQuotes *quotes;
  RstTextFind *matches;
  double zoom;
  char *target; /* of the link that has the keyboard, or NULL */
  int height; /* that GTK knows the lines for */
  gboolean folding; /* lines came or went since they were drawn */
};

static void rst_plain_text_findable_init (RstFindableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RstPlainText, rst_plain_text, GTK_TYPE_TEXT_VIEW,
                               G_IMPLEMENT_INTERFACE (RST_TYPE_FINDABLE,
                                                      rst_plain_text_findable_init))

enum
{
  PROP_0,
  PROP_TARGET,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  LINK_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The address under a point of the widget. A link's text is its address, and
 * white space keeps two apart, so the tag's ends are the link's. While lines fold,
 * GTK 4.8 would look for the place in a line as it was, and end the program where
 * that is longer than the line is now.
 */
static char *
dup_link_at (RstPlainText *self, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter place, start, end;
  int buffer_x, buffer_y;

  if (self->folding)
    return NULL;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET,
                                         (int) x, (int) y, &buffer_x, &buffer_y);
  if (gtk_text_view_get_iter_at_location (view, &place, buffer_x, buffer_y) &&
      rst_text_links_get_bounds (&place, self->link, &start, &end))
    return gtk_text_iter_get_text (&start, &end);
  return NULL;
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, RstPlainText *self)
{
  g_autofree char *uri = NULL;

  /* Whoever selects a part of a link does not want to follow it. */
  if (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))))
    return;

  uri = dup_link_at (self, x, y);
  if (rst_link_is_openable (uri))
    g_signal_emit (self, signals[LINK_ACTIVATED], 0, uri);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, RstPlainText *self)
{
  g_autofree char *uri = dup_link_at (self, x, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), uri != NULL ? "pointer" : "text");
}

static gboolean
rst_plain_text_query_tooltip (GtkWidget  *widget,
                              int         x,
                              int         y,
                              gboolean    keyboard,
                              GtkTooltip *tooltip)
{
  g_autofree char *uri = NULL;
  g_autofree char *readable = NULL;

  if (!keyboard)
    uri = dup_link_at (RST_PLAIN_TEXT (widget), x, y);
  if (uri == NULL)
    return FALSE;

  readable = rst_link_check_dup_readable (uri);
  gtk_tooltip_set_text (tooltip, readable);
  return TRUE;
}

static void
update_target (RstPlainText *self)
{
  g_autofree char *uri = NULL;
  g_autofree char *target = NULL;

  if (gtk_widget_is_focus (GTK_WIDGET (self)))
    uri = rst_text_links_dup_selected (GTK_TEXT_VIEW (self), self->link);
  if (uri != NULL)
    target = rst_link_check_dup_readable (uri);
  if (g_strcmp0 (self->target, target) == 0)
    return;

  g_free (self->target);
  self->target = g_steal_pointer (&target);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TARGET]);
}

static gboolean
enter_cb (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  RstPlainText *self = RST_PLAIN_TEXT (widget);
  g_autofree char *uri = rst_text_links_dup_selected (GTK_TEXT_VIEW (self), self->link);

  if (!gtk_widget_is_focus (widget) || !rst_link_is_openable (uri))
    return FALSE;
  g_signal_emit (self, signals[LINK_ACTIVATED], 0, uri);
  return TRUE;
}

static gboolean
rst_plain_text_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RstPlainText *self = RST_PLAIN_TEXT (widget);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (rst_plain_text_parent_class)->focus (widget, direction);
  return rst_text_links_move_focus (GTK_TEXT_VIEW (self), self->link,
                                    direction == GTK_DIR_TAB_FORWARD ? 1 : -1);
}

static void
open_link_cb (GtkWidget *widget, const char *name, GVariant *uri)
{
  if (rst_link_is_openable (g_variant_get_string (uri, NULL)))
    g_signal_emit (widget, signals[LINK_ACTIVATED], 0, g_variant_get_string (uri, NULL));
}

static void
copy_link_cb (GtkWidget *widget, const char *name, GVariant *uri)
{
  rst_link_copy (widget, g_variant_get_string (uri, NULL));
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *uri)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", uri);
  g_menu_append_item (menu, item);
}

/* Before the view's own gesture shows its menu. */
static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, RstPlainText *self)
{
  g_autofree char *uri = dup_link_at (self, x, y);
  g_autoptr (GMenu) menu = NULL;

  if (rst_link_is_openable (uri))
    {
      menu = g_menu_new ();
      append_item (menu, _("_Open Link"), "text.open-link", uri);
      append_item (menu, _("Copy _Link Address"), "text.copy-link", uri);
    }
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self), G_MENU_MODEL (menu));
}

/* Colours of a tag do not follow the theme, so they are taken from it anew. */
static void
update_colors (RstPlainText *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color, accent;

  gtk_style_context_get_color (context, &color);
  color.alpha *= (float) NOTE_ALPHA;
  g_object_set (self->note, "foreground-rgba", &color, NULL);
  if (gtk_style_context_lookup_color (context, "accent_color", &accent))
    g_object_set (self->link, "foreground-rgba", &accent, NULL);
}

static void
rst_plain_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rst_plain_text_parent_class)->css_changed (widget, change);
  update_colors (RST_PLAIN_TEXT (widget));
  rst_text_quotes_update_style (RST_PLAIN_TEXT (widget)->quotes, RST_PLAIN_TEXT (widget)->zoom);
}

/* GTK draws lines as far down as the known heights reach, and what grows does not
 * make it look at more of them: it would lay out all of a long text for the next
 * frame. What has changed it does look at first, wherever that is.
 */
static void
rst_plain_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RstPlainText *self = RST_PLAIN_TEXT (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  GtkTextIter start, next;

  if (height > self->height)
    {
      gtk_text_buffer_get_start_iter (buffer, &start);
      next = start;
      gtk_text_iter_forward_char (&next);
      gtk_text_buffer_apply_tag (buffer, self->note, &start, &next);
      gtk_text_buffer_remove_tag (buffer, self->note, &start, &next);
    }
  self->height = height;
  GTK_WIDGET_CLASS (rst_plain_text_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
rst_plain_text_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  RstPlainText *self = RST_PLAIN_TEXT (view);

  self->folding = FALSE;
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    rst_text_quotes_draw (self->quotes, snapshot);
}

static void
tag_changed_cb (RstPlainText *self, GtkTextTag *tag, gboolean size_changed)
{
  self->folding |= size_changed;
}

/* GTK leaves out what is hidden. */
static void
rst_plain_text_copy_clipboard (GtkTextView *view)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start, &end))
    return;

  text = rst_text_quotes_dup_text (RST_PLAIN_TEXT (view)->quotes, &start, &end);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)), text);
}

static void
rst_plain_text_find (RstFindable *findable, const char *text)
{
  RstPlainText *self = RST_PLAIN_TEXT (findable);

  rst_text_find_search (self->matches, text);
  if (*text != '\0')
    rst_findable_found (findable,
                        rst_text_find_get_current (self->matches),
                        rst_text_find_get_total (self->matches));
}

static void
rst_plain_text_step (RstFindable *findable, int by)
{
  RstPlainText *self = RST_PLAIN_TEXT (findable);

  rst_text_find_step (self->matches, by);
  rst_findable_found (findable,
                      rst_text_find_get_current (self->matches),
                      rst_text_find_get_total (self->matches));
}

static void
rst_plain_text_findable_init (RstFindableInterface *iface)
{
  iface->find = rst_plain_text_find;
  iface->step = rst_plain_text_step;
}

static void
rst_plain_text_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TARGET)
    g_value_set_string (value, RST_PLAIN_TEXT (object)->target);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rst_plain_text_dispose (GObject *object)
{
  RstPlainText *self = RST_PLAIN_TEXT (object);

  g_clear_pointer (&self->matches, rst_text_find_free);
  g_clear_pointer (&self->quotes, rst_text_quotes_free);
  g_clear_pointer (&self->match, rst_marker_unref);

  G_OBJECT_CLASS (rst_plain_text_parent_class)->dispose (object);
}

static void
rst_plain_text_finalize (GObject *object)
{
  g_free (RST_PLAIN_TEXT (object)->target);

  G_OBJECT_CLASS (rst_plain_text_parent_class)->finalize (object);
}

static void
rst_plain_text_class_init (RstPlainTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_plain_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = rst_plain_text_finalize;
  G_OBJECT_CLASS (klass)->get_property = rst_plain_text_get_property;
  widget_class->focus = rst_plain_text_focus;
  widget_class->query_tooltip = rst_plain_text_query_tooltip;
  widget_class->css_changed = rst_plain_text_css_changed;
  widget_class->size_allocate = rst_plain_text_size_allocate;
  GTK_TEXT_VIEW_CLASS (klass)->copy_clipboard = rst_plain_text_copy_clipboard;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = rst_plain_text_snapshot_layer;

  gtk_widget_class_install_action (widget_class, "text.open-link", "s", open_link_cb);
  gtk_widget_class_install_action (widget_class, "text.copy-link", "s", copy_link_cb);

  props[PROP_TARGET] =
      g_param_spec_string ("target", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  signals[LINK_ACTIVATED] = g_signal_new ("link-activated",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL,
                                          G_TYPE_NONE,
                                          1, G_TYPE_STRING);
}

static void
reveal_cb (const GtkTextIter *place, gpointer user_data)
{
  rst_text_quotes_reveal (RST_PLAIN_TEXT (user_data)->quotes, place);
}

static void
add_controllers (RstPlainText *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (menu),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* The view would take Enter itself, and do nothing with it. */
static void
follow_keyboard (RstPlainText *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Return|KP_Enter|ISO_Enter"),
                        gtk_callback_action_new (enter_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self, "notify::has-focus", G_CALLBACK (update_target), self);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "mark-set",
                           G_CALLBACK (update_target), self, G_CONNECT_SWAPPED);
}

static void
rst_plain_text_init (RstPlainText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  self->zoom = 1;
  g_object_set (self,
                /* Tab goes on to the folds and what follows. */
                "accepts-tab", FALSE,
                "bottom-margin", 24,
                "cursor-visible", FALSE,
                "editable", FALSE,
                "has-tooltip", TRUE,
                "left-margin", 18,
                "pixels-below-lines", 4,
                "pixels-inside-wrap", 4,
                "right-margin", 18,
                "top-margin", 6,
                "wrap-mode", GTK_WRAP_WORD_CHAR,
                NULL);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rst-plain-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Message text"),
                                  -1);

  /* A hyphen at a line's end would look like a part of an address. */
  self->all = gtk_text_buffer_create_tag (buffer, NULL,
                                          "insert-hyphens", FALSE,
                                          NULL);
  self->quotes = rst_text_quotes_new (GTK_TEXT_VIEW (self));
  self->note = gtk_text_buffer_create_tag (buffer, NULL,
                                           "style", PANGO_STYLE_ITALIC,
                                           NULL);
  self->link = gtk_text_buffer_create_tag (buffer, NULL,
                                           "underline", PANGO_UNDERLINE_SINGLE,
                                           NULL);
  self->searched = gtk_text_buffer_create_tag (buffer, NULL,
                                               "background", "#f9f06b",
                                               "foreground", "#000000",
                                               NULL);
  self->matches = rst_text_find_new (GTK_TEXT_VIEW (self), reveal_cb, self);
  g_signal_connect_object (gtk_text_buffer_get_tag_table (buffer), "tag-changed",
                           G_CALLBACK (tag_changed_cb), self, G_CONNECT_SWAPPED);
  add_controllers (self);
  follow_keyboard (self);
}

GtkWidget *
rst_plain_text_new (void)
{
  return g_object_new (RST_TYPE_PLAIN_TEXT, NULL);
}

static void
tag_links (RstPlainText *self, GtkTextBuffer *buffer, const char *text)
{
  const char *from = text;
  const char *found;
  gsize length;
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &end);
  while ((found = rst_link_find (from, &length)) != NULL)
    {
      start = end;
      gtk_text_iter_forward_chars (&start, (int) g_utf8_strlen (from, found - from));
      end = start;
      gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (found, (gssize) length));
      gtk_text_buffer_apply_tag (buffer, self->link, &start, &end);
      from = found + length;
    }
}

void
rst_plain_text_set_text (RstPlainText *self, const char *text)
{
  GtkTextBuffer *buffer;
  g_autofree char *folded = NULL;
  gboolean cut;
  GtkTextIter iter, end;

  g_return_if_fail (RST_IS_PLAIN_TEXT (self));
  g_return_if_fail (text != NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  rst_text_find_search (self->matches, "");
  folded = rst_display_text_fold (text, MAX_OCTETS, &cut);
  g_strchomp (folded);
  gtk_text_buffer_set_text (buffer, "", 0);
  rst_text_quotes_clear (self->quotes);
  gtk_text_buffer_set_text (buffer, folded, -1);
  gtk_text_buffer_get_bounds (buffer, &iter, &end);
  gtk_text_buffer_apply_tag (buffer, self->all, &iter, &end);
  rst_text_quotes_mark (self->quotes, folded);
  tag_links (self, buffer, folded);
  rst_text_marks_apply (buffer, self->searched, self->match);
  rst_text_quotes_fold (self->quotes, folded);
  if (cut)
    {
      gtk_text_buffer_get_end_iter (buffer, &iter);
      gtk_text_buffer_insert_with_tags (buffer, &iter,
                                        _("\n\nThe text goes on; save the message to read "
                                          "all of it."), -1,
                                        self->all, self->note, NULL);
    }

  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self), &iter, 0, TRUE, 0, 0);
}

void
rst_plain_text_set_match (RstPlainText *self, RstMarker *match)
{
  g_return_if_fail (RST_IS_PLAIN_TEXT (self));

  if (self->match == match)
    return;

  g_clear_pointer (&self->match, rst_marker_unref);
  if (match != NULL)
    self->match = rst_marker_ref (match);
  rst_text_marks_apply (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), self->searched, match);
}

void
rst_plain_text_set_zoom (RstPlainText *self, int percent)
{
  g_return_if_fail (RST_IS_PLAIN_TEXT (self));
  g_return_if_fail (percent > 0);

  self->zoom = percent / 100.0;
  g_object_set (self->all, "scale", self->zoom, NULL);
  rst_text_quotes_update_style (self->quotes, self->zoom);
}
