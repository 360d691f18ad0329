"""What stands after a number: a currency, a percent sign, a unit of time or measure, a scale, a counted noun."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.wordlists import alternatives, wordlist
from extractors.model.value_kinds import AmountKind
from extractors.text.morphology import readings
from extractors.text.numbers import finnish
from extractors.text.sentences import stops

LEXICON = wordlist("units")


def rules_language(language: str | None) -> str:
    """The language whose rules read a text: Finnish, where it is none of the others that have some.

    >>> rules_language("sv"), rules_language("de"), rules_language(None)
    ('sv', 'fi', 'fi')
    """
    return language if language in ("sv", "en") else "fi"


class Unit(NamedTuple):
    """A unit read from text: its end there, and what a number times `factor` is counted in."""

    end: int
    kind: AmountKind
    unit: str
    factor: Decimal
    rule: str


class _Entry(NamedTuple):
    kind: AmountKind
    unit: str
    factor: Decimal


@lru_cache(maxsize=1)
def unit_words() -> dict[str, _Entry]:
    """Finnish base form -> unit."""
    out = {w: _Entry(e["kind"], e["unit"], Decimal(e.get("factor", "1"))) for e in LEXICON["unit"] for w in e["words"]}
    return out | {w: _Entry("measure", w, Decimal(1)) for w in LEXICON["measures"]["words"]}


@lru_cache(maxsize=1)
def unit_marks() -> dict[str, _Entry]:
    """Symbol, abbreviation or foreign word -> unit."""
    out = {m: _Entry(e["kind"], e["unit"], Decimal(e.get("factor", "1"))) for e in LEXICON["unit"] for m in e["marks"]}
    out |= {m: _Entry("money", "EUR", Decimal(f)) for m, f in LEXICON["glued"].items()}
    out |= {m: _Entry("measure", m, Decimal(1)) for m in LEXICON["measures"]["marks"]}
    return out | {m: _Entry("count", u, Decimal(1)) for m, u in LEXICON["counts"].items()}


@lru_cache(maxsize=4)
def _foreign(language: str) -> dict[str, _Entry]:
    return {
        w: _Entry(e["kind"], e["unit"], Decimal(e.get("factor", "1")))
        for e in LEXICON["unit"]
        for w in e.get(language, ())
    }


@lru_cache(maxsize=1)
def _mark_pattern() -> re.Pattern[str]:
    return re.compile(rf" ?(?P<m>{alternatives(list(unit_marks()))})(?![\wåäö²³2€])(?::\w+)?")


@lru_cache(maxsize=4)
def _foreign_pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf" ?(?P<m>(?i:{alternatives(list(_foreign(language)))}))(?![\wåäö-])")


CURRENCY_FIRST = r"(?:€|£|\$|(?:EUR|USD|NOK|SEK|DKK|CHF|GBP|FIM)(?![A-Z]))"
"""Currencies that may stand before their figures: "NOK 580 million"."""

_CODES = {"€": "EUR", "£": "GBP", "$": "USD"}


def currency_code(sign: str) -> str:
    """The code of a currency that stands before its figures: "€" is EUR."""
    return _CODES.get(sign, sign)


_SCALES = {w: Decimal(value) for value, words in LEXICON["scales"].items() for w in words}
_SCALE = re.compile(rf" ?(?P<w>{alternatives(list(_SCALES))})(?![\wåäö]|(?<=\dM)-[A-ZÅÄÖ])")  # not "2M-IT Oy"
# " miljoonaa", " tuhannen".
_SCALE_WORD = re.compile(r" (?P<w>(?:miljoon|miljard|tuhan|biljoon|tuhat)[a-zåäö]*)(?![\w-])")
UNIT_WORD = re.compile(r" ?(?P<w>[A-Za-zÅÄÖåäöÉéÜü][\w-]*)")
# " %-yksikköä", " prosentti-yksikköä".
_POINTS = re.compile(r" ?%-yks(?:[a-zåäö]+|\.)?|(?: prosentti)?-yksik[a-zåäö]+")
_A_YEAR = re.compile(r" (?:1[5-9]|20)\d\d(?!\d)")  # " 2020": what stands before it is "v." of "vuonna".


def scale(text: str, at: int) -> tuple[Decimal, int]:
    """The factor of "milj.", "miljoonaa", "mrd" ... at a place, and where it ends; (1, at) where there is none.

    >>> scale("7,2 miljoonan euron", 3)
    (Decimal('1000000'), 13)
    """
    m = _SCALE.match(text, at)
    if m:
        return _SCALES[m["w"]], m.end()
    m = _SCALE_WORD.match(text, at)
    if m:
        number = finnish(m["w"])
        if number is not None:
            return number.value, m.end()
    return Decimal(1), at


def _stray(text: str, at: int, m: re.Match[str]) -> bool:
    """Whether a short mark is something else: "3 v. 2020", "kohta 5 e", "3 h + k"."""
    mark = m["m"]
    if mark in ("v", "v.") and _A_YEAR.match(text, m.end()):  # "3 v. 2020".
        return True
    if mark == "h" and text[m.end() : m.end() + 2].strip().startswith("+"):  # "3 h + k" is a flat.
        return True
    # "kohta 5 e" is no sum of five euros; "12 000 e", "1,50 e" are.
    return mark == "e" and not (text[max(0, at - 3) : at].isdigit() or text[max(0, at - 3) : at - 2] == ",")


def _stop(text: str, end: int) -> int:
    """How many letters of a mark are the sentence's own stop: 1 of "5 kpl. Ne", 0 of "5 kpl. vuodessa"."""
    return int(stops(text, end - 1))


