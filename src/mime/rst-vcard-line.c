/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-charset.h"
#include "mime/rst-span.h"
#include "mime/rst-transfer.h"
#include "mime/rst-vcard-line.h"

#define MAX_VALUE 2000
#define MAX_LINE (4 * 1024 * 1024) /* a picture is one */

/* Takes off a line as it stands in the file. */
static const char *
take_physical (const char **text, gsize *length)
{
  const char *line = *text;
  const char *end;

  *length = strcspn (line, "\r\n");
  end = line + *length;
  if (end[0] == '\r' && end[1] == '\n')
    end++;
  *text = *end != '\0' ? end + 1 : end;
  return line;
}

static gboolean
is_quoted_printable (const char *line)
{
  const char *colon = strchr (line, ':');

  return colon != NULL &&
         g_strstr_len (line, colon - line, "QUOTED-PRINTABLE") != NULL;
}

static void
append_bounded (GString *line, const char *octets, gsize length)
{
  if (line->len < MAX_LINE)
    g_string_append_len (line, octets, (gssize) MIN (length, MAX_LINE - line->len));
}

/* RFC 6350 §3.2: a line goes on where the next one begins with a blank. */
static char *
take_line (const char **text)
{
  GString *line = g_string_new (NULL);
  gsize length;
  const char *octets = take_physical (text, &length);
  gboolean quoted_printable;

  append_bounded (line, octets, length);
  quoted_printable = is_quoted_printable (line->str);
  while (**text != '\0')
    {
      gboolean soft = quoted_printable && line->len > 0 && line->str[line->len - 1] == '=';

      if (!soft && **text != ' ' && **text != '\t')
        break;
      octets = take_physical (text, &length);
      if (soft)
        g_string_truncate (line, line->len - 1);
      else if (length > 0)
        octets++, length--;
      append_bounded (line, octets, length);
    }
  return g_string_free (line, FALSE);
}

/* The colon before the value: one in a quoted parameter is none. */
static char *
find_colon (char *line)
{
  gboolean quoted = FALSE;

  for (char *p = line; *p != '\0'; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == ':' && !quoted)
        return p;
    }
  return NULL;
}

static char *
dup_parameter (char **parameters, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; parameters[i] != NULL; i++)
    if (g_ascii_strncasecmp (parameters[i], name, length) == 0 && parameters[i][length] == '=')
      return g_strdup (parameters[i] + length + 1);
  return NULL;
}

/* vCard 2.1 leaves out "ENCODING=" at times. */
static gboolean
names_encoding (char **parameters, const char *encoding)
{
  g_autofree char *named = g_strconcat ("ENCODING=", encoding, NULL);

  for (gsize i = 0; parameters[i] != NULL; i++)
    if (g_ascii_strcasecmp (parameters[i], encoding) == 0 ||
        g_ascii_strcasecmp (parameters[i], named) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_value (char **parameters, const char *value)
{
  g_autofree char *charset = dup_parameter (parameters, "CHARSET");
  RstSpan encoded = { value, value + strlen (value) };
  g_autoptr (GBytes) decoded = NULL;
  gsize length;
  const char *octets;

  if (!names_encoding (parameters, "QUOTED-PRINTABLE"))
    return g_strdup (value);

  decoded = rst_transfer_decode (encoded, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, '\n');
  octets = g_bytes_get_data (decoded, &length);
  return rst_charset_to_utf8 (charset, octets != NULL ? octets : "", length);
}

static RstVcardLine *
read_line (char *line)
{
  char *colon = find_colon (line);
  g_auto (GStrv) parameters = NULL;
  RstVcardLine *self;
  const char *dot;

  if (colon == NULL)
    return NULL;

  *colon = '\0';
  parameters = g_strsplit (line, ";", 32);
  if (parameters[0] == NULL)
    return NULL;
  self = g_new0 (RstVcardLine, 1);
  dot = strrchr (parameters[0], '.');
  self->name = g_ascii_strup (dot != NULL ? dot + 1 : parameters[0], -1);
  self->value = dup_value (parameters + 1, colon + 1);
  self->base64 = names_encoding (parameters + 1, "BASE64") || names_encoding (parameters + 1, "B");
  return self;
}

RstVcardLine *
rst_vcard_line_next (const char **text)
{
  RstVcardLine *self = NULL;

  while (self == NULL && **text != '\0')
    {
      g_autofree char *line = take_line (text);

      self = read_line (line);
    }
  return self;
}

/* RFC 6350 §3.4: what a backslash stands before means itself, but "n". */
static char *
dup_until (const char *value, const char *end)
{
  GString *plain = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (const char *p = value; p < end && plain->len < MAX_VALUE; p++)
    {
      if (*p == '\\' && p + 1 < end)
        g_string_append_c (plain, *++p == 'n' || *p == 'N' ? '\n' : *p);
      else
        g_string_append_c (plain, *p);
    }
  line = rst_text_dup_line (plain->str, (gssize) plain->len);
  g_string_free (plain, TRUE);
  return g_steal_pointer (&line);
}

static const char *
skip_component (const char *value)
{
  while (*value != '\0' && *value != ';')
    value += *value == '\\' && value[1] != '\0' ? 2 : 1;
  return value;
}

char *
rst_vcard_line_dup_component (const RstVcardLine *self, guint index)
{
  const char *start = self->value;

  for (; index > 0; index--)
    {
      start = skip_component (start);
      if (*start == '\0')
        return g_strdup ("");
      start++;
    }
  return dup_until (start, skip_component (start));
}

char *
rst_vcard_line_dup_text (const RstVcardLine *self)
{
  return dup_until (self->value, self->value + strlen (self->value));
}

void
rst_vcard_line_free (RstVcardLine *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}
