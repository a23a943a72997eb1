/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-flowed.h"
#include "mime/rst-message.h"

static const struct
{
  const char *rule;
  const char *text;
  const char *joined;
} cases[] = {
  { "RFC 3676 §4.1: a line that ends with a space goes on in the next",
    "All in \none \nline.\nAnother.\n", "All in one line.\nAnother.\n" },
  { "§4.1: one without is fixed", "one\ntwo\n", "one\ntwo\n" },
  { "§4.4: a space in front is stuffing", " From here\n  indented\n", "From here\n indented\n" },
  { "§4.4: a line of one stuffed space is empty, and fixed", "a\n \nb\n", "a\n\nb\n" },
  { "§4.4: what begins with a mark is no quote when it is stuffed", " > x\n", " > x\n" },
  { "§4.5: the marks tell the depth", ">> a \n>> b\n> c\n", ">> a b\n> c\n" },
  { "§4.5: quoted lines are stuffed too", "> a \n> b\n", "> a b\n" },
  { "§4.5: another depth ends a paragraph", "> a \nb \n>> c\n", "> a \nb \n>> c\n" },
  { "§4.3: the separator is not flowed", "so \n-- \nAnna\n", "so \n-- \nAnna\n" },
  { "§4.3: nor when it is quoted", "> -- \n> Anna\n", "> -- \n> Anna\n" },
  { "a text without a last line end", "a \nb", "a b" },
  { "a last line that is flowed", "a \n", "a \n" },
  { "empty quoted lines", ">\n> \n", ">\n>\n" },
  { "nothing", "", "" },
};

static void
test_join (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *joined = rst_flowed_join (cases[i].text, FALSE);

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

/* RFC 3676 §4.1, DelSp=yes: the last space was added, for scripts without. */
static void
test_delete_space (void)
{
  g_autofree char *joined = rst_flowed_join ("日本 \n語 \n> a \n> b\n-- \nx", TRUE);

  g_assert_cmpstr (joined, ==, "日本語\n> ab\n-- \nx");
}

static char *
read_as (const char *type, const char *text)
{
  g_autofree char *octets = g_strdup_printf ("Content-Type: %s\r\n\r\n%s", type, text);
  g_autoptr (GBytes) raw = g_bytes_new (octets, strlen (octets));
  g_autoptr (RstMessage) message = rst_message_new (raw);

  return g_strdup (rst_message_get_text (message));
}

/* RFC 3676 §4: parameters of text/plain, in any case, and of nothing else. */
static void
test_message (void)
{
  g_autofree char *flowed = read_as ("text/plain; Format=Flowed", "a \r\nb\r\n");
  g_autofree char *delsp = read_as ("text/plain; format=flowed; DelSp=Yes", "a \r\nb\r\n");
  g_autofree char *fixed = read_as ("text/plain; format=fixed", "a \r\nb\r\n");
  g_autofree char *other = read_as ("text/x-log; format=flowed", "a \r\nb\r\n");

  g_assert_cmpstr (flowed, ==, "a b\n");
  g_assert_cmpstr (delsp, ==, "ab\n");
  g_assert_cmpstr (fixed, ==, "a \nb\n");
  g_assert_cmpstr (other, ==, "a \nb\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flowed/join", test_join);
  g_test_add_func ("/flowed/delete-space", test_delete_space);
  g_test_add_func ("/flowed/message", test_message);
  return g_test_run ();
}
