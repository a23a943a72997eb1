/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-web-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/rst-error.h"
#include "mime/rst-link-check.h"
#include "reader/rst-findable.h"
#include "reader/rst-link.h"
#include "reader/rst-print-page.h"
#include "reader/rst-web-context.h"
#include "reader/rst-web-find.h"
#include "reader/rst-web-scheme.h"
#include "reader/rst-zoom.h"

/* How long the target of a chosen link stays readable. */
#define TARGET_SECONDS 4

/* Within milliseconds one page gives way to the next, unless its process is busy
 * laying it out.
 */
#define PATIENCE_MS 400

struct _RstWebView
{
  RstHtmlView parent_instance;

  GtkOverlay *overlay;
  GtkLabel *target;
  guint target_timeout;

  RstWebContext *context;
  GCancellable *cancellable;
  gboolean prepared;

  WebKitWebView *page; /* its session decides whether it can fetch images */
  gboolean page_images;
  gboolean page_begun; /* what was asked for last is coming */
  guint patience;
  RstWebFind *matches;
  int zoom;
  char *expected; /* the one address that the page may be sent to */

  RstMessage *message;
  gboolean images;
  RstMarker *match; /* what to mark, or NULL */
};

static void rst_web_view_findable_init (RstFindableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RstWebView, rst_web_view, RST_TYPE_HTML_VIEW,
                               G_IMPLEMENT_INTERFACE (RST_TYPE_FINDABLE,
                                                      rst_web_view_findable_init))

static void
show_target (RstWebView *self, const char *uri)
{
  g_autofree char *readable = NULL;

  g_clear_handle_id (&self->target_timeout, g_source_remove);
  if (uri != NULL)
    readable = rst_link_check_dup_readable (uri);
  if (readable != NULL)
    gtk_label_set_text (self->target, readable);
  gtk_widget_set_visible (GTK_WIDGET (self->target), readable != NULL);
}

static gboolean
target_timeout_cb (gpointer user_data)
{
  RstWebView *self = user_data;

  self->target_timeout = 0;
  show_target (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
activate_link (RstWebView *self, const char *uri)
{
  show_target (self, uri);
  self->target_timeout = g_timeout_add_seconds (TARGET_SECONDS, target_timeout_cb, self);

  if (rst_link_is_openable (uri))
    rst_html_view_emit_link_activated (RST_HTML_VIEW (self), uri);
}

static void
fail (RstWebView *self, RstError code, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (RST_ERROR, code, text);

  rst_html_view_show_message (RST_HTML_VIEW (self), NULL, FALSE);
  rst_html_view_emit_failed (RST_HTML_VIEW (self), error);
}

/* Whether the page goes where this view has just sent it, and not where the
 * message would like to: a refresh or a form has another address or type.
 */
static gboolean
is_expected (RstWebView *self, WebKitNavigationPolicyDecision *decision)
{
  WebKitNavigationAction *action;
  WebKitURIRequest *request;

  action = webkit_navigation_policy_decision_get_navigation_action (decision);
  request = webkit_navigation_action_get_request (action);
  return webkit_navigation_action_get_navigation_type (action) ==
             WEBKIT_NAVIGATION_TYPE_OTHER &&
         g_strcmp0 (webkit_uri_request_get_uri (request), self->expected) == 0;
}

/* Whether a link leads to another place of the page that is shown. */
static gboolean
is_inside_page (RstWebView *self, WebKitNavigationPolicyDecision *decision)
{
  WebKitNavigationAction *action;
  const char *uri;

  action = webkit_navigation_policy_decision_get_navigation_action (decision);
  uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  return self->message != NULL &&
         webkit_navigation_action_get_navigation_type (action) ==
             WEBKIT_NAVIGATION_TYPE_LINK_CLICKED &&
         g_str_has_prefix (uri, self->expected) &&
         uri[strlen (self->expected)] == '#';
}

static void
decide_navigation (RstWebView *self, WebKitNavigationPolicyDecision *decision)
{
  WebKitNavigationAction *action;
  WebKitURIRequest *request;

  webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));

  action = webkit_navigation_policy_decision_get_navigation_action (decision);
  request = webkit_navigation_action_get_request (action);
  if (webkit_navigation_action_get_navigation_type (action) ==
          WEBKIT_NAVIGATION_TYPE_LINK_CLICKED &&
      webkit_navigation_action_is_user_gesture (action))
    activate_link (self, webkit_uri_request_get_uri (request));
}

