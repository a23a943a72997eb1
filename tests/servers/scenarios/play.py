# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a scenario and judges what came of it."""

import base64
import collections
import hashlib
import os
import re
import ssl
import sys
import time

from certificates import Authority
from restante import SANITIZED, Profile, Scripted
from . import scenario as table

LAUNCH = os.path.join(os.path.dirname(os.path.dirname(__file__)), "launch.py")

# Nothing runs longer, whatever it waits for: what is left then hangs.
PATIENCE = 320

# Of what a scenario takes beyond its passes: a machine may be busy.
SLACK = 10

# A sanitizer keeps what was freed and fences what was not: with one the bound
# on memory only tells what grows without end.
SANITIZER_COST = 3 if SANITIZED else 1

SECRETS = re.compile(r" clear (USER|PASS|APOP|AUTH)\b", re.IGNORECASE)


def digest(octets):
    return hashlib.sha256(octets).hexdigest()


def received(message):
    """What a server's answer holds: every line ends (RFC 1939 §3)."""
    whole = not message or message.endswith(b"\r\n")
    return message if whole else message + b"\r\n"


def synthetic(number):
    """tests/support/README.md"""
    return (
        f"From: Sender {number} <sender{number % 97}@example.net>\r\n"
        "To: mira@example.org\r\n"
        f"Subject: Synthetic message {number}\r\n"
        f"Date: Tue, 03 Feb 2026 {number // 3600 % 24:02}:"
        f"{number // 60 % 60:02}:{number % 60:02} +0000\r\n"
        f"Message-ID: <{number}.synthetic@example.net>\r\n"
        "\r\n"
        f"This is message {number}.\r\n"
    ).encode()


class Wrong(AssertionError):
    pass


