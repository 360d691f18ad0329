"""What goes to a process of the sandbox and comes back from it, as JSON and bytes: nothing in it can be made to run.

RawDocument             <-> what is told of it, and its bytes
Documents, Records      <-> JSON lists
Inside                  <-> an index in JSON, then the bytes of what was inside, one after another
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from extractors.model.document import Document, RawDocument
from extractors.model.errors import ReadError, from_told
from extractors.model.records import Records

_LENGTH = struct.Struct(">Q")


class Inside(NamedTuple):
    """What bytes are, the documents within them (members, messages, attachments), and what could not be taken out."""

    media_type: str
    found: list[RawDocument]
    failed: list[ReadError]


def told_of(raw: RawDocument) -> dict[str, Any]:
    """All there is to a RawDocument but its bytes."""
    return raw.model_dump(mode="json", exclude={"content"})


def raw_of(told: Mapping[str, Any], content: bytes) -> RawDocument:
    """The RawDocument that `told_of` was asked of."""
    return RawDocument.model_validate({**told, "content": content})


def documents_as_json(documents: Sequence[Document]) -> bytes:
    """Documents as a process takes them."""
    return _documents().dump_json(list(documents))


def documents_from_json(documents: bytes) -> list[Document]:
    """The documents `documents_as_json` was given."""
    return _documents().validate_json(documents)


def records_as_json(records: Sequence[Records]) -> bytes:
    """Records as a process gives them."""
    return _records().dump_json(list(records), by_alias=True)


def records_from_json(records: bytes) -> list[Records]:
    """The records `records_as_json` was given."""
    return _records().validate_json(records)


def inside_as_bytes(inside: Inside) -> bytearray:
    """What was found in a document, its index first; each document is let go of as soon as it is copied.

    >>> memo = RawDocument(content=b"Muistio", source="liitteet.zip!muistio.txt")
    >>> said = inside_as_bytes(Inside("application/zip", [memo], []))
    >>> [one.source for one in inside_from_bytes(said).found]
    ['liitteet.zip!muistio.txt']
    """
    index = {
        "media_type": inside.media_type,
        "found": [{"told": told_of(one), "length": len(one.content)} for one in inside.found],
        "failed": [error.as_told() for error in inside.failed],
    }
    head = json.dumps(index).encode()
    said = bytearray(_LENGTH.pack(len(head)) + head)
    for place, one in enumerate(inside.found):
        said += one.content
        inside.found[place] = RawDocument(content=b"", source=one.source)
    return said


def inside_from_bytes(said: bytes | bytearray) -> Inside:
    """The Inside that `inside_as_bytes` was given."""
    (length,) = _LENGTH.unpack_from(said)
    at = _LENGTH.size + length
    index = json.loads(said[_LENGTH.size : at])
    found = []
    for one in index["found"]:
        found.append(raw_of(one["told"], bytes(said[at : at + one["length"]])))
        at += one["length"]
    errors = [from_told(told) for told in index["failed"]]
    return Inside(index["media_type"], found, [error for error in errors if isinstance(error, ReadError)])


@cache
def _documents() -> TypeAdapter[list[Document]]:
    return TypeAdapter(list[Document])


@cache
def _records() -> TypeAdapter[list[Records]]:
    return TypeAdapter(list[Records])
