#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmark can be run. How fast anything is, no test says."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import corpus  # noqa: E402
import maildrop  # noqa: E402
from server import Missing  # noqa: E402


def bench(*words):
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)  # Dovecot is somebody else
        return subprocess.run(
            [sys.executable, "-B", os.path.join(HERE, "bench.py"), *words],
            env={**os.environ, "RST_BENCH": place},
            capture_output=True, text=True, timeout=100, check=False,
        )


class Corpus(unittest.TestCase):
    def test_same_always(self):
        # Two computers measure with the same octets.
        self.assertEqual(corpus.message("r", 7), corpus.message("r", 7))
        self.assertNotEqual(corpus.message("r", 7), corpus.message("r", 8))

    def test_starts_alike(self):
        # A larger mailbox begins with the smaller one.
        few = list(corpus.messages("s3"))
        self.assertEqual(few, list(corpus.messages("s5"))[:3])

    def test_names(self):
        self.assertEqual(corpus.parse("s100k"), ("s", 100_000))
        self.assertRaises(ValueError, corpus.parse, "x10")


class Bench(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            maildrop.Maildrop.check()
        except Missing as reason:
            raise unittest.SkipTest(str(reason))

    def test_table(self):
        # Each row has a peer, its pairs and a ratio that is a number.
        result = bench("r20", "--link", "plain", "--pairs", "1")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stdout, r"(?m)^\| drain +\| 1 +\| 1 ")
        ratio = re.search(
            r"(?m)^\| restante +\| 1 +\| (\d+\.\d+) ", result.stdout)
        self.assertTrue(ratio and float(ratio[1]) > 0, result.stdout)

    def test_first(self):
        result = bench("s20", "--link", "tls", "--pairs", "1", "--first")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stdout, r"\| restante +\| 1 +\| \d+\.\d+ s ")


if __name__ == "__main__":
    unittest.main()
