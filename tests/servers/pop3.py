# SPDX-License-Identifier: GPL-3.0-or-later
"""A POP3 client that shares no line of code with the one under test."""

import socket
import ssl


class Client:
    def __init__(self, port, ca):
        context = ssl.create_default_context(cafile=ca)
        self.socket = context.wrap_socket(
            socket.create_connection(("127.0.0.1", port), timeout=30),
            server_hostname="localhost",
        )
        self.file = self.socket.makefile("rb")
        self._answer()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.command("QUIT")
        self.socket.close()

    def _answer(self):
        line = self.file.readline()
        if not line.startswith(b"+OK"):
            raise RuntimeError(line)
        return line

    def command(self, line):
        self.socket.sendall(line.encode() + b"\r\n")
        return self._answer()

    def login(self, user, password):
        self.command("USER " + user)
        self.command("PASS " + password)

    def _lines(self):
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                raise EOFError
            yield line[1:] if line.startswith(b".") else line

    def uidl(self):
        """Unique-ids by message number."""
        self.command("UIDL")
        pairs = (line.split() for line in self._lines())
        return {int(number): uidl.decode() for number, uidl in pairs}

    def retrieve(self, number):
        self.command(f"RETR {number}")
        return b"".join(self._lines())
