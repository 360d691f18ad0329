"""Entries as rows and back: what the store writes, it reads again unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import RowMapping

from extractors.model.document import Document, Passage
from extractors.model.ids import stable_id
from extractors.model.records import RECORD_KINDS, Amount, Body, DateMention, Entry, Record, Records, Role
from index.store.naming import folded
from index.store.store_model import ReadBy

StoredRow = dict[str, Any]

_REST = ("publishers", "pages", "links", "furniture", "found_in", "issues")
ISSUES = "record_issues"
"""Where the issues of reading its records stand in `rest`, beside those of the document."""

_VERSION = ("source", "media_type", "title", "kind", "listing", "language", "published", "text")
OTHERS = {"roles": ("body", "group"), "contacts": ("person",)}
_PASSAGE = ("kind", "page", "start", "end")


def version_id(document_id: str, digest: str) -> str:
    """The id of one distinct content of a document."""
    return stable_id("version", document_id, digest)


def content_id(document: Document) -> str:
    """What tells two contents of a document apart: the sha256 of its bytes, else of its text."""
    from extractors.model.ids import sha256

    return document.sha256 or sha256(document.text.encode("utf-8", "surrogatepass"))


def version_row(entry: Entry, number: int, by: ReadBy) -> StoredRow:
    """One row of `versions`."""
    d, digest = entry.document, content_id(entry.document)
    rest = d.model_dump(mode="json", include=set(_REST), exclude_defaults=True)
    if entry.records.issues:
        rest[ISSUES] = [issue.model_dump(mode="json") for issue in entry.records.issues]
    return {
        "id": version_id(d.id, digest),
        "document_id": d.id,
        "number": number,
        "sha256": digest,
        "fetched": by.fetched,
        "extractor": by.extractor,
        "source": d.source,
        "media_type": d.media_type,
        "title": d.title,
        "kind": d.kind,
        "listing": d.listing,
        "language": d.language,
        "publisher": d.publisher,
        "publishers": folded([d.publisher, *d.publishers]),
        "published": d.published,
        "text": d.text,
        "rest": rest,
    }


def passage_rows(version: str, passages: Iterable[Passage]) -> Iterator[StoredRow]:
    """The rows of `passages`."""
    for seq, p in enumerate(passages):
        rest = p.model_dump(mode="json", exclude=set(_PASSAGE), exclude_defaults=True) or None
        yield {
            "version_id": version,
            "seq": seq,
            "kind": p.kind,
            "page": p.page,
            "start": p.start,
            "end": p.end,
            "rest": rest,
        }


def record_rows(version: str, records: Records) -> Iterator[StoredRow]:
    """The rows of `records`, in order of kind and first mention."""
    told = records.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for kind in RECORD_KINDS:
        for seq, (record, data) in enumerate(zip(getattr(records, kind), told.get(kind, ()), strict=True)):
            fields = vars(record)  # what a kind does not have is asked for too: of the model itself that is slow
            name = _name(fields)
            yield {
                "version_id": version,
                "kind": kind,
                "seq": seq,
                "confidence": record.confidence,
                "data": data,
                "name": name,
                "folded": folded([name, *fields.get("aliases", ())]),
                "others": others_named(kind, data),
                "type": fields.get("kind"),
                "unit": fields.get("unit"),
                **_reach(record),
            }


def others_named(kind: str, data: Mapping[str, Any]) -> str:
    """Whom a record's data names beside itself, folded: a role's body and group, a contact's person.

    >>> others_named("roles", {"role": "johtaja", "body": "Kela"})
    ' kela '
    """
    return folded(data.get(name) for name in OTHERS.get(kind, ()))


def _name(fields: Mapping[str, Any]) -> str | None:
    for field in ("name", "person", "edtf", "value"):
        if (value := fields.get(field)) is not None:
            return str(value)
    return None


def _reach(record: Record) -> StoredRow:
    """The earliest and latest day, or the least and greatest number, a record speaks of."""
    out: StoredRow = {"since": None, "until": None, "low": None, "high": None}
    if isinstance(record, DateMention | Role | Body):
        from extractors.model.edtf import bounds

    if isinstance(record, DateMention):
        out["since"], out["until"] = bounds(record.edtf)
    elif isinstance(record, Role | Body):
        out["since"] = bounds(record.from_)[0] if record.from_ else None
        out["until"] = bounds(record.until)[1] if record.until else None
    elif isinstance(record, Amount):
        out["low"] = float(record.low) if record.low is not None else None
        out["high"] = float(record.high) if record.high is not None else None
    return out


def document_of(version: RowMapping, passages: Iterable[RowMapping]) -> Document:
    """The document that was written as these rows."""
    return Document.model_validate(
        {
            "id": version["document_id"],
            **{k: version[k] for k in _VERSION},
            "sha256": version["sha256"],
            **{k: value for k, value in version["rest"].items() if k != ISSUES},
            "passages": [{**{k: p[k] for k in _PASSAGE}, **(p["rest"] or {})} for p in passages],
        }
    )


def entry_of(version: RowMapping, passages: Iterable[RowMapping], records: Iterable[RowMapping]) -> Entry:
    """The Entry that was written as these rows."""
    issues = version["rest"].get(ISSUES, [])
    found: dict[str, list[Any]] = {kind: [] for kind in RECORD_KINDS}
    for row in records:
        found[row["kind"]].append(row["data"])
    document = document_of(version, passages)
    return Entry(document=document, records=Records.model_validate({**found, "issues": issues}))
