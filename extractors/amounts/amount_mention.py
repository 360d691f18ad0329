"""One amount as it is read: a number, its unit, the qualifier before it and what it is for each of after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.amounts.units import LEXICON, Unit
from extractors.lexicon.wordlists import alternatives
from extractors.model.value_kinds import AmountKind, AmountSense, Qualifier
from extractors.text.morphology import readings

_QUALIFIERS = {w: q for q, words in LEXICON["qualifiers"].items() for w in words}
QUALIFIER = re.compile(
    rf"(?:(?<![\w.,])(?i:(?P<w>{alternatives([w for w in _QUALIFIERS if w[0].isalpha()])}))(?: (?:noin"
    r"|kuitenkin|vain|yhteensä))? ?|(?P<s>[~≈<>≥≤]) ?)$"
)
_WITHIN = re.compile(r" (?:kuluessa|sisällä|sisään)\b")
_PER = LEXICON["per"]
_EACH = re.compile(r" (?P<w>[a-zåäö-]+) (?:kohti|kohden)\b")
_PER_NOUN = re.compile(r" per (?P<w>[a-zåäö]+)")
_PER_ENDINGS = ("ssa", "ssä", "ttain", "ltä", "lta", "ligen", "ally")
_PER_WORDS = [w for w in _PER if " " in w or w.endswith(_PER_ENDINGS)]
_PER_PATTERN = re.compile(
    rf" ?/ ?(?P<a>{alternatives([w for w in _PER if ' ' not in w])})(?![\wåäö])"
    rf"|(?:,| )? ?(?P<b>{alternatives(_PER_WORDS)})(?![\wåäö])"
)


_PER_SLASH = re.compile(r" ?/ ?(?P<w>[a-zåäö]{3,})(?![\w/-])")
_PER_BEFORE = re.compile(r"\b(?i:(?P<w>vuosittain|kuukausittain|viikoittain|päivittäin)) $")
_EACH_TIME = {"vuosittain": "year", "kuukausittain": "month", "viikoittain": "week", "päivittäin": "day"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount in a flat text, before mentions of one value are put together."""

    start: int
    end: int
    kind: AmountKind
    low: Decimal
    high: Decimal
    unit: str | None
    qualifier: Qualifier
    rule: str
    per: str | None = None
    purpose: str | None = None
    after: int = 0
    when: str | None = None
    sense: AmountSense = "amount"
    payer: str | None = None
    payee: str | None = None


def mention(text: str, start: int, low: Decimal, high: Decimal, found: Unit, *, about: bool = False) -> Mention:
    """Puts number and unit together, with the qualifier before and what it is for each of after."""
    qualifier: Qualifier = "about" if about else "exact"
    m = QUALIFIER.search(text, max(0, start - 28), start)
    if m:
        said = m["w"] or m["s"]
        if not (said.lower() == "n" and m["w"] == "N"):
            qualifier, start = (
                _QUALIFIERS.get(said.lower(), _QUALIFIERS.get(said, "about")),
                m.start("w" if m["w"] else "s"),
            )
    rule, code = found.rule, found.unit
    if found.kind == "money" and not code:
        code = "EUR"
    per = per_what(text, found.end) or _each_time(text, start)
    if found.kind == "duration" and qualifier == "exact" and _WITHIN.match(text, found.end):
        qualifier = "at most"
    return Mention(
        start,
        found.end,
        found.kind,
        low * found.factor,
        high * found.factor,
        code,
        qualifier,
        rule,
        per,
        None,
        found.end,
    )


def per_what(text: str, at: int) -> str | None:
    """What an amount is for each of: "/vuosi", "vuodessa", "hanketta kohden"."""
    m = _PER_PATTERN.match(text, at)
    if m:
        return str(_PER[m["a"] or m["b"]])
    m = _PER_NOUN.match(text, at)
    if m:
        return m["w"]
    m = _PER_SLASH.match(text, at)
    if m:
        # "0,5 ap / asunto": a noun in its base form
        return next((r.lemma for r in readings(m["w"]) if r.case == "nominative" and r.word_class == "nimisana"), None)
    m = _EACH.match(text, at)
    if m:
        return next((r.lemma for r in readings(m["w"]) if r.case == "partitive" and r.word_class == "nimisana"), None)
    return None


def _each_time(text: str, start: int) -> str | None:
    """ "vuosittain 150 000 euroa"."""
    m = _PER_BEFORE.search(text, max(0, start - 20), start)
    return _EACH_TIME[m["w"].lower()] if m else None
