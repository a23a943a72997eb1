/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A lane: order, one thread, cancellation, and the way back to the caller. */

#include "config.h"

#include "base/rst-lane.h"

typedef struct
{
  RstLane *lane;
  GString *order;
  char name;
} Work;

static gboolean
append (gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  g_assert_true (rst_lane_is_current (work->lane));
  g_string_append_c (work->order, work->name);
  return TRUE;
}

static void
append_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  append (task_data, cancellable, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *left = user_data;

  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  (*left)--;
}

static void
test_order (void)
{
  g_autoptr (RstLane) lane = rst_lane_new ("test");
  g_autoptr (GString) order = g_string_new (NULL);
  Work work[26];
  guint left = G_N_ELEMENTS (work);

  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    {
      GTask *task = g_task_new (NULL, NULL, finished_cb, &left);

      work[i] = (Work) { lane, order, (char) ('a' + i) };
      g_task_set_task_data (task, &work[i], NULL);
      rst_lane_push (lane, task, append_task);
    }
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "abcdefghijklmnopqrstuvwxyz");
}

static gboolean
call_again (gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  /* Work that is on the lane already does not wait for itself. */
  return rst_lane_call (work->lane, append, work, cancellable, error);
}

static void
test_call (void)
{
  g_autoptr (RstLane) lane = rst_lane_new ("test");
  g_autoptr (GString) order = g_string_new (NULL);
  Work work = { lane, order, 'x' };

  g_assert_false (rst_lane_is_current (lane));
  g_assert_true (rst_lane_call (lane, append, &work, NULL, NULL));
  g_assert_true (rst_lane_call (lane, call_again, &work, NULL, NULL));
  g_assert_cmpstr (order->str, ==, "xx");
}

static gboolean
fail (gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "as it should");
  return FALSE;
}

static void
test_error (void)
{
  g_autoptr (RstLane) lane = rst_lane_new ("test");
  g_autoptr (GError) error = NULL;

  g_assert_false (rst_lane_call (lane, fail, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_cancelled_before_its_turn (void)
{
  g_autoptr (RstLane) lane = rst_lane_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Work work = { lane, order, 'x' };

  g_cancellable_cancel (cancellable);
  g_assert_false (rst_lane_call (lane, append, &work, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (order->str, ==, "");
}

static void
return_and_linger (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
  g_usleep (G_USEC_PER_SEC / 10);
}

/* What a task came from is nobody else's once its lane is flushed. */
static void
test_flush (void)
{
  g_autoptr (RstLane) lane = rst_lane_new ("test");
  g_autoptr (GCancellable) source = g_cancellable_new ();
  guint left = 1;

  rst_lane_push (lane, g_task_new (source, NULL, finished_cb, &left), return_and_linger);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  rst_lane_flush (lane);
  g_assert_cmpuint (G_OBJECT (source)->ref_count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane/order", test_order);
  g_test_add_func ("/lane/call", test_call);
  g_test_add_func ("/lane/error", test_error);
  g_test_add_func ("/lane/cancelled-before-its-turn", test_cancelled_before_its_turn);
  g_test_add_func ("/lane/flush", test_flush);
  return g_test_run ();
}
