/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-part.h"

G_BEGIN_DECLS

/**
 * RstRisk:
 * @RST_RISK_NONE: it is data
 * @RST_RISK_PROGRAM: a program, a script, or something that starts one
 * @RST_RISK_PAGE: a page that runs scripts and loads more in a browser
 *
 * What opening an attachment in another program could do.
 */
typedef enum
{
  RST_RISK_NONE,
  RST_RISK_PROGRAM,
  RST_RISK_PAGE,
} RstRisk;

/**
 * rst_risk_judge:
 * @part: an attachment
 *
 * Judges by name, type and first octets, since a sender may lie about any of
 * them. Decodes the part: blocks, may run on any thread.
 *
 * Returns: the worst that any of them tells
 */
RstRisk rst_risk_judge (RstPart *part);

/**
 * rst_risk_judge_name:
 * @name: a file name
 *
 * Returns: what its ending tells
 */
RstRisk rst_risk_judge_name (const char *name);

/**
 * rst_risk_dup_disguise:
 * @name: the name of a file that is not harmless
 *
 * A name such as "photo.jpg.exe" is made to be taken for something else.
 *
 * Returns: (transfer full) (nullable): the ending that stands before the real
 *   one, such as "jpg"; %NULL where there is none
 */
char *rst_risk_dup_disguise (const char *name);

/**
 * rst_risk_dup_kind:
 * @name: a file name
 *
 * Returns: (transfer full): the MIME type that names of this kind stand for
 */
char *rst_risk_dup_kind (const char *name);

G_END_DECLS
