/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-scram.h"

#include <string.h>

#define DIGEST_MAX 32

/* A client that goes along with more is wrong already, and would only keep the
 * test waiting.
 */
#define ITERATIONS_MAX (1000 * 1000)

#define HUGE_CHALLENGE (1024 * 1024)

typedef struct
{
  guint8 octets[DIGEST_MAX];
} Digest;

struct _RstTestScram
{
  const RstTestSaslPolicy *policy;
  GChecksumType hash;
  gsize digest_size;
  gboolean plus;

  guint step;
  gboolean failed; /* an error was sent, the client has the last word */
  char *header;    /* the gs2 header, as it came */
  char *binding;   /* its type, NULL without */
  char *bare;      /* client-first-message-bare */
  char *nonce;     /* both parts */
  char *salt;      /* base64 */
  char *server_first;
};

RstTestScram *
rst_test_scram_new (GChecksumType hash, gboolean plus, const RstTestSaslPolicy *policy)
{
  RstTestScram *self = g_new0 (RstTestScram, 1);

  self->policy = policy;
  self->hash = hash;
  self->digest_size = (gsize) g_checksum_type_get_length (hash);
  self->plus = plus;
  return self;
}

void
rst_test_scram_free (RstTestScram *self)
{
  if (self == NULL)
    return;
  g_free (self->header);
  g_free (self->binding);
  g_free (self->bare);
  g_free (self->nonce);
  g_free (self->salt);
  g_free (self->server_first);
  g_free (self);
}

static gboolean
has_fault (RstTestScram *self, const char *fault)
{
  return g_strcmp0 (self->policy->fault, fault) == 0;
}

/* RFC 5802 §7, server-error: what the client answers does not matter. */
static RstTestSaslStep
fail (RstTestScram *self, GString *challenge, const char *why)
{
  g_string_printf (challenge, "e=%s", why);
  self->failed = TRUE;
  return RST_TEST_SASL_CHALLENGE;
}

static Digest
hmac (RstTestScram *self, const void *key, gsize key_size, const void *text, gsize size)
{
  GHmac *hmac = g_hmac_new (self->hash, key, key_size);
  Digest digest = { 0 };
  gsize digest_size = DIGEST_MAX;

  g_hmac_update (hmac, text, (gssize) size);
  g_hmac_get_digest (hmac, digest.octets, &digest_size);
  g_hmac_unref (hmac);
  return digest;
}

static Digest
hmac_text (RstTestScram *self, const Digest *key, const char *text)
{
  return hmac (self, key->octets, self->digest_size, text, strlen (text));
}

static Digest
hash_digest (RstTestScram *self, const Digest *input)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (self->hash);
  Digest digest = { 0 };
  gsize digest_size = DIGEST_MAX;

  g_checksum_update (checksum, input->octets, (gssize) self->digest_size);
  g_checksum_get_digest (checksum, digest.octets, &digest_size);
  return digest;
}

static void
exclusive_or (RstTestScram *self, Digest *digest, const guint8 *other)
{
  for (gsize i = 0; i < self->digest_size; i++)
    digest->octets[i] ^= other[i];
}

/* RFC 5802 §2.2: Hi (str, salt, i) */
static Digest
salt_password (RstTestScram *self, const char *password, guint64 iterations)
{
  gsize salt_size;
  g_autofree guchar *salt = g_base64_decode (self->salt, &salt_size);
  g_autoptr (GByteArray) first = g_byte_array_new ();
  Digest u;
  Digest sum;

  g_byte_array_append (first, salt, (guint) salt_size);
  g_byte_array_append (first, (const guint8 *) "\0\0\0\1", 4);
  u = hmac (self, password, strlen (password), first->data, first->len);
  sum = u;
  for (guint64 i = 1; i < iterations; i++)
    {
      u = hmac (self, password, strlen (password), u.octets, self->digest_size);
      exclusive_or (self, &sum, u.octets);
    }
  return sum;
}

