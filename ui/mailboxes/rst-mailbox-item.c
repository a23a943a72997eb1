/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mailboxes/rst-mailbox-item.h"
#include "store/rst-row.h"

struct _RstMailboxItem
{
  GObject parent_instance;

  RstMailboxKind kind;
  gint64 id;
  char *account;
  char *mailbox;
  char *title;
  char *status;
  char *problem;
  char *query;
  guint color;
  guint total;
  guint unread;
  gboolean configured;
};

G_DEFINE_FINAL_TYPE (RstMailboxItem, rst_mailbox_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_TOTAL,
  PROP_UNREAD,
  PROP_CONFIGURED,
  PROP_STATUS,
  PROP_PROBLEM,
  PROP_COLOR,
  PROP_QUERY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_string (RstMailboxItem *self, char **field, const char *value, guint prop_id)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_count (RstMailboxItem *self, guint *field, guint value, guint prop_id)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
rst_mailbox_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RstMailboxItem *self = RST_MAILBOX_ITEM (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_CONFIGURED:
      g_value_set_boolean (value, self->configured);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_COLOR:
      g_value_set_uint (value, self->color);
      break;
    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_mailbox_item_finalize (GObject *object)
{
  RstMailboxItem *self = RST_MAILBOX_ITEM (object);

  g_free (self->account);
  g_free (self->mailbox);
  g_free (self->title);
  g_free (self->status);
  g_free (self->problem);
  g_free (self->query);

  G_OBJECT_CLASS (rst_mailbox_item_parent_class)->finalize (object);
}

static void
rst_mailbox_item_class_init (RstMailboxItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rst_mailbox_item_get_property;
  object_class->finalize = rst_mailbox_item_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CONFIGURED] = g_param_spec_boolean ("configured", NULL, NULL, FALSE, flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_COLOR] = g_param_spec_uint ("color", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rst_mailbox_item_init (RstMailboxItem *self)
{
}

RstMailboxItem *
rst_mailbox_item_new (const char *account, const char *mailbox, const char *title)
{
  RstMailboxItem *self = g_object_new (RST_TYPE_MAILBOX_ITEM, NULL);

  self->kind = mailbox != NULL ? RST_MAILBOX_KIND_MAILBOX : RST_MAILBOX_KIND_ACCOUNT;
  self->account = g_strdup (account);
  self->mailbox = g_strdup (mailbox);
  self->title = g_strdup (title);
  return self;
}

static RstMailboxItem *
item_new (RstMailboxKind kind, gint64 id, const char *title)
{
  RstMailboxItem *self = g_object_new (RST_TYPE_MAILBOX_ITEM, NULL);

  self->kind = kind;
  self->id = id;
  self->title = g_strdup (title);
  return self;
}

RstMailboxItem *
rst_mailbox_item_new_heading (const char *title)
{
  g_return_val_if_fail (title != NULL, NULL);

  return item_new (RST_MAILBOX_KIND_HEADING, 0, title);
}

RstMailboxItem *
rst_mailbox_item_new_tag (const RstTag *tag)
{
  RstMailboxItem *self;

  g_return_val_if_fail (tag != NULL, NULL);

  self = item_new (RST_MAILBOX_KIND_TAG, tag->id, tag->name);
  self->color = tag->color;
  self->total = tag->total;
  self->unread = tag->unread;
  return self;
}

RstMailboxItem *
rst_mailbox_item_new_search (const RstSavedSearch *search)
{
  RstMailboxItem *self;

  g_return_val_if_fail (search != NULL, NULL);

  self = item_new (RST_MAILBOX_KIND_SEARCH, search->id, search->name);
  self->query = g_strdup (search->query);
  return self;
}

RstMailboxKind
rst_mailbox_item_get_kind (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), RST_MAILBOX_KIND_HEADING);

  return self->kind;
}

gint64
rst_mailbox_item_get_id (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), 0);

  return self->id;
}

guint
rst_mailbox_item_get_color (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), 0);

  return self->color;
}

const char *
rst_mailbox_item_get_query (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), NULL);

  return self->query;
}

char *
rst_mailbox_item_dup_title (const char *mailbox)
{
  g_return_val_if_fail (mailbox != NULL, NULL);

  if (g_str_equal (mailbox, RST_MAILBOX_INBOX))
    return g_strdup (_("Inbox"));
  if (g_str_equal (mailbox, RST_MAILBOX_ARCHIVE))
    return g_strdup (_("Archive"));
  if (g_str_equal (mailbox, RST_MAILBOX_JUNK))
    return g_strdup (_("Junk"));
  if (g_str_equal (mailbox, RST_MAILBOX_TRASH))
    return g_strdup (_("Trash"));
  return g_strdup (mailbox);
}

const char *
rst_mailbox_item_get_account (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), NULL);

  return self->account;
}

const char *
rst_mailbox_item_get_mailbox (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), NULL);

  return self->mailbox;
}

const char *
rst_mailbox_item_get_title (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), NULL);

  return self->title;
}

guint
rst_mailbox_item_get_total (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), 0);

  return self->total;
}

guint
rst_mailbox_item_get_unread (RstMailboxItem *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), 0);

  return self->unread;
}

void
rst_mailbox_item_add_counts (RstMailboxItem *self, guint total, guint unread)
{
  g_return_if_fail (RST_IS_MAILBOX_ITEM (self));

  set_count (self, &self->total, self->total + total, PROP_TOTAL);
  set_count (self, &self->unread, self->unread + unread, PROP_UNREAD);
}

void
rst_mailbox_item_set_configured (RstMailboxItem *self, gboolean configured)
{
  g_return_if_fail (RST_IS_MAILBOX_ITEM (self));

  if (self->configured == configured)
    return;

  self->configured = configured;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIGURED]);
}

void
rst_mailbox_item_set_status (RstMailboxItem *self, const char *status, const char *problem)
{
  g_return_if_fail (RST_IS_MAILBOX_ITEM (self));

  set_string (self, &self->status, status, PROP_STATUS);
  set_string (self, &self->problem, problem, PROP_PROBLEM);
}

gboolean
rst_mailbox_item_is_same (RstMailboxItem *self, RstMailboxItem *other)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (self), FALSE);
  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (other), FALSE);

  return self->kind == other->kind && self->id == other->id &&
         (self->kind != RST_MAILBOX_KIND_HEADING || g_str_equal (self->title, other->title)) &&
         g_strcmp0 (self->account, other->account) == 0 &&
         g_strcmp0 (self->mailbox, other->mailbox) == 0;
}

void
rst_mailbox_item_update (RstMailboxItem *self, RstMailboxItem *other)
{
  g_return_if_fail (RST_IS_MAILBOX_ITEM (self));
  g_return_if_fail (RST_IS_MAILBOX_ITEM (other));

  set_string (self, &self->title, other->title, PROP_TITLE);
  set_string (self, &self->query, other->query, PROP_QUERY);
  set_count (self, &self->color, other->color, PROP_COLOR);
  set_count (self, &self->total, other->total, PROP_TOTAL);
  set_count (self, &self->unread, other->unread, PROP_UNREAD);
  rst_mailbox_item_set_configured (self, other->configured);
  rst_mailbox_item_set_status (self, other->status, other->problem);
}
