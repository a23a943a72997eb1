# SPDX-License-Identifier: GPL-3.0-or-later
"""A POP3 client that shares no line of code with the one under test."""

import socket
import ssl

# Some servers stall 40 ms for each command that is sent by itself.
AT_ONCE = 50

# Seconds for an answer. Dovecot waits two minutes for the locks that one of its
# processes held when it was killed.
PATIENCE = 180


class Client:
    def __init__(self, port, ca=None, certificate=None):
        """With TLS from the start when an authority is named."""
        self.socket = socket.create_connection(
            ("127.0.0.1", port), timeout=PATIENCE
        )
        self._certificate = certificate
        if ca is not None:
            self._secure(ca)
        self.file = self.socket.makefile("rb")
        self.greeting = self._answer()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.command("QUIT")
        self.socket.close()

    def _secure(self, ca):
        context = ssl.create_default_context(cafile=ca)
        if self._certificate is not None:
            context.load_cert_chain(self._certificate)
        self.socket = context.wrap_socket(
            self.socket, server_hostname="localhost"
        )

    def _answer(self):
        line = self.file.readline()
        if not line.startswith(b"+OK"):
            raise RuntimeError(line)
        return line

    def command(self, line):
        self.socket.sendall(line.encode() + b"\r\n")
        return self._answer()

    def stls(self, ca):
        self.command("STLS")
        self._secure(ca)
        self.file = self.socket.makefile("rb")

    def login(self, user, password):
        # RFC 6856 §2: without it, Courier sends a notice in place of a message
        # whose header has eight bits.
        if "UTF8" in self.capabilities():
            self.command("UTF8")
        self.command("USER " + user)
        self.command("PASS " + password)

    def _lines(self):
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                raise EOFError
            yield line[1:] if line.startswith(b".") else line

    def capabilities(self):
        """The words of each, by tag; nothing without CAPA."""
        try:
            self.command("CAPA")
        except RuntimeError:
            return {}
        lines = (line.decode().upper().split() for line in self._lines())
        return {words[0]: words[1:] for words in lines}

    def mechanisms(self):
        """What one can log in with, by the names of "account add --auth"."""
        capabilities = self.capabilities()
        names = {name.lower() for name in capabilities.get("SASL", [])}
        if "USER" in capabilities or not capabilities:
            names.add("user")
        # RFC 1939 §7: a timestamp in the greeting offers APOP.
        if b"<" in self.greeting:
            names.add("apop")
        return names

    def uidl(self):
        """Unique-ids by message number."""
        self.command("UIDL")
        pairs = (line.split() for line in self._lines())
        return {int(number): uidl.decode() for number, uidl in pairs}

    def retrieve(self, numbers):
        """Each of these messages."""
        numbers = list(numbers)
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start:start + AT_ONCE]
            commands = "".join(f"RETR {number}\r\n" for number in some)
            self.socket.sendall(commands.encode())
            for _ in some:
                self._answer()
                yield b"".join(self._lines())
