# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK window as a person would, who finds controls by their names.

AT-SPI tells what is there; mouse and keyboard go through X. Use it inside
desktop.py:

    with App([restante, "--profile", profile]) as app:
        app.click(app.find("Add an account"))
        app.type("mira@restante.example")
        app.wait_for(lambda: app.find("Test").enabled)
        app.screenshot("account.png")
"""

import os
import subprocess
import time

from atspi import Bus, Gone

TIMEOUT = 20
# What may hold another text than its name.
TEXTS = ("entry", "label", "text")


class NotFound(AssertionError):
    """What a test waited for did not come."""


def wait_for(condition, what="", timeout=TIMEOUT):
    """Asks until the answer is true, and gives it."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            answer = condition()
        except Gone:  # a control went while it was looked at
            answer = None
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NotFound(f"{what or condition} did not come in {timeout} s")
        time.sleep(0.05)


def xdotool(*words):
    result = subprocess.run(
        ["xdotool", *map(str, words)], stdout=subprocess.PIPE, text=True
    )
    return result.stdout.split()


class App:
    """A running program with a window."""

    def __init__(self, command, env=None):
        self.process = subprocess.Popen(
            command, env={**os.environ, **(env or {})}
        )
        bus = Bus()
        self.program = wait_for(
            lambda: self._find(bus), f"a window of {command[0]}"
        )
        wait_for(self._windows, "an X window")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _find(self, bus):
        if self.process.poll() is not None:
            raise NotFound(f"The program ended: {self.process.returncode}")
        return bus.find(self.process.pid)

    def _windows(self):
        """X windows that are shown, the uppermost last."""
        return xdotool("search", "--onlyvisible", "--pid", self.process.pid)

    def has_popover(self):
        """Whether there is more than windows: X has one for each popover."""
        return len(self._windows()) > len(self.windows())

    @staticmethod
    def _geometries(windows):
        """X, Y, width and height of each."""
        facts = xdotool(*(
            word for window in windows
            for word in ("getwindowgeometry", "--shell", window)
        ))
        values = {key: [] for key in ("X", "Y", "WIDTH", "HEIGHT")}
        for key, value in (fact.split("=") for fact in facts):
            if key in values:
                values[key].append(int(value))
        return list(zip(*values.values()))

    # --- Look -----------------------------------------------------------------

    def windows(self):
        """The nodes of the windows, the one that was opened last at the end."""
        return self.program.windows()

    def window(self):
        return self.windows()[-1]

    def nodes(self):
        """Everything on screen, as it was at one moment."""
        return self.program.look()

    def look(self, name, role=None):
        """The control of that name that is on screen now, or None."""
        for node in self.nodes():
            if node.name == name and node.showing:
                if role is None or role in node.role:
                    return node
        return None

    def find(self, name, role=None, timeout=TIMEOUT):
        """Waits for a control. Roles differ a little between GTK's releases:
        "button" stands for "push button" too."""
        try:
            return wait_for(lambda: self.look(name, role), timeout=timeout)
        except NotFound:
            raise NotFound(
                f"No {role or 'control'} “{name}” came. There are:\n"
                + self.describe()
            ) from None

    def find_within(self, node, role):
        return wait_for(
            lambda: next(
                (each for each in self.program.look_at(node.path)
                 if each.role == role and each.showing),
                None,
            ),
            f"a {role} in {node}",
        )

    def has_text(self, text):
        """Whether that text is somewhere on screen."""
        nodes = self.nodes()
        if any(text in node.name and node.showing for node in nodes):
            return True
        nodes = [node for node in nodes if node.role in TEXTS]
        return any(
            text in (words or "") and node.showing
            for node, words in zip(nodes, self.program.texts(*nodes))
        )

    def describe(self):
        """Everything that is on screen, for a test that failed."""
        return "\n".join(
            f"  {node}"
            for node in self.nodes()
            if node.showing and node.name
        )

    wait_for = staticmethod(wait_for)

    # --- Act ------------------------------------------------------------------

    def origin(self, node):
        """Where the window's content begins on the screen. AT-SPI knows only
        places in the window, and X counts the shadow as part of it."""
        box = node.window().extents()
        x, y, w, h = min(
            self._geometries(reversed(self._windows())),
            key=lambda place: abs(place[2] - box.width)
            + abs(place[3] - box.height),
        )
        return x + max(0, w - box.width) // 2, y + max(0, h - box.height) // 2

    def middle(self, node):
        """The middle of a control on the screen."""
        x, y = self.origin(node)
        box = node.extents()
        return x + box.x + box.width // 2, y + box.y + box.height // 2

    def resting_place(self, node):
        """The middle of a control once it no longer moves: a window that
        opens, and a page that comes, take their contents along."""
        places = []

        def rests():
            places.append(self.middle(node))
            return len(places) >= 3 and len({*places[-3:]}) == 1

        wait_for(rests, f"rest of {node}")
        return places[-1]

    def click(self, node, button=1, repeat=1):
        xdotool(
            "mousemove", *self.resting_place(node), "sleep", "0.1",
            "click", "--repeat", repeat, "--delay", 60, button,
        )

    def drag(self, node, distance):
        """To the right by so many pixels, or to the left."""
        x, y = self.resting_place(node)
        xdotool(
            "mousemove", x, y, "sleep", "0.1", "mousedown", 1,
            "mousemove", x + distance // 2, y, "sleep", "0.1",
            "mousemove", x + distance, y, "sleep", "0.1", "mouseup", 1,
        )

    def key(self, *combinations):
        xdotool("key", "--delay", 40, *combinations)

    def type(self, text):
        xdotool("type", "--delay", 8, text)

    def action(self, name):
        """Runs a win. or app. action through the window that lists it."""
        for window in self.windows():
            if name in window.actions():
                window.do(name)
                return
        raise NotFound(f"No window has the action {name}")

    def resize(self, width, height, index=0):
        """The first window, or the last with -1, in the middle of the screen.
        X counts the shadow as part of it."""
        inner = self.windows()[index].extents()
        window = self._windows()[index]
        (outer,) = self._geometries([window])
        width += outer[2] - inner.width
        height += outer[3] - inner.height
        screen = [int(n) for n in xdotool("getdisplaygeometry")]
        xdotool(
            "windowsize", window, width, height,
            "windowmove", window,
            (screen[0] - width) // 2, (screen[1] - height) // 2,
        )

    def screenshot(self, path, settle=0.4):
        """The whole screen, once what moves has come to rest."""
        time.sleep(settle)
        subprocess.run(["import", "-window", "root", path], check=True)

    def quit(self):
        """Ends the program as a person does, by keyboard. Asking a window for
        its actions, as close() must, loses memory with GTK 4.8."""
        self.key("ctrl+q")
        return self._wait()

    def close(self):
        """Closes the windows as a person does; waits for the program."""
        for window in reversed(self.windows()):
            if "window.close" in window.actions():
                window.do("window.close")
        return self._wait()

    def _wait(self):
        try:
            return self.process.wait(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise NotFound("The program went on without a window") from None
