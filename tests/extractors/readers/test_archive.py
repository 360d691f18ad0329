"""Archives and messages: each member a document, within bounds."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractors.model.document import RawDocument
from extractors.model.errors import EmptyDocument, HostileDocument, ReadError, TooLarge, UnsupportedFormat
from extractors.readers.archive import read_archive
from extractors.readers.mail import attachments_of
from extractors.readers.sandbox.bounds import Bounds, bounded
from extractors.reading import read


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
