#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords in a real keyring, and without one.

Starts itself again on a session bus of its own with GNOME's keyring.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

CTL = os.environ["RST_CTL"]
SERVER = os.environ["RST_POP3_SERVER"]
PASSWORD = "in the keyring only"


def on_private_bus():
    """Runs this script on a bus where a keyring is open."""
    script = (
        "printf secret | gnome-keyring-daemon --unlock --components=secrets"
        ' >/dev/null && exec "$@"'
    )
    environment = dict(os.environ, RST_TEST_ON_BUS="1")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "HOME"):
            environment[name] = os.path.join(folder, name)
            os.mkdir(environment[name], 0o700)
        command = ["dbus-run-session", "--", "sh", "-c", script, "sh"]
        return subprocess.call(
            command + [sys.executable] + sys.argv, env=environment
        )


class Keyring(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        mail = os.path.join(self.folder, "mail")
        os.mkdir(mail)
        with open(os.path.join(mail, "1.eml"), "w", encoding="utf-8") as file:
            file.write("Subject: one\n\nHello\n")
        self.ca = os.path.join(self.folder, "ca.pem")
        # pylint: disable=consider-using-with
        self.server = subprocess.Popen(
            [SERVER, "--messages", mail, "--security", "tls", "--user", "u"]
            + ["--password", PASSWORD, "--write-ca", self.ca],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = self.server.stdout.readline().split()[1]
        self.profile = os.path.join(self.folder, "profile")

    def tearDown(self):
        self.server.terminate()
        self.server.communicate()
        shutil.rmtree(self.folder)

    def run_ctl(self, *arguments, stdin="", environment=None):
        return subprocess.run(
            [CTL, "--profile", self.profile, "--json", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )

    def add(self, environment=None):
        result = self.run_ctl(
            "account", "add", "work",
            "--url", f"pop3s://u@localhost:{self.port}",
            "--ca", self.ca, "--password-stdin",
            stdin=PASSWORD + "\n", environment=environment,
        )
        self.assertEqual(result.returncode, 0, result.stderr)

    def fetch(self, environment=None):
        return json.loads(self.run_ctl("fetch", environment=environment).stdout)

    def holds_password(self):
        """The files of the profile in which the password can be read."""
        found = []
        for name in os.listdir(self.profile):
            with open(os.path.join(self.profile, name), "rb") as file:
                if PASSWORD.encode() in file.read():
                    found.append(name)
        return found

    def test_in_the_keyring(self):
        self.add()
        self.assertEqual(self.holds_password(), [])
        self.assertEqual(self.fetch()["downloaded"], 1)

        # With the account its password goes.
        self.assertEqual(self.run_ctl("account", "remove", "work").returncode, 0)
        self.run_ctl("account", "add", "work",
                     "--url", f"pop3s://u@localhost:{self.port}", "--ca", self.ca)
        self.assertEqual(self.fetch()["error"]["code"], "auth")

    def test_profiles_do_not_share(self):
        self.add()
        self.profile = os.path.join(self.folder, "other")
        self.run_ctl("account", "add", "work",
                     "--url", f"pop3s://u@localhost:{self.port}", "--ca", self.ca)
        self.assertEqual(self.fetch()["error"]["code"], "auth")

    def test_without_a_keyring(self):
        headless = dict(os.environ, DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        self.add(headless)
        self.assertEqual(self.holds_password(), ["passwords"])
        path = os.path.join(self.profile, "passwords")
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        self.assertEqual(self.fetch(headless)["downloaded"], 1)

        # A keyring that comes later takes it over.
        self.run_ctl("account", "set", "work", "--password-stdin", stdin=PASSWORD)
        self.assertEqual(self.holds_password(), [])
        self.assertEqual(self.fetch()["error"], None)


if __name__ == "__main__":
    if "RST_TEST_ON_BUS" not in os.environ:
        sys.exit(on_private_bus())
    unittest.main()
