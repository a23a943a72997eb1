/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-address-text.h"

#include <string.h>

#include "base/rst-text.h"

/* RFC 5322 §3.2.3: what a name must be in quotes for. */
#define SPECIALS "()<>[]:;@\\,.\""

#define MENU_CHARS 32

static char *
dup_phrase (const char *name)
{
  GString *phrase;

  if (strpbrk (name, SPECIALS) == NULL)
    return g_strdup (name);

  phrase = g_string_new ("\"");
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (phrase, '\\');
      g_string_append_c (phrase, *p);
    }
  g_string_append_c (phrase, '"');
  return g_string_free (phrase, FALSE);
}

char *
rst_address_text_dup_full (const RstAddress *address)
{
  g_autofree char *phrase = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  if (*address->name == '\0' || *address->address == '\0')
    return g_strdup (rst_address_get_label (address));
  phrase = dup_phrase (address->name);
  return g_strdup_printf ("%s <%s>", phrase, address->address);
}

/* The search language has no quote inside quotes, and looks for words only. */
char *
rst_address_text_dup_query (const RstAddress *address)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  words = g_strdelimit (g_strdup (address->address), "\"", ' ');
  return g_strdup_printf ("from:\"%s\"", words);
}

char *
rst_address_text_dup_menu_name (const RstAddress *address)
{
  g_autofree char *shown = NULL;
  GString *name;

  g_return_val_if_fail (address != NULL, NULL);

  shown = rst_text_dup_short (rst_address_get_label (address), MENU_CHARS);
  name = g_string_new (shown);
  g_string_replace (name, "_", "__", 0);
  return g_string_free (name, FALSE);
}