_EMITTED = frozenset({"tonni", "kilo", "kilogramma", "kt", "Mt", "kg", "t CO2", "tCO2"})
_CO2 = re.compile(r"(?: ?CO2)?(?P<e>[- ]?ekv(?:ivalentti\w*|\.)?|e)?(?![\w])")  # " CO2-ekv.", " CO2".


def _of_carbon(text: str, found: Unit) -> Unit:
    """ "12 000 tonnia CO2-ekv.", "25 000 t CO2-ekv.": what is weighed belongs to the unit."""
    m = _CO2.match(text, found.end)
    if found.unit not in _EMITTED or m is None or not m[0] or (m[0] == m["e"] and "CO2" not in found.unit):
        return found
    end = m.end() - _stop(text, m.end())
    mass = found.unit.removesuffix(" CO2").removesuffix("CO2")
    return found._replace(end=end, unit=f"{mass} CO2-ekv" if m["e"] else f"{mass} CO2")


_AN_HOUR = re.compile(r" tunnissa\b")  # " tunnissa".
_WHICH_OF_TIME = re.compile(  # "neljän ensimmäisen vuoden", "two full years".
    r" (?:ensimmäise[nt]?\w*|ensimmäistä|peräkkäi\w+|täyden|täyttä|första|hela|first|full|consecutive)(?= )"
)
"""What may stand between a number and its unit of time: "neljän ensimmäisen vuoden"."""


def unit(text: str, at: int, language: str = "fi") -> Unit | None:
    """The unit at a place in a flat text, with what is weighed: "tonnia CO2-ekv."; None where none stands.

    >>> unit("12 000 tonnia CO2-ekv. vuodessa", 6).unit
    'tonni CO2-ekv'
    """
    skipped = _WHICH_OF_TIME.match(text, at)
    found = _unit(text, skipped.end() if skipped else at, language)
    if skipped and (found is None or found.kind != "duration"):  # "kolmen ensimmäisen hakijan" counts no time.
        return None
    hour = _AN_HOUR.match(text, found.end) if found is not None and found.unit in ("kilometri", "km") else None
    if found is not None and hour is not None:
        return found._replace(end=hour.end(), unit="km/h")
    return _of_carbon(text, found) if found is not None and found.kind == "measure" else found


def _unit(text: str, at: int, language: str = "fi") -> Unit | None:
    """The unit at a place in a flat text, a scale before it included; None where none stands.

    >>> unit("3,3 M€", 3)[1:4]
    ('money', 'EUR', Decimal('1000000'))
    >>> unit("noin kahdessa kuukaudessa", 13)[1:3]
    ('duration', 'month')
    """
    points = _POINTS.match(text, at)
    if points:  # "3 %-yksikköä".
        return Unit(points.end(), "percent", "percentage point", Decimal(1), "percent")
    m = _mark_pattern().match(text, at)
    if m and not _stray(text, at, m):
        entry = unit_marks()[m["m"]]
        spaced = text[at : at + 1] == " "
        if not (m["m"] in ("m", "l", "g", "c", "e", "v", "t.", "n") and not spaced and m["m"] != "e"):
            end = m.end() - _stop(text, m.end())
            rule = "count of pieces" if entry.kind == "count" else entry.kind
            return Unit(end, entry.kind, entry.unit, entry.factor, rule)
    factor, end = scale(text, at)
    if end > at:
        inner = unit(text, end, language) if text[end : end + 1] in " €" else None
        if inner is not None and inner.kind != "duration":  # "7,2 miljoonan euron".
            return inner._replace(factor=inner.factor * factor)
        return Unit(end, "money", "", factor, "money without currency")
    if language in ("sv", "en"):
        m = _foreign_pattern(language).match(text, at)
        if m:
            entry = _foreign(language)[m["m"].lower()]
            if entry.unit == "year" and _A_YEAR.match(text, m.end()):
                return None  # "från 1 300 till 1 900 år 2015"
            return Unit(m.end(), entry.kind, entry.unit, entry.factor, entry.kind)
    m = UNIT_WORD.match(text, at)
    if m and text[at : at + 1] == " ":  # "kahdessa kuukaudessa".
        found = unit_words().get(m["w"]) or _of_readings(m["w"])
        if found and not (found.unit == "year" and _A_YEAR.match(text, m.end())):
            return Unit(m.end(), found.kind, found.unit, found.factor, found.kind)
    return None


@lru_cache(maxsize=20_000)
def _of_readings(word: str) -> _Entry | None:
    low = word.lower()
    for reading in readings(low):
        entry = unit_words().get(reading.lemma)
        if entry is not None and reading.word_class in ("nimisana", "lukusana", "nimisana_laatusana"):
            return entry
    return None
