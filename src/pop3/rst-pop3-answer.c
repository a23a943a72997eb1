/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "base/rst-error.h"
#include "base/rst-secret.h"
#include "base/rst-text.h"
#include "pop3/rst-pop3-bounds.h"

/* So much of a secret is enough to know it by; a text may hold the beginning
 * alone.
 */
#define HIDDEN_PREFIX 8

/* What the server repeats went through the same function. */
void
rst_pop3_session_hide (RstPop3Session *self, const char *secret)
{
  RstSecret *shown = rst_text_dup_line (secret, -1);

  if (strlen (shown) > HIDDEN_PREFIX)
    explicit_bzero (shown + HIDDEN_PREFIX, strlen (shown + HIDDEN_PREFIX));
  if (*shown != '\0')
    g_ptr_array_add (self->hidden, shown);
  else
    rst_secret_free (shown);
}

/* A server may repeat what was sent at any time, and its text ends up on
 * screens and in logs.
 */
void
rst_pop3_session_cut_hidden (RstPop3Session *self, char *text)
{
  for (guint i = 0; i < self->hidden->len; i++)
    {
      char *found = strstr (text, self->hidden->pdata[i]);

      if (found != NULL)
        explicit_bzero (found, strlen (found));
    }
  g_strchomp (text);
}

/* Takes @cause over, which may quote the server. */
static void
propagate_quoting (RstPop3Session *self, GError **error, GError *cause)
{
  rst_pop3_session_cut_hidden (self, cause->message);
  g_propagate_error (error, cause);
}

static void
log_received (RstPop3Session *self, const char *text, gssize length)
{
  g_autofree char *shown = NULL;

  if (self->log == NULL)
    return;

  shown = rst_text_dup_line (text, length);
  rst_pop3_session_cut_hidden (self, shown);
  rst_pop3_log_add (self->log, RST_POP3_LOG_RECEIVED, shown, -1);
}

/* Reads a line that is not blank. */
static const char *
read_line (RstPop3Session  *self,
           gsize           *length,
           const char      *step,
           GCancellable    *cancellable,
           GError         **error)
{
  const char *line;
  guint n_blank = 0;

  rst_pop3_session_begin_pace (self, TRUE);
  for (;;)
    switch (rst_pop3_reader_next_line (self->reader, &line, length, error))
      {
      case RST_POP3_READER_DATA:
        if (*length > 0 || n_blank++ == RST_POP3_BLANK_LINES_MAX)
          return line;
        break;
      case RST_POP3_READER_MORE:
        if (!rst_pop3_session_fill (self, step, cancellable, error))
          return NULL;
        break;
      case RST_POP3_READER_END:
      case RST_POP3_READER_ERROR:
      default:
        return NULL;
      }
}

RstPop3Reply *
rst_pop3_session_read_answer (RstPop3Session  *self,
                              const char      *step,
                              GCancellable    *cancellable,
                              GError         **error)
{
  gsize length;
  GError *local = NULL;
  const char *line = read_line (self, &length, step, cancellable, &local);
  RstPop3Reply *reply = line != NULL ? rst_pop3_reply_new (line, length, &local) : NULL;

  if (reply == NULL)
    propagate_quoting (self, error, local);
  else if (self->n_replies < self->n_commands)
    {
      self->n_replies++;
      self->pipelining_proved |= self->n_replies > 1;
    }
  return reply;
}

void
rst_pop3_session_log_reply (RstPop3Session *self, const RstPop3Reply *reply)
{
  g_autofree char *line = NULL;

  if (self->log == NULL)
    return;

  line = rst_pop3_reply_dup_line (reply);
  log_received (self, line, -1);
}

RstPop3Reply *
rst_pop3_session_read_reply (RstPop3Session  *self,
                             const char      *step,
                             GCancellable    *cancellable,
                             GError         **error)
{
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_answer (self, step, cancellable, error);

  if (reply == NULL)
    return NULL;
  rst_pop3_session_log_reply (self, reply);
  /* What is accepted may be numbers, which must stay whole. */
  if (reply->status != RST_POP3_REPLY_OK)
    rst_pop3_session_cut_hidden (self, reply->text);
  if (reply->status != RST_POP3_REPLY_CONTINUE)
    return g_steal_pointer (&reply);

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server answered “+ %s” during %s, where it may only accept or refuse"),
               reply->text, step);
  return NULL;
}

RstPop3Reply *
rst_pop3_session_read_ok (RstPop3Session  *self,
                          const char      *step,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autoptr (RstPop3Reply) reply = rst_pop3_session_read_reply (self, step, cancellable, error);

  if (reply == NULL || reply->status == RST_POP3_REPLY_OK)
    return g_steal_pointer (&reply);

  rst_pop3_reply_set_error (reply, step, rst_pop3_reply_get_error (reply), error);
  return NULL;
}

static gboolean
send_command (RstPop3Session  *self,
              const char      *command,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autofree char *line = g_strconcat (command, "\r\n", NULL);

  return rst_pop3_session_send (self, line, command, cancellable, error);
}

RstPop3Reply *
rst_pop3_session_ask (RstPop3Session  *self,
                      const char      *command,
                      GCancellable    *cancellable,
                      GError         **error)
{
  if (!send_command (self, command, cancellable, error))
    return NULL;
  return rst_pop3_session_read_reply (self, command, cancellable, error);
}

RstPop3Reply *
rst_pop3_session_run (RstPop3Session  *self,
                      const char      *command,
                      GCancellable    *cancellable,
                      GError         **error)
{
  if (!send_command (self, command, cancellable, error))
    return NULL;
  return rst_pop3_session_read_ok (self, command, cancellable, error);
}

static gboolean
fail_endless (const char *step, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server’s answer to %s does not end"), step);
  return FALSE;
}

static void
log_end (RstPop3Session *self, const RstPop3Items *items, guint n_lines)
{
  g_autofree char *shown = g_strdup_printf ("(%u lines)", n_lines);

  rst_pop3_log_add (self->log, RST_POP3_LOG_RECEIVED, items->log_lines ? "." : shown, -1);
}

gboolean
rst_pop3_session_read_items (RstPop3Session     *self,
                             const RstPop3Items *items,
                             GCancellable       *cancellable,
                             GError            **error)
{
  const char *line;
  gsize length;
  guint n_lines = 0;
  gsize n_octets = 0;
  GError *local = NULL;

  rst_pop3_session_begin_pace (self, FALSE);
  for (;;)
    switch (rst_pop3_reader_next_item (self->reader, &line, &length, &local))
      {
      case RST_POP3_READER_DATA:
        n_octets += length;
        if (n_lines++ == items->lines_max || n_octets > items->octets_max)
          return fail_endless (items->step, error);
        if (items->log_lines)
          log_received (self, line, (gssize) length);
        if (!items->func (items->data, line, length, &local))
          {
            propagate_quoting (self, error, local);
            return FALSE;
          }
        break;
      case RST_POP3_READER_MORE:
        if (!rst_pop3_session_fill (self, items->step, cancellable, error))
          return FALSE;
        break;
      case RST_POP3_READER_END:
        log_end (self, items, n_lines);
        return TRUE;
      case RST_POP3_READER_ERROR:
      default:
        propagate_quoting (self, error, local);
        return FALSE;
      }
}
