#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_crash.py KIND: fetches that remove from a real Dovecot, and what breaks
in their middle. See README.md."""

import os
import signal
import subprocess
import sys
import threading
import unittest

import crash
import disks

# These are of tests/servers; crash knows where that is.
from dovecot import Dovecot
from relay import Relay
from server import Missing, free_port

VFS = os.environ["RST_CRASH_VFS"]

# The octets that a server answers to QUIT, and to so many DELE.
ENDS = (100, 2500)


def late(dice):
    """A part of the whole: the more often the later, since more is at stake."""
    return max(dice.random() for _ in range(3))


class Relayed(crash.Crashes):
    """What passes between the two says how far they are: of the time alone,
    little is spent where it matters."""

    @classmethod
    def port(cls):
        cls.relay_port = free_port()
        return cls.relay_port

    @classmethod
    def relay(cls, **limits):
        return Relay(cls.server.tls_port, port=cls.relay_port, **limits)

    @classmethod
    def measure(cls):
        with cls.relay() as relay:
            super().measure()
            cls.octets = {"said_limit": len(relay.said), "limit": relay.heard}

    def place_in(self, dice):
        """Somewhere in the conversation, or near its end: what the server
        says there is short."""
        side = dice.choice(("said_limit", "limit", "end"))
        if side == "end":
            end = dice.randrange(dice.choice(ENDS))
            return {"limit": self.octets["limit"] - end}
        return {side: int(self.octets[side] * late(dice))}

    def start_and(self, dice, profile, action):
        """Starts a fetch, during which the action happens: at some time, or
        soon after so many octets."""
        after = self.seconds * late(dice)
        limits = {}
        if dice.random() < 0.7:
            # It takes the other side a while to see what has passed.
            after = dice.choice((0, 0.03, self.seconds / 3)) * dice.random()
            limits = self.place_in(dice)
        timer = threading.Timer(after, lambda: action(process))
        with self.relay(**limits, instead=timer.start):
            process = profile.start("fetch")
            if not limits:
                timer.start()
            process.wait(timeout=120)
        if timer.ident is not None:
            timer.join()
        return process

    def heal(self, profile):
        with self.relay():
            super().heal(profile)


class Killed(Relayed):
    """kill -9 of restantectl."""

    name = "killed"
    short = 3
    part = 1

    def strike(self, dice, profile):
        process = self.start_and(dice, profile, subprocess.Popen.kill)
        self.assertIn(process.returncode, (0, -signal.SIGKILL))
        self.ended = process.returncode == 0


class Cut(Relayed):
    """The connection ends after so many octets of one side."""

    name = "cut"
    short = 3

    def strike(self, dice, profile):
        with self.relay(**self.place_in(dice)):
            self.fetch(profile)


class ServerKilled(Relayed):
    """kill -9 of the server: of one of its processes, or of all."""

    name = "server-killed"

    def strike(self, dice, profile):
        victim = dice.choice(("pop3", "pop3-login", "dovecot"))
        self.judge(self.start_and(
            dice, profile, lambda _: self.server.kill(victim)
        ).returncode)
        if self.server.process.poll() is not None:
            self.server.start_again()


class FullDisk(crash.Crashes):
    """The profile's disk has room for a part only."""

    name = "full-disk"

    @classmethod
    def missing(cls):
        return disks.SmallDisk.missing()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.disk = disks.SmallDisk(cls.path("disk"))
        cls.addClassCleanup(cls.disk.remove)

    def place(self):
        self.disk.resize(self.disk.LARGE)
        return self.path("disk/profile")

    def strike(self, dice, profile):
        # A commit is in the log, then in the database; search.db comes last.
        room = int(self.size * dice.uniform(0, 1.8))
        self.disk.resize(self.disk.used() + room)
        self.fetch(profile)

    def mend(self):
        self.disk.resize(self.disk.LARGE)


class ReadOnlyDisk(Relayed):
    """The profile's disk turns read-only, and is repaired afterwards."""

    name = "read-only-disk"

    @classmethod
    def missing(cls):
        return disks.BreakingDisk.missing()

    def place(self):
        self.disk = disks.BreakingDisk(self.path("disk"))
        return self.path("disk/profile")

    def clear(self, profile):
        self.disk.remove()

    def strike(self, dice, profile):
        self.disk.sync()
        self.judge(self.start_and(
            dice, profile, lambda _: self.disk.damage()
        ).returncode)
        self.disk.repair()


class Faults(crash.Crashes):
    """What happens below SQLite; see rst-crash-vfs.c."""

    @classmethod
    def environment(cls, event):
        return {
            "LD_PRELOAD": VFS,
            "RST_CRASH": event,
            "RST_CRASH_COUNTS": cls.path("counts"),
            "ASAN_OPTIONS": ":".join(
                [os.environ.get("ASAN_OPTIONS", ""), "verify_asan_link_order=0"]
            ),
        }

    @classmethod
    def measure(cls):
        cls.template.environment = cls.environment("none::read:0")
        super().measure()
        cls.template.environment = {}
        with open(cls.path("counts"), encoding="ascii") as file:
            lines = [line.split() for line in file]
        cls.counts = {
            (name, call): int(count) for name, call, count in lines
        }

    def arm(self, profile, *words):
        profile.environment = self.environment(":".join(map(str, words)))

    def draw(self, dice, calls=None):
        """A file, one of these calls on it, and which. Without search.db, most
        of the time: it holds nothing that could be lost."""
        found = [
            (name, call) for name, call in sorted(self.counts)
            if (calls is None or call in calls)
            and (name.startswith("mail.db") or dice.random() < 0.2)
        ]
        chosen = dice.choice(found)
        return *chosen, dice.randrange(self.counts[chosen]) + 1


class IoErrors(Faults):
    """A call fails, once or from then on."""

    name = "io-errors"
    short = 4

    def strike(self, dice, profile):
        event = dice.choice(("fail", "gone", "full"))
        calls = ("write", "sync") if event == "full" else None
        self.arm(profile, event, *self.draw(dice, calls))
        self.fetch(profile)


class PowerCut(Faults):
    """The power fails: what was not synced is gone, or some of it."""

    name = "power-cut"
    short = 3

    def judge(self, status, text=None):
        # When nothing else has, the end of the fetch cuts it.
        self.assertEqual(status, -signal.SIGKILL, text)

    def strike(self, dice, profile):
        seed = dice.choice((0, dice.randrange(1, 2**32)))
        self.arm(profile, "cut", *self.draw(dice, ("write", "sync")), seed)
        self.fetch(profile)

    def test_loss_is_seen(self):
        """A disk that only says that it synced loses mail, and this notices."""
        def strike(_, profile):
            self.arm(profile, "lie", "", "sync", 0)
            self.fetch(profile)

        self.strike = strike
        self.keep = lambda *_: None
        with self.assertRaisesRegex(AssertionError, "lost"):
            self.play(9999)
        type(self).played = 0


KINDS = {
    kind.name: kind
    for kind in (Killed, Cut, ServerKilled, FullDisk, ReadOnlyDisk, IoErrors,
                 PowerCut)
}


def main():
    kind = KINDS[sys.argv.pop(1)]
    try:
        Dovecot.check()
    except Missing as reason:
        print(f"{kind.name} is skipped: {reason}")
        sys.exit(77)
    reason = kind.missing()
    if reason is not None:
        print(f"{kind.name} is skipped: {reason}")
        sys.exit(77)
    loader = unittest.defaultTestLoader.loadTestsFromTestCase(kind)
    outcome = unittest.TextTestRunner(verbosity=2).run(loader)
    sys.exit(0 if outcome.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
