# SPDX-License-Identifier: GPL-3.0-or-later
"""An authority that lives for one test, and what it signs."""

import os
import subprocess


def openssl(*words):
    subprocess.run(
        ["openssl", *words], check=True, capture_output=True, stdin=None
    )


class Authority:
    """Its certificate is at `path`."""

    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "ca.pem")
        self._key = os.path.join(folder, "ca.key")
        openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=Test Authority", "-keyout", self._key,
            "-out", self.path,
            "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        )

    def certificate(self):
        """Paths of a certificate for localhost, and of its key."""
        return self._signed(
            "good", "localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1"
        )

    def client(self, user):
        """Path of a certificate for this user, with its key behind it."""
        cert, key = self._signed("user", user, "extendedKeyUsage=clientAuth")
        both = os.path.join(self.folder, "client.pem")
        with open(both, "wb") as target:
            for path in (cert, key):
                with open(path, "rb") as source:
                    target.write(source.read())
        return both

    def _signed(self, name, subject, extension):
        cert = os.path.join(self.folder, name + ".pem")
        key = os.path.join(self.folder, name + ".key")
        if not os.path.exists(cert):
            self._sign(cert, key, subject, extension)
        return cert, key

    def _sign(self, cert, key, subject, extension):
        request = cert + ".csr"
        names = cert + ".ext"
        with open(names, "w", encoding="ascii") as file:
            file.write(extension + "\n")
        openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-subj", "/CN=" + subject, "-keyout", key,
            "-out", request,
        )
        openssl(
            "x509", "-req", "-in", request, "-CA", self.path,
            "-CAkey", self._key, "-CAcreateserial", "-days", "2",
            "-extfile", names, "-out", cert,
        )
