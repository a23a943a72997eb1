/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-html-color.h"
#include "mime/rst-html-remote.h"
#include "mime/rst-html-text.h"
#include "mime/rst-html.h"

#define MAX_TEXT (32 * 1024 * 1024)

char *
rst_html_to_text (const char *html)
{
  g_return_val_if_fail (html != NULL, NULL);

  return rst_html_text_render (html, RST_HTML_LINKS_SHOWN, MAX_TEXT);
}

gboolean
rst_html_names_remote (const char *html)
{
  g_return_val_if_fail (html != NULL, FALSE);

  return rst_html_remote_find (html);
}

gboolean
rst_html_names_colors (const char *html)
{
  g_return_val_if_fail (html != NULL, FALSE);

  return rst_html_color_find (html);
}
