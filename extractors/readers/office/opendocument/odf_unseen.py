"""What an OpenDocument file holds and does not show: words hidden by their style, and struck-through ones.

They are taken out before the text is read.  What is struck no longer holds, and is told as an Issue; what is hidden is
of a draft, or of a system.
"""

from __future__ import annotations

from typing import Any

from extractors.model.document import Issue
from extractors.readers.office.opendocument.odf_styles import STYLE, TEXT, OdfStyles
from extractors.readers.office.package import STRUCK_OUT

DISPLAY = TEXT + "display"
THROUGH = (STYLE + "text-line-through-style", STYLE + "text-line-through-type")
FAMILIES = {TEXT + "span": "text", TEXT + "a": "text", TEXT + "p": "paragraph", TEXT + "h": "paragraph"}
BY_ITSELF = {TEXT + "section", TEXT + "hidden-text", TEXT + "hidden-paragraph"}
"""What says of itself whether it is shown."""

Concealment = tuple[bool, bool]
"""Whether words are hidden, and whether they are struck through."""


def take_unseen(content: Any, styles: OdfStyles) -> list[Issue]:
    """Take what is not shown out of a text; an Issue for each paragraph in which words are struck."""
    said = styles.names_with((DISPLAY, *THROUGH))
    if not said and not any(True for _ in content.iter(*BY_ITSELF)):
        return []
    taking = _Taking(styles)
    taking.into(content, (False, False))
    return [Issue(reason=STRUCK_OUT, text=words[:200]) for words in taking.struck if words]


class _Taking:
    """The walk through a text; each word is shown as the nearest style around it says."""

    def __init__(self, styles: OdfStyles) -> None:
        self.struck: list[str] = []
        self._styles = styles
        self._told: dict[tuple[str, str], tuple[bool | None, bool | None]] = {}

    def into(self, element: Any, around: Concealment) -> None:
        """Take the words of an element that are not shown, and those inside it."""
        seen = self._seen(element, around)
        if element.tag in (TEXT + "p", TEXT + "h"):
            self.struck.append("")
        element.text = self._kept(element.text, seen)
        for child in element:
            if isinstance(child.tag, str):
                self.into(child, seen)
            child.tail = self._kept(child.tail, seen)

    def _kept(self, words: str | None, seen: Concealment) -> str | None:
        hidden, struck = seen
        if struck and not hidden and words and self.struck:
            self.struck[-1] = " ".join(f"{self.struck[-1]} {words}".split())
        return None if hidden or struck else words

    def _seen(self, element: Any, around: Concealment) -> Concealment:
        if element.tag in BY_ITSELF:
            gone = element.get(DISPLAY) == "none" or element.get(TEXT + "is-hidden") == "true"
            return around[0] or gone, around[1]
        family = FAMILIES.get(element.tag)
        if family is None:
            return around
        key = family, element.get(TEXT + "style-name", "")
        if key not in self._told:
            self._told[key] = self._says(*key)
        hidden, struck = self._told[key]
        return around[0] if hidden is None else hidden, around[1] if struck is None else struck

    def _says(self, family: str, name: str) -> tuple[bool | None, bool | None]:
        """What a style says of its words, None where it says nothing."""
        display = self._styles.text_property(family, name, DISPLAY)
        lines = [line for what in THROUGH if (line := self._styles.text_property(family, name, what)) is not None]
        hidden = None if display is None else display == "none"
        return hidden, any(line != "none" for line in lines) if lines else None
