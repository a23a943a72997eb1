/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "accounts/rst-account.h"
#include "mailboxes/rst-mailbox-item.h"
#include "mailboxes/rst-mailbox-lines.h"
#include "store/rst-store.h"

static const char *const standard_mailboxes[] = {
  RST_MAILBOX_INBOX,
  RST_MAILBOX_ARCHIVE,
  RST_MAILBOX_JUNK,
  RST_MAILBOX_TRASH,
};

static void
add_heading (GPtrArray *lines, const char *account, const char *title, gboolean configured)
{
  RstMailboxItem *item = rst_mailbox_item_new (account, NULL, title);

  rst_mailbox_item_set_configured (item, configured);
  g_ptr_array_add (lines, item);
}

static RstMailboxItem *
add_mailbox (GPtrArray *lines, const char *account, const char *mailbox)
{
  g_autofree char *title = rst_mailbox_item_dup_title (mailbox);
  RstMailboxItem *item = rst_mailbox_item_new (account, mailbox, title);

  g_ptr_array_add (lines, item);
  return item;
}

static RstMailboxItem *
find_mailbox (GPtrArray *lines, guint first, const char *mailbox)
{
  for (guint i = first; i < lines->len; i++)
    if (g_strcmp0 (rst_mailbox_item_get_mailbox (lines->pdata[i]), mailbox) == 0)
      return lines->pdata[i];
  return NULL;
}

/* Adds the mailboxes of one account, or of all when @account is NULL, with what
 * is in them.
 */
static void
add_mailboxes (GPtrArray *lines, const char *account, GPtrArray *counts)
{
  guint first = lines->len;

  for (guint i = 0; i < G_N_ELEMENTS (standard_mailboxes); i++)
    add_mailbox (lines, account, standard_mailboxes[i]);

  for (guint i = 0; i < counts->len; i++)
    {
      const RstMailboxCount *counted = counts->pdata[i];
      RstMailboxItem *item;

      if (account != NULL && !g_str_equal (counted->account, account))
        continue;
      item = find_mailbox (lines, first, counted->mailbox);
      if (item == NULL)
        item = add_mailbox (lines, account, counted->mailbox);
      rst_mailbox_item_add_counts (item, counted->total, counted->unread);
    }
}

static gboolean
has_heading (GPtrArray *lines, const char *account)
{
  for (guint i = 0; i < lines->len; i++)
    if (rst_mailbox_item_get_kind (lines->pdata[i]) == RST_MAILBOX_KIND_ACCOUNT &&
        g_strcmp0 (rst_mailbox_item_get_account (lines->pdata[i]), account) == 0)
      return TRUE;
  return FALSE;
}

/* Adds some lines under a heading, if there are any, in the store's order. */
static void
add_section (GPtrArray *lines, const char *title, GPtrArray *section)
{
  if (section->len > 0)
    g_ptr_array_add (lines, rst_mailbox_item_new_heading (title));
  g_ptr_array_extend_and_steal (lines, g_ptr_array_ref (section));
}

static void
add_searches (GPtrArray *lines, GPtrArray *searches)
{
  g_autoptr (GPtrArray) section = g_ptr_array_new ();

  for (guint i = 0; i < searches->len; i++)
    g_ptr_array_add (section, rst_mailbox_item_new_search (searches->pdata[i]));
  add_section (lines, _("Searches"), section);
}

static void
add_tags (GPtrArray *lines, GPtrArray *tags)
{
  g_autoptr (GPtrArray) section = g_ptr_array_new ();

  for (guint i = 0; i < tags->len; i++)
    g_ptr_array_add (section, rst_mailbox_item_new_tag (tags->pdata[i]));
  add_section (lines, _("Tags"), section);
}

GPtrArray *
rst_mailbox_lines_build (GPtrArray *accounts, GPtrArray *counts, GPtrArray *tags, GPtrArray *searches)
{
  GPtrArray *lines;

  g_return_val_if_fail (accounts != NULL, NULL);
  g_return_val_if_fail (counts != NULL, NULL);
  g_return_val_if_fail (tags != NULL && searches != NULL, NULL);

  lines = g_ptr_array_new_with_free_func (g_object_unref);
  add_heading (lines, NULL, _("All Accounts"), FALSE);
  add_mailboxes (lines, NULL, counts);
  add_searches (lines, searches);
  add_tags (lines, tags);
  for (guint i = 0; i < accounts->len; i++)
    {
      const RstAccount *account = accounts->pdata[i];

      add_heading (lines, account->id, rst_account_get_label (account), TRUE);
      add_mailboxes (lines, account->id, counts);
    }
  for (guint i = 0; i < counts->len; i++)
    {
      const RstMailboxCount *counted = counts->pdata[i];

      if (counted->total == 0 || has_heading (lines, counted->account))
        continue;
      add_heading (lines, counted->account, counted->account, FALSE);
      add_mailboxes (lines, counted->account, counts);
    }
  return lines;
}
