/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <libxml/HTMLparser.h>

#include "mime/rst-html-scan.h"
#include "mime/rst-mime.h"

#define CHUNK 4096
#define MAX_OPEN 512

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

/* Never cuts a character in two. */
static gsize
get_chunk_length (const char *html, const char *end)
{
  if (end - html <= CHUNK)
    return end - html;
  return g_utf8_find_prev_char (html, html + CHUNK) - html;
}

void
rst_html_scan (const char           *html,
               const RstHtmlHandler *handler,
               gpointer              data)
{
  Scan scan = { handler, data };
  const char *end = html + strlen (html);
  htmlParserCtxtPtr parser;

  rst_mime_init ();
  parser = open_parser (&scan);
  while (html < end)
    {
      gsize length = get_chunk_length (html, end);

      htmlParseChunk (parser, html, (int) length, 0);
      html += length;
      if (parser->nameNr > MAX_OPEN)
        {
          close_parser (parser);
          parser = open_parser (&scan);
        }
    }
  close_parser (parser);
}

const char *
rst_html_get_attribute (const char **attributes, const char *name)
{
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1] != NULL ? attributes[i + 1] : "";
  return NULL;
}
