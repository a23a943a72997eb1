/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-thread-clues.h"

#include <string.h>

#include "base/rst-sha256.h"
#include "base/rst-text.h"
#include "mime/rst-subject.h"
#include "store/rst-sort-key.h"

/* The parts of RST_THREAD_CLUES_MAX, besides the message's own id. */
#define MAX_PARENTS 16
#define MAX_FIRST 1
#define MAX_LAST 64

/* So much of two subjects is compared: what RFC 5322 §2.1.1 allows of a line. */
#define MAX_SUBJECT 998

G_STATIC_ASSERT (1 + MAX_PARENTS + MAX_FIRST + MAX_LAST == RST_THREAD_CLUES_MAX);

/* Nobody can choose an id to have the bits of another one. */
static gint64
hash (const char *id, gsize length)
{
  g_autoptr (RstSha256) sha256 = rst_sha256_new ();
  guint8 digest[RST_SHA256_SIZE];
  gint64 bits;

  rst_sha256_update (sha256, id, length);
  rst_sha256_finish (sha256, digest);
  memcpy (&bits, digest, sizeof (bits));
  return GINT64_FROM_LE (bits);
}

gint64
rst_thread_clues_hash (const char *message_id)
{
  g_return_val_if_fail (message_id != NULL, 0);

  return hash (message_id, strlen (message_id));
}

static void
add_name (RstThreadClues *self, const char *id, gsize length)
{
  gint64 bits = hash (id, length);

  for (guint i = 0; i < self->names->len; i++)
    if (g_array_index (self->names, gint64, i) == bits)
      return;
  g_array_append_val (self->names, bits);
}

static guint
count_ids (const char *ids)
{
  guint n = 0;

  for (ids += strspn (ids, " "); *ids != '\0'; ids += strspn (ids, " "))
    {
      ids += strcspn (ids, " ");
      n++;
    }
  return n;
}

/* The first and the last ones of ids that are separated by blanks. */
static void
add_names (RstThreadClues *self, const char *ids, guint n_first, guint n_last)
{
  guint n = ids != NULL ? count_ids (ids) : 0;

  for (guint i = 0; i < n; i++)
    {
      gsize length;

      ids += strspn (ids, " ");
      length = strcspn (ids, " ");
      if (i < n_first || i + n_last >= n)
        add_name (self, ids, length);
      ids += length;
    }
}

static gboolean
is_empty (const char *ids)
{
  return ids == NULL || ids[strspn (ids, " ")] == '\0';
}

RstThreadClues *
rst_thread_clues_new (const char *message_id, const char *parents, const char *references, const char *subject)
{
  RstThreadClues *self;
  gboolean is_reply;

  g_return_val_if_fail (subject != NULL, NULL);

  self = g_new0 (RstThreadClues, 1);
  self->names = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (message_id != NULL)
    add_name (self, message_id, strlen (message_id));
  add_names (self, parents, MAX_PARENTS, 0);
  add_names (self, references, MAX_FIRST, MAX_LAST);

  self->base = rst_subject_dup_base (subject, &is_reply);
  self->subject_key = rst_text_dup_folded (self->base, RST_SORT_KEY_MAX);
  self->lost = is_reply && is_empty (parents) && is_empty (references);
  return self;
}

void
rst_thread_clues_free (RstThreadClues *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->names);
  g_free (self->base);
  g_free (self->subject_key);
  g_free (self);
}

gboolean
rst_thread_clues_fits (const RstThreadClues *self, const char *subject, gboolean *is_reply)
{
  g_autofree char *base = NULL;
  g_autofree char *other = NULL;
  g_autofree char *own = NULL;
  gboolean reply;

  g_return_val_if_fail (self != NULL && subject != NULL && is_reply != NULL, FALSE);

  base = rst_subject_dup_base (subject, &reply);
  *is_reply |= reply;
  other = rst_text_dup_folded (base, MAX_SUBJECT);
  own = rst_text_dup_folded (self->base, MAX_SUBJECT);
  return g_str_equal (own, other);
}
