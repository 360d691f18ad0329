"""Cents that are centimetres: "Lunta on 70–110 senttiä", but "Litra maksaa 12 senttiä enemmän"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.amounts.amount_mention import Mention
from extractors.amounts.units import LEXICON
from extractors.lexicon.wordlists import alternatives
from extractors.text.sentences import sentence

_CENTS = re.compile(r"sent(?:ti\w*|in|illä|istä|eissä|tejä)$")
_WORDS: dict[str, dict[str, list[str]]] = LEXICON["centimetres"]


def _said(of: str) -> str:
    return rf"\b(?i:(?:{alternatives(_WORDS[of]['beginnings'])})\w*|{alternatives(_WORDS[of]['words'])})\b"


_LENGTH, _PRICE = re.compile(_said("length")), re.compile(rf"{_said('price')}|€")


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
