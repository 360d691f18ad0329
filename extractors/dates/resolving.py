"""From what was said to EDTF: years filled in from the sentence, the document's date, or left open (XXXX)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from extractors.dates.anchors import Anchor
from extractors.dates.part_days import PartDays
from extractors.dates.points_as_edtf import edged, pointed, sided
from extractors.dates.shifts import SEASON_START, shifted
from extractors.dates.tense import Tense, opens_later, tense_around
from extractors.dates.unresolved import Atom, Point
from extractors.dates.years_before import counts_back, year_before
from extractors.lexicon.wordlists import either
from extractors.model.document import Document
from extractors.text.sentences import sentence

_EDGE_MONTH = {"start": 1, "middle": 6, "end": 12}
_WILL_BE = either("date_patterns", "planned")
_PLANNED = re.compile(rf"\bon (?:tarkoitus|määrä)\b|\btullaan\b|\b(?:{_WILL_BE})\b", re.I)


class Context:
    """What a time is understood by: the text it stands in, the document's date, and the other times of the text."""

    def __init__(self, document: Document, text: str, atoms: Sequence[Atom]) -> None:
        self.text, self.atoms = text, atoms
        self._parts = PartDays(document, text, atoms)
        self._starts = [a.start for a in atoms]
        self._years = {int(a.first.year) for a in atoms if _explicit(a) and a.first.year}

    def anchor(self, atom: Atom) -> Anchor:
        """The day that a time is told from: its part's, else the document's own."""
        return self._parts.at(atom.start)

    def is_of_part(self, atom: Atom) -> bool:
        """Is that day another than the document's own?"""
        return self.anchor(atom) != self._parts.own

    def years(self, atom: Atom) -> set[int]:
        """The years that the document says; in a part whose own years agree, that one."""
        part = self._parts.years(atom.start)
        return part if len(part) == 1 else self._years

    def sentence(self, atom: Atom) -> str:
        """The words of the sentence a time stands in."""
        return self.text[slice(*sentence(self.text, atom.start))]

    def tense(self, atom: Atom) -> Tense:
        """Whether the words around a time tell of what has been or of what is to come."""
        start, end = sentence(self.text, atom.start)
        return tense_around(self.text[start:end], atom.start - start)

    def words_around(self, atom: Atom) -> tuple[str, str]:
        """The words of its sentence between the time before and this one, and between this one and the next."""
        start, end = sentence(self.text, atom.start)
        at = bisect_left(self._starts, atom.start)
        last = self.atoms[at - 1].end if at else 0
        following = self.atoms[at + 1].start if at + 1 < len(self.atoms) else end
        return self.text[max(start, last) : atom.start], self.text[atom.end : min(end, max(following, atom.end))]

    def beside(self, atom: Atom) -> Sequence[Atom]:
        """The times of the same sentence."""
        start, end = sentence(self.text, atom.start)
        return self.atoms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def edtf_of(atom: Atom, context: Context) -> str | None:
    """The EDTF value of one time; None where nothing can be said of it."""
    year = _year_finder(atom, context)
    if atom.more:
        return "{" + ",".join(pointed(_placed(p, year)) for p in atom.more) + "}"
    if counts_back(atom):
        return year_before(atom, context.text, context.atoms, context.anchor(atom).year)
    if atom.first.shift:
        return shifted(atom, context.anchor(atom), lambda: context.tense(atom))
    first = _placed(atom.first, year)
    if atom.last is None:
        value = edged(first, atom.side)
        return sided(value, atom)
    if atom.last.shift:
        return None
    last = atom.last
    if last.year is None and atom.first.year is None and first.year is not None:
        over = (first.month or 0) > (last.month or 12)
        last = replace(last, year=str(int(first.year) + over))
    last = _placed(last, year)
    low = edged(first, "from") if first.edge == "start" else pointed(first)
    high = edged(last, "until") if last.edge == "end" else pointed(last)
    return f"{low}/{high}"


def year_reason(atom: Atom, context: Context) -> str | None:
    """What decided the year, or the day that a time is told from; None where its own words say the year."""
    anchor = context.anchor(atom)
    own = anchor.day or anchor.year
    whose = "the day of its part" if context.is_of_part(atom) else "the document's own date"
    if counts_back(atom):
        return "told from the year that the text said before it"
    if atom.first.shift:
        return f"told from {whose} ({own})" if own and not atom.first.year else None
    if all(point.year is not None for point in (atom.first, atom.last, *atom.more) if point):
        return None
    if atom.first.year or _of_sentence(atom, context):
        return "the year stands beside it in the sentence"
    if own:
        return f"the year is told from {whose} ({own})"
    return "the year is that of the document's other dates" if context.years(atom) else None


def _placed(point: Point, year: Callable[[Point], str | None]) -> Point:
    return point if point.year is not None else replace(point, year=year(point))


def _year_finder(atom: Atom, context: Context) -> Callable[[Point], str | None]:
    """How a missing year is found: in the sentence, else by the document's date, else by all its dates agreeing."""

    def find(point: Point) -> str | None:
        said = _of_sentence(atom, context)
        if said is not None:
            return said
        if context.anchor(atom).year is not None:
            return _of_anchor(point, atom, context)
        return _of_document(point, context.years(atom))

    return find


