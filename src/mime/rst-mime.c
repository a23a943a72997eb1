/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/parser.h>

#include "mime/rst-mime.h"

static gpointer
init_cb (gpointer unused)
{
  g_mime_init ();
  xmlInitParser ();
  return NULL;
}

void
rst_mime_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init_cb, NULL);
}
