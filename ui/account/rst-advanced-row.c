/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-advanced-row.h"

#include "account/rst-auth-row.h"
#include "account/rst-field-row.h"
#include "account/rst-file-row.h"

struct _RstAdvancedRow
{
  AdwExpanderRow parent_instance;

  RstAuthRow *auth_row;
  RstFileRow *certificate_row;
  RstFileRow *ca_row;
  RstFieldRow *pin_row;
  GtkSpinButton *timeout_spin;

  gboolean has_token;
  GError *pin_problem;
  const char *auth_problem;
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

  g_clear_error (&self->pin_problem);
  scratch->endpoint = rst_endpoint_new ("", 0, RST_SECURITY_TLS);
  rst_advanced_row_apply (self, scratch, &self->pin_problem);
  rst_field_row_set_problem (self->pin_row, self->pin_problem != NULL ? self->pin_problem->message : NULL);
  emit_changed_cb (self);
}

static void
auth_changed_cb (RstAdvancedRow *self)
{
  self->auth_problem = rst_auth_row_check (self->auth_row, self->has_token,
                                           rst_file_row_get_path (self->certificate_row) != NULL);
  emit_changed_cb (self);
}

static void
rst_advanced_row_dispose (GObject *object)
{
  RstAdvancedRow *self = RST_ADVANCED_ROW (object);

  g_clear_error (&self->pin_problem);
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

  g_type_ensure (RST_TYPE_AUTH_ROW);
  g_type_ensure (RST_TYPE_FIELD_ROW);
  g_type_ensure (RST_TYPE_FILE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-advanced-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, auth_row);
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, certificate_row);
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, ca_row);
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, pin_row);
  gtk_widget_class_bind_template_child (widget_class, RstAdvancedRow, timeout_spin);
  gtk_widget_class_bind_template_callback (widget_class, auth_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, emit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_changed_cb);
}

static void
rst_advanced_row_init (RstAdvancedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rst_field_row_set_placeholder (self->pin_row, "sha256:");
}

void
rst_advanced_row_set_account (RstAdvancedRow *self, const RstAccount *account)
{
  const RstEndpoint *endpoint;
  g_autofree char *pin = NULL;

  g_return_if_fail (RST_IS_ADVANCED_ROW (self));
  g_return_if_fail (account != NULL && account->endpoint != NULL);

  endpoint = account->endpoint;
  if (endpoint->pin != NULL)
    pin = g_strconcat ("sha256:", endpoint->pin, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->pin_row), pin != NULL ? pin : "");
  gtk_spin_button_set_value (self->timeout_spin, endpoint->timeout);
  rst_file_row_set_path (self->ca_row, endpoint->ca_file);

  self->has_token = account->token_command != NULL;
  rst_file_row_set_path (self->certificate_row, endpoint->client_certificate);
  rst_auth_row_set_auth (self->auth_row, account->auth);
  auth_changed_cb (self);
}

gboolean
rst_advanced_row_apply (RstAdvancedRow *self, RstAccount *account, GError **error)
{
  RstEndpoint *endpoint;
  g_autofree char *pin = NULL;

  g_return_val_if_fail (RST_IS_ADVANCED_ROW (self), FALSE);
  g_return_val_if_fail (account != NULL && account->endpoint != NULL, FALSE);

  endpoint = account->endpoint;
  g_free (endpoint->ca_file);
  endpoint->ca_file = g_strdup (rst_file_row_get_path (self->ca_row));
  g_free (endpoint->client_certificate);
  endpoint->client_certificate = g_strdup (rst_file_row_get_path (self->certificate_row));
  endpoint->timeout = (guint) gtk_spin_button_get_value_as_int (self->timeout_spin);
  account->auth = rst_auth_row_get_auth (self->auth_row);

  pin = rst_field_row_dup_text (self->pin_row);
  return rst_account_set_pin (account, *pin != '\0' ? pin : NULL, error);
}

gboolean
rst_advanced_row_needs_password (RstAdvancedRow *self)
{
  RstPop3Auth auth;

  g_return_val_if_fail (RST_IS_ADVANCED_ROW (self), TRUE);

  auth = rst_auth_row_get_auth (self->auth_row);
  if (auth == RST_POP3_AUTH_AUTO)
    return rst_file_row_get_path (self->certificate_row) == NULL;
  return rst_pop3_auth_get_secret_kind (auth) == RST_SECRET_PASSWORD;
}

const char *
rst_advanced_row_get_problem (RstAdvancedRow *self)
{
  g_return_val_if_fail (RST_IS_ADVANCED_ROW (self), NULL);

  if (self->auth_problem != NULL)
    return self->auth_problem;
  return self->pin_problem != NULL ? self->pin_problem->message : NULL;
}