/* The value of an attribute in "a=…,b=…". */
static char *
dup_attribute (const char *message, char name)
{
  g_auto (GStrv) attributes = g_strsplit (message, ",", -1);

  for (char **attribute = attributes; *attribute != NULL; attribute++)
    if ((*attribute)[0] == name && (*attribute)[1] == '=')
      return g_strdup (*attribute + 2);
  return NULL;
}

/* RFC 5802 §5.1: "," and "=" in names are written "=2C" and "=3D". */
static char *
dup_name (const char *written)
{
  g_autoptr (GString) name = g_string_new (written);

  g_string_replace (name, "=2C", ",", 0);
  g_string_replace (name, "=3D", "=", 0);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* RFC 5802 §6. Returns: NULL when the flag is right */
static const char *
judge_flag (RstTestScram *self, const char *flag)
{
  if (g_str_has_prefix (flag, "p="))
    {
      g_autoptr (GBytes) data = NULL;

      if (!self->plus)
        return "channel-binding-not-supported";
      if (self->policy->get_binding != NULL)
        data = self->policy->get_binding (self->policy->channel, flag + 2);
      if (data == NULL)
        return "unsupported-channel-binding-type";
      self->binding = g_strdup (flag + 2);
      return NULL;
    }
  if (self->plus)
    return "other-error";
  if (g_str_equal (flag, "y"))
    return self->policy->plus ? "server-does-support-channel-binding" : NULL;
  return g_str_equal (flag, "n") ? NULL : "other-error";
}

static char *
make_random (gsize words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (words-- > 0)
    g_string_append_printf (text, "%08x", g_random_int ());
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
make_nonce (RstTestScram *self, const char *client)
{
  g_autofree char *own = self->policy->nonce != NULL ? g_strdup (self->policy->nonce) : make_random (4);

  if (has_fault (self, "foreign-nonce"))
    return g_strconcat ("not", client, own, NULL);
  return g_strconcat (client, has_fault (self, "same-nonce") ? "" : own, NULL);
}

static char *
make_salt (RstTestScram *self)
{
  g_autofree char *salt = make_random (2);

  if (has_fault (self, "empty-salt"))
    return g_strdup ("");
  if (self->policy->salt != NULL)
    return g_strdup (self->policy->salt);
  return g_base64_encode ((const guchar *) salt, strlen (salt));
}

static const char *
get_iterations (RstTestScram *self)
{
  return self->policy->iterations != NULL ? self->policy->iterations : "4096";
}

static RstTestSaslStep
challenge_client (RstTestScram *self, const char *client_nonce, GString *challenge)
{
  self->nonce = make_nonce (self, client_nonce);
  self->salt = make_salt (self);
  g_string_printf (challenge, "%sr=%s,s=%s,i=%s",
                   has_fault (self, "extension") ? "m=wanted," : "",
                   self->nonce, self->salt, get_iterations (self));
  if (has_fault (self, "huge-challenge"))
    while (challenge->len < HUGE_CHALLENGE)
      g_string_append (challenge, ",x=more-and-more");
  self->server_first = g_strdup (challenge->str);
  return RST_TEST_SASL_CHALLENGE;
}

/* gs2-cbind-flag "," [authzid] "," n=…,r=… */
static RstTestSaslStep
take_first (RstTestScram *self, const char *message, GString *challenge)
{
  g_auto (GStrv) parts = g_strsplit (message, ",", 3);
  g_autofree char *written = NULL;
  g_autofree char *user = NULL;
  g_autofree char *client_nonce = NULL;
  const char *wrong;

  if (g_strv_length (parts) != 3)
    return fail (self, challenge, "invalid-encoding");
  wrong = judge_flag (self, parts[0]);
  if (wrong != NULL)
    return fail (self, challenge, wrong);

  written = dup_attribute (parts[2], 'n');
  client_nonce = dup_attribute (parts[2], 'r');
  if (written == NULL || client_nonce == NULL || *client_nonce == '\0')
    return fail (self, challenge, "invalid-encoding");
  user = dup_name (written);
  if (self->policy->user != NULL && !g_str_equal (user, self->policy->user))
    return fail (self, challenge, "unknown-user");
  self->header = g_strndup (message, (gsize) (strlen (message) - strlen (parts[2])));
  self->bare = g_strdup (parts[2]);
  return challenge_client (self, client_nonce, challenge);
}

/* RFC 5802 §7, cbind-input: the header, and with "p" the channel's data. */
static gboolean
is_bound (RstTestScram *self, const char *encoded)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();
  g_autoptr (GBytes) data = NULL;
  g_autofree char *expected = NULL;

  g_byte_array_append (input, (const guint8 *) self->header, (guint) strlen (self->header));
  if (self->binding != NULL)
    data = self->policy->get_binding (self->policy->channel, self->binding);
  if (data != NULL)
    g_byte_array_append (input, g_bytes_get_data (data, NULL), (guint) g_bytes_get_size (data));
  expected = g_base64_encode (input->data, input->len);
  return g_strcmp0 (encoded, expected) == 0;
}

/* RFC 5802 §3. Returns: the server's signature in base64, NULL when the proof is
 * wrong
 */
static char *
check_proof (RstTestScram *self, const char *without_proof, const char *proof)
{
  guint64 iterations = g_ascii_strtoull (get_iterations (self), NULL, 10);
  const char *password = self->policy->password != NULL ? self->policy->password : "";
  g_autofree char *auth_message = g_strjoin (",", self->bare, self->server_first, without_proof, NULL);
  gsize size;
  g_autofree guchar *shown = g_base64_decode (proof, &size);
  Digest salted, stored, expected, key, signature;

  if (iterations > ITERATIONS_MAX || size != self->digest_size)
    return NULL;
  salted = salt_password (self, password, iterations);
  key = hmac_text (self, &salted, "Client Key");
  stored = hash_digest (self, &key);
  signature = hmac_text (self, &stored, auth_message);
  expected = key;
  exclusive_or (self, &expected, signature.octets);
  if (memcmp (expected.octets, shown, size) != 0)
    return NULL;

  key = hmac_text (self, &salted, "Server Key");
  signature = hmac_text (self, &key, auth_message);
  if (has_fault (self, "wrong-signature"))
    signature.octets[0] ^= 1;
  return g_base64_encode (signature.octets, self->digest_size);
}

/* c=…,r=…,p=… */
static RstTestSaslStep
take_final (RstTestScram *self, const char *message, GString *challenge)
{
  const char *proof = g_strrstr (message, ",p=");
  g_autofree char *without_proof = NULL;
  g_autofree char *binding = dup_attribute (message, 'c');
  g_autofree char *nonce = dup_attribute (message, 'r');
  g_autofree char *signature = NULL;

  if (proof == NULL || binding == NULL || nonce == NULL)
    return fail (self, challenge, "invalid-encoding");
  if (!is_bound (self, binding))
    return fail (self, challenge, "channel-bindings-dont-match");
  if (!g_str_equal (nonce, self->nonce))
    return fail (self, challenge, "other-error");
  without_proof = g_strndup (message, (gsize) (proof - message));
  signature = check_proof (self, without_proof, proof + 3);
  if (signature == NULL)
    return fail (self, challenge, "invalid-proof");
  if (has_fault (self, "no-signature"))
    return RST_TEST_SASL_SUCCESS;
  g_string_printf (challenge, "v=%s", signature);
  return RST_TEST_SASL_CHALLENGE;
}

RstTestSaslStep
rst_test_scram_step (RstTestScram *self, const char *response, GString *challenge)
{
  if (self->failed)
    return RST_TEST_SASL_FAILURE;
  switch (self->step++)
    {
    case 0:
      return take_first (self, response, challenge);
    case 1:
      return take_final (self, response, challenge);
    default:
      return *response == '\0' ? RST_TEST_SASL_SUCCESS : RST_TEST_SASL_FAILURE;
    }
}
