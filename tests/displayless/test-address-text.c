/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-address-text.h"
#include "store/rst-query.h"

typedef struct
{
  const char *rule;
  const char *name;
  const char *address;
  const char *full;
} FullCase;

static const FullCase full_cases[] = {
  { "RFC 5322 §3.4: name-addr", "Anna Lind", "a@b.example", "Anna Lind <a@b.example>" },
  { "RFC 5322 §3.4: addr-spec", "", "a@b.example", "a@b.example" },
  { "RFC 5322 §3.2.4: a comma needs quotes", "Lind, Anna", "a@b.example", "\"Lind, Anna\" <a@b.example>" },
  { "RFC 5322 §3.2.4: quotes and backslashes", "A \"b\" \\", "a@b.example",
    "\"A \\\"b\\\" \\\\\" <a@b.example>" },
  { "RFC 6532 §3.2: other letters need none", "Žofie Müller", "z@b.example", "Žofie Müller <z@b.example>" },
  { "a name alone", "friends", "", "friends" },
};

static void
test_full (gconstpointer data)
{
  const FullCase *test = data;
  g_autoptr (RstAddress) address = rst_address_new (test->name, test->address);
  g_autofree char *full = rst_address_text_dup_full (address);

  g_assert_cmpstr (full, ==, test->full);
}

static void
check_query (const char *words, const char *match)
{
  g_autoptr (RstAddress) address = rst_address_new ("Anna OR Bo", words);
  g_autofree char *text = rst_address_text_dup_query (address);
  g_autoptr (RstQuery) query = rst_query_new (text);

  g_assert_cmpstr (rst_query_get_match (query), ==, match);
}

/* One phrase in the sender's column, whatever the address is made of. */
static void
test_query (void)
{
  check_query ("a@b.example", "sender : \"a@b.example\"");
  check_query ("-a*@b.example", "sender : \"-a*@b.example\"");
  check_query ("\"a OR b\"@c.example", "sender : \" a OR b @c.example\"");
  check_query ("(a) is:unread@c.example", "sender : \"(a) is:unread@c.example\"");
}

static void
check_menu_name (const char *name, const char *shown)
{
  g_autoptr (RstAddress) address = rst_address_new (name, "a_b@c.example");
  g_autofree char *text = rst_address_text_dup_menu_name (address);

  g_assert_cmpstr (text, ==, shown);
}

static void
test_menu_name (void)
{
  check_menu_name ("Anna", "Anna");
  check_menu_name ("", "a__b@c.example");
  check_menu_name ("Žžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžžž", "Žžžžžžžžžžžžžžžžžžžžžžžžžžžžžžž…");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (gsize i = 0; i < G_N_ELEMENTS (full_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/address-text/full/%s", full_cases[i].rule);

      g_test_add_data_func (path, &full_cases[i], test_full);
    }
  g_test_add_func ("/address-text/query", test_query);
  g_test_add_func ("/address-text/menu-name", test_menu_name);
  return g_test_run ();
}
