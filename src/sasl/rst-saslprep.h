/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/rst-secret.h"

G_BEGIN_DECLS

/**
 * rst_saslprep:
 * @text: a user name or password in UTF-8
 *
 * Prepares a text for comparison (SASLprep, RFC 4013), so that the same
 * password typed on another keyboard gives the same digest.
 *
 * Characters that Unicode 3.2 did not know pass, as they do in a query
 * (RFC 3454 §7): it was published in 2002, and refusing whatever is younger
 * would lock out people whom their servers let in.
 *
 * Returns: (transfer full) (nullable): the prepared text; %NULL when it has a
 *   character that is not allowed, or is empty
 */
RstSecret *rst_saslprep (const char *text);

G_END_DECLS
