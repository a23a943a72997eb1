/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names that libFuzzer calls. Each fuzz-NAME.c defines the second;
 * rst-fuzz.c defines the first for all of them.
 */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *octets, gsize length);

/**
 * RstFuzzInput:
 * @octets: what is left of an input
 * @length: how much
 *
 * An input, of which the first octets may say how the others are used.
 */
typedef struct
{
  const char *octets;
  gsize length;
} RstFuzzInput;

/**
 * rst_fuzz_input_take:
 * @self: an input
 *
 * Returns: its first octet, which is taken off; 0 when nothing is left
 */
guint8 rst_fuzz_input_take (RstFuzzInput *self);

/**
 * rst_fuzz_input_take_line:
 * @self: an input
 * @line: (out): its first line without the LF that ends it
 *
 * Returns: whether there was a line
 */
gboolean rst_fuzz_input_take_line (RstFuzzInput *self, RstFuzzInput *line);

/**
 * rst_fuzz_cut:
 * @cutting: (inout): how octets are cut into segments, and where that stands;
 *   0 for not at all, 1 for single octets
 * @left: how many octets are still to come, at least one
 *
 * Returns: how many of them come in the next segment
 */
gsize rst_fuzz_cut (guint32 *cutting, gsize left);

/**
 * rst_fuzz_assert_text:
 * @text: (nullable): something that a user may see
 *
 * It must be valid UTF-8.
 */
void rst_fuzz_assert_text (const char *text);

/**
 * rst_fuzz_assert_line:
 * @text: (nullable): something that stands on one line of a screen
 *
 * It must be valid UTF-8 without a line break, a control character, or one that
 * turns the reading direction, and have no blank at its ends.
 */
void rst_fuzz_assert_line (const char *text);

/**
 * rst_fuzz_assert_error:
 * @error: (nullable): why something failed
 *
 * It must be there, of [error@Rst.Error], and one line.
 */
void rst_fuzz_assert_error (const GError *error);

G_END_DECLS
