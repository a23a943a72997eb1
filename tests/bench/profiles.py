# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read in the benchmarks: profiles and Maildirs of made-up letters, made
once and kept."""

import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FILL = os.environ["RST_BENCH_FILL"]


def sources():
    """Other sources, other letters."""
    digest = hashlib.sha256()
    for name in ("letters.c", "fill.c"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()[:8]


def kept(name, make):
    """A folder that is made once."""
    place = os.environ.get("RST_BENCH", "/var/tmp/restante-bench")
    path = os.path.join(place, f"{name}-{sources()}")
    if not os.path.exists(path):
        print(f"Making {path} …", file=sys.stderr)
        shutil.rmtree(path + ".new", ignore_errors=True)
        os.makedirs(place, exist_ok=True)
        make(path + ".new")
        os.rename(path + ".new", path)
    return path


def profile(messages):
    return kept(f"profile-{messages}", lambda path: subprocess.run(
        [FILL, path, str(messages)], check=True))


def maildir(messages):
    return kept(f"maildir-{messages}", lambda path: subprocess.run(
        [FILL, "--maildir", path, str(messages)], check=True))
