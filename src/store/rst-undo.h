/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-row.h"

G_BEGIN_DECLS

/**
 * RstChange:
 * @mailbox: (nullable): where the messages go; %NULL to leave them where they are
 * @set: flags to set
 * @clear: flags to clear
 * @toggle: flags to set, or, where all of the messages have them already, to
 *   clear
 * @add_tags: (nullable) (array zero-terminated=1): names of tags to put on them;
 *   one that does not exist is made
 * @remove_tags: (nullable) (array zero-terminated=1): names of tags to take off
 *
 * What is to be done to some messages.
 */
typedef struct
{
  const char *mailbox;
  RstFlags set;
  RstFlags clear;
  RstFlags toggle;
  const char *const *add_tags;
  const char *const *remove_tags;
} RstChange;

/**
 * RstUndo:
 *
 * What a change found: the former mailbox, flags and tags of each message that
 * it changed. Immutable.
 */
typedef struct _RstUndo RstUndo;

/**
 * rst_undo_ref:
 * @self: an undo
 *
 * Returns: (transfer full): the same
 */
RstUndo *rst_undo_ref (RstUndo *self);

/**
 * rst_undo_unref:
 * @self: (transfer full): an undo
 */
void rst_undo_unref (RstUndo *self);

/**
 * rst_undo_get_count:
 * @self: an undo
 *
 * Returns: how many messages were not yet as the change wanted them
 */
guint rst_undo_get_count (RstUndo *self);

/**
 * rst_undo_get_set:
 * @self: an undo
 *
 * Returns: the flags that the change set, where it toggled them too
 */
RstFlags rst_undo_get_set (RstUndo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstUndo, rst_undo_unref)

G_END_DECLS
