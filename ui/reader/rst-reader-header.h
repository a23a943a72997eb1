/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-summary.h"

G_BEGIN_DECLS

#define RST_TYPE_READER_HEADER (rst_reader_header_get_type ())

/**
 * RstReaderHeader:
 *
 * Subject, people and date above a message. Long ones are shortened until
 * someone asks for the details. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstReaderHeader, rst_reader_header, RST, READER_HEADER, GtkWidget)

/**
 * rst_reader_header_set_summary:
 * @self: a header
 * @summary: what to show; copied
 */
void rst_reader_header_set_summary (RstReaderHeader *self, const RstSummary *summary);

G_END_DECLS
