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

/* Messages in one maildrop, and what their unique-ids may add up to as they are
 * kept here. People keep several 100,000 messages on a server; a hostile listing
 * must keep a fetch under 64 MiB. A 64-bit machine holds
 *
 *     for each message      24 octets: its entry
 *                            8 octets: its place among those not known, and
 *                            8 octets: among those to download, or
 *                           24 octets: among those to remove, and those marked
 *                            1 octet: whether it is known for sure which it is
 *     for each unique-id    its octets and a NUL, in blocks
 *
 * For 500,000 messages that is up to 24 MiB, and the unique-ids take 16.5 MiB: 33
 * octets on average, where real servers have 8 to 32. 239,000 messages may have
 * the 70 octets that RFC 1939 §7 allows. Arrays double as they grow, but what
 * was never written takes no memory. The ledger is looked at in pieces, 2,048
 * texts are asked for ahead; the page caches of the store's two connections and
 * of the search index take 12 MiB, what is on its way to the store half as much.
 *
 * Before that, to sort what came in disorder takes 12 MiB, to find unique-ids
 * that are there twice 8 MiB; neither lasts.
 */
#define RST_POP3_MESSAGES_MAX (500 * 1000)
#define RST_POP3_UNIQUE_IDS_MAX (16 * 1024 * 1024)

/* What a message without unique-id counts there: it is named by the SHA-256 of
 * its text when that has come.
 */
#define RST_POP3_CONTENT_NAME_LENGTH 71

/* A message number. RFC 1939 §5 numbers from 1 without gaps; servers that leave
 * gaps need not stay below the count.
 */
#define RST_POP3_NUMBER_MAX (10 * 1000 * 1000)

/* Lines and octets of LIST and UIDL, whatever they hold: a line for each
 * message, as many again for blank ones and strays; twice what unique-ids may
 * add up to, and room for the numbers.
 */
#define RST_POP3_LISTING_LINES_MAX (2 * RST_POP3_MESSAGES_MAX)
#define RST_POP3_LISTING_OCTETS_MAX (2 * RST_POP3_UNIQUE_IDS_MAX + 32 * RST_POP3_MESSAGES_MAX)

/* A unique-id. RFC 1939 §7 allows 70 octets; some servers send more. */
#define RST_POP3_UNIQUE_ID_MAX 1024

/* Lines and octets of one CAPA listing: a dozen lines are usual, each of up to
 * 512 octets (RFC 2449 §3). A word takes up to 40 octets of memory, so that all
 * of them stay below 2 MiB.
 */
#define RST_POP3_CAPABILITIES_MAX 256
#define RST_POP3_CAPABILITIES_OCTETS_MAX (64 * 1024)

/* Blank lines in front of a status line. Some servers put one behind a listing
 * or a text; more than a few are no answer.
 */
#define RST_POP3_BLANK_LINES_MAX 8

/* Texts asked for and not come yet. The octets follow what the line brings in
 * two round trips (see rst-pop3-window.h): at least what keeps a line busy of
 * which nothing is known yet, at most what a gigabit line has under way around
 * the world. They wait at the server, not here. The count keeps the commands
 * that leave at once (half of it, at most 17 octets each) within the smallest
 * socket buffer, so that writing never blocks while answers are unread.
 */
#define RST_POP3_WINDOW_COMMANDS 1024
#define RST_POP3_WINDOW_OCTETS_MIN ((guint64) 4 * 1024 * 1024)
#define RST_POP3_WINDOW_OCTETS_MAX ((guint64) 32 * 1024 * 1024)

/* What TOP is taken to bring, whose size is announced nowhere: headers of real
 * messages are a few KiB.
 */
#define RST_POP3_TOP_OCTETS (4 * 1024)

/* The session's read buffer: one large read instead of many small ones. */
#define RST_POP3_BUFFER_SIZE (256 * 1024)

/* A message text. LIST's size is a hint (RFC 1939 §11), and some servers count
 * otherwise; but a text of many times the announced size is one that does not
 * end, and would fill the disk.
 */
#define RST_POP3_TEXT_MAX(announced) \
  (16 * MIN ((guint64) (announced), RST_POP3_ANNOUNCED_MAX) + 64 * 1024 * 1024)

/* The largest announced size that is believed: no provider takes mail of more
 * than some hundred MiB.
 */
#define RST_POP3_ANNOUNCED_MAX ((guint64) 512 * 1024 * 1024)

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
