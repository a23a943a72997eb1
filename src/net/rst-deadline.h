/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RstDeadline:
 * @cancellable: to be given to the operation
 *
 * Makes one asynchronous operation of GIO a blocking one that ends in time:
 * with a name lookup or a handshake there is no other way to bound all of it.
 * Between [method@Deadline.begin] and [method@Deadline.end] the calling thread
 * has a main context of its own, in which the operation is started with
 * [func@Deadline.done_cb] as its callback and the deadline as its data.
 */
typedef struct
{
  GCancellable *cancellable;

  /*< private >*/
  GMainContext *context;
  GSource *timer;
  GCancellable *outer;
  gulong outer_handler;
  GAsyncResult *result;
  gboolean expired;
} RstDeadline;

/**
 * rst_deadline_begin:
 * @self: (out caller-allocates): a deadline
 * @seconds: from now
 * @cancellable: (nullable): asks to stop earlier
 */
void rst_deadline_begin (RstDeadline *self, guint seconds, GCancellable *cancellable);

/**
 * rst_deadline_done_cb:
 * @source: the operation's object
 * @result: its result
 * @user_data: the deadline
 */
void rst_deadline_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * rst_deadline_wait:
 * @self: a deadline whose operation was started
 *
 * Returns: (transfer none): the operation's result, to be finished before
 *   [method@Deadline.end]
 */
GAsyncResult *rst_deadline_wait (RstDeadline *self);

/**
 * rst_deadline_end:
 * @self: a deadline
 * @error: (inout) (nullable): where the operation's error may be; it becomes
 *   %G_IO_ERROR_TIMED_OUT when the deadline was the reason
 */
void rst_deadline_end (RstDeadline *self, GError **error);

G_END_DECLS
