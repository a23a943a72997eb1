# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the window on a large profile, beside the least window of the same
toolkit; README.md says how to read the tables. Started by run-window."""

import argparse
import os
import statistics
import subprocess
import sys
import time

import profiles
import tables

HERE = os.path.dirname(os.path.abspath(__file__))
DISPLAY = os.path.join(HERE, "..", "display", "run-display")
BARE = os.environ["RST_BENCH_BARE"]
WINDOW = os.environ["RST_BENCH_WINDOW"]


def run(program, *arguments):
    """The lines that it printed. Its display is its own; the time of its start
    is taken when the display is there."""
    result = subprocess.run(
        [DISPLAY, sys.executable, "-B", os.path.abspath(__file__), "--start",
         program, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return [line.split("\t") for line in result.stdout.splitlines()]


def start(program, *arguments):
    os.execv(program,
             [program, str(time.monotonic_ns() // 1000), *arguments])


def value(lines, what, part):
    return next(float(line[2]) for line in lines if line[:2] == [what, part])


def show(messages, bares, windows):
    rows = [["median of pairs", "bare", "restante", "ratio", "difference"]]
    for what, unit, ours, its in (
            ("start, ms", "{:.0f}", ("start", "first rows"),
             ("start", "first frame")),
            ("resident, MiB", "{:.1f}", ("memory", "resident"),
             ("memory", "resident"))):
        pairs = [(value(bare, *its), value(window, *ours))
                 for bare, window in zip(bares, windows)]
        rows.append([
            what,
            unit.format(statistics.median(bare for bare, _ in pairs)),
            unit.format(statistics.median(own for _, own in pairs)),
            f"{statistics.median(own / bare for bare, own in pairs):.2f}",
            unit.format(statistics.median(own - bare for bare, own in pairs))])
    tables.show(f"{messages} messages, and a window with nothing in it", rows)

    rows = [["", "", "p50", "p95", "longest", "times", "of"]]
    for what, part, *numbers in windows[-1]:
        if what in ("start", "memory"):
            continue
        rows.append([what, part, *(f"{float(number):.1f}"
                                   for number in numbers[:3]), *numbers[3:]])
    tables.show(f"{messages} messages, milliseconds", rows)


def main():
    if sys.argv[1:2] == ["--start"]:
        start(*sys.argv[2:])
    parser = argparse.ArgumentParser(prog="run-window")
    parser.add_argument("messages", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=5,
                        help="starts of each; default %(default)s")
    parser.add_argument("--rounds", type=int, default=20,
                        help="jumps, switches and searches; default %(default)s")
    options = parser.parse_args()
    profile = profiles.profile(options.messages)
    bares, windows = [], []
    for _ in range(options.pairs):
        bares.append(run(BARE))
        windows.append(run(WINDOW, profile, str(options.messages),
                           str(options.rounds)))
    show(options.messages, bares, windows)


if __name__ == "__main__":
    main()
