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

static gboolean
parse_order (const char *text, RstOrder *order, GError **error)
{
  if (rst_order_parse (text != NULL ? text : "newest", order))
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
               _("“%s” is no order: --sort takes newest, oldest, sender, subject or size"), text);
  return FALSE;
}

/* A page that begins below a message is one of the newest first. */
static gboolean
check_page (const RstFilter *filter, GError **error)
{
  if (filter->before == G_MAXINT64 || (filter->order == RST_ORDER_NEWEST && !filter->threads))
    return TRUE;

  g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("--before does not go with --sort or --threads"));
  return FALSE;
}

int
rst_ctl_list (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *account = NULL;
  g_autofree char *mailbox = NULL;
  int limit = G_MAXINT;
  gint64 before = G_MAXINT64;
  g_autofree char *sort = NULL;
  gboolean threads = FALSE;
  RstOrder order;
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &account, N_("Only this account’s"), N_("ID") },
    { "mailbox", 0, 0, G_OPTION_ARG_STRING, &mailbox, N_("Only this mailbox: inbox, archive, junk or trash"), N_("MAILBOX") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), N_("NUMBER") },
    { "before", 0, 0, G_OPTION_ARG_INT64, &before, N_("Only those that come after this message in the list"), N_("ID") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, N_("By newest, oldest, sender, subject or size"), N_("ORDER") },
    { "threads", 0, 0, G_OPTION_ARG_NONE, &threads, N_("The messages of a conversation one after the other"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (RstFilter) filter = NULL;

  if (!rst_ctl_parse (entries, "list [--account ID] [--mailbox M] [--limit N] [--before ID] [--sort ORDER] [--threads]",
                      0, 0, &argc, &argv, error) ||
      !check_limit (limit, error) ||
      !check_before (before, error) ||
      !parse_order (sort, &order, error) ||
      !rst_ctl_open (ctl, error) ||
      (account != NULL && !rst_ctl_check_account (ctl, account, error)) ||
      !check_mailbox (ctl, mailbox, error))
    return EX_USAGE;

  filter = rst_filter_new (account, mailbox, NULL);
  filter->limit = (guint) limit;
  filter->before = before;
  filter->order = order;
  filter->threads = threads;
  if (!check_page (filter, error))
    return EX_USAGE;
  print_rows (ctl, filter, error);
  return EX_OK;
}

/* “-word” is what is not to be found, not an option: options go first, and an end
 * is put behind them.
 */
static char **
dup_words_last (char **argv)
{
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) tail = NULL;

  g_strv_builder_add_many (options, argv[0], NULL);
  g_strv_builder_add (words, "--");
  for (guint i = 1; argv[i] != NULL; i++)
    {
      gboolean option = g_str_has_prefix (argv[i], "--") || g_str_equal (argv[i], "-h") || g_str_equal (argv[i], "-?");

      if (g_str_equal (argv[i], "--"))
        {
          g_strv_builder_addv (words, (const char **) argv + i + 1);
          break;
        }
      g_strv_builder_add (option ? options : words, argv[i]);
      if (g_str_equal (argv[i], "--limit") && argv[i + 1] != NULL)
        g_strv_builder_add (options, argv[++i]);
    }
  tail = g_strv_builder_end (words);
  g_strv_builder_addv (options, (const char **) tail);
  return g_strv_builder_end (options);
}

int
rst_ctl_search (RstCtl *ctl, int argc, char **argv, GError **error)
{
  int limit = G_MAXINT;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GStrv) arranged = dup_words_last (argv);
  g_autofree char **left = NULL; /* holds none of them: options are taken out */
  g_autofree char *query = NULL;
  g_autoptr (RstFilter) filter = NULL;

  argc = (int) g_strv_length (arranged);
  argv = left = g_memdup2 (arranged, ((gsize) argc + 1) * sizeof *arranged);
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
