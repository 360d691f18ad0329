"""The grammar of one sentence as a tree: which word hangs on which, in the document's own offsets.

Hän -nsubj-> toiminut <-obl- johtajana           the subject and the title hang on one verb
Traficomista <-acl:relcl- toiminut <-obl- jossa  "..., jossa hän on toiminut": the clause hangs on the body
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractors.text.finnish_model import SyntaxNode


class Tree:
    """A parsed sentence that starts at an offset of its document."""

    def __init__(self, nodes: Sequence[SyntaxNode], offset: int) -> None:
        self.nodes = tuple(n._replace(start=n.start + offset, end=n.end + offset) for n in nodes)
        self._starts = [n.start for n in self.nodes]
        self._children: list[list[int]] = [[] for _ in self.nodes]
        for i, node in enumerate(self.nodes):
            if node.head != i:
                self._children[node.head].append(i)

    def children(self, i: int, *relations: str) -> list[int]:
        """The words that hang on a word, in order; only those of some relations where any are named."""
        return [c for c in self._children[i] if not relations or self.nodes[c].relation in relations]

    def at(self, offset: int) -> int | None:
        """The word that stands at an offset."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.nodes[i].end else None

    def span(self, start: int, end: int) -> range:
        """The words that share a character with a span."""
        low = max(0, bisect_right(self._starts, start) - 1)
        high = bisect_right(self._starts, end - 1)
        return range(low if low < len(self.nodes) and self.nodes[low].end > start else low + 1, high)

    def head_of(self, start: int, end: int) -> int | None:
        """The word of a span that hangs on one outside it: the last where several do."""
        words = self.span(start, end)
        return next((i for i in reversed(words) if self.nodes[i].head not in words or self.nodes[i].head == i), None)

    def first_of_series(self, i: int) -> int:
        """The first word of a series that a word is in: "virkamiehenä" for the "ekonomistina" that follows it."""
        for _ in self.nodes:
            if self.nodes[i].relation != "conj" or self.nodes[i].head == i:
                break
            i = self.nodes[i].head
        return i
