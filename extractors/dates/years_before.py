"""Years told from another year of the text: edellisvuonna, vuotta aiemmin, året innan, three years earlier.

The year they are counted from is the last that the paragraph has said, else one that the sentence says after it, else
the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.dates.unresolved import Atom, Point
from extractors.text.normalised import hits, near
from extractors.text.numbers import said_number
from extractors.text.sentences import sentence

SHIFT = "years before"
PARAGRAPH = 400
"""Characters back to the year that such a time is counted from."""

_LONGEST = 60
"""Years beyond which a count is no distance from a year of the text."""

# "edellisvuonna", "kaksi vuotta aiemmin", "edellisestä vuodesta".
FINNISH = re.compile(
    r"\b(?i:edellisvuo(?:nna|desta|den|teen)|edelli(?:senä vuonna|sestä vuodesta|seen vuoteen)"
    r"|(?:(?P<n>\d{1,2}|[a-zåäö]+) )?vuotta (?:aiemmin|aikaisemmin))\b"
)
# "året innan", "två år tidigare".
SWEDISH = re.compile(
    r"\b(?i:året (?:innan|före)(?! [a-zåäö]*(?:en|et|ning)\b)|föregående år"
    r"|(?:ett|(?P<n>\d{1,2}|[a-zåäö]+)) år tidigare)\b"
)
# "the previous year", "two years earlier".
ENGLISH = re.compile(
    r"\b(?i:the (?:previous|preceding) year|the year before|a year earlier|(?P<n>\d{1,2}|[a-z]+) years earlier)\b"
)


def years_before(text: str, languages: frozenset[str]) -> Iterator[Atom]:
    """The years of a text that are told from another of its years."""
    for m in hits(FINNISH, text, near(text, ("ellisvuo", "delli", "vuotta a"))):
        yield from _told(m, "fi")
    for language, pattern in (("sv", SWEDISH), ("en", ENGLISH)):
        if language in languages:
            for m in pattern.finditer(text):
                yield from _told(m, language)


def _told(m: re.Match[str], language: str) -> Iterator[Atom]:
    start = m.start()
    number = said_number(m["n"], language) if m["n"] else Decimal(1)
    if number is None and language == "fi":
        number, start = Decimal(1), m.end("n") + 1  # "kuin vuotta aiemmin"
    count = int(number or 0)
    if 0 < count <= _LONGEST:
        yield Atom(start, m.end(), "relative", Point(shift=(SHIFT, count)))


def counts_back(atom: Atom) -> bool:
    """Is it told from another year of the text, not from the document's day?"""
    return atom.first.shift is not None and atom.first.shift[0] == SHIFT


def year_before(atom: Atom, text: str, atoms: Sequence[Atom], own: int | None) -> str | None:
    """The EDTF of such a time: the year that many years before the one it is counted from."""
    assert atom.first.shift is not None
    year = _counted_from(atom, text, atoms, own)
    return str(year - atom.first.shift[1]) if year is not None else None


def _counted_from(atom: Atom, text: str, atoms: Sequence[Atom], own: int | None) -> int | None:
    before = [a for a in atoms if a.end <= atom.start and atom.start - a.start < PARAGRAPH]
    for other in reversed(before):
        # A year of another paragraph.
        if "\n" in text[other.end : atom.start]:
            break
        year = _year_of(other, own)
        if year is not None:
            return year
    end = sentence(text, atom.start)[1]
    after = (_year_of(a, own) for a in atoms if atom.end <= a.start < end)
    return next((year for year in after if year is not None), own)


def _year_of(atom: Atom, own: int | None) -> int | None:
    """The year that a time says, or that it tells from the document's: "vuonna 2018", "viime vuonna"."""
    point = atom.last or atom.first
    if point.year and point.year.isdigit():
        return int(point.year)
    if point.shift and point.shift[0] == "year" and own is not None:
        return own + point.shift[1]
    return None
