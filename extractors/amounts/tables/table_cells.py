"""The numbers of one table, each under its heads: its unit, its year and what it is for stand in them.

A table has a block of heads, rows of numbers, perhaps a new block of heads.  A number takes its unit from the nearest
of what names one: its column's heads from below, its row's label, the corner, the caption.  Where these contradict one
another, or a row is too short to tell its columns, the number is a Doubt and not an amount.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts.amount_mention import Mention
from extractors.amounts.parties import payee_of_row
from extractors.amounts.tables.head_units import BARE, HEAD, HeadUnit, columns_of, head_unit, name_of, year_of
from extractors.amounts.tables.table_counts import count_of, counts_things
from extractors.model.document import Passage
from extractors.text.normalised import Spans
from extractors.text.numbers import ENGLISH_FIGURES, FIGURES, figures

_NUMBER = r"[ (]*(?:€ ?)?(?P<sign>[-−–+]?) ?(?P<n>{})[ )]*(?:€|%)?[ ]*"
NUMBER, ENGLISH_NUMBER = re.compile(_NUMBER.format(FIGURES)), re.compile(_NUMBER.format(ENGLISH_FIGURES))
ALL_YEAR = re.compile(r"(?:19|20)\d\d")
MINUS = ("-", "−", "–")
"""The signs of a negative number, as keyboards and typesetters have them."""

PLACEHOLDER = re.compile(r"[-–—.…*xX/ ]*|ei (?:tietoa|ole|päätetty)|avoin|puuttuu|n/?a|uppgift saknas", re.I)
"""What stands where a number is not known: "–", "..", "ei tietoa"."""

LONG_HEAD = 60  # characters; a longer cell is text, not a head or a label
LONG_NOTE = 80  # characters of a line between rows that may still be the unit of what follows

SHORT_ROW = "a row has fewer cells than its table has columns: its figures are left out"
TWO_UNITS = "its column says {} and its row {}: the figure is left out"


VALUE = re.compile(
    rf"(?!1[ .]?000(?:[ .]?000)? ?(?:€|e\b|eur|henk|hlö|asuk))(?:noin |n\. ?)?[-−–+~]? ?(?:{FIGURES}) ?"
    r"(?:M€|t€|k€|€|%|milj|mrd|eur|kpl|htv|kk\b|ha\b|km\b|m2|m²|e\b).{0,20}",
    re.I,
)
"""A cell that names its own unit: "4,2 milj. €", "noin 12 kpl"; "1 000 €" is a head."""

CAPTION = 40
"""Letters of a caption that names the unit anywhere: "Menot, 1 000 euroa, vuosittain"."""


class Beside(NamedTuple):
    """What the heads and labels say of an amount whose cell names its unit itself."""

    start: int
    end: int
    purpose: str | None
    when: str | None


class Doubt(NamedTuple):
    """Figures that are not read, where they stand, and why."""

    start: int
    end: int
    reason: str


Read = Mention | Beside | Doubt


@dataclass
class Row:
    """A row as it is read: by column the span, the words and the number of its cell."""

    passage: Passage
    words: list[str]
    numbers: list[re.Match[str] | None]
    language: str = "fi"

    def value(self, column: int) -> Decimal | None:
        """The number of a cell that is one."""
        m = self.numbers[column]
        return figures(m["n"], english=self.language == "en") if m else None

    @property
    def is_head(self) -> bool:
        """Whether it holds no number but years, or its format calls it a heading."""
        if self.passage.head:  # The document's own format says so.
            return True
        pairs = zip(self.words, self.numbers, strict=True)
        return not any(not ALL_YEAR.fullmatch(m["n"]) if m else VALUE.fullmatch(w) for w, m in pairs)

    def labels(self) -> list[str]:
        """The words left of the first number, or all there are where the first cell is it."""
        told = [bool(m or VALUE.fullmatch(w)) for w, m in zip(self.words, self.numbers, strict=True)]
        first = next((c for c, is_value in enumerate(told) if is_value and c), len(told))
        all_words = [(c, self.words[c]) for c in self.distinct() if not told[c]]
        return [words for c, words in all_words if c < first] or [words for _, words in all_words][:1]

    def distinct(self) -> Iterator[int]:
        """The first column of each cell that holds words."""
        spans = self.passage.cells
        return (c for c, words in enumerate(self.words) if words and (c == 0 or spans[c] != spans[c - 1]))

    def looks_like_head(self) -> bool:
        """Whether a row without numbers, below rows of numbers, begins a new block of heads and is not just text."""
        filled = list(self.distinct())
        if len(filled) <= 1:
            return False
        others = [self.words[c] for c in filled if c]
        if self.passage.head or any(head_unit(w) or BARE.search(w) or year_of(w) for w in others if len(w) < LONG_HEAD):
            return True
        return not any(PLACEHOLDER.fullmatch(w) for w in others) and (not self.words[0] or all(self.words))


@dataclass
class Table:
    """What is known of a table while its rows are read."""

    caption: str
    width: int
    labelled: bool
    """Whether its first column holds labels and no numbers."""
    named: HeadUnit | None = None
    """The unit that holds for the whole table."""
    year: str | None = None
    heads: dict[int, list[str]] = field(default_factory=dict)
    """By column, the heads from the top."""
    group: str = ""
    """The last label of the first column, which holds for the rows below it that have one in the second alone."""
    begun: bool = False
    """Whether numbers have come below the heads."""
    counting: bool = False
    """Whether its numbers have no unit and may count what words beside them name."""
    doubtful: bool = False
    """Whether the heads leave open which column they are of."""

    def take_heads(self, row: Row) -> None:
        """Add a row to the block of heads, or begin a new block."""
        if self.begun:  # A second block of heads below the numbers of the first.
            self.heads, self.begun, self.doubtful = {}, False, False
        for column, words in enumerate(row.words):
            if words and len(words) < LONG_HEAD and not PLACEHOLDER.fullmatch(words):
                self.heads.setdefault(column, []).append(words)
        if len(row.words) < self.width and len(list(row.distinct())) > 1:
            self.doubtful = True
        corner = self.heads.get(0)
        if self.labelled and corner and (unit := head_unit(corner[-1])):
            self.named = unit

    def take_note(self, words: str) -> None:
        """A line across the table: its unit and year hold for what follows."""
        if len(words) < LONG_NOTE:
            self.named = head_unit(words) or self.named
            self.year = year_of(words) or self.year

    def column_unit(self, column: int) -> HeadUnit | None:
        """The unit the heads of a column name, the lowest first; None where a bare head comes before."""
        for words in reversed(self.heads.get(column, [])):
            unit = head_unit(words)
            if unit or BARE.search(words):  # "Pisteet" below "milj. euroa": points have no unit.
                return unit
        return None

    def is_bare(self, column: int) -> bool:
        """Whether a column counts points, places or years, which have no unit."""
        return any(BARE.search(words) for words in self.heads.get(column, []))

    def rest(self, column: int) -> HeadUnit | None:
        """The unit of a column whose own heads name none: the table's, or the one all other columns have."""
        if self.named or any(map(name_of, self.heads.get(column, []))):
            return self.named
        units = [unit for c in self.heads if (unit := self.column_unit(c))]  # All other columns are in euros.
        return units[0] if len(units) > 1 and len(set(units)) == 1 else None

    def year_at(self, column: int) -> str | None:
        """The year a column's heads name, the lowest first."""
        return next((year for words in reversed(self.heads.get(column, [])) if (year := year_of(words))), None)

    def name_at(self, column: int) -> str | None:
        """What a column's heads name, the lowest first."""
        named = (name_of(words) for words in reversed(self.heads.get(column, [])))
        return next((name for name in named if _is_wordy(name)), None)


