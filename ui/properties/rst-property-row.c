/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "properties/rst-property-row.h"

#include <glib/gi18n.h>

#include "base/rst-text.h"

/* More is there to be copied, not to be read. */
#define SHOWN_MAX 1000

struct _RstPropertyRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *title_label;
  GtkLabel *value_label;
  GtkWidget *copy_button;

  char *value;
  gboolean copyable;
};

G_DEFINE_FINAL_TYPE (RstPropertyRow, rst_property_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_COPYABLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  COPIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
copy_clicked_cb (RstPropertyRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          self->value);
  g_signal_emit (self, signals[COPIED], 0);
}

/* What a person hears: the button says what it copies, the row its value. */
static void
name_parts (RstPropertyRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  /* Translators: copies the value of a row, such as “SHA-256” */
  g_autofree char *copy = g_strdup_printf (_("Copy %s"), title);
  /* Translators: a row's title and its value, as in "Account: Work" */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), title, gtk_label_get_text (self->value_label));

  gtk_widget_set_tooltip_text (self->copy_button, copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, copy,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
set_copyable (RstPropertyRow *self, gboolean copyable)
{
  if (self->copyable == copyable)
    return;

  self->copyable = copyable;
  gtk_widget_set_visible (self->copy_button, copyable);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COPYABLE]);
}

static void
rst_property_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RstPropertyRow *self = RST_PROPERTY_ROW (object);

  switch (id)
    {
    case PROP_COPYABLE:
      g_value_set_boolean (value, self->copyable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rst_property_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RstPropertyRow *self = RST_PROPERTY_ROW (object);

  switch (id)
    {
    case PROP_COPYABLE:
      set_copyable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rst_property_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_PROPERTY_ROW);

  G_OBJECT_CLASS (rst_property_row_parent_class)->dispose (object);
}

static void
rst_property_row_finalize (GObject *object)
{
  g_free (RST_PROPERTY_ROW (object)->value);

  G_OBJECT_CLASS (rst_property_row_parent_class)->finalize (object);
}

static void
rst_property_row_class_init (RstPropertyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_property_row_dispose;
  object_class->finalize = rst_property_row_finalize;
  object_class->get_property = rst_property_row_get_property;
  object_class->set_property = rst_property_row_set_property;

  props[PROP_COPYABLE] =
    g_param_spec_boolean ("copyable", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[COPIED] = g_signal_new ("copied", RST_TYPE_PROPERTY_ROW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/properties/rst-property-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstPropertyRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RstPropertyRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, RstPropertyRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
rst_property_row_init (RstPropertyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rst_property_row_set_value (RstPropertyRow *self, const char *value)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (RST_IS_PROPERTY_ROW (self));

  g_free (self->value);
  self->value = g_strdup (value != NULL ? value : "");
  shown = rst_text_dup_short (self->value, SHOWN_MAX);
  gtk_label_set_text (self->value_label, shown);
  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL);
  name_parts (self);
}
