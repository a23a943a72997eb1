/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_post:
 * @context: where to
 * @func: (scope notified): what to call there, once; it returns
 *   %G_SOURCE_REMOVE
 * @data: for @func
 * @data_free: frees @data, in @context
 *
 * Calls a function from the loop of @context, never from the calling thread:
 * how a worker says something to whoever it works for. What is posted keeps its
 * order, also with the end of a [class@Gio.Task].
 *
 * It differs from g_main_context_invoke_full() where nobody iterates @context
 * yet: that would call the function on the worker's thread.
 */
void rst_post (GMainContext *context,
               GSourceFunc func,
               gpointer data,
               GDestroyNotify data_free);

G_END_DECLS
