/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-link-check.h"

static const struct
{
  const char *rule;
  const char *text;
  const char *uri;
  RstLinkDoubt doubt;
  const char *shown;
} cases[] = {
  { "words say nothing", "Click here", "https://evil.example/", RST_LINK_DOUBT_NONE, NULL },
  { "no text says nothing", NULL, "https://evil.example/", RST_LINK_DOUBT_NONE, NULL },
  { "the same host", "https://bank.example/a", "https://bank.example/b", RST_LINK_DOUBT_NONE, NULL },
  { "another host of the same site", "www.bank.co.uk", "https://login.bank.co.uk/", RST_LINK_DOUBT_NONE, NULL },
  { "another owner below the same suffix", "www.bank.co.uk", "https://evil.co.uk/", RST_LINK_DOUBT_OTHER, "www.bank.co.uk" },
  { "another site", "www.bank.example", "https://evil.example/www.bank.example", RST_LINK_DOUBT_OTHER, "www.bank.example" },
  { "with a scheme", "HTTPS://Bank.example/login", "http://evil.example", RST_LINK_DOUBT_OTHER, "bank.example" },
  { "a name without www", "bank.com", "https://bank.com.evil.net/", RST_LINK_DOUBT_OTHER, "bank.com" },
  { "among other words", "please visit www.bank.com now", "https://evil.net", RST_LINK_DOUBT_OTHER, "www.bank.com" },
  { "whatever stands around it", "please visit “www.bank.com” now", "https://evil.net", RST_LINK_DOUBT_OTHER, "www.bank.com" },
  { "with other blanks", "please\u00A0visit\u00A0www.bank.com", "https://evil.net", RST_LINK_DOUBT_OTHER, "www.bank.com" },
  { "a comma is no part of a name", "www.bank.com, your bank", "https://www.bank.com/", RST_LINK_DOUBT_NONE, NULL },
  { "a sentence is no name", "Read more.", "https://evil.net", RST_LINK_DOUBT_NONE, NULL },
  { "nor are words with a dot between", "e.g. this", "https://evil.net", RST_LINK_DOUBT_NONE, NULL },
  { "a number", "3.14", "https://evil.net", RST_LINK_DOUBT_NONE, NULL },
  { "a file that it leads to", "readme.md", "https://git.example/a/readme.md?b", RST_LINK_DOUBT_NONE, NULL },
  { "a host is no file", "bank.com", "https://evil.net/bank.com", RST_LINK_DOUBT_OTHER, "bank.com" },
  { "a mail address of the same site", "a@bank.example", "mailto:a@bank.example", RST_LINK_DOUBT_NONE, NULL },
  { "a mail address of another", "a@bank.com", "mailto:a@evil.net?subject=b", RST_LINK_DOUBT_OTHER, "bank.com" },
  { "a mail address that leads to a page", "a@bank.com", "https://evil.net", RST_LINK_DOUBT_OTHER, "bank.com" },
  { "a user that looks like a host", "here", "https://bank.com@evil.net/", RST_LINK_DOUBT_USER, NULL },
  { "what follows @ in a path is none", "here", "https://bank.com/@anna", RST_LINK_DOUBT_NONE, NULL },
  { "WHATWG URL §4.4: a backslash is a slash", "bank.com", "https://bank.com\\@evil.net", RST_LINK_DOUBT_NONE, NULL },
  { "an address", "here", "http://192.0.2.1/a", RST_LINK_DOUBT_NUMBER, NULL },
  { "in one number", "here", "http://3221225985/", RST_LINK_DOUBT_NUMBER, NULL },
  { "in hexadecimal", "here", "http://0xc0000201/", RST_LINK_DOUBT_NUMBER, NULL },
  { "version 6", "here", "http://[2001:db8::1]:80/", RST_LINK_DOUBT_NUMBER, NULL },
  { "RFC 3492: letters of another script among Latin ones", "here", "https://xn--pple-43d.com/", RST_LINK_DOUBT_LETTERS, NULL },
  { "a word of look-alikes", "here", "https://хо.com/", RST_LINK_DOUBT_LETTERS, NULL },
  { "letters that mislead nobody", "here", "https://müller.example/", RST_LINK_DOUBT_NONE, NULL },
  { "nor words of another script", "here", "https://почта.example/", RST_LINK_DOUBT_NONE, NULL },
  { "the same name in both spellings", "www.müller.example", "https://xn--mller-kva.example/", RST_LINK_DOUBT_NONE, NULL },
  { "no host", "here", "https:///a", RST_LINK_DOUBT_UNREADABLE, NULL },
  { "a letter to nobody", "write", "mailto:?subject=a", RST_LINK_DOUBT_NONE, NULL },
};

