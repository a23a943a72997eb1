/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-body.h"
#include "mime/rst-part.h"

G_BEGIN_DECLS

/**
 * rst_part_new:
 * @raw: the whole message; kept
 * @body: its structure
 * @leaf: a leaf of @body
 *
 * Returns: (transfer full): the leaf, standing on its own
 */
RstPart *rst_part_new (GBytes          *raw,
                       RstBody         *body,
                       const RstEntity *leaf);

G_END_DECLS
