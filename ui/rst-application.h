/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_APPLICATION (rst_application_get_type ())

/**
 * RstApplication:
 *
 * The program `restante`: it opens a profile, owns its store and accounts, and
 * shows them in a window. One instance serves the person's own profile; each
 * profile that is named on the command line has its own.
 */
G_DECLARE_FINAL_TYPE (RstApplication, rst_application, RST, APPLICATION, AdwApplication)

/**
 * rst_application_new:
 *
 * Returns: (transfer full): the program, not started
 */
RstApplication *rst_application_new (void);

G_END_DECLS
