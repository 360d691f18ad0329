"""EXTRACTORS: which finder finds which kind of record, and the Records that all of them make of one document.

    tag (the model)  ->  bodies  ->  people  ->  roles, contacts
                         dates, amounts, identifiers  ->  the terms of bodies

A finder that stumbles leaves an Issue in the Records; the others go on.  A limit of time or memory that is reached in
one is no stumble: it goes through, so that the document is told as failed, with the reason, and never as read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from extractors.model.document import Document, Issue
from extractors.model.errors import LouhiError
from extractors.model.records import Records
from extractors.roles.groups.group_terms import with_terms
from extractors.text.finnish_model import Entity, tag

log = logging.getLogger(__name__)

FoundSoFar = dict[str, tuple[Any, ...]]
"""What has been found so far in one document, by kind; "entities" holds the model's."""

Finder = Callable[..., Iterator[Any]]

EXTRACTORS: dict[str, tuple[str, tuple[str, ...]]] = {
    "bodies": ("extractors.bodies:find_bodies", ("entities",)),
    "people": ("extractors.people:find_people", ("entities", "bodies")),
    "roles": ("extractors.roles:find_roles", ("people", "bodies")),
    "contacts": ("extractors.contacts:find_contacts", ("people",)),
    "dates": ("extractors.dates:find_dates", ()),
    "amounts": ("extractors.amounts:find_amounts", ()),
    "identifiers": ("extractors.identifiers:find_identifiers", ()),
}
"""Kind of record -> (its finder, the kinds it is given after the document); in the order they run."""


DOUBTS = {"amounts": "extractors.amounts:amount_doubts"}
"""Kind of record -> what tells, as Issues, what of it is left out because the document leaves it open."""


def function_named(place: str) -> Finder:
    """The function a registry names."""
    module, _, name = place.partition(":")
    finder: Finder = getattr(import_module(module), name)
    return finder


def records_of(document: Document, entities: tuple[Entity, ...]) -> Records:
    """The Records of one document whose names the model has marked already."""
    found: FoundSoFar = {"entities": entities}
    issues: list[Issue] = []
    for kind, (_, needs) in EXTRACTORS.items():
        try:
            found[kind] = tuple(function_named(EXTRACTORS[kind][0])(document, *(found[need] for need in needs)))
            if kind in DOUBTS:
                issues += function_named(DOUBTS[kind])(document)
            if kind == "people":
                found["bodies"] = without_people(found["bodies"], found["people"])
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith("extractors"):
                raise
            found[kind] = ()
        except (LouhiError, MemoryError):
            raise  # a limit, or what is not set up: the document as a whole could not be understood
        except Exception as error:
            log.exception("%s: the %s could not be looked for", document.source or document.id, kind)
            found[kind] = ()
            issues.append(Issue(reason=f"The {kind} could not be looked for: {type(error).__name__}: {error}"))
    found["bodies"] = tuple(with_terms(document, found["bodies"], found["dates"]))
    return Records(**{kind: _in_order(found[kind]) for kind in EXTRACTORS}, issues=tuple(issues))


MODEL_ALONE = "bodies.model-several-words"
"""The rule of names that nothing but the model tells, which takes "Ruska Malli" for an organisation."""


def without_people(bodies: tuple[Any, ...], people: tuple[Any, ...]) -> tuple[Any, ...]:
    """The bodies less those of one word, of no known kind, that are each time a person's name: "Magga sanoi".

    What the model alone takes for a body is none where it is somebody's whole name anywhere in the text.
    """
    names = [(e.start, e.end) for person in people for e in person.evidence]
    whole = {person.name for person in people}

    def is_person(body: Any) -> bool:
        if body.rule == MODEL_ALONE:
            return body.name in whole
        if body.known is not None or body.kind != "body" or " " in body.name:
            return False
        return all(any(s <= e.start and e.end <= t for s, t in names) for e in body.evidence)

    return tuple(body for body in bodies if not is_person(body))


def _in_order(records: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda r: (r.evidence[0].start, r.evidence[0].end)))


def found_in(documents: Iterable[Document]) -> Iterator[Records]:
    """The Records of each document, in order; the model marks names in batches."""
    for document, entities in tag(documents):
        yield records_of(document, entities)
