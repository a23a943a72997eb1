/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_PROPERTIES_WINDOW (rst_properties_window_get_type ())

/**
 * RstPropertiesWindow:
 *
 * The properties of a message: whether it is still on the server and why, where
 * it came from, and what names it. As of the moment when it was opened. Main
 * loop only.
 */
G_DECLARE_FINAL_TYPE (RstPropertiesWindow, rst_properties_window, RST, PROPERTIES_WINDOW, AdwWindow)

/**
 * rst_properties_window_new:
 * @parent: (nullable): the window that it belongs to
 * @accounts: the accounts of the profile
 * @store: its store
 * @message: a message of it
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWindow *rst_properties_window_new (GtkWindow *parent,
                                      RstAccounts *accounts,
                                      RstStore *store,
                                      gint64 message);

G_END_DECLS
