"""Compare two documents, or two versions of one: what stands in both, what in either, in words and in facts."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model.document import Model
from extractors.model.records import Entry
from index.outputs.held_versions import HeldVersion, held_version
from index.store.store import Store
from pipeline.runs.comparison.changes import (
    COMPARED,
    FactChange,
    WordChange,
    changes_in,
    fact_changes,
    fact_key,
    lines_of_passages,
    matched,
    said,
)


class ComparedSide(Model):
    """One of the two: which version of which document."""

    document: str
    version: int
    title: str | None
    published: str | None
    source: str


class SharedFact(Model):
    """A fact of both, in the words of the first."""

    kind: str
    fact: str


class Comparison(Model):
    """Two versions side by side: `words` and `facts` differ (None where one side has nothing), `shared` do not.

    `alike` is the share of passages that both have: 1.0 where they say the same.
    """

    before: ComparedSide
    after: ComparedSide
    alike: float
    words: tuple[WordChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    shared: tuple[SharedFact, ...] = ()


def compared(store: Store, a: str, b: str) -> Comparison:
    """Two documents or versions: ids or addresses, with "@2" for a version.  Raises StoreError for what is not held."""
    return comparison(held_version(store, a), held_version(store, b))


def comparison(a: HeldVersion, b: HeldVersion) -> Comparison:
    """The same of two that are in hand."""
    one, other = a.entry, b.entry
    same_rules = a.row["extractor"] == b.row["extractor"]
    old, new = lines_of_passages(one.document), lines_of_passages(other.document)
    found = matched(old, new)
    return Comparison(
        before=_side(a),
        after=_side(b),
        alike=round(found.ratio(), 3),
        words=tuple(changes_in(old, new, found)),
        facts=tuple(fact_changes(one, other, same_rules=same_rules)),
        shared=tuple(_shared(one, other)),
    )


def _side(held: HeldVersion) -> ComparedSide:
    d = held.entry.document
    return ComparedSide(
        document=d.id, version=held.row["number"], title=d.title, published=d.published, source=d.source
    )


def _shared(one: Entry, other: Entry) -> Iterator[SharedFact]:
    for kind in COMPARED:
        there = {fact_key(record) for record in getattr(other.records, kind)}
        facts = {fact_key(record): said(record) for record in getattr(one.records, kind)}
        yield from (SharedFact(kind=kind, fact=fact) for key, fact in facts.items() if key in there)
