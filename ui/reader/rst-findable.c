/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-findable.h"

G_DEFINE_INTERFACE (RstFindable, rst_findable, GTK_TYPE_WIDGET)

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
rst_findable_default_init (RstFindableInterface *iface)
{
  signals[FOUND] = g_signal_new ("found",
                                 RST_TYPE_FINDABLE,
                                 G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL,
                                 G_TYPE_NONE,
                                 2, G_TYPE_UINT, G_TYPE_UINT);
}

void
rst_findable_find (RstFindable *self, const char *text)
{
  g_return_if_fail (RST_IS_FINDABLE (self));
  g_return_if_fail (text != NULL);

  RST_FINDABLE_GET_IFACE (self)->find (self, text);
}

void
rst_findable_step (RstFindable *self, int by)
{
  g_return_if_fail (RST_IS_FINDABLE (self));
  g_return_if_fail (by == 1 || by == -1);

  RST_FINDABLE_GET_IFACE (self)->step (self, by);
}

void
rst_findable_found (RstFindable *self, guint current, guint total)
{
  g_return_if_fail (RST_IS_FINDABLE (self));

  g_signal_emit (self, signals[FOUND], 0, current, total);
}

guint
rst_findable_step_index (guint current, guint total, int by)
{
  if (current == 0 || total == 0)
    return 0;
  if (by > 0)
    return current % total + 1;
  return current > 1 ? current - 1 : total;
}
