/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-account-state.h"

#include "accounts/rst-json.h"

/* Names of the members of a state in the store. */
#define KEY_AUTH "auth"
#define KEY_CAPABILITIES_BEFORE "capabilities_before"
#define KEY_CAPABILITIES "capabilities"
#define KEY_NO_PIPELINING "no_pipelining"
#define KEY_NO_GLANCE "no_glance"
#define KEY_NO_UTF8 "no_utf8"
#define KEY_LAST_LOGIN "last_login"
#define KEY_NOT_BEFORE "not_before"
#define KEY_REASON "reason"
#define KEY_FAILURES "failures"
#define KEY_MARK "mark"
#define KEY_CLOCK "clock"
#define KEY_CLOCK_NOW "now"
#define KEY_CLOCK_WALL "wall"
#define KEY_CLOCK_UPTIME "uptime"
#define KEY_CLOCK_BOOT "boot"
#define KEY_CLOCK_SYNCHRONISED_NOW "synchronised_now"
#define KEY_CLOCK_SYNCHRONISED_WALL "synchronised_wall"

/* Beyond what any clock shows, and far below what sums of it overflow at. */
#define TIME_MAX (G_GINT64_CONSTANT (1) << 40)

/* The reasons for a pause, by what they are called in the store. */
static const struct
{
  const char *name;
  RstError reason;
} reasons[] = {
  { "temporary", RST_ERROR_TEMPORARY },
  { "in-use", RST_ERROR_IN_USE },
  { "login-delay", RST_ERROR_LOGIN_DELAY },
};

RstAccountState *
rst_account_state_new (void)
{
  RstAccountState *self = g_new0 (RstAccountState, 1);

  self->reason = RST_ERROR_TEMPORARY;
  return self;
}

void
rst_account_state_free (RstAccountState *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->capabilities_before);
  g_strfreev (self->capabilities);
  rst_maildrop_mark_free (self->mark);
  g_free (self);
}

static void
add_lines (JsonBuilder *builder, const char *key, char **lines)
{
  if (lines == NULL)
    return;

  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (; *lines != NULL; lines++)
    json_builder_add_string_value (builder, *lines);
  json_builder_end_array (builder);
}

static const char *
get_reason_name (RstError reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].reason == reason)
      return reasons[i].name;
  return reasons[0].name;
}

static RstError
read_reason (JsonObject *object)
{
  const char *name = rst_json_get_string (object, KEY_REASON, "");

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].name, name))
      return reasons[i].reason;
  return reasons[0].reason;
}

static void
add_clock (JsonBuilder *builder, const RstAccountClock *clock)
{
  json_builder_set_member_name (builder, KEY_CLOCK);
  json_builder_begin_object (builder);
  rst_json_add_int (builder, KEY_CLOCK_NOW, clock->now);
  rst_json_add_int (builder, KEY_CLOCK_WALL, clock->last.wall);
  rst_json_add_int (builder, KEY_CLOCK_UPTIME, clock->last.uptime);
  rst_json_add_string (builder, KEY_CLOCK_BOOT, clock->last.boot_id);
  rst_json_add_int (builder, KEY_CLOCK_SYNCHRONISED_NOW, clock->synchronised_now);
  rst_json_add_int (builder, KEY_CLOCK_SYNCHRONISED_WALL, clock->synchronised_wall);
  json_builder_end_object (builder);
}

char *
rst_account_state_to_json (const RstAccountState *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  rst_json_add_string (builder, KEY_AUTH, rst_pop3_auth_get_name (self->auth));
  add_lines (builder, KEY_CAPABILITIES_BEFORE, self->capabilities_before);
  add_lines (builder, KEY_CAPABILITIES, self->capabilities);
  rst_json_add_boolean (builder, KEY_NO_PIPELINING, self->no_pipelining);
  rst_json_add_boolean (builder, KEY_NO_GLANCE, self->no_glance);
  rst_json_add_boolean (builder, KEY_NO_UTF8, self->no_utf8);
  rst_json_add_int (builder, KEY_LAST_LOGIN, self->last_login);
  rst_json_add_int (builder, KEY_NOT_BEFORE, self->not_before);
  rst_json_add_string (builder, KEY_REASON, get_reason_name (self->reason));
  rst_json_add_int (builder, KEY_FAILURES, self->failures);
  if (self->mark != NULL)
    {
      json_builder_set_member_name (builder, KEY_MARK);
      rst_maildrop_mark_add_json (self->mark, builder);
    }
  add_clock (builder, &self->clock);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* What a newer Restante logged in by is not known to be weak. */
static RstPop3Auth
read_auth (JsonObject *object)
{
  const char *name = rst_json_get_string (object, KEY_AUTH, NULL);
  RstPop3Auth auth;

  if (name == NULL)
    return RST_POP3_AUTH_AUTO;
  if (rst_pop3_auth_from_name (name, &auth))
    return auth;
  return rst_pop3_auth_from_sasl (RST_SASL_SCRAM_SHA_256_PLUS);
}

static gint64
read_int (JsonObject *object, const char *key)
{
  return MAX (rst_json_get_int (object, key, 0), 0);
}

static gint64
read_time (JsonObject *object, const char *key)
{
  return MIN (read_int (object, key), TIME_MAX);
}

static void
read_clock (RstAccountClock *clock, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, KEY_CLOCK);
  JsonObject *members;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  members = json_node_get_object (node);
  clock->now = read_time (members, KEY_CLOCK_NOW);
  clock->last.wall = read_time (members, KEY_CLOCK_WALL);
  clock->last.uptime = read_time (members, KEY_CLOCK_UPTIME);
  g_strlcpy (clock->last.boot_id, rst_json_get_string (members, KEY_CLOCK_BOOT, ""), sizeof clock->last.boot_id);
  clock->synchronised_now = read_time (members, KEY_CLOCK_SYNCHRONISED_NOW);
  clock->synchronised_wall = read_time (members, KEY_CLOCK_SYNCHRONISED_WALL);
}

static RstMaildropMark *
read_mark (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, KEY_MARK);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? rst_maildrop_mark_from_json (json_node_get_object (node))
           : NULL;
}

RstAccountState *
rst_account_state_from_json (const char *json)
{
  RstAccountState *self = rst_account_state_new ();
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return self;

  object = json_node_get_object (root);
  self->auth = read_auth (object);
  self->capabilities_before = rst_json_dup_strings (object, KEY_CAPABILITIES_BEFORE);
  self->capabilities = rst_json_dup_strings (object, KEY_CAPABILITIES);
  self->no_pipelining = rst_json_get_boolean (object, KEY_NO_PIPELINING);
  self->no_glance = rst_json_get_boolean (object, KEY_NO_GLANCE);
  self->no_utf8 = rst_json_get_boolean (object, KEY_NO_UTF8);
  self->last_login = read_int (object, KEY_LAST_LOGIN);
  self->not_before = read_int (object, KEY_NOT_BEFORE);
  self->reason = read_reason (object);
  self->failures = (guint) MIN (read_int (object, KEY_FAILURES), G_MAXINT);
  self->mark = read_mark (object);
  read_clock (&self->clock, object);
  return self;
}
