/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "messages/rst-message-item.h"
#include "store/rst-marker.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_READER (rst_reader_get_type ())

/**
 * RstReader:
 *
 * The reading pane: one message with its header, body and attachments.
 *
 * It carries these actions, which are off while there is nothing for them to
 * act on: `reader.view-source`, `reader.save-message`, `reader.show-all` (of
 * what is shown only to its beginning), `reader.show-images`, `reader.plain-text`
 * (a switch), `reader.charset` (a choice), `reader.save-attachments`,
 * `reader.open-message` (a forwarded one, by its place among the parts),
 * `reader.leave-message`, `reader.find`, `reader.always-show-images`,
 * `reader.trust-sender` (a switch), `reader.print`, `reader.zoom-in`,
 * `reader.zoom-out` and `reader.zoom-normal`.
 * From outside the pane, [method@Gtk.Widget.activate_action] reaches them. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstReader, rst_reader, RST, READER, AdwBin)

/**
 * RstReader:message:
 *
 * The message that is shown, for buttons that need one. %NULL while none is.
 */

/**
 * RstReader:plain-text:
 *
 * Whether HTML messages are shown as text. It stays as it was set when another
 * message comes.
 */

/**
 * RstReader:trust-sender:
 *
 * Whether images in messages from this sender are shown without asking. To set
 * it asks first.
 */

/**
 * RstReader:charset:
 *
 * What the texts of the message that is shown are read in, whatever it says of
 * itself; "" for what it says. Another message starts with "" again.
 */

/**
 * RstReader:zoom:
 *
 * How large messages are shown, as a percentage of the usual size. It stays as
 * it was set when another message comes.
 */

/**
 * rst_reader_new:
 *
 * Returns: (transfer floating): an empty reading pane
 */
GtkWidget *rst_reader_new (void);

/**
 * rst_reader_set_store:
 * @self: a reading pane
 * @store: (nullable): where its messages are
 */
void rst_reader_set_store (RstReader *self, RstStore *store);

/**
 * rst_reader_set_message:
 * @self: a reading pane
 * @id: a message of the store, or 0 for none
 *
 * Loads a message and shows it. The last one asked for wins.
 */
void rst_reader_set_message (RstReader *self, gint64 id);

/**
 * rst_reader_set_rest:
 * @self: the pane
 * @octets: the size of the whole message, where only the beginning of the one
 *   that was set last is here; 0 otherwise
 * @coming: whether the rest is being downloaded
 *
 * Says so, and keeps what is cut off from being saved as if it were whole. When
 * the message has become whole, it is shown anew.
 */
void rst_reader_set_rest (RstReader *self, guint64 octets, gboolean coming);

/**
 * rst_reader_set_junk:
 * @self: the pane
 * @junk: whether the message that was set last is junk
 *
 * In junk no image is loaded from elsewhere, whatever was allowed before.
 */
void rst_reader_set_junk (RstReader *self, gboolean junk);

/**
 * rst_reader_set_tags:
 * @self: the pane
 * @names: (nullable) (array zero-terminated=1): the tags of the message
 * @colors: (nullable): the colour of each
 */
void rst_reader_set_tags (RstReader *self, const char *const *names, const guint *colors);

/**
 * rst_reader_set_match:
 * @self: the pane
 * @match: (nullable): what was searched
 *
 * Marks what was searched in the message that is shown, and those that follow.
 */
void rst_reader_set_match (RstReader *self, RstMarker *match);

/**
 * rst_reader_get_message:
 * @self: a reading pane
 *
 * Returns: (transfer none) (nullable): the message that is shown
 */
RstMessage *rst_reader_get_message (RstReader *self);

/**
 * rst_reader_dup_item:
 * @self: a reading pane
 * @id: a message
 *
 * Returns: (transfer full) (nullable): what is known of it, if it is of the same
 *   conversation as the message that is shown
 */
RstMessageItem *rst_reader_dup_item (RstReader *self, gint64 id);

/**
 * rst_reader_reads:
 * @self: a reading pane
 *
 * Returns: whether the keyboard is where one reads, so that Space can turn a page
 */
gboolean rst_reader_reads (RstReader *self);

/**
 * rst_reader_turn_page:
 * @self: a reading pane
 * @keys: what is telling of a key just now
 * @by: 1 to read on, -1 to go back
 *
 * Scrolls the message by a screenful, see rst_html_view_turn_page(). While one
 * is being loaded nothing happens.
 *
 * Returns: %FALSE where it is at its end, or beginning, already
 */
gboolean rst_reader_turn_page (RstReader *self, GtkEventControllerKey *keys, int by);

/**
 * rst_reader_leave_message:
 * @self: a reading pane
 *
 * Goes back from a message that came inside another one to that one.
 *
 * Returns: whether there was one to go back to
 */
gboolean rst_reader_leave_message (RstReader *self);

G_END_DECLS
