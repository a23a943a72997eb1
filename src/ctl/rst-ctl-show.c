/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sysexits.h>

#include "accounts/rst-json.h"
#include "base/rst-error.h"
#include "base/rst-mapping.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl-rest.h"
#include "ctl/rst-ctl.h"
#include "mime/rst-address.h"

/* No number that anybody types. */
#define NO_PART G_MININT

/* Which side of a message to show; none of them is the whole of it. */
typedef struct
{
  gboolean raw;
  gboolean headers;
  gboolean text;
  gboolean html;
  int part;
} View;

static void
add_addresses (JsonBuilder *builder, const char *name, GPtrArray *addresses)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < addresses->len; i++)
    {
      const RstAddress *address = addresses->pdata[i];

      rst_ctl_add_address (builder, address->name, address->address);
    }
  json_builder_end_array (builder);
}

static void
add_attachment (JsonBuilder *builder, RstPart *part)
{
  GBytes *content = rst_part_get_content (part);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  json_builder_begin_object (builder);
  rst_json_add_string (builder, "name", rst_part_get_name (part));
  rst_json_add_string (builder, "type", rst_part_get_content_type (part));
  rst_json_add_int (builder, "size", g_bytes_get_size (content));
  rst_json_add_string (builder, "sha256", sha256);
  json_builder_end_object (builder);
}

static void
add_attachments (JsonBuilder *builder, GListModel *parts)
{
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      if (rst_part_is_attachment (part))
        add_attachment (builder, part);
    }
  json_builder_end_array (builder);
}

static void
print_json (const RstRow *row, RstMessage *message)
{
  const RstSummary *summary = rst_message_get_summary (message);
  g_autofree char *text = rst_message_dup_whole_text (message);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rst_json_add_int (builder, "id", (guint64) row->id);
  rst_json_add_string (builder, "subject", summary->subject);
  add_addresses (builder, "from", summary->from);
  add_addresses (builder, "to", summary->to);
  add_addresses (builder, "cc", summary->cc);
  rst_ctl_add_date (builder, "date", summary->date);
  rst_json_add_string (builder, "message_id", summary->message_id);
  rst_json_add_string (builder, "in_reply_to", summary->in_reply_to);
  add_attachments (builder, rst_message_get_parts (message));
  rst_json_add_string (builder, "text", text);
  rst_json_add_boolean (builder, "partial", row->partial);
  rst_ctl_add_tags (builder, row);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

static gboolean
write_text (const char *text, GError **error)
{
  gsize length = strlen (text);

  return rst_ctl_write_foreign (text, length, error) &&
         (length == 0 || text[length - 1] == '\n' || rst_ctl_write ("\n", 1, error));
}

static gboolean
write_body (RstMessage *message, GError **error)
{
  g_autofree char *text = rst_message_dup_whole_text (message);

  return write_text (text, error);
}

static void
print_addresses (const char *label, GPtrArray *addresses)
{
  g_autofree char *list = rst_address_format_list (addresses);

  if (*list != '\0')
    g_print ("%s %s\n", label, list);
}

static void
print_attachments (GListModel *parts)
{
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);
      g_autofree char *size = NULL;

      if (!rst_part_is_attachment (part))
        continue;
      size = g_format_size (g_bytes_get_size (rst_part_get_content (part)));
      g_print (_("Part %u: %s (%s, %s)\n"), i + 1,
               rst_part_get_name (part), rst_part_get_content_type (part), size);
    }
}

static gboolean
print_whole (RstMessage *message, GError **error)
{
  const RstSummary *summary = rst_message_get_summary (message);
  g_autoptr (GDateTime) date = summary->date > 0 ? g_date_time_new_from_unix_local (summary->date) : NULL;
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%c") : NULL;

  print_addresses (_("From:"), summary->from);
  print_addresses (_("To:"), summary->to);
  print_addresses (_("Cc:"), summary->cc);
  if (day != NULL)
    g_print ("%s %s\n", _("Date:"), day);
  g_print ("%s %s\n", _("Subject:"), summary->subject);
  print_attachments (rst_message_get_parts (message));
  g_print ("\n");
  return write_body (message, error);
}

