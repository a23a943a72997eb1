#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in the dark and where there is little room."""

import subprocess

import scene
from driver import NotFound, wait_for

LETTER = "Lights for the dark months"
LEASE = "Your lease from 1 January"


class Looks(scene.Scene):
    def open_mail(self, env=None, leaks=True):
        # No more than the list has room for: what is below has no row yet.
        self.serve(self.choose_mail(
            "lease", "lantern-newsletter", "elodie", "invoice", "receta",
            "kyoto", "museum", "khatt", "tickets",
        ))
        self.fetch_beforehand()
        self.start(env=env, leaks=leaks)
        self.see("unread")
        self.app.resize(1200, 760)

    def test_dark(self):
        self.open_mail({"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
        self.select(LETTER)
        self.see("Remote content was kept out")
        self.assertLess(self.brightness("dark-html"), 0.5)
        self.select(LEASE)
        self.see("please find attached")
        self.assertLess(self.brightness("dark-text"), 0.35)

    def test_light(self):
        self.open_mail()
        self.select(LEASE)
        self.see("please find attached")
        self.assertGreater(self.brightness("light-text"), 0.7)

    def brightness(self, name):
        """From 0 to 1, of the middle of the screen: the window is there."""
        answer = subprocess.run(
            ["convert", self.screenshot(name), "-gravity", "center"]
            + ["-crop", "1000x600+0+0", "-colorspace", "gray"]
            + ["-format", "%[fx:mean]", "info:"],
            capture_output=True, text=True, check=True,
        )
        return float(answer.stdout)

    def test_narrow(self):
        # libadwaita 1.2's folded leaflet leaks render nodes.
        self.open_mail(leaks=False)
        self.app.resize(400, 720)
        self.app.wait_for(
            lambda: self.app.window().extents().width < 420, "a narrow window"
        )
        # Messages alone: the list is as wide as the window.
        messages = self.app.find("Messages", "list")
        self.app.wait_for(
            lambda: messages.extents().x == 0
            and messages.extents().width == self.app.window().extents().width,
            "the messages alone",
        )
        self.screenshot("narrow-messages")

        self.app.wait_for(self.opens_reader, "the reader")
        self.screenshot("narrow-reader")
        self.press("Back to Messages")
        self.app.wait_for(
            lambda: self.is_in_window(self.app.find("Messages", "list")),
            "the messages again",
        )
        self.press("Back to Mailboxes")
        mailboxes = self.app.find("Mailboxes", "list")
        self.app.wait_for(lambda: self.is_in_window(mailboxes), "mailboxes")
        self.screenshot("narrow-mailboxes")

    def opens_reader(self):
        """A click may be lost while the window finds its new size."""
        self.app.click(self.row("La receta"))
        try:
            return wait_for(self.shows_reader, timeout=3)
        except NotFound:
            return False

    def shows_reader(self):
        return any(
            node.name == "Back to Messages" and self.is_in_window(node)
            for node in self.app.nodes()
        )

    def is_in_window(self, node):
        box = node.extents()
        window = self.app.window().extents()
        return 0 <= box.x and box.x + box.width <= window.width


if __name__ == "__main__":
    scene.run()
