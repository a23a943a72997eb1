#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes along with a message."""

import os

import scene

FORWARDED = "Permission to print the heron poem"

NESTED = """\
From: Clara Beaumont <clara@northlight.example>
To: mira@restante.example
Date: Thu, 12 Nov 2026 10:33:47 +0100
Subject: The outermost
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=a

--a

Around it.
--a
Content-Type: message/rfc822

From: Middle Man <middle@example.net>
Date: Wed, 11 Nov 2026 10:33:47 +0100
Subject: The one between
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html

<p>In the <b>middle</b>. <img src="http://tracker.example/x.png"></p>
--b
Content-Type: message/rfc822

From: Innermost Person <inner@example.net>
Date: Tue, 10 Nov 2026 10:33:47 +0100
Subject: The innermost

At the bottom.
--b--
--a--
"""


class Parts(scene.Scene):
    def open_mail(self, mail, leaks=True, env=None):
        """A folder of these messages, by name."""
        folder = os.path.join(self.folder, "mail")
        os.makedirs(folder, exist_ok=True)
        for name, text in mail.items():
            path = os.path.join(folder, f"{name}.eml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        self.serve(folder)
        self.fetch_beforehand()
        self.start(leaks=leaks, env=env)
        self.see("unread")
        self.app.resize(1200, 760)

    def show(self, subject):
        self.press(f"Show the forwarded message “{subject}”")

    def test_forwarded(self):
        self.open_mail({"1": NESTED})
        self.select("The outermost")
        self.see("Around it.")
        self.see("Forwarded message · Middle Man")
        self.screenshot("forwarded-card")

        # The same rules hold inside: nothing is loaded.
        self.show("The one between")
        self.see("Part of “The outermost”")
        self.see("Remote content was kept out")
        self.screenshot("forwarded")
        self.show("The innermost")
        self.see("At the bottom.")
        self.see("Part of “The one between”")
        self.screenshot("forwarded-twice")

        # Back by keyboard, out of the web view too.
        self.app.key("Escape")
        self.see("Part of “The outermost”")
        self.app.key("alt+Left")
        self.see("Around it.")
        self.app.wait_for(
            lambda: not self.app.look("Back to the message around it"),
            "no way back from the outermost",
        )


if __name__ == "__main__":
    scene.run()
