"""A document's text made dull for rules: the same length, plain spaces and hyphens, and hard borders.

Dates and amounts are written with no-break spaces, en dashes and line breaks in the middle.  In `flat(document)` every
odd space is a space, every dash a hyphen, a line break inside a sentence a space; what separates passages is a newline
and what separates cells a tab, so that no rule joins words that do not stand together.  Offsets are the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from extractors.model.document import Document
from extractors.text.characters import CONTROL_SPACES, ODD_SPACES, without_long_runs

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_TABLE = str.maketrans(
    {
        **dict.fromkeys(map(chr, (*ODD_SPACES, *CONTROL_SPACES)), " "),
        **dict.fromkeys(_HYPHENS, "-"),
        "\u2044": "/",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)

# A line that breaks a sentence: the word before ends small (or with a comma or hyphen), or the next one begins small.
_SOFT = re.compile(
    r"(?<=[a-zåäö,\-0-9])( *)\n( *)(?=[a-zåäö])|(?<=[a-zåäö,])( *)\n( *)(?=[0-9])|(?<=[0-9][.\-])( *)\n( *)(?=[0-9])"
)
_FIGURES = re.compile(r"\d[\d .,/-]*")


_recent: tuple[Document, str] | None = None


def flat(document: Document) -> str:
    """The document's text, dull, and of the same length; the last one is kept, for several finders ask in turn.

    >>> from extractors.model.document import Document
    >>> flat(Document(id="a", text="1.3.2021\\u00a0– 31.3.2023 vuoden\\n2021 loppuun"))
    '1.3.2021 - 31.3.2023 vuoden 2021 loppuun'
    """
    global _recent
    kept = _recent
    if kept is None or kept[0] is not document:
        kept = _recent = (document, _flat(document))
    return kept[1]


def _flat(document: Document) -> str:
    text = document.text
    plain = without_long_runs(text.translate(_TABLE))
    if not document.passages:
        return _soften(plain)
    parts: list[str] = []
    at = 0
    for p in document.passages:
        if p.start < at:
            continue
        parts.append("\n" * (p.start - at))
        words = _unwrapped(_soften(plain[p.start : p.end]))
        for (_, end), (start, _) in zip(p.cells, p.cells[1:], strict=False):
            if p.start <= end <= start <= p.end:
                words = words[: end - p.start] + "\t" * (start - end) + words[start - p.start :]
        parts.append(words)
        at = p.end
    parts.append("\n" * (len(text) - at))
    return "".join(parts)


WRAP = 60
"""Characters of a line that may have been broken for width."""


def _unwrapped(words: str) -> str:
    """The lines of a passage that were broken for width, joined: the next line's first word would not have fitted."""
    lines = words.split("\n")
    width = max(map(len, lines))
    if len(lines) == 1 or width < WRAP:
        return words
    out = lines[:1]
    for line, after in pairwise(lines):
        full = len(line) + 1 + len(after.partition(" ")[0]) > width
        out += [" " if full and line[-1:] not in ".!?:;" and after[:1].isalnum() else "\n", after]
    return "".join(out)


def _soften(words: str) -> str:
    return _SOFT.sub(lambda m: " " * len(m[0]), words) if "\n" in words else words


Windows = tuple[tuple[int, int], ...]
_BEFORE, _AFTER = 90, 110


@lru_cache(maxsize=16)
def near_digits(text: str) -> Windows:
    """The stretches of a text around its figures: most sentences hold none, and need not be searched."""
    return _merged(text, [m.span() for m in _FIGURES.finditer(text)])


@lru_cache(maxsize=256)
def near(text: str, anchors: tuple[str, ...]) -> Windows:
    """The stretches of a text around any of some pieces of words.

    >>> near("Kokous on ensi kuussa.", ("kuu",)), near("Kokous on ohi.", ("kuu",))
    (((0, 22),), ())
    """
    spots = []
    for anchor in anchors:
        at = text.find(anchor)
        while at >= 0:
            spots.append((at, at + len(anchor)))
            at = text.find(anchor, at + 1)
    return _merged(text, sorted(spots))


def _merged(text: str, spots: list[tuple[int, int]]) -> Windows:
    """Spots widened to whole words and put together where they meet."""
    out: list[tuple[int, int]] = []
    for a, b in spots:
        low = text.rfind(" ", 0, max(0, a - _BEFORE)) + 1 if a > _BEFORE else 0
        high = text.find(" ", min(len(text), b + _AFTER))
        high = len(text) if high < 0 else high
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return tuple(out)


def hits(pattern: re.Pattern[str], text: str, windows: Windows) -> Iterator[re.Match[str]]:
    """The matches of a pattern within windows of a text."""
    for low, high in windows:
        yield from pattern.finditer(text, low, high)


class Spans:
    """Spans of a text that do not overlap one another, asked whether they touch another one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        merged: list[list[int]] = []
        for start, end in ordered:
            if merged and start < merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [s for s, _ in merged]
        self._ends = [e for _, e in merged]

    def touch(self, start: int, end: int) -> bool:
        """Whether any span shares a character with start-end.

        >>> Spans([(3, 5)]).touch(4, 9), Spans([(3, 5)]).touch(5, 9)
        (True, False)
        """
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)
