# SPDX-License-Identifier: GPL-3.0-or-later
"""Dovecot 2.3 or 2.4, which needs nobody's rights and offers nearly every
mechanism there is."""

import base64
import contextlib
import grp
import hashlib
import hmac
import json
import os
import pwd
import shutil
import signal
import subprocess
import time

import spool
from server import Missing, Server, free_port

MECHANISMS = "plain login cram-md5 scram-sha-1 scram-sha-256 apop"
TOKENS = "oauthbearer xoauth2"

COMMON = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = pop3
listen = {listen}
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
first_valid_uid = 1
mail_max_userip_connections = 40
auth_mechanisms = {mechanisms} {tokens} external
auth_ssl_username_from_cert = yes
ssl = yes
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
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
ssl_ca = <{folder}/ca.pem
ssl_verify_client_cert = yes
ssl_require_crl = no
ssl_cert_username_field = commonName
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  mechanisms = {mechanisms}
  args = password={password}
}}
passdb {{
  driver = static
  mechanisms = external
  args = nopassword=y
}}
passdb {{
  driver = oauth2
  mechanisms = {tokens}
  args = {folder}/oauth2
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
"""

OLD_OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = sub
"""

# Dovecot 2.4, Debian 13.
NEW = """
ssl_server_cert_file = {folder}/cert.pem
ssl_server_key_file = {folder}/key.pem
ssl_server_ca_file = {folder}/ca.pem
ssl_server_request_client_cert = yes
ssl_server_require_crl = no
ssl_server_cert_username_field = commonName
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {folder}/mail
oauth2 {{
  introspection_mode = local
  username_attribute = sub
}}
oauth2_local_validation {{
  dict fs {{
    fs posix {{
      prefix = {folder}/keys/
    }}
  }}
}}
passdb static {{
  mechanisms_filter = {mechanisms}
  password = {password}
}}
passdb external {{
  driver = static
  mechanisms_filter = external
  fields {{
    nopassword = yes
  }}
}}
passdb oauth2 {{
  mechanisms_filter = {tokens}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}
  }}
}}
"""


def program():
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    return shutil.which("dovecot", path=path)


def base64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=")


class Dovecot(Server):
    name = "dovecot"
    expected = (
        "scram-sha-256", "scram-sha-1", "plain", "login", "cram-md5",
        "oauthbearer", "xoauth2", "external", "user", "apop",
    )
    user = "ann@example.org"
    listen = "127.0.0.1"
    offered = MECHANISMS
    key = b"a key that Dovecot and the test share"

    @classmethod
    def check(cls):
        if program() is None:
            raise Missing("dovecot is not installed")

    def start(self, messages):
        self.check()
        self.port = free_port()
        self.tls_port = free_port()
        self._rights = self._whose()
        self._arrived = len(messages)
        self.fill(messages)
        self._write_configuration()
        self._give_away()
        self.start_again()

    def start_again(self):
        """Where it was and with what it had."""
        self.launch(
            [program(), "-F", "-c", self.path("conf")], **self._rights
        )
        self.wait()

    def fill(self, messages):
        spool.write_maildir(self.path("mail"), messages)

    def refill(self, messages):
        """These in place of those that are there, while it runs."""
        for name in ("cur", "new"):
            for entry in os.scandir(self.path("mail", name)):
                os.remove(entry.path)
        spool.write_maildir(self.path("mail"), messages, self._arrived + 1)
        self._arrived += len(messages)
        self._give_away("mail/cur")

    def kill(self, name):
        """kill -9 of its processes of this name; all of them go with itself."""
        processes = self.processes()
        chosen = processes.get(name, [])
        if self.process.pid in chosen:
            chosen = [pid for pids in processes.values() for pid in pids]
        for pid in chosen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process.pid in chosen:
            self.process.wait(timeout=20)

    def processes(self):
        """Its processes by name, itself among them."""
        found = {}
        waiting = [self.process.pid]
        for pid in waiting:
            try:
                with open(f"/proc/{pid}/comm", encoding="ascii") as file:
                    found.setdefault(file.read().strip(), []).append(pid)
                path = f"/proc/{pid}/task/{pid}/children"
                with open(path, encoding="ascii") as file:
                    waiting += map(int, file.read().split())
            except (FileNotFoundError, ProcessLookupError):
                pass  # It ended meanwhile.
        return found

    def log(self):
        return super().log() + self._read("log")

    def token(self):
        """RFC 7519: a JSON Web Token, which Dovecot verifies by itself."""
        now = int(time.time())
        parts = (
            {"alg": "HS256", "typ": "JWT"},
            {"sub": self.user, "iat": now, "exp": now + 3600},
        )
        text = b".".join(
            base64url(json.dumps(part).encode()) for part in parts
        )
        signature = hmac.digest(self.key, text, hashlib.sha256)
        return (text + b"." + base64url(signature)).decode()

    def rename(self):
        """Every message gets another unique-id."""
        guid = "%g" if self._is_old() else "%{guid}"
        with open(self.path("conf"), "a", encoding="utf-8") as file:
            file.write(f"pop3_uidl_format = {guid}\n")
        self.process.terminate()
        self.process.wait(timeout=20)
        self.launch(
            [program(), "-F", "-c", self.path("conf")], **self._rights
        )
        self.wait()

    # --- Set up ---------------------------------------------------------------

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

    @staticmethod
    def _version():
        return subprocess.run(
            [program(), "--version"], capture_output=True, text=True,
            check=True,
        ).stdout

    def _is_old(self):
        return self._version().startswith("2.3")

    def _template(self):
        version = self._version()
        if self._is_old():
            return COMMON + OLD
        number = ".".join(version.split()[0].split("-")[0].split(".")[:3])
        return (
            f"dovecot_config_version = {number}\n"
            f"dovecot_storage_version = {number}\n" + COMMON + NEW
        )

    def _write_configuration(self):
        cert, key = self.authority.certificate()
        shutil.copy(cert, self.path("cert.pem"))
        shutil.copy(key, self.path("key.pem"))
        shutil.copy(self.authority.path, self.path("ca.pem"))
        self.write("keys/default/HS256/default", base64.b64encode(self.key))
        self.write("oauth2", OLD_OAUTH2.format(folder=self.folder))
        uid = self._rights.get("user", os.getuid())
        gid = self._rights.get("group", os.getgid())
        self.write("conf", self._template().format(
            folder=self.folder,
            port=self.port,
            tls_port=self.tls_port,
            owner=pwd.getpwuid(uid).pw_name,
            group=grp.getgrgid(gid).gr_name,
            uid=uid,
            gid=gid,
            password=self.password,
            listen=self.listen,
            mechanisms=self.offered,
            tokens=TOKENS,
        ))

    def _give_away(self, name=""):
        if "user" not in self._rights:
            return
        ids = self._rights["user"], self._rights["group"]
        os.chown(self.path(name), *ids)
        for folder, folders, files in os.walk(self.path(name)):
            for each in folders + files:
                os.chown(os.path.join(folder, each), *ids)
