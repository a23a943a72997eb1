/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-account-id.h"

#include <string.h>

/* What an id may be long, less room for a number. */
#define MAX_LENGTH 56

static char *
dup_id_text (const char *text, gsize length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *ascii = g_str_to_ascii (part, NULL);
  GString *id = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && id->len < MAX_LENGTH; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (id, g_ascii_tolower (*p));
      else if (id->len > 0 && strchr ("._-", id->str[id->len - 1]) == NULL)
        g_string_append_c (id, strchr ("._-", *p) != NULL ? *p : '-');
    }
  while (id->len > 0 && !g_ascii_isalnum (id->str[id->len - 1]))
    g_string_truncate (id, id->len - 1);

  if (id->len == 0)
    g_string_assign (id, "account");
  return g_string_free (id, FALSE);
}

static gboolean
is_taken (GPtrArray *taken, const char *id)
{
  return g_ptr_array_find_with_equal_func (taken, id, g_str_equal, NULL);
}

char *
rst_account_id_from_address (const char *address, GPtrArray *taken)
{
  g_autofree char *local = NULL;
  g_autofree char *whole = NULL;
  const char *at;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (taken != NULL, NULL);

  at = strchr (address, '@');
  local = dup_id_text (address, at != NULL ? (gsize) (at - address) : strlen (address));
  if (!is_taken (taken, local))
    return g_steal_pointer (&local);

  whole = dup_id_text (address, strlen (address));
  if (!is_taken (taken, whole))
    return g_steal_pointer (&whole);

  for (guint n = 2;; n++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u", local, n);

      if (!is_taken (taken, numbered))
        return g_steal_pointer (&numbered);
    }
}
