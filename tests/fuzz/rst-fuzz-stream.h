/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rst-fuzz.h"

G_BEGIN_DECLS

/* Where it stands in an input, a read ends and nothing is read: the server waits
 * for something to be asked. No part of what it says.
 */
#define RST_FUZZ_PAUSE '\376'

#define RST_TYPE_FUZZ_STREAM (rst_fuzz_stream_get_type ())

/**
 * RstFuzzStream:
 *
 * What a server sends: octets, cut into segments, one for each read, and in any
 * case at each %RST_FUZZ_PAUSE.
 */
G_DECLARE_FINAL_TYPE (RstFuzzStream, rst_fuzz_stream, RST, FUZZ_STREAM, GInputStream)

/**
 * rst_fuzz_stream_new:
 * @octets: what is sent; they must outlive the stream
 * @cutting: how it is cut, see [func@fuzz_cut]
 *
 * Returns: (transfer full): the stream
 */
RstFuzzStream *rst_fuzz_stream_new (RstFuzzInput octets, guint32 cutting);

/**
 * rst_fuzz_stream_get_last:
 * @self: a stream
 *
 * Returns: the octet that was read last, 0 when none was
 */
char rst_fuzz_stream_get_last (RstFuzzStream *self);

G_END_DECLS
