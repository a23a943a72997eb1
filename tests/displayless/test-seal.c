/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "mime/rst-seal.h"

#define HEAD(from) "From: " from "\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
#define CONTENT "Content-Type: text/plain\r\n\r\nSigned words.  \r\nMore.\r\n"

typedef struct
{
  char *home;
  char *openpgp;  /* a detached signature of CONTENT by Ana, armoured */
  char *stranger; /* by a key that is not here */
  char *untrusted; /* by a key that nobody vouches for */
  char *cms;      /* by Ana's certificate, in base64 */
} Fixture;

static Fixture fixture;

static void
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  int status;

  g_spawn_sync (fixture.home, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                &out, &err, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", command, err);
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (fixture.home, name, NULL);
  char *content;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static void
set_up (void)
{
  g_autofree char *path = NULL;

  fixture.home = g_dir_make_tmp ("gpgXXXXXX", NULL);
  g_setenv ("GNUPGHOME", fixture.home, TRUE);
  path = g_build_filename (fixture.home, "content", NULL);
  g_assert_true (g_file_set_contents (path, CONTENT, -1, NULL));
  /* What a person may have set: it must not lead to the network. */
  run ("echo 'auto-key-retrieve\nkeyserver hkp://127.0.0.1:9' > gpg.conf");
  run ("for who in ana stranger untrusted; do"
       "  gpg -q --batch --passphrase '' --quick-gen-key \"$who <$who@example.net>\" ed25519 sign never;"
       "  gpg -q --batch --disable-dirmngr -u $who --armor --detach-sign -o $who.asc content; done");
  /* Its own keys GnuPG trusts. */
  run ("gpg -q --batch --export untrusted > untrusted.key;"
       "for who in stranger untrusted; do"
       "  gpg -q --batch --yes --delete-secret-and-public-key"
       "    $(gpg --batch --with-colons --list-keys $who | sed -n 's/^fpr:*\\([0-9A-F]*\\):/\\1/p' | head -1); done;"
       "gpg -q --batch --disable-dirmngr --import untrusted.key");
  run ("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -subj '/CN=Ana'"
       "  -addext subjectAltName=email:ana@example.net -addext keyUsage=digitalSignature,keyCertSign 2>&1;"
       "openssl cms -sign -binary -in content -signer cert.pem -inkey key.pem -outform DER | base64 > ana.p7s");
  fixture.openpgp = read_file ("ana.asc");
  fixture.stranger = read_file ("stranger.asc");
  fixture.untrusted = read_file ("untrusted.asc");
  fixture.cms = read_file ("ana.p7s");
}

static void
tear_down (void)
{
  run ("gpgconf --kill all; rm -rf ./* ./.[a-z]*");
  g_rmdir (fixture.home);
  g_free (fixture.home);
  g_free (fixture.openpgp);
  g_free (fixture.stranger);
  g_free (fixture.untrusted);
  g_free (fixture.cms);
}

static char *
make (const char *head, const char *content, const char *fields, const char *signature, const char *more)
{
  return g_strconcat (head, "Content-Type: multipart/signed; boundary=s\r\n\r\n--s\r\n", content,
                      "\r\n--s\r\n", fields, "\r\n", signature, "\r\n", more, "--s--\r\n", NULL);
}

static RstSeal *
check (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));

  return rst_seal_check (raw, NULL);
}

#define ANA HEAD ("Ana <ana@example.net>")
#define PGP "Content-Type: application/pgp-signature\r\n"
#define CMS "Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n"

static void
assert_state (char *text, RstSealState state, gboolean partial)
{
  g_autofree char *owned = text;
  g_autoptr (RstSeal) seal = check (owned);

  g_assert_cmpint (seal->state, ==, state);
  g_assert_cmpint (seal->partial, ==, partial);
  if (state == RST_SEAL_VALID || state == RST_SEAL_OTHER)
    g_assert_nonnull (strstr (seal->signer, "ana"));
}

/* RFC 3156 §5, RFC 1847 §2.1 */
static void
test_openpgp (void)
{
  g_autofree char *with_lf = make (ANA, CONTENT, PGP, fixture.openpgp, "");
  g_auto (GStrv) lines = g_strsplit (with_lf, "\r\n", -1);

  assert_state (make (ANA, CONTENT, PGP, fixture.openpgp, ""), RST_SEAL_VALID, FALSE);
  /* A server that changed line ends changed nothing that was signed. */
  assert_state (g_strjoinv ("\n", lines), RST_SEAL_VALID, FALSE);
  assert_state (make (ANA, CONTENT "x", PGP, fixture.openpgp, ""), RST_SEAL_BAD, FALSE);
  assert_state (make (ANA, "X-Added: 1\r\n" CONTENT, PGP, fixture.openpgp, ""), RST_SEAL_BAD, FALSE);
  assert_state (make (ANA, CONTENT, PGP, fixture.stranger, ""), RST_SEAL_UNKNOWN, FALSE);
  assert_state (make (ANA, CONTENT, PGP, "nonsense", ""), RST_SEAL_UNCHECKED, FALSE);
}

