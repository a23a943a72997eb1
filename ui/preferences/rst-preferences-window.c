/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "preferences/rst-preferences-window.h"

struct _RstPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *mark_read_row;
  GtkSwitch *threads_switch;
  GtkSwitch *keys_switch;
};

G_DEFINE_FINAL_TYPE (RstPreferencesWindow, rst_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the row's lines; the same as in the settings' schema. */
static const char *const delays[] = {
  "at-once", "after-2-seconds", "after-5-seconds", "after-10-seconds", "by-hand",
};

static gboolean
delay_to_line (GValue *line, GVariant *delay, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (delays); i++)
    if (g_str_equal (delays[i], g_variant_get_string (delay, NULL)))
      {
        g_value_set_uint (line, i);
        return TRUE;
      }
  return FALSE;
}

static GVariant *
line_to_delay (const GValue *line, const GVariantType *type, gpointer user_data)
{
  guint i = g_value_get_uint (line);

  return i < G_N_ELEMENTS (delays) ? g_variant_new_string (delays[i]) : NULL;
}

static void
rst_preferences_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (rst_preferences_window_parent_class)->dispose (object);
}

static void
rst_preferences_window_class_init (RstPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/preferences/rst-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RstPreferencesWindow, mark_read_row);
  gtk_widget_class_bind_template_child (widget_class, RstPreferencesWindow, threads_switch);
  gtk_widget_class_bind_template_child (widget_class, RstPreferencesWindow, keys_switch);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
rst_preferences_window_init (RstPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
rst_preferences_window_new (GtkWindow *parent, GSettings *settings)
{
  RstPreferencesWindow *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (RST_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  g_settings_bind_with_mapping (settings, "mark-read", self->mark_read_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, delay_to_line, line_to_delay, NULL, NULL);
  g_settings_bind (settings, "group-threads", self->threads_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "single-keys", self->keys_switch, "active", G_SETTINGS_BIND_DEFAULT);
  return GTK_WINDOW (self);
}
