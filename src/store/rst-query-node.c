/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-query-node.h"

#include <string.h>

#include "store/rst-query-term.h"

/* Beyond these a text is no search that a person typed: it is read as words. */
#define MAX_DEPTH 16
#define MAX_TERMS 64

static RstQueryNode *
node_new (RstQueryKind kind)
{
  RstQueryNode *self = g_new0 (RstQueryNode, 1);

  self->kind = kind;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_query_node_free);
  return self;
}

void
rst_query_node_free (RstQueryNode *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->children);
  g_free (self->expression);
  g_free (self->text);
  g_free (self);
}

/* A node with one child says what the child says, one with none nothing. */
static RstQueryNode *
simplify (RstQueryNode *self)
{
  g_autoptr (RstQueryNode) node = self;

  if (node->children->len == 0)
    return node_new (RST_QUERY_NOTHING);
  if (node->children->len == 1)
    return g_ptr_array_steal_index (node->children, 0);
  return g_steal_pointer (&node);
}

static void
add_child (RstQueryNode *self, RstQueryNode *child)
{
  if (child->kind == RST_QUERY_NOTHING)
    rst_query_node_free (child);
  else
    g_ptr_array_add (self->children, child);
}

static RstQueryNode *
node_from_term (const char *field, const char *value, gboolean quoted)
{
  RstQueryNode *self = node_new (RST_QUERY_TEST);

  if (field != NULL)
    self->expression = rst_query_term_test (field, value, &self->text);
  if (self->expression != NULL)
    return self;

  self->expression = rst_query_term_match (field, value, quoted);
  self->kind = self->expression != NULL ? RST_QUERY_TEXT : RST_QUERY_NOTHING;
  return self;
}

/* Where the parser stands. @depth counts parentheses, @broken says that the
 * text does not keep to the language.
 */
typedef struct
{
  const char *next;
  guint depth;
  guint n_terms;
  gboolean broken;
} Parser;

static RstQueryNode *parse_or (Parser *parser);

static void
skip_blanks (Parser *parser)
{
  while (g_unichar_isspace (g_utf8_get_char (parser->next)))
    parser->next = g_utf8_next_char (parser->next);
}

static gboolean
at_end (Parser *parser)
{
  skip_blanks (parser);
  return *parser->next == '\0' || (*parser->next == ')' && parser->depth > 0);
}

/* `OR` as a word of its own. */
static gboolean
at_or (Parser *parser)
{
  skip_blanks (parser);
  if (!g_str_has_prefix (parser->next, "OR"))
    return FALSE;
  return parser->next[2] == '\0' || parser->next[2] == '(' ||
         g_unichar_isspace (g_utf8_get_char (parser->next + 2));
}

/* Up to the closing quote. */
static char *
read_quoted (Parser *parser)
{
  const char *start = parser->next + 1;
  const char *end = strchr (start, '"');

  if (end == NULL)
    {
      parser->broken = TRUE;
      return g_strdup ("");
    }
  parser->next = end + 1;
  return g_strndup (start, (gsize) (end - start));
}

/* Up to a blank, a quote or the parenthesis that closes. */
static char *
read_word (Parser *parser)
{
  const char *start = parser->next;

  while (*parser->next != '\0' && *parser->next != '"' &&
         !(*parser->next == ')' && parser->depth > 0) &&
         !g_unichar_isspace (g_utf8_get_char (parser->next)))
    parser->next = g_utf8_next_char (parser->next);
  return g_strndup (start, (gsize) (parser->next - start));
}

/* The name before a colon, if it is one of the language's. */
static char *
read_field (Parser *parser)
{
  gsize length = strspn (parser->next, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  g_autofree char *name = g_ascii_strdown (parser->next, (gssize) length);

  if (parser->next[length] != ':' || !rst_query_term_is_field (name))
    return NULL;

  parser->next += length + 1;
  return g_steal_pointer (&name);
}

static RstQueryNode *
parse_term (Parser *parser)
{
  const char *start = parser->next;
  g_autofree char *field = read_field (parser);
  gboolean quoted = *parser->next == '"';
  g_autofree char *value = quoted ? read_quoted (parser) : read_word (parser);

  if (++parser->n_terms > MAX_TERMS)
    parser->broken = TRUE;

  /* A field without a value is a word with a colon behind it. */
  if (field != NULL && *value == '\0')
    {
      g_autofree char *word = g_strndup (start, (gsize) (parser->next - start));

      return node_from_term (NULL, word, FALSE);
    }
  return node_from_term (field, value, quoted);
}

static RstQueryNode *
parse_group (Parser *parser)
{
  RstQueryNode *node;

  parser->next++;
  if (++parser->depth > MAX_DEPTH)
    {
      parser->broken = TRUE;
      return node_new (RST_QUERY_NOTHING);
    }
  node = parse_or (parser);
  parser->depth--;
  if (*parser->next == ')')
    parser->next++;
  else
    parser->broken = TRUE;
  return node;
}

static RstQueryNode *
negate (RstQueryNode *child)
{
  RstQueryNode *node = node_new (RST_QUERY_NOT);

  if (child->kind == RST_QUERY_NOTHING)
    node->kind = RST_QUERY_NOTHING;
  add_child (node, child);
  return node;
}

static RstQueryNode *
parse_unary (Parser *parser)
{
  gboolean negated = parser->next[0] == '-' && parser->next[1] != '\0' &&
                     !g_unichar_isspace (g_utf8_get_char (parser->next + 1));
  RstQueryNode *node;

  if (negated)
    parser->next++;
  node = *parser->next == '(' ? parse_group (parser) : parse_term (parser);
  return negated ? negate (node) : node;
}

static RstQueryNode *
parse_and (Parser *parser)
{
  RstQueryNode *node = node_new (RST_QUERY_AND);
  gboolean empty = TRUE;

  while (!parser->broken && !at_end (parser) && !at_or (parser))
    {
      add_child (node, parse_unary (parser));
      empty = FALSE;
    }
  if (empty)
    parser->broken = TRUE;
  return simplify (node);
}

static RstQueryNode *
parse_or (Parser *parser)
{
  RstQueryNode *node = node_new (RST_QUERY_OR);

  add_child (node, parse_and (parser));
  while (!parser->broken && at_or (parser))
    {
      parser->next += 2;
      add_child (node, parse_and (parser));
    }
  return simplify (node);
}

static RstQueryNode *
parse_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n\"()", MAX_TERMS);
  RstQueryNode *node = node_new (RST_QUERY_AND);

  for (guint i = 0; words[i] != NULL; i++)
    add_child (node, node_from_term (NULL, words[i], FALSE));
  return simplify (node);
}

RstQueryNode *
rst_query_node_parse (const char *text)
{
  Parser parser = { .next = text };
  g_autoptr (RstQueryNode) node = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  node = parse_or (&parser);
  if (parser.broken || *parser.next != '\0')
    return parse_words (text);
  return g_steal_pointer (&node);
}
