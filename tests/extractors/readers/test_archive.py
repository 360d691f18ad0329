"""Archives and messages: each member a document, within bounds."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from extractors.model.document import RawDocument
from extractors.model.errors import (
    DamagedDocument,
    EmptyDocument,
    HostileDocument,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from extractors.readers.archive import documents_within, read_archive
from extractors.readers.mail import attachments_of
from extractors.readers.sandbox.bounds import Bounds, bounded
from extractors.reading import inside_of, read
from tests.extractors.readers.hostile.pieces import mail as nested
from tests.extractors.readers.making import ole


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def raw(content: bytes) -> RawDocument:
    return RawDocument(content=content, source="paatokset.zip")


NOTE = "Lautakunta hyväksyi esityksen.".encode()


def test_each_member_is_a_document() -> None:
    inner = packed({"liite.txt": NOTE})
    found = list(read_archive(raw(packed({"2021/": b"", "2021/a.txt": NOTE, "__MACOSX/x": b"1", "b.zip": inner}))))
    assert [m.source for m in found] == ["paatokset.zip!2021/a.txt", "paatokset.zip!b.zip!liite.txt"]
    assert [m.content for m in found] == [NOTE, NOTE]


def test_one_document_in_an_archive_is_read() -> None:
    assert read(raw(packed({"a.txt": NOTE}))).text == NOTE.decode()


def test_several_are_not_read_as_one() -> None:
    with pytest.raises(UnsupportedFormat, match="louhi ingest"):
        read(raw(packed({"a.txt": NOTE, "b.txt": NOTE})))


def test_empty_and_endless() -> None:
    with pytest.raises(EmptyDocument):
        read(raw(packed({".hidden": b"1"})))
    nested = packed({"a.txt": NOTE})
    for _ in range(5):
        nested = packed({"x.zip": nested})
    failed: list[ReadError] = []
    assert list(read_archive(raw(nested), failed)) == []
    assert isinstance(failed[0], HostileDocument)


def test_a_bomb_inside_takes_no_other_with_it() -> None:
    bomb = packed({"nollia.txt": b"\0" * 30_000_000})
    failed: list[ReadError] = []
    found = list(read_archive(raw(packed({"bomb.zip": bomb, "a.txt": NOTE})), failed))
    assert [m.content for m in found] == [NOTE]
    assert [type(e) for e in failed] == [HostileDocument]


def test_too_many_members() -> None:
    with bounded(Bounds(members=3)), pytest.raises(TooLarge):
        list(read_archive(raw(packed({f"{n}.txt": NOTE for n in range(5)}))))


def test_a_damaged_member_is_told_after_the_others() -> None:
    content = packed({"a.txt": NOTE * 50, "b.txt": NOTE})
    spoilt = content.replace(content[40:60], b"\xff" * 20, 1)
    given = []
    with pytest.raises(ReadError, match=r"a\.txt"):
        for inner in read_archive(raw(spoilt)):
            given.append(inner.source)  # noqa: PERF401 - the error comes after these
    assert given == ["paatokset.zip!b.txt"]


MESSAGE = b"""From: a@kunta.example
To: b@kunta.example
Subject: Liitteet
Date: Mon, 4 Mar 2024 09:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="raja"

--raja
Content-Type: text/plain; charset=utf-8

Ohessa.
--raja
Content-Type: text/plain; name="muistio.txt"
Content-Disposition: attachment; filename="muistio.txt"

