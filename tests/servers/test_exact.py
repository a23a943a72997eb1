#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Most real servers make CRLF of every line end. One that sends octets as they
are shows that nothing is changed here either."""

import unittest

import mail
from restante import Profile, Scripted


class Exact(unittest.TestCase):
    def check(self, security, scheme):
        odd = mail.odd()
        # RFC 1939 §3 ends the last line of a message in any case.
        sent = {
            name: octets if octets.endswith(b"\r\n") else octets + b"\r\n"
            for name, octets in odd.items()
        }
        with Scripted(odd.values(), security=security) as server, \
                Profile() as profile:
            profile.add_account(
                server.url(scheme), server.PASSWORD, "--ca", server.ca
            )
            result, line = profile.fetch()
            self.assertEqual(line["downloaded"], len(odd), str(result))
            rows = profile.list()
            stored = [
                profile.run("show", str(row["id"]), "--raw").raw
                for row in rows
            ]
        for name, octets in sent.items():
            with self.subTest(name):
                self.assertIn(octets, stored)

    def test_tls(self):
        """RFC 5322 §2.1.1 and §2.3 are often broken; the octets stay."""
        self.check("tls", "pop3s")

    def test_stls(self):
        self.check("stls", "pop3")


if __name__ == "__main__":
    unittest.main(verbosity=2)
