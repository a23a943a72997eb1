#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people sort mail by: junk, tags and saved searches."""

import scene

MAIL = ("welcome", "lease", "invoice", "lantern-newsletter")
LEASE = "Your lease from 1 January"
LANTERN = "Lantern"


class Tags(scene.Scene):
    def open_mail(self, env=None):
        # GTK 4.8's popovers lose memory.
        self.serve(self.choose_mail(*MAIL))
        self.fetch_beforehand()
        self.start(env=env, leaks=False)
        self.see(f"{len(MAIL)} unread")
        self.app.resize(1200, 760)

    def line(self, name):
        """The first line of the sidebar that begins so, or None."""
        lines = self.app.find("Mailboxes", "list").children
        return next((n for n in lines if n.name.startswith(name)), None)

    def open_line(self, name):
        self.app.click(
            self.app.wait_for(lambda: self.line(name), f"the line {name}")
        )

    def wait_for_rows(self, count):
        self.app.wait_for(lambda: len(self.rows()) == count, f"{count} rows")

    def test_junk(self):
        self.open_mail()
        self.app.click(self.row(LANTERN))
        self.press("Show Images")
        self.app.key("ctrl+j")
        self.see("Message marked as junk")
        self.wait_for_rows(3)
        self.assertEqual(len(self.ctl("list", "--mailbox", "junk")), 1)
        self.press("Undo")
        self.wait_for_rows(4)

        self.app.click(self.row(LANTERN))
        self.press("Mark as Junk")
        self.wait_for_rows(3)
        self.open_line("Junk")
        self.wait_for_rows(1)
        self.app.click(self.row(LANTERN))
        self.see("Remote content was kept out")
        self.screenshot("junk")
        self.assertIsNone(self.app.look("Show Images", "button"))
        self.press("Not Junk")
        self.see("Message moved to the inbox")
        self.see("This mailbox is empty")

        self.ctl("mark", str(self.ctl("list")[0]["id"]), "--mailbox", "junk")
        self.wait_for_rows(1)
        self.press("Empty Junk")
        self.see("1 message will be deleted permanently")
        self.press("Empty Junk")
        self.see("This mailbox is empty")


if __name__ == "__main__":
    scene.run()
