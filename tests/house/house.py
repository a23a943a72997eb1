# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of the house have in common: the tree, and how to complain."""

import os
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ("data", "po", "src", "tests", "ui")


def read(path):
    with open(os.path.join(TOP, path), encoding="utf-8") as file:
        return file.read()


def files(*folders, ends=""):
    """Paths from the top, in order."""
    found = []
    for folder in folders or FOLDERS:
        for where, names, files_here in os.walk(os.path.join(TOP, folder)):
            names[:] = [n for n in names if n != "__pycache__"]
            found += [
                os.path.relpath(os.path.join(where, name), TOP)
                for name in files_here
                if name.endswith(ends) and not name.endswith("~")
            ]
    return sorted(found)


def end(findings):
    """Ends the check: each finding on a line, status 1 if there is one."""
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)
