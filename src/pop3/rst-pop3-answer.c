/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"

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
  const char *line = read_line (self, &length, step, cancellable, error);
  RstPop3Reply *reply;

  if (line == NULL)
    return NULL;

  reply = rst_pop3_reply_new (line, length, error);
  if (reply != NULL && self->n_replies < self->n_commands)
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
  rst_pop3_log_add (self->log, RST_POP3_LOG_RECEIVED, line, -1);
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

  rst_pop3_session_begin_pace (self, FALSE);
  for (;;)
    switch (rst_pop3_reader_next_item (self->reader, &line, &length, error))
      {
      case RST_POP3_READER_DATA:
        n_octets += length;
        if (n_lines++ == items->lines_max || n_octets > items->octets_max)
          return fail_endless (items->step, error);
        if (items->log_lines)
          rst_pop3_log_add (self->log, RST_POP3_LOG_RECEIVED, line, (gssize) length);
        if (!items->func (items->data, line, length, error))
          return FALSE;
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
        return FALSE;
      }
}
