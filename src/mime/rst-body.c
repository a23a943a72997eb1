/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-body.h"
#include "mime/rst-html-cut.h"
#include "mime/rst-html-text.h"

/* Nobody reads a longer text: it is shown so far, and can be saved whole. */
#define MAX_SHOWN (16 * 1024 * 1024)
#define OPENING_PLAIN (4 * 1024)
#define OPENING_HTML (128 * 1024)

/* Most texts are shorter. Of a longer one so much is decoded first, and GROWTH
 * times as much each time that this was not enough.
 */
#define FIRST_READ (4 * 1024 * 1024)
#define GROWTH 4

struct _RstBody
{
  GBytes *raw;
  char *charset; /* that a person chose, or NULL */
  RstEntity *root;
  GPtrArray *leaves;
  GPtrArray *plain; /* leaves to read one after the other as text */
  GPtrArray *rich;  /* the same with HTML preferred */
  GHashTable *content_ids; /* what the HTML shows inline; made when asked for */
};

/* A text with a file name is a file, unless it comes first: some programs name
 * what was written.
 */
static gboolean
is_file (const RstEntity *leaf)
{
  if (g_strcmp0 (leaf->disposition, "attachment") == 0)
    return TRUE;
  return leaf->file_name != NULL &&
         leaf->parent != NULL &&
         g_ptr_array_index (leaf->parent->children, 0) != leaf;
}

static gboolean
is_readable (const RstEntity *leaf)
{
  if (is_file (leaf))
    return FALSE;
  if (rst_entity_is_type (leaf, "text/plain") ||
      rst_entity_is_type (leaf, "text/html"))
    return TRUE;
  /* Better to read than nothing at all. */
  return leaf->parent == NULL && g_str_has_prefix (leaf->mime_type, "text/");
}

static gboolean
offers (const RstEntity *entity, const char *mime_type)
{
  if (entity->children == NULL)
    return rst_entity_is_type (entity, mime_type) && is_readable (entity);

  for (guint i = 0; i < entity->children->len; i++)
    if (offers (g_ptr_array_index (entity->children, i), mime_type))
      return TRUE;
  return FALSE;
}

/* RFC 2046 §5.1.4: the last of the alternatives is the richest. */
static const RstEntity *
choose_alternative (const RstEntity *entity, gboolean rich)
{
  const char *wanted = rich ? "text/html" : "text/plain";
  const char *second = rich ? "text/plain" : "text/html";
  const RstEntity *choice = NULL;

  for (guint i = 0; i < entity->children->len; i++)
    {
      const RstEntity *child = g_ptr_array_index (entity->children, i);

      if (offers (child, wanted) && (rich || choice == NULL))
        choice = child;
    }
  for (guint i = 0; choice == NULL && i < entity->children->len; i++)
    if (offers (g_ptr_array_index (entity->children, i), second))
      choice = g_ptr_array_index (entity->children, i);
  return choice;
}

/* RFC 2387 §3.1: the part that "start" names, else the first. */
static const RstEntity *
choose_related (const RstEntity *entity)
{
  const char *start = g_mime_content_type_get_parameter (entity->content_type, "start");

  for (guint i = 0; start != NULL && i < entity->children->len; i++)
    {
      const RstEntity *child = g_ptr_array_index (entity->children, i);

      if (child->content_id != NULL && strstr (start, child->content_id) != NULL)
        return child;
    }
  return g_ptr_array_index (entity->children, 0);
}

static void
choose (const RstEntity *entity, gboolean rich, GPtrArray *chosen)
{
  const RstEntity *one = NULL;

  if (entity->children == NULL)
    {
      if (is_readable (entity))
        g_ptr_array_add (chosen, (gpointer) entity);
      return;
    }
  if (rst_entity_is_type (entity, "multipart/alternative"))
    one = choose_alternative (entity, rich);
  else if (rst_entity_is_type (entity, "multipart/related"))
    one = choose_related (entity);
  else
    for (guint i = 0; i < entity->children->len; i++)
      choose (g_ptr_array_index (entity->children, i), rich, chosen);
  if (one != NULL)
    choose (one, rich, chosen);
}

