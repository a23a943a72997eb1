/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_subject_dup_base:
 * @subject: a subject, fit for one line
 * @is_reply: (out) (optional): whether what stood before it says that it answers
 *   another message
 *
 * Takes off what replies and forwards put before a subject, in several languages
 * and any number of times: `Re: AW: Fwd: Offer` is about `Offer`. The name of a
 * mailing list in brackets stays, wherever the others put theirs: `[list] Re:
 * Offer` is about `[list] Offer`.
 *
 * Returns: (transfer full): what remains, maybe ""
 */
char *rst_subject_dup_base (const char *subject, gboolean *is_reply);

G_END_DECLS