def mentions_of_cells(
    text: str, caption: str, passages: list[Passage], blocked: Spans, language: str = "fi"
) -> Iterator[Read]:
    """The numbers of a table's cells that have a unit, and the doubts about the others."""
    rows = [_row(text, p, language) for p in passages if p.cells]
    table = Table(caption, max((len(r.words) for r in rows), default=0), _has_labels(rows), year=year_of(caption))
    table.named = head_unit(caption) if is_captioned(caption) else None
    table.counting = counts_things(caption, (w for r in rows for w in r.words))
    by_passage = iter(rows)
    for p in passages:
        if not p.cells:
            table.take_note(text[p.start : p.end].strip())
            continue
        row = next(by_passage)
        if not row.is_head:
            table.begun = True
            yield from _read(text, row, table, blocked)
        elif len(set(row.distinct())) == 1:
            table.take_note(row.words[next(row.distinct())])
        elif not table.begun or row.looks_like_head():
            table.take_heads(row)


def _row(text: str, passage: Passage, language: str) -> Row:
    words = [text[a:b].strip() for a, b in passage.cells]
    number = ENGLISH_NUMBER if language == "en" else NUMBER
    return Row(passage, words, [number.fullmatch(w) for w in words], language)


def _has_labels(rows: list[Row]) -> bool:
    """Whether the first column holds labels: words or years in most rows of numbers."""
    firsts = Counter(
        row.numbers[0] is None or bool(ALL_YEAR.fullmatch(row.words[0])) for row in rows if not row.is_head
    )
    return firsts[True] > firsts[False]


