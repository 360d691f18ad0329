"""read and read_text: from a file, bytes or plain text to a Document."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.model.defects import stumbled
from extractors.model.document import Document, Passage, RawDocument
from extractors.model.draft import Draft
from extractors.model.errors import (
    EmptyDocument,
    HostileDocument,
    LouhiError,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from extractors.model.ids import sha256, stable_id
from extractors.text.file_names import address_of

if TYPE_CHECKING:
    from extractors.readers.sandbox.exchange import Inside

logger = logging.getLogger(__name__)


def read(
    what: str | Path | bytes | RawDocument, *, source: str | None = None, media_type: str | None = None
) -> Document:
    """Reads one document: a path, its bytes, or a RawDocument.  Raises ReadError and nothing else for a bad one.

    >>> read("Hallitus päätti asiasta.".encode()).text
    'Hallitus päätti asiasta.'
    """
    raw = raw_document(what, source, media_type)
    if not raw.content.strip():
        raise EmptyDocument("there is nothing in it", subject=raw.source, advice="Fetch it again, or leave it out.")
    from extractors.readers import reader_of
    from extractors.readers.archive import unpacked
    from extractors.readers.assembling import assemble

    inside = unpacked(raw)
    found = media_type_of(inside)
    reader = reader_of(found)
    if reader is None:
        raise UnsupportedFormat(f"no reader knows the format {found}", subject=raw.source)
    return assemble(_drafted(reader, inside), raw)


def _drafted(reader: Callable[[RawDocument], Draft], raw: RawDocument) -> Draft:
    """What the reader makes of it.  A library that stumbles over damaged bytes in a way nobody foresaw must not take a
    batch with it: it is the document that is named, and the log that is told the rest.
    """
    try:
        return reader(raw)
    except LouhiError:
        raise
    except MemoryError as error:
        raise TooLarge("it does not fit into memory", subject=raw.source, advice="Split it.") from error
    except RecursionError as error:
        raise HostileDocument("its parts are nested without end", subject=raw.source) from error
    except Exception as error:
        logger.exception("the reader stumbled over %s", raw.source)
        raise stumbled(error, raw.source) from error


def read_text(text: str, *, id: str | None = None, title: str | None = None, language: str | None = None) -> Document:
    """Plain text taken as it is, with passages laid over it; no language is told where one is given.

    >>> document = read_text("Päätös\\n\\nLautakunta hyväksyi esityksen.", language="fi")
    >>> document.text, [p.kind for p in document.passages]
    ('Päätös\\n\\nLautakunta hyväksyi esityksen.', ['heading', 'paragraph'])
    """
    from extractors.readers.layout.plain_lines import lay

    passages = tuple(Passage(kind=kind, start=start, end=end) for kind, start, end in lay(text))
    if language is None:
        from extractors.text.language_detection import detect

        language = detect(text) or "fi"
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    return Document(
        id=id or stable_id("doc", digest), title=title, language=language, sha256=digest, text=text, passages=passages
    )


def media_type_of(raw: RawDocument) -> str:
    """The media type by content; raises ReadError for what is not read, and for too many bytes of what is."""
    from extractors.readers.archive import unpacked
    from extractors.readers.sandbox.bounds import refuse_oversize
    from extractors.readers.sniff import media_type

    raw = unpacked(raw)
    found = media_type(raw.content, raw.source, raw.media_type)
    refuse_oversize(raw.content, found, raw.source)
    return found


def inside_of(raw: RawDocument) -> Inside:
    """What a document's bytes are, and the documents within it: what an archive, a mailbox or a message holds.

    What cannot be taken out is among its errors, and the others are given.  Raises ReadError as `media_type_of` does.
    """
    from extractors.readers.archive import CONTAINERS, documents_within, unpacked
    from extractors.readers.sandbox.exchange import Inside

    raw = unpacked(raw)  # a mailbox is often kept so: "2026-03.mbox.gz"
    media_type = media_type_of(raw)
    failed: list[ReadError] = []
    found = documents_within(raw, media_type, failed) if media_type in CONTAINERS else []
    return Inside(media_type, found, failed)


def raw_document(
    what: str | Path | bytes | RawDocument, source: str | None = None, media_type: str | None = None
) -> RawDocument:
    """A path or bytes as a RawDocument.  Raises ReadError for a path that cannot be opened."""
    if isinstance(what, RawDocument):
        return what
    if isinstance(what, bytes):
        return RawDocument(content=what, source=source or "bytes", media_type=media_type)
    name = address_of(what)
    try:
        if Path(what).exists() and not Path(what).is_file():
            raise ReadError("it is no file but a folder, pipe, socket or device", subject=name)
        return RawDocument(content=Path(what).read_bytes(), source=source or name, media_type=media_type)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise ReadError(f"it cannot be opened ({said})", subject=name) from error
