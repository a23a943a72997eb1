/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-date.h"
#include "messages/rst-message-difference.h"
#include "messages/rst-message-items.h"
#include "messages/rst-message-list.h"
#include "messages/rst-message-lister.h"

#define PAGE_SIZE 64
#define DAY_CHECK_SECONDS 600 /* a timer stands still while a computer sleeps */

struct _RstMessageList
{
  GObject parent_instance;

  RstMessageLister *lister;
  RstMessageRows *rows;
  RstMessageRows *before;  /* while changes are told one by one: what is below */
  guint seam;              /* rows above it are as they shall be */
  guint below;             /* the row of before that is at the seam */
  RstMessageItems *items;
  guint first_page;        /* in sight */
  guint last_page;
  GError *error;
  gboolean replace;
  gboolean loading;
  guint day_source;
  guint32 today;           /* as g_date_get_julian() counts */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RstMessageList, rst_message_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS
};

enum
{
  REFRESHING,
  REFRESHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_loading (RstMessageList *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
take_error (RstMessageList *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Rows */

static RstMessageRows *
rows_new_empty (void)
{
  g_autoptr (RstListing) listing = rst_listing_new (g_array_new (FALSE, FALSE, sizeof (gint64)), NULL);

  return rst_message_rows_new (listing);
}

static guint
count_rows (RstMessageList *self)
{
  if (self->before != NULL)
    return self->seam + rst_message_rows_get_count (self->before) - self->below;
  return rst_message_rows_get_count (self->rows);
}

/* The rows in which a row of the list is, and where it is in them. */
static RstMessageRows *
locate (RstMessageList *self, guint *position)
{
  if (self->before == NULL || *position < self->seam)
    return self->rows;
  *position = *position - self->seam + self->below;
  return self->before;
}

static void
show_thread (RstMessageItem *item, guint position, gpointer user_data)
{
  const RstMessageRows *rows = locate (user_data, &position);
  guint thread, member, n_ids;

  rst_message_rows_get_place (rows, position, &thread, &member);
  rst_message_rows_get_thread (rows, thread, &n_ids);
  rst_message_item_set_thread (item,
                               member == 0 ? n_ids : 1,
                               member > 0,
                               member == 0 && rst_message_rows_is_open (rows, thread));
}

static void
tell (RstMessageList *self, const RstMessageChange *change)
{
  rst_message_items_shift (self->items, change->position, change->n_removed, change->n_added);
  g_list_model_items_changed (G_LIST_MODEL (self),
                              change->position, change->n_removed, change->n_added);
}

/* Who is told of a change asks for rows at once, and those below may be as they
 * were: the changes wander down through the list.
 */
static void
take_rows (RstMessageList *self, RstMessageRows *rows, GArray *changes)
{
  self->before = self->rows;
  self->rows = rows;
  self->seam = 0;
  self->below = 0;
  for (guint i = 0; i < changes->len; i++)
    {
      const RstMessageChange *change = &g_array_index (changes, RstMessageChange, i);

      self->below += change->position - self->seam + change->n_removed;
      self->seam = change->position + change->n_added;
      tell (self, change);
    }
  g_clear_pointer (&self->before, rst_message_rows_free);
  rst_message_items_foreach (self->items, show_thread, self);
}

static void
read_page (RstMessageList *self, guint page)
{
  guint first = page * PAGE_SIZE;
  guint end = MIN (first + PAGE_SIZE, count_rows (self));
  gint64 ids[PAGE_SIZE];

  if (first >= end)
    return;

  for (guint i = first; i < end; i++)
    ids[i - first] = rst_message_list_get_id (self, i);
  rst_message_items_load (self->items, ids, end - first);
}

/* What is in sight goes first; then its neighbours: who scrolls sees them next. */
static void
read_sight (RstMessageList *self)
{
  for (guint page = self->first_page; page <= self->last_page; page++)
    read_page (self, page);
  read_page (self, self->last_page + 1);
  if (self->first_page > 0)
    read_page (self, self->first_page - 1);
}

static void
replace_rows (RstMessageList *self, RstMessageRows *rows, GPtrArray *beginning)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (RstMessageChange));
  const RstMessageChange change = {
    .n_removed = rst_message_rows_get_count (self->rows),
    .n_added = rst_message_rows_get_count (rows),
  };

  rst_message_items_forget (self->items);
  if (beginning != NULL)
    rst_message_items_take (self->items, beginning);
  if (change.n_removed > 0 || change.n_added > 0)
    g_array_append_val (changes, change);
  take_rows (self, rows, changes);
  self->first_page = self->last_page = 0;
  read_sight (self);
}

static void
change_rows (RstMessageList *self, RstMessageRows *rows)
{
  g_autoptr (GArray) changes = rst_message_difference (self->rows, rows);

  g_signal_emit (self, signals[REFRESHING], 0);
  take_rows (self, rows, changes);
}

/* What is being read does not disappear into its thread when that gets mail. */
static void
open_kept (RstMessageList *self, RstMessageRows *rows)
{
  gint64 kept = rst_message_lister_get_kept (self->lister);
  guint position, thread, member;
  gboolean shown;

  if (kept == 0 || !rst_message_rows_find (rows, kept, &position, &shown) || shown)
    return;

  rst_message_rows_get_place (rows, position, &thread, &member);
  rst_message_rows_set_open (rows, thread, TRUE);
}

static void
show_listing (RstMessageList *self, RstListing *listing, GPtrArray *beginning)
{
  RstMessageRows *rows = rst_message_rows_new (listing);

  take_error (self, NULL);
  if (self->replace)
    {
      self->replace = FALSE;
      replace_rows (self, rows, beginning);
      return;
    }
  if (beginning != NULL)
    rst_message_items_take (self->items, beginning);
  rst_message_rows_open_alike (rows, self->rows);
  open_kept (self, rows);
  change_rows (self, rows);
  rst_message_items_reload (self->items);
  read_sight (self);
}

static void
listed_cb (RstMessageList *self, RstListing *listing, GPtrArray *beginning, const GError *error, gboolean whole)
{
  if (listing != NULL)
    show_listing (self, listing, beginning);
  else
    take_error (self, g_error_copy (error));
  set_loading (self, FALSE);
  g_signal_emit (self, signals[REFRESHED], 0, whole);
}

static void
items_failed_cb (RstMessageList *self, const GError *error)
{
  take_error (self, g_error_copy (error));
}

/* Dates that are told in words of today change at midnight. */

static void watch_day (RstMessageList *self);

static void
day_cb (gpointer user_data)
{
  RstMessageList *self = user_data;
  guint32 before = self->today;

  self->day_source = 0;
  watch_day (self);
  if (self->today != before)
    rst_message_items_refresh_dates (self->items);
}

static void
watch_day (RstMessageList *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint seconds = rst_date_count_seconds_left (now);

  self->today = rst_date_get_day (now);
  self->day_source = g_timeout_add_once (1000 * MIN (seconds, DAY_CHECK_SECONDS), day_cb, self);
}

/* GListModel */

static GType
rst_message_list_get_item_type (GListModel *model)
{
  return RST_TYPE_MESSAGE_ITEM;
}

static guint
rst_message_list_get_n_items (GListModel *model)
{
  return count_rows (RST_MESSAGE_LIST (model));
}

/* A list view asks for some two hundred around those in sight. */
static gpointer
rst_message_list_get_item (GListModel *model, guint position)
{
  RstMessageList *self = RST_MESSAGE_LIST (model);
  RstMessageItem *item;

  if (position >= count_rows (self))
    return NULL;

  item = rst_message_items_dup (self->items, rst_message_list_get_id (self, position), position);
  show_thread (item, position, self);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rst_message_list_get_item_type;
  iface->get_n_items = rst_message_list_get_n_items;
  iface->get_item = rst_message_list_get_item;
}

/* GObject */

static void
rst_message_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RstMessageList *self = RST_MESSAGE_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_message_list_dispose (GObject *object)
{
  RstMessageList *self = RST_MESSAGE_LIST (object);

  rst_message_lister_set_filter (self->lister, NULL, NULL, FALSE);
  g_clear_handle_id (&self->day_source, g_source_remove);
  rst_message_items_set_source (self->items, NULL, NULL);
  rst_message_items_forget (self->items);

  G_OBJECT_CLASS (rst_message_list_parent_class)->dispose (object);
}

static void
rst_message_list_finalize (GObject *object)
{
  RstMessageList *self = RST_MESSAGE_LIST (object);

  g_clear_object (&self->lister);
  g_clear_pointer (&self->rows, rst_message_rows_free);
  g_clear_object (&self->items);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rst_message_list_parent_class)->finalize (object);
}

