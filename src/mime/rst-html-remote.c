/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-css.h"
#include "mime/rst-html-remote.h"
#include "mime/rst-html-scan.h"

#define MAX_STYLE (4 * 1024 * 1024)

/* A relative URL is fetched only where a base makes it a remote one, and the
 * base may come last: so both are noted.
 */
typedef struct
{
  gboolean remote;
  gboolean relative;
  gboolean remote_base;
  gboolean in_style;
  GString *style;
} Search;

typedef enum
{
  LOCAL,
  RELATIVE,
  REMOTE,
} Where;

static gboolean
is_slash (char c)
{
  return c == '/' || c == '\\';
}

/* Browsers drop tabs and line ends anywhere in a URL, and blanks before it
 * (WHATWG URL Standard §4.4).
 */
static char *
normalize (const char *url)
{
  GString *tight = g_string_new (NULL);

  while (*url != '\0' && (guchar) *url <= ' ')
    url++;
  for (; *url != '\0'; url++)
    if (*url != '\t' && *url != '\n' && *url != '\r')
      g_string_append_c (tight, g_ascii_tolower (*url));
  return g_string_free (tight, FALSE);
}

static Where
classify (const char *url)
{
  static const char *const remote[] = { "http", "https", "ftp", "ws", "wss" };
  g_autofree char *tight = normalize (url);
  g_autofree char *scheme = NULL;
  gsize length = strspn (tight, "abcdefghijklmnopqrstuvwxyz0123456789+-.");

  if (*tight == '\0' || *tight == '#')
    return LOCAL;
  if (is_slash (tight[0]) && is_slash (tight[1]))
    return REMOTE;
  if (tight[length] != ':')
    return RELATIVE;

  scheme = g_strndup (tight, length);
  for (gsize i = 0; i < G_N_ELEMENTS (remote); i++)
    if (strcmp (scheme, remote[i]) == 0)
      return REMOTE;
  return LOCAL;
}

static void
note_url_cb (const char *url, gpointer data)
{
  Search *self = data;
  Where where = classify (url);

  self->remote |= where == REMOTE;
  self->relative |= where == RELATIVE;
}

/* "a.png 1x, b.png 2x" */
static void
note_source_set (Search *self, const char *value)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\r\n,", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    note_url_cb (words[i], self);
}

/* "5; url=https://…" */
static void
note_refresh (Search *self, const char *value)
{
  const char *url = value + strcspn (value, ";,");

  url += strspn (url, ";, \t\r\n");
  if (g_ascii_strncasecmp (url, "url", 3) == 0)
    url += 3 + strspn (url + 3, " \t\r\n=");
  url += strspn (url, "'\"");
  note_url_cb (url, self);
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (strcmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

static void
note_attribute (Search *self, const char *element, const char *name, const char *value)
{
  static const char *const fetched[] = {
    "archive", "background", "classid", "code", "data", "dynsrc", "icon", "lowsrc",
    "poster", "src", NULL,
  };
  static const char *const sets[] = { "srcset", "imagesrcset", NULL };
  static const char *const links[] = { "href", "xlink:href", NULL };
  static const char *const clicked[] = { "a", "area", "base", NULL };

  if (is_one_of (name, fetched))
    note_url_cb (value, self);
  else if (is_one_of (name, sets))
    note_source_set (self, value);
  else if (is_one_of (name, links) && !is_one_of (element, clicked))
    note_url_cb (value, self);
  else if (is_one_of (name, links) && strcmp (element, "base") == 0)
    self->remote_base |= classify (value) == REMOTE;
  else if (strchr (value, '(') != NULL || strchr (value, '\\') != NULL)
    /* style, and what SVG allows outside of it: fill, mask, filter … */
    rst_css_foreach_url (value, note_url_cb, self);
}

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  Search *self = data;
  const char *local_name = strrchr (name, ':');
  const char *equivalent = rst_html_get_attribute (attributes, "http-equiv");
  const char *content = rst_html_get_attribute (attributes, "content");

  name = local_name != NULL ? local_name + 1 : name;
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (attributes[i + 1] != NULL)
      note_attribute (self, name, attributes[i], attributes[i + 1]);

  if (equivalent != NULL && content != NULL &&
      g_ascii_strcasecmp (equivalent, "refresh") == 0)
    note_refresh (self, content);
  if (strcmp (name, "style") == 0)
    self->in_style = TRUE;
}

static void
end_cb (gpointer data, const char *name)
{
  Search *self = data;

  if (strcmp (name, "style") != 0)
    return;

  rst_css_foreach_url (self->style->str, note_url_cb, self);
  g_string_truncate (self->style, 0);
  self->in_style = FALSE;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Search *self = data;

  if (!self->in_style)
    return;

  /* Too much to look through: take it for the worst. */
  if (self->style->len + length > MAX_STYLE)
    self->remote = TRUE;
  else
    g_string_append_len (self->style, text, length);
}

static gboolean
is_done_cb (gpointer data)
{
  return ((Search *) data)->remote;
}

gboolean
rst_html_remote_find (const char *html)
{
  static const RstHtmlHandler handler = { start_cb, end_cb, text_cb, is_done_cb };
  Search self = { .style = g_string_new (NULL) };

  /* What was not read is taken for the worst too. */
  if (!rst_html_scan (html, &handler, &self))
    self.remote = TRUE;
  g_string_free (self.style, TRUE);
  return self.remote || (self.relative && self.remote_base);
}
