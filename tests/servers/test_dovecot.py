#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand messages in a real Dovecot, fetched, kept, found and taken out.

RST_TEST_FULL=1 asks for every message by itself; without it for every
twentieth and all odd ones, while the export compares all.
"""

import hashlib
import os
import tempfile
import unittest

import certificates
import dovecot
import mail
from restante import Profile, Scripted

COUNT = 1000
FULL = os.environ.get("RST_TEST_FULL") == "1"


def sha256(octets):
    return hashlib.sha256(octets).hexdigest()


def export_hashes(profile, *query):
    """The SHA-256 of each exported file, and what the command said."""
    with tempfile.TemporaryDirectory() as folder:
        result = profile.run("export", "--format", "eml", folder, *query)
        hashes = []
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                hashes.append(sha256(file.read()))
    return sorted(hashes), result


class WithDovecot(unittest.TestCase):
    count = COUNT

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.authority = certificates.Authority(cls.scratch.name)
        cls.messages = list(mail.mailbox(cls.count))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def setUp(self):
        self.server = dovecot.Dovecot(self.messages, self.authority)
        self.addCleanup(self.server.stop)
        self.profile = Profile()
        self.addCleanup(self.profile.__exit__)

    def add_account(self, scheme, *options):
        port = self.server.tls_port if scheme == "pop3s" else self.server.port
        self.profile.add_account(
            f"{scheme}://ann%40example.org@localhost:{port}",
            dovecot.PASSWORD, "--ca", self.authority.path, *options,
        )

    def fetch(self, downloaded):
        result, line = self.profile.fetch()
        self.assertEqual(result.status, 0, str(result))
        self.assertIsNone(line["error"])
        self.assertEqual(line["downloaded"], downloaded)
        return line


class Thousand(WithDovecot):
    """What is stored is what the server sends, over TLS and over STLS."""

    def check_all(self, scheme):
        sent = self.server.contents()
        self.assertEqual(len(sent), COUNT)
        self.add_account(scheme)

        line = self.fetch(COUNT)
        self.assertEqual(line["listed"], COUNT)
        self.assertEqual(line["bytes"], sum(map(len, sent.values())))
        self.assertEqual(line["removed"], 0)
        self.fetch(0)

        rows = self.profile.list()
        hashes = {uidl: sha256(octets) for uidl, octets in sent.items()}
        self.assertEqual(
            {row["uidl"]: row["sha256"] for row in rows}, hashes
        )
        exported, result = export_hashes(self.profile)
        self.assertEqual(result.status, 0, str(result))
        self.assertEqual(result.lines[0]["exported"], COUNT)
        self.assertEqual(exported, sorted(hashes.values()))

        odd = len(mail.odd())
        wanted = rows if FULL else rows[:odd] + rows[-odd:] + rows[::20]
        for row in wanted:
            shown = self.profile.run("show", str(row["id"]), "--raw")
            self.assertEqual(shown.status, 0, str(row))
            self.assertEqual(sha256(shown.raw), hashes[row["uidl"]], str(row))

        deep = self.profile.run("check", "--deep")
        self.assertEqual(deep.status, 0, str(deep))
        self.assertEqual(deep.lines[0]["messages"], COUNT)
        self.assertEqual(deep.lines[0]["bad"], 0)
        self.assertEqual(self.server.count(), COUNT)

    def test_tls(self):
        self.check_all("pop3s")
        self.check_search()

    def test_stls(self):
        self.check_all("pop3")

    def check_search(self):
        """A word is found in exactly the messages that hold it."""
        found = self.profile.run("search", "museum", "--limit", "100000")
        self.assertEqual(found.status, 0, str(found))
        wanted = {
            sha256(octets)
            for octets in self.server.contents().values()
            if b"museum" in octets
        }
        self.assertGreater(len(wanted), 100)
        self.assertEqual({row["sha256"] for row in found.lines}, wanted)
        exported, _ = export_hashes(self.profile, "museum")
        self.assertEqual(set(exported), wanted)


class Policy(WithDovecot):
    """What happens on the server is what the account says."""

    count = 40

    def test_leave_never_removes_what_is_stored(self):
        sent = self.server.contents()
        self.add_account("pop3s", "--leave", "never")
        line = self.fetch(self.count)
        self.assertEqual(line["removed"], self.count)
        self.assertEqual(self.server.count(), 0)
        self.assertEqual(
            sorted(row["sha256"] for row in self.profile.list()),
            sorted(map(sha256, sent.values())),
        )
        self.fetch(0)

    def test_plain_only_with_consent(self):
        self.add_account("pop3", "--insecure-plaintext")
        self.fetch(self.count)
        logins = [
            line for line in self.server.log().splitlines()
            if "method=PLAIN" in line
        ]
        self.assertEqual(len(logins), 1, logins)
        self.assertNotIn("TLS", logins[0])


class Exact(unittest.TestCase):
    """Dovecot makes CRLF of every line end. A server that sends octets as they
    are shows that nothing is changed here either."""

    def check(self, security, scheme):
        odd = mail.odd()
        # RFC 1939 ends the last line of a message in any case.
        sent = {
            name: octets if octets.endswith(b"\r\n") else octets + b"\r\n"
            for name, octets in odd.items()
        }
        with Scripted(odd.values(), security=security) as server, \
                Profile() as profile:
            profile.add_account(
                server.url(scheme), server.PASSWORD, "--ca", server.ca
            )
            result, line = profile.fetch()
            self.assertEqual(line["downloaded"], len(odd), str(result))
            rows = profile.list()
            stored = [
                profile.run("show", str(row["id"]), "--raw").raw
                for row in rows
            ]
        for name, octets in sent.items():
            with self.subTest(name):
                self.assertIn(octets, stored)

    def test_tls(self):
        self.check("tls", "pop3s")

    def test_stls(self):
        self.check("stls", "pop3")


if __name__ == "__main__":
    unittest.main(verbosity=2)
