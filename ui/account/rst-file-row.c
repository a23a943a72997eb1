/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-file-row.h"

#include <glib/gi18n.h>

struct _RstFileRow
{
  AdwActionRow parent_instance;

  GtkWidget *clear;
  GtkWidget *choose;

  char *placeholder;
  char *choose_label;
  char *clear_label;
  char *path;
  GtkFileChooserNative *chooser; /* while one is open */
};

G_DEFINE_FINAL_TYPE (RstFileRow, rst_file_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_PLACEHOLDER,
  PROP_CHOOSE_LABEL,
  PROP_CLEAR_LABEL,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
show_path (RstFileRow *self)
{
  g_autofree char *shown = self->path != NULL ? g_filename_display_name (self->path) : NULL;
  const char *text = shown != NULL ? shown : self->placeholder;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text != NULL ? text : "");
  gtk_widget_set_visible (self->clear, self->path != NULL);
}

static void
clear_cb (RstFileRow *self)
{
  rst_file_row_set_path (self, NULL);
  /* The button that had the focus is gone. */
  gtk_widget_grab_focus (self->choose);
}

static void
chooser_response_cb (RstFileRow *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GtkFileChooserNative) owned = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  g_assert (owned == chooser);

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  /* A file that is not on this computer has no path and is not offered. */
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && g_file_peek_path (file) != NULL)
    rst_file_row_set_path (self, g_file_peek_path (file));
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) certificates = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (certificates, _("Certificates (PEM)"));
  gtk_file_filter_add_suffix (certificates, "pem");
  gtk_file_filter_add_suffix (certificates, "crt");
  gtk_file_filter_add_suffix (certificates, "cer");
  gtk_file_chooser_add_filter (chooser, certificates);

  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static void
choose_cb (RstFileRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (self->choose_label, window,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_response_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
set_label (GtkWidget *button, const char *label)
{
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* All are set when the row is made, and never again. */
static void
rst_file_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RstFileRow *self = RST_FILE_ROW (object);

  switch (prop_id)
    {
    case PROP_PLACEHOLDER:
      self->placeholder = g_value_dup_string (value);
      break;
    case PROP_CHOOSE_LABEL:
      self->choose_label = g_value_dup_string (value);
      break;
    case PROP_CLEAR_LABEL:
      self->clear_label = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_file_row_constructed (GObject *object)
{
  RstFileRow *self = RST_FILE_ROW (object);

  G_OBJECT_CLASS (rst_file_row_parent_class)->constructed (object);

  set_label (self->choose, self->choose_label);
  set_label (self->clear, self->clear_label);
  show_path (self);
}

static void
rst_file_row_dispose (GObject *object)
{
  RstFileRow *self = RST_FILE_ROW (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_FILE_ROW);

  G_OBJECT_CLASS (rst_file_row_parent_class)->dispose (object);
}

static void
rst_file_row_finalize (GObject *object)
{
  RstFileRow *self = RST_FILE_ROW (object);

  g_free (self->placeholder);
  g_free (self->choose_label);
  g_free (self->clear_label);
  g_free (self->path);

  G_OBJECT_CLASS (rst_file_row_parent_class)->finalize (object);
}

static void
rst_file_row_class_init (RstFileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = rst_file_row_set_property;
  object_class->constructed = rst_file_row_constructed;
  object_class->dispose = rst_file_row_dispose;
  object_class->finalize = rst_file_row_finalize;

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_CHOOSE_LABEL] = g_param_spec_string ("choose-label", NULL, NULL, NULL, flags);
  properties[PROP_CLEAR_LABEL] = g_param_spec_string ("clear-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", RST_TYPE_FILE_ROW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstFileRow, clear);
  gtk_widget_class_bind_template_child (widget_class, RstFileRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
rst_file_row_init (RstFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* From libadwaita 1.4 a row's title names its button, instead of what the
   * button does. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->choose), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

void
rst_file_row_set_path (RstFileRow *self, const char *path)
{
  g_autofree char *former = NULL;

  g_return_if_fail (RST_IS_FILE_ROW (self));

  if (g_strcmp0 (self->path, path) == 0)
    return;

  former = g_steal_pointer (&self->path);
  self->path = g_strdup (path);
  show_path (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
rst_file_row_get_path (RstFileRow *self)
{
  g_return_val_if_fail (RST_IS_FILE_ROW (self), NULL);

  return self->path;
}
