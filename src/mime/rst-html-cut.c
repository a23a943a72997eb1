/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-html-cut.h"

/* WebKit lays so much out in a quarter of a second. Newsletters have a few
 * thousand tags; only what programs write has more. It numbers a list anew with
 * each piece of it that comes, so an item takes longer than most.
 */
#define MAX_OCTETS (1024 * 1024)
#define MAX_TAGS 20000
#define TAGS_OF_ITEM 4

/* What is longer is a mark in a text rather than the start of a tag. */
#define MAX_TAG (16 * 1024)

#define DATA ";base64,"
#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

static guint
weigh (const char *tag)
{
  return g_ascii_strncasecmp (tag, "<li", 3) == 0 ? TAGS_OF_ITEM : 1;
}

/* Every mark counts as a tag, also in comments, scripts and quotes: who reads
 * HTML otherwise than WebKit does would be led past any bound.
 */
gsize
rst_html_cut_find (const char *html)
{
  const char *tag = NULL;
  const char *p;
  gsize n_octets = 0;
  guint n_tags = 0;

  g_return_val_if_fail (html != NULL, 0);

  for (p = html; *p != '\0' && n_octets < MAX_OCTETS; p++, n_octets++)
    {
      if (*p == ';' && strncmp (p, DATA, strlen (DATA)) == 0)
        p += strlen (DATA) + strspn (p + strlen (DATA), BASE64) - 1;
      else if (*p == '>')
        tag = NULL;
      else if (*p == '<')
        {
          n_tags += weigh (p);
          if (n_tags > MAX_TAGS)
            return (gsize) (p - html);
          tag = p;
        }
    }
  if (*p == '\0')
    return (gsize) (p - html);
  if (tag != NULL && p - tag < MAX_TAG)
    return (gsize) (tag - html);
  return (gsize) (g_utf8_find_prev_char (html, p + 1) - html);
}
