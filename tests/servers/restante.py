# SPDX-License-Identifier: GPL-3.0-or-later
"""restantectl on a profile of the test's own, and the scripted server.

The programs are named by RST_CTL and RST_POP3_SERVER in the environment.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile

CTL = os.environ["RST_CTL"]
SERVER = os.environ["RST_POP3_SERVER"]

with open(CTL, "rb") as _program:
    SANITIZED = b"__asan_init" in _program.read()


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.raw = process.stdout
        self.stderr = process.stderr.decode()

    @property
    def lines(self):
        """JSON Lines."""
        return [json.loads(line) for line in self.raw.splitlines()]

    def __str__(self):
        return f"status {self.status}\n{self.raw!r}\n{self.stderr}"


class Profile:
    """A folder that lives as long as the test."""

    def __init__(self, folder=None, launcher=()):
        self.launcher = launcher
        self.environment = {}
        self.own = folder is None
        self.folder = folder or tempfile.mkdtemp(prefix="profile-")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.own:
            shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def _environment(self):
        return {
            key: value
            for key, value in os.environ.items()
            # Without a session bus passwords are kept in the profile.
            if key not in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY")
        } | self.environment

    def _command(self, *words):
        return [*self.launcher, CTL, "--profile", self.folder, "--json",
                *words]

    def run(self, *words, password=None, user=None, launcher=()):
        return Result(
            subprocess.run(
                [*launcher, *self._command(*words)],
                input=None if password is None else password.encode() + b"\n",
                stdin=subprocess.DEVNULL if password is None else None,
                capture_output=True,
                env=self._environment(),
                timeout=300,
                user=user,
            )
        )

    def start(self, *words, stderr=subprocess.DEVNULL):
        """The same, and does not wait for its end."""
        return subprocess.Popen(
            self._command(*words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            env=self._environment(),
        )

    def add_account(self, url, password, *options):
        result = self.run(
            "account", "add", "work", "--url", url, "--password-stdin",
            *options, password=password,
        )
        assert result.status == 0, str(result)

    def fetch(self):
        """One pass over the only account."""
        result = self.run("fetch")
        assert len(result.lines) == 1, str(result)
        return result, result.lines[0]

    def list(self, *options):
        return self.run("list", "--limit", "100000", *options).lines


class Scripted:
    """rst-pop3-server; see tests/support/README.md."""

    USER = "mira@example.org"
    PASSWORD = "poste restante"

    def __init__(self, messages=(), script="", **options):
        self.folder = tempfile.mkdtemp(prefix="scripted-")
        os.mkdir(self.path("mail"))
        for number, octets in enumerate(messages, 1):
            with open(self.path(f"mail/{number:05}.eml"), "wb") as file:
                file.write(octets)
        with open(self.path("script"), "w", encoding="utf-8") as file:
            file.write(script)
        self.ca = self.path("ca.pem")
        command = [
            SERVER, "--exact", "--messages", self.path("mail"),
            "--user", self.USER, "--password", self.PASSWORD,
            "--write-ca", self.ca, "--log", self.path("log"),
            "--script", self.path("script"),
        ]
        for name, value in options.items():
            command.append("--" + name.replace("_", "-"))
            if value is not True:
                command.append(value)
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE)
        ready = self.process.stdout.readline().split()
        assert ready[:1] == [b"READY"], ready
        self.port = int(ready[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def path(self, name):
        return os.path.join(self.folder, name)

    def url(self, scheme, host="localhost"):
        return f"{scheme}://mira%40example.org@{host}:{self.port}"

    def heal(self):
        """From now on it does nothing wrong."""
        self.process.send_signal(signal.SIGUSR1)
        assert self.process.stdout.readline() == b"HEALED\n"

    def log(self):
        with open(self.path("log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
