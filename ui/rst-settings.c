/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "rst-settings.h"

/* Where GIO looks, and where this program is installed to. */
static GSettingsSchema *
look_up_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  GSettingsSchema *schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, RST_APP_ID, TRUE);
  if (schema != NULL)
    return schema;

  own = g_settings_schema_source_new_from_directory (RST_SCHEMADIR, source, FALSE, NULL);
  return own != NULL ? g_settings_schema_source_lookup (own, RST_APP_ID, FALSE) : NULL;
}

GSettings *
rst_settings_open (const char *profile)
{
  g_autoptr (GSettingsSchema) schema = look_up_schema ();
  g_autoptr (GSettingsBackend) backend = NULL;

  if (schema == NULL)
    {
      g_debug ("No settings: the schema %s is not installed", RST_APP_ID);
      return NULL;
    }

  if (profile != NULL)
    {
      g_autofree char *path = g_build_filename (profile, "settings.ini", NULL);

      backend = g_keyfile_settings_backend_new (path, "/", NULL);
    }
  return g_settings_new_full (schema, backend, NULL);
}
