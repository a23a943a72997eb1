/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gpgme.h>
#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-address.h"
#include "mime/rst-seal.h"
#include "mime/rst-sealed.h"
#include "mime/rst-summary-private.h"

#define SHORT_KEY 16

static gpointer
init_cb (gpointer unused)
{
  gpgme_check_version (NULL);
  return NULL;
}

static gboolean
has_keys (void)
{
  static GOnce once = G_ONCE_INIT;
  const char *folder;

  g_once (&once, init_cb, NULL);
  folder = gpgme_get_dirinfo ("homedir");
  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* Without the network, whatever the person's own settings say. */
static gpgme_ctx_t
open_context (gpgme_protocol_t protocol)
{
  gpgme_ctx_t context;

  if (gpgme_engine_check_version (protocol) != 0 || gpgme_new (&context) != 0)
    return NULL;
  gpgme_set_protocol (context, protocol);
  gpgme_set_offline (context, 1);
  gpgme_set_ctx_flag (context, "auto-key-retrieve", "0");
  return context;
}

static RstSealState
judge_signature (gpgme_signature_t signature)
{
  switch (gpgme_err_code (signature->status))
    {
    case GPG_ERR_NO_ERROR:
      return signature->summary & GPGME_SIGSUM_VALID ? RST_SEAL_VALID : RST_SEAL_UNTRUSTED;
    case GPG_ERR_BAD_SIGNATURE:
      return RST_SEAL_BAD;
    case GPG_ERR_NO_PUBKEY:
      return RST_SEAL_UNKNOWN;
    case GPG_ERR_SIG_EXPIRED:
    case GPG_ERR_KEY_EXPIRED:
    case GPG_ERR_CERT_EXPIRED:
    case GPG_ERR_CERT_REVOKED:
      return RST_SEAL_OLD;
    default:
      return RST_SEAL_UNCHECKED;
    }
}

static gboolean
is_usable (gpgme_user_id_t uid)
{
  return uid->address != NULL && !uid->revoked && !uid->invalid;
}

/* The name that the key has for the sender. An OpenPGP key may have names that
 * anybody could have added: each has to be vouched for by itself. A certificate
 * is signed as a whole.
 */
static gboolean
is_of (gpgme_key_t key, const char *address, gboolean trusted)
{
  for (gpgme_user_id_t uid = key->uids; uid != NULL; uid = uid->next)
    {
      if (!is_usable (uid) || g_ascii_strcasecmp (uid->address, address) != 0)
        continue;
      if (!trusted || key->protocol == GPGME_PROTOCOL_CMS || uid->validity >= GPGME_VALIDITY_FULL)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_signer (gpgme_key_t key)
{
  for (gpgme_user_id_t uid = key->uids; uid != NULL; uid = uid->next)
    if (is_usable (uid))
      {
        g_autofree char *text = NULL;

        if (uid->name != NULL && *uid->name != '\0')
          text = g_strdup_printf ("%s <%s>", uid->name, uid->address);
        return rst_text_dup_line (text != NULL ? text : uid->address, -1);
      }
  return key->uids != NULL ? rst_text_dup_line (key->uids->uid, -1) : NULL;
}

/* RFC 5322 §3.6.2: of several authors, no signature speaks for all. */
static const char *
get_sender (const RstSummary *summary)
{
  const RstAddress *from;

  if (summary->from->len != 1)
    return "";
  from = g_ptr_array_index (summary->from, 0);
  return from->address;
}

static void
compare_signer (RstSeal *self, gpgme_key_t key, const RstSummary *summary)
{
  const char *sender = get_sender (summary);

  if (self->state != RST_SEAL_VALID && self->state != RST_SEAL_UNTRUSTED)
    return;
  if (*sender == '\0' || !is_of (key, sender, FALSE))
    self->state = RST_SEAL_OTHER;
  else if (!is_of (key, sender, TRUE))
    self->state = RST_SEAL_UNTRUSTED;
}

static void
read_signature (RstSeal *self, gpgme_ctx_t context, gpgme_signature_t signature, const RstSummary *summary)
{
  gsize length = signature->fpr != NULL ? strlen (signature->fpr) : 0;
  gpgme_key_t key = NULL;

  self->state = judge_signature (signature);
  if (length > 0)
    self->key = g_strdup (signature->fpr + (length > SHORT_KEY ? length - SHORT_KEY : 0));
  if (length > 0 && gpgme_get_key (context, signature->fpr, &key, 0) == 0)
    {
      self->signer = dup_signer (key);
      compare_signer (self, key, summary);
      gpgme_key_unref (key);
    }
  else if (self->state == RST_SEAL_VALID || self->state == RST_SEAL_UNTRUSTED)
    {
      self->state = RST_SEAL_UNCHECKED;
    }
}

static void
cancelled_cb (GCancellable *cancellable, gpgme_ctx_t context)
{
  gpgme_cancel_async (context);
}

static gpgme_error_t
run_gnupg (gpgme_ctx_t context, const RstSealed *sealed, GCancellable *cancellable)
{
  gpgme_data_t content = NULL;
  gpgme_data_t signature = NULL;
  gpgme_error_t error;
  gsize content_length;
  gsize signature_length;
  const char *content_octets = g_bytes_get_data (sealed->content, &content_length);
  const char *signature_octets = g_bytes_get_data (sealed->signature, &signature_length);
  gulong handler = 0;

  error = gpgme_data_new_from_mem (&content, content_octets != NULL ? content_octets : "", content_length, 0);
  if (error == 0)
    error = gpgme_data_new_from_mem (&signature, signature_octets != NULL ? signature_octets : "", signature_length, 0);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), context, NULL);
  if (error == 0 && !g_cancellable_is_cancelled (cancellable))
    error = gpgme_op_verify (context, signature, content, NULL);
  g_cancellable_disconnect (cancellable, handler);
  gpgme_data_release (content);
  gpgme_data_release (signature);
  return g_cancellable_is_cancelled (cancellable) ? gpgme_error (GPG_ERR_CANCELED) : error;
}

static void
verify (RstSeal *self, const RstSealed *sealed, const RstSummary *summary, GCancellable *cancellable)
{
  gpgme_ctx_t context;
  gpgme_verify_result_t result;

  self->state = RST_SEAL_UNCHECKED;
  if (!has_keys ())
    {
      self->state = RST_SEAL_NO_KEYS;
      return;
    }
  context = open_context (sealed->kind == RST_SEALED_CMS ? GPGME_PROTOCOL_CMS
                                                         : GPGME_PROTOCOL_OpenPGP);
  if (context == NULL)
    return;

  if (run_gnupg (context, sealed, cancellable) == 0)
    {
      result = gpgme_op_verify_result (context);
      /* Of several, one may be good and another one not: that is not told. */
      if (result != NULL && result->signatures != NULL && result->signatures->next == NULL)
        read_signature (self, context, result->signatures, summary);
    }
  gpgme_release (context);
}

RstSeal *
rst_seal_check (GBytes *raw, GCancellable *cancellable)
{
  RstSeal *self = g_new0 (RstSeal, 1);
  g_autoptr (RstBody) body = NULL;
  g_autoptr (RstSummary) summary = NULL;
  g_auto (RstSealed) sealed = { 0 };

  g_return_val_if_fail (raw != NULL, self);

  body = rst_body_new (raw);
  rst_sealed_find (&sealed, body);
  self->partial = sealed.partial;
  switch (sealed.kind)
    {
    case RST_SEALED_OPENPGP:
    case RST_SEALED_CMS:
      summary = rst_summary_new (body);
      verify (self, &sealed, summary, cancellable);
      break;
    case RST_SEALED_OTHERWISE:
      self->state = RST_SEAL_UNCHECKED;
      break;
    case RST_SEALED_ENCRYPTED:
      self->state = RST_SEAL_ENCRYPTED;
      break;
    case RST_SEALED_NOT:
    default:
      break;
    }
  return self;
}

void
rst_seal_free (RstSeal *self)
{
  g_free (self->signer);
  g_free (self->key);
  g_free (self);
}
