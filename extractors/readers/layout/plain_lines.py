"""Passages laid over a plain text as it stands: not one character moves.

Blocks stand between blank lines.  A short line without a full stop is a heading, a line with a bullet a list item,
lines that were broken for width are one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

BLANK = re.compile(r"\n[^\S\n]*\n\s*|\s*\f\s*")
BULLET = re.compile(r"[^\S\n]*(?:[-–—•·*▪◦‣●○■]|[oO](?=\s{2,})|\d{1,2}[.)]|[a-zåäö]\))\s+\S")
STOPS = (".", "!", "?", ":", ";", ",", "…")
HEADING = 90
WIDTH = 45
SAID = 60

Kind = Literal["heading", "paragraph", "list item"]


class Laid(NamedTuple):
    """A passage before it is one."""

    kind: Kind
    start: int
    end: int


def lay(text: str) -> list[Laid]:
    """The passages of a text.

    >>> text = "Talous\\n\\nRahoitus on 3,3 miljoonaa euroa.\\n\\n- yksi\\n- kaksi"
    >>> [(p.kind, text[p.start:p.end]) for p in lay(text)]
    [('heading', 'Talous'), ('paragraph', 'Rahoitus on 3,3 miljoonaa euroa.'),
     ('list item', '- yksi'), ('list item', '- kaksi')]
    """
    if "\n" not in text and "\f" not in text:
        return _block(text, 0, len(text), True)
    found: list[Laid] = []
    start = 0
    for blank in BLANK.finditer(text):
        found += _block(text, start, blank.start(), False)
        start = blank.end()
    return found + _block(text, start, len(text), not found)


def _block(text: str, start: int, end: int, alone: bool) -> list[Laid]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return []
    end = start + len(words)
    if "\n" not in words:
        return [Laid("paragraph" if alone else _kind(words), start, end)]
    return list(_lines(words, start)) if _is_broken_up(words) else [Laid("paragraph", start, end)]


def _is_broken_up(words: str) -> bool:
    """Whether the lines of a block are units of their own: some have bullets, or the first heads a paragraph."""
    lines = words.split("\n")
    return any(BULLET.match(line) for line in lines) or (
        len(lines[0]) < WIDTH and max(map(len, lines[1:])) > 2 * HEADING
    )


def _lines(words: str, at: int) -> Iterator[Laid]:
    """Lines as passages; one without a bullet goes on with the one above when it looks broken for width."""
    held: Laid | None = None
    for line in words.split("\n"):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        at += len(line) + 1
        if start >= end:
            continue
        bullet = BULLET.match(line) is not None
        if held and not bullet and line.lstrip()[:1].islower() and held.end - held.start >= WIDTH:
            held = held._replace(end=end)
            continue
        if held:
            yield held
        held = Laid("list item" if bullet else "paragraph", start, end)
    if held:
        yield held


def _kind(words: str) -> Kind:
    if BULLET.match(words):
        # A dash before whole sentences opens what somebody said.
        return (
            "paragraph"
            if words[0] in "-–—" and len(words) > SAID and words.endswith((".", "!", "?", "”"))
            else "list item"
        )
    return "heading" if len(words) <= HEADING and not words.endswith(STOPS) and not words[:1].islower() else "paragraph"
