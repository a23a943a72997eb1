/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-json.h"

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
rst_json_get_string (JsonObject *object, const char *key, const char *fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && key != NULL, NULL);

  node = json_object_get_member (object, key);
  return holds (node, G_TYPE_STRING) ? json_node_get_string (node) : fallback;
}

gint64
rst_json_get_int (JsonObject *object, const char *key, gint64 fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && key != NULL, fallback);

  node = json_object_get_member (object, key);
  return holds (node, G_TYPE_INT64) ? json_node_get_int (node) : fallback;
}

gboolean
rst_json_get_boolean (JsonObject *object, const char *key)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && key != NULL, FALSE);

  node = json_object_get_member (object, key);
  return holds (node, G_TYPE_BOOLEAN) && json_node_get_boolean (node);
}

char **
rst_json_dup_strings (JsonObject *object, const char *key)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonNode *node;
  JsonArray *array;

  g_return_val_if_fail (object != NULL && key != NULL, NULL);

  node = json_object_get_member (object, key);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!holds (element, G_TYPE_STRING))
        return NULL;
      g_strv_builder_add (strings, json_node_get_string (element));
    }
  return g_strv_builder_end (strings);
}

void
rst_json_add_string (JsonBuilder *builder, const char *key, const char *value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder) && key != NULL);

  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
rst_json_add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder) && key != NULL);

  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
rst_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder) && key != NULL);

  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}
