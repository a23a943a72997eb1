# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that can be read on a terminal and pasted into a README."""

import sys


def show(title, rows):
    widths = [max(len(line[n]) for line in rows if n < len(line))
              for n in range(len(rows[0]))]
    print(f"\n{title}\n")
    for number, line in enumerate(rows):
        line = line + [""] * (len(widths) - len(line))
        cells = [text.ljust(width) for text, width in zip(line, widths)]
        print(f"| {' | '.join(cells)} |")
        if number == 0:
            print(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    sys.stdout.flush()
