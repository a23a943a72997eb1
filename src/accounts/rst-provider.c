/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-provider.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "accounts/rst-accounts-resources.h"

#define TABLE "/io/github/restante_mail/Restante/accounts/providers.json"

static const struct
{
  const char *name;
  RstProviderNeeds need;
} words[] = {
  { "pop-on", RST_PROVIDER_POP_ON },
  { "app-password", RST_PROVIDER_APP_PASSWORD },
  { "token", RST_PROVIDER_TOKEN },
  { "mail-password", RST_PROVIDER_MAIL_PASSWORD },
};

/* The table is the project's own, so what is wrong with it is a bug. */
static RstProviderNeeds
read_needs (JsonObject *object, const char *member)
{
  RstProviderNeeds needs = 0;
  JsonArray *array = json_object_has_member (object, member) ? json_object_get_array_member (object, member) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
      if (g_str_equal (json_array_get_string_element (array, i), words[j].name))
        needs |= words[j].need;
  return needs;
}

static char **
read_domains (JsonObject *object)
{
  JsonArray *array = json_object_get_array_member (object, "domains");
  GStrvBuilder *builder = g_strv_builder_new ();
  char **domains;

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  domains = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return domains;
}

static char **
read_hosts (JsonObject *object)
{
  JsonArray *array = json_object_get_array_member (object, "servers");
  GStrvBuilder *builder = g_strv_builder_new ();
  char **hosts;

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_object_get_string_member (json_array_get_object_element (array, i), "host"));
  hosts = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return hosts;
}

static void
read_provider_cb (JsonArray *array, guint i, JsonNode *node, gpointer user_data)
{
  JsonObject *object = json_node_get_object (node);
  RstProvider *provider = g_new0 (RstProvider, 1);

  provider->name = g_strdup (json_object_get_string_member (object, "name"));
  provider->domains = read_domains (object);
  provider->hosts = read_hosts (object);
  provider->needs = read_needs (object, "needs");
  provider->may_need = read_needs (object, "may_need");
  provider->help = g_strdup (json_object_get_string_member_with_default (object, "help", NULL));
  g_ptr_array_add (user_data, provider);
}

static GPtrArray *
read_table (void)
{
  g_autoptr (GBytes) text = g_resource_lookup_data (rst_accounts_get_resource (), TABLE,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  GPtrArray *table = g_ptr_array_new ();
  gsize length;
  const char *octets = g_bytes_get_data (text, &length);
  gboolean ok = json_parser_load_from_data (parser, octets, (gssize) length, NULL);

  g_assert (ok);
  json_array_foreach_element (json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "providers"),
                              read_provider_cb, table);
  return table;
}

/* Read at the first question and kept: it is the same for the whole process. */
static GPtrArray *
get_table (void)
{
  static GPtrArray *table = NULL;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, read_table ());
  return table;
}

/* Whether @name is @domain or in it; DNS does not tell letters by their case. */
static gboolean
is_within (const char *name, const char *domain)
{
  gsize length = strlen (name);
  gsize tail = strlen (domain);

  if (length < tail || g_ascii_strcasecmp (name + length - tail, domain) != 0)
    return FALSE;
  return length == tail || name[length - tail - 1] == '.';
}

static gboolean
matches (char *const *names, const char *name)
{
  for (; *names != NULL; names++)
    if (is_within (name, *names))
      return TRUE;
  return FALSE;
}

/* A name with the dot at its end is the same name (RFC 1034 §3.1). */
static char *
dup_name (const char *name)
{
  gsize length = strlen (name);

  return g_strndup (name, length > 0 && name[length - 1] == '.' ? length - 1 : length);
}

static const RstProvider *
find_by_host (const char *host)
{
  GPtrArray *table = get_table ();

  for (guint i = 0; i < table->len; i++)
    {
      const RstProvider *provider = table->pdata[i];

      if (matches (provider->hosts, host) || matches (provider->domains, host))
        return provider;
    }
  return NULL;
}

static const RstProvider *
find_by_domain (const char *domain)
{
  GPtrArray *table = get_table ();

  for (guint i = 0; i < table->len; i++)
    if (matches (((const RstProvider *) table->pdata[i])->domains, domain))
      return table->pdata[i];
  return NULL;
}

const RstProvider *
rst_provider_find (const char *host, const char *user)
{
  const char *at = user != NULL ? strrchr (user, '@') : NULL;
  const RstProvider *provider = NULL;

  if (host != NULL)
    {
      g_autofree char *name = dup_name (host);

      provider = find_by_host (name);
    }
  if (provider == NULL && at != NULL)
    provider = find_by_domain (at + 1);
  return provider;
}
