/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-leave-group.h"

struct _RstLeaveGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *choice_row;
  GtkWidget *days_row;
  GtkSpinButton *days_spin;
  GtkImage *icon;
  GtkLabel *sentence;

  RstLeave leave; /* as it was set; a rule that the list does not have stays */
};

G_DEFINE_FINAL_TYPE (RstLeaveGroup, rst_leave_group, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the list in the .ui file. */
enum
{
  CHOICE_KEEP,
  CHOICE_DAYS,
  CHOICE_REMOVE,
};

static void
update_cb (RstLeaveGroup *self)
{
  RstLeave leave = rst_leave_group_get_leave (self);
  g_autofree char *sentence = rst_leave_dup_sentence (&leave);

  gtk_widget_set_visible (self->days_row, adw_combo_row_get_selected (self->choice_row) == CHOICE_DAYS);
  gtk_image_set_from_icon_name (self->icon,
                                leave.kind == RST_LEAVE_ALWAYS ? "dialog-information-symbolic" : "user-trash-symbolic");
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

RstLeave
rst_leave_group_get_leave (RstLeaveGroup *self)
{
  RstLeave leave = { RST_LEAVE_ALWAYS };

  g_return_val_if_fail (RST_IS_LEAVE_GROUP (self), leave);

  leave = self->leave;
  switch (adw_combo_row_get_selected (self->choice_row))
    {
    case CHOICE_KEEP:
      leave = (RstLeave) { RST_LEAVE_ALWAYS, 0, leave.proven };
      break;
    case CHOICE_DAYS:
      leave = (RstLeave) { RST_LEAVE_DAYS, (guint64) gtk_spin_button_get_value_as_int (self->days_spin), leave.proven };
      break;
    case CHOICE_REMOVE:
      leave = (RstLeave) { RST_LEAVE_NEVER, 0, leave.proven };
      break;
    default:
      break;
    }
  return leave;
}

void
rst_leave_group_set_leave (RstLeaveGroup *self, const RstLeave *leave)
{
  g_return_if_fail (RST_IS_LEAVE_GROUP (self));
  g_return_if_fail (leave != NULL);

  self->leave = *leave;
  switch (leave->kind)
    {
    case RST_LEAVE_ALWAYS:
      adw_combo_row_set_selected (self->choice_row, CHOICE_KEEP);
      break;
    case RST_LEAVE_NEVER:
      adw_combo_row_set_selected (self->choice_row, CHOICE_REMOVE);
      break;
    case RST_LEAVE_DAYS:
      gtk_spin_button_set_value (self->days_spin, leave->amount);
      adw_combo_row_set_selected (self->choice_row, CHOICE_DAYS);
      break;
    case RST_LEAVE_NEWEST:
    case RST_LEAVE_NEWEST_OCTETS:
    case RST_LEAVE_HERE:
    default:
      adw_combo_row_set_selected (self->choice_row, GTK_INVALID_LIST_POSITION);
      break;
    }
  update_cb (self);
}
