"""A Mention: one place where a body is named, before it is known which body it is."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """`name` is the base form as this place gives it; `layer` is who found it; `sure` how surely it is a body (0-1).

    `known` is the lexicon's id where the finder knows it; `alias` is True where the words are a short form whose
    `name` comes from elsewhere.
    """

    start: int
    end: int
    name: str
    kind: str
    layer: str
    sure: float
    known: str | None = None
    alias: bool = False
    owned: bool = False
