/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-scram-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "sasl/rst-base64.h"
#include "sasl/rst-sasl-bounds.h"
#include "sasl/rst-sasl.h"

/* What is left of a message: attributes with a comma between each two. */
typedef struct
{
  const char *next; /* NULL behind the last */
  const char *end;
} Attributes;

static gboolean
fail_syntax (GError **error)
{
  g_set_error_literal (error, RST_ERROR, RST_ERROR_PROTOCOL,
                       _("What the server sent for SCRAM does not keep to its standard, RFC 5802"));
  return FALSE;
}

/* RFC 5802 §7, value: UTF-8 without NUL and comma, never empty. */
static gboolean
attributes_init (Attributes *self, const char *text, gsize length)
{
  *self = (Attributes) { text, text + length };
  return g_utf8_validate_len (text, length, NULL);
}

/* Takes the next attribute, which must be @name; 0 for any. */
static char *
attributes_take (Attributes *self, char name)
{
  const char *attribute = self->next;
  const char *comma;
  const char *end;

  if (attribute == NULL)
    return NULL;
  comma = memchr (attribute, ',', (gsize) (self->end - attribute));
  end = comma != NULL ? comma : self->end;
  if (end - attribute < 3 || !g_ascii_isalpha (attribute[0]) || attribute[1] != '=' ||
      (name != '\0' && attribute[0] != name))
    return NULL;

  self->next = comma != NULL ? comma + 1 : NULL;
  return g_strndup (attribute + 2, (gsize) (end - attribute) - 2);
}

/* RFC 5802 §5.1: what is not known is passed over, but for its syntax. */
static gboolean
attributes_skip_extensions (Attributes *self)
{
  while (self->next != NULL)
    {
      g_autofree char *value = attributes_take (self, '\0');

      if (value == NULL)
        return FALSE;
    }
  return TRUE;
}

/* RFC 5802 §7, printable: anything that is seen, but no comma. */
static gboolean
is_printable (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text) || *text == ',')
      return FALSE;
  return TRUE;
}

/* RFC 5802 §5.1: the client MUST verify that its own nonce is the first part.
 * If the server adds nothing, the exchange may be an old one over again.
 */
static gboolean
check_nonce (const char *nonce, const char *client_nonce, GError **error)
{
  gsize size = strlen (client_nonce);

  if (!is_printable (nonce))
    return fail_syntax (error);
  if (!g_str_has_prefix (nonce, client_nonce) || strlen (nonce) == size)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_PROTOCOL,
                           _("The server’s answer does not belong to this SCRAM login; somebody may be in between"));
      return FALSE;
    }
  return strlen (nonce) - size <= RST_SASL_NONCE_MAX || fail_syntax (error);
}

static gboolean
parse_salt (RstScramFirst *self, const char *text, GError **error)
{
  self->salt = rst_base64_decode (text, strlen (text));
  return (self->salt != NULL && self->salt->len > 0 && self->salt->len <= RST_SASL_SALT_MAX) ||
         fail_syntax (error);
}

/* RFC 5802 §7, posit-number */
static gboolean
parse_iterations (RstScramFirst *self, const char *text, GError **error)
{
  guint64 iterations = G_MAXUINT64;

  if (strspn (text, "0123456789") != strlen (text) || *text == '0')
    return fail_syntax (error);

  /* Too large a number leaves it at its largest. */
  g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &iterations, NULL);
  if (iterations < RST_SASL_ITERATIONS_MIN)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                   _("The server wants SCRAM with less than %d iterations, which would let whoever listens guess the password"),
                   RST_SASL_ITERATIONS_MIN);
      return FALSE;
    }
  if (iterations > RST_SASL_ITERATIONS_MAX)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                   _("The server wants SCRAM with more than %d iterations, which would keep this computer busy for too long"),
                   RST_SASL_ITERATIONS_MAX);
      return FALSE;
    }
  self->iterations = (guint) iterations;
  return TRUE;
}

gboolean
rst_scram_first_parse (RstScramFirst  *self,
                       const char     *text,
                       gsize           length,
                       const char     *client_nonce,
                       GError        **error)
{
  Attributes attributes;
  g_autofree char *salt = NULL;
  g_autofree char *iterations = NULL;

  *self = (RstScramFirst) { NULL, NULL, 0 };
  if (!attributes_init (&attributes, text, length))
    return fail_syntax (error);

  /* RFC 5802 §5.1, "m": an extension that a client must know, and none is. */
  if (length >= 2 && memcmp (text, "m=", 2) == 0)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_PROTOCOL,
                           _("The server wants an extension of SCRAM that Restante does not know"));
      return FALSE;
    }

  self->nonce = attributes_take (&attributes, 'r');
  salt = self->nonce != NULL ? attributes_take (&attributes, 's') : NULL;
  iterations = salt != NULL ? attributes_take (&attributes, 'i') : NULL;
  if (iterations == NULL || !attributes_skip_extensions (&attributes))
    return fail_syntax (error);
  return check_nonce (self->nonce, client_nonce, error) &&
         parse_salt (self, salt, error) &&
         parse_iterations (self, iterations, error);
}

gboolean
rst_scram_final_parse (RstScramFinal  *self,
                       const char     *text,
                       gsize           length,
                       GError        **error)
{
  Attributes attributes;
  g_autofree char *verifier = NULL;

  *self = (RstScramFinal) { NULL, NULL };
  if (!attributes_init (&attributes, text, length))
    return fail_syntax (error);

  self->refusal = attributes_take (&attributes, 'e');
  if (self->refusal == NULL)
    {
      verifier = attributes_take (&attributes, 'v');
      self->verifier = verifier != NULL ? rst_base64_decode (verifier, strlen (verifier)) : NULL;
    }
  if ((self->refusal == NULL && self->verifier == NULL) || !attributes_skip_extensions (&attributes))
    return fail_syntax (error);
  return TRUE;
}

void
rst_scram_first_clear (RstScramFirst *self)
{
  g_clear_pointer (&self->nonce, g_free);
  g_clear_pointer (&self->salt, rst_sasl_wipe);
}

void
rst_scram_final_clear (RstScramFinal *self)
{
  g_clear_pointer (&self->verifier, rst_sasl_wipe);
  g_clear_pointer (&self->refusal, g_free);
}
