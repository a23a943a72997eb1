/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "mime/rst-html-cut.h"
#include "mime/rst-html.h"

typedef struct
{
  const char *rule;
  const char *html;
  const char *text;
} TextCase;

static const TextCase texts[] = {
  { "paragraphs", "<p>One</p><p>Two\n  lines</p>", "One\n\nTwo lines\n" },
  { "line breaks", "a<br>b<br><br>c<br><br><br><br>d", "a\nb\n\nc\n\nd\n" },
  { "blocks", "<div>a<div>b</div></div>c", "a\nb\nc\n" },
  { "headings", "<h1>T</h1>x", "T\n\nx\n" },
  { "a list", "<ul><li>a<li>b</ul>", "• a\n• b\n" },
  { "a numbered list", "<ol><li>a</li><li>b</li></ol>x", "1. a\n2. b\n\nx\n" },
  { "a list in a list", "<ul><li>a<ul><li>b</ul><li>c</ul>", "• a\n  • b\n• c\n" },
  { "a quote", "x<blockquote>a<br>b<blockquote><p>c<p>d</blockquote></blockquote>y",
    "x\n\n> a\n> b\n>\n> > c\n> >\n> > d\n\ny\n" },
  { "a table", "<table><tr><th>A<th>B<tr><td>1<td>2</table>", "A\tB\n1\t2\n" },
  { "empty cells leave nothing", "<table><tr><td> <td>x<td></table>", "x\n" },
  { "preformatted", "<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\n\nd\n" },
  { "a rule", "a<hr>b", "a\n\n-----\n\nb\n" },
  { "a link", "<a href=\"https://a.example/b\">here</a>.", "here <https://a.example/b>.\n" },
  { "a link that says its target", "<a href='https://a.example/'>a.example</a>", "a.example\n" },
  { "mail links", "<a href='mailto:a@a.example'>a@a.example</a> <a href='mailto:b@a.example'>B</a>",
    "a@a.example B <mailto:b@a.example>\n" },
  { "links that are none", "<a href='javascript:x()'>a</a> <a name=x>b</a>", "a b\n" },
  { "entities", "&lt;b&gt; &amp; &eacute; &#8364; &#x1F600; &nbsp;x &unknown;", "<b> & é € 😀 x &unknown;\n" },
  { "pictures say what they show", "<img src=x alt='A cat'> <img src=y>", "A cat\n" },
  { "no script, style, head", "<head><title>t</title><style>s</style></head>"
    "<body><script>x('<p>')</script>a<style>b</style><!-- c --></body>", "a\n" },
  { "nothing hidden", "<p hidden>a</p><div style='DISPLAY : none'><p>b</div>"
    "<span style='visibility:hidden'>c</span><img hidden alt=d>e", "e\n" },
  { "a hidden line break hides no more", "<br style='display:none'>a", "a\n" },
  { "no characters of no width", "a&shy;b&#8203;c&#xFEFF;d", "abcd\n" },
  { "joining characters stay", "\u0645\u06CC\u200C\u062E", "\u0645\u06CC\u200C\u062E\n" },
  { "broken", "<p>a<b>b</p><td>c</i></div></ul>d", "ab\n\ncd\n" },
  { "breaks off", "a<p title=\"x", "a\n" },
  { "empty", "", "" },
  { "only white space", " \n <p> </p>", "" },
  { "no markup", "a < b", "a < b\n" },
};

static void
test_text (gconstpointer data)
{
  const TextCase *item = data;
  g_autofree char *text = rst_html_to_text (item->html);

  g_assert_cmpstr (text, ==, item->text);
}

typedef struct
{
  const char *html;
  gboolean remote;
} RemoteCase;

