/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-open.h"

#include <adwaita.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "reader/rst-notice.h"
#include "reader/rst-save.h"

/* How much of a file tells its kind. */
#define SNIFF_OCTETS 4096

static const char *const program_types[] = {
  "application/java-archive",
  "application/vnd.debian.binary-package",
  "application/vnd.flatpak",
  "application/vnd.flatpak.ref",
  "application/vnd.microsoft.portable-executable",
  "application/vnd.snap",
  "application/x-desktop",
  "application/x-executable",
  "application/x-java-archive",
  "application/x-ms-shortcut",
  "application/x-msdownload",
  "application/x-msi",
  "application/x-rpm",
  "application/x-sharedlib",
  "application/x-shellscript",
  "application/javascript",
  "text/javascript",
  "text/x-perl",
  "text/x-python",
};

static const char *const program_endings[] = {
  "appimage", "bat", "bin", "cmd", "com", "cpl", "deb", "desktop", "exe", "flatpak",
  "flatpakref", "hta", "jar", "jnlp", "js", "jse", "lnk", "msi", "pif", "pl", "ps1",
  "py", "rb", "reg", "rpm", "run", "scr", "sh", "snap", "vb", "vbe", "vbs", "wsf",
};

static gboolean
is_program_type (const char *mime_type)
{
  g_autofree char *type = g_content_type_from_mime_type (mime_type);

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (program_types); i++)
    if (g_content_type_is_mime_type (type, program_types[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_program_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (program_endings); i++)
    if (g_ascii_strcasecmp (dot + 1, program_endings[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
guess_type (const char *name, GBytes *content)
{
  gsize length = 0;
  const guchar *data = content != NULL ? g_bytes_get_data (content, &length) : NULL;
  g_autofree char *type = NULL;
  char *mime_type;

  type = g_content_type_guess (name, data, MIN (length, SNIFF_OCTETS), NULL);
  mime_type = g_content_type_get_mime_type (type);
  return mime_type != NULL ? mime_type : g_strdup ("application/octet-stream");
}

gboolean
rst_open_is_program (RstPart *part)
{
  GBytes *content;
  g_autofree char *by_name = NULL;
  g_autofree char *by_content = NULL;

  g_return_val_if_fail (RST_IS_PART (part), TRUE);

  content = rst_part_get_content (part);
  by_name = guess_type (rst_part_get_name (part), NULL);
  by_content = guess_type (NULL, content);
  return has_program_ending (rst_part_get_name (part)) ||
         is_program_type (rst_part_get_content_type (part)) ||
         is_program_type (by_name) ||
         is_program_type (by_content);
}

/* Copies that were made for a widget, to be removed with it. */
static void
remove_copies (gpointer data)
{
  g_autoptr (GPtrArray) paths = data;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *folder = g_path_get_dirname (path);

      if (g_unlink (path) != 0 || g_rmdir (folder) != 0)
        g_debug ("The copy %s stays: %s", path, g_strerror (errno));
    }
}

static void
remember_copy (GtkWidget *widget, const char *path)
{
  GPtrArray *paths = g_object_get_data (G_OBJECT (widget), "rst-open-copies");

  if (paths == NULL)
    {
      paths = g_ptr_array_new_with_free_func (g_free);
      g_object_set_data_full (G_OBJECT (widget), "rst-open-copies", paths, remove_copies);
    }
  g_ptr_array_add (paths, g_strdup (path));
}

static gboolean
write_octets (int fd, GBytes *content)
{
  gsize left;
  const char *data = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize n = write (fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      left -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_copy (const char *path, GBytes *content)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400);
  gboolean written;

  if (fd < 0)
    return FALSE;

  written = write_octets (fd, content);
  return close (fd) == 0 && written;
}

static void
make_copy (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RstPart *part = data;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  folder = g_build_filename (g_get_tmp_dir (), "restante-XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_task_return_new_error (task, RST_ERROR, RST_ERROR_CANNOT_CREATE,
                               _("No folder can be made in “%s”: %s"),
                               g_get_tmp_dir (), g_strerror (errno));
      return;
    }

  path = g_build_filename (folder, rst_part_get_name (part), NULL);
  if (write_copy (path, rst_part_get_content (part)))
    {
      g_task_return_pointer (task, g_steal_pointer (&path), g_free);
      return;
    }

  g_task_return_new_error (task, RST_ERROR, RST_ERROR_DISK,
                           _("The copy “%s” cannot be written: %s"),
                           path, g_strerror (errno));
  g_unlink (path);
  g_rmdir (folder);
}

static void
save_response_cb (AdwMessageDialog *dialog, const char *response, RstPart *part)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (g_str_equal (response, "save") && parent != NULL)
    rst_save_ask (g_object_get_data (G_OBJECT (dialog), "rst-open-widget"),
                  rst_part_get_name (part),
                  rst_part_get_content (part));
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
  g_autofree char *mime_type = guess_type (rst_part_get_name (part), NULL);
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

  remember_copy (widget, path);
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

static void
ask_about_program (GtkWidget *widget, RstPart *part)
{
  AdwMessageDialog *dialog;
  g_autofree char *body = NULL;

  /* Translators: a file name */
  body = g_strdup_printf (_("“%s” is a program or script. It could do anything that you "
                            "can do on this computer. Open it only if you expected it "
                            "from this sender."),
                          rst_part_get_name (part));
  dialog = make_dialog (widget, _("Open a Program?"), body);
  adw_message_dialog_add_response (dialog, "open", _("_Open"));
  adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (open_response_cb),
                         g_object_ref (part), drop_part_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rst_open_part (GtkWidget *widget, RstPart *part)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (RST_IS_PART (part));

  if (rst_open_is_program (part))
    ask_about_program (widget, part);
  else
    copy_and_open (widget, part);
}
