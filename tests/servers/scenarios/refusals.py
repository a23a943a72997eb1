# SPDX-License-Identifier: GPL-3.0-or-later
"""`-ERR` at each step, with and without a response code."""

from .scenario import EVERY, Scenario


def _refuse(name, rule, error, *script, **more):
    return Scenario(
        name=name, error=error, rule=rule,
        script="".join(f"on {line}\n" for line in script), **more,
    )


USER = {"capa": "TOP;UIDL;USER;RESP-CODES;AUTH-RESP-CODE"}

GREETING = [
    _refuse("the greeting refuses", "RFC 1939 §4", "temporary",
            "greeting reply -ERR closed for repairs",
            says="closed for repairs", unsent=("USER", "AUTH", "PASS")),
    _refuse("the greeting refuses for now", "RFC 3206 §4", "temporary",
            "greeting reply -ERR [SYS/TEMP] too many connections",
            says="too many connections"),
    _refuse("the greeting refuses for good", "RFC 3206 §4", "permanent",
            "greeting reply -ERR [SYS/PERM] no such service"),
    _refuse("the greeting says that the mailbox is in use",
            "RFC 2449 §8.1.2", "in-use",
            "greeting reply -ERR [IN-USE] locked"),
    _refuse("the greeting refuses without a word", "RFC 1939 §4",
            "temporary", "greeting reply -ERR"),
]

STLS = [
    _refuse("STLS is refused", "RFC 2595 §4", "stls-missing",
            "STLS reply -ERR not today", security="stls",
            unsent=("USER", "AUTH", "PASS", "UTF8")),
    _refuse("STLS is refused for now", "RFC 2595 §4",
            ("stls-missing", "temporary"),
            "STLS reply -ERR [SYS/TEMP] not today", security="stls",
            unsent=("USER", "AUTH", "PASS")),
    _refuse("CAPA is refused behind STLS", "RFC 2595 §4", None,
            "CAPA skip 1 reply -ERR no", security="stls",
            sent=("STLS", "CAPA", "AUTH", "RETR 5")),
]

# The code decides; without one a refusal need not be about the password.
LOGIN = [
    _refuse(f"PASS is refused: {text}", rule, error,
            f"PASS reply -ERR {text}", server=USER,
            unsent=("LIST", "RETR"), **more)
    for text, rule, error, more in (
        ("no", "RFC 3206 §6", "auth", {"says": "need not be"}),
        ("[AUTH] wrong password", "RFC 3206 §5", "auth", {}),
        ("[IN-USE] locked", "RFC 2449 §8.1.2", "in-use", {}),
        ("[in-use] locked", "RFC 2449 §8", "in-use", {}),
        ("[LOGIN-DELAY] wait 60 seconds", "RFC 2449 §8.1.1",
         "login-delay", {}),
        ("[SYS/TEMP] try later", "RFC 3206 §4", "temporary", {}),
        ("[SYS/TEMP/DB] try later", "RFC 2449 §8", "temporary", {}),
        ("[SYS/PERM] account closed", "RFC 3206 §4", "permanent", {}),
        ("[X-NEVER/HEARD] of it", "RFC 2449 §8", "auth",
         {"says": "of it"}),
        ("[unfinished", "RFC 2449 §8", "auth", {}),
    )
] + [
    _refuse("USER is refused", "RFC 1939 §7", "auth",
            "USER reply -ERR never heard of mira", server=USER,
            unsent=("PASS", "LIST")),
    _refuse("USER is refused for now", "RFC 3206 §4", "temporary",
            "USER reply -ERR [SYS/TEMP] no database", server=USER,
            unsent=("PASS",)),
    _refuse("AUTH is refused", "RFC 5034 §4", "auth",
            "AUTH reply -ERR no", "PASS reply -ERR no",
            unsent=("LIST",)),
    _refuse("AUTH is refused: in use", "RFC 2449 §8.1.2", "in-use",
            "AUTH reply -ERR [IN-USE] locked", unsent=("USER", "LIST")),
    _refuse("AUTH is refused for now", "RFC 3206 §4", "temporary",
            "AUTH reply -ERR [SYS/TEMP] try later",
            unsent=("USER", "LIST")),
    _refuse("the response is refused", "RFC 5034 §4", "auth",
            "AUTH reply + ", "response reply -ERR [AUTH] no",
            unsent=("LIST",)),
]

TRANSACTION = [
    _refuse("LIST is refused", "RFC 1939 §5", "permanent",
            "LIST reply -ERR no", unsent=("RETR", "DELE")),
    _refuse("LIST is refused for now", "RFC 3206 §4", "temporary",
            "LIST reply -ERR [SYS/TEMP] disk", unsent=("RETR", "DELE")),
    _refuse("UIDL is refused once for now", "RFC 3206 §4",
            (None, "temporary"), "UIDL reply -ERR [SYS/TEMP] disk",
            stored=(), unsent=("DELE",)),
    _refuse("a message is refused", "RFC 1939 §5", "permanent",
            "RETR 3 reply -ERR cannot read it", stored=(1, 2, 4, 5),
            says="cannot read it", sent=("RETR 3", "RETR 2", "QUIT")),
    _refuse("a message is refused, and nothing stays", "RFC 1939 §5",
            "permanent", "RETR 3 reply -ERR cannot read it",
            stored=(1, 2, 4, 5), leave="never", removed=4,
            unsent=("DELE 3",), sent=("DELE 5", "DELE 1", "QUIT")),
    _refuse("a message is refused for now", "RFC 3206 §4", "temporary",
            "RETR 1 reply -ERR [SYS/TEMP] locked", stored=(2, 3, 4, 5)),
    _refuse("every message is refused", "RFC 1939 §5", "permanent",
            "RETR reply -ERR no", leave="never", removed=0,
            unsent=("DELE",)),
    _refuse("a removal is refused", "RFC 1939 §5", (None, "permanent"),
            "DELE 2 reply -ERR read-only", stored=EVERY, leave="never",
            removed=4),
    _refuse("every removal is refused", "RFC 1939 §5",
            (None, "permanent"), "DELE reply -ERR read-only",
            stored=EVERY, leave="never", removed=0),
    _refuse("QUIT is refused after removals", "RFC 1939 §6", "permanent",
            "QUIT reply -ERR some messages not removed", stored=EVERY,
            leave="never", removed=0),
    _refuse("QUIT is refused though nothing was to be removed",
            "RFC 1939 §6", (None, "permanent"),
            "QUIT reply -ERR no", stored=EVERY),
]

SCENARIOS = GREETING + STLS + LOGIN + TRANSACTION
