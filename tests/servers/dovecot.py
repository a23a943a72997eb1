# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Dovecot for a test: private configuration, loopback, nobody's rights.

    with Dovecot(messages, authority) as server:
        client = server.connect()

It serves POP3 with and without TLS from the start; STLS is offered on the
plain port. What it sends is asked from it with a client of our own, because
that is what must be stored: it makes CRLF of every line end, for one.
"""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time

import pop3

USER = "ann@example.org"
PASSWORD = "correct-horse"

COMMON = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = pop3
listen = 127.0.0.1
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
first_valid_uid = 1
service anvil {{
  chroot =
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {port}
  }}
  inet_listener pop3s {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""

# Dovecot 2.3, Debian 12.
OLD = """
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
"""

# Dovecot 2.4, Debian 13.
NEW = """
ssl = yes
ssl_server_cert_file = {certificate}
ssl_server_key_file = {key}
auth_allow_cleartext = yes
auth_mechanisms = plain
mail_driver = maildir
mail_path = {folder}/mail
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program():
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    found = shutil.which("dovecot", path=path)
    if found is None:
        raise FileNotFoundError("dovecot is not installed")
    return found


class Dovecot:
    def __init__(self, messages, authority, certificate="good"):
        self.folder = tempfile.mkdtemp(prefix="dovecot-")
        self.port = free_port()
        self.tls_port = free_port()
        self._rights = self._whose()
        self._write_mail(messages)
        self._write_configuration(authority, certificate)
        self._give_away()
        self.authority = authority
        with open(self._path("output"), "wb") as output:
            self.process = subprocess.Popen(
                [program(), "-F", "-c", self._path("conf")],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **self._rights,
            )
        self._wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    # --- Ask ------------------------------------------------------------------

    def connect(self):
        client = pop3.Client(self.tls_port, self.authority.path)
        client.login(USER, PASSWORD)
        return client

    def contents(self):
        """What the server sends for each message, by unique-id."""
        with self.connect() as client:
            return {
                uidl: client.retrieve(number)
                for number, uidl in client.uidl().items()
            }

    def count(self):
        with self.connect() as client:
            return len(client.uidl())

    def log(self):
        with open(self._path("log"), encoding="utf-8", errors="replace") as f:
            return f.read()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- Set up ---------------------------------------------------------------

    def _path(self, name):
        return os.path.join(self.folder, name)

    @staticmethod
    def _whose():
        """Root's Dovecot gives up its rights first: one way for everybody."""
        if os.geteuid() != 0:
            return {}
        nobody = pwd.getpwnam("nobody")
        return {
            "user": nobody.pw_uid,
            "group": nobody.pw_gid,
            "extra_groups": [],
        }

    def _write_mail(self, messages):
        for name in ("cur", "new", "tmp"):
            os.makedirs(self._path("mail/" + name))
        for number, octets in enumerate(messages, 1):
            # The name gives the order, and the date of arrival.
            path = self._path(f"mail/cur/{1700000000 + number}.m.local:2,")
            with open(path, "wb") as file:
                file.write(octets)

    def _write_configuration(self, authority, certificate):
        cert, key = authority.certificate(certificate)
        for name, source in (("cert.pem", cert), ("key.pem", key)):
            shutil.copy(source, self._path(name))
        uid = self._rights.get("user", os.getuid())
        gid = self._rights.get("group", os.getgid())
        version = subprocess.run(
            [program(), "--version"], capture_output=True, text=True
        ).stdout
        if version.startswith("2.3"):
            text = COMMON + OLD
        else:
            number = ".".join(version.split()[0].split("-")[0].split(".")[:3])
            text = (
                f"dovecot_config_version = {number}\n"
                f"dovecot_storage_version = {number}\n" + COMMON + NEW
            )
        text = text.format(
            folder=self.folder,
            port=self.port,
            tls_port=self.tls_port,
            certificate=self._path("cert.pem"),
            key=self._path("key.pem"),
            owner=pwd.getpwuid(uid).pw_name,
            group=grp.getgrgid(gid).gr_name,
            uid=uid,
            gid=gid,
            password=PASSWORD,
        )
        with open(self._path("conf"), "w", encoding="utf-8") as file:
            file.write(text)

    def _give_away(self):
        if "user" not in self._rights:
            return
        ids = self._rights["user"], self._rights["group"]
        os.chown(self.folder, *ids)
        for folder, folders, files in os.walk(self.folder):
            for name in folders + files:
                os.chown(os.path.join(folder, name), *ids)

    def _wait(self):
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.tls_port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
        told = ""
        for name in ("output", "log"):
            if os.path.exists(self._path(name)):
                with open(self._path(name), errors="replace") as file:
                    told += file.read()
        self.stop()
        raise RuntimeError("Dovecot did not start: " + told)
