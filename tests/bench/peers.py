# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that fetch mail, each from nothing into a folder of its own, and
leave it on the server."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from typing import NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "servers"))
import restante  # noqa: E402

DRAIN = os.environ["RST_BENCH_DRAIN"]
METER = os.environ["RST_BENCH_METER"]


# A line of --debug, with its time.
LOGGED_IN = re.compile(r"(\d\d):(\d\d):(\d\d\.\d+) < \+OK Logged in")
DAY = 86400


def second_of_day():
    now = time.time()
    return now % 1 + sum(
        part * unit
        for part, unit in zip(time.localtime(now)[3:6], (3600, 60, 1)))


class Target(NamedTuple):
    """Where to fetch from, and what stands before a command to be there."""

    host: str
    port: int
    ca: str  # "" for no TLS
    user: str
    password: str
    entry: tuple
    messages: int


class Cost(NamedTuple):
    seconds: float
    processor: float
    peak: int  # KiB


class Failed(Exception):
    """What a program said when it did not fetch."""


class Peer:
    program = ""
    checks = True

    def __init__(self, folder, target):
        self.folder = folder
        self.target = target
        self.configure()

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        with open(os.open(self.path(name), os.O_CREAT | os.O_WRONLY, 0o600),
                  "w", encoding="utf-8") as file:
            file.write(text)

    def meter(self):
        return [*self.target.entry, METER, self.path("cost")]

    def cost(self):
        with open(self.path("cost"), encoding="ascii") as file:
            seconds, processor, peak = file.read().split()
        return Cost(float(seconds), float(processor), int(peak))

    def run(self, command):
        # Nobody pays for what the one before left to be written.
        os.sync()
        result = subprocess.run(
            [*self.meter(), *command], input=self.target.password + "\n",
            capture_output=True, text=True, cwd=self.folder,
            env={**os.environ, "HOME": self.folder, "LC_ALL": "C.UTF-8"},
        )
        if result.returncode != 0:
            raise Failed(f"{self.program}: status {result.returncode}: "
                         f"{result.stdout[-300:]}{result.stderr[-300:]}")
        return result.stdout

    # --- For each program -----------------------------------------------------

    @classmethod
    def missing(cls):
        return shutil.which(cls.program) is None

    def configure(self):
        """Writes what it needs to know."""

    def fetch(self):
        """Everything."""
        self.run(self.command())
        return self.cost()

    def check(self):
        """Once more: there is nothing new."""
        return self.fetch()

    def command(self):
        raise NotImplementedError

    def count(self):
        """How many messages it has."""
        return len(os.listdir(self.path("mail", "new")))

    def make_maildir(self):
        for name in ("cur", "new", "tmp"):
            os.makedirs(self.path("mail", name))


class Drain(Peer):
    program = DRAIN
    answer = "0"

    def command(self, *options):
        target = self.target
        return [DRAIN, *options, target.host, str(target.port), target.user,
                *filter(None, [target.ca])]

    def fetch(self):
        self.answer = self.run(self.command())
        return self.cost()

    def check(self):
        self.run(self.command("--check"))
        return self.cost()

    def first(self):
        """Seconds from the answer to the login until it has the newest."""
        return float(self.run(self.command("--first")).split()[2])

    def count(self):
        return int(self.answer.split()[0])


