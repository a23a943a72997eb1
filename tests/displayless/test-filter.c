/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-filter.h"

/* A copy says the same and lives on its own. */
static void
test_copy (void)
{
  RstFilter *filter = rst_filter_new ("work", "inbox", "invoice");
  g_autoptr (RstFilter) copy = NULL;

  filter->unread = TRUE;
  filter->flagged = TRUE;
  filter->attachments = TRUE;
  filter->tag = 79;
  filter->keep = 78;
  filter->before = 77;
  filter->limit = 10;
  copy = rst_filter_copy (filter);
  rst_filter_free (filter);
  g_assert_cmpstr (copy->account, ==, "work");
  g_assert_cmpstr (copy->mailbox, ==, "inbox");
  g_assert_cmpstr (copy->query, ==, "invoice");
  g_assert_true (copy->unread && copy->flagged && copy->attachments);
  g_assert_true (rst_filter_asks_state (copy));
  g_assert_cmpint (copy->tag, ==, 79);
  g_assert_cmpint (copy->keep, ==, 78);
  g_assert_cmpint (copy->before, ==, 77);
  g_assert_cmpuint (copy->limit, ==, 10);
}

/* What is not asked for is NULL and 0. */
static void
test_empty (void)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (RstFilter) copy = rst_filter_copy (filter);

  g_assert_null (copy->account);
  g_assert_null (copy->mailbox);
  g_assert_null (copy->query);
  g_assert_false (rst_filter_asks_state (copy));
  g_assert_cmpint (copy->keep, ==, 0);
  g_assert_cmpint (copy->before, ==, 0);
  g_assert_cmpuint (copy->limit, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/copy", test_copy);
  g_test_add_func ("/filter/empty", test_empty);
  return g_test_run ();
}
