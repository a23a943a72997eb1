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
  PROP_0,
  PROP_SENDER,
  PROP_SUBJECT,
  PROP_SNIPPET,
  PROP_DATE,
  PROP_FULL_DATE,
  PROP_UNREAD,
  PROP_FLAGGED,
  PROP_ATTACHMENTS,
  PROP_REST,
  PROP_N_MESSAGES,
  PROP_CHILD,
  PROP_OPEN,
  PROP_TAGS,
  PROP_DESCRIPTION,
  PROP_MATCH, /* the last: no row says it */
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_sender (const RstRow *row)
{
  if (row->from_name[0] != '\0')
    return row->from_name;
  if (row->from_address[0] != '\0')
    return row->from_address;
  return _("Unknown sender");
}

static const char *
get_subject (const RstRow *row)
{
  return row->subject[0] != '\0' ? row->subject : _("No subject");
}

static char *
dup_date (const RstRow *row)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return rst_date_dup_short (row->date, now);
}

/* A row that stands for a whole thread is as unread as any of it. */
static gboolean
is_unread (RstMessageItem *self)
{
  const RstRow *row = self->row;

  if (!(row->flags & RST_FLAG_SEEN))
    return TRUE;
  return self->n_messages > 1 && !self->open && row->thread_unread;
}

static char *
dup_usual_description (RstMessageItem *self)
{
  const RstRow *row = self->row;
  g_autofree char *date = dup_date (row);
  const char *format;

  if (is_unread (self))
    /* Translators: sender, subject and date of a message */
    format = _("Unread: %s, %s, %s");
  else
    /* Translators: sender, subject and date of a message */
    format = _("%s, %s, %s");

  #pragma GCC diagnostic push
  #pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, get_sender (row), get_subject (row), date);
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

/* What a screen reader says of the whole row. */
static char *
dup_description (RstMessageItem *self)
{
  g_autofree char *usual = dup_tagged_description (self);
  g_autofree char *size = NULL;

  if (!self->row->partial)
    return g_steal_pointer (&usual);
  size = g_format_size (self->row->size);
  /* Translators: the description of a message in the list, and its size */
  return g_strdup_printf (_("%s, only the beginning of %s"), usual, size);
}

static void
get_row_property (RstMessageItem *self, guint prop_id, GValue *value)
{
  const RstRow *row = self->row;

  switch (prop_id)
    {
    case PROP_SENDER:
      g_value_set_string (value, get_sender (row));
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, get_subject (row));
      break;
    case PROP_SNIPPET:
      g_value_set_string (value, row->snippet);
      break;
    case PROP_DATE:
      g_value_take_string (value, dup_date (row));
      break;
    case PROP_FULL_DATE:
      g_value_take_string (value, rst_date_dup_long (row->date));
      break;
    case PROP_UNREAD:
      g_value_set_boolean (value, is_unread (self));
      break;
    case PROP_FLAGGED:
      g_value_set_boolean (value, (row->flags & RST_FLAG_FLAGGED) != 0);
      break;
    case PROP_ATTACHMENTS:
      g_value_set_boolean (value, row->n_attachments > 0);
      break;
    case PROP_REST:
      g_value_take_string (value, row->partial ? g_format_size (row->size) : g_strdup (""));
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, row->tags);
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, dup_description (self));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
rst_message_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RstMessageItem *self = RST_MESSAGE_ITEM (object);

  if (prop_id == PROP_0 || prop_id >= N_PROPS)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (prop_id == PROP_N_MESSAGES)
    g_value_set_uint (value, self->n_messages);
  else if (prop_id == PROP_CHILD)
    g_value_set_boolean (value, self->child);
  else if (prop_id == PROP_OPEN)
    g_value_set_boolean (value, self->open);
  else if (prop_id == PROP_MATCH)
    g_value_set_boxed (value, self->match);
  else if (self->row != NULL)
    get_row_property (self, prop_id, value);
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_set_static_string (value, "");
}

