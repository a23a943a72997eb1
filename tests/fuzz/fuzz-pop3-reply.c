/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-capa.h"
#include "pop3/rst-pop3-listing-private.h"
#include "pop3/rst-pop3-reply.h"
#include "rst-fuzz.h"

/* What lines of a server mean. Every line of an input is read as a status line,
 * as a capability, and as a line of LIST; those behind the first empty one as
 * lines of UIDL.
 */

static void
check_code (const char *code)
{
  g_assert_cmpstr (code, !=, "");
  for (const char *p = code; *p != '\0'; p++)
    {
      /* RFC 2449 §3: a resp-code is made of rchar, which has no blank. */
      g_assert_cmpint (*p, >, 0x20);
      g_assert_cmpint (*p, <, 0x7F);
      g_assert_true (*p != ']' && !g_ascii_islower (*p));
    }
}

static void
check_reply (const RstFuzzInput *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (RstPop3Reply) reply = rst_pop3_reply_new (line->octets, line->length, &error);

  if (reply == NULL)
    {
      rst_fuzz_assert_error (error);
      g_assert_true (g_error_matches (error, RST_ERROR, RST_ERROR_PROTOCOL));
      return;
    }

  g_assert_no_error (error);
  g_assert_true (line->length > 0 && (*line->octets == '+' || *line->octets == '-'));
  g_assert_nonnull (reply->text);
  rst_fuzz_assert_line (reply->text);
  if (reply->code != NULL)
    {
      check_code (reply->code);
      g_assert_true (rst_pop3_reply_has_code (reply, reply->code));
    }
  shown = rst_pop3_reply_dup_line (reply);
  rst_fuzz_assert_line (shown);
  rst_pop3_reply_set_error (reply, "STAT", rst_pop3_reply_get_error (reply), &refusal);
  rst_fuzz_assert_error (refusal);
}

static gboolean
has_nul (const RstFuzzInput *line)
{
  return memchr (line->octets, '\0', line->length) != NULL;
}

/* RFC 2449 §5: a line announces the capability that its first word names. */
static void
check_capability (RstPop3Capa *capa, const RstFuzzInput *line)
{
  g_autofree char *text = NULL;
  const char *const *arguments;
  char *tag;

  rst_pop3_capa_add_line (capa, line->octets, line->length);
  if (has_nul (line))
    return;

  text = g_utf8_make_valid (line->octets, (gssize) line->length);
  tag = text + strspn (text, " \t");
  tag[strcspn (tag, " \t")] = '\0';
  if (*tag == '\0')
    return;

  arguments = rst_pop3_capa_get_arguments (capa, tag);
  g_assert_nonnull (arguments);
  g_assert_true (rst_pop3_capa_has (capa, tag));
  for (; *arguments != NULL; arguments++)
    {
      rst_fuzz_assert_text (*arguments);
      g_assert_cmpstr (*arguments, !=, "");
      g_assert_true (rst_pop3_capa_has_argument (capa, tag, *arguments));
    }
}

/* RFC 2449 §6.5, §6.7, §6.9; and what is remembered of a server says the same
 * as the server did.
 */
static void
check_capabilities (RstPop3Capa *capa)
{
  g_auto (GStrv) lines = rst_pop3_capa_dup_lines (capa);
  g_autoptr (RstPop3Capa) again = rst_pop3_capa_new ();
  g_autofree char *implementation = rst_pop3_capa_dup_implementation (capa);
  guint number = 0;
  gboolean per_user = FALSE;

  for (char **line = lines; *line != NULL; line++)
    {
      rst_fuzz_assert_text (*line);
      rst_pop3_capa_add_line (again, *line, strlen (*line));
    }
  g_assert_true (rst_pop3_capa_equal (again, capa));

  rst_fuzz_assert_line (implementation);
  if (rst_pop3_capa_get_expire (capa, &number, &per_user))
    g_assert_true (rst_pop3_capa_has (capa, "EXPIRE"));
  if (rst_pop3_capa_get_login_delay (capa, &number, &per_user))
    g_assert_true (rst_pop3_capa_has (capa, "LOGIN-DELAY"));
}

