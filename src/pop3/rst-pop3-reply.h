/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/rst-error.h"

G_BEGIN_DECLS

/**
 * RstPop3ReplyStatus:
 * @RST_POP3_REPLY_OK: `+OK`
 * @RST_POP3_REPLY_ERR: `-ERR`
 * @RST_POP3_REPLY_CONTINUE: `+`, the server waits for more of an
 *   authentication exchange (RFC 5034 §4)
 *
 * What a status line says.
 */
typedef enum
{
  RST_POP3_REPLY_OK,
  RST_POP3_REPLY_ERR,
  RST_POP3_REPLY_CONTINUE,
} RstPop3ReplyStatus;

/**
 * RstPop3Reply:
 * @status: what the server says
 * @code: (nullable): the response code without its brackets (RFC 2449 §8), in
 *   upper case
 * @text: what follows, fit for one line, maybe empty
 *
 * A status line, taken apart.
 */
typedef struct
{
  RstPop3ReplyStatus status;
  char *code;
  char *text;
} RstPop3Reply;

/**
 * rst_pop3_reply_new:
 * @line: a line from the server, without its end
 * @length: its octets
 * @error: where to say that it is no status line
 *
 * Takes a status line apart (RFC 1939 §3). The indicator is read without case,
 * and with or without a blank behind it.
 *
 * Returns: (transfer full): the reply
 */
RstPop3Reply *rst_pop3_reply_new (const char *line, gsize length, GError **error);

/**
 * rst_pop3_reply_free:
 * @self: (transfer full): a reply
 */
void rst_pop3_reply_free (RstPop3Reply *self);

/**
 * rst_pop3_reply_has_code:
 * @self: a reply
 * @code: such as "SYS/TEMP"
 *
 * Returns: whether the response code is @code or a detail of it, which a client
 *   must not mind (RFC 2449 §8)
 */
gboolean rst_pop3_reply_has_code (const RstPop3Reply *self, const char *code);

/**
 * rst_pop3_reply_dup_line:
 * @self: a reply
 *
 * The status line as a log may show it: without the words of a challenge, and
 * of a response code only as much as is known.
 *
 * Returns: (transfer full): the line
 */
char *rst_pop3_reply_dup_line (const RstPop3Reply *self);

/**
 * rst_pop3_reply_get_error:
 * @self: a refusal
 *
 * Returns: what the response code of the refusal means (RFC 2449 §8.1,
 *   RFC 3206 §4); without one that is known, %RST_ERROR_REFUSED
 */
RstError rst_pop3_reply_get_error (const RstPop3Reply *self);

/**
 * rst_pop3_reply_set_error:
 * @self: a refusal
 * @step: what was refused, such as "STAT"
 * @code: what the refusal means
 * @error: where to say it
 *
 * Turns a refusal into an error in the server's own words.
 */
void rst_pop3_reply_set_error (const RstPop3Reply *self,
                               const char *step,
                               RstError code,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPop3Reply, rst_pop3_reply_free)

G_END_DECLS
