"""Prove a snapshot: every byte is as it was, every quote stands where it should, reading again gives the same."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import ValidationError

from extractors.model.records import RECORD_KINDS
from extractors.text.showing import codes_shown
from index.outputs.snapshots.bag import AGAIN, bag_faults
from index.outputs.snapshots.contents import (
    ABOUT,
    COLLECTIONS,
    CORRECTIONS,
    DOCUMENTS,
    FORMAT,
    RECORDS,
    Count,
    SnapshotAbout,
    SnapshotLine,
    added,
    collections_of,
    corrections_of,
    counted,
    lines_of,
)
from index.outputs.snapshots.rereading import Reader, Rereading
from index.store.maintenance.verify import Fault

Tell = Callable[[int, int], None]


def check_snapshot(
    folder: Path, *, louhi: str = "", reader: Reader | None = None, tell: Tell | None = None
) -> list[Fault]:
    """What is not as it was when the snapshot was made; an empty list: all is well.

    Hashes come first: where one is wrong nothing else is looked at.  With `reader` (what makes an Entry of bytes) the
    documents whose bytes are there are read again; `louhi` is who reads now.
    """
    if faults := list(bag_faults(folder)):
        return faults
    try:
        about = SnapshotAbout.model_validate_json((folder / ABOUT).read_text(encoding="utf-8"))
        if about.format > FORMAT:
            return [Fault(subject=ABOUT, reason="a newer Louhi made it", advice="Check it with that one.")]
        with codes_shown(about.personal_codes):
            return list(_contents(folder, about, louhi, reader, tell))
    except (OSError, ValidationError, ValueError, KeyError, TypeError) as error:
        return [Fault(subject=str(folder), reason=f"it is no snapshot of Louhi's ({_first(error)})", advice=AGAIN)]


def _contents(
    folder: Path, about: SnapshotAbout, louhi: str, reader: Reader | None, tell: Tell | None
) -> Iterator[Fault]:
    counts = {kind: Count() for kind in RECORD_KINDS}
    corrections = corrections_of(folder)
    again = Rereading(folder, about, corrections, louhi, reader) if reader and about.objects else None
    number = 0
    for number, line in enumerate(lines_of(folder), 1):
        yield from _quotes(line)
        counts = added(counts, counted(line))
        if again:
            yield from again.differences(line)
        if tell:
            tell(number, about.documents)
    yield from _number(DOCUMENTS, "documents", number, about.documents)
    yield from _number(CORRECTIONS, "corrections", len(corrections), about.corrections)
    yield from _number(COLLECTIONS, "collections", len(collections_of(folder)), about.collections)
    yield from _number(f"{RECORDS}/documents.csv", "rows", _rows(folder / RECORDS / "documents.csv"), about.documents)
    for kind, count in counts.items():
        said = about.counts.get(kind, Count())
        yield from _number(DOCUMENTS, kind, count.records, said.records)
        yield from _number(DOCUMENTS, f"mentions of {kind}", count.rows, said.rows)
        yield from _number(f"{RECORDS}/{kind}.csv", "rows", _rows(folder / RECORDS / f"{kind}.csv"), said.rows)


def _number(subject: str, what: str, held: int, said: int) -> Iterator[Fault]:
    if held != said:
        yield Fault(subject=subject, reason=f"it holds {held} {what}, and snapshot.json says {said}", advice=AGAIN)


def _quotes(line: SnapshotLine) -> Iterator[Fault]:
    document = line["document"]
    for kind in RECORD_KINDS:
        for record in line[kind]:
            for e in record["evidence"]:
                if document["text"][e["start"] : e["end"]] != e["quote"]:
                    place = f"{e['start']}-{e['end']}"
                    reason = f"“{e['quote']}” ({kind}) does not stand at {place} of {document['id']}"
                    yield Fault(subject=document["source"] or document["id"], reason=reason, advice=AGAIN)


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _first(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]
