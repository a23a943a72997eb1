#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes point only downward, so no two folders can need each other."""

import re

from house import end, files, read

# What a folder of src/ may include besides itself and base/.
MAY = {
    "base": "",
    "sasl": "",
    "pop3": "sasl",
    "net": "",
    "mime": "",
    "store": "mime",
    "accounts": "store pop3 sasl net",
    "doctor": "accounts pop3 sasl net",
    "fetch": "accounts store mime pop3 sasl net",
    "backup": "store mime",
    "ctl": "accounts backup doctor fetch mime net pop3 sasl store",
}
SQL = ("store", "backup")
WIDGETS = re.compile(r"<(gtk|gdk|gsk|adwaita|webkit|pango)")
SOCKETS = re.compile(r"<(sqlite3|sys/socket|netdb|gnutls)")
INCLUDE = re.compile(r"^\s*#\s*include\s+(<[^>]+>|\"[^\"]+\")", re.M)


def includes(path):
    return [match.group(1) for match in INCLUDE.finditer(read(path))]


def check_engine(path):
    folder = path.split("/")[1]
    may = {folder, "base", *MAY[folder].split()}
    for include in includes(path):
        if WIDGETS.match(include):
            yield f"{path}: {include}: src/ knows no widgets"
        if include == "<sqlite3.h>" and folder not in SQL:
            yield f"{path}: {include}: SQL is in store/ and backup/ only"
        target = include.strip('"').split("/")
        if include.startswith('"') and len(target) == 2 and (
            target[0] not in may
        ):
            yield f"{path}: {include}: {folder}/ may not need {target[0]}/"
        if include.startswith('"') and len(target) == 1 and (
            target[0] != "config.h"
        ):
            yield f"{path}: {include}: an include names its folder"


def check_interface(path):
    for include in includes(path):
        if SOCKETS.match(include):
            yield f"{path}: {include}: ui/ knows no sockets and no SQL"
        if include.startswith('"ctl/'):
            yield f"{path}: {include}: ui/ does not need restantectl"


def check_circles(prefix, folders, findings):
    """Two folders that need each other are one."""
    needs = {folder: set() for folder in folders}
    for path in files(*(f"{prefix}/{folder}" for folder in folders)):
        if path.endswith((".c", ".h")):
            for include in includes(path):
                target = include.strip('"').split("/")[0]
                if target in needs:
                    needs[path.split("/")[1]].add(target)
    for one in folders:
        for other in needs[one]:
            if one < other and one in needs[other]:
                findings.append(f"{prefix}/{one} and {prefix}/{other} need each other")


findings = []
for source in files("src"):
    if source.endswith((".c", ".h")):
        findings += check_engine(source)
for source in files("ui"):
    if source.endswith((".c", ".h")):
        findings += check_interface(source)
check_circles("src", list(MAY), findings)
check_circles(
    "ui",
    sorted({p.split("/")[1] for p in files("ui") if p.count("/") > 1}),
    findings,
)
end(findings)
