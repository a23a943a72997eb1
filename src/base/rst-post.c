/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-post.h"

void
rst_post (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify data_free)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_return_if_fail (context != NULL);
  g_return_if_fail (func != NULL);

  /* The priority that a task returns with. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, data_free);
  g_source_attach (source, context);
}
