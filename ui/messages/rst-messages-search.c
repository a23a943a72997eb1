/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "messages/rst-messages-private.h"

const char *
rst_messages_get_query (RstMessages *self)
{
  const char *text;

  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  while (g_ascii_isspace (*text))
    text++;
  return self->search_mode && *text != '\0' ? text : NULL;
}

/* What is typed narrows what a saved search finds. */
char *
rst_messages_dup_query (RstMessages *self, gboolean everywhere)
{
  const char *query = rst_messages_get_query (self);

  if (self->saved_search == NULL || everywhere)
    return g_strdup (query);
  if (query == NULL)
    return g_strdup (self->saved_search);
  return g_strdup_printf ("(%s) (%s)", self->saved_search, query);
}

char *
rst_messages_dup_search (RstMessages *self)
{
  g_autofree char *query = NULL;
  GString *search;

  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  if (rst_messages_get_query (self) == NULL)
    return NULL;

  query = rst_messages_dup_query (self, self->everywhere);
  if (self->everywhere || (self->mailbox == NULL && self->tag_name == NULL))
    return g_steal_pointer (&query);

  search = g_string_new (NULL);
  g_string_append_printf (search, strstr (query, " OR ") != NULL ? "(%s)" : "%s", query);
  if (self->mailbox != NULL)
    g_string_append_printf (search, " mailbox:%s", self->mailbox);
  if (self->tag_name != NULL)
    g_string_append_printf (search, " tag:\"%s\"", self->tag_name);
  if (self->account != NULL)
    g_string_append_printf (search, " account:%s", self->account);
  return g_string_free (search, FALSE);
}

RstMarker *
rst_messages_get_match (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return rst_message_list_get_match (self->list);
}

void
rst_messages_set_search_mode (RstMessages *self, gboolean search_mode)
{
  if (self->search_mode == search_mode)
    return;

  self->search_mode = search_mode;
  self->everywhere = FALSE;
  g_object_notify (G_OBJECT (self), "search-mode");
  if (!search_mode)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      rst_messages_apply_filter (self, FALSE);
    }
}

void
rst_messages_search (RstMessages *self, const char *query)
{
  g_return_if_fail (RST_IS_MESSAGES (self));
  g_return_if_fail (query != NULL);

  rst_messages_set_search_mode (self, TRUE);
  self->everywhere = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), query);
  rst_messages_apply_filter (self, FALSE);
}

static void
search_changed_cb (RstMessages *self)
{
  rst_messages_apply_filter (self, FALSE);
}

static void
search_activated_cb (RstMessages *self)
{
  rst_messages_focus_list (self);
}

static void
search_everywhere_cb (RstMessages *self)
{
  self->everywhere = TRUE;
  rst_messages_apply_filter (self, FALSE);
}

void
rst_messages_install_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RstMessages, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, save_button);
  gtk_widget_class_bind_template_child (widget_class, RstMessages, everywhere_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_everywhere_cb);
}

void
rst_messages_init_search (RstMessages *self)
{
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar),
                                GTK_EDITABLE (self->search_entry));
}