static void
gather_leaves (const RstEntity *entity, GPtrArray *leaves)
{
  if (entity->children == NULL)
    g_ptr_array_add (leaves, (gpointer) entity);
  else
    for (guint i = 0; i < entity->children->len; i++)
      gather_leaves (g_ptr_array_index (entity->children, i), leaves);
}

RstBody *
rst_body_new (GBytes *raw)
{
  RstBody *self;

  g_return_val_if_fail (raw != NULL, NULL);

  self = g_new0 (RstBody, 1);
  self->raw = g_bytes_ref (raw);
  self->root = rst_entity_parse (rst_span_of_bytes (raw));
  self->leaves = g_ptr_array_new ();
  self->plain = g_ptr_array_new ();
  self->rich = g_ptr_array_new ();
  gather_leaves (self->root, self->leaves);
  choose (self->root, FALSE, self->plain);
  choose (self->root, TRUE, self->rich);
  return self;
}

void
rst_body_free (RstBody *self)
{
  g_ptr_array_unref (self->leaves);
  g_ptr_array_unref (self->plain);
  g_ptr_array_unref (self->rich);
  g_clear_pointer (&self->content_ids, g_hash_table_unref);
  rst_entity_free (self->root);
  g_bytes_unref (self->raw);
  g_free (self->charset);
  g_free (self);
}

void
rst_body_set_charset (RstBody *self, const char *charset)
{
  g_free (self->charset);
  self->charset = g_strdup (charset);
}

const RstEntity *
rst_body_get_root (RstBody *self)
{
  return self->root;
}

GPtrArray *
rst_body_get_leaves (RstBody *self)
{
  return self->leaves;
}

/* Everything that "cid:" stands before: more than a browser would find does
 * no harm.
 */
static void
gather_content_ids (GHashTable *ids, const char *html)
{
  static const char ends[] = "\"'()<> \t\r\n,;";
  const char *p = html;

  while ((p = strchr (p, ':')) != NULL)
    {
      gsize length = strcspn (++p, ends);
      g_autofree char *escaped = NULL;
      char *id;

      if (p - html < 4 || length == 0 || g_ascii_strncasecmp (p - 4, "cid:", 4) != 0)
        continue;
      escaped = g_strndup (p, length);
      id = g_uri_unescape_string (escaped, NULL);
      g_hash_table_add (ids, id != NULL ? id : g_steal_pointer (&escaped));
      p += length;
    }
}

static gboolean
is_shown_inline (RstBody *self, const RstEntity *leaf)
{
  g_autofree char *html = NULL;

  if (leaf->content_id == NULL)
    return FALSE;

  if (self->content_ids == NULL)
    {
      self->content_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      html = rst_body_dup_html (self);
      if (html != NULL)
        gather_content_ids (self->content_ids, html);
    }
  return g_hash_table_contains (self->content_ids, leaf->content_id);
}

/* Another form of what is read, such as text/x-amp-html, is nothing to save;
 * an invitation is.
 */
static gboolean
is_other_form (const RstEntity *leaf)
{
  return rst_entity_is_type (leaf->parent, "multipart/alternative") &&
         g_str_has_prefix (leaf->mime_type, "text/") &&
         !rst_entity_is_type (leaf, "text/calendar") &&
         leaf->file_name == NULL;
}

gboolean
rst_body_is_attachment (RstBody *self, const RstEntity *leaf)
{
  if (g_ptr_array_find (self->plain, leaf, NULL) ||
      g_ptr_array_find (self->rich, leaf, NULL))
    return rst_span_get_length (leaf->body) > MAX_SHOWN;

  return !is_other_form (leaf) && !is_shown_inline (self, leaf);
}

/* Blank lines at the end of one part are not meant for the next one. */
static void
append_text (GString *out, const char *text)
{
  if (out->len > 0 && *text != '\0')
    {
      while (out->len > 0 && out->str[out->len - 1] == '\n')
        g_string_truncate (out, out->len - 1);
      g_string_append (out, "\n\n");
    }
  g_string_append (out, text);
}

static char *
dup_leaf_text (RstBody *self, const RstEntity *leaf, gsize max_encoded, RstHtmlLinks links, gsize max)
{
  g_autofree char *text = rst_entity_dup_text (leaf, self->charset, max_encoded);

  if (rst_entity_is_type (leaf, "text/html"))
    return rst_html_text_render (text, links, max);
  return g_steal_pointer (&text);
}

