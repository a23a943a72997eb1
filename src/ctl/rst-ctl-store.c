/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sysexits.h>

#include "accounts/rst-json.h"
#include "backup/rst-export.h"
#include "base/rst-error.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"

static void
print_export (RstCtl *ctl, const RstExportResult *result, const char *folder)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *size = NULL;

  if (!ctl->json)
    {
      size = g_format_size (result->octets);
      g_print (ngettext ("%lu message (%s) is in “%s”\n",
                         "%lu messages (%s) are in “%s”\n", result->exported),
               (gulong) result->exported, size, folder);
      if (result->partial > 0)
        g_printerr (ngettext ("%lu message was left out: only its beginning is here\n",
                              "%lu messages were left out: only their beginnings are here\n", result->partial),
                    (gulong) result->partial);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rst_json_add_int (builder, "exported", result->exported);
  rst_json_add_int (builder, "bytes", result->octets);
  rst_json_add_int (builder, "partial", result->partial);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

int
rst_ctl_export (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *format = NULL;
  g_autofree char *query = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How: eml, each message in a file of its own"), "eml" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (RstFilter) filter = NULL;
  RstExportResult result = { 0 };

  if (!rst_ctl_parse (entries, "export --format eml FOLDER [QUERY]", 1, G_MAXINT, &argc, &argv, error))
    return EX_USAGE;
  if (g_strcmp0 (format, "eml") != 0)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("This Restante exports with --format eml"));
      return EX_USAGE;
    }
  query = g_strjoinv (" ", argv + 2);
  if (!rst_ctl_open (ctl, error) || (*query != '\0' && !rst_store_index (ctl->store, NULL, error)))
    return EX_USAGE;

  filter = rst_filter_new (NULL, NULL, *query != '\0' ? query : NULL);
  if (rst_export_eml (ctl->store, filter, argv[1], &result, NULL, error))
    print_export (ctl, &result, argv[1]);
  return EX_OK;
}

static void
print_report_json (const RstStoreReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rst_json_add_int (builder, "messages", report->messages);
  rst_json_add_int (builder, "bad", report->bad);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->findings->len; i++)
    json_builder_add_string_value (builder, report->findings->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

static void
print_report (const RstStoreReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    g_print ("%s\n", (const char *) report->findings->pdata[i]);
  if (report->findings->len == 0)
    g_print (ngettext ("%lu message, whole\n", "%lu messages, all whole\n", report->messages),
             (gulong) report->messages);
  else
    /* Translators: of how many messages how many are damaged */
    g_print (_("%lu messages, %lu damaged\n"), (gulong) report->messages, (gulong) report->bad);
}

int
rst_ctl_check (RstCtl *ctl, int argc, char **argv, GError **error)
{
  gboolean deep = FALSE;
  const GOptionEntry entries[] = {
    { "deep", 0, 0, G_OPTION_ARG_NONE, &deep, N_("Hash every message again and compare"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (RstStoreReport) report = NULL;

  if (!rst_ctl_parse (entries, "check [--deep]", 0, 0, &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;
  report = rst_store_check (ctl->store, deep, NULL, error);
  if (report == NULL)
    return EX_DATAERR;

  if (ctl->json)
    print_report_json (report);
  else
    print_report (report);
  return report->findings->len == 0 ? EX_OK : EX_DATAERR;
}

/* One table for both forms: exact octets in JSON, round sizes for people. */
static void
print_stats (RstCtl *ctl, const RstStoreStats *stats)
{
  const struct
  {
    const char *name;
    guint64 value;
    gboolean is_size;
  } rows[] = {
    { "accounts", stats->accounts, FALSE },
    { "messages", stats->messages, FALSE },
    { "unread", stats->unread, FALSE },
    { "contents", stats->contents, FALSE },
    { "indexed", stats->indexed, FALSE },
    { "bytes", stats->octets, TRUE },
    { "stored_bytes", stats->stored_octets, TRUE },
    { "mail_db", stats->mail_db, TRUE },
    { "search_db", stats->search_db, TRUE },
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *size = g_format_size (rows[i].value);

      rst_json_add_int (builder, rows[i].name, rows[i].value);
      if (!ctl->json && rows[i].is_size)
        g_print ("%-14s %s\n", rows[i].name, size);
      else if (!ctl->json)
        g_print ("%-14s %" G_GUINT64_FORMAT "\n", rows[i].name, rows[i].value);
    }
  json_builder_end_object (builder);
  if (ctl->json)
    rst_ctl_print_json (builder);
}

int
rst_ctl_stats (RstCtl *ctl, int argc, char **argv, GError **error)
{
  RstStoreStats stats;

  if (!rst_ctl_parse (NULL, "stats", 0, 0, &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  if (rst_store_get_stats (ctl->store, &stats, NULL, error))
    print_stats (ctl, &stats);
  return EX_OK;
}
