# SPDX-License-Identifier: GPL-3.0-or-later
"""What every kind of crash has in common: a mailbox to be emptied, the event,
and what must be true right after it and in the end.

RST_CRASH_RUNS says how often (500; a fifth of it for all but kills),
RST_CRASH_SEED which dice, RST_CRASH_ONLY plays one event alone. A profile that
is not as it should be is copied into the folder RST_CRASH_KEEP.
"""

import base64
import collections
import contextlib
import hashlib
import itertools
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import unittest

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../servers")
)

# These are of tests/servers.
import certificates  # noqa: E402
import mail  # noqa: E402
from dovecot import Dovecot  # noqa: E402
from restante import Profile  # noqa: E402

LONG = 500
RUNS = os.environ.get("RST_CRASH_RUNS") or (
    LONG if os.environ.get("RST_TEST_FULL") == "1" else None
)
SEED = os.environ.get("RST_CRASH_SEED", "1939")
ONLY = os.environ.get("RST_CRASH_ONLY")
KEEP = os.environ.get("RST_CRASH_KEEP")

# How many passes may be needed afterwards, and how long a server may keep the
# mailbox of a client that vanished.
PASSES = 5

# sysexits.h, as restantectl ends.
STATUSES = (0, 65, 69, 73, 74, 75, 76)

PHASES = (
    "before the first commit", "between commits",
    "all stored, no removal asked", "removal asked, all on the server",
    "gone from the server, not noted", "noted as removed",
    "the fetch had ended",
)

# Cannot be compressed away, and is not indexed as words.
BLOB = base64.encodebytes(random.Random(1).randbytes(500_000)).replace(
    b"\n", b"\r\n"
)
ATTACHMENT = (
    b"Content-Type: application/octet-stream\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n"
)
# Several commits: one is due after 2 MiB, or 64 messages. All mailboxes have
# the same sizes, so that what one fetch takes says when another is where.
SIZES = (
    [200] * 8 + [2_000] * 8 + [10_000] * 8 + [60_000] * 4 + [300_000] * 14
)


def sha256(octets):
    return hashlib.sha256(octets).hexdigest()


def messages(dice, number):
    """Of mixed sizes, some odd, one twice; no two mailboxes share one."""
    found = [
        b"X-Mailbox: %04d\r\n" % number + octets
        for octets in mail.odd().values()
    ]
    for n, size in enumerate(SIZES):
        begin = dice.randrange(len(BLOB) - size)
        head = mail.head(n, b"mailbox %04d" % number)
        found.append(head[:-2] + ATTACHMENT + BLOB[begin:begin + size])
    found.append(found[-1])
    dice.shuffle(found)
    return found


def more(these, those):
    """What is more often in these."""
    return sorted(
        (collections.Counter(these) - collections.Counter(those)).elements()
    )


class State:
    """What a store holds and its server, at one moment."""

    def __init__(self, profile, server):
        self.check = profile.run("check", "--deep")
        self.rows = [(row["uidl"], row["sha256"]) for row in profile.list()]
        self.ledger = self._read_ledger(profile.path("mail.db"))
        with server.connect() as client:
            self.listed = set(client.uidl().values())

    @staticmethod
    def _read_ledger(path):
        with contextlib.closing(sqlite3.connect(path)) as database:
            return dict(
                database.execute("SELECT unique_id, state FROM ledger")
            )

    def phase(self, sent):
        """How far the fetch had come."""
        names = {uidl for uidl, _ in sent}
        states = [self.ledger.get(name, 0) for name in names]
        if max(states) == 0:
            return PHASES[0]
        if min(states) == 0:
            return PHASES[1]
        if max(states) == 1:
            return PHASES[2]
        if max(states) == 3:
            return PHASES[5]
        return PHASES[3] if names <= self.listed else PHASES[4]


