# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail to measure with: made up, but of the sizes and shapes of real mail.

Each message depends on its kind and number alone, so that a mailbox of 1,000
is the start of one of 10,000, and everybody measures with the same octets.

Lines end in LF, as delivery agents on Unix store them.
"""

import base64
import email.utils
import itertools
import quopri
import random
import re
import struct

NAME = re.compile(r"([rsg])([1-9]\d*)(k?)")

# Median and spread of a log-normal distribution, and the largest, in octets.
SIZES = {"r": (12_500, 1.75, 6_000_000), "s": (3_700, 0.55, 60_000)}
GIANT = 1 << 30

FIRST = "Anna Boris Chiara Dmitri Elif Fatou Günther Hana Ines João".split()
LAST = "Almeida Berg Costa Dvořák Eriksen Fischer García Hoang".split()
HOSTS = [f"{word}.example" for word in (
    "garden", "harbour", "library", "orchard", "station", "workshop")]
IMAGE = ("image/jpeg", "photo", "jpg")
PDF = ("application/pdf", "report", "pdf")
ZIP = ("application/zip", "files", "zip")
SHEET = ("text/csv", "table", "csv")
DOC = ("application/msword", "letter", "doc")
PICTURE = ("image/bmp", "scan", "bmp")


def vocabulary():
    """Words as frequent as those of a language, by Zipf's law."""
    dice = random.Random(4)
    heads = "b br c ch d f g gr h k l m n p pr r s st t tr v w z".split()
    cores = "a e i o u ai ea ie ou ü é".split()
    words = {"the", "and", "of", "to", "in", "is", "for", "you", "that"}
    while len(words) < 30_000:
        words.add("".join(
            dice.choice(heads) + dice.choice(cores)
            for _ in range(dice.choice((1, 2, 2, 3, 3, 4)))
        ) + dice.choice(("", "n", "r", "s", "t", "ng")))
    words = sorted(words, key=lambda word: (len(word), word))
    weights = itertools.accumulate(1 / (n + 3) for n in range(len(words)))
    return words, list(weights)


WORDS, WEIGHTS = vocabulary()


def sentence(dice, count):
    return " ".join(dice.choices(WORDS, cum_weights=WEIGHTS, k=count))


