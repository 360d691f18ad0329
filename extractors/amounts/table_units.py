"""Numbers whose unit stands elsewhere: in the head of the column, the label of the row or the caption of the table.

Cells are read by column; rows that a PDF gives as plain lines ("Euroa 812 345,67 1 210 987,65") by counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extractors.amounts.amount_mention import Mention
from extractors.amounts.units import LEXICON
from extractors.model.document import Document, Passage
from extractors.model.records import AmountKind
from extractors.text.normalised import Spans
from extractors.text.numbers import FIGURES, figures

_CURRENCY = r"€|euroa?\b|euroina\b|eur\b|EUR\b"
HEAD = re.compile(
    r"(?:(?<![\w%])(?P<heads>1[ .]?000) (?P<people>henk\w+|hlö\w*|asukas\w*))"
    r"|(?:(?<![\w%])(?P<scale>1[ .]?000|1 000 000|tuhatta|tuhansina|tuhansia|tuh\.|t\.|milj\.|milj"
    rf"|miljoonaa|miljoonina|miljoonia|mrd\.|mrd|miljardia|M|t|k)[ -]?)?(?P<cur>{_CURRENCY})"
    r"|(?P<pct>%|\bprosenttia\b|\bprosentteina\b|\bprosenttiosuus\b)(?!-)|(?P<count>\bkpl\b|\bhtv\b"
    r"|\bhlö\b)|(?P<measure>\b(?:m2|m²|k-m2|k-m²|kem2|kem²|km|ha|GWh|MWh|kWh)(?![\w²]))",
    re.I,
)

NUMBER = re.compile(rf"[ (]*(?P<sign>[-−–+]?) ?(?P<n>{FIGURES})[ )]*(?:€|%)?[ ]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROW = re.compile(rf"(?P<label>[^\t\n]{{0,80}}?)[ \t]*(?P<nums>(?:(?<![\w.,-])[-+]?(?:{FIGURES})[ \t]*)+)$")
_ROW_LABELLED = re.compile(
    rf"[ \t]*(?P<head>[A-ZÅÄÖa-zåäö(][^\d\n\t]{{0,30}})[ \t]+(?P<nums>(?:[-+]?(?:{FIGURES})[ \t]*){{2,}})$"
)
_ONE = re.compile(rf"(?<![\w.,-])(?P<sign>[-+]?)(?P<n>{FIGURES})(?![\w,.])")


MINUS = ("-", "−", "–")
"""The signs of a negative number, as keyboards and typesetters have them."""

BARE = re.compile(r"piste|lukumäärä|määrä,? ?kpl|numero|\bnro\b|sijoitus|arvosana|luokka|poäng|antal|points", re.I)
"""Heads of columns whose numbers have no unit, whatever the other columns have."""


class HeadUnit(NamedTuple):
    """A unit named in a head: every number under it is times `factor`."""

    kind: AmountKind
    unit: str
    factor: Decimal


def head_unit(words: str) -> HeadUnit | None:
    """The unit a head, label or caption names; None where it names none.

    >>> head_unit("Avustus (1 000 euroa)"), head_unit("Osuus, %").unit, head_unit("Hakija")
    (HeadUnit(kind='money', unit='EUR', factor=Decimal('1000')), '%', None)
    """
    m = HEAD.search(words)
    if not m:
        return None
    if m["people"]:
        return HeadUnit("count", {"a": "asukas"}.get(m["people"][0].lower(), "henki"), Decimal(1000))
    if m["cur"]:
        return HeadUnit("money", "EUR", _factor(m["scale"]))
    if m["pct"]:
        return HeadUnit("percent", "%", Decimal(1))
    if m["count"]:
        return HeadUnit("count", LEXICON["counts"].get(m["count"].lower(), m["count"].lower()), Decimal(1))
    return HeadUnit("measure", m["measure"], Decimal(1))


def _factor(scale: str | None) -> Decimal:
    if not scale:
        return Decimal(1)
    low = scale.lower().replace(" ", "").replace(".", "")
    if low.startswith(("mrd", "miljard")):
        return Decimal(10**9)
    return Decimal(10**6) if low[0] == "m" or low == "1000000" else Decimal(1000)


def table_mentions(document: Document, text: str, blocked: Spans) -> Iterator[Mention]:
    """The amounts of a document's tables, cell by cell, then of rows given as plain lines."""
    for caption, rows in _tables(document):
        yield from _of_cells(text, caption, rows, blocked)
    tabbed = list(_tabbed(document))
    for caption, rows in tabbed:
        yield from _of_cells(text, caption, rows, blocked)
    yield from _of_lines(text, Spans((row.start, row.end) for _, rows in tabbed for row in rows))


