/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/rst-ctl-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "accounts/rst-json.h"
#include "base/rst-error.h"
#include "base/rst-text.h"

void
rst_ctl_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

void
rst_ctl_print_error (RstCtl *ctl, const GError *error)
{
  g_printerr ("restantectl: %s\n", error->message);
  if (!ctl->quiet)
    g_printerr ("  %s\n", rst_error_get_hint (error));

  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rst_ctl_add_error (builder, error);
      json_builder_end_object (builder);
      rst_ctl_print_json (builder);
    }
}

gboolean
rst_ctl_finish (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  g_set_error_literal (error, RST_ERROR, RST_ERROR_DISK,
                       _("Not all of the output could be written"));
  return FALSE;
}

gboolean
rst_ctl_write (gconstpointer octets, gsize length, GError **error)
{
  if (fwrite (octets, 1, length, stdout) == length && fflush (stdout) == 0)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_DISK,
               _("The output could not be written: %s"), g_strerror (errno));
  return FALSE;
}

/* A terminal does what control characters tell it. */
gboolean
rst_ctl_write_foreign (const char *text, gsize length, GError **error)
{
  g_autofree char *printable = NULL;

  if (!isatty (STDOUT_FILENO))
    return rst_ctl_write (text, length, error);
  printable = rst_text_dup_printable (text, (gssize) length);
  return rst_ctl_write (printable, strlen (printable), error);
}

void
rst_ctl_add_date (JsonBuilder *builder, const char *name, gint64 time)
{
  g_autoptr (GDateTime) date = time > 0 ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format_iso8601 (date) : NULL;

  rst_json_add_string (builder, name, text);
}

void
rst_ctl_add_error (JsonBuilder *builder, const GError *error)
{
  json_builder_set_member_name (builder, "error");
  if (error == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  rst_json_add_string (builder, "code", rst_error_get_code (error));
  rst_json_add_string (builder, "message", error->message);
  rst_json_add_string (builder, "hint", rst_error_get_hint (error));
  json_builder_end_object (builder);
}

void
rst_ctl_add_address (JsonBuilder *builder, const char *name, const char *address)
{
  json_builder_begin_object (builder);
  rst_json_add_string (builder, "name", name);
  rst_json_add_string (builder, "address", address);
  json_builder_end_object (builder);
}

static void
add_flags (JsonBuilder *builder, RstFlags flags)
{
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  if (flags & RST_FLAG_SEEN)
    json_builder_add_string_value (builder, "seen");
  if (flags & RST_FLAG_FLAGGED)
    json_builder_add_string_value (builder, "flagged");
  json_builder_end_array (builder);
}

void
rst_ctl_add_tags (JsonBuilder *builder, const RstRow *row)
{
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (char **tag = row->tags; *tag != NULL; tag++)
    json_builder_add_string_value (builder, *tag);
  json_builder_end_array (builder);
}

static void
print_row_json (const RstRow *row, gboolean with_snippet)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rst_json_add_int (builder, "id", (guint64) row->id);
  rst_json_add_string (builder, "account", row->account);
  rst_json_add_string (builder, "mailbox", row->mailbox);
  rst_ctl_add_date (builder, "date", row->date);
  json_builder_set_member_name (builder, "from");
  json_builder_begin_array (builder);
  if (*row->from_name != '\0' || *row->from_address != '\0')
    rst_ctl_add_address (builder, row->from_name, row->from_address);
  json_builder_end_array (builder);
  rst_json_add_string (builder, "subject", row->subject);
  rst_json_add_int (builder, "size", row->size);
  rst_json_add_string (builder, "sha256", row->sha256);
  rst_json_add_string (builder, "uidl", row->unique_id);
  add_flags (builder, row->flags);
  rst_ctl_add_tags (builder, row);
  rst_json_add_int (builder, "attachments", row->n_attachments);
  rst_json_add_int (builder, "thread", (guint64) row->thread);
  rst_json_add_boolean (builder, "partial", row->partial);
  if (with_snippet)
    rst_json_add_string (builder, "snippet", row->snippet);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

void
rst_ctl_print_row (RstCtl *ctl, const RstRow *row, gboolean with_snippet)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *day = NULL;
  g_autofree char *size = NULL;

  if (ctl->json)
    {
      print_row_json (row, with_snippet);
      return;
    }

  date = g_date_time_new_from_unix_local (row->date);
  day = date != NULL ? g_date_time_format (date, "%Y-%m-%d %H:%M") : g_strdup ("");
  g_print ("%" G_GINT64_FORMAT "  %-16s  %s  %s\n", row->id, day,
           *row->from_name != '\0' ? row->from_name : row->from_address,
           *row->subject != '\0' ? row->subject : _("(no subject)"));
  size = g_format_size (row->size);
  if (row->partial)
    g_print (_("    only the beginning of %s\n"), size);
  if (*row->tags != NULL)
    {
      g_autofree char *tags = g_strjoinv (", ", row->tags);

      /* Translators: the tags of a message */
      g_print (_("    tags: %s\n"), tags);
    }
  if (with_snippet && *row->snippet != '\0')
    g_print ("    %s\n", row->snippet);
}
