/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sasl/rst-base64.h"
#include "sasl/rst-sasl.h"

/* RFC 4648 §10 */
static void
test_base64_vectors (void)
{
  static const char *const vectors[][2] = {
    { "", "" },
    { "f", "Zg==" },
    { "fo", "Zm8=" },
    { "foo", "Zm9v" },
    { "foob", "Zm9vYg==" },
    { "fooba", "Zm9vYmE=" },
    { "foobar", "Zm9vYmFy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (RstSecret) encoded = rst_base64_encode (vectors[i][0], strlen (vectors[i][0]));
      GString *decoded = rst_base64_decode (vectors[i][1], strlen (vectors[i][1]));

      g_assert_cmpstr (encoded, ==, vectors[i][1]);
      g_assert_cmpmem (decoded->str, decoded->len, vectors[i][0], strlen (vectors[i][0]));
      rst_sasl_wipe (decoded);
    }
}

static void
test_base64_binary (void)
{
  GString *decoded = rst_base64_decode ("AP8A", 4);

  g_assert_cmpmem (decoded->str, decoded->len, "\0\377\0", 3);
  rst_sasl_wipe (decoded);
}

/* RFC 4648 §3.1 to §3.5: no line ends, no missing padding, no foreign
 * characters, no bits behind the last octet.
 */
static void
test_base64_strict (void)
{
  static const char *const bad[] = {
    "Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zm9v\n", "Zm 9", "Zm9-", "Zm9_", "Zh==", "Zm9=", "Zg==Zg==", "Z=9v", "Zm9v=",
    "Zm\xC3\xA9",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (rst_base64_decode (bad[i], strlen (bad[i])));
  g_assert_null (rst_base64_decode ("Zm\0v", 4));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base64/vectors", test_base64_vectors);
  g_test_add_func ("/base64/binary", test_base64_binary);
  g_test_add_func ("/base64/strict", test_base64_strict);
  return g_test_run ();
}
