#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever breaks is one clear sentence, the right status and code; no password
travels unprotected and nothing that was stored is lost."""

import os
import socket
import sqlite3
import subprocess
import tempfile
import unittest

import mail
from restante import Profile, Scripted

EX_DATAERR = 65
EX_UNAVAILABLE = 69
EX_CANTCREAT = 73
EX_IOERR = 74
EX_PROTOCOL = 76
EX_NOPERM = 77
EX_CONFIG = 78

MESSAGES = [mail.head(n, b"subject") + b"body\r\n" for n in range(5)]


class ErrorCase(unittest.TestCase):
    def setUp(self):
        self.profile = Profile()
        self.addCleanup(self.profile.__exit__)

    def serve(self, messages=MESSAGES, **options):
        server = Scripted(messages, **options)
        self.addCleanup(server.stop)
        return server

    def add(self, server, scheme, *options, password=Scripted.PASSWORD,
            host="localhost"):
        self.profile.add_account(
            server.url(scheme, host), password, "--ca", server.ca,
            "--timeout", "10", *options,
        )

    def check_sentence(self, sentence):
        """One sentence of words, without a newline or a C identifier."""
        self.assertGreater(len(sentence), 15, sentence)
        self.assertNotIn("\n", sentence)
        self.assertNotIn("GError", sentence)
        self.assertGreater(len(sentence.split()), 2, sentence)

    def check_fetch(self, status, code):
        """A pass that fails so; gives the error."""
        result, line = self.profile.fetch()
        self.assertIsNotNone(line["error"], str(result))
        self.assertEqual(line["error"]["code"], code, str(result))
        self.assertEqual(result.status, status, str(result))
        self.check_sentence(line["error"]["message"])
        self.assertTrue(line["error"]["hint"])
        # For people too, and once.
        self.assertEqual(
            result.stderr.count(line["error"]["message"]), 1, result.stderr
        )
        return line["error"]

    def check_no_secret_in_clear(self, server):
        for line in server.log().splitlines():
            if " clear " in line:
                self.assertNotRegex(line, "PASS|AUTH|USER|APOP", server.log())


class Network(ErrorCase):
    def test_unknown_host(self):
        server = self.serve(security="tls")
        self.add(server, "pop3s", host="mail.invalid")
        error = self.check_fetch(EX_UNAVAILABLE, "dns")
        self.assertIn("mail.invalid", error["message"])

    def test_closed_port(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        self.profile.add_account(
            f"pop3s://mira@localhost:{port}", Scripted.PASSWORD
        )
        error = self.check_fetch(EX_UNAVAILABLE, "tcp")
        self.assertIn(str(port), error["message"])

    def test_silent_server(self):
        server = self.serve(security="tls", script="on greeting stall\n")
        self.add(server, "pop3s", "--timeout", "2")
        self.check_fetch(EX_UNAVAILABLE, "timeout")

    def test_not_pop3(self):
        server = self.serve(
            security="tls",
            script="on greeting raw \"HTTP/1.1 400 Bad Request\\r\\n\"\n",
        )
        self.add(server, "pop3s")
        self.check_fetch(EX_PROTOCOL, "protocol")


class Tls(ErrorCase):
    def check_certificate(self, kind, security="tls", scheme="pop3s"):
        server = self.serve(security=security, certificate=kind)
        self.add(server, scheme)
        error = self.check_fetch(EX_NOPERM, "tls-untrusted")
        self.check_no_secret_in_clear(server)
        self.assertNotIn("PASS", server.log())
        return error

    def test_self_signed(self):
        self.check_certificate("self-signed")

    def test_expired(self):
        error = self.check_certificate("expired")
        self.assertIn("expired", error["message"].lower())

    def test_wrong_host_name(self):
        error = self.check_certificate("wrong-name")
        self.assertIn("localhost", error["message"])

    def test_self_signed_after_stls(self):
        self.check_certificate("self-signed", "stls", "pop3")

    def test_expired_after_stls(self):
        self.check_certificate("expired", "stls", "pop3")

    def test_wrong_host_name_after_stls(self):
        self.check_certificate("wrong-name", "stls", "pop3")

    def test_unknown_authority(self):
        server = self.serve(security="tls")
        self.profile.add_account(server.url("pop3s"), server.PASSWORD)
        self.check_fetch(EX_NOPERM, "tls-untrusted")
        self.assertNotIn("PASS", server.log())

    def test_old_tls(self):
        server = self.serve(security="tls", tls_max="1.1")
        self.add(server, "pop3s")
        self.check_fetch(EX_PROTOCOL, "tls-failed")
        self.assertNotIn("PASS", server.log())

    def test_tls_on_a_plain_port(self):
        server = self.serve(security="plain")
        self.add(server, "pop3s")
        self.check_fetch(EX_PROTOCOL, "tls-failed")
        self.assertNotIn("PASS", server.log())

    def test_stls_not_offered(self):
        """RFC 8314 §5: less confidentiality than was set is no login."""
        server = self.serve(security="plain")
        self.add(server, "pop3")
        self.check_fetch(EX_NOPERM, "stls-missing")
        self.check_no_secret_in_clear(server)
        self.assertNotIn("PASS", server.log())

    def test_stls_refused(self):
        server = self.serve(
            security="stls", script="on STLS reply -ERR not today\n"
        )
        self.add(server, "pop3")
        self.check_fetch(EX_NOPERM, "stls-missing")
        self.check_no_secret_in_clear(server)

    def test_answer_slipped_in_before_tls(self):
        """RFC 2595 §4: what a stranger adds to the answer to STLS must not be taken for the
        server's."""
        server = self.serve(
            security="stls", script='on STLS inject "+OK hello\\r\\n"\n'
        )
        self.add(server, "pop3")
        self.check_fetch(EX_PROTOCOL, "protocol")
        self.check_no_secret_in_clear(server)

    def test_plain_with_consent(self):
        server = self.serve(security="plain")
        self.add(server, "pop3", "--insecure-plaintext")
        result, line = self.profile.fetch()
        self.assertEqual(line["downloaded"], len(MESSAGES), str(result))


