/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-info-cards.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mime/rst-contact.h"
#include "mime/rst-event-text.h"
#include "mime/rst-invitation.h"
#include "reader/rst-info-card.h"
#include "reader/rst-preview.h"

/* What is on none of these cards is still among the attachments. */
#define MAX_PARTS 10
#define MAX_CARDS 10

struct _RstInfoCards
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *cards;

  GCancellable *loading;
  GQueue photos; /* Photo */
  GHashTable *shown; /* invitations that have a card, by what they are */
};

G_DEFINE_FINAL_TYPE (RstInfoCards, rst_info_cards, GTK_TYPE_WIDGET)

/* What was read of one part. */
typedef struct
{
  RstPart *part;
  GPtrArray *invitations;
  GPtrArray *contacts;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->part);
  g_clear_pointer (&reading->invitations, g_ptr_array_unref);
  g_clear_pointer (&reading->contacts, g_ptr_array_unref);
  g_free (reading);
}

/* What is to be shown on a card. */
typedef struct
{
  RstInfoCard *card;
  GBytes *content;
} Photo;

static void
photo_free (Photo *photo)
{
  g_object_unref (photo->card);
  g_bytes_unref (photo->content);
  g_free (photo);
}

static gboolean
is_of_kind (RstPart *part, const char *const *types, const char *ending)
{
  g_autofree char *name = g_ascii_strdown (rst_part_get_name (part), -1);

  /* A type that says nothing leaves it to the name. */
  return g_strv_contains (types, rst_part_get_content_type (part)) ||
         (strcmp (rst_part_get_content_type (part), "application/octet-stream") == 0 &&
          g_str_has_suffix (name, ending));
}

static gboolean
is_calendar (RstPart *part)
{
  static const char *const types[] = { "text/calendar", "application/ics", NULL };

  return is_of_kind (part, types, ".ics");
}

static gboolean
is_contact (RstPart *part)
{
  static const char *const types[] = { "text/vcard", "text/x-vcard", "text/directory", NULL };

  return is_of_kind (part, types, ".vcf");
}

static GPtrArray *
find_parts (RstMessage *message)
{
  GListModel *all = rst_message_get_parts (message);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all) && parts->len < MAX_PARTS; i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (all, i);

      if (rst_part_is_attachment (part) && (is_calendar (part) || is_contact (part)))
        g_ptr_array_add (parts, g_steal_pointer (&part));
    }
  return parts;
}

static void
read_parts (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *parts = data;
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) reading_free);

  for (guint i = 0; i < parts->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Reading *reading = g_new0 (Reading, 1);

      reading->part = g_object_ref (g_ptr_array_index (parts, i));
      if (is_calendar (reading->part))
        reading->invitations = rst_invitation_parse (rst_part_get_content (reading->part));
      else
        reading->contacts = rst_contact_parse (rst_part_get_content (reading->part));
      g_ptr_array_add (readings, reading);
    }
  g_task_return_pointer (task, readings, (GDestroyNotify) g_ptr_array_unref);
}

static char *
dup_attendees (const RstInvitation *event)
{
  if (event->n_attendees == 0 || event->method == RST_INVITATION_REPLY)
    return NULL;
  return g_strdup_printf (ngettext ("%u invited", "%u invited", event->n_attendees),
                          event->n_attendees);
}

static GtkWidget *
make_invitation (const RstInvitation *event, RstPart *part)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autofree char *kind = rst_event_text_dup_heading (event);
  g_autofree char *when = rst_event_text_dup_when (event, local);
  g_autofree char *rule = rst_event_text_dup_rule (event);
  g_autofree char *attendees = dup_attendees (event);
  GtkWidget *card = rst_info_card_new ("x-office-calendar-symbolic", kind,
                                       *event->summary != '\0' ? event->summary : _("No Title"));

  rst_info_card_add (RST_INFO_CARD (card), _("When"), when, FALSE);
  rst_info_card_add (RST_INFO_CARD (card), _("Repeats"), rule, FALSE);
  rst_info_card_add (RST_INFO_CARD (card), _("Where"), event->location, FALSE);
  if (event->organizer != NULL)
    rst_info_card_add (RST_INFO_CARD (card), _("Organiser"),
                       rst_address_get_label (event->organizer), FALSE);
  rst_info_card_add (RST_INFO_CARD (card), _("Attendees"), attendees, FALSE);
  rst_info_card_set_part (RST_INFO_CARD (card), part, _("_Open in Calendar"));
  if (event->method == RST_INVITATION_CANCEL)
    gtk_widget_add_css_class (card, "cancelled");
  return card;
}

static void
add_all (GtkWidget *card, const char *label, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    rst_info_card_add (RST_INFO_CARD (card), label, g_ptr_array_index (values, i), TRUE);
}

