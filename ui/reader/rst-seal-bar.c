/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-seal-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-seal.h"

/* GnuPG may wait for something: nobody waits for it longer. */
#define LIMIT_SECONDS 20
#define MAX_SIGNER 120
/* Armour begins where the text does, but for a greeting. */
#define MAX_LOOKED_AT (256 * 1024)

struct _RstSealBar
{
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *label;

  GCancellable *checking;
  guint limit;
};

G_DEFINE_FINAL_TYPE (RstSealBar, rst_seal_bar, ADW_TYPE_BIN)

static void
stop (RstSealBar *self)
{
  g_clear_handle_id (&self->limit, g_source_remove);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
rst_seal_bar_dispose (GObject *object)
{
  stop (RST_SEAL_BAR (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_SEAL_BAR);

  G_OBJECT_CLASS (rst_seal_bar_parent_class)->dispose (object);
}

static void
rst_seal_bar_class_init (RstSealBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_seal_bar_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-seal-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RstSealBar, icon);
  gtk_widget_class_bind_template_child (widget_class, RstSealBar, label);
}

static void
rst_seal_bar_init (RstSealBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_partial (const RstSeal *seal, const char *signer)
{
  if (seal->state == RST_SEAL_BAD)
    return g_strdup (_("A part of this message was changed after it was signed"));
  if (seal->state == RST_SEAL_ENCRYPTED)
    return g_strdup (_("A part of this message is encrypted or wrapped in a signature. "
                       "Restante cannot open it"));
  if (seal->state == RST_SEAL_VALID)
    /* Translators: name and address of a key */
    return g_strdup_printf (_("A part of this message is signed by %s, the rest is not"), signer);
  return g_strdup (_("Only a part of this message is signed, and by whom is not certain"));
}

static char *
dup_whole (const RstSeal *seal, const char *signer)
{
  switch (seal->state)
    {
    case RST_SEAL_VALID:
      /* Translators: name and address of a key, and the key’s number */
      return g_strdup_printf (_("Signed by %s, and not changed since (key %s)"), signer, seal->key);
    case RST_SEAL_UNTRUSTED:
      /* Translators: the key’s number, and the name and address that it has */
      return g_strdup_printf (_("Signed with the key %s. It has the name %s, which nobody "
                                "you trust has confirmed"),
                              seal->key, signer);
    case RST_SEAL_OTHER:
      /* Translators: name and address of a key */
      return g_strdup_printf (_("Signed with a key of %s, who is not the sender"), signer);
    case RST_SEAL_OLD:
      return g_strdup (_("Signed, but the signature or its key has expired or was revoked"));
    case RST_SEAL_UNKNOWN:
      return g_strdup (_("Signed with a key that is not on this computer: by whom is not known"));
    case RST_SEAL_BAD:
      return g_strdup (_("The signature is bad: this message was changed after it was signed"));
    case RST_SEAL_NO_KEYS:
      return g_strdup (_("Signed, but not verified: GnuPG has no keys on this computer"));
    case RST_SEAL_ENCRYPTED:
      return g_strdup (_("Encrypted, or wrapped in a signature. Restante cannot open it: "
                         "save the message to open it in another program"));
    case RST_SEAL_UNCHECKED:
    case RST_SEAL_NONE:
    default:
      return g_strdup (_("Signed, but the signature could not be verified"));
    }
}

static const char *
get_icon (const RstSeal *seal)
{
  if (seal->state == RST_SEAL_ENCRYPTED)
    return "channel-secure-symbolic";
  if (seal->state == RST_SEAL_VALID && !seal->partial)
    return "emblem-ok-symbolic";
  if (seal->state == RST_SEAL_BAD || seal->state == RST_SEAL_OTHER)
    return "dialog-warning-symbolic";
  return "dialog-question-symbolic";
}

static void
set_class (RstSealBar *self, const char *name, gboolean is)
{
  if (is)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
show_seal (RstSealBar *self, const RstSeal *seal)
{
  g_autofree char *signer = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), seal->state != RST_SEAL_NONE);
  if (seal->state == RST_SEAL_NONE)
    return;

  signer = rst_text_dup_short (seal->signer != NULL ? seal->signer : _("an unknown person"),
                               MAX_SIGNER);
  text = seal->partial ? dup_partial (seal, signer) : dup_whole (seal, signer);
  gtk_label_set_text (self->label, text);
  gtk_image_set_from_icon_name (self->icon, get_icon (seal));
  set_class (self, "valid", seal->state == RST_SEAL_VALID && !seal->partial);
  set_class (self, "bad", seal->state == RST_SEAL_BAD || seal->state == RST_SEAL_OTHER);
}

static void
check (GTask *task, gpointer source, gpointer data, GCancellable *unused)
{
  GCancellable *checking = g_object_get_data (G_OBJECT (task), "checking");

  g_task_return_pointer (task, rst_seal_check (data, checking), (GDestroyNotify) rst_seal_free);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstSealBar *self = RST_SEAL_BAR (source);
  g_autoptr (RstSeal) seal = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another message has come meanwhile. */
  if (g_object_get_data (G_OBJECT (result), "checking") != self->checking)
    return;

  g_clear_handle_id (&self->limit, g_source_remove);
  g_clear_object (&self->checking);
  show_seal (self, seal);
}

/* The answer comes then, and says that nothing is certain. */
static gboolean
limit_cb (gpointer user_data)
{
  RstSealBar *self = user_data;

  self->limit = 0;
  g_cancellable_cancel (self->checking);
  return G_SOURCE_REMOVE;
}

static gboolean
is_seal (RstPart *part)
{
  static const char *const types[] = {
    "application/pgp-encrypted", "application/pgp-signature", "application/pkcs7-mime",
    "application/pkcs7-signature", "application/x-pkcs7-mime", "application/x-pkcs7-signature",
    NULL,
  };

  return g_strv_contains (types, rst_part_get_content_type (part));
}

/* Most messages have nothing to look into, and need no thread for it. */
static gboolean
may_be_sealed (RstMessage *message)
{
  GListModel *parts = rst_message_get_parts (message);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      if (is_seal (part))
        return TRUE;
    }
  return g_strstr_len (rst_message_get_text (message), MAX_LOOKED_AT, "-----BEGIN PGP ") != NULL;
}

void
rst_seal_bar_set_message (RstSealBar *self, RstMessage *message)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RST_IS_SEAL_BAR (self));
  g_return_if_fail (message == NULL || RST_IS_MESSAGE (message));

  stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (message == NULL || !may_be_sealed (message))
    return;

  self->checking = g_cancellable_new ();
  self->limit = g_timeout_add_seconds (LIMIT_SECONDS, limit_cb, self);
  task = g_task_new (self, NULL, checked_cb, NULL);
  g_task_set_task_data (task, g_bytes_ref (rst_message_get_raw (message)),
                        (GDestroyNotify) g_bytes_unref);
  g_object_set_data_full (G_OBJECT (task), "checking",
                          g_object_ref (self->checking), g_object_unref);
  g_task_run_in_thread (task, check);
}
