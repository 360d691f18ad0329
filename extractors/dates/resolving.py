"""From what was said to EDTF: years filled in from the sentence, the document's date, or left open (XXXX)."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.dates.unresolved import Atom, Point
from extractors.lexicon.wordlists import wordlist
from extractors.text.morphology import readings
from extractors.text.sentences import sentence

_TERMS: dict[str, list[list[int]]] = wordlist("dates")["terms"]
_EDGE_MONTH = {"start": 1, "middle": 6, "end": 12}
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_PAST = re.compile(
    r"\b\w+(?:ttiin|tiin|ltiin|stiin|nsi|tti|si|li|ivat|ivät|nut|nyt|neet|ttu|tty|koi|lui|tui|styi|ntyi)\b"
)
_FUTURE = re.compile(
    r"\b\w+(?:taan|tään|daan|dään|llaan|llään|nnaan|rraan|tulee|tulevat|alkaa|alkavat|päättyy"
    r"|järjestää|käynnistyy|astuu)\b|\b(?:tulee|tulevat|alkaa|on tarkoitus|on määrä)\b",
    re.I,
)

_PLANNED = re.compile(r"\bon (?:tarkoitus|määrä)\b|\btullaan\b|\b(?:pidetään|järjestetään|kokoontuu)\b", re.I)


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the document was written, as far as it is known: a day, or a month or year alone."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def of(cls, published: str | None) -> Anchor:
        """From ISO 8601 at any precision.

        >>> Anchor.of("2021-02").month, Anchor.of("2021-02-17T14:26:00+02:00").day, Anchor.of(None).year
        (2, datetime.date(2021, 2, 17), None)
        """
        m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published or "")
        if not m:
            return cls()
        year, month = int(m[1]), int(m[2]) if m[2] else None
        try:
            return cls(year, month, date(year, month, int(m[3])) if month and m[3] else None)
        except ValueError:
            return cls(year)


class Context:
    """What a time is understood by: the text it stands in, the document's date, and the other times of the text."""

    def __init__(self, text: str, anchor: Anchor, atoms: Sequence[Atom]) -> None:
        self.text, self.anchor, self.atoms = text, anchor, atoms
        self._starts = [a.start for a in atoms]
        self.years = [int(a.first.year) for a in atoms if _explicit(a) and a.first.year]

    def sentence(self, atom: Atom) -> str:
        """The words of the sentence a time stands in."""
        return self.text[slice(*sentence(self.text, atom.start))]

    def beside(self, atom: Atom) -> Sequence[Atom]:
        """The times of the same sentence."""
        start, end = sentence(self.text, atom.start)
        return self.atoms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def edtf_of(atom: Atom, context: Context) -> str | None:
    """The EDTF value of one time; None where nothing can be said of it."""
    year = _year_finder(atom, context)
    if atom.more:
        return "{" + ",".join(_point(_placed(p, year)) for p in atom.more) + "}"
    if atom.first.shift:
        return _shifted(atom, context)
    first = _placed(atom.first, year)
    if atom.last is None:
        value = _edged(first, atom.side)
        return _sided(value, atom)
    if atom.last.shift:
        return None
    last = atom.last
    if last.year is None and atom.first.year is None and first.year is not None:
        over = (first.month or 0) > (last.month or 12)
        last = replace(last, year=str(int(first.year) + over))
    last = _placed(last, year)
    low = _edged(first, "from") if first.edge == "start" else _point(first)
    high = _edged(last, "until") if last.edge == "end" else _point(last)
    return f"{low}/{high}"


def year_reason(atom: Atom, context: Context) -> str | None:
    """What decided the year, or the day that a time is told from; None where its own words say the year."""
    own = context.anchor.day or context.anchor.year
    if atom.first.shift:
        return f"told from the document's own date ({own})" if own and not atom.first.year else None
    if all(point.year is not None for point in (atom.first, atom.last, *atom.more) if point):
        return None
    if atom.first.year or _of_sentence(atom, context):
        return "the year stands beside it in the sentence"
    if own:
        return f"the year is told from the document's own date ({own})"
    return "the year is that of the document's other dates" if context.years else None


