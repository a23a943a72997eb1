# SPDX-License-Identifier: GPL-3.0-or-later
"""Claws Mail, which needs a screen to fetch: an invisible one."""

import base64
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time

import peers

ROUNDS = 50_000
FOLDERS = {"inbox": "inbox", "outbox": "sent", "draft": "draft",
           "queue": "queue", "trash": "trash"}

COMMON = """[config_version:3]

[Common]
master_passphrase_salt={salt}
master_passphrase_pbkdf2_rounds={rounds}
use_master_passphrase=0
receive_dialog_mode=3
no_recv_error_panel=1
confirm_on_exit=0
"""

ACCOUNT = """[config_version:4]

[Account: 1]
account_name=bench
is_default=1
name=Ann
address={user}
protocol=0
receive_server={host}
smtp_server={host}
user_id={user}
inbox=#mh/Mail/inbox
local_inbox=#mh/Mail/inbox
remove_mail=0
receive_at_getall=1
filter_on_receive=0
ssl_certs_auto_accept=1
ssl_pop={tls}
set_popport=1
pop_port={port}
"""


def conceal(password, salt):
    """As it keeps passwords without one of its own that opens them; what
    is random there is nought here."""
    key = hashlib.pbkdf2_hmac("sha1", b"passkey0", salt, ROUNDS, 32)
    octets = subprocess.run(
        ["openssl", "enc", "-aes-256-cbc", "-nopad", "-K", key.hex(),
         "-iv", "0" * 32],
        input=bytes(16) + password.encode().ljust(128, b"\0"),
        capture_output=True, check=True,
    ).stdout
    return f"{{AES-256-CBC,{ROUNDS}}}{base64.b64encode(octets).decode()}"


@contextlib.contextmanager
def screen():
    """Gives its name."""
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:
        try:
            yield ":" + process.stdout.readline().strip()
        finally:
            process.terminate()


class Claws(peers.Peer):
    """Its time ends with the last file, its start and its window included."""

    program = "claws-mail"
    # Nothing tells from outside when it has seen that nothing is new.
    checks = False
    PATIENCE = 600

    @classmethod
    def missing(cls):
        return any(shutil.which(name) is None
                   for name in ("claws-mail", "Xvfb", "dbus-run-session"))

    def configure(self):
        target = self.target
        os.mkdir(self.path("conf"))
        for name in FOLDERS.values():
            os.makedirs(self.path("Mail", name))
        salt = bytes(64)
        self.write("conf/clawsrc", COMMON.format(
            salt=base64.b64encode(salt).decode(), rounds=ROUNDS))
        self.write("conf/accountrc", ACCOUNT.format(
            user=target.user, host=target.host, port=target.port,
            tls=int(bool(target.ca))))
        self.write("conf/passwordstorerc", (
            "[config_version:0]\n\n[account:1]\n"
            f"recv {conceal(target.password, salt)}\n"))
        items = "".join(
            f'<folderitem type="{kind}" name="{name}" path="{name}"/>'
            for kind, name in FOLDERS.items())
        self.write("conf/folderlist.xml", (
            '<?xml version="1.0" encoding="UTF-8"?>\n<folderlist>'
            f'<folder type="mh" name="Mail" path="{self.path("Mail")}">{items}'
            "</folder></folderlist>\n"))

    def command(self, option):
        return ["claws-mail", "--alternate-config-dir", self.path("conf"),
                option]

    def fetch(self):
        os.sync()
        with screen() as display:
            environment = {
                **os.environ, "HOME": self.folder, "DISPLAY": display,
                "SSL_CERT_FILE": self.target.ca, "NO_AT_BRIDGE": "1",
                "GDK_BACKEND": "x11",
            }
            began = time.monotonic()
            with subprocess.Popen(
                [*self.target.entry, "dbus-run-session", "--",
                 peers.METER, self.path("cost"),
                 *self.command("--receive-all")],
                env=environment, start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            ) as process:
                try:
                    seconds = self._wait(process, began)
                    subprocess.run(self.command("--exit"), env=environment,
                                   capture_output=True, timeout=20)
                    process.wait(timeout=20)
                except subprocess.TimeoutExpired as late:
                    raise peers.Failed("Claws Mail does not end") from late
                finally:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
        return self.cost()._replace(seconds=seconds)

    def _wait(self, process, began):
        """How long until there are no more to come: their number is known."""
        while self.count() < self.target.messages:
            if process.poll() is not None or (
                    time.monotonic() - began > self.PATIENCE):
                raise peers.Failed(f"Claws Mail has only {self.count()}")
            time.sleep(0.02)
        return time.monotonic() - began

    def count(self):
        return sum(name.isdigit() for name in os.listdir(
            self.path("Mail", "inbox")))


peers.PEERS["claws"] = Claws
