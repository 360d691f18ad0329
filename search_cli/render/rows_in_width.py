"""Rows as a table that fits its terminal: no empty columns, whole words, each sentence under its row.

Where even the longest words do not fit beside each other, each row is a card: a line a field.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from search_cli.render.cells import NUMBERS, cell, clip

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

GAP = 2
WIDEST = 60
"""Characters of the widest column."""
TITLE = 44
"""Characters of a title beside other columns."""
FEWEST = 8
"""Characters below which no column of words is made narrower."""
UNDER = "sentence"
"""The column whose words stand under their row."""


class RowsInWidth:
    """A title with the count, then the rows, drawn for whatever width the console has."""

    def __init__(
        self, title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], total: int | None = None
    ) -> None:
        self._rows = [{**row, **({"title": _short(row)} if "title" in columns else {})} for row in rows]
        self._columns = [c for c in columns if c != UNDER and any(cell(row.get(c)) for row in rows)]
        self._under = UNDER in columns
        total = len(rows) if total is None else total
        counted = f"{total}" if len(rows) == total else f"{len(rows)} of {total}"
        self._title = f"{title} ({counted})" if rows else f"{title}: none."

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(self._title, style="bold" if self._rows else "")
        if self._rows:
            cells = [[cell(row.get(c)) for c in self._columns] for row in self._rows]
            widths = fitted(self._columns, cells, options.max_width)
            yield from (
                self._table(cells, widths, options.max_width) if widths else self._cards(cells, options.max_width)
            )

    def _table(self, cells: list[list[str]], widths: list[int], width: int) -> Iterator[Text]:
        yield Text(_line(self._columns, self._columns, widths), style="bold")
        for row, texts in zip(self._rows, cells, strict=True):
            wrapped = [_wrapped(text, room) for text, room in zip(texts, widths, strict=True)]
            for i in range(max(map(len, wrapped))):
                yield Text(_line(self._columns, [part[i] if i < len(part) else "" for part in wrapped], widths))
            yield from self._sentence(row, width)

    def _cards(self, cells: list[list[str]], width: int) -> Iterator[Text]:
        label = max(map(len, self._columns)) + GAP
        for row, texts in zip(self._rows, cells, strict=True):
            yield Text()
            for column, text in zip(self._columns, texts, strict=True):
                for i, part in enumerate(_wrapped(text, max(FEWEST, width - label)) if text else ()):
                    yield Text.assemble((f"{column if not i else '':<{label}}", "bold"), part)
            yield from self._sentence(row, width)

    def _sentence(self, row: Mapping[str, Any], width: int) -> Iterator[Text]:
        said = clip(str(row.get(UNDER) or ""), str(row.get("quote") or "")) if self._under else ""
        yield from (
            Text(f"    {part}", style="dim") for part in (_wrapped(said, max(FEWEST, width - 4)) if said else ())
        )


def fitted(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is; [] where the longest words of all do not fit beside each other.

    >>> fitted(["name", "role"], [["Aino Salo", "kunnanhallituksen puheenjohtaja"]], 80)
    [9, 31]
    >>> fitted(["name", "role"], [["Aino Salo", "kunnanhallituksen puheenjohtaja"]], 30)
    [9, 19]
    >>> fitted(["name", "role"], [["Aino Salo", "kunnanhallituksen puheenjohtaja"]], 20)
    []
    """
    texts = [[column, *(row[i] for row in cells)] for i, column in enumerate(columns)]
    least = [
        max(len(text) if columns[i] in NUMBERS else max(map(len, text.split() or [""])) for text in some)
        for i, some in enumerate(texts)
    ]
    widths = [max(low, min(WIDEST, max(map(len, some)))) for low, some in zip(least, texts, strict=True)]
    room = width - GAP * (len(columns) - 1)
    while sum(widths) > room:
        wide = [i for i, one in enumerate(widths) if one > max(least[i], FEWEST)]
        if not wide:
            return []
        widest = max(wide, key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _line(columns: Sequence[str], texts: Sequence[str], widths: Sequence[int]) -> str:
    parts = [
        f"{text:>{room}}" if column in NUMBERS else f"{text:<{room}}"
        for column, text, room in zip(columns, texts, widths, strict=True)
    ]
    return (" " * GAP).join(parts).rstrip()


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]


def _short(row: Mapping[str, Any]) -> str:
    title = cell(row.get("title"))
    return textwrap.shorten(title, TITLE, placeholder=" …") if len(title) > TITLE else title
