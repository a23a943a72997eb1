/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-schedule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pop3/rst-pop3-capa.h"

/* What the server last announced, 0 for nothing. */
static guint
get_login_delay (const RstAccountState *state)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
  char **lines = state->capabilities != NULL ? state->capabilities : state->capabilities_before;
  guint seconds;

  for (; lines != NULL && *lines != NULL; lines++)
    rst_pop3_capa_add_line (capa, *lines, strlen (*lines));
  if (!rst_pop3_capa_get_login_delay (capa, &seconds, NULL))
    return 0;
  return MIN (seconds, RST_FETCH_SCHEDULE_DELAY_MAX);
}

/* Whether waiting helps, and what to call the wait. */
static gboolean
get_reason (const GError *error, RstError *reason)
{
  if (error->domain != RST_ERROR)
    return FALSE;

  switch ((RstError) error->code)
    {
    case RST_ERROR_IN_USE:
    case RST_ERROR_LOGIN_DELAY:
    case RST_ERROR_TEMPORARY:
      *reason = (RstError) error->code;
      return TRUE;
    case RST_ERROR_DNS:
    case RST_ERROR_TCP:
    case RST_ERROR_TIMEOUT:
      *reason = RST_ERROR_TEMPORARY;
      return TRUE;
    default:
      return FALSE;
    }
}

static gint64
get_pause (guint failures, double jitter)
{
  gint64 pause = RST_FETCH_SCHEDULE_PAUSE_MIN;

  for (guint i = 1; i < failures && pause < RST_FETCH_SCHEDULE_PAUSE_MAX; i++)
    pause *= 2;
  pause = MIN (pause, RST_FETCH_SCHEDULE_PAUSE_MAX);
  return pause + (gint64) (jitter * (double) pause / 4);
}

static void
wait_until (RstAccountState *state, gint64 time, RstError reason)
{
  if (time <= state->not_before)
    return;
  state->not_before = time;
  state->reason = reason;
}

void
rst_fetch_schedule_update (RstAccountState *state, const GError *error, gint64 now, double jitter)
{
  guint delay;
  RstError reason;

  g_return_if_fail (state != NULL);
  g_return_if_fail (jitter >= 0 && jitter <= 1);

  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    return;

  state->failures = error != NULL ? state->failures + 1 : 0;
  state->not_before = 0;
  delay = get_login_delay (state);
  if (delay > 0 && state->last_login > 0)
    wait_until (state, MIN (state->last_login, now) + delay, RST_ERROR_LOGIN_DELAY);
  if (error == NULL || !get_reason (error, &reason))
    return;

  wait_until (state, now + get_pause (state->failures, jitter), reason);
  if (reason == RST_ERROR_LOGIN_DELAY)
    wait_until (state, now + delay, reason);
}

static void
set_error (const RstAccountState *state, const char *account, guint minutes, GError **error)
{
  const char *domain = GETTEXT_PACKAGE;

  if (state->reason == RST_ERROR_LOGIN_DELAY)
    g_set_error (error, RST_ERROR, state->reason,
                 g_dngettext (domain,
                              "The server of account “%s” wants a pause between logins, for %u more minute",
                              "The server of account “%s” wants a pause between logins, for %u more minutes",
                              minutes),
                 account, minutes);
  else if (state->reason == RST_ERROR_IN_USE)
    g_set_error (error, RST_ERROR, state->reason,
                 g_dngettext (domain,
                              "The mailbox of account “%s” was in use; it is left alone for %u more minute",
                              "The mailbox of account “%s” was in use; it is left alone for %u more minutes",
                              minutes),
                 account, minutes);
  else
    g_set_error (error, RST_ERROR, state->reason,
                 g_dngettext (domain,
                              "The server of account “%s” had a passing failure; it is left alone for %u more minute",
                              "The server of account “%s” had a passing failure; it is left alone for %u more minutes",
                              minutes),
                 account, minutes);
}

gboolean
rst_fetch_schedule_check (const RstAccountState *state, const char *account, gint64 now, GError **error)
{
  gint64 left;

  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  /* A clock that was set back must not put mail off for years. */
  left = state->not_before - now;
  if (left <= 0 || left > RST_FETCH_SCHEDULE_DELAY_MAX)
    return TRUE;

  set_error (state, account, (guint) ((left + 59) / 60), error);
  return FALSE;
}
