# SPDX-License-Identifier: GPL-3.0-or-later
"""What every real server of the tests has in common.

    with courier.Courier(messages, authority) as server:
        client = server.connect()

A server lives in a folder of its own and listens on loopback only. What it
sends is asked from it with a client of our own, because that is what must be
stored: many a server makes CRLF of every line end, for one.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse

import pop3

# Ours under its own names; "user" and "apop" are no SASL mechanisms.
KNOWN = (
    "scram-sha-256-plus", "scram-sha-1-plus", "scram-sha-256", "scram-sha-1",
    "plain", "login", "cram-md5", "oauthbearer", "xoauth2", "external",
    "user", "apop",
)


class Missing(Exception):
    """Why a server cannot be started here."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    name = ""
    user = "ann"
    password = "correct-horse"
    stls = True
    # What it must offer as it is set up here, by the names of KNOWN.
    expected = ()
    # Odd messages that have a test of their own with it.
    left_out = ()
    # Tests that restantectl does not pass yet.
    gaps = ()
    # What makes a login quick where how one logs in is not what is tried.
    quick = ()

    def __init__(self, messages, authority):
        self.authority = authority
        self.process = None
        self.port = None
        self.tls_port = None
        self.folder = tempfile.mkdtemp(prefix=self.name + "-")
        try:
            self.start(list(messages))
        except BaseException:
            self.stop()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    # --- For each server ------------------------------------------------------

    @classmethod
    def check(cls):
        """Raises Missing when it cannot be started here."""

    def start(self, messages):
        raise NotImplementedError

    def port_for(self, scheme, mechanism):
        """Where this mechanism can be used, if not at the usual port."""
        del scheme, mechanism

    def token(self):
        """Where it takes OAuth tokens: one that it accepts."""
        raise NotImplementedError

    def close(self):
        """What else has to end with the server."""

    # --- Ask ------------------------------------------------------------------

    def url(self, scheme, port=None):
        user = urllib.parse.quote(self.user, safe="")
        port = port or (self.tls_port if scheme == "pop3s" else self.port)
        return f"{scheme}://{user}@localhost:{port}"

    def connect(self):
        client = pop3.Client(self.tls_port, self.authority.path)
        client.login(self.user, self.password)
        return client

    def contents(self):
        """Unique-id and octets of each message as the server sends them."""
        with self.connect() as client:
            numbers = client.uidl()
            return list(zip(numbers.values(), client.retrieve(numbers)))

    def count(self):
        with self.connect() as client:
            return len(client.uidl())

    def mechanisms(self, scheme):
        """Those it offers there that we know, the best first."""
        port = self.tls_port if scheme == "pop3s" else self.port
        authority = self.authority.path if scheme == "pop3s" else None
        # Some offer EXTERNAL to those only who have a certificate.
        certificate = self.authority.client(self.user)
        with pop3.Client(port, authority, certificate) as client:
            if scheme == "pop3" and self.stls:
                client.stls(self.authority.path)
            offered = client.mechanisms()
        return [name for name in KNOWN if name in offered]

    def log(self):
        return self._read("output")

    # --- Run ------------------------------------------------------------------

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def _read(self, name):
        if not os.path.exists(self.path(name)):
            return ""
        with open(self.path(name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def write(self, name, text, mode=0o644):
        """A file in its folder; gives its path."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        octets = text if isinstance(text, bytes) else text.encode()
        with open(path, "wb") as file:
            file.write(octets)
        os.chmod(path, mode)
        return path

    def launch(self, command, **options):
        with open(self.path("output"), "ab") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **options,
            )

    def wait(self):
        """Until it greets on both ports."""
        for port in (self.port, self.tls_port):
            self._wait_for(port)

    def _wait_for(self, port):
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise RuntimeError(f"{self.name} did not start: {self.log()}")

    def stop(self):
        self.close()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)
