#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control says what it is to who cannot see it."""

import scene
# What a person operates. GTK gives a control without a label the name of its
# class.
CONTROLS = {
    "button", "push button", "toggle button", "check box", "radio button",
    "combo box", "spin button", "switch", "entry", "text", "menu",
    "menu item", "slider", "link",
}
CLASSES = ("Gtk", "Adw", "Rst", "WebKit")


class Names(scene.Scene):
    def is_named(self, node):
        return node.name.strip() and not node.name.startswith(CLASSES)

    def is_in_entry(self, node):
        """The text of a named entry goes by the entry's name."""
        parent = node.parent
        return node.role == "text" and parent.role == "entry" and \
            self.is_named(parent)

    def assert_named(self, place):
        nameless = [
            f"{node.role} in {node.parent.name!r}"
            for node in self.app.nodes()
            if node.role in CONTROLS and node.showing
            and not self.is_named(node) and not self.is_in_entry(node)
        ]
        self.assertEqual(nameless, [], f"{place}:\n{self.app.describe()}")

    def test_welcome_and_account_dialog(self):
        self.start(leaks=False)
        self.see("Welcome to Restante")
        self.assert_named("welcome page")
        self.press("Add an Account")
        self.app.find("Mail Address")
        self.assert_named("account dialog")
        advanced = self.app.find("Advanced", "list item")
        self.scroll_to(advanced)
        self.app.click(advanced)
        self.app.find("Way to Log In", "combo box")
        self.see("Choose a Client Certificate")
        self.assert_named("advanced settings")
        self.app.key("Escape")
        self.wait_for_dialog_end()

    def test_window(self):
        self.serve(self.choose_mail("welcome", "lease", "lantern-newsletter"))
        self.fetch_beforehand()
        self.start(leaks=False)
        self.see("unread")
        self.select("Lights for the dark months")
        self.see("Remote content was kept out")
        self.assert_named("a page of HTML")
        self.select("Your lease from 1 January")
        self.see("please find attached")
        self.assert_named("text with an attachment")
        self.app.key("alt+Return")
        self.app.find("Copy SHA-256", "button")
        self.assert_named("properties")
        self.app.key("Escape")
        self.wait_for_dialog_end()
        self.app.key("ctrl+f")
        self.app.type("lease")
        self.app.wait_for(lambda: len(self.rows()) == 1, "one row")
        self.assert_named("a search")


if __name__ == "__main__":
    scene.run()
