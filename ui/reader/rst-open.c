/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-open.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mime/rst-risk.h"
#include "reader/rst-notice.h"
#include "reader/rst-part-copy.h"
#include "reader/rst-save.h"

static void
make_copy (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  /* What another program writes into it would be lost. */
  char *path = rst_part_copy_write (data, 0400, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
save_response_cb (AdwMessageDialog *dialog, const char *response, RstPart *part)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (g_str_equal (response, "save") && parent != NULL)
    rst_save_ask_part (g_object_get_data (G_OBJECT (dialog), "rst-open-widget"), part);
}

static void
drop_part_cb (gpointer part, GClosure *closure)
{
  g_object_unref (part);
}

static AdwMessageDialog *
make_dialog (GtkWidget *widget, const char *heading, const char *body)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  AdwMessageDialog *dialog;

  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                              heading,
                              body));
  g_object_set_data_full (G_OBJECT (dialog), "rst-open-widget",
                          g_object_ref (widget), g_object_unref);
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_message_dialog_set_close_response (dialog, "cancel");
  return dialog;
}

static void
tell_no_program (GtkWidget *widget, RstPart *part)
{
  g_autofree char *mime_type = rst_risk_dup_kind (rst_part_get_name (part));
  g_autofree char *type = g_content_type_from_mime_type (mime_type);
  g_autofree char *kind = g_content_type_get_description (type);
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  /* Translators: a file name and a kind of file, such as "PDF document" */
  body = g_strdup_printf (_("No program for “%s” is installed, which is a file of the "
                            "kind “%s”. You can save it instead."),
                          rst_part_get_name (part), kind);
  dialog = make_dialog (widget, _("No Program to Open It"), body);
  adw_message_dialog_add_response (dialog, "save", _("_Save…"));
  adw_message_dialog_set_default_response (dialog, "save");
  g_signal_connect_data (dialog, "response", G_CALLBACK (save_response_cb),
                         g_object_ref (part), drop_part_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GtkWidget *widget = g_task_get_source_object (task);
  RstPart *part = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    tell_no_program (widget, part);
  else
    rst_notice_show_error (widget, _("The Attachment Cannot Be Opened"), error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *uri = NULL;
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (path == NULL)
    {
      rst_notice_show_error (widget, _("The Attachment Cannot Be Opened"), error);
      return;
    }

  rst_part_copy_keep (widget, path);
  uri = g_filename_to_uri (path, NULL, NULL);
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL,
                                           launched_cb, g_object_ref (result));
}

static void
copy_and_open (GtkWidget *widget, RstPart *part)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, copied_cb, NULL);

  g_task_set_task_data (task, g_object_ref (part), g_object_unref);
  g_task_run_in_thread (task, make_copy);
}

static void
open_response_cb (AdwMessageDialog *dialog, const char *response, RstPart *part)
{
  if (g_str_equal (response, "open"))
    copy_and_open (g_object_get_data (G_OBJECT (dialog), "rst-open-widget"), part);
}

static char *
dup_warning (RstPart *part, RstRisk risk)
{
  const char *name = rst_part_get_name (part);
  g_autofree char *disguise = rst_risk_dup_disguise (name);
  GString *text = g_string_new (NULL);

  if (risk == RST_RISK_PAGE)
    /* Translators: a file name */
    g_string_printf (text, _("“%s” is a web page. In a browser it can run scripts, ask for "
                             "passwords in another’s name and tell its sender that you "
                             "opened it. Open it only if you expected it from this sender."),
                     name);
  else
    /* Translators: a file name */
    g_string_printf (text, _("“%s” is a program or script. It could do anything that you "
                             "can do on this computer. Open it only if you expected it "
                             "from this sender."),
                     name);
  if (disguise != NULL)
    {
      g_string_append (text, "\n\n");
      /* Translators: an ending of file names, such as “jpg” */
      g_string_append_printf (text, _("Its name is made to look like one that ends in “.%s”."),
                              disguise);
    }
  return g_string_free (text, FALSE);
}

static void
ask_about_risk (GtkWidget *widget, RstPart *part, RstRisk risk)
{
  g_autofree char *body = dup_warning (part, risk);
  AdwMessageDialog *dialog;

  dialog = make_dialog (widget,
                        risk == RST_RISK_PAGE ? _("Open a Web Page?") : _("Open a Program?"),
                        body);
  adw_message_dialog_add_response (dialog, "open", _("_Open"));
  adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (open_response_cb),
                         g_object_ref (part), drop_part_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* To look at the first octets, all are decoded. */
static void
judge (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, (gssize) rst_risk_judge (data));
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstPart *part = g_task_get_task_data (G_TASK (result));
  RstRisk risk = (RstRisk) g_task_propagate_int (G_TASK (result), NULL);

  if (risk != RST_RISK_NONE)
    ask_about_risk (GTK_WIDGET (source), part, risk);
  else
    copy_and_open (GTK_WIDGET (source), part);
}

void
rst_open_part (GtkWidget *widget, RstPart *part)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (RST_IS_PART (part));

  task = g_task_new (widget, NULL, judged_cb, NULL);
  g_task_set_task_data (task, g_object_ref (part), g_object_unref);
  g_task_run_in_thread (task, judge);
}