def _explicit(atom: Atom) -> bool:
    return (
        atom.first.year is not None
        and atom.first.year.isdigit()
        and atom.rule in ("full date", "month and year", "season and year", "ISO", "day list")
    )


def _of_sentence(atom: Atom, context: Context) -> str | None:
    best: tuple[int, str] | None = None
    for other in context.beside(atom):
        if other is atom:
            continue
        lone = other.rule == "year" and context.text[other.start : other.end].lower().startswith("vuonna")
        if other.start > atom.start and _ENDS_AT.search(context.text[atom.end : other.start]):
            continue  # "alkaa 1. maaliskuuta ja päättyy 28.2.2027"
        if (
            lone or (_explicit(other) and other.first.grain == "day" and atom.first.grain == "day")
        ) and other.first.year:
            gap = abs(other.start - atom.start) + (0 if other.start < atom.start else 1000)
            if best is None or gap < best[0]:
                best = (gap, other.first.year)
    return best[1] if best else None


_ENDS_AT = re.compile(r"\b(?:päätty\w+|loppu\w*|jatku\w+|upphör|slutar|avslutas|löper|ends?|expires?|until)\b")
"""Words of the end of a span, whose year is not that of its beginning."""


def _of_document(point: Point, years: set[int]) -> str | None:
    if not years:
        return None
    if point.weekday is not None and point.month and point.day:
        fit = {y for y in range(min(years), max(years) + 2) if _fits(y, point)}
        return str(fit.pop()) if len(fit) == 1 else None
    return str(min(years)) if len(years) == 1 else None


def _fits(year: int, point: Point) -> bool:
    try:
        return date(year, point.month or 1, point.day or 1).weekday() == point.weekday
    except ValueError:
        return False


def _of_anchor(point: Point, atom: Atom, context: Context) -> str:
    """The document's year, or the one before or after where the distance and the verbs of the sentence say so."""
    anchor = context.anchor(atom)
    year = anchor.year or 0
    month = point.month or SEASON_START.get(point.season or 0) or _EDGE_MONTH.get(point.edge)
    if point.weekday is not None and point.day:
        fit = [y for y in (year, year + 1, year - 1) if _fits(y, point)]
        if fit:
            return str(fit[0])
    if month is None or anchor.month is None:
        return str(year)
    if atom.rule == "edge of a year" and atom.last is not None:
        return str(year - (context.tense(atom).only_past and anchor.month < month))  # "loppuvuodesta", said in May
    ahead = month - anchor.month
    if atom.side == "deadline":
        return str(year + (ahead < -1))
    tense = context.tense(atom)
    if atom.side == "from" and opens_later(context.sentence(atom)):
        tense = Tense(past=False, coming=True)
    if _is_reported(atom, anchor.month) and not tense.coming:
        return str(year - 1)
    if atom.last and atom.last.day is None and 0 < (atom.last.month or 0) <= anchor.month and not tense.coming:
        return str(year)  # "Traffic January–September", written in October
    if ahead < 0:
        return str(year + _is_next_year(ahead, point, tense, context.sentence(atom)))
    an_attribute = context.text[atom.start : atom.end].lower().endswith("kuun")  # "heinäkuun kokous on peruttu"
    return str(year - _was_last_year(ahead, point, Tense(False, False) if an_attribute else tense))


_LONG_PAST = -6
"""Months behind the document's from which a present tense alone means the next year."""

_UNLIKELY_PAST = -8
"""Months behind from which the next year is meant where no verb says otherwise: in October "helmikuussa" is to come."""

_LONG_AHEAD, _UNLIKELY_AHEAD = 6, 9
"""The same ahead: in January "joulukuussa" has been."""

_DAYS_SLIP = 2
"""Months a day may lie ahead of the document's date in a sentence of the past: it may be a first version's."""


def _is_reported(atom: Atom, month: int) -> bool:
    """Whether a span of months ends far ahead of the document's: "januari–september" over figures of January."""
    last = atom.last
    return last is not None and last.day is None and (last.month or 0) - month >= -_LONG_PAST


def _is_next_year(ahead: int, point: Point, tense: Tense, words: str) -> bool:
    """Whether a month before the document's is of the next year: "Silta avataan kesäkuussa", written in October."""
    if ahead < -1 and not tense.past and (_PLANNED.search(words) if point.day is not None else tense.coming):
        return True
    if ahead < _LONG_PAST and tense.coming and not tense.past:
        return True
    return ahead <= _UNLIKELY_PAST and not tense.past


def _was_last_year(ahead: int, point: Point, tense: Tense) -> bool:
    """Whether a month after the document's is of the year before: "myi osakkeensa marraskuussa", written in October."""
    if tense.only_past and ahead > (_DAYS_SLIP if point.day is not None else 0):
        return True
    return ahead > _LONG_AHEAD and (tense.past or (not tense.coming and ahead >= _UNLIKELY_AHEAD))
