/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-deadline.h"

static gboolean
expire_cb (gpointer user_data)
{
  RstDeadline *self = user_data;

  self->expired = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

void
rst_deadline_begin (RstDeadline *self, guint seconds, GCancellable *cancellable)
{
  *self = (RstDeadline) { .cancellable = g_cancellable_new () };

  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);

  self->timer = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (self->timer, expire_cb, self, NULL);
  g_source_attach (self->timer, self->context);

  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler = g_cancellable_connect (cancellable,
                                                   G_CALLBACK (outer_cancelled_cb),
                                                   g_object_ref (self->cancellable),
                                                   g_object_unref);
    }
}

void
rst_deadline_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstDeadline *self = user_data;

  self->result = g_object_ref (result);
}

GAsyncResult *
rst_deadline_wait (RstDeadline *self)
{
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);
  return self->result;
}

void
rst_deadline_end (RstDeadline *self, GError **error)
{
  g_cancellable_disconnect (self->outer, self->outer_handler);
  g_source_destroy (self->timer);
  g_source_unref (self->timer);

  /* What the operation left behind, such as attempts at other addresses, ends
   * here rather than in a context that nobody runs any more.
   */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);

  if (self->expired && error != NULL &&
      g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    (*error)->code = G_IO_ERROR_TIMED_OUT;

  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->outer);
}
