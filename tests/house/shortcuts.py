#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every shortcut is in the shortcuts window, and the other way round; every
command has one, or is named here with what leads to it instead."""

import re
import xml.etree.ElementTree as ElementTree

from house import end, files, read

OVERLAY = "ui/window/help-overlay.ui"
TABLE = "ui/rst-application.c"
KEYS = "ui/window/rst-window-keys.c"

# Where the overlay shows further keys besides the table's.
KEYS_BESIDES = {"win.trash": {"Delete"}}
# Keys of one pane, which that pane has itself.
OF_PANES = {
    "Right plus", "Left minus", "asterisk", "slash", "Escape", "<Control>a",
    "<Shift>Up <Shift>Down", "<Alt>Left Escape", "space",
    "<Shift>space BackSpace",
}
WITHOUT = {
    "a button that is there only when it is needed": {
        "app.open-profile", "win.copy-report", "win.dismiss-failure",
        "win.fetch-details", "win.fetch-rest",
    },
    "a menu, which has a key": {"app.about", "win.trusted-senders"},
    "the page for several messages; one key does both and their opposite": {
        "win.add-star", "win.mark-read",
    },
    "Return, and the single key": {"win.open-message"},
    "a row, a chip or a menu that says on what": {
        "app.edit-account", "app.remove-account", "win.delete-search",
        "win.delete-tag", "win.edit-search", "win.edit-tag",
        "win.search-for", "win.set-flag-of", "win.show-message",
    },
}


def read_overlay():
    """What is shown: actions, and accelerators alone, by group."""
    actions, accelerators = [], []
    tree = ElementTree.fromstring(read(OVERLAY))
    for group in tree.iter("object"):
        if group.get("class") != "GtkShortcutsGroup":
            continue
        title = group.find("property[@name='title']").text
        for node in group.iter("property"):
            if node.get("name") == "action-name":
                actions.append(node.text)
            if node.get("name") == "accelerator":
                accelerators.append((title, node.text))
    return actions, accelerators


def read_table():
    table = re.search(r"shortcuts\[\] = \{\n(.*?)\n\};", read(TABLE), re.S)
    return {
        action: re.findall(r'"([^"]+)"', keys)
        for action, keys in re.findall(
            r'\{ "([^"]+)", \{ (.*?) \} \}', table.group(1), re.S
        )
    }


def read_keys():
    return [
        trigger.replace("|", " ")
        for trigger in re.findall(r'\{ "([^"]+)", "win\.', read(KEYS))
    ]


def read_commands():
    """All actions of the program and its window, from their tables."""
    commands = set()
    for path in files("ui", ends=".c"):
        prefix = "app." if path.startswith("ui/rst-application") else "win."
        for table in re.findall(
            r"GActionEntry \w+\[\] = \{\n(.*?)\n\};", read(path), re.S
        ):
            commands.update(prefix + n for n in re.findall(r'\{ "([^"]+)"', table))
    return commands


actions, accelerators = read_overlay()
table = read_table()
keys = read_keys()
shown = {" ".join(sorted(text.split())) for _, text in accelerators}
commands = read_commands()
without = set().union(*WITHOUT.values())
findings = []

for action, accels in table.items():
    besides = KEYS_BESIDES.get(action, set())
    if action not in actions and " ".join(sorted({*accels, *besides})) not in shown:
        findings.append(f"{OVERLAY}: lacks {action}")
for action in actions:
    if action not in table:
        findings.append(f"{OVERLAY}: {action} has no key in {TABLE}")
    if actions.count(action) > 1:
        findings.append(f"{OVERLAY}: has {action} more than once")
for one in keys:
    if not any(t.startswith("Single Keys") and text == one for t, text in accelerators):
        findings.append(f"{OVERLAY}: lacks the single key {one}")
tabled = {
    " ".join(sorted({*accels, *KEYS_BESIDES.get(action, set())}))
    for action, accels in table.items()
}
for title, text in accelerators:
    if title.startswith("Single Keys"):
        known = text in keys
    else:
        known = text in OF_PANES or " ".join(sorted(text.split())) in tabled
    if not known:
        findings.append(f"{OVERLAY}: nothing has the key {text}")

used = [key for accels in table.values() for key in accels]
findings += [f"{TABLE}: {key} is used twice" for key in set(used) if used.count(key) > 1]
used = " ".join(keys).split()
findings += [f"{KEYS}: {key} is used twice" for key in set(used) if used.count(key) > 1]

plain = {action.split("::")[0] for action in table}
findings += [f"{name} has no shortcut" for name in sorted(commands - plain - without)]
findings += [f"{name} has a shortcut after all" for name in sorted(without & plain)]
findings += [f"{name} is no command" for name in sorted(without - commands)]
findings += [
    f"{TABLE}: {name} is no command"
    for name in sorted(plain - commands - {"window.close"})
]
end(findings)
