/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_pop3_stamp_find:
 * @banner: what a greeting said
 *
 * Finds the time stamp that a server shows which knows APOP (RFC 1939 §7): the
 * first msg-id in its angle brackets (RFC 5322 §3.6.4, without what is
 * obsolete). Nothing laxer is taken for one: whoever may choose the stamp
 * freely can compute the password from the digests over it (CVE-2007-1558).
 *
 * Returns: (transfer full) (nullable): the stamp with its brackets
 */
char *rst_pop3_stamp_find (const char *banner);

G_END_DECLS
