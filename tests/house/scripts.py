#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shell scripts are clean, Python compiles, and interface files are XML."""

import os
import re
import subprocess

from house import TOP, end, files, read

SHELL = re.compile(r"#!/bin/sh\n|# .*\n# shellcheck shell=sh\n")


def run(*words):
    result = subprocess.run(
        words, cwd=TOP, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        yield (result.stdout + result.stderr).strip() or f"{words} failed"


def check(path):
    if path.endswith((".ui", ".gresource.xml")):
        yield from run("xmllint", "--noout", "--nonet", path)
        return
    try:
        start = read(path)[:300]
    except UnicodeDecodeError:  # mail and pictures
        return
    if SHELL.match(start):
        yield from run("sh", "-n", path)
        yield from run("shellcheck", "-x", path)
    elif path.endswith(".py") or start.startswith("#!/usr/bin/python3"):
        try:
            compile(read(path), path, "exec")
        except SyntaxError as error:
            yield f"{path}: {error}"


findings = []
for name in files() + [".ci/run"]:
    if os.path.exists(os.path.join(TOP, name)):
        findings += check(name)
end(findings)