class Restante(Peer):
    program = restante.CTL
    result = None

    def configure(self):
        target = self.target
        os.mkdir(self.path("profile"))
        self.profile = restante.Profile(self.path("profile"), self.meter())
        user = target.user.replace("@", "%40")
        scheme = "pop3s" if target.ca else "pop3"
        self.profile.add_account(
            f"{scheme}://{user}@{target.host}:{target.port}", target.password,
            *(["--ca", target.ca] if target.ca else ["--insecure-plaintext"]),
        )

    def fetch(self):
        os.sync()
        result, self.result = self.profile.fetch()
        if result.status != 0:
            raise Failed(str(result))
        return self.cost()

    def idle(self):
        """The same program when it has nothing to do."""
        self.profile.run("account", "list")
        return self.cost()

    def stored(self):
        """Octets of mail.db."""
        return sum(entry.stat().st_size
                   for entry in os.scandir(self.profile.folder)
                   if entry.name.startswith("mail.db"))

    def count(self):
        return self.result["downloaded"]

    def first(self):
        """Seconds from the answer to the login until another process can read
        a message; the fetch is ended then."""
        self.profile.launcher = self.target.entry
        os.sync()
        with self.profile.start("--debug", "fetch", stderr=subprocess.PIPE) as (
                fetching):
            try:
                login = self._wait_for_login(fetching.stderr)
                # Nobody reads what else it says, so that has to fit or go.
                reader = threading.Thread(
                    target=fetching.stderr.read, daemon=True)
                reader.start()
                while not self._has_message():
                    if fetching.poll() is not None:
                        raise Failed("The fetch ended without a message")
                    time.sleep(0.002)
                return (second_of_day() - login) % DAY
            finally:
                fetching.terminate()

    @staticmethod
    def _wait_for_login(lines):
        for line in lines:
            match = LOGGED_IN.search(line.decode())
            if match:
                hours, minutes, seconds = match.groups()
                return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        raise Failed("The fetch ended without a login")

    def _has_message(self):
        path = self.profile.path("mail.db")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            row = database.execute("SELECT id FROM message LIMIT 1").fetchone()
            return row is not None
        except sqlite3.OperationalError:
            return False
        finally:
            database.close()


class Mpop(Peer):
    program = "mpop"

    def configure(self):
        target = self.target
        self.make_maildir()
        security = (f"tls on\ntls_starttls off\ntls_trust_file {target.ca}\n"
                    if target.ca else "tls off\nauth user\n")
        self.write("config", (
            f"account bench\nhost {target.host}\nport {target.port}\n"
            f"user {target.user}\npassword {target.password}\n{security}"
            f"keep on\npipelining on\nuidls_file {self.path('uidls')}\n"
            f"delivery maildir {self.path('mail')}\n"
        ))

    def command(self):
        return ["mpop", "-Q", "--file=" + self.path("config"), "bench"]


class Fetchmail(Peer):
    program = "fetchmail"
    # Its own word for: there was no mail.
    NOTHING_NEW = "status 1:"

    def configure(self):
        target = self.target
        # Its certificate may not be looked up by address.
        security = (f'ssl sslproto "TLS1.2+" sslcertck sslcertfile "{target.ca}"'
                    ' sslcommonname "localhost"'
                    if target.ca else 'sslproto ""')
        self.write("config", (
            f'poll "{target.host}" protocol pop3 port {target.port} uidl\n'
            f'  user "{target.user}" password "{target.password}" keep\n'
            f'  no rewrite bsmtp "{self.path("mail")}" {security}\n'
        ))

    def command(self):
        return ["fetchmail", "--nosyslog", "--silent", "-f",
                self.path("config"), "--idfile", self.path("uidls"),
                "--pidfile", self.path("pid")]

    def check(self):
        try:
            self.run(self.command())
        except Failed as failure:
            if self.NOTHING_NEW not in str(failure):
                raise
        return self.cost()

    def count(self):
        with open(self.path("mail"), "rb") as file:
            return sum(line.startswith(b"MAIL FROM:") for line in file)


class Getmail(Peer):
    program = "getmail"
    # As root it delivers nothing, or by a process a message.
    UNPRIVILEGED = () if os.geteuid() != 0 else (
        "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")

    def configure(self):
        target = self.target
        self.make_maildir()
        kind = "SimplePOP3SSLRetriever" if target.ca else "SimplePOP3Retriever"
        self.write("getmailrc", (
            f"[retriever]\ntype = {kind}\nserver = {target.host}\n"
            f"port = {target.port}\nusername = {target.user}\n"
            f"password = {target.password}\n"
            + (f"ca_certs = {target.ca}\n" if target.ca else "")
            + f"[destination]\ntype = Maildir\npath = {self.path('mail')}/\n"
            "[options]\nread_all = false\ndelete = false\nverbose = 0\n"
        ))
        if self.UNPRIVILEGED:
            for path, _, files in os.walk(self.folder):
                for name in (path, *files):
                    shutil.chown(os.path.join(path, name), "nobody")

    def command(self):
        return [*self.UNPRIVILEGED, "getmail", "--getmaildir", self.folder]


PEERS = {
    "drain": Drain, "restante": Restante, "mpop": Mpop,
    "fetchmail": Fetchmail, "getmail6": Getmail,
}
