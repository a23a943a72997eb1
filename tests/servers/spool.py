# SPDX-License-Identifier: GPL-3.0-or-later
"""Where servers keep mail: a Maildir, or one mbox file."""

import os
import re

HEADER = re.compile(rb"[!-9;-~]+:")


def write_maildir(folder, messages, first=1):
    for name in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    for number, octets in enumerate(messages, first):
        # The name gives the order, and the date of arrival.
        name = f"{1700000000 + number}.m.local:2,"
        with open(os.path.join(folder, "cur", name), "wb") as file:
            file.write(octets)


def write_mbox(path, messages):
    """As a delivery agent does it: LF, a header and its end in any case, and no
    line of a message that starts another."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        for octets in messages:
            lines = octets.replace(b"\r\n", b"\n")
            lines = lines.replace(b"\nFrom ", b"\n>From ")
            if not lines.endswith(b"\n"):
                lines += b"\n"
            if not HEADER.match(lines):
                lines = b"Delivered-To: ann@example.org\n\n" + lines
            if b"\n\n" not in lines:
                lines += b"\n"
            file.write(b"From ann@example.net Tue Feb  3 00:00:00 2026\n")
            file.write(lines + b"\n")
