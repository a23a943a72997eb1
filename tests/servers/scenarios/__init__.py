# SPDX-License-Identifier: GPL-3.0-or-later
"""What servers do, as tables; test_scenarios.py plays them."""

from . import (
    drops,
    hostile,
    logins,
    oddities,
    refusals,
    rules,
    stalls,
    styles,
    tls,
)

SCENARIOS = {}
for _module in (styles, oddities, logins, tls, refusals, rules, drops,
                stalls, hostile):
    for _scenario in _module.SCENARIOS:
        assert _scenario.method not in SCENARIOS, _scenario.name
        SCENARIOS[_scenario.method] = _scenario