def text(dice, size):
    """Paragraphs of lines, about so many octets."""
    paragraphs = []
    while size > 0:
        words = dice.choices(WORDS, cum_weights=WEIGHTS,
                             k=min(80, max(4, size // 6)))
        lines = [" ".join(words[n:n + 12]) for n in range(0, len(words), 12)]
        paragraph = "\n".join(lines).capitalize() + ".\n\n"
        paragraphs.append(paragraph)
        size -= len(paragraph)
    return "".join(paragraphs)


def quoted(dice, size):
    """An answer, with what it answers quoted."""
    lines = text(dice, size // 2).splitlines()
    return text(dice, size // 2) + "".join(f"> {line}\n" for line in lines)


def html(dice, size):
    """Markup as newsletters have it: much of it says the same."""
    parts = ["<!DOCTYPE html><html><head><meta charset=utf-8><style>"
             "td{font:14px/1.4 sans-serif;color:#333}</style></head><body>\n"]
    size -= len(parts[0])
    while size > 0:
        link = f"https://{dice.choice(HOSTS)}/c/{dice.getrandbits(160):040x}"
        part = (
            '<table width="600" cellpadding="0" cellspacing="0" border="0">'
            '<tr><td style="padding:12px 24px;font-size:14px;color:#333333">'
            f"{sentence(dice, dice.randrange(8, 40))} "
            f'<a href="{link}" style="color:#0a58ca;text-decoration:none">'
            f"{sentence(dice, 3)}</a></td></tr></table>\n"
        )
        parts.append(part)
        size -= len(part)
    return "".join(parts) + "</body></html>\n"


# --- Attachments --------------------------------------------------------------

def dense(dice, size):
    """Octets that are compressed already."""
    return dice.randbytes(size)


def sheet(dice, size):
    rows = []
    while size > 0:
        row = (f"2026-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02};"
               f"{dice.randrange(10 ** 6):06};{dice.choice(WORDS)};"
               f"{dice.randrange(10 ** 5) / 100:.2f};EUR\n")
        rows.append(row)
        size -= len(row)
    return "".join(rows).encode()


def document(dice, size):
    """Text with the padding and the tables of a binary format."""
    head = struct.pack("<512I", *range(512))
    body = sentence(dice, size // 9).encode("utf-16-le")[:size]
    return (head + body + bytes(max(0, size - len(body)) // 4))[:size]


def picture(dice, size):
    """A scan: rows that differ little."""
    row = bytearray(dice.randbytes(300))
    rows = []
    for _ in range(size // 300 + 1):
        for _ in range(40):
            row[dice.randrange(300)] = dice.randrange(256)
        rows.append(bytes(row))
    return b"".join(rows)[:size]


CONTENT = {
    IMAGE: dense, PDF: dense, ZIP: dense, SHEET: sheet, DOC: document,
    PICTURE: picture,
}


# --- Messages -----------------------------------------------------------------

def encoded_word(words):
    if words.isascii():
        return words
    return "=?utf-8?b?" + base64.b64encode(words.encode()).decode() + "?="


def person(dice):
    first, last = dice.choice(FIRST), dice.choice(LAST)
    host = dice.choice(HOSTS)
    number = dice.randrange(1000)
    return encoded_word(f"{first} {last}"), f"user{number}@{host}"


def received(dice, date):
    stamp = email.utils.format_datetime(date)
    return (
        f"Received: from mx{dice.randrange(9)}.{dice.choice(HOSTS)} "
        f"(mx{dice.randrange(9)}.{dice.choice(HOSTS)} "
        f"[192.0.2.{dice.randrange(256)}])\n"
        f"\tby mail.{dice.choice(HOSTS)} (Postfix) with ESMTPS id "
        f"{dice.getrandbits(44):011X}\n\tfor <ann@example.org>; {stamp}\n"
    )


def head(dice, number):
    date = email.utils.datetime.datetime.fromtimestamp(
        1_600_000_000 + number * 1800 + dice.randrange(1800),
        email.utils.datetime.timezone.utc,
    )
    name, address = person(dice)
    unique = f"{number}.{dice.getrandbits(64):016x}@{address.split('@')[1]}"
    lines = [f"Return-Path: <{address}>\n", "Delivered-To: ann@example.org\n"]
    lines += [received(dice, date) for _ in range(dice.randrange(2, 6))]
    if dice.random() < 0.7:
        signature = base64.b64encode(dice.randbytes(192)).decode()
        folded = "\n\t ".join(
            signature[n:n + 68] for n in range(0, len(signature), 68))
        lines.append(
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\n"
            f"\td={address.split('@')[1]}; s=mail; h=from:to:subject:date;\n"
            f"\tbh={base64.b64encode(dice.randbytes(32)).decode()};\n"
            f"\tb={folded}\n"
        )
    subject = sentence(dice, dice.randrange(2, 9)).capitalize()
    lines += [
        f"From: {name} <{address}>\n",
        "To: Ann <ann@example.org>\n",
        f"Subject: {encoded_word(subject)}\n",
        f"Date: {email.utils.format_datetime(date)}\n",
        f"Message-ID: <{unique}>\n",
        "MIME-Version: 1.0\n",
    ]
    return "".join(lines).encode()


def text_part(dice, kind, size):
    words = {"plain": text, "quoted": quoted, "html": html}[kind](dice, size)
    octets = words.encode()
    subtype = b"html" if kind == "html" else b"plain"
    if dice.random() < 0.5:
        octets, encoding = quopri.encodestring(octets), b"quoted-printable"
    else:
        encoding = b"8bit"
    return (b"Content-Type: text/%s; charset=utf-8\n"
            b"Content-Transfer-Encoding: %s\n\n%s" % (subtype, encoding, octets))


def attachment(dice, what, size):
    kind, name, ending = what
    octets = CONTENT[what](dice, size * 3 // 4)
    return (
        f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; "
        f'filename="{name}-{dice.randrange(1000)}.{ending}"\n\n'
    ).encode() + encode(octets)


def encode(octets):
    """Lines of 76, as mail programs write them."""
    return base64.encodebytes(octets)


def multipart(dice, subtype, parts):
    boundary = b"=_%032x" % dice.getrandbits(128)
    divider = b"--" + boundary + b"\n"
    return (
        b"Content-Type: multipart/%s; boundary=\"%s\"\n\n" % (subtype, boundary)
        + b"".join(divider + part + b"\n" for part in parts)
        + b"--" + boundary + b"--\n"
    )


def alternative(dice, size):
    return multipart(dice, b"alternative", [
        text_part(dice, "plain", size // 5),
        text_part(dice, "html", size - size // 5),
    ])


def body(dice, size):
    """The larger a message, the likelier it is large by what is attached."""
    if size < 30_000 or dice.random() < 0.15:
        if dice.random() < 0.45:
            return text_part(dice, dice.choice(("plain", "quoted")), size)
        return alternative(dice, min(size, 300_000))
    written = min(size // 4, round(dice.lognormvariate(8.5, 0.8)))
    what = dice.choices(list(CONTENT), weights=(18, 18, 6, 14, 26, 18))[0]
    return multipart(dice, b"mixed", [
        alternative(dice, written) if dice.random() < 0.6
        else text_part(dice, "quoted", written),
        attachment(dice, what, size - written),
    ])


def message(kind, number):
    dice = random.Random(f"{kind} {number}")
    start = head(dice, number)
    if kind == "g":
        return giant(dice, start)
    median, spread, most = SIZES[kind]
    size = median * dice.lognormvariate(0, spread)
    return start + body(dice, max(200, round(min(size, most)) - len(start)))


def giant(dice, start):
    """One message of 1 GiB, which is one attachment."""
    piece = encode(dice.randbytes(57 * 16_384))
    lines = (b"Content-Type: application/zip\n"
             b"Content-Transfer-Encoding: base64\n\n")
    count = GIANT // (len(piece) + piece.count(b"\n")) + 1
    return start + lines + piece * count


def parse(name):
    """Kind and number of messages of a mailbox: r10k, s100k, r20, g1."""
    match = NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"{name}: a mailbox is called r1k, s100k or g1")
    return match[1], int(match[2]) * (1000 if match[3] else 1)


def messages(name):
    kind, count = parse(name)
    for number in range(count):
        yield message(kind, number)
