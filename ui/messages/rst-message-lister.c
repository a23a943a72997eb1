/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "messages/rst-message-lister.h"

#define FIRST 200 /* threads */
#define SIGHT 32  /* rows, more than most screens have */

struct _RstMessageLister
{
  GObject parent_instance;

  RstStore *store;
  RstFilter *filter;     /* NULL while there is nothing to ask */
  GCancellable *reading; /* for this filter; what is cancelled has no answer */
  gboolean listing;
  gboolean again;        /* something changed while the list was being read */
  gboolean first;        /* only the first threads are being read */
  guint rest_source;     /* until the others are */
};

G_DEFINE_FINAL_TYPE (RstMessageLister, rst_message_lister, G_TYPE_OBJECT)

enum
{
  LISTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_messages (RstMessageLister *self);

static gboolean
list_rest_cb (gpointer user_data)
{
  RstMessageLister *self = user_data;

  self->rest_source = 0;
  list_messages (self);
  return G_SOURCE_REMOVE;
}

/* After what the first rows need, which is asked of the same lane. */
static void
list_rest (RstMessageLister *self)
{
  self->rest_source = g_idle_add_full (G_PRIORITY_LOW, list_rest_cb, self, NULL);
}

static void
tell (RstMessageLister *self, RstListing *listing, GPtrArray *rows, const GError *error)
{
  gboolean again = self->again;

  self->listing = FALSE;
  if (self->first && listing != NULL && rst_listing_get_n_threads (listing) >= FIRST)
    list_rest (self);
  else if (again)
    list_messages (self);
  self->first = FALSE;
  g_signal_emit (self, signals[LISTED], 0, listing, rows, error, rst_message_lister_is_whole (self));
}

/* A listing on its way to be told, as soon as there is something to see of it. */
typedef struct
{
  RstMessageLister *self;
  RstListing *listing;
} Told;

static void
load_rows_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Told *told = user_data;
  g_autoptr (RstMessageLister) self = told->self;
  g_autoptr (RstListing) listing = told->listing;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rst_store_load_rows_finish (RST_STORE (object), result, &error);

  if (!g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    tell (self, listing, rows, error);
}

static void
load_rows (RstMessageLister *self, RstListing *listing)
{
  guint n_rows = MIN (rst_listing_get_n_threads (listing), SIGHT);
  gint64 ids[SIGHT];
  Told *told = g_new (Told, 1);

  for (guint i = 0; i < n_rows; i++)
    {
      guint n_ids;

      ids[i] = rst_listing_get_thread (listing, i, &n_ids)[0];
    }
  *told = (Told) { g_object_ref (self), rst_listing_ref (listing) };
  rst_store_load_rows_async (self->store, ids, n_rows, self->filter->query, self->reading, load_rows_cb, told);
}

/* Rows that nobody has seen yet come filled: else they would be drawn twice. */
static void
list_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstMessageLister) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RstListing) listing = rst_store_list_finish (RST_STORE (object), result, &error);

  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    return;

  if (self->first && listing != NULL && rst_listing_get_n_threads (listing) > 0)
    load_rows (self, listing);
  else
    tell (self, listing, NULL, error);
}

static void
list_messages (RstMessageLister *self)
{
  g_autoptr (RstFilter) filter = NULL;

  self->again = self->listing;
  if (self->listing || self->rest_source != 0)
    return;

  self->listing = TRUE;
  filter = rst_filter_copy (self->filter);
  if (self->first)
    filter->limit = FIRST;
  rst_store_list_async (self->store, filter, self->reading, list_cb, g_object_ref (self));
}

static void
store_changed_cb (RstMessageLister *self)
{
  if (self->filter != NULL)
    list_messages (self);
}

/* A search finds what is indexed, which comes a little after it is stored. */
static void
store_indexed_cb (RstMessageLister *self)
{
  if (self->filter != NULL && self->filter->query != NULL)
    list_messages (self);
}

static void
set_store (RstMessageLister *self, RstStore *store)
{
  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;

  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "indexed", G_CALLBACK (store_indexed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
stop (RstMessageLister *self)
{
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  self->listing = FALSE;
  g_clear_handle_id (&self->rest_source, g_source_remove);
}

static void
rst_message_lister_dispose (GObject *object)
{
  RstMessageLister *self = RST_MESSAGE_LISTER (object);

  stop (self);
  set_store (self, NULL);

  G_OBJECT_CLASS (rst_message_lister_parent_class)->dispose (object);
}

static void
rst_message_lister_finalize (GObject *object)
{
  RstMessageLister *self = RST_MESSAGE_LISTER (object);

  g_clear_pointer (&self->filter, rst_filter_free);
  g_clear_object (&self->reading);

  G_OBJECT_CLASS (rst_message_lister_parent_class)->finalize (object);
}

static void
rst_message_lister_class_init (RstMessageListerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rst_message_lister_dispose;
  object_class->finalize = rst_message_lister_finalize;

  signals[LISTED] = g_signal_new ("listed", RST_TYPE_MESSAGE_LISTER, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                                  RST_TYPE_LISTING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                  G_TYPE_PTR_ARRAY | G_SIGNAL_TYPE_STATIC_SCOPE,
                                  G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE,
                                  G_TYPE_BOOLEAN);
}

static void
rst_message_lister_init (RstMessageLister *self)
{
  self->reading = g_cancellable_new ();
}

RstMessageLister *
rst_message_lister_new (void)
{
  return g_object_new (RST_TYPE_MESSAGE_LISTER, NULL);
}

void
rst_message_lister_set_filter (RstMessageLister *self,
                               RstStore         *store,
                               const RstFilter  *filter,
                               gboolean          first)
{
  g_return_if_fail (RST_IS_MESSAGE_LISTER (self));
  g_return_if_fail (filter == NULL || RST_IS_STORE (store));

  stop (self);
  set_store (self, store);
  g_clear_pointer (&self->filter, rst_filter_free);
  if (filter == NULL)
    return;

  self->filter = rst_filter_copy (filter);
  self->first = first;
  list_messages (self);
}

void
rst_message_lister_keep (RstMessageLister *self, gint64 id)
{
  g_return_if_fail (RST_IS_MESSAGE_LISTER (self));

  if (self->filter == NULL || self->filter->keep == id)
    return;

  self->filter->keep = id;
  if (rst_filter_asks_state (self->filter))
    list_messages (self);
}

gint64
rst_message_lister_get_kept (RstMessageLister *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LISTER (self), 0);

  return self->filter != NULL ? self->filter->keep : 0;
}

gboolean
rst_message_lister_is_whole (RstMessageLister *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LISTER (self), TRUE);

  return !self->first && self->rest_source == 0;
}