def _read(text: str, row: Row, table: Table, blocked: Spans) -> Iterator[Read]:
    """The numbers of one row."""
    label, of_row = _unit_of_row(row)
    units = [_unit(table, row, column, of_row) for column in range(len(row.words))]
    if any(units) and _is_short(row, table):  # A row of three cells in a table of five.
        yield Doubt(row.passage.start, row.passage.end, SHORT_ROW)
        return
    whose = _owner(row, table)
    for column, unit in enumerate(units):
        a, b = row.passage.cells[column]
        if _is_elsewhere(row, column) or blocked.touch(a, b):
            continue
        if unit and _is_scaled(row, column, unit):  # "€ 52,3" under "milj. €".
            yield from _amount(text, row, table, column, unit, whose)
        elif _has_own_unit(row, column):  # "4,2 milj. €", "12 %".
            yield Beside(a, b, _beside(row, table, column, whose), _when(row, table, column))
        elif _contradicts(table.column_unit(column), of_row, label) and row.numbers[column] and unit and of_row:
            yield Doubt(a, b, TWO_UNITS.format(unit.unit, of_row.unit))
        elif unit and not _is_year(row, column, unit):  # "52,3" under "milj. €".
            yield from _amount(text, row, table, column, unit, whose)
        elif column and (counted := _count(table, row, column)):  # "140" under "Tilat".
            yield from _amount(text, row, table, column, counted, whose)


def _count(table: Table, row: Row, column: int) -> HeadUnit | None:
    if not table.counting or table.is_bare(column):
        return None
    heads = [name for words in reversed(table.heads.get(column, [])) if (name := name_of(words))]
    return count_of(row.value(column), row.words[0], heads, table.caption, row.language)


def _amount(text: str, row: Row, table: Table, column: int, unit: HeadUnit, whose: str) -> Iterator[Mention]:
    """The amount of a number under its unit."""
    (a, b), m, value = row.passage.cells[column], row.numbers[column], row.value(column)
    if m is None or value is None:
        return
    at = a + len(text[a:b]) - len(text[a:b].lstrip())
    start, end = at + m.start("n") - (1 if m["sign"] in MINUS else 0), at + m.end("n")
    when = None if unit.kind == "duration" else _when(row, table, column)
    purpose = _purpose(row, table, column, unit, whose)
    made = cell_mention(start, end, value, m["sign"], unit, purpose, "table cell", when)
    corner, head = (" ".join(table.heads.get(c, [])) for c in (0, column))
    is_sum = unit.kind == "money" and column > 0
    yield replace(made, payee=payee_of_row(corner, head, row.words[0])) if is_sum else made


def _is_short(row: Row, table: Table) -> bool:
    """Whether a row, or the heads, end before the table does and so leave open which unit is whose."""
    if len(row.words) == table.width and not table.doubtful:
        return False
    return len({table.column_unit(column) for column in range(1, table.width)}) > 1


def _is_elsewhere(row: Row, column: int) -> bool:
    """Whether the cell that stands in a column begins left of it or above."""
    cells = row.passage.cells
    return (column > 0 and cells[column - 1] == cells[column]) or cells[column][0] < row.passage.start


def _has_own_unit(row: Row, column: int) -> bool:
    """Whether a cell holds a number and more: "4,2 milj. €", "12 %"."""
    words, m = row.words[column], row.numbers[column]
    return len(words) < LONG_HEAD and bool(re.search(r"\d", words)) and (m is None or bool(re.search("[€%]", m[0])))


def _is_scaled(row: Row, column: int, unit: HeadUnit) -> bool:
    """Whether "€ 52,3" stands under "milj. €": a sum in its unit; "900 000 €" there is one of plain euros."""
    m = row.numbers[column]
    bare = m is not None and "€" in m[0] and unit.kind == "money" and unit.factor > 1
    value = row.value(column)
    return value is not None and bare and value < MOST_SCALED[int(unit.factor)]


