#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmark of reading can be run, and what it measures is really found.
How fast anything is, no test says."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


class Reading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as place:
            cls.result = subprocess.run(
                [sys.executable, "-B", os.path.join(HERE, "reading.py"),
                 "2000", "--peers", "0", "--rounds", "10"],
                env={**os.environ, "RST_BENCH": place},
                capture_output=True, text=True, timeout=100, check=False)
            cls.made = sorted(os.listdir(place))

    def row(self, what, part):
        match = re.search(
            rf"(?m)^\| {what} +\| {part} +\| ([\d.]+) +\| ([\d.]+) +"
            r"\| ([\d.]+) +\| (\d+) +\| (\d+) +\|$", self.result.stdout)
        self.assertTrue(match, self.result.stdout + self.result.stderr)
        return [float(cell) for cell in match.groups()]

    def test_ends(self):
        self.assertEqual(self.result.returncode, 0, self.result.stderr)
        self.assertRegex(self.result.stdout, r"Resident memory: \d+\.\d MiB")

    def test_made_once(self):
        # The profile is kept under its own name, and nothing beside it.
        self.assertEqual(len(self.made), 1, self.made)
        self.assertRegex(self.made[0], r"^profile-2000-[0-9a-f]{8}$")

    def test_lists(self):
        # All but what is in the trash, and a page of it.
        *_, found = self.row("everything", "all ids")
        self.assertTrue(1800 < found < 2000, found)
        for what in ("oldest first", "by sender", "by subject", "by size"):
            self.assertEqual(self.row(what, "all ids")[-1], found, what)
        *_, threads = self.row("threads", "all ids")
        self.assertTrue(1 < threads < found, threads)
        *_, times, read = self.row("jump", "page")
        self.assertEqual((times, read), (50, 64))
        *_, times, flagged = self.row("flag", "at once")
        self.assertEqual(times, 20)
        self.assertTrue(0.9 * found < flagged < found, flagged)

    def test_times(self):
        # The median is no longer than what is longer than nearly all.
        for what in ("open", "switch", "common word", "phrase"):
            median, late, longest, *_ = self.row(what, "first page")
            self.assertTrue(0 < median <= late <= longest, what)

    def test_found(self):
        # What is searched for is there, and more of what is common.
        counts = {kind: self.row(kind, "all ids")[-1] for kind in (
            "rare word", "common word", "two words", "prefix of 3", "phrase",
            "common word in the trash")}
        self.assertGreater(counts["common word"], counts["two words"])
        self.assertGreater(counts["common word"], counts["rare word"])
        self.assertGreater(counts["common word"],
                           counts["common word in the trash"])
        self.assertGreater(counts["prefix of 3"], 0)
        self.assertGreater(counts["phrase"], 0)


if __name__ == "__main__":
    unittest.main()
