/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/rst-ctl.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/rst-error.h"

/* After what time a command says why it has not begun yet. */
#define PREPARING_AFTER G_USEC_PER_SEC

/* Bringing a profile up to date. */
typedef struct
{
  gint64 since;
  gboolean terminal;
  gboolean told;
} Preparing;

gboolean
rst_ctl_parse (const GOptionEntry *entries,
               const char         *usage,
               int                 min,
               int                 max,
               int                *argc,
               char             ***argv,
               GError            **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) local_error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &local_error))
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, local_error->message);
      return FALSE;
    }

  if (*argc - 1 < min || *argc - 1 > max)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                   _("Use: restantectl %s"), usage);
      return FALSE;
    }
  return TRUE;
}

GArray *
rst_ctl_parse_ids (char **texts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (texts[i], 10, 0, G_MAXINT64, &id, NULL))
        {
          g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("“%s” is no message’s id"), texts[i]);
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* On the thread of a pass. */
static void
print_log_line_cb (const char *id, const char *line, gpointer user_data)
{
  g_printerr ("%s: %s\n", id, line);
}

/* On the store's thread. */
static void
preparing_cb (guint64 done, guint64 total, gpointer user_data)
{
  Preparing *preparing = user_data;

  if (g_get_monotonic_time () - preparing->since < PREPARING_AFTER)
    return;

  if (preparing->terminal)
    {
      g_printerr ("\r");
      g_printerr (ngettext ("Preparing your mail for this version: %'u of %'u message",
                            "Preparing your mail for this version: %'u of %'u messages", (gulong) total),
                  (guint) done, (guint) total);
    }
  else if (!preparing->told)
    g_printerr (ngettext ("Preparing your mail for this version, %'u message; this is done once\n",
                          "Preparing your mail for this version, %'u messages; this is done once\n", (gulong) total),
                (guint) total);
  preparing->told = TRUE;
}

static RstStore *
open_store (RstCtl *ctl, GError **error)
{
  Preparing preparing = { g_get_monotonic_time (), isatty (STDERR_FILENO), FALSE };
  RstStore *store;

  store = rst_store_open_watched (ctl->profile, ctl->quiet ? NULL : preparing_cb, &preparing, NULL, error);
  if (preparing.told && preparing.terminal)
    g_printerr ("\n");
  return store;
}

gboolean
rst_ctl_open (RstCtl *ctl, GError **error)
{
  if (ctl->profile == NULL)
    ctl->profile = rst_store_dup_default_folder ();
  ctl->store = open_store (ctl, error);
  if (ctl->store == NULL)
    return FALSE;

  ctl->accounts = rst_accounts_new (ctl->store);
  if (ctl->debug)
    rst_accounts_set_log_func (ctl->accounts, print_log_line_cb, NULL);
  return TRUE;
}

gboolean
rst_ctl_has_mail (RstCtl *ctl, const char *account, const char *mailbox)
{
  g_autoptr (GPtrArray) counts = rst_store_count (ctl->store, NULL, NULL);

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const RstMailboxCount *count = counts->pdata[i];

      if (g_strcmp0 (count->account, account) == 0 || g_strcmp0 (count->mailbox, mailbox) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
rst_ctl_check_account (RstCtl *ctl, const char *id, GError **error)
{
  g_autoptr (RstAccount) account = NULL;

  if (rst_ctl_has_mail (ctl, id, NULL))
    return TRUE;
  account = rst_accounts_lookup (ctl->accounts, id, NULL, error);
  return account != NULL;
}
