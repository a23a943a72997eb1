#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fetch shows how far it is, stops when told to, and goes on where it was."""

import re

import scene

COUNT = 40


class Fetching(scene.Scene):
    def test_stop_and_go_on(self):
        self.serve(self.write_mail(COUNT), "--delay", "150")
        self.add_account()
        # GLib’s table of names grows past its first size here, and GLib keeps
        # the old one for ever.
        self.start(leaks=False)
        self.see("No Messages")

        self.press("Fetch Mail")
        self.app.wait_for(self.is_half_way, "a fetch half-way")
        self.screenshot("fetching")
        self.press("Stop Fetching")
        self.app.find("Fetch Mail", "button")
        self.see("unread")
        stored = self.count_stored()
        self.assertGreater(stored, 0)
        self.assertLess(stored, COUNT)

        self.press("Fetch Mail")
        # The toast goes after five seconds, what was fetched stays.
        self.see("new messages", timeout=40)
        self.see(f"{COUNT} unread")
        self.assertEqual(self.count_stored(), COUNT)
        # What was here already was not asked for again.
        first, second = self.server.commands("RETR")
        self.assertEqual(len(second), COUNT - stored)
        self.assertGreaterEqual(len(first), stored)
        self.assertIn("Message 40", self.rows()[0])

        self.press("Fetch Mail")
        self.see("No new messages")

    def is_half_way(self):
        return any(
            (match := re.fullmatch(rf"Fetching (\d+) of {COUNT}", node.name))
            and 5 < int(match[1]) < COUNT
            for node in self.app.nodes()
        )

    def count_stored(self):
        return len(self.ctl("list", "--limit", "1000"))


if __name__ == "__main__":
    scene.run()