def _tables(document: Document) -> Iterator[tuple[str, list[Passage]]]:
    """Runs of table rows, each with the words just before it."""
    rows: list[Passage] = []
    before = ""
    for p in document.passages:
        if p.kind == "table row" and p.cells:
            rows.append(p)
            continue
        if rows:
            yield before, rows
            rows = []
        before = document.words(p)[-160:]
    if rows:
        yield before, rows


def _tabbed(document: Document) -> Iterator[tuple[str, list[Passage]]]:
    """Tables that plain text writes with tabs: two lines or more of as many cells, each run with the line before it."""
    known = Spans((p.start, p.end) for p in document.passages if p.kind == "table row")
    rows: list[Passage] = []
    caption = before = ""
    for m in re.finditer(r"[^\n]*\n?", document.text):
        line = m[0].rstrip("\n")
        cells = _tab_cells(m.start(), line) if "\t" in line and not known.touch(m.start(), m.end()) else ()
        if rows and len(cells) != len(rows[0].cells):
            if len(rows) > 1:
                yield caption, rows
            rows = []
        if cells:
            caption = caption if rows else before
            rows.append(Passage(kind="table row", start=m.start(), end=m.start() + len(line), cells=cells))
        before = line[-160:] if line.strip() else before
    if len(rows) > 1:
        yield caption, rows


def _tab_cells(start: int, line: str) -> tuple[tuple[int, int], ...]:
    """The spans of a line's cells."""
    return tuple((start + m.start(), start + m.end()) for m in re.finditer(r"(?:(?<=^)|(?<=\t))[^\t]*", line))


def _of_cells(text: str, caption: str, rows: list[Passage], blocked: Spans) -> Iterator[Mention]:
    columns: dict[int, HeadUnit] = {}
    bare: set[int] = set()
    named = head_unit(caption) if _captioned(caption) else None
    for row in rows:
        words = [text[a:b].strip() for a, b in row.cells]
        numbers = [NUMBER.fullmatch(w) for w in words]
        if not any(m and not _YEAR.fullmatch(m["n"]) for m in numbers):
            for j, w in enumerate(words):
                found = head_unit(w)
                if found and len(w) < 60:
                    columns[j] = found
                elif BARE.search(w):
                    bare.add(j)
                elif w and j in columns and numbers[j] is None:
                    del columns[j]
            if len(words) == 1 or sum(bool(w) for w in words) == 1:
                named = head_unit(" ".join(words)) or named
            continue
        same = set(columns.values()) if len(columns) > 1 else set()
        rest = next(iter(same)) if len(same) == 1 else named
        label = next((w for w, m in zip(words, numbers, strict=True) if w and m is None), "")
        of_row = head_unit(label) if len(label) < 60 else None
        for j, ((a, b), m) in enumerate(zip(row.cells, numbers, strict=True)):
            unit = columns.get(j) or (None if j in bare else of_row or (rest if j else None))
            if m is None or unit is None or re.search("[€%]", words[j]) or blocked.touch(a, b):
                continue
            if _YEAR.fullmatch(m["n"]) and unit.kind == "money" and unit.factor == 1 and j == 0:
                continue
            lead = len(text[a:b]) - len(text[a:b].lstrip())
            at = a + lead
            yield _cell(
                at + m.start("n") - (1 if m["sign"] in MINUS else 0),
                at + m.end("n"),
                m["n"],
                m["sign"],
                unit,
                label,
                "table cell",
            )


def _captioned(words: str) -> bool:
    """Whether the words before a table are a caption naming its unit, and not a sentence that happens to say euros."""
    last = words.rsplit("\n", 1)[-1].strip()
    told = HEAD.search(last)
    return told is not None and (
        told.end() == len(last)
        or len(last) < 40
        or last.endswith(")")
        or bool(re.search(r"\((?:[^()]*(?:€|euro|%)[^()]*)\)", last))
    )


