/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-listing.h"

G_BEGIN_DECLS

/**
 * RstMessageRows:
 *
 * The rows that a listing has on the screen: one for each thread, and one more
 * for each further message of a thread that is open.
 *
 * Nothing is held for a row. What is held are the open threads, in the order of
 * the listing, each with how many rows those above it add, so that a row's place
 * is found by a binary search among them.
 */
typedef struct _RstMessageRows RstMessageRows;

/**
 * rst_message_rows_new:
 * @listing: the messages
 *
 * Returns: (transfer full): their rows, all threads closed
 */
RstMessageRows *rst_message_rows_new (RstListing *listing);

/**
 * rst_message_rows_copy_closed:
 * @self: rows
 *
 * Returns: (transfer full): rows of the same listing, all threads closed
 */
RstMessageRows *rst_message_rows_copy_closed (const RstMessageRows *self);

/**
 * rst_message_rows_free:
 * @self: (transfer full): rows
 */
void rst_message_rows_free (RstMessageRows *self);

/**
 * rst_message_rows_get_listing:
 * @self: rows
 *
 * Returns: (transfer none): the messages
 */
RstListing *rst_message_rows_get_listing (const RstMessageRows *self);

/**
 * rst_message_rows_get_count:
 * @self: rows
 *
 * Returns: how many
 */
guint rst_message_rows_get_count (const RstMessageRows *self);

/**
 * rst_message_rows_count_messages:
 * @self: rows
 *
 * Returns: how many messages they stand for, those of closed threads included
 */
guint rst_message_rows_count_messages (const RstMessageRows *self);

/**
 * rst_message_rows_get_id:
 * @self: rows
 * @position: one of them
 *
 * Returns: the message that it shows
 */
gint64 rst_message_rows_get_id (const RstMessageRows *self, guint position);

/**
 * rst_message_rows_get_ids:
 * @self: rows
 * @position: the first of some
 * @ids: (out caller-allocates) (array length=n_rows): the messages that they show
 * @n_rows: how many
 *
 * Says the messages of many rows, for less than each costs alone.
 */
void rst_message_rows_get_ids (const RstMessageRows *self,
                               guint                 position,
                               gint64               *ids,
                               guint                 n_rows);

/**
 * rst_message_rows_get_place:
 * @self: rows
 * @position: one of them
 * @thread: (out): its thread
 * @member: (out): which of the thread's messages it shows
 */
void rst_message_rows_get_place (const RstMessageRows *self,
                                 guint                 position,
                                 guint                *thread,
                                 guint                *member);

/**
 * rst_message_rows_get_position:
 * @self: rows
 * @thread: a thread
 * @member: one of its messages
 *
 * Returns: the row of that message, or of its thread where that is closed
 */
guint rst_message_rows_get_position (const RstMessageRows *self, guint thread, guint member);

/**
 * rst_message_rows_get_thread:
 * @self: rows
 * @thread: a thread
 * @n_ids: (out): how many messages it has
 *
 * Returns: (transfer none) (array length=n_ids): its messages
 */
const gint64 *rst_message_rows_get_thread (const RstMessageRows *self, guint thread, guint *n_ids);

/**
 * rst_message_rows_find:
 * @self: rows
 * @id: a message
 * @position: (out) (optional): its row, or its thread's where that is closed
 * @shown: (out) (optional): whether the row shows the message itself
 *
 * Returns: whether the message is listed
 */
gboolean rst_message_rows_find (const RstMessageRows *self,
                                gint64                id,
                                guint                *position,
                                gboolean             *shown);

/**
 * rst_message_rows_is_open:
 * @self: rows
 * @thread: a thread
 *
 * Returns: whether it is open
 */
gboolean rst_message_rows_is_open (const RstMessageRows *self, guint thread);

/**
 * rst_message_rows_set_open:
 * @self: rows
 * @thread: a thread
 * @open: whether to show all of its messages
 *
 * Returns: how many rows came or went below the thread's first
 */
guint rst_message_rows_set_open (RstMessageRows *self, guint thread, gboolean open);

/**
 * rst_message_rows_open_all:
 * @self: rows
 *
 * Opens all threads.
 */
void rst_message_rows_open_all (RstMessageRows *self);

/**
 * rst_message_rows_open_alike:
 * @self: rows, all threads closed
 * @before: what was listed before
 *
 * Opens the threads that are open in @before, known by any of their messages.
 */
void rst_message_rows_open_alike (RstMessageRows *self, const RstMessageRows *before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstMessageRows, rst_message_rows_free)

G_END_DECLS
