/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_TRUSTED_SENDERS (rst_trusted_senders_get_type ())

/**
 * RstTrustedSenders:
 *
 * A dialog that lists the senders whose images are shown without asking, and
 * takes trust back. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstTrustedSenders, rst_trusted_senders, RST, TRUSTED_SENDERS, AdwWindow)

/**
 * rst_trusted_senders_new:
 * @parent: the window that it belongs to
 * @store: where trust is noted
 *
 * Returns: (transfer none): the dialog
 */
GtkWindow *rst_trusted_senders_new (GtkWindow *parent, RstStore *store);

G_END_DECLS
