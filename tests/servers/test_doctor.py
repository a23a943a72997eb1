#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The doctor names the hop that is broken and what to do, changes nothing on the
server, and tells no secret."""

import base64
import contextlib
import json
import os
import socket
import subprocess
import tempfile
import threading
import time
import unittest

import mail
from restante import CTL, Profile, Scripted

EX_OK = 0
EX_USAGE = 64
EX_UNAVAILABLE = 69
EX_TEMPFAIL = 75
EX_PROTOCOL = 76
EX_NOPERM = 77

MESSAGES = [mail.head(n, b"subject") + b"body\r\n" for n in range(3)]

WAY = ["dns-a", "dns-aaaa", "srv", "tcp-ipv4", "tcp-ipv6"]
MAILDROP = ["offers", "login", "uidl", "top", "retention", "pipelining", "quit"]

HTTP = """
on greeting raw ""
on HEAD raw "HTTP/1.0 200 OK\\r\\n\\r\\n"
"""


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.text = process.stdout.decode() + process.stderr.decode()
        self.json = None
        with contextlib.suppress(ValueError):
            self.json = json.loads(process.stdout)

    def __str__(self):
        return f"status {self.status}\n{self.text}"

    def step(self, name):
        return next(s for s in self.json["steps"] if s["step"] == name)

    @property
    def verdicts(self):
        return {s["step"]: s["verdict"] for s in self.json["steps"]}


def doctor(*words, password=None, json_output=True, folder=None, debug=False,
           **environment):
    """Runs the doctor, without a session bus and without the caller's proxies."""
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY")
        and not key.lower().endswith("_proxy")
    }
    if "http_proxy" in environment:
        # libproxy of Debian 13 keeps what it read of the environment.
        env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    command = [CTL]
    if folder:
        command += ["--profile", folder]
    if json_output:
        command.append("--json")
    if debug:
        command.append("--debug")
    command += ["doctor", *words]
    if password is not None:
        command.append("--password-stdin")
    return Result(
        subprocess.run(
            command,
            input=None if password is None else password.encode() + b"\n",
            stdin=subprocess.DEVNULL if password is None else None,
            capture_output=True, env=env | environment, timeout=100,
        )
    )


class DoctorCase(unittest.TestCase):
    def serve(self, script="", **options):
        server = Scripted(MESSAGES, script=script, **options)
        self.addCleanup(server.stop)
        return server

    def ask(self, server, scheme, *options, password=Scripted.PASSWORD,
            host="127.0.0.1", **environment):
        result = doctor(
            "--url", server.url(scheme, host), "--ca", server.ca,
            "--timeout", "5", *options, password=password, **environment,
        )
        self.assertIsNotNone(result.json, str(result))
        return result

    def check_failure(self, result, step, status, code, says=""):
        """That hop failed, and every one behind it was not tried."""
        self.assertEqual(result.status, status, str(result))
        self.assertEqual(result.json["error"]["code"], code, str(result))
        self.assertEqual(result.step(step)["verdict"], "failed", str(result))
        self.assertFalse(result.step(step)["ok"])
        self.assertIn(says, result.step(step)["detail"])
        self.assertTrue(result.step(step)["hint"], str(result))
        self.assertEqual(result.json["verdict"], result.json["error"]["message"])
        names = [s["step"] for s in result.json["steps"]]
        behind = names[names.index(step) + 1:]
        if step.startswith("tcp"):
            behind = [n for n in behind if not n.startswith("tcp")]
        for name in behind:
            self.assertEqual(result.step(name)["verdict"], "skipped", name)


