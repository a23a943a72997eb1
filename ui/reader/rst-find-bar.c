/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-find-bar.h"

#include <glib/gi18n.h>

struct _RstFindBar
{
  AdwBin parent_instance;

  GtkEditable *entry;
  GtkLabel *count;

  RstFindable *findable; /* no reference */
};

G_DEFINE_FINAL_TYPE (RstFindBar, rst_find_bar, ADW_TYPE_BIN)

static GtkSearchBar *
get_bar (RstFindBar *self)
{
  return GTK_SEARCH_BAR (adw_bin_get_child (ADW_BIN (self)));
}

static char *
dup_count (guint current, guint total)
{
  const char *more = total == RST_FINDABLE_MAX ? "+" : "";

  if (total == 0)
    return g_strdup (_("Not found"));
  if (current > 0)
    /* Translators: the third of twelve places where a word was found: "3 of 12";
     * the last %s is "+" where there are more, and mostly empty */
    return g_strdup_printf (_("%u of %u%s"), current, total, more);
  /* Translators: how often a word was found; %s is "+" where there are more, and
   * mostly empty */
  return g_strdup_printf (ngettext ("%u%s match", "%u%s matches", total), total, more);
}

static void
show_count (RstFindBar *self, const char *count, gboolean any)
{
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), *count != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.next", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.previous", any);
}

static void
found_cb (RstFindBar *self, guint current, guint total)
{
  g_autofree char *count = dup_count (current, total);

  show_count (self, count, total > 0);
}

static void
find (RstFindBar *self, const char *text)
{
  if (*text == '\0')
    show_count (self, "", FALSE);
  if (self->findable != NULL)
    rst_findable_find (self->findable, text);
}

static void
search_changed_cb (RstFindBar *self)
{
  /* It comes late, maybe after the bar was closed. */
  if (gtk_search_bar_get_search_mode (get_bar (self)))
    find (self, gtk_editable_get_text (self->entry));
}

static gboolean
has_focus (RstFindBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
search_mode_cb (RstFindBar *self)
{
  if (gtk_search_bar_get_search_mode (get_bar (self)))
    return;

  find (self, "");
  if (self->findable != NULL && has_focus (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->findable));
}

static void
step (RstFindBar *self, int by)
{
  if (self->findable != NULL)
    rst_findable_step (self->findable, by);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (RST_FIND_BAR (widget), 1);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (RST_FIND_BAR (widget), -1);
}

static void
activate_cb (RstFindBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "find.next", NULL);
}

static void
rst_find_bar_dispose (GObject *object)
{
  RstFindBar *self = RST_FIND_BAR (object);

  if (self->findable != NULL)
    g_signal_handlers_disconnect_by_data (self->findable, self);
  self->findable = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_FIND_BAR);

  G_OBJECT_CLASS (rst_find_bar_parent_class)->dispose (object);
}

static void
rst_find_bar_class_init (RstFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_find_bar_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RstFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, RstFindBar, count);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);

  gtk_widget_class_install_action (widget_class, "find.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, previous_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK,
                                       "find.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_SHIFT_MASK,
                                       "find.previous", NULL);
}

static void
rst_find_bar_init (RstFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (get_bar (self), self->entry);
  show_count (self, "", FALSE);
}

void
rst_find_bar_set_findable (RstFindBar *self, RstFindable *findable)
{
  g_return_if_fail (RST_IS_FIND_BAR (self));
  g_return_if_fail (findable == NULL || RST_IS_FINDABLE (findable));

  gtk_search_bar_set_search_mode (get_bar (self), FALSE);
  if (self->findable == findable)
    return;

  if (self->findable != NULL)
    g_signal_handlers_disconnect_by_data (self->findable, self);
  self->findable = findable;
  if (findable != NULL)
    g_signal_connect_swapped (findable, "found", G_CALLBACK (found_cb), self);
}

void
rst_find_bar_open (RstFindBar *self)
{
  g_return_if_fail (RST_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (get_bar (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}
