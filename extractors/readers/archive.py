"""ZIP archives of documents: each member is a document of its own; nothing is written to disk.

The count, the nesting and the unpacked size are bounded, all archives inside archives taken together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractors.model.document import RawDocument
from extractors.model.draft import Draft, ReaderOf
from extractors.model.errors import (
    DamagedDocument,
    EmptyDocument,
    HostileDocument,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from extractors.readers.sandbox.bounds import MEGABYTE, RATIO, RATIO_FROM, current, member, open_zip
from extractors.text.file_names import address_of

GZIP = b"\x1f\x8b\x08"
DEEPEST = 3
PASSED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_archive(raw: RawDocument, failed: list[ReadError] | None = None) -> Iterator[RawDocument]:
    """The documents in an archive, those of archives inside it too: `paatokset.zip!2021/paatos.pdf`.

    A member that cannot be unpacked never takes another with it: its error is added to `failed`, or raised when all
    the others have been given.
    """
    errors: list[ReadError] = [] if failed is None else failed
    spent = [0, 0]
    yield from _members(raw, errors, spent, 1)
    if failed is None and errors:
        raise errors[0]


CONTAINERS = ("application/zip", "application/mbox", "message/rfc822", "application/vnd.ms-outlook")
"""Formats that hold other documents."""


def documents_within(raw: RawDocument, media_type: str, failed: list[ReadError]) -> list[RawDocument]:
    """The documents that another holds: the members of an archive, the messages of a mailbox and what is attached.

    What cannot be taken out is added to `failed`, and the others are given.  What is wrong with a message itself is
    told when it is read, and not here too.
    """
    from extractors.readers.mail import attachments_of, messages_of
    from extractors.readers.sniff import MBOX, ZIP

    if media_type == ZIP:
        return list(read_archive(raw, failed))
    found: list[RawDocument] = []
    messages = [raw]
    if media_type == MBOX:
        messages = _taken(messages_of, raw, failed)
        found += messages
    told_by_reading: list[ReadError] = []
    for message in messages:
        for attached in _taken(attachments_of, message, told_by_reading):
            found += read_archive(attached, failed) if _is_zip(attached) else [attached]
    return found


def _taken(
    give: Callable[[RawDocument], Iterator[RawDocument]], raw: RawDocument, failed: list[ReadError]
) -> list[RawDocument]:
    """What a document gives, up to where it breaks off."""
    found: list[RawDocument] = []
    try:
        found.extend(give(raw))
    except ReadError as error:
        failed.append(error)
    return found


def _is_zip(raw: RawDocument) -> bool:
    try:
        return _is_archive(raw)
    except ReadError:
        return False  # what it is will be said when it is read


def unpacked(raw: RawDocument) -> RawDocument:
    """A gzip'd document as what is inside it (`sitemap.xml.gz`), any other as it is; size and depth are bounded.

    >>> import gzip
    >>> unpacked(RawDocument(content=gzip.compress(b"<urlset/>"), source="sitemap.xml.gz")).source
    'sitemap.xml'
    """
    content, name = raw.content, raw.source
    most = min(current().unpacked, max(RATIO * len(content), RATIO_FROM))
    for _ in range(DEEPEST):
        if not content.startswith(GZIP):
            break
        content, name = _inflated(content, most, name), name.removesuffix(".gz")
    if content.startswith(GZIP):
        raise _nested(raw.source)
    if content is raw.content:
        return raw
    return RawDocument(content=content, source=name, fetched=raw.fetched, hints=raw.hints)


def _inflated(content: bytes, most: int, name: str) -> bytes:
    import zlib

    from extractors.readers.inflating import inflated

    out = bytearray()
    try:
        for piece in inflated([content], "gzip"):
            out += piece
            if len(out) > most:
                raise TooLarge(
                    f"it unpacks to more than {most / MEGABYTE:.0f} MB",
                    subject=name,
                    advice="Unpack it and bring in what is inside.",
                )
    except zlib.error as error:
        raise DamagedDocument(f"it cannot be unpacked ({error})", subject=name, advice="Fetch it again.") from None
    except EOFError:
        raise DamagedDocument("it is packed and cut short", subject=name, advice="Fetch it again.") from None
    return bytes(out)


def _nested(name: str) -> HostileDocument:
    return HostileDocument(
        f"archives are nested more than {DEEPEST} deep", subject=name, advice="Unpack it and bring in what is inside."
    )


def _members(raw: RawDocument, errors: list[ReadError], spent: list[int], depth: int) -> Iterator[RawDocument]:
    """`spent` counts the members and the bytes unpacked so far."""
    if depth > DEEPEST:
        raise _nested(raw.source)
    package = open_zip(raw.content, raw.source)
    for info in package.infolist():
        if (
            info.is_dir()
            or any(mark in info.filename for mark in PASSED)
            or info.filename.rpartition("/")[2].startswith(".")
        ):
            continue
        spent[0] += 1
        spent[1] += info.file_size
        if spent[0] > current().members or spent[1] > current().unpacked:
            most = f"{current().members} files or {current().unpacked / MEGABYTE:.0f} MB"
            raise TooLarge(
                f"it holds more than {most}, archives inside it counted",
                subject=raw.source,
                advice="Unpack it and bring in the files that matter.",
            )
        source = f"{raw.source}!{address_of(info.filename)}"
        try:
            inner = RawDocument(
                content=member(package, info.filename, source), source=source, fetched=raw.fetched, hints=raw.hints
            )
            if _is_archive(inner):
                yield from _members(inner, errors, spent, depth + 1)
            else:
                yield inner
        except ReadError as error:
            if isinstance(error, TooLarge) and depth == 1 and spent[1] > current().unpacked:
                raise
            errors.append(error)


def _is_archive(raw: RawDocument) -> bool:
    from extractors.readers.sniff import ZIP, media_type

    if not raw.content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    return media_type(raw.content, raw.source) == ZIP


def read_single(raw: RawDocument, reader_of: ReaderOf) -> Draft:
    """The draft of the one document in an archive; raises UnsupportedFormat where there are several."""
    from extractors.readers.sandbox.bounds import refuse_oversize
    from extractors.readers.sniff import media_type

    members: list[RawDocument] = []
    for inner in read_archive(raw):
        members.append(inner)
        if len(members) > 1:
            raise UnsupportedFormat(
                "it is an archive of several documents",
                subject=raw.source,
                advice="Bring it in with `louhi ingest`, which reads each of them.",
            )
    if not members:
        raise EmptyDocument("there is no document in the archive", subject=raw.source)
    found = media_type(members[0].content, members[0].source)
    refuse_oversize(members[0].content, found, members[0].source)
    reader = reader_of(found)
    if reader is None:
        raise UnsupportedFormat(f"no reader knows the format {found}", subject=members[0].source)
    return reader(members[0])
