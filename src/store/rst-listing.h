/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define RST_TYPE_LISTING (rst_listing_get_type ())

/**
 * RstListing:
 *
 * Which messages a filter lets through, in the order that it asks for: eight
 * octets a message, and four for each thread where threads were asked for.
 *
 * The messages of a thread are neighbours, and the one of them that comes first
 * in the order says where the thread is. Without threads each message is a
 * thread of its own. Immutable; any thread may use it.
 */
typedef struct _RstListing RstListing;

GType rst_listing_get_type (void) G_GNUC_CONST;

/**
 * rst_listing_new:
 * @ids: (transfer full) (element-type gint64): the messages, thread by thread
 * @starts: (transfer full) (element-type guint) (nullable): where in @ids each
 *   thread begins, the first at 0; %NULL without threads
 *
 * Returns: (transfer full): a listing
 */
RstListing *rst_listing_new (GArray *ids, GArray *starts);

/**
 * rst_listing_ref:
 * @self: a listing
 *
 * Returns: (transfer full): the same
 */
RstListing *rst_listing_ref (RstListing *self);

/**
 * rst_listing_unref:
 * @self: (transfer full): a listing
 */
void rst_listing_unref (RstListing *self);

/**
 * rst_listing_get_ids:
 * @self: a listing
 * @n_ids: (out): how many messages
 *
 * Returns: (transfer none) (array length=n_ids): the messages, thread by thread
 */
const gint64 *rst_listing_get_ids (RstListing *self, guint *n_ids);

/**
 * rst_listing_dup_ids:
 * @self: a listing
 *
 * Returns: (transfer full) (element-type gint64): the same, to keep or change
 */
GArray *rst_listing_dup_ids (RstListing *self);

/**
 * rst_listing_get_n_threads:
 * @self: a listing
 *
 * Returns: how many threads; without threads, how many messages
 */
guint rst_listing_get_n_threads (RstListing *self);

/**
 * rst_listing_get_thread:
 * @self: a listing
 * @thread: which one, counted in the order of the listing
 * @n_ids: (out): how many messages it has, at least one
 *
 * Returns: (transfer none) (array length=n_ids): its messages
 */
const gint64 *rst_listing_get_thread (RstListing *self, guint thread, guint *n_ids);

/**
 * rst_listing_find:
 * @self: a listing
 * @id: a message
 * @thread: (out) (optional): in which thread it is
 * @member: (out) (optional): which of its messages it is
 *
 * Looks through the ids one by one: about a millisecond for a million.
 *
 * Returns: whether it is listed
 */
gboolean rst_listing_find (RstListing *self, gint64 id, guint *thread, guint *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstListing, rst_listing_unref)

G_END_DECLS
