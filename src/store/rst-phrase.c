/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-phrase.h"

struct _RstPhrase
{
  GPtrArray *words;
  gboolean prefix; /* of the last one */
};

gboolean
rst_phrase_is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/* A letter without its marks; a mark alone is nothing. */
static void
append_folded (GString *word, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80)
    {
      g_string_append_c (word, g_ascii_tolower ((char) c));
      return;
    }
  if (g_unichar_ismark (c))
    return;
  if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 1 && g_unichar_ismark (parts[1]))
    c = parts[0];
  g_string_append_unichar (word, g_unichar_tolower (c));
}

const char *
rst_phrase_find_word (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0' && !rst_phrase_is_word (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

const char *
rst_phrase_read_word (const char *text, GString *word)
{
  g_return_val_if_fail (text != NULL && word != NULL, NULL);

  g_string_truncate (word, 0);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!rst_phrase_is_word (c))
        break;
      append_folded (word, c);
    }
  return text;
}

RstPhrase *
rst_phrase_new (const char *expression)
{
  RstPhrase *self;
  g_autoptr (GString) word = g_string_new (NULL);

  g_return_val_if_fail (expression != NULL, NULL);

  self = g_new0 (RstPhrase, 1);
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->prefix = g_str_has_suffix (expression, "*");
  for (const char *p = rst_phrase_find_word (expression); *p != '\0'; p = rst_phrase_find_word (p))
    {
      p = rst_phrase_read_word (p, word);
      if (word->len > 0)
        g_ptr_array_add (self->words, g_strdup (word->str));
    }
  return self;
}

void
rst_phrase_free (RstPhrase *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->words);
  g_free (self);
}

static gboolean
is_same (const RstPhrase *self, guint index, const char *word)
{
  const char *wanted = self->words->pdata[index];

  if (self->prefix && index == self->words->len - 1)
    return g_str_has_prefix (word, wanted);
  return g_str_equal (word, wanted);
}

const char *
rst_phrase_match (const RstPhrase *self, const char *word, const char *end)
{
  g_autoptr (GString) next = NULL;

  g_return_val_if_fail (self != NULL && word != NULL && end != NULL, NULL);

  if (self->words->len == 0 || !is_same (self, 0, word))
    return NULL;
  if (self->words->len == 1)
    return end;

  next = g_string_new (NULL);
  for (guint i = 1; i < self->words->len; i++)
    {
      end = rst_phrase_read_word (rst_phrase_find_word (end), next);
      if (!is_same (self, i, next->str))
        return NULL;
    }
  return end;
}
