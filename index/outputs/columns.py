"""The columns of everything that leaves the index: one schema, made from the models, with what each column means."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from extractors.model.records import RECORD_KINDS

ColumnType = Literal["text", "whole", "number", "decimal", "yes or no"]


class Column(NamedTuple):
    """A column: its name, what its values are, and what they mean in Finnish and in English."""

    name: str
    type: ColumnType
    finnish: str
    english: str


COMMON = ("record", "document", "title", "published", "source", "version", "sha256", "thing", "thing_name")
"""What every record's row begins with."""

PROOF = ("confidence", "rule", "reason", "corrected", "quote", "sentence", "page", "start", "end")
"""What every record's row ends with: how sure it is, and the words that prove it."""

DOCUMENT = (
    "document",
    "title",
    "kind",
    "language",
    "publisher",
    "published",
    "source",
    "media_type",
    "version",
    "fetched",
    "vanished",
    "sha256",
)
"""What a document's row holds."""

DAYS = ("first_day", "last_day")
"""The bounds of a time as plain days, beside the EDTF that has them."""

TYPES: dict[str, ColumnType] = {
    "version": "whole",
    "page": "whole",
    "start": "whole",
    "end": "whole",
    "confidence": "number",
    "corrected": "yes or no",
    "low": "decimal",
    "high": "decimal",
}
"""Columns that are no text."""

_NOT_COLUMNS = ("evidence", "confidence", "rule", "reason", "id")


@lru_cache(maxsize=1)
def meanings() -> dict[str, dict[str, str]]:
    """What each column means: `column_meanings.toml`, its name -> fi, en."""
    return tomllib.loads((files("index.outputs") / "column_meanings.toml").read_text(encoding="utf-8"))


def own(kind: str) -> list[str]:
    """The fields of a kind of record, as they are called outside.

    >>> own("roles")
    ['person', 'role', 'body', 'from', 'until', 'status', 'person_id', 'group']
    """
    fields = RECORD_KINDS[kind].model_fields.items()
    return [info.alias or name for name, info in fields if name not in _NOT_COLUMNS]


def has_times(kind: str) -> bool:
    """Whether records of a kind hold EDTF, and so have a first and a last day."""
    return bool({"edtf", "from"} & set(own(kind)))


def names_of(kind: str) -> tuple[str, ...]:
    """The names of the columns of a kind of record, or of "documents"."""
    if kind == "documents":
        return DOCUMENT
    return (*COMMON, *own(kind), *(DAYS if has_times(kind) else ()), *PROOF)


def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of record, or of "documents".

    >>> [column.name for column in columns_of("dates")][9:13]
    ['edtf', 'sense', 'event', 'first_day']
    """
    said = meanings()
    told = {name: said.get(name, {"fi": name, "en": name}) for name in names_of(kind)}
    return tuple(Column(name, TYPES.get(name, "text"), one["fi"], one["en"]) for name, one in told.items())