static void
rst_message_item_finalize (GObject *object)
{
  RstMessageItem *self = RST_MESSAGE_ITEM (object);

  g_clear_pointer (&self->row, rst_row_free);
  g_clear_pointer (&self->match, rst_marker_unref);

  G_OBJECT_CLASS (rst_message_item_parent_class)->finalize (object);
}

static GParamSpec *
string_spec (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
boolean_spec (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
rst_message_item_class_init (RstMessageItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rst_message_item_get_property;
  object_class->finalize = rst_message_item_finalize;

  properties[PROP_SENDER] = string_spec ("sender");
  properties[PROP_SUBJECT] = string_spec ("subject");
  properties[PROP_SNIPPET] = string_spec ("snippet");
  properties[PROP_DATE] = string_spec ("date");
  properties[PROP_FULL_DATE] = string_spec ("full-date");
  properties[PROP_UNREAD] = boolean_spec ("unread");
  properties[PROP_FLAGGED] = boolean_spec ("flagged");
  properties[PROP_ATTACHMENTS] = boolean_spec ("attachments");
  properties[PROP_REST] = string_spec ("rest");
  properties[PROP_N_MESSAGES] = g_param_spec_uint ("n-messages", NULL, NULL, 1, G_MAXUINT, 1,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHILD] = boolean_spec ("child");
  properties[PROP_OPEN] = boolean_spec ("open");
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCRIPTION] = string_spec ("description");
  properties[PROP_MATCH] = g_param_spec_boxed ("match", NULL, NULL, RST_TYPE_MARKER,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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

static void
notify_all (RstMessageItem *self)
{
  for (guint i = PROP_0 + 1; i < PROP_MATCH; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
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
static void
notify_difference (RstMessageItem *self, const RstRow *old)
{
  GObject *object = G_OBJECT (self);

  if (old->partial != self->row->partial)
    {
      notify_all (self);
      return;
    }
  if (old->flags != self->row->flags || old->thread_unread != self->row->thread_unread)
    {
      g_object_notify_by_pspec (object, properties[PROP_UNREAD]);
      g_object_notify_by_pspec (object, properties[PROP_FLAGGED]);
      g_object_notify_by_pspec (object, properties[PROP_DESCRIPTION]);
    }
  if (!has_same_tags (old, self->row))
    {
      g_object_notify_by_pspec (object, properties[PROP_TAGS]);
      g_object_notify_by_pspec (object, properties[PROP_DESCRIPTION]);
    }
  if (g_strcmp0 (old->snippet, self->row->snippet) != 0)
    g_object_notify_by_pspec (object, properties[PROP_SNIPPET]);
}

void
rst_message_item_take_row (RstMessageItem *self, RstRow *row)
{
  g_autoptr (RstRow) old = NULL;

  g_return_if_fail (RST_IS_MESSAGE_ITEM (self));
  g_return_if_fail (row != NULL && row->id == self->id);

  old = g_steal_pointer (&self->row);
  self->row = row;
  if (old == NULL)
    notify_all (self);
  else
    notify_difference (self, old);
}

void
rst_message_item_set_thread (RstMessageItem *self, guint n_messages, gboolean child, gboolean open)
{
  GObject *object = G_OBJECT (self);

  g_return_if_fail (RST_IS_MESSAGE_ITEM (self));
  g_return_if_fail (n_messages > 0);

  if (self->n_messages == n_messages && self->child == child && self->open == open)
    return;

  self->n_messages = n_messages;
  self->child = child;
  self->open = open;
  g_object_notify_by_pspec (object, properties[PROP_N_MESSAGES]);
  g_object_notify_by_pspec (object, properties[PROP_CHILD]);
  g_object_notify_by_pspec (object, properties[PROP_OPEN]);
  g_object_notify_by_pspec (object, properties[PROP_UNREAD]);
  g_object_notify_by_pspec (object, properties[PROP_DESCRIPTION]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCH]);
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

  if (self->row == NULL)
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}
