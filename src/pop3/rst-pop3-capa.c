/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-capa.h"

#include <string.h>

struct _RstPop3Capa
{
  GHashTable *arguments; /* tag in upper case → GPtrArray of char *, %NULL at its end */
};

RstPop3Capa *
rst_pop3_capa_new (void)
{
  RstPop3Capa *self = g_new0 (RstPop3Capa, 1);

  self->arguments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
rst_pop3_capa_free (RstPop3Capa *self)
{
  g_hash_table_unref (self->arguments);
  g_free (self);
}

/* The arguments of @tag, to which more may be added: a server may spread them
 * over several lines.
 */
static GPtrArray *
ensure_arguments (RstPop3Capa *self, const char *tag)
{
  g_autofree char *key = g_ascii_strup (tag, -1);
  GPtrArray *arguments = g_hash_table_lookup (self->arguments, key);

  if (arguments == NULL)
    {
      arguments = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->arguments, g_steal_pointer (&key), arguments);
    }
  else
    {
      g_ptr_array_set_size (arguments, (int) arguments->len - 1);
    }
  return arguments;
}

void
rst_pop3_capa_add_line (RstPop3Capa *self, const char *line, gsize length)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  GPtrArray *arguments = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (line != NULL);

  if (memchr (line, '\0', length) != NULL)
    return;

  text = g_utf8_make_valid (line, (gssize) length);
  words = g_strsplit_set (text, " \t", -1);
  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (arguments == NULL)
        arguments = ensure_arguments (self, *word);
      else
        g_ptr_array_add (arguments, g_strdup (*word));
    }
  if (arguments != NULL)
    g_ptr_array_add (arguments, NULL);
}

const char *const *
rst_pop3_capa_get_arguments (RstPop3Capa *self, const char *tag)
{
  g_autofree char *key = NULL;
  GPtrArray *arguments;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (tag != NULL, NULL);

  key = g_ascii_strup (tag, -1);
  arguments = g_hash_table_lookup (self->arguments, key);
  return arguments != NULL ? (const char *const *) arguments->pdata : NULL;
}

gboolean
rst_pop3_capa_has (RstPop3Capa *self, const char *tag)
{
  return rst_pop3_capa_get_arguments (self, tag) != NULL;
}

gboolean
rst_pop3_capa_has_argument (RstPop3Capa *self,
                            const char  *tag,
                            const char  *argument)
{
  const char *const *arguments = rst_pop3_capa_get_arguments (self, tag);

  g_return_val_if_fail (argument != NULL, FALSE);

  for (; arguments != NULL && *arguments != NULL; arguments++)
    if (g_ascii_strcasecmp (*arguments, argument) == 0)
      return TRUE;
  return FALSE;
}
