/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of an object that may hold anything: json-glib's own getters with a
 * default take a member of another type for a programmer's mistake.
 */

/**
 * rst_json_get_string:
 * @object: an object
 * @key: a member
 * @fallback: (nullable): what to take where there is no string
 *
 * Returns: (transfer none) (nullable): the string
 */
const char *rst_json_get_string (JsonObject *object, const char *key, const char *fallback);

/**
 * rst_json_get_int:
 * @object: an object
 * @key: a member
 * @fallback: what to take where there is no whole number
 *
 * Returns: the number
 */
gint64 rst_json_get_int (JsonObject *object, const char *key, gint64 fallback);

/**
 * rst_json_get_boolean:
 * @object: an object
 * @key: a member
 *
 * Returns: whether it is there and true
 */
gboolean rst_json_get_boolean (JsonObject *object, const char *key);

/**
 * rst_json_dup_strings:
 * @object: an object
 * @key: a member
 *
 * Returns: (transfer full) (nullable): an array of strings; %NULL where there is
 *   none, or one of anything else
 */
char **rst_json_dup_strings (JsonObject *object, const char *key);

/**
 * rst_json_add_string:
 * @builder: a builder in an object
 * @key: the member to add
 * @value: (nullable): its value
 */
void rst_json_add_string (JsonBuilder *builder, const char *key, const char *value);

/**
 * rst_json_add_int:
 * @builder: a builder in an object
 * @key: the member to add
 * @value: its value
 */
void rst_json_add_int (JsonBuilder *builder, const char *key, gint64 value);

/**
 * rst_json_add_boolean:
 * @builder: a builder in an object
 * @key: the member to add
 * @value: its value
 */
void rst_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value);

G_END_DECLS
