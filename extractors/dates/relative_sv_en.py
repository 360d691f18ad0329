"""Times told from the document's own day in Swedish and English: i går, i måndags, nästa vår, yesterday, last autumn.

i går, idag, i morgon, yesterday, today, tomorrow        the day before, of, after
i måndags, på tisdag, on Monday                          a day of the week, behind or ahead
i september–november, inom september                     months of the document's year
nästa vår, i höst, last autumn                           a season near the document
i början av året, by the end of the month                the edges of its year and month
den 1 mars i år, in March last year                      a month or day of its year, or of one beside it
första kvartalet 2024, the first quarter of 2024         quarters
between 2015 and 2020, mellan 2015 och 2020              a span of years
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors.dates.dates_sv_en import MONTH, MONTH_NUMBERS, SEASON, SEASON_CODES, WORDS_TOO
from extractors.dates.numeric import DAY as DAY_OF_MONTH
from extractors.dates.numeric import exists
from extractors.dates.unresolved import HALVES, Atom, Edge, Point, Side
from extractors.lexicon.wordlists import either, wordlist
from extractors.text.sentences import sentence

_DAYS = {
    "i går": -1,
    "igår": -1,
    "i förrgår": -2,
    "i dag": 0,
    "idag": 0,
    "i morgon": 1,
    "imorgon": 1,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
}
DAY = re.compile(rf"\b(?i:{'|'.join(_DAYS)})\b(?![’']s)")
_SWEDISH: list[str] = wordlist("dates")["weekdays"]["sv"]
_ENGLISH = [day.lower() for day in wordlist("dates")["weekdays"]["en"]]
WEEKDAY = re.compile(
    rf"\b(?i:(?P<past>i) (?P<p>{'|'.join(_SWEDISH)})s|(?:på) (?P<s>{'|'.join(_SWEDISH)})(?P<the>en)?"
    rf"|(?:(?P<which>last|next) |on )(?P<e>{'|'.join(_ENGLISH)}))\b(?! (?:den |the )?\d|,? \d)"
)
MONTHS = re.compile(rf"\b(?i:i|under|in|from) (?P<m>{MONTH}) ?[-–] ?(?P<m2>{MONTH})\b(?!\.? ?\d)", re.I)
WITHIN = re.compile(rf"\b(?i:inom|hela|för|till|efter|före|from|until|for) (?P<m>{MONTH})\b(?!\.? ?\d)(?! månad)", re.I)
NAMED = re.compile(
    rf"\b(?i:(?P<next>nästa|next|kommande|coming)|(?P<last>förra|last)|(?P<this>denna|this|nu i|i)) "
    rf"(?:(?P<s>{SEASON})|(?P<m>{MONTH}))\b(?!\.? ?\d)",
    re.I,
)
EDGE = re.compile(
    r"\b(?i:(?P<before>before |by |until |före |till )?(?:i |vid |at |in )?(?:the )?"
    r"(?P<edge>början|ingången|slutet|utgången|beginning|start|end) (?:av|of) "
    r"(?P<which>nästa |next |last |förra |this |denna |the )?(?P<unit>året|år|year|månaden|månad|month))\b(?! ?\d)"
)
OF_THIS_YEAR = re.compile(
    rf"\b(?i:(?:i |under |in |during |on )?(?:(?:den |the )?(?P<d>{DAY_OF_MONTH})(?:st|nd|rd|th)? )?(?P<m>{MONTH}) "
    r"(?P<which>i år|detta år|innevarande år|this year|i fjol|förra året|last year|nästa år|next year))\b(?! ?\d)"
)
_ORDINALS = ("första", "andra", "tredje", "fjärde", "first", "second", "third", "fourth")
_QUARTERS = {word: at % 4 + 1 for at, word in enumerate(_ORDINALS)}
QUARTER = re.compile(
    rf"\b(?i:(?:under |i |in |during )?(?:det |the )?(?P<q>{'|'.join(_ORDINALS)}) (?:kvartalet|quarter)"
    r"(?: (?:av|of|år))?) (?P<y>(?:19|20)\d\d)(?!\d)"
)
BETWEEN = re.compile(
    r"\b(?i:between|mellan)(?: åren| the years)? (?P<y>(?:19|20)\d\d) (?i:and|och) (?P<y2>(?:19|20)\d\d)(?!\d)"
)
HALF = re.compile(
    r"\b(?i:(?:under |i |in |during )?(?:det |the )?(?P<h>första|andra|senare|first|second|latter)"
    r" (?:halvåret|halvan av|half of|half year)(?: år)?) (?P<y>(?:19|20)\d\d)(?!\d)"
)
LAST_MONTH_OF_QUARTER = 3


def relative_sv_en(text: str) -> Iterator[Atom]:
    """The times of a Swedish or English text that are told from its own day; the earlier ones win over the later."""
    for pattern, rule in _RULES:
        for m in pattern.finditer(text):
            yield from rule(m)


_PAST = either("date_patterns", "done_sv_en")
_DONE = re.compile(rf"\b(?:{_PAST})\b", re.I)
NEAR = 80
"""Characters around "i dag" in which a verb says what was done on the day; else it means nowadays."""


def _day(m: re.Match[str]) -> Iterator[Atom]:
    if _DAYS[m[0].lower()] == 0:
        start, end = sentence(m.string, m.start())
        if not _DONE.search(m.string, max(start, m.start() - NEAR), min(end, m.end() + NEAR)):
            return  # "få känner till stödet i dag"
    yield Atom(*m.span(), "relative", Point(shift=("day", _DAYS[m[0].lower()])))


def _weekday(m: re.Match[str]) -> Iterator[Atom]:
    name = (m["p"] or m["s"] or m["e"]).lower()
    day = (_SWEDISH if name in _SWEDISH else _ENGLISH).index(name)
    which = (m["which"] or "").lower()
    step = -1 if m["past"] or which == "last" else 1 if which == "next" or (m["s"] and not m["the"]) else 0
    yield Atom(*m.span(), "weekday", Point(weekday=day, shift=("weekday", step)))


def _months(m: re.Match[str]) -> Iterator[Atom]:
    first, last = MONTH_NUMBERS[m["m"].lower()], MONTH_NUMBERS[m["m2"].lower()]
    yield Atom(m.start(), m.end(), "month", Point(month=first), Point(month=last))


def _within(m: re.Match[str]) -> Iterator[Atom]:
    if m["m"].lower() not in WORDS_TOO:
        start = m.start() if m[0].lower().startswith("inom") else m.start("m")
        yield Atom(start, m.end(), "month", Point(month=MONTH_NUMBERS[m["m"].lower()]))


def _named(m: re.Match[str]) -> Iterator[Atom]:
    step = 1 if m["next"] else -1 if m["last"] else 0
    if m["m"]:
        if step:  # "last June", "nästa mars"
            yield Atom(*m.span(), "relative", Point(month=MONTH_NUMBERS[m["m"].lower()], shift=("named", step)))
        return
    yield Atom(*m.span(), "relative", Point(season=SEASON_CODES[m["s"].lower()], shift=("named", step)))


def _edge(m: re.Match[str]) -> Iterator[Atom]:
    start = m["edge"].lower() in ("början", "ingången", "beginning", "start")
    which = (m["which"] or "").strip().lower()
    step = 1 if which in ("nästa", "next") else -1 if which in ("last", "förra") else 0
    side: Side = "until" if m["before"] and not start else ""
    unit = "month" if m["unit"].lower().startswith(("mån", "month")) else "year"
    edge: Edge = "start" if start else "end"
    yield Atom(*m.span(), "relative", Point(edge=edge if unit == "year" else "", shift=(unit, step)), side=side)


def _of_this_year(m: re.Match[str]) -> Iterator[Atom]:
    which = m["which"].lower()
    step = -1 if which in ("i fjol", "förra året", "last year") else 1 if which in ("nästa år", "next year") else 0
    month, day = MONTH_NUMBERS[m["m"].lower()], int(m["d"]) if m["d"] else None
    if day is None or exists(None, month, day):
        yield Atom(*m.span(), "relative", Point(month=month, day=day, shift=("year", step)))


def _quarter(m: re.Match[str]) -> Iterator[Atom]:
    last = _QUARTERS[m["q"].lower()] * LAST_MONTH_OF_QUARTER
    yield Atom(*m.span(), "quarter", Point(m["y"], last - 2), Point(m["y"], last))


def _half(m: re.Match[str]) -> Iterator[Atom]:
    """ "andra halvåret 2016", "the first half of 2017"."""
    first, last = HALVES[m["h"].lower() not in ("första", "first")]
    yield Atom(*m.span(), "quarter", Point(m["y"], first), Point(m["y"], last))


def _between(m: re.Match[str]) -> Iterator[Atom]:
    if m["y"] < m["y2"]:
        yield Atom(*m.span(), "years", Point(m["y"]), Point(m["y2"]))


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Atom]]], ...] = (
    (OF_THIS_YEAR, _of_this_year),
    (QUARTER, _quarter),
    (HALF, _half),
    (BETWEEN, _between),
    (DAY, _day),
    (WEEKDAY, _weekday),
    (MONTHS, _months),
    (NAMED, _named),
    (EDGE, _edge),
    (WITHIN, _within),
)
