/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the next pass that nobody asked for may begin. */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "accounts/rst-account-expire.h"
#include "fetch/rst-fetch-schedule.h"

#define NOW G_GINT64_CONSTANT (1700000000)
#define MINUTE 60
#define HOUR (60 * MINUTE)

static void
end (RstAccountState *state, RstError code, gint64 now, double jitter)
{
  g_autoptr (GError) error = g_error_new_literal (RST_ERROR, (int) code, "it failed");

  rst_fetch_schedule_update (state, error, now, jitter);
}

static void
assert_pause (RstAccountState *state, gint64 seconds, RstError reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (state->not_before - NOW, ==, seconds);
  g_assert_false (rst_fetch_schedule_check (state, "work", NOW + seconds - 1, &error));
  g_assert_error (error, RST_ERROR, (int) reason);
  g_assert_true (rst_fetch_schedule_check (state, "work", NOW + seconds, NULL));
}

/* RFC 2449 §8.1.1, §8.1.2 and RFC 3206 §4: what passes by itself is waited for,
 * longer each time, up to an hour.
 */
static void
test_growth (void)
{
  static const struct
  {
    RstError code;
    RstError reason;
  } cases[] = {
    { RST_ERROR_IN_USE, RST_ERROR_IN_USE },
    { RST_ERROR_TEMPORARY, RST_ERROR_TEMPORARY },
    { RST_ERROR_LOGIN_DELAY, RST_ERROR_LOGIN_DELAY },
    { RST_ERROR_DNS, RST_ERROR_TEMPORARY },
    { RST_ERROR_TCP, RST_ERROR_TEMPORARY },
    { RST_ERROR_TIMEOUT, RST_ERROR_TEMPORARY },
  };
  static const int minutes[] = { 1, 2, 4, 8, 16, 32, 60, 60 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RstAccountState) state = rst_account_state_new ();

      for (gsize n = 0; n < G_N_ELEMENTS (minutes); n++)
        {
          end (state, cases[i].code, NOW, 0);
          assert_pause (state, minutes[n] * MINUTE, cases[i].reason);
        }
      state->failures = G_MAXUINT - 1;
      end (state, cases[i].code, NOW, 0);
      assert_pause (state, HOUR, cases[i].reason);

      rst_fetch_schedule_update (state, NULL, NOW, 0);
      g_assert_cmpuint (state->failures, ==, 0);
      g_assert_true (rst_fetch_schedule_check (state, "work", NOW, NULL));
    }
}

/* Chance makes pauses longer, never shorter. */
static void
test_jitter (void)
{
  g_autoptr (RstAccountState) state = rst_account_state_new ();

  end (state, RST_ERROR_IN_USE, NOW, 1);
  assert_pause (state, 75, RST_ERROR_IN_USE);
  end (state, RST_ERROR_IN_USE, NOW, 0.5);
  assert_pause (state, 135, RST_ERROR_IN_USE);
}

/* What does not pass by waiting, and what the person stopped, gives no pause. */
static void
test_no_pause (void)
{
  static const RstError codes[] = {
    RST_ERROR_AUTH, RST_ERROR_DOWNGRADE, RST_ERROR_TLS_UNTRUSTED, RST_ERROR_PERMANENT, RST_ERROR_DISK, RST_ERROR_PROTOCOL,
  };
  g_autoptr (RstAccountState) state = rst_account_state_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      end (state, codes[i], NOW, 0);
      g_assert_cmpuint (state->failures, ==, i + 1);
      g_assert_true (rst_fetch_schedule_check (state, "work", NOW, NULL));
    }
  end (state, RST_ERROR_IN_USE, NOW, 0);
  end (state, RST_ERROR_CANCELLED, NOW, 0);
  g_assert_cmpuint (state->failures, ==, G_N_ELEMENTS (codes) + 1);
  g_assert_false (rst_fetch_schedule_check (state, "work", NOW, NULL));
}

/* RFC 2449 §6.5: the server's delay counts from the login, not from the end. */
static void
test_login_delay (void)
{
  g_autoptr (RstAccountState) state = rst_account_state_new ();

  state->capabilities = g_strsplit ("TOP;LOGIN-DELAY 900;UIDL", ";", -1);
  state->last_login = NOW - 100;
  rst_fetch_schedule_update (state, NULL, NOW, 0);
  assert_pause (state, 800, RST_ERROR_LOGIN_DELAY);
  /* A floor below what a failure wants … */
  end (state, RST_ERROR_IN_USE, NOW, 0);
  assert_pause (state, 800, RST_ERROR_LOGIN_DELAY);
  state->failures = 6;
  end (state, RST_ERROR_IN_USE, NOW, 0);
  assert_pause (state, HOUR, RST_ERROR_IN_USE);
  /* … and where it was not kept it begins anew. */
  state->failures = 0;
  end (state, RST_ERROR_LOGIN_DELAY, NOW, 0);
  assert_pause (state, 900, RST_ERROR_LOGIN_DELAY);
}

/* Neither a hostile delay nor a clock that was wrong puts mail off for good. */
static void
test_bounds (void)
{
  g_autoptr (RstAccountState) state = rst_account_state_new ();

  state->capabilities = g_strsplit ("LOGIN-DELAY 4000000000", ";", -1);
  state->last_login = NOW;
  rst_fetch_schedule_update (state, NULL, NOW, 0);
  g_assert_cmpint (state->not_before - NOW, <=, RST_FETCH_SCHEDULE_DELAY_MAX);
  state->last_login = NOW + 1000 * HOUR;
  rst_fetch_schedule_update (state, NULL, NOW, 0);
  g_assert_cmpint (state->not_before - NOW, <=, RST_FETCH_SCHEDULE_DELAY_MAX);
  state->not_before = NOW + 1000 * HOUR;
  g_assert_true (rst_fetch_schedule_check (state, "work", NOW, NULL));
}

/* RFC 2449 §6.7: warned is who leaves messages longer than the server does. */
static void
test_expire (void)
{
  static const struct
  {
    const char *line;
    const char *leave;
    gboolean warned;
  } cases[] = {
    { "EXPIRE 30", "always", TRUE }, { "EXPIRE 30", "31", TRUE }, { "EXPIRE 30", "30", FALSE },
    { "EXPIRE 30", "7", FALSE }, { "EXPIRE 30", "never", FALSE }, { "EXPIRE 0", "1", TRUE },
    { "EXPIRE 0", "always", TRUE }, { "EXPIRE 0", "never", FALSE }, { "EXPIRE NEVER", "always", FALSE },
    { "EXPIRE 5 USER", "6", TRUE }, { "EXPIRE", "always", FALSE }, { "EXPIRE soon", "always", FALSE },
    { "UIDL", "always", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RstAccount) account = rst_account_new ("work", NULL);
      g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
      g_autofree char *warning = NULL;

      rst_account_set_leave (account, cases[i].leave, NULL);
      rst_pop3_capa_add_line (capa, cases[i].line, strlen (cases[i].line));
      warning = rst_account_dup_expire_warning (account, capa);
      g_test_message ("%s, %s: %s", cases[i].line, cases[i].leave, warning);
      g_assert_cmpint (warning != NULL, ==, cases[i].warned);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fetch-schedule/growth", test_growth);
  g_test_add_func ("/fetch-schedule/jitter", test_jitter);
  g_test_add_func ("/fetch-schedule/no-pause", test_no_pause);
  g_test_add_func ("/fetch-schedule/login-delay", test_login_delay);
  g_test_add_func ("/fetch-schedule/bounds", test_bounds);
  g_test_add_func ("/fetch-schedule/expire", test_expire);
  return g_test_run ();
}
