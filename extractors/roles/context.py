"""What the role rules look at: who is named where, which body stands where, which group a line is under."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from extractors.lexicon.wordlists import either
from extractors.model.document import Document
from extractors.model.records import Body, Person
from extractors.people.name_view import View
from extractors.text.normalised import flat
from extractors.text.sections import Section, sections
from extractors.text.sentences import parted, sentence

_GROUPS = either("role_patterns", "groups")
# "johtoryhmä", "Kulttuurilautakunta", "kyrkorådet"; "opetushallitus" is an agency.
GROUP = re.compile(rf"(?:{_GROUPS})$", re.I)
GENITIVES = (
    ("ryhmä", "ryhmän"),
    ("kunta", "kunnan"),
    ("osto", "oston"),
    ("usto", "uston"),
    ("kunnat", "kuntien"),
    ("tus", "tuksen"),
    ("toimielin", "toimielimen"),
    ("komitea", "komitean"),
    ("JORY", "JORYn"),
)


class NamedPerson(NamedTuple):
    """One mention of a person."""

    start: int
    end: int
    name: str
    id: str = ""


class Scene:
    """A document as the role rules look at it."""

    def __init__(self, document: Document, people: Sequence[Person], bodies: Sequence[Body]) -> None:
        self.view = View(document.text, (), bodies, document.language)
        self.text = self.view.text
        self._flat = flat(document)
        self._parts = sections(document) or (Section(0, 0, "main"),)
        self._part_starts = [part.start for part in self._parts]
        self.people = sorted(NamedPerson(e.start, e.end, p.name, p.id) for p in people for e in p.evidence)
        self._starts = [n.start for n in self.people]
        self._first_ids = {who.name: who.id for who in reversed(self.people)}
        spans = sorted((e.start, e.end, b.name) for b in bodies for e in b.evidence)
        self.kinds = {b.name: b.kind for b in bodies}
        self.companies = [name for name, kind in self.kinds.items() if kind == "company"]
        self._bodies = spans
        self._body_starts = [s for s, _, _ in spans]
        self.body_from = {s: (e, name) for s, e, name in spans}
        self.body_until = {e: (s, name) for s, e, name in reversed(spans)}
        self._groups = [
            (s, e, name)
            for s, e, name in spans
            if GROUP.search(name) and self.kinds[name] not in ("agency", "ministry")
        ]
        self._group_starts = [s for s, _, _ in self._groups]

    def person_from(self, start: int, end: int) -> NamedPerson | None:
        """The first mention that starts within a span."""
        at = bisect_left(self._starts, start)
        return self.people[at] if at < len(self.people) and self.people[at].start < end else None

    def person_before(self, offset: int) -> NamedPerson | None:
        """The last mention that ends at or before an offset."""
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and self.people[at].end > offset:
            at -= 1
        return self.people[at] if at >= 0 else None

    def identity(self, name: str, start: int, end: int) -> str:
        """The id of the person of this name who is mentioned within a span."""
        within = (who.id for who in self.people_in(start, end) if who.name == name)
        return next(within, self._first_ids.get(name, ""))

    def own_line(self, start: int, end: int) -> bool:
        """Does a span fill its line, but for a mark before it and a unit, a number or an address after it?"""
        line_start, line_end = self.view.line(start)
        # A row of a table is no line of one body.
        if "|" in self.text[line_start:line_end]:
            return False
        return not self.text[line_start:start].strip(" -•*–") and _DETAIL.match(self.text, end, line_end) is not None

    def group_above(self, offset: int, reach: int = 400) -> tuple[int, str] | None:
        """(end, name) of the nearest working group, committee or other organ named before an offset, in its part."""
        at = bisect_left(self._group_starts, offset) - 1
        if at < 0 or self._groups[at][0] < self.part(offset).start:
            return None
        if offset - self._groups[at][1] <= reach and self._groups[at][1] <= offset:
            return self._groups[at][1], self._groups[at][2]
        return None

    def part(self, offset: int) -> Section:
        """The part of the document that an offset stands in."""
        i = bisect_right(self._part_starts, offset) - 1
        return self._parts[max(0, i)]

    def organ_of_part(self, offset: int) -> tuple[bool, str | None]:
        """(whether an offset stands in a handling told again, the organ whose it was, where its heading names one)."""
        part = self.part(offset)
        if part.kind != "quoted":
            return False, None
        line_end = self.view.line(part.start)[1]
        named = self.bodies_in(part.start, line_end)
        return True, named[0] if named else None

    def body_ending(self, offset: int) -> tuple[int, str] | None:
        """(start, name) of the body that ends right before an offset, blanks aside."""
        return next(
            (
                self.body_until[o]
                for o in range(offset, max(-1, offset - 3), -1)
                if o in self.body_until and not self.text[o:offset].strip(" ")
            ),
            None,
        )

    def owner_ending(self, offset: int) -> tuple[int, str] | None:
        """(start, name) of the body right before an offset, or before an English genitive: "Bank of Finland's "."""
        owns = self.text.endswith(("'s ", "’s "), 0, offset)
        return self.body_ending(offset) or (self.body_ending(offset - len("'s ")) if owns else None)

    def body_starting(self, offset: int) -> tuple[int, str] | None:
        """(end, name) of the body that starts at an offset."""
        return self.body_from.get(offset)

    def body_between(self, start: int, end: int) -> bool:
        """Does a body's mention start within a span?"""
        at = bisect_left(self._body_starts, start)
        return at < len(self._body_starts) and self._body_starts[at] < end

    def people_in(self, start: int, end: int) -> list[NamedPerson]:
        """The mentions of people that start within a span."""
        return self.people[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def bodies_between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """(start, end, name) of the mentions of bodies that start within a span."""
        return self._bodies[bisect_left(self._body_starts, start) : bisect_left(self._body_starts, end)]

    def bodies_in(self, start: int, end: int) -> list[str]:
        """The names of the bodies whose mentions start within a span."""
        return [name for _, _, name in self.bodies_between(start, end)]

    @cached_property
    def ministry_lines(self) -> list[tuple[int, str]]:
        """(start, name) of the ministries that stand alone on a line, in order."""
        return [
            (start, name)
            for start, end, name in self._bodies
            if self.kinds.get(name) == "ministry" and self.own_line(start, end) and not self.text[end : end + 1].strip()
        ]

    def sentence(self, offset: int) -> tuple[int, int]:
        """Where the sentence of an offset starts and ends."""
        return sentence(self._flat, offset)

    def parted(self, start: int, end: int) -> bool:
        """Does running text end between two places?"""
        return parted(self._flat, start, end)


# "Kela, PL 450", "Kela puh. 020 634".
_DETAIL = re.compile(r"[ ]*(?:$|[,;(/.]|\n|\d|puh|p\.|tel|tfn|gsm|PL\b|\S+@)", re.I)


def genitive_group(name: str) -> str:
    """A group's name in the genitive, for "... jäsen".

    >>> genitive_group("Vapaaehtoisen valmistelun johtoryhmä")
    'Vapaaehtoisen valmistelun johtoryhmän'
    """
    for ending, genitive in GENITIVES:
        if name.endswith(ending):
            return name[: -len(ending)] + genitive
    return name


UNIT_KINDS = ("department", "office", "unit", "division")
"""Kinds of body that are parts of the one where somebody works."""

_WITHIN = re.compile(r"[ ](?:vid|på|i|inom|at|of|in|within)[ ](?:the[ ])?")


def past_unit(scene: Scene, found: tuple[int, str]) -> tuple[int, str]:
    """(end, name) of a body, or of the one whose part it is: "Head of the Food Department at the Ministry"."""
    within = _WITHIN.match(scene.text, found[0]) if scene.kinds.get(found[1]) in UNIT_KINDS else None
    outer = scene.body_starting(within.end()) if within else None
    return outer or found
