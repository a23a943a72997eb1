/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-filter-bar.h"

struct _RstFilterBar
{
  AdwBin parent_instance;

  GtkWidget *text;
};

G_DEFINE_FINAL_TYPE (RstFilterBar, rst_filter_bar, ADW_TYPE_BIN)

static const struct
{
  RstMessageStates state;
  const char *name;
} names[] = {
  { RST_MESSAGE_STATE_UNREAD, N_("Unread") },
  { RST_MESSAGE_STATE_STARRED, N_("Starred") },
  { RST_MESSAGE_STATE_ATTACHMENTS, N_("With Attachments") },
};

static char *
dup_text (RstMessageStates states)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (states & names[i].state)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _(names[i].name));
  return g_string_free (text, FALSE);
}

static void
rst_filter_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_FILTER_BAR);

  G_OBJECT_CLASS (rst_filter_bar_parent_class)->dispose (object);
}

static void
rst_filter_bar_class_init (RstFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_filter_bar_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/messages/rst-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RstFilterBar, text);
}

static void
rst_filter_bar_init (RstFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The text stays while the bar goes. */
void
rst_filter_bar_set_states (RstFilterBar *self, RstMessageStates states)
{
  g_return_if_fail (RST_IS_FILTER_BAR (self));

  if (states != 0)
    {
      g_autofree char *text = dup_text (states);

      gtk_label_set_label (GTK_LABEL (self->text), text);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (adw_bin_get_child (ADW_BIN (self))), states != 0);
}
