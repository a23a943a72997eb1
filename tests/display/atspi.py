# SPDX-License-Identifier: GPL-3.0-or-later
"""The controls of a program as assistive technology sees them.

    program = Bus().find(pid)
    for node in program.look():
        print(node)

A question takes much longer to travel than to be answered, and libatspi asks
one after the other. This asks many at once; and GTK's cache tells in a single
answer of all controls that somebody has asked for before.
"""

from typing import NamedTuple

import gi

gi.require_version("Atspi", "2.0")
# For its numbers and their names only.
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ATSPI = "org.a11y.atspi."
BUS = "org.freedesktop.DBus"
ROOT = "/org/a11y/atspi/accessible/root"
GET_CHILDREN = ATSPI + "Accessible.GetChildren"
GET_ROLE = ATSPI + "Accessible.GetRole"
GET_ITEMS = ("/org/a11y/atspi/cache", ATSPI + "Cache.GetItems")
VISIBLE = Atspi.StateType.VISIBLE
LISTS = ("list", "list box", "table", "tree table")
# A long list shows its first rows only: each row has many controls.
ROWS = 16


class Gone(Exception):
    """A control that is no longer there was asked for something."""


class Item(NamedTuple):
    """What the cache tells of a control."""

    path: str
    name: str
    role: str
    states: list
    count: int


class Box(NamedTuple):
    """A place in the window."""

    x: int
    y: int
    width: int
    height: int


def plain_name(name):
    """With GTK 4.8 a mnemonic gives "_Test Test"."""
    half = len(name) // 2
    if name[:half].replace("_", "") == name[half + 1 :]:
        name = name[half + 1 :]
    return name


def role_name(number):
    """As Debian 12 calls it."""
    name = Atspi.role_get_name(number) or ""
    return "push button" if name == "button" else name


def has_state(states, state):
    """AT-SPI has two words of 32 states."""
    word, bit = divmod(int(state), 32)
    return bool(states[word] >> bit & 1)


def shown(children, role):
    """Those of the children that are looked at."""
    return children[:ROWS] if role in LISTS else children


def read_items(table):
    """By hand: unpack() takes long for so much, most of which is not needed."""
    for number in range(table.n_children()):
        row = [
            table.get_child_value(number).get_child_value(column)
            for column in (0, 6, 7, 9, 4)
        ]
        yield Item(
            row[0].get_child_value(1).get_string(),
            plain_name(row[1].get_string()),
            role_name(row[2].get_uint32()),
            row[3].unpack(),
            row[4].get_int32(),
        )


def asks_for(path, name, interface="Accessible"):
    """The question for a property."""
    return path, f"{BUS}.Properties.Get", "(ss)", ATSPI + interface, name


class Bus:
    """The bus on which programs tell of their controls."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        (address,) = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
            None, None, Gio.DBusCallFlags.NONE, -1,
        )
        self._connection = Gio.DBusConnection.new_for_address_sync(
            address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
        )

    def ask(self, name, questions):
        """The answers of a program to questions (path, method, types of what
        is handed over, and that); None where it cannot answer."""
        answers = {}

        def take(connection, result, number):
            try:
                answers[number] = connection.call_finish(result)
            except GLib.Error:
                answers[number] = None

        for number, (path, method, *words) in enumerate(questions):
            interface, _, member = method.rpartition(".")
            given = GLib.Variant(words[0], tuple(words[1:])) if words else None
            self._connection.call(
                name, path, interface, member, given, None,
                Gio.DBusCallFlags.NONE, -1, None, take, number,
            )
        while len(answers) < len(questions):
            GLib.MainContext.default().iteration(True)
        return [answers[number] for number in range(len(questions))]

    def find(self, pid):
        """The program of that process, once it has a window, or None."""
        desktop = Program(self, ATSPI + "Registry")
        (programs,) = desktop.ask((ROOT, GET_CHILDREN))
        names = [name for name, _ in programs or []]
        pids = Program(self, BUS).ask(*(
            ("/", BUS + ".GetConnectionUnixProcessID", "(s)", name)
            for name in names
        ))
        for name, other in zip(names, pids):
            if other == pid:
                program = Program(self, name)
                return program if program.windows() else None
        return None


class Program:
    """A program on the bus."""

    def __init__(self, bus, name):
        self._bus = bus
        self._name = name

    def ask(self, *questions):
        """What is first in each answer, or None."""
        answers = self._bus.ask(self._name, questions)
        return [answer and (*answer.unpack(), True)[0] for answer in answers]

    def windows(self):
        """The one that was opened last comes last."""
        return [Node(self, path) for path in self.children(ROOT)[0]]

    def children(self, *paths):
        """Of each control the paths of those in it. What is in a page is
        another program's."""
        answers = self.ask(*((path, GET_CHILDREN) for path in paths))
        return [
            [path for name, path in each or [] if name == self._name]
            for each in answers
        ]

    def texts(self, *nodes):
        """What is written in them; None where nothing can be."""
        return self.ask(*(
            (node.path, ATSPI + "Text.GetText", "(ii)", 0, GLib.MAXINT32)
            for node in nodes
        ))

    def look(self):
        """Everything on screen, a dialog's before its window's."""
        return self.look_at(*reversed(self.children(ROOT)[0]))

    def look_at(self, *paths):
        """These controls and those in them."""
        before = None
        while True:
            tree = self._ask_cache()
            seen = [item for path in paths for item in tree.walk(path)]
            unknown = tree.unknown(paths, seen)
            if not unknown or unknown == before:
                return [Seen(self, item) for item in seen]
            self._introduce(unknown)
            before = unknown

    def _ask_cache(self):
        """GTK 4.8 keeps what was hidden in its cache, without a word: what is
        where must be asked of the controls."""
        (answer,) = self._bus.ask(self._name, [GET_ITEMS])
        if answer is None:
            raise Gone("the program")
        items = list(read_items(answer.get_child_value(0)))
        parents = [item.path for item in items if item.count]
        return Tree(items, dict(zip(parents, self.children(*parents))))

    def _introduce(self, paths):
        """To the cache, which takes in who was asked for."""
        while paths:
            paths = [
                path for each in self.children(*paths) for path in each[:ROWS]
            ]


