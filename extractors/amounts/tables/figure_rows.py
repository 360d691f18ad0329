"""Rows of figures that came as plain lines ("Euroa 812 345,67 1 210 987,65"): told apart by counting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors.amounts.amount_mention import Mention
from extractors.amounts.tables.head_units import HEAD, HeadUnit, head_unit
from extractors.amounts.tables.table_cells import ALL_YEAR as _YEAR
from extractors.amounts.tables.table_cells import MINUS, cell_mention
from extractors.text.normalised import Spans
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, figures


class _Patterns(NamedTuple):
    """How a row looks in a language's figures: after any label, after one that names a unit, and one number."""

    row: re.Pattern[str]
    labelled: re.Pattern[str]
    one: re.Pattern[str]
    english: bool


@lru_cache(maxsize=2)
def _patterns(*, english: bool) -> _Patterns:
    number = ENGLISH_FIGURES if english else FIGURES
    row = rf"(?P<label>[^\t\n]{{0,80}}?)[ \t]*(?P<nums>(?:(?<![\w.,-])[-+]?(?:{number})[ \t]*)+)$"
    head = r"[ \t]*(?P<head>[A-ZÅÄÖa-zåäö(][^\d\n\t]{0,30})[ \t]+"
    labelled = rf"{head}(?P<nums>(?:[-+]?(?:{number})[ \t]*){{2,}})$"
    one = rf"(?<![\w.,-])(?P<sign>[-+]?)(?P<n>{number})(?![\w,.])"
    return _Patterns(re.compile(row), re.compile(labelled), re.compile(one), english)


LONGEST_ROW, LONGEST_HEAD = 160, 80
"""Letters of a row and of the line above it that names the unit; longer lines are running text."""

ENOUGH_ROWS = 2
"""Rows of figures that are a table; one may be a line of text that ends with a number."""

A_WORD = 3
"""Letters beside the unit that make a line say more than it: "(1 000 €)" says the unit alone."""

GROUP = 3
"""Figures of a group: "500 219"."""


def mentions_of_lines(text: str, tabbed: Spans, language: str = "fi") -> Iterator[Mention]:
    """Rows that came as plain lines, under a line that names the unit, or after a label that does."""
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    patterns = _patterns(english=language == "en")
    heading: tuple[HeadUnit, int, bool] | None = None
    pending: list[Mention] = []
    rows = 0
    for (_, before), (start, line) in pairwise([(0, ""), *lines]):
        # A row with tabs is a table's, a long line is running text.
        if "\t" in line or len(line) > LONGEST_ROW or tabbed.touch(start, start + len(line)):
            heading, pending, rows = None, [], 0
            continue
        numeric = line.rstrip()[-1:].isdigit()
        labelled = patterns.labelled.fullmatch(line) if numeric else None
        unit = head_unit(labelled["head"]) if labelled else None
        # "Euroa 812 345,67 1 210 987,65".
        if labelled and unit:
            columns = len(_YEAR.findall(before))
            yield from _split(start + labelled.start("nums"), labelled["nums"], columns, unit, patterns)
            continue
        m = patterns.row.fullmatch(line) if heading and numeric else None
        # "Menot 500 219" under "1 000 euroa".
        if heading and m and not line.rstrip().endswith("."):
            found = _row(start, line, m, heading, patterns)
            if found:
                pending, rows = pending + found, rows + 1
                if rows == ENOUGH_ROWS:
                    yield from pending
                elif rows > ENOUGH_ROWS:
                    yield from found
                continue
        pending, rows = [], 0
        named = head_unit(line)
        alone = bool(named) and len(re.sub(r"[\W\d]", "", HEAD.sub("", line))) < A_WORD
        heading = (
            (named, len(HEAD.findall(line)), alone)
            if named
            and len(line) < LONGEST_HEAD
            and not _ONE_NOT_YEAR.search(HEAD.sub("", line))
            and line.rstrip()[-1] not in ".,;"
            else None
        )


_ONE_NOT_YEAR = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+")


def _row(
    start: int, line: str, m: re.Match[str], heading: tuple[HeadUnit, int, bool], patterns: _Patterns
) -> list[Mention]:
    unit, units, alone = heading
    found = list(patterns.one.finditer(line, m.start("nums")))
    label = m["label"].strip()
    # "2027" or "2026 2027 2028" alone, "Valtio 2024": heads of columns, whatever the scale above them.
    if all(_YEAR.fullmatch(x["n"]) for x in found) and (not label or len(found) == 1):
        return []
    # "2021 500 219": the year is the row's label.
    if not label and len(found) > 1 and _YEAR.fullmatch(found[0]["n"]):
        found = found[1:]
    if not (len(found) == 1 or alone or len(found) == units) or not (
        label or alone or len(found) < len(list(patterns.one.finditer(line)))
    ):
        return []
    return [
        cell_mention(
            start + x.start("n") - (1 if x["sign"] in MINUS else 0),
            start + x.end("n"),
            figures(x["n"], english=patterns.english),
            x["sign"],
            unit,
            _purpose(label),
            "row of figures",
        )
        for x in found
        if not (_YEAR.fullmatch(x["n"]) and unit.kind == "money" and unit.factor == 1)
    ]


def _purpose(label: str) -> str | None:
    """A row's label, where it is more than its unit."""
    return label if re.search(r"[a-zåäö]{3}", label) and not HEAD.fullmatch(label.strip("* ")) else None


def _split(start: int, numbers: str, columns: int, unit: HeadUnit, patterns: _Patterns) -> Iterator[Mention]:
    """ "500 219 571 231" under two columns is two numbers; without columns, numbers end where their groups do."""
    groups = list(re.finditer(r"[-+]?\d+(?:,\d+)?", numbers))
    if columns > 1 and not patterns.english and "," not in numbers and len(groups) % columns == 0:
        size = len(groups) // columns
        chunks = [groups[i : i + size] for i in range(0, len(groups), size)]
        # "500 219 571 231" under two years.
        if all(len(g[0]) == GROUP for chunk in chunks for g in chunk[1:]):
            for chunk in chunks:
                a, b = chunk[0].start(), chunk[-1].end()
                value = figures(numbers[a:b].lstrip("+-"))
                yield cell_mention(start + a, start + b, value, numbers[a], unit, None, "row of figures")
            return
    for x in patterns.one.finditer(numbers):
        if not (_YEAR.fullmatch(x["n"]) and unit.kind == "money"):
            a, b = start + x.start("n"), start + x.end("n")
            value = figures(x["n"], english=patterns.english)
            yield cell_mention(a, b, value, x["sign"], unit, None, "row of figures")
