/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-query.h"

#include <string.h>

#include "store/rst-query-node.h"

/* A tree of words and conditions becomes two things. What is words alone and
 * must hold in any case goes into one FTS5 expression, whose rowids come newest
 * first without sorting however common a word is. The rest becomes an SQL
 * condition, in which words are sets of ids.
 */
struct _RstQuery
{
  GString *match;
  GString *condition;
  GPtrArray *phrases;
  GPtrArray *texts;
  gboolean names_mailbox;
};

static gboolean
is_text (const RstQueryNode *node)
{
  if (node->kind == RST_QUERY_TEXT)
    return TRUE;
  if (node->kind != RST_QUERY_AND && node->kind != RST_QUERY_OR)
    return FALSE;

  for (guint i = 0; i < node->children->len; i++)
    if (!is_text (node->children->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
append_text (GString *match, const RstQueryNode *node)
{
  if (node->kind == RST_QUERY_TEXT)
    {
      g_string_append (match, node->expression);
      return;
    }

  g_string_append_c (match, '(');
  for (guint i = 0; i < node->children->len; i++)
    {
      if (i > 0)
        g_string_append (match, node->kind == RST_QUERY_AND ? " AND " : " OR ");
      append_text (match, node->children->pdata[i]);
    }
  g_string_append_c (match, ')');
}

static void
append_set (RstQuery *self, const RstQueryNode *node)
{
  GString *match = g_string_new (NULL);

  append_text (match, node);
  g_string_append (self->condition, "m.id IN (SELECT rowid FROM words WHERE words MATCH ?)");
  g_ptr_array_add (self->texts, g_string_free (match, FALSE));
}

static void
append_condition (RstQuery *self, const RstQueryNode *node)
{
  if (is_text (node))
    {
      append_set (self, node);
      return;
    }
  if (node->kind == RST_QUERY_TEST)
    {
      g_string_append (self->condition, node->expression);
      self->names_mailbox |= g_str_has_prefix (node->expression, "m.mailbox");
      if (node->text != NULL)
        g_ptr_array_add (self->texts, g_strdup (node->text));
      return;
    }

  g_string_append (self->condition, node->kind == RST_QUERY_NOT ? "NOT (" : "(");
  for (guint i = 0; i < node->children->len; i++)
    {
      if (i > 0)
        g_string_append (self->condition, node->kind == RST_QUERY_AND ? " AND " : " OR ");
      append_condition (self, node->children->pdata[i]);
    }
  g_string_append_c (self->condition, ')');
}

/* What must hold in any case, one by one. */
static void
add_conjunct (RstQuery *self, const RstQueryNode *node)
{
  if (is_text (node))
    {
      if (self->match->len > 0)
        g_string_append (self->match, " AND ");
      append_text (self->match, node);
      return;
    }
  g_string_append (self->condition, " AND ");
  append_condition (self, node);
}

/* One with a column before it begins without a quote. */
static void
collect_phrases (RstQuery *self, const RstQueryNode *node)
{
  if (node->kind == RST_QUERY_TEXT && g_str_has_prefix (node->expression, "\""))
    g_ptr_array_add (self->phrases, g_strdup (node->expression));
  for (guint i = 0; node->kind != RST_QUERY_NOT && i < node->children->len; i++)
    collect_phrases (self, node->children->pdata[i]);
}

static void
compile (RstQuery *self, const RstQueryNode *node)
{
  collect_phrases (self, node);
  if (node->kind == RST_QUERY_NOTHING)
    g_string_assign (self->condition, "FALSE");
  else if (node->kind != RST_QUERY_AND)
    add_conjunct (self, node);
  else
    for (guint i = 0; i < node->children->len; i++)
      add_conjunct (self, node->children->pdata[i]);
}

RstQuery *
rst_query_new (const char *text)
{
  RstQuery *self;
  g_autofree char *valid = NULL;
  g_autoptr (RstQueryNode) node = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (RstQuery, 1);
  self->match = g_string_new (NULL);
  self->condition = g_string_new ("TRUE");
  self->phrases = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);

  valid = g_strstrip (g_utf8_make_valid (text, (gssize) strnlen (text, RST_QUERY_MAX)));
  if (*valid == '\0')
    return self;
  node = rst_query_node_parse (valid);
  compile (self, node);
  return self;
}

void
rst_query_free (RstQuery *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->match, TRUE);
  g_string_free (self->condition, TRUE);
  g_ptr_array_unref (self->phrases);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

const char *
rst_query_get_match (RstQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->match->len > 0 ? self->match->str : NULL;
}

const char *
rst_query_get_condition (RstQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->condition->str;
}

GPtrArray *
rst_query_get_texts (RstQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->texts;
}

GPtrArray *
rst_query_get_phrases (RstQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->phrases;
}

gboolean
rst_query_names_mailbox (RstQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->names_mailbox;
}
