"""Days in figures as Swedish writes them, without the stop after the month.

14/6 2018                                                with a stroke
den 28.9, senast 27.9                                    after a word that only a time follows
möte 5.11, stadsstyrelsen 5.11                           after a meeting, or after the organ or the weekday
5.11 och 12.11, 1.10–15.11                               several of them
Pensioner: 4.11 (A–K) och 14.11 (L–Ö)                    a line of a list that says when
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors.dates.numeric import DAY, MONTH, exists
from extractors.dates.unresolved import Atom, Point
from extractors.lexicon.wordlists import alternatives, wordlist

STROKE = re.compile(rf"(?<![\d/.,])(?P<d>{DAY})/(?P<m>{MONTH}) (?P<y>(?:19|20)\d\d)(?![\d/–-])")
"""A Swedish day with a stroke, "14/6 2018"; "31/10/2018" may be the number of a case."""

_D, _M = r"(?:[1-9]|[12]\d|3[01])", r"(?:1[0-2]|[1-9])"
_D_M = rf"{_D}\.{_M}"
"""A day and a month: "5.11"; "05.11" and "5.01" are numbers."""


def _day(n: str = "") -> str:
    """The same in the groups d and m, which the second of a pattern has with a number."""
    return rf"(?P<d{n}>{_D})\.(?P<m{n}>{_M})"


_NO_UNIT = r"(?![\w%]|[.,:]\d| ?(?:procent|%|miljoner|milj|euro|€|mark|meter|m\b|km|ha|ton|kg|cm|grader|gånger|°))"
_NO_NUMBER = r"(?<![\d.,/§–-])(?<!§ )(?<!apitel )(?<!unkt )(?<!vsnitt )(?<!abell )(?<!igur )(?<!ersion )(?<!ilaga )"
_FEW_UNITS = r"[.,:]\d| ?(?:procent|%|miljoner|euro|mark|meter)"
"""What is hardly written after a day even where words tell that it is one."""

RUN_OF_DAYS = re.compile(
    rf"{_NO_NUMBER}{_D_M}(?:(?: \([^()\n]{{1,30}}\))?(?:,|,? och|,? samt| eller) (?:den )?{_D_M}(?!\d))+{_NO_UNIT}"
)
"""Several days of a Swedish text: "budgeten behandlas 5.11, 12.11 och 3.12"."""

_ONE_DAY = re.compile(rf"(?<![\d.,]){_day()}(?!\d)")

DAYS_BETWEEN = re.compile(rf"(?<![\d.,/§–-]){_day()} ?[–-] ?{_day('2')}{_NO_UNIT}(?!\d)")
"""A span of such days: "remisstiden är 1.10–15.11"."""

NO_STOP = re.compile(
    rf"\b(?i:den|till|från|senast|har|före|efter|fram till|kl|dag(?:en)?) {_day()}(?![\d%]|{_FEW_UNITS})"
)
OF_AN_ORGAN = re.compile(
    r"(?:styrelsen|fullmäktige|nämnden|utskottet|gruppen|rådet|kommittén|riksdagen|"
    rf"\b(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag(?:en)?)?\.?) {_day()}{_NO_UNIT}(?!\d)"
)
"""The day on which an organ meets, or after its weekday: "Stadsstyrelsen 5.11, stadsfullmäktige 12.11"."""

MEETING = re.compile(
    r"\b(?i:möte|mötet|sammanträde|sammanträdet|hålls|ordnas|infaller|betalas(?: ut)?|utbetalas)(?: hålls)?:? "
    rf"{_day()}(?![\w%]|{_FEW_UNITS})"
)
LISTED_DAYS = re.compile(
    rf"(?:\A|\n)[ •*–-]*(?P<label>[^\W\d_][^\n:\d]{{2,38}}): ?{_day()}"
    rf"(?: \([^()\n]{{1,30}}\))?(?:(?: och |, ){_day('2')})?(?= ?(?:\(|\n|\Z))"
)
"""A line of a list that says when: "Studiestöd: 1.11", "Pensioner: 4.11 (A–K) och 14.11 (L–Ö)"."""

_NO_DAYS = re.compile(rf"(?i:{alternatives(wordlist('dates')['labels']['no days'])})")


def days_in_figures_sv_en(text: str, language: str) -> Iterator[Atom]:
    """The days in figures of a Swedish text, of an English one those with a stroke: in English "4.11" is a number."""
    for pattern, rule in _RULES:
        if language == "sv" or pattern is STROKE:
            for m in pattern.finditer(text):
                yield from rule(m)


def _stroke(m: re.Match[str]) -> Iterator[Atom]:
    if exists(int(m["y"]), int(m["m"]), int(m["d"])):
        yield Atom(*m.span(), "full date", Point(m["y"], int(m["m"]), day=int(m["d"])))


def _point(m: re.Match[str], n: str = "") -> Point | None:
    """The day and month of a match, where some year has that day."""
    month, day = int(m[f"m{n}"]), int(m[f"d{n}"])
    return Point(month=month, day=day) if exists(None, month, day) else None


def _run_of_days(m: re.Match[str]) -> Iterator[Atom]:
    for one in _ONE_DAY.finditer(m.string, m.start(), m.end()):
        if point := _point(one):
            yield Atom(*one.span(), "day and month", point)


def _days_between(m: re.Match[str]) -> Iterator[Atom]:
    first, last = _point(m), _point(m, "2")
    if first and last:
        yield Atom(*m.span(), "day and month", first, last)


def _one_day(m: re.Match[str]) -> Iterator[Atom]:
    if point := _point(m):
        yield Atom(m.start("d"), m.end(), "day and month", point)


def _listed_days(m: re.Match[str]) -> Iterator[Atom]:
    if not _NO_DAYS.search(m["label"]):
        for n in ("", "2"):
            if m[f"d{n}"] and (point := _point(m, n)):
                yield Atom(m.start(f"d{n}"), m.end(f"m{n}"), "day and month", point)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Atom]]], ...] = (
    (STROKE, _stroke),
    (RUN_OF_DAYS, _run_of_days),
    (DAYS_BETWEEN, _days_between),
    (NO_STOP, _one_day),
    (OF_AN_ORGAN, _one_day),
    (MEETING, _one_day),
    (LISTED_DAYS, _listed_days),
)
