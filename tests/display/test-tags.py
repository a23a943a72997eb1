#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people sort mail by: junk, tags and saved searches."""

import os
import re

import scene
from driver import NotFound, xdotool

MAIL = ("welcome", "lease", "invoice", "lantern-newsletter")
LEASE = "Your lease from 1 January"
LANTERN = "Lantern"
LONG = [
    "Rechnungen und Verträge, die noch zu prüfen sind",
    "عائلة",
    "家族",
] + [f"Project {number}" for number in range(1, 15)]
# What tags stand on, as libadwaita has it.
STYLES = {
    "../../ui/restante.css": ["#ffffff", "#ebebeb", "#e1e1e1"],
    "../../ui/restante-dark.css": ["#242424", "#303030", "#454545"],
}


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
        self.click_row(LANTERN)
        self.press("Show Images")
        self.app.key("ctrl+j")
        self.see("Message marked as junk")
        self.wait_for_rows(3)
        self.assertEqual(len(self.ctl("list", "--mailbox", "junk")), 1)
        self.undo()
        self.wait_for_rows(4)

        self.click_row(LANTERN)
        self.press("Mark as Junk")
        self.wait_for_rows(3)
        self.open_line("Junk")
        self.wait_for_rows(1)
        self.click_row(LANTERN)
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


    def enter(self, text):
        self.app.type(text)
        self.app.key("Return")

    def tag(self, *names):
        """Puts tags on what is selected, by keyboard."""
        self.app.key("ctrl+t")
        self.app.find("Add a tag", "text")
        for name in names:
            self.enter(name)
        self.screenshot("tags-dialog")
        self.app.key("Return")

    def tags_of(self, subject):
        return next(
            row["tags"] for row in self.ctl("list")
            if subject in row["subject"]
        )

    def edit_line(self, name, item):
        """Chooses a line of the context menu, so many below the first."""
        self.app.wait_for(lambda: self.opens_menu(name), "the context menu")
        self.app.key(*["Down"] * item, "Return")

    def opens_menu(self, name):
        """Where a dialog was above it, GTK finds the pointer when it moves, and
        not always in time for the first press."""
        xdotool("mousemove", 640, 700, "sleep", "0.2")
        self.app.click(self.line(name), button=3)
        try:
            return self.app.wait_for(self.shows_menu, timeout=2)
        except NotFound:
            return False

    def test_tags(self):
        self.open_mail()
        self.click_row(LEASE)
        self.tag("Home", "To be paid", "3rd")
        self.see("Tags changed on 1 message")
        self.assertEqual(self.tags_of(LEASE), ["3rd", "Home", "To be paid"])
        self.app.wait_for(
            lambda: "tagged 3rd, Home" in self.row(LEASE).name, "a tagged row"
        )
        self.app.find("To be paid", "button")
        self.app.wait_for(lambda: self.line("Home"), "the tag")
        self.screenshot("tags")

        # Of several, some have it: it is left alone until it is chosen.
        self.app.key("ctrl+a")
        self.see("4 Messages Selected")
        self.tag("home")
        self.see("Tags changed on 3 messages")
        self.assertEqual(len(self.ctl("search", "tag:home")), 4)
        self.assertEqual(len(self.ctl("search", "tag:3rd")), 1)
        self.undo()
        self.app.wait_for(
            lambda: len(self.ctl("search", "tag:home")) == 1, "the one tag"
        )

        self.open_line("To be paid")
        self.wait_for_rows(1)
        # What another program does is seen too.
        (other,) = self.ctl("search", "subject:lantern")
        self.ctl("mark", str(other["id"]), "--tag", "to be paid")
        self.wait_for_rows(2)
        self.edit_line("To be paid", 0)
        self.see("Edit Tag")
        self.screenshot("tags-edit")
        self.app.key("ctrl+a")
        self.enter("Paid")
        self.app.wait_for(lambda: self.line("Paid"), "the new name")
        self.wait_for_rows(2)
        self.edit_line("Paid", 1)
        self.press("Delete")
        self.app.wait_for(lambda: not self.line("Paid"), "its end")

    def test_searches(self):
        self.open_mail(env={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
        for number, row in enumerate(self.ctl("list")):
            names = LONG[: number + 1] if number < 3 else LONG
            self.ctl("mark", str(row["id"]), *[f"--tag={n}" for n in names])
        self.app.key("ctrl+f")
        self.app.type("is:unread lantern OR lease")
        self.wait_for_rows(2)
        self.press("Save…")
        self.see("Search For")
        self.screenshot("searches-save")
        self.app.key("ctrl+a")
        self.enter("Both")
        self.open_line("Both")
        self.wait_for_rows(2)
        self.screenshot("searches-dark")
        (lease,) = self.ctl("search", "subject:lease")
        self.ctl("mark", str(lease["id"]), "--mailbox", "junk")
        self.wait_for_rows(1)

        self.edit_line("Both", 0)
        self.see("Edit Search")
        self.app.key("Tab", "ctrl+a")
        self.enter("subject:lease OR subject:welcome")
        self.app.wait_for(
            lambda: not self.row(LANTERN) and self.row("Welcome"),
            "what it looks for now",
        )
        self.edit_line("Both", 1)
        self.press("Delete")
        self.app.wait_for(lambda: not self.line("Both"), "its end")
        self.click_row("Welcome")
        self.see("Mail Hosting")
        self.screenshot("tags-many")
        self.app.resize(400, 720)
        self.screenshot("tags-narrow-reader")
        self.app.find("Back to Messages", "button").press()
        self.screenshot("tags-narrow")


    def test_contrast(self):
        """WCAG 2.1, 1.4.3: a tag's name is at least 4.5 to 1; and 1.4.11: its
        icon at least 3 to 1 on the sidebar, selected or not."""
        for path, grounds in STYLES.items():
            with open(os.path.join(scene.HERE, path), encoding="utf-8") as file:
                colors = dict(re.findall(r"@define-color tag_(\w+) (#\w+);",
                                         file.read()))
            words = colors.pop("words")
            self.assertEqual(len(colors), 8)
            for color in colors.values():
                self.assertGreaterEqual(contrast(color, words), 4.5)
                for ground in grounds:
                    self.assertGreaterEqual(contrast(color, ground), 3)


def luminance(color):
    """WCAG 2.1: relative luminance."""
    parts = [int(color[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color, other):
    dark, light = sorted((luminance(color), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


if __name__ == "__main__":
    scene.run()
