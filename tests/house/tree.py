#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree is laid out as it should be, and its files begin as they should."""

import os
import re

from house import TOP, end, files, read

ALLOWED = {
    "LICENSE", "README.md", "data", "meson.build", "po", "src", "tests", "ui",
    "build",  # made by data/run, ignored by git
}
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
COMMANDS = ("sh data/run --demo", "sh tests/run")
FIRST_SCREEN = 24


def check_top():
    for name in sorted(os.listdir(TOP)):
        if name not in ALLOWED and not name.startswith("."):
            yield f"{name}: does not belong at the top"


def check_readmes():
    first = "\n".join(read("README.md").splitlines()[:FIRST_SCREEN])
    for command in COMMANDS:
        if command not in first:
            yield f"README.md: “{command}” is not on its first screen"
    for top in ("src", "ui"):
        for name in sorted(os.listdir(os.path.join(TOP, top))):
            folder = f"{top}/{name}"
            if os.path.isdir(os.path.join(TOP, folder)) and not (
                os.path.exists(os.path.join(TOP, folder, "README.md"))
            ):
                yield f"{folder}: has no README.md"


def is_source(path):
    if path.endswith((".c", ".h", ".py")):
        return True
    with open(os.path.join(TOP, path), "rb") as file:
        return file.read(2) == b"#!"


def check_sources():
    for path in files():
        if not is_source(path):
            continue
        text = read(path)
        if LICENCE not in "\n".join(text.splitlines()[:3]):
            yield f"{path}: the licence is not on top"
        if path.endswith(".c"):
            first = re.search(r"^#include (.+)$", text, re.M)
            if path.startswith(("src/", "ui/")) and (
                first is None or first.group(1) != '"config.h"'
            ):
                yield f"{path}: config.h is not included first"
        if path.endswith(".h") and "\n#pragma once\n" not in text:
            yield f"{path}: is not guarded by “#pragma once”"


end([*check_top(), *check_readmes(), *check_sources()])
