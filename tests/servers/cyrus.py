# SPDX-License-Identifier: GPL-3.0-or-later
"""Cyrus: its master, and passwords in a SASL database, which serve every
mechanism."""

import os
import re

from private import UID, Private
from server import free_port

OWNER = UID + 1  # "cyrus", its first system user
LINE_END = re.compile(rb"\r?\n")

# The mailbox is made at the first login. From 3.10 on STLS is offered only
# when told so; 3.6 does not know the word.
IMAPD = """
configdirectory: /var/lib/cyrus
defaultpartition: default
partition-default: /var/spool/cyrus
servername: localhost
proc_path: /run/cyrus/proc
mboxname_lockpath: /run/cyrus/lock
autocreate_users: anyone
autocreate_quota: 0
allowplaintext: yes
allowapop: yes
allowstarttls: on
popminpoll: 0
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: /var/lib/cyrus/sasldb2
tls_server_cert: /etc/cert.pem
tls_server_key: /etc/key.pem
tls_client_ca_file: /etc/ca.pem
syslog_prefix: cyrus
"""

CYRUS = """
START {
  recover cmd="ctl_cyrusdb -r"
}
SERVICES {
  pop3 cmd="pop3d" listen="127.0.0.1:%(port)d"
  pop3s cmd="pop3d -s" listen="127.0.0.1:%(tls_port)d"
  old cmd="pop3d -C /etc/old.conf" listen="127.0.0.1:%(old_port)d"
  olds cmd="pop3d -s -C /etc/old.conf" listen="127.0.0.1:%(old_tls_port)d"
}
"""

START = """
echo "$1" | saslpasswd2 -p -c -f /var/lib/cyrus/sasldb2 -u localhost ann
chown -R cyrus /var/lib/cyrus /var/spool/cyrus /run/cyrus /etc/key.pem
exec /usr/lib/cyrus/bin/master -M /etc/cyrus.conf
"""


class Cyrus(Private):
    name = "cyrus"
    expected = (
        "scram-sha-256-plus", "scram-sha-1-plus", "scram-sha-256",
        "scram-sha-1", "plain", "login", "cram-md5", "external", "user",
        "apop",
    )
    # It offers to bind logins over TLS 1.3, and takes three seconds to refuse it.
    quick = ("--auth", "plain")
    packages = ("cyrus-pop3d", "sasl2-bin")
    users = ("cyrus",)

    def start(self, messages):
        self.port = free_port()
        self.tls_port = free_port()
        self.lay_out()
        for name in ("var/lib/cyrus", "var/spool/cyrus", "run/cyrus"):
            os.makedirs(self.path(name), exist_ok=True)
        self.write("etc/imapd.conf", IMAPD)
        self.write("etc/old.conf", IMAPD + "tls_versions: tls1_2\n")
        self._old = {"pop3": free_port(), "pop3s": free_port()}
        self.write("etc/cyrus.conf", CYRUS % {
            "port": self.port,
            "tls_port": self.tls_port,
            "old_port": self._old["pop3"],
            "old_tls_port": self._old["pop3s"],
        })
        self.launch(["sh", "-c", START, "sh", self.password])
        self.wait()
        self._deliver(messages)

    def port_for(self, scheme, mechanism):
        """Cyrus 3.6 binds to the channel by tls-unique alone, which TLS 1.3
        has not (RFC 9266 §1)."""
        if mechanism.endswith("-plus"):
            return self._old[scheme]
        return None

    def _deliver(self, messages):
        """Lays the mail into the spool and lets Cyrus find it. It relies on
        its delivery, which makes CRLF of every line end."""
        with self.connect():
            pass
        spool = self.run("/usr/lib/cyrus/bin/mbpath", "user/ann")
        folder = self.path(spool.strip().lstrip("/"))
        for number, octets in enumerate(messages, 1):
            with open(os.path.join(folder, f"{number}."), "wb") as file:
                lines = LINE_END.sub(b"\r\n", octets)
                file.write(lines if lines.endswith(b"\n") else lines + b"\r\n")
            os.chown(file.name, OWNER, OWNER)
        self.run("/usr/lib/cyrus/bin/reconstruct", "user/ann")
