/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-maildrop-mark.h"

#include "accounts/rst-json.h"

#define KEY_COUNT "count"
#define KEY_OCTETS "octets"
#define KEY_NEWEST "newest"
#define KEY_LISTED "listed"
#define KEY_DUE "due"
#define KEY_RULE "rule"

void
rst_maildrop_mark_free (RstMaildropMark *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->newest);
  g_free (self->rule);
  g_free (self);
}

void
rst_maildrop_mark_add_json (const RstMaildropMark *self, JsonBuilder *builder)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (JSON_IS_BUILDER (builder));

  json_builder_begin_object (builder);
  rst_json_add_int (builder, KEY_COUNT, self->count);
  rst_json_add_int (builder, KEY_OCTETS, (gint64) self->octets);
  json_builder_set_member_name (builder, KEY_NEWEST);
  json_builder_begin_array (builder);
  for (char **id = self->newest; *id != NULL; id++)
    json_builder_add_string_value (builder, *id);
  json_builder_end_array (builder);
  rst_json_add_int (builder, KEY_LISTED, self->listed);
  rst_json_add_int (builder, KEY_DUE, self->due);
  rst_json_add_string (builder, KEY_RULE, self->rule);
  json_builder_end_object (builder);
}

RstMaildropMark *
rst_maildrop_mark_from_json (JsonObject *object)
{
  g_autoptr (RstMaildropMark) self = g_new0 (RstMaildropMark, 1);
  gint64 count;

  if (object == NULL)
    return NULL;

  count = rst_json_get_int (object, KEY_COUNT, -1);
  self->octets = (guint64) rst_json_get_int (object, KEY_OCTETS, 0);
  self->newest = rst_json_dup_strings (object, KEY_NEWEST);
  self->listed = rst_json_get_int (object, KEY_LISTED, 0);
  self->due = rst_json_get_int (object, KEY_DUE, 0);
  self->rule = g_strdup (rst_json_get_string (object, KEY_RULE, ""));
  if (count < 0 || count > G_MAXUINT || self->newest == NULL ||
      g_strv_length (self->newest) != MIN (count, RST_MAILDROP_MARK_NEWEST))
    return NULL;
  self->count = (guint) count;
  return g_steal_pointer (&self);
}
