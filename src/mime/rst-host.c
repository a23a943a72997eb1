/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-host.h"

#include <gio/gio.h>
#include <libpsl.h>
#include <string.h>

/* RFC 1035 §2.3.4, and what IDN may make of it. */
#define MAX_HOST 1024

char *
rst_host_dup_ascii (const char *host, gssize length)
{
  g_autofree char *name = NULL;
  g_autofree char *ascii = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  if (length < 0)
    length = (gssize) strlen (host);
  if (length == 0 || length > MAX_HOST)
    return NULL;

  name = g_strndup (host, (gsize) length);
  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  if (!g_utf8_validate (name, -1, NULL) || *name == '\0')
    return NULL;
  ascii = g_hostname_to_ascii (name);
  return ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;
}

gboolean
rst_host_is_number (const char *host)
{
  const char *last;

  g_return_val_if_fail (host != NULL, FALSE);

  /* WHATWG URL §3.5: a host whose last label is a number is an IPv4 address. */
  last = strrchr (host, '.');
  last = last != NULL ? last + 1 : host;
  if (g_ascii_strncasecmp (last, "0x", 2) == 0)
    return last[2 + strspn (last + 2, "0123456789abcdefABCDEF")] == '\0';
  return g_hostname_is_ip_address (host) ||
         (*last != '\0' && last[strspn (last, "0123456789")] == '\0');
}

static const char *
get_site (const char *host)
{
  const char *site = NULL;

  if (!rst_host_is_number (host))
    site = psl_registrable_domain (psl_builtin (), host);
  return site != NULL ? site : host;
}

gboolean
rst_host_is_same_site (const char *a, const char *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_str_equal (get_site (a), get_site (b));
}

gboolean
rst_host_is_plausible (const char *host)
{
  const char *last;

  g_return_val_if_fail (host != NULL, FALSE);

  last = strrchr (host, '.');
  return last != NULL && last > host &&
         host[strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-._")] == '\0' &&
         strstr (host, "..") == NULL &&
         (g_hostname_is_ip_address (host) ||
          psl_is_public_suffix2 (psl_builtin (), last + 1, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE));
}

/* Letters that most fonts draw like a Latin one. */
static gboolean
looks_latin (gunichar c)
{
  static const char letters[] = "авекмнорстухіјѕһԁԛԝӏүьαεικνορτυχγωաոսօցհ";

  return g_utf8_strchr (letters, -1, c) != NULL;
}

/* One part between dots: a mixture of scripts, or a word of look-alikes alone. */
static gboolean
label_misleads (const char *label)
{
  gboolean latin = FALSE;
  gboolean other = FALSE;
  gboolean all_alike = TRUE;

  for (; *label != '\0'; label = g_utf8_next_char (label))
    {
      gunichar c = g_utf8_get_char (label);
      GUnicodeScript script = g_unichar_get_script (c);

      if (script == G_UNICODE_SCRIPT_LATIN)
        latin = TRUE;
      else if (script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_GREEK ||
               script == G_UNICODE_SCRIPT_ARMENIAN || script == G_UNICODE_SCRIPT_CHEROKEE)
        {
          other = TRUE;
          all_alike &= looks_latin (c);
        }
    }
  return other && (latin || all_alike);
}

gboolean
rst_host_misleads (const char *host)
{
  g_autofree char *name = NULL;
  g_auto (GStrv) labels = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  name = g_hostname_to_unicode (host);
  if (name == NULL)
    return TRUE;
  labels = g_strsplit (name, ".", -1);
  for (gsize i = 0; labels[i] != NULL; i++)
    if (label_misleads (labels[i]))
      return TRUE;
  return FALSE;
}
