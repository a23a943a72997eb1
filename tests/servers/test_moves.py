#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox moves, is numbered anew, or vanishes for a day: nothing is lost,
nothing comes twice, and what a header can tell is not downloaded again
(RFC 1939 §7, UIDL and TOP)."""

import collections
import re
import sqlite3
import tempfile
import unittest

import certificates
import dovecot
import mail
from restante import Profile, Scripted
from scenarios.scenario import listing
from server import Missing

# Promise 3 is shown with so many.
MANY = 5000


def count(server, command):
    """How often the server was asked for it."""
    return len(re.findall(rf"^\d+ \w+ {command}\b", server.log(),
                          re.MULTILINE))


def messages(begin, end, field=b""):
    return [
        field + mail.head(n, b"number %d" % n) + b"text\r\n" * (n % 7 + 1)
        for n in range(begin, end)
    ]


class Moves(unittest.TestCase):
    def setUp(self):
        self.profile = Profile()
        self.addCleanup(self.profile.__exit__)
        self.server = None

    def serve(self, *octets, leave="always", **options):
        """The account's server is another one from now on."""
        server = Scripted(*octets, security="tls", **options)
        self.addCleanup(server.stop)
        if self.server is None:
            self.profile.add_account(
                server.url("pop3s"), Scripted.PASSWORD, "--ca", server.ca,
                "--leave", leave,
            )
        else:
            result = self.profile.run(
                "account", "set", "work", "--url", server.url("pop3s"),
                "--ca", server.ca,
            )
            self.assertEqual(result.status, 0, str(result))
        self.server = server

    def fetch(self, **expected):
        result, line = self.profile.fetch()
        self.assertIsNone(line["error"], str(result))
        for name, value in expected.items():
            self.assertEqual(line[name], value, f"{name}: {line}")

    def check_whole(self, total, contents=None):
        """So many messages, each with a line of its own in the ledger."""
        rows = self.profile.list()
        self.assertEqual(len(rows), total)
        self.assertEqual(len({row["sha256"] for row in rows}),
                         contents or total)
        self.assertEqual(len({row["id"] for row in rows}), total)
        result = self.profile.run("check", "--deep")
        self.assertEqual(result.status, 0, str(result))

    # --- Other names ----------------------------------------------------------

    def test_many_renamed(self):
        self.serve(synthetic=str(MANY))
        self.fetch(downloaded=MANY, rebound=0)
        self.serve(synthetic=str(MANY), prefix="new-")
        self.fetch(listed=MANY, downloaded=0, rebound=MANY, skipped=0, bytes=0)
        self.assertEqual(count(self.server, "RETR"), 0)
        self.assertEqual(count(self.server, "TOP"), MANY)
        # That nothing changed is seen by one more.
        self.fetch(downloaded=0, rebound=0, skipped=MANY)
        self.assertEqual(count(self.server, "TOP"), MANY + 1)
        self.check_whole(MANY)

    def test_many_renamed_and_a_hundred_new(self):
        self.serve(synthetic=str(MANY))
        self.fetch(downloaded=MANY)
        self.serve(synthetic=str(MANY + 100), prefix="new-")
        self.fetch(downloaded=100, rebound=MANY)
        self.assertEqual(count(self.server, "RETR"), 100)
        self.fetch(downloaded=0, skipped=MANY + 100)
        self.check_whole(MANY + 100)

    def test_server_notes(self):
        """Some servers put their notes into the header, and do not count
        them."""
        plain = messages(0, 40)
        sizes = listing(*(f"{n} {len(m)}" for n, m in enumerate(plain, 1)))
        self.serve(plain)
        self.fetch(downloaded=40)
        self.serve(messages(0, 40, b"X-UID: 17\r\nStatus: RO\r\n"),
                   f"on LIST {sizes}\n", prefix="new-")
        self.fetch(downloaded=0, rebound=40)
        self.check_whole(40)

    def test_server_notes_that_count(self):
        """Or they do: then the octets tell, but for the notes."""
        self.serve(messages(0, 40))
        self.fetch(downloaded=40)
        self.serve(messages(0, 40, b"X-UID: 17\r\nStatus: RO\r\n"),
                   prefix="new-")
        self.fetch(downloaded=0, rebound=40)
        self.check_whole(40)

    def test_without_top(self):
        self.serve(messages(0, 40))
        self.fetch(downloaded=40)
        self.serve(messages(0, 45), "on TOP reply -ERR unknown\n",
                   prefix="new-")
        self.fetch(downloaded=5, rebound=40)
        self.fetch(downloaded=0, skipped=45)
        self.check_whole(45)

    def test_twins(self):
        """Twice in the mailbox is twice here and stored once."""
        twins = messages(0, 10) * 2
        self.serve(twins)
        self.fetch(downloaded=20)
        self.serve(twins, prefix="new-")
        self.fetch(downloaded=0, rebound=20)
        self.check_whole(20, 10)

    # --- Other messages -------------------------------------------------------

    def names(self, total):
        return "on UIDL " + listing(*(f"{n} {n}" for n in range(1, total + 1)))

    def test_reused(self):
        """The same names stand for other messages, some of the same size."""
        self.serve(messages(0, 20), self.names(20) + "\n", leave="never",
                   keep=True)
        self.fetch(downloaded=20)
        self.serve(messages(100, 120), self.names(20) + "\n", keep=True)
        self.fetch(downloaded=20)
        self.check_whole(40)

    def same(self, begin, end):
        """Of one size."""
        return [mail.head(1000 + n, b"same") + b"text\r\n"
                for n in range(begin, end)]

    def test_reused_with_the_same_sizes(self):
        """Count, size and names are as they were; headers are not."""
        self.serve(self.same(0, 20), self.names(20) + "\n", keep=True)
        self.fetch(downloaded=20)
        self.serve(self.same(20, 40), self.names(20) + "\n", keep=True)
        self.fetch(downloaded=20)
        self.check_whole(40)
        self.fetch(downloaded=0, skipped=20)

    def test_one_reused_with_the_same_size(self):
        """Before anything is removed the server is asked which it is."""
        self.serve(self.same(0, 20), self.names(20) + "\n")
        self.fetch(downloaded=20)
        self.serve(self.same(0, 3) + self.same(20, 21) + self.same(4, 20),
                   self.names(20) + "\n", keep=True)
        self.profile.run("account", "set", "work", "--leave", "never")
        self.fetch(downloaded=0, removed=19)
        self.assertNotIn("DELE 4", str(self.server.log()))
        # It keeps what it removed, as the script of its names needs.
        self.fetch(downloaded=1, removed=20)
        self.check_whole(21)

    # --- No messages ----------------------------------------------------------

    def test_gone_and_back(self):
        """Nothing is wiped because of a listing, and all is known again."""
        self.serve(messages(0, 40))
        self.fetch(downloaded=40)
        self.serve()
        self.fetch(listed=0, downloaded=0, removed=0)
        self.check_whole(40)
        self.serve(messages(20, 40))
        self.fetch(downloaded=0, rebound=0, skipped=20)
        self.serve(messages(100, 140))
        self.fetch(downloaded=40, rebound=0)
        self.serve(messages(0, 40))
        self.fetch(downloaded=0, rebound=0, skipped=40)
        self.check_whole(80)

    # --- No ledger ------------------------------------------------------------

    def forget(self, condition):
        with sqlite3.connect(self.profile.path("mail.db")) as database:
            database.execute("DELETE FROM ledger WHERE " + condition)
        database.close()

    def test_ledger_lost(self):
        self.serve(messages(0, 40))
        self.fetch(downloaded=40)
        self.forget("true")
        self.fetch(downloaded=0, rebound=40)
        self.assertEqual(count(self.server, "RETR"), 40)
        self.forget("random () % 2 = 0")
        self.fetch(downloaded=0)
        self.fetch(downloaded=0, rebound=0, skipped=40)
        self.check_whole(40)


