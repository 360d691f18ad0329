"""Dates in figures: 11.2.2021, 22.-26.2.2027, 20.12.-7.1., 2021-02-17T14:26, 18.3. klo 10-14, 5/2021."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.dates.unresolved import Atom, Point, Side
from extractors.lexicon.wordlists import either, wordlist
from extractors.text.normalised import hits, near_digits
from extractors.text.sentences import line_at, sentence

DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:(?:1[5-9]|20)\d\d|2100)"
_WEEKDAYS: dict[str, list[str]] = wordlist("dates")["weekdays"]
WEEKDAY = (
    rf"(?:(?i:(?P<wd>{'|'.join(_WEEKDAYS['fi_short'])})\.? ?"
    rf"|(?P<wdl>{'|'.join([*_WEEKDAYS['fi'], *_WEEKDAYS['sv']])})(?:na|sta|hin|ina|en|n|lle|ksi)?,? (?:den )?))?"
)
_CLOCK = (
    r"(?P<h>[01]?\d|2[0-4])(?:[.:](?P<mi>[0-5]\d)(?::[0-5]\d)?)?(?: ?- ?(?P<h2>[01]?\d|2[0-4])"
    r"(?:[.:](?P<mi2>[0-5]\d))?)?(?::(?:een|ään|iin|aan|n|ta|tä|sta|stä)\b)?(?![\d:]|[.,]\d)"
)
SAID_TIME = rf"(?:,? ?\(?(?i:klo|kello|klockan|kl\.?|at|o'clock) ?{_CLOCK}(?P<half> ?[ap]\.?m\b\.?)?)"
BARE_TIME = (
    r"(?:,? (?P<bh>[01]?\d|2[0-3])[.:](?P<bmi>[0-5]\d)(?::[0-5]\d)?(?: ?- ?(?P<bh2>[01]?\d|2[0-4])"
    r"[.:](?P<bmi2>[0-5]\d))?(?![\d:]|\.?\d| ?(?:%|€|milj|mrd|euro|M€)))"
)
_NOT_IN_NUMBER = r"(?<![\w.,/])(?<![^\W\d_]-)"

# "2021-02-17", "2021-02-17T14:26:05Z".
ISO = re.compile(
    r"(?<![\w./-])(?P<y>(?:1[5-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?P<h>[01]\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-])"
)
# "22.-26.2.2027", "16. ja 17.3.", "1./2.3.2021".
DAYS = re.compile(
    rf"{_NOT_IN_NUMBER}{WEEKDAY}(?P<d>{DAY})\.?(?P<how> ?- ?(?:(?:ma|ti|ke|to|pe|la|su) )?|\.?,? ja "
    rf"|\. ?/ ?)(?P<d2>{DAY})\. ?(?P<m>{MONTH})"
    rf"\.(?: ?(?P<y>{YEAR})(?![\d/])|(?!\d))"
)
# "11.2.2021", "ke 11.2.2021 klo 10-14", "11.2.2021 9.30".
FULL = re.compile(
    rf"{_NOT_IN_NUMBER}{WEEKDAY}(?P<d>{DAY})\. ?(?P<m>{MONTH})\. ?(?P<y>{YEAR})(?!\d|/\d|\.\d"
    rf"|-\d{{3,}}(?!\d))(?:{SAID_TIME}|{BARE_TIME})?"
)
# "28/11/2019 9:40", "28/11/2019 klo 9.40"; of a day up to the 12th the order is not told, and alone it is a case.
STAMP = re.compile(
    rf"(?<![\w.,/-])(?P<d>1[3-9]|2\d|3[01])/(?P<m>{MONTH})/(?P<y>(?:19|20)\d\d)"
    rf"(?:{SAID_TIME}|(?=,? \d\d?:){BARE_TIME})"
)
# "17.2.21".
SHORT_YEAR = re.compile(
    rf"{_NOT_IN_NUMBER}{WEEKDAY}(?P<d>1[3-9]|2\d|3[01])\.(?P<m>[1-9]|1[0-2])\.(?P<y>[0-3]\d)"
    rf"(?![\d.,/]*\d)(?: ?{SAID_TIME})?"
)
SHORTER_YEAR = re.compile(
    rf"(?<=[a-zåäö] ){WEEKDAY}(?P<d>0?[1-9]|1[0-2])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>[12]\d)"
    rf"(?![\d.,/]*\d| ?%)(?: ?{SAID_TIME})?(?= [a-zåäö(]|[),;]|\.?(?:\n|$)|\. [A-ZÅÄÖ])"
)
"""A day of the first twelve with a year of two figures, within a sentence: "tuli vireille 3.11.23 ja ..."."""

# "18.3. klo 10-14", "ma 18.3.".
PARTIAL = re.compile(rf"{_NOT_IN_NUMBER}{WEEKDAY}(?P<d>{DAY})\.(?P<m>{MONTH})\.(?!\d)(?:{SAID_TIME})?")
# "18.3 mennessä", "18.3 klo 12".
LOOSE = re.compile(
    rf"{_NOT_IN_NUMBER}(?:{WEEKDAY})(?P<d>{DAY})\.(?P<m>{MONTH})(?![\d.,/]*\d|\.)(?:{SAID_TIME}"
    rf"|(?= (?:mennessä|saakka|asti|alkaen|lähtien)\b)|(?= ?- ?{DAY}\.{MONTH}\.))"
)
# "001.2020 - 012.2020".
PERIOD = re.compile(
    r"(?<![\w.])0(?P<m>0[1-9]|1[0-2])\.(?P<y>(?:19|20)\d\d) ?- ?0(?P<m2>0[1-9]|1[0-2])\.(?P<y2>(?:19|20)\d\d)(?![\w.])"
)
# "5/2021", "5/2021 - 8/2021", "5/2021 alkaen".
MONTH_NUMBER = re.compile(
    rf"(?<![\w./-])(?P<m>{MONTH})/(?P<y>(?:19|20)\d\d)(?:(?P<dash> ?- ?)(?P<m2>{MONTH})/(?P<y2>(?:19"
    r"|20)\d\d))?(?![\w/])"
    r"(?P<cue> (?:tai sen jälkeen|alkaen|lähtien|saakka|asti|mennessä|loppuun|eller senare|or later))?"
)
# "1-3/2021".
MONTHS_NUMBER = re.compile(rf"(?<![\w./-])(?P<m>{MONTH}) ?- ?(?P<m2>{MONTH}) ?/ ?(?P<y>(?:19|20)\d\d)(?![\w/-])")
_BEFORE_MONTH = either("date_patterns", "month_cues")
# "valmistuu 5/2021", "päivitetty 5/2021".
_MONTH_CUE = re.compile(rf"(?i:\b(?:{_BEFORE_MONTH}):? )$")
# "pöytäkirja 1-3/2021" counts minutes.
_NUMBERED = re.compile(
    r"(?i:\b(?:pöytäkirja\w*|kokou\w+|tiedot\w+|numero\w*|nro|dnro|asia\w*|protokoll\w*|meddelande) )$"
)
_PLACES = either("date_patterns", "referring")
# "luku 3.4.", "ks. 3.4.", "versio 3.4.".
_REFERRING = re.compile(rf"(?i:\b(?:{_PLACES})[ .:]{{1,2}})$")
# "3.4. kohdan", "3.4. §".
_REFERRED = re.compile(
    r"(?i: ?-?(?:kohda|kohta|kohti|luku\b|luvu|momen|§|artikl|pykäl|liitte|osio|punkten|avsnitt|mukai|asiakohd))"
)
# "7.4. - 9.4.", "7.4. ja 9.4.2021".
_GOES_ON = re.compile(rf" ?- ?{DAY}\.{MONTH}\.(?!\d?\.)|,? (?:ja|sekä) {DAY}\.{MONTH}\.(?:19|20)\d\d")
# "1.2 Tausta" on a line by itself.
_HEADING = re.compile(r"(?m)^[ \t]*(?P<n>\d{1,2}\.\d{1,2})\.?(?:\d{1,2}\.?)*(?:[ \t]*(?P<rest>[A-ZÅÄÖ])|[ \t]*$)")
_LINE_START = re.compile(r"(?m)^[ \t\"”(•*-]*$")

OUTLINE = 3
"""Numbered headings of a text that has an outline: two may be dates at the beginning of a line."""

MOST_ITEMS = 12
"""The highest number that heads a section or an item as often as it is a day."""


def exists(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year, whether there ever is."""
    return day <= monthrange(year or 2024, month)[1]


