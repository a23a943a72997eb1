# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how fast a large profile is read and searched, beside others that
find mail; README.md says how to read the tables. Started by run-reading."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

import finders
import profiles
import tables

READING = os.environ["RST_BENCH_READING"]


# --- Restante -----------------------------------------------------------------

def read(messages, rounds, *options):
    """The lines that reading printed, and what it searched for."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as asked:
        result = subprocess.run(
            [READING, *options, profiles.profile(messages), str(messages),
             str(rounds), asked.name], stdout=subprocess.PIPE, text=True, check=True)
        queries = [line.rstrip("\n").split("\t") for line in asked]
    return [line.split("\t") for line in result.stdout.splitlines()], queries


def show_reading(messages, lines):
    rows = [["", "", "p50", "p95", "longest", "times", "found or read"]]
    for what, part, *numbers in lines:
        if what == "memory":
            continue
        median, late, longest, count, found = numbers
        rows.append([what, part, f"{float(median):.2f}", f"{float(late):.2f}",
                     f"{float(longest):.2f}", count, found])
    tables.show(f"{messages} messages, milliseconds", rows)
    for what, before, after in (line for line in lines if line[0] == "memory"):
        print(f"\nResident {what}: {before} MiB before the ids of all messages "
              f"are listed, {after} MiB after")


# --- Side by side -------------------------------------------------------------

def percentile(values, percent):
    """The smallest of which so many of a hundred are no larger."""
    return sorted(values)[max(1, -(-len(values) * percent // 100)) - 1]


def cell(times):
    return f"{statistics.median(times):.2f} / {percentile(times, 95):.2f}"


def peer_times(peer, messages, queries):
    mail = profiles.maildir(messages)
    index = profiles.kept(f"{peer.name}-{messages}",
                          lambda path: peer(mail, path).make())
    finder = peer(mail, index)
    finder.open()
    try:
        return finders.measure(finder, queries)
    finally:
        finder.close()


def compare(messages, rounds):
    """The first page of each search, of whom is here."""
    lines, queries = read(messages, rounds, "--search")
    kinds = list(dict.fromkeys(kind for kind, _ in queries))
    columns = [["newest 64, p50 / p95 in ms", *kinds]]
    columns.append(["restante", *(
        f"{float(line[2]):.2f} / {float(line[3]):.2f}"
        for kind in kinds for line in lines
        if line[:2] == [kind, "first page"])])
    for peer in finders.FINDERS:
        if peer.missing():
            print(f"{peer.name} is not installed and left out", file=sys.stderr)
            continue
        times = peer_times(peer, messages, queries)
        columns.append([peer.name, *(
            cell([taken for taken, _ in times[kind]]) for kind in kinds)])
    tables.show(f"{messages} messages", [list(row) for row in zip(*columns)])


def main():
    parser = argparse.ArgumentParser(prog="run-reading")
    parser.add_argument("messages", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--peers", type=int, default=100_000,
                        metavar="MESSAGES",
                        help="of how many notmuch and mu make an index; 0 "
                        "for none; default %(default)s")
    parser.add_argument("--rounds", type=int, default=100,
                        help="searches of each kind; default %(default)s")
    options = parser.parse_args()
    if options.messages > 0:
        lines, _ = read(options.messages, options.rounds)
        show_reading(options.messages, lines)
    if options.peers > 0:
        compare(options.peers, options.rounds)


if __name__ == "__main__":
    main()
