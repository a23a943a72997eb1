/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-leave-group.h"

#include <glib/gi18n.h>

#include "accounts/rst-account.h"

struct _RstLeaveGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *choice_row;
  GtkWidget *days_row;
  GtkSpinButton *days_spin;
  GtkImage *icon;
  GtkLabel *sentence;
};

G_DEFINE_FINAL_TYPE (RstLeaveGroup, rst_leave_group, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the list in the .ui file. */
enum
{
  CHOICE_KEEP,
  CHOICE_DAYS,
  CHOICE_REMOVE,
};

static char *
dup_sentence (guint leave)
{
  if (leave == RST_LEAVE_ALWAYS)
    return g_strdup (_("Messages stay on the server. Restante removes nothing there."));
  if (leave == RST_LEAVE_NEVER)
    return g_strdup (_("A message is removed from the server as soon as it is safely stored here. This computer then holds the only copy."));
  return g_strdup_printf (ngettext ("A message is removed from the server %u day after it was safely stored here.",
                                    "A message is removed from the server %u days after it was safely stored here.",
                                    leave),
                          leave);
}

static void
update_cb (RstLeaveGroup *self)
{
  guint leave = rst_leave_group_get_leave (self);
  g_autofree char *sentence = dup_sentence (leave);

  gtk_widget_set_visible (self->days_row, adw_combo_row_get_selected (self->choice_row) == CHOICE_DAYS);
  gtk_image_set_from_icon_name (self->icon,
                                leave == RST_LEAVE_ALWAYS ? "dialog-information-symbolic" : "user-trash-symbolic");
  gtk_label_set_label (self->sentence, sentence);
}

static void
rst_leave_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_LEAVE_GROUP);

  G_OBJECT_CLASS (rst_leave_group_parent_class)->dispose (object);
}

static void
rst_leave_group_class_init (RstLeaveGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_leave_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-leave-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, choice_row);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, days_row);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, days_spin);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, icon);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, sentence);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
rst_leave_group_init (RstLeaveGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_cb (self);
}

guint
rst_leave_group_get_leave (RstLeaveGroup *self)
{
  g_return_val_if_fail (RST_IS_LEAVE_GROUP (self), RST_LEAVE_ALWAYS);

  switch (adw_combo_row_get_selected (self->choice_row))
    {
    case CHOICE_DAYS:
      return (guint) gtk_spin_button_get_value_as_int (self->days_spin);
    case CHOICE_REMOVE:
      return RST_LEAVE_NEVER;
    default:
      return RST_LEAVE_ALWAYS;
    }
}

void
rst_leave_group_set_leave (RstLeaveGroup *self, guint leave)
{
  g_return_if_fail (RST_IS_LEAVE_GROUP (self));

  if (leave == RST_LEAVE_ALWAYS)
    adw_combo_row_set_selected (self->choice_row, CHOICE_KEEP);
  else if (leave == RST_LEAVE_NEVER)
    adw_combo_row_set_selected (self->choice_row, CHOICE_REMOVE);
  else
    {
      gtk_spin_button_set_value (self->days_spin, leave);
      adw_combo_row_set_selected (self->choice_row, CHOICE_DAYS);
    }
}
