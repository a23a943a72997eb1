/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pop3/rst-pop3-capa.h"

static void
add (RstPop3Capa *capa, const char *line)
{
  rst_pop3_capa_add_line (capa, line, strlen (line));
}

/* RFC 2449 §3: tags are compared without case. */
static void
test_tags (void)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();

  g_assert_false (rst_pop3_capa_has (capa, "PIPELINING"));
  add (capa, "pipelining");
  add (capa, "UIDL");
  g_assert_true (rst_pop3_capa_has (capa, "PIPELINING"));
  g_assert_true (rst_pop3_capa_has (capa, "uidl"));
  g_assert_false (rst_pop3_capa_has (capa, "UID"));
  g_assert_null (rst_pop3_capa_get_arguments (capa, "TOP"));
}

static void
test_arguments (void)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
  const char *const *arguments;

  add (capa, "SASL  CRAM-MD5\tplain ");
  add (capa, "EXPIRE 60 USER");
  add (capa, "TOP");

  g_assert_true (rst_pop3_capa_has_argument (capa, "sasl", "PLAIN"));
  g_assert_true (rst_pop3_capa_has_argument (capa, "SASL", "CRAM-MD5"));
  g_assert_false (rst_pop3_capa_has_argument (capa, "SASL", "PLA"));
  g_assert_false (rst_pop3_capa_has_argument (capa, "TOP", "PLAIN"));
  g_assert_false (rst_pop3_capa_has_argument (capa, "STLS", "PLAIN"));

  arguments = rst_pop3_capa_get_arguments (capa, "EXPIRE");
  g_assert_cmpstr (arguments[0], ==, "60");
  g_assert_cmpstr (arguments[1], ==, "USER");
  g_assert_null (arguments[2]);
  g_assert_null (rst_pop3_capa_get_arguments (capa, "TOP")[0]);
}

/* Servers spread a tag's arguments over several lines. */
static void
test_repeated (void)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();

  add (capa, "SASL LOGIN");
  add (capa, "SASL PLAIN");
  g_assert_true (rst_pop3_capa_has_argument (capa, "SASL", "LOGIN"));
  g_assert_true (rst_pop3_capa_has_argument (capa, "SASL", "PLAIN"));
}

static void
test_no_capability (void)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();

  add (capa, "");
  add (capa, "   ");
  rst_pop3_capa_add_line (capa, "UIDL\0X", 6);
  add (capa, "IMPLEMENTATION \xff\xfe");
  g_assert_false (rst_pop3_capa_has (capa, ""));
  g_assert_false (rst_pop3_capa_has (capa, "UIDL"));
  g_assert_true (g_utf8_validate (rst_pop3_capa_get_arguments (capa, "IMPLEMENTATION")[0], -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-capa/tags", test_tags);
  g_test_add_func ("/pop3-capa/arguments", test_arguments);
  g_test_add_func ("/pop3-capa/repeated", test_repeated);
  g_test_add_func ("/pop3-capa/no-capability", test_no_capability);
  return g_test_run ();
}
