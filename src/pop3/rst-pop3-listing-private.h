/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pop3/rst-pop3-listing.h"

G_BEGIN_DECLS

/**
 * rst_pop3_listing_new:
 *
 * First all lines of LIST are added, then those of UIDL, then it is finished.
 *
 * Returns: (transfer full): an empty listing
 */
RstPop3Listing *rst_pop3_listing_new (void);

/**
 * rst_pop3_listing_add_size:
 * @self: a listing
 * @line: a line of LIST
 * @length: its octets
 * @error: where to say what is wrong with it
 *
 * Takes in a scan listing (RFC 1939 §5): a number and a size. What follows
 * does not count. The first line for a number is the one that counts.
 *
 * Returns: whether it made sense
 */
gboolean rst_pop3_listing_add_size (RstPop3Listing *self,
                                    const char *line,
                                    gsize length,
                                    GError **error);

/**
 * rst_pop3_listing_add_unique_id:
 * @self: a listing with all its sizes
 * @line: a line of UIDL
 * @length: its octets
 * @error: where to say what is wrong with it
 *
 * Takes in a unique-id listing (RFC 1939 §7): a number, and all that follows
 * as the unique-id. A number that LIST did not give is passed over.
 *
 * Returns: whether it made sense
 */
gboolean rst_pop3_listing_add_unique_id (RstPop3Listing *self,
                                         const char *line,
                                         gsize length,
                                         GError **error);

/**
 * rst_pop3_listing_finish:
 * @self: a listing
 * @error: where to say why it is too large
 *
 * Brings the entries into their order and numbers those that share a unique-id.
 *
 * Returns: whether the listing is within its bounds
 */
gboolean rst_pop3_listing_finish (RstPop3Listing *self, GError **error);

/**
 * rst_pop3_listing_scan:
 * @line: a drop listing or scan listing (RFC 1939 §5)
 * @length: its octets
 * @number: (out): its first number: how many messages, or which
 * @octets: (out): its second, 0 when there is none
 * @error: where to say what is wrong with it
 *
 * Returns: whether both make sense
 */
gboolean rst_pop3_listing_scan (const char *line,
                                gsize length,
                                guint *number,
                                guint64 *octets,
                                GError **error);

G_END_DECLS
