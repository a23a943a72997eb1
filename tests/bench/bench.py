# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how fast programs fetch a mailbox, beside what the server can
deliver; README.md says how to read the tables. Started by run."""

import argparse
import contextlib
import os
import shutil
import statistics
import sys
import tempfile

import claws  # noqa: F401, a peer more
import corpus
import link
import maildrop
import peers
import tables


@contextlib.contextmanager
def folder():
    """On the disk where mail would be kept, not in memory."""
    path = tempfile.mkdtemp(prefix="run-", dir=maildrop.place())
    try:
        yield path
    finally:
        shutil.rmtree(path)


def one(name, target, messages):
    """A fetch from nothing and a check: the costs, and what else is known."""
    with folder() as path:
        peer = peers.PEERS[name](path, target)
        fetch = peer.fetch()
        if peer.count() != messages:
            raise peers.Failed(f"{name} has {peer.count()} of {messages}")
        result = {"fetch": fetch}
        if name == "restante":
            result["idle"] = peer.idle().peak
            result["share"] = peer.stored() / peer.result["bytes"]
        if peer.checks:
            result["check"] = peer.check()
        return result


def pair(name, target, messages):
    """One after the other, so that both meet the same weather."""
    return one("drain", target, messages), one(name, target, messages)


def one_check(target):
    """Dovecot reads its folder and writes its index when first asked."""
    with folder() as path:
        peers.Drain(path, target).check()


def median(values):
    return statistics.median(list(values))


def ratio(what, results):
    return median(own[what].seconds / drained[what].seconds
                  for drained, own in results)


def row(name, results):
    """Of the pairs of one peer."""
    owns = [own for _, own in results]
    line = [
        name, str(len(results)), f"{ratio('fetch', results):.2f}",
        f"{median(own['fetch'].seconds for own in owns):.2f} s",
        f"{median(own['fetch'].processor for own in owns):.2f} s",
        f"{max(own['fetch'].peak for own in owns) / 1024:.1f} MiB",
    ]
    if "check" in owns[0]:
        line += [f"{ratio('check', results):.2f}",
                 f"{median(own['check'].seconds for own in owns):.3f} s"]
    if "idle" in owns[0]:
        above = max(own["fetch"].peak - own["idle"] for own in owns)
        share = max(own["share"] for own in owns)
        line += [f"{above / 1024:.1f} MiB", f"{share:.2f}"]
    return line


HEAD = ["", "pairs", "fetch: ratio", "time", "processor", "peak",
        "check: ratio", "time", "above idle", "mail.db / mail"]


def drain_row(results):
    if not results:
        return ["drain", "failed"]
    costs = [drained["fetch"] for drained, _ in results]
    checks = [drained["check"] for drained, _ in results]
    return [
        "drain", str(len(results)), "1",
        f"{median(cost.seconds for cost in costs):.2f} s",
        f"{median(cost.processor for cost in costs):.2f} s",
        f"{max(cost.peak for cost in costs) / 1024:.1f} MiB", "1",
        f"{median(cost.seconds for cost in checks):.3f} s",
    ]


def compare(title, target, messages, wanted):
    """The table of one way to the mailbox."""
    one("drain", target, messages)  # the server's files are in memory then
    everything = []
    rows = []
    for name, pairs in wanted:
        try:
            results = [pair(name, target, messages) for _ in range(pairs)]
        except peers.Failed as failure:
            print(failure, file=sys.stderr)
            rows.append([name, "failed"])
            continue
        everything += results
        rows.append(row(name, results))
        print(f"{title}: {' | '.join(rows[-1])}", file=sys.stderr)
    tables.show(title, [HEAD, drain_row(everything), *rows])


def first(title, target, pairs):
    """How soon one can read."""
    one_check(target)
    times = {"drain": [], "restante": []}
    for _ in range(pairs):
        for name, values in times.items():
            with folder() as path:
                values.append(peers.PEERS[name](path, target).first())
    tables.show(f"{title}: from the login to the first message", [
        ["", "runs", "median", "longest"],
        *([name, str(pairs), f"{median(values):.3f} s", f"{max(values):.3f} s"]
          for name, values in times.items()),
    ])


# --- Arguments ----------------------------------------------------------------

def wanted_peers(words, pairs):
    """Names and how many pairs; those that are not here are left out."""
    for word in words.split(","):
        name, _, own = word.partition(":")
        if name not in peers.PEERS:
            sys.exit(f"There is no peer {name}, but: {', '.join(peers.PEERS)}")
        if peers.PEERS[name].missing():
            print(f"{name} is not installed and left out", file=sys.stderr)
        else:
            yield name, int(own or pairs)


def arguments():
    parser = argparse.ArgumentParser(prog="run")
    parser.add_argument("mailbox", nargs="+",
                        help="r1k, r10k, s100k, g1 and the like")
    parser.add_argument("--link", default="plain,tls",
                        help="plain, tls, 40ms (TLS), 40ms-plain; default "
                        "%(default)s")
    parser.add_argument("--peers", default="restante",
                        help="of %s; “:N” behind a name for so many pairs"
                        % ", ".join(list(peers.PEERS)[1:]))
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--first", action="store_true",
                        help="only how soon after the login a message can be "
                        "read")
    return parser.parse_args()


def measure(options, title, target, messages):
    if options.first:
        first(title, target, options.pairs)
    else:
        compare(title, target, messages, options.peers)


def main():
    options = arguments()
    options.peers = list(wanted_peers(options.peers, options.pairs))
    for mailbox in options.mailbox:
        _, messages = corpus.parse(mailbox)
        for name in options.link.split(","):
            with link.opened(name) as way, tempfile.TemporaryDirectory() as at:
                os.chmod(at, 0o711)  # not every peer runs as root
                addresses = ["127.0.0.1", *way.addresses]
                authority = maildrop.Authority(at, addresses)
                with maildrop.Maildrop(mailbox, authority, addresses) as server:
                    target = way.target(server, messages)
                    measure(options, f"{mailbox}, {name}", target, messages)


try:
    main()
except (peers.Failed, link.Unavailable) as reason:
    sys.exit(str(reason))
