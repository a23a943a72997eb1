#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of POP3 in pop3-checklist.txt has tests, which say whose rule it is.
"""

import ast
import os
import re
import sys

from house import TOP, end, read

LIST = "tests/house/pop3-checklist.txt"
SERVERS = "tests/servers"

# The words by which a text names a source: “RFC 2449 §8.1.1, §8.1.2”.
WORD = re.compile(r"RFC (\d+)|§([\d.]*\d)")

sys.path.insert(0, os.path.join(TOP, SERVERS))
from scenarios import SCENARIOS  # noqa: E402

PLAYED = {scenario.name: scenario for scenario in SCENARIOS.values()}


def named(text):
    """The RFCs and sections that a text names, as pairs; the section "" is the
    RFC itself."""
    text = re.sub(r"\s+\*?\s*", " ", text)  # a comment of several lines
    found = set()
    rfc = None
    for match in WORD.finditer(text):
        if match.group(1):
            rfc = match.group(1)
            found.add((rfc, ""))
        elif rfc:
            found.add((rfc, match.group(2)))
    return found


def names(text, source):
    """Whether a text names a source, or a section within it."""
    wanted = WORD.match(source)
    if wanted is None or not wanted.group(1):
        return source.lower() in text.lower()
    section = source.partition("§")[2]
    return any(
        rfc == wanted.group(1)
        and (not section or there == section or there.startswith(section + "."))
        for rfc, there in named(text)
    )


def text_of_c(path, test):
    """The comment before the function that is registered so, and the function."""
    text = read(path)
    match = re.search(r'"%s",[^;]*?\b(test_\w+)' % re.escape(test), text)
    if match is None:
        return None
    function = re.search(
        r"(?:^/\*(?:(?!\*/).)*\*/\n)?^static void\n%s \(.*?^}" % match.group(1),
        text, re.M | re.S,
    )
    return function and function.group(0)


def text_of_scenario(path, test):
    """Its name and rule; one that is never played shows nothing."""
    scenario = PLAYED.get(test)
    if scenario is None or scenario.needs or test_module(scenario) != path:
        return None
    return f"{scenario.name}\n{scenario.rule}"


def test_module(scenario):
    for name, module in sys.modules.items():
        if name.startswith("scenarios.") and any(
            scenario is row for row in getattr(module, "SCENARIOS", ())
        ):
            return f"{SERVERS}/{name.replace('.', '/')}.py"
    return None


def text_of_python(path, test):
    """Every method of that name, with its class's first words."""
    text = read(path)
    found = [
        (ast.get_docstring(owner) or "") + ast.get_source_segment(text, method)
        for owner in ast.walk(ast.parse(text)) if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and method.name == test
    ]
    return "\n".join(found) or None


def text_of(reference):
    file, _, test = reference.partition(":")
    if file.startswith("scenarios/"):
        return text_of_scenario(f"{SERVERS}/{file}", test)
    folder = "tests/displayless" if file.endswith(".c") else SERVERS
    path = f"{folder}/{file}"
    if not os.path.exists(os.path.join(TOP, path)):
        return None
    return (text_of_c if file.endswith(".c") else text_of_python)(path, test)


def rules():
    """Each rule: its line's number, its sources, and what is below it."""
    rule = None
    for number, line in enumerate(read(LIST).splitlines(), 1):
        if line.startswith("  ") and rule:
            rule[2].append(line.strip())
        elif line and not line.startswith("#"):
            rule = (number, line.partition(" | ")[0].split(", "), [])
            yield rule


def check(number, sources, tests):
    where = f"{LIST}:{number}"
    if not tests:
        yield f"{where}: has no test"
    missing = set(sources)
    for test in tests:
        if test.startswith("later: "):
            missing.clear()
            continue
        text = text_of(test)
        if text is None:
            yield f"{where}: there is no {test}"
            continue
        here = {source for source in sources if names(text, source)}
        if not here:
            yield f"{where}: {test} does not name {' or '.join(sources)}"
        missing -= here
    for source in sorted(missing):
        yield f"{where}: no test names {source}"


findings = [
    finding for rule in list(rules()) for finding in check(*rule)
]
end(findings)
