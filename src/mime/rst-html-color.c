/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-html-color.h"

#include <string.h>

#include "mime/rst-html-scan.h"

#define MAX_READ (4 * 1024 * 1024)

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  static const char *const colors[] = { "alink", "background", "bgcolor", "color", "link", "text", "vlink" };
  gboolean *found = data;
  const char *style = rst_html_get_attribute (attributes, "style");
  g_autofree char *folded = style != NULL ? g_ascii_strdown (style, -1) : NULL;

  *found |= g_str_equal (name, "style");
  for (gsize i = 0; i < G_N_ELEMENTS (colors) && !*found; i++)
    *found = rst_html_get_attribute (attributes, colors[i]) != NULL;
  /* An escape may stand for a letter of either. */
  if (folded != NULL)
    *found |= strstr (folded, "color") != NULL || strstr (folded, "background") != NULL ||
              strchr (folded, '\\') != NULL;
}

static void
end_cb (gpointer data, const char *name)
{
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
}

static gboolean
is_done_cb (gpointer data)
{
  return *(gboolean *) data;
}

gboolean
rst_html_color_find (const char *html)
{
  static const RstHtmlHandler handler = { start_cb, end_cb, text_cb, is_done_cb };
  gboolean found = FALSE;

  g_return_val_if_fail (html != NULL, FALSE);

  /* What is not read is taken for the worst. */
  if (strlen (html) > MAX_READ)
    return TRUE;
  return !rst_html_scan (html, &handler, &found) || found;
}