/* What a browser fetches by itself (HTML Standard), and what it does not. */
static const RemoteCase remotes[] = {
  { "<img src='http://a.example/x.png'>", TRUE },
  { "<img src=' \n\tHTTPS://a.example/x.png'>", TRUE },
  { "<img src='ht\ntp://a.example/x.png'>", TRUE },
  { "<img src='&#104;ttp://a.example/x.png'>", TRUE },
  { "<img src='//a.example/x.png'>", TRUE },
  { "<img src='\\\\a.example/x.png'>", TRUE },
  { "<img src='ftp://a.example/x.png'>", TRUE },
  { "<img srcset='data:image/gif;base64,R0 1x, https://a.example/y 2x'>", TRUE },
  { "<picture><source srcset='https://a.example/y'></picture>", TRUE },
  { "<video poster='https://a.example/y'></video>", TRUE },
  { "<video><source src='https://a.example/y'></video>", TRUE },
  { "<audio src='https://a.example/y'></audio>", TRUE },
  { "<table background='https://a.example/y'>", TRUE },
  { "<body background='https://a.example/y'>", TRUE },
  { "<link rel=stylesheet href='https://a.example/y'>", TRUE },
  { "<link rel=preload imagesrcset='https://a.example/y 1x'>", TRUE },
  { "<object data='https://a.example/y'></object>", TRUE },
  { "<embed src='https://a.example/y'>", TRUE },
  { "<iframe src='https://a.example/y'></iframe>", TRUE },
  { "<input type=image src='https://a.example/y'>", TRUE },
  { "<script src='https://a.example/y'></script>", TRUE },
  { "<svg><image href='https://a.example/y'/></svg>", TRUE },
  { "<svg><use xlink:href='https://a.example/y#z'/></svg>", TRUE },
  { "<svg><rect fill='url(https://a.example/y#z)'/></svg>", TRUE },
  { "<meta http-equiv=Refresh content='0; URL=https://a.example/y'>", TRUE },
  { "<meta http-equiv=refresh content=\"0;url='https://a.example/y'\">", TRUE },
  { "<p style='background: url(https://a.example/y)'>", TRUE },
  { "<p style=\"background: URL( 'https://a.example/y' )\">", TRUE },
  { "<p style='background: \\75\\72\\6c(https://a.example/y)'>", TRUE },
  { "<p style='background: u/**/rl(//a.example/y)'>", TRUE },
  { "<p style='background: image-set(\"data:x\" 1x, \"https://a.example/y\" 2x)'>", TRUE },
  { "<p style='background: image-set(url(https://a.example/y) 2x)'>", TRUE },
  { "<style>@import 'https://a.example/y';</style>", TRUE },
  { "<style>@import/**/url(https://a.example/y)</style>", TRUE },
  { "<style>@font-face { src: url(\"https://a.example/y\") }</style>", TRUE },
  { "<noscript><img src='https://a.example/y'></noscript>", TRUE },
  { "<base href='https://a.example/'><img src='y.png'>", TRUE },
  { "<img src='y.png'><base href='https://a.example/'>", TRUE },

  { "<a href='https://a.example/'>x</a>", FALSE },
  { "<map><area href='https://a.example/'></map>", FALSE },
  { "<svg><a href='https://a.example/'>x</a></svg>", FALSE },
  { "<form action='https://a.example/'></form>", FALSE },
  { "<img src='cid:a@b'>", FALSE },
  { "<img src='data:image/png;base64,//8='>", FALSE },
  { "<img src='y.png'>", FALSE },
  { "<img alt='https://a.example/'>", FALSE },
  { "<base href='https://a.example/'><a href='x'>y</a>", FALSE },
  { "<p style='background: url(cid:x); fill: url(#y)'>", FALSE },
  { "<meta http-equiv=refresh content=5>", FALSE },
  { "<meta name=og content='https://a.example/'>", FALSE },
  { "<!-- <img src='https://a.example/'> -->https://a.example/", FALSE },
  { "<style>p { color: red } /* https://a.example */</style>", FALSE },
  { "", FALSE },
};

static void
test_remote (gconstpointer data)
{
  const RemoteCase *item = data;

  g_test_message ("%s", item->html);
  g_assert_cmpint (rst_html_names_remote (item->html), ==, item->remote);
}

/* A long page of links names nothing remote, wherever libxml2's pieces of it end;
 * and what is behind them is found.
 */
static void
test_long_page (void)
{
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (html, "<p title=\"%u > 1\">Go to <a href='https://a.example/%u'>a</a> link.</p>", i, i);
  g_assert_false (rst_html_names_remote (html->str));
  g_string_append (html, "<img src='https://a.example/'>");
  g_assert_true (rst_html_names_remote (html->str));
}

/* HTML made to exhaust a parser ends in reasonable time and space. */
static void
test_hostile (gconstpointer data)
{
  const char *unit = data;
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *text = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  while (html->len < 512 * 1024)
    g_string_append (html, unit);
  text = rst_html_to_text (html->str);
  rst_html_names_remote (html->str);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  g_test_message ("%.1f s for %s", seconds, unit);
  g_assert_cmpfloat (seconds, <, 30);
}

/* The same where it is one tag: of many attributes, or of a quote that is not
 * closed, behind which libxml2 keeps all back. A number stands between @before
 * and @after.
 */
typedef struct
{
  const char *start;
  const char *before;
  const char *after;
} HostileTag;

static const HostileTag hostile_tags[] = {
  { "<p ", "b", " " },
  { "<p ", "b", "=\"\"" },
  { "<p ", "b", "='>'\n" },
  { "<p a\"", "<q></a><q", ">" },
  { "<p a\"", "<q></a><q b=''c", ">" },
};

static void
test_hostile_tag (gconstpointer data)
{
  const HostileTag *item = data;
  g_autoptr (GString) html = g_string_new (item->start);
  g_autofree char *text = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; html->len < 512 * 1024; i++)
    g_string_append_printf (html, "%s%u%s", item->before, i, item->after);
  g_string_append (html, " src='https://a.example/'>");
  text = rst_html_to_text (html->str);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (rst_html_names_remote (html->str));
  g_test_message ("%.1f s", (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC);
  g_assert_cmpint ((g_get_monotonic_time () - start) / G_USEC_PER_SEC, <, 30);
}

