/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pop3/rst-pop3-capa.h"
#include "pop3/rst-pop3-listing.h"

G_BEGIN_DECLS

#define RST_TYPE_POP3_SESSION (rst_pop3_session_get_type ())

/**
 * RstPop3Session:
 *
 * One POP3 session (RFC 1939) over a stream that somebody else connected. All
 * its functions block, may be cancelled, and belong to one thread.
 *
 * The order of a session:
 *
 * 1. [method@Pop3Session.read_greeting]
 * 2. [method@Pop3Session.query_capabilities]
 * 3. with STLS: [method@Pop3Session.stls], then the caller makes the TLS
 *    stream and gives it to [method@Pop3Session.set_stream], then
 *    capabilities again (RFC 2595 §4)
 * 4. [method@Pop3Session.login], and capabilities again
 * 5. [method@Pop3Session.stat], [method@Pop3Session.list]
 * 6. [method@Pop3Session.queue_retr] for each message wanted, then
 *    [method@Pop3Session.next_message] and [method@Pop3Session.read_text]
 *    until nothing is queued
 * 7. [method@Pop3Session.dele]; nothing is removed before
 * 8. [method@Pop3Session.quit] succeeds
 *
 * Errors are of [error@Rst.Error]. %RST_ERROR_REFUSED means that the server
 * answered `-ERR` to this one command and the session goes on; response codes
 * (RFC 2449 §8, RFC 3206) give %RST_ERROR_IN_USE, %RST_ERROR_LOGIN_DELAY,
 * %RST_ERROR_TEMPORARY, %RST_ERROR_PERMANENT and %RST_ERROR_AUTH. After any
 * other error the session is of no more use.
 */
G_DECLARE_FINAL_TYPE (RstPop3Session, rst_pop3_session, RST, POP3_SESSION, GObject)

/**
 * RstPop3Auth:
 * @RST_POP3_AUTH_AUTO: the best that the server offers and the stream allows
 * @RST_POP3_AUTH_USER: USER and PASS (RFC 1939 §7)
 * @RST_POP3_AUTH_PLAIN: AUTH PLAIN (RFC 5034, RFC 4616)
 *
 * How to log in.
 */
typedef enum
{
  RST_POP3_AUTH_AUTO,
  RST_POP3_AUTH_USER,
  RST_POP3_AUTH_PLAIN,
} RstPop3Auth;

/**
 * rst_pop3_auth_get_name:
 * @auth: a way to log in
 *
 * Returns: (transfer none): its name in an account's settings: "auto", "user"
 *   or a SASL name in lower case
 */
const char *rst_pop3_auth_get_name (RstPop3Auth auth);

/**
 * rst_pop3_auth_from_name:
 * @name: a name in an account's settings
 * @auth: (out): the way to log in
 *
 * Returns: whether there is such a way
 */
gboolean rst_pop3_auth_from_name (const char *name, RstPop3Auth *auth);

/**
 * rst_pop3_session_new:
 * @stream: a connected stream; the session keeps a reference
 *
 * Returns: (transfer full): a session of which nothing was read yet
 */
RstPop3Session *rst_pop3_session_new (GIOStream *stream);

/**
 * rst_pop3_session_get_stream:
 * @self: a session
 *
 * Returns: (transfer none): the stream in use
 */
GIOStream *rst_pop3_session_get_stream (RstPop3Session *self);

/**
 * rst_pop3_session_set_stream:
 * @self: a session whose [method@Pop3Session.stls] succeeded
 * @stream: TLS over the former stream
 *
 * Goes on over @stream. What was known of the server's capabilities is
 * forgotten (RFC 2595 §4).
 */
void rst_pop3_session_set_stream (RstPop3Session *self, GIOStream *stream);

/**
 * rst_pop3_session_set_timeout:
 * @self: a session
 * @seconds: how long one line of the server may take; 0 for any time
 *
 * Bounds what the stream's own time-out does not: a server that sends a line
 * octet by octet. A message text may take as long as octets of it come.
 */
void rst_pop3_session_set_timeout (RstPop3Session *self, guint seconds);

/**
 * rst_pop3_session_get_banner:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the greeting said behind `+OK`, fit
 *   for one line
 */
const char *rst_pop3_session_get_banner (RstPop3Session *self);

/**
 * rst_pop3_session_get_capabilities:
 * @self: a session
 *
 * Returns: (transfer none): what the server last said that it can; without an
 *   answer to CAPA it is empty
 */
RstPop3Capa *rst_pop3_session_get_capabilities (RstPop3Session *self);

/**
 * rst_pop3_session_read_greeting:
 * @self: a new session
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads the greeting (RFC 1939 §4).
 *
 * Returns: whether the server is willing
 */
gboolean rst_pop3_session_read_greeting (RstPop3Session *self,
                                         GCancellable *cancellable,
                                         GError **error);

