/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-link-open.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mime/rst-link-check.h"
#include "reader/rst-notice.h"

typedef struct
{
  RstMessage *page; /* or NULL */
  char *uri;
} Link;

static void
link_free (Link *link)
{
  g_clear_object (&link->page);
  g_free (link->uri);
  g_free (link);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    rst_notice_show_error (widget, _("The link cannot be opened"), error);
}

static void
launch (GtkWidget *widget, const char *uri)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri,
                                           G_APP_LAUNCH_CONTEXT (context),
                                           NULL,
                                           opened_cb,
                                           g_object_ref (widget));
}

void
rst_link_copy (GtkWidget *widget, const char *uri)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  if (g_ascii_strncasecmp (uri, "mailto:", 7) == 0)
    uri += 7;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), uri);
}

static char *
dup_warning (const RstLinkCheck *check)
{
  switch (check->doubt)
    {
    case RST_LINK_DOUBT_OTHER:
      return g_strdup_printf (_("The message shows “%s”, but the link leads to “%s”. Links like this one are "
                                "used to steal passwords."),
                              check->shown, check->host);
    case RST_LINK_DOUBT_LETTERS:
      return g_strdup_printf (_("The link leads to “%s”, a name whose letters look like those of another one."),
                              check->host);
    case RST_LINK_DOUBT_USER:
      return g_strdup_printf (_("The address begins with what may look like another site, but the link leads "
                                "to “%s”."),
                              check->host);
    case RST_LINK_DOUBT_NUMBER:
      return g_strdup_printf (_("The link leads to the number “%s” and not to a name that somebody registered."),
                              check->host);
    default:
      return g_strdup (_("Where the link leads cannot be told."));
    }
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GtkWidget *widget)
{
  const char *uri = g_object_get_data (G_OBJECT (dialog), "uri");

  if (g_str_equal (response, "open"))
    launch (widget, uri);
  else if (g_str_equal (response, "copy"))
    rst_link_copy (widget, uri);
}

static GtkWidget *
make_address (const char *uri)
{
  g_autofree char *readable = rst_link_check_dup_readable (uri);
  GtkWidget *label = gtk_label_new (readable);

  g_object_set (label,
                "ellipsize", PANGO_ELLIPSIZE_END,
                "justify", GTK_JUSTIFY_CENTER,
                "lines", 4,
                "max-width-chars", 50,
                "selectable", TRUE,
                "wrap", TRUE,
                "wrap-mode", PANGO_WRAP_WORD_CHAR,
                NULL);
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

static void
ask (GtkWidget *widget, const RstLinkCheck *check, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *warning = dup_warning (check);
  AdwMessageDialog *dialog;

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                       _("Open This Link?"), warning));
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    "copy", _("Copy _Link"),
                                    "open", _("_Open Anyway"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, make_address (uri));
  g_object_set_data_full (G_OBJECT (dialog), "uri", g_strdup (uri), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
check_link (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Link *link = task_data;
  const char *html = link->page != NULL ? rst_message_get_html (link->page) : NULL;

  g_task_return_pointer (task,
                         html != NULL ? rst_link_check_new_in_html (html, link->uri)
                                      : rst_link_check_new (NULL, link->uri),
                         (GDestroyNotify) rst_link_check_free);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  const Link *link = g_task_get_task_data (G_TASK (result));
  g_autoptr (RstLinkCheck) check = g_task_propagate_pointer (G_TASK (result), NULL);

  /* The window was closed meanwhile. */
  if (check == NULL || gtk_widget_get_root (widget) == NULL)
    return;

  if (check->doubt == RST_LINK_DOUBT_NONE)
    launch (widget, link->uri);
  else
    ask (widget, check, link->uri);
}

/* A long page takes a while to read, so not here. */
void
rst_link_open (GtkWidget *widget, RstMessage *page, const char *uri)
{
  g_autoptr (GTask) task = NULL;
  Link *link;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (page == NULL || RST_IS_MESSAGE (page));
  g_return_if_fail (uri != NULL);

  link = g_new0 (Link, 1);
  g_set_object (&link->page, page);
  link->uri = g_strdup (uri);
  task = g_task_new (widget, NULL, checked_cb, NULL);
  g_task_set_task_data (task, link, (GDestroyNotify) link_free);
  g_task_run_in_thread (task, check_link);
}
