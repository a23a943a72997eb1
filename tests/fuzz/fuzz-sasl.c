/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

#include "base/rst-error.h"
#include "rst-fuzz.h"
#include "sasl/rst-base64.h"
#include "sasl/rst-sasl-bounds.h"
#include "sasl/rst-sasl-private.h"
#include "sasl/rst-saslprep.h"

/* The challenges of a server. Of an input the first octet names the mechanism,
 * the second says whether the channel can be bound; each line that follows is a
 * challenge, behind whatever else a server may do to it. What must hold:
 *
 * - each challenge gets a response or an error in a sentence, and there is no
 *   more than a bounded number of responses;
 * - what does not hand the secret over does not show it;
 * - SCRAM succeeds only with a server that showed that it knows the password,
 *   which a model computes from what was said (RFC 5802 §3).
 *
 * Each line is read as base64 and prepared as a password besides.
 */

#define USER "user"
#define SECRET "pencil"
#define NONCE "rOprNGfwEbeRWgbNEkqO"
#define BINDING "\0\1binding\377"

/* Deriving keys takes the time for which the server asks. Inputs with more than
 * this would do nothing else.
 */
#define ITERATIONS_MAX 8192

#define RESPONSE_MAX (RST_SASL_CHALLENGE_MAX + 1024)

typedef struct
{
  RstSaslMechanism mechanism;
  RstSasl *sasl;
  GPtrArray *challenges; /* of GString */
  GPtrArray *responses;  /* of GString, as many or one more */
} Exchange;

static gboolean
takes_too_long (const RstFuzzInput *input)
{
  for (gsize i = 0; i + 2 < input->length; i++)
    {
      g_autofree char *number = NULL;
      guint64 iterations;

      if (memcmp (input->octets + i, "i=", 2) != 0)
        continue;
      number = g_strndup (input->octets + i + 2, MIN (input->length - i - 2, 24));
      iterations = g_ascii_strtoull (number, NULL, 10);
      if (iterations > ITERATIONS_MAX && iterations <= RST_SASL_ITERATIONS_MAX)
        return TRUE;
    }
  return FALSE;
}

/* RFC 4648 §3: one text for some octets, and one reading of a text. */
static void
check_base64 (const RstFuzzInput *line)
{
  GString *octets = rst_base64_decode (line->octets, line->length);
  g_autoptr (RstSecret) again = NULL;

  if (octets == NULL)
    return;
  again = rst_base64_encode (octets->str, octets->len);
  g_assert_cmpmem (again, strlen (again), line->octets, line->length);
  rst_sasl_wipe (octets);
}

/* RFC 3454 §1: what was prepared is valid, and stays as it is. */
static void
check_preparation (const RstFuzzInput *line)
{
  g_autofree char *text = g_strndup (line->octets, line->length);
  g_autoptr (RstSecret) prepared = rst_saslprep (text);
  g_autoptr (RstSecret) again = NULL;

  if (prepared == NULL)
    return;
  g_assert_cmpstr (prepared, !=, "");
  rst_fuzz_assert_text (prepared);
  again = rst_saslprep (prepared);
  g_assert_cmpstr (again, ==, prepared);
}

static gboolean
is_scram (RstSaslMechanism mechanism)
{
  return mechanism <= RST_SASL_SCRAM_SHA_1;
}

static gboolean
is_sha_256 (RstSaslMechanism mechanism)
{
  return mechanism == RST_SASL_SCRAM_SHA_256 || mechanism == RST_SASL_SCRAM_SHA_256_PLUS;
}

static void
check_error (const GError *error)
{
  rst_fuzz_assert_error (error);
  g_assert_true (error->code == RST_ERROR_PROTOCOL ||
                 error->code == RST_ERROR_AUTH ||
                 error->code == RST_ERROR_CONFIG);
}

static gboolean
holds_secret (const char *octets, gsize length)
{
  return memmem (octets, length, SECRET, strlen (SECRET)) != NULL;
}

/* SCRAM repeats the server's nonce, which may look like anything. */
static void
check_response (Exchange *exchange, const GString *response, const RstFuzzInput *challenge)
{
  gboolean repeats = challenge != NULL && holds_secret (challenge->octets, challenge->length);

  g_assert_cmpuint (response->len, <=, RESPONSE_MAX);
  g_assert_cmpint (response->str[response->len], ==, '\0');
  if (is_scram (exchange->mechanism) || exchange->mechanism == RST_SASL_CRAM_MD5)
    g_assert_true (repeats || !holds_secret (response->str, response->len));
}

/* Whether it goes on. */
static gboolean
respond (Exchange *exchange, const RstFuzzInput *challenge)
{
  g_autoptr (GError) error = NULL;
  GString *response = rst_sasl_respond (exchange->sasl,
                                        challenge != NULL ? challenge->octets : NULL,
                                        challenge != NULL ? challenge->length : 0, &error);

  rst_fuzz_assert_line (rst_sasl_get_refusal (exchange->sasl));
  if (response == NULL)
    {
      check_error (error);
      return FALSE;
    }
  g_assert_no_error (error);
  check_response (exchange, response, challenge);
  g_ptr_array_add (exchange->responses, response);
  if (challenge != NULL)
    {
      g_assert_cmpuint (challenge->length, <=, RST_SASL_CHALLENGE_MAX);
      g_ptr_array_add (exchange->challenges,
                       g_string_new_len (challenge->octets, (gssize) challenge->length));
    }
  g_assert_cmpuint (exchange->challenges->len, <=, RST_SASL_CHALLENGES_MAX);
  return TRUE;
}

