/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Foreign text on one line, foreign octets as a name. */

#include "config.h"

#include <string.h>

#include "base/rst-text.h"

static void
test_line (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    const char *line;
  } cases[] = {
    { "", -1, "" },
    { "  a \t\r\n b  ", -1, "a b" },
    { "a\x1b[31mb", -1, "a [31mb" },
    { "Grüße", -1, "Grüße" },
    { "a\0b", 3, "a�b" },
    { "caf\xe9", -1, "caf�" },
    { "evil\xe2\x80\xaegnp.exe", -1, "evil gnp.exe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = rst_text_dup_line (cases[i].text, cases[i].length);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_true (g_utf8_validate (line, -1, NULL));
    }
}

static void
test_printable (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    const char *printable;
  } cases[] = {
    { "", -1, "" },
    { "a\tb\r\n\n c ", -1, "a\tb\n\n c " },
    { "\x1b[2J\r\x7f\xc2\x9b", -1, "�[2J���" },
    { "a\0b\xff", 4, "a�b�" },
    { "evil\xe2\x80\xaegnp.exe", -1, "evil�gnp.exe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *printable = rst_text_dup_printable (cases[i].text, cases[i].length);

      g_assert_cmpstr (printable, ==, cases[i].printable);
    }
}

static void
test_escaped (void)
{
  static const struct
  {
    const char *octets;
    gsize length;
    const char *name;
  } cases[] = {
    { "", 0, "" },
    { "whqtswO00WBw418f9t5JxYwZ", 24, "whqtswO00WBw418f9t5JxYwZ" },
    { "a b", 3, "a\\x20b" },
    { "a\\x20b", 6, "a\\x5Cx20b" },
    { "\0\x1b\xff", 3, "\\x00\\x1B\\xFF" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = rst_text_dup_escaped (cases[i].octets, cases[i].length);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_short (void)
{
  static const struct
  {
    const char *text;
    gsize n_chars;
    const char *is;
  } cases[] = {
    { "", 1, "" },
    { "a", 1, "a" },
    { "ab", 1, "…" },
    { "Grüße", 5, "Grüße" },
    { "Grüße", 4, "Grü…" },
    { "你好吗", 2, "你…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shortened = rst_text_dup_short (cases[i].text, cases[i].n_chars);

      g_assert_cmpstr (shortened, ==, cases[i].is);
    }
}

/* What sorts alike: case and accents do not count, whatever form they have. */
static void
test_folded (void)
{
  static const struct
  {
    const char *text;
    gsize n_chars;
    const char *key;
  } cases[] = {
    { "", 64, "" },
    { "Offer 7", 64, "offer 7" },
    { "Offer 7", 5, "offer" },
    { "\u00c9t\u00e9", 64, "ete" },
    { "E\u0301te\u0301", 64, "ete" },
    { "STRASSE", 64, "strasse" },
    { "Stra\u00dfe", 64, "strasse" },
    { "\ufb01n", 64, "fin" },
    { "\u65e5\u672c\u8a9e", 2, "\u65e5\u672c" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = rst_text_dup_folded (cases[i].text, cases[i].n_chars);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
test_begins_with (void)
{
  g_assert_true (rst_text_begins_with ("From here", "From "));
  g_assert_true (rst_text_begins_with ("From ", "From "));
  g_assert_true (rst_text_begins_with ("", ""));
  g_assert_false (rst_text_begins_with ("From", "From "));
  g_assert_false (rst_text_begins_with ("", "F"));
  g_assert_false (rst_text_begins_with ("from here", "From "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/line", test_line);
  g_test_add_func ("/text/printable", test_printable);
  g_test_add_func ("/text/escaped", test_escaped);
  g_test_add_func ("/text/begins-with", test_begins_with);
  g_test_add_func ("/text/short", test_short);
  g_test_add_func ("/text/folded", test_folded);
  return g_test_run ();
}
