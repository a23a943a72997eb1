# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the window have in common.

    if __name__ == "__main__":
        scene.run()

runs the script's tests inside a desktop of its own. The arguments are those
that meson gives: restante, restantectl, rst-pop3-server, the folder of the
demo's mail, and where screenshots go.
"""

import glob
import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import unittest
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

from driver import App, NotFound, wait_for, xdotool

HERE = os.path.dirname(os.path.abspath(__file__))
USER = "mira@restante.example"
PASSWORD = "held for you"
SANITIZER_STATUS = 99


def gave_up(report):
    """Whether leaks could not be looked for: the sanitizer stumbles over what
    libraries that were loaded late, as WebKit's are, keep for each thread."""
    return (
        "LeakSanitizer has encountered a fatal error" in report
        and "SUMMARY:" not in report
    )


def is_quark_table(report):
    """Whether a report is of GLib's quarks alone: with the 2049th it leaves
    its table of 2048 pointers behind for threads that still read it. A
    suppression cannot tell that from any other g_malloc(): GLib's stacks end
    there."""
    lines = [line for line in report.splitlines() if line.startswith("    #")]
    return (
        "SUMMARY: AddressSanitizer: 16384 byte(s) leaked in 1 allocation(s)."
        in report
        and len(lines) == 2
        and " in g_malloc " in lines[1]
    )


class Programs:
    """Where meson built what is tested."""

    restante = restantectl = server = demo = screenshots = None

    @classmethod
    def take_arguments(cls):
        # A test may go to another folder.
        words = [os.path.abspath(word) for word in sys.argv[-5:]]
        del sys.argv[-5:]
        cls.restante, cls.restantectl, cls.server = words[:3]
        cls.demo, cls.screenshots = words[3:]
        os.makedirs(cls.screenshots, exist_ok=True)


class Server:
    """The scripted POP3 server, over TLS."""

    def __init__(self, folder, mail, *options):
        self.authority = os.path.join(folder, "ca.pem")
        self.log_path = os.path.join(folder, "server.log")
        # pylint: disable=consider-using-with
        self.process = subprocess.Popen(
            [Programs.server, "--messages", mail, "--security", "tls"]
            + ["--user", USER, "--password", PASSWORD]
            + ["--write-ca", self.authority, "--log", self.log_path]
            + [*options],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self.process.stdout.readline().split()[1])

    def fingerprint(self):
        """The SHA-256 of its certificate, as the account dialog takes it."""
        pem = ssl.get_server_certificate(("localhost", self.port))
        result = subprocess.run(
            ["openssl", "x509", "-noout", "-fingerprint", "-sha256"],
            input=pem, capture_output=True, text=True, check=True,
        )
        digits = result.stdout.strip().split("=")[1].replace(":", "")
        return "sha256:" + digits.lower()

    def commands(self, word):
        """The arguments of each such command, session by session."""
        sessions = {}
        with open(self.log_path, encoding="utf-8") as log:
            for line in log:
                words = line.split()
                if words[2:3] == [word]:
                    sessions.setdefault(words[0], []).append(words[3:])
        return list(sessions.values())

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate()


