"""What stands in data/ of a snapshot, and how it is written and read back: the words freezing and checking share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from pydantic import Field

from extractors.model.document import Document, Model
from extractors.model.records import RECORD_KINDS, Records
from extractors.text.showing import json_text
from index.corrections.corrections import Correction
from index.outputs.collections import Collection
from index.outputs.export_rows import entry_value
from index.outputs.snapshots.bag import DATA

FORMAT = 2
"""Grows when what stands in a snapshot changes so that an older Louhi could not check it."""

ABOUT, DOCUMENTS, RECORDS = f"{DATA}/snapshot.json", f"{DATA}/documents.jsonl", f"{DATA}/records"
CORRECTIONS, COLLECTIONS, OBJECTS = f"{DATA}/corrections.jsonl", f"{DATA}/collections.jsonl", f"{DATA}/objects"

SnapshotLine = dict[str, Any]


class Count(Model):
    """How many records of a kind there are, and how many rows: one a mention."""

    records: int = 0
    rows: int = 0


class SnapshotAbout(Model):
    """What a snapshot says of itself; `louhi` is the version and digest of the rules that made it.

    `change` is the number of the store's last change, `min_confidence` what the records had to be sure of at least.
    """

    format: int = FORMAT
    louhi: str
    dependencies: Mapping[str, str] = Field(default_factory=dict)
    change: int
    query: str | None = None
    filters: Mapping[str, Any] = Field(default_factory=dict)
    objects: bool = True
    personal_codes: bool = False
    documents: int = 0
    corrections: int = 0
    collections: int = 0
    counts: Mapping[str, Count] = Field(default_factory=dict)

    @property
    def min_confidence(self) -> float:
        """Below this records were left out."""
        return float(self.filters.get("min_confidence", 0.0))


def document_line(document: Document, records: Records, **about: Any) -> str:
    """A document with its records as a line of documents.jsonl; `about` is what is told beside what was read."""
    return json_text({**about, **entry_value(document, records)}) + "\n"


def object_path(digest: str) -> str:
    """Where a snapshot keeps the bytes with this sha256.

    >>> object_path("ab" * 32)[:20]
    'data/objects/ab/abab'
    """
    return f"{OBJECTS}/{digest[:2]}/{digest[2:]}"


def lines_of(folder: Path) -> Iterator[SnapshotLine]:
    """The documents of a snapshot with their records, one by one."""
    with (folder / DOCUMENTS).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def document_of(line: SnapshotLine) -> Document:
    """The Document of a line."""
    return Document.model_validate({k: v for k, v in line["document"].items() if k != "publisher"})


def counted(line: SnapshotLine) -> dict[str, Count]:
    """How many records and mentions a line holds, by kind."""
    return {k: Count(records=len(line[k]), rows=sum(len(r["evidence"]) for r in line[k])) for k in RECORD_KINDS}


def added(one: dict[str, Count], other: dict[str, Count]) -> dict[str, Count]:
    """Two counts together."""
    none = Count()
    return {
        k: Count(records=one.get(k, none).records + c.records, rows=one.get(k, none).rows + c.rows)
        for k, c in other.items()
    }


def corrections_of(folder: Path) -> list[Correction]:
    """The corrections a snapshot holds, in order."""
    return [*map(Correction.model_validate_json, _lines(folder / CORRECTIONS))]


def collections_of(folder: Path) -> list[Collection]:
    """The collections a snapshot holds, by name; none in one of the first format."""
    path = folder / COLLECTIONS
    return [*map(Collection.model_validate_json, _lines(path))] if path.exists() else []


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def dependencies() -> dict[str, str]:
    """The versions of all that Louhi itself asks for, by name."""
    found: dict[str, str] = {}
    for wanted in requires("louhi") or ():
        if "extra ==" in wanted:
            continue
        name = re.split(r"[^\w.-]", wanted, maxsplit=1)[0]
        try:
            found[name.lower()] = version(name)
        except PackageNotFoundError:
            found[name.lower()] = "none"
    return dict(sorted(found.items()))