def _cell(start: int, end: int, number: str, sign: str, unit: HeadUnit, label: str, rule: str) -> Mention:
    value = figures(number) * unit.factor * (-1 if sign in MINUS else 1)
    purpose = label if re.search(r"[a-zåäö]{3}", label) and not HEAD.fullmatch(label.strip("* ")) else None
    return Mention(start, end, unit.kind, value, value, unit.unit, "exact", rule, purpose=purpose, after=end)


def _of_lines(text: str, tabbed: Spans) -> Iterator[Mention]:
    """Rows that came as plain lines, under a line that names the unit, or after a label that does."""
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    heading: tuple[HeadUnit, int, bool] | None = None
    pending: list[Mention] = []
    rows = 0
    for (_, before), (start, line) in pairwise([(0, ""), *lines]):
        if "\t" in line or len(line) > 160 or tabbed.touch(start, start + len(line)):
            heading, pending, rows = None, [], 0
            continue
        numeric = line.rstrip()[-1:].isdigit()
        labelled = _ROW_LABELLED.fullmatch(line) if numeric else None
        unit = head_unit(labelled["head"]) if labelled else None
        if labelled and unit:
            columns = len(_YEAR.findall(before))
            yield from _split(start + labelled.start("nums"), labelled["nums"], columns, unit)
            continue
        m = _ROW.fullmatch(line) if heading and numeric else None
        if heading and m and not line.rstrip().endswith("."):
            found = _row(start, line, m, heading)
            if found:
                pending, rows = pending + found, rows + 1
                if rows == 2:
                    yield from pending
                elif rows > 2:
                    yield from found
                continue
        pending, rows = [], 0
        named = head_unit(line)
        alone = bool(named) and len(re.sub(r"[\W\d]", "", HEAD.sub("", line))) < 3
        heading = (
            (named, len(HEAD.findall(line)), alone)
            if named
            and len(line) < 80
            and not _ONE_NOT_YEAR.search(HEAD.sub("", line))
            and line.rstrip()[-1] not in ".,;"
            else None
        )


_ONE_NOT_YEAR = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+")


def _row(start: int, line: str, m: re.Match[str], heading: tuple[HeadUnit, int, bool]) -> list[Mention]:
    unit, units, alone = heading
    found = list(_ONE.finditer(line, m.start("nums")))
    label = m["label"].strip()
    if not label and len(found) > 1 and _YEAR.fullmatch(found[0]["n"]):
        found = found[1:]
    if not (len(found) == 1 or alone or len(found) == units) or not (
        label or alone or len(found) < len(list(_ONE.finditer(line)))
    ):
        return []
    return [
        _cell(
            start + x.start("n") - (1 if x["sign"] in MINUS else 0),
            start + x.end("n"),
            x["n"],
            x["sign"],
            unit,
            label,
            "row of figures",
        )
        for x in found
        if not (_YEAR.fullmatch(x["n"]) and unit.kind == "money" and unit.factor == 1)
    ]


def _split(start: int, numbers: str, columns: int, unit: HeadUnit) -> Iterator[Mention]:
    """ "500 219 571 231" under two columns is two numbers; without columns, numbers end where their groups do."""
    groups = list(re.finditer(r"[-+]?\d+(?:,\d+)?", numbers))
    if columns > 1 and "," not in numbers and len(groups) % columns == 0:
        size = len(groups) // columns
        chunks = [groups[i : i + size] for i in range(0, len(groups), size)]
        if all(len(g[0]) == 3 for chunk in chunks for g in chunk[1:]):
            for chunk in chunks:
                a, b = chunk[0].start(), chunk[-1].end()
                yield _cell(start + a, start + b, numbers[a:b].lstrip("+-"), numbers[a], unit, "", "row of figures")
            return
    for x in _ONE.finditer(numbers):
        if not (_YEAR.fullmatch(x["n"]) and unit.kind == "money"):
            yield _cell(start + x.start("n"), start + x.end("n"), x["n"], x["sign"], unit, "", "row of figures")