static void
decide_response (RstWebView *self, WebKitResponsePolicyDecision *decision)
{
  WebKitURIRequest *request = webkit_response_policy_decision_get_request (decision);

  if (webkit_response_policy_decision_is_main_frame_main_resource (decision) &&
      g_strcmp0 (webkit_uri_request_get_uri (request), self->expected) == 0)
    webkit_policy_decision_use (WEBKIT_POLICY_DECISION (decision));
  else
    webkit_policy_decision_ignore (WEBKIT_POLICY_DECISION (decision));
}

static gboolean
decide_policy_cb (WebKitWebView            *page,
                  WebKitPolicyDecision     *decision,
                  WebKitPolicyDecisionType  type,
                  RstWebView               *self)
{
  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    decide_response (self, WEBKIT_RESPONSE_POLICY_DECISION (decision));
  else if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION &&
           (is_expected (self, WEBKIT_NAVIGATION_POLICY_DECISION (decision)) ||
            is_inside_page (self, WEBKIT_NAVIGATION_POLICY_DECISION (decision))))
    webkit_policy_decision_use (decision);
  else
    decide_navigation (self, WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  return TRUE;
}

static GtkWidget *
create_cb (WebKitWebView *page, WebKitNavigationAction *action)
{
  return NULL;
}

static gboolean
permission_request_cb (WebKitWebView *page, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static gboolean
authenticate_cb (WebKitWebView *page, WebKitAuthenticationRequest *request)
{
  webkit_authentication_request_cancel (request);
  return TRUE;
}

static gboolean
run_file_chooser_cb (WebKitWebView *page, WebKitFileChooserRequest *request)
{
  webkit_file_chooser_request_cancel (request);
  return TRUE;
}

static gboolean
run_color_chooser_cb (WebKitWebView *page, WebKitColorChooserRequest *request)
{
  webkit_color_chooser_request_cancel (request);
  return TRUE;
}

/* For what a page may ask of the program and never gets. */
static gboolean
refuse_cb (void)
{
  return TRUE;
}

static gboolean
is_harmless (WebKitContextMenuItem *item)
{
  switch (webkit_context_menu_item_get_stock_action (item))
    {
    case WEBKIT_CONTEXT_MENU_ACTION_COPY:
    case WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD:
    case WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
open_link_cb (GSimpleAction *action, GVariant *uri, RstWebView *self)
{
  activate_link (self, g_variant_get_string (uri, NULL));
}

/* WebKit's own item would go to the link in this view. */
static void
add_open_link (RstWebView *self, WebKitContextMenu *menu, const char *uri)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("open-link", G_VARIANT_TYPE_STRING);

  g_signal_connect_object (action, "activate", G_CALLBACK (open_link_cb), self, 0);
  webkit_context_menu_prepend (menu,
                               webkit_context_menu_item_new_from_gaction (G_ACTION (action),
                                                                          _("_Open Link"),
                                                                          g_variant_new_string (uri)));
}

static gboolean
context_menu_cb (WebKitWebView       *page,
                 WebKitContextMenu   *menu,
                 WebKitHitTestResult *hit,
                 RstWebView          *self)
{
  for (guint i = webkit_context_menu_get_n_items (menu); i > 0; i--)
    {
      WebKitContextMenuItem *item;

      item = webkit_context_menu_get_item_at_position (menu, i - 1);
      if (!is_harmless (item))
        webkit_context_menu_remove (menu, item);
    }
  if (webkit_hit_test_result_context_is_link (hit) &&
      rst_link_is_openable (webkit_hit_test_result_get_link_uri (hit)))
    add_open_link (self, menu, webkit_hit_test_result_get_link_uri (hit));
  return webkit_context_menu_get_n_items (menu) == 0;
}

static void
mouse_target_changed_cb (WebKitWebView       *page,
                         WebKitHitTestResult *hit,
                         guint                modifiers,
                         RstWebView          *self)
{
  if (webkit_hit_test_result_context_is_link (hit))
    show_target (self, webkit_hit_test_result_get_link_uri (hit));
  else if (self->target_timeout == 0)
    show_target (self, NULL);
}

static void
web_process_terminated_cb (WebKitWebView                     *page,
                           WebKitWebProcessTerminationReason  reason,
                           RstWebView                        *self)
{
  /* Ended by patience_cb () itself. */
  if (reason == WEBKIT_WEB_PROCESS_TERMINATED_BY_API)
    return;
  if (reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT)
    fail (self,
          RST_ERROR_TEMPORARY,
          _("Showing this message as HTML takes too much memory"));
  else
    fail (self,
          RST_ERROR_TEMPORARY,
          _("The process that shows HTML ended unexpectedly"));
}

static gboolean
load_failed_cb (WebKitWebView   *page,
                WebKitLoadEvent  event,
                const char      *uri,
                const GError    *error,
                RstWebView      *self)
{
  /* An ignored navigation and one that a newer message overtook end so. */
  if (g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) ||
      error->domain == WEBKIT_POLICY_ERROR ||
      g_strcmp0 (uri, self->expected) != 0)
    return TRUE;

  fail (self, RST_ERROR_TEMPORARY, _("This message’s HTML cannot be shown"));
  return TRUE;
}

static void
load_changed_cb (WebKitWebView *page, WebKitLoadEvent event, RstWebView *self)
{
  if (event != WEBKIT_LOAD_COMMITTED)
    return;

  self->page_begun = TRUE;
  g_clear_handle_id (&self->patience, g_source_remove);
}

static void
connect_page (RstWebView *self)
{
  static const char *const refused[] = {
    "enter-fullscreen", "print", "script-dialog", "show-notification", "show-option-menu",
  };

  g_object_connect (self->page,
                    "signal::authenticate", authenticate_cb, self,
                    "signal::context-menu", context_menu_cb, self,
                    "signal::create", create_cb, self,
                    "signal::decide-policy", decide_policy_cb, self,
                    "signal::load-changed", load_changed_cb, self,
                    "signal::load-failed", load_failed_cb, self,
                    "signal::mouse-target-changed", mouse_target_changed_cb, self,
                    "signal::permission-request", permission_request_cb, self,
                    "signal::run-color-chooser", run_color_chooser_cb, self,
                    "signal::run-file-chooser", run_file_chooser_cb, self,
                    "signal::web-process-terminated", web_process_terminated_cb, self,
                    NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_signal_connect (self->page, refused[i], G_CALLBACK (refuse_cb), NULL);
}

static void
drop_page (RstWebView *self)
{
  if (self->page == NULL)
    return;

  self->page_begun = FALSE;
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->matches, rst_web_find_free);
  g_signal_handlers_disconnect_by_data (self->page, self);
  gtk_overlay_set_child (self->overlay, NULL);
  g_clear_object (&self->page);
}

static void
ensure_page (RstWebView *self)
{
  if (self->page != NULL && self->page_images == self->images)
    return;

  drop_page (self);
  self->page = g_object_ref_sink (rst_web_context_make_view (self->context, self->images));
  self->page_images = self->images;
  connect_page (self);
  self->matches = rst_web_find_new (self->page, RST_FINDABLE (self));
  webkit_web_view_set_zoom_level (self->page, self->zoom / 100.0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->page), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->page),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Message"),
                                  -1);
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->page));
}