/* All of a leaf, or so much of it that its text is longer than enough. */
static char *
dup_leaf_beginning (RstBody *self, const RstEntity *leaf, gsize max)
{
  gsize length = MIN (rst_span_get_length (leaf->body), MAX_SHOWN);

  for (gsize encoded = MAX (max, FIRST_READ);; encoded *= GROWTH)
    {
      g_autofree char *text = NULL;

      text = dup_leaf_text (self, leaf, MIN (encoded, MAX_SHOWN), RST_HTML_LINKS_SHOWN, max);
      if (encoded >= length || strlen (text) > max)
        return g_steal_pointer (&text);
    }
}

static char *
dup_joined (RstBody *self, GPtrArray *leaves, gsize max)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < leaves->len && out->len <= max; i++)
    {
      g_autofree char *text = dup_leaf_beginning (self, g_ptr_array_index (leaves, i), max);

      append_text (out, text);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

char *
rst_body_dup_text (RstBody *self, gsize max)
{
  g_autofree char *text = dup_joined (self, self->plain, max);

  /* Some senders leave the plain alternative empty. */
  return is_blank (text) ? dup_joined (self, self->rich, max) : g_steal_pointer (&text);
}

static void
append_html (RstBody *self, GString *out, const RstEntity *leaf, gsize max_encoded)
{
  g_autofree char *text = rst_entity_dup_text (leaf, self->charset, max_encoded);
  g_autofree char *escaped = NULL;

  if (rst_entity_is_type (leaf, "text/html"))
    {
      g_string_append (out, text);
    }
  else if (!is_blank (text))
    {
      escaped = g_markup_escape_text (text, -1);
      g_string_append_printf (out, "<div style=\"white-space: pre-wrap\">%s</div>",
                              escaped);
    }
}

static char *
dup_html (RstBody *self, gsize max_encoded)
{
  gboolean has_html = FALSE;
  GString *out;

  for (guint i = 0; i < self->rich->len; i++)
    has_html |= rst_entity_is_type (g_ptr_array_index (self->rich, i), "text/html");
  if (!has_html)
    return NULL;

  out = g_string_new (NULL);
  for (guint i = 0; i < self->rich->len && out->len < MAX_SHOWN; i++)
    append_html (self, out, g_ptr_array_index (self->rich, i), max_encoded);
  return g_string_free (out, FALSE);
}

char *
rst_body_dup_html (RstBody *self)
{
  return dup_html (self, MAX_SHOWN);
}

static gboolean
is_longer (GPtrArray *leaves, gsize length)
{
  for (guint i = 0; i < leaves->len; i++)
    {
      const RstEntity *leaf = g_ptr_array_index (leaves, i);

      if (rst_span_get_length (leaf->body) > length)
        return TRUE;
    }
  return FALSE;
}

char *
rst_body_dup_html_beginning (RstBody *self, gboolean *cut)
{
  for (gsize encoded = FIRST_READ;; encoded = MIN (encoded * GROWTH, MAX_SHOWN))
    {
      g_autofree char *html = dup_html (self, encoded);
      gsize length = html != NULL ? rst_html_cut_find (html) : 0;

      *cut = html != NULL && html[length] != '\0';
      if (*cut)
        return g_strndup (html, length);
      if (html == NULL || encoded == MAX_SHOWN || !is_longer (self->rich, encoded))
        return g_steal_pointer (&html);
    }
}

static char *
dup_first_words (RstBody *self, GPtrArray *leaves)
{
  for (guint i = 0; i < leaves->len; i++)
    {
      const RstEntity *leaf = g_ptr_array_index (leaves, i);
      gsize length = rst_entity_is_type (leaf, "text/html") ? OPENING_HTML
                                                            : OPENING_PLAIN;
      g_autofree char *text = dup_leaf_text (self, leaf, length, RST_HTML_LINKS_LEFT_OUT, length);

      if (!is_blank (text))
        return g_steal_pointer (&text);
    }
  return NULL;
}

char *
rst_body_dup_opening (RstBody *self)
{
  char *text = dup_first_words (self, self->plain);

  if (text == NULL)
    text = dup_first_words (self, self->rich);
  return text != NULL ? text : g_strdup ("");
}
