# SPDX-License-Identifier: GPL-3.0-or-later
"""popa3d, which serves one mbox file on a connection that it is given.

It knows neither TLS nor STLS, so a relay of the test adds TLS.
"""

import socket
import ssl

import spool
from private import UID, Private
from relay import Relay

HERE = __file__.rpartition("/")[0]

PAM = """
auth required pam_unix.so
account required pam_unix.so
"""


class Popa3d(Private):
    name = "popa3d"
    expected = ("user",)
    packages = ("popa3d",)
    users = ("popa3d",)
    stls = False

    def start(self, messages):
        self.front = None
        self.lay_out()
        mbox = self.path("var/mail/ann")
        spool.write_mbox(mbox, messages)
        self.give("var/mail", UID)
        self.write("etc/pam.d/popa3d", PAM)
        with open(HERE + "/inetd.py", encoding="utf-8") as file:
            self.write("etc/inetd", file.read(), 0o755)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
            number = listener.fileno()
            self.launch(
                ["/etc/inetd", str(number), "popa3d"], pass_fds=[number]
            )
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*self.authority.certificate())
        self.front = Relay(self.port, tls=context)
        self.tls_port = self.front.port
        self.wait()

    def close(self):
        if self.front is not None:
            self.front.stop()
