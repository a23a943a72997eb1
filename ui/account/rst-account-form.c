/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-account-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "account/rst-advanced-row.h"
#include "account/rst-field-row.h"
#include "account/rst-leave-group.h"
#include "account/rst-limit-row.h"
#include "account/rst-server-group.h"

struct _RstAccountForm
{
  AdwBin parent_instance;

  RstFieldRow *address_row;
  RstFieldRow *name_row;
  RstServerGroup *server_group;
  AdwPreferencesGroup *login_group;
  RstFieldRow *user_row;
  GtkEditable *password_row;
  AdwActionRow *command_row;
  RstLeaveGroup *leave_group;
  RstLimitRow *limit_row;
  RstAdvancedRow *advanced_row;

  RstAccount *account; /* the one that is edited; NULL for a new one */
  char *address;       /* as it was before the last key, for the user name */
};

G_DEFINE_FINAL_TYPE (RstAccountForm, rst_account_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The part behind the @ of something that may be an address, or NULL. */
static const char *
address_domain (const char *address)
{
  const char *at = strchr (address, '@');

  if (at == NULL || at == address || at[1] == '\0')
    return NULL;
  if (strchr (at + 1, '@') != NULL || strpbrk (address, " \t,;<>") != NULL)
    return NULL;
  return at + 1;
}

static const char *
address_problem (RstAccountForm *self, const char *address)
{
  if (*address != '\0')
    return address_domain (address) != NULL ? NULL : _("A mail address looks like anna@example.org.");
  if (self->account != NULL && *self->account->address == '\0')
    return NULL;
  return _("Enter your mail address.");
}

static void
emit_changed_cb (RstAccountForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
address_changed_cb (RstAccountForm *self)
{
  g_autofree char *former = g_steal_pointer (&self->address);
  g_autofree char *user = rst_field_row_dup_text (self->user_row);
  const char *domain;

  self->address = rst_field_row_dup_text (self->address_row);
  domain = address_domain (self->address);

  if (g_strcmp0 (user, former) == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->user_row), self->address);
  rst_field_row_set_problem (self->address_row,
                             *self->address != '\0' ? address_problem (self, self->address) : NULL);
  rst_server_group_set_domain (self->server_group, domain);
  emit_changed_cb (self);
}

static gboolean
rst_account_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RST_ACCOUNT_FORM (widget)->address_row));
}

static void
rst_account_form_dispose (GObject *object)
{
  RstAccountForm *self = RST_ACCOUNT_FORM (object);

  g_clear_pointer (&self->account, rst_account_free);
  g_clear_pointer (&self->address, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_ACCOUNT_FORM);

  G_OBJECT_CLASS (rst_account_form_parent_class)->dispose (object);
}

static void
rst_account_form_class_init (RstAccountFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_account_form_dispose;
  widget_class->grab_focus = rst_account_form_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", RST_TYPE_ACCOUNT_FORM, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RST_TYPE_ADVANCED_ROW);
  g_type_ensure (RST_TYPE_FIELD_ROW);
  g_type_ensure (RST_TYPE_LEAVE_GROUP);
  g_type_ensure (RST_TYPE_LIMIT_ROW);
  g_type_ensure (RST_TYPE_SERVER_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-account-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, address_row);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, server_group);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, login_group);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, user_row);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, password_row);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, command_row);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, leave_group);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, limit_row);
  gtk_widget_class_bind_template_child (widget_class, RstAccountForm, advanced_row);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, emit_changed_cb);
}

/* libadwaita gives the eye of its password row no name. */
static void
name_reveal_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "view-reveal-symbolic") == 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _("Show or hide the password"),
                                    -1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_reveal_button (child);
}

static void
rst_account_form_init (RstAccountForm *self)
{
  self->address = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  rst_field_row_set_placeholder (self->address_row, _("anna@example.org"));
  name_reveal_button (GTK_WIDGET (self->password_row));
}