class Good(DoctorCase):
    def check_good(self, scheme, hops, **options):
        server = self.serve(**options)
        result = self.ask(server, scheme)
        self.assertEqual(result.status, EX_OK, str(result))
        self.assertIsNone(result.json["error"])
        self.assertEqual(
            [s["step"] for s in result.json["steps"]], WAY + hops + MAILDROP
        )
        failing = [n for n, v in result.verdicts.items() if v == "failed"]
        self.assertEqual(failing, [], str(result))
        for step in result.json["steps"]:
            self.assertGreaterEqual(step["seconds"], 0)
            self.assertTrue(step["detail"])
        self.assertIn("3 messages", result.step("uidl")["detail"])
        return server, result

    def test_tls(self):
        """RFC 8314 §5: how confidential the connection is stands in sight."""
        server, result = self.check_good(
            "pop3s", ["tls", "greeting", "capa"], security="tls"
        )
        tls = result.step("tls")
        self.assertIn("TLS 1.3", tls["detail"])
        self.assertTrue(any("sha256:" in line for line in tls["lines"]))
        self.assertTrue(any("CN=Test Authority" in l for l in tls["lines"]))
        self.assertEqual(tls["verdict"], "ok")
        # RFC 1939 §5: looked at and left; not one message was asked for whole.
        log = server.log()
        self.assertNotIn(" DELE", log)
        self.assertNotIn(" RETR", log)
        self.assertIn(" TOP 1 0", log)
        self.assertIn(" QUIT", log)

    def test_stls(self):
        _, result = self.check_good(
            "pop3", ["connect", "greeting", "capa", "stls"], security="stls"
        )
        self.assertIn("TLS 1.3", result.step("stls")["detail"])

    def test_plaintext(self):
        """RFC 8314 §5: that nothing is confidential is a warning, and said."""
        server = self.serve(security="plain")
        result = self.ask(server, "pop3", "--insecure-plaintext")
        self.assertEqual(result.status, EX_OK, str(result))
        offers = result.step("offers")
        self.assertEqual(offers["verdict"], "warning", str(result))
        self.assertIn("plain text", offers["hint"])
        self.assertNotIn("TLS 1", str(result.json["steps"]))

    def test_for_people(self):
        server = self.serve(security="tls")
        result = doctor(
            "--url", server.url("pop3s", "127.0.0.1"), "--ca", server.ca,
            password=Scripted.PASSWORD, json_output=False,
        )
        self.assertEqual(result.status, EX_OK, str(result))
        lines = result.text.rstrip("\n").split("\n")
        self.assertIn("TLS 1.3", result.text)
        self.assertRegex(lines[-1], "^(Everything works|Mail can be fetched)")

    def test_debug(self):
        """What was said is on stderr, but for the secret."""
        server = self.serve(security="tls")
        result = doctor(
            "--url", server.url("pop3s", "127.0.0.1"), "--ca", server.ca,
            password=Scripted.PASSWORD, debug=True,
        )
        self.assertEqual(result.status, EX_OK, str(result))
        self.assertIn("> TOP 1 0", result.text)
        self.assertNotIn(Scripted.PASSWORD, result.text)

    def test_account(self):
        server = self.serve(security="tls")
        with Profile() as profile:
            profile.add_account(
                server.url("pop3s", "127.0.0.1"), Scripted.PASSWORD,
                "--ca", server.ca,
            )
            result = doctor("work", folder=profile.folder)
            self.assertEqual(result.status, EX_OK, str(result))
            self.assertEqual(result.step("login")["verdict"], "ok")

    def test_password_command(self):
        server = self.serve(security="tls")
        result = self.ask(
            server, "pop3s", "--password-command",
            f"echo '{Scripted.PASSWORD}'", password=None,
        )
        self.assertEqual(result.status, EX_OK, str(result))
        self.assertEqual(result.step("login")["verdict"], "ok")

    def test_without_password(self):
        """All up to the login, and no attempt at one."""
        server = self.serve(security="tls")
        result = self.ask(server, "pop3s", password=None)
        self.assertEqual(result.status, EX_OK, str(result))
        self.assertEqual(result.step("offers")["verdict"], "ok")
        self.assertEqual(result.step("login")["verdict"], "skipped")
        self.assertIn("the login was not tried", result.json["verdict"])
        for word in ("USER", "PASS", "AUTH"):
            self.assertNotIn(f" {word}", server.log())

    def test_usage(self):
        self.assertEqual(doctor().status, EX_USAGE)
        self.assertEqual(
            doctor("work", "--url", "pop3s://a@localhost").status, EX_USAGE
        )

    def test_rules(self):
        """RFC 2449 §6.7: what the server removes by itself is said."""
        server = self.serve(
            security="tls", capa="USER;UIDL;TOP;EXPIRE 0;LOGIN-DELAY 900"
        )
        result = self.ask(server, "pop3s")
        self.assertEqual(result.status, EX_OK, str(result))
        rules = result.step("retention")
        self.assertEqual(rules["verdict"], "warning")
        self.assertTrue(rules["ok"])
        self.assertIn("900", rules["detail"])
        self.assertIn("removes messages", rules["detail"])
        self.assertTrue(rules["hint"])


