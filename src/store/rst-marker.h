/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define RST_TYPE_MARKER (rst_marker_get_type ())

/**
 * RstMarker:
 *
 * What a search looks for, to show where it is in a text that was found.
 * Immutable; any thread may use it.
 */
typedef struct _RstMarker RstMarker;

/**
 * RstMarkerSpan:
 * @start: where it begins, in octets
 * @end: where it ends
 *
 * A place of a text. Spans do not overlap.
 */
typedef struct
{
  gsize start;
  gsize end;
} RstMarkerSpan;

GType rst_marker_get_type (void) G_GNUC_CONST;

/**
 * rst_marker_new:
 * @query: what a person searched for
 *
 * Returns: (transfer full) (nullable): what it looks for anywhere in a message,
 *   %NULL where that is nothing
 */
RstMarker *rst_marker_new (const char *query);

/**
 * rst_marker_ref:
 * @self: a marker
 *
 * Returns: (transfer full): the same
 */
RstMarker *rst_marker_ref (RstMarker *self);

/**
 * rst_marker_unref:
 * @self: (transfer full): a marker
 */
void rst_marker_unref (RstMarker *self);

/**
 * rst_marker_find:
 * @self: a marker
 * @text: valid UTF-8
 * @max: how many places to find at most
 *
 * Finds the words by which the index found the text, and the ends of words that
 * were searched by their beginning. Only so much of a long text is looked
 * through as takes no time to speak of.
 *
 * Returns: (transfer full) (element-type RstMarkerSpan): where they are
 */
GArray *rst_marker_find (RstMarker *self, const char *text, guint max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstMarker, rst_marker_unref)

G_END_DECLS