MOST_SCALED = {10**3: Decimal(10**6), 10**6: Decimal(10**4), 10**9: Decimal(10**3)}
"""By the unit of a head, the number with a sign of euros from which it is a sum of plain euros."""


def _is_year(row: Row, column: int, unit: HeadUnit) -> bool:
    """Whether the first cell is a year and no sum: "2024" under "Vuosi, euroa"."""
    return column == 0 and unit.kind == "money" and unit.factor == 1 and bool(ALL_YEAR.fullmatch(row.words[0]))


def _when(row: Row, table: Table, column: int) -> str | None:
    """The year of a number: its column's, its row's, or the table's."""
    return table.year_at(column) or year_of(row.words[0]) or table.year


def _beside(row: Row, table: Table, column: int, whose: str) -> str | None:
    """What an amount with a unit of its own is for: the labels left of it, else its column's name."""
    return (whose if column else "") or table.name_at(column)


def _unit_of_row(row: Row) -> tuple[str, HeadUnit | None]:
    """The label nearest to the numbers that names a unit: "KOKO MAA | Tulot, milj. euroa"."""
    labels = (words for words in reversed(row.labels()) if len(words) < LONG_HEAD)
    return next(((words, unit) for words in labels if (unit := head_unit(words))), ("", None))


def _unit(table: Table, row: Row, column: int, of_row: HeadUnit | None) -> HeadUnit | None:
    """The unit of a number: its column's, then its row's, then the table's, which the first column has none of.

    A cell over several columns is under several heads: it has a unit where they all name the same.
    """
    units = {table.column_unit(c) for c in columns_of(row.passage.cells, column)}
    if len(units) > 1:  # A cell over a column of euros and one of per cent.
        return None
    own = table.column_unit(column)
    if own or table.is_bare(column):
        return own
    return of_row or (table.rest(column) if column else None)


def _contradicts(column: HeadUnit | None, row: HeadUnit | None, label: str) -> bool:
    """Whether a column in euros meets a row that ends in another unit: "Osuus menoista, %"."""
    if column is None or row is None or (column.kind, column.unit) == (row.kind, row.unit):
        return False
    m = HEAD.search(label)
    return m is not None and not re.search(r"\d ?$", label[: m.start()]) and not re.search(r"\w", label[m.end() :])


def _owner(row: Row, table: Table) -> str:
    """The labels of a row, those carried down from above too."""
    labels = row.labels()
    if row.words[0] and row.numbers[0] is None:
        table.group = row.words[0]
    elif not row.words[0] and labels:
        labels = [table.group, *labels]
    named = (w for w in labels if _is_wordy(w) and len(w) < LONG_NOTE and not HEAD.fullmatch(w.strip("* ")))
    return ", ".join(named)


def _purpose(row: Row, table: Table, column: int, unit: HeadUnit, whose: str) -> str | None:
    """What a number is for: its row's labels, and its column's name where columns of one unit have several."""
    alike = {
        table.name_at(c)
        for c, m in enumerate(row.numbers)
        if m and c and (table.column_unit(c) or table.rest(c)) == unit
    }
    name = table.name_at(column) if len(alike) > 1 or not whose else None
    return ", ".join(filter(None, (whose, name))) or None


def _is_wordy(words: str) -> bool:
    return re.search(r"[A-Za-zÅÄÖåäö]{3}", words) is not None


def is_captioned(words: str) -> bool:
    """Whether the words before a table are a caption naming its unit, and not a sentence that happens to say euros."""
    last = words.rsplit("\n", 1)[-1].strip()
    told = HEAD.search(last)
    counted = head_unit(last) if told is None else None
    if counted is not None and counted.kind == "count":
        return True  # "Opiskelijat 2019–2021, henkilöä"
    return told is not None and (
        told.end() == len(last)
        or len(last) < CAPTION
        or last.endswith(")")
        or bool(re.search(r"\((?:[^()]*(?:€|euro|%)[^()]*)\)", last))
    )


def cell_mention(
    start: int,
    end: int,
    number: Decimal,
    sign: str,
    unit: HeadUnit,
    purpose: str | None,
    rule: str,
    when: str | None = None,
) -> Mention:
    """The amount of a number under a head's unit."""
    value = number * unit.factor * (-1 if sign in MINUS else 1)
    return Mention(
        start, end, unit.kind, value, value, unit.unit, "exact", rule, unit.per, purpose, after=end, when=when
    )
