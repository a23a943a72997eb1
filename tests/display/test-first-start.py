#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty profile to the first mail, all in the window; and the first
start of a new version."""

import os
import sqlite3
import subprocess

import scene

# Back to version 5 of the schema, from before there were threads and tags.
OLD_VERSION = 5
NEWER_TABLES = (
    "trusted_sender", "saved_search", "tag_counter", "message_tag", "tag",
    "thread_joined", "message_name",
)
NEWER_INDEXES = (
    "order", "mailbox", "account_mailbox", "sender", "subject", "size",
    "thread", "thread_unread",
)
NEWER_COLUMNS = ("thread", "sender_key", "subject_key")
# Enough for some seconds.
COPIES = 200000


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

    def make_old(self):
        """The profile as an older version left it, with many messages."""
        path = os.path.join(self.profile, "mail.db")
        with sqlite3.connect(path) as database:
            database.create_function("rst_name", 1, hash)
            for name in ("tagged", "untagged", "tags_recounted", "tags_deleted"):
                database.execute(f"DROP TRIGGER message_{name}")
            for name in NEWER_TABLES:
                database.execute(f"DROP TABLE {name}")
            database.execute("DELETE FROM mailbox WHERE name = 'junk'")
            for name in NEWER_INDEXES:
                database.execute(f"DROP INDEX message_{name}")
            for name in NEWER_COLUMNS:
                database.execute(f"ALTER TABLE message DROP COLUMN {name}")
            database.executescript(
                "CREATE INDEX message_order ON message (id, mailbox, account);"
                "CREATE INDEX message_mailbox ON message (mailbox);"
                "CREATE INDEX message_account_mailbox"
                " ON message (account, mailbox);"
            )
            self.copy_message(database)
            database.execute(f"PRAGMA user_version = {OLD_VERSION}")
        database.close()

    @staticmethod
    def copy_message(database):
        columns = [row[1] for row in database.execute(
            "PRAGMA table_info (message)"
        )]
        changed = {
            "id": "id - (i << 20)", "serial": "serial + i",
            "message_id": "i || '@restante.example'",
        }
        values = ", ".join(changed.get(name, name) for name in columns)
        database.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
            f" SELECT i + 1 FROM n WHERE i < {COPIES})"
            f"INSERT INTO message SELECT {values} FROM n, message"
        )
        database.execute(
            f"UPDATE profile SET value = value + {COPIES} WHERE key = 'serial'"
        )

    def read_version(self):
        """Through a connection that leaves the log alone."""
        path = os.path.join(self.profile, "mail.db")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        (version,) = database.execute("PRAGMA user_version").fetchone()
        database.close()
        return version

    def test_new_version(self):
        """A store of an older version is brought up to date before one's
        eyes; closing the window stops that, and leaves it as it was."""
        self.serve(self.choose_mail("lease"))
        self.fetch_beforehand()
        self.make_old()
        self.start()
        self.see("Preparing Your Mail")
        self.see("of 200001 messages")
        self.screenshot("preparing")
        self.end()
        self.assertEqual(self.read_version(), OLD_VERSION)

        # Without a window the same is said, once.
        answer = subprocess.run(
            [scene.Programs.restantectl, "--profile", self.profile, "stats"],
            capture_output=True, text=True, check=True,
        )
        self.assertEqual(answer.stderr.count("Preparing your mail"), 1)
        self.assertIn("200001 messages", answer.stderr)
        self.start(leaks=False)
        self.see("200001 unread")


if __name__ == "__main__":
    scene.run()
