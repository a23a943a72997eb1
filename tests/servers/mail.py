# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail to fetch: ordinary messages, and every odd one that servers keep."""

import random

HEAD = (
    b"From: Ann Sender <ann%(n)d@example.net>\r\n"
    b"To: mira@example.org\r\n"
    b"Subject: %(subject)s\r\n"
    b"Date: Tue, 03 Feb 2026 %(hour)02d:%(minute)02d:00 +0000\r\n"
    b"Message-ID: <%(n)d.test@example.net>\r\n"
    b"\r\n"
)


def head(n, subject):
    return HEAD % {
        b"n": n,
        b"subject": subject,
        b"hour": n // 60 % 24,
        b"minute": n % 60,
    }


# What is behind the header of an odd message, by what is odd about it.
ODD = {
    "bare-lf": b"one\ntwo\n\nthree\n",
    "bare-cr": b"one\rtwo\r\n",
    "nul": b"before\x00after\r\n\x00\r\n",
    "eight-bit": bytes(range(128, 256)) + b"\r\n",
    "latin-1": "Grüße aus Köln\r\n".encode("latin-1"),
    "utf-8": "Grüße, привет, 你好 🐈\r\n".encode(),
    "no-final-newline": b"the end without a newline",
    "dots": b".\r\n..\r\n...\r\n.dot\r\n..dot\r\n.\r\n",
    "dot-last": b"text\r\n.",
    "long-line": b"x" * 200_000 + b"\r\n",
    "empty-body": b"",
    "only-newlines": b"\r\n" * 50,
    "mixed": b"a\r\nb\nc\rd\r\r\ne\n\r\n",
    "form-feed": b"\x0c\x1a\x7f\r\n",
    "mbox-from": b"From nobody\r\n>From nobody\r\n",
}


def odd():
    """Odd messages by name, the odd ones without a header last."""
    messages = {
        name: head(5000 + n, b"odd " + name.encode()) + body
        for n, (name, body) in enumerate(ODD.items())
    }
    messages["no-header"] = b"no header at all, and no newline"
    messages["header-only"] = b"Subject: header only\r\n"
    messages["raw-8-bit-header"] = (
        b"Subject: Gr\xfc\xdfe\r\nFrom: J\xf6rg <j@example.net>\r\n\r\nx\r\n"
    )
    messages["folded"] = (
        b"Subject: a\r\n very\r\n\tlong\r\n subject\r\nFrom: a@b\r\n\r\nx\r\n"
    )
    return messages


def mailbox(count, left_out=()):
    """So many messages; the last ones are odd, but for those left out. Always
    the same ones."""
    dice = random.Random(1939)
    words = "invoice garden winter letter harvest ticket choir museum".split()
    special = [
        octets for name, octets in odd().items() if name not in left_out
    ]
    for n in range(count - len(special)):
        subject = f"{dice.choice(words)} {n}".encode()
        lines = [
            " ".join(dice.choices(words, k=10))
            for _ in range(dice.randrange(1, 60))
        ]
        yield head(n, subject) + "\r\n".join(lines).encode() + b"\r\n"
    yield from special