/* A signature says something only of the one whose key it is. */
static void
test_identity (void)
{
  assert_state (make (HEAD ("Ana <mallory@example.net>"), CONTENT, PGP, fixture.openpgp, ""),
                RST_SEAL_OTHER, FALSE);
  assert_state (make (HEAD ("\"ana@example.net\" <mallory@example.net>"), CONTENT, PGP, fixture.openpgp, ""),
                RST_SEAL_OTHER, FALSE);
  assert_state (make (HEAD ("ana@example.net, mallory@example.net"), CONTENT, PGP, fixture.openpgp, ""),
                RST_SEAL_OTHER, FALSE);
  assert_state (make ("Subject: nobody\r\n", CONTENT, PGP, fixture.openpgp, ""), RST_SEAL_OTHER, FALSE);
  assert_state (make (HEAD ("ANA@EXAMPLE.NET"), CONTENT, PGP, fixture.openpgp, ""), RST_SEAL_VALID, FALSE);
  assert_state (make (HEAD ("untrusted@example.net"), CONTENT, PGP, fixture.untrusted, ""),
                RST_SEAL_UNTRUSTED, FALSE);
}

/* What was not signed never looks as if it were. */
static void
test_partial (void)
{
  g_autofree char *inner = make ("", CONTENT, PGP, fixture.openpgp, "");

  assert_state (make (ANA, CONTENT, PGP, fixture.openpgp, "--s\r\n\r\nnot signed\r\n"),
                RST_SEAL_UNCHECKED, FALSE);
  assert_state (g_strconcat (ANA "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n", inner,
                             "\r\n--m\r\n\r\nfooter\r\n--m--\r\n", NULL),
                RST_SEAL_VALID, TRUE);
  assert_state (g_strdup (ANA "\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\nx\r\n"), RST_SEAL_UNCHECKED, FALSE);
}

/* RFC 8551 §3.5.3: a certificate that nobody vouches for, then one that is
 * trusted.
 */
static void
test_cms (void)
{
  g_autoptr (RstSeal) before = NULL;
  g_autofree char *text = make (ANA, CONTENT, CMS, fixture.cms, "");

  before = check (text);
  g_assert_cmpint (before->state, !=, RST_SEAL_VALID);
  run ("openssl x509 -in cert.pem -noout -fingerprint -sha1 | sed 's/.*=//; s/$/ S relax/' > trustlist.txt;"
       "gpgconf --kill gpg-agent");
  assert_state (make (ANA, CONTENT "x", CMS, fixture.cms, ""), RST_SEAL_BAD, FALSE);
  assert_state (make (ANA, CONTENT, CMS, fixture.cms, ""), RST_SEAL_VALID, FALSE);
  assert_state (make (HEAD ("mallory@example.net"), CONTENT, CMS, fixture.cms, ""), RST_SEAL_OTHER, FALSE);
}

static void
test_encrypted (void)
{
  assert_state (g_strdup (ANA "Content-Type: application/pkcs7-mime\r\n\r\nx"), RST_SEAL_ENCRYPTED, FALSE);
  assert_state (g_strdup (ANA "\r\n-----BEGIN PGP MESSAGE-----\r\n"), RST_SEAL_ENCRYPTED, FALSE);
  assert_state (g_strdup (ANA "Content-Type: multipart/encrypted; boundary=e\r\n\r\n--e\r\n"
                          "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e\r\n\r\nx\r\n--e--\r\n"),
                RST_SEAL_ENCRYPTED, FALSE);
  assert_state (g_strdup (ANA "\r\nplain\r\n"), RST_SEAL_NONE, FALSE);
}

/* What speaks to key servers and fetches revocation lists was never started. */
static void
test_no_network (void)
{
  g_autofree char *socket = g_build_filename (fixture.home, "S.dirmngr", NULL);

  g_assert_false (g_file_test (socket, G_FILE_TEST_EXISTS));
}

static void
test_cancelled (void)
{
  g_autofree char *text = make (ANA, CONTENT, PGP, fixture.openpgp, "");
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RstSeal) seal = NULL;

  g_cancellable_cancel (cancellable);
  seal = rst_seal_check (raw, cancellable);
  g_assert_cmpint (seal->state, ==, RST_SEAL_UNCHECKED);
}

/* For those who do not use GnuPG nothing of it is made or started. */
static void
test_no_keys (void)
{
  g_autofree char *text = make (ANA, CONTENT, PGP, "any", "");

  if (g_test_subprocess ())
    {
      g_autoptr (RstSeal) seal = check (text);

      g_assert_cmpint (seal->state, ==, RST_SEAL_NO_KEYS);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  if (g_test_subprocess ())
    {
      g_setenv ("GNUPGHOME", "/nonexistent/gnupg", TRUE);
      g_test_add_func ("/seal/no keys", test_no_keys);
      return g_test_run ();
    }

  set_up ();
  g_test_add_func ("/seal/openpgp", test_openpgp);
  g_test_add_func ("/seal/identity", test_identity);
  g_test_add_func ("/seal/partial", test_partial);
  g_test_add_func ("/seal/cms", test_cms);
  g_test_add_func ("/seal/encrypted", test_encrypted);
  g_test_add_func ("/seal/cancelled", test_cancelled);
  g_test_add_func ("/seal/no network", test_no_network);
  g_test_add_func ("/seal/no keys", test_no_keys);
  status = g_test_run ();
  tear_down ();
  return status;
}
