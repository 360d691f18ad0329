"""What a process of the sandbox can be asked to do in this package: read a document, find what documents say.

A task takes what it is told and some bytes, and gives bytes: it is a pure function, which may as well be called on
another machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from extractors.model.document import Document, RawDocument
from extractors.model.records import Entry, Records


def read_document(told: Mapping[str, Any], content: bytes) -> bytes:
    """The bytes of a document -> the Document, as JSON."""
    from extractors.reading import read

    return read(raw_of(told, content)).model_dump_json().encode()


def understand_documents(told: Mapping[str, Any], documents: bytes) -> bytes:
    """Documents -> the Records of each, in order, both as JSON lists."""
    from extractors.extraction import extract_many

    return _records().dump_json(list(extract_many(_documents().validate_json(documents))), by_alias=True)


def enter_document(told: Mapping[str, Any], content: bytes) -> bytes:
    """The bytes of a document -> its Entry, as JSON: read and understood in one step, for another machine."""
    from extractors.extraction import extract
    from extractors.reading import read

    document = read(raw_of(told, content))
    return Entry(document=document, records=extract(document)).model_dump_json(by_alias=True).encode()


def make_ready_to_read() -> None:
    """Import what nearly every document needs."""


def make_ready_to_understand() -> None:
    """Load the language model and the lexicon, once and outside of any document's time."""
    from extractors.extraction import extract
    from extractors.reading import read_text

    extract(read_text("Kunnanhallitus päätti asiasta 3.2.2021.", language="fi"))


def raw_of(told: Mapping[str, Any], content: bytes) -> RawDocument:
    """The RawDocument that `told_of` was asked of."""
    return RawDocument.model_validate({**told, "content": content})


def told_of(raw: RawDocument) -> dict[str, Any]:
    """All there is to a RawDocument but its bytes."""
    return raw.model_dump(mode="json", exclude={"content"})


def documents_as_json(documents: list[Document]) -> bytes:
    """Documents as `understand_documents` takes them."""
    return _documents().dump_json(documents)


def records_from_json(records: bytes) -> list[Records]:
    """Records as `understand_documents` gives them."""
    return _records().validate_json(records)


@cache
def _documents() -> TypeAdapter[list[Document]]:
    return TypeAdapter(list[Document])


@cache
def _records() -> TypeAdapter[list[Records]]:
    return TypeAdapter(list[Records])
