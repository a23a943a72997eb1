/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"
#include "window/rst-fetcher.h"

G_BEGIN_DECLS

#define RST_TYPE_WINDOW (rst_window_get_type ())

/**
 * RstWindow:
 *
 * The program's window: mailboxes, messages and the reader side by side, or one
 * after the other where it is narrow; before that, the welcome page.
 */
G_DECLARE_FINAL_TYPE (RstWindow, rst_window, RST, WINDOW, AdwApplicationWindow)

/**
 * rst_window_new:
 * @application: the program
 * @settings: (nullable): where the window's size and the reader's zoom are
 *   remembered
 *
 * Returns: (transfer none): a window that shows that mail is being opened
 */
RstWindow *rst_window_new (GtkApplication *application, GSettings *settings);

/**
 * rst_window_set_profile:
 * @self: a window
 * @store: the profile's mail
 * @accounts: the profile's accounts
 * @fetcher: what fetches for them
 *
 * Shows a profile.
 */
void rst_window_set_profile (RstWindow   *self,
                             RstStore    *store,
                             RstAccounts *accounts,
                             RstFetcher  *fetcher);

/**
 * rst_window_present_soon:
 * @self: a window that is not yet on the screen
 *
 * Presents it as soon as it has something to show, and in any case in a moment.
 */
void rst_window_present_soon (RstWindow *self);

/**
 * rst_window_show_opening:
 * @self: a window
 *
 * Shows that mail is being opened.
 */
void rst_window_show_opening (RstWindow *self);

/**
 * rst_window_show_preparing:
 * @self: a window
 * @done: how much is done, in messages
 * @total: of how many messages
 *
 * Shows that mail of an older version is being brought up to date.
 */
void rst_window_show_preparing (RstWindow *self, guint64 done, guint64 total);

/**
 * rst_window_show_failure:
 * @self: a window
 * @error: why the profile cannot be opened
 *
 * Shows why there is no mail.
 */
void rst_window_show_failure (RstWindow *self, const GError *error);

/**
 * rst_window_add_toast:
 * @self: a window
 * @title: one sentence
 *
 * Says something that needs no answer.
 */
void rst_window_add_toast (RstWindow *self, const char *title);

G_END_DECLS
