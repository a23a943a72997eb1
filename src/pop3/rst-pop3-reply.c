/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-reply.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-text.h"

/* What an error quotes of a line that is no status line. */
#define QUOTED_OCTETS 120

static gboolean
begins_with (const char *line, gsize length, const char *word)
{
  gsize size = strlen (word);

  return length >= size && g_ascii_strncasecmp (line, word, size) == 0;
}

/* The octets of the status indicator, 0 when the line does not begin with
 * one.
 */
static gsize
scan_status (const char *line, gsize length, RstPop3ReplyStatus *status)
{
  if (begins_with (line, length, "+OK"))
    {
      *status = RST_POP3_REPLY_OK;
      return 3;
    }
  if (begins_with (line, length, "-ERR"))
    {
      *status = RST_POP3_REPLY_ERR;
      return 4;
    }
  if (length > 0 && *line == '+' && (length == 1 || line[1] == ' '))
    {
      *status = RST_POP3_REPLY_CONTINUE;
      return 1;
    }
  return 0;
}

/* The octets of a response code with its brackets, 0 when there is none. Text
 * in brackets that holds a blank is text (RFC 2449 §3, rchar).
 */
static gsize
scan_code (const char *text, gsize length)
{
  gsize i = 1;

  if (length == 0 || *text != '[')
    return 0;
  while (i < length && text[i] > 0x20 && text[i] < 0x7F && text[i] != ']')
    i++;
  return i < length && i > 1 && text[i] == ']' ? i + 1 : 0;
}

RstPop3Reply *
rst_pop3_reply_new (const char *line, gsize length, GError **error)
{
  RstPop3ReplyStatus status;
  RstPop3Reply *self;
  gsize size = scan_status (line, length, &status);

  if (size == 0)
    {
      g_autofree char *quoted = rst_text_dup_line (line, (gssize) MIN (length, QUOTED_OCTETS));

      g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                   _("The server answered “%s”, which is not POP3"), quoted);
      return NULL;
    }

  self = g_new0 (RstPop3Reply, 1);
  self->status = status;
  while (size < length && (line[size] == ' ' || line[size] == '\t'))
    size++;

  if (status != RST_POP3_REPLY_CONTINUE)
    {
      gsize code = scan_code (line + size, length - size);

      if (code > 0)
        self->code = g_ascii_strup (line + size + 1, (gssize) code - 2);
      size += code;
    }
  self->text = rst_text_dup_line (line + size, (gssize) (length - size));
  return self;
}

void
rst_pop3_reply_free (RstPop3Reply *self)
{
  g_free (self->code);
  g_free (self->text);
  g_free (self);
}

gboolean
rst_pop3_reply_has_code (const RstPop3Reply *self, const char *code)
{
  gsize size;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (code != NULL, FALSE);

  size = strlen (code);
  return self->code != NULL &&
         g_ascii_strncasecmp (self->code, code, size) == 0 &&
         (self->code[size] == '\0' || self->code[size] == '/');
}

char *
rst_pop3_reply_dup_line (const RstPop3Reply *self)
{
  static const char *const known[] = {
    "IN-USE", "LOGIN-DELAY", "SYS/TEMP", "SYS/PERM", "SYS", "AUTH", "UTF8",
  };
  static const char *const words[] = {
    [RST_POP3_REPLY_OK] = "+OK",
    [RST_POP3_REPLY_ERR] = "-ERR",
    [RST_POP3_REPLY_CONTINUE] = "+",
  };
  g_autoptr (GString) line = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  line = g_string_new (words[self->status]);
  if (self->status == RST_POP3_REPLY_CONTINUE)
    return g_strconcat (line->str, *self->text != '\0' ? " ••••" : NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (rst_pop3_reply_has_code (self, known[i]))
      {
        g_string_append_printf (line, " [%s]", known[i]);
        break;
      }
  if (*self->text != '\0')
    g_string_append_printf (line, " %s", self->text);
  return g_strdup (line->str);
}

RstError
rst_pop3_reply_get_error (const RstPop3Reply *self)
{
  /* A bare SYS comes last: the server itself has trouble, and nothing says
   * that it will last.
   */
  static const struct
  {
    const char *code;
    RstError error;
  } meanings[] = {
    { "IN-USE", RST_ERROR_IN_USE },
    { "LOGIN-DELAY", RST_ERROR_LOGIN_DELAY },
    { "SYS/PERM", RST_ERROR_PERMANENT },
    { "SYS", RST_ERROR_TEMPORARY },
    { "AUTH", RST_ERROR_AUTH },
  };

  g_return_val_if_fail (self != NULL, RST_ERROR_REFUSED);

  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (rst_pop3_reply_has_code (self, meanings[i].code))
      return meanings[i].error;
  return RST_ERROR_REFUSED;
}

void
rst_pop3_reply_set_error (const RstPop3Reply  *self,
                          const char          *step,
                          RstError             code,
                          GError             **error)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (step != NULL);

  if (rst_pop3_reply_has_code (self, "UTF8"))
    g_set_error (error, RST_ERROR, (int) code,
                 _("The server refused %s because it needs UTF-8 mode: “%s”"), step, self->text);
  else if (*self->text != '\0')
    g_set_error (error, RST_ERROR, (int) code,
                 _("The server refused %s: “%s”"), step, self->text);
  else
    g_set_error (error, RST_ERROR, (int) code,
                 _("The server refused %s without saying why"), step);
}
