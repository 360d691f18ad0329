"""What the head of a column, the label of a row or the caption of a table says of its numbers: their unit, their year.

"Avustus (1 000 euroa)"   money in euros, times a thousand
"Kesto, kk"               months
"Pisteet", "Vuosi"        numbers without a unit, whatever the table's is
"TA 2025"                 the year they are of
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts.amount_mention import per_what
from extractors.amounts.counts_apart import NONE
from extractors.amounts.units import LEXICON
from extractors.lexicon.wordlists import either
from extractors.model.value_kinds import AmountKind
from extractors.text.morphology import readings

_CURRENCY = (
    r"€|euroa?\b|euros\b|euroina\b|eur(?=m\b|\b)|markkaa\b"
    r"|(?<=000 )mk\b|(?<=milj\. )mk\b|(?<=\()mk(?=\))|(?<=, )mk$"  # not "Lapin mk", a province
)
_SCALE = either("amount_patterns", "scales_of_heads")
HEAD = re.compile(
    r"(?:(?<![\w%])(?P<heads>1[ .]?000) (?P<people>henk\w+|hlö\w*|asukas\w*))"
    rf"|(?:(?<![\w%])(?P<scale>{_SCALE})[ -]?)?(?P<cur>{_CURRENCY})(?:,? ?(?P<after>{_SCALE})(?![\w.]))?"
    r"|(?P<pct>(?<!\d)(?<!\d )%|\bprosenttia\b|\bprosentteina\b|\bprosenttiosuus\b|\bprocent\b|\bper cent\b)(?!-)"
    r"|(?P<count>\bkpl\b|\bhtv\b|\bhlö\b)"
    r"|(?:(?<![\w%])(?P<tons_scale>1[ .,]?000) )?\b(?P<tons>tonnia|tonnes|ton)\b"
    r"|(?P<measure>\b(?:m2|m²|k-m2|k-m²|kem2|kem²|km|ha|GWh|MWh|kWh)(?![\w²]))",
    re.I,
)


SPANS = {
    "kk": "month",
    "vk": "week",
    "pv": "day",
    "vrk": "day",
    "vuotta": "year",
    "kuukautta": "month",
    "viikkoa": "week",
    "päivää": "day",
    "tuntia": "hour",
}
SPAN = re.compile(rf"(?:^|[,(] ?)(?P<span>{'|'.join(SPANS)})\)?$", re.I)
"""A duration is a head's unit at its end: "Kesto, kk", "Käsittelyaika (pv)"; "joka kk" is none."""

BARE = re.compile(either("amount_patterns", "heads_without_units"), re.I)
"""Heads of columns whose numbers have no unit, whatever the other columns have."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "2026–2028".
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)(?!\d)")


class HeadUnit(NamedTuple):
    """A unit named in a head: every number under it is times `factor`."""

    kind: AmountKind
    unit: str
    factor: Decimal
    per: str | None = None


def head_unit(words: str) -> HeadUnit | None:
    """The unit a head, label or caption names; None where it names none.

    >>> head_unit("Avustus (1 000 euroa)"), head_unit("Osuus, %").unit, head_unit("Hakija")
    (HeadUnit(kind='money', unit='EUR', factor=Decimal('1000'), per=None), '%', None)
    >>> head_unit("Kesto, kk").unit, head_unit("Kustannus, €/asukas").per
    ('month', 'asukas')
    """
    m = HEAD.search(words)
    if not m:
        span = SPAN.search(words)
        return HeadUnit("duration", SPANS[span["span"].lower()], Decimal(1)) if span else _counted_at_end(words)
    # "1 000 henkeä".
    if m["people"]:
        return HeadUnit("count", {"a": "asukas"}.get(m["people"][0].lower(), "henki"), Decimal(1000))
    # "Avustus (1 000 euroa)", "Kustannus, €/asukas".
    if m["cur"]:
        currency = "FIM" if m["cur"].lower().startswith("m") else "EUR"
        return HeadUnit("money", currency, _factor(m["scale"] or m["after"]), per_what(words, m.end()))
    # "Osuus, %".
    if m["pct"]:
        return HeadUnit("percent", "%", Decimal(1))
    # "Määrä, kpl".
    if m["count"]:
        return HeadUnit("count", LEXICON["counts"].get(m["count"].lower(), m["count"].lower()), Decimal(1))
    # "Päästöt, 1 000 tonnia".
    if m["tons"]:
        return HeadUnit("measure", "tonni", _factor(m["tons_scale"]))
    return HeadUnit("measure", m["measure"], Decimal(1))


# "Opiskelijat, henkilöä", "Koulut (oppilasta)".
_AT_END = re.compile(r"[,(] ?(?P<w>[a-zåäö-]{4,})\)?$")
_PEOPLE = {"personer": "person", "persons": "person", "people": "people", "henkeä": "henki"}


def _counted_at_end(words: str) -> HeadUnit | None:
    """What is counted, named at the end of a head or caption: "Opiskelijat, henkilöä", "Koulut (oppilasta)"."""
    m = _AT_END.search(words)
    if m is None:
        return None
    noun = _PEOPLE.get(m["w"]) or next(
        (
            r.lemma.lower()
            for r in readings(m["w"])
            if r.word_class == "nimisana" and r.case == "partitive" and not r.plural
        ),
        None,
    )
    return HeadUnit("count", noun, Decimal(1)) if noun and noun not in NONE else None


def _factor(scale: str | None) -> Decimal:
    if not scale:
        return Decimal(1)
    low = re.sub("[ .,]", "", scale.lower())
    if low.startswith(("mrd", "miljard", "b")):
        return Decimal(10**9)
    return Decimal(10**6) if low[0] == "m" or low == "1000000" else Decimal(1000)


def year_of(words: str) -> str | None:
    """The one year, or the one span of years, that a head names, as EDTF.

    >>> year_of("TA 2025"), year_of("Suunnitelma 2026–2028"), year_of("Muutos 2023, 2024"), year_of("Menot")
    ('2025', '2026/2028', None, None)
    """
    span = YEARS.search(words)
    rest = YEARS.sub("", words, count=1) if span else words
    years = set(YEAR.findall(rest))
    if span:
        return f"{span[1]}/{span[2]}" if not years and span[1] < span[2] else None
    return years.pop() if len(years) == 1 else None


def name_of(words: str) -> str:
    """What a head names besides its unit and year.

    >>> name_of("Menot, 1 000 €"), name_of("TA 2025"), name_of("2025")
    ('Menot', 'TA', '')
    """
    left = re.sub(r"\(\s*\)", "", SPAN.sub("", HEAD.sub("", YEARS.sub("", words))))
    return " ".join(YEAR.sub("", left).split()).strip(" ,;:()/-–")


def columns_of(cells: Sequence[tuple[int, int]], column: int) -> range:
    """The columns that the cell of a column stands over, side by side; none where it is empty.

    >>> columns_of([(0, 5), (6, 9), (6, 9), (10, 10)], 2), columns_of([(0, 5), (6, 6)], 1)
    (range(1, 3), range(0, 0))
    """
    span = cells[column]
    if span[0] >= span[1]:
        return range(0)
    first, end = column, column + 1
    while first > 0 and cells[first - 1] == span:
        first -= 1
    while end < len(cells) and cells[end] == span:
        end += 1
    return range(first, end)
