"""Cents that are centimetres: "Lunta on 70–110 senttiä", but "Litra maksaa 12 senttiä enemmän"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.amounts.amount_mention import Mention
from extractors.text.sentences import sentence

_CENTS = re.compile(r"sent(?:ti\w*|in|illä|istä|eissä|tejä)$")
_LENGTH = re.compile(
    r"\b(?i:lunta|lumi|lumen|lumipeit\w+|veden|vesi|vettä|vedenpin\w+|pinta\w*|jää|jään|jäätä|routa\w*|korkeu\w+|korkea\w*|pituu\w+"
    r"|pitkä\w*|pitkiä|syvyy\w+|syvä\w*|syviä|leveyd\w+|leveä\w*|leveys|paksuu\w+|paksu\w*|halkaisija\w*|läpimit\w+"
    r"|etäisyy\w+|turvaväli\w*|metri\w*|sade\w*|satoi)\b"
)
_PRICE = re.compile(
    r"\b(?i:euro\w*|hin(?:ta|na|to|no)\w*|maks\w+|mak(?:su|sa)\w*|vero\w*|taksa\w*|kustan\w+|litra\w*|kilo\w*"
    r"|kilowatti\w*|korvau\w+|palk\w+|tunti\w*|osak\w+|osin\w+|halve\w+|kallist\w+|tuki|tuen|tukea)\b|€"
)


def in_centimetres(text: str, m: Mention) -> Mention:
    """The mention as a length, where its sentence speaks of one and of no price."""
    if m.kind != "money" or _CENTS.search(text, m.start, m.end) is None:
        return m
    start, end = sentence(text, m.start)
    said = text[start : m.start] + " " + text[m.end : end]
    if _PRICE.search(said) or not _LENGTH.search(said):
        return m
    low, high = m.low / Decimal("0.01"), m.high / Decimal("0.01")
    return replace(m, kind="measure", unit="senttimetri", low=low, high=high, rule="measure")
