"""What a thing did over time: the roles of a person, the people of a body, each with the words that prove it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Model
from extractors.model.edtf import bounds
from extractors.model.records import Role
from index.store.database import AT_ONCE, asked, in_batches
from index.store.naming import spaced
from index.store.schema import documents, mentions, profiles, records, versions
from index.store.store import Store
from index.things.lookup import Thing, latest_documents

NONE = "[]"
"""How the database writes a list of nothing."""
MOST_NAMES = 5_000
"""A database takes no more values than some tens of thousands in one statement."""


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


def tenures_of(store: Store, thing: Thing, latest: int = 0) -> list[Tenure]:
    """The roles of a person, or of the people of a body, in order of time.

    With `latest`, as so many of the documents that name it say, the latest ones: a body may be named in thousands.
    """
    found: dict[tuple[Any, ...], list[tuple[Role, Any, str | None, str | None]]] = defaultdict(list)
    with store.reading() as db:
        own = db.execute(_NAMING.where(mentions.c.thing_id == thing.id, *_in_latest(db, thing, latest))).all()
        names = {name for row in own for name in _names(row)}
        for some in in_batches(sorted({row.document_id for row in own}), AT_ONCE):
            told = _roles(db, thing, some, names)
            query = _NAMING.where(_spoken_of([role for _, role in told]))
            meant = _meant(asked(db, query, mentions.c.document_id, {row["document"] for row, _ in told}))
            for row, role in told:
                person = meant.get(("person", row["document"], role.person_id or role.person))
                body = meant.get(("body", row["document"], role.body)) if role.body else None
                if thing.id == (person if thing.kind == "person" else body):
                    found[_key(role, person, body)].append((role, row, person, body))
    return sorted((_tenure(some) for some in found.values()), key=_when)


def _in_latest(db: sa.Connection, thing: Thing, latest: int) -> list[Any]:
    """The condition on mentions that they stand in the latest documents that name a thing."""
    if not latest or thing.documents <= latest:
        return []
    return [mentions.c.document_id.in_(latest_documents(db, thing.id, latest))]


_NAMING = (
    sa.select(
        mentions.c.document_id,
        mentions.c.record_id,
        mentions.c.kind,
        mentions.c.thing_id,
        profiles.c.name,
        sa.cast(profiles.c.aliases, sa.Text).label("aliases"),
    )
    .join(profiles, profiles.c.id == mentions.c.profile_id)
    .order_by(mentions.c.document_id, mentions.c.seq)
)
"""Mentions with what they are called, which their profiles hold: no record is read for it."""


def _meant(naming: Iterable[Any]) -> dict[tuple[str, str, str], str | None]:
    """The thing that is meant in each document by a name or a record's id, of each kind: the first that is called so.

    Its keys are a kind, a document, and the name or id.
    """
    out: dict[tuple[str, str, str], str | None] = {}
    for row in naming:
        for name in (row.record_id, *_names(row)):
            out.setdefault((row.kind, row.document_id, name), row.thing_id)
    return out


def _names(row: Any) -> tuple[str, ...]:
    """What a mention is called; most have no other name, and none is looked for in them."""
    return (row.name,) if row.aliases == NONE else (row.name, *json.loads(row.aliases))


def _spoken_of(roles: Sequence[Role]) -> Any:
    """Mentions that roles may mean by a name or a record's id: a document names many more than hold roles."""
    said = {name for role in roles for name in (role.person, role.person_id, role.body) if name}
    if len(said) > MOST_NAMES:
        return sa.true()
    named = profiles.c.name.in_(sorted(said)), sa.cast(profiles.c.aliases, sa.Text) != NONE
    return sa.or_(*named, mentions.c.record_id.in_(sorted(said)))


def _roles(db: sa.Connection, thing: Thing, some: Sequence[str], names: Collection[str]) -> list[tuple[Any, Role]]:
    """The roles of documents that speak of a person, or of a body, by one of these names."""
    query = (
        sa.select(documents.c.id.label("document"), versions.c.title, versions.c.published, records.c.data)
        .join(versions, versions.c.id == documents.c.version_id)
        .join(records, records.c.version_id == versions.c.id)
        .where(documents.c.id.in_(some), records.c.kind == "roles")
        .order_by(documents.c.id, records.c.seq)
    )
    if len(names) <= AT_ONCE:  # else they are told apart by who is meant alone
        if thing.kind == "person":
            query = query.where(sa.func.coalesce(records.c.name, "").in_(sorted(names)))
        else:
            held = (records.c.others.contains(spaced(name), autoescape=True) for name in sorted(names))
            query = query.where(sa.or_(*held))
    return [(row, Role.model_validate(row["data"])) for row in db.execute(query).mappings()]


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
