/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a subject is about, without what replies and forwards put before it. */

#include "config.h"

#include <string.h>

#include "mime/rst-subject.h"

static const struct
{
  const char *subject;
  const char *base;
  gboolean reply;
} cases[] = {
  /* RFC 5322 §3.6.5: "Re: " */
  { "Re: Offer", "Offer", TRUE },
  { "Offer", "Offer", FALSE },
  { "", "", FALSE },
  { "Re:", "", TRUE },
  { "re:Offer", "Offer", TRUE },
  { "RE[2]: Offer", "Offer", TRUE },
  { "Re^3: Offer", "Offer", TRUE },
  { "Re(4): Offer", "Offer", TRUE },
  { "Re : Offer", "Offer", TRUE },
  { "Fwd: Offer", "Offer", FALSE },
  { "FW: Re: Offer", "Offer", TRUE },
  { "AW: WG: Re: Offer", "Offer", TRUE },
  { "SV: Offer", "Offer", TRUE },
  { "VS: Offer", "Offer", TRUE },
  { "Antw: Offer", "Offer", TRUE },
  { "TR: Offer", "Offer", FALSE },
  { "RES: ENC: Offer", "Offer", TRUE },
  { "R: I: Offer", "Offer", TRUE },
  { "Rif: Offer", "Offer", TRUE },
  { "Odp: Offer", "Offer", TRUE },
  { "回复：Offer", "Offer", TRUE },

  /* The name of a list stays, wherever it stands. */
  { "[list] Offer", "[list] Offer", FALSE },
  { "Re: [list] Offer", "[list] Offer", TRUE },
  { "[list] Re: Offer", "[list] Offer", TRUE },
  { "Re: [list] AW: Offer", "[list] Offer", TRUE },
  { "[list]", "[list]", FALSE },
  { "[list Re: Offer", "[list Re: Offer", FALSE },

  /* What only looks like one. */
  { "Regards: Ann", "Regards: Ann", FALSE },
  { "Re", "Re", FALSE },
  { "Re[x]: Offer", "Re[x]: Offer", FALSE },
  { "Ink: black", "Ink: black", FALSE },
  { "Resolved: Re: Offer", "Resolved: Re: Offer", FALSE },
};

static void
test_base (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean reply;
      g_autofree char *base = rst_subject_dup_base (cases[i].subject, &reply);

      g_assert_cmpstr (base, ==, cases[i].base);
      g_assert_cmpint (reply, ==, cases[i].reply);
    }
}

/* However many there are, it takes no longer than to read them. */
static void
test_many (void)
{
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autofree char *base = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append (subject, i % 2 ? "Re: " : "[[[");
  g_string_prepend (subject, "Re: AW: ");
  base = rst_subject_dup_base (subject->str, NULL);
  g_assert_true (g_str_has_prefix (base, "[[[Re: [[["));
  g_string_truncate (subject, 0);
  for (guint i = 0; i < 300000; i++)
    g_string_append (subject, "Re: ");
  g_clear_pointer (&base, g_free);
  base = rst_subject_dup_base (subject->str, NULL);
  g_assert_cmpstr (base, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/subject/base", test_base);
  g_test_add_func ("/subject/many", test_many);
  return g_test_run ();
}
