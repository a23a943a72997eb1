/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pop3/rst-pop3-auth.h"
#include "pop3/rst-pop3-capa.h"
#include "pop3/rst-pop3-listing.h"
#include "pop3/rst-pop3-log.h"

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
 * 4. [method@Pop3Session.enter_utf8], [method@Pop3Session.set_language]
 * 5. [method@Pop3Session.rank_auth], [method@Pop3Session.login], and
 *    capabilities again, or [method@Pop3Session.assume_capabilities]
 * 6. [method@Pop3Session.stat], [method@Pop3Session.list]
 * 7. [method@Pop3Session.queue_retr] for each message wanted, then
 *    [method@Pop3Session.next_message] and [method@Pop3Session.read_text]
 *    until nothing is queued
 * 8. [method@Pop3Session.dele]; nothing is removed before
 * 9. [method@Pop3Session.quit] succeeds
 *
 * Errors are of [error@Rst.Error]. %RST_ERROR_REFUSED means that the server
 * answered `-ERR` to this one command and the session goes on; response codes
 * (RFC 2449 §8, RFC 3206) give %RST_ERROR_IN_USE, %RST_ERROR_LOGIN_DELAY,
 * %RST_ERROR_TEMPORARY, %RST_ERROR_PERMANENT and %RST_ERROR_AUTH. After any
 * other error the session is of no more use.
 */
G_DECLARE_FINAL_TYPE (RstPop3Session, rst_pop3_session, RST, POP3_SESSION, GObject)

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
 * @seconds: what one step may take; 0 for any time
 *
 * Bounds what the stream's own time-out does not: a server that sends octet by
 * octet. A status line must come as a whole in @seconds; of a listing or a text
 * at least %RST_POP3_PROGRESS_MIN octets, or its end, in each @seconds; else the
 * step fails with %RST_ERROR_TIMEOUT. Only waiting for the server counts.
 */
void rst_pop3_session_set_timeout (RstPop3Session *self, guint seconds);

/**
 * rst_pop3_session_set_log:
 * @self: a session
 * @log: (nullable): where to note what is sent and received; the session keeps
 *   a reference. Secrets, challenges and the texts of messages are masked.
 */
void rst_pop3_session_set_log (RstPop3Session *self, RstPop3Log *log);

/**
 * rst_pop3_session_set_pipelining:
 * @self: a session
 * @allowed: whether several commands may be in flight when the server announces
 *   PIPELINING (RFC 2449 §6.6); they may when nothing is said
 */
void rst_pop3_session_set_pipelining (RstPop3Session *self, gboolean allowed);

/**
 * rst_pop3_session_is_pipelining_doubtful:
 * @self: a session that broke
 *
 * A server may announce PIPELINING and lose what it had not read when it
 * answered. Then it never answers a second command of several.
 *
 * Returns: whether the session broke with several commands in flight, none of
 *   which but the first was ever answered in this session: whoever asks may
 *   try again without pipelining
 */
gboolean rst_pop3_session_is_pipelining_doubtful (RstPop3Session *self);

/**
 * rst_pop3_session_get_banner:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the greeting said behind `+OK`, fit
 *   for one line
 */
const char *rst_pop3_session_get_banner (RstPop3Session *self);

/**
 * rst_pop3_session_get_stamp:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the time stamp of the greeting, a valid
 *   msg-id in its angle brackets, which a server shows that knows APOP
 *   (RFC 1939 §7); %NULL without one
 */
const char *rst_pop3_session_get_stamp (RstPop3Session *self);

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
 * rst_pop3_session_assume_capabilities:
 * @self: a session
 * @lines: the lines of a CAPA listing, ended by %NULL
 *
 * Takes what a server announced in an earlier session for what it would answer
 * now, which saves a round trip.
 */
void rst_pop3_session_assume_capabilities (RstPop3Session *self,
                                           const char *const *lines);

/**
 * rst_pop3_session_enter_utf8:
 * @self: a session that is not logged in, with STLS done (RFC 6856 §2.1)
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends UTF8 (RFC 6856 §2) when the server announces it. It may refuse; that is
 * no error.
 *
 * Returns: whether the session goes on
 */
