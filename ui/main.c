/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "reader/rst-picture-process.h"
#include "rst-application.h"

static void
set_up_translations (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, RST_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (RstApplication) application = NULL;

  if (rst_picture_process_is_wanted (argc, argv))
    return rst_picture_process_run (argv[2]);

  /* GIO has no other way to leave out TLS 1.0 and 1.1, and reads this once. */
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:%COMPAT:-VERS-TLS1.0:-VERS-TLS1.1", FALSE);
  /* What the setting for hardware acceleration leaves of GL in WebKit 2.50
   * crashes in Debian 12's software renderer.
   */
  g_setenv ("WEBKIT_DISABLE_COMPOSITING_MODE", "1", FALSE);
  set_up_translations ();

  application = rst_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
