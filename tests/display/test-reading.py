#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading, putting away and finding messages."""

import os

import scene

WELCOME = "Welcome to your new mailbox"
LEASE = "Your lease from 1 January"
LETTER = "Lights for the dark months"
INVOICE = "Ihre Rechnung"


class Reading(scene.Scene):
    def open_mail(self, *names, leaks=True):
        self.serve(self.choose_mail(*names))
        self.fetch_beforehand()
        self.start(leaks=leaks)
        self.see(f"{len(names)} unread")

    def is_in(self, mailbox, subject):
        return any(
            subject in message["subject"]
            for message in self.ctl("list", "--mailbox", mailbox)
        )

    def flags_of(self, subject):
        (message,) = [
            message for message in self.ctl("list")
            if subject in message["subject"]
        ]
        return message["flags"]

    def test_text_html_and_images(self):
        self.open_mail("lease", "lantern-newsletter", "weather-report")
        self.select(LEASE)
        self.see("please find attached the lease for flat 12")
        # What was shown for a moment counts as read.
        self.see("2 unread")
        self.assertIn("seen", self.flags_of(LEASE))
        self.screenshot("plain-text")

        self.select(LETTER)
        self.see("Remote content was kept out")
        button = self.app.find("Show Images", "button")
        self.screenshot("remote-content")
        button.press()
        self.app.wait_for(lambda: not button.enabled, "the banner’s end")

        # It was for that message only, and only while it was shown.
        self.select(LEASE)
        self.see("please find attached")
        self.select(LETTER)
        self.app.wait_for(lambda: button.enabled, "the banner again")

    def write_long_mail(self):
        folder = self.choose_mail()
        page = "Content-Type: text/html\n\n" + "<p>A paragraph." * 40
        for hour, subject, body in (
            (9, "Long text", "\n" + "A line.\n\n" * 40),
            (8, "Long page", page),
            (7, "Other page", page),
            (6, "Short text", "\nShort.\n"),
        ):
            path = os.path.join(folder, f"{hour}.eml")
            with open(path, "w", encoding="utf-8") as file:
                file.write("From: a@b.example\n"
                           f"Date: Mon, 2 Nov 2026 {hour:02}:00:00 +0000\n"
                           f"Subject: {subject}\n{body}")
        return folder

    def is_selected(self, subject):
        row = self.row(subject)
        return row is not None and row.selected

    def read_on_to(self, subject):
        """Presses Space until that message comes. Gives how often."""
        for count in range(1, 20):
            self.app.key("space")
            try:
                self.app.wait_for(
                    lambda: self.is_selected(subject), timeout=1
                )
            except AssertionError:
                continue
            return count
        return self.fail(f"“{subject}” did not come")

    def test_space(self):
        """Space reads each message to its end before it goes on."""
        self.serve(self.write_long_mail())
        self.fetch_beforehand()
        self.start()
        self.see("4 unread")
        self.app.resize(1100, 700)
        self.select("Long text")
        self.see("A line.")
        self.app.click(self.row("Long text"))
        in_text = self.read_on_to("Long page")
        self.assertGreater(in_text, 2)
        page = self.app.find("Message")
        self.app.wait_for(lambda: page.extents().height > 100, "a page")
        in_page = self.read_on_to("Other page")
        self.assertGreater(in_page, 2)

        # The page has the keyboard now, and Space goes back by it as well.
        self.app.click(page)
        self.app.key("space", "space", "shift+space", "BackSpace")
        self.screenshot("page-back")
        self.assertGreater(self.read_on_to("Short text"), in_page - 2)
        self.app.key("space")
        self.see("No unread messages")

    def test_save_attachment(self):
        # GTK 4.8's file chooser leaks.
        self.open_mail("lease", leaks=False)
        self.select(LEASE)
        self.see("1 attachment")
        target = os.path.join(self.folder, "saved.pdf")
        save = next(
            node for node in self.app.nodes()
            if node.name.startswith("Save") and "lease" in node.name.lower()
        )
        save.press()
        # The file chooser begins in the entry of the name.
        self.app.find("Cancel", "button")
        entry = self.app.wait_for(
            lambda: next(
                (node for node in self.app.nodes()
                 if node.text == "Lease flat 12 (2027).pdf"
                 and "text" in node.role),
                None,
            ),
            "the entry of the name",
        )
        entry.set_text(target)
        self.press("Save")
        self.see("Saved as “saved.pdf”")
        with open(target, "rb") as file:
            self.assertEqual(file.read(5), b"%PDF-")

    def test_put_away(self):
        self.open_mail("welcome", "lease", "invoice")
        self.select(LEASE)
        self.see("please find attached")
        self.press("Archive")
        # At once: a toast goes after five seconds.
        self.undo()
        self.app.wait_for(lambda: self.row(LEASE), "the message again")
        self.assertTrue(self.is_in("inbox", LEASE))

        self.select(WELCOME)
        self.see("Dear Mira")
        self.press("Archive")
        self.see("Message archived")
        self.screenshot("archived")
        self.app.wait_for(lambda: not self.row(WELCOME), "a shorter list")
        self.assertTrue(self.is_in("archive", WELCOME))

        self.select(INVOICE)
        self.see("anbei erhalten Sie")
        self.press("Move to Trash")
        self.see("Message moved to the trash")
        self.app.wait_for(lambda: not self.row(INVOICE), "a shorter list")
        self.assertTrue(self.is_in("trash", INVOICE))

        self.select(LEASE)
        self.app.find_within(self.row(LEASE), "push button").press()
        self.app.wait_for(
            lambda: self.app.look("Remove Star"), "a star that can be removed"
        )
        self.assertIn("flagged", self.flags_of(LEASE))

    def test_search(self):
        self.open_mail("welcome", "lease", "invoice")
        self.app.key("ctrl+f")
        entry = self.app.find("Search mail")
        self.app.type("bicycles")
        self.app.wait_for(lambda: len(self.rows()) == 1, "one row")
        self.assertTrue(self.row(LEASE))
        self.screenshot("search")

        self.app.click(entry)
        self.app.key("ctrl+a")
        self.app.type("zeppelin")
        self.app.find("Nothing Found")
        self.screenshot("nothing-found")
        self.app.key("Escape")
        self.app.wait_for(lambda: len(self.rows()) == 3, "all rows")


if __name__ == "__main__":
    scene.run()
