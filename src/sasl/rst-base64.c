/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-base64.h"

#include <string.h>

#include "sasl/rst-sasl.h"

RstSecret *
rst_base64_encode (const char *octets, gsize length)
{
  g_return_val_if_fail (octets != NULL, NULL);
  return g_base64_encode ((const guchar *) octets, length);
}

/* Padding would end GLib's decoder nowhere, and foreign characters it passes
 * over.
 */
static gboolean
is_base64 (const char *text, gsize length)
{
  gsize size = length;

  while (size > 0 && length - size < 2 && text[size - 1] == '=')
    size--;
  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  return length % 4 == 0;
}

/* Only one text stands for @octets. */
static gboolean
stands_for (const char *text, gsize length, GString *octets)
{
  g_autoptr (RstSecret) again = rst_base64_encode (octets->str, octets->len);

  return strlen (again) == length && memcmp (again, text, length) == 0;
}

GString *
rst_base64_decode (const char *text, gsize length)
{
  GString *octets;
  gint state = 0;
  guint save = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_base64 (text, length))
    return NULL;
  octets = g_string_sized_new (length / 4 * 3 + 3);
  octets->len = g_base64_decode_step (text, length, (guchar *) octets->str, &state, &save);
  octets->str[octets->len] = '\0';
  if (stands_for (text, length, octets))
    return octets;

  rst_sasl_wipe (octets);
  return NULL;
}