class Play:
    def __init__(self, scenario):
        self.scenario = scenario
        self.hashes = [digest(received(m)) for m in scenario.messages] + [
            digest(synthetic(n + 1)) for n in range(scenario.synthetic)
        ]
        self.unique_ids = self._name_messages()
        self.peak = 0
        self.idle = 0

    def _name_messages(self):
        copies = collections.Counter()
        names = []
        for message in self.scenario.messages:
            name = digest(message)[:24]
            names.append(name if not copies[name] else
                         f"{name}-{copies[name]}")
            copies[name] += 1
        return names + [
            f"synthetic-{n + 1:06}" for n in range(self.scenario.synthetic)
        ]

    def check(self, condition, what, *evidence):
        if not condition:
            shown = "\n".join(str(item)[:4000] for item in evidence)
            raise Wrong(f"{self.scenario.name}: {what}\n{shown}")

    # The two sides

    def _serve(self):
        scenario = self.scenario
        options = dict(scenario.server, security=scenario.security,
                       healed_security=self._healed())
        if options.get("client_ca"):
            options["client_ca"] = self.authority.path
        if scenario.synthetic:
            options["synthetic"] = str(scenario.synthetic)
        return Scripted(scenario.messages, scenario.script, **options)

    def _scheme(self):
        default = {"tls": "pop3s", "stls": "pop3", "plain": "pop3"}
        return self.scenario.scheme or default[self.scenario.security]

    def _healed(self):
        if self._scheme() == "pop3s":
            return "tls"
        return "plain" if self.scenario.consent else "stls"

    def _fill(self, word):
        if word == "{pin}":
            pem = ssl.get_server_certificate(("127.0.0.1", self.server.port))
            return "sha256:" + digest(ssl.PEM_cert_to_DER_cert(pem))
        return self.client if word == "{client}" else word

    def _add_account(self):
        scenario = self.scenario
        options = [self._fill(word) for word in scenario.account]
        if scenario.consent:
            options.append("--insecure-plaintext")
        if not {"--ca", "--pin"} & set(options):
            options += ["--ca", self.server.ca]
        options += ["--timeout", str(scenario.timeout),
                    "--leave", scenario.leave]
        password = None
        if not {"--token-command", "--client-certificate"} & set(options):
            password = scenario.password or Scripted.PASSWORD
            options.append("--password-stdin")
        result = self.profile.run(
            "account", "add", "work", "--url",
            self.server.url(self._scheme()), *options,
            password=password,
        )
        self.check(result.status == 0, "no account", result)

    def _make_client(self):
        os.mkdir(self.profile.path("client"))
        self.authority = Authority(self.profile.path("client"))
        self.client = self.authority.client(Scripted.USER)

    def _measure(self, *words):
        """Runs restantectl, and says how much memory it had."""
        result = self.profile.run(*words, launcher=(
            sys.executable, "-SE", LAUNCH, self.profile.path("peak"),
            str(PATIENCE),
        ))
        with open(self.profile.path("peak"), encoding="ascii") as file:
            return result, int(file.read())

    # The log

    def _log(self):
        """Session, word, rest of each line."""
        for line in self.server.log().split("\n"):
            parts = line.split(" ", 2)
            if len(parts) > 1 and parts[0].isdigit():
                yield int(parts[0]), parts[1], parts[2] if parts[2:] else ""

    def _commands(self, first_session=1):
        return [
            text for session, word, text in self._log()
            if word in ("clear", "tls") and session >= first_session
        ]

    def _check_commands(self, first_session):
        """`sent` in that order among all, `unsent` nowhere."""
        commands = self._commands(first_session)
        rest = iter(commands)
        for wanted in self.scenario.sent:
            self.check(
                any(re.match(wanted + r"(?:\s|$)", c) for c in rest),
                f"{wanted} was not sent, or not in that order", commands,
            )
        for unwanted in self.scenario.unsent:
            self.check(
                not any(re.match(unwanted + r"(?:\s|$)", c)
                        for c in commands),
                f"{unwanted} was sent", commands,
            )

    def _check_secrets(self):
        """Nothing that lets anybody in goes in the clear without consent."""
        if self.scenario.consent:
            return
        password = self.scenario.password or Scripted.PASSWORD
        encoded = base64.b64encode(password.encode()).decode().rstrip("=")
        for session, word, text in self._log():
            if word == "clear":
                line = f"{session} clear {text}"
                self.check(
                    not SECRETS.search(line) and password not in line
                    and encoded not in line,
                    "a credential went in the clear", line,
                )

    def _check_removals(self, stored):
        """DELE is only for what is stored (promise 1).

        Gives the unique-ids that were removed.
        """
        maildrop = list(zip(self.unique_ids, self.hashes))
        session = 1
        removed = set()
        for number, word, text in self._log():
            if number != session:
                maildrop = [m for m in maildrop if m[0] not in removed]
                session = number
            if word == "removed":
                removed.add(text)
            match = re.match(r"DELE +(\d+)", text, re.IGNORECASE)
            if word in ("clear", "tls") and match:
                index = int(match[1]) - 1
                self.check(
                    0 <= index < len(maildrop)
                    and maildrop[index][1] in stored,
                    "DELE for a message that is not stored", text,
                )
        return removed

    # The passes

    def _stored(self):
        result = self.profile.run("list", "--limit", "1000000")
        self.check(result.status == 0, "no list", result)
        return collections.Counter(line["sha256"] for line in result.lines)

    def _check_text(self, result, line):
        """One sentence for people, and no octet that steers a terminal."""
        message = line["error"]["message"]
        printable = all(c.isprintable() for c in message)
        self.check(printable and len(message.split()) > 2
                   and not message.endswith("."),
                   "this is no sentence", message)
        self.check(
            result.stderr.splitlines()
            == ["work: " + message, "  " + line["error"]["hint"]],
            "stderr is not the sentence and its hint", result,
        )
        self.check(self.scenario.says in message, "another sentence", message)

    def _check_result(self, result, line):
        scenario = self.scenario
        code = line["error"] and line["error"]["code"]
        self.check(code in scenario.errors, f"error {code}", result,
                   self.server.log())
        self.check(result.status == table.STATUS[code],
                   "another exit status", result)
        password = scenario.password or Scripted.PASSWORD
        self.check(password.encode() not in result.raw
                   and password not in result.stderr,
                   "the password was printed", result)
        self.check(line["seconds"] <= scenario.limit, "it took too long",
                   result)
        if code is not None:
            self._check_text(result, line)

    def _check_stored(self, stored):
        wanted = collections.Counter(self.hashes)
        expected = self.scenario.expected
        if expected is table.SOME:
            self.check(not stored - wanted, "more is stored than there is",
                       stored)
            return
        if expected is not table.EVERY:
            wanted = collections.Counter(
                self.hashes[number - 1] for number in expected
            )
        self.check(stored == wanted, "other messages are stored",
                   f"{sum(stored.values())} of {sum(wanted.values())}",
                   (stored - wanted).keys(), (wanted - stored).keys(),
                   self.server.log())

    def _fetch(self):
        begin = time.monotonic()
        result, peak = self._measure("fetch")
        seconds = time.monotonic() - begin
        self.check(len(result.lines) == 1, "no line for the pass", result)
        self.check(seconds <= self.scenario.limit + SLACK,
                   f"{seconds:.1f} seconds", result)
        self.peak = max(self.peak, peak)
        return result, result.lines[0]

    def _check_healed(self):
        """Everything is stored once, and nothing else."""
        cure = self.scenario.cure
        if cure:
            result = self.profile.run("account", "set", "work", *cure)
            self.check(result.status == 0, "no cure", result)
        if not self.scenario.again:
            self.server.heal()
        result = self.profile.run("fetch")
        line = result.lines[0]
        if self.scenario.again:
            self.check(line["downloaded"] == 0, "downloaded twice", result)
        else:
            self.check(line["error"] is None, "not healed", result,
                       self.server.log())
        stored = self._stored()
        self.check(stored == collections.Counter(self.hashes),
                   "not every message is stored exactly once",
                   stored, self.server.log())
        self._check_removals(stored)

    def _check_store(self):
        result = self.profile.run("check", "--deep")
        self.check(result.status == 0, "the store is damaged", result)

    def run(self):
        with Profile() as self.profile:
            if self.scenario.server.get("client_ca"):
                self._make_client()
            with self._serve() as self.server:
                self._play()

    def _play(self):
        self._add_account()
        _, self.idle = self._measure("list")
        for _ in range(self.scenario.passes):
            before = max((s for s, *_ in self._log()), default=0)
            result, line = self._fetch()
        self._check_result(result, line)
        self._check_commands(before + 1)
        stored = self._stored()
        self._check_stored(stored)
        removed = self._check_removals(stored)
        self.check(self.scenario.removed in (None, len(removed)),
                   "other messages were removed", removed,
                   self.server.log())
        self._check_secrets()
        growth = (self.peak - self.idle) / 1024
        self.check(growth <= self.scenario.memory * SANITIZER_COST,
                   f"{growth:.1f} MiB above idle")
        if not self.scenario.no_cure:
            self._check_healed()
        self._check_store()
