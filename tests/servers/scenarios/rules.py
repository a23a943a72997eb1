# SPDX-License-Identifier: GPL-3.0-or-later
"""What stays on the server, by the account's rule (RFC 1939 §8)."""

from .scenario import EVERY, Scenario


def _rule(name, leave, removed, **more):
    return Scenario(name="what stays: " + name, rule="RFC 1939 §8",
                    leave=leave, removed=removed, stored=EVERY, **more)


SCENARIOS = [
    _rule("all", "always", 0, unsent=("DELE",)),
    _rule("none", "never", 5, sent=("DELE 5", "QUIT")),
    _rule("days", "7", 0, unsent=("DELE",)),
    _rule("the newest two", "newest:2", 3, sent=("DELE 1", "QUIT"),
          unsent=("DELE 4", "DELE 5")),
    _rule("more than there are", "newest:6", 0, unsent=("DELE",)),
    # The third is the large one.
    _rule("the newest that fit", "newest:2kB", 3, sent=("DELE 3", "QUIT"),
          unsent=("DELE 4", "DELE 5")),
    _rule("all that fit", "newest:1GB", 0, unsent=("DELE",)),
    _rule("what is here", "here", 0, unsent=("DELE",)),
    _rule("what is not proven", "never", 0, unsent=("DELE",),
          account=("--leave-unproven", "yes")),
]
