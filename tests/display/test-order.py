#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeping order: many messages at once, undone, deleted for good, filtered."""

import os

import scene

MAIL = ("welcome", "lease", "invoice", "receta", "kyoto")
LEASE = "Your lease from 1 January"
INVOICE = "Ihre Rechnung"


class Order(scene.Scene):
    def open_mail(self, *names, env=None, leaks=True):
        self.serve(self.choose_mail(*names))
        self.fetch_beforehand()
        self.start(env=env, leaks=leaks)
        self.see(f"{len(names)} unread")
        self.app.resize(1200, 760)

    def open_mailbox(self, name):
        mailboxes = self.app.find("Mailboxes", "list")
        row = self.app.wait_for(
            lambda: next(
                (node for node in mailboxes.children
                 if node.name.startswith(name)),
                None,
            ),
            f"the mailbox {name}",
        )
        self.app.click(row)

    def count(self, mailbox):
        return len(self.ctl("list", "--mailbox", mailbox))

    def wait_for_count(self, mailbox, count):
        self.app.wait_for(
            lambda: self.count(mailbox) == count,
            f"{count} messages in {mailbox}",
        )

    def wait_for_rows(self, count):
        self.app.wait_for(lambda: len(self.rows()) == count, f"{count} rows")

    def select_all(self):
        self.app.click(self.app.find("Messages", "list").children[0])
        self.app.key("ctrl+a")

    def test_several(self):
        self.open_mail(*MAIL)
        self.click_row(LEASE)
        self.see("please find attached")
        self.app.key("ctrl+a")
        self.see("5 Messages Selected")
        self.screenshot("several-light")
        # Back to the one that has the keyboard.
        self.app.key("Escape")
        self.see("please find attached")
        self.app.key("Home")
        self.app.key("shift+Down", "shift+Down")
        self.see("3 Messages Selected")

        self.app.key("ctrl+e")
        self.see("3 messages archived")
        self.assertEqual(self.count("archive"), 3)
        self.undo()
        self.wait_for_rows(5)
        self.assertEqual(self.count("inbox"), 5)

        # One of them has a star already: undoing leaves it that.
        self.click_row(INVOICE)
        self.see("anbei erhalten Sie")
        self.app.key("ctrl+d")
        self.app.wait_for(
            lambda: "flagged" in self.flags_of(INVOICE), "a star"
        )
        self.app.key("ctrl+a")
        self.see("5 Messages Selected")
        self.press("Add Star")
        self.see("Star added to 4 messages")
        self.undo()
        self.app.wait_for(
            lambda: self.count_flagged() == 1, "the one star"
        )
        self.assertIn("flagged", self.flags_of(INVOICE))

    def count_flagged(self):
        return sum("flagged" in row["flags"] for row in self.ctl("list"))

    def flags_of(self, subject):
        return next(
            row["flags"] for row in self.ctl("list")
            if subject in row["subject"]
        )

    def test_delete_for_good(self):
        self.open_mail(
            *MAIL, env={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
        )
        self.select_all()
        self.see("5 Messages Selected")
        self.screenshot("several-dark")
        self.app.key("Delete")
        self.see("5 messages moved to the trash")
        self.wait_for_count("trash", 5)

        self.open_mailbox("Trash")
        self.wait_for_rows(5)
        self.click_row(LEASE)
        self.see("please find attached")
        self.app.find("Delete Permanently", "button")
        self.app.key("Delete")
        self.see("1 message will be deleted permanently")
        self.screenshot("delete-dark")
        self.press("Cancel")
        self.wait_for_dialog_end()
        self.app.key("Delete")
        self.see("1 message will be deleted permanently")
        self.press("Delete")
        self.see("1 message deleted permanently")
        self.assertEqual(self.count("trash"), 4)
        self.assertFalse(self.ctl("search", "mailbox:trash bicycles"))

        self.press("Empty Trash")
        self.see("4 messages will be deleted permanently")
        # The dialog's, which lies above the window's.
        self.press("Empty Trash")
        self.wait_for_count("trash", 0)
        self.see("This mailbox is empty")
        (answer,) = self.ctl("check", "--deep")
        self.assertEqual(answer["bad"], 0)
        # What was deleted here is not fetched again.
        self.assertEqual(self.ctl("fetch")[0]["downloaded"], 0)

    def test_filter(self):
        # GTK 4.8's popovers and libadwaita 1.2's folded leaflet lose memory.
        self.open_mail(*MAIL, leaks=False)
        self.choose_filter(2)
        self.app.wait_for(lambda: self.row(LEASE), "the lease")
        self.app.wait_for(lambda: len(self.rows()) < 5, "fewer rows")
        self.screenshot("filter")
        self.press("Show All")
        self.wait_for_rows(5)

        self.choose_filter(1)
        self.see("Nothing Passes the Filter")
        self.screenshot("filter-empty")
        self.press("Show All Messages")
        self.wait_for_rows(5)

        # What is read is no longer unread, and stays while it is read.
        self.choose_filter(0)
        self.click_row(LEASE)
        self.see("please find attached")
        self.see("4 unread")
        self.assertTrue(self.row(LEASE))
        self.click_row(INVOICE)
        self.app.wait_for(lambda: not self.row(LEASE), "the lease’s end")
        self.look_at_narrow()

    def look_at_narrow(self):
        """What can be done to several comes in the reader's place."""
        self.app.resize(400, 720)
        self.app.find("Back to Messages", "button").press()
        self.screenshot("narrow-filter")
        self.press("Show All")
        self.wait_for_rows(5)
        # A click would bring the reader.
        self.app.key("ctrl+a", "Return")
        self.see("5 Messages Selected")
        self.screenshot("narrow-several")
        self.press("Archive")
        self.see("5 messages archived")

    def choose(self):
        """The preferences, by keyboard: read only by hand, single keys on."""
        self.app.key("ctrl+comma")
        self.app.find("Single-Key Shortcuts", "check box")
        self.app.key("Return")
        self.app.wait_for(self.app.has_popover, "the row’s lines")
        self.app.key("End", "Return")
        self.app.wait_for(
            lambda: not self.app.has_popover(), "the end of the row’s lines"
        )
        self.see("Only by hand")
        self.app.key("Down", "Down", "Return")
        keys = self.app.find("Single-Key Shortcuts", "check box")
        self.app.wait_for(lambda: keys.checked, "single keys")
        self.screenshot("preferences-" + self.shade)
        self.app.key("Escape")
        self.wait_for_dialog_end()

    def wait_for_star(self, subject):
        self.app.wait_for(
            lambda: "flagged" in self.flags_of(subject), f"a star: {subject}"
        )

    shade = "light"

    def test_single_keys(self):
        schemas = os.path.join(os.path.dirname(scene.Programs.restante), "../../data")
        self.open_mail(
            *MAIL, leaks=False, env={"GSETTINGS_SCHEMA_DIR": schemas}
        )
        self.click_row(LEASE)
        self.see("4 unread")
        # Letters are nothing yet.
        self.app.key("s", "d")
        self.choose()
        self.app.key("s")
        self.wait_for_star(LEASE)
        self.assertEqual(self.count("inbox"), 5)

        self.app.key("e")
        self.see("Message archived")
        self.app.key("z")
        self.wait_for_rows(5)
        self.app.wait_for(
            lambda: not self.app.has_text("Message archived"), "the toast’s end"
        )
        self.app.key("d")
        self.see("Message moved to the trash")
        self.app.key("ctrl+z")
        self.wait_for_count("inbox", 5)
        self.read_unread()
        self.write_letters()

    def read_unread(self):
        """Round the list, past what was read."""
        self.click_row(LEASE)
        self.see("please find attached")
        for row in self.ctl("list"):
            if INVOICE not in row["subject"]:
                self.ctl("mark", str(row["id"]), "--read")
        self.see("1 unread")
        self.app.key("u")
        self.see("anbei erhalten Sie")
        # A moment is not enough any more.
        self.app.key("alt+shift+Down")
        self.see("No unread messages")
        self.see("1 unread")
        self.app.key("r")
        self.see("5 messages")
        self.assertIn("seen", self.flags_of(INVOICE))

    def write_letters(self):
        self.app.key("ctrl+f")
        self.app.type("lease")
        self.app.wait_for(lambda: len(self.rows()) == 1, "what is found")
        self.assertTrue(self.row(LEASE))


if __name__ == "__main__":
    scene.run()
