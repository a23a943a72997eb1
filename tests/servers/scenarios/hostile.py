# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that want to harm: too much, too large, at the wrong time."""

from .scenario import EVERY, MESSAGES, SOME, Scenario, listing, quote

SIZES = [f"{n} {len(m)}" for n, m in enumerate(MESSAGES, 1)]
USER = {"capa": "TOP;UIDL;USER"}
LINE = '"' + "x" * 60 + '"'
FORGED = "+OK\r\nSubject: forged\r\n\r\nforged\r\n.\r\n"


def _endless(name, on, first, text, **more):
    more = {"error": "protocol", "timeout": 20, "seconds": 60,
            "unsent": ("DELE",), **more}
    return Scenario(
        name=name,
        script=f"on {on} endless {quote(first)} {quote(text)}\n", **more,
    )


ENDLESS_LINES = [
    _endless(f"an endless line at {name}", on, first, "x" * 60,
             rule="RFC 1939 §3", **more)
    for name, on, first, more in (
        ("the greeting", "greeting", "+OK ", {}),
        ("the greeting, no status", "greeting", "", {}),
        ("CAPA", "CAPA", "+OK ", {}),
        ("a capability", "CAPA", "+OK\r\nX-", {}),
        ("STLS", "STLS", "+OK ", {"security": "stls"}),
        ("USER", "USER", "+OK ", {"server": USER}),
        ("PASS", "PASS", "-ERR ", {"server": USER}),
        ("AUTH", "AUTH", "+OK ", {}),
        ("LIST", "LIST", "+OK ", {}),
        ("a number of LIST", "LIST", "+OK\r\n1", {}),
        ("a size of LIST", "LIST", "+OK\r\n1 ", {}),
        ("UIDL", "UIDL", "+OK ", {}),
        ("a unique-id", "UIDL", "+OK\r\n1 ", {}),
        ("the status of a message", "RETR 3", "+OK ", {"stored": (4, 5)}),
        ("a refusal of a message", "RETR 3", "-ERR ", {"stored": (4, 5)}),
        ("a removal", "DELE 2", "+OK ",
         {"stored": EVERY, "leave": "never", "removed": 0, "unsent": ()}),
        ("QUIT", "QUIT", "+OK ",
         {"stored": EVERY, "leave": "never", "removed": 0, "unsent": ()}),
    )
]

ENDLESS_LISTINGS = [
    _endless("endless capabilities", "CAPA", "+OK\r\n", "X-%n\r\n",
             rule="RFC 2449 §5"),
    _endless("an endless list", "LIST", "+OK\r\n", "%n 100\r\n",
             rule="RFC 1939 §5"),
    _endless("an endless list of one message", "LIST", "+OK\r\n",
             "1 100\r\n", rule="RFC 1939 §5"),
    _endless("endless unique-ids", "UIDL", "+OK\r\n",
             "%n unique-id-of-a-message-that-nobody-ever-sent-%n\r\n",
             rule="RFC 1939 §7"),
    _endless("endless unique-ids of one message", "UIDL", "+OK\r\n",
             "1 a\r\n", rule="RFC 1939 §7"),
    _endless("endless empty lines in a list", "LIST", "+OK\r\n", "\r\n",
             rule="RFC 1939 §5"),
    _endless("an endless message", "RETR 3", "+OK\r\n",
             "and so on, and so on, and so on, and so on, and so on\r\n",
             stored=SOME),
    _endless("an endless line in a message", "RETR 3", "+OK\r\n",
             "and so on, and so on, and so on, and so on, and so on",
             stored=SOME),
    _endless("an endless header", "RETR 3", "+OK\r\n",
             "X-More: and more and more and more and more and more\r\n",
             stored=SOME),
    _endless("endless answers to one command", "CAPA", "", "+OK\r\n"),
    _endless("endless languages", "LANG", "+OK\r\n", "x%n Language\r\n",
             rule="RFC 6856 §3", server={"add_capa": "LANG"},
             error=(None, "protocol"), stored=SOME),
]

# What is no number, or too large a one.
NUMBERS = [
    Scenario(name=f"LIST says “{line}”", rule="RFC 1939 §5",
             script="on LIST " + listing(*SIZES, line) + "\n",
             error="protocol", unsent=("RETR", "DELE"), leave="never")
    for line in (
        "9223372036854775808 10", "18446744073709551617 10",
        "4294967297 10", "-1 10", "0 10", "+1 10", "0x6 10", "6e1 10",
        "6 -10", "6 9223372036854775808", "6 18446744073709551615", "six 6",
        "6 six", "6,6", "٦ 10",
    )
] + [
    Scenario(name=f"UIDL says “{line}”", rule="RFC 1939 §7",
             script="on UIDL " + listing("1 a", "2 b", "3 c", "4 d", "5 e",
                                         line) + "\n",
             error="protocol", unsent=("RETR", "DELE"), leave="never")
    for line in ("9223372036854775808 x", "4294967297 x", "-1 x", "0 x",
                 "one x")
] + [
    Scenario(name=f"STAT says “{answer}”", rule="RFC 1939 §5",
             script=f"on STAT reply +OK {answer}\n",
             error=(None, "protocol"), stored=SOME)
    for answer in ("9223372036854775808 1", "-5 -5", "1 -1", "many")
]

