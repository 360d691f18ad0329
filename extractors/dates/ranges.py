"""From single times to what is said: ranges, "asti" and "lähtien", years borrowed from the neighbour.

atoms_in(text)   every time of a flat text, none overlapping, in order: "1.3.2021 - 31.3.2023" is one
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.dates.dates_in_words import bare_years, worded
from extractors.dates.dates_sv_en import dates_in_words_sv_en
from extractors.dates.days_in_figures_sv_en import days_in_figures_sv_en
from extractors.dates.distances import distances, distances_sv_en
from extractors.dates.numeric import numeric
from extractors.dates.relative import relative
from extractors.dates.relative_sv_en import relative_sv_en
from extractors.dates.unresolved import Atom, Point, Side
from extractors.dates.year_parts import parts_of_years
from extractors.dates.years_before import years_before
from extractors.identifiers import identifiers_in
from extractors.lexicon.wordlists import alternatives, either, wordlist
from extractors.text.normalised import Spans

_AFTER: dict[str, list[str]] = wordlist("dates")["after"]
_BEFORE: dict[str, list[str]] = wordlist("dates")["before"]
_SUFFIX = re.compile(rf",? ?(?i:(?P<w>{alternatives([w for words in _AFTER.values() for w in words])}))\b")
_SIDE_OF: dict[str, str] = {w: side for side, words in _AFTER.items() for w in words}
_PREFIX = re.compile(rf"(?<![\w.])(?i:(?P<w>{alternatives([w for words in _BEFORE.values() for w in words])})) $")
_BEFORE_SIDE: dict[str, str] = {w: side for side, words in _BEFORE.items() for w in words}
_OPEN_DASH = re.compile(r"-(?=[)\],;]|[ ]*(?:\n|\t|$))")
_DASH = re.compile(r" {0,6}-+ {0,6}| ?(?:till|to|through|until|t\.o\.m\.|till och med|och ända till) ")
_BETWEEN = re.compile(r" (?:väli(?:llä|senä|sellä|seltä|sen)|mellan)\b")
"""What makes two times joined by "ja" the ends of one: "syyskuun 2020 ja tammikuun 2021 välillä"."""

_BETWEEN_BEFORE = re.compile(r"\b(?i:between|mellan)(?: the| den)? $")
"""The same before them: "between 1 May and 31 August"."""

_FROM_TO = re.compile(r",? (?:ja |aina |edelleen )?|[ ,]*")
_LISTED = re.compile(r"(?:, ?| ?/ ?|,? (?:ja|sekä|tai|että|och|eller|and|or) )(?:(?:ma|ti|ke|to|pe|la|su) )?")
_FREE = {"time", "number of the year", "outline number", "reference"}
"""Kinds of identifiers that a date may stand in; "1.3.2021" is no outline number, whatever stands before it."""

_UNITS = either("date_patterns", "quantities")
_QUANTITY = re.compile(rf" ?(?:{_UNITS})")
_COUNTS = either("date_patterns", "counting")
_COUNTING = re.compile(rf"(?i:(?<!\w)(?:{_COUNTS})) ?$")

COUNTED = 4
"""Letters of a counted word in the partitive: "työtä", "asiaa"; shorter ones are particles."""

BETWEEN = 26
"""Letters between the two ends of a span: " alkaen ja jatkuen aina "."""


@lru_cache(maxsize=16)
def atoms_in(text: str, languages: frozenset[str] = frozenset({"fi"})) -> tuple[Atom, ...]:
    """The times of a flat text, joined, in order."""
    blocked = Spans((f.start, f.end) for f in identifiers_in(text) if f.kind not in _FREE)
    taken = bytearray(len(text))
    found: list[Atom] = []
    for atom in _all(text, languages):
        if taken.find(1, atom.start, atom.end) >= 0 or blocked.touch(atom.start, atom.end):
            continue
        if atom.rule in ("bare year", "bare years") and not _year_alone(text, atom):
            continue
        taken[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
        found.append(atom)
    found.sort(key=lambda a: a.start)
    return tuple(_ranges(text, _borrowed(text, [_dressed(text, a) for a in found])))


def _all(text: str, languages: frozenset[str]) -> Iterator[Atom]:
    yield from numeric(text)
    yield from years_before(text, languages)
    yield from distances(text)
    yield from relative(text)
    yield from parts_of_years(text)
    yield from worded(text)
    if languages & {"sv", "en"}:
        yield from distances_sv_en(text)
        yield from relative_sv_en(text)
        yield from days_in_figures_sv_en(text, "sv" if "sv" in languages else "en")
        yield from dates_in_words_sv_en(text)
    yield from bare_years(text)


def _year_alone(text: str, atom: Atom) -> bool:
    """Whether four figures without the word for year are one: not "1900 hakemusta", "noin 2000", "ISO 1994"."""
    if _QUANTITY.match(text, atom.end):
        return False
    counting = _COUNTING.search(text, max(0, atom.start - 16), atom.start)
    if counting and not (counting["about"] and text[atom.end : atom.end + 1] in ",);-"):
        return False
    m = re.compile(r" ([a-zåäö]{3,})").match(text, atom.end)
    return not (m and _partitive(m[1]))


def _partitive(word: str) -> bool:
    """Whether a word is what a count counts ("hakemusta", "uutta"); verbs and particles are not."""
    if word[-1] not in "aä" or len(word) < COUNTED:
        return False
    from extractors.text.morphology import readings

    return any(
        r.case == "partitive" and not r.plural and r.word_class in ("nimisana", "laatusana") for r in readings(word)
    )


def _dressed(text: str, atom: Atom) -> Atom:
    """An atom with the words that open or close it: "viimeistään ...", "... saakka", "Syksy 2020-"."""
    start, end, side, first, last = atom.start, atom.end, atom.side, atom.first, atom.last
    for _ in range(2):
        m = _SUFFIX.match(text, end)
        if not m:
            break
        said = _SIDE_OF[m["w"].lower()]
        end = m.end()
        if said == "about":
            first = replace(first, about=True)
        elif said != "plain":
            side = said  # type: ignore[assignment]
    m = _PREFIX.search(text, max(0, start - 24), start)
    if m:
        said = _BEFORE_SIDE[m["w"].lower()]
        if said == "about":
            if atom.rule in ("year", "month and year", "season and year", "bare year"):
                first, start = replace(first, about=True), m.start()
        elif not side or said == "deadline":
            side, start = said, m.start()  # type: ignore[assignment]
    if not side and atom.last is None and _OPEN_DASH.match(text, end) and atom.rule != "bare years":
        end, side = end + 1, "from"
    elif not side and atom.last is None and text[max(0, start - 2) : start] == "(-":
        start, side = start - 1, "until"
    return replace(atom, start=start, end=end, side=side, first=first, last=last)


def _borrowed(text: str, atoms: list[Atom]) -> list[Atom]:
    """Years handed back along "16.2., 23.2. ja 2.3.2017" and "20.12.-7.1.2022", and on along "5.3.2017 ja 7.4."."""
    out = list(atoms)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i], out[i + 1]
        donor = b.first
        if a.first.year or a.first.shift or not donor.year or not donor.month or not a.first.month or "X" in donor.year:
            continue
        gap = text[a.end : b.start]
        ranged = bool(_DASH.fullmatch(gap))
        if not ranged and not _LISTED.fullmatch(gap):
            continue
        later = a.first.month > donor.month
        year = str(int(donor.year) - 1) if later else donor.year
        out[i] = _with_year(a, year)
    for i in range(1, len(out)):
        a, b = out[i - 1], out[i]
        giver = a.last or a.first
        if b.first.year or b.first.shift or not giver.year or not giver.month or not b.first.month or "X" in giver.year:
            continue
        gap = text[a.end : b.start]
        if _DASH.fullmatch(gap) or _LISTED.fullmatch(gap):
            later = b.first.month < giver.month and bool(_DASH.fullmatch(gap))
            out[i] = _with_year(b, str(int(giver.year) + later))
    return out


def _with_year(atom: Atom, year: str) -> Atom:
    def give(p: Point) -> Point:
        return p if p.year or p.shift else replace(p, year=year)

    return replace(
        atom, first=give(atom.first), last=give(atom.last) if atom.last else None, more=tuple(map(give, atom.more))
    )


def _ranges(text: str, atoms: list[Atom]) -> Iterator[Atom]:
    """Pairs joined: a dash between two times, or an opening one before a closing one."""
    i = 0
    while i < len(atoms):
        a = atoms[i]
        b = atoms[i + 1] if i + 1 < len(atoms) else None
        if b is not None and _pair(text, a, b):
            side: Side = "deadline" if b.side == "deadline" else ""
            last = b.last or b.first
            yield Atom(a.start, b.end, a.rule, a.first, last, side=side)
            i += 2
        else:
            yield a
            i += 1


def _pair(text: str, a: Atom, b: Atom) -> bool:
    if a.last or a.more or b.more or (b.last and b.first.day is None):
        return False
    gap = text[a.end : b.start]
    if len(gap) > BETWEEN:
        return False
    if gap in (" ja ", " och ", " and ") and (
        _BETWEEN.match(text, b.end) or _BETWEEN_BEFORE.search(text, max(0, a.start - BETWEEN), a.start)
    ):
        return a.first.grain == b.first.grain and not (a.side or b.side) and b.last is None
    if _DASH.fullmatch(gap) and a.side in ("", "from") and b.side in ("", "until", "deadline"):
        if a.rule == "bare year" and b.first.grain != "year":
            return False
        return (a.first.grain == b.first.grain or (a.first.year is not None and b.first.year is not None)) and _ordered(
            a.first, b.first
        )
    opens = (a.side or a.leans) == "from"
    closes = (b.side or b.leans) in ("until", "deadline")
    return bool(opens and closes and _FROM_TO.fullmatch(gap))


def _ordered(a: Point, b: Point) -> bool:
    if a.year is None or b.year is None or "X" in a.year or "X" in b.year:
        return True
    return (a.year, a.month or 0, a.day or 0) <= (b.year, b.month or 12, b.day or 31)