class Crashes(unittest.TestCase):
    """One kind. Its fetches run on copies of one profile, which has fetched a
    mailbox before, undisturbed."""

    name = ""
    # How many in the suite, and what part of RST_CRASH_RUNS.
    short = 2
    part = 5

    @classmethod
    def missing(cls):
        """Why it cannot be done here, or None."""

    @classmethod
    def setUpClass(cls):
        cls.played = 0
        cls.tally = collections.Counter()
        cls.codes = collections.Counter()
        cls.scratch = tempfile.mkdtemp(prefix="crash-")
        cls.addClassCleanup(shutil.rmtree, cls.scratch, ignore_errors=True)
        authority = certificates.Authority(cls.scratch)
        cls.server = Dovecot(messages(random.Random(SEED), 0), authority)
        cls.addClassCleanup(cls.server.stop)
        cls.before = [(uidl, sha256(octets))
                      for uidl, octets in cls.server.contents()]
        cls.template = Profile(cls.path("template"))
        cls.template.add_account(
            cls.server.url("pop3s", cls.port()), cls.server.password,
            "--ca", authority.path, "--leave", "never", "--auth", "plain",
            "--timeout", "20",
        )
        cls.measure()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.scratch, name)

    # --- For each kind --------------------------------------------------------

    @classmethod
    def port(cls):
        """Where the account's server is."""
        return cls.server.tls_port

    @classmethod
    def measure(cls):
        """The fetch that nothing happens to."""
        begin = time.monotonic()
        result, _ = cls.template.fetch()
        cls.seconds = time.monotonic() - begin
        assert result.status == 0, str(result)

    def place(self):
        """Where the profile goes: no folder yet."""
        return self.path("profile")

    def clear(self, profile):
        shutil.rmtree(profile.folder)

    def strike(self, dice, profile):
        """A fetch and what happens to it."""
        raise NotImplementedError

    def mend(self):
        """What broke is whole again."""

    # --- Ways to fetch --------------------------------------------------------

    def fetch(self, profile):
        """One that may fail, but only as it should."""
        result = profile.run("fetch")
        self.judge(result.status, str(result))

    def judge(self, status, text=None):
        self.assertIn(status, STATUSES, text)
        self.codes[status] += 1
        self.ended = status == 0

    # --- An event -------------------------------------------------------------

    def look(self, profile):
        """At a copy, so that the next fetch finds what the crash left."""
        copy = Profile(self.path("copy"))
        shutil.copytree(profile.folder, copy.folder)
        try:
            return State(copy, self.server)
        finally:
            shutil.rmtree(copy.folder)

    def check_whole(self, state, sent):
        """Nothing is in neither, and nothing is here twice or changed."""
        self.assertEqual(state.check.status, 0, str(state.check))
        self.assertEqual(state.check.lines[0]["findings"], [])
        gone = [pair for pair in sent if pair[0] not in state.listed]
        self.assertEqual(more(self.before + gone, state.rows), [], "lost")
        self.assertEqual(more(state.rows, self.before + sent), [],
                         "doubled or changed")

    def check_end(self, profile, sent):
        state = State(profile, self.server)
        self.check_whole(state, sent)
        self.assertEqual(len(state.rows), len(self.before) + len(sent))
        self.assertEqual(state.listed, set())

    def heal(self, profile):
        for n in range(PASSES):
            result, line = profile.fetch()
            if result.status == 0:
                return
            # A server may not have noticed yet that its client is gone.
            self.assertIn(line["error"]["code"],
                          ("in-use", "temporary", "tcp"), str(result))
            time.sleep(0.2 * (n + 1))
        self.fail(str(result))

    def recover(self, profile, sent):
        """From what the event left to what must be in the end."""
        state = self.look(profile)
        self.check_whole(state, sent)
        self.mend()
        self.heal(profile)
        self.check_end(profile, sent)
        return state

    def keep(self, profile, number):
        if KEEP is not None:
            target = os.path.join(KEEP, f"{self.name}-{number}")
            shutil.copytree(profile.folder, target, dirs_exist_ok=True)

    def play(self, number):
        type(self).played += 1
        dice = random.Random(f"{SEED} {self.name} {number}")
        self.server.refill(messages(dice, number))
        contents = self.server.contents()
        sent = [(uidl, sha256(octets)) for uidl, octets in contents]
        self.size = sum(len(octets) for _, octets in contents)
        profile = Profile(self.place())
        shutil.copytree(self.template.folder, profile.folder)
        self.ended = False
        try:
            try:
                self.strike(dice, profile)
            finally:
                profile.environment = {}
            state = self.recover(profile, sent)
        except AssertionError:
            self.keep(profile, number)
            raise
        finally:
            self.clear(profile)
        self.tally[PHASES[-1] if self.ended else state.phase(sent)] += 1

    @classmethod
    def disturbed(cls):
        """How many fetches did not just end."""
        return cls.played - cls.tally[PHASES[-1]]

    def test_nothing_lost_nothing_doubled(self):
        count = int(RUNS) // self.part if RUNS is not None else self.short
        for number in [int(ONLY)] if ONLY is not None else itertools.count(1):
            with self.subTest(number, seed=SEED):
                self.play(number)
            if number % 50 == 0:
                self.report()
            # Some moments come too late.
            if self.disturbed() >= count or self.played >= 3 * count:
                break

    @classmethod
    def report(cls):
        print(f"{cls.name}, seed {SEED}: {cls.played} fetches, "
              f"{cls.disturbed()} disturbed; {sum(cls.tally.values())} were "
              "followed by what they should be")
        for phase in PHASES:
            print(f"  {phase:33} {cls.tally[phase]:4}")
        if cls.codes:
            print("  exit status: " + ", ".join(
                f"{status}: {n}" for status, n in sorted(cls.codes.items())
            ))
        sys.stdout.flush()

    @classmethod
    def tearDownClass(cls):
        cls.report()


