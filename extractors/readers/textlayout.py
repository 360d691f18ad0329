"""Passages laid over a plain text as it stands: not one character moves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Passage, PassageKind

BLOCK = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
BULLET = re.compile(r"\s*(?:[-–—•·*▪◦‣o]|\d{1,2}[.)]|[a-zåäö]\))\s+\S")
STOPS = (".", "!", "?", ":", ";", ",")


def lay(text: str) -> Iterator[Passage]:
    """The passages of a text: blocks between blank lines, list items a line each.

    >>> text = "Talous\\n\\nRahoitus on 3,3 miljoonaa euroa.\\n\\n- yksi\\n- kaksi"
    >>> [(p.kind, text[p.start:p.end]) for p in lay(text)]
    [('heading', 'Talous'), ('paragraph', 'Rahoitus on 3,3 miljoonaa euroa.'), ('list item', '- yksi'), ('list item', '- kaksi')]
    """
    for block in BLOCK.finditer(text):
        start, end = block.span()
        words = text[start:end]
        if "\n" not in words:
            yield Passage(kind=_kind(words), start=start, end=end)
            continue
        if BULLET.match(words) and sum(1 for line in words.split("\n") if BULLET.match(line)) > 1:
            yield from _lines(words, start)
            continue
        yield Passage(kind="paragraph", start=start, end=end)


def _lines(words: str, at: int) -> Iterator[Passage]:
    for line in words.split("\n"):
        if line.strip():
            left = len(line) - len(line.lstrip())
            kind: PassageKind = "list item" if BULLET.match(line) else "paragraph"
            yield Passage(kind=kind, start=at + left, end=at + len(line.rstrip()))
        at += len(line) + 1


def _kind(words: str) -> PassageKind:
    if BULLET.match(words):
        return "list item"
    return "heading" if len(words) <= 90 and not words.endswith(STOPS) and words[:1].isupper() else "paragraph"
