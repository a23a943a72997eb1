#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is here stays readable without its server, and what is damaged is told.
"""

import os

import scene


class Offline(scene.Scene):
    def test_server_gone(self):
        self.serve(self.choose_mail("welcome", "lease", "invoice"))
        self.assertEqual(self.fetch_beforehand()["downloaded"], 3)
        self.server.stop()

        self.start()
        self.see("3 unread")
        self.select("Your lease from 1 January")
        self.see("please find attached the lease for flat 12")
        self.see("Lease flat 12 (2027).pdf")

        self.press("Fetch Mail")
        self.see("localhost")
        self.see("Details")
        self.screenshot("server-gone")
        self.press("Details")
        self.see("Mail Could Not Be Fetched")
        self.press("Close")
        self.press("Dismiss")
        self.app.wait_for(lambda: self.app.look("Dismiss") is None, "its end")
        self.assertEqual(len(self.rows()), 3)

    def test_damaged_store(self):
        self.serve(self.choose_mail("welcome"))
        self.fetch_beforehand()
        database = os.path.join(self.profile, "mail.db")
        with open(database, "r+b") as file:
            file.write(os.urandom(os.path.getsize(database)))

        self.start()
        self.see("Your Mail Cannot Be Opened")
        self.see("mail.db")
        self.screenshot("damaged-store")

        # It can be tried again, and fails again.
        self.press("Try Again")
        self.see("Your Mail Cannot Be Opened")


if __name__ == "__main__":
    scene.run()
