"""Pairs of things that may be one: called the same, and nothing said that they are one or two.

A pair is looked for when it is asked for, so that it is always of the things that are; what is kept is what a person
said of it.  Accepting one is a merge (thing_corrections.py); refusing it is kept here, and it is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Model
from extractors.model.errors import UnfitRequest
from index.store.schema import candidates, documents, mentions, things, versions
from index.store.store import Store
from index.things.evidence import ThingKind
from index.things.lookup import latest_documents, thing

REFUSED = "refused"

NAMED = 3
"""Of whom both are named together with, so many are told by name."""
LATEST = 50
"""Documents of each that are looked at for it."""

PAIR = 2
"""A refusal is of two things: one cannot be refused with itself."""


class Candidate(Model):
    """Two things that may be one; `one` is the one in more documents.  `evidence` says what speaks for it."""

    kind: ThingKind
    name: str
    one: str
    other: str
    documents: tuple[int, int]
    evidence: tuple[str, ...]


def candidates_of(store: Store, kind: ThingKind | None = None, limit: int = 20, offset: int = 0) -> list[Candidate]:
    """Pairs that may be one, those in the most documents first.

    Of several things of one name every two are a pair.
    """
    mine, theirs = things.alias("mine"), things.alias("theirs")
    before = (theirs.c.documents > mine.c.documents) | (
        (theirs.c.documents == mine.c.documents) & (theirs.c.id < mine.c.id)
    )
    pair = (candidates.c.one == _least(mine, theirs)) & (candidates.c.other == _most(mine, theirs))
    refused = sa.select(candidates.c.one).where(candidates.c.state == REFUSED, pair)
    query = (
        sa.select(mine.c.kind, mine.c.name, theirs.c.id.label("one"), mine.c.id.label("other"))
        .add_columns(theirs.c.documents.label("in_one"), mine.c.documents.label("in_other"))
        .join(theirs, (theirs.c.kind == mine.c.kind) & (theirs.c.name == mine.c.name))
        .where(mine.c.documents > 0, before, mine.c.known.is_(None) | theirs.c.known.is_(None), ~refused.exists())
        .order_by((mine.c.documents + theirs.c.documents).desc(), mine.c.name, mine.c.id, theirs.c.id)
    )
    query = query.where(mine.c.kind == kind) if kind else query
    with store.reading() as db:
        found = db.execute(query.limit(limit).offset(offset)).all()
        return [_candidate(db, row) for row in found]


def _least(mine: Any, theirs: Any) -> Any:
    return sa.case((mine.c.id < theirs.c.id, mine.c.id), else_=theirs.c.id)


def _most(mine: Any, theirs: Any) -> Any:
    return sa.case((mine.c.id < theirs.c.id, theirs.c.id), else_=mine.c.id)


def _candidate(db: sa.Connection, row: Any) -> Candidate:
    publishers = [_publishers(db, key) for key in (row.one, row.other)]
    both = sorted(set(publishers[0]) & set(publishers[1]))
    evidence = (f"both are called {row.name}", *(f"both are named by {one}" for one in both), *_company(db, row))
    sizes = (row.in_one, row.in_other)
    return Candidate(kind=row.kind, name=row.name, one=row.one, other=row.other, documents=sizes, evidence=evidence)


def _publishers(db: sa.Connection, key: str) -> Sequence[str]:
    query = sa.select(versions.c.publisher).join(documents, documents.c.version_id == versions.c.id)
    query = query.join(mentions, mentions.c.document_id == documents.c.id).where(mentions.c.thing_id == key)
    return db.execute(query.where(versions.c.publisher.is_not(None)).distinct().limit(50)).scalars().all()


def _company(db: sa.Connection, row: Any) -> Iterator[str]:
    """Whom both are named together with: the ministers of one list in two languages, each with the same others.

    Compared by their names: those others may be pairs themselves, of whom nobody has said that they are one.
    """
    one, other = (_beside(db, key) for key in (row.one, row.other))
    names = sorted((one & other) - {row.name})
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"both are named together with {', '.join(names[:NAMED])}{more}"


def _beside(db: sa.Connection, key: str) -> set[str]:
    """The people of the latest documents that name a thing."""
    query = sa.select(things.c.name).join(mentions, mentions.c.thing_id == things.c.id)
    query = query.where(mentions.c.kind == "person", mentions.c.document_id.in_(latest_documents(db, key, LATEST)))
    return set(db.execute(query.distinct()).scalars())


def refuse(store: Store, one: str, other: str, evidence: Sequence[str] = ()) -> None:
    """Two things are two: the pair is not asked about again.  Raises UnfitRequest where there is no such thing."""
    held = [thing(store, key) for key in (one, other)]
    ids = sorted(found.id for found in held if found is not None)
    if len(set(ids)) != PAIR:
        raise UnfitRequest(
            "there are no two such people or bodies",
            subject=f"{one} and {other}",
            advice="`louhi candidates` shows them.",
        )
    pair = (candidates.c.one == ids[0]) & (candidates.c.other == ids[1])
    with store.writing() as db:
        db.execute(candidates.delete().where(pair))
        row = {"one": ids[0], "other": ids[1], "evidence": list(evidence), "state": REFUSED}
        db.execute(candidates.insert(), row)
