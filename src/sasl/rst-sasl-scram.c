/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-sasl-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "sasl/rst-base64.h"
#include "sasl/rst-saslprep.h"
#include "sasl/rst-scram-keys.h"
#include "sasl/rst-scram-message.h"

typedef struct
{
  char *gs2_header;
  char *nonce;
  char *first_bare; /* client-first-message-bare */
  guint8 signature[RST_SCRAM_DIGEST_MAX]; /* what the server has to show */
  gsize signature_size; /* 0 until it can be checked */
} RstScram;

/* In place of random ones, for tests. */
static char *fixed_nonce;

void
rst_sasl_scram_set_nonce (const char *nonce)
{
  g_free (fixed_nonce);
  fixed_nonce = g_strdup (nonce);
}

/* RFC 5802 §6: "p" binds to the channel, "y" says that this side could and the
 * server does not offer it, "n" that this side cannot. Nobody to act for
 * follows.
 */
static char *
dup_gs2_header (RstSasl *self)
{
  if (rst_sasl_mechanism_needs_binding (self->mechanism))
    return g_strdup_printf ("p=%s,,", self->binding_type);
  return g_strdup (self->binding_type != NULL ? "y,," : "n,,");
}

static void
init (RstSasl *self)
{
  RstScram *scram = self->state;

  scram->gs2_header = dup_gs2_header (self);
}

static void
clear (RstSasl *self)
{
  RstScram *scram = self->state;

  g_free (scram->gs2_header);
  g_free (scram->nonce);
  g_free (scram->first_bare);
  explicit_bzero (scram, sizeof *scram);
}

static RstScramHash
get_hash (RstSasl *self)
{
  return self->mechanism == RST_SASL_SCRAM_SHA_256 || self->mechanism == RST_SASL_SCRAM_SHA_256_PLUS
           ? RST_SCRAM_SHA_256 : RST_SCRAM_SHA_1;
}

static gboolean
fail_cryptography (GError **error)
{
  g_set_error_literal (error, RST_ERROR, RST_ERROR_CONFIG,
                       _("This system’s GnuTLS cannot compute SCRAM"));
  return FALSE;
}

/* RFC 5802 §5.1, "n": prepared, with what means something in a message
 * escaped.
 */
static char *
dup_saslname (const char *user, GError **error)
{
  g_autoptr (RstSecret) prepared = rst_saslprep (user);
  GString *name;

  if (prepared == NULL)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_CONFIG,
                           _("The user name is empty or has a character that SCRAM does not allow"));
      return NULL;
    }

  name = g_string_new (prepared);
  g_string_replace (name, "=", "=3D", 0);
  g_string_replace (name, ",", "=2C", 0);
  return g_string_free (name, FALSE);
}

/* client-first-message */
static GString *
begin (RstSasl *self, GError **error)
{
  RstScram *scram = self->state;
  g_autofree char *name = dup_saslname (self->credentials->user, error);
  GString *message;

  if (name == NULL)
    return NULL;
  scram->nonce = fixed_nonce != NULL ? g_strdup (fixed_nonce) : rst_scram_dup_nonce ();
  if (scram->nonce == NULL)
    {
      fail_cryptography (error);
      return NULL;
    }

  scram->first_bare = g_strdup_printf ("n=%s,r=%s", name, scram->nonce);
  message = g_string_new (scram->gs2_header);
  g_string_append (message, scram->first_bare);
  return message;
}

static gboolean
derive_keys (RstSasl *self, const RstScramFirst *first, RstScramKeys *keys, GError **error)
{
  g_autoptr (RstSecret) password = rst_saslprep (self->credentials->secret);

  if (password == NULL)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_CONFIG,
                           _("The password is empty or has a character that SCRAM does not allow"));
      return FALSE;
    }
  return rst_scram_keys_init (keys, get_hash (self), password, first->salt, first->iterations) ||
         fail_cryptography (error);
}

/* RFC 5802 §5.1, "c": what the first message said of the binding, and its
 * data.
 */
static char *
dup_channel_binding (RstSasl *self)
{
  RstScram *scram = self->state;
  g_autoptr (GByteArray) input = g_byte_array_new ();

  g_byte_array_append (input, (const guint8 *) scram->gs2_header, (guint) strlen (scram->gs2_header));
  if (rst_sasl_mechanism_needs_binding (self->mechanism))
    g_byte_array_append (input, g_bytes_get_data (self->binding_data, NULL),
                         (guint) g_bytes_get_size (self->binding_data));
  return g_base64_encode (input->data, input->len);
}

