/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-account-dialog.h"

#include <glib/gi18n.h>

#include "account/rst-account-form.h"
#include "account/rst-account-id.h"
#include "account/rst-connection-test.h"
#include "rst-error-text.h"

/* What stays in sight above what it scrolls to. */
#define SCROLL_MARGIN 72

struct _RstAccountDialog
{
  AdwWindow parent_instance;

  GtkWidget *save_button;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  AdwToastOverlay *toasts;
  RstAccountForm *form;
  RstConnectionTest *test;
  GtkImage *status_icon;
  GtkLabel *status_label;
  GtkWidget *copy_button; /* once there is something to report */
  GtkButton *test_button;

  RstAccounts *accounts;
  char *id;           /* of the account that is edited; NULL for a new one */
  GPtrArray *taken;   /* ids in use; NULL until they are known */
  GCancellable *cancellable; /* of loading and saving */
  char *saving_id;    /* while it is being saved */
  guint frames;       /* until it scrolls */
  GtkWidget *target;  /* what it scrolls to; NULL for the end */
};

G_DEFINE_FINAL_TYPE (RstAccountDialog, rst_account_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_status (RstAccountDialog *self, const char *icon, const char *css_class, const char *text)
{
  const char *classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->status_icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->status_icon), classes);
  gtk_label_set_label (self->status_label, text);
}

static void
show_error (RstAccountDialog *self, const GError *error)
{
  g_autofree char *text = rst_error_text_dup (error);

  show_status (self, "dialog-error-symbolic", "error", text);
}

/* What keeps the account from being saved, or NULL. */
static const char *
get_problem (RstAccountDialog *self)
{
  const char *problem = rst_account_form_get_problem (self->form);

  if (problem == NULL && self->taken == NULL)
    return _("The accounts of this profile are being read.");
  return problem;
}

static void
update_buttons (RstAccountDialog *self)
{
  gboolean is_running = rst_connection_test_is_running (self->test);
  gboolean is_valid = get_problem (self) == NULL;

  gtk_button_set_label (self->test_button, is_running ? _("S_top") : _("_Test"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), is_running || (is_valid && self->saving_id == NULL));
  gtk_widget_set_sensitive (self->save_button, is_valid && self->saving_id == NULL);
  gtk_widget_set_sensitive (self->content, self->saving_id == NULL);
}

static void
form_changed_cb (RstAccountDialog *self)
{
  const char *problem = get_problem (self);

  /* What a test found counts for the settings that it tried. */
  rst_connection_test_stop (self->test);
  gtk_widget_set_visible (GTK_WIDGET (self->test), FALSE);
  gtk_widget_set_visible (self->copy_button, FALSE);

  if (problem != NULL)
    show_status (self, "dialog-information-symbolic", "dim-label", problem);
  else
    show_status (self, "emblem-ok-symbolic", "success", _("Ready to be tested and saved."));
  update_buttons (self);
}

static char *
dup_id (RstAccountDialog *self)
{
  g_autofree char *address = NULL;

  if (self->id != NULL)
    return g_strdup (self->id);

  address = rst_account_form_dup_address (self->form);
  return rst_account_id_from_address (address, self->taken);
}

static RstAccount *
dup_account (RstAccountDialog *self)
{
  g_autofree char *id = dup_id (self);
  g_autoptr (GError) error = NULL;
  RstAccount *account = rst_account_form_dup_account (self->form, id, &error);

  if (account == NULL)
    show_error (self, error);
  return account;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RstAccountDialog *self = RST_ACCOUNT_DIALOG (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (--self->frames > 0)
    return G_SOURCE_CONTINUE;

  if (self->target == NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  else if (gtk_widget_compute_bounds (self->target, gtk_widget_get_parent (self->content), &bounds))
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + bounds.origin.y - SCROLL_MARGIN);
  return G_SOURCE_REMOVE;
}

/* The height of new text is known two frames later, once it was laid out. A row
 * of the test goes away no sooner than with the next test, which scrolls anew.
 */
static void
scroll_to (RstAccountDialog *self, GtkWidget *target)
{
  if (self->frames == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
  self->frames = 3;
  self->target = target;
}

static void
test_grown_cb (RstAccountDialog *self)
{
  scroll_to (self, NULL);
}

static void
copy_clicked_cb (RstAccountDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          rst_connection_test_get_report (self->test));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("The report was copied.")));
}

static void
start_test (RstAccountDialog *self)
{
  g_autoptr (RstAccount) account = dup_account (self);

  if (account == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->test), TRUE);
  gtk_widget_set_visible (self->copy_button, FALSE);
  rst_connection_test_start (self->test, self->accounts, account,
                             rst_account_form_get_password (self->form));
  show_status (self, "content-loading-symbolic", "dim-label", _("The connection is being tested…"));
  scroll_to (self, NULL);
}