_FEBRUARY = 2
_NOT_LEAP = 2023
"""A year for the lengths of months where none is said."""


def first_or_last_day(m: re.Match[str], month: int, *, first: bool) -> Iterator[Atom]:
    """The first or the last day of a month; which is February's last hangs on the year, so that it needs one."""
    if first or month != _FEBRUARY or m["y"]:
        day = 1 if first else monthrange(int(m["y"] or _NOT_LEAP), month)[1]
        yield Atom(*m.span(), "full date" if m["y"] else "day and month", Point(m["y"], month, day=day))


def long_year(year: str, short: str) -> str:
    """The year a shortened one means after another: 2015, "16" -> 2016."""
    return short if len(short) == len("2016") else year[:2] + short


NOON = 12
"""The hour that "a.m." and "p.m." count from."""


def clock(hours: str | None, minutes: str | None, half: str | None = None) -> str | None:
    """ "14", "26" -> "14:26:00"; "1", None, "p.m." -> "13:00:00"."""
    if hours is None:
        return None
    hour = int(hours) % 24
    # "1 p.m." is 13, "12 a.m." is 0.
    if half and hour <= NOON:
        hour = hour % NOON + (NOON if "p" in half.lower() else 0)
    return f"{hour:02d}:{minutes or '00'}:00"


