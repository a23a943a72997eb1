# SPDX-License-Identifier: GPL-3.0-or-later
"""One row of the tables."""

import dataclasses
import re

import mail

# What most scenarios have in the maildrop: the shapes that go wrong first.
MESSAGES = (
    mail.head(1, b"plain") + b"body\r\n",
    mail.head(2, b"dots") + mail.ODD["dots"],
    mail.head(3, b"larger") + b"seventy octets or so, many times over\r\n" * 500,
    mail.head(4, b"bare lf") + mail.ODD["bare-lf"],
    mail.head(5, b"open end") + mail.ODD["no-final-newline"],
)

EVERY = "every message"
SOME = "any of the messages, each at most once"
NONE = ()

# DESIGN section 6: exit status by error code.
STATUS = {
    None: 0,
    "dns": 69,
    "tcp": 69,
    "timeout": 69,
    "tls-untrusted": 77,
    "tls-failed": 76,
    "stls-missing": 77,
    "protocol": 76,
    "auth": 77,
    "in-use": 75,
    "login-delay": 75,
    "temporary": 75,
    "permanent": 69,
    "config": 78,
}


@dataclasses.dataclass(frozen=True)
class Scenario:
    """What a server does, and what has to come of it.

    `stored` and `sent` hold for the passes before the server heals. Afterwards
    every message must be stored exactly once, whatever happened before.
    """

    name: str
    # The section whose rule it is, where there is one.
    rule: str = ""

    # The server: what it keeps its connections by, its script and options.
    security: str = "tls"
    script: str = ""
    server: dict = dataclasses.field(default_factory=dict)
    messages: tuple = MESSAGES
    synthetic: int = 0

    # The account. {pin} is the fingerprint of the server's certificate,
    # {client} a certificate with its key that the server trusts.
    scheme: str = ""
    consent: bool = False
    account: tuple = ()
    password: str = ""
    leave: str = "always"
    timeout: int = 10

    # What to expect. Several codes are alternatives.
    passes: int = 1
    error: object = None
    says: str = ""
    stored: object = None
    sent: tuple = ()
    unsent: tuple = ()
    removed: object = None
    seconds: int = 0
    # MiB above idle that a pass may have.
    memory: int = 64

    # What heals the account together with the server, and why nothing does.
    cure: tuple = ()
    no_cure: str = ""
    # The same server again brings nothing new: its unique-ids are its own.
    again: bool = False
    # What the client cannot do yet.
    needs: str = ""

    @property
    def errors(self):
        return self.error if isinstance(self.error, tuple) else (self.error,)

    @property
    def expected(self):
        if self.stored is not None:
            return self.stored
        return EVERY if self.errors == (None,) else NONE

    @property
    def limit(self):
        """Seconds that a pass may take: one step that times out, three of the
        look at what answers there (rst-probe.h), and work."""
        return self.seconds or self.timeout + 3 * min(self.timeout, 2) + 3

    @property
    def method(self):
        words = re.sub(r"-(?=\d)", " minus ", self.name)
        words = re.sub(r"\+(?=\d)", " plus ", words)
        return "test_" + re.sub(r"\W+", "_", words).strip("_")


def quote(octets):
    """Octets for a script."""
    if isinstance(octets, str):
        octets = octets.encode()
    return '"' + "".join(
        chr(octet)
        if 32 <= octet < 127 and chr(octet) not in '"\\'
        else f"\\x{octet:02x}"
        for octet in octets
    ) + '"'


def listing(*lines):
    """A script's multi-line answer."""
    return "raw " + quote(
        b"".join(
            (line.encode() if isinstance(line, str) else line) + b"\r\n"
            for line in (b"+OK", *lines, b".")
        )
    )
