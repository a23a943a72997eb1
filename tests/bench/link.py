# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to a server: loopback, or a link with a delay between two networks of
their own, which takes root.
"""

import contextlib
import ctypes
import os
import re
import subprocess

import peers

FAR = "198.51.100.1"  # RFC 5737: for documentation, so nobody's
CLONE_NEWNET = 0x40000000


class Unavailable(Exception):
    """Why there is no such link here."""


class Way:
    def __init__(self, tls, entry=(), addresses=()):
        self.tls = tls
        self.entry = tuple(entry)
        self.addresses = list(addresses)

    def target(self, server, messages):
        return peers.Target(
            self.addresses[0] if self.addresses else "127.0.0.1",
            server.tls_port if self.tls else server.port,
            server.authority.path if self.tls else "",
            server.user, server.password, self.entry, messages,
        )


def enter(network):
    """This thread, and what it starts from now on."""
    with open(network, "rb") as file:
        if ctypes.CDLL(None).setns(file.fileno(), CLONE_NEWNET) != 0:
            raise Unavailable(f"{network} cannot be entered")


@contextlib.contextmanager
def delayed(milliseconds, tls):
    if os.geteuid() != 0:
        raise Unavailable("A link with a delay takes root")
    with subprocess.Popen(
        [os.environ["RST_BENCH_LINK"], str(milliseconds / 2)],
        stdout=subprocess.PIPE, text=True,
    ) as process:
        try:
            words = process.stdout.readline().split()
            if not words or words[0] != "READY":
                raise Unavailable("The link could not be made (see above)")
            here, there = (f"/proc/{process.pid}/fd/{fd}" for fd in words[1:3])
            home = f"/proc/{os.getpid()}/ns/net"
            with open(home, "rb") as back:
                enter(here)
                try:
                    yield Way(tls, ["nsenter", "--net=" + there], [FAR])
                finally:
                    enter(f"/proc/self/fd/{back.fileno()}")
        finally:
            process.terminate()


def opened(name):
    if name in ("plain", "tls"):
        return contextlib.nullcontext(Way(name == "tls"))
    match = re.fullmatch(r"(\d+)ms(-plain)?", name)
    if match is None:
        raise Unavailable(f"There is no link {name}, but: plain, tls, 40ms")
    return delayed(int(match[1]), match[2] is None)
