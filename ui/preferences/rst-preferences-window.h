/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_PREFERENCES_WINDOW (rst_preferences_window_get_type ())

/**
 * RstPreferencesWindow:
 *
 * What people can choose. Each choice is kept, and works, as soon as it is made.
 * Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstPreferencesWindow, rst_preferences_window, RST, PREFERENCES_WINDOW, AdwPreferencesWindow)

/**
 * rst_preferences_window_new:
 * @parent: (nullable): the window that it lies above
 * @settings: where choices are kept
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWindow *rst_preferences_window_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
