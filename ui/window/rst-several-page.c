/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "store/rst-row.h"
#include "window/rst-several-page.h"

struct _RstSeveralPage
{
  AdwBin parent_instance;

  GtkWidget *archive;
  GtkWidget *to_inbox;
  GtkWidget *junk;
  GtkWidget *trash;
};

G_DEFINE_FINAL_TYPE (RstSeveralPage, rst_several_page, ADW_TYPE_BIN)

static void
rst_several_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_SEVERAL_PAGE);

  G_OBJECT_CLASS (rst_several_page_parent_class)->dispose (object);
}

static void
rst_several_page_class_init (RstSeveralPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_several_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/window/rst-several-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RstSeveralPage, archive);
  gtk_widget_class_bind_template_child (widget_class, RstSeveralPage, to_inbox);
  gtk_widget_class_bind_template_child (widget_class, RstSeveralPage, junk);
  gtk_widget_class_bind_template_child (widget_class, RstSeveralPage, trash);
}

static void
rst_several_page_init (RstSeveralPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rst_several_page_show (RstSeveralPage *self, guint count, const char *mailbox)
{
  gboolean in_trash = g_strcmp0 (mailbox, RST_MAILBOX_TRASH) == 0;
  gboolean in_junk = g_strcmp0 (mailbox, RST_MAILBOX_JUNK) == 0;
  g_autofree char *title = NULL;

  g_return_if_fail (RST_IS_SEVERAL_PAGE (self));

  title = g_strdup_printf (ngettext ("%u Message Selected", "%u Messages Selected", count), count);
  adw_status_page_set_title (ADW_STATUS_PAGE (adw_bin_get_child (ADW_BIN (self))), title);
  gtk_widget_set_visible (self->archive, g_strcmp0 (mailbox, RST_MAILBOX_ARCHIVE) != 0);
  gtk_widget_set_visible (self->to_inbox, !in_junk && g_strcmp0 (mailbox, RST_MAILBOX_INBOX) != 0);
  gtk_widget_set_visible (self->junk, !in_trash);
  gtk_button_set_label (GTK_BUTTON (self->junk), in_junk ? _("Not _Junk") : _("Mark as _Junk"));
  gtk_button_set_label (GTK_BUTTON (self->trash), in_trash ? _("_Delete Permanently…") : _("Move to _Trash"));
  if (in_trash)
    gtk_widget_add_css_class (self->trash, "destructive-action");
  else
    gtk_widget_remove_css_class (self->trash, "destructive-action");
}
