/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstPhrase:
 *
 * Words that are looked for one after the other. What a word is and which are
 * the same is as in the index: unicode61 without diacritics. Immutable.
 */
typedef struct _RstPhrase RstPhrase;

/**
 * rst_phrase_new:
 * @expression: an FTS5 phrase without a column, in quotes, with `*` behind the
 *   quotes where the last word may go on
 *
 * Returns: (transfer full): the phrase
 */
RstPhrase *rst_phrase_new (const char *expression);

/**
 * rst_phrase_free:
 * @self: (transfer full): a phrase
 */
void rst_phrase_free (RstPhrase *self);

/**
 * rst_phrase_is_word:
 * @c: a character
 *
 * Returns: whether it is a part of a word
 */
gboolean rst_phrase_is_word (gunichar c);

/**
 * rst_phrase_find_word:
 * @text: a text, valid UTF-8
 *
 * Returns: (transfer none): where its first word begins, or its end
 */
const char *rst_phrase_find_word (const char *text);

/**
 * rst_phrase_read_word:
 * @text: a text that begins with a word
 * @word: set to the word as words are compared
 *
 * Returns: (transfer none): where the word ends
 */
const char *rst_phrase_read_word (const char *text, GString *word);

/**
 * rst_phrase_match:
 * @self: a phrase
 * @word: a word of a text, as it is compared
 * @end: where in the text it ends
 *
 * Returns: (transfer none) (nullable): where the phrase ends that begins with this
 *   word; %NULL where it does not
 */
const char *rst_phrase_match (const RstPhrase *self, const char *word, const char *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPhrase, rst_phrase_free)

G_END_DECLS