OCTETS = [
    Scenario(
        name="NUL in unique-ids", rule="RFC 1939 §7",
        script="on UIDL " + listing(b"1 a\0b", b"2 a\0c", b"3 \0", b"4 d",
                                    b"5 e") + "\n",
        again=True,
    ),
    Scenario(
        name="escape sequences in unique-ids", rule="RFC 1939 §7",
        script="on UIDL " + listing(
            b"1 \x1b[2J\x1b]0;title\x07", b"2 \x9b31m", b"3 \x08\x08",
            "4 \u202eabc".encode(), b"5 \x7f") + "\n",
        again=True,
    ),
    Scenario(
        name="a unique-id of 64 KiB", rule="RFC 1939 §7",
        script="on UIDL " + listing("1 " + "u" * 65536) + "\n",
        error="protocol", unsent=("RETR",),
    ),
    Scenario(
        name="NUL in a status line", rule="RFC 1939 §3",
        script="on LIST raw " + quote(b"+O\0K\r\n.\r\n") + "\n",
        error="protocol", unsent=("RETR",),
    ),
    Scenario(
        name="escape sequences in a refusal",
        script="on LIST raw "
               + quote(b"-ERR \x1b[2J\x1b]0;owned\x07 \x9b31m\r\n") + "\n",
        error="permanent", unsent=("RETR",),
    ),
    Scenario(
        name="text that turns around in a refusal",
        script="on LIST raw "
               + quote("-ERR \u202egnp.exe\u2066 \u2069\r\n") + "\n",
        error="permanent", unsent=("RETR",),
    ),
    Scenario(
        name="octets that are no UTF-8 in a refusal",
        script="on LIST raw " + quote(b"-ERR \xc3\x28 \xf0\x28\x8c\r\n")
               + "\n",
        error="permanent", unsent=("RETR",),
    ),
    Scenario(
        name="escape sequences in the greeting",
        script="on greeting raw " + quote(b"\x1b[2J\x1b[H\r\n") + "\n",
        error="protocol", unsent=("USER", "AUTH"),
    ),
    Scenario(
        name="a status that is a little wrong", rule="RFC 1939 §3",
        script="on LIST raw \"OK\\r\\n.\\r\\n\"\n", error="protocol",
        unsent=("RETR",),
    ),
    Scenario(
        name="a message that is answered by a challenge",
        rule="RFC 5034 §4", script="on RETR 2 reply + more\n",
        error="protocol", stored=SOME, leave="never", removed=0,
    ),
]

# An answer that was not asked for moves all later ones by one: messages would
# be taken for others, and removed though they never came.
SHIFTED = [
    Scenario(
        name=f"a message slipped in behind {on}{which}",
        rule="RFC 1939 §3", script=f"on {on} inject {quote(FORGED)}\n",
        server=server, leave="never", error="protocol", stored=SOME,
        removed=0,
    )
    for on, which, server in (
        ("UIDL", "", {}),
        ("UIDL", ", no PIPELINING", {"capa": "USER;TOP;UIDL"}),
        ("RETR 1", "", {}),
        ("RETR 1", ", no PIPELINING", {"capa": "USER;TOP;UIDL"}),
    )
] + [
    Scenario(
        name="answers before their commands", rule="RFC 1939 §3",
        script="on greeting inject " + quote("+OK\r\n" * 20) + "\n",
        error=(None, "protocol"), stored=SOME, leave="never",
    ),
    Scenario(
        name="a login accepted beforehand", rule="RFC 1939 §3",
        script="on greeting inject " + quote(
            "+OK\r\n.\r\n+OK\r\n+OK\r\n+OK\r\n.\r\n+OK\r\n.\r\n") + "\n",
        error=("protocol", "tcp", "auth"), stored=SOME, leave="never",
        removed=0,
    ),
    Scenario(
        name="removals accepted beforehand", rule="RFC 1939 §5",
        script="on DELE 5 inject " + quote("+OK\r\n" * 5) + "\n",
        leave="never", stored=EVERY, error=(None, "protocol"),
    ),
    Scenario(
        name="QUIT accepted beforehand", rule="RFC 1939 §6",
        script="on DELE 1 inject \"+OK bye\\r\\n\"\non QUIT drop\n",
        leave="never", stored=EVERY, removed=0, error=("protocol", "tcp"),
    ),
]

TRICKS = [
    Scenario(
        name="no message ends", rule="RFC 1939 §3",
        script="on RETR 5 raw \"+OK\\r\\nSubject: x\\r\\n\\r\\nx\\r\\n\"\n",
        server={"capa": "TOP;UIDL;USER"}, timeout=1, error="timeout",
        leave="never", removed=0,
    ),
    Scenario(
        name="removal is pretended", rule="RFC 1939 §6",
        server={"keep": True}, leave="never", removed=0, passes=2,
        error=None, stored=EVERY, unsent=("RETR",),
    ),
    Scenario(
        name="three thousand unique-ids that are one",
        synthetic=3000,
        script="on UIDL " + listing(*(f"{n} one" for n in range(1, 3001)))
               + "\n",
        messages=(), again=True, timeout=20, seconds=30,
    ),
]

SCENARIOS = (ENDLESS_LINES + ENDLESS_LISTINGS + NUMBERS + OCTETS + SHIFTED
             + TRICKS)
