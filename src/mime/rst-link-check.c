/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-link-check.h"

#include <gio/gio.h>
#include <string.h>

#include "mime/rst-host.h"
#include "mime/rst-html-scan.h"

/* Left as they are when two addresses are compared. */
#define UNESCAPED "/?#:@=&+,;%!$'()*~[]|"

void
rst_link_check_free (RstLinkCheck *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->shown);
  g_free (self->host);
  g_free (self);
}

static const char *
skip_scheme (const char *text)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
      return text + strlen (schemes[i]);
  return text;
}

/* The host in what follows a scheme. Browsers take "\" for "/". */
static char *
dup_host (const char *rest, gboolean *user)
{
  gsize length = strcspn (rest, "/\\?#");
  const char *start = g_strrstr_len (rest, (gssize) length, "@");
  gsize host;

  *user = start != NULL;
  start = start != NULL ? start + 1 : rest;
  length -= (gsize) (start - rest);
  if (*start == '[')
    {
      const char *end = memchr (start, ']', length);

      return end != NULL ? g_ascii_strdown (start + 1, end - start - 1) : NULL;
    }
  host = strcspn (start, ":/\\?#");
  return rst_host_dup_ascii (start, (gssize) MIN (host, length));
}

/* A word of a link's text that names a site, or NULL. Alone in its link it may
 * do without "www.".
 */
static char *
dup_named_host (const char *word, gboolean alone)
{
  const char *rest = skip_scheme (word);
  gboolean user;
  g_autofree char *host = dup_host (rest, &user);

  if (host == NULL)
    return NULL;
  if (rest != word && strchr (host, '.') != NULL)
    return g_steal_pointer (&host);
  if (g_ascii_strncasecmp (word, "www.", 4) == 0 && strchr (word + 4, '.') != NULL)
    return g_steal_pointer (&host);
  return (alone || user) && rst_host_is_plausible (host) ? g_steal_pointer (&host) : NULL;
}

/* "readme.md" that leads to a file of that name is no site in Moldova. */
static gboolean
is_file_of (const char *word, const char *uri)
{
  static const char *const types[] = { "cc", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "zip" };
  const char *dot = strrchr (word, '.');
  const char *path = strchr (skip_scheme (uri), '/');
  g_autofree char *file = NULL;

  if (dot == NULL || path == NULL)
    return FALSE;

  file = g_strndup (path, strcspn (path, "?#"));
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (dot + 1, types[i]) == 0)
      return g_str_equal (strrchr (file, '/') + 1, word);
  return FALSE;
}

/* Blanks, quotation marks and what else stands around a name. "[" may be the
 * beginning of one.
 */
static gboolean
is_between (gunichar c)
{
  if (c < 0x80)
    return c <= ' ' || strchr ("<>()\"',;!", (int) c) != NULL;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
      return TRUE;
    default:
      return g_unichar_isspace (c);
    }
}

/* Takes the next word, and moves @text behind it and what follows; NULL at the
 * end.
 */
