/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-maildrop.h"

#include <string.h>

struct _RstTestMaildrop
{
  GMutex mutex;
  GPtrArray *messages;
};

RstTestMaildrop *
rst_test_maildrop_new (void)
{
  RstTestMaildrop *self = g_new0 (RstTestMaildrop, 1);

  g_mutex_init (&self->mutex);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_test_message_unref);
  return self;
}

void
rst_test_maildrop_free (RstTestMaildrop *self)
{
  g_ptr_array_unref (self->messages);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Two copies of a message get different unique-ids, the same ones at each
 * start.
 */
static char *
dup_unique_id (RstTestMaildrop *self, GBytes *octets)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, octets);
  guint copies = 0;

  hash[24] = '\0';
  for (guint i = 0; i < self->messages->len; i++)
    {
      g_autofree char *other = rst_test_message_dup_unique_id (self->messages->pdata[i]);

      if (g_str_has_prefix (other, hash))
        copies++;
    }
  return copies > 0 ? g_strdup_printf ("%s-%u", hash, copies) : g_steal_pointer (&hash);
}

void
rst_test_maildrop_add (RstTestMaildrop *self, GBytes *octets)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *unique_id = dup_unique_id (self, octets);

  g_ptr_array_add (self->messages, rst_test_message_new (octets, unique_id));
}

void
rst_test_maildrop_add_named (RstTestMaildrop *self, const char *unique_id, GBytes *octets)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_add (self->messages, rst_test_message_new (octets, unique_id));
}

void
rst_test_maildrop_clear (RstTestMaildrop *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_set_size (self->messages, 0);
}

void
rst_test_maildrop_add_synthetic (RstTestMaildrop *self, guint count)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 1; i <= count; i++)
    g_ptr_array_add (self->messages, rst_test_message_new_synthetic (i));
}

static GBytes *
dup_with_crlf (const char *octets, gsize size)
{
  GByteArray *lines = g_byte_array_sized_new ((guint) size);

  for (gsize i = 0; i < size; i++)
    {
      if (octets[i] == '\n')
        g_byte_array_append (lines, (const guint8 *) "\r", 1);
      g_byte_array_append (lines, (const guint8 *) octets + i, 1);
    }
  return g_byte_array_free_to_bytes (lines);
}

static gboolean
add_file (RstTestMaildrop *self, const char *path, gboolean exact, GError **error)
{
  g_autofree char *octets = NULL;
  gsize size;

  if (!g_file_get_contents (path, &octets, &size, error))
    return FALSE;
  if (!exact && g_strstr_len (octets, (gssize) size, "\r\n") == NULL)
    rst_test_maildrop_add (self, dup_with_crlf (octets, size));
  else
    rst_test_maildrop_add (self, g_bytes_new_take (g_steal_pointer (&octets), size));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

gboolean
rst_test_maildrop_add_folder (RstTestMaildrop  *self,
                              const char       *path,
                              gboolean          exact,
                              GError          **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".eml"))
      g_ptr_array_add (names, g_build_filename (path, name, NULL));

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (!add_file (self, names->pdata[i], exact, error))
      return FALSE;
  return TRUE;
}

guint
rst_test_maildrop_get_n_messages (RstTestMaildrop *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->messages->len;
}

static gpointer
copy_message_cb (gconstpointer message, gpointer user_data)
{
  return rst_test_message_ref ((gpointer) message);
}

GPtrArray *
rst_test_maildrop_dup (RstTestMaildrop *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_ptr_array_copy (self->messages, copy_message_cb, NULL);
}

void
rst_test_maildrop_remove (RstTestMaildrop *self,
                          GPtrArray       *seen,
                          const gboolean  *marked)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GHashTable) removed = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) messages = g_steal_pointer (&self->messages);

  for (guint i = 0; i < seen->len; i++)
    if (marked[i])
      g_hash_table_add (removed, seen->pdata[i]);

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_test_message_unref);
  for (guint i = 0; i < messages->len; i++)
    if (!g_hash_table_contains (removed, messages->pdata[i]))
      g_ptr_array_add (self->messages, rst_test_message_ref (messages->pdata[i]));
}