static gboolean
write_html (RstMessage *message, GError **error)
{
  g_autoptr (RstMessage) whole = rst_message_new_whole (message);
  const char *html = rst_message_get_html (whole);

  if (html != NULL)
    return write_text (html, error);

  g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("This message has no HTML"));
  return FALSE;
}

static gboolean
write_part (RstMessage *message, int number, GError **error)
{
  GListModel *parts = rst_message_get_parts (message);
  g_autoptr (RstPart) part = NULL;
  GBytes *content;

  if (number > 0)
    part = g_list_model_get_item (parts, (guint) number - 1);
  if (part == NULL)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                   _("This message has parts 1 to %u, and no part %d"),
                   g_list_model_get_n_items (parts), number);
      return FALSE;
    }
  content = rst_part_get_content (part);
  return rst_ctl_write_foreign (g_bytes_get_data (content, NULL), g_bytes_get_size (content), error);
}

static gboolean
show_headers (RstMessage *message, GError **error)
{
  g_autofree char *headers = rst_message_dup_headers (message);

  return write_text (headers, error);
}

static gboolean
show_raw (RstCtl *ctl, gint64 id, GError **error)
{
  g_autoptr (GBytes) raw = rst_store_load_raw (ctl->store, id, NULL, error);
  const char *octets;
  gsize size;

  if (raw == NULL)
    return FALSE;

  octets = g_bytes_get_data (raw, &size);
  for (gsize i = 0; i < size; i += RST_MAPPING_PIECE)
    {
      gsize length = MIN (RST_MAPPING_PIECE, size - i);

      if (!rst_ctl_write (octets + i, length, error))
        return FALSE;
      rst_mapping_forget (octets + i, length);
    }
  return TRUE;
}

static gboolean
show (RstCtl *ctl, gint64 id, const View *view, GError **error)
{
  g_autoptr (GPtrArray) rows = rst_store_load_rows (ctl->store, &id, 1, NULL, NULL, error);
  g_autoptr (RstMessage) message = NULL;

  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    rst_ctl_say_partial (ctl, rows->pdata[0]);
  if (view->raw)
    return show_raw (ctl, id, error);

  message = rst_store_load_message (ctl->store, id, NULL, error);
  if (message == NULL)
    return FALSE;
  if (view->headers)
    return show_headers (message, error);
  if (view->text)
    return write_body (message, error);
  if (view->html)
    return write_html (message, error);
  if (view->part != NO_PART)
    return write_part (message, view->part, error);
  if (ctl->json && rows->len > 0)
    {
      print_json (rows->pdata[0], message);
      return TRUE;
    }
  return print_whole (message, error);
}

int
rst_ctl_show (RstCtl *ctl, int argc, char **argv, GError **error)
{
  View view = { .part = NO_PART };
  const GOptionEntry entries[] = {
    { "raw", 0, 0, G_OPTION_ARG_NONE, &view.raw, N_("The exact octets"), NULL },
    { "headers", 0, 0, G_OPTION_ARG_NONE, &view.headers, N_("The header block"), NULL },
    { "text", 0, 0, G_OPTION_ARG_NONE, &view.text, N_("The text"), NULL },
    { "html", 0, 0, G_OPTION_ARG_NONE, &view.html, N_("The HTML"), NULL },
    { "part", 0, 0, G_OPTION_ARG_INT, &view.part, N_("One part, decoded"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL
  };
  gint64 id;

  if (!rst_ctl_parse (entries, "show ID [--raw|--headers|--text|--html|--part N]", 1, 1, &argc, &argv, error))
    return EX_USAGE;
  if (view.raw + view.headers + view.text + view.html + (view.part != NO_PART) > 1)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           _("Only one of --raw, --headers, --text, --html and --part can be shown"));
      return EX_USAGE;
    }
  if (!g_ascii_string_to_signed (argv[1], 10, 0, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("“%s” is no message’s id"), argv[1]);
      return EX_USAGE;
    }
  if (rst_ctl_open (ctl, error))
    show (ctl, id, &view, error);
  return EX_OK;
}