static void
rst_message_list_class_init (RstMessageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rst_message_list_get_property;
  object_class->dispose = rst_message_list_dispose;
  object_class->finalize = rst_message_list_finalize;

  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REFRESHING] = g_signal_new ("refreshing", RST_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFRESHED] = g_signal_new ("refreshed", RST_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
rst_message_list_init (RstMessageList *self)
{
  self->rows = rows_new_empty ();
  self->items = rst_message_items_new ();
  self->lister = rst_message_lister_new ();
  g_signal_connect_object (self->lister, "listed", G_CALLBACK (listed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->items, "failed", G_CALLBACK (items_failed_cb), self,
                           G_CONNECT_SWAPPED);
  watch_day (self);
}

RstMessageList *
rst_message_list_new (void)
{
  return g_object_new (RST_TYPE_MESSAGE_LIST, NULL);
}

void
rst_message_list_set_filter (RstMessageList  *self,
                             RstStore        *store,
                             const RstFilter *filter,
                             gboolean         replace)
{
  g_return_if_fail (RST_IS_MESSAGE_LIST (self));
  g_return_if_fail (filter == NULL || RST_IS_STORE (store));

  self->replace |= replace;
  rst_message_items_set_source (self->items, store, filter != NULL ? filter->query : NULL);
  set_loading (self, filter != NULL);
  if (filter == NULL)
    replace_rows (self, rows_new_empty (), NULL);
  rst_message_lister_set_filter (self->lister, store, filter,
                                 filter != NULL && (self->replace || filter->query != NULL));
}

RstMarker *
rst_message_list_get_match (RstMessageList *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), NULL);

  return rst_message_items_get_match (self->items);
}

