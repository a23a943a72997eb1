/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-secret-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-deadline.h"

/* One command on its way. */
typedef struct
{
  const RstAccount *account;
  GSubprocess *process;
  gint64 since;
  char *output; /* RST_SECRET_COMMAND_MAX + 1 octets, so that too much shows */
  gsize length;
} Command;

static void
command_clear (Command *self)
{
  /* It may hang, or wait for somebody to read the rest of what it prints. */
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  explicit_bzero (self->output, RST_SECRET_COMMAND_MAX + 1);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Command, command_clear)

/* What failed is said; what the command printed is not, it may be a secret. */
static gboolean
fail (Command *self, RstError code, const char *reason, GError **error)
{
  g_set_error (error, RST_ERROR, code,
               self->account->token_command != NULL
                 ? _("The token command of account “%s” gave no token: %s")
                 : _("The password command of account “%s” gave no password: %s"),
               self->account->id, reason);
  return FALSE;
}

/* Takes @cause over. */
static gboolean
fail_because (Command *self, GError *cause, GError **error)
{
  g_autoptr (GError) owned = cause;
  g_autofree char *reason = NULL;
  guint seconds = self->account->endpoint->timeout;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return fail (self, RST_ERROR_CANCELLED, _("it was stopped on request"), error);
  if (!g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return fail (self, RST_ERROR_AUTH, owned->message, error);

  reason = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "it took longer than %u second and was ended",
                                         "it took longer than %u seconds and was ended", seconds),
                            seconds);
  return fail (self, RST_ERROR_TIMEOUT, reason, error);
}

static gboolean
spawn (Command *self, GError **error)
{
  const char *line = self->account->token_command != NULL ? self->account->token_command
                                                          : self->account->password_command;
  const char *argv[] = { "/bin/sh", "-c", line, NULL };
  GError *local = NULL;

  self->process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &local);
  return self->process != NULL || fail_because (self, local, error);
}

/* What is left of the account's time, in whole seconds. */
static guint
get_time_left (Command *self)
{
  gint64 passed = (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC;

  return (guint) MAX ((gint64) self->account->endpoint->timeout - passed, 1);
}

static gboolean
read_output (Command *self, GCancellable *cancellable, GError **error)
{
  GInputStream *output = g_subprocess_get_stdout_pipe (self->process);
  RstDeadline deadline;
  GError *local = NULL;
  gboolean finished;

  rst_deadline_begin (&deadline, get_time_left (self), cancellable);
  g_input_stream_read_all_async (output, self->output, RST_SECRET_COMMAND_MAX + 1,
                                 G_PRIORITY_DEFAULT, deadline.cancellable,
                                 rst_deadline_done_cb, &deadline);
  finished = g_input_stream_read_all_finish (output, rst_deadline_wait (&deadline), &self->length, &local);
  rst_deadline_end (&deadline, &local);
  if (!finished)
    return fail_because (self, local, error);
  if (self->length > RST_SECRET_COMMAND_MAX)
    return fail (self, RST_ERROR_AUTH, _("it printed too much"), error);
  return TRUE;
}

static gboolean
wait_for_end (Command *self, GCancellable *cancellable, GError **error)
{
  RstDeadline deadline;
  GError *local = NULL;
  gboolean ended;

  rst_deadline_begin (&deadline, get_time_left (self), cancellable);
  g_subprocess_wait_async (self->process, deadline.cancellable, rst_deadline_done_cb, &deadline);
  ended = g_subprocess_wait_finish (self->process, rst_deadline_wait (&deadline), &local);
  rst_deadline_end (&deadline, &local);
  return ended || fail_because (self, local, error);
}

static gboolean
check_status (Command *self, GError **error)
{
  g_autofree char *reason = NULL;

  if (g_subprocess_get_successful (self->process))
    return TRUE;

  if (g_subprocess_get_if_exited (self->process))
    reason = g_strdup_printf (_("it ended with status %d"), g_subprocess_get_exit_status (self->process));
  else
    reason = g_strdup_printf (_("it was ended by signal %d"), g_subprocess_get_term_sig (self->process));
  return fail (self, RST_ERROR_AUTH, reason, error);
}

/* The first line, without the line's end. A CR or NUL within it is no part of a
 * secret that a server could be told: to cut it off there would try another.
 */
static RstSecret *
dup_first_line (Command *self, GError **error)
{
  const char *end = memchr (self->output, '\n', self->length);
  gsize length = end != NULL ? (gsize) (end - self->output) : self->length;

  if (length > 0 && self->output[length - 1] == '\r')
    length--;
  if (length == 0)
    fail (self, RST_ERROR_AUTH, _("it printed nothing"), error);
  else if (memchr (self->output, '\0', length) != NULL || memchr (self->output, '\r', length) != NULL)
    fail (self, RST_ERROR_AUTH, _("its first line holds a control character that no server can be told"), error);
  else if (!g_utf8_validate (self->output, (gssize) length, NULL))
    fail (self, RST_ERROR_AUTH, _("it printed something that is not text in UTF-8"), error);
  else
    return g_strndup (self->output, length);
  return NULL;
}

RstSecret *
rst_secret_command_run (const RstAccount *account, GCancellable *cancellable, GError **error)
{
  g_auto (Command) command = { 0 };

  g_return_val_if_fail (account != NULL && account->endpoint != NULL, NULL);
  g_return_val_if_fail (account->password_command != NULL || account->token_command != NULL, NULL);

  command.account = account;
  command.since = g_get_monotonic_time ();
  command.output = g_malloc (RST_SECRET_COMMAND_MAX + 1);
  if (!spawn (&command, error) ||
      !read_output (&command, cancellable, error) ||
      !wait_for_end (&command, cancellable, error) ||
      !check_status (&command, error))
    return NULL;
  return dup_first_line (&command, error);
}
