#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one does with a message that is shown: find words, enlarge, print, read
in another text encoding, and see what else somebody wrote."""

import os
import subprocess

import scene

LEASE = "Your lease from 1 January"
LETTER = "Lights for the dark months"


class ReaderTools(scene.Scene):
    # GTK 4.8's popovers and libadwaita's leaflet leak.
    def open_mail(self, *names):
        self.serve(self.choose_mail(*names))
        self.fetch_beforehand()
        self.open_window()
        self.see(f"{len(names)} unread")

    def open_window(self):
        # Where a file without a folder goes.
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        support = os.path.dirname(scene.Programs.server)
        schemas = os.path.join(support, "..", "..", "data")
        self.start(leaks=False, env={"GSETTINGS_SCHEMA_DIR": schemas})
        self.app.resize(1200, 760)

    def find(self, text):
        self.app.key("ctrl+shift+f")
        self.app.find("Find in message", "entry")
        self.app.key("ctrl+a")
        self.app.type(text)

    def darkness(self, name):
        """From 0 to 1, of the place of the message inside its focus ring."""
        text = self.app.find("Message text", "text")
        x, y = self.app.origin(text)
        box = text.extents()
        answer = subprocess.run(
            ["convert", self.screenshot(name), "-crop"]
            + [f"{box.width - 8}x300+{x + box.x + 4}+{y + box.y + 20}"]
            + ["-colorspace", "gray", "-format", "%[fx:1-mean]", "info:"],
            capture_output=True, text=True, check=True,
        )
        return float(answer.stdout)

    def test_find_zoom_and_print(self):
        self.open_mail("lease", "lantern-newsletter")
        self.select(LEASE)
        self.see("please find attached")
        # In any case, and round the ends.
        self.find("THE")
        self.see("1 of 6")
        self.app.key("Return", "Return")
        self.see("3 of 6")
        self.screenshot("find-text")
        self.app.key("shift+Return", "shift+Return", "shift+Return")
        self.see("6 of 6")
        self.find("zeppelin")
        self.see("Not found")
        self.assertFalse(self.app.find("Next match", "button").enabled)
        self.app.key("Escape")

        normal = self.darkness("zoom-100")
        self.app.key(*["ctrl+plus"] * 5)
        large = self.darkness("zoom-170")
        self.assertGreater(large, normal * 1.6)
        self.print_to_file()

        self.select(LETTER)
        self.see("Remote content was kept out")
        self.find("lamp")
        self.see("1 of 2")
        self.press("Next match")
        self.see("2 of 2")
        self.screenshot("find-html")
        self.press("Next match")
        self.see("1 of 2")
        self.app.key("Escape")
        self.print_to_file()

        # The size is there again at the next start.
        self.end()
        self.open_window()
        self.select(LEASE)
        self.see("please find attached")
        self.assertAlmostEqual(
            self.darkness("zoom-kept"), large, delta=large / 20
        )
        self.app.key("ctrl+0")
        self.assertAlmostEqual(
            self.darkness("zoom-normal"), normal, delta=normal / 20
        )

    def print_to_file(self):
        """As a person does who keeps the folder and the name that GTK offers:
        without a folder for documents, that is where the program started."""
        path = os.path.abspath("output.pdf")
        self.app.key("ctrl+p")
        self.app.find("Print to File")
        # From the tabs to the only printer.
        self.app.key("Tab", "space")
        self.press("Print")
        self.app.wait_for(
            lambda: os.path.exists(path) and os.path.getsize(path) > 0, path
        )
        with open(path, "rb") as file:
            self.assertEqual(file.read(5), b"%PDF-")
        os.remove(path)

    def test_text_encoding_and_people(self):
        """A message in KOI8-R that says it is in ISO-8859-1."""
        folder = os.path.join(self.folder, "mail")
        os.mkdir(folder)
        with open(os.path.join(folder, "2.eml"), "wb") as file:
            file.write(b"From: c@d.example\nSubject: Another\n\nText\n")
        with open(os.path.join(folder, "1.eml"), "wb") as file:
            file.write(
                b"From: =?utf-8?q?=D7=A9=D7=9C=D7=95=D7=9D?= <a@b.example>\n"
                b"Date: Mon, 2 Nov 2026 07:00:00 +0100\n"
                + b"To: " + b",\n ".join(
                    b"A Very Long Name Of Somebody Number %d <a%d@b.example>"
                    % (n, n) for n in range(120)
                ) + b"\nSubject: Letter\n"
                b"Content-Type: text/plain; charset=iso-8859-1\n\n"
                + "Привет, Мира".encode("koi8-r") + b"\n"
            )
        self.serve(folder)
        self.fetch_beforehand()
        self.open_window()
        self.select("Letter")
        self.see("ðÒÉ×ÅÔ")
        self.open_menu("Message menu")
        self.screenshot("message-menu")
        self.app.key("Down", "Return")
        self.screenshot("text-encoding")
        self.app.key(*["Down"] * 8, "Return")
        self.see("Привет, Мира")
        self.press("and 116 more")
        self.see("A Very Long Name Of Somebody Number 119")
        self.screenshot("details")

        self.open_menu("A Very Long Name Of Somebody Number 3 <a3@b.example>")
        self.screenshot("chip-menu")
        self.app.key("Return")
        self.see("Address copied")
        self.open_menu("שלום <a@b.example>")
        self.app.key("Down", "Down", "Return")
        self.app.wait_for(lambda: len(self.rows()) == 1, "one row")
        self.assertTrue(self.row("Letter"))
        self.assertEqual(
            self.app.find("Search mail").text, 'from:"a@b.example"'
        )

    def write_quotes_and_links(self):
        folder = self.choose_mail("lantern-newsletter")
        head = "From: a@b.example\nDate: Mon, 2 Nov 2026 {}:00:00 +0000\n"
        lines = "".join(f"> {n}\n" for n in range(20))
        with open(os.path.join(folder, "1.eml"), "w", encoding="utf-8") as file:
            file.write(head.format(9) + "Subject: Answer\n\n"
                       f"Yes.\n\nMira wrote:\n{lines}> zebra\n\n"
                       "See http://192.0.2.7/zoo and mailto:a@b.example\n")
        with open(os.path.join(folder, "2.eml"), "w", encoding="utf-8") as file:
            file.write(head.format(8) + "Subject: Links\n"
                       "Content-Type: text/html\n\n"
                       "<a href='https://evil.example/'>www.bank.example</a>")
        return folder

    def test_quotes_links_and_trust(self):
        self.serve(self.write_quotes_and_links())
        self.fetch_beforehand()
        self.open_window()

        # What is folded opens by keyboard, and by finding what is in it.
        self.select("Answer")
        fold = "Show Quoted Text (21 Lines)"
        self.app.find(fold, "button")
        self.screenshot("fold")
        self.app.click(self.app.find("Message text", "text"))
        self.app.key("Tab", "space")
        self.see("zebra")
        self.screenshot("fold-open")
        self.app.key("space")
        self.app.find(fold, "button")

        # Behind it are links, which open by keyboard and ask as by mouse.
        self.app.key("Tab")
        self.app.find("http://192.0.2.7/zoo")
        self.screenshot("link-by-keyboard")
        self.app.key("Return")
        self.see("The link leads to the number “192.0.2.7”")
        self.press("Cancel")
        self.app.wait_for(
            lambda: not self.app.has_text("leads to the number"), "its end"
        )
        self.app.click(self.app.find("Message text", "text"))
        self.app.key("Tab", "Tab", "Tab")
        self.app.find("mailto:a@b.example")
        self.app.key("Tab")
        self.app.wait_for(
            lambda: self.app.look("mailto:a@b.example") is None, "the end of links"
        )
        self.find("zebra")
        self.see("1 of 1")
        self.app.find("Hide Quoted Text", "button")
        self.app.key("Escape")

        # A link that says another site than it leads to asks first.
        self.select("Links")
        page = self.app.find("Message")
        self.app.wait_for(lambda: page.extents().height > 100, "a page")
        self.app.click(page)
        self.app.key("Tab", "Return")
        self.see("shows “www.bank.example”, but the link leads to “evil.example”")
        self.screenshot("link-warning")
        self.press("Cancel")
        self.app.wait_for(
            lambda: not self.app.has_text("but the link leads"), "its end"
        )
        # HTML has its text beside it, and the keyboard goes there.
        self.app.click(page)
        self.app.key("ctrl+shift+t")
        self.app.wait_for(self.focused_text, "the focus in the text")
        self.assertIn(
            "www.bank.example <https://evil.example/>", self.focused_text()
        )
        self.screenshot("html-as-text")
        self.app.key("ctrl+shift+t")
        self.app.wait_for(
            lambda: self.focused_text() is None, "the focus in the page"
        )

        self.trust_and_distrust()

    def focused_text(self):
        """The message's text if the keyboard is in it. With GTK 4.18 a page
        that another has replaced is out of sight."""
        node = self.app.look("Message text", "text")
        return node.text if node is not None and node.focused else None

    def trust_and_distrust(self):
        self.select(LETTER)
        self.press("Always…")
        self.see("Anybody can write this address into a message")
        self.screenshot("trust")
        self.press("Always Show")
        button = self.app.find("Show Images", "button")
        self.app.wait_for(lambda: not button.enabled, "the banner’s end")
        self.select("Links")
        self.app.find("Message")
        self.select(LETTER)
        self.see("letters@lantern.example")
        self.assertFalse(button.enabled)
        self.app.action("win.trusted-senders")
        self.screenshot("trusted-senders")
        self.press("Remove letters@lantern.example")
        self.see("No Trusted Senders")
        self.screenshot("no-trusted-senders")
        self.app.key("Escape")
        self.select("Links")
        self.select(LETTER)
        self.app.wait_for(lambda: button.enabled, "the banner again")


if __name__ == "__main__":
    scene.run()
