"""Tables of who is in a group: the tasks that head their columns, and the names below them.

Tarkastuslautakunnan kokoonpano on ollut seuraava:
Varsinainen jäsen               Henkilökohtainen varajäsen
Maija Malli, puheenjohtaja      Kari Lohi
Pia Salo                        Eino Koski

Jäsen | Varajäsen
Maija Malli, Kela | Kari Lohi, Kela

Cells stand between strokes, tabs or wide blanks.  A task that a cell gives itself goes before that of its column; no
title of one cell is the next one's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASK_WORDS, TASKS, plural_title

RULE = "columns"
REASON = "the body is the group that is named above the table of its members"
BETWEEN_CELLS = re.compile(r"[ ]*\|[ ]*|[ ]*\t\s*|[ ]{2,}")
REACH = 300
"""Characters from a table's head up to the group whose members it lists: a heading and two sentences."""


class MemberCell(NamedTuple):
    """A cell of a row: where it stands, and the task that heads its column."""

    start: int
    end: int
    head: str | None


class MemberRow(NamedTuple):
    """A row of names under a head, and where the head begins."""

    cells: tuple[MemberCell, ...]
    table: int


def member_tables(scene: Scene) -> list[MemberRow]:
    """The rows of such tables."""
    out: list[MemberRow] = []
    heads: list[str | None] = []
    table = at = 0
    for line in scene.text.split("\n"):
        spans = [(at + start, at + end) for start, end in _cells(line)]
        tasks = [_task(scene.text[start:end]) for start, end in spans] if len(spans) > 1 else []
        if any(tasks) and scene.person_from(at, at + len(line)) is None:
            heads, table = tasks, at
            out.append(MemberRow(tuple(MemberCell(*span, None) for span in spans), table))
        elif not heads or len(spans) != len(heads):
            heads = []
        else:
            cells = tuple(MemberCell(*span, head) for span, head in zip(spans, heads, strict=True))
            out.append(MemberRow(cells, table))
        at += len(line) + 1
    return out


def in_tables(scene: Scene, rows: Sequence[MemberRow]) -> Iterator[RoleClaim]:
    """What the columns say of the names below them."""
    for row in rows:
        for cell in row.cells:
            who = scene.person_from(cell.start, cell.end) if cell.head else None
            if who is None or cell.head is None:
                continue
            said = _task(scene.text[who.end : cell.end].strip(" ,()").capitalize()) or cell.head
            group = _group_of(scene, row.table)
            yield RoleClaim(who.name, said, group, who.start, cell.end, RULE, reason=REASON if group else "")


def within_cells(claims: Iterable[RoleClaim], rows: Sequence[MemberRow]) -> Iterator[RoleClaim]:
    """The claims, without those that take a title of one cell for a name of another or of the next line."""
    starts = [row.cells[0].start for row in rows]
    for claim in claims:
        at = bisect_right(starts, claim.start) - 1
        cells = rows[at].cells if at >= 0 and claim.rule != RULE else ()
        own = next((cell for cell in cells if claim.start < cell.end), None)
        if own is None or claim.end <= own.end:
            yield claim


def _group_of(scene: Scene, table: int) -> str | None:
    """The group that is named nearest above a table, in the same part of the document."""
    found = scene.group_above(table, REACH)
    return found[1] if found else None


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a line stand; a cell may be empty between strokes.

    >>> list(_cells("Maija Malli, Kela   Kari Lohi")), list(_cells("Jäsen | Varajäsen"))
    ([(0, 17), (20, 29)], [(0, 5), (8, 17)])
    """
    start = len(line) - len(line.lstrip(" "))
    end = len(line.rstrip())
    for m in BETWEEN_CELLS.finditer(line, start, end):
        yield start, m.start()
        start = m.end()
    if start < end or (start and "|" in line):
        yield start, max(start, end)


def _task(cell: str) -> str | None:
    """The task a cell names as the head of its column.

    >>> _task("Henkilökohtainen varajäsen"), _task(" Jäsenet "), _task("Kunta")
    ('varajäsen', 'jäsen', None)
    """
    words = cell.split()
    if not words or len(words) > TASK_WORDS or not cell.strip()[0].isupper():
        return None
    found = title(words[-1])
    base = found.base if found and found.case == "nominative" else plural_title(words[-1])
    return base if base in TASKS else None