Muistion teksti.
--raja--
"""


def test_attachments_are_documents_of_their_own() -> None:
    message = RawDocument(content=MESSAGE, source="viesti.eml")
    assert [(a.source, a.content.strip()) for a in attachments_of(message)] == [
        ("viesti.eml!muistio.txt", b"Muistion teksti.")
    ]
    assert "Muistion teksti" not in read(message).text


def test_a_message_nested_without_end() -> None:
    head = b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000))
    with pytest.raises(ReadError):
        read(head + parts + b"\n\nhei")


def test_the_parts_of_a_message_are_counted_while_it_is_parsed() -> None:
    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    many = RawDocument(content=head + b"--x\n\nKunta\n" * 30 + b"--x\n" + nested(2_000), source="viesti.eml")
    with bounded(Bounds(members=20)), pytest.raises(TooLarge, match="it has more than 20 parts"):
        read(many)
    with bounded(Bounds(members=31)), pytest.raises(TooLarge):
        read(head + b"--x\n\nKunta\n" * 31 + b"--x--")
    with bounded(Bounds(members=31)):
        assert read(head + b"--x\n\nKunta\n" * 30 + b"--x--").text.count("Kunta") == 30


def test_what_is_wrong_with_a_message_is_told_when_it_is_read() -> None:
    letter = RawDocument(content=nested(40), source="viesti.eml")
    box = RawDocument(content=mbox("Lausunto") + b"From a@b.example\n" + nested(40), source="saapuneet.mbox")
    assert (inside_of(letter).failed, inside_of(box).failed) == ([], [])
    assert [one.source for one in inside_of(box).found] == ["saapuneet.mbox!1.eml", "saapuneet.mbox!2.eml"]
    with pytest.raises(HostileDocument, match="nested more than 30 deep"):
        read(letter)


def message(subject: str, **files: bytes) -> bytes:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["To"] = "Aino Kuusela <aino.kuusela@hallala.example>", "kirjaamo@rautalahti.example"
    mail["Subject"], mail["Date"] = subject, "Mon, 03 Mar 2025 10:00:00 +0200"
    mail.set_content("Hei,\n\noheisena päätös tiedoksi.\n")
    for name, content in files.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=f"{name}.txt")
    return mail.as_bytes()


def test_a_message_says_who_wrote_to_whom_and_when() -> None:
    document = read(message("Päätös avustuksesta"), source="viesti.eml")
    assert (document.title, document.published) == ("Päätös avustuksesta", "2025-03-03T10:00:00+02:00")
    assert [document.words(p) for p in document.passages][1:3] == [
        "Lähettäjä: Aino Kuusela <aino.kuusela@hallala.example>",
        "Vastaanottaja: kirjaamo@rautalahti.example",
    ]


def test_what_is_attached_is_given_archives_opened_and_two_of_a_name_kept() -> None:
    mail = RawDocument(content=message("Liitteet", a=NOTE, b=packed({"c.txt": NOTE, "d.txt": b"Muu."})), source="v.eml")
    found = documents_within(mail, "message/rfc822", [])
    assert [one.source for one in found] == ["v.eml!a.txt", "v.eml!b.txt!c.txt", "v.eml!b.txt!d.txt"]


def test_a_mailbox_is_its_messages_and_what_is_attached() -> None:
    first = (
        message("Eka", liite=NOTE).replace(b"oheisena", b"From tuli\noheisena").replace(b"\nFrom tuli", b"\n>From tuli")
    )
    box = b"".join(b"From - Mon Mar 03 10:00:00 2025\n" + one + b"\n" for one in (first, message("Toka")))
    raw_box = RawDocument(content=box, source="saapuneet.mbox")
    found = documents_within(raw_box, "application/mbox", [])
    assert [one.source for one in found] == [
        "saapuneet.mbox!1.eml",
        "saapuneet.mbox!2.eml",
        "saapuneet.mbox!1.eml!liite.txt",
    ]
    assert [read(one).title for one in found[:2]] == ["Eka", "Toka"]
    with pytest.raises(UnsupportedFormat, match="several messages"):
        read(raw_box)


def test_an_outlook_message() -> None:
    def text(words: str) -> bytes:
        return words.encode("utf-16-le")

    sent = (datetime(2025, 3, 3, 8, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    fixed = bytes(32) + b"\x40\x00\x39\x00" + bytes(4) + sent.to_bytes(8, "little")
    streams = {
        "__substg1.0_0037001F": text("Päätös avustuksesta"),
        "__substg1.0_0C1A001F": text("Aino Kuusela"),
        "__substg1.0_5D01001F": text("aino.kuusela@hallala.example"),
        "__substg1.0_0E04001F": text("Kirjaamo"),
        "__substg1.0_1000001F": text("Hei,\r\n\r\noheisena päätös tiedoksi.\r\n"),
        "__properties_version1.0": fixed,
        "__attach_version1.0_#00000000": {"__substg1.0_3707001F": text("päätös.txt"), "__substg1.0_37010102": NOTE},
    }
    raw_message = RawDocument(content=ole(streams), source="viesti.msg")
    document = read(raw_message)
    assert (document.title, document.published) == ("Päätös avustuksesta", "2025-03-03T10:00:00+02:00")
    assert "Vastaanottaja: Kirjaamo" in document.text
    assert document.text.endswith("oheisena päätös tiedoksi.")
    assert [(one.source, one.content) for one in attachments_of(raw_message)] == [("viesti.msg!päätös.txt", NOTE)]


def test_a_broken_outlook_message_is_named() -> None:
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le") + bytes(600)
    with pytest.raises(DamagedDocument, match="message is broken"):
        read(broken)


def mbox(*said: str) -> bytes:
    letter = "From a@b.example Thu Nov 26 10:00:00 2026\nFrom: a@b.example\nTo: c@d.example\nSubject: {0}\n\n{0}.\n\n"
    return "".join(letter.format(one) for one in said).encode()


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(NOTE),
        gzip.compress(gzip.compress(NOTE)),
        gzip.compress(NOTE[:9]) + gzip.compress(NOTE[9:]),
        gzip.compress(NOTE) + bytes(512),
    ],
    ids=["once", "twice", "in two pieces", "filled up"],
)
def test_what_is_packed_is_read_whole(content: bytes) -> None:
    assert read(content).text == NOTE.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(NOTE)[:-9], "it is packed and cut short"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(NOTE)))), "nested more than 3 deep"),
    ],
    ids=("cut short", "nested"),
)
def test_what_is_packed_and_broken_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(content)


@pytest.mark.parametrize(
    ("content", "name", "inside"),
    [
        (mbox("Lausunto", "Kokous"), "posti.mbox.gz", ["posti.mbox!1.eml", "posti.mbox!2.eml"]),
        (packed({"a.txt": NOTE, "b.txt": NOTE}), "paatokset.zip.gz", ["paatokset.zip!a.txt", "paatokset.zip!b.txt"]),
    ],
)
def test_what_a_packed_mailbox_or_archive_holds_is_found(content: bytes, name: str, inside: list[str]) -> None:
    found = inside_of(RawDocument(content=gzip.compress(content), source=name))
    assert [one.source for one in found.found] == inside
    assert found.failed == []
