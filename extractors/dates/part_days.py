"""The day that a time is told from: that of the part of the document it stands in, where the part has one of its own.

Sivistyslautakunta 6.10.2016 § 4      the heading of an earlier handling, a release or an attachment
Liite 2 ⏎ Muistio ⏎ 15.12.2021       a line of the part's first that is a day
12.3.2019 ⏎ Koulu avattiin           days on lines of their own, one release after another
Kokousaika 10.11.2022 klo 17.30      the meeting of minutes that have no day of publication

Else the years of an attachment or a quoted handling where they agree, else the document's own day.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.dates.anchors import Anchor
from extractors.dates.unresolved import Atom
from extractors.model.document import Document
from extractors.text.sections import Section, sections
from extractors.text.sentences import line_at

FIRST_LINES = 4
"""Lines of a part, its heading one of them, in which a letterhead's day stands."""

FEWEST = 2
"""Days alone on their lines that make one release after another; and times of a part whose years agree."""

_LETTERHEAD = re.compile(r"(?:[\w.§/:-]+ ){0,4}$")
"""What stands before the day of a letterhead on its line: "Helsingissä", "Muistio", "Tekninen lautakunta"."""

_AFTER_DAY = re.compile(r"\s*(?:,? ?(?:§|klo|kl\.).*)?$")
_MEETING = re.compile(
    r"(?:^|\n)(?:Kokousaika|Kokouspäivä|Kokouksen aika|Aika|Tid|Mötestid|Time)[:\t ]+(?:[a-zåäö]+ )?$"
)


class PartDays:
    """The anchors of a document by the place in its text."""

    def __init__(self, document: Document, text: str, atoms: Sequence[Atom]) -> None:
        self._text = text
        self._days = [a for a in atoms if _is_day(a)]
        self._places = [a.start for a in self._days]
        self.own = Anchor.of(document.published)
        main = self.own if self.own.year else self._meeting()
        found = [one for part in sections(document) for one in self._of_part(part, main)]
        self._starts = [start for start, _ in found]
        self._anchors = [anchor for _, anchor in found]
        self._of_all = {_year(a) for a in self._days}
        self._years = [
            {_year(a) for a in self._within(*span)} or self._of_all for span in pairwise([*self._starts, len(text)])
        ]

    def at(self, offset: int) -> Anchor:
        """The day that a time at an offset is told from."""
        at = bisect_right(self._starts, offset) - 1
        return self._anchors[at] if at >= 0 else self.own

    def years(self, offset: int) -> set[int]:
        """The years that the days of its part say; those of the whole document where the part says none."""
        at = bisect_right(self._starts, offset) - 1
        return self._years[at] if at >= 0 else self._of_all

    def _within(self, start: int, end: int) -> list[Atom]:
        return self._days[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def _meeting(self) -> Anchor:
        """The day of the meeting that minutes are of."""
        told = (a for a in self._days if _MEETING.search(self._text[max(0, a.start - 40) : a.start]))
        return next((_anchor(a) for a in told), self.own)

    def _of_part(self, part: Section, main: Anchor) -> Iterator[tuple[int, Anchor]]:
        """Where each stretch of a part begins that has a day of its own, and that day."""
        if part.kind in ("main", "item"):
            yield part.start, main
        else:
            yield part.start, self._of_heading(part) or self._of_years(part) or main
        alone = [a for a in self._within(part.start, part.end) if self._is_alone(a)]
        if len({_anchor(a).day for a in alone}) >= FEWEST and part.kind in ("main", "release"):
            yield from ((a.start, _anchor(a)) for a in alone)

    def _is_alone(self, atom: Atom) -> bool:
        """Is it all that stands on its line, with text in the lines below it?"""
        before, after = self._line(atom)
        return not before.strip() and not after.strip() and bool(self._text[atom.end :].strip())

    def _line(self, atom: Atom) -> tuple[str, str]:
        start, end = line_at(self._text, atom.start)[0], line_at(self._text, atom.end)[1]
        return self._text[start : atom.start], self._text[atom.end : end]

    def _of_heading(self, part: Section) -> Anchor | None:
        """The day of its heading or of one of its first lines; the year of its number ("14/2001"), if no day."""
        said = Anchor.of(part.date)
        if said.day:
            return said
        for atom in self._within(part.start, self._end_of_first_lines(part)):
            before, after = self._line(atom)
            fits = said.year is None or said.year == _year(atom)
            if fits and _LETTERHEAD.match(before.lstrip()) and _AFTER_DAY.match(after):
                return _anchor(atom)
        return said if said.year else None

    def _end_of_first_lines(self, part: Section) -> int:
        end = part.start
        for _ in range(FIRST_LINES):
            end = self._text.find("\n", end, part.end) + 1 or part.end
        return end

    def _of_years(self, part: Section) -> Anchor | None:
        """The year that its days agree on, where more than one says it."""
        years = [_year(a) for a in self._within(part.start, part.end)]
        return Anchor(years[0]) if len(years) >= FEWEST and len(set(years)) == 1 else None


def _is_day(atom: Atom) -> bool:
    """A full day that is no end of a span: "15.12.2021", not "1.1.–31.12.2021"."""
    point = atom.first
    return bool(point.year and point.year.isdigit() and point.month and point.day and not atom.last and not atom.side)


def _year(atom: Atom) -> int:
    return int(atom.first.year or 0)


def _anchor(atom: Atom) -> Anchor:
    return Anchor.of(f"{_year(atom):04d}-{atom.first.month or 1:02d}-{atom.first.day or 1:02d}")