static void
show_secret_source (RstAccountForm *self)
{
  const char *command = self->account->password_command;

  if (self->account->token_command != NULL)
    {
      command = self->account->token_command;
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->command_row), _("Token from a Command"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), command == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->command_row), command != NULL);
  if (command != NULL)
    adw_action_row_set_subtitle (self->command_row, command);
  else
    adw_preferences_group_set_description (self->login_group,
                                           _("Leave the password empty to keep the one that is stored."));
}

void
rst_account_form_set_account (RstAccountForm   *self,
                              RstAccounts      *accounts,
                              RstStore         *store,
                              const RstAccount *account)
{
  g_return_if_fail (RST_IS_ACCOUNT_FORM (self));
  g_return_if_fail (account != NULL && account->endpoint != NULL);

  g_clear_pointer (&self->account, rst_account_free);
  self->account = rst_account_copy (account);

  gtk_editable_set_text (GTK_EDITABLE (self->address_row), account->address);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), account->name);
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), account->user);
  rst_server_group_set_endpoint (self->server_group, account->endpoint);
  rst_leave_group_set_account (self->leave_group, accounts, store, account);
  rst_limit_row_set_limit (self->limit_row, account->size_limit);
  rst_advanced_row_set_account (self->advanced_row, account);
  show_secret_source (self);
  emit_changed_cb (self);
}

RstAccount *
rst_account_form_dup_account (RstAccountForm *self, const char *id, GError **error)
{
  g_autoptr (RstAccount) account = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNT_FORM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  account = rst_account_new (id, error);
  if (account == NULL)
    return NULL;

  g_free (account->name);
  account->name = rst_field_row_dup_text (self->name_row);
  g_free (account->address);
  account->address = rst_field_row_dup_text (self->address_row);
  g_free (account->user);
  account->user = rst_field_row_dup_text (self->user_row);
  account->endpoint = rst_server_group_dup_endpoint (self->server_group);
  account->leave = rst_leave_group_get_leave (self->leave_group);
  account->size_limit = rst_limit_row_get_limit (self->limit_row);
  if (self->account != NULL)
    {
      account->password_command = g_strdup (self->account->password_command);
      account->token_command = g_strdup (self->account->token_command);
    }

  if (!rst_advanced_row_apply (self->advanced_row, account, error))
    return NULL;
  return g_steal_pointer (&account);
}

char *
rst_account_form_dup_address (RstAccountForm *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNT_FORM (self), NULL);

  address = rst_field_row_dup_text (self->address_row);
  if (*address != '\0')
    return g_steal_pointer (&address);
  return rst_field_row_dup_text (self->user_row);
}

const char *
rst_account_form_get_password (RstAccountForm *self)
{
  const char *password;

  g_return_val_if_fail (RST_IS_ACCOUNT_FORM (self), NULL);

  password = gtk_editable_get_text (self->password_row);
  return *password != '\0' ? password : NULL;
}

void
rst_account_form_clear_password (RstAccountForm *self)
{
  g_return_if_fail (RST_IS_ACCOUNT_FORM (self));

  gtk_editable_set_text (self->password_row, "");
}

const char *
rst_account_form_get_problem (RstAccountForm *self)
{
  g_autofree char *address = NULL;
  g_autofree char *user = NULL;
  const char *problem;

  g_return_val_if_fail (RST_IS_ACCOUNT_FORM (self), NULL);

  address = rst_field_row_dup_text (self->address_row);
  user = rst_field_row_dup_text (self->user_row);

  problem = address_problem (self, address);
  if (problem == NULL)
    problem = rst_server_group_get_problem (self->server_group);
  if (problem == NULL && *user == '\0')
    problem = _("Enter the user name; often it is the mail address.");
  if (problem == NULL &&
      self->account == NULL &&
      rst_account_form_get_password (self) == NULL &&
      rst_advanced_row_needs_password (self->advanced_row))
    problem = _("Enter the password.");
  if (problem == NULL)
    problem = rst_advanced_row_get_problem (self->advanced_row);
  return problem;
}