static void
test_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RstLinkCheck) check = rst_link_check_new (cases[i].text, cases[i].uri);

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpint (check->doubt, ==, cases[i].doubt);
      g_assert_cmpstr (check->shown, ==, cases[i].shown);
      g_assert_nonnull (check->host);
    }
}

/* In a page, by the address that a browser makes of what the page says. */
static void
test_page (void)
{
  static const struct
  {
    const char *html;
    const char *uri;
    RstLinkDoubt doubt;
  } pages[] = {
    { "<a href=\"https://evil.net\"><b>www</b>.bank.com</a>", "https://evil.net/", RST_LINK_DOUBT_OTHER },
    { "<a href=\" HTTPS://EVIL.net/\n?a b&amp;c\">www.bank.com</a>", "https://evil.net/?a%20b&c", RST_LINK_DOUBT_OTHER },
    { "<a href='https://evil.net/1'>www.bank.com</a>", "https://evil.net/2", RST_LINK_DOUBT_NONE },
    { "<a href='https://evil.net/'>here</a><a href='https://evil.net/'>www.bank.com</a>", "https://evil.net/", RST_LINK_DOUBT_OTHER },
    { "<a href='https://evil.net/'>www.bank.com", "https://evil.net/", RST_LINK_DOUBT_OTHER },
    { "<a href='https://evil.net/'>here</a> www.bank.com", "https://evil.net/", RST_LINK_DOUBT_NONE },
    { "", "https://192.0.2.1/", RST_LINK_DOUBT_NUMBER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (RstLinkCheck) check = rst_link_check_new_in_html (pages[i].html, pages[i].uri);

      g_test_message ("%s", pages[i].html);
      g_assert_cmpint (check->doubt, ==, pages[i].doubt);
    }
}

/* A name is found behind what nobody would read, or see, before it. */
static void
test_padding (void)
{
  static const char honest[] = "<a href='https://evil.net/'>evil.net</a>";
  static const char *const padding[] = { " ", "a ", "\u00A0", "word\u3000" };
  g_autoptr (GString) links = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (links, honest);
  for (gsize i = 0; i < G_N_ELEMENTS (padding); i++)
    {
      g_autoptr (GString) html = g_string_new ("<a href='https://evil.net/'>Visit ");
      g_autoptr (RstLinkCheck) check = NULL;

      for (guint j = 0; j < 5000; j++)
        g_string_append (html, padding[i]);
      g_string_append (html, "www.bank.com</a>");
      check = rst_link_check_new_in_html (html->str, "https://evil.net/");
      g_assert_cmpint (check->doubt, ==, RST_LINK_DOUBT_OTHER);
      g_assert_cmpstr (check->shown, ==, "www.bank.com");
    }
  {
    g_autoptr (RstLinkCheck) before = rst_link_check_new_in_html (links->str, "https://evil.net/");
    g_autoptr (RstLinkCheck) after = NULL;

    g_assert_cmpint (before->doubt, ==, RST_LINK_DOUBT_NONE);
    g_string_append (links, "<a href='https://evil.net/'>bank.com</a>");
    after = rst_link_check_new_in_html (links->str, "https://evil.net/");
    g_assert_cmpint (after->doubt, ==, RST_LINK_DOUBT_OTHER);
  }
}

static void
test_readable (void)
{
  static const char *const uris[][2] = {
    { "https://example.org/a?b#c", "https://example.org/a?b#c" },
    { "https://müller.example/ä", "https://xn--mller-kva.example/ä (müller.example)" },
    { "https://xn--mller-kva.example:8/", "https://xn--mller-kva.example:8/ (müller.example)" },
    /* What misleads is not shown as what it pretends to be. */
    { "https://xn--pple-43d.com/", "https://xn--pple-43d.com/" },
    { "https://a@xn--mller-kva.example", "https://a@xn--mller-kva.example (müller.example)" },
    /* U+202E turns around what follows. */
    { "https://example.org/\342\200\256gpj.exe", "https://example.org/%E2%80%AEgpj.exe" },
    { "mailto:a@example.org", "mailto:a@example.org" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *readable = rst_link_check_dup_readable (uris[i][0]);

      g_assert_cmpstr (readable, ==, uris[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-check/check", test_check);
  g_test_add_func ("/link-check/page", test_page);
  g_test_add_func ("/link-check/padding", test_padding);
  g_test_add_func ("/link-check/readable", test_readable);
  return g_test_run ();
}
