/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "accounts/rst-secret-command.h"
#include "base/rst-error.h"

/* The fallback for machines without a keyring: a key file of the profile. */
#define FILE_NAME "passwords"
#define FILE_GROUP "passwords"
#define FILE_MODE 0600

static const SecretSchema schema = {
  "io.github.restante_mail.Restante",
  SECRET_SCHEMA_NONE,
  {
    { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

void
rst_password_free (char *password)
{
  secret_password_free (password);
}

/* Two ways to write one folder must not make two secrets. */
static GHashTable *
new_attributes (const char *folder, const char *id)
{
  g_autofree char *profile = g_canonicalize_filename (folder, NULL);

  return secret_attributes_build (&schema, "profile", profile, "account", id, NULL);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What GKeyFile says of a line that it cannot read quotes the line, which may
 * be a password.
 */
static const char *
describe_file_error (const GError *error)
{
  return error->domain == G_KEY_FILE_ERROR ? _("it is not a list of passwords") : error->message;
}

static gboolean
load_file (const char *folder, GKeyFile *keys, char **path, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *path = g_build_filename (folder, FILE_NAME, NULL);
  if (g_key_file_load_from_file (keys, *path, G_KEY_FILE_NONE, &local_error) ||
      g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
               _("The passwords in “%s” cannot be read: %s"), *path, describe_file_error (local_error));
  return FALSE;
}

static gboolean
save_file (GKeyFile *keys, const char *path, GError **error)
{
  gsize length;
  char *data = g_key_file_to_data (keys, &length, NULL);
  gboolean saved = g_file_set_contents_full (path, data, (gssize) length,
                                             G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                             FILE_MODE, error);

  rst_error_adopt_file (error);
  rst_password_free (data);
  return saved;
}

static gboolean
store_in_file (const char *folder, const char *id, const char *password, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = NULL;

  if (!load_file (folder, keys, &path, error))
    return FALSE;

  g_key_file_set_string (keys, FILE_GROUP, id, password);
  return save_file (keys, path, error);
}

static gboolean
clear_in_file (const char *folder, const char *id, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = NULL;

  if (!load_file (folder, keys, &path, error))
    return FALSE;
  if (!g_key_file_remove_key (keys, FILE_GROUP, id, NULL))
    return TRUE;
  return save_file (keys, path, error);
}

static gboolean
store_in_keyring (const char    *folder,
                  const RstAccount *account,
                  const char    *password,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GHashTable) attributes = new_attributes (folder, account->id);
  /* Translators: how the keyring names a password; %s is a mail account. */
  g_autofree char *label = g_strdup_printf (_("Restante: %s"), rst_account_get_label (account));

  return secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT,
                                      label, password, cancellable, error);
}

gboolean
rst_secrets_store (const char       *folder,
                   const RstAccount *account,
                   const char       *password,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (account != NULL, FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  if (store_in_keyring (folder, account, password, cancellable, &local_error))
    return clear_in_file (folder, account->id, error);
  if (is_cancelled (local_error))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CANCELLED, _("The password was not kept"));
      return FALSE;
    }

  g_debug ("No keyring: %s", local_error->message);
  return store_in_file (folder, account->id, password, error);
}

static char *
lookup_in_keyring (const char    *folder,
                   const RstAccount *account,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GHashTable) attributes = new_attributes (folder, account->id);
  g_autoptr (GError) local_error = NULL;
  char *password = secret_password_lookupv_sync (&schema, attributes, cancellable, &local_error);

  if (password != NULL)
    return password;
  if (is_cancelled (local_error))
    g_set_error (error, RST_ERROR, RST_ERROR_CANCELLED,
                 _("Getting the password of account “%s” was stopped"), account->id);
  else if (local_error != NULL)
    g_set_error (error, RST_ERROR, RST_ERROR_AUTH,
                 _("No password is kept for account “%s”, and no keyring answers: %s"),
                 account->id, local_error->message);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_AUTH,
                 _("No password is kept for account “%s”"), account->id);
  return NULL;
}

char *
rst_secrets_lookup (const char       *folder,
                    const RstAccount *account,
                    GCancellable     *cancellable,
                    GError          **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = NULL;
  char *password;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (account != NULL, NULL);

  if (account->password_command != NULL || account->token_command != NULL)
    return rst_secret_command_run (account, cancellable, error);

  if (!load_file (folder, keys, &path, error))
    return NULL;
  password = g_key_file_get_string (keys, FILE_GROUP, account->id, NULL);
  if (password != NULL)
    return password;
  return lookup_in_keyring (folder, account, cancellable, error);
}

gboolean
rst_secrets_clear (const char    *folder,
                   const char    *id,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  /* Without a keyring there is nothing in it to clear. */
  attributes = new_attributes (folder, id);
  if (!secret_password_clearv_sync (&schema, attributes, cancellable, &local_error) && local_error != NULL)
    g_debug ("No keyring: %s", local_error->message);

  return clear_in_file (folder, id, error);
}