static void
test_clicked_cb (RstAccountDialog *self)
{
  if (rst_connection_test_is_running (self->test))
    {
      rst_connection_test_stop (self->test);
      show_status (self, "dialog-information-symbolic", "dim-label", _("The test was stopped."));
    }
  else if (get_problem (self) == NULL)
    start_test (self);
  update_buttons (self);
}

static void
test_finished_cb (RstAccountDialog *self)
{
  GtkWidget *row;

  switch (rst_connection_test_get_verdict (self->test, &row))
    {
    case RST_DOCTOR_OK:
      show_status (self, "emblem-ok-symbolic", "success", _("The test passed. The account works."));
      break;
    case RST_DOCTOR_WARNING:
      show_status (self, "dialog-warning-symbolic", "warning", _("The account works, but see above what there is to know."));
      break;
    case RST_DOCTOR_FAILED:
    case RST_DOCTOR_SKIPPED:
    default:
      show_status (self, "dialog-error-symbolic", "error", _("The test failed. See above what broke and what to do."));
    }
  scroll_to (self, row);
  gtk_widget_set_visible (self->copy_button, TRUE);
  update_buttons (self);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = rst_accounts_save_finish (RST_ACCOUNTS (source), result, &error);

  if (saved)
    g_signal_emit (self, signals[SAVED], 0, self->saving_id);
  g_clear_pointer (&self->saving_id, g_free);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (saved)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      show_error (self, error);
      update_buttons (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->form));
    }
}

static void
save_clicked_cb (RstAccountDialog *self)
{
  g_autoptr (RstAccount) account = NULL;

  if (self->saving_id != NULL || get_problem (self) != NULL)
    return;

  account = dup_account (self);
  if (account == NULL)
    return;

  self->saving_id = g_strdup (account->id);
  rst_connection_test_stop (self->test);
  rst_accounts_save_async (self->accounts, account,
                           rst_account_form_get_password (self->form),
                           self->cancellable, save_cb, g_object_ref (self));
  /* A text with the focus would miss that it becomes insensitive. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  show_status (self, "content-loading-symbolic", "dim-label",
               _("The account is being saved. Your keyring may ask to be unlocked."));
  update_buttons (self);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = rst_accounts_load_finish (RST_ACCOUNTS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (accounts == NULL)
    {
      show_error (self, error);
      return;
    }

  self->taken = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < accounts->len; i++)
    g_ptr_array_add (self->taken, g_strdup (((RstAccount *) accounts->pdata[i])->id));
  form_changed_cb (self);
}

static gboolean
close_request_cb (RstAccountDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  rst_connection_test_stop (self->test);
  rst_account_form_clear_password (self->form);
  return GDK_EVENT_PROPAGATE;
}

static void
rst_account_dialog_dispose (GObject *object)
{
  RstAccountDialog *self = RST_ACCOUNT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_ACCOUNT_DIALOG);

  G_OBJECT_CLASS (rst_account_dialog_parent_class)->dispose (object);
}

static void
rst_account_dialog_finalize (GObject *object)
{
  RstAccountDialog *self = RST_ACCOUNT_DIALOG (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->saving_id, g_free);

  G_OBJECT_CLASS (rst_account_dialog_parent_class)->finalize (object);
}

static void
rst_account_dialog_class_init (RstAccountDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_account_dialog_dispose;
  object_class->finalize = rst_account_dialog_finalize;

  signals[SAVED] = g_signal_new ("saved", RST_TYPE_ACCOUNT_DIALOG, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (RST_TYPE_ACCOUNT_FORM);
  g_type_ensure (RST_TYPE_CONNECTION_TEST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, content);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, form);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, test);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, status_icon);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, RstAccountDialog, test_button);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_finished_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_grown_cb);
}

static void
rst_account_dialog_init (RstAccountDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rst_account_dialog_new (RstAccounts *accounts, RstStore *store, const RstAccount *account)
{
  RstAccountDialog *self;

  g_return_val_if_fail (RST_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (RST_IS_STORE (store), NULL);

  self = g_object_new (RST_TYPE_ACCOUNT_DIALOG, NULL);
  self->accounts = g_object_ref (accounts);
  if (account != NULL)
    {
      self->id = g_strdup (account->id);
      gtk_window_set_title (GTK_WINDOW (self), _("Edit Account"));
      gtk_button_set_label (GTK_BUTTON (self->save_button), _("_Save"));
      rst_account_form_set_account (self->form, accounts, store, account);
    }
  form_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  rst_accounts_load_async (accounts, self->cancellable, load_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
