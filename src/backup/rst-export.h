/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * RstExportResult:
 * @exported: messages that were written
 * @octets: their exact size
 * @partial: messages that were left out, since only their beginning is here
 *
 * What an export wrote.
 */
typedef struct
{
  guint64 exported;
  guint64 octets;
  guint64 partial;
} RstExportResult;

/**
 * rst_export_eml:
 * @store: where from
 * @filter: which messages
 * @folder: where to; made where it does not exist
 * @result: (out caller-allocates): what was written
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Writes each message into a file of its own, exactly as it arrived, named
 * after its date, subject and id so that every file system takes it; the
 * file's date is the message's. A file that is there already with the same
 * octets is left alone, one with others is not overwritten. A message of which
 * only the beginning is here is left out: the file would pass for the whole.
 * Blocks.
 *
 * Returns: whether all others were written
 */
gboolean rst_export_eml (RstStore *store,
                         const RstFilter *filter,
                         const char *folder,
                         RstExportResult *result,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
