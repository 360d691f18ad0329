"""Dates in words: 1 päivänä lokakuuta 2019, kesäkuun 2017 alusta, vuosina 2021 ja 2022, kevät 2021, 1990-luvulla."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.dates.numeric import (
    DAY,
    SAID_TIME,
    WEEKDAY,
    YEAR,
    clock,
    exists,
    first_or_last_day,
    long_year,
    weekday_of,
)
from extractors.dates.unresolved import WINTER, Atom, Edge, Point, Side
from extractors.lexicon.wordlists import alternatives, either, wordlist
from extractors.text.normalised import hits, near, near_digits

_STEMS: list[str] = wordlist("months")["fi"]["stems"]
STEM = f"(?:{'|'.join(_STEMS)})"
KUU = r"kuu(?:hun|ssa|sta|lla|lta|lle|ksi|na|ta|n)?\b"
_EDGES: dict[str, list[str]] = wordlist("dates")["edges"]
EDGE = f"(?:{alternatives([w for words in _EDGES.values() for w in words])})"
_EDGE_OF = {word: edge for edge, words in _EDGES.items() for word in words}
_SEASONS = {form: int(code) for code, forms in wordlist("dates")["seasons"]["fi"].items() for form in forms.split()}
SEASON = f"(?:{alternatives(list(_SEASONS))})"
_SEASON_ANCHORS = ("evä", "kesä", "Kesä", "yys", "syksy", "Syksy", "alvi", "alve", "alten")
BEFORE = r"(?<![\w.,/-])"
YEAR_ENDS = r"(?![\w/]|[.,]\d|-\d{3,}(?!\d))"
_YEAR_ENDINGS = either("date_patterns", "year_endings")
HEAD = rf"(?:[a-zåäö]*vuo(?:{_YEAR_ENDINGS})|vv?\.|v:(?:n|lle|lta|sta|ksi|na)|v)"

# "1 päivänä lokakuuta 2019", "maanantaina 3. toukokuuta", "5. ja 6. kesäkuuta".
DAY_MONTH = re.compile(
    rf"(?:{BEFORE}|(?<=kuuta-))(?i:{WEEKDAY}(?:(?P<d0>{DAY})\.? ?(?P<how>-|ja|/) ?)?(?P<d>{DAY})\.? ?(?:päivänä|päivään"
    r"|päivästä|päivän|päivää|päivä|pnä|p:nä|p\.)?(?: mennessä)? ?"
    rf"(?P<m>{STEM})kuu(?:ta|n|ssa)\b)(?:,? (?:vuonna |v\. ?)?(?P<y>{YEAR}){YEAR_ENDS})?(?:{SAID_TIME})?"
)
_ORDINAL = r":(?:nte|nne)(?:na|nä|ksi|sta|stä)(?: päivänä)?"
""" "Maaliskuun 12:ntena", "kesäkuun 3:ntenä"; "toukokuun 2:nnessa kokouksessa" counts meetings."""

# "toukokuun 3 päivänä 2021", "kesäkuun 3:ntena".
MONTH_DAY = re.compile(
    rf"\b(?i:(?P<m>{STEM})kuun) (?P<d>{DAY})(?:\.?(?:(?P<how> ?- ?| ja )(?P<d2>{DAY})\.?)? "
    rf"(?:päivänä|päivään|päivästä|päivän|päivä|pnä|p:nä)|{_ORDINAL}\b)"
    rf"(?: (?:vuonna )?(?P<y>{YEAR}){YEAR_ENDS})?"
)
# "toukokuun viimeisenä päivänä 2021".
LAST_DAY = re.compile(
    rf"\b(?i:(?P<m>{STEM})kuun (?P<which>ensimmäise|viimeise)(?:nä|en|ä|stä|ksi)? päiv(?:änä|ään|än|ästä|äksi))\b"
    rf"(?: (?:vuonna )?(?P<y>{YEAR}){YEAR_ENDS})?"
)
# "touko-kesäkuussa 2021", "maalis- ja huhtikuussa".
MONTHS = re.compile(
    rf"\b(?i:(?:vuo(?:den|sien) (?P<y0>{YEAR}) )?(?P<m>{STEM})(?:kuu(?:n|sta|ssa)?)?(?P<how> ?-/ ?"
    rf"| ?[-/] ?|-?,? (?:ja|tai|sekä) )(?P<m2>{STEM})kuu(?:hun|ssa|sta|lla|lta|lle|ksi|na|ta|n)?\b)"
    rf"(?: (?:vuonna |v\. ?)?(?P<y>{YEAR}){YEAR_ENDS})?(?: (?:aikana|kuluessa)\b)?"
)
# "Touko 2021", "tammi-maalis 2022".
MONTH_SHORT = re.compile(
    rf"\b(?:(?P<m>{STEM.replace('kesä|', '')})(?:kuu)? (?P<y>{YEAR}|-[0-4]\d(?!\d)){YEAR_ENDS}"
    rf"|(?P<a>{STEM})-(?P<b>{STEM}) (?P<y2>{YEAR}){YEAR_ENDS})",
    re.I,
)
# "kesäkuun 2017 alusta", "vuoden 2020 toukokuussa", "kesäkuun aikana".
MONTH_YEAR = re.compile(
    rf"\b(?i:(?:(?P<head>vuo(?:den|nna)) (?P<y0>{YEAR}) )?(?P<m>{STEM})(?P<kuu>{KUU}))"
    rf"(?:,? (?:vuonna |v\. ?)?(?P<y>{YEAR}){YEAR_ENDS})?(?: (?P<edge>{EDGE})\b(?: (?P<y2>{YEAR}){YEAR_ENDS})?)?"
    rf"(?: (?P<aikana>aikana|kuluessa)\b)?"
)
# "kevät-syksy 2021", "keväällä ja syksyllä 2021".
SEASONS = re.compile(
    rf"\b(?i:(?P<s>{SEASON})(?P<how> ?[-/] ?| ja | tai | sekä )(?P<s2>{SEASON}))"
    rf"(?: (?:vuonna )?(?P<y>{YEAR}){YEAR_ENDS})"
)
# "kevät 2021", "alkusyksystä 2020", "syyslukukauden 2021", "talvi 2020/21".
SEASON_YEAR = re.compile(
    rf"\b(?i:(?:(?:vuoden|vuonna) (?P<y0>{YEAR}) )?(?P<part>alku|loppu|keski|sydän|myöhäis|varhais)?(?P<s>{SEASON})"
    r"|(?P<p>kevät|kesä|syys|talvi)(?P<kind>istuntokau|lukukau|kau|puole|lukuka)(?P<form>del?la|della"
    r"|den|si|sin|desta|teen|lla|delle|silla|deksi)\b"
    r"|(?P<t>kevättalvella|kevättalven))\b(?:,? (?:vuonna "
    rf"|v\. ?)?(?P<y>{YEAR}){YEAR_ENDS}| (?:-|['’])(?P<short>[0-4]\d)(?!\d| ?[-.,]\d)"
    rf")?(?:(?P<slash>[-/])(?P<y2>\d\d(?:\d\d)?){YEAR_ENDS})?(?: (?P<edge>{EDGE})"
    r"\b)?(?: (?P<aikana>aikana|aikaan|kuluessa)\b)?"
)
# "vuosina 2021 ja 2022", "vuoden 2023 lopussa", "vuosille 2021-2024".
YEARS = re.compile(
    rf"\b(?i:(?P<koko>koko )?(?P<head>{HEAD})) ?(?P<y>{YEAR}|1[0-4]\d\d|(?<=[nN][nN][aA] )"
    rf"[1-9]\d\d(?= ))(?:(?P<dash> ?[-/] ?)(?P<y2>{YEAR}|\d\d)"
    rf"(?!\d)|(?P<list>(?:, {YEAR})*,? (?:ja|sekä|tai|och) {YEAR}))?{YEAR_ENDS}"
    rf"(?: (?P<edge>{EDGE})\b)?(?: (?P<aikana>aikana|kuluessa|aikaan)\b)?"
)
# "tilinpäätös 2016", "2010-2013", "TAE2024".
BARE_YEARS = re.compile(
    rf"(?:(?<![\w.,/§:=_#-])(?<!\w\()|(?<=\(-)|(?<=\bT[AP])|(?<=\bTAE))(?P<y>{YEAR})(?:(?P<dash> ?- ?"
    rf"|/)(?P<y2>{YEAR}|\d\d)(?!\d)"
    rf")?{YEAR_ENDS}(?!-[a-zåäöA-ZÅÄÖ]|- (?:ja|tai) )(?: (?P<edge>{EDGE})\b)?"
)


def month_of(stem: str) -> int:
    """ "Loka" -> 10."""
    return _STEMS.index(stem.lower()) + 1


def edge_of(word: str | None) -> tuple[Edge, Side]:
    """What an edge word says: "alusta" is the start and opens a span, "loppuun" the end and closes one."""
    if not word:
        return "", ""
    low = word.lower()
    edge: Edge = _EDGE_OF[low]  # type: ignore[assignment]
    return edge, "from" if low == "alusta" else "until" if low == "loppuun" else ""


def worded(text: str) -> Iterator[Atom]:
    """Dates in Finnish words; those of an earlier pattern are meant to win over those of a later one."""
    for rule in (_day_month, _month_day, _last_day, _months, _short_months, _seasons, _month_year, _season, _years):
        yield from rule(text)


def bare_years(text: str) -> Iterator[Atom]:
    """Years without a word for year: "tilinpäätös 2016", "(1969)", "2010-2013"."""
    for m in hits(BARE_YEARS, text, near_digits(text)):
        if m["y2"]:
            last = long_year(m["y"], m["y2"])
            # "2019/24" is no span of years, "2019/20" is.
            if last <= m["y"] or (m["dash"] == "/" and int(last) != int(m["y"]) + 1) or not last.isdigit():
                continue
            yield Atom(*m.span(), "bare years", Point(m["y"]), Point(last))
        else:
            edge, side = edge_of(m["edge"])
            yield Atom(*m.span(), "year" if edge else "bare year", Point(m["y"], edge=edge), side=side)


def _times(m: re.Match[str]) -> tuple[str | None, str | None]:
    return clock(m["h"], m["mi"]), clock(m["h2"], m["mi2"])


def _day_month(text: str) -> Iterator[Atom]:
    for m in hits(DAY_MONTH, text, near_digits(text)):
        month, day = month_of(m["m"]), int(m["d"])
        # "31. kesäkuuta" is no day.
        if not exists(int(m["y"]) if m["y"] else None, month, day):
            continue
        time, until = _times(m)
        point = Point(m["y"], month, day=day, time=time, weekday=weekday_of(m))
        start = m.start()
        side: Side = "until" if re.search(r"\d\.? ?päivään ", m[0]) and "mennessä" not in m[0] else ""
        # "5. ja 6. kesäkuuta", "5.-6. kesäkuuta".
        if m["d0"] and int(m["d0"]) < day:
            first = Point(m["y"], month, day=int(m["d0"]))
            yield Atom(
                *m.span(),
                "day list",
                first,
                None if m["how"] == "ja" else point,
                (first, point) if m["how"] == "ja" else (),
            )
        else:
            yield Atom(
                start,
                m.end(),
                "full date" if m["y"] else "day and month",
                point,
                Point(m["y"], month, day=day, time=until) if until else None,
                side=side,
            )


def _month_day(text: str) -> Iterator[Atom]:
    for m in hits(MONTH_DAY, text, near_digits(text)):
        month = month_of(m["m"])
        first = Point(m["y"], month, day=int(m["d"]))
        last = Point(m["y"], month, day=int(m["d2"])) if m["d2"] else None
        if exists(None, month, int(m["d2"] or m["d"])):
            yield Atom(*m.span(), "full date" if m["y"] else "day and month", first, last)


def _last_day(text: str) -> Iterator[Atom]:
    """ "toukokuun viimeisenä päivänä", "kesäkuun ensimmäisestä päivästä"."""
    for m in hits(LAST_DAY, text, near(text, ("kuun ",))):
        yield from first_or_last_day(m, month_of(m["m"]), first=m["which"].lower().startswith("ens"))


def _months(text: str) -> Iterator[Atom]:
    for m in hits(MONTHS, text, near(text, ("kuu",))):
        year = m["y"] or m["y0"]
        first, last = Point(year, month_of(m["m"])), Point(year, month_of(m["m2"]))
        if "-" in m["how"] or ("/" in m["how"] and not re.search("ja|tai|sekä", m["how"])):
            if re.search(r"\b(?:ja|tai|sekä)\b", m["how"]):
                yield Atom(*m.span(), "month and year" if year else "month", first, more=(first, last))
            else:
                # "joulu-helmikuussa 2021" began in 2020.
                if year and first.month and last.month and first.month > last.month:
                    first = Point(str(int(year) - 1), first.month)
                yield Atom(*m.span(), "month and year" if year else "month", first, last)


def _month_year(text: str) -> Iterator[Atom]:
    for m in hits(MONTH_YEAR, text, near(text, ("kuu",))):
        year = m["y"] or m["y0"] or m["y2"]
        kuu = m["kuu"].lower()
        edge, side = edge_of(m["edge"])
        # "kesäkuusta", "kesäkuuhun": a span's end where the other end stands beside it.
        leans: Side = {"kuusta": "from", "kuuhun": "until"}.get(kuu, "")  # type: ignore[assignment]
        rule = "month and year" if year else "month"
        yield Atom(*m.span(), rule, Point(year, month_of(m["m"]), edge=edge), side=side, leans=leans)


def _short_months(text: str) -> Iterator[Atom]:
    """ "Touko 2021", "tammi-maalis 2022", as time lines write them."""
    for m in hits(MONTH_SHORT, text, near_digits(text)):
        if m["a"] and m["b"]:
            first, last = Point(m["y2"], month_of(m["a"])), Point(m["y2"], month_of(m["b"]))
            yield Atom(*m.span(), "month and year", first, last)
        else:
            year = long_year("20", m["y"].lstrip("-/'’"))
            yield Atom(*m.span(), "month and year", Point(year, month_of(m["m"])))


OVER_TWO_YEARS = re.compile(r" (?:19|20)\d\d ?[-/] ?(?:(?:19|20)\d\d|\d\d)(?!\d)")
"""Years that tell which winter is meant: "talvella 1999-2000" is one time, that of the years."""


def _seasons(text: str) -> Iterator[Atom]:
    """ "kevät-syksy 2021" is a span, "keväällä ja syksyllä 2021" a list."""
    for m in hits(SEASONS, text, near(text, _SEASON_ANCHORS)):
        points = tuple(Point(m["y"], season=_SEASONS[m[name].lower()]) for name in ("s", "s2"))
        listed = m["how"].strip() in ("ja", "tai", "sekä")
        yield Atom(*m.span(), "season and year", points[0], None if listed else points[1], points if listed else ())


def _season(text: str) -> Iterator[Atom]:
    for m in hits(SEASON_YEAR, text, near(text, _SEASON_ANCHORS)):
        year = m["y"] or m["y0"] or (f"20{m['short']}" if m["short"] else None)
        word = (m["s"] or "").lower()
        if m["s"]:
            code = _SEASONS[word]
        elif m["t"]:
            code = WINTER
        else:
            code = {"kevät": 21, "kesä": 22, "syys": 23, "talvi": 24}[m["p"].lower()]
        _, side = edge_of(m["edge"])
        if year is None:
            # "talvella 1999-2000".
            if OVER_TWO_YEARS.match(text, m.end()):
                continue
            when = (
                word in ("keväällä", "kesällä", "syksyllä", "talvella")
                or m["t"]
                or m["part"]
                or (m["kind"] and (m["form"] or "").endswith("lla"))
            )
            # "keväällä" tells a time, "kevät" alone does not; "kevään aikana" does.
            if not (when or ((m["edge"] or m["aikana"]) and word in ("kevään", "kesän", "syksyn", "talven"))):
                continue
        # "kesä 2020/21" is no one summer.
        if m["slash"] and year and code != WINTER:
            continue
        yield Atom(*m.span(), "season and year" if year else "season", Point(year, season=code), side=side)


def _years(text: str) -> Iterator[Atom]:
    for m in hits(YEARS, text, near_digits(text)):
        edge, side = edge_of(m["edge"])
        years = (m["y"], *re.findall(r"\d{4}", m["list"] or ""))
        # "vuosina 2020, 2021 ja 2022".
        if m["list"] and sorted(set(years)) == list(years):
            yield Atom(*m.span(), "years", Point(m["y"]), more=tuple(Point(y) for y in years))
        elif m["y2"] and long_year(m["y"], m["y2"]) > m["y"]:
            yield Atom(
                *m.span(),
                "years",
                Point(m["y"]),
                Point(long_year(m["y"], m["y2"]), edge=edge),
                side=side if edge == "end" else "",
            )
        else:
            head = m["head"].lower()
            end = m.start("list") if m["list"] else m.end()
            # "vuodesta 2015", "vuoteen 2020".
            leans: Side = "from" if head.endswith("vuodesta") else "until" if head.endswith("vuoteen") else ""
            yield Atom(m.start(), end, "year", Point(m["y"].zfill(4), edge=edge), side=side, leans=leans)


@lru_cache(maxsize=1)
def season_codes() -> dict[str, int]:
    """Every Finnish form of a season's name -> EDTF's code."""
    return dict(_SEASONS)
