/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "accounts/rst-leave.h"
#include "net/rst-endpoint.h"
#include "pop3/rst-pop3-session.h"

G_BEGIN_DECLS

/**
 * RST_SIZE_LIMIT_NONE:
 *
 * Messages are downloaded whole, however large.
 */
#define RST_SIZE_LIMIT_NONE 0

/**
 * RST_SIZE_LIMIT_MIN:
 *
 * The smallest size limit: the beginning of a message is seldom less.
 */
#define RST_SIZE_LIMIT_MIN 1000

/**
 * RstAccount:
 * @id: its name in the store and for `restantectl`: letters, digits, `.`, `_`
 *   and `-`
 * @name: what people call it; "" to use @address
 * @address: the mail address; "" when not known
 * @user: the login name
 * @endpoint: where its server is
 * @auth: how to log in
 * @leave: what stays on the server
 * @size_limit: of a message that is larger than so many octets only the
 *   beginning is downloaded, or %RST_SIZE_LIMIT_NONE
 * @password_command: (nullable): a shell command whose first line of output is
 *   the password; %NULL when it is in the keyring
 * @token_command: (nullable): one whose first line of output is an OAuth 2
 *   access token; there is no @password_command then
 * @problem: (nullable): why its settings in the store cannot be used; nothing
 *   but @id is meant then
 *
 * One mailbox on one server. A plain value without secrets.
 */
typedef struct
{
  char *id;
  char *name;
  char *address;
  char *user;
  RstEndpoint *endpoint;
  RstPop3Auth auth;
  RstLeave leave;
  guint64 size_limit;
  char *password_command;
  char *token_command;
  GError *problem;
} RstAccount;

/**
 * rst_account_new:
 * @id: see [struct@Account]
 * @error: where to say why it cannot be one
 *
 * Returns: (transfer full): an account with no server yet
 */
RstAccount *rst_account_new (const char *id, GError **error);

/**
 * rst_account_new_broken:
 * @id: see [struct@Account]
 * @problem: (transfer full): why its settings cannot be used
 *
 * Stands for an account in the lists that a person sees, so that it can be said
 * what is wrong with it, and removed or set up anew.
 *
 * Returns: (transfer full): an account with a problem and an empty server
 */
RstAccount *rst_account_new_broken (const char *id, GError *problem);

/**
 * rst_account_copy:
 * @self: an account
 *
 * Returns: (transfer full): the same
 */
RstAccount *rst_account_copy (const RstAccount *self);

/**
 * rst_account_free:
 * @self: (transfer full): an account
 */
void rst_account_free (RstAccount *self);

/**
 * rst_account_get_label:
 * @self: an account
 *
 * Returns: (transfer none): what to call it: name, address or id
 */
const char *rst_account_get_label (const RstAccount *self);

/**
 * rst_account_set_url:
 * @self: an account
 * @url: `pop3s://user@host[:995]` for TLS, `pop3://user@host[:110]` for STLS;
 *   the user percent-encoded
 * @error: where to say what is wrong with it
 *
 * Takes server, security and user from a URL (RFC 2384 knows `pop:`). One that
 * holds a password is refused: it would be seen in the list of processes.
 *
 * Returns: whether it was right
 */
gboolean rst_account_set_url (RstAccount *self, const char *url, GError **error);

/**
 * rst_account_dup_url:
 * @self: an account
 *
 * Returns: (transfer full): what [method@Account.set_url] takes
 */
char *rst_account_dup_url (const RstAccount *self);

/**
 * rst_account_set_leave:
 * @self: an account
 * @text: see [method@Leave.parse]
 * @error: where to say what is wrong with it
 *
 * Returns: whether it was right
 */
gboolean rst_account_set_leave (RstAccount *self, const char *text, GError **error);

/**
 * rst_account_dup_leave:
 * @self: an account
 *
 * Returns: (transfer full): what [method@Account.set_leave] takes
 */
char *rst_account_dup_leave (const RstAccount *self);

/**
 * rst_account_set_size_limit:
 * @self: an account
 * @text: "none" or a size of at least %RST_SIZE_LIMIT_MIN, as
 *   [func@size_parse] takes it
 * @error: where to say what is wrong with it
 *
 * Returns: whether it was right
 */
gboolean rst_account_set_size_limit (RstAccount *self, const char *text, GError **error);

/**
 * rst_account_dup_size_limit:
 * @self: an account
 *
 * Returns: (transfer full): what [method@Account.set_size_limit] takes
 */
char *rst_account_dup_size_limit (const RstAccount *self);

/**
 * rst_account_set_pin:
 * @self: an account
 * @pin: (nullable): `sha256:` and 64 hexadecimal digits; colons between them
 *   are allowed and the name of the hash may be left out; %NULL for none
 * @error: where to say what is wrong with it
 *
 * Returns: whether it was right
 */
gboolean rst_account_set_pin (RstAccount *self, const char *pin, GError **error);

/**
 * rst_account_set_password_command:
 * @self: an account
 * @command: (nullable): see [struct@Account]; %NULL when the password is kept
 *
 * Sets by what command the password comes; no token is used any more.
 */
void rst_account_set_password_command (RstAccount *self, const char *command);

/**
 * rst_account_set_token_command:
 * @self: an account
 * @command: (nullable): see [struct@Account]; %NULL for no token
 *
 * Sets by what command the token comes; no password command is used any more.
 */
void rst_account_set_token_command (RstAccount *self, const char *command);

/**
 * rst_account_to_json:
 * @self: an account
 *
 * Returns: (transfer full): its settings as the store keeps them
 */
char *rst_account_to_json (const RstAccount *self);

/**
 * rst_account_from_json:
 * @id: the account's id
 * @json: what [method@Account.to_json] made
 * @error: where to say what is wrong with it
 *
 * Returns: (transfer full): the account
 */
RstAccount *rst_account_from_json (const char *id, const char *json, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstAccount, rst_account_free)

G_END_DECLS
