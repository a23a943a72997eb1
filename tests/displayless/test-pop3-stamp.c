/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-stamp.h"

/* RFC 1939 §7 and RFC 5322 §3.6.4: what is a msg-id is a stamp. */
static void
test_stamps (void)
{
  static const struct
  {
    const char *banner;
    const char *stamp;
  } stamps[] = {
    { "POP3 server ready <1896.697170952@dbc.mtview.ca.us>", "<1896.697170952@dbc.mtview.ca.us>" },
    { "<a@b> ready", "<a@b>" },
    { "x<!#$%&'*+-/=?^_`{|}~@[192.0.2.1]>x", "<!#$%&'*+-/=?^_`{|}~@[192.0.2.1]>" },
    { "not <this one> but <a@b>, not <c@d>", "<a@b>" },
    { "<<a@b>>", "<a@b>" },
    { "<a@[]>", "<a@[]>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++)
    {
      g_autofree char *stamp = rst_pop3_stamp_find (stamps[i].banner);

      g_assert_cmpstr (stamp, ==, stamps[i].stamp);
    }
}

/* CVE-2007-1558: what is none is not signed with a password. */
static void
test_no_stamps (void)
{
  static const char *const banners[] = {
    "", "ready", "<>", "<a>", "<@>", "<a@>", "<@b>", "<a@b", "a@b>",
    "<a b@c>", "<a@b c>", "<a\tb@c>", "<a@b\x01>", "<a@b\x7f>", "<\xc3\xa4@b>", "<a@\xff>",
    "<.a@b>", "<a.@b>", "<a..b@c>", "<a@b.>", "<a@.b>", "<a@b..c>",
    "<a@b@c>", "<\"a\"@b>", "<a@[b>", "<a@[b[>", "<a@[b\\]>", "<a@[b]c>", "<a,b@c>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (banners); i++)
    {
      g_autofree char *stamp = rst_pop3_stamp_find (banners[i]);

      g_assert_null (stamp);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-stamp/stamps", test_stamps);
  g_test_add_func ("/pop3-stamp/no-stamps", test_no_stamps);
  return g_test_run ();
}
