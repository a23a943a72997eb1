# SPDX-License-Identifier: GPL-3.0-or-later
"""Legal oddities, and those of real servers that harm nobody."""

import os

import mail
from .scenario import MESSAGES, Scenario, listing, quote

SIZES = [len(message) for message in MESSAGES]

LONG_LINES = (
    mail.head(1, b"long lines") + (b"y" * 65534 + b"\r\n") * 3,
    mail.head(2, b"one line of a mebibyte") + b"z" * 1048576 + b"\r\n",
    b"X-Long: " + b"h" * 65536 + b"\r\n" + mail.head(3, b"long field"),
)

TWINS = (MESSAGES[0], MESSAGES[1], MESSAGES[0], MESSAGES[0])


def _reply(name, what, reply, **more):
    return Scenario(name=name, script=f"on {what} reply {reply}\n", **more)


STATUS_LINES = [
    _reply("nothing behind +OK", "greeting", "+OK", rule="RFC 1939 §3"),
    _reply("no blank behind +OK", "greeting", "+OKready",
           rule="RFC 1939 §3"),
    _reply("lower case", "greeting", "+ok ready", rule="RFC 1939 §3"),
    _reply("blanks before the words", "greeting", "+OK    POP3   ready   "),
    _reply("a greeting of 1000 octets", "greeting", "+OK " + "w" * 1000,
           rule="RFC 1939 §3"),
    Scenario(
        name="no CAPA, lower case refusal",
        rule="RFC 2449 §3",
        script="on CAPA reply -err what?\n",
        sent=("CAPA", "AUTH", "RETR 5"),
    ),
    Scenario(
        name="lines end with LF alone",
        rule="RFC 1939 §3",
        script='on greeting raw "+OK ready\\n"\n'
               'on CAPA raw "+OK\\nUSER\\nTOP\\nUIDL\\n.\\n"\n'
               + "on LIST raw " + quote(
                   "+OK\n" + "".join(f"{n} {size}\n"
                                     for n, size in enumerate(SIZES, 1))
                   + ".\n") + "\n",
    ),
    Scenario(
        name="response codes that nobody knows",
        rule="RFC 2449 §8",
        script="on greeting reply +OK [X-LOAD/LOW] ready\n",
    ),
    Scenario(
        name="octets of Latin-1 in the answers",
        script="on greeting raw " + quote(b"+OK Gr\xfc\xdfe\r\n") + "\n",
    ),
]

CAPABILITIES = [
    Scenario(
        name="capabilities in lower case",
        rule="RFC 2449 §3",
        script="on CAPA " + listing("top", "uidl", "user", "pipelining",
                                    "sasl plain") + "\n",
        sent=("AUTH PLAIN.*",),
    ),
    Scenario(
        name="no capability at all",
        rule="RFC 2449 §5, §7",
        script="on CAPA " + listing() + "\n",
        sent=("CAPA", "AUTH", "LIST", "UIDL", "RETR 1", "QUIT"),
    ),
    Scenario(
        name="blank and odd lines among the capabilities",
        script="on CAPA " + listing("", " ", "TOP", "\tUIDL", "USER  ",
                                    "SASL", "SASL  PLAIN", "=") + "\n",
    ),
    Scenario(
        name="a capability of 900 octets",
        rule="RFC 2449 §3",
        script="on CAPA " + listing("USER", "UIDL", "X " + "c" * 900) + "\n",
    ),
    Scenario(
        name="CAPA is known before the login only",
        rule="RFC 2449 §5",
        script="on CAPA skip 1 reply -ERR not now\n",
    ),
    Scenario(
        name="CAPA is known after STLS only",
        security="stls",
        script="on CAPA once reply -ERR not now\n",
        sent=("CAPA", "STLS", "CAPA"),
    ),
    Scenario(
        name="STLS is there though not announced",
        rule="RFC 2595 §4",
        security="stls",
        server={"capa": "TOP;UIDL;USER"},
        sent=("STLS", "USER"),
    ),
    Scenario(
        name="TOP and UIDL are there though not announced",
        rule="RFC 1939 §7",
        server={"capa": "USER"},
        sent=("UIDL", "RETR 1"),
        again=True,
    ),
    Scenario(
        name="PIPELINING is announced and breaks",
        rule="RFC 2449 §6.6",
        script="forget\n",
        passes=2,
        timeout=2,
    ),
    Scenario(
        name="no PIPELINING: one command at a time",
        rule="RFC 2449 §6.6",
        script="forget\n",
        server={"capa": "TOP;UIDL;USER"},
        leave="never",
        removed=5,
    ),
]

