/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a server may make us hold, and why. Beyond a bound the server violates
 * the protocol: the session ends with RST_ERROR_PROTOCOL, what was committed
 * stays.
 */

/* A status or listing line. RFC 1939 §3 and RFC 2449 §4 allow 512 octets;
 * greetings and refusals of real servers run over that.
 */
#define RST_POP3_LINE_MAX (8 * 1024)

/* A command. RFC 2449 §4 allows 255 octets with CRLF; base64 of a token may be
 * longer (RFC 5034 §4), nothing else is.
 */
#define RST_POP3_COMMAND_MAX 255

/* Messages in one maildrop: ten times the largest mailbox we are built for. */
#define RST_POP3_MESSAGES_MAX (10 * 1000 * 1000)

/* A unique-id. RFC 1939 §7 allows 70 octets; some servers send more. */
#define RST_POP3_UNIQUE_ID_MAX 1024

/* Capabilities in one CAPA listing: a dozen is usual. */
#define RST_POP3_CAPABILITIES_MAX 256

/* RETRs in flight. The octets bound keeps the server's answers within what a
 * connection carries in one round trip; the count bound keeps the commands
 * themselves (at most 16 octets each) within the smallest socket buffer, so
 * that writing never blocks while answers are unread.
 */
#define RST_POP3_WINDOW_COMMANDS 256
#define RST_POP3_WINDOW_OCTETS (4 * 1024 * 1024)

/* The session's read buffer: one large read instead of many small ones. */
#define RST_POP3_BUFFER_SIZE (256 * 1024)

/* A message text. LIST's size is a hint (RFC 1939 §11), and some servers count
 * otherwise; but a text of many times the announced size is one that does not
 * end, and would fill the disk.
 */
#define RST_POP3_TEXT_MAX(announced) (16 * (guint64) (announced) + 64 * 1024 * 1024)

/* Octets that must come of a listing or a text in the time that one step may
 * take. Slower than this a mailbox takes days.
 */
#define RST_POP3_PROGRESS_MIN 1024

/* Seconds of silence on our side after which NOOP is sent while other work goes
 * on. RFC 1939 §3 gives ten minutes; servers close after one.
 */
#define RST_POP3_KEEP_ALIVE 20

/* Seconds for a whole session. A first download over a slow line may take
 * hours; a session that takes longer than this serves nobody.
 */
#define RST_POP3_SESSION_MAX (24 * 60 * 60)