/* An attribute's value, up to the next comma. */
static char *
dup_attribute (const char *message, const char *start)
{
  const char *found = strstr (message, start);

  g_assert_nonnull (found);
  found += strlen (start);
  return g_strndup (found, strcspn (found, ","));
}

/* RFC 5802 §3: SaltedPassword, ServerKey. */
static char *
dup_server_key (RstSaslMechanism mechanism, const char *first, GChecksumType type, gsize *size)
{
  g_autofree char *salt_text = dup_attribute (first, ",s=");
  g_autofree char *iterations = dup_attribute (first, ",i=");
  gsize salt_size;
  g_autofree guchar *salt = g_base64_decode (salt_text, &salt_size);
  gnutls_datum_t password = { (unsigned char *) SECRET, strlen (SECRET) };
  gnutls_datum_t seed = { salt, (unsigned int) salt_size };
  guchar salted[32];
  g_autoptr (GHmac) hmac = NULL;
  char *key;

  *size = (gsize) g_checksum_type_get_length (type);
  g_assert_cmpint (gnutls_pbkdf2 (is_sha_256 (mechanism) ? GNUTLS_MAC_SHA256 : GNUTLS_MAC_SHA1, &password, &seed,
                                  (unsigned int) g_ascii_strtoull (iterations, NULL, 10), salted, *size),
                   ==, 0);
  hmac = g_hmac_new (type, salted, *size);
  g_hmac_update (hmac, (const guchar *) "Server Key", -1);
  key = g_malloc (*size);
  g_hmac_get_digest (hmac, (guint8 *) key, size);
  return key;
}

/* RFC 5802 §3: ServerSignature over what was said, in base64. */
static char *
dup_signature (Exchange *exchange)
{
  GChecksumType type = is_sha_256 (exchange->mechanism) ? G_CHECKSUM_SHA256 : G_CHECKSUM_SHA1;
  const char *client_first = ((GString *) exchange->responses->pdata[0])->str;
  const char *server_first = ((GString *) exchange->challenges->pdata[0])->str;
  const char *client_final = ((GString *) exchange->responses->pdata[1])->str;
  g_autofree char *message = g_strdup_printf ("%s,%s,%.*s",
                                              strstr (client_first, "n=" USER), server_first,
                                              (int) (strstr (client_final, ",p=") - client_final), client_final);
  gsize size;
  g_autofree char *key = dup_server_key (exchange->mechanism, server_first, type, &size);
  g_autoptr (GHmac) hmac = g_hmac_new (type, (const guchar *) key, size);
  guint8 signature[32];

  g_hmac_update (hmac, (const guchar *) message, -1);
  g_hmac_get_digest (hmac, signature, &size);
  return g_base64_encode (signature, size);
}

static void
check_success (Exchange *exchange)
{
  g_autofree char *signature = NULL;
  g_autofree char *expected = NULL;
  const GString *last;

  if (!is_scram (exchange->mechanism))
    return;

  g_assert_cmpuint (exchange->challenges->len, ==, 2);
  signature = dup_signature (exchange);
  expected = g_strconcat ("v=", signature, NULL);
  last = exchange->challenges->pdata[1];
  g_assert_true (g_str_has_prefix (last->str, expected));
  g_assert_true (last->str[strlen (expected)] == '\0' || last->str[strlen (expected)] == ',');
}

static void
check_end (Exchange *exchange)
{
  g_autoptr (GError) error = NULL;

  if (rst_sasl_finish (exchange->sasl, &error))
    {
      g_assert_no_error (error);
      check_success (exchange);
    }
  else
    {
      check_error (error);
    }
}

static void
run_exchange (Exchange *exchange, RstFuzzInput input)
{
  RstFuzzInput line;

  check_end (exchange);
  if (rst_sasl_speaks_first (exchange->sasl) && !respond (exchange, NULL))
    return;
  check_end (exchange);
  while (rst_fuzz_input_take_line (&input, &line))
    {
      if (!respond (exchange, &line))
        return;
      check_end (exchange);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *octets, gsize length)
{
  RstFuzzInput input = { (const char *) octets, length };
  RstSaslMechanism mechanism = (RstSaslMechanism) (rst_fuzz_input_take (&input) % RST_SASL_N_MECHANISMS);
  gboolean has_binding = (rst_fuzz_input_take (&input) & 1) != 0 || rst_sasl_mechanism_needs_binding (mechanism);
  g_autoptr (GBytes) data = g_bytes_new_static (BINDING, sizeof BINDING - 1);
  RstSaslBinding binding = { "tls-exporter", data };
  g_autoptr (RstCredentials) credentials =
    rst_credentials_new (USER, rst_sasl_mechanism_get_secret_kind (mechanism), SECRET);
  g_autoptr (GPtrArray) challenges = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_sasl_wipe);
  g_autoptr (GPtrArray) responses = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_sasl_wipe);
  g_autoptr (RstSasl) sasl = NULL;
  Exchange exchange = { .mechanism = mechanism, .challenges = challenges, .responses = responses };
  RstFuzzInput rest = input;
  RstFuzzInput line;

  if (takes_too_long (&input))
    return 0;

  rst_sasl_scram_set_nonce (NONCE);
  sasl = rst_sasl_new (mechanism, credentials, has_binding ? &binding : NULL, "pop.example.org", 995);
  exchange.sasl = sasl;
  run_exchange (&exchange, input);
  rst_sasl_scram_set_nonce (NULL);

  while (rst_fuzz_input_take_line (&rest, &line))
    {
      check_base64 (&line);
      check_preparation (&line);
    }
  return 0;
}