class Login(ErrorCase):
    def test_wrong_password(self):
        server = self.serve(security="tls")
        self.add(server, "pop3s", password="wrong")
        self.check_fetch(EX_NOPERM, "auth")

    def test_wrong_password_after_stls(self):
        server = self.serve(security="stls")
        self.add(server, "pop3", password="wrong")
        self.check_fetch(EX_NOPERM, "auth")
        self.check_no_secret_in_clear(server)

    def test_password_is_nowhere_but_in_its_file(self):
        server = self.serve(security="tls")
        self.add(server, "pop3s")
        self.profile.fetch()
        for name in os.listdir(self.profile.folder):
            path = self.profile.path(name)
            with open(path, "rb") as file:
                secret = Scripted.PASSWORD.encode() in file.read()
            if secret:
                self.assertEqual(name, "passwords")
                self.assertEqual(os.stat(path).st_mode & 0o077, 0)


class NothingLost(ErrorCase):
    """After a failure half-way everything is here or still there."""

    def check_rest(self, server, first):
        result, line = self.profile.fetch()
        self.assertEqual(result.status, 0, str(result))
        self.assertEqual(line["downloaded"], len(MESSAGES) - first)
        self.assertEqual(len(self.profile.list()), len(MESSAGES))
        check = self.profile.run("check", "--deep")
        self.assertEqual(check.status, 0, str(check))

    def test_gone_in_the_middle(self):
        server = self.serve(
            security="tls", script="on RETR 3 once drop-after 40\n"
        )
        self.add(server, "pop3s", "--leave", "never")
        self.check_fetch(EX_UNAVAILABLE, "tcp")
        first = len(self.profile.list())
        self.assertLess(first, 3)
        self.assertNotIn("DELE", server.log())
        self.check_rest(server, first)

    def test_gone_before_quit(self):
        """Without an answer to QUIT nothing counts as removed, and nothing is
        fetched twice."""
        server = self.serve(security="tls", script="on QUIT once drop\n")
        self.add(server, "pop3s", "--leave", "never")
        self.profile.fetch()
        self.assertEqual(len(self.profile.list()), len(MESSAGES))
        result, line = self.profile.fetch()
        self.assertEqual(line["downloaded"], 0, str(result))
        self.assertEqual(line["removed"], len(MESSAGES), str(result))
        self.assertEqual(len(self.profile.list()), len(MESSAGES))


