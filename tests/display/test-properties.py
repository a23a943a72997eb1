#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The properties of a message: where it came from, and why it is still on the
server."""

import scene

LEASE = "Your lease from 1 January"


class Properties(scene.Scene):
    def open_properties(self, *options, env=None):
        self.serve(self.choose_mail("lease"), *options)
        self.add_account()
        self.ctl("account", "set", "mira", "--leave", "14")
        self.ctl("fetch")
        # The clipboard of GTK 4.8 loses memory of its own.
        self.start(env=env, leaks=False)
        self.see("unread")
        self.select(LEASE)
        self.see("please find attached")
        self.app.key("alt+Return")
        self.see("stays on the server")
        self.addCleanup(self.app.key, "Escape")

    def origin(self):
        (message,) = self.ctl("list")
        (origin,) = self.ctl("origin", str(message["id"]))
        return origin

    def row(self, title):
        """What the row of that title is called: its title and its value."""
        return next(
            (node.name for node in self.app.nodes()
             if node.role == "list item" and node.showing
             and node.name.startswith(title + ": ")),
            None,
        )

    def test_all_is_shown(self):
        self.open_properties()
        self.screenshot("properties")
        origin = self.origin()
        self.see(origin["reason"])
        for title, value in (
            ("Account", "mira@restante.example"),
            ("Server", "localhost"),
            ("Name on the Server", origin["uidl"]),
            ("SHA-256", origin["sha256"]),
            ("Message-ID", origin["message_id"]),
        ):
            self.assertIn(value, self.row(title), title)
        for title in ("First Listed There", "Downloaded", "Size",
                      "Size on the Server"):
            self.assertIsNotNone(self.row(title), title)
        # Steps that were not taken have no row.
        for title in ("Not Listed Since", "Asked to Remove It",
                      "Removed There"):
            self.assertIsNone(self.row(title), title)

    def test_hash_is_copied(self):
        self.open_properties()
        self.scroll_to(self.app.find("Copy SHA-256", "button"))
        self.press("Copy SHA-256")
        self.see("Copied to the clipboard")
        self.app.key("Escape")
        self.wait_for_dialog_end()
        # Into an entry, where it can be read.
        self.app.key("ctrl+f")
        self.app.key("ctrl+v")
        self.see(self.origin()["sha256"])

    def test_from_the_menu(self):
        self.open_properties()
        self.app.key("Escape")
        self.wait_for_dialog_end()
        menus = [node for node in self.app.nodes()
                 if node.name == "Message menu" and node.actions()]
        menus[-1].press()
        # The last line; GTK 4.18 gives lines no names.
        self.app.wait_for(
            lambda: any(node.role == "menu item" for node in self.app.nodes()),
            "the menu's lines",
        )
        self.app.key("Up", "Return")
        self.see("stays on the server")

    def test_removed(self):
        """What is no longer there is told, with its day."""
        self.serve(self.choose_mail("lease"))
        self.add_account()
        self.ctl("account", "set", "mira", "--leave", "never")
        self.ctl("fetch")
        self.start()
        self.see("unread")
        self.select(LEASE)
        self.see("please find attached")
        self.app.key("alt+Return")
        self.addCleanup(self.app.key, "Escape")
        self.see("removed from the server")
        self.assertIsNotNone(self.row("Removed There"))
        self.screenshot("properties-removed")

    def test_dark_and_narrow(self):
        self.open_properties(env={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
        self.app.resize(360, 640, index=-1)
        self.app.wait_for(
            lambda: self.app.window().extents().width < 380, "a narrow window"
        )
        self.screenshot("properties-dark-narrow")
        window = self.app.window().extents()
        copy = self.app.find("Copy SHA-256", "button")
        self.scroll_to(copy)
        self.screenshot("properties-dark-narrow-end")
        box = copy.extents()
        self.assertLessEqual(box.x + box.width, window.width)


if __name__ == "__main__":
    scene.run()
