#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_real_servers.py NAME: a thousand messages in a real server, fetched,
kept, removed, cut off half-way, found and taken out; every way to log in.

RST_TEST_FULL=1 asks for every message by itself; without it for every
hundredth and all odd ones, while the export compares all.
"""

import hashlib
import os
import ssl
import sys
import tempfile
import time
import unittest

import certificates
import mail
import servers
from relay import Relay
from restante import Profile
from server import Missing

COUNT = 1000
FULL = os.environ.get("RST_TEST_FULL") == "1"
# How long a server may keep the mailbox of a client that vanished.
PATIENCE = 60


def sha256(octets):
    return hashlib.sha256(octets).hexdigest()


def hashes(contents):
    """Unique-id and hash of each message; unique-ids may be there twice."""
    return sorted((uidl, sha256(octets)) for uidl, octets in contents)


def stored(profile):
    return sorted((row["uidl"], row["sha256"]) for row in profile.list())


def export_hashes(profile, *query):
    """The SHA-256 of each exported file, and what the command said."""
    with tempfile.TemporaryDirectory() as folder:
        result = profile.run("export", "--format", "eml", folder, *query)
        found = []
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                found.append(sha256(file.read()))
    return sorted(found), result


class RealServer(unittest.TestCase):
    """Each test has a profile of its own; a class shares its server."""

    kind = None
    count = 40
    fresh = False

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.authority = certificates.Authority(cls.scratch.name)
        if not cls.fresh:
            cls.server = cls.start_server()
            cls.addClassCleanup(cls.server.stop)

    @classmethod
    def start_server(cls):
        messages = mail.mailbox(cls.count, cls.kind.left_out)
        return cls.kind(messages, cls.authority)

    def setUp(self):
        if self.fresh:
            self.server = self.start_server()
            self.addCleanup(self.server.stop)
        self.profile = Profile()
        self.addCleanup(self.profile.__exit__)

    def plain(self):
        """What it takes to use the plain port: nothing if that has STLS."""
        return [] if self.server.stls else ["--insecure-plaintext"]

    def add(self, scheme, *options, port=None, profile=None):
        (profile or self.profile).add_account(
            self.server.url(scheme, port), self.server.password,
            "--ca", self.authority.path, *options,
        )

    def fetch(self, downloaded):
        result, line = self.profile.fetch()
        self.assertEqual(result.status, 0, str(result))
        self.assertIsNone(line["error"])
        self.assertEqual(line["downloaded"], downloaded)
        return line

    def check_store(self, contents):
        self.assertEqual(stored(self.profile), hashes(contents))
        deep = self.profile.run("check", "--deep")
        self.assertEqual(deep.status, 0, str(deep))
        self.assertEqual(deep.lines[0]["messages"], len(contents))
        self.assertEqual(deep.lines[0]["bad"], 0)


class Thousand(RealServer):
    """What is stored is what the server sends, and it stays there: --leave is
    "always" when nothing else is said."""

    count = COUNT

    def check_all(self, scheme, *options):
        sent = self.server.contents()
        self.assertEqual(len(sent), COUNT)
        self.add(scheme, *options)

        line = self.fetch(COUNT)
        self.assertEqual(line["listed"], COUNT)
        self.assertEqual(line["bytes"], sum(len(octets) for _, octets in sent))
        self.assertEqual(line["removed"], 0)
        self.fetch(0)
        self.check_store(sent)
        self.assertEqual(self.server.contents(), sent)
        return sent

    def check_taken_out(self, sent):
        exported, result = export_hashes(self.profile)
        self.assertEqual(result.status, 0, str(result))
        self.assertEqual(result.lines[0]["exported"], COUNT)
        self.assertEqual(
            exported, sorted(sha256(octets) for _, octets in sent)
        )

        rows = self.profile.list()
        odd = len(mail.odd())
        wanted = rows if FULL else rows[:odd] + rows[-odd:] + rows[::100]
        for row in wanted:
            shown = self.profile.run("show", str(row["id"]), "--raw")
            self.assertEqual(shown.status, 0, str(row))
            self.assertEqual(sha256(shown.raw), row["sha256"], str(row))

    def test_tls(self):
        sent = self.check_all("pop3s")
        self.check_taken_out(sent)
        self.check_search(sent)

    def test_plain_port(self):
        """With STLS where there is such a thing."""
        self.check_all("pop3", *self.plain())

    def check_search(self, sent):
        """A word is found in exactly the messages that hold it."""
        found = self.profile.run("search", "museum", "--limit", "100000")
        self.assertEqual(found.status, 0, str(found))
        wanted = {
            sha256(octets) for _, octets in sent if b"museum" in octets
        }
        self.assertGreater(len(wanted), 100)
        self.assertEqual({row["sha256"] for row in found.lines}, wanted)
        exported, _ = export_hashes(self.profile, "museum")
        self.assertEqual(set(exported), wanted)


class OneMessage(RealServer):
    @classmethod
    def start_server(cls):
        return cls.kind([mail.odd()["raw-8-bit-header"]], cls.authority)

    def test_eight_bits_in_the_header(self):
        """RFC 6856 §2.1: a server may keep them from who has not said UTF8.
        Courier sends a notice in their place, a new one each time."""
        sent = self.server.contents()
        self.assertIn(b"Subject: Gr\xfc\xdfe\r", sent[0][1])
        self.add("pop3s")
        self.fetch(1)
        self.check_store(sent)


class Policy(RealServer):
    """What happens on the server is what the account says."""

    fresh = True

    def check_removed(self, scheme, *options):
        sent = self.server.contents()
        self.add(scheme, "--leave", "never", *self.server.quick, *options)
        line = self.fetch(self.count)
        self.assertEqual(line["removed"], self.count)
        self.assertEqual(self.server.count(), 0)
        self.check_store(sent)
        self.fetch(0)

    def test_leave_never_removes_what_is_stored(self):
        self.check_removed("pop3s")

    def test_leave_never_on_the_plain_port(self):
        self.check_removed("pop3", *self.plain())

    def test_never_seen_mailbox(self):
        """The first session of all: mailutils has not marked the messages yet
        and announces wrong sizes (RFC 1939 §11: they are hints)."""
        self.add("pop3s")
        self.fetch(self.count)
        self.fetch(0)
        self.assertEqual(self.server.count(), self.count)


class Consent(RealServer):
    def test_plain_only_with_consent(self):
        with Relay(self.server.port) as relay:
            self.add("pop3", "--insecure-plaintext", "--auth", "user",
                     port=relay.port)
            self.fetch(self.count)
        self.assertIn(b"PASS " + self.server.password.encode(), relay.said)
        self.assertNotIn(b"STLS", relay.said)

    def test_nothing_without_consent(self):
        """RFC 8314 §5: below the minimum of confidentiality there is no login.
        A server that knows no STLS must not see a name or password."""
        if self.server.stls:
            self.skipTest("it has STLS")
        with Relay(self.server.port) as relay:
            self.add("pop3", port=relay.port)
            result, line = self.profile.fetch()
        self.assertEqual(line["error"]["code"], "stls-missing", str(result))
        self.assertNotRegex(relay.said, b"(?i)user|pass|auth|apop")


class HalfWay(RealServer):
    """A pass that ends in the middle loses nothing and doubles nothing: every
    message is here once, and at last the server has none."""

    count = 100
    fresh = True

    def check_end(self, sent):
        last = time.monotonic() + PATIENCE
        while True:
            result, line = self.profile.fetch()
            if line["error"] is None or time.monotonic() > last:
                break
            # A server may not have noticed yet that its client is gone.
            self.assertIn(line["error"]["code"], ("in-use", "temporary"),
                          str(result))
            time.sleep(1)
        self.assertEqual(result.status, 0, str(result))
        self.assertEqual(self.server.count(), 0)
        self.check_store(sent)

    def check_cut(self, scheme, *options, **when):
        sent = self.server.contents()
        target = getattr(
            self.server, "tls_port" if scheme == "pop3s" else "port"
        )
        with Relay(target, **when) as relay:
            self.add(scheme, "--leave", "never", "--timeout", "20",
                     *self.server.quick, *options,
                     port=relay.port)
            result, line = self.profile.fetch()
            self.assertTrue(relay.was_cut)
            self.assertEqual(line["error"]["code"], "tcp",
                          str(result))
            self.check_end(sent)

    def check_killed(self, scheme, *options, **when):
        sent = self.server.contents()
        target = getattr(
            self.server, "tls_port" if scheme == "pop3s" else "port"
        )
        running = []
        with Relay(target, cut=lambda: running[0].kill(), **when) as relay:
            self.add(scheme, "--leave", "never", *self.server.quick, *options,
                     port=relay.port)
            running.append(self.profile.start("fetch"))
            self.assertLess(running[0].wait(timeout=60), 0)
            self.assertTrue(relay.was_cut)
            self.check_end(sent)

    def half(self):
        return sum(len(octets) for _, octets in self.server.contents()) // 2

    def test_cut_in_the_middle(self):
        self.check_cut("pop3s", limit=self.half())

    def test_killed_in_the_middle(self):
        self.check_killed("pop3s", limit=self.half())

    # The plain port shows where the client is.

    def test_cut_while_removing(self):
        """RFC 1939 §6: without QUIT nothing is removed."""
        self.check_cut("pop3", "--insecure-plaintext", word=b"DELE")

    def test_killed_while_removing(self):
        self.check_killed("pop3", "--insecure-plaintext", word=b"DELE")

    def test_cut_before_quit_is_answered(self):
        """RFC 1939 §6: the server has removed them or not; nobody has said
        so."""
        self.check_cut("pop3", "--insecure-plaintext", word=b"QUIT")

    def test_killed_at_quit(self):
        self.check_killed("pop3", "--insecure-plaintext", word=b"QUIT")


class Mechanisms(RealServer):
    """Whatever the server offers and we know lets us in."""

    count = 25

    def secret(self, mechanism):
        """Options and password for it."""
        if mechanism == "external":
            certificate = self.authority.client(self.server.user)
            return ["--client-certificate", certificate], None
        if mechanism in ("oauthbearer", "xoauth2"):
            return ["--token-command", "echo " + self.server.token()], None
        return [], self.server.password

    def log_in(self, mechanism, scheme, *more, port=None):
        options, password = self.secret(mechanism)
        with Profile() as profile:
            if password is not None:
                options.append("--password-stdin")
            added = profile.run(
                "account", "add", "work",
                "--url", self.server.url(scheme, port),
                "--ca", self.authority.path, "--auth", mechanism, *options,
                *more, password=password,
            )
            self.assertEqual(added.status, 0, str(added))
            result, line = profile.fetch()
            self.assertIsNone(line["error"], str(result))
            self.assertEqual(line["downloaded"], self.count)

    def check_each(self, scheme, *options):
        offered = self.server.mechanisms(scheme)
        self.assertLessEqual(set(self.server.expected), set(offered))
        for mechanism in offered:
            with self.subTest(mechanism):
                port = self.server.port_for(scheme, mechanism)
                self.log_in(mechanism, scheme, *options, port=port)

    def test_tls(self):
        self.check_each("pop3s")

    def test_plain_port(self):
        self.check_each("pop3", *self.plain())

    def test_the_one_that_was_asked_for(self):
        """What --auth names is what goes to the server. A relay takes the TLS
        off, so what is bound to the channel or to a certificate stays out."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*self.authority.certificate())
        for mechanism in self.server.mechanisms("pop3"):
            if mechanism == "external" or mechanism.endswith("-plus"):
                continue
            with self.subTest(mechanism), \
                    Relay(self.server.port, tls=context) as relay:
                self.log_in(mechanism, "pop3s", port=relay.port)
                # RFC 5034 §4: "AUTH", and the name of the mechanism.
                command = mechanism.upper()
                if mechanism not in ("user", "apop"):
                    command = "AUTH " + command
                self.assertIn(command.encode() + b" ",
                              relay.said.replace(b"\r\n", b" "))
                self.assertEqual(mechanism == "user", b"PASS " in relay.said)


def expect(gaps):
    for case in (OneMessage, Policy):
        for name in gaps:
            if hasattr(case, name):
                test = getattr(case, name)
                setattr(case, name, unittest.expectedFailure(test))


def main():
    name = sys.argv.pop(1)
    RealServer.kind = servers.BY_NAME[name]
    expect(RealServer.kind.gaps)
    try:
        RealServer.kind.check()
    except Missing as reason:
        print(f"{name} is skipped: {reason}")
        sys.exit(77)
    unittest.main(verbosity=2)


if __name__ == "__main__":
    main()