def _sided(value: str, atom: Atom) -> str:
    if atom.side == "from":
        return f"{value}/.."
    return f"../{value}" if atom.side in ("until", "deadline") else value


def _placed(point: Point, year: Callable[[Point], str | None]) -> Point:
    return point if point.year is not None else replace(point, year=year(point))


def _point(p: Point) -> str:
    """A point at its own precision."""
    year = p.year or "XXXX"
    about = "~" if p.about else ""
    if p.day is not None and p.month is not None:
        return f"{year}-{p.month:02d}-{p.day:02d}" + (f"T{p.time}" if p.time else "") + about
    if p.month is not None:
        return f"{year}-{p.month:02d}{about}"
    if p.season is not None:
        return f"{year}-{p.season}{about}"
    if p.edge:
        return f"{year}-{ {'start': '01', 'end': '12', 'middle': '06'}[p.edge] }~"
    return year + about


def _edged(p: Point, side: str) -> str:
    """ "alusta" opens on the first day, "loppuun" closes on the last; else a month, or a vague part of a year."""
    opens, closes = side == "from" and p.edge == "start", side in ("until", "deadline") and p.edge == "end"
    if (p.year is not None and "X" in p.year) or p.season is not None or not (opens or closes):
        return _point(p)
    year = p.year or "XXXX"
    if opens:
        return f"{year}-{p.month or 1:02d}-01"
    month = p.month or 12
    return f"{year}-{month:02d}-{monthrange(int(year) if year != 'XXXX' else 2023, month)[1]:02d}"


def _year_finder(atom: Atom, context: Context) -> Callable[[Point], str | None]:
    """How a missing year is found: in the sentence, else by the document's date, else by all its dates agreeing."""

    def find(point: Point) -> str | None:
        said = _of_sentence(atom, context)
        if said is not None:
            return said
        if context.anchor.year is not None:
            return _of_anchor(point, atom, context)
        return _of_document(point, context.years)

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
        if (
            lone or (_explicit(other) and other.first.grain == "day" and atom.first.grain == "day")
        ) and other.first.year:
            gap = abs(other.start - atom.start) + (0 if other.start < atom.start else 1000)
            if best is None or gap < best[0]:
                best = (gap, other.first.year)
    return best[1] if best else None


def _of_document(point: Point, years: Sequence[int]) -> str | None:
    if not years:
        return None
    if point.weekday is not None and point.month and point.day:
        fit = {y for y in range(min(years), max(years) + 2) if _fits(y, point)}
        return str(fit.pop()) if len(fit) == 1 else None
    return str(years[0]) if len(set(years)) == 1 else None


def _fits(year: int, point: Point) -> bool:
    try:
        return date(year, point.month or 1, point.day or 1).weekday() == point.weekday
    except ValueError:
        return False


def _of_anchor(point: Point, atom: Atom, context: Context) -> str:
    """The document's year, or the one before or after where the distance and the verbs of the sentence say so."""
    anchor = context.anchor
    year = anchor.year or 0
    month = point.month or _SEASON_START.get(point.season or 0) or _EDGE_MONTH.get(point.edge)
    if point.weekday is not None and point.day:
        fit = [y for y in (year, year + 1, year - 1) if _fits(y, point)]
        if fit:
            return str(fit[0])
    if month is None or anchor.month is None:
        return str(year)
    ahead = month - anchor.month
    if atom.side == "deadline":
        return str(year + (ahead < -1))
    words = context.sentence(atom)
    past, future = any(_verb(m[0]) for m in _PAST.finditer(words)), bool(_FUTURE.search(words))
    if ahead < 0:
        planned = ahead < -1 and point.day is not None and not past and bool(_PLANNED.search(words))
        return str(year + (planned or (ahead < -6 and (future or (not past and ahead <= -8)))))
    return str(year - (ahead > 6 and (past or (not future and ahead >= 9))))


def _verb(word: str) -> bool:
    """Whether a word that ends as a past tense does is none of the nouns that do: "raportti", "komitea", "pankki"."""
    known = readings(word)
    return not known or any(
        r.word_class not in ("nimisana", "nimi", "paikannimi", "etunimi", "sukunimi") for r in known
    )