class Tree:
    """All controls at one moment."""

    def __init__(self, items, children):
        self._items = {item.path: item for item in items}
        self._children = {
            path: shown(paths, self._items[path].role)
            for path, paths in children.items()
        }

    def walk(self, path):
        """This control and those in it; what is hidden hides what is in it."""
        item = self._items.get(path)
        if item is not None and has_state(item.states, VISIBLE):
            yield item
            for child in self._children.get(path, []):
                yield from self.walk(child)

    def unknown(self, paths, seen):
        """Of these and the children of those the ones not in the cache."""
        for item in seen:
            paths = [*paths, *self._children.get(item.path, [])]
        return [path for path in paths if path not in self._items]


class Node:
    """A control. Each question is put to it when it is asked."""

    def __init__(self, program, path):
        self.program = program
        self.path = path

    def _ask(self, *question):
        (answer,) = self.program.ask((self.path, *question))
        if answer is None:
            raise Gone(self.path)
        return answer

    def _get(self, name, interface="Accessible"):
        (answer,) = self.program.ask(asks_for(self.path, name, interface))
        if answer is None:
            raise Gone(self.path)
        return answer

    @property
    def name(self):
        return plain_name(self._get("Name"))

    @property
    def role(self):
        return role_name(self._ask(GET_ROLE))

    @property
    def parent(self):
        return Node(self.program, self._get("Parent")[1])

    def window(self):
        """The window that it is in."""
        node = self
        while (parent := node.parent).path != ROOT:
            node = parent
        return node

    @property
    def children(self):
        (paths,) = self.program.children(self.path)
        return [Node(self.program, path) for path in shown(paths, self.role)]

    @property
    def text(self):
        """What is written in an entry, a text view or a label."""
        (text,) = self.program.texts(self)
        return self.name if text is None else text

    def has(self, state):
        return has_state(self._ask(ATSPI + "Accessible.GetState"), state)

    @property
    def showing(self):
        """Not pushed out of the window, as what a revealer concealed is.
        GTK 4.8 sets the state "showing" for windows only. A page of a stack
        that another page has replaced counts as showing: it does not tell."""
        try:
            if not self.has(VISIBLE):
                return False
        except Gone:
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

    def extents(self):
        (box,) = self.program.ask(
            (self.path, ATSPI + "Component.GetExtents", "(u)",
             int(Atspi.CoordType.WINDOW))
        )
        return Box(*box or (0, 0, 0, 0))

    def actions(self):
        (count,) = self.program.ask(asks_for(self.path, "NActions", "Action"))
        return self.program.ask(*(
            (self.path, ATSPI + "Action.GetName", "(i)", number)
            for number in range(count or 0)
        ))

    def do(self, name):
        """Runs an action that the control or the window lists."""
        self._do(self.actions().index(name))

    def press(self):
        """Does a button's or a menu item's only action, without a mouse."""
        self._do(0)

    def _do(self, number):
        self._ask(ATSPI + "Action.DoAction", "(i)", number)

    def select(self, index):
        """Selects a row of a list, and no other."""
        self._ask(ATSPI + "Selection.ClearSelection")
        self._ask(ATSPI + "Selection.SelectChild", "(i)", index)

    def set_text(self, text):
        self._ask(ATSPI + "EditableText.SetTextContents", "(s)", text)

    def __str__(self):
        return f"{self.role} “{self.name}”"


class Seen(Node):
    """A control whose name and role were seen together with all others."""

    def __init__(self, program, item):
        super().__init__(program, item.path)
        self._item = item

    @property
    def name(self):
        return self._item.name

    @property
    def role(self):
        return self._item.role
