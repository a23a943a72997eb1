/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "welcome/rst-welcome-page.h"

struct _RstWelcomePage
{
  AdwBin parent_instance;

  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (RstWelcomePage, rst_welcome_page, ADW_TYPE_BIN)

/* Enter alone begins: nothing else on the page asks for the focus. */
static void
rst_welcome_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rst_welcome_page_parent_class)->map (widget);

  gtk_widget_grab_focus (RST_WELCOME_PAGE (widget)->add_button);
}

static void
rst_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (rst_welcome_page_parent_class)->dispose (object);
}

static void
rst_welcome_page_class_init (RstWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_welcome_page_dispose;
  widget_class->map = rst_welcome_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/welcome/rst-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RstWelcomePage, add_button);
}

static void
rst_welcome_page_init (RstWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rst_welcome_page_new (void)
{
  return g_object_new (RST_TYPE_WELCOME_PAGE, NULL);
}
