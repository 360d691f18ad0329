"""Amounts: money, percentages, durations, counts and measures, with what they are for.

units             what stands after a number: a unit, a scale, a counted noun
amount_mentions   a flat text -> Mentions
tables            a document's tables -> Mentions, their units from head, label, corner or caption, and Doubts
amount_senses     whether it is a total, a change by, from or to, or no amount but how far off a time is
purposes          what an amount is for, when the sentence says
parties           who pays it and who gets it, when the sentence or table says
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from extractors.amounts.amount_mention import Mention
from extractors.amounts.amount_mentions import mentions
from extractors.amounts.amount_senses import is_a_distance, sense_of
from extractors.amounts.bracketed import of_other_years
from extractors.amounts.centimetres import in_centimetres
from extractors.amounts.counts_apart import RULE as COUNT_APART
from extractors.amounts.parties import parties_of
from extractors.amounts.purposes import purpose
from extractors.amounts.shared_units import shared_with_change
from extractors.amounts.tables.table_cells import Beside, Doubt
from extractors.amounts.tables.table_units import table_mentions, with_heads
from extractors.amounts.units import LEXICON, rules_language
from extractors.dates import languages_of
from extractors.dates.ranges import atoms_in
from extractors.identifiers import identifiers_in
from extractors.lexicon.reliability import rule_name
from extractors.lexicon.wordlists import either
from extractors.model.document import Document, Issue
from extractors.model.records import Amount, Evidence, evidence
from extractors.text.normalised import Spans, flat

_MONEY_TALK = re.compile(either("amount_patterns", "money_talk"))
_CONFIDENCE: dict[str, float] = LEXICON["confidence"]
_REASONS = {
    "table cell": "the unit stands in the head of its column or row, or in the table's caption",
    "row of figures": "the unit is that of the row's other figures",
}
"""What decided an amount that its own words leave open, by rule."""

DIGITS = 22
"""Before the comma of the largest amount: with six after it they are the 28 that decimal numbers keep exactly, and what
a table of decimals holds."""
TOO_LARGE = Decimal(10) ** DIGITS
_LONG_FIGURES = re.compile(r"\d{13}|\d{1,3}(?:[ .,]\d{3}){4}")
"""So many figures that billions of them may be too large."""
LONGEST_TOLD = 200
"""Characters of what is left out that an issue tells."""

_DATES_STAND = {"weekday", "relative", "season", "term", "edge of a year", "decade"}


def find_amounts(document: Document) -> Iterator[Amount]:
    """One Amount for each value a document names, with every mention.

    >>> doc = Document(id="a", text="Museo sai noin 8,6 miljoonan euron lisärahan 12 vuodeksi.")
    >>> [(a.kind, str(a.low), a.unit, a.qualifier) for a in find_amounts(doc)]
    [('money', '8600000.0', 'EUR', 'about'), ('duration', '12', 'year', 'exact')]
    """
    grouped: dict[tuple[object, ...], tuple[Mention, list[Evidence]]] = {}
    for m in amount_mentions(document):
        key = (m.kind, m.low, m.high, m.unit, m.qualifier, m.per, m.purpose, m.when, m.sense, m.payer, m.payee)
        grouped.setdefault(key, (m, []))[1].append(evidence(document, m.start, m.end))
    for m, where in grouped.values():
        yield Amount(
            kind=m.kind,
            low=_end(m, "low"),
            high=_end(m, "high"),
            unit=m.unit,
            qualifier=m.qualifier,
            per=m.per,
            purpose=m.purpose,
            payer=m.payer,
            payee=m.payee,
            when=m.when,
            sense=m.sense,
            evidence=tuple(where),
            confidence=_CONFIDENCE[m.rule],
            rule=rule_name("amounts", m.rule),
            reason=_REASONS.get(m.rule),
        )


def _end(m: Mention, side: str) -> Decimal | None:
    """An end of the amount: open where the qualifier leaves it open."""
    if side == "low":
        return None if m.qualifier in ("at most", "under") and m.low == m.high else m.low
    return None if m.qualifier in ("at least", "over") and m.low == m.high else m.high


def amount_mentions(document: Document) -> list[Mention]:
    """Every amount of a document in order of place; none overlap, none has more than DIGITS before its comma."""
    return [m for m in _mentions_of_any_size(document) if m.high < TOO_LARGE]


def _mentions_of_any_size(document: Document) -> list[Mention]:
    text = flat(document)
    blocked = _blocked(document, text)
    taken = bytearray(len(text))
    out = []
    in_tables = list(table_mentions(document, text, blocked))
    cells = Spans((m.start, m.end) for m in in_tables if isinstance(m, Mention))
    running = (  # "Tilat 140" under "Menot, €" is money: the table knows better than the words of its row
        m
        for m in (in_centimetres(text, read) for read in _in_running_text(document, text, blocked))
        if not (cells.touch(m.start, m.end) and (m.rule == COUNT_APART or _bare_sum(text, m)))
        and not is_a_distance(text, m)
    )
    main = rules_language(document.language)
    told = with_heads(running, [m for m in in_tables if isinstance(m, Beside)])
    whole = of_other_years(text, shared_with_change(text, told, main), main)
    for m in chain(whole, (m for m in in_tables if isinstance(m, Mention))):
        # What an earlier reading has taken stays: "20 000 euroa" is no "20".
        if taken.find(1, m.start, m.end) < 0:
            taken[m.start : m.end] = b"\x01" * (m.end - m.start)
            who = parties_of(text, m, main)
            m = replace(m, purpose=m.purpose or purpose(text, m), sense=sense_of(text, m))
            out.append(replace(m, payer=who.payer, payee=m.payee or who.payee))
    return sorted(out, key=lambda m: (m.start, m.end))


def _bare_sum(text: str, m: Mention) -> bool:
    """Is it money by the sign alone, which the head of its column scales: "€ 52,3" under "milj. €"?"""
    return m.kind == "money" and re.search(r"[^\W\d_]", text[m.start : m.end]) is None


def amount_doubts(document: Document) -> Iterator[Issue]:
    """The figures that are left out, with why: those of tables, and those that are too large."""
    text = flat(document)
    if _LONG_FIGURES.search(text):
        for large in _mentions_of_any_size(document):
            if large.high >= TOO_LARGE:
                reason = f"an amount of more than {DIGITS} digits is not read"
                words = document.text[large.start : large.end][:LONGEST_TOLD]
                yield Issue(reason=reason, text=words, page=document.page_at(large.start))
    for m in table_mentions(document, text, _blocked(document, text)):
        if isinstance(m, Doubt):
            words = " | ".join(document.text[m.start : m.end].split("\t"))
            yield Issue(reason=m.reason, text=words[:LONGEST_TOLD], page=document.page_at(m.start))


def _blocked(document: Document, text: str) -> Spans:
    """Where no amount is looked for: identifiers, and times that are no spans."""
    spans = [(f.start, f.end) for f in identifiers_in(text)]
    spans += [(a.start, a.end) for a in atoms_in(text, languages_of(document)) if a.rule not in _DATES_STAND]
    return Spans(spans)


def _in_running_text(document: Document, text: str, blocked: Spans) -> Iterator[Mention]:
    """The amounts of running text, each passage read in its own language."""
    money_talk = bool(_MONEY_TALK.search(text))
    main = rules_language(document.language)
    other = [(p.start, p.end, p.language) for p in document.passages if p.language and p.language != document.language]
    spans = {language: Spans((a, b) for a, b, said in other if said == language) for _, _, language in other}
    elsewhere = Spans((a, b) for a, b, _ in other)
    for m in mentions(text, blocked, main, money_talk):
        # A Swedish paragraph of a Finnish text is read below, by the Swedish rules.
        if not elsewhere.touch(m.start, m.end):
            yield m
    for language, own in spans.items():
        for m in mentions(text, blocked, language, money_talk):
            if own.touch(m.start, m.end):
                yield m
