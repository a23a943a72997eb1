/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-tags-dialog.h"

#include "rst-tag-pills.h"
#include "store/rst-tag.h"

struct _RstTagsDialog
{
  AdwWindow parent_instance;

  guint n_messages;

  GtkWidget *entry;
  GtkWidget *list;
};

/* A line of the list; kept with its row. */
typedef struct
{
  char *name;
  char *folded;
  guint n_chosen;   /* of the messages have it */
  GtkWidget *check;
} Line;

G_DEFINE_FINAL_TYPE (RstTagsDialog, rst_tags_dialog, ADW_TYPE_WINDOW)

enum
{
  APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_free (line->folded);
  g_free (line);
}

/* The line of a row, counted from the first; NULL behind the last. */
static Line *
get_line (RstTagsDialog *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "line") : NULL;
}

/* Who chooses says it for all of the messages. */
static void
toggled_cb (GtkCheckButton *check)
{
  gtk_check_button_set_inconsistent (check, FALSE);
}

static Line *
add_line (RstTagsDialog *self, const char *name, guint n_chosen, gboolean first)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *row = adw_action_row_new ();

  line->name = g_strdup (name);
  line->folded = rst_tag_dup_folded (name);
  line->n_chosen = n_chosen;
  line->check = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line->check), n_chosen == self->n_messages);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (line->check), n_chosen > 0 && n_chosen < self->n_messages);
  g_signal_connect (line->check, "toggled", G_CALLBACK (toggled_cb), NULL);
  gtk_widget_set_valign (line->check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), line->check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), line->check);
  g_object_set_data_full (G_OBJECT (row), "line", line, line_free);
  gtk_list_box_insert (GTK_LIST_BOX (self->list), row, first ? 0 : -1);
  gtk_widget_set_visible (self->list, TRUE);
  return line;
}

static void
show_color (RstTagsDialog *self, int index, guint color)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index);
  GtkWidget *icon = gtk_image_new_from_icon_name ("restante-tag-symbolic");

  gtk_widget_add_css_class (icon, rst_tag_pills_get_class (color));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
}

/* What is typed becomes a line that is on; whether it can be a name. */
static gboolean
take_typed (RstTagsDialog *self)
{
  g_autofree char *name = rst_tag_dup_name (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *folded = name != NULL ? rst_tag_dup_folded (name) : NULL;
  Line *line;
  int i = 0;

  if (name == NULL)
    {
      gtk_widget_add_css_class (self->entry, "error");
      return FALSE;
    }
  while ((line = get_line (self, i)) != NULL && !g_str_equal (line->folded, folded))
    i++;
  if (line == NULL)
    line = add_line (self, name, 0, TRUE);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (line->check), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line->check), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  return TRUE;
}

static gboolean
has_typed (RstTagsDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  return *text != '\0';
}

static void
apply_cb (RstTagsDialog *self)
{
  g_autoptr (GStrvBuilder) add = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) discard = g_strv_builder_new ();
  g_auto (GStrv) added = NULL;
  g_auto (GStrv) discarded = NULL;
  Line *line;

  if (has_typed (self) && !take_typed (self))
    return;
  for (int i = 0; (line = get_line (self, i)) != NULL; i++)
    {
      gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (line->check));

      if (gtk_check_button_get_inconsistent (GTK_CHECK_BUTTON (line->check)))
        continue;
      if (active && line->n_chosen < self->n_messages)
        g_strv_builder_add (add, line->name);
      else if (!active && line->n_chosen > 0)
        g_strv_builder_add (discard, line->name);
    }
  added = g_strv_builder_end (add);
  discarded = g_strv_builder_end (discard);
  g_signal_emit (self, signals[APPLY], 0, added, discarded);
  gtk_window_close (GTK_WINDOW (self));
}

/* Enter adds what was typed; where nothing is left to add it is done. */
static void
entered_cb (RstTagsDialog *self)
{
  if (has_typed (self))
    take_typed (self);
  else
    apply_cb (self);
}

static void
typed_cb (RstTagsDialog *self)
{
  gtk_widget_remove_css_class (self->entry, "error");
}

static void
rst_tags_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_TAGS_DIALOG);

  G_OBJECT_CLASS (rst_tags_dialog_parent_class)->dispose (object);
}

static void
rst_tags_dialog_class_init (RstTagsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_tags_dialog_dispose;

  signals[APPLY] = g_signal_new ("apply", RST_TYPE_TAGS_DIALOG, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_STRV);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/window/rst-tags-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RstTagsDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RstTagsDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
rst_tags_dialog_init (RstTagsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
rst_tags_dialog_new (GtkWindow *parent, GPtrArray *tags, guint n_messages)
{
  RstTagsDialog *self;

  g_return_val_if_fail (tags != NULL, NULL);
  g_return_val_if_fail (n_messages > 0, NULL);

  self = g_object_new (RST_TYPE_TAGS_DIALOG, "transient-for", parent, NULL);
  self->n_messages = n_messages;
  for (guint i = 0; i < tags->len; i++)
    {
      const RstTag *tag = tags->pdata[i];

      add_line (self, tag->name, tag->n_chosen, FALSE);
      show_color (self, (int) i, tag->color);
    }
  gtk_window_set_focus (GTK_WINDOW (self), self->entry);
  return GTK_WINDOW (self);
}
