"""The body of a post that a heading names with it, where the text below only says who gets the post.

§ 13 Rektorstjänsten vid Yrkesinstitutet Skärgård ⏎ Tom Malli förordnas till rektor       the heading of a matter
Appointment of the Dean of the Faculty of Education ⏎ The Senate appointed Eva Malli as Dean
Uusi rehtori Rantalan lukioon ⏎ Rehtoriksi valittiin Maija Malli                           the title of a release
"""

from __future__ import annotations

import re

from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS

LONGEST = 160
"""Characters of the longest heading."""

_WORD = re.compile(r"[^\W\d_][\w-]*")
_SENTENCE_END = re.compile(r"[.!?:;,][ ]*\Z")


def post_of_heading(scene: Scene, claim: RoleClaim) -> str | None:
    """The only body of the heading above a claim of a sentence, where the heading names the same post and no person."""
    if not claim.verbal or claim.role.split()[-1] in TASKS:
        return None
    for start, end in _headings(scene, claim.start):
        named = set(scene.bodies_in(start, end))
        if len(named) == 1 and _names_post(scene.text[start:end], claim.role.split()[-1]):
            return named.pop()
    return None


def _headings(scene: Scene, at: int) -> list[tuple[int, int]]:
    """The spans of the heading of the part, of the nearest short line above, and of the document's first line."""
    part, first = scene.part(at), len(scene.text) - len(scene.text.lstrip())
    starts = [part.start] if part.kind == "item" else []
    if part.kind == "main":
        starts += [*_line_above(scene, at), first]
    spans = (scene.view.line(start) for start in starts)
    return [(s, e) for s, e in spans if e < at and e - s < LONGEST and not _SENTENCE_END.search(scene.text[s:e])]


def _line_above(scene: Scene, at: int) -> list[int]:
    """Where the line above the paragraph of an offset starts, past a blank one."""
    start = scene.view.line(at)[0]
    end = len(scene.text[:start].rstrip())
    return [scene.view.line(end)[0]] if 0 < end < start else []


def _names_post(heading: str, title: str) -> bool:
    """Does a heading name a post: by the title in any form, or in a compound: "rehtorin", "Rektorstjänsten"?

    >>> _names_post("Lukion rehtorin virka", "rehtori"), _names_post("Rektorstjänsten vid skolan", "rektor")
    (True, True)
    >>> _names_post("Apulaisrehtorin valinta", "rehtori")
    False
    """
    said = title.casefold()
    stem = said[:-SHORTENED] if len(said) > SHORTENED + SHORTEST else said
    return any(word.casefold().startswith(stem) for word in _WORD.findall(heading))


SHORTENED = 2
"""Letters at the end of a title that its other forms may change: "päällikkö", "päällikön"."""

SHORTEST = 3
"""Letters of a title that are left at least."""
