# SPDX-License-Identifier: GPL-3.0-or-later
"""GNU mailutils pop3d, serving an mbox file as it does by default."""

import spool
from private import UID, Private
from server import free_port

CONFIGURATION = """
mode daemon;
foreground yes;
logging {
  syslog no;
}
auth {
  authentication "generic:system";
  authorization "system";
}
apop-database-file "gdbm:///var/apop.db";
tls {
  ssl-certificate-file "/etc/cert.pem";
  ssl-key-file "/etc/key.pem";
}
server 127.0.0.1:%(port)d {
  tls-mode ondemand;
}
server 127.0.0.1:%(tls_port)d {
  tls-mode connection;
}
"""


START = """
printf 'ann: %s\\n' "$1" >/var/apop
chown root /var/apop
popauth --create --compatibility --file=/var/apop --output=gdbm:///var/apop.db
exec pop3d --config-file=/etc/pop3d.conf
"""


class Mailutils(Private):
    name = "mailutils"
    expected = ("user", "apop")
    packages = ("mailutils-pop3d",)

    def start(self, messages):
        self.port = free_port()
        self.tls_port = free_port()
        self.lay_out()
        spool.write_mbox(self.path("var/mail/ann"), messages)
        self.give("var/mail", UID)
        ports = {"port": self.port, "tls_port": self.tls_port}
        self.write("etc/pop3d.conf", CONFIGURATION % ports)
        self.launch(["sh", "-c", START, "sh", self.password])
        self.wait()

    def contents(self):
        """It writes its marks into the mail at the end of the first sessions:
        what it sends once they are all there."""
        before = super().contents()
        while (now := super().contents()) != before:
            before = now
        return now
