"""The terms of an engine that are no words: pairs of words side by side, by which a phrase is found, and facet values.

A term's first letter is its layer; each layer has its field where an engine keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from index.query.plan import Terms
from index.ranking.analysis import SURFACE, frequent, terms
from index.ranking.stream import Way, pair

TERM_FIELDS = ("surface", "base", "part", "value", "pair")

_FIELD = {"w": "surface", "p": "part", "f": "value", "x": "pair", "y": "pair"}

_WAYS = 64
"""More ways than these for two words side by side are not looked up each."""


def field_of(term: str) -> str:
    """The field that a term stands in.

    >>> field_of("w:alueen"), field_of("b:alue"), field_of("s:region")
    ('surface', 'base', 'base')
    """
    return _FIELD.get(term[0], "base")


def by_field(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each field's terms as one text, repeated as often as they occur.

    >>> list(by_field({"w:alueen": 2, "b:alue": 2}))
    [('surface', 'w:alueen w:alueen'), ('base', 'b:alue b:alue')]
    """
    texts: dict[str, list[str]] = {name: [] for name in TERM_FIELDS}
    where = {layer: texts[name] for layer, name in _FIELD.items()}
    base = texts["base"]
    for term, count in counts.items():
        if count == 1:
            where.get(term[0], base).append(term)
        else:
            where.get(term[0], base).extend([term] * count)
    for name, said in texts.items():
        if said:
            yield name, " ".join(said)


def side_by_side(elements: Sequence[Terms], slop: int) -> list[set[int]]:
    """For each two words of a phrase, the numbers of the ways in which they may stand side by side.

    None at all where words may stand between, or where for some two of them there are too many ways.
    """
    steps = [_pairs(one, other) for one, other in pairwise(elements)] if not slop else []
    return [] if None in steps else [step for step in steps if step is not None]


def _pairs(one: Terms, other: Terms) -> set[int] | None:
    """The numbers of every way in which two words of a phrase may stand side by side; None where they are too many."""
    ways = [set(_lookups(word)) for word in (one, other)]
    if one.word.endswith("*") or other.word.endswith("*") or len(ways[0]) * len(ways[1]) > _WAYS:
        return None
    return {pair(first, second) for first in ways[0] for second in ways[1]}


def frequent_ways(one: Terms, other: Terms) -> set[Way]:
    """The ways in which two words of a phrase may stand side by side that are counted for each document."""
    first, second = ({term.term for term in word.any_of} & frequent() for word in (one, other))
    return {(a, b) for a in first for b in second}


def other_ways(one: Terms, other: Terms) -> set[int]:
    """The numbers of the ways that are not counted."""
    counted = frequent_ways(one, other)
    ways = {(a, b) for a in _lookups(one) for b in _lookups(other)}
    return {pair(*way) for way in ways - counted}


def _lookups(word: Terms) -> Iterator[str]:
    """The base forms and stems a word may have where it stands in a text, in whichever language."""
    for one in word.any_of:
        if one.term.startswith(SURFACE):
            yield from (t for language in ("fi", "sv", "en") for t in terms(one.term[2:], language)[1:] if t[0] != "p")
        else:
            yield one.term


def pair_term(number: int) -> str:
    """The term of all documents with a pair of words side by side.

    >>> pair_term(2047)
    'x:7ff'
    """
    return f"x:{number:x}"


def value_term(facet: str, value: str) -> str:
    """The term of all documents with a value of a facet.

    >>> value_term("kind", "press release")
    'f:kind:press%20release'
    """
    return f"f:{facet}:{''.join(_escaped(letter) for letter in value)}"


def _escaped(letter: str) -> str:
    return f"%{ord(letter):02x}" if letter.isspace() or letter == "%" else letter
