/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/rst-error.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"

/* Rows in memory at a time, however long the list. */
#define PAGE_SIZE 256

static gboolean
print_rows (RstCtl *ctl, const RstFilter *filter, GError **error)
{
  g_autoptr (RstListing) listing = rst_store_list (ctl->store, filter, NULL, error);
  const gint64 *ids;
  guint n_ids;

  if (listing == NULL)
    return FALSE;

  ids = rst_listing_get_ids (listing, &n_ids);
  for (guint i = 0; i < n_ids; i += PAGE_SIZE)
    {
      g_autoptr (GPtrArray) rows = NULL;

      rows = rst_store_load_whole_rows (ctl->store, ids + i, MIN (PAGE_SIZE, n_ids - i), filter->query, NULL, error);
      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        rst_ctl_print_row (ctl, rows->pdata[j], filter->query != NULL);
    }
  return TRUE;
}

static gboolean
check_limit (int limit, GError **error)
{
  if (limit >= 1)
    return TRUE;

  g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("--limit takes a number from 1"));
  return FALSE;
}

static gboolean
check_before (gint64 before, GError **error)
{
  if (before >= 1)
    return TRUE;

  g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("--before takes the id of a message"));
  return FALSE;
}

static gboolean
check_mailbox (RstCtl *ctl, const char *mailbox, GError **error)
{
  static const char *const mailboxes[] = { RST_MAILBOX_INBOX, RST_MAILBOX_ARCHIVE, RST_MAILBOX_JUNK, RST_MAILBOX_TRASH, NULL };

  if (mailbox == NULL || g_strv_contains (mailboxes, mailbox) || rst_ctl_has_mail (ctl, NULL, mailbox))
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("There is no mailbox “%s”"), mailbox);
  return FALSE;
}

int
rst_ctl_list (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *account = NULL;
  g_autofree char *mailbox = NULL;
  int limit = G_MAXINT;
  gint64 before = G_MAXINT64;
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &account, N_("Only this account’s"), N_("ID") },
    { "mailbox", 0, 0, G_OPTION_ARG_STRING, &mailbox, N_("Only this mailbox: inbox, archive, junk or trash"), N_("MAILBOX") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), N_("NUMBER") },
    { "before", 0, 0, G_OPTION_ARG_INT64, &before, N_("Only those that come after this message in the list"), N_("ID") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (RstFilter) filter = NULL;

  if (!rst_ctl_parse (entries, "list [--account ID] [--mailbox M] [--limit N] [--before ID]", 0, 0, &argc, &argv, error) ||
      !check_limit (limit, error) ||
      !check_before (before, error) ||
      !rst_ctl_open (ctl, error) ||
      (account != NULL && !rst_ctl_check_account (ctl, account, error)) ||
      !check_mailbox (ctl, mailbox, error))
    return EX_USAGE;

  filter = rst_filter_new (account, mailbox, NULL);
  filter->limit = (guint) limit;
  filter->before = before;
  print_rows (ctl, filter, error);
  return EX_OK;
}

int
rst_ctl_search (RstCtl *ctl, int argc, char **argv, GError **error)
{
  int limit = G_MAXINT;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL
  };
  g_autofree char *query = NULL;
  g_autoptr (RstFilter) filter = NULL;

  if (!rst_ctl_parse (entries, "search QUERY [--limit N]", 1, G_MAXINT, &argc, &argv, error) ||
      !check_limit (limit, error) ||
      !rst_ctl_open (ctl, error) ||
      !rst_store_index (ctl->store, NULL, error))
    return EX_USAGE;

  query = g_strjoinv (" ", argv + 1);
  filter = rst_filter_new (NULL, NULL, query);
  filter->limit = (guint) limit;
  print_rows (ctl, filter, error);
  return EX_OK;
}
