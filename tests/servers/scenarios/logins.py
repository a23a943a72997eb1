# SPDX-License-Identifier: GPL-3.0-or-later
"""Every login, the best first, and servers that lie while somebody logs in."""

from .scenario import EVERY, Scenario, quote

ALL = "SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-1 " \
    "PLAIN LOGIN CRAM-MD5"
TOKEN = "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"
LONG_TOKEN = "eyJ0eXAi" * 200


def _mechanism(name):
    """The command, with or without its first words."""
    return f"AUTH {name}(?: [A-Za-z0-9+/=]+)?"


def _mechanism_or_bound(name):
    """Where SCRAM is chosen, binding it to the channel is not less."""
    unbound = name.startswith("SCRAM") and not name.endswith("-PLUS")
    return _mechanism(name + "(?:-PLUS)?" * unbound)


def _auto(name, offer, chosen, **more):
    """What is chosen of what is offered."""
    server = {"mechanisms": offer, **more.pop("server", {})}
    return Scenario(
        name=name, server=server, sent=(chosen, "LIST", "QUIT"), **more,
    )


BEST = [
    _auto("SCRAM-SHA-256-PLUS, TLS 1.3", ALL,
          _mechanism("SCRAM-SHA-256-PLUS"), rule="RFC 9266 §2",
          unsent=("USER", "PASS", "AUTH PLAIN.*")),
    _auto("SCRAM-SHA-256-PLUS, TLS 1.2", ALL,
          _mechanism("SCRAM-SHA-256-PLUS"), rule="RFC 5929 §3",
          server={"tls_max": "1.2"}),
    _auto("SCRAM-SHA-256-PLUS, STLS", ALL,
          _mechanism("SCRAM-SHA-256-PLUS"), rule="RFC 9266 §2",
          security="stls"),
    _auto("SCRAM-SHA-1-PLUS", "SCRAM-SHA-1-PLUS SCRAM-SHA-256 PLAIN",
          _mechanism("SCRAM-SHA-1-PLUS"), rule="RFC 5802 §6"),
    _auto("SCRAM-SHA-1-PLUS, TLS 1.2", "SCRAM-SHA-1-PLUS PLAIN",
          _mechanism("SCRAM-SHA-1-PLUS"), rule="RFC 5802 §6",
          server={"tls_max": "1.2"}),
    _auto("SCRAM-SHA-256", "PLAIN SCRAM-SHA-1 SCRAM-SHA-256",
          _mechanism("SCRAM-SHA-256"), rule="RFC 7677 §3"),
    _auto("SCRAM-SHA-1", "LOGIN PLAIN SCRAM-SHA-1",
          _mechanism("SCRAM-SHA-1"), rule="RFC 5802 §5"),
    _auto("PLAIN", "CRAM-MD5 LOGIN PLAIN", _mechanism("PLAIN"),
          rule="RFC 4616 §2"),
    _auto("USER where no mechanism is offered", "", "USER",
          rule="RFC 1939 §7", unsent=("AUTH.*",)),
    _auto("LOGIN where nothing else is", "LOGIN", "AUTH LOGIN",
          server={"no_user": True}),
    _auto("SCRAM on a connection in the clear, by consent",
          "SCRAM-SHA-256 PLAIN", _mechanism("SCRAM-SHA-256"),
          security="plain", consent=True, unsent=("USER", "PASS")),
    _auto("mechanisms that nobody knows",
          "GSSAPI NTLM X-NONE PLAIN", _mechanism("PLAIN"),
          rule="RFC 5034 §3"),
]


def _explicit(auth, sent, **more):
    return Scenario(
        name=f"{auth} by choice" + more.pop("which", ""),
        account=("--auth", auth), sent=(sent, "LIST", "QUIT"), **more,
    )


