/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-log.h"

#include "base/rst-text.h"

struct _RstPop3Log
{
  GMutex mutex;
  char *lines[RST_POP3_LOG_LINES]; /* a ring */
  guint next;
  RstPop3LogFunc func;
  gpointer user_data;
};

RstPop3Log *
rst_pop3_log_new (void)
{
  RstPop3Log *self = g_atomic_rc_box_new0 (RstPop3Log);

  g_mutex_init (&self->mutex);
  return self;
}

RstPop3Log *
rst_pop3_log_ref (RstPop3Log *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
rst_pop3_log_clear (gpointer data)
{
  RstPop3Log *self = data;

  for (gsize i = 0; i < RST_POP3_LOG_LINES; i++)
    g_free (self->lines[i]);
  g_mutex_clear (&self->mutex);
}

void
rst_pop3_log_unref (RstPop3Log *self)
{
  g_atomic_rc_box_release_full (self, rst_pop3_log_clear);
}

void
rst_pop3_log_set_func (RstPop3Log *self, RstPop3LogFunc func, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->func = func;
  self->user_data = user_data;
}

static char *
dup_line (RstPop3LogKind kind, const char *text, gssize length)
{
  static const char marks[] = {
    [RST_POP3_LOG_SENT] = '>',
    [RST_POP3_LOG_RECEIVED] = '<',
    [RST_POP3_LOG_NOTE] = '*',
  };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *shown = rst_text_dup_line (text, (gssize) MIN (size, RST_POP3_LOG_LINE_MAX));

  return g_strdup_printf ("%s.%03d %c %s%s", time, g_date_time_get_microsecond (now) / 1000,
                          marks[kind], shown, size > RST_POP3_LOG_LINE_MAX ? "…" : "");
}

void
rst_pop3_log_add (RstPop3Log *self, RstPop3LogKind kind, const char *text, gssize length)
{
  g_autoptr (GMutexLocker) locker = NULL;
  char **line;

  g_return_if_fail (text != NULL);

  if (self == NULL)
    return;

  locker = g_mutex_locker_new (&self->mutex);
  line = &self->lines[self->next++ % RST_POP3_LOG_LINES];
  g_free (*line);
  *line = dup_line (kind, text, length);
  if (self->func != NULL)
    self->func (*line, self->user_data);
}

void
rst_pop3_log_add_note (RstPop3Log *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (self == NULL)
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  rst_pop3_log_add (self, RST_POP3_LOG_NOTE, text, -1);
}

char *
rst_pop3_log_dup_text (RstPop3Log *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  for (guint i = 0; i < RST_POP3_LOG_LINES; i++)
    {
      const char *line = self->lines[(self->next + i) % RST_POP3_LOG_LINES];

      if (line != NULL)
        g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}