LISTINGS = [
    Scenario(
        name="words behind the sizes",
        rule="RFC 1939 §5",
        script="on LIST " + listing(*(
            f"{n} {size} octets, new" for n, size in enumerate(SIZES, 1)
        )) + "\n",
    ),
    Scenario(
        name="gaps in the numbers",
        rule="RFC 1939 §5",
        script="on LIST " + listing(f"1 {SIZES[0]}", f"3 {SIZES[2]}",
                                    f"5 {SIZES[4]}") + "\n",
        stored=(1, 3, 5),
        unsent=("RETR 2", "RETR 4"),
    ),
    Scenario(
        name="gaps in the numbers, and nothing stays",
        script="on LIST " + listing(f"2 {SIZES[1]}", f"4 {SIZES[3]}") + "\n",
        stored=(2, 4),
        leave="never",
        removed=2,
        unsent=("DELE 1", "DELE 3", "DELE 5"),
    ),
    Scenario(
        name="numbers in no order",
        script="on LIST " + listing(*(
            f"{n} {SIZES[n - 1]}" for n in (4, 1, 5, 3, 2)
        )) + "\n",
    ),
    Scenario(
        name="numbers with zeros and blanks before them",
        script="on LIST " + listing(*(
            f"  00{n}   {size}" for n, size in enumerate(SIZES, 1)
        )) + "\n",
    ),
    Scenario(
        name="numbers listed twice",
        script="on LIST " + listing(*(
            f"{n} {size}" for n, size in enumerate(SIZES, 1)
        ), f"2 {SIZES[1]}", "5 1") + "\n",
    ),
    Scenario(
        name="numbers without sizes",
        script="on LIST " + listing("1", "2", "3", "4", "5") + "\n",
    ),
    Scenario(
        name="sizes of nothing",
        rule="RFC 1939 §11",
        script="on LIST " + listing(*(f"{n} 0" for n in range(1, 6))) + "\n",
    ),
    Scenario(
        name="sizes far too large",
        rule="RFC 1939 §11",
        script="on LIST " + listing(*(
            f"{n} 4000000000" for n in range(1, 6)
        )) + "\n",
    ),
    Scenario(
        name="sizes that count LF alone",
        rule="RFC 1939 §11",
        script="on LIST " + listing(*(
            f"{n} {len(m.replace(bytes([13, 10]), bytes([10])))}"
            for n, m in enumerate(MESSAGES, 1)
        )) + "\n",
    ),
    Scenario(
        name="a wrong STAT",
        rule="RFC 1939 §5",
        script="on STAT reply +OK 0 0\n",
    ),
]

UNIQUE_IDS = [
    Scenario(
        name="blanks around the unique-ids",
        rule="RFC 1939 §7",
        script="on UIDL " + listing("1  a", " 2 b ", "3\tc", "4    d  ",
                                    "05 e") + "\n",
        again=True,
    ),
    Scenario(
        name="unique-ids of 500 octets",
        rule="RFC 1939 §7",
        script="on UIDL " + listing(*(
            f"{n} " + f"{n}" * 500 for n in range(1, 6)
        )) + "\n",
        again=True,
    ),
    Scenario(
        name="unique-ids of odd octets",
        rule="RFC 1939 §7",
        script="on UIDL " + listing(
            b"1 <\"';--", b"2 ../../etc/passwd", b"3 %s%n%00", b"4 \xff\xfe",
            "5 ünïq".encode(),
        ) + "\n",
        again=True,
    ),
    Scenario(
        name="unique-ids in another order, and of messages not there",
        script="on UIDL " + listing("9 z", "5 e", "1 a", "3 c", "2 b",
                                    "4 d", "77 y") + "\n",
        unsent=("RETR 9", "RETR 77"),
        again=True,
    ),
    Scenario(
        name="the same unique-id for all",
        rule="RFC 1939 §7",
        script="on UIDL " + listing(*(f"{n} same" for n in range(1, 6)))
               + "\n",
        again=True,
    ),
    Scenario(
        name="copies of one message",
        rule="RFC 1939 §7",
        messages=TWINS,
        leave="never",
        removed=4,
    ),
    Scenario(
        name="copies of one message with one unique-id",
        rule="RFC 1939 §7",
        messages=TWINS,
        script="on UIDL " + listing("1 t", "2 u", "3 t", "4 t") + "\n",
        again=True,
    ),
    Scenario(
        name="no UIDL, passed twice",
        rule="RFC 1939 §7",
        script="on UIDL reply -ERR unknown\n",
        server={"capa": "TOP;USER"},
        passes=2,
        unsent=("RETR",),
        again=True,
    ),
    Scenario(
        name="no UIDL and no TOP",
        rule="RFC 1939 §7",
        script="on UIDL reply -ERR unknown\non TOP reply -ERR unknown\n",
        server={"capa": "USER"},
    ),
    Scenario(
        name="no UIDL, and nothing stays",
        rule="RFC 1939 §7",
        script="on UIDL reply -ERR unknown\n",
        server={"capa": "TOP;USER"},
        leave="never",
        removed=5,
    ),
    Scenario(
        name="blank unique-ids, passed twice",
        rule="RFC 1939 §7",
        script="on UIDL " + listing("1 ", "2", "3 c", "4 ", "5 e") + "\n",
        passes=2,
        unsent=("RETR",),
        again=True,
    ),
    Scenario(
        name="unique-ids for some messages only",
        script="on UIDL " + listing("1 a", "5 e") + "\n",
        again=True,
    ),
]