static void
update_dark (RstWebView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (self->page != NULL)
    rst_web_context_set_dark (self->page,
                              dark && (self->message == NULL || !rst_message_has_colors (self->message)));
}

static void load (RstWebView *self);

/* A page that nobody sees any more does not hold the next one back: its process
 * ends, and another one shows what was asked for last.
 */
static gboolean
patience_cb (gpointer user_data)
{
  RstWebView *self = user_data;

  self->patience = 0;
  webkit_web_view_terminate_web_process (self->page);
  load (self);
  return G_SOURCE_REMOVE;
}

static void
load (RstWebView *self)
{
  update_dark (self);
  /* A process that has just been started takes longer. */
  if (self->page_begun)
    self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
  self->page_begun = FALSE;
  /* Also to empty it: from about:blank WebKit would go on in a new process,
   * which takes fifty times as long as from one message to the next.
   */
  g_free (self->expected);
  self->expected = rst_web_scheme_give (self->page, self->message, self->images, self->match);
  webkit_web_view_load_uri (self->page, self->expected);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWebView) self = user_data;
  g_autoptr (GError) error = NULL;

  self->prepared = rst_web_context_prepare_finish (RST_WEB_CONTEXT (source),
                                                   result,
                                                   &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!self->prepared)
    {
      g_clear_object (&self->context);
      rst_html_view_emit_failed (RST_HTML_VIEW (self), error);
    }
  else if (self->message != NULL)
    {
      ensure_page (self);
      load (self);
    }
}

