"""Sketches: what is kept of a text to know its other forms by, without reading any of them again.

A deck as PPTX and as PDF, a page and its printed form say the same in nearly the same order; lines break elsewhere and
a footer comes or goes.  Of all runs of three words the `KEPT` with the smallest hashes stand for the text (a bottom-k
sketch: Broder 1997, Cohen 1997): the share that two of them have in common is about the share the texts have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from heapq import nsmallest
from typing import NamedTuple

from extractors.model.document import Document
from index.store.duplicates.same_release import lasting, squeezed

RUN = 3
"""Words of a run."""
KEPT = 64
"""Hashes of a sketch: the share they tell is a twentieth off at most, two times of three."""
KEYS = 6
"""Of them, so many are looked up: two texts that share six runs of ten have one of these in common 99 times of 100."""
LEAST_WORDS = 40
"""A text of fewer words says too little to be told from others: "Sivua ei löytynyt"."""
ALIKE = 0.6
"""Share of runs in common: our decks as PPTX and PDF have .78 to .88, other pairs of our samples and of a set of real
pages .02 at the most."""
SAME_NUMBERS = 0.9
"""Share of numbers in common: all of them in our pairs; last year's statistics in the same words have others."""


class Sketch(NamedTuple):
    """What stands for a text: its language, its title's letters, and hashes of its runs of words and its numbers."""

    language: str
    title: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What texts are looked up by that may be forms of this one."""
        return self.words[:KEYS]


def sketch(document: Document) -> Sketch | None:
    """A document's sketch; None where it has no title or too few words.

    >>> text = " ".join(f"Lähitori {n} avataan kunnassa {n}." for n in range(10, 30))
    >>> deck = sketch(Document(id="a", title="Lähitorit", text=text))
    >>> deck.title, len(deck.words), len(deck.numbers)
    ('lähitorit', 64, 20)
    >>> sketch(Document(id="b", title="Virhe", text="Sivua ei löytynyt.")) is None
    True
    """
    title = squeezed(document.title or "")
    words = re.findall(r"\w+", lasting(document.text).replace("\u00ad", "").casefold())
    if not title or len(words) < LEAST_WORDS:
        return None
    runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    numbers = {word for word in words if word.isdecimal() and len(word) > 1}  # one digit may be a page's or a slide's
    return Sketch(document.language, title, _smallest(runs), _smallest(numbers))


def are_forms(one: Sketch, other: Sketch) -> bool:
    """Whether two texts are forms of one: the title within the other's, nearly the same words, the same numbers."""
    if one.language != other.language or not (one.title in other.title or other.title in one.title):
        return False
    return share(one.words, other.words) >= ALIKE and share(one.numbers, other.numbers) >= SAME_NUMBERS


def share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of all that two sketches were made of which both have; 1 where there was nothing.

    >>> share(("1", "2", "5"), ("2", "3", "5"))
    0.5
    """
    union = nsmallest(KEPT, {*one, *other})
    return len(set(one) & set(other) & set(union)) / len(union) if union else 1.0


def _smallest(some: Iterable[str]) -> tuple[str, ...]:
    hashes = {blake2b(one.encode("utf-8", "surrogatepass"), digest_size=5).digest() for one in some}
    return tuple(one.hex() for one in sorted(hashes)[:KEPT])