class Keyring:
    """A keyring that is open, on the session bus that the test runs on."""

    def __init__(self):
        # pylint: disable=consider-using-with
        self.process = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock"]
            + ["--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.process.stdin.write(b"secret")
        self.process.stdin.close()
        wait_for(self._is_open, "an open keyring")

    @staticmethod
    def _call(dest, path, method, *arguments):
        answer = subprocess.run(
            ["gdbus", "call", "--session", f"--dest={dest}"]
            + [f"--object-path={path}", f"--method={method}", *arguments],
            capture_output=True, text=True, check=False,
        )
        return answer.stdout

    def _is_open(self):
        """Asks for the keyring only once it is there: the bus would start
        another one, which is locked."""
        there = self._call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner", "org.freedesktop.secrets",
        )
        return "true" in there and "false" in self._call(
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets/collection/login",
            "org.freedesktop.DBus.Properties.Get",
            "org.freedesktop.Secret.Collection", "Locked",
        )

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Scene(unittest.TestCase):
    """A test with a folder, a profile, a server and a window of its own.

    The window is closed at the end, and must then have ended with status 0:
    with sanitizers this says that nothing was lost or used after its end.
    """

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.profile = os.path.join(self.folder, "profile")
        self.server = None
        self.app = None

    # --- Set the scene --------------------------------------------------------

    def serve(self, mail=None, *options):
        self.server = Server(self.folder, mail or Programs.demo, *options)
        self.addCleanup(self.server.stop)

    def choose_mail(self, *names):
        """A folder with these of the demo's messages, in this order."""
        folder = os.path.join(self.folder, "mail")
        os.mkdir(folder)
        for number, name in enumerate(names):
            (path,) = [
                entry.path for entry in os.scandir(Programs.demo)
                if entry.name.endswith(f"-{name}.eml")
            ]
            shutil.copy(path, os.path.join(folder, f"{number:02}.eml"))
        return folder

    def write_mail(self, count):
        """A folder with that many small messages, one a minute till now."""
        minute = timedelta(minutes=1)
        start = datetime.now(timezone.utc) - count * minute
        folder = os.path.join(self.folder, "mail")
        os.mkdir(folder)
        for number in range(1, count + 1):
            path = os.path.join(folder, f"{number:04}.eml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(
                    "From: Sender <sender@restante.example>\n"
                    f"Date: {format_datetime(start + number * minute)}\n"
                    f"Subject: Message {number}\n\nBody {number}.\n"
                )
        return folder

    def ctl(self, *arguments, status=0):
        """Runs restantectl on the profile. Gives its objects. Other tests
        look for its leaks."""
        env = dict(os.environ)
        env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        result = subprocess.run(
            [Programs.restantectl, "--profile", self.profile, "--json"]
            + [*arguments],
            capture_output=True, text=True, check=False, env=env,
        )
        self.assertEqual(result.returncode, status, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def add_account(self, *options):
        self.ctl(
            "account", "add", "mira",
            "--url", f"pop3s://mira%40restante.example@localhost:"
            f"{self.server.port}",
            "--ca", self.server.authority,
            "--password-command", f"echo '{PASSWORD}'",
            *options,
        )

    def fetch_beforehand(self, *options):
        self.add_account(*options)
        return self.ctl("fetch")[0]

    # --- The window -----------------------------------------------------------

    def start(self, *options, env=None, leaks=True):
        """Without leaks none is looked for, where GTK has some of its own that
        cannot be told from ours."""
        self.report = os.path.join(self.folder, "report")
        env = {
            "G_DEBUG": os.environ["RST_TEST_G_DEBUG"],
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")
            + f":log_path={self.report}:exitcode={SANITIZER_STATUS}"
            + f":detect_leaks={int(leaks)}",
            **(env or {}),
        }
        self.app = App(
            [Programs.restante, "--profile", self.profile, *options], env
        )
        self.addCleanup(self.end)
        return self.app

    def end(self):
        """Closes the window; the program must end as if nothing happened."""
        if self.app is None:
            return
        self.screenshot("end-of-" + self.id().split(".")[-1])
        app, self.app = self.app, None
        status = app.quit()
        report = self.read_report()
        if status == SANITIZER_STATUS and (
            is_quark_table(report) or gave_up(report)
        ):
            status = 0
        self.assertEqual(status, 0, report)

    def read_report(self):
        """What the sanitizers found."""
        text = ""
        for path in glob.glob(self.report + ".*"):
            with open(path, encoding="utf-8", errors="replace") as file:
                text += file.read()
        return text

    def screenshot(self, name):
        path = os.path.join(Programs.screenshots, name + ".png")
        self.app.screenshot(path)
        return path

    def see(self, text, timeout=20):
        """Waits until that text is on screen, as a part of another or whole."""
        try:
            wait_for(lambda: self.app.has_text(text), timeout=timeout)
        except AssertionError:
            self.fail(f"“{text}” did not come. There is:\n"
                      + self.app.describe())

    def scroll_to(self, node):
        """Turns the wheel over the margin of the upmost window until that
        control of it is in its middle part."""
        window = self.app.window()
        height = window.extents().height
        x, y = self.app.origin(window)

        def is_there():
            box = node.extents()
            if box.y < 60:
                button = 4
            elif box.y + box.height > height - 60:
                button = 5
            else:
                return True
            xdotool("mousemove", x + 8, y + height // 2, "click", button)
            return False

        wait_for(is_there, f"a place for {node}")

    def wait_for_dialog_end(self):
        """By the windows: what is in one may be scrolled out of sight."""
        self.app.wait_for(
            lambda: len(self.app.windows()) == 1, "the dialog’s end"
        )

    def open_menu(self, name):
        """Of the button whose name begins so. The keyboard is on the first
        line: the lines have no names with GTK 4.18."""
        buttons = self.app.wait_for(
            lambda: [
                node for node in self.app.nodes()
                if node.name.startswith(name)
                and "button" in node.role
                and node.showing
                and node.actions()
            ],
            f"the button “{name}”",
        )
        # A line under the pointer would take the keyboard.
        xdotool("mousemove", 0, 0)
        buttons[-1].press()
        self.app.wait_for(self.shows_menu, "the menu’s lines")

    def choose_filter(self, steps, screenshot=None):
        """Chooses a line of the filter's menu, so many below the first."""
        self.open_menu("Filter")
        if screenshot is not None:
            self.screenshot(screenshot)
        self.app.key(*["Down"] * steps, "Return")
        self.app.wait_for(
            lambda: not self.app.has_popover(), "the menu’s end"
        )

    def shows_menu(self):
        return any(
            "menu item" in node.role and node.showing
            for node in self.app.nodes()
        )

    def press(self, name, role="button"):
        button = self.app.find(name, role)
        wait_for(lambda: button.enabled, f"an enabled {button}")
        button.press()

    def undo(self):
        """By the toast, once an older one is no longer on its way out."""
        def find_all():
            return [
                node for node in self.app.nodes()
                if node.name == "Undo" and node.role == "push button"
                and node.showing
            ]

        wait_for(lambda: len(find_all()) == 1, "one toast")
        self.press("Undo")

    def select(self, text):
        """Selects the row of the list whose description has that text."""
        messages = self.app.find("Messages", "list")

        def choose():
            for index, row in enumerate(messages.children):
                if text in row.name:
                    messages.select(index)
                    return True
            return False

        wait_for(choose, f"a row with “{text}”")

    def click_row(self, text):
        """Opens the message whose row has that text. A click is lost where the
        list puts another row in that place meanwhile."""
        def opens():
            row = self.row(text)
            if row is None:
                return False
            self.app.click(row)
            try:
                return wait_for(lambda: row.selected, timeout=2)
            except NotFound:
                return False

        wait_for(opens, f"an open row with “{text}”")

    def row(self, text):
        """The row whose description has that text, or None."""
        rows = self.app.find("Messages", "list").children
        return next((row for row in rows if text in row.name), None)

    def rows(self):
        """How the rows of the list, the first sixteen, are described."""
        return [row.name for row in self.app.find("Messages", "list").children]


def main():
    Programs.take_arguments()
    unittest.main(verbosity=2)


def run():
    """Starts the script again in a desktop, where main() goes on."""
    if "RST_TEST_IN_DESKTOP" in os.environ:
        main()
        return
    environment = dict(os.environ, RST_TEST_IN_DESKTOP="1")
    # Warnings of the desktop's own programs are not ours to end for.
    environment["RST_TEST_G_DEBUG"] = environment.pop("G_DEBUG", "")
    desktop = os.path.join(HERE, "desktop.py")
    command = [sys.executable, desktop, sys.executable, *sys.argv]
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)
