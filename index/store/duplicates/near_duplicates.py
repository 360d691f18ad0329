"""Groups: documents that are forms of one, kept up in the transaction that writes or deletes a document.

    the documents written or deleted, and the groups they were in
        ▼ their sketches, anew                         sketches.py
        ▼ the documents that share a key with them     the only ones that may be forms of them
    groups: what is joined by pairs that are forms, called by their first id; a document alone has no row

What is made depends on the set of documents alone: not on their order, nor on the batches they came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa

from extractors.model.document import Document
from index.store.database import AT_ONCE, among, asked, in_batches, insert_rows
from index.store.duplicates.sketches import Sketch, are_forms, sketch
from index.store.schema import document_groups, sketch_keys, sketches

REASON = "the same title, words and numbers"


def update_groups(db: sa.Connection, written: Iterable[Document], gone: Sequence[str] = ()) -> None:
    """Bring the groups to where these documents are as written now, and those `gone` are no more."""
    latest = {one.id: sketch(one) for one in written}
    moved = [*latest, *gone]
    parted = _parted(db, moved)
    for table in (sketch_keys, sketches):
        for some in in_batches(moved, AT_ONCE):
            db.execute(table.delete().where(among(db, table.c.document_id, some)))
    fresh = {one: held for one, held in latest.items() if held is not None}
    _keep(db, fresh)
    left = _sketches(db, parted - set(moved))
    _join(db, {**left, **fresh})


def group_anew(db: sa.Connection, written: Iterable[Document]) -> None:
    """Make all groups anew, where an older Louhi kept none."""
    for table in (document_groups, sketch_keys, sketches):
        db.execute(table.delete())
    for some in in_batches(written, AT_ONCE):
        update_groups(db, some)


def _parted(db: sa.Connection, moved: Collection[str]) -> set[str]:
    """Break up the groups of some documents; gives all who were in them."""
    out: set[str] = set()
    for some in in_batches(moved, AT_ONCE):
        groups = sa.select(document_groups.c.group_id).where(among(db, document_groups.c.document_id, some))
        theirs = sa.select(document_groups.c.document_id).where(document_groups.c.group_id.in_(groups))
        out.update(db.execute(theirs).scalars())
    for members in in_batches(out, AT_ONCE):
        db.execute(document_groups.delete().where(among(db, document_groups.c.document_id, members)))
    return out


def _keep(db: sa.Connection, fresh: Mapping[str, Sketch]) -> None:
    rows = [
        {
            "document_id": one,
            "language": held.language,
            "title": held.title,
            "words": " ".join(held.words),
            "numbers": " ".join(held.numbers),
        }
        for one, held in fresh.items()
    ]
    insert_rows(db, sketches, rows)
    insert_rows(db, sketch_keys, [{"document_id": one, "key": key} for one, held in fresh.items() for key in held.keys])


def _sketches(db: sa.Connection, ids: Collection[str]) -> dict[str, Sketch]:
    out: dict[str, Sketch] = {}
    for row in asked(db, sa.select(sketches), sketches.c.document_id, ids):
        out[row.document_id] = Sketch(row.language, row.title, tuple(row.words.split()), tuple(row.numbers.split()))
    return out


def _join(db: sa.Connection, loose: Mapping[str, Sketch]) -> None:
    """Put documents that are in no group into the groups of their forms; groups that one of them joins become one."""
    near = _sharing(db, loose)
    held = {**loose, **_sketches(db, {two for some in near.values() for two in some} - set(loose))}
    group = _groups_of(db, held)  # where each is; one that is alone is its own
    members: dict[str, set[str]] = defaultdict(set)
    for one, at in group.items():
        members[at].add(one)
    changed: set[str] = set()
    for one, others in near.items():
        for two in others:
            if group[one] != group[two] and are_forms(held[one], held[two]):
                into, away = sorted((group[one], group[two]))
                for member in members[away]:
                    group[member] = into
                members[into] |= members.pop(away)
                changed |= {into, away}
    rows = [
        {"document_id": one, "group_id": at, "reason": REASON}
        for at in sorted(changed & members.keys())
        for one in sorted(members[at])
    ]
    if rows:
        for some in in_batches([row["document_id"] for row in rows], AT_ONCE):
            db.execute(document_groups.delete().where(among(db, document_groups.c.document_id, some)))
        db.execute(document_groups.insert(), rows)


def _sharing(db: sa.Connection, loose: Mapping[str, Sketch]) -> dict[str, list[str]]:
    """The other documents that share a key with each, in order."""
    by_key: dict[str, set[str]] = defaultdict(set)
    query = sa.select(sketch_keys.c.key, sketch_keys.c.document_id)
    for row in asked(db, query, sketch_keys.c.key, {key for held in loose.values() for key in held.keys}):
        by_key[row.key].add(row.document_id)
    found = {one: {two for key in held.keys for two in by_key[key]} - {one} for one, held in loose.items()}
    return {one: sorted(others) for one, others in sorted(found.items()) if others}


def _groups_of(db: sa.Connection, held: Collection[str]) -> dict[str, str]:
    """The group of each document and of all who are in its group; those in none are their own."""
    out = {one: one for one in held}
    for some in in_batches(held, AT_ONCE):
        groups = sa.select(document_groups.c.group_id).where(among(db, document_groups.c.document_id, some))
        query = sa.select(document_groups.c.document_id, document_groups.c.group_id)
        out |= {row[0]: row[1] for row in db.execute(query.where(document_groups.c.group_id.in_(groups)))}
    return out
