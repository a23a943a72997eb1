#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo of data/run: a throw-away profile, a mail server, and the window.

    demo.py show BUILD                  on the display that is there
    demo.py tour BUILD SCREENSHOTS      by itself, inside desktop.py

The tour fetches, reads, takes the server away and reads on. It fails, with
status 1, where the window does not do what a person would see it do.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
USER = "mira@restante.example"
PASSWORD = "poste restante"


class Demo:
    def __init__(self, build):
        self.build = build
        self.folder = tempfile.mkdtemp(prefix="restante-demo-")
        self.profile = os.path.join(self.folder, "profile")
        self.server = None
        self.window = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in (self.window, self.server):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait()
        shutil.rmtree(self.folder)

    def start_server(self):
        """Messages come a little apart, so that one sees them come."""
        self.server = subprocess.Popen(
            [
                os.path.join(self.build, "tests/support/rst-pop3-server"),
                "--messages", os.path.join(TOP, "data/demo"),
                "--security", "tls", "--user", USER, "--password", PASSWORD,
                "--write-ca", os.path.join(self.folder, "ca.pem"),
                "--delay", "40",
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self.server.stdout.readline().split()[1])

    def stop_server(self):
        self.server.terminate()
        self.server.communicate()

    def ctl(self, *words):
        result = subprocess.run(
            [
                os.path.join(self.build, "src/ctl/restantectl"),
                "--profile", self.profile, "--json", *words,
            ],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in result.stdout.splitlines()]

    def add_account(self):
        """The password stands in the throw-away folder, so that nothing of the
        demo stays in anybody's keyring."""
        path = os.path.join(self.folder, "password")
        with open(path, "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")
        self.ctl(
            "account", "add", "demo",
            "--url", f"pop3s://mira%40restante.example@localhost:{self.port}",
            "--ca", os.path.join(self.folder, "ca.pem"),
            "--password-command", f"cat '{path}'",
        )

    def command(self, *words):
        program = os.path.join(self.build, "ui/restante")
        return [program, "--profile", self.profile, *words]


def show(demo):
    demo.start_server()
    demo.add_account()
    demo.window = subprocess.Popen(demo.command("--fetch"))
    return demo.window.wait()


def report(demo):
    """What a script would be told."""
    (stats,) = demo.ctl("stats")
    rows = demo.ctl("list", "--limit", "100000")
    print(
        f"restantectl says: {stats['messages']} messages,"
        f" {stats['unread']} unread, {stats['bytes']} bytes;"
        f" the newest is “{rows[0]['subject']}”."
    )
    return len(rows)


def tour(demo, screenshots):
    from driver import App, wait_for  # needs what the desktop brings

    os.makedirs(screenshots, exist_ok=True)

    def shot(app, name):
        path = os.path.join(screenshots, name + ".png")
        app.screenshot(path)
        print("Screenshot:", path, flush=True)

    def select(app, words):
        messages = app.find("Messages", "list")

        def choose():
            for index, row in enumerate(messages.children):
                if words in row.name:
                    messages.select(index)
                    return True
            return False

        wait_for(choose, f"a message “{words}”")

    def search(app, words):
        """A long list shows its first rows only; a search shortens it."""
        app.key("ctrl+f")
        app.type(words)

    served = len([
        name for name in os.listdir(os.path.join(TOP, "data/demo"))
        if name.endswith(".eml")
    ])
    demo.start_server()

    print("A new profile has a welcome page, and a dialog for an account.")
    with App(demo.command()) as app:
        app.find("Add an Account", "button")
        app.resize(1180, 760)
        shot(app, "1-welcome")
        app.find("Add an Account", "button").press()
        app.click(app.find("Mail Address", "text"))
        app.type(USER)
        shot(app, "2-account")
        app.find("Cancel", "button").press()

    print(f"An account, and a server with {served} messages: they come.")
    demo.add_account()
    with App(demo.command("--fetch")) as app:
        app.resize(1180, 760)
        wait_for(
            lambda: len(demo.ctl("list", "--limit", "1000")) == served,
            f"{served} messages", timeout=60,
        )
        shot(app, "3-list")
        select(app, "Your tickets")
        app.find("Attachments")
        time.sleep(5)  # until the notice of new mail has gone
        shot(app, "4-mail")
        search(app, "lantern")
        select(app, "Lantern")
        app.find("Show Images", "button")
        shot(app, "5-html")

    report(demo)
    demo.stop_server()
    print("The server is gone. Everything is still here:")
    with App(
        demo.command(), env={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}
    ) as app:
        app.resize(1180, 760)
        select(app, "Your tickets")
        app.find("Attachments")
        shot(app, "6-dark-without-server")
    with App(demo.command()) as app:
        app.find("Messages", "list")
        app.resize(400, 740)
        shot(app, "7-narrow")
    if report(demo) != served:
        raise AssertionError("Messages are missing")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    mode, build, *rest = sys.argv[1:]
    with Demo(build) as demo:
        try:
            return show(demo) if mode == "show" else tour(demo, *rest)
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
