"""Roles that a column gives: signatures side by side, and the names below "Jäsen | Varajäsen" in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.lists import TASK_WORDS, TASKS, plural_title
from extractors.roles.owner.body_after import body_at
from extractors.roles.title_phrases import first_phrase


def in_columns(scene: Scene) -> Iterator[RoleClaim]:
    """Signatures side by side: names on one line, as many titles on the next, wide blanks between."""
    by_line: dict[int, list[NamedPerson]] = {}
    for who in scene.people:
        by_line.setdefault(scene.view.line(who.start)[0], []).append(who)
    for start, names in by_line.items():
        end = scene.view.line(start)[1]
        rest = re.sub(r"[\s|]+", "", scene.text[start:end])
        if len(names) <= 1 or rest != re.sub(r"[\s|]+", "", "".join(scene.text[n.start : n.end] for n in names)):
            continue
        below_start, below_end = scene.view.line(end + 1) if end + 1 < len(scene.text) else (end, end)
        cells = list(re.finditer(r"[^\s|]+(?:[ ][^\s|]+)*", scene.text[below_start:below_end]))
        phrases = [first_phrase(scene.view, below_start + c.start(), below_start + c.end()) for c in cells]
        if len(phrases) == len(names) and all(
            p and p.end == below_start + c.end() for p, c in zip(phrases, cells, strict=True)
        ):
            for who, phrase in zip(names, phrases, strict=True):
                if phrase:
                    yield RoleClaim(who.name, phrase.role, body_at(scene, phrase.end), who.start, phrase.end, "columns")


def in_table(scene: Scene) -> Iterator[RoleClaim]:
    """The task that heads a column of names: "Jäsen | Varajäsen" above "Maija Malli, Kela | Matti Malli, Kela"."""
    if "|" not in scene.text:
        return
    heads: list[str | None] = []
    at = 0
    for line in scene.text.split("\n"):
        cells = line.split("|")
        tasks = [_task(cell) for cell in cells] if len(cells) > 1 else []
        if any(tasks) and scene.person_from(at, at + len(line)) is None:
            heads = tasks
        elif len(cells) != len(heads):
            heads = []
        else:
            yield from _under(scene, heads, cells, at)
        at += len(line) + 1


def _under(scene: Scene, heads: list[str | None], cells: list[str], at: int) -> Iterator[RoleClaim]:
    for task, cell in zip(heads, cells, strict=True):
        who = scene.person_from(at, at + len(cell)) if task else None
        if task and who:
            yield RoleClaim(who.name, task, None, who.start, who.end, "columns")
        at += len(cell) + 1


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
