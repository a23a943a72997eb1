/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-window-private.h"

/* The rests that are on their way are known by the ids of their messages, until
 * the fetch that brings them ends, whether or not it could.
 */

static const RstRow *
get_row (RstWindow *self)
{
  RstMessageItem *item = rst_window_get_item (self);

  return item != NULL ? rst_message_item_get_row (item) : NULL;
}

static gboolean
is_coming (RstWindow *self, gint64 id)
{
  return g_hash_table_contains (self->rests, &id);
}

void
rst_window_show_rest (RstWindow *self)
{
  const RstRow *row = get_row (self);
  gboolean partial = row != NULL && row->partial;
  gboolean coming = partial && is_coming (self, row->id);

  rst_window_set_action_enabled (self, "fetch-rest", partial && !coming);
  rst_reader_set_rest (RST_READER (self->reader), partial ? row->size : 0, coming);
}

/* What a rest needs until it is asked for. */
typedef struct
{
  RstWindow *window;
  gint64 id;
  char *account;
} Want;

static void
want_free (Want *want)
{
  g_object_unref (want->window);
  g_free (want->account);
  g_free (want);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Want, want_free)

static void
wanted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Want) want = user_data;
  RstWindow *self = want->window;
  g_autoptr (GError) error = NULL;

  if (rst_store_want_rest_finish (RST_STORE (object), result, &error))
    {
      if (self->fetcher != NULL)
        rst_fetcher_start_account (self->fetcher, want->account);
      return;
    }
  /* The window may be gone by now. */
  if (self->store == NULL)
    return;
  g_hash_table_remove (self->rests, &want->id);
  rst_window_show_rest (self);
  rst_window_add_toast (self, error->message);
}

static void
fetch_rest_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  const RstRow *row = get_row (self);
  Want *want;

  if (row == NULL || !row->partial || self->fetcher == NULL)
    return;

  want = g_new0 (Want, 1);
  want->window = g_object_ref (self);
  want->id = row->id;
  want->account = g_strdup (row->account);
  g_hash_table_add (self->rests, g_memdup2 (&want->id, sizeof want->id));
  rst_window_show_rest (self);
  rst_store_want_rest_async (self->store, &want->id, 1, NULL, wanted_cb, want);
}

gboolean
rst_window_end_rests (RstWindow *self)
{
  gboolean any = g_hash_table_size (self->rests) > 0;

  g_hash_table_remove_all (self->rests);
  rst_window_show_rest (self);
  return any;
}

static const GActionEntry actions[] = {
  { "fetch-rest", fetch_rest_cb },
};

void
rst_window_init_rest (RstWindow *self)
{
  self->rests = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