/* client-final-message */
static GString *
prove (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  RstScram *scram = self->state;
  g_auto (RstScramFirst) first = { NULL };
  g_auto (RstScramKeys) keys = { RST_SCRAM_SHA_1 };
  g_autofree char *binding = dup_channel_binding (self);
  g_autofree char *without_proof = NULL;
  g_autofree char *auth_message = NULL;
  g_autofree char *proof_text = NULL;
  guint8 proof[RST_SCRAM_DIGEST_MAX];
  GString *message;

  if (!rst_scram_first_parse (&first, challenge, length, scram->nonce, error) ||
      !derive_keys (self, &first, &keys, error))
    return NULL;

  without_proof = g_strdup_printf ("c=%s,r=%s", binding, first.nonce);
  auth_message = g_strdup_printf ("%s,%.*s,%s", scram->first_bare, (int) length, challenge, without_proof);
  if (!rst_scram_keys_sign (&keys, auth_message, proof, scram->signature))
    {
      fail_cryptography (error);
      return NULL;
    }
  scram->signature_size = keys.size;
  proof_text = g_base64_encode (proof, keys.size);
  message = g_string_new (NULL);
  g_string_printf (message, "%s,p=%s", without_proof, proof_text);
  return message;
}

/* RFC 5802 §7, server-error-value: what a person is to know of it. Where
 * somebody may be in between, nothing that gives more away may be tried next.
 */
static void
set_refusal_error (RstSasl *self, GError **error)
{
  static const struct
  {
    const char *value;
    RstError code;
    const char *sentence;
  } refusals[] = {
    { "channel-bindings-dont-match", RST_ERROR_PROTOCOL,
      N_("The server sees another TLS channel than this side does; somebody may be in between") },
    { "server-does-support-channel-binding", RST_ERROR_PROTOCOL,
      N_("The server can bind the login to TLS, but its offer to do so did not arrive; somebody may be in between") },
    { "unsupported-channel-binding-type", RST_ERROR_AUTH,
      N_("The server cannot bind the login to TLS in a way that is known here") },
    { "invalid-proof", RST_ERROR_AUTH, N_("The server refused the password") },
    { "unknown-user", RST_ERROR_AUTH, N_("The server does not know the user name") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (self->refusal, refusals[i].value) == 0)
      {
        g_set_error_literal (error, RST_ERROR, (int) refusals[i].code, _(refusals[i].sentence));
        return;
      }
  g_set_error (error, RST_ERROR, RST_ERROR_AUTH, _("The server refused %s: “%s”"),
               rst_sasl_mechanism_get_name (self->mechanism),
               self->refusal != NULL ? self->refusal : "");
}

static void
set_unproven_error (RstSasl *self, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server did not show that it knows the password, as %s asks of it; somebody may be in between"),
               rst_sasl_mechanism_get_name (self->mechanism));
}

/* RFC 5802 §3: a server that has the password's keys shows it. */
static GString *
verify (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  RstScram *scram = self->state;
  g_auto (RstScramFinal) final = { NULL };

  if (!rst_scram_final_parse (&final, challenge, length, error))
    return NULL;
  if (final.refusal != NULL)
    {
      rst_sasl_take_refusal (self, final.refusal, strlen (final.refusal));
      set_refusal_error (self, error);
      return NULL;
    }
  if (final.verifier->len != scram->signature_size ||
      !rst_scram_is_equal (final.verifier->str, scram->signature, scram->signature_size))
    {
      set_unproven_error (self, error);
      return NULL;
    }

  self->complete = TRUE;
  return g_string_new (NULL);
}

static GString *
respond (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  RstScram *scram = self->state;

  if (challenge == NULL)
    return begin (self, error);
  if (self->complete)
    {
      rst_sasl_set_asks_on_error (self, error);
      return NULL;
    }

  /* A refusal may come early too. */
  if (scram->signature_size == 0 && (length < 2 || memcmp (challenge, "e=", 2) != 0))
    return prove (self, challenge, length, error);
  return verify (self, challenge, length, error);
}

const RstSaslFamily rst_sasl_scram = {
  .state_size = sizeof (RstScram),
  .speaks_first = TRUE,
  .init = init,
  .respond = respond,
  .set_incomplete_error = set_unproven_error,
  .clear = clear,
};