class Way(DoctorCase):
    def test_refused(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        result = doctor("--url", f"pop3s://a@127.0.0.1:{port}")
        self.check_failure(
            result, "tcp-ipv4", EX_UNAVAILABLE, "tcp", "refuses connections"
        )
        self.assertIn("Nothing listens", result.step("tcp-ipv4")["hint"])

    def test_blocked(self):
        """A full queue drops what comes, as a firewall does."""
        with socket.socket() as listener, contextlib.ExitStack() as stack:
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            for _ in range(4):
                filler = stack.enter_context(socket.socket())
                filler.setblocking(False)
                filler.connect_ex(listener.getsockname())
            port = listener.getsockname()[1]
            begin = time.monotonic()
            result = doctor(
                "--url", f"pop3s://a@127.0.0.1:{port}", "--timeout", "2"
            )
            self.assertLess(time.monotonic() - begin, 15)
        self.check_failure(
            result, "tcp-ipv4", EX_UNAVAILABLE, "timeout", "did not answer"
        )
        self.assertIn("firewall", result.step("tcp-ipv4")["hint"])

    def test_unknown_name(self):
        """RFC 6761 §6.4: no name under .invalid exists."""
        result = doctor(
            "--url", "pop3s://a@pop.restante.invalid", "--timeout", "10"
        )
        self.check_failure(result, "dns-aaaa", EX_UNAVAILABLE, "dns")
        self.assertEqual(result.step("dns-a")["verdict"], "failed")


class WrongPort(DoctorCase):
    """Whoever answers there is named."""

    def check_stranger(self, step, scheme, code, says, script="", **options):
        server = self.serve(script, **options)
        result = self.ask(server, scheme)
        status = {"tls-failed": EX_PROTOCOL, "protocol": EX_PROTOCOL}[code]
        self.check_failure(result, step, status, code, says)
        self.assertNotIn("PASS", server.log())
        self.assertNotIn("AUTH", server.log())

    def test_tls_where_stls_was_meant(self):
        self.check_stranger(
            "greeting", "pop3", "tls-failed", "use TLS (pop3s://", security="tls"
        )

    def test_stls_where_tls_was_meant(self):
        self.check_stranger(
            "tls", "pop3s", "tls-failed", "use STLS (pop3://", security="stls"
        )

    def test_strangers(self):
        for name, greeting in {
            "SMTP": "220 mail.example.org ESMTP",
            "IMAP": "* OK IMAP4rev1",
            "SSH": "SSH-2.0-OpenSSH_9.2p1",
        }.items():
            script = f'on greeting raw "{greeting}\\r\\n"'
            for scheme, step in ("pop3s", "tls"), ("pop3", "greeting"):
                with self.subTest(name=name, scheme=scheme):
                    self.check_stranger(
                        step, scheme, "protocol", f"speaks {name}", script,
                        security="plain",
                    )

    def test_web(self):
        self.check_stranger(
            "greeting", "pop3", "protocol", "speaks HTTP", HTTP,
            security="plain",
        )

    def test_imap_in_tls(self):
        self.check_stranger(
            "greeting", "pop3s", "protocol", "speaks IMAP",
            'on greeting raw "* OK IMAP4rev1\\r\\n"', security="tls",
        )


class Certificates(DoctorCase):
    def test_wrong(self):
        """What it is, which way it is wrong, and what to pin."""
        for kind, says in {
            "expired": "expired on 2024-01-02",
            "wrong-name": "is for another name (it names a.example, b.example)",
            "self-signed": "is self-signed",
        }.items():
            for scheme, step, security in (
                ("pop3s", "tls", "tls"), ("pop3", "stls", "stls")
            ):
                with self.subTest(kind=kind, scheme=scheme):
                    server = self.serve(security=security, certificate=kind)
                    result = self.ask(server, scheme)
                    self.check_failure(
                        result, step, EX_NOPERM, "tls-untrusted", says
                    )
                    pin = next(
                        word for line in result.step(step)["lines"]
                        for word in line.split() if word.startswith("sha256:")
                    )
                    pinned = self.ask(server, scheme, "--pin", pin)
                    self.assertEqual(pinned.status, EX_OK, str(pinned))
                    self.assertNotIn("clear PASS", server.log())

    def test_old_version(self):
        server = self.serve(security="tls", tls_max="1.1")
        self.check_failure(
            self.ask(server, "pop3s"), "tls", EX_PROTOCOL, "tls-failed"
        )


class Login(DoctorCase):
    def check_refusal(self, answer, status, code, hint):
        script = f"on PASS reply {answer}\non AUTH reply {answer}"
        server = self.serve(script, security="tls", capa="USER;UIDL;TOP;RESP-CODES")
        result = self.ask(server, "pop3s")
        self.check_failure(result, "login", status, code)
        self.assertIn(hint, result.step("login")["hint"], str(result))
        self.assertEqual(
            result.json["error"]["hint"], result.step("login")["hint"]
        )
        return result

    def test_wrong_password(self):
        server = self.serve(security="tls")
        result = self.ask(server, "pop3s", password="guessed it")
        self.check_failure(result, "login", EX_NOPERM, "auth")
        self.assertNotIn("guessed it", result.text)

    def test_refusals(self):
        for answer, status, code, hint in (
            ("-ERR [AUTH] Username and password not accepted", EX_NOPERM,
             "auth", "type the password again"),
            ("-ERR [IN-USE] another session", EX_TEMPFAIL, "in-use",
             "Another program"),
            ("-ERR [SYS/PERM] Your account is not enabled for POP access",
             EX_UNAVAILABLE, "permanent", "Switch POP3 on"),
            ("-ERR Logon failure: BasicAuthBlocked", EX_NOPERM, "auth",
             "no password any more"),
        ):
            with self.subTest(answer=answer):
                self.check_refusal(answer, status, code, hint)

    def test_no_secret_is_told(self):
        """A server that repeats what it got does not make the doctor do so."""
        secret = Scripted.PASSWORD
        encoded = base64.b64encode(secret.encode()).decode()
        plain = base64.b64encode(
            f"\0{Scripted.USER}\0{secret}".encode()
        ).decode()
        answer = f"-ERR not {secret} {encoded} {plain}"
        server = self.serve(
            f"on PASS reply {answer}\non AUTH reply {answer}\n"
            f"on response reply {answer}", security="tls",
        )
        result = self.ask(server, "pop3s")
        self.check_failure(result, "login", EX_NOPERM, "auth")
        for text in (secret, encoded, plain):
            self.assertNotIn(text, result.text)


class Maildrop(DoctorCase):
    def test_lost_pipeline(self):
        """RFC 2449 §6.6 is tried: a server that loses a command is found, and
        the rest is looked at without pipelining."""
        server = self.serve("on UIDL once stall", security="tls")
        result = self.ask(server, "pop3s", "--timeout", "2")
        self.assertEqual(result.status, EX_OK, str(result))
        self.assertEqual(result.step("pipelining")["verdict"], "warning")
        self.assertEqual(result.step("uidl")["verdict"], "ok")
        self.assertEqual(result.step("quit")["verdict"], "ok")

    def test_stalled_top(self):
        server = self.serve("on TOP skip 2 stall", security="tls")
        result = self.ask(server, "pop3s", "--timeout", "2")
        self.check_failure(result, "pipelining", EX_UNAVAILABLE, "timeout")

    def test_no_top(self):
        server = self.serve(
            "on TOP reply -ERR unknown command", security="tls"
        )
        result = self.ask(server, "pop3s")
        self.assertEqual(result.status, EX_OK, str(result))
        self.assertEqual(result.step("top")["verdict"], "warning")
        self.assertEqual(result.step("pipelining")["verdict"], "skipped")

    def test_dropped(self):
        server = self.serve("on UIDL drop", security="tls")
        result = self.ask(server, "pop3s")
        self.check_failure(result, "uidl", EX_UNAVAILABLE, "tcp")


class Socks:
    """RFC 1928, without authentication; whatever name is asked for is at
    127.0.0.1 at `port`, or is refused with `refusal`."""

    def __init__(self, port, refusal=0):
        self.target = port
        self.refusal = refusal
        self.asked = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self):
        self.listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(
                    target=self._serve, args=(client,), daemon=True
                ).start()

    def _serve(self, client):
        with client, client.makefile("rb") as file:
            file.read(file.read(2)[1])
            client.sendall(b"\x05\x00")
            kind = file.read(4)[3]
            assert kind == 3, kind
            self.asked.append(file.read(file.read(1)[0]).decode())
            file.read(2)
            client.sendall(bytes([5, self.refusal, 0, 1]) + bytes(6))
            if self.refusal:
                return
            with socket.create_connection(("127.0.0.1", self.target)) as server:
                back = threading.Thread(target=self._pump, args=(server, client))
                back.start()
                # What the file read ahead is nothing: the client waits for us.
                self._pump(client, server)
                back.join()

    @staticmethod
    def _pump(source, target):
        with contextlib.suppress(OSError):
            while octets := source.recv(65536):
                target.sendall(octets)
            target.shutdown(socket.SHUT_WR)


