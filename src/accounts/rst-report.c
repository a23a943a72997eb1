/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-report.h"

#include "base/rst-error.h"

static const char *
describe_secret (const RstAccount *account)
{
  if (account->token_command != NULL)
    return "token from a command";
  return account->password_command != NULL ? "password from a command" : "password kept";
}

static void
append_settings (GString *text, const RstAccount *account)
{
  const RstEndpoint *endpoint = account->endpoint;
  static const char *const securities[] = {
    [RST_SECURITY_TLS] = "TLS",
    [RST_SECURITY_STLS] = "STLS",
    [RST_SECURITY_PLAINTEXT] = "plaintext",
  };
  g_autofree char *leave = rst_account_dup_leave (account);

  g_string_append_printf (text, "Account: %s\n", account->id);
  g_string_append_printf (text, "Server: %s, port %u, %s\n",
                          endpoint->host, endpoint->port, securities[endpoint->security]);
  g_string_append_printf (text, "Trust: %s%s%s\n",
                          endpoint->pin != NULL ? "pinned certificate" : "authorities",
                          endpoint->ca_file != NULL ? " of a file" : "",
                          endpoint->client_certificate != NULL ? ", client certificate" : "");
  g_string_append_printf (text, "Login: %s, %s\n", rst_pop3_auth_get_name (account->auth), describe_secret (account));
  g_string_append_printf (text, "Left on server: %s\n", leave);
  g_string_append_printf (text, "Time for a step: %u s\n", endpoint->timeout);
}

static void
append_time (GString *text, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *shown = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  g_string_append_printf (text, "%s: %s\n", name, shown != NULL ? shown : "never");
}

static void
append_lines (GString *text, const char *name, char **lines)
{
  g_autofree char *joined = lines != NULL ? g_strjoinv ("; ", lines) : NULL;

  g_string_append_printf (text, "%s: %s\n", name, joined != NULL ? joined : "not known");
}

static void
append_state (GString *text, const RstAccountState *state)
{
  g_string_append_printf (text, "Last logged in by: %s\n", rst_pop3_auth_get_name (state->auth));
  append_time (text, "Last login", state->last_login);
  append_time (text, "Not again before", state->not_before);
  g_string_append_printf (text, "Failures since: %u\n", state->failures);
  append_lines (text, "Announced before the login", state->capabilities_before);
  append_lines (text, "Announced after it", state->capabilities);
  g_string_append_printf (text, "Not used: %s%s\n",
                          state->no_pipelining ? "PIPELINING " : "",
                          state->no_utf8 ? "UTF8" : "");
}

char *
rst_report_dup_text (const RstAccount      *account,
                     const RstAccountState *state,
                     const GError          *error,
                     RstPop3Log            *log)
{
  g_autofree char *lines = NULL;
  GString *text;

  g_return_val_if_fail (account != NULL && account->endpoint != NULL, NULL);

  text = g_string_new ("Restante " RST_VERSION "\n");
  lines = log != NULL ? rst_pop3_log_dup_text (log) : NULL;
  append_settings (text, account);
  if (state != NULL)
    append_state (text, state);
  if (error != NULL)
    g_string_append_printf (text, "Error: %s: %s\n", rst_error_get_code (error), error->message);
  g_string_append_printf (text, "\n%s\n", lines != NULL ? lines : "");
  return g_string_free (text, FALSE);
}