def weekday_of(m: re.Match[str]) -> int | None:
    """The day of the week said before a date, from Monday (0)."""
    if m["wd"]:
        return _WEEKDAYS["fi_short"].index(m["wd"].lower())
    if m["wdl"]:
        return next(days.index(low) for days in (_WEEKDAYS["fi"], _WEEKDAYS["sv"]) if (low := m["wdl"].lower()) in days)
    return None


def _times(m: re.Match[str]) -> tuple[str | None, str | None]:
    parts = m.groupdict()
    if parts.get("h") is not None:
        return clock(parts["h"], parts["mi"]), clock(parts.get("h2"), parts.get("mi2"))
    if parts.get("bh") is not None:
        return clock(parts["bh"], parts["bmi"]), clock(parts["bh2"], parts["bmi2"])
    return None, None


@lru_cache(maxsize=4)
def outline(text: str) -> frozenset[str]:
    """The numbers of the headings ("1.2") of a text that numbers three or more: none of them is a date in it."""
    found = frozenset(
        m["n"] for m in _HEADING.finditer(text) if m["rest"] or len(m["n"]) > len("1.2") or m["n"][0] in "123456789"
    )
    return found if len(found) >= OUTLINE else frozenset()


def numeric(text: str) -> Iterator[Atom]:
    """Dates in figures; those of an earlier pattern are meant to win over those of a later one."""
    around = near_digits(text)
    for m in hits(ISO, text, around):
        yield from _iso(m)
    yield from _stamps(text, around)
    for m in hits(PERIOD, text, around):
        yield Atom(*m.span(), "accounting period", Point(m["y"], int(m["m"])), Point(m["y2"], int(m["m2"])))
    for m in hits(DAYS, text, around):
        yield from _days(m, text)
    for pattern, rule in (
        (FULL, "full date"),
        (SHORT_YEAR, "full date"),
        (SHORTER_YEAR, "full date"),
        (PARTIAL, "day and month"),
        (LOOSE, "day and month"),
    ):
        for m in hits(pattern, text, around):
            if not (pattern is SHORTER_YEAR and _REFERRING.search(text, max(0, m.start() - 24), m.start())):
                yield from _day(m, text, rule)
    for m in hits(MONTH_NUMBER, text, around):
        # "12/2010" in the head of a table.
        alone = not m["m2"] and _in_a_cell(text, m)
        if alone or m["m2"] or m["cue"] or _MONTH_CUE.search(text, max(0, m.start() - 24), m.start()):
            yield _month_number(m)
    for m in hits(MONTHS_NUMBER, text, around):
        # "1-3/2021", but not "kokous 1-3/2021".
        if int(m["m"]) < int(m["m2"]) and not _NUMBERED.search(text, max(0, m.start() - 24), m.start()):
            yield Atom(*m.span(), "month number", Point(m["y"], int(m["m"])), Point(m["y"], int(m["m2"])))


def _stamps(text: str, around: tuple[tuple[int, int], ...]) -> Iterator[Atom]:
    """ "28/11/2019 9:40"."""
    for m in hits(STAMP, text, around):
        if exists(int(m["y"]), int(m["m"]), int(m["d"])):
            time, until = _times(m)
            first = Point(m["y"], int(m["m"]), day=int(m["d"]), time=time)
            yield Atom(*m.span(), "full date", first, replace(first, time=until) if until else None)


def _iso(m: re.Match[str]) -> Iterator[Atom]:
    """ "2021-02-17", "2021-02-17T14:26"."""
    if exists(int(m["y"]), int(m["m"]), int(m["d"])):
        time = f"{m['h']}:{m['mi']}:{m['s'] or '00'}" if m["h"] else None
        yield Atom(*m.span(), "ISO", Point(m["y"], int(m["m"]), day=int(m["d"]), time=time))


