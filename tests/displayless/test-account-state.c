/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was learned of a server, as the store keeps it. */

#include "config.h"

#include "accounts/rst-account-state.h"

static RstPop3Auth
scram (void)
{
  return rst_pop3_auth_from_sasl (RST_SASL_SCRAM_SHA_256_PLUS);
}

/* Nothing is lost on the way to the store and back. */
static void
test_round_trip (void)
{
  const char *before[] = { "UTF8", "SASL PLAIN SCRAM-SHA-256", "STLS", NULL };
  const char *after[] = { "EXPIRE 30", "quote \" and \\ and ä", NULL };
  g_autoptr (RstAccountState) state = rst_account_state_new ();
  g_autoptr (RstAccountState) again = NULL;
  g_autofree char *json = NULL;

  state->auth = scram ();
  state->capabilities_before = g_strdupv ((char **) before);
  state->capabilities = g_strdupv ((char **) after);
  state->no_pipelining = TRUE;
  state->no_utf8 = TRUE;
  state->last_login = 1700000000;
  state->not_before = 1700000600;
  state->reason = RST_ERROR_LOGIN_DELAY;
  state->failures = 7;
  state->clock = (RstAccountClock) { 1700000001, { 1700000002, FALSE, 12345, "0b5c6a1e-8d6b-4d34-b5f4-1f5a38b1a6a4" }, 1700000003, 1700000004 };
  json = rst_account_state_to_json (state);
  again = rst_account_state_from_json (json);

  g_assert_cmpint (again->auth, ==, state->auth);
  g_assert_cmpstrv (again->capabilities_before, before);
  g_assert_cmpstrv (again->capabilities, after);
  g_assert_true (again->no_pipelining);
  g_assert_true (again->no_utf8);
  g_assert_cmpint (again->last_login, ==, 1700000000);
  g_assert_cmpint (again->not_before, ==, 1700000600);
  g_assert_cmpint (again->reason, ==, RST_ERROR_LOGIN_DELAY);
  g_assert_cmpuint (again->failures, ==, 7);
  g_assert_cmpint (again->clock.now, ==, 1700000001);
  g_assert_cmpint (again->clock.last.wall, ==, 1700000002);
  g_assert_cmpint (again->clock.last.uptime, ==, 12345);
  g_assert_cmpstr (again->clock.last.boot_id, ==, state->clock.last.boot_id);
  g_assert_cmpint (again->clock.synchronised_now, ==, 1700000003);
  g_assert_cmpint (again->clock.synchronised_wall, ==, 1700000004);
}

static void
assert_knows_nothing (const char *json)
{
  g_autoptr (RstAccountState) state = rst_account_state_from_json (json);

  g_assert_cmpint (state->auth, ==, RST_POP3_AUTH_AUTO);
  g_assert_null (state->capabilities_before);
  g_assert_null (state->capabilities);
  g_assert_false (state->no_pipelining);
  g_assert_false (state->no_utf8);
  g_assert_cmpint (state->last_login, ==, 0);
  g_assert_cmpint (state->not_before, ==, 0);
  g_assert_cmpuint (state->failures, ==, 0);
  g_assert_cmpint (state->clock.now, ==, 0);
  g_assert_cmpstr (state->clock.last.boot_id, ==, "");
}

/* No CAPA answer and an empty one are two things. */
static void
test_empty (void)
{
  g_autoptr (RstAccountState) state = rst_account_state_new ();
  g_autoptr (RstAccountState) again = NULL;
  g_autofree char *nothing = rst_account_state_to_json (state);
  g_autofree char *json = NULL;

  assert_knows_nothing (nothing);
  state->capabilities = g_new0 (char *, 1);
  json = rst_account_state_to_json (state);
  again = rst_account_state_from_json (json);
  g_assert_nonnull (again->capabilities);
  g_assert_null (again->capabilities[0]);
  g_assert_null (again->capabilities_before);
}

/* What cannot be read is forgotten and ends nothing. */
static void
test_unreadable (void)
{
  static const char *const texts[] = {
    NULL, "", "{", "[]", "7", "null", "{}", "\"auth\"",
    "{\"capabilities\":{}}", "{\"capabilities\":[1]}", "{\"capabilities\":[[]]}", "{\"capabilities\":[{}, \"a\"]}",
    "{\"capabilities_before\":\"PIPELINING\"}", "{\"last_login\":-5,\"not_before\":\"soon\",\"failures\":-1}",
    "{\"no_utf8\":[],\"no_pipelining\":{}}", "{\"auth\":null}", "{\"auth\":[]}",
    "{\"clock\":7}", "{\"clock\":[]}", "{\"clock\":{\"now\":-1,\"wall\":\"noon\",\"boot\":7}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_knows_nothing (texts[i]);
}

/* Sums of what is read do not overflow, whatever another program wrote. */
static void
test_clock_bounds (void)
{
  g_autoptr (RstAccountState) state =
    rst_account_state_from_json ("{\"clock\":{\"now\":9223372036854775807,\"wall\":9223372036854775807,"
                                 "\"uptime\":9223372036854775807,\"synchronised_now\":9223372036854775807,"
                                 "\"synchronised_wall\":9223372036854775807,"
                                 "\"boot\":\"longer than any name that the kernel gives to a boot\"}}");
  RstAccountClockReading reading = { 1700000000, TRUE, 5, "a" };
  gint64 before = state->clock.now;

  rst_account_clock_advance (&state->clock, &reading);
  g_assert_cmpint (state->clock.now, >=, before);
}

/* A way to log in that a newer Restante learned is taken for the strongest:
 * nothing weaker may follow it in silence.
 */
static void
test_unknown_auth (void)
{
  g_autoptr (RstAccountState) state = rst_account_state_from_json ("{\"auth\":\"scram-sha-512-plus\"}");

  g_assert_cmpint (state->auth, ==, scram ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-state/round-trip", test_round_trip);
  g_test_add_func ("/account-state/empty", test_empty);
  g_test_add_func ("/account-state/unreadable", test_unreadable);
  g_test_add_func ("/account-state/clock-bounds", test_clock_bounds);
  g_test_add_func ("/account-state/unknown-auth", test_unknown_auth);
  return g_test_run ();
}
