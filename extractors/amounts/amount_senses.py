"""Whether an amount is a total, a change (by so much, from so much, to so much), or how far off a time is.

"nousivat 12,4 miljoonasta 15,8 miljoonaan euroon"   from, to
"kasvoi 2,1 prosenttia", "korotetaan 35 eurolla"     by
"yhteensä 4 miljoonaa euroa"                         a total
"kaksi päivää myöhemmin"                             no amount: a time
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extractors.amounts.amount_mention import Mention
from extractors.amounts.units import LEXICON
from extractors.lexicon.wordlists import either
from extractors.model.value_kinds import AmountSense
from extractors.text.sentences import sentence

_MORE_OR_LESS = either("amount_patterns", "changing")
_CHANGING = re.compile(rf"\b(?i:{_MORE_OR_LESS})\b")
"""Verbs of more and less."""

_TOTAL_BEFORE = re.compile(
    r"\b(?i:yhteensä|kaikkiaan|sammanlagt|totalt|in total|a total of)(?: (?:noin|n\.|yli|lähes))? ?$"
)
_TOTAL_AFTER = re.compile(r" (?i:yhteensä|kaikkiaan|sammanlagt|totalt|in total|altogether)\b")
_TOTAL_SUBJECT = re.compile(
    r"\b(?i:kokonais\w+|loppusumma\w*|yhteissumma\w*|totalbelopp\w*)(?: (?:on|oli|ovat|olivat|är|var))? ?$"
)
_FROM = re.compile(r"(?i:(?:%:sta|€:sta|\w+(?:sta|stä)))$")
_TO = re.compile(
    r"(?i:(?:euroon|miljoonaan|miljardiin|prosenttiin|%:iin|€:oon|€:n?een|henkilöön|tonniin|kappaleeseen))$"
)
_BY = re.compile(
    r"(?i:(?:eurolla|miljoonalla|miljardilla|prosentilla|prosenttiyksiköllä|%:lla|€:lla|henkilöllä|tonnilla))$"
)
_BY_AFTER = re.compile(r" (?:verran|edestä)\b")
_RIGHT_AFTER_VERB = re.compile(
    r"\b(?P<v>\w+)(?: (?:edelleen|hieman|viime vuodesta|edellisvuodesta|vuodessa|with|by|med)){0,2}"
    r"(?: (?:noin|yli|lähes|alle))? ?$"
)


class Surroundings(NamedTuple):
    """An amount's own words and those of its sentence on either side."""

    before: str
    own: str
    after: str

    @property
    def changing(self) -> bool:
        """A verb of more or less stands in the sentence."""
        return _CHANGING.search(self.before) is not None or _CHANGING.search(self.after) is not None


def sense_of(text: str, m: Mention) -> AmountSense:
    """How an amount is meant in its sentence.

    >>> from decimal import Decimal
    >>> said = "Menot kasvoivat 4 miljoonaa euroa."
    >>> sense_of(said, Mention(16, 33, "money", Decimal(4), Decimal(4), "EUR", "exact", "money"))
    'change by'
    """
    if m.kind == "duration":
        return "amount"
    start, end = sentence(text, m.start)
    told = Surroundings(text[start : m.start], text[m.start : m.end], text[m.end : end])
    return next((sense for sense, rule in _RULES if rule(told)), "amount")


def _a_total(told: Surroundings) -> bool:
    """ "yhteensä 4 miljoonaa euroa", "4 miljoonaa euroa yhteensä", "kokonaiskustannukset ovat 4 M€"."""
    return bool(
        _TOTAL_BEFORE.search(told.before) or _TOTAL_AFTER.match(told.after) or _TOTAL_SUBJECT.search(told.before)
    )


def _from(told: Surroundings) -> bool:
    """ "nousi 3,75 prosentista", "korottaa rajan 200 000 eurosta"; nothing changes in "osa 17 alueesta"."""
    return _FROM.search(told.own) is not None and told.changing


def _to(told: Surroundings) -> bool:
    """ "laski 4,25 prosenttiin"."""
    return _TO.search(told.own) is not None and told.changing


def _by(told: Surroundings) -> bool:
    """ "korotetaan 35 eurolla", "kasvoi 2,1 prosenttia", "supistui 300 miljoonan euron verran"."""
    if not told.changing:
        return False
    if _BY.search(told.own) or _BY_AFTER.match(told.after):
        return True
    verb = _RIGHT_AFTER_VERB.search(told.before)
    return verb is not None and _CHANGING.fullmatch(verb["v"]) is not None


_RULES: tuple[tuple[AmountSense, Callable[[Surroundings], bool]], ...] = (
    ("total", _a_total),
    ("change from", _from),
    ("change to", _to),
    ("change by", _by),
)


_DISTANCE_AFTER = re.compile(
    r" (?:(?:aiemmin|aikaisemmin|myöhemmin|sitten|takaperin|earlier|later|ago|sedan|tidigare|senare)\b|from now\b)"
)
_OM_BEFORE = re.compile(r"(?P<noun>[a-zåäö]+)? ?\b[Oo]m $")
_OM_REACH = 24
"""Characters before a length of time in which "om" and the noun before it stand."""

_LASTING_NOUNS = frozenset(LEXICON["counts apart"]["lasting"])


def is_a_distance(text: str, m: Mention) -> bool:
    """Does a duration tell how far off a time is: "kaksi päivää myöhemmin", "three years ago", "om fem år"?"""
    if m.kind != "duration":
        return False
    if _DISTANCE_AFTER.match(text, m.end):
        return True
    om = _OM_BEFORE.search(text, max(0, m.start - _OM_REACH), m.start)
    return om is not None and om["noun"] not in _LASTING_NOUNS
