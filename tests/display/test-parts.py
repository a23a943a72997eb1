#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes along with a message."""

import base64
import glob
import os
import re
import struct
import subprocess
import zlib

import scene

ANA = "Ana Lima <ana@example.net>"

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


INVITATION = """\
BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:1@example.net
SUMMARY:Studio visit: illustrations for the bird atlas
LOCATION:Northlight Press\\, 2 Mill Yard
ORGANIZER;CN=Clara Beaumont:mailto:clara@northlight.example
ATTENDEE:mailto:mira@restante.example
ATTENDEE:mailto:ana@example.net
DTSTART;TZID=America/New_York:20261125T090000
DURATION:PT1H30M
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=5
END:VEVENT
END:VCALENDAR
"""
CONTACT = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller-Lima;Ana
ORG:Northlight Press;Books
TITLE:Editor
EMAIL:ana@example.net
TEL;WORK:+49 30 123456
ADR:;;2 Mill Yard;London;;E1 1AA;United Kingdom
PHOTO;VALUE=URI:http://tracker.example/ana.jpg
END:VCARD
"""


def png(width, height, rows):
    """A picture in red; with no rows it only says that it is so large."""
    def chunk(kind, data):
        whole = kind + data
        return (struct.pack(">I", len(data)) + whole
                + struct.pack(">I", zlib.crc32(whole)))

    line = b"\0" + b"\xd0\x20\x20" * width
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(line * rows)) + chunk(b"IEND", b"")
    )


# Green, then magenta.
MOVING_GIF = base64.b64decode(
    "R0lGODlhKAAoAPAAADPRegAAACH5BAAKAAAAIf8LTkVUU0NBUEUyLjADAQAAACwAAAAA"
    "KAAoAAACJ4SPqcvtD6OctNqLs968+w+G4kiW5omm6sq27gvH8kzX9o3n+s4jBQAh+QQA"
    "CgAAACwAAAAAKAAoAID/AP8AAAACJ4SPqcvtD6OctNqLs968+w+G4kiW5omm6sq27gvH"
    "8kzX9o3n+s4jBQA7"
)
RED_WEBP = base64.b64decode(
    "UklGRh4AAABXRUJQVlA4TBEAAAAvB8ABAAfQjYKXpP+BiOh/AAA="
)
# It says that it is as large as can be.
HUGE_GIF = b"GIF89a" + b"\xff" * 4 + b"\x80\0\0" + bytes(6) + (
    b"," + bytes(4) + b"\xff" * 4 + b"\0\x02\x02\x4c\x01\0;"
)


def svg(content):
    return (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="40" height="40">{content}</svg>'
    ).encode()


def busy_svg():
    """What would be drawn ten thousand million times."""
    levels = "".join(
        f'<g id="l{n}">' + f'<use xlink:href="#l{n - 1}"/>' * 10 + "</g>"
        for n in range(1, 10)
    )
    return svg(f'<defs><rect id="l0" width="9" height="9"/>{levels}</defs>'
               '<use xlink:href="#l9"/>')


def attach(name, content, kind="application/octet-stream"):
    return (
        f'--a\nContent-Type: {kind}; name="{name}"\n'
        "Content-Transfer-Encoding: base64\n"
        f'Content-Disposition: attachment; filename="{name}"\n\n'
        + base64.encodebytes(content).decode()
    )


def letter(subject, *parts):
    return (
        "From: Clara Beaumont <clara@northlight.example>\n"
        "To: mira@restante.example\n"
        "Date: Thu, 12 Nov 2026 10:33:47 +0100\n"
        f"Subject: {subject}\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=a\n\n"
        "--a\n\nSee what comes along.\n" + "".join(parts) + "--a--\n"
    )


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

    def gpg(self, *words, **kinds):
        subprocess.run(
            ["gpg", "-q", "--batch", "--disable-dirmngr", *words],
            check=True, env={**os.environ, "GNUPGHOME": self.keys}, **kinds)

    def sign(self, sender, text, spoil=""):
        """As RFC 3156 §5 has it."""
        content = f"Content-Type: text/plain\r\n\r\n{text}\r\n"
        path = os.path.join(self.folder, "content")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(content)
        self.gpg("--yes", "--armor", "--detach-sign", path)
        with open(path + ".asc", encoding="utf-8") as file:
            signature = file.read()
        return (
            f"From: {sender}\nTo: mira@restante.example\n"
            "Date: Thu, 12 Nov 2026 10:33:47 +0100\n"
            f"Subject: {text}\nMIME-Version: 1.0\n"
            "Content-Type: multipart/signed; boundary=s\n\n--s\n"
            + content.replace("\r\n", "\n") + spoil
            + "\n--s\nContent-Type: application/pgp-signature\n\n"
            + signature + "\n--s--\n"
        )

    def make_keys(self):
        self.keys = os.path.join(self.folder, "keys")
        os.mkdir(self.keys, 0o700)
        self.addCleanup(subprocess.run, ["gpgconf", "--kill", "all"],
                        env={**os.environ, "GNUPGHOME": self.keys})
        self.gpg("--passphrase", "", "--quick-gen-key", ANA,
                 "ed25519", "sign", "never")

    def test_along(self):
        self.make_keys()
        # What GLib keeps for the threads that talk to GnuPG counts as leaked.
        self.open_mail({
            "1": NESTED,
            "2": letter("Come along", attach(
                "invite.ics", INVITATION.encode(), "text/calendar")),
            "3": letter("My address", attach(
                "ana.vcf", CONTACT.encode(), "text/x-vcard")),
            "4": self.sign(ANA, "All right"),
            "5": self.sign(ANA, "Changed since", "Pay at once.\n"),
            "6": self.sign("Ana Lima <mallory@example.org>", "Not Ana"),
            "7": letter("Sealed", attach("smime.p7m", b"x",
                                         "application/pkcs7-mime")),
        }, leaks=False, env={"GNUPGHOME": self.keys, "TZ": "Europe/Berlin"})
        self.read_forwarded()
        self.read_cards()
        self.read_signatures()

    def read_forwarded(self):
        self.select("The outermost")
        self.see("Forwarded message · Middle Man · 11 November 2026")
        self.screenshot("forwarded-card")
        # The same rules hold inside: nothing is loaded.
        self.show("The one between")
        self.see("Part of “The outermost”")
        self.see("Remote content was kept out")
        self.screenshot("forwarded")
        self.show("The innermost")
        self.see("At the bottom.")
        # Back by keyboard, out of the web view too.
        self.app.key("Escape")
        self.see("Part of “The outermost”")
        self.app.key("alt+Left")
        self.see("Around it.")
        self.app.wait_for(
            lambda: not self.app.look("Back to the message around it"),
            "no way back from the outermost",
        )

    def read_cards(self):
        self.select("Come along")
        self.see("Wednesday, 25 November 2026, 15:00 – 16:30 "
                 "(09:00 in America/New_York)")
        self.see("Every 2 weeks on Wednesday, 5 times")
        self.app.find("Open in Calendar", "button")
        self.screenshot("invitation")
        self.select("My address")
        self.see("Ana Müller-Lima")
        self.press("Copy “ana@example.net”")
        self.see("Copied")
        self.screenshot("contact")

    def read_signatures(self):
        self.select("All right")
        self.see(f"Signed by {ANA}, and not changed since")
        self.screenshot("signed")
        self.select("Changed since")
        self.see("The signature is bad")
        self.screenshot("signature-bad")
        self.select("Not Ana")
        self.see(f"Signed with a key of {ANA}, who is not the sender")
        self.select("Sealed")
        self.see("A part of this message is encrypted")
        # Nothing that speaks to the network was started.
        self.assertNotIn("S.dirmngr", os.listdir(self.keys))

    def copies(self):
        return glob.glob(os.path.join(self.copied_to, "restante-*", "*"))

    def test_attachments(self):
        self.copied_to = os.path.join(self.folder, "tmp")
        os.mkdir(self.copied_to)
        # AdwMessageDialog leaks in libadwaita 1.2.
        self.open_mail(
            {"1": letter(
                "With files",
                attach("photo.jpg.exe", b"MZ" + bytes(200)),
                attach("page.html", b"<p>x", "text/html"),
                attach("red.png", png(300, 200, 200), "image/png"),
                attach("bomb.png", png(60000, 60000, 0), "image/png"),
                attach("winmail.dat", b"\x78\x9f\x3e\x22", "application/ms-tnef"),
                attach("a very long name of a file that goes on and on.txt", b"x"),
            )},
            leaks=False, env={"TMPDIR": self.copied_to},
        )
        self.select("With files")
        self.see("6 attachments")
        self.see("winmail.dat")
        self.screenshot("attachments")

        self.press("Open “photo.jpg.exe”")
        self.see("Open a Program?")
        self.see("ends in “.jpg”")
        self.screenshot("open-program")
        self.app.key("Escape")
        self.app.find("Save “photo.jpg.exe”")
        self.press("Open “page.html”")
        self.see("Open a Web Page?")
        self.app.key("Escape")

        # A file that is copied is written when somebody asks for it.
        button = self.app.find("Save “red.png”", "button")
        # By keyboard: GTK 4.18 does not tell of a menu that is inside a cell.
        self.app.click(button, button=3)
        self.app.wait_for(self.app.has_popover, "the menu")
        self.screenshot("attachment-menu")
        self.app.key("Down", "Down", "Return")
        self.app.wait_for(lambda: not self.app.has_popover(), "the end of the menu")
        self.assertEqual(self.copies(), [])
        uri = self.paste()
        self.assertEqual(len(self.copies()), 1)
        self.assertEqual(uri.strip(), "file://" + self.copies()[0])
        with open(self.copies()[0], "rb") as file:
            self.assertEqual(file.read(), png(300, 200, 200))
        self.assertEqual(os.stat(os.path.dirname(self.copies()[0])).st_mode & 0o777,
                         0o700)

    def has_colors(self, *colors):
        """Whether these are on screen, in some number."""
        listed = subprocess.run(
            ["convert", self.screenshot("pictures"), "-depth", "8",
             "-format", "%c", "histogram:info:-"],
            capture_output=True, text=True, check=True,
        ).stdout
        found = {
            color for count, color in
            re.findall(r"(\d+): .*?(#[0-9A-F]{6})", listed) if int(count) > 100
        }
        return [color in found for color in colors]

    def test_pictures(self):
        """All formats have previews. No picture holds up the next, and none
        brings what is somewhere else."""
        yellow = os.path.join(self.folder, "yellow.png")
        subprocess.run(["convert", "-size", "40x40", "xc:#f5c211", yellow], check=True)
        blue = svg('<rect width="40" height="20" fill="#1c71d8"/>'
                   f'<image y="20" width="40" height="20" xlink:href="file://{yellow}"/>')
        photo = base64.b64encode(png(90, 60, 60)).decode()
        card = ("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lima\nEMAIL:ana@example.net\n"
                f"PHOTO;ENCODING=b;TYPE=PNG:{photo}\nEND:VCARD\n")
        self.open_mail({"2": letter("My photo", attach(
            "ana.vcf", card.encode(), "text/vcard")), "1": letter(
            "With pictures",
            attach("busy.svg", busy_svg(), "image/svg+xml"),
            attach("huge.gif", HUGE_GIF, "image/gif"),
            attach("moving.gif", MOVING_GIF, "image/gif"),
            attach("red.webp", RED_WEBP, "image/webp"),
            attach("blue.svg", blue, "image/svg+xml"),
        )}, leaks=False)
        self.select("With pictures")
        self.see("5 attachments")
        self.app.wait_for(
            lambda: all(self.has_colors("#33D17A", "#E01B24", "#1C71D8")),
            "the previews", timeout=40,
        )
        self.assertFalse(any(self.has_colors("#FF00FF", "#F5C211")))

        self.select("My photo")
        self.see("Ana Lima")
        self.app.wait_for(lambda: self.has_colors("#D02020")[0], "the photo")
        self.screenshot("photo")

    def paste(self):
        """What another program gets that pastes files."""
        script = (
            "import gi; gi.require_version('Gtk', '4.0')\n"
            "from gi.repository import Gio, GLib, Gtk, Gdk\n"
            "Gtk.init()\n"
            "loop = GLib.MainLoop()\n"
            "def read(clipboard, result):\n"
            "    stream, kind = clipboard.read_finish(result)\n"
            "    stream.read_bytes_async(4096, 0, None, show)\n"
            "def show(stream, result):\n"
            "    print(stream.read_bytes_finish(result).get_data().decode())\n"
            "    loop.quit()\n"
            "clipboard = Gdk.Display.get_default().get_clipboard()\n"
            "clipboard.read_async(['text/uri-list'], 0, None, read)\n"
            "loop.run()\n"
        )
        env = {k: v for k, v in os.environ.items() if k != "ASAN_OPTIONS"}
        result = subprocess.run(
            ["/usr/bin/python3", "-c", script], stdout=subprocess.PIPE,
            text=True, timeout=20, check=True, env=env,
        )
        return result.stdout


if __name__ == "__main__":
    scene.run()
