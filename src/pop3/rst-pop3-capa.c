/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-capa.h"

#include <string.h>

#include "base/rst-text.h"

struct _RstPop3Capa
{
  GPtrArray *lines;      /* of char * */
  GHashTable *arguments; /* tag in upper case → GPtrArray of char *, %NULL at its end */
};

RstPop3Capa *
rst_pop3_capa_new (void)
{
  RstPop3Capa *self = g_new0 (RstPop3Capa, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->arguments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
rst_pop3_capa_free (RstPop3Capa *self)
{
  g_hash_table_unref (self->arguments);
  g_ptr_array_unref (self->lines);
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
  if (arguments == NULL)
    return;
  g_ptr_array_add (arguments, NULL);
  /* Lines are shown, and stand in reports: they must not steer a terminal. */
  g_ptr_array_add (self->lines, rst_text_dup_printable (text, -1));
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
rst_pop3_capa_is_empty (RstPop3Capa *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return g_hash_table_size (self->arguments) == 0;
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

char **
rst_pop3_capa_dup_lines (RstPop3Capa *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < self->lines->len; i++)
    g_strv_builder_add (builder, self->lines->pdata[i]);
  return g_strv_builder_end (builder);
}

gboolean
rst_pop3_capa_equal (RstPop3Capa *self, RstPop3Capa *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  if (self->lines->len != other->lines->len)
    return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    if (!g_str_equal (self->lines->pdata[i], other->lines->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Reads an announced number, for which @never stands too when it is not %NULL. */
static gboolean
get_number (RstPop3Capa *self,
            const char  *tag,
            const char  *never,
            guint       *number,
            gboolean    *per_user)
{
  const char *const *arguments = rst_pop3_capa_get_arguments (self, tag);
  guint64 value = G_MAXUINT;

  if (arguments == NULL || *arguments == NULL)
    return FALSE;
  if ((never == NULL || g_ascii_strcasecmp (*arguments, never) != 0) &&
      !g_ascii_string_to_unsigned (*arguments, 10, 0, G_MAXUINT - 1, &value, NULL))
    return FALSE;

  *number = (guint) value;
  if (per_user != NULL)
    *per_user = rst_pop3_capa_has_argument (self, tag, "USER");
  return TRUE;
}

gboolean
rst_pop3_capa_get_expire (RstPop3Capa *self, guint *days, gboolean *per_user)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (days != NULL, FALSE);

  return get_number (self, "EXPIRE", "NEVER", days, per_user);
}

gboolean
rst_pop3_capa_get_login_delay (RstPop3Capa *self, guint *seconds, gboolean *per_user)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (seconds != NULL, FALSE);

  return get_number (self, "LOGIN-DELAY", NULL, seconds, per_user);
}

char *
rst_pop3_capa_dup_implementation (RstPop3Capa *self)
{
  const char *const *arguments = rst_pop3_capa_get_arguments (self, "IMPLEMENTATION");
  g_autofree char *text = NULL;

  if (arguments == NULL)
    return NULL;

  text = g_strjoinv (" ", (char **) arguments);
  return rst_text_dup_line (text, -1);
}
