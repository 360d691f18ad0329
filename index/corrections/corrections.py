"""Corrections: what a person says of a record, tied to the words it is about, and applied again at every reading.

    accept   the record is right: its confidence becomes 1
    reject   it is not there; with a quote, only that mention
    rename   its name (value, EDTF) is another
    retype   its kind is another ("ministry"), or it is another kind of record (people -> bodies)
    merge    it is the same as another record of the document
    split    some of its mentions are another record
    add      a record Louhi did not find
    together, apart   across documents: two bodies or people, as "document/record", are one, or are not

Of a thing of the corpus (`document` is "", `name` its id) rename, merge and split are said once for all documents, and
reject says that what is called so is no person, or no body, anywhere: see thing_corrections.py.

`apply` is pure: the machine's records and the corrections in, corrected records out, with a word on each correction
that no longer fits its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from extractors.model.document import Document, Model
from extractors.model.errors import LouhiError
from extractors.model.ids import stable_id
from extractors.model.records import RECORD_KINDS, Evidence, Record, Records, evidence

Action = Literal["accept", "reject", "rename", "retype", "merge", "split", "add", "together", "apart"]
NAMES = {
    "people": "name",
    "bodies": "name",
    "roles": "person",
    "dates": "edtf",
    "contacts": "value",
    "identifiers": "value",
}
CONTEXT = 30
ABOUT = frozenset(Record.model_fields)
"""The fields that say how a record was found, and not what it says."""

RULE = "correction"
"""The rule of a record that a person added."""


class Correction(Model):
    """One thing a person said.

    `quote` with `before` and `after` (some characters around it) and the content's `sha256` tie it to the words;
    `name` is the record's name as the machine gave it; `value` is what the action needs: the new name, kind, or the
    other record's name; `fields` are the rest of an added record.  `by` is who said it.  Of a thing, `items` are
    mentions it is known by ("document/record"), or names that are rejected; `others` those of the thing it goes into,
    or that it is split from.
    """

    id: str
    when: str
    action: Action
    document: str
    sha256: str
    kind: str
    name: str
    quote: str | None = None
    start: int | None = None
    before: str = ""
    after: str = ""
    value: str | None = None
    fields: dict[str, str] = {}  # noqa: RUF012
    note: str = ""
    by: str = ""
    items: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def apply(document: Document, records: Records, corrections: Iterable[Correction]) -> tuple[Records, dict[str, str]]:
    """The corrected records, and why a correction could not be applied, by its id."""
    held: dict[str, list[Record]] = {kind: list(getattr(records, kind)) for kind in RECORD_KINDS}
    failed: dict[str, str] = {}
    for one in corrections:
        try:
            _apply(document, held, one)
        except LouhiError as error:
            failed[one.id] = error.reason
    for kind, some in held.items():
        some.sort(key=lambda record: record.evidence[0].start)
        held[kind] = some
    return records.model_copy(update={kind: tuple(some) for kind, some in held.items()}), failed


def _apply(document: Document, held: dict[str, list[Record]], one: Correction) -> None:
    span = place(document, one) if one.quote is not None else None
    if one.action == "add":
        if span is None:
            raise LouhiError("an added record needs its words")
        _join(held[one.kind], made(document, one.kind, one.value or one.name, [span], one.fields))
        return
    at = _find(held[one.kind], one, span)
    record = held[one.kind].pop(at)
    there = [e for e in record.evidence if span and (e.start, e.end) == span]
    rest = tuple(e for e in record.evidence if e not in there)
    if one.action == "accept":
        _join(held[one.kind], record.model_copy(update={"confidence": 1.0}))
    elif one.action == "reject":
        if there and rest:
            held[one.kind].insert(at, record.model_copy(update={"evidence": rest}))
        else:
            _follow(held, one.kind, name_of(record, one.kind), None)
    elif one.action == "split":
        if not there or not rest or not one.value:
            raise LouhiError("a split needs a new name and one of several mentions")
        held[one.kind].insert(at, record.model_copy(update={"evidence": rest}))
        _join(
            held[one.kind],
            named(record.model_copy(update={"evidence": tuple(there), "confidence": 1.0}), one.kind, one.value),
        )
    elif one.action in ("rename", "merge"):
        if not one.value:
            raise LouhiError("a new name is needed")
        if one.action == "merge" and not any(name_of(r, one.kind) == one.value for r in held[one.kind]):
            raise LouhiError(f"no “{one.value}” is found in the document to merge it with; rename gives a new name")
        _follow(held, one.kind, name_of(record, one.kind), one.value)
        _join(held[one.kind], named(record.model_copy(update={"confidence": 1.0}), one.kind, one.value))
    else:
        _retype(document, held, one, record)


def _follow(held: dict[str, list[Record]], kind: str, name: str, new: str | None) -> None:
    """What is said of a person or body under its old name is said of the new one; of one that is not there, nothing."""
    if any(name_of(r, kind) == name for r in held[kind]) or kind not in ("people", "bodies"):
        return
    fields = {"people": (("roles", "person"), ("contacts", "person")), "bodies": (("roles", "body"),)}[kind]
    for other, field in fields:
        kept = []
        for record in held[other]:
            if getattr(record, field) != name:
                kept.append(record)
            elif new is not None or (other, field) != ("roles", "person"):
                theirs = {"person_id": None} if (other, field) == ("roles", "person") else {}
                kept.append(record.model_copy(update={field: new, **theirs}))
        held[other] = kept


def dropped(records: Records, kind: str, name: str) -> Records:
    """The records without a person or body, and without what is said of it."""
    held: dict[str, list[Record]] = {kind: list(getattr(records, kind)) for kind in RECORD_KINDS}
    held[kind] = [one for one in held[kind] if name_of(one, kind) != name]
    _follow(held, kind, name, None)
    return records.model_copy(update={kind: tuple(some) for kind, some in held.items()})


def _retype(document: Document, held: dict[str, list[Record]], one: Correction, record: Record) -> None:
    if one.value in RECORD_KINDS:
        _follow(held, one.kind, name_of(record, one.kind), None)
        spans = [(e.start, e.end) for e in record.evidence]
        _join(held[one.value], made(document, one.value, name_of(record, one.kind), spans, {}))
    elif "kind" in type(record).model_fields:
        held[one.kind].append(record.model_copy(update={"kind": one.value, "confidence": 1.0}))
    else:
        raise LouhiError(f"{one.kind} have no kinds; retype to one of {', '.join(RECORD_KINDS)}")


def place(document: Document, one: Correction) -> tuple[int, int]:
    """Where a correction's words stand now: at the same place in the same content, else found by their neighbours."""
    quote = one.quote or ""
    if (
        one.start is not None
        and document.text[one.start : one.start + len(quote)] == quote
        and document.sha256 == one.sha256
    ):
        return one.start, one.start + len(quote)
    for around in (one.before + quote + one.after, quote):
        if around and document.text.count(around) == 1:
            start = document.text.index(around) + (len(one.before) if around != quote else 0)
            return start, start + len(quote)
    raise LouhiError(
        f"its words “{quote}” are no longer there"
        if quote not in document.text
        else f"“{quote}” stands in several places now"
    )


