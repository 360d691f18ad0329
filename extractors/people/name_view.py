"""A text as the name rules look at it: its words, lines, the model's names, the bodies found, the addresses in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from extractors.model.records import Body
from extractors.text.characters import plain_spaces
from extractors.text.finnish_model import Entity
from extractors.text.sentences import line_at, opens
from extractors.text.words import letters_in, tokens_of

AT = re.compile(r"\s?(?:@|\(at\)|\[at\]|\(a\))\s?(?=[\w-]+\.\w)", re.I)
LOCAL = re.compile(r"[\w.+-]+\Z")


class NameWord(NamedTuple):
    """One word of the text: `text[start:end] == text`."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[str, list[NameWord], list[int]]:
    """(the text with plain spaces and "|" for a tab, its words, where each starts); kept for the next finder."""
    plain = plain_spaces(text.replace("\t", "|"))
    words = [NameWord(*letters) for letters in letters_in(tokens_of(text))]
    return plain, words, [w.start for w in words]


class View:
    """A text with all that is known of it before the names are; offsets are the document's own."""

    def __init__(
        self,
        text: str,
        entities: Sequence[Entity] = (),
        bodies: Sequence[Body] = (),
        language: str = "fi",
        unseen: frozenset[str] = frozenset(),
    ) -> None:
        self.unseen = unseen
        self.text, self.words, self._starts = words_of(text)
        self.language = language
        self.entities = sorted(entities)
        self._entity_starts = [e.start for e in self.entities]
        self.bodies = sorted((e.start, e.end) for b in bodies for e in b.evidence)
        self._body_starts = [s for s, _ in self.bodies]

    @cached_property
    def mails(self) -> frozenset[str]:
        """What stands before the @ of each address in the text, in lower case."""
        found = (LOCAL.search(self.text, max(0, m.start() - 64), m.start()) for m in AT.finditer(self.text))
        return frozenset(local[0].casefold() for local in found if local)

    def touching(self, start: int, end: int) -> Iterator[Entity]:
        """The model's names that share a character with a span."""
        at = bisect_left(self._entity_starts, end)
        for entity in reversed(self.entities[max(0, at - 4) : at]):
            if entity.end > start:
                yield entity

    def body_over(self, start: int, end: int) -> tuple[int, int] | None:
        """The longest body's mention that shares a character with a span."""
        at = bisect_left(self._body_starts, end)
        hits = [(s, e) for s, e in self.bodies[max(0, at - 8) : at] if e > start]
        return max(hits, key=lambda h: h[1] - h[0], default=None)

    def index_at(self, offset: int) -> int:
        """The number of the first word that starts at or after an offset."""
        return bisect_left(self._starts, offset)

    def word_before(self, offset: int) -> NameWord | None:
        """The last word that ends at or before an offset."""
        at = bisect_right(self._starts, offset - 1) - 1
        while at >= 0 and self.words[at].end > offset:
            at -= 1
        return self.words[at] if at >= 0 else None

    def word_after(self, offset: int) -> NameWord | None:
        """The first word that starts at or after an offset."""
        at = self.index_at(offset)
        return self.words[at] if at < len(self.words) else None

    def line(self, offset: int) -> tuple[int, int]:
        """Where the line of an offset starts and ends."""
        return line_at(self.text, offset)

    def starts_sentence(self, offset: int) -> bool:
        """Does a sentence, line or list item start here?"""
        return opens(self.text[max(0, offset - 4) : offset])
