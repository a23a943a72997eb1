/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RST_ERROR (rst_error_quark ())

/**
 * RstError:
 * @RST_ERROR_DNS: the host name is not known
 * @RST_ERROR_TCP: no connection, or the connection is gone
 * @RST_ERROR_TIMEOUT: one step took longer than the account allows
 * @RST_ERROR_TLS_UNTRUSTED: the certificate was not accepted
 * @RST_ERROR_TLS_FAILED: no TLS session could be made, or one below TLS 1.2
 * @RST_ERROR_STLS_MISSING: STLS is required and the server does not offer it
 * @RST_ERROR_PROTOCOL: the server does not keep to POP3
 * @RST_ERROR_AUTH: the login was refused, or there is no password to try
 * @RST_ERROR_LOGIN_DISABLED: the server knows no login of this kind for this
 *   user, whatever the password
 * @RST_ERROR_DOWNGRADE: the server offers only weaker logins than it once did
 * @RST_ERROR_IN_USE: another session holds the mailbox (RFC 2449 §8.1.2)
 * @RST_ERROR_LOGIN_DELAY: logged in too soon again (RFC 2449 §8.1.1)
 * @RST_ERROR_TEMPORARY: the server asks to try later (RFC 3206 `SYS/TEMP`)
 * @RST_ERROR_PERMANENT: the server needs its operator (RFC 3206 `SYS/PERM`)
 * @RST_ERROR_REFUSED: `-ERR` to one command; the session itself goes on
 * @RST_ERROR_DISK: the disk is full or does not read or write
 * @RST_ERROR_CANNOT_CREATE: a file or folder cannot be made
 * @RST_ERROR_DAMAGED: stored data is not what it was when it was written
 * @RST_ERROR_NEWER: the store was written by a newer Restante
 * @RST_ERROR_BUSY: another process holds what is needed
 * @RST_ERROR_CONFIG: a setting is missing or makes no sense
 * @RST_ERROR_USAGE: the person asked for something that does not exist
 * @RST_ERROR_CANCELLED: stopped on request
 *
 * Why an operation failed, in the words of the `restantectl` contract.
 *
 * One domain serves all folders: every failure must in the end reach the user
 * as a code, a sentence and a hint, so it is named where it is understood best
 * and never translated again on the way up. The message of such an error is
 * one sentence for the person, translated, and names what broke.
 */
typedef enum
{
  RST_ERROR_DNS,
  RST_ERROR_TCP,
  RST_ERROR_TIMEOUT,
  RST_ERROR_TLS_UNTRUSTED,
  RST_ERROR_TLS_FAILED,
  RST_ERROR_STLS_MISSING,
  RST_ERROR_PROTOCOL,
  RST_ERROR_AUTH,
  RST_ERROR_LOGIN_DISABLED,
  RST_ERROR_DOWNGRADE,
  RST_ERROR_IN_USE,
  RST_ERROR_LOGIN_DELAY,
  RST_ERROR_TEMPORARY,
  RST_ERROR_PERMANENT,
  RST_ERROR_REFUSED,
  RST_ERROR_DISK,
  RST_ERROR_CANNOT_CREATE,
  RST_ERROR_DAMAGED,
  RST_ERROR_NEWER,
  RST_ERROR_BUSY,
  RST_ERROR_CONFIG,
  RST_ERROR_USAGE,
  RST_ERROR_CANCELLED,
} RstError;

GQuark      rst_error_quark           (void);

/**
 * rst_error_get_code:
 * @error: any error
 *
 * The word for @error in `error.code` of the JSON contract. An error from
 * outside the domain counts as one of the disk, except a cancellation.
 *
 * Returns: (transfer none): such as "tls-untrusted"
 */
const char *rst_error_get_code (const GError *error);

/**
 * rst_error_get_hint:
 * @error: any error
 *
 * Returns: (transfer none): one translated sentence saying what to do
 */
const char *rst_error_get_hint (const GError *error);

/**
 * rst_error_get_exit_status:
 * @error: any error
 *
 * Returns: the process's exit status, after sysexits.h
 */
int rst_error_get_exit_status (const GError *error);

/**
 * rst_error_adopt_network:
 * @error: (inout) (nullable): where an error from GIO's resolver, sockets or
 *   TLS may be
 *
 * Gives an error that came from the network its place in [error@Rst.Error],
 * keeping its text. Does nothing to an error that already has one.
 */
void rst_error_adopt_network (GError **error);

/**
 * rst_error_adopt_file:
 * @error: (inout) (nullable): where an error from writing a file may be
 *
 * The same for an error from making or writing a file.
 */
void rst_error_adopt_file (GError **error);

G_END_DECLS
