"""Dates in Swedish and English words: den 17 februari 2021, våren 2020, before the end of 2023, July 4, 2021."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from extractors.dates.numeric import DAY, SAID_TIME, YEAR, clock, exists, first_or_last_day, long_year
from extractors.dates.unresolved import Atom, Edge, Point, Side, late_in
from extractors.lexicon.wordlists import alternatives, wordlist

MONTH_NUMBERS: dict[str, int] = {}
for _language in ("sv", "en"):
    for _i, _name in enumerate(wordlist("months")[_language]["names"]):
        MONTH_NUMBERS[_name.lower()] = _i + 1
for _i, _name in enumerate(wordlist("months")["en"]["short"]):
    MONTH_NUMBERS.setdefault(_name.lower(), _i + 1)
MONTH = f"(?:{alternatives(list(MONTH_NUMBERS))})"
WORDS_TOO = ("may", "mar", "jan", "dec", "jul")
"""Months that in small letters, without a year, are other words: the verb "may", "jul" of Christmas, ends of names."""

SEASON_CODES = {
    w: int(code)
    for language in ("sv", "en")
    for code, words in wordlist("dates")["seasons"][language].items()
    for w in words.split()
}
SEASON = f"(?:{alternatives(list(SEASON_CODES))})"
_NY = r"(?![\w/]|[.,]\d)"

_DAYS: dict[str, list[str]] = wordlist("dates")["weekdays"]
_WEEKDAY = rf"(?:(?:{'|'.join(_DAYS['sv'])})(?:en)?|{'|'.join(_DAYS['en'])})"
# "den 17 februari 2021", "mellan den 3 och 5 mars", "the 4th of July 2021".
DAY_MONTH = re.compile(
    rf"(?<![\w.,/])(?<![^\d]-)(?i:(?P<between>between |mellan )?(?:{_WEEKDAY},? )?(?:den |the )?"
    rf"(?:(?P<d0>{DAY})(?:st|nd|rd|th)?(?P<how> ?- ?| och | and | to | till ))?"
    rf"(?P<d>{DAY})(?:st|nd|rd|th|:[ae])?\.? (?:of )?(?P<m>{MONTH})\b)"
    rf"(?:\.?,? (?P<y>{YEAR}){_NY})?(?:{SAID_TIME})?"
)
# "July 4, 2021", "March 3-5, 2021".
MONTH_DAY = re.compile(
    rf"\b(?P<m>{MONTH.replace('(?:', '(?i:', 1)})\.? (?P<d>{DAY})(?:st|nd|rd|th)?(?:(?P<how> ?- ?)"
    rf"(?P<d2>{DAY}))?(?:,? (?P<y>{YEAR}){_NY})"
)
# "januari-mars 2021", "between May and June 2021".
MONTHS = re.compile(
    rf"\b(?i:(?P<span>between |mellan )?(?P<m>{MONTH})(?P<how> ?- ?| och | and | to | till )(?P<m2>{MONTH}))"
    rf"(?:\.? (?P<y>{YEAR}){_NY}|(?!\.? ?\d))"
)
PART = (
    r"(?:(?P<part>(?:i )?början av|(?:vid |i )?slutet av|(?:före |vid |till )?utgången av|in the beginning of"
    r"|(?:at |by )?the (?:beginning|start|end) of|(?:by )?the end of|early(?: in)?|late(?: in)?|mid-?"
    r"|mitten av|(?:vid )?ingången av|i början på|från början av) )"
)
# "by mid-November", "mid-May 2021".
MID_MONTH = re.compile(rf"\b(?i:(?:by |until |in )?mid-(?P<m>{MONTH}))\b(?:,? (?P<y>{YEAR}){_NY})?")
# "mars 2021", "i början av mars 2021", "late May 2021".
MONTH_YEAR = re.compile(rf"\b(?i:{PART}?(?P<m>{MONTH}))\b(?:\.?,? (?:år )?(?P<y>{YEAR}){_NY})?")
BARE_TIME = re.compile(
    rf"\b(?:(?:i|I|under|Under|in|In|fram till|sedan|since) (?P<m>{MONTH.replace('(?:', '(?i:', 1)})"
    rf"|(?:på|På|under|Under|till|i|I|this|This|in the|In the) (?P<s>{SEASON}|våras|somras|höstas))\b"
    rf"(?!\.? ?\d)"
)
_PAST_SEASONS = {"våras": 21, "somras": 22, "höstas": 23}
SEASON_YEAR = re.compile(
    rf"\b(?i:{PART}?(?P<which>in the |the |i |under |sista |nästa |förra )?(?P<s>{SEASON})(?:terminen"
    rf"|sessionen| of)?) (?:år )?(?P<y>{YEAR}){_NY}"
)
YEARS = re.compile(
    rf"\b(?i:(?:{PART}|(?P<mid>(?:by )?mid-)(?={YEAR}\b))?"
    rf"(?P<head>under åren|åren|under år|år|året|for the years|in the years|the years"
    rf"|years|year|during|in|för|under|until|since|from)?) ?(?<!\d)(?P<y>{YEAR})(?:(?P<how> ?- ?| till "
    rf"| to )(?P<y2>{YEAR}|\d\d)(?!\d)|(?P<list>(?:, {YEAR})*,? (?:och|and|or|eller) {YEAR})"
    rf")?{_NY}(?!-\w)"
)
TURN = re.compile(rf"\b(?i:årsskiftet|the turn of the year) (?P<y>{YEAR}) ?[-/] ?(?P<y2>{YEAR}|\d\d)(?!\d)")
BARE_TURN = re.compile(r"\b(?i:årsskiftet|the turn of the year)\b(?! ?\d)")
DECADE = re.compile(
    r"(?<![\w.,/-])(?i:(?P<y>(?:1[0-9]|20)\d0)(?:-talet|-talets|s)\b"
    r"|(?<=på )(?P<short>[2-9]0)-talet\b)"
)
ORDINAL_DAY = re.compile(rf"\b(?i:den (?P<which>första|sista) (?P<m>{MONTH}))\b(?:,? (?P<y>{YEAR}){_NY}|(?!,? ?\d))")
RELATIVE = re.compile(
    r"\b(?i:(?P<next>nästa|next|kommande)|(?P<last>förra|last)|(?P<this>detta|denna|this|innevarande"
    r"|i(?= (?:år|fjol)\b))) (?i:(?P<unit>fjol|år|året|year|månad|månaden|month|vecka|veckan|week))\b"
)
_ENDS = ("slutet", "utgången", "end", "late")


def _edge(part: str | None) -> tuple[Edge, Side]:
    if not part:
        return "", ""
    low = part.lower()
    if any(word in low for word in _ENDS):
        return "end", "until" if low.startswith(("före", "by ", "until")) or "utgången" in low else ""
    if "mid" in low or "mitten" in low:
        return "middle", ""
    return "start", "from" if low.startswith("från") else ""


def dates_in_words_sv_en(text: str) -> Iterator[Atom]:
    """Dates in Swedish and English words; those of an earlier pattern are meant to win over those of a later one."""
    for pattern, rule in _RULES:
        for m in pattern.finditer(text):
            yield from rule(m)


def _months(m: re.Match[str]) -> Iterator[Atom]:
    """ "januari–mars 2024" is a span, "May and June 2024" a list."""
    first, last = Point(m["y"], MONTH_NUMBERS[m["m"].lower()]), Point(m["y"], MONTH_NUMBERS[m["m2"].lower()])
    listed = m["how"].strip() in ("och", "and") and not m["span"]
    if m["y"] is None:
        if not listed and not {m["m"], m["m2"]} & set(WORDS_TOO):
            yield Atom(*m.span(), "month", first, last)
        return
    yield Atom(*m.span(), "month and year", first, None if listed else last, (first, last) if listed else ())


def _month_year(m: re.Match[str]) -> Iterator[Atom]:
    """ "maj 2024", "i slutet av maj"; "may" in small letters is the verb."""
    edge, side = _edge(m["part"])
    if m["y"] or (m["part"] and m["m"].lower() not in WORDS_TOO):
        rule = "month and year" if m["y"] else "month"
        yield Atom(*m.span(), rule, Point(m["y"], MONTH_NUMBERS[m["m"].lower()], edge=edge), side=side)


def _mid_month(m: re.Match[str]) -> Iterator[Atom]:
    """ "by mid-November"."""
    rule = "month and year" if m["y"] else "month"
    yield Atom(*m.span(), rule, Point(m["y"], MONTH_NUMBERS[m["m"].lower()], edge="middle"))


def _season_year(m: re.Match[str]) -> Iterator[Atom]:
    """ "hösten 2023", "the spring of 2024"."""
    yield Atom(*m.span(), "season and year", Point(m["y"], season=SEASON_CODES[m["s"].lower()]))


def _turn(m: re.Match[str]) -> Iterator[Atom]:
    """ "årsskiftet 2023/24"."""
    yield Atom(*m.span(), "edge of a year", Point(m["y"], 12), Point(long_year(m["y"], m["y2"]), 1))


def _turn_alone(m: re.Match[str]) -> Iterator[Atom]:
    """ "vid årsskiftet"."""
    yield Atom(*m.span(), "edge of a year", Point(shift=("turn", 0)))


def _decade(m: re.Match[str]) -> Iterator[Atom]:
    """ "1990-talet", "på 80-talet"; "1900-talet" and "the 1900s" are the century."""
    if m["short"]:
        yield Atom(*m.span(), "decade", Point(f"19{m['short'][0]}X"))
        return
    yield Atom(*m.span(), "decade", Point(m["y"][:2] + "XX" if m["y"].endswith("00") else m["y"][:3] + "X"))


def _ordinal_day(m: re.Match[str]) -> Iterator[Atom]:
    """ "den första oktober", "den sista oktober 2014"."""
    yield from first_or_last_day(m, MONTH_NUMBERS[m["m"].lower()], first=m["which"].lower() == "första")


def _alone(m: re.Match[str]) -> Iterator[Atom]:
    """ "i maj", "in October", "i somras", "på hösten"."""
    name = (m["m"] or m["s"]).lower()
    season = _PAST_SEASONS.get(name) or SEASON_CODES.get(name)
    if m["m"] and (m["m"][0].isupper() or name not in WORDS_TOO):
        yield Atom(*m.span(), "month", Point(month=MONTH_NUMBERS[name]))
    elif season and name in _PAST_SEASONS:
        yield Atom(*m.span(), "relative", Point(season=season, shift=("named", -1)))
    elif season:
        yield Atom(*m.span(), "season", Point(season=season))


def _relative(m: re.Match[str]) -> Iterator[Atom]:
    """ "nästa vecka", "last year", "i fjol"."""
    if m["unit"].lower() == "fjol":
        yield Atom(*m.span(), "relative", Point(shift=("year", -1)))
        return
    unit = {"å": "year", "y": "year", "m": "month", "v": "week", "w": "week"}[m["unit"][0].lower()]
    yield Atom(*m.span(), "relative", Point(shift=(unit, 1 if m["next"] else -1 if m["last"] else 0)))


def _day(m: re.Match[str]) -> Iterator[Atom]:
    parts = m.groupdict()
    month, days = MONTH_NUMBERS[m["m"].lower()], [int(parts[k]) for k in ("d0", "d", "d2") if parts.get(k)]
    year = parts["y"]
    if not exists(int(year) if year else None, month, max(days)) or days != sorted(days):
        return
    if year is None and m["m"].lower() in (*WORDS_TOO, "sep") and m["m"].islower():
        return
    half = parts.get("half")
    time, until = clock(parts.get("h"), parts.get("mi"), half), clock(parts.get("h2"), parts.get("mi2"), half)
    points = [Point(year, month, day=d, time=time if len(days) == 1 else None) for d in days]
    listed = (parts.get("how") or "").strip() in ("och", "and") and not parts.get("between")
    # "on 22 and 23 October" is a meeting of two days; "on 22 and 29 October" are two days.
    listed = listed and days[1] != days[0] + 1
    start = m.end("between") if parts.get("between") and len(days) == 1 else m.start()
    yield Atom(
        start,
        m.end(),
        "full date" if year else "day and month",
        points[0],
        _last(points, until, listed),
        tuple(points) if listed else (),
    )


def _last(points: list[Point], until: str | None, listed: bool) -> Point | None:
    if until and len(points) == 1:
        return replace(points[0], time=until)
    return points[1] if len(points) > 1 and not listed else None


def _years(m: re.Match[str]) -> Iterator[Atom]:
    """ "åren 2023–24", "in 2023, 2024 and 2025", "i slutet av 2024"; a number without such a word is no year."""
    part = (m["part"] or m["mid"] or "").lower()
    head = (m["head"] or "").lower()
    if not (part or head):
        return
    edge, side = _edge(part)
    if m["y2"] is None and not m["list"] and ("ingången" in part or "utgången" in part or part.startswith("late")):
        yield _part_of_year(m, part)
        return
    if m["list"]:
        years = (m["y"], *re.findall(r"\d{4}", m["list"]))
        yield Atom(*m.span(), "years", Point(m["y"]), more=tuple(Point(y) for y in years))
    elif m["y2"]:
        last = long_year(m["y"], m["y2"])
        if last > m["y"]:
            yield Atom(*m.span(), "years", Point(m["y"]), Point(last))
    else:
        leans: Side = "until" if head == "until" else "from" if head in ("since", "from") else ""
        yield Atom(
            *m.span(),
            "year",
            Point(m["y"], edge=edge),
            side=side or ("from" if head == "since" else "until" if head == "until" else ""),
            leans=leans,
        )


def _part_of_year(m: re.Match[str], part: str) -> Atom:
    """ "vid ingången av år 2000" is its first day, "före utgången av 2001" up to its last."""
    if part.startswith("late"):
        return Atom(*m.span(), "edge of a year", *late_in(m["y"]))
    first = "ingången" in part
    side: Side = "until" if part.startswith(("före", "till")) else ""
    return Atom(*m.span(), "year", Point(m["y"], 1 if first else 12, day=1 if first else 31), side=side)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Atom]]], ...] = (
    (DAY_MONTH, _day),
    (ORDINAL_DAY, _ordinal_day),
    (MONTH_DAY, _day),
    (MONTHS, _months),
    (MID_MONTH, _mid_month),
    (MONTH_YEAR, _month_year),
    (SEASON_YEAR, _season_year),
    (TURN, _turn),
    (BARE_TURN, _turn_alone),
    (DECADE, _decade),
    (YEARS, _years),
    (BARE_TIME, _alone),
    (RELATIVE, _relative),
)
