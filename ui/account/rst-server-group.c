/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-server-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "account/rst-field-row.h"

struct _RstServerGroup
{
  AdwPreferencesGroup parent_instance;

  RstFieldRow *host_row;
  AdwComboRow *security_row;
  GtkSpinButton *port_spin;
  GtkImage *icon;
  GtkLabel *sentence;
  GtkWidget *consent_row;
  GtkCheckButton *consent_check;

  RstSecurity security; /* of which the port may be the usual one */
};

G_DEFINE_FINAL_TYPE (RstServerGroup, rst_server_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Indexed by RstSecurity, as is the list in the .ui file. */
static const struct
{
  const char *icon;
  const char *css_class;
  const char *sentence;
} levels[] = {
  [RST_SECURITY_TLS] = { "channel-secure-symbolic", "success", N_("Secure: encrypted from the first byte, and the server must prove who it is.") },
  [RST_SECURITY_STLS] = { "channel-secure-symbolic", "success", N_("Secured by STLS: the connection begins in the clear and is encrypted before your password is sent. If the server does not offer it, nothing is sent.") },
  [RST_SECURITY_PLAINTEXT] = { "channel-insecure-symbolic", "warning", N_("Not secure: your password and mail can be read by others on the way.") },
};

static void
show_level (RstServerGroup *self)
{
  RstSecurity security = self->security;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), levels[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), levels[security].css_class);
  gtk_image_set_from_icon_name (self->icon, levels[security].icon);
  gtk_label_set_label (self->sentence, _(levels[security].sentence));
  gtk_widget_set_visible (self->consent_row, security == RST_SECURITY_PLAINTEXT);
}

static const char *
host_problem (const char *host)
{
  g_autofree char *ascii = NULL;

  if (*host == '\0')
    return _("Enter the name of the mail server.");
  if (strstr (host, "://") != NULL || strchr (host, '/') != NULL)
    return _("Enter the server’s name alone, as in pop.example.org.");
  if (g_hostname_is_ip_address (host))
    return NULL;
  if (strchr (host, ':') != NULL)
    return _("The port has a field of its own below.");

  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || strpbrk (host, " \t@?#\\%<>\"'[]") != NULL || g_str_has_prefix (host, "."))
    return _("This cannot be the name of a server.");
  return NULL;
}

static void
emit_changed_cb (RstServerGroup *self)
{
  g_autofree char *host = rst_field_row_dup_text (self->host_row);

  rst_field_row_set_problem (self->host_row, *host != '\0' ? host_problem (host) : NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
host_changed_cb (RstServerGroup *self)
{
  /* A consent was given with one server in mind. */
  gtk_check_button_set_active (self->consent_check, FALSE);
  emit_changed_cb (self);
}

static void
security_changed_cb (RstServerGroup *self)
{
  guint16 usual = rst_security_get_port (self->security);

  self->security = adw_combo_row_get_selected (self->security_row);
  if (gtk_spin_button_get_value_as_int (self->port_spin) == usual)
    gtk_spin_button_set_value (self->port_spin, rst_security_get_port (self->security));
  show_level (self);
  emit_changed_cb (self);
}

static void
rst_server_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_SERVER_GROUP);

  G_OBJECT_CLASS (rst_server_group_parent_class)->dispose (object);
}

static void
rst_server_group_class_init (RstServerGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_server_group_dispose;

  signals[CHANGED] = g_signal_new ("changed", RST_TYPE_SERVER_GROUP, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RST_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-server-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RstServerGroup, host_row);
  gtk_widget_class_bind_template_child (widget_class, RstServerGroup, security_row);
  gtk_widget_class_bind_template_child (widget_class, RstServerGroup, port_spin);
  gtk_widget_class_bind_template_child (widget_class, RstServerGroup, icon);
  gtk_widget_class_bind_template_child (widget_class, RstServerGroup, sentence);
  gtk_widget_class_bind_template_child (widget_class, RstServerGroup, consent_row);
  gtk_widget_class_bind_template_child (widget_class, RstServerGroup, consent_check);
  gtk_widget_class_bind_template_callback (widget_class, emit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, host_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, security_changed_cb);
}

static void
rst_server_group_init (RstServerGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rst_server_group_set_domain (self, NULL);
  show_level (self);
}

void
rst_server_group_set_endpoint (RstServerGroup *self, const RstEndpoint *endpoint)
{
  g_return_if_fail (RST_IS_SERVER_GROUP (self));
  g_return_if_fail (endpoint != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->host_row), endpoint->host);
  adw_combo_row_set_selected (self->security_row, endpoint->security);
  gtk_spin_button_set_value (self->port_spin, endpoint->port);
  gtk_check_button_set_active (self->consent_check, endpoint->security == RST_SECURITY_PLAINTEXT);
}

RstEndpoint *
rst_server_group_dup_endpoint (RstServerGroup *self)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (RST_IS_SERVER_GROUP (self), NULL);

  host = rst_field_row_dup_text (self->host_row);
  return rst_endpoint_new (host,
                           (guint16) gtk_spin_button_get_value_as_int (self->port_spin),
                           self->security);
}

void
rst_server_group_set_domain (RstServerGroup *self, const char *domain)
{
  g_autofree char *example = NULL;

  g_return_if_fail (RST_IS_SERVER_GROUP (self));

  example = g_strconcat ("pop.", domain != NULL ? domain : "example.org", NULL);
  rst_field_row_set_placeholder (self->host_row, example);
}

const char *
rst_server_group_get_problem (RstServerGroup *self)
{
  g_autofree char *host = NULL;
  const char *problem;

  g_return_val_if_fail (RST_IS_SERVER_GROUP (self), NULL);

  host = rst_field_row_dup_text (self->host_row);
  problem = host_problem (host);
  if (problem == NULL &&
      self->security == RST_SECURITY_PLAINTEXT &&
      !gtk_check_button_get_active (self->consent_check))
    return _("Without security, Restante connects only with your consent.");
  return problem;
}