static const char *const hostile[] = {
  "<div>", "<b>", "</i>", "<b></i>", "<blockquote>x", "<ul><li>x", "<table><tr><td>", "<", "<a",
  "<a href='", "<!--", "<![CDATA[", "<style>", "<style>url(</style>", "&", "&#", "&#x110000;", "<svg><style>@import",
  "<p style='u\\72l(", "\xC3\xA9", "<a href='https://a.example/'>x", "<script>", "<textarea>",
  "<p hidden>", "]]>", "<?", "<b x>",
};

/* A character may stand across any two pieces that the parser is given. */
static void
test_pieces (void)
{
  for (gsize pad = 4080; pad < 4110; pad++)
    {
      g_autofree char *filler = g_strnfill (pad, 'x');
      g_autofree char *html = g_strconcat ("<p>", filler, "é&eacute;<i>日本</i>語</p>", NULL);
      g_autofree char *wanted = g_strconcat (filler, "éé日本語\n", NULL);
      g_autofree char *text = rst_html_to_text (html);

      g_assert_cmpstr (text, ==, wanted);
    }
}

/* More open elements than are kept lose no text. */
static void
test_deep (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (int i = 0; i < 20000; i++)
    g_string_append (html, "<span>x");
  text = g_strdelimit (rst_html_to_text (html->str), " \n", '_');
  g_assert_cmpuint (strlen (text) - 1, >=, 20000);
}

/* What has colours of its own was made for a white page. */
static void
test_colors (void)
{
  g_assert_false (rst_html_names_colors ("<p align=right>color <b style='font-weight: 700'>bgcolor</b>"));
  g_assert_false (rst_html_names_colors ("<a href='https://a.example'><img alt=a></a>"));
  g_assert_true (rst_html_names_colors ("<body bgcolor=white>"));
  g_assert_true (rst_html_names_colors ("<FONT COLOR='#000'>a</FONT>"));
  g_assert_true (rst_html_names_colors ("<p style='Color: black'>a"));
  g_assert_true (rst_html_names_colors ("<p style='c\\6flor: black'>a"));
  g_assert_true (rst_html_names_colors ("<td style='background: #fff'>a"));
  g_assert_true (rst_html_names_colors ("<style>p { margin: 0 }</style>"));
  g_assert_true (rst_html_names_colors ("<table background='cid:a'>"));
}

static char *
repeat (const char *before, const char *text, gsize n, const char *behind)
{
  GString *html = g_string_new (before);

  for (gsize i = 0; i < n; i++)
    g_string_append (html, text);
  g_string_append (html, behind);
  return g_string_free (html, FALSE);
}

/* How much is shown at once is bounded by what is laid out: tags and text, but not
 * by what is inside a picture.
 */
static void
test_cut (void)
{
  static const struct
  {
    const char *before;
    const char *text;
    gsize n;
    const char *behind;
    gsize shown; /* 0 is all */
  } pages[] = {
    { "", "<p>Newsletter</p>", 5 * 1000, "", 0 },
    { "", "<p>x</p>", 1000 * 1000, "", 10 * 1000 * 8 },
    { "", "<li>", 1000 * 1000, "", 5 * 1000 * 4 },
    { "<!--", "<b>", 1000 * 1000, "", 4 + 19999 * 3 },
    { "", "x", 3 * 1024 * 1024, "", 1024 * 1024 },
    { "", "\u20ac", 1024 * 1024, "", 1024 * 1024 - 1 },
    { "a < b", "x", 3 * 1024 * 1024, "", 1024 * 1024 },
    { "<p>x</p><p title='", "x", 3 * 1024 * 1024, "'>", 1024 * 1024 },
    { "", "<p title='long enough to be in the middle of it, whatever comes'>", 18 * 1000, "", 16131 * 65 },
    { "<img src='data:image/png;base64,", "iVBORw0KGgo/", 500 * 1000, "'><p>x</p>", 0 },
    { "<p style='background: url(data:image/png;base64,", "AAAA", 500 * 1000, ")'>x</p>", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *html = repeat (pages[i].before, pages[i].text, pages[i].n, pages[i].behind);
      gsize shown = rst_html_cut_find (html);

      g_assert_cmpuint (shown, ==, pages[i].shown != 0 ? pages[i].shown : strlen (html));
      g_assert_true (g_utf8_validate (html, (gssize) shown, NULL));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/html/text/%s", texts[i].rule);

      g_test_add_data_func (path, &texts[i], test_text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (remotes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/html/remote/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &remotes[i], test_remote);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strdup_printf ("/html/hostile/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, hostile[i], test_hostile);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_tags); i++)
    {
      g_autofree char *path = g_strdup_printf ("/html/hostile tag/%02" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &hostile_tags[i], test_hostile_tag);
    }
  g_test_add_func ("/html/long page", test_long_page);
  g_test_add_func ("/html/colors", test_colors);
  g_test_add_func ("/html/pieces", test_pieces);
  g_test_add_func ("/html/deep", test_deep);
  g_test_add_func ("/html/cut", test_cut);

  return g_test_run ();
}