def _find(some: Sequence[Record], one: Correction, span: tuple[int, int] | None) -> int:
    fits = [i for i, r in enumerate(some) if name_of(r, one.kind).casefold() == one.name.casefold()]
    if span is not None:
        fits = [i for i in fits if any((e.start, e.end) == span for e in some[i].evidence)] or [
            i for i, r in enumerate(some) if any((e.start, e.end) == span for e in r.evidence)
        ]
    if not fits:
        raise LouhiError(f"no “{one.name}” is found any more")
    return fits[0]


def _join(some: list[Record], fresh: Record) -> None:
    """Add a record; where one of that name is there already, add its mentions to that."""
    for i, other in enumerate(some):
        if type(other) is type(fresh) and _same(other, fresh):
            both = sorted({*other.evidence, *fresh.evidence}, key=lambda e: (e.start, e.end))
            some[i] = other.model_copy(
                update={"evidence": tuple(both), "confidence": max(other.confidence, fresh.confidence)}
            )
            return
    some.append(fresh)


def _same(a: Record, b: Record) -> bool:
    left, right = (r.model_dump(exclude={*ABOUT, "aliases", "known", "kind", "id"}) for r in (a, b))
    return left == right


def name_of(record: Record, kind: str) -> str:
    """What a record is called in a correction: its name, value or EDTF; an amount by its words."""
    field = NAMES.get(kind)
    return str(getattr(record, field)) if field else record.evidence[0].quote


def named(record: Record, kind: str, name: str) -> Record:
    """The same record under another name."""
    _sound(kind, name)
    update: dict[str, Any] = {NAMES.get(kind, "unit"): name}
    if kind in ("people", "bodies"):
        update["id"] = stable_id("person" if kind == "people" else "body", name)
    if name != name_of(record, kind):
        update["reason"] = f"a person gave it this name; Louhi found “{name_of(record, kind)}”"
    if kind == "roles":
        update["person_id"] = None
    if kind == "bodies":
        update |= {"known": None, "aliases": tuple(dict.fromkeys([*record.aliases, record.name]))}  # type: ignore[attr-defined]
    return type(record).model_validate({**record.model_dump(by_alias=False), **update})


def _sound(kind: str, name: str) -> None:
    """Raise LouhiError for a date that is no EDTF."""
    if kind == "dates":
        from extractors.model.edtf import bounds

        try:
            bounds(name)
        except ValueError as error:
            raise LouhiError(f"“{name}” is no EDTF date", advice="Write 2021-02-11, 2021-02, 2020/2022 ...") from error


def made(document: Document, kind: str, name: str, spans: Iterable[tuple[int, int]], fields: dict[str, str]) -> Record:
    """A record that a person added; raises LouhiError where a field it needs is missing."""
    _sound(kind, name)
    proof: tuple[Evidence, ...] = tuple(evidence(document, start, end) for start, end in spans)
    value: dict[str, Any] = {NAMES.get(kind, "unit"): name, "evidence": proof, "rule": RULE, **fields}
    if kind in ("people", "bodies"):
        value["id"] = stable_id("person" if kind == "people" else "body", name)
    try:
        return RECORD_KINDS[kind].model_validate(value)
    except ValueError as error:
        needed = [n for n, f in RECORD_KINDS[kind].model_fields.items() if f.is_required() and n not in value]
        raise LouhiError(f"{kind} cannot be added so: {', '.join(needed) or error} is missing or wrong") from error


def around(document: Document, start: int, end: int) -> dict[str, Any]:
    """The fields that tie a correction to its words."""
    return {
        "quote": document.text[start:end],
        "start": start,
        "before": document.text[max(0, start - CONTEXT) : start],
        "after": document.text[end : end + CONTEXT],
    }
