/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstSummary:
 * @from: (element-type RstAddress): who wrote it
 * @to: (element-type RstAddress): to whom
 * @cc: (element-type RstAddress): and to whom else
 * @subject: fit for one line, maybe ""
 * @date: the Date header in seconds since 1970, UTC; where it is missing or
 *   nonsense the newest Received header; else 0
 * @message_id: (nullable): without the angle brackets
 * @in_reply_to: (nullable): the same
 * @parents: (array zero-terminated=1): all that it answers (RFC 5322 §3.6.4), of
 *   which @in_reply_to is the first; maybe empty
 * @references: (array zero-terminated=1): the same, oldest first, maybe empty
 * @snippet: the first words of the text, fit for one line, maybe "", at most
 *   200 characters
 * @n_attachments: how many parts are for saving rather than reading
 *
 * What a list row, a sort and a search field need of a message. It is parsed
 * once, on arrival; stored in columns; immutable.
 */
typedef struct
{
  GPtrArray *from;
  GPtrArray *to;
  GPtrArray *cc;
  char *subject;
  gint64 date;
  char *message_id;
  char *in_reply_to;
  GStrv parents;
  GStrv references;
  char *snippet;
  guint n_attachments;
} RstSummary;

/**
 * rst_summary_parse:
 * @raw: a message, exactly as it arrived
 *
 * Reads a message. Any octets give a summary, if an empty one: no mail is so
 * broken that it may not be kept and seen. Blocks; may run on any thread.
 *
 * Returns: (transfer full): the summary
 */
RstSummary *rst_summary_parse (GBytes *raw);

/**
 * rst_summary_free:
 * @self: (transfer full): a summary
 */
void rst_summary_free (RstSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstSummary, rst_summary_free)

G_END_DECLS