static GtkWidget *
make_contact (const RstContact *contact, RstPart *part)
{
  GtkWidget *card = rst_info_card_new ("avatar-default-symbolic", _("Contact"), contact->name);

  rst_info_card_add (RST_INFO_CARD (card), _("Organisation"), contact->organization, TRUE);
  rst_info_card_add (RST_INFO_CARD (card), _("Title"), contact->title, FALSE);
  add_all (card, _("Mail"), contact->emails);
  add_all (card, _("Telephone"), contact->phones);
  add_all (card, _("Address"), contact->addresses);
  rst_info_card_set_part (RST_INFO_CARD (card), part, _("_Open in Contacts"));
  return card;
}

static void decode_next (RstInfoCards *self);

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstInfoCards) self = user_data;
  g_autoptr (GdkTexture) picture = rst_preview_load_finish (result);
  Photo *photo;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  photo = g_queue_pop_head (&self->photos);
  if (picture != NULL)
    rst_info_card_set_picture (photo->card, GDK_PAINTABLE (picture));
  photo_free (photo);
  decode_next (self);
}

/* One after the other, as the pictures among the attachments. The shorter side is
 * what fills the avatar.
 */
static void
decode_next (RstInfoCards *self)
{
  Photo *photo = g_queue_peek_head (&self->photos);

  if (photo != NULL)
    rst_preview_load_octets_async (photo->content,
                                   2 * RST_INFO_CARD_PICTURE * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                   self->loading, decoded_cb, g_object_ref (self));
}

static void
add_contact (RstInfoCards *self, const RstContact *contact, RstPart *part)
{
  GtkWidget *card = make_contact (contact, part);
  Photo *photo;

  gtk_box_append (self->cards, card);
  if (contact->photo == NULL)
    return;

  photo = g_new0 (Photo, 1);
  photo->card = g_object_ref (RST_INFO_CARD (card));
  photo->content = g_bytes_ref (contact->photo);
  g_queue_push_tail (&self->photos, photo);
}

/* Many programs send an invitation twice, once for reading and as a file. */
static gboolean
is_new (RstInfoCards *self, const RstInvitation *event)
{
  g_autofree char *when = event->start != NULL ? g_date_time_format_iso8601 (event->start)
                                               : g_strdup ("");
  char *key = g_strdup_printf ("%s\n%s\n%s", event->uid, event->summary, when);

  return g_hash_table_add (self->shown, key);
}

static void
add_cards (RstInfoCards *self, const Reading *reading)
{
  for (guint i = 0; reading->invitations != NULL && i < reading->invitations->len; i++)
    {
      const RstInvitation *event = g_ptr_array_index (reading->invitations, i);

      if (g_hash_table_size (self->shown) < MAX_CARDS && is_new (self, event))
        gtk_box_append (self->cards, make_invitation (event, reading->part));
    }
  for (guint i = 0; reading->contacts != NULL && i < reading->contacts->len; i++)
    if (i < MAX_CARDS)
      add_contact (self, g_ptr_array_index (reading->contacts, i), reading->part);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstInfoCards *self = RST_INFO_CARDS (source);
  g_autoptr (GPtrArray) readings = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another message has come meanwhile. */
  if (readings == NULL)
    return;

  for (guint i = 0; i < readings->len; i++)
    add_cards (self, g_ptr_array_index (readings, i));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->cards)) != NULL);
  decode_next (self);
}

static void
clear (RstInfoCards *self)
{
  GtkWidget *child;

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_queue_clear_full (&self->photos, (GDestroyNotify) photo_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  g_hash_table_remove_all (self->shown);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
rst_info_cards_dispose (GObject *object)
{
  RstInfoCards *self = RST_INFO_CARDS (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_queue_clear_full (&self->photos, (GDestroyNotify) photo_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_INFO_CARDS);

  G_OBJECT_CLASS (rst_info_cards_parent_class)->dispose (object);
}

static void
rst_info_cards_finalize (GObject *object)
{
  g_hash_table_unref (RST_INFO_CARDS (object)->shown);

  G_OBJECT_CLASS (rst_info_cards_parent_class)->finalize (object);
}

static void
rst_info_cards_class_init (RstInfoCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_info_cards_dispose;
  G_OBJECT_CLASS (klass)->finalize = rst_info_cards_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-info-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, RstInfoCards, scroller);
  gtk_widget_class_bind_template_child (widget_class, RstInfoCards, cards);
}

static void
rst_info_cards_init (RstInfoCards *self)
{
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rst_info_cards_set_message (RstInfoCards *self, RstMessage *message)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RST_IS_INFO_CARDS (self));
  g_return_if_fail (message == NULL || RST_IS_MESSAGE (message));

  clear (self);
  if (message == NULL)
    return;
  parts = find_parts (message);
  if (parts->len == 0)
    return;

  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, read_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&parts), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, read_parts);
}
