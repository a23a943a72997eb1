/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/rst-saved-search.h"
#include "store/rst-tag.h"

G_BEGIN_DECLS

#define RST_TYPE_MAILBOX_ITEM (rst_mailbox_item_get_type ())

/**
 * RstMailboxKind:
 * @RST_MAILBOX_KIND_ACCOUNT: the heading of an account, or of all accounts
 * @RST_MAILBOX_KIND_MAILBOX: a mailbox
 * @RST_MAILBOX_KIND_HEADING: another heading
 * @RST_MAILBOX_KIND_TAG: the messages that have a tag
 * @RST_MAILBOX_KIND_SEARCH: the messages that a saved search finds
 *
 * What a line stands for.
 */
typedef enum
{
  RST_MAILBOX_KIND_ACCOUNT,
  RST_MAILBOX_KIND_MAILBOX,
  RST_MAILBOX_KIND_HEADING,
  RST_MAILBOX_KIND_TAG,
  RST_MAILBOX_KIND_SEARCH,
} RstMailboxKind;

/**
 * RstMailboxItem:
 *
 * A line of the mailbox list: a mailbox, a tag, a saved search, or a heading
 * above some of them. What it is never changes; what it shows does.
 */
G_DECLARE_FINAL_TYPE (RstMailboxItem, rst_mailbox_item, RST, MAILBOX_ITEM, GObject)

/**
 * rst_mailbox_item_new:
 * @account: (nullable): the account's id; %NULL for all accounts
 * @mailbox: (nullable): a local mailbox's name; %NULL for a heading
 * @title: what to call it
 *
 * Returns: (transfer full): a line
 */
RstMailboxItem *rst_mailbox_item_new (const char *account,
                                      const char *mailbox,
                                      const char *title);

/**
 * rst_mailbox_item_new_heading:
 * @title: what is below it
 *
 * Returns: (transfer full): a line
 */
RstMailboxItem *rst_mailbox_item_new_heading (const char *title);

/**
 * rst_mailbox_item_new_tag:
 * @tag: a tag
 *
 * Returns: (transfer full): a line
 */
RstMailboxItem *rst_mailbox_item_new_tag (const RstTag *tag);

/**
 * rst_mailbox_item_new_search:
 * @search: a saved search
 *
 * Returns: (transfer full): a line
 */
RstMailboxItem *rst_mailbox_item_new_search (const RstSavedSearch *search);

/**
 * rst_mailbox_item_get_kind:
 * @self: a line
 *
 * Returns: what it stands for
 */
RstMailboxKind rst_mailbox_item_get_kind (RstMailboxItem *self);

/**
 * rst_mailbox_item_get_id:
 * @self: a line
 *
 * Returns: the id of its tag or saved search; 0 for others
 */
gint64 rst_mailbox_item_get_id (RstMailboxItem *self);

/**
 * rst_mailbox_item_get_color:
 * @self: a line
 *
 * Returns: the colour of its tag
 */
guint rst_mailbox_item_get_color (RstMailboxItem *self);

/**
 * rst_mailbox_item_get_query:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what its saved search looks for
 */
const char *rst_mailbox_item_get_query (RstMailboxItem *self);

/**
 * rst_mailbox_item_dup_title:
 * @mailbox: a local mailbox's name
 *
 * Returns: (transfer full): what people call it
 */
char *rst_mailbox_item_dup_title (const char *mailbox);

/**
 * rst_mailbox_item_get_account:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the account's id
 */
const char *rst_mailbox_item_get_account (RstMailboxItem *self);

/**
 * rst_mailbox_item_get_mailbox:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): the mailbox's name; %NULL for what is none
 */
const char *rst_mailbox_item_get_mailbox (RstMailboxItem *self);

/**
 * rst_mailbox_item_get_title:
 * @self: a line
 *
 * Returns: (transfer none): what to call it
 */
const char *rst_mailbox_item_get_title (RstMailboxItem *self);

/**
 * rst_mailbox_item_get_total:
 * @self: a line
 *
 * Returns: how many messages are in it
 */
guint rst_mailbox_item_get_total (RstMailboxItem *self);

/**
 * rst_mailbox_item_get_unread:
 * @self: a line
 *
 * Returns: how many of them were not read
 */
guint rst_mailbox_item_get_unread (RstMailboxItem *self);

/**
 * rst_mailbox_item_add_counts:
 * @self: a line
 * @total: messages
 * @unread: how many of them were not read
 *
 * Counts more messages in.
 */
void rst_mailbox_item_add_counts (RstMailboxItem *self, guint total, guint unread);

/**
 * rst_mailbox_item_set_configured:
 * @self: a heading
 * @configured: whether its account can be edited and removed, and is not just
 *   the name under which mail of a removed account stays
 */
void rst_mailbox_item_set_configured (RstMailboxItem *self, gboolean configured);

/**
 * rst_mailbox_item_set_status:
 * @self: a heading
 * @status: (nullable): how far the account's fetch is
 * @problem: (nullable): why the account's last fetch failed
 */
void rst_mailbox_item_set_status (RstMailboxItem *self, const char *status, const char *problem);

/**
 * rst_mailbox_item_is_same:
 * @self: a line
 * @other: another one
 *
 * Returns: whether both stand for the same
 */
gboolean rst_mailbox_item_is_same (RstMailboxItem *self, RstMailboxItem *other);

/**
 * rst_mailbox_item_update:
 * @self: a line
 * @other: a newer line for the same
 *
 * Shows what @other shows.
 */
void rst_mailbox_item_update (RstMailboxItem *self, RstMailboxItem *other);

G_END_DECLS
