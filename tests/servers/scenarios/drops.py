# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection ends at each step: before an answer, within it, behind it."""

from .scenario import EVERY, MESSAGES, SOME, Scenario

USER = {"capa": "TOP;UIDL;USER;PIPELINING"}

# Debian 12's complains to GLib, which ends programs under test.
RESET = "a glib-networking that bears a reset within the handshake"


def _drop(name, script, error="tcp", **more):
    return Scenario(name=name, script=f"on {script}\n", error=error, **more)


BEFORE_LOGIN = [
    _drop("gone at the greeting", "greeting drop"),
    _drop("reset at the greeting", "greeting reset"),
    _drop("gone within the greeting", "greeting drop-after 7"),
    _drop("gone at the handshake", "tls drop", ("tls-failed", "tcp")),
    _drop("reset at the handshake", "tls reset", ("tls-failed", "tcp"),
          needs=RESET),
    _drop("gone at CAPA", "CAPA once drop"),
    _drop("gone within CAPA", "CAPA once drop-after 12"),
    _drop("gone at STLS", "STLS drop", security="stls",
          unsent=("USER", "AUTH")),
    _drop("gone within STLS", "STLS drop-after 4", security="stls",
          unsent=("USER", "AUTH")),
    _drop("gone at the handshake behind STLS", "tls drop",
          ("tls-failed", "tcp"), security="stls", unsent=("USER", "AUTH")),
    _drop("reset at the handshake behind STLS", "tls reset",
          ("tls-failed", "tcp"), security="stls", unsent=("USER", "AUTH"),
          needs=RESET),
    _drop("gone at CAPA behind STLS", "CAPA skip 1 drop", security="stls",
          unsent=("USER", "AUTH")),
]

LOGIN = [
    _drop("gone at USER", "USER drop", server=USER, unsent=("PASS",)),
    _drop("gone at PASS", "PASS drop", server=USER, unsent=("LIST",)),
    _drop("reset at PASS", "PASS reset", server=USER),
    _drop("gone within PASS", "PASS drop-after 2", server=USER),
    _drop("gone at AUTH", "AUTH drop", unsent=("LIST", "USER")),
    _drop("gone at the response",
          "AUTH reply + \non response drop", unsent=("LIST",)),
    _drop("gone right behind the login", "AUTH close"),
]

TRANSACTION = [
    _drop("gone at LIST", "LIST drop", unsent=("RETR",)),
    _drop("gone within LIST", "LIST drop-after 20", unsent=("RETR",)),
    _drop("gone before the end of LIST", "LIST drop-after 40",
          unsent=("RETR",)),
    _drop("gone at UIDL", "UIDL drop", unsent=("RETR",)),
    _drop("gone within UIDL", "UIDL drop-after 50", unsent=("RETR",)),
    _drop("gone at the first message", "RETR 5 drop", leave="never",
          unsent=("DELE",), removed=0),
    _drop("gone at a message", "RETR 3 drop", stored=(4, 5),
          leave="never", unsent=("DELE",), removed=0),
    _drop("reset at a message", "RETR 3 reset", stored=SOME,
          leave="never", removed=0),
    _drop("gone within the status of a message", "RETR 3 drop-after 5",
          stored=(4, 5), leave="never", removed=0),
    _drop("gone within a message", "RETR 3 drop-after 9000",
          stored=(4, 5), leave="never", removed=0, unsent=("DELE",)),
    _drop("gone within the end of a message",
          "RETR 5 drop-after " + str(len(MESSAGES[4]) + 19),
          stored=(), leave="never", removed=0),
    _drop("gone behind the last message", "RETR 1 close",
          stored=EVERY, leave="never", removed=0),
    _drop("gone at the first removal", "DELE 5 drop", stored=EVERY,
          leave="never", removed=0),
    _drop("gone at the last removal", "DELE 1 drop", stored=EVERY,
          leave="never", removed=0),
    _drop("gone at QUIT, nothing removed", "QUIT drop", stored=EVERY,
          leave="never", removed=0, rule="RFC 1939 §6"),
    _drop("gone behind QUIT, everything removed", "QUIT drop-after 0",
          stored=EVERY, leave="never", removed=5, rule="RFC 1939 §6"),
    _drop("gone within the answer to QUIT", "QUIT drop-after 2",
          stored=EVERY, leave="never", removed=5, rule="RFC 1939 §6"),
    _drop("gone at QUIT, nothing was to be removed", "QUIT drop",
          (None, "tcp"), stored=EVERY),
]

SCENARIOS = BEFORE_LOGIN + LOGIN + TRANSACTION
