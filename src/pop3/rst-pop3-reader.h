/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstPop3Reader:
 *
 * Turns the octets of a POP3 server into lines and message texts. It does no
 * I/O: octets are put in as they come, however cut, and results are asked for
 * until it says that it needs more. Not thread-safe; owned by one
 * [class@Pop3Session].
 *
 * Lines end with CRLF (RFC 1939 §3); a bare LF is tolerated at the end of a
 * status line and in listings, because real servers send it. The text of a
 * message is handed out octet for octet, only un-stuffed: inside it a line
 * ends at CRLF alone, so that a bare LF, a NUL or a lone dot behind a bare LF
 * is content, unless the server ended the status line of this very answer with
 * a bare LF, which makes it one that knows no CRLF.
 */
typedef struct _RstPop3Reader RstPop3Reader;

/**
 * RstPop3ReaderStatus:
 * @RST_POP3_READER_ERROR: a bound was exceeded; the reader is of no more use
 * @RST_POP3_READER_MORE: put more octets in and ask again
 * @RST_POP3_READER_DATA: here is a line, or some of a text
 * @RST_POP3_READER_END: the line that ends a listing or text was read
 */
typedef enum
{
  RST_POP3_READER_ERROR,
  RST_POP3_READER_MORE,
  RST_POP3_READER_DATA,
  RST_POP3_READER_END,
} RstPop3ReaderStatus;

/**
 * rst_pop3_reader_new:
 *
 * Returns: (transfer full): an empty reader
 */
RstPop3Reader *rst_pop3_reader_new (void);

/**
 * rst_pop3_reader_free:
 * @self: (transfer full): a reader
 */
void rst_pop3_reader_free (RstPop3Reader *self);

/**
 * rst_pop3_reader_get_space:
 * @self: a reader
 * @size: (out): how many octets may be put in
 *
 * Where the next octets of the connection go; at least one fits. What was
 * handed out before becomes invalid.
 *
 * Returns: (transfer none): the free part of the buffer
 */
char *rst_pop3_reader_get_space (RstPop3Reader *self, gsize *size);

/**
 * rst_pop3_reader_commit:
 * @self: a reader
 * @size: how many octets were put where [method@Pop3Reader.get_space] said
 */
void rst_pop3_reader_commit (RstPop3Reader *self, gsize size);

/**
 * rst_pop3_reader_get_pending:
 * @self: a reader
 *
 * Returns: how many octets were put in and not asked for. After the answer to
 *   STLS it must be none (RFC 2595 §4, "NO STARTTLS").
 */
gsize rst_pop3_reader_get_pending (RstPop3Reader *self);

/**
 * rst_pop3_reader_next_line:
 * @self: a reader
 * @line: (out) (transfer none): the status line without its end, valid until
 *   the next call; it may hold NUL
 * @length: (out): its octets
 * @error: where to say what was exceeded
 *
 * Asks for a status line.
 */
RstPop3ReaderStatus rst_pop3_reader_next_line (RstPop3Reader *self,
                                               const char **line,
                                               gsize *length,
                                               GError **error);

/**
 * rst_pop3_reader_next_item:
 * @self: a reader
 * @line: (out) (transfer none): a line of the listing, un-stuffed, without its
 *   end, valid until the next call
 * @length: (out): its octets
 * @error: where to say what was exceeded
 *
 * Asks for a line of a listing (CAPA, LIST, UIDL).
 */
RstPop3ReaderStatus rst_pop3_reader_next_item (RstPop3Reader *self,
                                               const char **line,
                                               gsize *length,
                                               GError **error);

/**
 * rst_pop3_reader_next_text:
 * @self: a reader
 * @octets: (out) (transfer none): the next octets of the text, un-stuffed,
 *   valid until the next call
 * @length: (out): how many, at least one
 *
 * Asks for more of a message text (RETR, TOP). Its last CRLF belongs to it;
 * the line that is only a dot does not.
 */
RstPop3ReaderStatus rst_pop3_reader_next_text (RstPop3Reader *self,
                                               const char **octets,
                                               gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPop3Reader, rst_pop3_reader_free)

G_END_DECLS
