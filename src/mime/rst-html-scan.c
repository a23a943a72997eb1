/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <libxml/HTMLparser.h>

#include "mime/rst-html-scan.h"
#include "mime/rst-mime.h"

#define CHUNK 1024
#define MAX_TRIES 8 /* to find the end of a tag in it */
#define MAX_OPEN 512

/* Marks in a tag that has not come to its end. libxml2 compares each attribute
 * of a tag with each other one; and behind a quote that is never closed it keeps
 * back all that follows, to open any number of elements in the end.
 */
#define MAX_MARKS 1024

typedef struct
{
  const RstHtmlHandler *handler;
  gpointer data;
} Scan;

static void
start_cb (void *user_data, const xmlChar *name, const xmlChar **attributes)
{
  Scan *scan = user_data;

  scan->handler->start (scan->data, (const char *) name, (const char **) attributes);
}

static void
end_cb (void *user_data, const xmlChar *name)
{
  Scan *scan = user_data;

  scan->handler->end (scan->data, (const char *) name);
}

static void
text_cb (void *user_data, const xmlChar *text, int length)
{
  Scan *scan = user_data;

  scan->handler->text (scan->data, (const char *) text, length);
}

static gboolean
is_done (const Scan *scan)
{
  return scan->handler->is_done != NULL && scan->handler->is_done (scan->data);
}

static htmlParserCtxtPtr
open_parser (Scan *scan)
{
  htmlSAXHandler sax = {
    .startElement = start_cb,
    .endElement = end_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
  };
  htmlParserCtxtPtr parser;

  parser = htmlCreatePushParserCtxt (&sax, scan, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  /* Only fails without memory. */
  g_assert (parser != NULL);
  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                              HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                              HTML_PARSE_IGNORE_ENC);
  return parser;
}

static void
close_parser (htmlParserCtxtPtr parser)
{
  htmlParseChunk (parser, "", 0, 1);
  if (parser->myDoc != NULL)
    xmlFreeDoc (parser->myDoc);
  htmlFreeParserCtxt (parser);
}

/* Whether @mark, a ">", ends a tag: in a quoted attribute it does not. */
static gboolean
ends_tag (const char *html, const char *mark)
{
  const char *p = memrchr (html, '<', (gsize) (mark - html));
  char quote = '\0';

  for (; p != NULL && p < mark; p++)
    if (*p == quote)
      quote = '\0';
    else if (quote == '\0' && (*p == '"' || *p == '\''))
      quote = *p;
  return quote == '\0';
}

/* Behind a tag, if one ends there: a piece that ends in a quoted attribute makes
 * libxml2 2.9.14 take the closing quote for an opening one. Never cuts a character
 * in two.
 */
static gsize
get_chunk_length (const char *html, const char *end)
{
  const char *mark = html + CHUNK;

  if (end - html <= CHUNK)
    return end - html;
  for (guint i = 0; i < MAX_TRIES && mark != NULL; i++)
    {
      mark = memrchr (html, '>', (gsize) (mark - html));
      if (mark != NULL && ends_tag (html, mark))
        return mark + 1 - html;
    }
  return g_utf8_find_prev_char (html, html + CHUNK) - html;
}

/* Where an attribute or a tag may begin. Data in base64 has no mark. */
static guint
count_marks (const char *html, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    if (strchr (" \t\r\n\"'<", html[i]) != NULL)
      n++;
  return n;
}

static gsize
get_pending (htmlParserCtxtPtr parser)
{
  return (gsize) (parser->input->end - parser->input->cur);
}

static gboolean
is_in_tag (htmlParserCtxtPtr parser)
{
  return get_pending (parser) > 1 &&
         parser->input->cur[0] == '<' &&
         g_ascii_isalpha (parser->input->cur[1]);
}

/* @n_marks counts what came since the parser last went on. */
static gboolean
parse_chunk (htmlParserCtxtPtr parser, const char *html, gsize length, guint *n_marks)
{
  gsize pending = get_pending (parser);

  htmlParseChunk (parser, html, (int) length, 0);
  if (get_pending (parser) < pending + length)
    *n_marks = 0;
  else
    *n_marks += count_marks (html, length);
  return *n_marks <= MAX_MARKS || !is_in_tag (parser);
}

gboolean
rst_html_scan (const char           *html,
               const RstHtmlHandler *handler,
               gpointer              data)
{
  Scan scan = { handler, data };
  const char *end = html + strlen (html);
  gboolean whole = TRUE;
  guint n_marks = 0;
  htmlParserCtxtPtr parser;

  rst_mime_init ();
  parser = open_parser (&scan);
  while (html < end && !is_done (&scan))
    {
      gsize length = get_chunk_length (html, end);
      gboolean sound = parse_chunk (parser, html, length, &n_marks);

      html += length;
      whole = whole && sound;
      if (!sound || parser->nameNr > MAX_OPEN)
        {
          close_parser (parser);
          parser = open_parser (&scan);
          n_marks = 0;
        }
    }
  close_parser (parser);
  return whole;
}

const char *
rst_html_get_attribute (const char **attributes, const char *name)
{
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1] != NULL ? attributes[i + 1] : "";
  return NULL;
}
