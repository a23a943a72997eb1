/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mime/rst-message.h"

G_BEGIN_DECLS

#define RST_TYPE_SOURCE_WINDOW (rst_source_window_get_type ())

/**
 * RstSourceWindow:
 *
 * Shows the exact octets of a message, as text. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstSourceWindow, rst_source_window, RST, SOURCE_WINDOW, AdwWindow)

/**
 * rst_source_window_new:
 * @parent: (nullable): the window that it belongs to
 * @message: whose source
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWindow *rst_source_window_new (GtkWindow *parent, RstMessage *message);

G_END_DECLS
