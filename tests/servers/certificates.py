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

    def certificate(self, kind="good"):
        """Paths of a certificate for localhost, and of its key."""
        cert = os.path.join(self.folder, kind + ".pem")
        key = os.path.join(self.folder, kind + ".key")
        if not os.path.exists(cert):
            self._sign(cert, key)
        return cert, key

    def _sign(self, cert, key):
        request = cert + ".csr"
        names = cert + ".ext"
        with open(names, "w", encoding="ascii") as file:
            file.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-subj", "/CN=localhost", "-keyout", key, "-out", request,
        )
        openssl(
            "x509", "-req", "-in", request, "-CA", self.path,
            "-CAkey", self._key, "-CAcreateserial", "-days", "2",
            "-extfile", names, "-out", cert,
        )
