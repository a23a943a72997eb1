/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-address.h"
#include "mime/rst-header-digest.h"
#include "mime/rst-header.h"
#include "mime/rst-span.h"
#include "mime/rst-summary.h"
#include "rst-fuzz.h"

/* The summary of a message: what arrives is parsed once by this, whoever sent
 * it, and what comes out is stored and shown in rows. With it the name that the
 * header gives a message, which must be the same for its beginning alone.
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

/* TOP gives a message up to the end of its header (RFC 1939 §7). */
static GBytes *
get_beginning (GBytes *raw)
{
  RstSpan message = rst_span_of_bytes (raw);
  char line_end = rst_span_guess_line_end (message);
  RstSpan header, body;

  rst_header_split (rst_header_skip_envelope (message, line_end), line_end, &header, &body);
  return g_bytes_new_from_bytes (raw, 0, (gsize) (body.start - message.start));
}

static void
check_digest (GBytes *raw)
{
  g_autoptr (GBytes) beginning = get_beginning (raw);
  g_autoptr (GBytes) digest = rst_header_digest (raw, NULL);
  g_autoptr (GBytes) again = rst_header_digest (beginning, NULL);

  g_assert_true (g_bytes_equal (digest, again));
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
  check_digest (raw);
  return 0;
}
