/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "rst-test-scripted.h"

/* RFC 1939 §5: more may follow the two numbers of STAT. What makes no sense, or
 * is refused, is left out.
 */
static void
test_stat (void)
{
  static const struct
  {
    const char *answer;
    guint count;
    guint64 octets;
  } cases[] = {
    { "+OK 2  320 and more\r\n", 2, 320 },
    { "+OK two\r\n", 0, RST_POP3_OCTETS_UNKNOWN },
    { "-ERR no\r\n", 0, RST_POP3_OCTETS_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (cases[i].answer, -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (RstPop3Listing) nothing = NULL;
      guint64 octets;
      guint count;

      nothing = rst_pop3_session_glance (self.session, 0, 0, &count, &octets, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rst_pop3_listing_get_size (nothing), ==, 0);
      g_assert_cmpuint (count, ==, cases[i].count);
      g_assert_cmpuint (octets, ==, cases[i].octets);
    }
}

/* RFC 1939 §5, §7: LIST and UIDL of single messages, in one write where the
 * server pipelines.
 */
static void
test_glance (gconstpointer capabilities)
{
  g_autofree char *answers = g_strconcat (capabilities,
                                          "+OK 4 700\r\n"
                                          "+OK 2 200\r\n+OK 2 two\r\n"
                                          "-ERR no such message\r\n-ERR no\r\n"
                                          "+OK 4 400 octets\r\n-ERR no UIDL\r\n",
                                          NULL);
  g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
  g_autoptr (RstPop3Listing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint64 octets;
  guint count;

  rst_test_scripted_query (&self);
  listing = rst_pop3_session_glance (self.session, 2, 3, &count, &octets, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 4);
  g_assert_cmpuint (octets, ==, 700);
  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, 2);
  g_assert_cmpstr (rst_pop3_listing_get_entry (listing, 0)->unique_id, ==, "two");
  g_assert_cmpuint (rst_pop3_listing_get_entry (listing, 0)->octets, ==, 200);
  g_assert_cmpuint (rst_pop3_listing_get_entry (listing, 1)->number, ==, 4);
  g_assert_null (rst_pop3_listing_get_entry (listing, 1)->unique_id);
}

#define LISTED "+OK\r\n1 100\r\n2 200\r\n.\r\n"

static void
assert_listed (RstPop3Listing *listing, const char *second_id)
{
  const RstPop3Entry *second;

  g_assert_nonnull (listing);
  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, 2);
  second = rst_pop3_listing_get_entry (listing, 1);
  g_assert_cmpuint (second->number, ==, 2);
  g_assert_cmpuint (second->octets, ==, 200);
  g_assert_cmpstr (second->unique_id, ==, second_id);
}

/* RFC 1939 §7: UIDL need not be there; it is tried, whatever CAPA says. */
static void
test_list (void)
{
  g_auto (RstTestScripted) one_by_one = rst_test_scripted_new (LISTED "+OK\r\n1 a\r\n2 b\r\n.\r\n", -1);
  g_auto (RstTestScripted) together = rst_test_scripted_new (RST_TEST_PIPELINING LISTED "+OK\r\n1 a\r\n2 b\r\n.\r\n", -1);
  g_auto (RstTestScripted) without = rst_test_scripted_new (LISTED "-ERR what?\r\n", -1);
  g_autoptr (RstPop3Listing) first = rst_pop3_session_list (one_by_one.session, NULL, NULL);
  g_autoptr (RstPop3Listing) third = rst_pop3_session_list (without.session, NULL, NULL);
  g_autoptr (RstPop3Listing) second = NULL;

  rst_test_scripted_query (&together);
  second = rst_pop3_session_list (together.session, NULL, NULL);
  assert_listed (first, "b");
  assert_listed (second, "b");
  assert_listed (third, NULL);
}

/* Both commands leave together only when the server pipelines (RFC 2449
 * §6.6): here no answer comes to go on from.
 */
static void
test_list_writes (void)
{
  g_auto (RstTestScripted) one_by_one = rst_test_scripted_new ("", -1);
  g_auto (RstTestScripted) together = rst_test_scripted_new (RST_TEST_PIPELINING, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  rst_test_scripted_query (&together);
  g_assert_null (rst_pop3_session_list (one_by_one.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "during LIST");
  g_assert_null (rst_pop3_session_list (together.session, NULL, &again));
  rst_test_scripted_assert_sent (&one_by_one, "LIST\r\n");
  rst_test_scripted_assert_sent (&together, "CAPA\r\nLIST\r\nUIDL\r\n");
}

/* A refusal with a reason is none of a server without UIDL; after a refusal of
 * LIST the answer to UIDL is not taken for another's.
 */
static void
test_list_refused (void)
{
  g_auto (RstTestScripted) uidl = rst_test_scripted_new (LISTED "-ERR [SYS/TEMP] index is busy\r\n", -1);
  g_auto (RstTestScripted) list = rst_test_scripted_new (RST_TEST_PIPELINING "-ERR no\r\n+OK\r\n1 a\r\n.\r\n+OK 7 8\r\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (RstPop3Listing) nothing = NULL;
  guint64 octets;
  guint count;

  g_assert_null (rst_pop3_session_list (uidl.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TEMPORARY, "“index is busy”");

  rst_test_scripted_query (&list);
  g_assert_null (rst_pop3_session_list (list.session, NULL, &again));
  rst_test_assert_says (again, RST_ERROR_REFUSED, "LIST");
  nothing = rst_pop3_session_glance (list.session, 0, 0, &count, &octets, NULL, NULL);
  g_assert_cmpuint (count, ==, 7);
}

/* Lists a maildrop: all entries as "number octets unique-id ordinal". */
static char *
dup_listed (const char *sizes, const char *unique_ids)
{
  g_autofree char *answers = g_strconcat ("+OK\r\n", sizes, ".\r\n", unique_ids, NULL);
  g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RstPop3Listing) listing = rst_pop3_session_list (self.session, NULL, &error);
  GString *listed = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rst_pop3_listing_get_size (listing); i++)
    {
      const RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i);

      g_string_append_printf (listed, "%u %" G_GUINT64_FORMAT " %s %u\n",
                              entry->number, entry->octets,
                              entry->unique_id != NULL ? entry->unique_id : "-", entry->ordinal);
    }
  return g_string_free (listed, FALSE);
}

static void
assert_maildrop (const char *sizes, const char *unique_ids, const char *expected)
{
  g_autofree char *listed = dup_listed (sizes, unique_ids);

  g_assert_cmpstr (listed, ==, expected);
}

/* RFC 1939 §5: numbers may have gaps where messages were removed; servers list
 * them in any order and put words behind.
 */
static void
test_numbers (void)
{
  assert_maildrop ("", "+OK\r\n.\r\n", "");
  assert_maildrop ("5 50\r\n3 30\r\n1 10\r\n", "+OK\r\n5 e\r\n1 a\r\n3 c\r\n.\r\n",
                   "1 10 a 0\n3 30 c 0\n5 50 e 0\n");
  assert_maildrop ("1  10 octets, maybe\r\n\r\n2\t20\n", "+OK\r\n\r\n1 a\n2 b\r\n.\r\n",
                   "1 10 a 0\n2 20 b 0\n");
}

/* RFC 1939 §7: a unique-id has 1 to 70 octets from 0x21 to 0x7E and may be
 * doubled; servers leave it out, make it longer, and use other octets.
 */
static void
test_unique_ids (void)
{
  g_autofree char *id = g_strnfill (200, 'x');
  g_autofree char *unique_ids = g_strconcat ("+OK\r\n1 ", id, "\r\n.\r\n", NULL);
  g_autofree char *expected = g_strconcat ("1 10 ", id, " 0\n", NULL);

  assert_maildrop ("1 10\r\n2 20\r\n", "+OK\r\n2 b\r\n.\r\n", "1 10 - 0\n2 20 b 0\n");
  assert_maildrop ("1 10\r\n2 20\r\n", "+OK\r\n1\r\n2   \r\n.\r\n", "1 10 - 0\n2 20 - 0\n");
  assert_maildrop ("1 10\r\n2 20\r\n", "+OK\r\n1 a\r\n2 a\r\n.\r\n", "1 10 a 0\n2 20 a 1\n");
  assert_maildrop ("1 10\r\n", "+OK\r\n1    a  \r\n9 z\r\n.\r\n", "1 10 a 0\n");
  assert_maildrop ("1 10\r\n", "+OK\r\n1 a\x1b[31m\xff\r\n.\r\n", "1 10 a\\x1B[31m\\xFF 0\n");
  assert_maildrop ("1 10\r\n", unique_ids, expected);
}

/* RFC 1939 §5: LIST says what there is; what STAT said before does not count. */
static void
test_stat_disagrees (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK 0 0\r\n" LISTED "+OK\r\n1 a\r\n2 b\r\n.\r\n", -1);
  g_autoptr (RstPop3Listing) listing = NULL;
  g_autoptr (RstPop3Listing) nothing = NULL;
  guint64 octets;
  guint count;

  nothing = rst_pop3_session_glance (self.session, 0, 0, &count, &octets, NULL, NULL);
  g_assert_cmpuint (count, ==, 0);
  listing = rst_pop3_session_list (self.session, NULL, NULL);
  assert_listed (listing, "b");
}

/* RFC 2449 §6.6: a server that takes both commands for one does not pipeline,
 * whatever it announces.
 */
static void
test_not_pipelining (void)
{
  g_auto (RstTestScripted) lost = rst_test_scripted_new (RST_TEST_PIPELINING LISTED, -1);
  g_auto (RstTestScripted) taken = rst_test_scripted_new (RST_TEST_PIPELINING "-ERR what?\r\n", -1);
  g_auto (RstTestScripted) busy = rst_test_scripted_new (RST_TEST_PIPELINING "-ERR [SYS/TEMP] later\r\n", -1);
  g_autoptr (GError) error = NULL;

  rst_test_scripted_query (&lost);
  g_assert_null (rst_pop3_session_list (lost.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "UIDL");
  g_assert_true (rst_pop3_session_is_pipelining_doubtful (lost.session));
  g_clear_error (&error);

  rst_test_scripted_query (&taken);
  g_assert_null (rst_pop3_session_list (taken.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "UIDL");
  g_assert_true (rst_pop3_session_is_pipelining_doubtful (taken.session));
  g_clear_error (&error);

  rst_test_scripted_query (&busy);
  g_assert_null (rst_pop3_session_list (busy.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TEMPORARY, "“later”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-maildrop/stat", test_stat);
  g_test_add_data_func ("/pop3-maildrop/glance", "-ERR\r\n", test_glance);
  g_test_add_data_func ("/pop3-maildrop/glance-pipelined", RST_TEST_PIPELINING, test_glance);
  g_test_add_func ("/pop3-maildrop/list", test_list);
  g_test_add_func ("/pop3-maildrop/list-writes", test_list_writes);
  g_test_add_func ("/pop3-maildrop/list-refused", test_list_refused);
  g_test_add_func ("/pop3-maildrop/numbers", test_numbers);
  g_test_add_func ("/pop3-maildrop/unique-ids", test_unique_ids);
  g_test_add_func ("/pop3-maildrop/stat-disagrees", test_stat_disagrees);
  g_test_add_func ("/pop3-maildrop/not-pipelining", test_not_pipelining);
  return g_test_run ();
}
