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

/* RFC 2449 §3: tags are compared without case; a cache compares lines. */
static void
test_lines (void)
{
  g_autoptr (RstPop3Capa) one = rst_pop3_capa_new ();
  g_autoptr (RstPop3Capa) other = rst_pop3_capa_new ();
  g_auto (GStrv) none = rst_pop3_capa_dup_lines (one);
  g_auto (GStrv) lines = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_true (rst_pop3_capa_equal (one, other));
  add (one, "UIDL");
  add (one, "");
  add (one, "SASL  PLAIN\xff");
  add (one, "SASL LOGIN");
  lines = rst_pop3_capa_dup_lines (one);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "UIDL");
  g_assert_cmpstr (lines[1], ==, "SASL  PLAIN\xEF\xBF\xBD");
  g_assert_cmpstr (lines[2], ==, "SASL LOGIN");

  g_assert_false (rst_pop3_capa_equal (one, other));
  for (char **line = lines; *line != NULL; line++)
    add (other, *line);
  g_assert_true (rst_pop3_capa_equal (one, other));
  add (other, "TOP");
  g_assert_false (rst_pop3_capa_equal (one, other));
}

/* What steers a terminal does not get into what is shown of the lines; blanks
 * stay as they were.
 */
static void
test_steering (void)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
  g_auto (GStrv) lines = NULL;

  add (capa, "X-NAME\t\033]0;title\a \rdone");
  lines = rst_pop3_capa_dup_lines (capa);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_cmpstr (lines[0], ==, "X-NAME\t\uFFFD]0;title\uFFFD \uFFFDdone");
}

typedef gboolean (*GetNumber) (RstPop3Capa *capa, guint *number, gboolean *per_user);

static void
assert_number (GetNumber get, const char *line, guint expected, gboolean expected_per_user)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
  gboolean per_user;
  guint number;

  add (capa, line);
  g_assert_true (get (capa, &number, &per_user));
  g_assert_cmpuint (number, ==, expected);
  g_assert_true (per_user == expected_per_user);
  g_assert_true (get (capa, &number, NULL));
}

static void
assert_no_number (GetNumber get, const char *line)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
  gboolean per_user = 7;
  guint number = 7;

  add (capa, line);
  g_assert_false (get (capa, &number, &per_user));
  g_assert_cmpuint (number, ==, 7);
  g_assert_cmpint (per_user, ==, 7);
}

/* RFC 2449 §6.7: days or NEVER, and USER when they differ. */
static void
test_expire (void)
{
  assert_number (rst_pop3_capa_get_expire, "EXPIRE 60", 60, FALSE);
  assert_number (rst_pop3_capa_get_expire, "expire 0", 0, FALSE);
  assert_number (rst_pop3_capa_get_expire, "EXPIRE NEVER", RST_POP3_EXPIRE_NEVER, FALSE);
  assert_number (rst_pop3_capa_get_expire, "EXPIRE never", RST_POP3_EXPIRE_NEVER, FALSE);
  assert_number (rst_pop3_capa_get_expire, "EXPIRE 30 USER", 30, TRUE);
  assert_number (rst_pop3_capa_get_expire, "EXPIRE 30 user", 30, TRUE);

  assert_no_number (rst_pop3_capa_get_expire, "");
  assert_no_number (rst_pop3_capa_get_expire, "EXPIRE");
  assert_no_number (rst_pop3_capa_get_expire, "EXPIRE USER");
  assert_no_number (rst_pop3_capa_get_expire, "EXPIRE -1");
  assert_no_number (rst_pop3_capa_get_expire, "EXPIRE +1");
  assert_no_number (rst_pop3_capa_get_expire, "EXPIRE 1d");
  assert_no_number (rst_pop3_capa_get_expire, "EXPIRE 4294967295");
  assert_no_number (rst_pop3_capa_get_expire, "EXPIRE 99999999999999999999");
}

/* RFC 2449 §6.5: seconds, and USER when they differ. */
static void
test_login_delay (void)
{
  assert_number (rst_pop3_capa_get_login_delay, "LOGIN-DELAY 900", 900, FALSE);
  assert_number (rst_pop3_capa_get_login_delay, "Login-Delay 0 USER", 0, TRUE);
  assert_no_number (rst_pop3_capa_get_login_delay, "EXPIRE 5");
  assert_no_number (rst_pop3_capa_get_login_delay, "LOGIN-DELAY");
  assert_no_number (rst_pop3_capa_get_login_delay, "LOGIN-DELAY NEVER");
  assert_no_number (rst_pop3_capa_get_login_delay, "LOGIN-DELAY 5.5");
  assert_no_number (rst_pop3_capa_get_login_delay, "LOGIN-DELAY 4294967296");
}

/* RFC 2449 §6.9: a text for logs. */
static void
test_implementation (void)
{
  g_autoptr (RstPop3Capa) capa = rst_pop3_capa_new ();
  g_autofree char *none = rst_pop3_capa_dup_implementation (capa);
  g_autofree char *text = NULL;

  add (capa, "IMPLEMENTATION Dovecot  2.3\x1b[31m");
  text = rst_pop3_capa_dup_implementation (capa);
  g_assert_null (none);
  g_assert_cmpstr (text, ==, "Dovecot 2.3 [31m");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-capa/tags", test_tags);
  g_test_add_func ("/pop3-capa/arguments", test_arguments);
  g_test_add_func ("/pop3-capa/repeated", test_repeated);
  g_test_add_func ("/pop3-capa/no-capability", test_no_capability);
  g_test_add_func ("/pop3-capa/lines", test_lines);
  g_test_add_func ("/pop3-capa/steering", test_steering);
  g_test_add_func ("/pop3-capa/expire", test_expire);
  g_test_add_func ("/pop3-capa/login-delay", test_login_delay);
  g_test_add_func ("/pop3-capa/implementation", test_implementation);
  return g_test_run ();
}
