#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a server does: nothing leaks, hangs, bloats, is lost or invented.

The scenarios are tables in scenarios/; each is a test of its own. They run side
by side, and a test waits for its own.
"""

import concurrent.futures
import os
import unittest

os.environ["ASAN_OPTIONS"] = ":".join(
    filter(None, (os.environ.get("ASAN_OPTIONS"), "quarantine_size_mb=1"))
)

from scenarios import SCENARIOS
from scenarios.play import Play

# Most of a scenario's time is waiting.
WORKERS = 4

_pool = concurrent.futures.ThreadPoolExecutor(WORKERS)


class Scenarios(unittest.TestCase):
    """Its tests are added below."""

    def start(self):
        """The test is going to be run: it may as well begin."""
        scenario = SCENARIOS[self._testMethodName]
        if not scenario.needs:
            self.playing = _pool.submit(Play(scenario).run)

    def play(self):
        scenario = SCENARIOS[self._testMethodName]
        if scenario.needs:
            self.skipTest(f"{scenario.name}: needs {scenario.needs}")
        self.playing.result()


for method, row in SCENARIOS.items():
    def test(self):
        self.play()
    test.__doc__ = f"{row.name} ({row.rule})" if row.rule else row.name
    setattr(Scenarios, method, test)


class Tables(unittest.TestCase):
    def test_number(self):
        self.assertGreaterEqual(len(SCENARIOS), 120)


def load_tests(_loader, tests, _pattern):
    """Begins those that were chosen, the longest first."""
    chosen = [
        test for suite in tests for test in suite
        if isinstance(test, Scenarios)
    ]
    chosen.sort(key=lambda t: -SCENARIOS[t._testMethodName].limit)
    for test in chosen:
        test.start()
    return tests


if __name__ == "__main__":
    unittest.main(verbosity=2)
