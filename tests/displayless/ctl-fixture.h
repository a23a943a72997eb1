/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Runs `restantectl --profile @folder --json` with the words that follow, ended by
 * NULL, and returns its exit status. @output, if not NULL, gets what it printed.
 */
int ctl_fixture_run (const char *folder, char **output, ...) G_GNUC_NULL_TERMINATED;
