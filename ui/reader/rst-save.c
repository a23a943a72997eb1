/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-save.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/rst-error.h"
#include "reader/rst-notice.h"

/* A folder where so many names are taken is not what was meant. */
#define MAX_NUMBER 1000

/* A save under way, from the question to the last word. */
typedef struct
{
  GtkWidget *widget;
  GtkFileChooserNative *chooser;
  GBytes *octets;    /* one file, … */
  RstPart *part;     /* … or one still to be decoded, … */
  GListModel *parts; /* … or a folder of them */
} Save;

static void
save_free (Save *save)
{
  g_clear_object (&save->widget);
  g_clear_object (&save->chooser);
  g_clear_pointer (&save->octets, g_bytes_unref);
  g_clear_object (&save->part);
  g_clear_object (&save->parts);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static char *
dup_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

static void
report (Save *save, GFile *file, GError *error)
{
  g_autofree char *name = dup_display_name (file);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      /* Translators: the name of a file or folder */
      text = g_strdup_printf (_("“%s” Cannot Be Saved"), name);
      rst_error_adopt_file (&error);
      rst_notice_show_error (save->widget, text, error);
      g_error_free (error);
      return;
    }

  /* Translators: the name of a file or folder */
  text = save->parts != NULL ? g_strdup_printf (_("Saved into “%s”"), name)
                             : g_strdup_printf (_("Saved as “%s”"), name);
  rst_notice_show_toast (save->widget, text);
}

static void
file_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  GError *error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  report (save, G_FILE (source), error);
}

/* A large part takes a while to decode, so not on the main loop. */
static void
replace_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;
  gsize length;
  const char *octets = g_bytes_get_data (rst_part_get_content (save->part), &length);

  if (g_file_replace_contents (G_FILE (source), octets != NULL ? octets : "", length, NULL, FALSE,
                               G_FILE_CREATE_NONE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
dup_numbered (const char *name, guint number)
{
  const char *dot = strrchr (name, '.');

  if (number == 1)
    return g_strdup (name);
  if (dot == NULL || dot == name)
    return g_strdup_printf ("%s (%u)", name, number);
  return g_strdup_printf ("%.*s (%u)%s", (int) (dot - name), name, number, dot);
}

/* Makes a file that was not there before. */
static GFileOutputStream *
create_free (GFile *folder, const char *name, GCancellable *cancellable, GError **error)
{
  for (guint number = 1;; number++)
    {
      g_autofree char *numbered = dup_numbered (name, number);
      g_autoptr (GFile) file = g_file_get_child (folder, numbered);
      g_autoptr (GError) local = NULL;
      GFileOutputStream *stream;

      stream = g_file_create (file, G_FILE_CREATE_NONE, cancellable, &local);
      if (stream != NULL)
        return stream;
      if (number == MAX_NUMBER ||
          !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

static gboolean
write_part (GFile *folder, RstPart *part, GCancellable *cancellable, GError **error)
{
  GBytes *content = rst_part_get_content (part);
  g_autoptr (GFileOutputStream) stream = NULL;
  gsize length;
  const void *data = g_bytes_get_data (content, &length);

  stream = create_free (folder, rst_part_get_name (part), cancellable, error);
  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, length, NULL,
                                    cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

static void
write_parts (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (save->parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (save->parts, i);

      if (!write_part (G_FILE (source), part, cancellable, &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  report (g_task_get_task_data (G_TASK (result)), G_FILE (source), error);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GFile) file = NULL;

  g_signal_handlers_disconnect_by_data (dialog, save);
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file == NULL)
    return;

  if (save->octets != NULL)
    {
      GBytes *octets = save->octets;

      g_file_replace_contents_bytes_async (file, octets, NULL, FALSE,
                                           G_FILE_CREATE_NONE, NULL,
                                           file_written_cb, g_steal_pointer (&save));
    }
  else
    {
      GTaskThreadFunc write = save->parts != NULL ? write_parts : replace_file;
      g_autoptr (GTask) task = g_task_new (file, NULL, written_cb, NULL);

      g_task_set_task_data (task, g_steal_pointer (&save), (GDestroyNotify) save_free);
      g_task_run_in_thread (task, write);
    }
}

/* Where people look for what came from outside. */
static void
propose_folder (GtkFileChooser *chooser)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);
  g_autoptr (GFile) folder = g_file_new_for_path (path != NULL ? path : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

static void
ask (GtkWidget *widget, Save *save, const char *title, GtkFileChooserAction action)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  save->widget = g_object_ref (widget);
  save->chooser = gtk_file_chooser_native_new (title,
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root)
                                                                    : NULL,
                                               action,
                                               _("_Save"),
                                               NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (save->chooser), TRUE);
  propose_folder (GTK_FILE_CHOOSER (save->chooser));
  g_signal_connect (save->chooser, "response", G_CALLBACK (response_cb), save);
}

static void
ask_for_file (GtkWidget *widget, Save *save, const char *name)
{
  ask (widget, save, _("Save"), GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (save->chooser), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (save->chooser));
}

void
rst_save_ask (GtkWidget *widget, const char *name, GBytes *octets)
{
  Save *save;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);
  g_return_if_fail (octets != NULL);

  save = g_new0 (Save, 1);
  save->octets = g_bytes_ref (octets);
  ask_for_file (widget, save, name);
}

void
rst_save_ask_part (GtkWidget *widget, RstPart *part)
{
  Save *save;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (RST_IS_PART (part));

  save = g_new0 (Save, 1);
  save->part = g_object_ref (part);
  ask_for_file (widget, save, rst_part_get_name (part));
}

void
rst_save_ask_folder (GtkWidget *widget, GListModel *parts)
{
  Save *save;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_LIST_MODEL (parts));

  save = g_new0 (Save, 1);
  save->parts = g_object_ref (parts);
  ask (widget, save, _("Save All Attachments"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (save->chooser));
}
