/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-html-element.h"
#include "mime/rst-html-scan.h"

static const struct
{
  const char *name;
  RstHtmlElement kind;
} elements[] = {
  { "a", RST_HTML_ELEMENT_LINK },
  { "address", RST_HTML_ELEMENT_LINE },
  { "article", RST_HTML_ELEMENT_LINE },
  { "audio", RST_HTML_ELEMENT_DROPPED },
  { "blockquote", RST_HTML_ELEMENT_PARAGRAPH | RST_HTML_ELEMENT_QUOTE },
  { "caption", RST_HTML_ELEMENT_LINE },
  { "center", RST_HTML_ELEMENT_LINE },
  { "dd", RST_HTML_ELEMENT_LINE },
  { "div", RST_HTML_ELEMENT_LINE },
  { "dl", RST_HTML_ELEMENT_PARAGRAPH },
  { "dt", RST_HTML_ELEMENT_LINE },
  { "fieldset", RST_HTML_ELEMENT_LINE },
  { "figcaption", RST_HTML_ELEMENT_LINE },
  { "figure", RST_HTML_ELEMENT_PARAGRAPH },
  { "footer", RST_HTML_ELEMENT_LINE },
  { "form", RST_HTML_ELEMENT_LINE },
  { "h1", RST_HTML_ELEMENT_PARAGRAPH },
  { "h2", RST_HTML_ELEMENT_PARAGRAPH },
  { "h3", RST_HTML_ELEMENT_PARAGRAPH },
  { "h4", RST_HTML_ELEMENT_PARAGRAPH },
  { "h5", RST_HTML_ELEMENT_PARAGRAPH },
  { "h6", RST_HTML_ELEMENT_PARAGRAPH },
  { "head", RST_HTML_ELEMENT_DROPPED },
  { "header", RST_HTML_ELEMENT_LINE },
  { "hr", RST_HTML_ELEMENT_PARAGRAPH },
  { "iframe", RST_HTML_ELEMENT_DROPPED },
  { "li", RST_HTML_ELEMENT_LINE | RST_HTML_ELEMENT_ITEM },
  { "main", RST_HTML_ELEMENT_LINE },
  { "nav", RST_HTML_ELEMENT_LINE },
  { "ol", RST_HTML_ELEMENT_PARAGRAPH | RST_HTML_ELEMENT_LIST | RST_HTML_ELEMENT_ORDERED },
  { "p", RST_HTML_ELEMENT_PARAGRAPH },
  { "pre", RST_HTML_ELEMENT_PARAGRAPH | RST_HTML_ELEMENT_PRE },
  { "script", RST_HTML_ELEMENT_DROPPED },
  { "section", RST_HTML_ELEMENT_LINE },
  { "select", RST_HTML_ELEMENT_DROPPED },
  { "style", RST_HTML_ELEMENT_DROPPED },
  { "svg", RST_HTML_ELEMENT_DROPPED },
  { "table", RST_HTML_ELEMENT_LINE },
  { "td", RST_HTML_ELEMENT_CELL },
  { "template", RST_HTML_ELEMENT_DROPPED },
  { "th", RST_HTML_ELEMENT_CELL },
  { "title", RST_HTML_ELEMENT_DROPPED },
  { "tr", RST_HTML_ELEMENT_LINE },
  { "ul", RST_HTML_ELEMENT_PARAGRAPH | RST_HTML_ELEMENT_LIST },
  { "video", RST_HTML_ELEMENT_DROPPED },
};

RstHtmlElement
rst_html_element_get (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (name, elements[i].name) == 0)
      return elements[i].kind;
  return 0;
}

gboolean
rst_html_element_is_hidden (const char **attributes)
{
  static const char *const signs[] = {
    "display:none", "visibility:hidden", "mso-hide:all", "max-height:0",
  };
  const char *style = rst_html_get_attribute (attributes, "style");
  g_autoptr (GString) tight = NULL;

  if (rst_html_get_attribute (attributes, "hidden") != NULL)
    return TRUE;
  if (style == NULL)
    return FALSE;

  tight = g_string_new (NULL);
  for (; *style != '\0'; style++)
    if (!g_ascii_isspace (*style))
      g_string_append_c (tight, g_ascii_tolower (*style));
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (tight->str, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}
