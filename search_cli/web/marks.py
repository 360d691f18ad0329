"""Marks in a text: what was found in it, cut into segments so that marks may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A span of a text that means something: `kind` is a kind of record or "hit", `link` leads to its thing."""

    start: int
    end: int
    kind: str
    label: str = ""
    link: str = ""


class Segment(NamedTuple):
    """A run of characters under the same marks; `begins` are the spans that start here, as anchors."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[str, ...]

    @property
    def link(self) -> str:
        """Where the innermost mark leads."""
        return next((one.link for one in self.marks if one.link), "")

    @property
    def kinds(self) -> list[str]:
        """The kinds of its marks, each once."""
        return list(dict.fromkeys(one.kind for one in self.marks))


def anchor(start: int, end: int) -> str:
    """The name of a span in a page's address."""
    return f"m{start}-{end}"


def segments(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Segment]:
    """The text from start to end as segments; the shortest mark of a segment comes first.

    >>> marks = [Mark(0, 22, "roles"), Mark(13, 22, "people")]
    >>> [(s.text, s.kinds, s.begins) for s in segments("johtaja Anna Maria Ahon", 0, 23, marks)]
    [('johtaja Anna ', ['roles'], ('m0-22',)), ('Maria Aho', ['people', 'roles'], ('m13-22',)), ('n', [], ())]
    """
    within = sorted({m for m in marks if m.start < end and m.end > start}, key=lambda m: (m.end - m.start, m))
    borders = sorted({start, end, *(b for m in within for b in (m.start, m.end) if start < b < end)})
    for low, high in pairwise(borders):
        over = tuple(m for m in within if m.start <= low and m.end >= high)
        begins = dict.fromkeys(anchor(m.start, m.end) for m in over if max(m.start, start) == low)
        yield Segment(text[low:high], over, tuple(begins))
