/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-link.h"

#include <string.h>

static const char *const schemes[] = { "https://", "http://", "mailto:" };

static gsize
match_scheme (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
      return strlen (schemes[i]);
  return 0;
}

gboolean
rst_link_is_openable (const char *uri)
{
  return uri != NULL && match_scheme (uri) != 0;
}

/* Marks that end the sentence around an address rather than the address: a
 * parenthesis does where it was not opened inside.
 */
static gboolean
is_trailing (const char *start, gsize length)
{
  char last = start[length - 1];
  int depth = 0;

  for (gsize i = 0; last == ')' && i < length; i++)
    depth += (start[i] == '(') - (start[i] == ')');
  if (last == ')')
    return depth < 0;
  return strchr (".,;:!?'*_]", last) != NULL;
}

static gsize
measure (const char *start, gsize scheme)
{
  gsize length = scheme;

  while (start[length] != '\0')
    {
      gunichar c = g_utf8_get_char (start + length);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == '<' || c == '>' ||
          c == '"' || c == 0x201c || c == 0x201d || c == 0xbb)
        break;
      length += g_unichar_to_utf8 (c, NULL);
    }
  while (length > scheme && is_trailing (start, length))
    length--;
  return length;
}

const char *
rst_link_find (const char *text, gsize *length)
{
  const char *colon;

  g_return_val_if_fail (text != NULL, NULL);

  /* A colon is rarer than a letter, so long texts are quickly searched. */
  for (const char *from = text; (colon = strchr (from, ':')) != NULL; from = colon + 1)
    for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
      {
        gsize before = strcspn (schemes[i], ":");
        const char *start = colon - before;

        if ((gsize) (colon - text) < before ||
            match_scheme (start) != strlen (schemes[i]) ||
            (start > text && g_ascii_isalnum (start[-1])))
          continue;
        *length = measure (start, strlen (schemes[i]));
        if (*length > strlen (schemes[i]))
          return start;
      }
  return NULL;
}
