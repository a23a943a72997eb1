/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-header.h"
#include "mime/rst-html.h"
#include "mime/rst-message.h"
#include "mime/rst-part-private.h"
#include "mime/rst-summary-private.h"

#define MAX_TEXT (1024 * 1024)
#define MAX_WHOLE_TEXT (16 * 1024 * 1024)

struct _RstMessage
{
  GObject parent_instance;

  GBytes *raw;
  RstSummary *summary;
  RstSpan header; /* in raw */
  char line_end;
  char *charset; /* that was asked for, or NULL */
  char *text;
  char *html;
  gboolean html_is_cut;
  gboolean has_remote_content;
  gboolean has_colors;
  GListStore *parts;
};

G_DEFINE_FINAL_TYPE (RstMessage, rst_message, G_TYPE_OBJECT)

static void
rst_message_finalize (GObject *object)
{
  RstMessage *self = RST_MESSAGE (object);

  g_clear_pointer (&self->summary, rst_summary_free);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_clear_object (&self->parts);
  g_free (self->charset);
  g_free (self->text);
  g_free (self->html);

  G_OBJECT_CLASS (rst_message_parent_class)->finalize (object);
}

static void
rst_message_class_init (RstMessageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_message_finalize;
}

static void
rst_message_init (RstMessage *self)
{
  self->parts = g_list_store_new (RST_TYPE_PART);
}

static void
make_parts (RstMessage *self, RstBody *body)
{
  GPtrArray *leaves = rst_body_get_leaves (body);

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autoptr (RstPart) part = rst_part_new (self->raw, body,
                                               g_ptr_array_index (leaves, i));

      g_list_store_append (self->parts, part);
    }
}

static RstMessage *
new_message (GBytes *raw, const char *charset, gboolean whole)
{
  g_autoptr (RstBody) body = rst_body_new (raw);
  RstMessage *self = g_object_new (RST_TYPE_MESSAGE, NULL);

  rst_body_set_charset (body, charset);
  self->raw = g_bytes_ref (raw);
  self->summary = rst_summary_new (body);
  self->header = rst_body_get_root (body)->header;
  self->line_end = rst_body_get_root (body)->line_end;
  self->charset = g_strdup (charset);
  self->text = rst_body_dup_text (body, MAX_TEXT);
  self->html = whole ? rst_body_dup_html (body)
                     : rst_body_dup_html_beginning (body, &self->html_is_cut);
  self->has_remote_content = self->html != NULL && rst_html_names_remote (self->html);
  self->has_colors = self->html != NULL && rst_html_names_colors (self->html);
  make_parts (self, body);
  return self;
}

RstMessage *
rst_message_new (GBytes *raw)
{
  return rst_message_new_in_charset (raw, NULL);
}

RstMessage *
rst_message_new_in_charset (GBytes *raw, const char *charset)
{
  g_return_val_if_fail (raw != NULL, NULL);

  return new_message (raw, charset, FALSE);
}

RstMessage *
rst_message_new_whole (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  return self->html_is_cut ? new_message (self->raw, self->charset, TRUE) : g_object_ref (self);
}

GBytes *
rst_message_get_raw (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  return self->raw;
}

const RstSummary *
rst_message_get_summary (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  return self->summary;
}

char *
rst_message_dup_headers (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  return rst_header_dup_all (self->header, self->line_end);
}

const char *
rst_message_get_text (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  return self->text;
}

char *
rst_message_dup_whole_text (RstMessage *self)
{
  g_autoptr (RstBody) body = NULL;

  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  body = rst_body_new (self->raw);
  rst_body_set_charset (body, self->charset);
  return rst_body_dup_text (body, MAX_WHOLE_TEXT);
}

const char *
rst_message_get_html (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  return self->html;
}

gboolean
rst_message_is_cut (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), FALSE);

  return self->html_is_cut;
}

gboolean
rst_message_has_remote_content (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), FALSE);

  return self->has_remote_content;
}

gboolean
rst_message_has_colors (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), FALSE);

  return self->has_colors;
}

GListModel *
rst_message_get_parts (RstMessage *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);

  return G_LIST_MODEL (self->parts);
}

RstPart *
rst_message_lookup_content_id (RstMessage *self, const char *content_id)
{
  guint n;

  g_return_val_if_fail (RST_IS_MESSAGE (self), NULL);
  g_return_val_if_fail (content_id != NULL, NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->parts));
  for (guint i = 0; i < n; i++)
    {
      /* The list keeps it. */
      g_autoptr (RstPart) part = g_list_model_get_item (G_LIST_MODEL (self->parts), i);

      if (g_strcmp0 (rst_part_get_content_id (part), content_id) == 0)
        return part;
    }
  return NULL;
}