static void
prepare (RstWebView *self)
{
  if (self->context != NULL)
    return;

  self->context = rst_web_context_new ();
  rst_web_context_prepare_async (self->context,
                                 self->cancellable,
                                 prepared_cb,
                                 g_object_ref (self));
}

static void
rst_web_view_dispose (GObject *object)
{
  RstWebView *self = RST_WEB_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->target_timeout, g_source_remove);
  drop_page (self);
  g_clear_object (&self->context);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->expected, g_free);
  g_clear_pointer (&self->match, rst_marker_unref);

  G_OBJECT_CLASS (rst_web_view_parent_class)->dispose (object);
}

static gboolean
rst_web_view_grab_focus (GtkWidget *widget)
{
  RstWebView *self = RST_WEB_VIEW (widget);

  return self->page != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

static void
rst_web_view_find (RstFindable *findable, const char *text)
{
  RstWebView *self = RST_WEB_VIEW (findable);

  if (self->matches != NULL)
    rst_web_find_search (self->matches, text);
}

static void
rst_web_view_step (RstFindable *findable, int by)
{
  RstWebView *self = RST_WEB_VIEW (findable);

  if (self->matches != NULL)
    rst_web_find_step (self->matches, by);
}

static void
rst_web_view_findable_init (RstFindableInterface *iface)
{
  iface->find = rst_web_view_find;
  iface->step = rst_web_view_step;
}

/* RstHtmlView */

static void
rst_web_view_show_message (RstHtmlView *view, RstMessage *message, gboolean images)
{
  RstWebView *self = RST_WEB_VIEW (view);

  if (self->message == message && self->images == images)
    return;

  g_set_object (&self->message, message);
  self->images = images;
  show_target (self, NULL);

  if (message != NULL)
    prepare (self);
  if (!self->prepared)
    return;

  if (message != NULL)
    ensure_page (self);
  if (self->page != NULL)
    load (self);
}

static void
rst_web_view_set_match (RstHtmlView *view, RstMarker *match)
{
  RstWebView *self = RST_WEB_VIEW (view);

  if (self->match == match)
    return;

  g_clear_pointer (&self->match, rst_marker_unref);
  if (match != NULL)
    self->match = rst_marker_ref (match);
  if (self->message != NULL && self->page != NULL)
    load (self);
}

static void
rst_web_view_set_zoom (RstHtmlView *view, int percent)
{
  RstWebView *self = RST_WEB_VIEW (view);

  self->zoom = percent;
  if (self->page != NULL)
    webkit_web_view_set_zoom_level (self->page, percent / 100.0);
}

/* There is no page before the first message is shown. */
static void
rst_web_view_print (RstHtmlView *view, GtkWidget *widget)
{
  RstWebView *self = RST_WEB_VIEW (view);

  if (self->page != NULL)
    rst_print_page_ask (widget, self->page);
}

/* Before there is a page, or while another one comes, nobody has read anything. */
static gboolean
rst_web_view_turn_page (RstHtmlView *view, GtkEventControllerKey *keys, int by)
{
  RstWebView *self = RST_WEB_VIEW (view);

  if (self->page == NULL || webkit_web_view_is_loading (self->page))
    return TRUE;
  if (gtk_event_controller_key_forward (keys, GTK_WIDGET (self->page)))
    return TRUE;

  /* To WebKit, Backspace is no key that scrolls. */
  if (by < 0)
    webkit_web_view_execute_editing_command (self->page, "ScrollPageBackward");
  return FALSE;
}

static void
rst_web_view_class_init (RstWebViewClass *klass)
{
  RstHtmlViewClass *view_class = RST_HTML_VIEW_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = rst_web_view_grab_focus;
  G_OBJECT_CLASS (klass)->dispose = rst_web_view_dispose;
  view_class->show_message = rst_web_view_show_message;
  view_class->set_match = rst_web_view_set_match;
  view_class->set_zoom = rst_web_view_set_zoom;
  view_class->print = rst_web_view_print;
  view_class->turn_page = rst_web_view_turn_page;
}

static void
rst_web_view_init (RstWebView *self)
{
  self->cancellable = g_cancellable_new ();
  self->zoom = RST_ZOOM_NORMAL;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_dark), self, G_CONNECT_SWAPPED);
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  self->target = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->target, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_halign (GTK_WIDGET (self->target), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->target), GTK_ALIGN_END);
  gtk_widget_set_can_target (GTK_WIDGET (self->target), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->target), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->target), "rst-link-target");

  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->target));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rst-web-view");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->overlay));
}
