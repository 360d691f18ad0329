"""Roles: who holds which title or task where, and when.

"osastopäällikkö Kari Malli STM:stä", "Kari Malli, neuvotteleva virkamies, VM", "valitsi Piia Mallin johtajaksi".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.document import Document
from extractors.people_marks import View
from extractors.records import Body, Evidence, Person, Role, evidence
from extractors.roles_phrases import Phrase, phrase_after, phrases_before


class Claim(NamedTuple):
    """A role one passage states; `start` and `end` span the title and the name."""

    person: str
    role: str
    body: str | None
    start: int
    end: int


def find_roles(document: Document, people: Sequence[Person], bodies: Sequence[Body]) -> Iterator[Role]:
    """The roles a document states, one Role for a person's title in a body, with every mention."""
    view = View(document.text, (), bodies, document.language)
    named = _named_bodies(bodies)
    where: dict[tuple[str, str, str | None], list[Evidence]] = {}
    for person in people:
        for e in person.evidence:
            for claim in claims(view, person.name, e.start, e.end, named):
                where.setdefault((claim.person, claim.role, claim.body), []).append(
                    evidence(document, claim.start, claim.end)
                )
    for (name, role, body), found in _joined(where).items():
        yield Role(person=name, role=role, body=body, evidence=tuple(dict.fromkeys(found)))


def _joined(
    where: dict[tuple[str, str, str | None], list[Evidence]],
) -> dict[tuple[str, str, str | None], list[Evidence]]:
    """A role without a body joins the same role with one."""
    out = dict(where)
    for (name, role, body), found in where.items():
        if body is None:
            fuller = next((k for k in where if k[0] == name and k[1] == role and k[2]), None)
            if fuller:
                out[fuller] = sorted([*out[fuller], *found], key=lambda e: e.start)
                del out[(name, role, body)]
    return out


def _named_bodies(bodies: Sequence[Body]) -> dict[tuple[int, int], str]:
    return {(e.start, e.end): b.name for b in bodies for e in b.evidence}


def claims(view: View, name: str, start: int, end: int, named: dict[tuple[int, int], str]) -> Iterator[Claim]:
    """The roles stated around one mention of a person."""
    before = phrases_before(view, start)
    for phrase in before:
        body = _body_before(view, phrase.start, named) or (
            _body_after(view, end, named) if phrase is before[0] else None
        )
        yield Claim(name, phrase.role, body, phrase.start, end)
    after = _after(view, end)
    if after:
        body = _body_inside(view, end, after, named) or _body_after(view, after.end, named)
        yield Claim(name, after.role, body, start, after.end)


GAP = re.compile(r"[ ]?(?:,|\(|–|-)[ ]{1,2}|[ ]?\([ ]?|[ ]?(?:\n[ ]*){1,2}|\s?\|\s?")


def _after(view: View, end: int) -> Phrase | None:
    gap = GAP.match(view.text, end)
    if not gap:
        return None
    stop = re.compile(r"[\n;:(|)]|,\s").search(view.text, gap.end())
    limit = stop.start() if stop else len(view.text)
    if limit - gap.end() > 90:
        limit = gap.end() + 90
    return phrase_after(view, gap.end(), limit)


def _body_before(view: View, start: int, named: dict[tuple[int, int], str]) -> str | None:
    span = view.body_over(max(0, start - 2), start)
    if span and span[1] <= start and not view.text[span[1] : start].strip(" "):
        return named.get(span)
    return None


def _body_inside(view: View, start: int, phrase: Phrase, named: dict[tuple[int, int], str]) -> str | None:
    span = view.body_over(start, phrase.end)
    return named.get(span) if span and start <= span[0] and span[1] <= phrase.start + 1 else None


def _body_after(view: View, end: int, named: dict[tuple[int, int], str]) -> str | None:
    """The body named right after: "STM:stä", ", valtiovarainministeriö", "(SHP)", or on the next line."""
    m = re.compile(r"[ ]?,?[ ]?\(?|[ ]?,?[ ]?(?:\n[ ]*){1,2}").match(view.text, end)
    at = m.end() if m else end
    more = re.compile(r"[ ]?,?[ ]?(?:\n[ ]*){1,2}").match(view.text, end)
    at = max(at, more.end() if more else at)
    span = view.body_over(at, at + 1)
    return named.get(span) if span and span[0] == at else None
