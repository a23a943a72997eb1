# SPDX-License-Identifier: GPL-3.0-or-later
"""Others that find mail: notmuch by its library, mu by its server, so that
neither has to start for a search. Both index a Maildir of the same letters."""

import os
import shutil
import subprocess
import sys
import time

try:
    import notmuch2
except ImportError:
    notmuch2 = None

PAGE = 64
OPERATORS = {"and", "or", "not", "xor"}


class Notmuch:
    name = "notmuch"

    @staticmethod
    def missing():
        return shutil.which("notmuch") is None or notmuch2 is None

    def __init__(self, maildir, index):
        self.maildir = maildir
        self.index = index
        self.database = None

    def environment(self):
        return {**os.environ, "NOTMUCH_CONFIG": self.index + "/config"}

    def make(self):
        os.makedirs(self.index)
        with open(self.index + "/config", "w", encoding="utf-8") as file:
            file.write(f"[database]\npath={self.index}\n"
                       f"mail_root={self.maildir}\n"
                       "[new]\ntags=\n[user]\nname=Ann\n"
                       "primary_email=ann@home.example\n"
                       "[maildir]\nsynchronize_flags=false\n")
        subprocess.run(["notmuch", "new", "--quiet"], check=True,
                       env=self.environment(), stdout=subprocess.DEVNULL)

    def open(self):
        self.database = notmuch2.Database(
            self.index, config=self.index + "/config")

    def close(self):
        self.database.close()

    def first_page(self, query):
        """What a row shows of the newest that are found."""
        words = query if query.startswith('"') else " ".join(
            f'"{word}"' if word in OPERATORS else word
            for word in query.split(" "))
        found = self.database.messages(
            words, sort=self.database.SORT.NEWEST_FIRST)
        count = 0
        for message in found:
            message.header("from")
            message.header("subject")
            count += 1
            if count == PAGE:
                break
        return count


class Mu:
    name = "mu"

    @staticmethod
    def missing():
        return shutil.which("mu") is None

    def __init__(self, maildir, index):
        self.maildir = maildir
        self.index = index
        self.server = None

    def run(self, *words):
        subprocess.run(["mu", *words, "--muhome", self.index], check=True,
                       stdout=subprocess.DEVNULL)

    def make(self):
        os.makedirs(self.index)
        self.run("init", "--maildir", self.maildir)
        self.run("index", "--quiet")

    def open(self):
        self.server = subprocess.Popen(
            ["mu", "server", "--muhome", self.index],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def close(self):
        self.server.stdin.close()
        self.server.stdout.close()
        self.server.wait()

    def first_page(self, query):
        quoted = query.replace("\\", "\\\\").replace('"', '\\"')
        self.server.stdin.write(
            f'(find :query "{quoted}" :maxnum {PAGE} :sortfield :date '
            ":descending t)\n".encode())
        self.server.stdin.flush()
        while True:
            line = self.server.stdout.readline()
            if b"(:found " in line:
                return int(line.split(b"(:found ")[1].split(b")")[0])
            if b"(:error " in line or not line:
                raise RuntimeError(f"mu: {query}: {line!r}")


FINDERS = (Notmuch, Mu)


def measure(finder, queries):
    """Milliseconds of each query and how many came, by the query’s kind."""
    times = {}
    for kind, query in queries:
        began = time.perf_counter()
        count = finder.first_page(query)
        taken = (time.perf_counter() - began) * 1000
        times.setdefault(kind, []).append((taken, count))
    return times
