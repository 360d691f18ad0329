"""What a process of the sandbox can be asked to do in this package: tell what bytes are, read a document, find what
documents say.

A task takes what it is told and some bytes, and gives bytes: it is a pure function, which may as well be called on
another machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.model.records import Entry
from extractors.readers.sandbox.exchange import documents_from_json, inside_as_bytes, raw_of, records_as_json


def look_inside(told: Mapping[str, Any], content: bytes) -> bytearray:
    """The bytes of a document -> what they are and the documents within them: of an archive, a mailbox, a message."""
    from extractors.reading import inside_of

    return inside_as_bytes(inside_of(raw_of(told, content)))


def read_document(told: Mapping[str, Any], content: bytes) -> bytes:
    """The bytes of a document -> the Document, as JSON."""
    from extractors.reading import read

    return read(raw_of(told, content)).model_dump_json().encode()


def understand_documents(told: Mapping[str, Any], documents: bytes) -> bytes:
    """Documents -> the Records of each, in order, both as JSON lists."""
    from extractors.finders import found_in

    return records_as_json(list(found_in(documents_from_json(documents))))


def enter_document(told: Mapping[str, Any], content: bytes) -> bytes:
    """The bytes of a document -> its Entry, as JSON: read and understood in one step, for another machine."""
    from extractors.finders import found_in
    from extractors.reading import read

    document = read(raw_of(told, content))
    return Entry(document=document, records=next(found_in([document]))).model_dump_json(by_alias=True).encode()


def make_ready_to_read() -> None:
    """Import what nearly every document needs."""


def make_ready_to_understand() -> None:
    """Load the language model and the lexicon, once and outside of any document's time."""
    from extractors.finders import found_in
    from extractors.reading import read_text

    next(found_in([read_text("Kunnanhallitus päätti asiasta 3.2.2021.", language="fi")]))
