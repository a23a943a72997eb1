#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A message beyond the size limit: its beginning, and then the rest of it."""

import os
from datetime import datetime, timezone
from email.message import EmailMessage
from email.utils import format_datetime

import scene

SUBJECT = "The map of the whole island"
SIZE = "3.0\N{NO-BREAK SPACE}MB"
LAST = "and that was the last of it"
DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}


class Rest(scene.Scene):
    def write_large(self):
        """Mail of the demo, and a message of some 3 MB as the newest."""
        folder = self.choose_mail("lease", "elodie", "invoice", "kyoto")
        message = EmailMessage()
        message["From"] = "Tove Lindqvist <tove@restante.example>"
        message["To"] = scene.USER
        message["Date"] = format_datetime(datetime.now(timezone.utc))
        message["Subject"] = SUBJECT
        message["Message-ID"] = "<map@restante.example>"
        lines = [f"Sheet {n} of the map is drawn anew." for n in range(1, 151)]
        message.set_content("\n".join([*lines, LAST]) + "\n")
        message.add_attachment(
            os.urandom(2200000), "image", "png", filename="island.png"
        )
        path = os.path.join(folder, "99.eml")
        with open(path, "wb") as file:
            file.write(message.as_bytes())
        return folder

    def open_mail(self, *options, env=None, leaks=True):
        self.serve(self.write_large(), *options)
        result = self.fetch_beforehand("--size-limit", "1MB")
        self.assertEqual((result["downloaded"], result["partial"]), (4, 1))
        self.start(env=env, leaks=leaks)
        self.see("unread")
        self.app.resize(1200, 760)

    def test_download(self):
        self.open_mail()
        row = self.row(SUBJECT)
        self.assertIn(f"only the beginning of {SIZE}", row.name)
        self.select(SUBJECT)
        self.see(f"Only the beginning of this message of {SIZE} was downloaded")
        self.see("Sheet 1 of the map")
        self.assertFalse(self.app.has_text(LAST))
        self.assertFalse(self.app.has_text("island.png"))
        self.screenshot("rest-light")

        # A bar that is folded up is out of sight with GTK 4.18.
        offer = self.app.find("Download the Rest", "button")
        offer.press()
        self.see(LAST)
        self.see("island.png")
        self.app.wait_for(
            lambda: "beginning" not in self.row(SUBJECT).name, "a whole message"
        )
        self.app.wait_for(lambda: not offer.enabled, "no offer")
        self.screenshot("rest-came")
        (whole,) = self.server.commands("RETR")[1:]
        self.assertEqual(len(whole), 1)

    def test_gone(self):
        """What is no longer on the server has no rest: that is said."""
        self.open_mail()
        self.server.stop()
        self.serve_elsewhere()
        self.select(SUBJECT)
        self.press("Download the Rest")
        self.see("is no longer on the server")
        self.screenshot("rest-gone")
        self.assertTrue(self.app.find("Download the Rest", "button").enabled)

    def serve_elsewhere(self):
        """The account's server is another one, where there is nothing."""
        empty = os.path.join(self.folder, "empty")
        os.mkdir(empty)
        self.serve(empty)
        self.ctl(
            "account", "set", "mira",
            "--url", f"pop3s://mira%40restante.example@localhost:"
            f"{self.server.port}",
            "--ca", self.server.authority,
        )

    def test_dark(self):
        self.open_mail(env=DARK)
        self.select(SUBJECT)
        self.see("Only the beginning of this message")
        self.screenshot("rest-dark")

    def test_narrow(self):
        # libadwaita 1.2's folded leaflet leaks render nodes.
        self.open_mail("--delay", "3000", leaks=False)
        self.app.resize(400, 720)
        self.app.wait_for(
            lambda: self.app.window().extents().width < 420, "a narrow window"
        )
        self.screenshot("rest-narrow-messages")
        self.app.click(self.row(SUBJECT))
        self.see("Only the beginning of this message")
        self.screenshot("rest-narrow")
        self.press("Download the Rest")
        self.see("is being downloaded")
        self.screenshot("rest-narrow-coming")
        self.see(LAST)


if __name__ == "__main__":
    scene.run()