CHOSEN = [
    _explicit(name.lower(), _mechanism_or_bound(name),
              server={"mechanisms": ALL},
              unsent=("USER",))
    for name in ALL.split()
] + [
    _explicit(name.lower(), _mechanism(name), which=", hidden",
              server={"mechanisms": "", "hidden_mechanisms": name},
             )
    for name in ("SCRAM-SHA-256", "CRAM-MD5", "PLAIN")
] + [
    _explicit("user", "USER", server={"mechanisms": ALL},
              unsent=("AUTH.*",)),
    _explicit("apop", "APOP", rule="RFC 1939 §7", server={"apop": True},
              unsent=("USER", "PASS", "AUTH.*")),
    Scenario(
        name="apop by choice, where the greeting has no stamp",
        rule="RFC 1939 §7", account=("--auth", "apop"),
        error=("auth", "protocol", "permanent", "config"),
        unsent=("USER", "PASS", "APOP.*", "AUTH.*"),
        cure=("--auth", "auto"),
    ),
    Scenario(
        name="apop by choice, where the stamp is no address",
        rule="CVE-2007-1558", account=("--auth", "apop"),
        script="on greeting raw "
               + quote(b"+OK ready <\xff\xfe collision>\r\n") + "\n",
        error=("auth", "protocol", "permanent", "config"),
        unsent=("USER", "PASS", "APOP.*", "AUTH.*"),
        cure=("--auth", "auto"),
    ),
    Scenario(name="apop is never chosen by itself", rule="RFC 1939 §7",
             server={"apop": True, "mechanisms": ""},
             sent=("USER", "PASS"), unsent=("APOP.*",)),
    Scenario(
        name="a chosen mechanism that is not there: nothing weaker",
        account=("--auth", "scram-sha-256"), error=("auth", "permanent"),
        unsent=("USER", "PASS", "AUTH PLAIN.*"), cure=("--auth", "auto"),
    ),
]

TOKENS = [
    Scenario(
        name=f"{auth} with a token{which}", rule=rule,
        account=("--auth", auth, "--token-command", f"echo {token}"),
        server={"mechanisms": auth.upper(), "token": token,
                "no_user": True, **server},
        sent=(sent, "LIST", "QUIT"), unsent=("USER", "PASS"),
    )
    for auth, rule, which, token, server, sent in (
        ("oauthbearer", "RFC 7628 §3.1", "", TOKEN, {},
         _mechanism("OAUTHBEARER")),
        ("xoauth2", "", "", TOKEN, {}, _mechanism("XOAUTH2")),
        ("xoauth2", "RFC 5034 §4", " longer than a line", LONG_TOKEN, {},
         "AUTH XOAUTH2"),
        ("oauthbearer", "RFC 5034 §4", " longer than a line", LONG_TOKEN,
         {}, "AUTH OAUTHBEARER"),
        ("xoauth2", "", ", Microsoft's two lines", TOKEN,
         {"two_lines": True}, "AUTH XOAUTH2"),
        ("xoauth2", "", ", not announced", TOKEN,
         {"mechanisms": "", "hidden_mechanisms": "XOAUTH2"},
         _mechanism("XOAUTH2")),
    )
] + [
    Scenario(
        name=f"{auth} with a token that is refused", rule=rule,
        account=("--auth", auth, "--token-command", "echo stale"),
        server={"mechanisms": auth.upper(), "token": TOKEN,
                "no_user": True},
        error="auth", sent=(_mechanism(auth.upper()), acknowledged),
        unsent=("LIST",),
        cure=("--token-command", f"echo {TOKEN}"),
    )
    for auth, rule, acknowledged in (
        ("oauthbearer", "RFC 7628 §3.2.3", "AQ=="),
        ("xoauth2", "", ""),
    )
] + [
    Scenario(
        name="the command for the token fails",
        account=("--auth", "xoauth2", "--token-command", "false"),
        server={"mechanisms": "XOAUTH2", "token": TOKEN, "no_user": True},
        error=("config", "auth"), unsent=("AUTH.*", "USER"),
        cure=("--token-command", f"echo {TOKEN}"),
    ),
]

EXTERNAL = [
    Scenario(
        name="external with a client certificate",
        rule="RFC 4422 appendix A",
        account=("--auth", "external", "--client-certificate", "{client}"),
        server={"mechanisms": "EXTERNAL", "client_ca": True,
                "no_user": True},
        sent=("AUTH EXTERNAL.*", "LIST", "QUIT"),
        unsent=("USER", "PASS"),
    ),
    Scenario(
        name="external without a client certificate",
        rule="RFC 4422 appendix A",
        account=("--auth", "external"),
        server={"mechanisms": "EXTERNAL", "client_ca": True},
        error=("auth", "config"), unsent=("USER", "PASS", "LIST"),
        cure=("--auth", "user"),
    ),
]

WRONG = [
    Scenario(
        name=f"a wrong password, {auth}", password="not the password",
        account=("--auth", auth),
        server={"mechanisms": ALL, "apop": True}, error="auth",
        unsent=("LIST", "RETR"), no_cure="the password is wrong",
        
    )
    for auth in ("auto", "user", "plain", "login", "cram-md5", "apop",
                 "scram-sha-256-plus", "scram-sha-1")
] + [
    Scenario(
        name="a right login where every login is switched off",
        server={"mechanisms": "", "no_user": True},
        error=("auth", "permanent"), unsent=("PASS", "LIST"),
        no_cure="there is no login",
    ),
]


