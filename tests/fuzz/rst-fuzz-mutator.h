/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstFuzzMutator:
 *
 * Makes new inputs of old ones, the same each time: what libFuzzer does, but
 * without knowing what an input reaches.
 */
typedef struct _RstFuzzMutator RstFuzzMutator;

/**
 * rst_fuzz_mutator_new:
 * @seeds: (element-type GBytes): inputs to begin with, at least one
 * @dictionary: (nullable): the path of a file of words, as libFuzzer reads it
 *
 * Returns: (transfer full): a mutator
 */
RstFuzzMutator *rst_fuzz_mutator_new (GPtrArray *seeds, const char *dictionary);

/**
 * rst_fuzz_mutator_free:
 * @self: (transfer full): a mutator
 */
void rst_fuzz_mutator_free (RstFuzzMutator *self);

/**
 * rst_fuzz_mutator_next:
 * @self: a mutator
 * @max_length: how long an input may get
 *
 * Returns: (transfer full): an input that is like a seed
 */
GByteArray *rst_fuzz_mutator_next (RstFuzzMutator *self, guint max_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFuzzMutator, rst_fuzz_mutator_free)

G_END_DECLS
