"""Identifiers: the numbers of matters, bills, statutes, sections, projects, companies, properties and addresses.

They are records of their own, and what is inside one is neither a date nor an amount: `identifier_spans(text)` tells
the other finders what to leave alone (phone numbers, page numbers and references included).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.reliability import rule_name
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.model.records import Evidence, Identifier, evidence
from extractors.text.normalised import Spans, flat, hits, near_digits


class Form(NamedTuple):
    """One entry of `lexicon/identifiers.toml`, ready to use."""

    kind: str
    pattern: re.Pattern[str]
    value: str | None
    span: str | int
    confidence: float
    record: bool
    check: Callable[[str], bool] | None
    needs: tuple[str, ...]
    digits: bool


class FoundIdentifier(NamedTuple):
    """One identifier in a flat text."""

    start: int
    end: int
    kind: str
    value: str
    confidence: float
    record: bool


def business_id(text: str) -> bool:
    """Whether a Y-tunnus has the right check digit.

    >>> business_id("0201256-6"), business_id("0201256-7")
    (True, False)
    """
    digits, _, check = text.partition("-")
    rest = sum(int(d) * w for d, w in zip(digits.zfill(7), (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return rest != 1 and int(check) == (11 - rest if rest else 0)


CHECKS: dict[str, Callable[[str], bool]] = {"business": business_id}


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """The forms of the lexicon, in its order."""
    return tuple(
        Form(
            e["kind"],
            re.compile(e["pattern"]),
            e.get("value"),
            e.get("span", 0),
            e.get("confidence", 0.9),
            e.get("record", True),
            CHECKS.get(e.get("check", "")),
            tuple(e.get("needs", ())),
            e["kind"] not in ("url", "email"),
        )
        for e in wordlist("identifiers")["identifier"]
    )


@lru_cache(maxsize=16)
def identifiers_in(text: str) -> tuple[FoundIdentifier, ...]:
    """Every identifier of a flat text in order of place; none overlap."""
    taken = bytearray(len(text))
    found = []
    for form in forms():
        if form.needs and not any(needed in text for needed in form.needs):
            continue
        for m in hits(form.pattern, text, near_digits(text) if form.digits else ((0, len(text)),)):
            start, end = m.span(form.span)
            while end > start and text[end - 1] in " \t\n.,;":
                end -= 1
            if start >= end or taken.find(1, start, end) >= 0:
                continue
            words = text[start:end]
            if form.check and not form.check(words):
                continue
            taken[start:end] = b"\x01" * (end - start)
            value = form.value.format(**m.groupdict()) if form.value else " ".join(words.split())
            found.append(FoundIdentifier(start, end, form.kind, value, form.confidence, form.record))
    return tuple(sorted(found))


@lru_cache(maxsize=16)
def identifier_spans(text: str) -> Spans:
    """What the other finders leave alone in a flat text.

    >>> identifier_spans("HE 52/2024 vp").touch(3, 10)
    True
    """
    return Spans((f.start, f.end) for f in identifiers_in(text))


def find_identifiers(document: Document) -> Iterator[Identifier]:
    """One Identifier for each that a document names, with every mention.

    >>> doc = Document(id="a", text="Hallituksen esitys HE 52/2024 vp, hanke VM201:00/2024, laki (412/2020).")
    >>> [(i.kind, i.value) for i in find_identifiers(doc)]
    [('government bill', 'HE 52/2024 vp'), ('project', 'VM201:00/2024'), ('statute', '412/2020')]
    """
    grouped: dict[tuple[str, str], tuple[float, list[Evidence]]] = {}
    for f in identifiers_in(flat(document)):
        if f.record:
            grouped.setdefault((f.kind, f.value), (f.confidence, []))[1].append(evidence(document, f.start, f.end))
    for (kind, value), (confidence, where) in grouped.items():
        rule = rule_name("identifiers", kind)
        yield Identifier(kind=kind, value=value, evidence=tuple(where), confidence=confidence, rule=rule)
