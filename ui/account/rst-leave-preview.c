/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-leave-preview.h"

#include "fetch/rst-fetch-preview.h"

/* A number that is being typed or turned is not asked for at each step. */
#define REST_MS 150

struct _RstLeavePreview
{
  AdwBin parent_instance;

  GtkLabel *label;

  RstAccounts *accounts; /* NULL for a new account */
  RstStore *store;
  RstAccount *account;   /* with the rule in question */
  GCancellable *cancellable;
  guint rest;
};

G_DEFINE_FINAL_TYPE (RstLeavePreview, rst_leave_preview, ADW_TYPE_BIN)

/* It keeps its place while it is not true: nothing jumps. */
static void
show_text (RstLeavePreview *self, const char *text)
{
  gtk_label_set_text (self->label, text);
  gtk_widget_set_opacity (GTK_WIDGET (self->label), 1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstLeavePreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  RstFetchPreview preview;

  if (!rst_fetch_preview_load_finish (result, &preview, &error))
    {
      if (!g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_text (self, error->message);
      return;
    }
  sentence = rst_fetch_preview_dup_sentence (&preview);
  show_text (self, sentence);
}

static void
rest_cb (gpointer user_data)
{
  RstLeavePreview *self = user_data;

  self->rest = 0;
  self->cancellable = g_cancellable_new ();
  rst_fetch_preview_load_async (self->accounts, self->store, self->account,
                                self->cancellable, load_cb, g_object_ref (self));
}

static void
stop (RstLeavePreview *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
rst_leave_preview_dispose (GObject *object)
{
  RstLeavePreview *self = RST_LEAVE_PREVIEW (object);

  stop (self);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);
  g_clear_pointer (&self->account, rst_account_free);

  G_OBJECT_CLASS (rst_leave_preview_parent_class)->dispose (object);
}

static void
rst_leave_preview_class_init (RstLeavePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rst_leave_preview_dispose;
}

static void
rst_leave_preview_init (RstLeavePreview *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "xalign", 0.0,
                              NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rst_leave_preview_set_account (RstLeavePreview  *self,
                               RstAccounts      *accounts,
                               RstStore         *store,
                               const RstAccount *account)
{
  g_return_if_fail (RST_IS_LEAVE_PREVIEW (self));
  g_return_if_fail (RST_IS_ACCOUNTS (accounts));
  g_return_if_fail (RST_IS_STORE (store));
  g_return_if_fail (account != NULL);

  g_set_object (&self->accounts, accounts);
  g_set_object (&self->store, store);
  g_clear_pointer (&self->account, rst_account_free);
  self->account = rst_account_copy (account);
  rst_leave_preview_set_leave (self, &account->leave);
}

void
rst_leave_preview_set_leave (RstLeavePreview *self, const RstLeave *leave)
{
  g_return_if_fail (RST_IS_LEAVE_PREVIEW (self));
  g_return_if_fail (leave != NULL);

  if (self->account == NULL)
    return;

  stop (self);
  self->account->leave = *leave;
  gtk_widget_set_opacity (GTK_WIDGET (self->label), 0);
  if (leave->kind == RST_LEAVE_ALWAYS)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    self->rest = g_timeout_add_once (REST_MS, rest_cb, self);
}
