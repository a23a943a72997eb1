/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

RstUndo *
rst_undo_new (void)
{
  RstUndo *self = g_atomic_rc_box_new0 (RstUndo);

  self->formers = g_array_new (FALSE, FALSE, sizeof (RstFormer));
  self->taggings = g_array_new (FALSE, FALSE, sizeof (RstTagging));
  return self;
}

RstUndo *
rst_undo_ref (RstUndo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RstUndo *self = data;

  g_array_unref (self->formers);
  g_array_unref (self->taggings);
}

void
rst_undo_unref (RstUndo *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

guint
rst_undo_get_count (RstUndo *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->formers->len;
}

RstFlags
rst_undo_get_set (RstUndo *self)
{
  g_return_val_if_fail (self != NULL, RST_FLAG_NONE);

  return self->set;
}
