/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RstLane:
 *
 * A thread of its own that does one piece of work after the other.
 *
 * Every blocking operation of Restante runs on a lane: what owns a lane (a
 * database connection, a fetch) is touched by that one thread only and needs
 * no lock. Its async face is a [class@Gio.Task] given to
 * [method@Lane.push], which returns to the caller's main context by itself; a
 * worker on another thread waits with [method@Lane.call].
 *
 * Work runs in the order in which it came. Work that is cancelled before its
 * turn never runs. Dropping the last reference waits for what is queued.
 */
#define RST_TYPE_LANE (rst_lane_get_type ())

G_DECLARE_FINAL_TYPE (RstLane, rst_lane, RST, LANE, GObject)

/**
 * RstLaneFunc:
 * @data: what was given to [method@Lane.call]
 * @cancellable: (nullable): asks the work to stop
 * @error: where to say why it failed
 *
 * Blocking work which runs on a lane's thread.
 *
 * Returns: whether it succeeded
 */
typedef gboolean (*RstLaneFunc) (gpointer       data,
                                 GCancellable  *cancellable,
                                 GError       **error);

/**
 * rst_lane_new:
 * @name: what the lane is for, seen in a debugger's messages
 *
 * Returns: (transfer full): a lane with its thread
 */
RstLane *rst_lane_new (const char *name);

/**
 * rst_lane_push:
 * @self: a lane
 * @task: (transfer full): the async face of an operation
 * @func: (scope async): its blocking body
 *
 * Runs @func for @task on the lane's thread. May be called from any thread.
 */
void rst_lane_push (RstLane *self, GTask *task, GTaskThreadFunc func);

/**
 * rst_lane_call:
 * @self: a lane
 * @func: (scope call): blocking work
 * @data: passed to @func; it stays the caller's
 * @cancellable: (nullable): asks the work to stop
 * @error: where to say why it failed
 *
 * Runs @func on the lane's thread and waits for it. For worker threads, for
 * programs without a main loop and for tests: never call it from a thread that
 * draws. On the lane itself the work runs at once.
 *
 * Returns: what @func returned
 */
gboolean rst_lane_call (RstLane *self,
                        RstLaneFunc func,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error);

/**
 * rst_lane_flush:
 * @self: a lane
 *
 * Waits until what was pushed before is done, and the lane has let go of it. A
 * task is returned while the lane still holds it: whoever lets go of a task's
 * source after this is the last who does.
 */
void rst_lane_flush (RstLane *self);

/**
 * rst_lane_is_current:
 * @self: a lane
 *
 * Returns: whether the calling thread is the lane's; what owns the lane asserts
 *   it
 */
gboolean rst_lane_is_current (RstLane *self);

G_END_DECLS
