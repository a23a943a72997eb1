# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates, versions, STLS, and ports of another kind."""

from .scenario import EVERY, SOME, Scenario, quote

LOGINS = ("USER", "PASS", "AUTH", "APOP")


def _untrusted(kind, security):
    return Scenario(
        name=f"certificate {kind}, {security}",
        rule="RFC 8314 §5",
        security=security,
        server={"certificate": kind},
        error="tls-untrusted",
        unsent=LOGINS,
    )


CERTIFICATES = [
    _untrusted(kind, security)
    for kind in ("self-signed", "expired", "wrong-name")
    for security in ("tls", "stls")
] + [
    Scenario(
        name="a pinned certificate",
        rule="RFC 8314 §5.4",
        server={"certificate": "self-signed"},
        account=("--pin", "{pin}"),
        sent=("LIST", "QUIT"),
        no_cure="it is healthy, and healed it shows another certificate",
    ),
    Scenario(
        name="another certificate than the pinned one",
        rule="RFC 8314 §5.4",
        account=("--pin", "sha256:" + "5a" * 32),
        error="tls-untrusted",
        unsent=LOGINS,
        no_cure="the pin is wrong",
    ),
    Scenario(
        name="another certificate than the pinned one, behind STLS",
        rule="RFC 8314 §5.4",
        security="stls",
        account=("--pin", "sha256:" + "5a" * 32),
        error="tls-untrusted",
        unsent=LOGINS,
        no_cure="the pin is wrong",
    ),
]

VERSIONS = [
    Scenario(name=f"TLS 1.1, {security}", rule="RFC 8996", security=security,
             server={"tls_max": "1.1"}, error="tls-failed", unsent=LOGINS)
    for security in ("tls", "stls")
] + [
    Scenario(name=f"TLS 1.2, {security}", rule="RFC 8997",
             security=security, server={"tls_max": "1.2"}, leave="never",
             removed=5)
    for security in ("tls", "stls")
]

# NO STARTTLS: what stands before the handshake is not the server's.
INJECTION = [
    Scenario(name=f"{name} slipped in behind STLS", rule="RFC 2595 §4",
             security="stls", script=f"on STLS inject {quote(text)}\n",
             error="protocol", unsent=LOGINS)
    for name, text in (
        ("an answer", "+OK hello\r\n"),
        ("capabilities", "+OK\r\nUSER\r\n.\r\n"),
        ("a refusal", "-ERR [AUTH] log in on the other port\r\n"),
        ("one octet", "+"),
        ("a mebibyte", "+OK x\r\n" * 1000),
    )
] + [
    Scenario(name="a second greeting behind the greeting, before STLS",
             rule="RFC 2595 §4", security="stls",
             script="on greeting inject \"+OK hello\\r\\n+OK hello\\r\\n\"\n",
             error=(None, "protocol"), stored=SOME),
    Scenario(name="STLS is not announced and refused", rule="RFC 2595 §2.1",
             security="plain", error="stls-missing", unsent=LOGINS),
    Scenario(name="STLS is stripped from CAPA, and answers are forged",
             rule="RFC 2595 §2.1", security="plain",
             script="on STLS reply +OK not really\n",
             error=("tls-failed", "timeout", "tcp"), timeout=3,
             unsent=LOGINS),
    Scenario(name="PREAUTH of a kind: the greeting claims a login",
             security="plain",
             script="on greeting reply +OK mira@example.org is logged in\n"
                    "on STLS reply -ERR not in the transaction state\n",
             error="stls-missing", unsent=LOGINS + ("LIST", "RETR")),
]

PORTS = [
    Scenario(name="a port in the clear where TLS is expected",
             security="plain", scheme="pop3s", error="tls-failed",
             unsent=LOGINS),
    Scenario(name="an STLS port where TLS is expected",
             rule="RFC 8314 §3.3", security="stls", scheme="pop3s", error="tls-failed",
             unsent=LOGINS),
    Scenario(name="a TLS port where STLS is expected",
             rule="RFC 8314 §3.3", security="tls", scheme="pop3", timeout=2, error="tls-failed",
             says="TLS from the start", unsent=LOGINS),
]

# Who else answers.
PROTOCOLS = [
    Scenario(name=f"{name} on the port, {security}", security=security,
             script=f"on greeting raw {quote(greeting)}\n",
             error="protocol", timeout=5, unsent=LOGINS)
    for name, greeting in (
        ("SMTP", "220 mail.example.org ESMTP Postfix\r\n"),
        ("IMAP", "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n"),
        ("HTTP", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
        ("SSH", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
        ("FTP", "220 FTP server ready\r\n"),
        ("NNTP", "200 news.example.org ready\r\n"),
        ("MySQL", b"\x4a\0\0\0\x0a5.7.0\0\r\n"),
        ("an alert of TLS", b"\x15\x03\x01\0\x02\x02\x28\r\n"),
    )
    for security in ("tls", "stls")
] + [
    # Blank lines in front of an answer are passed over.
    Scenario(name=f"an empty line on the port, {security}", security=security,
             script='on greeting raw "\\r\\n"\n',
             error="timeout", timeout=2, unsent=LOGINS)
    for security in ("tls", "stls")
]

RESUMPTION = [
    Scenario(name="a truncated TLS stream within a message",
             rule="RFC 8446 §6.1", script="on RETR 2 drop-after 120\n",
             error="tcp", stored=(3, 4, 5), leave="never", removed=0),
    Scenario(name="no goodbye of TLS behind QUIT", rule="RFC 8446 §6.1",
             script="on QUIT drop-after 13\n", stored=EVERY,
             leave="never", removed=5, error=(None, "tcp")),
]

SCENARIOS = (CERTIFICATES + VERSIONS + INJECTION + PORTS + PROTOCOLS
             + RESUMPTION)
