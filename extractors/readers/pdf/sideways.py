"""What stands sideways on an upright page: labels in the margin, heads of narrow columns, credits of photographs.

A diary number or a day in the margin belongs to the document, and so do words within the page; they stand as notes
after the page's text.  What else stands in the margin is named with the running headers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model.document import Box
from extractors.model.draft import Block, Draft
from extractors.readers.pdf.furniture import DATED, REGISTER
from extractors.readers.pdf.sheet import Sheet

MARGIN = 0.1  # of a page's width at each side, and of its height above and below
MOST = 200  # in one document: a drawing may have thousands
FEWEST = 3  # letters that are words
NAMED = re.compile(r"\b(?:dnro|dno|diaari\w*|asianumero|asiatunnus|drnr|dnr)\b", re.IGNORECASE)


@dataclass(slots=True)
class Sideways:
    """A line that stands sideways, and where on the picture of its page."""

    text: str
    box: Box | None


def keep_sideways(sheets: Sequence[Sheet], draft: Draft) -> None:
    """Put what stands sideways after the text of its page, or among the furniture; each line once."""
    said: set[str] = set()
    last = {block.page: at for at, block in enumerate(draft.blocks)}
    notes: list[tuple[int, Block]] = []
    for sheet in sheets:
        for line in sheet.aside[: MOST - len(said)]:
            if line.text in said or (sum(map(str.isalpha, line.text)) < FEWEST and not _is_told_apart(line.text)):
                continue
            said.add(line.text)
            if _is_told_apart(line.text) or not _in_margin(line.box):
                at = max((n for page, n in last.items() if page is not None and page <= sheet.number), default=-1)
                notes.append((at + 1, Block("note", line.text, page=sheet.number, box=line.box)))
            else:
                draft.furniture.append(line.text)
    for at, block in reversed(notes):
        draft.blocks.insert(at, block)


def _is_told_apart(text: str) -> bool:
    """Whether a line holds what a document is filed under: a day, a diary number.

    >>> [_is_told_apart(t) for t in ("Dnro 12/00.02/2024", "Annettu 3.5.2024", "Kuva: Aino Salo")]
    [True, True, False]
    """
    return any(pattern.search(text) for pattern in (DATED, REGISTER, NAMED))


def _in_margin(box: Box | None) -> bool:
    if box is None:
        return True
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not (MARGIN < x < 1 - MARGIN and MARGIN < y < 1 - MARGIN)
