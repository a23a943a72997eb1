/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-advanced-row.h"

#include <glib/gi18n.h>

#include "account/rst-field-row.h"

struct _RstAdvancedRow
{
  AdwExpanderRow parent_instance;

  AdwActionRow *ca_row;
  GtkWidget *ca_clear;
  RstFieldRow *pin_row;
  GtkSpinButton *timeout_spin;

  GtkFileChooserNative *chooser; /* while one is open */
  char *ca_file;
  GError *problem;
};

G_DEFINE_FINAL_TYPE (RstAdvancedRow, rst_advanced_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed_cb (RstAdvancedRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pin_changed_cb (RstAdvancedRow *self)
{
  g_autoptr (RstAccount) scratch = rst_account_new ("scratch", NULL);

  g_clear_error (&self->problem);
  scratch->endpoint = rst_endpoint_new ("", 0, RST_SECURITY_TLS);
  rst_advanced_row_apply (self, scratch, &self->problem);
  rst_field_row_set_problem (self->pin_row, self->problem != NULL ? self->problem->message : NULL);
  emit_changed_cb (self);
}

static void
set_ca_file (RstAdvancedRow *self, const char *path)
{
  g_autofree char *copy = g_strdup (path);
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;

  g_free (self->ca_file);
  self->ca_file = g_steal_pointer (&copy);
  adw_action_row_set_subtitle (self->ca_row, shown != NULL ? shown : _("Those that this system trusts"));
  gtk_widget_set_visible (self->ca_clear, path != NULL);
  emit_changed_cb (self);
}

static void
clear_ca_cb (RstAdvancedRow *self)
{
  set_ca_file (self, NULL);
}

static void
chooser_response_cb (RstAdvancedRow *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GtkFileChooserNative) owned = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  g_assert (owned == chooser);

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  /* A file that is not on this computer has no path and is not offered. */
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && g_file_peek_path (file) != NULL)
    set_ca_file (self, g_file_peek_path (file));
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
choose_ca_cb (RstAdvancedRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (_("Choose a Certificate Authority"), window,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chooser_response_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
rst_advanced_row_dispose (GObject *object)
{
  RstAdvancedRow *self = RST_ADVANCED_ROW (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->ca_file, g_free);
  g_clear_error (&self->problem);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_ADVANCED_ROW);

  G_OBJECT_CLASS (rst_advanced_row_parent_class)->dispose (object);
}

static void
rst_advanced_row_class_init (RstAdvancedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_advanced_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", RST_TYPE_ADVANCED_ROW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RST_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-advanced-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, ca_row);
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, ca_clear);
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, pin_row);
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, timeout_spin);
  gtk_widget_class_bind_template_callback (widget_class, choose_ca_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_ca_cb);
  gtk_widget_class_bind_template_callback (widget_class, emit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_changed_cb);
}

static void
rst_advanced_row_init (RstAdvancedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rst_field_row_set_placeholder (self->pin_row, "sha256:");
  set_ca_file (self, NULL);
}

void
rst_advanced_row_set_endpoint (RstAdvancedRow *self, const RstEndpoint *endpoint)
{
  g_autofree char *pin = NULL;

  g_return_if_fail (RST_IS_ADVANCED_ROW (self));
  g_return_if_fail (endpoint != NULL);

  if (endpoint->pin != NULL)
    pin = g_strconcat ("sha256:", endpoint->pin, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->pin_row), pin != NULL ? pin : "");
  gtk_spin_button_set_value (self->timeout_spin, endpoint->timeout);
  set_ca_file (self, endpoint->ca_file);
}

gboolean
rst_advanced_row_apply (RstAdvancedRow *self, RstAccount *account, GError **error)
{
  g_autofree char *pin = NULL;

  g_return_val_if_fail (RST_IS_ADVANCED_ROW (self), FALSE);
  g_return_val_if_fail (account != NULL && account->endpoint != NULL, FALSE);

  g_free (account->endpoint->ca_file);
  account->endpoint->ca_file = g_strdup (self->ca_file);
  account->endpoint->timeout = (guint) gtk_spin_button_get_value_as_int (self->timeout_spin);

  pin = rst_field_row_dup_text (self->pin_row);
  return rst_account_set_pin (account, *pin != '\0' ? pin : NULL, error);
}

const char *
rst_advanced_row_get_problem (RstAdvancedRow *self)
{
  g_return_val_if_fail (RST_IS_ADVANCED_ROW (self), NULL);

  return self->problem != NULL ? self->problem->message : NULL;
}