def _day(m: re.Match[str], text: str, rule: str) -> Iterator[Atom]:
    """ "17.2.2021", "17.2.21", "ke 17.2. klo 14–16"; alone "7.4." must look like a day."""
    year = m.groupdict().get("y")
    year = year and long_year("20", year)
    if not exists(int(year) if year else None, int(m["m"]), int(m["d"])):
        return
    weekday = weekday_of(m)
    time, until = _times(m)
    # "7.4." may be the number of a heading.
    if year is None and weekday is None and time is None and not plausible(text, m):
        return
    first = Point(year, int(m["m"]), day=int(m["d"]), time=time, weekday=weekday)
    last = Point(year, int(m["m"]), day=int(m["d"]), time=until) if until else None
    yield Atom(*m.span(), rule, first, last, leans=_leaning(m[0]))


def _leaning(words: str) -> Side:
    """ "12.10. klo 6:sta", "13.10. klo 18:aan": the hour's case would open or close a span."""
    if re.search(r"\d:st[aä]$", words):
        return "from"
    return "until" if re.search(r"\d:(?:een|ään|iin|aan)$", words) else ""


def _days(m: re.Match[str], text: str) -> Iterator[Atom]:
    """ "22.-26.2.2027" is a span, "16. ja 17.3." a list."""
    month, year = int(m["m"]), m["y"]
    if not exists(int(year) if year else None, month, max(int(m["d"]), int(m["d2"]))) or int(m["d"]) >= int(m["d2"]):
        return
    refers = _REFERRING.search(text, max(0, m.start() - 30), m.start()) or _REFERRED.match(text, m.end())
    if year is None and (refers if "-" in m["how"] else not plausible(text, m)):
        return  # a span, "3.-4.6.", numbers no heading even where it opens a line
    first, last = Point(year, month, day=int(m["d"])), Point(year, month, day=int(m["d2"]))
    if "-" in m["how"]:
        yield Atom(*m.span(), "day list", first, last)
    elif "." in m["how"] or "ja" in m["how"]:
        yield Atom(*m.span(), "day list", first, more=(first, last))


def _in_a_cell(text: str, m: re.Match[str]) -> bool:
    """ "12/2010⇥12/2009⇥Muutos": heads of a table's columns; a number of a decision stands in words."""
    line = text[slice(*line_at(text, m.start()))]
    return len(_MONTHS_OF_A_LINE.findall(line)) > 1 and len(_WORDS.findall(line)) <= HEAD_WORDS


HEAD_WORDS = 3
"""Words of a line of heads beside its months; with more it is text."""

_WORDS = re.compile(r"[^\W\d_]{2,}")
_MONTHS_OF_A_LINE = re.compile(r"(?<![\w./-])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/])")


def _month_number(m: re.Match[str]) -> Atom:
    first = Point(m["y"], int(m["m"]))
    if m["m2"]:
        return Atom(*m.span(), "month number", first, Point(m["y2"], int(m["m2"])))
    end = m.start("cue") if m["cue"] else m.end()
    return Atom(m.start(), end, "month number", first)


def plausible(text: str, m: re.Match[str]) -> bool:
    """Whether "7.4." is the seventh of April and not the number of a heading, an item or a section."""
    start, end = m.span()
    if _GOES_ON.match(text, end):
        return True
    # "1.2." of a text with headings "1.1", "1.2", "1.3"; "3.4.b".
    if f"{m['d']}.{m['m']}" in outline(text) or text[end : end + 1].isalpha():
        return False
    # "luvun 3.4.", "3.4. kohdassa".
    if _REFERRING.search(text, max(0, start - 30), start) or _REFERRED.match(text, end):
        return False
    if (
        (sentence(text, start)[0] == start or text.startswith(": ", max(0, start - 2)))
        and text[end : end + 2].strip().isupper()
        and int(m["d"]) <= MOST_ITEMS
    ):
        return False
    # "kokous pidetään 7.4." within a line.
    if not _LINE_START.search(text, line_at(text, start)[0], start):
        return True
    rest = text[end : end + 3].strip(" \t")
    # "7.4. Tausta" heads a section; "27.4. Kokous" is too high a number for one.
    heading = not rest or rest[0].isupper() or rest[0] in "\n\t"
    return not heading or int(m["d"]) > MOST_ITEMS or rest[:1] == "\t"
