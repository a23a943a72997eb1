/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-date.h"
#include "messages/rst-message-item.h"

struct _RstMessageItem
{
  GObject parent_instance;

  gint64 id;
  RstRow *row;      /* NULL until it was read */
  guint n_messages; /* of its thread, if it is the first of it */
  gboolean child;   /* another of its thread is */
  gboolean open;
  RstMarker *match; /* what the search of its list looks for, or NULL */
};

G_DEFINE_FINAL_TYPE (RstMessageItem, rst_message_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
rst_message_item_finalize (GObject *object)
{
  RstMessageItem *self = RST_MESSAGE_ITEM (object);

  g_clear_pointer (&self->row, rst_row_free);
  g_clear_pointer (&self->match, rst_marker_unref);

  G_OBJECT_CLASS (rst_message_item_parent_class)->finalize (object);
}

static void
rst_message_item_class_init (RstMessageItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_message_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", RST_TYPE_MESSAGE_ITEM, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rst_message_item_init (RstMessageItem *self)
{
  self->n_messages = 1;
}

RstMessageItem *
rst_message_item_new (gint64 id)
{
  RstMessageItem *self = g_object_new (RST_TYPE_MESSAGE_ITEM, NULL);

  self->id = id;
  return self;
}

gint64
rst_message_item_get_id (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), 0);

  return self->id;
}

const RstRow *
rst_message_item_get_row (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  return self->row;
}

const char *
rst_message_item_get_sender (RstMessageItem *self)
{
  const RstRow *row;

  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  row = self->row;
  if (row == NULL)
    return "";
  if (row->from_name[0] != '\0')
    return row->from_name;
  if (row->from_address[0] != '\0')
    return row->from_address;
  return _("Unknown sender");
}

const char *
rst_message_item_get_subject (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  if (self->row == NULL)
    return "";
  return self->row->subject[0] != '\0' ? self->row->subject : _("No subject");
}

const char *
rst_message_item_get_snippet (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  return self->row != NULL ? self->row->snippet : "";
}

char *
rst_message_item_dup_date (RstMessageItem *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  if (self->row == NULL)
    return g_strdup ("");
  now = g_date_time_new_now_local ();
  return rst_date_dup_short (self->row->date, now);
}

char *
rst_message_item_dup_rest (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  return self->row != NULL && self->row->partial ? g_format_size (self->row->size) : NULL;
}

/* A row that stands for a whole thread is as unread as any of it. */
gboolean
rst_message_item_is_unread (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), FALSE);

  if (self->row == NULL)
    return FALSE;
  if (!(self->row->flags & RST_FLAG_SEEN))
    return TRUE;
  return self->n_messages > 1 && !self->open && self->row->thread_unread;
}

gboolean
rst_message_item_is_flagged (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), FALSE);

  return self->row != NULL && (self->row->flags & RST_FLAG_FLAGGED) != 0;
}

guint
rst_message_item_get_n_messages (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), 1);

  return self->n_messages;
}

gboolean
rst_message_item_is_child (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), FALSE);

  return self->child;
}

gboolean
rst_message_item_is_open (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), FALSE);

  return self->open;
}

static char *
dup_usual_description (RstMessageItem *self)
{
  g_autofree char *date = rst_message_item_dup_date (self);
  const char *format;

  if (rst_message_item_is_unread (self))
    /* Translators: sender, subject and date of a message */
    format = _("Unread: %s, %s, %s");
  else
    /* Translators: sender, subject and date of a message */
    format = _("%s, %s, %s");

  #pragma GCC diagnostic push
  #pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, rst_message_item_get_sender (self), rst_message_item_get_subject (self), date);
  #pragma GCC diagnostic pop
}

static char *
dup_threaded_description (RstMessageItem *self)
{
  g_autofree char *usual = dup_usual_description (self);

  if (self->n_messages <= 1)
    return g_steal_pointer (&usual);
  /* Translators: the description of a message in the list, and how many
     messages its conversation has */
  return g_strdup_printf (ngettext ("%s, %u message", "%s, %u messages", self->n_messages),
                          usual, self->n_messages);
}

static char *
dup_tagged_description (RstMessageItem *self)
{
  g_autofree char *usual = dup_threaded_description (self);
  GStrv names = self->row->tags;
  g_autofree char *tags = NULL;

  if (names == NULL || *names == NULL)
    return g_steal_pointer (&usual);
  tags = g_strjoinv (", ", names);
  /* Translators: the description of a message in the list, and its tags */
  return g_strdup_printf (_("%s, tagged %s"), usual, tags);
}

char *
rst_message_item_dup_description (RstMessageItem *self)
{
  g_autofree char *usual = NULL;
  g_autofree char *size = NULL;

  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  if (self->row == NULL)
    return g_strdup ("");
  usual = dup_tagged_description (self);
  size = rst_message_item_dup_rest (self);
  if (size == NULL)
    return g_steal_pointer (&usual);
  /* Translators: the description of a message in the list, and its size */
  return g_strdup_printf (_("%s, only the beginning of %s"), usual, size);
}

static gboolean
has_same_tags (const RstRow *row, const RstRow *other)
{
  guint n = row->tags != NULL ? g_strv_length (row->tags) : 0;

  if (n != (other->tags != NULL ? g_strv_length (other->tags) : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (row->tags[i], other->tags[i]) || row->tag_colors[i] != other->tag_colors[i])
      return FALSE;
  return TRUE;
}

/* A message that is whole never changes but for its flags, tags, mailbox and
 * thread, and the snippet, which depends on what is searched for.
 */
static gboolean
is_same (const RstRow *row, const RstRow *other)
{
  return row->partial == other->partial && row->flags == other->flags &&
         row->thread_unread == other->thread_unread && has_same_tags (row, other) &&
         g_strcmp0 (row->mailbox, other->mailbox) == 0 &&
         g_strcmp0 (row->snippet, other->snippet) == 0;
}

void
rst_message_item_take_row (RstMessageItem *self, RstRow *row)
{
  g_autoptr (RstRow) old = NULL;

  g_return_if_fail (RST_IS_MESSAGE_ITEM (self));
  g_return_if_fail (row != NULL && row->id == self->id);

  old = g_steal_pointer (&self->row);
  self->row = row;
  if (old == NULL || !is_same (old, row))
    g_signal_emit (self, signals[CHANGED], 0);
}

void
rst_message_item_set_thread (RstMessageItem *self, guint n_messages, gboolean child, gboolean open)
{
  g_return_if_fail (RST_IS_MESSAGE_ITEM (self));
  g_return_if_fail (n_messages > 0);

  if (self->n_messages == n_messages && self->child == child && self->open == open)
    return;

  self->n_messages = n_messages;
  self->child = child;
  self->open = open;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rst_message_item_set_match (RstMessageItem *self, RstMarker *match)
{
  g_return_if_fail (RST_IS_MESSAGE_ITEM (self));

  if (self->match == match)
    return;

  g_clear_pointer (&self->match, rst_marker_unref);
  if (match != NULL)
    self->match = rst_marker_ref (match);
  g_signal_emit (self, signals[CHANGED], 0);
}

RstMarker *
rst_message_item_get_match (RstMessageItem *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (self), NULL);

  return self->match;
}

void
rst_message_item_refresh_date (RstMessageItem *self)
{
  g_return_if_fail (RST_IS_MESSAGE_ITEM (self));

  if (self->row != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}
