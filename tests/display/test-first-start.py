#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty profile to the first mail, all in the window."""

import os

import scene


class FirstStart(scene.Scene):
    def open_dialog(self):
        # The keyring's answers leak in libsecret.
        self.start(leaks=False)
        self.see("Welcome to Restante")
        self.screenshot("welcome")
        self.press("Add an Account")
        self.app.find("Mail Address")
        self.entries = {}

    def fill_in(self, name, text):
        """As a person does: what was there is typed over. An entry that was
        found once is known, also where it is scrolled out of sight."""
        if name not in self.entries:
            self.entries[name] = self.app.find(name, "text")
        entry = self.entries[name]
        self.scroll_to(entry)
        self.app.click(entry)
        self.app.key("ctrl+a")
        self.app.type(text)
        self.app.wait_for(lambda: entry.text == text or entry.text.startswith(
            "\N{BLACK CIRCLE}"), f"“{text}” in {name}")

    def describe_account(self):
        """Everything but the password. The server's certificate is not signed
        by an authority that the system knows: its fingerprint is pinned."""
        self.fill_in("Mail Address", scene.USER)
        self.fill_in("POP3 Server", "localhost")
        self.fill_in("User Name", scene.USER)
        port = self.app.find("Port", "spin button")
        self.scroll_to(port)
        self.app.click(port)
        self.app.key("ctrl+a")
        self.app.type(f"{self.server.port}\t")
        advanced = self.app.find("Advanced", "list item")
        self.scroll_to(advanced)
        self.app.click(advanced)
        self.fill_in(
            "Certificate’s Fingerprint (Pin)", self.server.fingerprint()
        )

    def test_account_dialog(self):
        keyring = scene.Keyring()
        self.addCleanup(keyring.stop)
        self.serve(self.choose_mail("welcome", "lease"))
        self.open_dialog()
        self.describe_account()

        self.fill_in("Password", "guessed")
        self.press("Test")
        self.see("refused")
        self.see("Not tried")
        self.screenshot("account-test-failed")

        self.fill_in("Password", scene.PASSWORD)
        self.press("Test")
        self.see("2 messages")
        self.screenshot("account-test-passed")

        self.press("Add")
        self.see("2 unread")
        self.assertTrue(any("Your lease" in row for row in self.rows()))
        self.assertEqual(
            [account["id"] for account in self.ctl("account", "list")],
            ["mira"],
        )
        # The password went into the keyring and nowhere else.
        self.assertNotIn("passwords", os.listdir(self.profile))


if __name__ == "__main__":
    scene.run()
