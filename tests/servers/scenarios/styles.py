# SPDX-License-Identifier: GPL-3.0-or-later
"""Good servers: what well-known ones say, in their words."""

from .scenario import NONE, Scenario, quote

DOVECOT = "CAPA;TOP;UIDL;RESP-CODES;PIPELINING;AUTH-RESP-CODE;USER;SASL PLAIN"
COURIER = "STLS;TOP;USER;LOGIN-DELAY 10;PIPELINING;UIDL;UTF8 USER;" \
    "IMPLEMENTATION Courier Mail Server"
CYRUS = "SASL PLAIN;STLS;EXPIRE NEVER;LOGIN-DELAY 0;TOP;UIDL;PIPELINING;" \
    "RESP-CODES;AUTH-RESP-CODE;USER;IMPLEMENTATION Cyrus POP3 server v2"
MAILUTILS = "TOP;USER;UIDL;RESP-CODES;PIPELINING;STLS;EXPIRE NEVER;XTLS;" \
    "IMPLEMENTATION GNU Mailutils 3"
EXCHANGE = "TOP;UIDL;SASL PLAIN;USER"
GMAIL = "USER;RESP-CODES;EXPIRE 0;LOGIN-DELAY 300;TOP;UIDL;X-GOOGLE-RICO;" \
    "SASL PLAIN XOAUTH2 OAUTHBEARER"
YAHOO = "EXPIRE-DELAY 0;IMPLEMENTATION jpop-0.1;PIPELINING;RESP-CODES;TOP;" \
    "UIDL;USER;SASL PLAIN XOAUTH2"
GMX = "TOP;UIDL;USER;SASL PLAIN;IMPLEMENTATION trinity"
DOMINO = "TOP;USER;UIDL;EXPIRE NEVER"
QPOPPER = "TOP;USER;LOGIN-DELAY 0;EXPIRE 0;UIDL;RESP-CODES;AUTH-RESP-CODE;" \
    "X-MANGLE;X-MACRO;X-LOCALTIME Tue, 3 Feb 2026 10:00:00 +0000;" \
    "IMPLEMENTATION Qpopper-version-4.1"

# Greeting, capabilities, more script, by server.
SERVERS = {
    "Dovecot": ("+OK Dovecot (Debian) ready.", DOVECOT, ""),
    "Courier": ("+OK Hello there. <1234.1770000000@mail.example.org>",
                COURIER, ""),
    "Cyrus": ("+OK mail.example.org Cyrus POP3 3.6.1 server ready "
              "<11238216117418412891.1770000000@mail.example.org>", CYRUS,
              ""),
    "GNU mailutils": ("+OK POP3 Ready <42.1770000000@mail>", MAILUTILS, ""),
    "Exchange": ("+OK The Microsoft Exchange POP3 service is ready. "
                 "[TABQADIAUABSADIANQAzAEMAQQAwADEAMwAuAGUAdQByAA==]",
                 EXCHANGE, "on QUIT close\n"),
    "Gmail": ("+OK Gpop ready for requests from 192.0.2.1 x1mb1234567wrf",
              GMAIL, ""),
    "Yahoo": ("+OK Hello from jpop-0.1", YAHOO, ""),
    "GMX": ("+OK POP server ready H migmx001 1MeTsQ-1wTfK22Iha-00aP3w",
            GMX, ""),
    "Domino": ("+OK Lotus Notes POP3 server version X2.0 ready <0000/ACME>.",
               DOMINO, ""),
    "Qpopper": ("+OK Qpopper (version 4.1.0) at mail.example.org starting.  "
                "<4242.1770000000@mail.example.org>", QPOPPER, ""),
}


def _with_tls(name, greeting, capa, script):
    return Scenario(
        name=f"{name} over TLS",
        script=f"on greeting reply {greeting}\n{script}",
        server={"capa": capa},
        sent=("CAPA", "LIST", "UIDL", "RETR 5", "RETR 1", "QUIT"),
        unsent=("DELE", "APOP", "STLS"),
    )


def _with_stls(name, greeting, capa, script):
    return Scenario(
        name=f"{name} over STLS, and nothing stays there",
        rule="RFC 2595 §4",
        security="stls",
        script=f"on greeting reply {greeting}\n{script}",
        server={"capa": capa + ";STLS"},
        leave="never",
        sent=("CAPA", "STLS", "CAPA", "LIST", "UIDL", "RETR 1", "DELE 5",
              "DELE 1", "QUIT"),
        unsent=("APOP",),
        removed=5,
    )


SCENARIOS = [
    make(name, *server)
    for make in (_with_tls, _with_stls)
    for name, server in SERVERS.items()
] + [
    Scenario(
        name="popa3d, which knows no CAPA",
        rule="RFC 2449 §7",
        script="on greeting reply +OK\non CAPA reply -ERR\n"
               "on TOP reply -ERR\non AUTH reply -ERR\n",
        sent=("CAPA", "USER", "PASS", "LIST", "UIDL", "RETR 1", "QUIT"),
    ),
    Scenario(
        name="an empty maildrop",
        rule="RFC 1939 §5",
        messages=NONE,
        sent=("LIST", "QUIT"),
        unsent=("RETR", "DELE", "TOP"),
    ),
    Scenario(
        name="an empty maildrop of which nothing may stay",
        messages=NONE,
        leave="never",
        unsent=("RETR", "DELE", "TOP"),
    ),
    Scenario(
        name="consented plaintext",
        rule="RFC 2595 §2.1",
        security="plain",
        consent=True,
        unsent=("STLS",),
    ),
    Scenario(
        name="the second pass fetches nothing",
        rule="RFC 1939 §7",
        passes=2,
        sent=("LIST", "UIDL", "QUIT"),
        unsent=("RETR",),
    ),
    Scenario(
        name="three hundred messages, and nothing stays",
        rule="RFC 1939 §6",
        synthetic=300,
        leave="never",
        removed=305,
    ),
    Scenario(
        name="many announcements that change nothing",
        rule="RFC 2449 §6.9",
        server={"add_capa": ";".join(f"X-{n} {n}" for n in range(150))},
    ),
    Scenario(
        name="LOGIN-DELAY and EXPIRE are announced",
        rule="RFC 2449 §6.5, §6.7",
        server={"add_capa": "LOGIN-DELAY 0;EXPIRE 30 USER"},
    ),
    Scenario(
        name="UTF8 and LANG are known",
        rule="RFC 6856 §2, §3",
        server={"utf8": True, "lang": True},
        unsent=("STLS",),
    ),
    Scenario(
        name="UTF8 is known behind STLS",
        rule="RFC 6856 §2.1",
        security="stls",
        server={"utf8": True, "lang": True},
        sent=("STLS", "CAPA"),
    ),
    Scenario(
        name="greeting with words in UTF-8",
        script="on greeting raw " + quote("+OK Grüße aus Köln\r\n") + "\n",
    ),
]