class RealMove(unittest.TestCase):
    """Dovecot's pop3_uidl_format is changed, as when one program follows
    another on a server."""

    def test_dovecot(self):
        try:
            dovecot.Dovecot.check()
        except Missing as reason:
            self.skipTest(str(reason))
        with tempfile.TemporaryDirectory() as scratch:
            authority = certificates.Authority(scratch)
            with dovecot.Dovecot(mail.mailbox(300), authority) as server, \
                    Profile() as profile:
                self.move(server, authority, profile)

    def move(self, server, authority, profile):
        profile.add_account(server.url("pop3s"), server.password,
                            "--ca", authority.path)
        profile.fetch()
        before = collections.Counter(row["sha256"] for row in profile.list())
        names = {name for name, _ in server.contents()}
        server.rename()
        self.assertFalse(names & {name for name, _ in server.contents()})

        # What has no Message-ID is told by its octets, and read for that.
        result, line = profile.fetch()
        self.assertIsNone(line["error"], str(result))
        self.assertEqual(line["downloaded"], 0, str(result))
        self.assertEqual(line["rebound"], 300, str(result))
        _, line = profile.fetch()
        self.assertEqual((line["rebound"], line["skipped"]), (0, 300))
        after = collections.Counter(row["sha256"] for row in profile.list())
        self.assertEqual(after, before)
        self.assertEqual(sum(after.values()), 300)


if __name__ == "__main__":
    unittest.main(verbosity=2)
