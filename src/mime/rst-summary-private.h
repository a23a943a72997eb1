/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-body.h"
#include "mime/rst-summary.h"

G_BEGIN_DECLS

/**
 * rst_summary_new:
 * @body: a message whose structure is known already
 *
 * Returns: (transfer full): its summary
 */
RstSummary *rst_summary_new (RstBody *body);

G_END_DECLS