@unittest.skipUnless(os.geteuid() == 0, "needs root to mount a small disk")
class FullDisk(ErrorCase):
    def setUp(self):
        self.disk = tempfile.mkdtemp(prefix="disk-")
        self.addCleanup(os.rmdir, self.disk)
        self.mount("size=4m")
        self.addCleanup(subprocess.run, ["umount", self.disk], check=True)
        self.profile = Profile(self.disk + "/profile")
        os.mkdir(self.profile.folder)

    def mount(self, options):
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.disk]
        if subprocess.run(command, capture_output=True).returncode != 0:
            self.skipTest("nothing may be mounted here")

    def test_full_disk(self):
        dice = os.urandom(150_000).hex()
        lines = "\r\n".join(dice[n : n + 76] for n in range(0, len(dice), 76))
        messages = [
            mail.head(n, b"big") + f"{n} {lines}\r\n".encode()
            for n in range(40)
        ]
        server = self.serve(messages, security="tls")
        self.add(server, "pop3s", "--leave", "never")
        self.check_fetch(EX_IOERR, "disk")
        removed = server.log().count("DELE")
        kept = len(self.profile.list())
        self.assertLessEqual(removed, kept)

        self.mount("remount,size=64m")
        result, line = self.profile.fetch()
        self.assertEqual(result.status, 0, str(result))
        self.assertEqual(kept + line["downloaded"], len(messages))
        self.assertEqual(len(self.profile.list()), len(messages))
        check = self.profile.run("check", "--deep")
        self.assertEqual(check.status, 0, str(check))


class Store(ErrorCase):
    def fill(self):
        server = self.serve(security="tls")
        self.add(server, "pop3s")
        result, _ = self.profile.fetch()
        self.assertEqual(result.status, 0, str(result))

    def check_command(self, status, *words, **options):
        result = self.profile.run(*words, **options)
        self.assertEqual(result.status, status, str(result))
        sentence = result.stderr.splitlines()[0].removeprefix("restantectl: ")
        self.check_sentence(sentence)
        self.assertEqual(result.lines[-1]["error"]["message"], sentence)
        return result.lines[-1]["error"]

    def test_profile_that_cannot_be_made(self):
        blocker = self.profile.path("file")
        with open(blocker, "w", encoding="utf-8"):
            pass
        self.profile.folder = blocker + "/profile"
        self.addCleanup(setattr, self.profile, "folder",
                        os.path.dirname(blocker))
        error = self.check_command(EX_CANTCREAT, "list")
        self.assertEqual(error["code"], "disk")

    def test_unreadable_profile(self):
        self.fill()
        other = None
        if os.geteuid() == 0:
            other = 65534
        os.chmod(self.profile.folder, 0o000)
        self.addCleanup(os.chmod, self.profile.folder, 0o700)
        error = self.check_command(EX_IOERR, "list", user=other)
        self.assertEqual(error["code"], "disk")
        self.assertIn(self.profile.folder, error["message"])

    def damage(self, at, octets):
        with open(self.profile.path("mail.db"), "r+b") as file:
            file.seek(at)
            file.write(octets)

    def check_kept(self):
        """The file that failed was not touched."""
        with open(self.profile.path("mail.db"), "rb") as file:
            before = file.read()
        self.check_command(EX_DATAERR, "fetch")
        with open(self.profile.path("mail.db"), "rb") as file:
            self.assertEqual(file.read(), before)

    def test_damaged_header(self):
        self.fill()
        self.damage(0, b"\0" * 100)
        error = self.check_command(EX_DATAERR, "list")
        self.assertEqual(error["code"], "store")
        self.check_kept()

    def test_not_a_database(self):
        with open(self.profile.path("mail.db"), "wb") as file:
            file.write(b"this is no database\n" * 500)
        error = self.check_command(EX_DATAERR, "list")
        self.assertEqual(error["code"], "store")
        self.check_kept()

    def test_damaged_pages(self):
        self.fill()
        size = os.path.getsize(self.profile.path("mail.db"))
        self.damage(4096, os.urandom(size - 4096))
        result = self.profile.run("check", "--deep")
        self.assertEqual(result.status, EX_DATAERR, str(result))

    def test_newer_store(self):
        self.fill()
        with sqlite3.connect(self.profile.path("mail.db")) as database:
            database.execute("PRAGMA user_version = 9999")
        database.close()
        error = self.check_command(EX_CONFIG, "list")
        self.assertEqual(error["code"], "store")
        with sqlite3.connect(self.profile.path("mail.db")) as database:
            count = database.execute("SELECT count(*) FROM message").fetchone()
        database.close()
        self.assertEqual(count, (len(MESSAGES),))


if __name__ == "__main__":
    unittest.main(verbosity=2)
