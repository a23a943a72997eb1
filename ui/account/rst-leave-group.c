/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-leave-group.h"

#include "account/rst-leave-preview.h"

#define MEGABYTE 1000000

struct _RstLeaveGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *choice_row;
  GtkWidget *days_row;
  GtkSpinButton *days_spin;
  GtkWidget *messages_row;
  GtkSpinButton *messages_spin;
  GtkWidget *size_row;
  GtkSpinButton *size_spin;
  GtkWidget *proven_row;
  GtkSwitch *proven_switch;
  GtkImage *icon;
  GtkLabel *sentence;
  RstLeavePreview *preview;

  RstLeave leave; /* as it was set: finer than what the spin buttons show */
};

G_DEFINE_FINAL_TYPE (RstLeaveGroup, rst_leave_group, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the list in the .ui file. */
static const struct
{
  RstLeaveKind kind;
  guint64 unit; /* of the spin button */
} choices[] = {
  { RST_LEAVE_ALWAYS, 0 },
  { RST_LEAVE_NEVER, 0 },
  { RST_LEAVE_DAYS, 1 },
  { RST_LEAVE_NEWEST, 1 },
  { RST_LEAVE_NEWEST_OCTETS, MEGABYTE },
  { RST_LEAVE_HERE, 0 },
};

static GtkSpinButton *
get_spin (RstLeaveGroup *self, RstLeaveKind kind)
{
  switch (kind)
    {
    case RST_LEAVE_DAYS:
      return self->days_spin;
    case RST_LEAVE_NEWEST:
      return self->messages_spin;
    case RST_LEAVE_NEWEST_OCTETS:
      return self->size_spin;
    case RST_LEAVE_ALWAYS:
    case RST_LEAVE_NEVER:
    case RST_LEAVE_HERE:
    default:
      return NULL;
    }
}

/* What a spin button shows of an amount that was set elsewhere. */
static double
round_amount (GtkSpinButton *spin, guint64 amount, guint64 unit)
{
  double least, most;

  gtk_spin_button_get_range (spin, &least, &most);
  return CLAMP ((double) ((amount + unit / 2) / unit), least, most);
}

static void
update_cb (RstLeaveGroup *self)
{
  RstLeave leave = rst_leave_group_get_leave (self);
  gboolean removes = leave.kind != RST_LEAVE_ALWAYS;
  g_autofree char *sentence = rst_leave_dup_sentence (&leave);

  gtk_widget_set_visible (self->days_row, leave.kind == RST_LEAVE_DAYS);
  gtk_widget_set_visible (self->messages_row, leave.kind == RST_LEAVE_NEWEST);
  gtk_widget_set_visible (self->size_row, leave.kind == RST_LEAVE_NEWEST_OCTETS);
  gtk_widget_set_visible (self->proven_row, removes);
  gtk_image_set_from_icon_name (self->icon, removes ? "user-trash-symbolic" : "dialog-information-symbolic");
  gtk_label_set_label (self->sentence, sentence);
  rst_leave_preview_set_leave (self->preview, &leave);
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

  g_type_ensure (RST_TYPE_LEAVE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-leave-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, choice_row);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, days_row);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, days_spin);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, messages_row);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, messages_spin);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, size_row);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, size_spin);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, proven_row);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, proven_switch);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, icon);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, sentence);
  gtk_widget_class_bind_template_child (widget_class, RstLeaveGroup, preview);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
rst_leave_group_init (RstLeaveGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_cb (self);
}

static void
show_leave (RstLeaveGroup *self)
{
  GtkSpinButton *spin = get_spin (self, self->leave.kind);

  gtk_switch_set_active (self->proven_switch, self->leave.proven);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].kind == self->leave.kind)
      {
        if (spin != NULL)
          gtk_spin_button_set_value (spin, round_amount (spin, self->leave.amount, choices[i].unit));
        adw_combo_row_set_selected (self->choice_row, i);
      }
  update_cb (self);
}

void
rst_leave_group_set_account (RstLeaveGroup    *self,
                             RstAccounts      *accounts,
                             RstStore         *store,
                             const RstAccount *account)
{
  g_return_if_fail (RST_IS_LEAVE_GROUP (self));
  g_return_if_fail (account != NULL);

  self->leave = account->leave;
  rst_leave_preview_set_account (self->preview, accounts, store, account);
  show_leave (self);
}

RstLeave
rst_leave_group_get_leave (RstLeaveGroup *self)
{
  RstLeave leave = { RST_LEAVE_ALWAYS };
  GtkSpinButton *spin;
  double value;
  guint choice;

  g_return_val_if_fail (RST_IS_LEAVE_GROUP (self), leave);

  choice = MIN (adw_combo_row_get_selected (self->choice_row), G_N_ELEMENTS (choices) - 1);
  leave.kind = choices[choice].kind;
  leave.proven = gtk_switch_get_active (self->proven_switch);
  spin = get_spin (self, leave.kind);
  if (spin == NULL)
    return leave;

  value = gtk_spin_button_get_value (spin);
  if (leave.kind == self->leave.kind &&
      round_amount (spin, self->leave.amount, choices[choice].unit) == value)
    leave.amount = self->leave.amount;
  else
    leave.amount = (guint64) value * choices[choice].unit;
  return leave;
}
