/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-css.h"

/* Behind these stands a URL, in quotes or bare. */
static const char *const openings[] = { "url(", "src(", "image-set(", "@import" };

static gunichar
take_escape (const char **p)
{
  gunichar c = 0;

  for (int i = 0; i < 6 && g_ascii_isxdigit (**p); i++)
    c = c * 16 + g_ascii_xdigit_value (*(*p)++);
  if (g_ascii_isspace (**p))
    (*p)++;
  return c;
}

/* The style without comments and escapes. */
static char *
simplify (const char *css)
{
  GString *simple = g_string_sized_new (strlen (css));
  const char *p = css;

  while (*p != '\0')
    {
      if (p[0] == '/' && p[1] == '*')
        {
          p = strstr (p + 2, "*/");
          if (p == NULL)
            break;
          p += 2;
        }
      else if (p[0] == '\\' && g_ascii_isxdigit (p[1]))
        {
          gunichar c;

          p++;
          c = take_escape (&p);
          if (c != 0 && g_unichar_validate (c))
            g_string_append_unichar (simple, c);
        }
      else if (p[0] == '\\')
        {
          p++;
        }
      else
        {
          g_string_append_c (simple, *p++);
        }
    }
  return g_string_free (simple, FALSE);
}

static gboolean
opens_url (const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_ascii_strncasecmp (p, openings[i], strlen (openings[i])) == 0)
      return TRUE;
  return FALSE;
}

/* An image-set may name several, one after the other; each is in quotes or
 * in a url() of its own, which is found by itself.
 */
static const char *
take_urls (const char *p, RstCssFunc func, gpointer data)
{
  const char *end;

  p += strcspn (p, "( \t\r\n\"'");
  while (*p != '\0' && *p != ')' && *p != ';' && *p != '}')
    {
      gboolean quoted = *p == '"' || *p == '\'';
      const char stops[] = { quoted ? *p : ')', '\0' };
      g_autofree char *url = NULL;

      if (*p == '(' || *p == ',' || g_ascii_isspace (*p))
        {
          p++;
          continue;
        }
      if (opens_url (p))
        break;
      p += quoted ? 1 : 0;
      end = p + strcspn (p, quoted ? stops : ") \t\r\n;,}");
      url = g_strndup (p, end - p);
      func (url, data);
      p = quoted && *end != '\0' ? end + 1 : end;
    }
  return p;
}

void
rst_css_foreach_url (const char *css, RstCssFunc func, gpointer data)
{
  g_autofree char *simple = NULL;
  const char *p;

  g_return_if_fail (css != NULL);

  simple = simplify (css);
  p = simple;
  while (*p != '\0')
    p = opens_url (p) ? take_urls (p, func, data) : p + 1;
}
