/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * rst_settings_open:
 * @profile: (nullable): a profile's folder that keeps its own settings; %NULL
 *   for those of the desktop
 *
 * Opens what the interface remembers. A program that runs where its schema was
 * not installed remembers nothing, which is no reason not to run.
 *
 * Returns: (transfer full) (nullable): the settings
 */
GSettings *rst_settings_open (const char *profile);

G_END_DECLS
