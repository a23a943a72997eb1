#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in is sorted and names exactly the files with translatable text.

potfiles.py --write puts it right.
"""

import os
import re
import sys

from house import TOP, end, files, read

TEXT = {
    ".c": re.compile(r"\b(_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\("),
    ".ui": re.compile(r'translatable="(yes|true)"'),
    ".xml": re.compile(r"<(summary|description)>"),
    ".desktop.in": re.compile(r"^(Name|Comment|Keywords)=", re.M),
    ".metainfo.xml.in": re.compile(r"<(name|summary|p)>"),
}
NAME = "po/POTFILES.in"


def has_text(path):
    for end_of_name, pattern in TEXT.items():
        if path.endswith(end_of_name):
            return bool(pattern.search(read(path)))
    return False


listed = [line for line in read(NAME).splitlines() if line[:1] not in ("", "#")]
wanted = [path for path in files("data", "src", "ui") if has_text(path)]

if sys.argv[1:] == ["--write"]:
    with open(os.path.join(TOP, NAME), "w", encoding="utf-8") as file:
        file.writelines(path + "\n" for path in wanted)
    listed = wanted

findings = [f"{NAME}: lacks {path}" for path in wanted if path not in listed]
findings += [
    f"{NAME}: {path} has nothing to translate"
    for path in listed
    if path not in wanted
]
if listed != sorted(listed):
    findings.append(f"{NAME}: is not sorted")
end(findings)
