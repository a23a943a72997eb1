# SPDX-License-Identifier: GPL-3.0-or-later
"""Dovecot with a mailbox to measure with, which is made once and kept."""

import hashlib
import os
import shutil
import sys

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "servers"))
import certificates  # noqa: E402
import dovecot  # noqa: E402


def place():
    """Where mailboxes are kept: large, and Dovecot's user has to reach it."""
    path = os.environ.get("RST_BENCH", "/var/tmp/restante-bench")
    os.makedirs(path, mode=0o755, exist_ok=True)
    if os.stat(path).st_uid != os.geteuid():
        sys.exit(f"{path} is somebody else’s; name a folder in RST_BENCH.")
    return path


def delivered(octets, number):
    """The name that Dovecot's own delivery gives: size on disk and on the wire,
    and read already, so that nothing is renamed after the first session."""
    wire = len(octets) + octets.count(b"\n")
    return f"{1700000000 + number}.m.local,S={len(octets)},W={wire}:2,S"


def write(folder, name):
    for part in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(folder, part))
    for number, octets in enumerate(corpus.messages(name)):
        path = os.path.join(folder, "cur", delivered(octets, number))
        with open(path, "wb") as file:
            file.write(octets)


def maildir(name):
    """The Maildir of this name; made if it is not there, which takes a while."""
    with open(corpus.__file__, "rb") as source:
        version = hashlib.sha256(source.read()).hexdigest()[:8]
    path = os.path.join(place(), f"{name}-{version}")
    if not os.path.exists(path):
        print(f"Making {name}", file=sys.stderr)
        unfinished = path + ".new"
        shutil.rmtree(unfinished, ignore_errors=True)
        write(unfinished, name)
        os.rename(unfinished, path)
    return path


class Authority(certificates.Authority):
    """Its server is known by address, at the far end of a link as here."""

    def __init__(self, folder, addresses):
        super().__init__(folder)
        self._addresses = addresses

    def certificate(self):
        names = [f"IP:{address}" for address in self._addresses]
        return self._signed(
            "good", "localhost",
            "subjectAltName=" + ",".join(["DNS:localhost", *names]),
        )


class Maildrop(dovecot.Dovecot):
    # As Dovecot is without further configuration.
    offered = "plain login"

    def __init__(self, name, authority, addresses):
        self.mailbox = name
        self.listen = ", ".join(addresses)
        super().__init__((), authority)

    def fill(self, messages):
        os.symlink(maildir(self.mailbox), self.path("mail"))

    def _give_away(self):
        super()._give_away()
        if "user" in self._rights:
            owner = self._rights["user"], self._rights["group"]
            top = os.path.realpath(self.path("mail"))
            if os.stat(top).st_uid != owner[0]:
                for folder, _, files in os.walk(top):
                    for path in [folder, *files]:
                        os.chown(os.path.join(folder, path), *owner)
