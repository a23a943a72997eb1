/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The outside of errors: code, exit status and hint of the contract. */

#include "config.h"

#include <sysexits.h>

#include "base/rst-error.h"

static void
test_contract (void)
{
  static const struct
  {
    RstError code;
    const char *name;
    int status;
  } contract[] = {
    { RST_ERROR_DNS, "dns", EX_UNAVAILABLE },
    { RST_ERROR_TCP, "tcp", EX_UNAVAILABLE },
    { RST_ERROR_TIMEOUT, "timeout", EX_UNAVAILABLE },
    { RST_ERROR_TLS_UNTRUSTED, "tls-untrusted", EX_NOPERM },
    { RST_ERROR_TLS_FAILED, "tls-failed", EX_PROTOCOL },
    { RST_ERROR_STLS_MISSING, "stls-missing", EX_NOPERM },
    { RST_ERROR_PROTOCOL, "protocol", EX_PROTOCOL },
    { RST_ERROR_AUTH, "auth", EX_NOPERM },
    { RST_ERROR_IN_USE, "in-use", EX_TEMPFAIL },
    { RST_ERROR_LOGIN_DELAY, "login-delay", EX_TEMPFAIL },
    { RST_ERROR_TEMPORARY, "temporary", EX_TEMPFAIL },
    { RST_ERROR_PERMANENT, "permanent", EX_UNAVAILABLE },
    { RST_ERROR_DISK, "disk", EX_IOERR },
    { RST_ERROR_CANNOT_CREATE, "disk", EX_CANTCREAT },
    { RST_ERROR_DAMAGED, "store", EX_DATAERR },
    { RST_ERROR_NEWER, "store", EX_CONFIG },
    { RST_ERROR_CANCELLED, "cancelled", EX_TEMPFAIL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (contract); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (RST_ERROR, contract[i].code, "x");

      g_assert_cmpstr (rst_error_get_code (error), ==, contract[i].name);
      g_assert_cmpint (rst_error_get_exit_status (error), ==, contract[i].status);
    }
  for (int code = 0; code <= RST_ERROR_CANCELLED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (RST_ERROR, code, "x");

      g_assert_nonnull (rst_error_get_hint (error));
    }
}

static void
test_network (void)
{
  static const struct
  {
    GQuark (*domain) (void);
    int code;
    RstError adopted;
  } cases[] = {
    { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, RST_ERROR_DNS },
    { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, RST_ERROR_TCP },
    { g_io_error_quark, G_IO_ERROR_TIMED_OUT, RST_ERROR_TIMEOUT },
    { g_io_error_quark, G_IO_ERROR_CANCELLED, RST_ERROR_CANCELLED },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, RST_ERROR_TLS_UNTRUSTED },
    { g_tls_error_quark, G_TLS_ERROR_HANDSHAKE, RST_ERROR_TLS_FAILED },
    { rst_error_quark, RST_ERROR_AUTH, RST_ERROR_AUTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (cases[i].domain (), cases[i].code, "as it was");

      rst_error_adopt_network (&error);
      g_assert_error (error, RST_ERROR, (int) cases[i].adopted);
      g_assert_cmpstr (error->message, ==, "as it was");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/contract", test_contract);
  g_test_add_func ("/error/network", test_network);
  return g_test_run ();
}
