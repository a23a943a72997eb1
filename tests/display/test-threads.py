#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Threads in the list and in the reader, the list's order, the panes' widths, and
the place that comes back at the next start."""

import os

import scene

MAIL = (
    "lease", "shed-roof", "shed-roof-re", "invoice", "shed-roof-re2", "kyoto",
    "shed-roof-re3",
)
ROOF = "The shed roof before winter"


class Threads(scene.Scene):
    def wait_for_rows(self, count):
        self.app.wait_for(lambda: len(self.rows()) == count, f"{count} rows")

    def wait_for_text(self, text):
        """In the reader, not in the list: there it is only a beginning."""
        self.app.wait_for(
            lambda: any(
                node.role == "text" and node.showing and text in node.text
                for node in self.app.nodes()
            ),
            f"“{text}”",
        )

    def strip(self):
        return self.app.wait_for(
            lambda: next(
                (node for node in self.app.nodes()
                 if "in this conversation" in node.name and node.showing
                 and node.actions()),
                None,
            ),
            "the strip above the message",
        )

    def flags_of(self, sender, mailbox):
        return [
            row["flags"] for row in self.ctl("list", "--mailbox", mailbox)
            if ROOF in row["subject"] and sender in str(row["from"])
        ]

    def test_threads(self):
        # GTK 4.8's popovers lose memory.
        self.serve(self.choose_mail(*MAIL))
        self.fetch_beforehand()
        self.start_with_settings()
        self.see("7 unread")
        self.app.resize(1200, 760)
        self.open_and_close()
        self.act_on_closed()
        self.read_conversation()
        self.sort()
        self.change_widths()
        self.come_back()

    def start_with_settings(self, **env):
        build = os.path.dirname(scene.Programs.server)
        schemas = os.path.join(build, "..", "..", "data")
        self.start(leaks=False, env={"GSETTINGS_SCHEMA_DIR": schemas, **env})

    def open_and_close(self):
        """A thread is one row, which arrow keys open and close."""
        self.wait_for_rows(4)
        row = self.row(ROOF)
        self.assertIn("4 messages", row.name)
        self.app.click(row)
        self.wait_for_text("Done, and dry!")
        self.app.key("Right")
        self.wait_for_rows(7)
        self.app.key("Down")
        self.wait_for_text("bring the long ladder")
        self.screenshot("thread-open")
        self.app.key("Left")
        self.wait_for_text("Done, and dry!")
        self.app.key("minus")
        self.wait_for_rows(4)
        self.app.key("asterisk")
        self.wait_for_rows(7)
        self.app.key("slash")
        self.wait_for_rows(4)

    def act_on_closed(self):
        """A closed thread stands for all of its messages."""
        self.app.key("ctrl+e")
        self.see("4 messages archived")
        self.wait_for_rows(3)
        self.undo()
        self.wait_for_rows(4)

    def read_conversation(self):
        """The reader leads to messages that are in other mailboxes, too, and
        what is done then is done to them."""
        self.click_row(ROOF)
        self.wait_for_text("Done, and dry!")
        self.app.key("Right", "End")
        self.wait_for_rows(7)
        self.click_row("Jonas Weller, " + ROOF)
        self.wait_for_text("the felt on the shed is done for")
        self.app.key("ctrl+e")
        self.see("Message archived")
        self.click_row("3 messages")
        self.wait_for_text("Done, and dry!")
        self.assertIn("4 messages", self.strip().name)
        self.strip().press()
        lines = self.app.find("Conversation", "list")
        self.app.wait_for(lambda: len(lines.children) == 4, "four lines")
        self.app.click(lines.children[0])
        self.wait_for_text("the felt on the shed is done for")
        self.screenshot("conversation-visited")
        self.app.key("ctrl+d")
        self.app.wait_for(
            lambda: ["flagged" in flags for flags
                     in self.flags_of("Jonas", "archive")] == [True],
            "a star in the archive",
        )
        self.assertFalse(any(
            "flagged" in flags for flags in self.flags_of("", "inbox")
        ))

    def sort(self):
        """By sender; the message that is read stays selected."""
        self.click_row("Stadtwerke")
        self.wait_for_text("anbei erhalten Sie")
        self.choose_filter(5, "sort-menu")
        self.app.wait_for(
            lambda: "Harbour" in self.rows()[0], "another order",
        )
        self.wait_for_text("anbei erhalten Sie")

    def wait_for_list(self, condition, what):
        """Until where the list is, and how wide, is right."""
        messages = self.app.find("Messages", "list")
        self.app.wait_for(
            lambda: condition(messages.extents()), what
        )
        return messages.extents()

    def wait_for_widths(self, sidebar, messages):
        """The mailboxes begin the window, and the messages come next to them,
        behind one pixel."""
        self.wait_for_list(
            lambda box: (box.x, box.width) == (sidebar + 1, messages),
            f"widths of {sidebar} and {messages}",
        )

    def change_widths(self):
        """Panes are as wide as people drag them, as far as there is room."""
        self.wait_for_widths(200, 340)
        edge = self.app.find("Width of Message List", "separator")
        self.app.drag(edge, 60)
        self.wait_for_widths(200, 400)
        # Not beyond what the reader and the window have.
        self.app.drag(edge, 900)
        box = self.wait_for_list(lambda box: box.width > 560, "a wide list")
        self.assertLess(box.width, 660)
        self.assertEqual(self.app.window().extents().width, 1200)
        self.app.click(edge, repeat=2)
        self.wait_for_widths(200, 340)

        # The same by keyboard.
        self.app.key("F8", "Right", "Right", "F8", "Left")
        self.wait_for_widths(232, 324)
        self.screenshot("pane-edge")
        self.app.key("Home")
        self.wait_for_widths(232, 300)
        self.app.key("Right", "Right")
        self.wait_for_widths(232, 332)
        self.app.key("F8")
        self.wait_for_text("anbei erhalten Sie")

        # A side bar that is hidden leaves the list as wide as it was.
        self.app.key("F9")
        box = self.wait_for_list(lambda box: box.x == 0, "the list alone")
        self.assertEqual(box.width, 332)
        self.app.key("F9")
        self.wait_for_widths(232, 332)

    def come_back(self):
        """The next window shows the same message, in the same order. Panes are
        as wide as they were, also when there was no room meanwhile."""
        self.app.resize(860, 720)
        self.wait_for_list(lambda box: box.width < 320, "less room")
        self.assertEqual(self.app.quit(), 0)
        self.app = None
        self.start_with_settings(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
        self.wait_for_text("anbei erhalten Sie")
        self.assertIn("Harbour", self.rows()[0])
        self.app.resize(1200, 760)
        self.wait_for_widths(232, 332)
        self.click_row("3 messages")
        self.wait_for_text("bring the long ladder")
        self.strip().press()
        self.app.find("Conversation", "list")
        self.screenshot("conversation-dark")
        self.app.resize(400, 720)
        self.screenshot("conversation-narrow")


if __name__ == "__main__":
    scene.run()
