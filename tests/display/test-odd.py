#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No message breaks the reading pane: hundreds of odd ones are stored and
shown in it, where a sanitizer's report, a critical or a warning is the end.

usage: test-odd.py PROBE

In the suite every eighth of each family is shown, and all that keep others
waiting; RST_TEST_FULL=1 shows them all. It ends with the slowest, and says how
many took longer than a second: how long that is depends on the machine, so it is
no failure.
"""

import itertools
import os
import subprocess
import sys
import tempfile
import unittest

import odd

HERE = os.path.dirname(os.path.abspath(__file__))
FULL = os.environ.get("RST_TEST_FULL") == "1"
STEP = 1 if FULL else 8
SLOWEST = 15
SLOW = 1000
PROBE = sys.argv.pop()


class Odd(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.profile = os.path.join(self.folder, "profile")
        os.mkdir(self.profile)

    def write(self, number, octets):
        path = os.path.join(self.folder, f"{number}.eml")
        with open(path, "wb") as file:
            file.write(octets)
        return path

    def show(self, messages):
        """Milliseconds that each took, by name."""
        paths = {
            self.write(number, octets): name
            for number, (name, octets) in enumerate(messages)
        }
        # Warnings are fatal in the probe, not in the desktop around it.
        environment = dict(os.environ)
        debug = "G_DEBUG=" + environment.pop("G_DEBUG", "")
        # GTK leaves some of its own behind that cannot be told from ours.
        environment["ASAN_OPTIONS"] = (
            environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0")
        files = [("+" if "endless" in name else "") + path
                 for path, name in paths.items()]
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, "desktop.py"), "env", debug,
             PROBE, self.profile, *files], env=environment,
            capture_output=True, text=True, errors="replace", check=False,
        )
        shown = [line.split(" ", 2) for line in result.stdout.splitlines()]
        self.assertEqual(
            result.returncode, 0,
            f"behind {[paths[path] for _, _, path in shown[-1:]]}:\n"
            + result.stderr[-8000:])
        self.assertEqual(len(shown), len(paths))
        return {
            paths[path]: (int(stored), int(drawn))
            for stored, drawn, path in shown
        }

    def test_odd(self):
        chosen = list(itertools.islice(odd.messages(), 0, None, STEP))
        if not FULL:
            chosen += odd.busy()
        times = self.show(chosen)
        slowest = sorted(times, key=lambda name: -max(times[name]))[:SLOWEST]
        slow = sum(shown > SLOW for name, (_, shown) in times.items()
                   if "endless" not in name)
        print(f"{len(times)} messages, {slow} shown in more than {SLOW} ms; "
              "milliseconds to store and to show the slowest:", file=sys.stderr)
        for name in slowest:
            print("%6d %6d  %s" % (*times[name], name), file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
