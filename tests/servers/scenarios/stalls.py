# SPDX-License-Identifier: GPL-3.0-or-later
"""Silence at each step: the account's time for one step bounds it."""

from .scenario import EVERY, MESSAGES, Scenario

USER = {"capa": "TOP;UIDL;USER;PIPELINING"}


def _stall(name, script, **more):
    more = {"timeout": 1, "error": "timeout", **more}
    return Scenario(name=name, script=f"on {script}\n", **more)


SCENARIOS = [
    _stall("silent at the greeting", "greeting stall"),
    _stall("silent within the greeting", "greeting stall-after 6"),
    _stall("silent at the handshake", "tls stall"),
    _stall("silent at CAPA", "CAPA stall"),
    _stall("silent within CAPA", "CAPA stall-after 12"),
    _stall("silent at STLS", "STLS stall", security="stls",
           unsent=("USER", "AUTH")),
    _stall("silent at the handshake behind STLS", "tls stall",
           security="stls", unsent=("USER", "AUTH")),
    _stall("silent at CAPA behind STLS", "CAPA skip 1 stall",
           security="stls", unsent=("USER", "AUTH")),
    _stall("silent at USER", "USER stall", server=USER, unsent=("PASS",)),
    _stall("silent at PASS", "PASS stall", server=USER),
    _stall("silent at AUTH", "AUTH stall", unsent=("LIST",)),
    _stall("silent at the response", "AUTH reply + \non response stall"),
    _stall("silent at UTF8", "UTF8 stall", rule="RFC 6856 §2",
           server={"utf8": True, "capa": "UTF8;USER;TOP;UIDL"},
           error=(None, "timeout"), stored=EVERY),
    _stall("silent at LANG", "LANG stall", rule="RFC 6856 §3",
           server={"lang": True, "capa": "LANG;USER;TOP;UIDL"},
           error=(None, "timeout"), stored=EVERY),
    _stall("silent at LIST", "LIST stall", unsent=("RETR",)),
    _stall("silent within LIST", "LIST stall-after 15", unsent=("RETR",)),
    _stall("silent at UIDL", "UIDL stall", unsent=("RETR",)),
    _stall("silent within UIDL", "UIDL stall-after 40", unsent=("RETR",)),
    _stall("silent at the first message", "RETR 5 stall", leave="never",
           removed=0),
    _stall("silent at a message", "RETR 3 stall", stored=(4, 5),
           leave="never", removed=0),
    _stall("silent within a message", "RETR 3 stall-after 5000",
           stored=(4, 5), leave="never", removed=0, unsent=("DELE",)),
    _stall("silent before the end of a message", "RETR 1 stall-after "
           + str(len(MESSAGES[0]) + 17), stored=(2, 3, 4, 5),
           leave="never", removed=0),
    _stall("silent at a removal", "DELE 2 stall", stored=EVERY,
           leave="never", removed=0),
    _stall("silent at QUIT", "QUIT stall", stored=EVERY, leave="never",
           removed=0, rule="RFC 1939 §6"),
    _stall("silent behind QUIT", "QUIT stall-after 0", stored=EVERY,
           leave="never", removed=5, rule="RFC 1939 §6"),
    # Octets come all the time, but no step ends.
    _stall("a greeting that drips", "greeting drip 200", timeout=2),
    _stall("a listing that drips", "LIST drip 250", timeout=2),
    _stall("a refusal that drips", "AUTH drip 200", timeout=2),
]