void
rst_message_list_set_sight (RstMessageList *self, guint first, guint last)
{
  g_return_if_fail (RST_IS_MESSAGE_LIST (self));
  g_return_if_fail (first <= last);

  first /= PAGE_SIZE;
  last /= PAGE_SIZE;
  if (first == self->first_page && last == self->last_page)
    return;

  self->first_page = first;
  self->last_page = last;
  read_sight (self);
}

void
rst_message_list_read (RstMessageList *self, guint position)
{
  g_return_if_fail (RST_IS_MESSAGE_LIST (self));

  read_page (self, position / PAGE_SIZE);
}

gboolean
rst_message_list_find (RstMessageList *self, gint64 id, guint *position)
{
  gboolean shown;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), FALSE);

  return rst_message_rows_find (self->rows, id, position, &shown) && shown;
}

gint64
rst_message_list_get_id (RstMessageList *self, guint position)
{
  const RstMessageRows *rows;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), 0);
  g_return_val_if_fail (position < count_rows (self), 0);

  rows = locate (self, &position);
  return rst_message_rows_get_id (rows, position);
}

/* Threads */

const gint64 *
rst_message_list_get_ids (RstMessageList *self, guint position, guint *n_ids)
{
  const RstMessageRows *rows;
  const gint64 *ids;
  guint thread, member;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self) && n_ids != NULL, NULL);
  g_return_val_if_fail (position < count_rows (self), NULL);

  rows = locate (self, &position);
  rst_message_rows_get_place (rows, position, &thread, &member);
  ids = rst_message_rows_get_thread (rows, thread, n_ids);
  if (*n_ids > 1 && rst_message_rows_is_open (rows, thread))
    *n_ids = 1;
  return ids + member;
}

RstListing *
rst_message_list_get_listing (RstMessageList *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), NULL);

  return rst_message_rows_get_listing (self->rows);
}

guint
rst_message_list_count_messages (RstMessageList *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), 0);

  return rst_message_rows_count_messages (self->rows);
}

guint
rst_message_list_get_parent (RstMessageList *self, guint position)
{
  guint thread, member;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), 0);
  g_return_val_if_fail (self->before == NULL && position < count_rows (self), 0);

  rst_message_rows_get_place (self->rows, position, &thread, &member);
  return rst_message_rows_get_position (self->rows, thread, 0);
}

gboolean
rst_message_list_is_open (RstMessageList *self, guint position)
{
  guint thread, member;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), FALSE);
  g_return_val_if_fail (self->before == NULL && position < count_rows (self), FALSE);

  rst_message_rows_get_place (self->rows, position, &thread, &member);
  return rst_message_rows_is_open (self->rows, thread);
}

gboolean
rst_message_list_set_open (RstMessageList *self, guint position, gboolean open)
{
  guint thread, member, n_rows;
  RstMessageChange change = { 0, 0, 0 };

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), FALSE);
  g_return_val_if_fail (self->before == NULL && position < count_rows (self), FALSE);

  rst_message_rows_get_place (self->rows, position, &thread, &member);
  n_rows = rst_message_rows_set_open (self->rows, thread, open);
  if (n_rows == 0)
    return FALSE;

  change.position = position - member + 1;
  change.n_added = open ? n_rows : 0;
  change.n_removed = open ? 0 : n_rows;
  tell (self, &change);
  rst_message_items_foreach (self->items, show_thread, self);
  read_sight (self);
  return TRUE;
}

void
rst_message_list_set_all_open (RstMessageList *self, gboolean open)
{
  RstMessageRows *rows;

  g_return_if_fail (RST_IS_MESSAGE_LIST (self));
  g_return_if_fail (self->before == NULL);

  rows = rst_message_rows_copy_closed (self->rows);
  if (open)
    rst_message_rows_open_all (rows);
  change_rows (self, rows);
  read_sight (self);
  g_signal_emit (self, signals[REFRESHED], 0, rst_message_lister_is_whole (self->lister));
}

gboolean
rst_message_list_reveal (RstMessageList *self, gint64 id, guint *position)
{
  gboolean shown;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self) && position != NULL, FALSE);

  if (!rst_message_rows_find (self->rows, id, position, &shown))
    return FALSE;
  if (!shown)
    {
      rst_message_list_set_open (self, *position, TRUE);
      rst_message_rows_find (self->rows, id, position, NULL);
    }
  return TRUE;
}

void
rst_message_list_keep (RstMessageList *self, gint64 id)
{
  g_return_if_fail (RST_IS_MESSAGE_LIST (self));

  rst_message_lister_keep (self->lister, id);
}

gboolean
rst_message_list_is_loading (RstMessageList *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), FALSE);

  return self->loading;
}

const GError *
rst_message_list_get_error (RstMessageList *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), NULL);

  return self->error;
}
