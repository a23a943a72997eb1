/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Warnings are fatal in the program under test, not in the processes that
 * WebKit starts for it: those inherit its environment, and warn of things that
 * are WebKit's own. GLib has read G_DEBUG when this runs, for the constructors
 * of libraries come first.
 */

#include "config.h"

#include <glib.h>

static void __attribute__ ((constructor))
forget_debug (void)
{
  g_unsetenv ("G_DEBUG");
}