/**
 * rst_pop3_session_query_capabilities:
 * @self: a session
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends CAPA (RFC 2449 §5). A server that does not know it has no capability;
 * that is no error.
 *
 * Returns: whether the session goes on
 */
gboolean rst_pop3_session_query_capabilities (RstPop3Session *self,
                                              GCancellable *cancellable,
                                              GError **error);

/**
 * rst_pop3_session_stls:
 * @self: a session that is not logged in
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends STLS (RFC 2595 §4). `-ERR` gives %RST_ERROR_STLS_MISSING. Octets behind
 * the answer were put there by somebody who is not the server, and give
 * %RST_ERROR_PROTOCOL.
 *
 * Returns: whether the caller may make the TLS stream now
 */
gboolean rst_pop3_session_stls (RstPop3Session *self,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_pop3_session_login:
 * @self: a session that is not logged in
 * @auth: how to log in; automatic choice takes AUTH PLAIN when the server
 *   offers it, else USER and PASS
 * @user: the user name; CR, LF and NUL are refused
 * @password: the password; the same
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Logs in. Whether the stream may carry a password is for the caller to know.
 *
 * Returns: whether the maildrop is open
 */
gboolean rst_pop3_session_login (RstPop3Session *self,
                                 RstPop3Auth auth,
                                 const char *user,
                                 const char *password,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_pop3_session_stat:
 * @self: a session that is logged in
 * @count: (out): messages in the maildrop
 * @octets: (out): their size
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends STAT (RFC 1939 §5).
 *
 * Returns: whether the answer was right
 */
gboolean rst_pop3_session_stat (RstPop3Session *self,
                                guint *count,
                                guint64 *octets,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_pop3_session_list:
 * @self: a session that is logged in
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends LIST and UIDL (RFC 1939 §5, §7), both in one write when the server
 * pipelines. A server without UIDL gives entries without unique-id.
 *
 * Returns: (transfer full) (element-type RstPop3Entry): the maildrop, by number
 */
GPtrArray *rst_pop3_session_list (RstPop3Session *self,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_pop3_session_queue_retr:
 * @self: a session that is logged in
 * @number: a message number
 * @octets: the size that LIST announced for it
 *
 * Asks for a message text. Commands are sent as the window allows: one at a
 * time, or many in flight when the server announced PIPELINING (RFC 2449
 * §6.6).
 */
void rst_pop3_session_queue_retr (RstPop3Session *self,
                                  guint number,
                                  guint64 octets);

/**
 * rst_pop3_session_next_message:
 * @self: a session
 * @number: (out): the message number whose text comes now; 0 when nothing is
 *   queued any more, or the session is broken
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Goes on to the next text that was asked for, in that order. The text before
 * must have been read to its end. When it fails with a @number, that is the
 * message which the server refuses, whatever its reason, and the next may be
 * asked for.
 *
 * Returns: whether the server gives it
 */
gboolean rst_pop3_session_next_message (RstPop3Session *self,
                                        guint *number,
                                        GCancellable *cancellable,
                                        GError **error);

/**
 * rst_pop3_session_read_text:
 * @self: a session in the midst of a message text
 * @octets: (out) (transfer none): some of the text, un-stuffed, valid until the
 *   next call
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: how many octets, 0 at the end of the text, -1 on error
 */
gssize rst_pop3_session_read_text (RstPop3Session *self,
                                   const char **octets,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * rst_pop3_session_dele:
 * @self: a session that is logged in
 * @numbers: message numbers
 * @n_numbers: how many
 * @refused: (out) (optional) (transfer full) (element-type guint): the numbers
 *   that the server did not mark
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Marks messages for removal (RFC 1939 §5), pipelined when the server can.
 * Nothing is removed before [method@Pop3Session.quit].
 *
 * Returns: whether every command was answered
 */
gboolean rst_pop3_session_dele (RstPop3Session *self,
                                const guint *numbers,
                                gsize n_numbers,
                                GArray **refused,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_pop3_session_noop:
 * @self: a session that is logged in
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Keeps the session alive (RFC 1939 §5).
 *
 * Returns: whether it lives
 */
gboolean rst_pop3_session_noop (RstPop3Session *self,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_pop3_session_rset:
 * @self: a session that is logged in
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Takes back every mark for removal of this session (RFC 1939 §5).
 *
 * Returns: whether the server did
 */
gboolean rst_pop3_session_rset (RstPop3Session *self,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_pop3_session_quit:
 * @self: a session
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends QUIT (RFC 1939 §6) and closes the stream. Success after
 * [method@Pop3Session.dele] means that the marked messages are gone;
 * %RST_ERROR_REFUSED means that some may still be there.
 *
 * Returns: whether the server answered `+OK`
 */
gboolean rst_pop3_session_quit (RstPop3Session *self,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
