/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "mime/rst-contact.h"

#define CARD(inside) "BEGIN:VCARD\r\n" inside "END:VCARD\r\n"

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GBytes) octets = g_bytes_new (text, strlen (text));

  return rst_contact_parse (octets);
}

static void
append_all (GString *text, const char *label, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (text, "%s%s|", label, (const char *) g_ptr_array_index (values, i));
}

static char *
describe (GPtrArray *contacts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < contacts->len; i++)
    {
      const RstContact *contact = g_ptr_array_index (contacts, i);

      g_string_append_printf (text, "%s|%s|%s|", contact->name, contact->organization, contact->title);
      append_all (text, "e:", contact->emails);
      append_all (text, "t:", contact->phones);
      append_all (text, "a:", contact->addresses);
      if (contact->photo != NULL)
        g_string_append_printf (text, "p:%.*s|", (int) g_bytes_get_size (contact->photo),
                                (const char *) g_bytes_get_data (contact->photo, NULL));
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *rule;
  const char *text;
  const char *read;
} Case;

static const Case cases[] = {
  { "RFC 6350 §6: version 4", CARD ("VERSION:4.0\r\nFN:Ana Lima\r\nORG:Press;Books\r\nTITLE:Editor\r\n"
    "EMAIL;PREF=1:ana@x.example\r\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+49-30-1\r\n"
    "ADR:;;2 Mill Yard;London;;E1;UK\r\n"),
    "Ana Lima|Press, Books|Editor|e:ana@x.example|t:+49-30-1|a:2 Mill Yard, E1, London, UK|" },
  { "RFC 2426: version 3, folded", CARD ("VERSION:3.0\r\nN:Lima;Ana;;Dr.;\r\nFN:An\r\n a Li\r\n\tma\r\n"
    "EMAIL;TYPE=INTERNET:a@x\r\n"), "Ana Lima|||e:a@x|" },
  { "RFC 6350 §6.2.2: the name in its parts", CARD ("N:Lima;Ana;Maria;Dr.;M.A.\r\n"),
    "Dr. Ana Maria Lima M.A.|||" },
  { "RFC 6350 §3.4: escapes", CARD ("FN:a\\, b\\; c\\\\ d\\ne\r\nORG:x\\;y;z\r\n"), "a, b; c\\ d e|x;y, z||" },
  { "vCard 2.1: quoted-printable", CARD ("VERSION:2.1\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=20=\r\nM=C3=BCller\r\n"
    "TITLE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:K=F6ch\r\nTEL;WORK;VOICE:1\r\n"),
    "Jörg Müller||Köch|t:1|" },
  { "RFC 6350 §3.3: groups, and any case", "begin:vcard\nitem1.email:a@x\nItem1.X-ABLabel:y\nend:vcard\n",
    "|||e:a@x|" },
  { "RFC 6868 and others: a colon in quotes", CARD ("EMAIL;X=\"a:b\":a@x\r\n"), "|||e:a@x|" },
  { "several", CARD ("FN:one\r\n") CARD ("FN:two\r\n"), "one|||two|||" },
  { "one in another is not the one around it", CARD ("FN:outer\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:inner\r\nEMAIL:i@x\r\n"
    "END:VCARD\r\nEMAIL:o@x\r\n"), "outer|||e:o@x|" },
  { "RFC 6350 §6.2.4: a picture in the card", CARD ("FN:a\r\nPHOTO:data:image/jpeg;base64,aGVs\r\n bG8=\r\n"), "a|||p:hello|" },
  { "the same with its comma escaped", CARD ("FN:a\r\nPHOTO:data:image/jpeg;base64\\,aGVsbG8=\r\n"), "a|||p:hello|" },
  { "RFC 2426 §3.1.4: version 3", CARD ("FN:a\r\nPHOTO;ENCODING=b;TYPE=JPEG:aGVsbG8=\r\n"), "a|||p:hello|" },
  { "vCard 2.1: BASE64", CARD ("FN:a\r\nPHOTO;JPEG;BASE64:\r\n aGVs\r\n bG8=\r\n\r\nTITLE:x\r\n"), "a||x|p:hello|" },
  { "the first of two counts", CARD ("FN:a\r\nPHOTO:data:,x\r\nPHOTO:data:image/png;base64,YQ==\r\n"
    "PHOTO;ENCODING=B:Yg==\r\n"), "a|||p:a|" },
  { "no link is followed", CARD ("FN:a\r\nPHOTO;VALUE=URI:http://tracker.example/x\r\n"
    "PHOTO:https://tracker.example/;base64,YQ==\r\nURL:http://x\r\n"), "a|||" },
  { "turned letters", CARD ("FN:a\xE2\x80\xAE" "b\r\n"), "a b|||" },
  { "cut off", "BEGIN:VCARD\r\nFN:a\r\nEMAIL:b", "a|||e:b|" },
  { "nothing said", CARD ("VERSION:4.0\r\n"), "" },
  { "no card", "FN:a\r\n", "" },
  { "nothing", "", "" },
  { "windows-1252", CARD ("FN:caf\xE9\r\n"), "café|||" },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GPtrArray) contacts = parse (test->text);
  g_autofree char *read = describe (contacts);

  g_assert_cmpstr (read, ==, test->read);
}

/* What is sent as a contact takes neither time nor memory without bounds. */
static void
test_bounds (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new ("BEGIN:VCARD\r\n");
  g_autoptr (GString) folded = g_string_new ("BEGIN:VCARD\r\nFN:");
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) long_one = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (many, CARD ("FN:x\r\n"));
  for (int i = 0; i < 1000; i++)
    g_string_append (values, "EMAIL:a@x\r\n");
  for (int i = 0; i < 300000; i++)
    g_string_append (folded, "x\r\n ");
  contacts = parse (many->str);
  one = parse (values->str);
  long_one = parse (folded->str);
  g_assert_cmpuint (contacts->len, ==, 10);
  g_assert_cmpuint (((RstContact *) g_ptr_array_index (one, 0))->emails->len, ==, 20);
  g_assert_cmpuint (strlen (((RstContact *) g_ptr_array_index (long_one, 0))->name), <=, 2000);
}

static void
test_mutations (void)
{
  static const char whole[] = CARD ("VERSION:2.1\r\nN:Lima;Ana;;;\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6=\r\n"
                                    "rg\r\nORG:a;b\r\nADR;HOME:;;x\\,y;z\r\nTEL;TYPE=\"a:b\":1\r\n");
  g_autoptr (GRand) dice = g_rand_new_with_seed (6350);

  for (int round = 0; round < 2000; round++)
    {
      g_autofree char *text = g_strdup (whole);
      g_autoptr (GPtrArray) contacts = NULL;
      g_autofree char *read = NULL;

      for (int n = g_rand_int_range (dice, 1, 12); n > 0; n--)
        text[g_rand_int_range (dice, 0, sizeof whole - 1)] = (char) g_rand_int_range (dice, 0, 256);
      contacts = parse (text);
      read = describe (contacts);
      g_assert_true (g_utf8_validate (read, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/contact/%s", cases[i].rule);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/contact/bounds", test_bounds);
  g_test_add_func ("/contact/mutations", test_mutations);
  return g_test_run ();
}
