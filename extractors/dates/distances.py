"""Times told by how far they are from the day of writing: kahden viikon kuluttua, kolme vuotta sitten.

A time is no finer than the unit it is told in: three years ago is a year, two weeks ahead about a day.  Where the words
say from what else it is counted ("kuukauden kuluttua päätöksestä"), nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.unresolved import Atom, Point
from extractors.text.morphology import readings
from extractors.text.normalised import hits, near
from extractors.text.numbers import said_number
from extractors.text.sentences import sentence

_UNITS = {"päiv": "days", "vuoro": "days", "viik": "weeks", "kuuk": "months", "vuo": "years"}
_GENITIVE = r"(?:päivän|vuorokauden|viikon|kuukauden|vuoden)"
_PARTITIVE = r"(?:päivää|vuorokautta|viikkoa|kuukautta|vuotta)"
_NUMBER = r"(?:\d{1,2}|[a-zåäö]+)"
_ABOUT = r"(?:noin |n\. |vajaan |vajaa |reilun |reilu |runsaan |runsas |yli |lähes |suunnilleen )?"
_MONTHS_OF_HALF = 6
_LONGEST = 99
"""Units beyond which a count is no distance in time but a figure."""

# "kahden viikon kuluttua päätöksestä".
_COUNTED_FROM = r"(?: [a-zåäö]+n){0,2} (?:[a-zåäö]+(?:sta|stä)|siitä)\b"
"""What a time is counted from where it is not the day of writing: "hakuajan päättymisestä"."""

# "kuukausittain", "joka vuosi".
_RECURRING = re.compile(r"\b(?i:\w+ttain|\w+ttäin|aina|yleensä|joka vuosi|tavallisesti)\b")
"""Words of what happens again and again: "neljännesvuosittain ... kahden kuukauden kuluttua"."""

# "kolmen vuoden kuluttua", "noin viikon päästä".
AHEAD = re.compile(rf"\b(?i:{_ABOUT}(?:(?P<n>{_NUMBER}) )?(?P<u>{_GENITIVE}) (?:kuluttua|päästä))\b(?!{_COUNTED_FROM})")
# "kaksi viikkoa sitten", "vuosi sitten".
AGO = re.compile(
    rf"\b(?i:{_ABOUT}(?:(?P<n>{_NUMBER}) (?P<u>{_PARTITIVE})|(?P<one>päivä|vuorokausi|viikko|kuukausi|vuosi)) sitten)\b"
)
# "kolmen viime vuoden aikana", "viimeisten kymmenen vuoden aikana".
LAST_YEARS = re.compile(
    rf"\b(?i:(?:(?P<n>{_NUMBER}) (?:viime|viimeisen|edellisen|kuluneen)|(?:viime|viimeis(?:ten|en)|edelli(?:sten|sen)"
    rf"|kulunei?den|kuluneen) (?P<n2>{_NUMBER})) (?P<u>{_GENITIVE}) (?:aikana|kuluessa))\b"
)
# "för två år sedan", "om två veckor".
SWEDISH = re.compile(
    r"\b(?i:för (?P<n>\d{1,2}|[a-zåäö]+) (?P<u>dagar|veck(?:or|a)|månad(?:er)?|år) sedan"
    r"|om (?P<n2>\d{1,2}|[a-zåäö]+) (?P<u2>dagar|veck(?:or|a)|månad(?:er)?|år))\b"
)
# "three years ago", "in two weeks' time".
ENGLISH = re.compile(
    r"\b(?i:(?P<n>\d{1,2}|[a-z]+) (?P<u>days?|weeks?|months?|years?) ago"
    r"|in (?P<n2>\d{1,2}|[a-z]+) (?P<u2>days?|weeks?|months?|years?)(?: from now|(?:'|’)? time))\b"
)
_FOREIGN_UNITS = {"d": "days", "v": "weeks", "w": "weeks", "m": "months", "å": "years", "y": "years"}
_ONE = {"en", "ett", "a", "an", "one"}


def distances(text: str) -> Iterator[Atom]:
    """Finnish times at a distance; "kahden viikon kuluttua päätöksestä" is counted from something else and left out."""
    for m in hits(AHEAD, text, near(text, ("kuluttua", "päästä"))):
        # "päätöksestä kahden viikon kuluttua", "yleensä kuukauden kuluttua".
        if _from_another(text, m.start()) or _RECURRING.search(text[slice(*sentence(text, m.start()))]):
            continue
        yield from _told(m.start(), m.end(), m["n"], m["u"], +1)
    for m in hits(AGO, text, near(text, (" sitten",))):
        yield from _told(m.start(), m.end(), m["n"], m["u"] or m["one"], -1)
    for m in hits(LAST_YEARS, text, near(text, ("aikana", "kuluessa"))):
        count = _count(m["n"] or m["n2"])
        if count:
            unit, whole = _in_whole_units(m["u"], count)
            if unit:
                yield Atom(*m.span(), "relative", Point(shift=(f"last {unit}", whole)))


def distances_sv_en(text: str) -> Iterator[Atom]:
    """ "för två år sedan", "om två veckor"; "three years ago"."""
    for pattern, language in ((SWEDISH, "sv"), (ENGLISH, "en")):
        for m in pattern.finditer(text):
            said, unit, step = (m["n"], m["u"], -1) if m["n"] else (m["n2"], m["u2"], +1)
            count = 1 if said.lower() in _ONE else int(said_number(said, language) or 0)
            if 0 < count <= _LONGEST:
                shift = (f"{_FOREIGN_UNITS[unit[0].lower()]} off", step * count)
                yield Atom(*m.span(), "relative", Point(shift=shift))


def _told(start: int, end: int, said: str | None, unit_word: str, way: int) -> Iterator[Atom]:
    count = _count(said) if said else 1
    if count is None:
        # "Ryhmä kokoontuu kuukauden kuluttua": the word before the unit is no number
        assert said is not None
        start, count = start + len(said) + 1, 1
    unit, whole = _in_whole_units(unit_word, count)
    if unit:
        yield Atom(start, end, "relative", Point(shift=(f"{unit} off", way * whole)))


def _count(word: str) -> float | None:
    number = said_number(word)
    return float(number) if number is not None and (word.isdigit() or number <= _LONGEST) else None


def _in_whole_units(word: str, count: float) -> tuple[str | None, int]:
    """Half a year is six months, one and a half eighteen; half of another unit is not told.

    >>> _in_whole_units("vuoden", 0.5), _in_whole_units("viikon", 2), _in_whole_units("viikon", 0.5)
    (('months', 6), ('weeks', 2), (None, 0))
    """
    unit = next(name for stem, name in _UNITS.items() if word.lower().startswith(stem))
    if count == int(count):
        return unit, int(count)
    return ("months", int(count * 2 * _MONTHS_OF_HALF)) if unit == "years" else (None, 0)


def _from_another(text: str, start: int) -> bool:
    """ "päätöksestä kahden viikon kuluttua", "sen jälkeen kuukauden kuluttua": counted from another time."""
    before = re.search(r"(\w+) $", text[max(0, start - 40) : start])
    if before is None:
        return False
    return before[1].lower() in ("jälkeen", "siitä") or any(
        r.case == "elative" and r.word_class == "nimisana" for r in readings(before[1])
    )
