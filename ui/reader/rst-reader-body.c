/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reader/rst-link-open.h"

/* A longer text takes a while to put into its view. */
#define LONG_TEXT (64 * 1024)

static void
link_activated_cb (GtkWidget *view, const char *uri, RstReader *self)
{
  rst_link_open (GTK_WIDGET (self->body), RST_IS_HTML_VIEW (view) ? self->message : NULL, uri);
}

/* As HTML shows it. */
static void
target_changed_cb (RstReader *self)
{
  g_autofree char *target = NULL;

  g_object_get (self->text, "target", &target, NULL);
  gtk_label_set_text (self->target, target != NULL ? target : "");
  gtk_widget_set_visible (GTK_WIDGET (self->target), target != NULL);
}

gboolean
rst_reader_shows_html (RstReader *self)
{
  return self->message != NULL &&
         rst_message_get_html (self->message) != NULL &&
         !self->plain_text &&
         !self->html_bad;
}

static void
web_failed_cb (RstHtmlView *web, const GError *error, RstReader *self)
{
  g_autofree char *notice = NULL;

  /* Translators: a sentence that says what went wrong comes first */
  notice = g_strdup_printf (_("%s. This is its text."), error->message);
  gtk_label_set_text (self->notice_label, notice);
  gtk_revealer_set_reveal_child (self->notice_banner, TRUE);
  self->html_bad = TRUE;
  rst_reader_update_body (self);
}

static gboolean
ensure_web (RstReader *self)
{
  g_autoptr (GError) error = NULL;

  if (self->web != NULL)
    return TRUE;

  self->web = rst_html_view_new (&error);
  if (self->web == NULL)
    {
      web_failed_cb (NULL, error, self);
      return FALSE;
    }
  g_signal_connect (self->web, "failed", G_CALLBACK (web_failed_cb), self);
  g_signal_connect (self->web, "link-activated", G_CALLBACK (link_activated_cb), self);
  rst_html_view_set_zoom (self->web, self->zoom);
  rst_html_view_set_match (self->web, self->match);
  adw_clamp_set_child (self->web_place, GTK_WIDGET (self->web));
  return TRUE;
}

/* Beside a page, a long text waits until somebody wants to see it. */
static void
update_text (RstReader *self, gboolean seen)
{
  const char *text;

  if (!self->text_due)
    return;

  text = rst_message_get_text (self->message);
  self->text_due = !seen && strlen (text) > LONG_TEXT;
  rst_plain_text_set_text (self->text, self->text_due ? "" : text);
}

static void
show_cut (RstReader *self, gboolean cut)
{
  gtk_revealer_set_reveal_child (self->cut_banner, cut);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.show-all", cut);
}

void
rst_reader_update_body (RstReader *self)
{
  gboolean html = rst_reader_shows_html (self);
  gboolean images = self->images && !self->junk;
  gboolean remote = html && !images && rst_message_has_remote_content (self->message);

  /* Then this was done for the text. */
  if (html && !ensure_web (self))
    return;

  update_text (self, !html);
  show_cut (self, html && rst_message_is_cut (self->message));
  gtk_revealer_set_reveal_child (self->remote_banner, remote);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.show-images", remote && !self->junk);
  gtk_widget_set_visible (self->images_button, !self->junk);
  gtk_stack_set_visible_child_name (self->body, html ? "html" : "text");
  if (html)
    rst_html_view_show_message (self->web, self->message, images);
  rst_reader_show_body_tools (self);
}

static void
read_whole (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, rst_message_new_whole (task_data), g_object_unref);
}

static void
read_whole_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstReader *self = RST_READER (source);
  gboolean images = self->images;
  g_autoptr (GError) error = NULL;
  RstMessage *message = g_task_propagate_pointer (G_TASK (result), &error);

  /* Nothing but the next message can stop it. */
  if (message == NULL)
    return;

  rst_reader_take_message (self, message);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->images == images)
    return;
  self->images = images;
  rst_reader_update_body (self);
}

/* A long message takes a while to parse, so not here. */
static void
show_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);
  g_autoptr (GTask) task = NULL;

  /* One that goes is not to stop the one that comes. */
  if (self->shown != self->id)
    return;

  rst_reader_stop_loading (self);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, read_whole_cb, NULL);
  g_task_set_task_data (task, g_object_ref (self->message), g_object_unref);
  g_task_run_in_thread (task, read_whole);
  gtk_widget_action_set_enabled (widget, "reader.show-all", FALSE);
}

static void
show_images_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);

  self->images = TRUE;
  rst_reader_update_body (self);
}

void
rst_reader_set_junk (RstReader *self, gboolean junk)
{
  g_return_if_fail (RST_IS_READER (self));

  if (self->junk == junk)
    return;

  self->junk = junk;
  /* The message that goes is not to be shown by the rule of the one that comes. */
  if (self->shown != self->id)
    return;

  self->images &= !junk;
  rst_reader_update_body (self);
}

void
rst_reader_set_plain_text (RstReader *self, gboolean plain_text)
{
  gboolean focused;

  if (self->plain_text == plain_text)
    return;

  focused = gtk_widget_get_focus_child (GTK_WIDGET (self->body)) != NULL;
  self->plain_text = plain_text;
  rst_reader_update_body (self);
  /* From the body that goes to the one that comes. */
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "plain-text");
}

void
rst_reader_install_body (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.show-all", NULL, show_all_cb);
  gtk_widget_class_install_action (widget_class, "reader.show-images", NULL, show_images_cb);
  gtk_widget_class_install_property_action (widget_class, "reader.plain-text", "plain-text");
  g_type_ensure (RST_TYPE_PLAIN_TEXT);
  gtk_widget_class_bind_template_child (widget_class, RstReader, cut_banner);
  gtk_widget_class_bind_template_child (widget_class, RstReader, remote_banner);
  gtk_widget_class_bind_template_child (widget_class, RstReader, images_button);
  gtk_widget_class_bind_template_child (widget_class, RstReader, notice_banner);
  gtk_widget_class_bind_template_child (widget_class, RstReader, notice_label);
  gtk_widget_class_bind_template_child (widget_class, RstReader, body);
  gtk_widget_class_bind_template_child (widget_class, RstReader, web_place);
  gtk_widget_class_bind_template_child (widget_class, RstReader, text);
  gtk_widget_class_bind_template_child (widget_class, RstReader, target);
  gtk_widget_class_bind_template_callback (widget_class, link_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_changed_cb);
}