static char *
take_word (const char **text)
{
  const char *start = *text;
  const char *end;

  while (*start != '\0' && is_between (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  for (end = start; *end != '\0' && !is_between (g_utf8_get_char (end));)
    end = g_utf8_next_char (end);
  for (*text = end; **text != '\0' && is_between (g_utf8_get_char (*text));)
    *text = g_utf8_next_char (*text);
  return end > start ? g_strndup (start, (gsize) (end - start)) : NULL;
}

/* To its end: whoever wants to mislead would put the name behind what is read. */
static void
check_text (RstLinkCheck *self, const char *text, const char *uri)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *next = valid;
  gboolean first = TRUE;
  char *taken;

  for (; (taken = take_word (&next)) != NULL; first = FALSE)
    {
      g_autofree char *word = taken;
      g_autofree char *host = dup_named_host (word, first && *next == '\0');

      if (host == NULL || rst_host_is_same_site (host, self->host) || is_file_of (word, uri))
        continue;
      self->doubt = RST_LINK_DOUBT_OTHER;
      self->shown = g_steal_pointer (&host);
      return;
    }
}

RstLinkCheck *
rst_link_check_new (const char *text, const char *uri)
{
  RstLinkCheck *self;
  gboolean mail, user;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_new0 (RstLinkCheck, 1);
  mail = g_ascii_strncasecmp (uri, "mailto:", 7) == 0;
  self->host = dup_host (skip_scheme (uri), &user);
  if (self->host == NULL)
    {
      /* A letter to nobody, for the person to fill in, leads nowhere yet. */
      self->doubt = mail && (uri[7] == '\0' || uri[7] == '?') ? RST_LINK_DOUBT_NONE
                                                             : RST_LINK_DOUBT_UNREADABLE;
      self->host = g_strdup ("");
      return self;
    }
  if (rst_host_misleads (self->host))
    self->doubt = RST_LINK_DOUBT_LETTERS;
  else if (user && !mail)
    self->doubt = RST_LINK_DOUBT_USER;
  else if (rst_host_is_number (self->host))
    self->doubt = RST_LINK_DOUBT_NUMBER;
  if (text != NULL)
    check_text (self, text, uri);
  return self;
}

/* Two spellings of an address that lead to the same place give the same. */
static char *
dup_canonical (const char *uri)
{
  g_autoptr (GString) tight = g_string_new (NULL);
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  const char *rest;
  gboolean user;

  for (; *uri != '\0'; uri++)
    if (strchr ("\t\r\n", *uri) == NULL)
      g_string_append_c (tight, *uri);
  g_strstrip (tight->str);
  rest = skip_scheme (tight->str);
  host = dup_host (rest, &user);
  rest += strcspn (rest, "/\\?#");
  if (host == NULL || user)
    return g_uri_escape_string (tight->str, UNESCAPED, FALSE);
  path = g_uri_escape_string (rest, UNESCAPED, FALSE);
  return g_strconcat (host, *rest == '/' ? "" : "/", path, NULL);
}

/* Goes over the links of a page. */
typedef struct
{
  const char *uri;
  const char *canonical;
  RstLinkCheck *worst;
  GString *label; /* of the link that is open, if it leads there */
  gboolean open;
} Search;

static void
end_link (Search *self)
{
  g_autoptr (RstLinkCheck) check = NULL;

  if (!self->open)
    return;

  self->open = FALSE;
  check = rst_link_check_new (self->label->str, self->uri);
  if (check->doubt <= self->worst->doubt)
    return;
  rst_link_check_free (self->worst);
  self->worst = g_steal_pointer (&check);
}

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  Search *self = data;
  const char *href = rst_html_get_attribute (attributes, "href");
  g_autofree char *canonical = NULL;

  if (!g_str_equal (name, "a") || href == NULL)
    return;

  end_link (self);
  canonical = dup_canonical (href);
  self->open = g_str_equal (canonical, self->canonical);
  g_string_truncate (self->label, 0);
}

static void
end_cb (gpointer data, const char *name)
{
  if (g_str_equal (name, "a"))
    end_link (data);
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Search *self = data;

  if (self->open)
    g_string_append_len (self->label, text, (gssize) length);
}

RstLinkCheck *
rst_link_check_new_in_html (const char *html, const char *uri)
{
  static const RstHtmlHandler handler = { start_cb, end_cb, text_cb };
  g_autofree char *canonical = NULL;
  Search search = { .uri = uri };

  g_return_val_if_fail (html != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  search.canonical = canonical = dup_canonical (uri);
  search.worst = rst_link_check_new (NULL, uri);
  search.label = g_string_new (NULL);
  rst_html_scan (html, &handler, &search);
  end_link (&search);
  g_string_free (search.label, TRUE);
  return search.worst;
}

static void
append_readable (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean plain = g_unichar_isgraph (c) && g_unichar_type (c) != G_UNICODE_FORMAT;

      for (const char *octet = p; octet < g_utf8_next_char (p); octet++)
        if (plain)
          g_string_append_c (out, *octet);
        else
          g_string_append_printf (out, "%%%02X", (guchar) *octet);
    }
}

char *
rst_link_check_dup_readable (const char *uri)
{
  g_autofree char *host = NULL;
  g_autofree char *letters = NULL;
  const char *rest;
  const char *start;
  gboolean user;
  GString *out;

  g_return_val_if_fail (uri != NULL, NULL);

  out = g_string_new (NULL);
  rest = skip_scheme (uri);
  host = dup_host (rest, &user);
  letters = host != NULL ? g_hostname_to_unicode (host) : NULL;
  if (letters == NULL || g_str_equal (letters, host))
    {
      append_readable (out, uri);
      return g_string_free (out, FALSE);
    }

  start = g_strrstr_len (rest, (gssize) strcspn (rest, "/\\?#"), "@");
  start = start != NULL ? start + 1 : rest;
  g_string_append_len (out, uri, start - uri);
  g_string_append (out, host);
  append_readable (out, start + strcspn (start, ":/\\?#"));
  if (!rst_host_misleads (host))
    g_string_append_printf (out, " (%s)", letters);
  return g_string_free (out, FALSE);
}