/* RFC 1939 §5: the line that counts for a number is its first. */
static void
add_size (RstPop3Listing *listing, GHashTable *sizes, const RstFuzzInput *line)
{
  g_autoptr (GError) error = NULL;
  guint number = 0;
  guint64 octets = 0;

  if (!rst_pop3_listing_add_size (listing, line->octets, line->length, &error))
    {
      rst_fuzz_assert_error (error);
      return;
    }

  g_assert_no_error (error);
  g_assert_true (rst_pop3_listing_scan (line->octets, line->length, &number, &octets, NULL));
  g_assert_cmpuint (number, >=, 1);
  g_assert_cmpuint (number, <=, RST_POP3_NUMBER_MAX);
  g_assert_cmpuint (octets, <=, G_MAXINT64);
  if (!g_hash_table_contains (sizes, GUINT_TO_POINTER (number)))
    g_hash_table_insert (sizes, GUINT_TO_POINTER (number), g_memdup2 (&octets, sizeof octets));
}

static void
add_unique_id (RstPop3Listing *listing, const RstFuzzInput *line)
{
  g_autoptr (GError) error = NULL;

  if (rst_pop3_listing_add_unique_id (listing, line->octets, line->length, &error))
    g_assert_no_error (error);
  else
    rst_fuzz_assert_error (error);
}

/* RFC 1939 §7: 0x21 to 0x7E; what else came is escaped. */
static void
check_unique_id (const char *unique_id)
{
  g_assert_cmpstr (unique_id, !=, "");
  g_assert_cmpuint (strlen (unique_id), <=, 4 * RST_POP3_UNIQUE_ID_MAX);
  for (const char *p = unique_id; *p != '\0'; p++)
    g_assert_true (*p >= 0x21 && *p <= 0x7E);
}

static guint
count_before (RstPop3Listing *listing, guint end, const char *unique_id)
{
  guint count = 0;

  for (guint i = 0; i < end; i++)
    if (g_strcmp0 (rst_pop3_listing_get_entry (listing, i)->unique_id, unique_id) == 0)
      count++;
  return count;
}

static void
check_entries (RstPop3Listing *listing, GHashTable *sizes)
{
  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, g_hash_table_size (sizes));
  for (guint i = 0; i < rst_pop3_listing_get_size (listing); i++)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i);
      const guint64 *octets = g_hash_table_lookup (sizes, GUINT_TO_POINTER (entry->number));

      if (i > 0)
        g_assert_cmpuint (entry->number, >, rst_pop3_listing_get_entry (listing, i - 1)->number);
      g_assert_nonnull (octets);
      g_assert_cmpuint (entry->octets, ==, *octets);
      if (entry->unique_id == NULL)
        {
          g_assert_cmpuint (entry->ordinal, ==, 0);
          continue;
        }
      check_unique_id (entry->unique_id);
      g_assert_cmpuint (entry->ordinal, ==, count_before (listing, i, entry->unique_id));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *octets, gsize length)
{
  RstFuzzInput input = { (const char *) octets, length };
  RstFuzzInput line;
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
  g_autoptr (RstPop3Listing) listing = rst_pop3_listing_new ();
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gboolean in_sizes = TRUE;

  while (rst_fuzz_input_take_line (&input, &line))
    {
      check_reply (&line);
      check_capability (capa, &line);
      if (line.length == 0)
        in_sizes = FALSE;
      else if (in_sizes)
        add_size (listing, sizes, &line);
      else
        add_unique_id (listing, &line);
    }
  check_capabilities (capa);
  g_assert_true (rst_pop3_listing_finish (listing, NULL));
  check_entries (listing, sizes);
  return 0;
}
