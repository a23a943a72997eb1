/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "messages/rst-filter-bar.h"
#include "messages/rst-message-item.h"
#include "store/rst-marker.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGES (rst_messages_get_type ())

/**
 * RstMessages:
 *
 * The pane that lists a mailbox's messages and searches in it.
 */
G_DECLARE_FINAL_TYPE (RstMessages, rst_messages, RST, MESSAGES, AdwBin)

/**
 * RstMessages:selected:
 *
 * The selected [class@MessageItem], or the first one of a closed thread; %NULL
 * where no row is selected, or several are.
 */

/**
 * RstMessages:n-selected:
 *
 * How many messages are selected, with all that are listed of closed threads.
 */

/**
 * RstMessages:states:
 *
 * Which messages are listed: %RstMessageStates.
 */

/**
 * RstMessages:search-mode:
 *
 * Whether the search bar is open.
 */

/**
 * RstMessages:match:
 *
 * What the search looks for: a [struct@Marker], or %NULL.
 */

/**
 * RstMessages::opened:
 * @self: the pane
 *
 * A message was clicked, or what is selected was activated: where the reader is
 * not on the screen, it should come.
 */

/**
 * rst_messages_set_mailbox:
 * @self: the pane
 * @store: (nullable): where messages are
 * @account: (nullable): whose; %NULL for everybody's
 * @mailbox: (nullable): a local mailbox's name; %NULL for none at all
 *
 * Lists another mailbox, all of it, and ends the search.
 */
void rst_messages_set_mailbox (RstMessages *self,
                               RstStore    *store,
                               const char  *account,
                               const char  *mailbox);

/**
 * rst_messages_set_tag:
 * @self: the pane
 * @store: where they are
 * @tag: a tag's id
 * @name: what it is called
 *
 * Lists the messages that have a tag, without those in the junk and the trash,
 * and ends a search.
 */
void rst_messages_set_tag (RstMessages *self, RstStore *store, gint64 tag, const char *name);

/**
 * rst_messages_set_saved_search:
 * @self: the pane
 * @store: where they are
 * @query: what to look for
 *
 * Lists what a saved search finds, now and later, and ends a search.
 */
void rst_messages_set_saved_search (RstMessages *self, RstStore *store, const char *query);

/**
 * rst_messages_get_query:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): what was typed into the search bar
 */
const char *rst_messages_get_query (RstMessages *self);

/**
 * rst_messages_dup_search:
 * @self: the pane
 *
 * Returns: (transfer full) (nullable): what the search bar looks for, with where
 *   it looks, as a query on all mail; %NULL where nothing is looked for
 */
char *rst_messages_dup_search (RstMessages *self);

/**
 * rst_messages_search:
 * @self: the pane
 * @query: what a person could type into its search entry
 *
 * Opens the search bar and searches in all mail.
 */
void rst_messages_search (RstMessages *self, const char *query);

/**
 * rst_messages_get_match:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): see [property@Messages:match]
 */
RstMarker *rst_messages_get_match (RstMessages *self);

/**
 * rst_messages_get_selected:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): see [property@Messages:selected]
 */
RstMessageItem *rst_messages_get_selected (RstMessages *self);

/**
 * rst_messages_is_on_selected:
 * @self: the pane
 *
 * Returns: whether the keyboard is on a row of the list that is selected
 */
gboolean rst_messages_is_on_selected (RstMessages *self);

/**
 * rst_messages_get_n_selected:
 * @self: the pane
 *
 * Returns: see [property@Messages:n-selected]
 */
guint rst_messages_get_n_selected (RstMessages *self);

/**
 * rst_messages_has_several:
 * @self: the pane
 *
 * Returns: whether several rows are selected, of which none can be read
 */
gboolean rst_messages_has_several (RstMessages *self);

/**
 * rst_messages_dup_selected_ids:
 * @self: the pane
 *
 * Returns: (transfer full) (element-type gint64): all selected messages, with
 *   all that are listed of closed threads
 */
GArray *rst_messages_dup_selected_ids (RstMessages *self);

/**
 * rst_messages_get_mailbox:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): in which mailbox all messages of the list
 *   are; %NULL while all mail is searched
 */
const char *rst_messages_get_mailbox (RstMessages *self);

/**
 * rst_messages_set_states:
 * @self: the pane
 * @states: which messages to list; 0 for all
 *
 * Lists only messages in all of these states.
 */
void rst_messages_set_states (RstMessages *self, RstMessageStates states);

/**
 * rst_messages_get_states:
 * @self: the pane
 *
 * Returns: see [property@Messages:states]
 */
RstMessageStates rst_messages_get_states (RstMessages *self);

/**
 * rst_messages_set_order:
 * @self: the pane
 * @order: in which order messages are listed
 * @threads: whether those of a thread are one row, which opens
 *
 * Lists all mailboxes like this from here on.
 */
void rst_messages_set_order (RstMessages *self, RstOrder order, gboolean threads);

/**
 * rst_messages_select:
 * @self: the pane
 * @id: a message
 *
 * Selects a message and scrolls to it; where it is in a closed thread, opens
 * that.
 *
 * Returns: whether it is listed
 */
gboolean rst_messages_select (RstMessages *self, gint64 id);

/**
 * rst_messages_restore:
 * @self: the pane
 * @selected: the message to select; 0 for none
 * @last_visible: the message that shall be the lowest on the screen; 0 for the
 *   list's beginning
 *
 * Goes back to a place in the mailbox that was just set, when it is listed.
 */
void rst_messages_restore (RstMessages *self, gint64 selected, gint64 last_visible);

/**
 * rst_messages_get_last_visible:
 * @self: the pane
 *
 * Returns: the lowest message on the screen; 0 where the list shows its
 *   beginning
 */
gint64 rst_messages_get_last_visible (RstMessages *self);

/**
 * rst_messages_step:
 * @self: the pane
 * @by: 1 for the next message down the list, -1 for the one before
 *
 * Selects a neighbour of the selected message and scrolls to it; with nothing
 * selected, the first message; with several selected, nothing.
 *
 * Returns: whether there was one
 */
gboolean rst_messages_step (RstMessages *self, int by);

/**
 * rst_messages_step_unread_async:
 * @self: a pane
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Selects the next message that was not read, the first one after the last. A
 * thread that hides it opens.
 */
void rst_messages_step_unread_async (RstMessages *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * rst_messages_step_unread_finish:
 * @self: a pane
 * @result: what the callback was given
 * @stepped: (out): whether there was one
 * @error: where to say why it failed
 *
 * Returns: whether the messages could be looked at
 */
gboolean rst_messages_step_unread_finish (RstMessages *self,
                                          GAsyncResult *result,
                                          gboolean *stepped,
                                          GError **error);

/**
 * rst_messages_leave_selected:
 * @self: the pane
 *
 * Selects what to read next when the selected message is about to go away: the
 * next one, or at the end of the list the one before, else none. Where several
 * are to go, nobody reads, and none is selected.
 */
void rst_messages_leave_selected (RstMessages *self);

/**
 * rst_messages_select_none:
 * @self: the pane
 */
void rst_messages_select_none (RstMessages *self);

/**
 * rst_messages_focus_list:
 * @self: the pane
 *
 * Gives the keyboard to the list.
 */
void rst_messages_focus_list (RstMessages *self);

G_END_DECLS
