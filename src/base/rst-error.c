/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"

#include <glib/gi18n-lib.h>
#include <sysexits.h>

G_DEFINE_QUARK (rst-error-quark, rst_error)

/* What the outside sees of an error: the JSON code, the exit status and what
 * to do about it. Indexed by RstError.
 */
static const struct
{
  const char *code;
  int exit_status;
  const char *hint;
} contract[] = {
  [RST_ERROR_DNS] = { "dns", EX_UNAVAILABLE, N_("Check the server name and whether this computer is online.") },
  [RST_ERROR_TCP] = { "tcp", EX_UNAVAILABLE, N_("Check the port, and whether a firewall blocks it; the server may also be down.") },
  [RST_ERROR_TIMEOUT] = { "timeout", EX_UNAVAILABLE, N_("Try again later, or allow more time for one step in the account’s settings.") },
  [RST_ERROR_TLS_UNTRUSTED] = { "tls-untrusted", EX_NOPERM, N_("Do not continue unless you know why. If the server is your own, name its authority’s certificate or pin its certificate.") },
  [RST_ERROR_TLS_FAILED] = { "tls-failed", EX_PROTOCOL, N_("Check the port and the kind of security: 995 is TLS from the start, 110 is STLS. The server must offer TLS 1.2 or newer.") },
  [RST_ERROR_STLS_MISSING] = { "stls-missing", EX_NOPERM, N_("Use TLS on port 995 if the server has it. Nothing was sent in the clear.") },
  [RST_ERROR_PROTOCOL] = { "protocol", EX_PROTOCOL, N_("Check that the port belongs to a POP3 server; if it does, its operator should know.") },
  [RST_ERROR_AUTH] = { "auth", EX_NOPERM, N_("Check the user name and the password; many providers want an app password, or POP3 switched on in their web settings.") },
  [RST_ERROR_LOGIN_DISABLED] = { "auth", EX_NOPERM, N_("The password may be right. Choose another way to log in, or look in the provider’s settings for POP3 access and app passwords.") },
  [RST_ERROR_DOWNGRADE] = { "auth", EX_NOPERM, N_("Nothing secret was sent. If you know that the provider changed its server, set the account’s way to log in anew.") },
  [RST_ERROR_IN_USE] = { "in-use", EX_TEMPFAIL, N_("Another program is using this mailbox. Try again when it has finished.") },
  [RST_ERROR_LOGIN_DELAY] = { "login-delay", EX_TEMPFAIL, N_("The server wants a pause between logins. Check less often.") },
  [RST_ERROR_TEMPORARY] = { "temporary", EX_TEMPFAIL, N_("Try again later.") },
  [RST_ERROR_PERMANENT] = { "permanent", EX_UNAVAILABLE, N_("Ask the server’s operator.") },
  [RST_ERROR_REFUSED] = { "permanent", EX_UNAVAILABLE, N_("What is stored is kept. Ask the server’s operator if it stays so.") },
  [RST_ERROR_DISK] = { "disk", EX_IOERR, N_("Make room on the disk; check that it is healthy and that you may read and write there. What is not stored here was not removed from the server.") },
  [RST_ERROR_CANNOT_CREATE] = { "disk", EX_CANTCREAT, N_("Check that the folder exists and that you may write there.") },
  [RST_ERROR_DAMAGED] = { "store", EX_DATAERR, N_("Do not fetch into it. Keep a copy of the profile and restore from a backup.") },
  [RST_ERROR_NEWER] = { "store", EX_CONFIG, N_("Update Restante. Nothing was changed.") },
  [RST_ERROR_BUSY] = { "store", EX_TEMPFAIL, N_("Another Restante is writing. Try again when it has finished.") },
  [RST_ERROR_CONFIG] = { "config", EX_CONFIG, N_("Correct the setting.") },
  [RST_ERROR_USAGE] = { "usage", EX_USAGE, N_("See restantectl --help.") },
  [RST_ERROR_CANCELLED] = { "cancelled", EX_TEMPFAIL, N_("What was already stored is kept; the next fetch goes on from there.") },
};

static RstError
rst_error_classify (const GError *error)
{
  if (error->domain == RST_ERROR)
    return (RstError) error->code;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return RST_ERROR_CANCELLED;
  return RST_ERROR_DISK;
}

const char *
rst_error_get_code (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return contract[rst_error_classify (error)].code;
}

const char *
rst_error_get_hint (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return g_dgettext (GETTEXT_PACKAGE, contract[rst_error_classify (error)].hint);
}

int
rst_error_get_exit_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, EX_SOFTWARE);
  return contract[rst_error_classify (error)].exit_status;
}

static RstError
network_code (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return RST_ERROR_DNS;
  if (error->domain == G_TLS_ERROR)
    {
      if (error->code == G_TLS_ERROR_BAD_CERTIFICATE)
        return RST_ERROR_TLS_UNTRUSTED;
      return error->code == G_TLS_ERROR_EOF ? RST_ERROR_TCP : RST_ERROR_TLS_FAILED;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return RST_ERROR_TIMEOUT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return RST_ERROR_CANCELLED;
  return RST_ERROR_TCP;
}

static RstError
file_code (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return RST_ERROR_CANCELLED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return RST_ERROR_DISK;
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return RST_ERROR_CANNOT_CREATE;
  return RST_ERROR_DISK;
}

static void
adopt (GError **error, RstError (*code) (const GError *))
{
  if (error == NULL || *error == NULL || (*error)->domain == RST_ERROR)
    return;

  (*error)->code = code (*error);
  (*error)->domain = RST_ERROR;
}

void
rst_error_adopt_network (GError **error)
{
  adopt (error, network_code);
}

void
rst_error_adopt_file (GError **error)
{
  adopt (error, file_code);
}
