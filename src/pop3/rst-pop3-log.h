/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstPop3LogKind:
 * @RST_POP3_LOG_SENT: a line that the client sent
 * @RST_POP3_LOG_RECEIVED: a line that the server sent
 * @RST_POP3_LOG_NOTE: what happened, such as a connection or a handshake
 *
 * What a line of the protocol log is.
 */
typedef enum
{
  RST_POP3_LOG_SENT,
  RST_POP3_LOG_RECEIVED,
  RST_POP3_LOG_NOTE,
} RstPop3LogKind;

/**
 * RstPop3Log:
 *
 * The last lines of an account's sessions, for the person who reports an error.
 * It holds no secret and no text of a message: who writes into it masks them.
 * Bounded by [const@POP3_LOG_LINES] and [const@POP3_LOG_LINE_MAX]. It may be
 * used from any thread, and is counted by references.
 */
typedef struct _RstPop3Log RstPop3Log;

/**
 * RST_POP3_LOG_LINES:
 *
 * How many lines a log keeps; older ones go.
 */
#define RST_POP3_LOG_LINES 500

/**
 * RST_POP3_LOG_LINE_MAX:
 *
 * How many octets of a line it keeps.
 */
#define RST_POP3_LOG_LINE_MAX 512

/**
 * RstPop3LogFunc:
 * @line: a line of the log as [method@Pop3Log.dup_text] has it, without its end
 * @user_data: what was given to [method@Pop3Log.set_func]
 *
 * Told of each line, on the thread that wrote it.
 */
typedef void (*RstPop3LogFunc) (const char *line, gpointer user_data);

/**
 * rst_pop3_log_new:
 *
 * Returns: (transfer full): an empty log
 */
RstPop3Log *rst_pop3_log_new (void);

/**
 * rst_pop3_log_ref:
 * @self: a log
 *
 * Returns: (transfer full): the same
 */
RstPop3Log *rst_pop3_log_ref (RstPop3Log *self);

/**
 * rst_pop3_log_unref:
 * @self: (transfer full): a log
 */
void rst_pop3_log_unref (RstPop3Log *self);

/**
 * rst_pop3_log_set_func:
 * @self: a log that nobody writes to yet
 * @func: (nullable): told of each line from now on
 * @user_data: for @func
 */
void rst_pop3_log_set_func (RstPop3Log *self, RstPop3LogFunc func, gpointer user_data);

/**
 * rst_pop3_log_add:
 * @self: (nullable): a log; with %NULL nothing happens
 * @kind: what the line is
 * @text: the line, in any encoding
 * @length: its octets, -1 when it ends with NUL
 *
 * Adds a line with the time. What cannot be shown in one line is escaped.
 */
void rst_pop3_log_add (RstPop3Log *self,
                       RstPop3LogKind kind,
                       const char *text,
                       gssize length);

/**
 * rst_pop3_log_add_note:
 * @self: (nullable): a log; with %NULL nothing happens
 * @format: as for printf()
 * @...: its arguments
 *
 * Adds a note.
 */
void rst_pop3_log_add_note (RstPop3Log *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * rst_pop3_log_dup_text:
 * @self: a log
 *
 * Returns: (transfer full): all lines, oldest first, such as
 *   `20:15:03.120 > CAPA`; `>` was sent, `<` was received, `*` is a note
 */
char *rst_pop3_log_dup_text (RstPop3Log *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPop3Log, rst_pop3_log_unref)

G_END_DECLS
