"""Roles that stand under names: signatures side by side, "Maija Malli    Kari Lohi" over "johtaja    sihteeri"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.roles.beside import RoleClaim
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.owner.body_after import body_at
from extractors.roles.title_phrases import first_phrase


def titles_under_names(scene: Scene) -> Iterator[RoleClaim]:
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
