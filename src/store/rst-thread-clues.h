/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstThreadClues:
 * @names: (element-type gint64): 64 bits for each Message-ID that it has or
 *   names, each once: at most %RST_THREAD_CLUES_MAX
 * @base: its subject without what replies put before it
 * @subject_key: the same as %RST_ORDER_SUBJECT sorts by it; "" joins nothing
 * @lost: whether its subject says that it answers something, and nothing else
 *   says what
 *
 * By what a message shows to which thread it belongs (RFC 5322 §3.6.4).
 */
typedef struct
{
  GArray *names;
  char *base;
  char *subject_key;
  gboolean lost;
} RstThreadClues;

/**
 * RST_THREAD_CLUES_MAX:
 *
 * However many messages a message names: of References the first and the last
 * ones count, of In-Reply-To the first ones.
 */
#define RST_THREAD_CLUES_MAX 82

/**
 * rst_thread_clues_new:
 * @message_id: (nullable): its own, without angle brackets
 * @parents: (nullable): what it answers, separated by blanks
 * @references: (nullable): the same of References, oldest first
 * @subject: its subject, maybe ""
 *
 * Returns: (transfer full): the clues
 */
RstThreadClues *rst_thread_clues_new (const char *message_id,
                                      const char *parents,
                                      const char *references,
                                      const char *subject);

/**
 * rst_thread_clues_free:
 * @self: (transfer full): clues
 */
void rst_thread_clues_free (RstThreadClues *self);

/**
 * rst_thread_clues_fits:
 * @self: the clues of one message
 * @subject: the subject of another one with the same subject key
 * @is_reply: (inout): set where @subject says that it answers something
 *
 * Keys are cut short: this is not.
 *
 * Returns: whether both are about the same
 */
gboolean rst_thread_clues_fits (const RstThreadClues *self, const char *subject, gboolean *is_reply);

/**
 * rst_thread_clues_hash:
 * @message_id: without angle brackets
 *
 * Returns: the 64 bits that stand for it
 */
gint64 rst_thread_clues_hash (const char *message_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstThreadClues, rst_thread_clues_free)

G_END_DECLS
