#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says in one line how many of Meson's tests passed. None at all is a failure.
"""

import json
import sys

GOOD = ("OK", "EXPECTEDFAIL")


def count(path):
    passed = failed = skipped = 0
    try:
        with open(path, encoding="utf-8") as log:
            results = [json.loads(line)["result"] for line in log]
    except FileNotFoundError:
        results = []
    for result in results:
        if result in GOOD:
            passed += 1
        elif result == "SKIP":
            skipped += 1
        else:
            failed += 1
    return passed, failed, skipped


passed, failed, skipped = count(sys.argv[1])
print(f"{passed} passed, {failed} failed"
      + (f", {skipped} skipped" if skipped else ""))
sys.exit(0 if passed > 0 and failed == 0 else 1)