def _shifted(atom: Atom, context: Context) -> str | None:
    """A time told from the document's date."""
    point, anchor = atom.first, context.anchor
    assert point.shift is not None
    unit, step = point.shift
    bare = replace(point, shift=None)
    if unit == "year":
        year = str(anchor.year + step) if anchor.year is not None else None
        return _sided(_edged(replace(bare, year=year), atom.side), atom)
    if unit == "week number":
        year_of = point.year or (str(anchor.year) if anchor.year else None)
        last = atom.last.shift[1] if atom.last and atom.last.shift else step
        return _weeks(int(year_of), step, last) if year_of else None
    if unit == "turn":
        return _turn(anchor)
    if unit in _TERMS:
        return _term(unit, step, anchor, atom)
    if unit == "named":
        return _sided(_edged(_named(bare, step, anchor), atom.side), atom)
    if unit == "month":
        if anchor.month is None or anchor.year is None:
            return None
        at = anchor.year * 12 + anchor.month - 1 + step
        return _sided(_edged(replace(bare, year=str(at // 12), month=at % 12 + 1), atom.side), atom)
    if anchor.day is None:
        return None
    day = anchor.day
    if unit == "day":
        return (day + timedelta(step)).isoformat()
    if unit == "week":
        monday = day - timedelta(day.weekday()) + timedelta(7 * step)
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    if unit == "day of a week":
        return (day + timedelta(7 * step - day.weekday() + (point.weekday or 0))).isoformat()
    if unit == "near":
        return f"{day.isoformat()}/{(day + timedelta(step)).isoformat()[:7]}~"
    return _sided(_weekday(point.weekday or 0, step, day, context.sentence(atom)), atom)


def _weekday(wanted: int, step: int, day: date, words: str) -> str:
    back = (day.weekday() - wanted) % 7
    if step < 0:
        return (day - timedelta(back or 7)).isoformat()
    ahead = (wanted - day.weekday()) % 7
    if step > 0:
        return (day + timedelta(ahead or 7)).isoformat()
    future = bool(_FUTURE.search(words)) and not _PAST.search(words)
    return (day + timedelta(ahead) if future else day - timedelta(back)).isoformat()


def _named(p: Point, step: int, anchor: Anchor) -> Point:
    """ "viime syksynä" is the last one that has begun before; "ensi maaliskuussa" the next one to come."""
    if anchor.year is None:
        return p
    month = p.month or _SEASON_START.get(p.season or 0, 1)
    now = anchor.month or 1
    length = 2 if p.season else 0
    year = anchor.year
    if step < 0 and month + length >= now:
        year -= 1
    elif step > 0 and month <= now:
        year += 1
    elif step == 0 and p.season == 24 and now <= 2:
        year -= 1
    return replace(p, year=str(year))


def _weeks(year: int, first: int, last: int) -> str | None:
    """From the Monday of one ISO week to the Sunday of another."""
    try:
        monday, sunday = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
    except ValueError:
        return None
    return f"{monday.isoformat()}/{sunday.isoformat()}"


def _turn(anchor: Anchor) -> str | None:
    """The turn of the year nearest to the document."""
    if anchor.year is None or anchor.month is None:
        return None
    year = anchor.year if anchor.month > 5 else anchor.year - 1
    return f"{year}-12/{year + 1}-01"


def _term(body: str, step: int, anchor: Anchor, atom: Atom) -> str | None:
    if anchor.year is None:
        return None
    terms = _TERMS[body]
    late = (anchor.month or 1) >= (7 if body != "parliament" else 5)
    at = next(
        (
            i
            for i, (a, b) in enumerate(terms)
            if a < anchor.year < b or (anchor.year == a and late) or (anchor.year == b and not late)
        ),
        None,
    )
    if at is None or not 0 <= at + step < len(terms):
        return None
    first, last = terms[at + step]
    if atom.first.edge == "end":
        return f"../{last}" if atom.side else f"{last}~"
    if atom.first.edge == "start":
        return f"{first}/.." if atom.side else f"{first}~"
    return f"{first}/{last}"
