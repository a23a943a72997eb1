/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"
#include "mime/rst-address.h"
#include "reader/rst-notice.h"

/* Whose images are shown without asking. Whether the sender of the message that
 * is shown is such a one, the store says: it also knows where the message is.
 */

/* Or nobody, of a message inside another one, which may be of anyone's making,
 * and of one that is about to go.
 */
static const char *
get_sender (RstReader *self)
{
  GPtrArray *from = self->message != NULL ? rst_message_get_summary (self->message)->from : NULL;
  const RstAddress *sender = from != NULL && from->len > 0 ? from->pdata[0] : NULL;

  if (self->around->len > 0 || self->shown != self->id)
    return NULL;
  return sender != NULL && sender->address != NULL && *sender->address != '\0' ? sender->address : NULL;
}

gboolean
rst_reader_trusts_shown (RstReader *self)
{
  return self->trusted && self->around->len == 0;
}

/* The answer comes before its message, which then is shown by it: the one that is
 * still shown is another sender's. Or after trust was given or taken.
 */
static void
show_trust (RstReader *self, gboolean trusted)
{
  if (self->trusted == trusted)
    return;

  self->trusted = trusted;
  if (self->shown != self->id || self->message == NULL)
    return;

  self->images = rst_reader_trusts_shown (self);
  rst_reader_update_body (self);
  rst_reader_update_trust (self);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstReader) self = user_data;
  gboolean trusted = FALSE;

  /* Without an answer, or when another message was asked for, nobody is. */
  if (!rst_store_is_sender_trusted_finish (RST_STORE (source), result, &trusted, NULL))
    return;

  show_trust (self, trusted);
}

void
rst_reader_ask_trust (RstReader *self)
{
  rst_store_is_sender_trusted_async (self->store, self->id, self->loading, asked_cb, g_object_ref (self));
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstReader) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_set_sender_trusted_finish (RST_STORE (source), result, &error))
    rst_notice_show_error (GTK_WIDGET (self->body), _("The setting for this sender could not be saved"), error);
  else if (self->id != 0)
    rst_reader_ask_trust (self);
}

static void
set_trusted (RstReader *self, const char *address, gboolean trusted)
{
  g_autofree char *notice = NULL;

  rst_store_set_sender_trusted_async (self->store, address, trusted, NULL, set_cb, g_object_ref (self));
  if (trusted)
    return;
  notice = g_strdup_printf (_("Images from “%s” are kept out again"), address);
  rst_notice_show_toast (GTK_WIDGET (self->body), notice);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, RstReader *self)
{
  const char *address = g_object_get_data (G_OBJECT (dialog), "address");

  if (g_str_equal (response, "trust") && self->store != NULL)
    set_trusted (self, address, TRUE);
}

static void
ask (RstReader *self, const char *address)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  body = g_strdup_printf (_("Images in messages from “%s” will be loaded as soon as you open one. The sender’s "
                            "servers then learn when and where you read it.\n\n"
                            "Anybody can write this address into a message. In Junk and Trash, images stay out."),
                          address);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                       _("Always Show Images?"), body));
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    "trust", _("_Always Show"),
                                    NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "address", g_strdup (address), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rst_reader_set_trust (RstReader *self, gboolean trusted)
{
  const char *address = get_sender (self);

  if (address == NULL || self->store == NULL || self->trusted == trusted)
    return;

  if (trusted)
    ask (self, address);
  else
    set_trusted (self, address, FALSE);
  /* A menu item that was switched goes back until the answer is known. */
  g_object_notify (G_OBJECT (self), "trust-sender");
}

static void
trust_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rst_reader_set_trust (RST_READER (widget), TRUE);
}

void
rst_reader_install_trust (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.always-show-images", NULL, trust_cb);
  gtk_widget_class_install_property_action (widget_class, "reader.trust-sender", "trust-sender");
}

void
rst_reader_update_trust (RstReader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *address = get_sender (self);
  gboolean html = self->message != NULL && rst_message_get_html (self->message) != NULL;
  g_autofree char *tooltip = NULL;

  gtk_widget_action_set_enabled (widget, "reader.trust-sender", html && address != NULL && !self->junk);
  gtk_widget_action_set_enabled (widget, "reader.always-show-images", html && address != NULL && !self->junk && !self->trusted);
  gtk_widget_set_visible (self->trust_button, address != NULL && !self->junk);
  g_object_notify (G_OBJECT (self), "trust-sender");
  if (address == NULL)
    return;

  tooltip = g_strdup_printf (_("Always show images from %s"), address);
  gtk_widget_set_tooltip_text (self->trust_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->trust_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip,
                                  -1);
}
