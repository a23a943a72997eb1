/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rst-test-ca.h"

G_BEGIN_DECLS

/**
 * RstTestSecurity:
 * @RST_TEST_SECURITY_PLAIN: no TLS, logins in the clear
 * @RST_TEST_SECURITY_STLS: STLS, and no login before it
 * @RST_TEST_SECURITY_TLS: TLS from the first octet
 *
 * How a test server keeps its connections.
 */
typedef enum
{
  RST_TEST_SECURITY_PLAIN,
  RST_TEST_SECURITY_STLS,
  RST_TEST_SECURITY_TLS,
} RstTestSecurity;

/**
 * RstTestServerOptions:
 * @security: how connections are kept
 * @ca: (nullable): the authority; %NULL makes one
 * @certificate: which of its certificates is shown
 * @tls_max: (nullable): the newest version of TLS: "1.1", "1.2" or "1.3"
 * @user: (nullable): who may log in; %NULL is anybody
 * @password: (nullable): with what password; %NULL is any
 * @token: (nullable): with what token; %NULL is any
 * @mechanisms: (nullable): the SASL mechanisms that it announces and takes,
 *   parted by blanks; %NULL is PLAIN
 * @hidden_mechanisms: (nullable): those that it takes and does not announce
 * @no_user: whether USER is refused
 * @apop: whether the greeting has a stamp
 * @two_lines: whether OAUTHBEARER and XOAUTH2 take no initial response, as with
 *   Microsoft's servers
 * @scram: (nullable): what SCRAM does wrong; see rst-pop3-server.md
 * @iterations: (nullable): SCRAM's iteration count, as it is written
 * @client_ca: (nullable): a PEM file of the authority whose clients EXTERNAL
 *   lets in
 * @utf8: whether it knows UTF8
 * @lang: whether it knows LANG
 * @capa: (nullable): the capabilities, parted by ";"; %NULL is all that it has
 * @add_capa: (nullable): more capabilities
 * @script: (nullable): what goes wrong
 * @log: (nullable): a file to log to
 * @prefix: (nullable): what each unique-id begins with
 * @delay: milliseconds before each message
 * @keep: whether removal is only pretended
 *
 * What a test server is like. Zeros are a server in the clear for anybody.
 */
typedef struct
{
  RstTestSecurity security;
  RstTestCa *ca;
  RstTestCertificate certificate;
  const char *tls_max;
  const char *user;
  const char *password;
  const char *token;
  const char *mechanisms;
  const char *hidden_mechanisms;
  gboolean no_user;
  gboolean apop;
  gboolean two_lines;
  const char *scram;
  const char *iterations;
  const char *client_ca;
  gboolean utf8;
  gboolean lang;
  const char *capa;
  const char *add_capa;
  const char *script;
  const char *log;
  const char *prefix;
  guint delay;
  gboolean keep;
} RstTestServerOptions;

/**
 * RstTestServer:
 *
 * A POP3 server on loopback for tests and for the demo, which does wrong what
 * its script says. It has threads of its own: one that accepts, and one for
 * each connection.
 */
typedef struct _RstTestServer RstTestServer;

/**
 * rst_test_server_new:
 * @options: what it is like; copied, but for the authority
 * @error: where to say why it failed
 *
 * Returns: (transfer full): a server with no message, which listens
 */
RstTestServer *rst_test_server_new (const RstTestServerOptions *options, GError **error);

/**
 * rst_test_server_free:
 * @self: (transfer full): a server; its connections end
 */
void rst_test_server_free (RstTestServer *self);

/**
 * rst_test_server_heal:
 * @self: a server
 * @security: how connections are kept from now on
 *
 * From now on new connections find a server that does nothing wrong: no script,
 * a good certificate, the usual capabilities, SCRAM as it should be. Who may log
 * in, how, and what messages there are stays.
 */
void rst_test_server_heal (RstTestServer *self, RstTestSecurity security);

/**
 * rst_test_server_get_port:
 * @self: a server
 *
 * Returns: its port on 127.0.0.1
 */
guint16 rst_test_server_get_port (RstTestServer *self);

/**
 * rst_test_server_get_ca:
 * @self: a server
 *
 * Returns: (transfer none): its authority
 */
RstTestCa *rst_test_server_get_ca (RstTestServer *self);

/**
 * rst_test_server_add_message:
 * @self: a server
 * @octets: a message, sent as it is
 * @size: how much
 *
 * Adds a message for sessions that log in from now on. Its unique-id is made
 * from its octets.
 */
void rst_test_server_add_message (RstTestServer *self, const char *octets, gssize size);

/**
 * rst_test_server_add_named:
 * @self: a server
 * @unique_id: the message's unique-id, which others may have too
 * @octets: a message that ends with NUL, sent as it is
 *
 * Adds a message for sessions that log in from now on.
 */
void rst_test_server_add_named (RstTestServer *self, const char *unique_id, const char *octets);

/**
 * rst_test_server_clear:
 * @self: a server
 *
 * Leaves it without messages, for sessions that log in from now on.
 */
void rst_test_server_clear (RstTestServer *self);

/**
 * rst_test_server_add_synthetic:
 * @self: a server
 * @count: how many
 *
 * Adds messages that are made when they are asked for, so that very many cost
 * little. rst-pop3-server.md gives their octets.
 */
void rst_test_server_add_synthetic (RstTestServer *self, guint count);

/**
 * rst_test_server_add_folder:
 * @self: a server
 * @path: a folder, of which each `.eml` file is a message, in the order of their
 *   names
 * @exact: whether files are sent as they are; else those without any CRLF get
 *   CRLF for LF
 * @error: where to say why it failed
 *
 * Returns: whether all were read
 */
gboolean rst_test_server_add_folder (RstTestServer *self,
                                     const char *path,
                                     gboolean exact,
                                     GError **error);

/**
 * rst_test_server_get_n_messages:
 * @self: a server
 *
 * Returns: how many messages it has now
 */
guint rst_test_server_get_n_messages (RstTestServer *self);

/**
 * rst_test_server_dup_log:
 * @self: a server
 *
 * Returns: (transfer full): what happened so far, as rst-pop3-server.md describes it
 */
char *rst_test_server_dup_log (RstTestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTestServer, rst_test_server_free)

G_END_DECLS
