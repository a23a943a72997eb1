/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-stamp.h"

#include <string.h>

static gboolean
is_atext (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Goes past a dot-atom-text: words of atext with a dot between each two.
 * Returns %NULL where none stands.
 */
static const char *
skip_dot_atom (const char *p)
{
  for (;; p++)
    {
      if (!is_atext (*p))
        return NULL;
      while (is_atext (*p))
        p++;
      if (*p != '.')
        return p;
    }
}

/* Goes past a no-fold-literal: dtext in square brackets. */
static const char *
skip_literal (const char *p)
{
  for (p++; *p > 0x20 && *p < 0x7F && strchr ("[\\]", *p) == NULL; p++)
    ;
  return *p == ']' ? p + 1 : NULL;
}

/* Goes past a msg-id. */
static const char *
skip_stamp (const char *p)
{
  p = skip_dot_atom (p + 1);
  if (p == NULL || *p != '@')
    return NULL;
  p = p[1] == '[' ? skip_literal (p + 1) : skip_dot_atom (p + 1);
  return p != NULL && *p == '>' ? p + 1 : NULL;
}

char *
rst_pop3_stamp_find (const char *banner)
{
  g_return_val_if_fail (banner != NULL, NULL);

  for (const char *p = banner; (p = strchr (p, '<')) != NULL; p++)
    {
      const char *end = skip_stamp (p);

      if (end != NULL)
        return g_strndup (p, (gsize) (end - p));
    }
  return NULL;
}
