# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages as nobody should write them, and as people get them: broken MIME,
wrong and unknown encodings, what is far too long or too deep, and the abuses of
headers. Always the same ones.

Each family is a generator of (name, octets); FAMILIES has them all.
"""

import base64
import binascii
import quopri
import random

HEAD = (
    b"From: Odd Sender <odd@example.net>\r\n"
    b"To: mira@example.org\r\n"
    b"Date: Tue, 03 Feb 2026 10:00:00 +0000\r\n"
)
TEXT = "Grüße aus Köln, привет, 你好, שלום, مرحبا 🐈\r\n"
BINARY = bytes(random.Random(7).randrange(256) for _ in range(3000))


def message(fields, body=b"text\r\n"):
    return HEAD + b"MIME-Version: 1.0\r\n" + fields + b"\r\n" + body


def subject(text):
    return HEAD + b"Subject: " + text + b"\r\n\r\nbody\r\n"


def typed(content_type, body, encoding=b"8bit"):
    return message(
        b"Content-Type: " + content_type + b"\r\n"
        b"Content-Transfer-Encoding: " + encoding + b"\r\n", body,
    )


def multipart(kind, parts, boundary=b"=_b", preamble=b"", end=True):
    body = preamble
    for part in parts:
        body += b"--" + boundary + b"\r\n" + part + b"\r\n"
    if end:
        body += b"--" + boundary + b"--\r\n"
    return message(
        b"Content-Type: multipart/" + kind + b'; boundary="' + boundary
        + b'"\r\n', body,
    )


def part(fields, body):
    return fields + b"\r\n" + body


def plain(text=b"a part\r\n"):
    return part(b"Content-Type: text/plain\r\n", text)


# --- Encodings ------------------------------------------------------------------

CHARSETS = """us-ascii utf-8 UTF8 utf-7 utf-16 utf-16le utf-32 iso-8859-1
iso-8859-15 iso-8859-99 windows-1252 cp1252 windows-1251 koi8-r koi8-u gb2312
gbk gb18030 big5 euc-jp iso-2022-jp shift_jis x-sjis euc-kr ks_c_5601-1987
iso-2022-kr tis-620 macintosh x-mac-roman ibm850 hz-gb-2312 unknown-8bit
x-unknown x-user-defined none "" " " utf-8; iso8859_1 ansi_x3.110-1983
default_charset =?utf-8?q?utf-8?=""".split()


def charsets():
    octets = TEXT.encode() + bytes(range(128, 256)) + b"\r\n\x1b$B=q\x1b(B\r\n"
    for charset in CHARSETS:
        name = charset.encode()
        yield f"charset {charset}", typed(b"text/plain; charset=" + name, octets)
        yield f"HTML in {charset}", typed(
            b"text/html; charset=" + name,
            b"<meta charset=" + name + b"><p>" + octets + b"</p>",
        )


def encodings():
    for encoding in (b"7bit", b"8bit", b"binary", b"base64", b"BASE64 ",
                     b"quoted-printable", b"x-uuencode", b"uuencode", b"x-none",
                     b"base-64", b"", b"gzip64", b"quoted/printable"):
        for body in (TEXT.encode(), base64.encodebytes(BINARY),
                     quopri.encodestring(BINARY), b"====\r\n=G0=\r\n=\r\n=",
                     b"aGVsbG8=\r\nd29ybGQ=\r\n!!!!\r\n\x00\xff"):
            yield f"encoding {encoding.decode()}", typed(
                b"text/plain; charset=utf-8", body, encoding)
    begin = b"begin 644 picture.png\r\n"
    for end in (b"`\r\nend\r\n", b"", b"end\r\n"):
        lines = b"".join(
            binascii.b2a_uu(BINARY[n:n + 45]) for n in range(0, 900, 45)
        )
        yield "uuencode in text", typed(
            b"text/plain", b"See:\r\n" + begin + lines + end)
    yield "yEnc", typed(b"text/plain", b"=ybegin line=128 size=5 name=x\r\n"
                        + BINARY[:400] + b"\r\n=yend size=5\r\n")


# --- Headers --------------------------------------------------------------------

SUBJECTS = [
    b"", b" ", b"\x00\x01\x02", b"Gr\xfc\xdfe", TEXT.encode().strip(),
    b"=?utf-8?q?caf=C3=A9?=", b"=?utf-8?b?Y2Fmw6k=?=", b"=?utf-8?b?Y2Fmw6k?=",
    b"=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", b"=?utf-8*en?q?language?=",
    b"=?iso-2022-jp?b?GyRCP1cbKEI=?=", b"=?x-nobody?q?what?=",
    b"=?utf-8?x?what?=", b"=?utf-8?q?never ends", b"=?utf-8?q??=", b"=????=",
    b"=?utf-8?q?=?=", b"=?utf-8?q?=0A=0DBcc:_x?=", b"a=?utf-8?q?b?=c",
    b'"=?utf-8?q?quoted?="', b"=?utf-8?b?////?=", b"=?utf-7?q?+AGE-?=",
    b"=?utf-16?b?//5hAA==?=", b"=?utf-8?q?" + b"=F0=9F=90=88" * 40 + b"?=",
    b"Re: " * 200 + b"x", b"Fwd: AW: SV: VS: Re[12]: (fwd) x", b"x" * 100_000,
    b"\xe2\x80\xae" + b"gnp.exe", b"\xe2\x80\x8f\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    b"a\xcc\x81" * 500, b"&lt;b&gt; <b>bold</b> &amp;", b"%s%n%x {0} $(x) `x`",
    b"very\r\n long\r\n\tfolded\r\n   subject", b"tab\tand\x0bfeed\x0c",
    b"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
    b"\xed\xa0\x80 surrogate", b"\xf8\x88\x80\x80\x80 overlong", b"\xff\xfe",
]
ADDRESSES = [
    b"", b"nobody", b"<>", b"a@b", b"<a@b", b"a@b>", b"A B <a@b>, C <c@d>",
    b'"A, B" <a@b>', b'"never ends <a@b>', b"(comment) a@b (more)",
    b"group: a@b, c@d;", b"undisclosed-recipients:;", b"a@[127.0.0.1]",
    b"=?utf-8?q?J=C3=B6rg?= <j@b>", b'"=?utf-8?q?J=C3=B6rg?=" <j@b>',
    "jörg@bücher.example".encode(), "用户@例子.广告".encode(), b"J\xf6rg <j@b>",
    b"a@b@c", b"@", b",,,,", b"<a@b> <c@d>", b"bank@good.example <evil@bad.example>",
    b"x" * 5000 + b"@example.org", b"<" * 3000, b"(" * 3000, b'"' * 3001,
    b", ".join(b"person%d@example.org" % n for n in range(3000)),
    b"\xe2\x80\xaeevil <a@b>", b"a <a@b> b <c@d>", b"\x1b[31mred <a@b>",
]
DATES = [
    b"", b"yesterday", b"0", b"Tue, 99 Foo 2026 99:99:99 +9999",
    b"Mon, 1 Jan 0001 00:00:00 +0000", b"Fri, 31 Dec 9999 23:59:59 -1200",
    b"1 Jan 70 00:00 GMT", b"Thu, 30 Feb 2026 10:00:00 +0000",
    b"2026-02-03T10:00:00Z", b"Tue, 03 Feb 2026 10:00:00 (CET)",
    b"Tue, 03 Feb 2026 10:00:00 +1e9", b"99999999999999999999", b"\xff\xff",
    b"Tue Feb  3 10:00:00 2026", b"Di, 03 Feb 2026 10:00:00 +0100",
]


def headers():
    for text in SUBJECTS:
        yield "subject " + ascii(text[:30]), subject(text)
    for text in ADDRESSES:
        for field in (b"From", b"To", b"Cc"):
            yield f"{field.decode()} {ascii(text[:30])}", (
                field + b": " + text + b"\r\nSubject: address\r\n\r\nx\r\n")
    for text in DATES:
        yield "date " + ascii(text[:30]), (
            b"From: a@b\r\nDate: " + text + b"\r\nSubject: date\r\n\r\nx\r\n")
    yield "no header", b"just text, no header\r\n"
    yield "nothing", b"\r\n"
    yield "one octet", b"x"
    yield "only colons", b":::\r\n:\r\n::\r\n\r\n:\r\n"
    yield "two of each", HEAD * 2 + b"Subject: a\r\nSubject: b\r\n\r\nx\r\n"
    yield "no colon", b"From: a@b\r\nthis is no field\r\nSubject: x\r\n\r\nx\r\n"
    yield "blank names", b"From : a@b\r\nSubject\t: x\r\n: y\r\n\r\nx\r\n"
    yield "mbox line", b"From a@b Tue Feb  3 10:00:00 2026\r\n" + subject(b"x")
    yield "header only", b"From: a@b\r\nSubject: header only\r\n"
    yield "line ends of all kinds", (
        b"From: a@b\nSubject: mixed\r\n\rX: y\r\r\n\n\nbody\rline\nend")
    yield "a field of 1 MB", message(b"X-Long: " + b"y" * 1_000_000 + b"\r\n")
    yield "a folded field of 1 MB", message(
        b"X-Long: " + b"yyyyyyyy\r\n " * 100_000 + b"z\r\n")
    yield "20,000 fields", message(
        b"".join(b"X-%d: y\r\n" % n for n in range(20_000)))
    yield "10,000 references", message(
        b"References: " + b" ".join(b"<%d@x>" % n for n in range(10_000))
        + b"\r\n")


# --- Parameters (RFC 2231) ------------------------------------------------------

FILE_NAMES = [
    b'filename="plain.txt"', b"filename=bare name.txt", b'filename=""',
    b'filename="../../etc/passwd"', b'filename="C:\\\\autoexec.bat"',
    b'filename="\xe2\x80\xaegnp.exe"', b'filename="a\x00b.txt"',
    b"filename*=utf-8''caf%C3%A9.txt", b"filename*=utf-8'en'%zz%",
    b"filename*=x-nobody''x", b"filename*=''", b"filename*='''",
    b'filename*0="part"; filename*1="ed.txt"',
    b'filename*0*=utf-8\'\'caf; filename*1*=%C3%A9; filename*3="gap"',
    b'filename*1="late"; filename*0="early"', b'filename*99999999="x"',
    b'filename="=?utf-8?q?caf=C3=A9.txt?="', b'filename="' + b"x" * 9000 + b'"',
    b'filename="J\xf6rg.txt"', b"filename", b"filename=", b";;;;", b'filename="x',
    b'filename="CON"', b'filename=".hidden"', b'filename="a/b"', b'filename="\r\n x"',
]


def parameters():
    for text in FILE_NAMES:
        yield "file name " + ascii(text[:30]), multipart(b"mixed", [
            plain(),
            part(b"Content-Type: application/octet-stream\r\n"
                 b"Content-Disposition: attachment; " + text + b"\r\n",
                 BINARY[:100]),
        ])


# --- Structure ------------------------------------------------------------------

TYPES = """text/plain text/html text/enriched text/rtf text/calendar text/vcard
text/x-unknown image/png image/svg+xml image/tiff audio/mpeg video/mp4
application/pdf application/zip application/ms-tnef application/x-msdownload
application/pkcs7-mime application/pkcs7-signature application/pgp-encrypted
application/octet-stream message/rfc822 message/partial message/external-body
message/delivery-status message/global multipart/mixed multipart/alternative
multipart/related multipart/signed multipart/encrypted multipart/report
multipart/digest multipart/x-nothing font/woff model/x x-private/x nonsense
text / ;charset=x text/plain/more""".split()


def kinds():
    for kind in TYPES:
        name = kind.encode()
        for body in (b"", TEXT.encode(), BINARY):
            yield f"type {kind}", typed(name, body)
        yield f"attached {kind}", multipart(b"mixed", [
            plain(), part(b"Content-Type: " + name + b"\r\n", BINARY[:500])])


def structures():
    html = part(b"Content-Type: text/html\r\n", b"<p>as HTML</p>\r\n")
    for kind in (b"mixed", b"alternative", b"related", b"signed", b"encrypted",
                 b"report", b"digest", b"parallel"):
        for parts in ([], [plain()], [html], [plain(), html], [html, plain()],
                      [b"", b"\r\n", b"no header"]):
            yield f"multipart/{kind.decode()} of {len(parts)}", multipart(
                kind, parts)
        yield f"multipart/{kind.decode()} without an end", multipart(
            kind, [plain(), html], end=False)
    for boundary in (b"", b" ", b"x" * 300, b"--", b"=?q?=", b'\\"', b"a\xff"):
        yield f"boundary {ascii(boundary[:10])}", multipart(
            b"mixed", [plain()], boundary)
    yield "no boundary", typed(b"multipart/mixed", b"--x\r\n\r\nx\r\n--x--\r\n")
    yield "the inner boundary is the outer's", multipart(
        b"mixed", [multipart(b"mixed", [plain()])])
    yield "the inner boundary begins as the outer's", multipart(
        b"mixed", [multipart(b"mixed", [plain()], b"=_bb")])
    yield "text before and behind", multipart(
        b"mixed", [plain()], preamble=b"x" * 9000) + b"y" * 9000


def deep(levels):
    body = b"the bottom\r\n"
    for level in range(levels):
        name = b"b%d" % level
        body = (b'Content-Type: multipart/mixed; boundary="' + name + b'"\r\n'
                b"\r\n--" + name + b"\r\n" + body + b"\r\n--" + name + b"--\r\n")
    return HEAD + b"Subject: deep\r\n" + body


def sizes():
    yield "1,000 deep", deep(1000)
    text = b"Subject: the bottom\r\n\r\nx\r\n"
    for _ in range(200):
        text = b"Content-Type: message/rfc822\r\n\r\n" + text
    yield "200 messages in each other", HEAD + text
    yield "10,000 parts", multipart(b"mixed", [plain()] * 10_000)
    yield "2,000 attachments", multipart(b"mixed", [plain()] + [
        part(b"Content-Type: image/png\r\nContent-Disposition: attachment; "
             b'filename="%d.png"\r\n' % n, b"x") for n in range(2000)])
    yield "50 MB of text", typed(b"text/plain", b"fifty million\r\n" * 3_333_333)
    yield "50 MB in one line", typed(b"text/plain", b"x" * 50_000_000)
    yield "20 MB of HTML", typed(b"text/html", b"<p>much</p>\r\n" * 1_500_000)
    yield "30 MB attached", multipart(b"mixed", [plain(), part(
        b"Content-Type: application/zip\r\n"
        b"Content-Transfer-Encoding: base64\r\n",
        base64.encodebytes(BINARY * 7500).replace(b"\n", b"\r\n"))])
    yield "200,000 short lines", typed(b"text/plain", b"x\r\n" * 200_000)
    yield "100,000 levels of quotes", typed(
        b"text/plain", b">" * 100_000 + b" who?\r\n")
    yield "10,000 links", typed(
        b"text/plain", b"http://example.org/%d \r\n" * 10_000)
    yield "a link of 1 MB", typed(b"text/plain", b"http://x/" + b"y" * 1_000_000)
    yield "100,000 combining marks", typed(
        b"text/plain; charset=utf-8", "Z\u0300".encode() + b"\xcc\x81" * 100_000)


# --- Bodies ---------------------------------------------------------------------

HTML = [
    b"", b"<", b"<html>", b"</html>", b"<p>" * 5000, b"<b>" * 5000 + b"x",
    b"<table>" * 300 + b"<tr><td>x", b"<div>" * 20_000 + b"x",
    b"<!--", b"<![CDATA[x]]>", b"<script>while(1);</script>x",
    b"<style>" + b"a{}" * 50_000 + b"</style>x", b"<img src=cid:nothing>",
    b"<img src=cid:" + b"x" * 100_000 + b">", b"<a href='" + b"x" * 99_999 + b"'>y",
    b"<meta http-equiv=refresh content='0;url=mail://m1/body'>x",
    b"<iframe srcdoc='<iframe srcdoc=x>'></iframe>",
    b"<svg><script>x</script><foreignObject><p>x</foreignObject></svg>",
    b"<math><mi>x</mi></math>", b"<p style='font-size:9999px'>x",
    b"<p style='position:fixed;top:-99999px'>x", b"&#0;&#xD800;&#1114112;&x;",
    b"\x00<p>\x00x\x00</p>", b"<p dir=rtl>\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d</p>",
    b"<marquee><blink>x", b"<object data=x></object><embed src=x>",
    b"<form action=x><input autofocus value=y></form>", b"<plaintext>x</p>",
    b"<textarea>" + b"x" * 100_000, b"<select>" + b"<option>x" * 5000,
    b"<ol>" + b"<li>x" * 20_000, b"<td>" * 3000, b"<video autoplay src=x>",
    b"\xff\xfe<\x00p\x00>\x00", b"\xef\xbb\xbf<p>with a mark</p>",
]
TEXTS = [
    b"", b"\r\n" * 5000, b"\x00" * 5000, b"\xff" * 5000, b"\x1b[2J\x07\x08",
    b"> a\r\n>> b\r\n>>>> d\r\n> > > x\r\n", b"-- \r\nsignature\r\n-- \r\nsecond",
    b"http://\r\nhttps://[::1\r\nmailto:\r\nwww.\r\n", b"\xe2\x80\xae" * 500 + b"x",
    b"\xe2\x80\x8b" * 50_000, b"\xef\xbf\xbd" * 500, b"\xf0\x9f\x90\x88" * 5000,
    b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQ\r\n-----END PGP MESSAGE-----\r\n",
    b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA1\r\n\r\nx\r\n",
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
    b"\t" * 20_000, b" " * 200_000, b"a\rb\rc", b"\x0c\x0b\x85\xc2\x85",
]


def bodies():
    for html in HTML:
        yield "HTML " + ascii(html[:30]), typed(b"text/html; charset=utf-8", html)
        yield "HTML beside text " + ascii(html[:20]), multipart(
            b"alternative", [plain(), part(b"Content-Type: text/html\r\n", html)])
    for text in TEXTS:
        yield "text " + ascii(text[:30]), typed(b"text/plain; charset=utf-8", text)
        yield "flowed " + ascii(text[:30]), typed(
            b"text/plain; charset=utf-8; format=flowed; delsp=yes", text)
    tnef = b"\x78\x9f\x3e\x22\x01\x00" + BINARY[:200]
    for body in (tnef, tnef[:6], b""):
        yield "winmail.dat", multipart(b"mixed", [plain(), part(
            b'Content-Type: application/ms-tnef; name="winmail.dat"\r\n'
            b"Content-Transfer-Encoding: base64\r\n", base64.encodebytes(body))])
    for protocol in (b"application/pgp-signature", b"application/pkcs7-signature",
                     b"x"):
        yield f"signed by {protocol.decode()}", message(
            b'Content-Type: multipart/signed; boundary=s; micalg=x; protocol="'
            + protocol + b'"\r\n',
            b"--s\r\n\r\nsigned\r\n--s\r\nContent-Type: " + protocol
            + b"\r\n\r\nno signature\r\n--s--\r\n")


# --- Cut ------------------------------------------------------------------------

def cut():
    """One message that has much of all this, ended and damaged anywhere."""
    whole = multipart(b"mixed", [
        multipart(b"alternative", [
            plain(quopri.encodestring(TEXT.encode())),
            part(b"Content-Type: text/html; charset=utf-8\r\n",
                 b"<p>" + TEXT.encode() + b"</p><img src=cid:i>"),
        ], b"inner"),
        part(b"Content-Type: image/png\r\nContent-ID: <i>\r\n"
             b"Content-Transfer-Encoding: base64\r\n",
             base64.encodebytes(BINARY[:600])),
        part(b"Content-Type: message/rfc822\r\n", subject(b"inside")),
    ])
    dice = random.Random(1939)
    for n in range(30):
        yield f"cut {n}", whole[:dice.randrange(len(whole))]
    for n in range(60):
        octets = bytearray(whole)
        for _ in range(dice.randrange(1, 60)):
            octets[dice.randrange(len(octets))] = dice.randrange(256)
        yield f"damaged {n}", bytes(octets)


# --- What comes along -----------------------------------------------------------

def along(content_type, body, fields=b""):
    return multipart(b"mixed", [plain(), part(
        b"Content-Type: " + content_type + b"\r\n" + fields, body)])


def forwarded():
    """Messages inside messages."""
    for inner in (b"", b"\r\n", b"no header", b"Subject: cut", b"\x00\xff" * 50,
                  b"Content-Type: multipart/mixed; boundary==_b\r\n\r\n--=_b",
                  subject(b"x" * 100_000), subject(b"\xe2\x80\xaegpj.exe")):
        for kind in (b"message/rfc822", b"message/global", b"message/partial",
                     b"message/external-body; access-type=URL; url=x"):
            yield f"{kind.decode()} {ascii(inner[:20])}", along(kind, inner)
    yield "200 forwarded", multipart(b"mixed", [part(
        b"Content-Type: message/rfc822\r\n", subject(b"no %d" % n))
        for n in range(200)])
    yield "in base64", along(
        b"message/rfc822", base64.encodebytes(subject(b"inside")),
        b"Content-Transfer-Encoding: base64\r\n")
    yield "an .eml that is none", along(
        b"application/octet-stream; name=a.eml", BINARY)


def calendars():
    """Invitations that are none."""
    event = (b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u\r\n"
             b"%b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    lines = (
        b"", b"DTSTART:20260203T100000Z", b"DTSTART:99999999T999999",
        b"DTSTART;TZID=../../../etc/passwd:20260203T100000",
        b"DTSTART;VALUE=DATE:20260203\r\nDTEND;VALUE=DATE:19000101",
        b"DTSTART:20260203T100000Z\r\nRRULE:FREQ=SECONDLY;COUNT=999999999",
        b"SUMMARY:" + b"x" * 500_000, b"SUMMARY:\xff\xfe\r\nLOCATION:\xe2\x80\xae",
        b"ATTENDEE:mailto:a@b\r\n" * 5000, b"BEGIN:VALARM\r\n" * 5000,
        b"X-A:" + b"\\n" * 50_000,
    )
    for text in lines:
        yield f"event {ascii(text[:30])}", along(b"text/calendar", event % text)
    zone = (b"BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\n"
            b"DTSTART:00010101T000000\r\nTZOFFSETFROM:+9999\r\n"
            b"TZOFFSETTO:-9999\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\n"
            b"END:VTIMEZONE\r\n")
    yield "a zone without end", along(
        b"text/calendar", (event % b"DTSTART;TZID=Z:20260203T100000").replace(
            b"BEGIN:VEVENT", zone + b"BEGIN:VEVENT"))
    yield "500 events", along(b"application/ics", (event % b"SUMMARY:x") * 500)
    for body in (b"", BINARY, b"BEGIN:VCALENDAR", b"END:VCALENDAR\r\n" * 99,
                 b"BEGIN:X\n" * 100_000):
        yield f"calendar {ascii(body[:20])}", along(b"text/calendar", body)


def contacts():
    """vCards that are none."""
    card = b"BEGIN:VCARD\r\n%b\r\nEND:VCARD\r\n"
    for text in (b"", b"FN:" + b"x" * 500_000, b"FN:a\r\n" + b" b\r\n" * 9000,
                 b"FN;ENCODING=QUOTED-PRINTABLE:=FF=\r\n=\r\n=0", b"N:;;;;;;;;",
                 b"EMAIL:a@b\r\n" * 5000, b"FN:\xe2\x80\xaex\x00y\xff",
                 b"FN:a\r\nPHOTO;VALUE=URI:http://tracker.example/x",
                 b"FN;" + b"X=\"" * 9000 + b":a", b"BEGIN:VCARD\r\n" * 9000):
        yield f"contact {ascii(text[:30])}", along(b"text/x-vcard", card % text)
    yield "500 contacts", along(b"text/vcard", (card % b"FN:x") * 500)
    yield "no contact", along(b"text/vcard", BINARY)


def signatures():
    """What GnuPG is not asked, or has no answer to."""
    def signed(*parts):
        return multipart(b"signed", parts)

    armour = (b"-----BEGIN PGP SIGNATURE-----\r\n\r\n%b\r\n"
              b"-----END PGP SIGNATURE-----\r\n")
    for kind in (b"application/pgp-signature", b"application/pkcs7-signature"):
        for body in (b"", BINARY, armour % b"AAAA", armour % (b"A" * 500_000),
                     b"x" * 2_000_000):
            seal = part(b"Content-Type: " + kind + b"\r\n", body)
            yield f"{kind.decode()} {ascii(body[:12])}", signed(plain(), seal)
            yield "its own signature", signed(seal, seal)
            yield "two signatures", signed(plain(), seal, seal)
            yield "nothing but a signature", signed(seal)
    for kind in (b"application/pkcs7-mime; smime-type=signed-data",
                 b"application/pkcs7-mime; smime-type=enveloped-data",
                 b"application/pgp-encrypted", b"multipart/encrypted; boundary=x"):
        yield kind.decode(), typed(kind, BINARY)
    for kind in (b"MESSAGE", b"SIGNED MESSAGE", b"PUBLIC KEY BLOCK"):
        yield f"armour: {kind.decode()}", typed(
            b"text/plain", b"-----BEGIN PGP " + kind + b"-----\r\n\r\nx\r\n" * 99)


# --- What keeps others waiting --------------------------------------------------

def busy():
    """Pages, called endless, that WebKit lays out for longer than anybody waits,
    and what comes behind them, which is shown all the same."""
    page = typed(
        b"text/html",
        b"<div style='display:flex;flex-direction:column;min-height:1%'>" * 60)
    yield "endless boxes", page
    yield "a page behind", typed(b"text/html", b"<p>x</p>")
    yield "endless boxes again", page
    yield "a text behind", typed(b"text/plain", b"x\r\n")
    yield "a page behind both", typed(b"text/html", b"<p>x</p>")


FAMILIES = (
    charsets, encodings, headers, parameters, kinds, structures, sizes, bodies,
    forwarded, calendars, contacts, signatures, cut, busy,
)


def messages():
    """All of them, each with a name of its own."""
    for family in FAMILIES:
        for number, (name, octets) in enumerate(family()):
            yield f"{family.__name__} {number}: {name}", octets
