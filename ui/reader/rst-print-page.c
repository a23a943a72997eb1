/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-print-page.h"

#include <glib/gi18n.h>
#include <gtk/gtkunixprint.h>

#include "base/rst-error.h"
#include "reader/rst-notice.h"

typedef struct
{
  GtkWidget *widget;
  WebKitWebView *page;
} Ask;

static void
ask_free (Ask *ask, GClosure *closure)
{
  g_object_unref (ask->widget);
  g_object_unref (ask->page);
  g_free (ask);
}

static void
failed_cb (WebKitPrintOperation *operation, const GError *cause, GtkWidget *widget)
{
  g_autoptr (GError) error = g_error_new (RST_ERROR, RST_ERROR_CANNOT_CREATE,
                                          _("Printing failed: %s"), cause->message);

  rst_notice_show_error (widget, _("The message cannot be printed"), error);
}

static void
response_cb (GtkDialog *dialog, int response, Ask *ask)
{
  GtkPrintUnixDialog *choice = GTK_PRINT_UNIX_DIALOG (dialog);
  g_autoptr (GtkPrintSettings) settings = NULL;
  g_autoptr (WebKitPrintOperation) operation = NULL;

  if (response == GTK_RESPONSE_OK)
    {
      settings = gtk_print_unix_dialog_get_settings (choice);
      operation = webkit_print_operation_new (ask->page);
      webkit_print_operation_set_print_settings (operation, settings);
      webkit_print_operation_set_page_setup (operation, gtk_print_unix_dialog_get_page_setup (choice));
      g_signal_connect_object (operation, "failed", G_CALLBACK (failed_cb), ask->widget, 0);
      webkit_print_operation_print (operation);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* WebKit's own dialog is destroyed twice when someone closes it with Escape. */
void
rst_print_page_ask (GtkWidget *widget, WebKitWebView *page)
{
  GtkRoot *root;
  GtkWidget *dialog;
  Ask *ask;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (WEBKIT_IS_WEB_VIEW (page));

  root = gtk_widget_get_root (widget);
  dialog = gtk_print_unix_dialog_new (NULL, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_print_unix_dialog_set_manual_capabilities (GTK_PRINT_UNIX_DIALOG (dialog),
                                                 GTK_PRINT_CAPABILITY_PAGE_SET |
                                                     GTK_PRINT_CAPABILITY_COPIES |
                                                     GTK_PRINT_CAPABILITY_COLLATE |
                                                     GTK_PRINT_CAPABILITY_REVERSE |
                                                     GTK_PRINT_CAPABILITY_SCALE);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);

  ask = g_new0 (Ask, 1);
  ask->widget = g_object_ref (widget);
  ask->page = g_object_ref (page);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), ask,
                         (GClosureNotify) (void (*) (void)) ask_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
