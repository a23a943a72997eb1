/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-auth-row.h"

#include <glib/gi18n.h>

struct _RstAuthRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (RstAuthRow, rst_auth_row, ADW_TYPE_COMBO_ROW)

/* In the order of the list. A way of SASL goes by its registered name. */
static const struct
{
  RstPop3Auth auth;
  const char *label;
} ways[] = {
  { RST_POP3_AUTH_AUTO, N_("Automatic") },
  { RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_256_PLUS, NULL },
  { RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_1_PLUS, NULL },
  { RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_256, NULL },
  { RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_1, NULL },
  { RST_POP3_AUTH_SASL + RST_SASL_PLAIN, NULL },
  { RST_POP3_AUTH_SASL + RST_SASL_LOGIN, NULL },
  { RST_POP3_AUTH_USER, N_("User and Password (USER)") },
  { RST_POP3_AUTH_SASL + RST_SASL_CRAM_MD5, NULL },
  { RST_POP3_AUTH_APOP, N_("Digest (APOP)") },
  { RST_POP3_AUTH_SASL + RST_SASL_OAUTHBEARER, N_("Token (OAUTHBEARER)") },
  { RST_POP3_AUTH_SASL + RST_SASL_XOAUTH2, N_("Token (XOAUTH2)") },
  { RST_POP3_AUTH_SASL + RST_SASL_EXTERNAL, N_("Client Certificate (EXTERNAL)") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ways) == RST_POP3_AUTH_LAST + 1);

static void
show_explanation (RstAuthRow *self)
{
  RstPop3Auth auth = rst_auth_row_get_auth (self);
  const char *text = "";

  if (auth == RST_POP3_AUTH_AUTO)
    text = _("The best that the server offers, and never a weaker one than before");
  else if (rst_pop3_auth_get_strength (auth) == RST_POP3_AUTH_STRENGTH_DIGEST)
    text = _("An old digest, easier to guess the password from than others");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
rst_auth_row_class_init (RstAuthRowClass *klass)
{
}

static void
rst_auth_row_init (RstAuthRow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      RstSaslMechanism mechanism;

      if (ways[i].label != NULL)
        gtk_string_list_append (labels, _(ways[i].label));
      else if (rst_pop3_auth_get_sasl (ways[i].auth, &mechanism))
        gtk_string_list_append (labels, rst_sasl_mechanism_get_name (mechanism));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (labels));
  show_explanation (self);
}

void
rst_auth_row_set_auth (RstAuthRow *self, RstPop3Auth auth)
{
  g_return_if_fail (RST_IS_AUTH_ROW (self));

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].auth == auth)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
}

RstPop3Auth
rst_auth_row_get_auth (RstAuthRow *self)
{
  guint selected;

  g_return_val_if_fail (RST_IS_AUTH_ROW (self), RST_POP3_AUTH_AUTO);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return selected < G_N_ELEMENTS (ways) ? ways[selected].auth : RST_POP3_AUTH_AUTO;
}

static const char *
find_problem (RstPop3Auth auth, gboolean has_token, gboolean has_certificate)
{
  RstSecretKind kind;

  if (auth == RST_POP3_AUTH_AUTO)
    return NULL;

  kind = rst_pop3_auth_get_secret_kind (auth);
  if (kind == RST_SECRET_TOKEN && !has_token)
    return _("This way to log in needs a token, and the account has a password.");
  if (kind != RST_SECRET_TOKEN && has_token)
    return _("This way to log in takes no token, which is what the account has.");
  if (kind == RST_SECRET_NONE && !has_certificate)
    return _("This way to log in needs a client certificate: choose its file.");
  return NULL;
}

const char *
rst_auth_row_check (RstAuthRow *self, gboolean has_token, gboolean has_certificate)
{
  const char *problem;

  g_return_val_if_fail (RST_IS_AUTH_ROW (self), NULL);

  problem = find_problem (rst_auth_row_get_auth (self), has_token, has_certificate);
  if (problem != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "invalid");
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), problem);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "invalid");
      show_explanation (self);
    }
  return problem;
}
