# SPDX-License-Identifier: GPL-3.0-or-later
"""Courier: couriertcpd, its own TLS wrapper, and users in its userdb."""

import spool
from private import UID, Private
from server import free_port

# What its scripts read from /etc/courier.
ENVIRONMENT = """
set -a
umask 022
libexec=/usr/lib/courier
POP3AUTH='PLAIN LOGIN CRAM-MD5'
POP3AUTH_TLS='PLAIN LOGIN CRAM-MD5 EXTERNAL'
POP3_STARTTLS=YES
POP3_TLS_REQUIRED=0
COURIERTLS=/usr/bin/couriertls
TLS_CERTFILE=/etc/courier/pop3d.pem
TLS_TRUSTCERTS=/etc/ca.pem
TLS_VERIFYPEER=PEER
TLS_EXTERNAL=CN
MAILDIRPATH=Maildir
"""

START = ENVIRONMENT + """
mkdir -p /run/courier/authdaemon
chown -R courier /run/courier
fields="uid=%(uid)d|gid=%(uid)d|home=/var/home/ann|mail=/var/home/ann/Maildir"
fields="$fields|systempw=$(echo "$1" | userdbpw -md5)"
fields="$fields|hmac-md5pw=$(echo "$1" | userdbpw -hmac-md5)"
(umask 077; printf '%%s\\t%%s\\n' ann@example.org "$fields" >/etc/courier/userdb)
makeuserdb || exit

$libexec/courier-authlib/authdaemond &
couriertcpd -address=127.0.0.1 -maxprocs=40 -maxperip=40 \\
  -nodnslookup %(port)d \\
  $libexec/courier/courierpop3login $libexec/courier/courierpop3d Maildir &
POP3_TLS=1 POP3_STARTTLS=NO
couriertcpd -address=127.0.0.1 -maxprocs=40 -maxperip=40 \\
  -nodnslookup %(tls_port)d \\
  $COURIERTLS -server -tcpd -user=courier \\
  $libexec/courier/courierpop3login $libexec/courier/courierpop3d Maildir &
wait
"""


class Courier(Private):
    name = "courier"
    expected = ("plain", "login", "cram-md5", "external", "user")
    # In its place it sends a notice, each time another, to who says no UTF8.
    left_out = ("raw-8-bit-header",)
    packages = ("courier-pop",)
    users = ("courier",)
    user = "ann@example.org"

    def start(self, messages):
        self.port = free_port()
        self.tls_port = free_port()
        self.lay_out()
        spool.write_maildir(self.path("var/home/ann/Maildir"), messages)
        self.give("var/home/ann", UID)
        self._write_configuration()
        self.launch(["sh", "/etc/start", self.password])
        self.wait()

    def _write_configuration(self):
        self.write("etc/courier/authdaemonrc", (
            'authmodulelist="authuserdb"\n'
            'authmodulelistorig="authuserdb"\n'
            "daemons=2\n"
            "authdaemonvar=/run/courier/authdaemon\n"
            'DEBUG_LOGIN=0\nDEFAULTOPTIONS=""\nLOGGEROPTS=""\n'
        ))
        pem = self._read("etc/key.pem") + self._read("etc/cert.pem")
        # couriertls gives up root's rights before it reads it.
        self.write("etc/courier/pop3d.pem", pem)
        self.write("etc/start", START % {
            "port": self.port, "tls_port": self.tls_port, "uid": UID,
        })