def _scram(name, error, rule, **server):
    return Scenario(
        name=name, rule=rule, error=error,
        server={"mechanisms": "SCRAM-SHA-256", "no_user": True, **server},
        sent=(_mechanism("SCRAM-SHA-256"),),
        unsent=("LIST", "RETR", "USER", "PASS", "AUTH PLAIN.*"),
        seconds=8,
    )


LIES = [
    _scram("SCRAM, the server's signature is wrong", "protocol", "RFC 5802 §3",
           scram="wrong-signature"),
    _scram("SCRAM, the server gives no signature", "protocol", "RFC 5802 §3",
           scram="no-signature"),
    _scram("SCRAM, the nonce is not ours", "protocol", "RFC 5802 §5",
           scram="foreign-nonce"),
    _scram("SCRAM, the server adds nothing to the nonce", "protocol",
           "RFC 5802 §5", scram="same-nonce"),
    _scram("SCRAM, no salt", "protocol", "RFC 5802 §5",
           scram="empty-salt"),
    _scram("SCRAM, an extension that is mandatory", "protocol",
           "RFC 5802 §5.1", scram="extension"),
    _scram("SCRAM, a challenge of a mebibyte", "protocol", "RFC 5034 §4",
           scram="huge-challenge"),
] + [
    _scram(f"SCRAM, {count} iterations", "protocol", "RFC 5802 §5.1",
           iterations=count)
    for count in ("1", "0", "-1", "4095", "1000000000",
                  "9223372036854775808", "18446744073709555713", "many")
] + [
    Scenario(
        name="SCRAM, 10000 iterations", rule="RFC 7677 §4",
        server={"mechanisms": "SCRAM-SHA-256", "no_user": True,
                "iterations": "10000"},
        sent=(_mechanism("SCRAM-SHA-256"), "LIST"),
    ),
    Scenario(
        name="SCRAM, somebody took -PLUS out of the offer",
        rule="RFC 5802 §6",
        server={"mechanisms": "SCRAM-SHA-256", "no_user": True,
                "hidden_mechanisms": "SCRAM-SHA-256-PLUS"},
        error=("auth", "protocol"), sent=(_mechanism("SCRAM-SHA-256"),),
        unsent=("USER", "PASS", "LIST"), no_cure="it stays so",
    ),
    Scenario(
        name="a weaker offer than last time",
        server={"mechanisms": "SCRAM-SHA-256 PLAIN"},
        # Where nothing else is new, the server is not asked what it can
        # before it refuses what it could.
        script="on AUTH session 2 reply -ERR Unsupported mechanism\n"
               + "on CAPA session 3 raw "
               + quote("+OK\r\nTOP\r\nUIDL\r\nUSER\r\nSASL PLAIN\r\n.\r\n")
               + "\n",
        passes=2, error="auth", stored=EVERY,
        unsent=("USER", "PASS", "AUTH PLAIN.*"),
    ),
]

# A password is shown to the right server only; what it makes of it is another
# matter.
CHALLENGES = [
    Scenario(
        name="challenges without end", rule="RFC 5034 §4",
        script="on AUTH reply + \non response reply + QUJD\n",
        error=("protocol", "auth"), timeout=3, unsent=("LIST",),
    ),
    Scenario(
        name="a challenge that is not base64", rule="RFC 5034 §4",
        server={"mechanisms": "CRAM-MD5", "no_user": True},
        script="on AUTH reply + !!!!\n", error="protocol",
        unsent=("USER", "PASS", "LIST"),
    ),
    Scenario(
        name="a challenge that never ends", rule="RFC 5034 §4",
        script='on AUTH endless "+ " "QUJDQUJDQUJDQUJDQUJDQUJD"\n',
        error="protocol", unsent=("LIST",),
    ),
    Scenario(
        name="the login is accepted before it was made",
        rule="RFC 5034 §4",
        server={"mechanisms": "SCRAM-SHA-256", "no_user": True},
        script="on AUTH reply +OK welcome\n", error=("auth", "protocol"),
        unsent=("LIST", "USER", "PASS"),
    ),
    Scenario(
        name="the refusal repeats the password",
        script="on PASS reply -ERR no: poste restante\n",
        server={"mechanisms": ""}, error="auth",
    ),
    Scenario(
        name="the refusal repeats what AUTH said",
        script="on AUTH reply -ERR no: "
               "AG1pcmFAZXhhbXBsZS5vcmcAcG9zdGUgcmVzdGFudGU=\n"
               "on PASS reply -ERR no\n", error="auth",
    ),
    Scenario(
        name="USER is answered by a challenge",
        server={"mechanisms": ""}, script="on USER reply + more\n",
        error=("protocol", "auth"), unsent=("PASS",),
    ),
]

SCENARIOS = BEST + CHOSEN + TOKENS + EXTERNAL + WRONG + LIES + CHALLENGES
