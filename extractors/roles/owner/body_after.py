"""The body named right after a name or a title: on the line, in brackets, or alone on the next line.

Maija Malli STM:stä        Maija Malli (SHP)        Maija Malli, valtiovarainministeriö        Maija Malli | Kela
"""

from __future__ import annotations

import re

from extractors.roles.context import Scene, past_unit
from extractors.roles.title_phrases import phrase_at

TO_BODY = re.compile(r"[ ]?,?[ ]?[(/|]?[ ]?")  # "Maija Malli STM:stä", "Maija Malli (SHP)", "Maija Malli | Kela".
TO_AFFILIATION = re.compile(r"[ ]?\(|,[ ]|[ ]?[|/][ ]?|[ ]?\n(?=[^\n]+\n)")
NEXT_LINE = re.compile(r"[ ]?,?[ ]?(?:\n[ ]*){1,2}")
AT_BODY = re.compile(r"\s?,?\s(?:vid|på|i|för|från|av|of|at|for|from|,)\s(?:the\s)?(?:[A-Z]\w+[’']s\s)?")


def body_at(scene: Scene, end: int) -> str | None:
    """The body named right after: "STM:stä", ", valtiovarainministeriö", "(SHP)", or on the next line."""
    for pattern in (TO_BODY, NEXT_LINE, AT_BODY):
        m = pattern.match(scene.text, end)
        found = scene.body_starting(m.end()) if m else None
        if m and found and ("\n" not in m[0] or _on_own_line(scene, end, m.end(), found[0])):
            if "\n\n" in m[0] and _heads_a_block(scene, scene.view.line(found[0])[1]):
                return None
            party = scene.kinds.get(found[1]) == "party" and "(" in m[0]  # "pääministeri Maija Malli (sd)"
            return None if party or _owns_next(scene, found[0]) else past_unit(scene, found)[1]
    return None


def _heads_a_block(scene: Scene, end: int) -> bool:
    """Does a body behind an empty line stand at the head of other lines: "Hoivakoti Lehmus" above its people?"""
    below = scene.text[end : end + 2]
    return below[:1] == "\n" and below[1:].strip() != ""


def _on_own_line(scene: Scene, end: int, start: int, stop: int) -> bool:
    """Does a body on the next line stand alone there, and not open another part of the document?"""
    return scene.own_line(start, stop) and scene.part(start) == scene.part(max(0, end - 1))


def _owns_next(scene: Scene, end: int) -> bool:
    """Does a body belong to the title after it: "..., HUSin toimitusjohtaja Matti Malli"?"""
    w = scene.view.word_after(end)
    return w is not None and scene.text[end : w.start] == " " and phrase_at(scene.view, w) is not None


def affiliation(scene: Scene, end: int) -> str | None:
    """The body right after a name, before the title: "Maija Malli (Kela), johtaja", "Maija Malli, Kela, johtaja"."""
    m = TO_AFFILIATION.match(scene.text, end)
    found = scene.body_starting(m.end()) if m else None
    # "Carola Malli (SFP), ordförande": elected for a party, which is not the post's.
    return found[1] if found and scene.kinds.get(found[1]) != "party" else None
