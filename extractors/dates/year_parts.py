"""Parts of years and groups of them: Q1/2024, H1 2017, alkuvuodesta 2022, 1990-luvulla, viikolla 42.

Seasons are words of their own: `dates_in_words.py` finds them, `points_as_edtf.py` writes them as EDTF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.dates.dates_in_words import BEFORE, EDGE, YEAR_ENDS, edge_of
from extractors.dates.numeric import YEAR, long_year
from extractors.dates.unresolved import Atom, Edge, Point, late_in
from extractors.text.normalised import hits, near, near_digits

# "alkuvuonna 2021", "loppuvuodesta".
EARLY = re.compile(
    r"\b(?i:(?P<part>alku|loppu|keski)vuo(?P<form>nna|den|desta|teen|si|delle|deksi))"
    rf"(?: (?P<y>{YEAR}){YEAR_ENDS})?(?: (?:aikana)\b)?"
)
# "Q1/2021", "2021 Q2-Q3", "H1 2020".
QUARTER = re.compile(
    rf"{BEFORE}(?:(?P<y0>{YEAR})[ /-]?)?(?:Q(?P<q>[1-4])(?:-Q?(?P<q2>[1-4]))?|H(?P<h>[12]))"
    rf"(?:[ /-]{{0,3}}(?:vuonna )?(?P<y>{YEAR}){YEAR_ENDS})?(?![\w])"
)
_ORDINALS = {
    "ensimmäise": 1,
    "toise": 2,
    "kolman": 3,
    "neljän": 4,
    "ensimmäinen": 1,
    "toinen": 2,
    "kolmas": 3,
    "neljäs": 4,
    "jälkimmäise": 2,
    "viimeise": 4,
}
# "vuoden 2021 toisella neljänneksellä", "1. vuosineljännes 2020", "toinen vuosipuolisko 2020".
QUARTER_WORDS = re.compile(
    rf"\b(?i:(?:(?:vuoden|vuonna) (?P<y0>{YEAR}) )?(?:(?P<n>[1-4])\. ?|(?P<o>{'|'.join(_ORDINALS)})"
    r"(?:llä|lla|nella|neljännellä|nnen|ssä|ssa|nteen|nnestä|nnellä|nnella|n|nä|ksi|en|stä|)? )"
    r"(?:vuosi)?(?P<what>neljännes|neljännekse|kvartaali|puolisko|puoliskolla)(?:n|llä|lla|ssä|ssa|en"
    r"|sta|stä|lle|een|iin|in|)?)\b"
    rf"(?: (?:vuonna )?(?P<y>{YEAR}){YEAR_ENDS})?(?: (?:aikana)\b)?"
)
# "kvartaali", "vuosineljännes": in a text with one of these "neljännes" is of a year, elsewhere of a match.
_YEARLY = re.compile(r"vuosineljänn|kvartaal|neljännesvuo|edellisvuo|vuodentakai|vuotta aiemmin|vuosipuolisko", re.I)
"""Words of texts that count by quarters of a year."""

# "1990-luvulla", "60- ja 70-luvulla", "1980-1990-luvuilla".
DECADE = re.compile(
    rf"{BEFORE}(?:(?P<y0>(?:1[0-9]|20)\d0|[1-9]0)(?P<how>- (?:ja|tai|sekä) |-))?(?P<y>(?:1[0-9]|20)\d0|[1-9]0)"
    r"-lu(?:vun|vulla|vulta"
    rf"|vulle|ku|vuilla|kua|vusta|vuksi|kujen|vuille|vuilta)\b(?: (?P<edge>{EDGE})\b)?(?: (?:aikana)\b)?"
)
_WEEK = r"(?:[1-4]\d|5[0-3]|[1-9])"
WEEK = re.compile(
    rf"\b(?i:viikolla|viikoilla|viikkojen|viikon|viikot|viikko|vko|vk|vecka|week)(?:lla|t|n)?\.? (?P<w>{_WEEK})"
    rf"(?: ?- ?(?P<w2>{_WEEK}))?(?!\d|[.,:]\d| ?(?:h|%|päivä))(?:(?: ?/ ?| (?:vuonna )?)(?P<y>{YEAR}){YEAR_ENDS})?"
)
BARE_EDGE = re.compile(
    rf"\b(?i:(?P<of>vuoden|kuun)) (?P<edge>{EDGE})\b"
    r"|\b(?i:(?:tulevassa |viime |ensi )?vuoden ?vaih(?:teessa|teen|teeseen|teesta|de))"
    rf"\b(?: (?P<y>{YEAR}) ?[-/] ?(?P<y2>{YEAR}|\d\d)(?!\d))?"
)
_OF_ANOTHER = re.compile(
    r"\b(?:sen|jonka|kunkin|joka|saman|jokaisen|edellisen|seuraavan|ko\.|kyseisen|[a-zåäö]+nnen) $"
)
_TELLING_EDGES = {"alussa", "lopussa", "loppuun", "alusta", "lopulla", "puolivälissä"}


def parts_of_years(text: str) -> Iterator[Atom]:
    """Quarters, halves, early and late years, decades, weeks and turns of the year."""
    for rule in (_quarter, _early, _decade, _week, _edge):
        yield from rule(text)


def _quarter(text: str) -> Iterator[Atom]:
    for m in hits(QUARTER, text, near_digits(text)):
        year = m["y"] or m["y0"]
        if year is None:
            continue
        low = (int(m["q"]) - 1) * 3 + 1 if m["q"] else (int(m["h"]) - 1) * 6 + 1
        high = int(m["q2"] or m["q"]) * 3 if m["q"] else int(m["h"]) * 6
        yield Atom(*m.span(), "quarter", Point(year, low), Point(year, high))
    for m in hits(QUARTER_WORDS, text, near(text, ("neljänne", "kvartaal", "puolisko"))):
        year = m["y"] or m["y0"]
        placed = m[0].endswith(("llä", "lla")) and _YEARLY.search(text) is not None  # of a year, and not of a match
        n = int(m["n"]) if m["n"] else _ORDINALS[m["o"].lower()]
        size = 6 if m["what"].startswith("puol") else 3
        n = min(n, 12 // size)
        # "toisella neljänneksellä" without its year.
        if year or placed:
            yield Atom(*m.span(), "quarter", Point(year, (n - 1) * size + 1), Point(year, n * size))


def _early(text: str) -> Iterator[Atom]:
    for m in hits(EARLY, text, near(text, ("vuo",))):
        edge: Edge = {"alku": "start", "loppu": "end", "keski": "middle"}[m["part"].lower()]  # type: ignore[assignment]
        told = m["y"] or m["form"] in ("nna", "den", "desta")
        # "loppuvuonna 2021".
        if told and edge == "end":
            yield Atom(*m.span(), "edge of a year", *late_in(m["y"]))
        elif told:
            yield Atom(*m.span(), "edge of a year", Point(m["y"], edge=edge))


def _decade(text: str) -> Iterator[Atom]:
    for m in hits(DECADE, text, near_digits(text)):
        points = tuple(Point(_decade_of(y, bool(m["edge"]))) for y in (m["y0"], m["y"]) if y)
        # "1980-1990-luvuilla".
        if len(points) > 1 and m["how"] == "-":
            yield Atom(*m.span(), "decade", points[0], points[1])
        else:
            yield Atom(*m.span(), "decade", points[0], more=points if len(points) > 1 else ())


def _decade_of(year: str, part: bool) -> str:
    """ "1990" -> 199X, "60" -> 196X; "1900" is the century, but the start of it its first decade."""
    year = long_year("19", year)
    return f"{year[:2]}XX" if year.endswith("00") and not part else f"{year[:3]}X"


def _week(text: str) -> Iterator[Atom]:
    for m in hits(WEEK, text, near_digits(text)):
        first = Point(m["y"], shift=("week number", int(m["w"])))
        last = Point(m["y"], shift=("week number", int(m["w2"]))) if m["w2"] else None
        if not (m[0].lower().startswith(("viikko ", "week")) and not m["y"]):
            yield Atom(*m.span(), "week", first, last)


def _edge(text: str) -> Iterator[Atom]:
    for m in hits(BARE_EDGE, text, near(text, ("uoden", "kuun "))):
        if m["edge"]:
            edge, side = edge_of(m["edge"])
            alone = not _OF_ANOTHER.search(text, max(0, m.start() - 16), m.start())
            # "vuoden lopussa", but not "tilivuoden lopussa".
            if m["edge"].lower() in _TELLING_EDGES and alone:
                unit = "year" if m["of"].lower() == "vuoden" else "month"
                yield Atom(*m.span(), "edge of a year", Point(edge=edge, shift=(unit, 0)), side=side)
        elif m["y"]:
            yield Atom(*m.span(), "edge of a year", Point(m["y"], 12), Point(long_year(m["y"], m["y2"]), 1))
        else:
            yield Atom(*m.span(), "edge of a year", Point(shift=("turn", 0)))
