/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "messages/rst-message-rows.h"

G_BEGIN_DECLS

/**
 * RstMessageChange:
 * @position: where, after all changes above were made
 * @n_removed: how many rows go there
 * @n_added: how many come in their place
 *
 * A run of rows in which two lists differ.
 */
typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} RstMessageChange;

/**
 * rst_message_difference:
 * @before: the rows that are
 * @after: the rows that shall be
 *
 * Finds few changes that make the one into the other, from the top down, and
 * leave alone what is the same, so that views keep their selection and their
 * place. A row that moved is removed and added. The order of the rows may be
 * any. Where the two differ in many places, the lower ones become one change.
 *
 * Returns: (transfer full) (element-type RstMessageChange): the changes
 */
GArray *rst_message_difference (const RstMessageRows *before, const RstMessageRows *after);

G_END_DECLS
