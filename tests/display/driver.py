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

# Before libatspi is loaded: its cache needs a main loop to stay true.
os.environ["ATSPI_NO_CACHE"] = "1"

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# A program that has only begun has no answer yet, which libatspi reports.
GLib.log_set_handler(
    "dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None
)

TIMEOUT = 20
# What may hold another text than its name.
TEXTS = ("entry", "label", "text")
# A long list shows its first rows only: walking all of them takes a minute.
ROWS = 16


class NotFound(AssertionError):
    """What a test waited for did not come."""


class Node:
    """A control as assistive technology sees it."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        """With GTK 4.8 a mnemonic gives "_Test Test"."""
        name = self.accessible.get_name() or ""
        half = len(name) // 2
        if name[:half].replace("_", "") == name[half + 1 :]:
            name = name[half + 1 :]
        return name

    @property
    def role(self):
        """By the name that Debian 12 gives it."""
        role = self.accessible.get_role_name() or ""
        return "push button" if role == "button" else role

    @property
    def text(self):
        """What is written in an entry, a text view or a label."""
        text = self.accessible.get_text_iface()
        if text is None:
            return self.name
        # An end of -1 gives "" with GTK 4.8.
        return Atspi.Text.get_text(
            text, 0, Atspi.Text.get_character_count(text)
        )

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def visible(self):
        """GTK 4.8 sets the state "showing" for windows only."""
        return self.role == "application" or self.has(Atspi.StateType.VISIBLE)

    @property
    def showing(self):
        """Also not pushed out of the window, as what a revealer concealed.
        A page of a stack that another page has replaced counts as showing:
        GTK 4.8 does not tell."""
        if not self.visible:
            return False
        box = self.extents()
        return box.width > 0 and box.y + box.height > 0

    @property
    def enabled(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def selected(self):
        return self.has(Atspi.StateType.SELECTED)

    @property
    def focused(self):
        return self.has(Atspi.StateType.FOCUSED)

    @property
    def checked(self):
        return self.has(Atspi.StateType.CHECKED) or self.has(
            Atspi.StateType.PRESSED
        )

    @property
    def children(self):
        count = self.accessible.get_child_count()
        if self.role in ("list", "list box", "table", "tree table"):
            count = min(count, ROWS)
        for index in range(count):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Node(child)

    def walk(self):
        """This control and those in it; what is hidden hides what is in it."""
        try:
            if not self.visible:
                return
            children = list(self.children)
        except GLib.Error:  # gone meanwhile
            return
        yield self
        for child in children:
            yield from child.walk()

    def set_text(self, text):
        Atspi.EditableText.set_text_contents(self.accessible, text)

    def actions(self):
        action = self.accessible.get_action_iface()
        count = action.get_n_actions() if action is not None else 0
        return [Atspi.Action.get_action_name(action, n) for n in range(count)]

    def do(self, name):
        """Runs an action that the control or the window lists."""
        number = self.actions().index(name)
        Atspi.Action.do_action(self.accessible.get_action_iface(), number)

    def press(self):
        """Does a button's or a menu item's only action, without a mouse."""
        Atspi.Action.do_action(self.accessible.get_action_iface(), 0)

    def select(self, index):
        """Selects a row of a list, and no other."""
        Atspi.Selection.clear_selection(self.accessible)
        Atspi.Selection.select_child(self.accessible, index)

    def extents(self):
        component = self.accessible.get_component_iface()
        if component is None:
            return Atspi.Rect()
        return component.get_extents(Atspi.CoordType.WINDOW)

    def __str__(self):
        return f"{self.role} “{self.name}”"


def wait_for(condition, what="", timeout=TIMEOUT):
    """Asks until the answer is true, and gives it."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            answer = condition()
        except GLib.Error:  # a control went while it was looked at
            answer = None
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NotFound(f"{what or condition} did not come in {timeout} s")
        time.sleep(0.1)


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
        self.root = Node(wait_for(self._lookup, f"a window of {command[0]}"))
        wait_for(self._windows, "an X window")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _lookup(self):
        if self.process.poll() is not None:
            raise NotFound(f"The program ended: {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(index)
            if app and app.get_process_id() == self.process.pid:
                return app if app.get_child_count() else None
        return None

    def _windows(self):
        """X windows that are shown, the uppermost last."""
        return xdotool("search", "--onlyvisible", "--pid", self.process.pid)

    def has_popover(self):
        """Whether there is more than windows: X has one for each popover."""
        return len(self._windows()) > len(list(self.root.children))

    @staticmethod
    def _geometry(window):
        lines = xdotool("getwindowgeometry", "--shell", window)
        return {k: int(v) for k, v in (line.split("=") for line in lines)}

    # --- Look -----------------------------------------------------------------

    def nodes(self):
        """Everything on screen, a dialog's before its window's."""
        for window in reversed(list(self.root.children)):
            yield from window.walk()

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
                (n for n in node.walk() if n.role == role and n.showing), None
            ),
            f"a {role} in {node}",
        )

    def has_text(self, text):
        """Whether that text is somewhere on screen. Each question to a control
        costs, and a toast stays for five seconds: most are asked for their
        names only."""
        return any(
            node.showing
            for node in self.nodes()
            if text in node.name or (node.role in TEXTS and text in node.text)
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
        top = node.accessible
        while top.get_parent() and top.get_parent().get_role_name() != (
            "application"
        ):
            top = top.get_parent()
        width = Node(top).extents().width
        height = Node(top).extents().height
        places = []
        for window in reversed(self._windows()):
            place = self._geometry(window)
            x, y, w, h = (place[k] for k in ("X", "Y", "WIDTH", "HEIGHT"))
            places.append((abs(w - width) + abs(h - height), x, y, w, h))
        _, x, y, w, h = min(places)
        return x + max(0, w - width) // 2, y + max(0, h - height) // 2

    def middle(self, node):
        """The middle of a control on the screen."""
        x, y = self.origin(node)
        box = node.extents()
        return x + box.x + box.width // 2, y + box.y + box.height // 2

    def resting_place(self, node):
        """The middle of a control once it no longer moves: a window that
        opens, and a page that comes, take their contents along."""
        places = [None]

        def rests():
            places.append(self.middle(node))
            return places[-1] == places[-2]

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

    def window(self):
        """The node of the window that was opened last."""
        return list(self.root.children)[-1]

    def action(self, name):
        """Runs a win. or app. action through the window that lists it."""
        for window in self.root.children:
            if name in window.actions():
                window.do(name)
                return
        raise NotFound(f"No window has the action {name}")

    def resize(self, width, height, index=0):
        """The first window, or the last with -1, in the middle of the screen.
        X counts the shadow as part of it."""
        window = self._windows()[index]
        inner = list(self.root.children)[index].extents()
        outer = self._geometry(window)
        width += outer["WIDTH"] - inner.width
        height += outer["HEIGHT"] - inner.height
        screen = [int(n) for n in xdotool("getdisplaygeometry")]
        xdotool("windowsize", window, width, height)
        xdotool(
            "windowmove", window,
            (screen[0] - width) // 2, (screen[1] - height) // 2,
        )

    def screenshot(self, path, settle=0.6):
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
        for window in reversed(list(self.root.children)):
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