gboolean rst_pop3_session_enter_utf8 (RstPop3Session *self,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * rst_pop3_session_set_language:
 * @self: a session
 * @tag: a language (RFC 5646), such as "de"
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends LANG (RFC 6856 §3) when the server announces it, so that the server's
 * own words are in the person's language. It may refuse; that is no error.
 *
 * Returns: whether the session goes on
 */
gboolean rst_pop3_session_set_language (RstPop3Session *self,
                                        const char *tag,
                                        GCancellable *cancellable,
                                        GError **error);

/**
 * rst_pop3_session_offers:
 * @self: a session
 * @auth: a way to log in, not automatic
 *
 * Returns: whether the server announces it, or cannot announce it and has it
 *   nearly always (USER)
 */
gboolean rst_pop3_session_offers (RstPop3Session *self, RstPop3Auth auth);

/**
 * rst_pop3_session_rank_auth:
 * @self: a session whose capabilities were queried
 * @kind: what there is to log in with
 *
 * Which ways to log in are worth trying, the one that gives away least first.
 * APOP is never among them. Over TLS, what hands the password over comes before
 * digests, which make servers keep passwords in the clear; without TLS digests
 * come first. Behind what the server announces stands what servers are known to
 * have without saying so. Bound mechanisms are there when the stream has a
 * binding.
 *
 * Returns: (transfer full) (element-type RstPop3Auth): the ways, best first;
 *   never empty for a password or a token
 */
GArray *rst_pop3_session_rank_auth (RstPop3Session *self, RstSecretKind kind);

/**
 * rst_pop3_session_query_mechanisms:
 * @self: a session that is not logged in, whose capabilities were queried
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends AUTH without a mechanism when the server announced neither SASL nor
 * USER. Many servers list their mechanisms then, which is an old habit and in
 * no standard; they are added to the capabilities. A refusal is no error. A
 * server that accepts and lists nothing gives %RST_ERROR_TIMEOUT.
 *
 * Returns: whether the session goes on
 */
gboolean rst_pop3_session_query_mechanisms (RstPop3Session *self,
                                            GCancellable *cancellable,
                                            GError **error);

/**
 * rst_pop3_session_login:
 * @self: a session that is not logged in
 * @auth: how to log in, not automatic
 * @credentials: who; CR, LF and NUL are refused before anything is sent
 * @host: the server's name as the person typed it
 * @port: its port
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Logs in. Whether the stream may carry a password is for the caller to know.
 * SCRAM is bound to TLS wherever server and stream can (RFC 5802 §6).
 *
 * After %RST_ERROR_AUTH and %RST_ERROR_LOGIN_DISABLED the session can try
 * another way; the latter means that nothing about the secret was said by the
 * refusal. After %RST_ERROR_PROTOCOL nobody may: whoever could not show that he
 * knows the password would be handed it by the next way.
 *
 * Returns: whether the maildrop is open
 */
gboolean rst_pop3_session_login (RstPop3Session *self,
                                 RstPop3Auth auth,
                                 const RstCredentials *credentials,
                                 const char *host,
                                 guint16 port,
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
 * Returns: (transfer full): the maildrop
 */
RstPop3Listing *rst_pop3_session_list (RstPop3Session *self,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * RST_POP3_GLANCE_MAX:
 *
 * The most messages that one glance looks at: more are listed faster.
 */
#define RST_POP3_GLANCE_MAX 32

/**
 * RST_POP3_OCTETS_UNKNOWN:
 *
 * The size of a maildrop of which the server does not tell it.
 */
#define RST_POP3_OCTETS_UNKNOWN G_MAXUINT64

/**
 * rst_pop3_session_glance:
 * @self: a session that is logged in
 * @first: a message number
 * @n: how many messages, from that one on; at most %RST_POP3_GLANCE_MAX
 * @count: (out): messages in the maildrop; 0 also where the server does not tell
 * @octets: (out): their size, or %RST_POP3_OCTETS_UNKNOWN
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Sends STAT, and LIST and UIDL with each of some numbers (RFC 1939 §5, §7), all
 * in one write when the server pipelines. What the server refuses, or answers
 * with what makes no sense, is left out. Texts that are queued are asked for in
 * the same round trip, and come next.
 *
 * Returns: (transfer full): those messages
 */
RstPop3Listing *rst_pop3_session_glance (RstPop3Session *self,
                                         guint first,
                                         guint n,
                                         guint *count,
                                         guint64 *octets,
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
 * rst_pop3_session_queue_top:
 * @self: a session that is logged in
 * @number: a message number
 * @lines: how many lines of its body
 *
 * Asks for the beginning of a message: TOP (RFC 1939 §7). It is read as a
 * text that was asked for with [method@Pop3Session.queue_retr] is.
 */
void rst_pop3_session_queue_top (RstPop3Session *self, guint number, guint lines);

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
 * rst_pop3_session_keep_alive:
 * @self: a session that is logged in
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * For whoever works on something else for long while the session is open: sends
 * NOOP if nothing was sent for %RST_POP3_KEEP_ALIVE seconds and no answer is
 * outstanding; else it does nothing.
 *
 * Returns: whether the session lives
 */
gboolean rst_pop3_session_keep_alive (RstPop3Session *self,
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

/**
 * rst_pop3_session_leave:
 * @self: a session that marked nothing for removal
 *
 * Sends QUIT (RFC 1939 §6) and closes the connection. Nothing depends on the
 * answer, and not every server gives one: it is read if it comes at once.
 */
void rst_pop3_session_leave (RstPop3Session *self);

G_END_DECLS
