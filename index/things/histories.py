"""What a thing did over time: the roles of a person, the people of a body, each with the words that prove it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Model
from extractors.model.edtf import bounds
from extractors.model.records import Role
from index.store.database import AT_ONCE, in_batches
from index.store.schema import documents, mentions, records, versions
from index.store.store import Store
from index.things.lookup import Thing


class Proof(Model):
    """Where a role is said: the document, its title and day, and the span of the words."""

    document: str
    title: str | None
    day: str | None
    start: int
    end: int
    quote: str
    page: int | None


class Tenure(Model):
    """One role that documents speak of alike: who, what and where, from and until when (EDTF), and where it is said.

    `seen` are the first and last day a document says it; `person_thing` and `body_thing` are the ids of who and where.
    """

    person: str
    role: str
    body: str | None = None
    from_: str | None = None
    until: str | None = None
    status: str = "held"
    seen: tuple[str, str] | None = None
    person_thing: str | None = None
    body_thing: str | None = None
    proofs: tuple[Proof, ...] = ()


def tenures_of(store: Store, thing: Thing) -> list[Tenure]:
    """The roles of a person, or of the people of a body, in order of time."""
    found: dict[tuple[Any, ...], list[tuple[Role, Any, str | None, str | None]]] = defaultdict(list)
    with store.reading() as db:
        spoken = db.execute(
            sa.select(mentions.c.document_id, mentions.c.record_id).where(mentions.c.thing_id == thing.id)
        )
        own: dict[str, set[str]] = defaultdict(set)
        for document, record in spoken:
            own[document].add(record)
        for some in in_batches(sorted(own), AT_ONCE):
            for row, role, person, body in _roles(db, some):
                mine = person if thing.kind == "person" else body
                if mine and mine[0] in own[row["document"]]:
                    people, bodies = person[1] if person else None, body[1] if body else None
                    found[_key(role, people, bodies)].append((role, row, people, bodies))
    return sorted((_tenure(some) for some in found.values()), key=_when)


RecordOfThing = tuple[str, str]
"""A record's id, and its thing's."""


def _roles(
    db: sa.Connection, some: Sequence[str]
) -> list[tuple[Any, Role, RecordOfThing | None, RecordOfThing | None]]:
    """The roles of documents, each with whose and where it is."""
    current = documents.join(versions, versions.c.id == documents.c.version_id)
    known = sa.select(
        mentions.c.document_id, mentions.c.record_id, mentions.c.thing_id, mentions.c.kind, records.c.data
    )
    kind = sa.case((mentions.c.kind == "person", "people"), else_="bodies")
    joined = mentions.join(documents, documents.c.id == mentions.c.document_id).join(
        records,
        (records.c.version_id == documents.c.version_id) & (records.c.kind == kind) & (records.c.seq == mentions.c.seq),
    )
    people: dict[tuple[str, str], RecordOfThing] = {}
    bodies: dict[tuple[str, str], RecordOfThing] = {}
    for row in db.execute(known.select_from(joined).where(mentions.c.document_id.in_(some))).mappings():
        names = [row["record_id"], row["data"]["name"], *row["data"].get("aliases", ())]
        for name in names:
            place = people if row["kind"] == "person" else bodies
            place.setdefault((row["document_id"], name), (row["record_id"], row["thing_id"]))
    held = db.execute(
        sa.select(documents.c.id.label("document"), versions.c.title, versions.c.published, records.c.data)
        .select_from(current.join(records, records.c.version_id == versions.c.id))
        .where(documents.c.id.in_(some), records.c.kind == "roles")
        .order_by(documents.c.id, records.c.seq)
    ).mappings()
    out = []
    for row in held:
        role = Role.model_validate(row["data"])
        person = people.get((row["document"], role.person_id or role.person))
        body = bodies.get((row["document"], role.body)) if role.body else None
        out.append((row, role, person, body))
    return out


def _key(role: Role, person: str | None, body: str | None) -> tuple[Any, ...]:
    return person or role.person, role.role.casefold(), body or role.body, role.from_, role.until, role.status


def _tenure(some: list[tuple[Role, Any, str | None, str | None]]) -> Tenure:
    role, _, person, body = some[0]
    days = sorted(row["published"][:10] for _, row, _, _ in some if row["published"])
    proofs = tuple(
        Proof(
            document=row["document"],
            title=row["title"],
            day=row["published"],
            **one.evidence[0].model_dump(include={"start", "end", "quote", "page"}),
        )
        for one, row, _, _ in sorted(some, key=lambda part: part[1]["published"] or "~")
    )
    return Tenure(
        **role.model_dump(include={"person", "role", "body", "from_", "until", "status"}),
        seen=(days[0], days[-1]) if days else None,
        person_thing=person,
        body_thing=body,
        proofs=proofs,
    )


def span_of(tenure: Tenure) -> tuple[str | None, str | None]:
    """The first and last day of a tenure as far as anything tells: its own dates, else those of its documents.

    >>> span_of(Tenure(person="A", role="johtaja", from_="2021-03", seen=("2022-01-02", "2023-05-06")))
    ('2021-03-01', '2023-05-06')
    >>> span_of(Tenure(person="A", role="johtaja", from_="2024-03", seen=("2024-02-10", "2024-02-10")))
    ('2024-03-01', None)
    """
    first = bounds(tenure.from_)[0] if tenure.from_ else None
    last = bounds(tenure.until)[1] if tenure.until else None
    seen = tenure.seen or (None, None)
    begun = first or (seen[0] if not (last and seen[0] and seen[0] > last) else None)
    return begun, last or (seen[1] if not (begun and seen[1] and seen[1] < begun) else None)


def _when(tenure: Tenure) -> tuple[str, str, str]:
    return span_of(tenure)[0] or "~", tenure.role, tenure.person
