#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The account dialog: how to log in, the connection test, and what can be
reported when something fails."""

import os
import subprocess

import scene
from driver import xdotool


class Account(scene.Scene):
    def open_dialog(self, *settings, fetch=False, env=None):
        self.add_account()
        if fetch:
            self.ctl("fetch")
        if settings:
            self.ctl("account", "set", "mira", *settings)
        # Popovers and the clipboard of GTK 4.8 lose memory of their own.
        self.start(env=env, leaks=False)
        self.app.wait_for(self.account_menus, "a menu")[-1].press()
        # The first line has the focus. GTK 4.18 gives lines no names.
        self.app.wait_for(
            lambda: any(node.role == "menu item" for node in self.app.nodes()),
            "the menu's lines",
        )
        self.app.key("Return")
        self.app.find("Mail Address")
        self.addCleanup(self.app.key, "Escape")

    def account_menus(self):
        """The menu's button is in a widget of the same name, which does
        nothing."""
        return [
            node for node in self.app.nodes()
            if node.name == "Account Menu" and node.actions()
        ]

    def open_advanced(self):
        advanced = self.app.find("Advanced", "list item")
        self.scroll_to(advanced)
        self.app.click(advanced)

    def choose_line(self, name, line, *keys):
        """Opens the list of that row, and goes with these keys to a line of it.
        The lines are there before they have the keyboard."""
        row = self.app.find(name, "combo box")
        self.scroll_to(row)
        self.app.click(row)
        self.app.wait_for(self.app.has_popover, "an open list")
        self.app.wait_for(
            lambda: any(line in (node.name, node.text)
                        for node in self.app.nodes()),
            f"the line {line}",
        )
        self.app.key(*keys, "Return")
        self.app.wait_for(
            lambda: not self.app.has_popover(), "the list’s end"
        )

    def choose_way(self, steps):
        """That many below the way that is chosen, in the list that opens with
        the focus there. A long list has no rows where it is not in sight."""
        self.choose_line(
            "Way to Log In", "SCRAM-SHA-256", *["Down"] * steps
        )

    def choose_rule(self, number):
        """By its place in the list, from 0."""
        self.choose_line(
            "After Download", "Keep the Newest by Size",
            "Home", *["Down"] * number,
        )

    def type_number(self, name, number):
        """Into the spin button of that name; in its middle is a button."""
        spin = self.app.find(name, "spin button")
        _, middle = self.app.resting_place(spin)
        x, _ = self.app.origin(spin)
        xdotool("mousemove", x + spin.extents().x + 20, middle,
                "click", "--repeat", 3, "--delay", 60, 1)
        self.app.type(f"{number}\t")

    def test_rules(self):
        """What a rule would remove is told before it is saved."""
        self.serve(self.choose_mail("welcome", "lease", "invoice"))
        self.open_dialog("--leave", "always", fetch=True)
        self.see("Restante removes nothing there")
        self.assertFalse(self.app.has_text("The next fetch would remove"))
        self.choose_rule(3)
        self.see("would remove none of them")
        self.type_number("Messages on the Server", 2)
        self.see("The next fetch would remove 1 of them")
        self.scroll_to(self.app.find("Advanced", "list item"))
        self.screenshot("rules")
        self.app.click(self.app.find("Only What Is Backed Up", "check box"))
        self.see("would remove none of them")
        self.save()
        self.app.wait_for(
            lambda: self.account()["leave"] == "newest:2", "the rule"
        )
        self.assertTrue(self.account()["leave_unproven"])

    def test_rules_in_the_dark_where_there_is_little_room(self):
        self.serve(self.choose_mail("welcome", "lease", "invoice"))
        self.open_dialog("--leave", "never", fetch=True,
                         env={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
        self.app.resize(360, 700, index=-1)
        self.app.wait_for(
            lambda: self.app.window().extents().width < 380, "a narrow window"
        )
        self.choose_rule(4)
        self.see("would remove none of them")
        self.scroll_to(self.app.find("Advanced", "list item"))
        self.screenshot("rules-dark-narrow")
        spin = self.app.find("Megabytes on the Server", "spin button")
        box = spin.extents()
        self.assertLessEqual(box.x + box.width, 360)

    def test_rule_that_is_finer_than_the_form(self):
        """A rule that was set elsewhere is not rounded by saving."""
        self.serve(self.choose_mail("welcome"))
        self.open_dialog("--leave", "newest:1500k")
        self.save()
        self.assertEqual(self.account()["leave"], "newest:1500kB")

    def make_certificate(self):
        """A file with a certificate and its key."""
        path = os.path.join(self.folder, "mira.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
            + ["-subj", "/CN=mira", "-keyout", path, "-out", path + ".crt"],
            check=True, capture_output=True,
        )
        with open(path + ".crt", encoding="ascii") as certificate:
            with open(path, "a", encoding="ascii") as file:
                file.write(certificate.read())
        return path

    def save(self):
        self.press("Save")
        self.wait_for_dialog_end()

    def account(self):
        return self.ctl("account", "show", "mira")[0]

    def test_way_to_log_in(self):
        self.serve(self.choose_mail("welcome"),
                   "--mechanisms", "SCRAM-SHA-256 PLAIN")
        self.open_dialog()
        self.open_advanced()
        self.see("Automatic")
        self.choose_way(5)
        self.app.wait_for(lambda: self.app.look("Save").enabled, "a way")
        self.screenshot("way-to-log-in")
        self.save()
        self.app.wait_for(lambda: self.account()["auth"] == "plain", "PLAIN")
        # It is used, though the server offers a stronger one.
        self.see("1 unread")
        self.assertTrue(any(
            words[:1] == ["PLAIN"]
            for session in self.server.commands("AUTH") for words in session
        ))

    def test_way_without_its_secret(self):
        """A way that the account has nothing for is told before it is saved."""
        self.serve(self.choose_mail("welcome"))
        self.open_dialog()
        self.open_advanced()
        self.choose_way(12)
        self.see("needs a client certificate")
        self.assertFalse(self.app.look("Save").enabled)

    def test_what_was_set_elsewhere(self):
        """Nothing that the dialog does not ask for is lost by it."""
        self.serve(self.choose_mail("welcome"))
        certificate = self.make_certificate()
        self.open_dialog(
            "--client-certificate", certificate,
            "--token-command", "echo token", "--auth", "xoauth2",
        )
        self.see("Token from a Command")
        self.open_advanced()
        self.see("Token (XOAUTH2)")
        self.see(certificate)
        self.screenshot("token-and-certificate")
        before = self.account()
        self.save()
        self.assertEqual(self.account(), before)

    def test_size_limit(self):
        """A limit that is not in the list is there all the same."""
        self.serve(self.choose_mail("welcome"))
        self.open_dialog("--size-limit", "3MB")
        self.scroll_to(self.app.find("Size Limit", "combo box"))
        self.see("Of larger messages only the beginning is downloaded")
        self.screenshot("size-limit")
        self.choose_line(
            "Size Limit", "25.0\N{NO-BREAK SPACE}MB", "Home", *["Down"] * 6
        )
        self.save()
        self.assertEqual(self.account()["size_limit"], "10MB")

    def test_client_certificate_is_taken_away(self):
        self.serve(self.choose_mail("welcome"))
        certificate = self.make_certificate()
        self.open_dialog("--client-certificate", certificate)
        self.assertEqual(self.account()["client_certificate"], certificate)
        self.open_advanced()
        self.press("Use No Client Certificate")
        self.see("None; a PEM file")
        self.save()
        self.assertIsNone(self.account()["client_certificate"])

    def test_each_hop_is_shown(self):
        self.serve(self.choose_mail("welcome"),
                   "--capa", "USER;UIDL;TOP;SASL PLAIN;EXPIRE 3")
        self.open_dialog()
        name = self.app.find("Account Name (Optional)", "text")
        self.press("Test")
        self.see("see above what there is to know", timeout=40)
        for hop in ("TLS: Passed", "Login: Passed", "Server’s rules: Warning"):
            self.app.find(hop, "list item")
        self.screenshot("hops")

        # Into an entry, where it can be read.
        self.press("Copy Report")
        self.scroll_to(name)
        self.app.click(name)
        self.app.key("ctrl+v")
        self.app.wait_for(lambda: "warning" in name.text, "the report")
        self.assertIn("Server: localhost", name.text)
        self.assertNotIn(scene.PASSWORD, name.text)
        self.press("Cancel")

    def test_hops_behind_a_failure(self):
        self.serve(self.choose_mail("welcome"))
        self.open_dialog("--password-command", "echo guessed")
        self.press("Test")
        self.see("The test failed", timeout=40)
        self.app.find("TLS: Passed", "list item")
        self.app.find("Login: Failed", "list item")
        self.app.find("Mailbox: Not tried", "list item")

    def test_report(self):
        """What is copied has the code of the error, and nothing secret."""
        self.serve(self.choose_mail("welcome"))
        self.add_account()
        self.ctl("account", "set", "mira",
                 "--password-command", "echo guessed")
        self.start(leaks=False)
        self.press("Fetch Mail")
        self.press("Details")
        self.see("Mail Could Not Be Fetched")
        self.screenshot("failure-details")
        self.press("Copy Report")
        self.wait_for_dialog_end()

        # Into an entry, where it can be read.
        self.app.key("ctrl+f")
        self.app.key("ctrl+v")
        self.see("Error: auth: ")
        for text in ("Restante ", "Server: localhost", "CAPA"):
            self.assertTrue(self.app.has_text(text), text)
        self.assertFalse(self.app.has_text("guessed"))

    def test_warning(self):
        """RFC 2449 §6.7: a server that removes messages by itself earlier than
        the account wants is warned of, once."""
        self.serve(self.choose_mail("welcome"),
                   "--capa", "USER;UIDL;TOP;SASL PLAIN;EXPIRE 3")
        self.add_account()
        self.start()
        self.press("Fetch Mail")
        self.see("removes messages by itself after 3 days")
        self.assertIsNone(self.app.look("Details"))
        self.screenshot("warning")
        self.press("Dismiss")
        self.app.wait_for(lambda: not self.shows_bar(), "its end")

        # Not by the toast: that goes before a slow look has seen it.
        before = len(self.server.commands("QUIT"))
        self.press("Fetch Mail")
        self.app.wait_for(
            lambda: len(self.server.commands("QUIT")) > before, "a pass"
        )
        self.app.find("Fetch Mail")
        self.screenshot("no-warning-again")
        self.assertFalse(self.shows_bar())

    def shows_bar(self):
        """What a revealer concealed is up under the header bar; below, a toast
        of libadwaita 1.7 has a button of the same name."""
        dismiss = self.app.look("Dismiss")
        header = self.app.find("Search", "button").extents()
        bottom = header.y + header.height
        return dismiss is not None and bottom < dismiss.extents().y < 3 * bottom


if __name__ == "__main__":
    scene.run()
