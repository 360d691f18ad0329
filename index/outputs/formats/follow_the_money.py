"""FollowTheMoney: documents, people, bodies, roles and mentions as entities, one JSON object a line.

Written by hand after the public schema (followthemoney.tech): Document, Person, PublicBody or Organization, Membership
or Employment, Mention; the ids of people and bodies are those of the things, so that entities meet across documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.model.edtf import bounds
from extractors.text.showing import json_text
from index.outputs.export_rows import Exported, record_id

PUBLIC = frozenset(
    (
        "ministry",
        "agency",
        "municipality",
        "county",
        "region",
        "court",
        "parliament",
        "government",
        "office",
        "organ",
    )
)
"""Kinds of bodies that are public; of the others FollowTheMoney's Organization says no more than is known."""
MEMBERS = ("jäsen", "varajäsen", "puheenjohtaja", "varapuheenjohtaja", "ledamot", "ordförande", "member", "chair")
"""Roles in a body that are a membership; all others are employment."""


class FollowTheMoney:
    """An exporter: entities.ftm.json."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "entities.ftm.json"
        self._out = self._path.open("w", encoding="utf-8")

    def write(self, one: Exported) -> None:
        """Add one document with its records."""
        for entity in entities(one):
            self._out.write(json_text(entity) + "\n")

    def close(self) -> list[Path]:
        """Finish; the files that were written."""
        self._out.close()
        return [self._path]


def entities(one: Exported) -> Iterator[dict[str, Any]]:
    """The entities of one document."""
    d, records, things = one.entry.document, one.entry.records, one.about.things
    yield _entity(
        d.id,
        "Document",
        title=d.title,
        language=_alpha3(d.language),
        publisher=list(d.publishers),
        date=_day(d.published),
        sourceUrl=d.source if d.source.startswith("http") else None,
        mimeType=d.media_type,
        contentHash=None,
        bodyText=d.text,
    )
    for person in records.people:
        key, name = things.get(person.id, (person.id, person.name))
        yield _entity(key, "Person", name=name, alias=[person.name] if person.name != name else None, proof=d.id)
        yield from _mentions(one, "people", person, key, name)
    for body in records.bodies:
        key, name = things.get(body.id, (body.id, body.name))
        schema = "PublicBody" if body.kind in PUBLIC else "Organization"
        others = [one for one in dict.fromkeys((body.name, *body.aliases)) if one != name]
        yield _entity(key, schema, name=name, alias=others, proof=d.id)
        yield from _mentions(one, "bodies", body, key, name)
    for role in records.roles:
        who = things.get(role.person_id or role.person) or things.get(role.person)
        where = things.get(role.body) if role.body else None
        if not who or not where:
            continue
        first = bounds(role.from_)[0] if role.from_ else None
        last = bounds(role.until)[1] if role.until else None
        member = any(role.role.endswith(word) for word in MEMBERS)
        ends = {"member": who[0], "organization": where[0]} if member else {"employee": who[0], "employer": where[0]}
        yield _entity(
            record_id("roles", d, role),
            "Membership" if member else "Employment",
            **ends,
            role=role.role,
            status=role.status,
            startDate=first,
            endDate=last,
            proof=d.id,
            summary=role.evidence[0].quote,
        )


def _mentions(one: Exported, kind: str, record: Any, key: str, name: str) -> Iterator[dict[str, Any]]:
    yield _entity(
        f"{record_id(kind, one.entry.document, record)}-mention",
        "Mention",
        document=one.entry.document.id,
        resolved=key,
        name=name,
        detectedSchema="Person" if kind == "people" else "Organization",
    )


def _entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity; every property is a list of strings, empty ones are left out."""
    held = {name: [v] if isinstance(v, str) else v for name, v in properties.items() if v}
    return {"id": key, "schema": schema, "properties": held}


def _day(published: str | None) -> str | None:
    return published[:10] if published else None


def _alpha3(language: str) -> str | None:
    return {"fi": "fin", "sv": "swe", "en": "eng", "se": "sme", "ru": "rus", "de": "deu", "fr": "fra"}.get(language)
