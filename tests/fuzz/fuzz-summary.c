/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-address.h"
#include "mime/rst-summary.h"
#include "rst-fuzz.h"

/* The summary of a message: what arrives is parsed once by this, whoever sent
 * it, and what comes out is stored and shown in rows.
 */

#define MAX_ADDRESSES 1000
#define MAX_SNIPPET 200

static void
check_addresses (GPtrArray *addresses)
{
  g_autofree char *list = rst_address_format_list (addresses);

  g_assert_cmpuint (addresses->len, <=, MAX_ADDRESSES);
  rst_fuzz_assert_text (list);
  for (guint i = 0; i < addresses->len; i++)
    {
      const RstAddress *address = addresses->pdata[i];

      g_assert_nonnull (address->name);
      g_assert_nonnull (address->address);
      rst_fuzz_assert_line (address->name);
      rst_fuzz_assert_line (address->address);
    }
}

/* RFC 5322 §3.6.4: an identifier stands in angle brackets. */
static void
check_id (const char *id)
{
  if (id == NULL)
    return;
  g_assert_cmpstr (id, !=, "");
  rst_fuzz_assert_line (id);
}

int
LLVMFuzzerTestOneInput (const guint8 *octets, gsize length)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (octets, length);
  g_autoptr (RstSummary) summary = rst_summary_parse (raw);

  check_addresses (summary->from);
  check_addresses (summary->to);
  check_addresses (summary->cc);

  g_assert_nonnull (summary->subject);
  rst_fuzz_assert_line (summary->subject);
  g_assert_nonnull (summary->snippet);
  rst_fuzz_assert_text (summary->snippet);
  g_assert_cmpint (g_utf8_strlen (summary->snippet, -1), <=, MAX_SNIPPET);

  check_id (summary->message_id);
  check_id (summary->in_reply_to);
  g_assert_nonnull (summary->references);
  for (char **id = summary->references; *id != NULL; id++)
    check_id (*id);
  return 0;
}