TEXTS = [
    Scenario(name="lines of 64 KiB and more", rule="RFC 5321 §4.5.3.1.6",
             messages=LONG_LINES, leave="never", removed=3),
    Scenario(name="every odd message", rule="RFC 1939 §3",
             messages=tuple(mail.odd().values())),
    Scenario(name="a message of no octets",
             messages=(b"", MESSAGES[0], b"\r\n")),
    Scenario(
        name="only dots, and empty lines",
        rule="RFC 1939 §3",
        messages=(b".\r\n", b"..\r\n..\r\n", b"\r\n\r\n", b".a\r\n.\r\n"),
    ),
    Scenario(
        name="a message of 40 MiB",
        messages=(mail.head(1, b"large") + (b"l" * 76 + b"\r\n") * 540000,),
        timeout=30,
        memory=96,
        leave="never",
        removed=1,
    ),
    Scenario(
        name="a header of 8 MiB",
        messages=(b"X-Field: of no use to anybody\r\n" * 260000
                  + mail.head(1, b"header"),),
        timeout=30,
    ),
    Scenario(
        name="a line of 20 MiB",
        messages=(mail.head(1, b"line") + b"l" * 20000000 + b"\r\n",),
        timeout=30,
        memory=96,
    ),
    _reply("words behind the last +OK", "QUIT", "+OK bye, 5 messages left"),
]

SEGMENTS = [
    Scenario(
        name=f"{size} octets in a segment, {security}",
        rule="RFC 9293 §3.7",
        security=security,
        script=f"segment {size}\n",
        messages=MESSAGES[:2] + MESSAGES[3:],
        leave="never",
        removed=4,
    )
    for security in ("tls", "stls")
    for size in (1, 2, 3, 5, 61)
] + [
    Scenario(
        name=f"everything in one segment, {security}",
        security=security,
        script="gather\n",
        leave="never",
        removed=5,
    )
    for security in ("tls", "stls")
] + [
    Scenario(
        name="answers that come octet by octet",
        script="on CAPA once drip 1\non LIST drip 1\n",
    ),
    Scenario(
        name="answers that come late",
        script="on greeting delay 700\non AUTH delay 700\non RETR 2 delay 700\n"
               "on QUIT delay 700\n",
    ),
]


# All of them take minutes; what they may cost is seen from the listing.
COUNTS = [
    Scenario(
        name="100000 messages listed, and gone in the midst of them",
        messages=(),
        synthetic=100000,
        script="on RETR 98501 drop\n",
        timeout=30,
        seconds=60,
        error="tcp",
        stored=range(98502, 100001),
        unsent=("DELE",),
        no_cure="the next scenario stores them all",
    ),
    Scenario(
        name="100000 messages",
        messages=(),
        synthetic=100000,
        timeout=60,
        seconds=300,
        no_cure="there is nothing left to fetch",
        memory=96,
        needs="" if "RST_TEST_FULL" in os.environ else "RST_TEST_FULL=1",
    ),
]

SCENARIOS = (COUNTS + STATUS_LINES + CAPABILITIES + LISTINGS + UNIQUE_IDS
             + TEXTS + SEGMENTS)
