#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmark of the window can be run, and every row of its tables is there.
How fast anything is, no test says."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))


class Window(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as place:
            cls.result = subprocess.run(
                [sys.executable, "-B", os.path.join(HERE, "window.py"),
                 "2000", "--pairs", "1", "--rounds", "2"],
                env={**os.environ, "RST_BENCH": place},
                capture_output=True, text=True, timeout=160, check=False)

    def test_ends(self):
        self.assertEqual(self.result.returncode, 0, self.result.stderr)

    def test_pairs(self):
        for what in ("start, ms", "resident, MiB"):
            self.assertRegex(self.result.stdout,
                             rf"(?m)^\| {what} +\| [\d.]+ +\| [\d.]+ +\|")

    def test_rows(self):
        for what, part in (
                ("scroll by rows", "work of a frame"),
                ("scroll by pages", "frame to frame"), ("jump", "rows"),
                ("flag", "all at once"), ("switch", "first rows"),
                ("search", "first rows")):
            match = re.search(
                rf"(?m)^\| {what} +\| {part} +\| ([\d.]+) +\| ([\d.]+) +"
                r"\| ([\d.]+) +\| (\d+) +\| (\d+) +\|$", self.result.stdout)
            self.assertTrue(match, f"{what}: {self.result.stdout}")
            self.assertGreater(int(match[5]), 0)


if __name__ == "__main__":
    unittest.main()