class Proxy(DoctorCase):
    HOST = "pop.restante.invalid"

    def start_proxy(self, port, refusal=0):
        proxy = Socks(port, refusal)
        self.addCleanup(proxy.stop)
        return proxy

    def test_used(self):
        """The proxy looks the name up; nobody else does, and SRV is not asked
        for either."""
        server = self.serve(security="tls", certificate="self-signed")
        direct = self.ask(server, "pop3s")
        pin = next(
            word for line in direct.step("tls")["lines"]
            for word in line.split() if word.startswith("sha256:")
        )
        proxy = self.start_proxy(server.port)
        result = self.ask(
            server, "pop3s", "--pin", pin, host=self.HOST,
            http_proxy=f"socks5://ann:hidden@127.0.0.1:{proxy.port}",
        )
        if not proxy.asked and "dns-a" in result.verdicts:
            self.skipTest("GIO has no proxy resolver that reads http_proxy")
        self.assertEqual(result.status, EX_OK, str(result))
        self.assertEqual(result.json["steps"][0]["step"], "proxy")
        self.assertEqual(result.step("login")["verdict"], "ok")
        self.assertNotIn("dns-a", result.verdicts)
        self.assertNotIn("srv", result.verdicts)
        self.assertEqual(set(proxy.asked), {self.HOST})
        self.assertNotIn("hidden", result.text)

    def test_refuses(self):
        proxy = self.start_proxy(1, refusal=2)
        result = doctor(
            "--url", f"pop3s://a@{self.HOST}", "--timeout", "5",
            http_proxy=f"socks5://127.0.0.1:{proxy.port}",
        )
        if not proxy.asked:
            self.skipTest("GIO has no proxy resolver that reads http_proxy")
        self.check_failure(
            result, "proxy", EX_UNAVAILABLE, "tcp", "does not allow"
        )


if __name__ == "__main__":
    unittest.main()
