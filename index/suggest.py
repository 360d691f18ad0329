"""Did you mean: words the corpus does not hold, put right by words it does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.analysis import BASE, PART, SURFACE, lower
from index.engines import Engine
from index.variants import within


def did_you_mean(engine: Engine, query: str, unknown: Sequence[str]) -> str | None:
    """The query with its unknown words replaced by the nearest that the corpus holds; None where there are none."""
    out = query
    for word in dict.fromkeys(unknown):
        if better := nearest(engine, word):
            out = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, out)
    return out if out != query else None


def nearest(engine: Engine, word: str) -> str | None:
    """The commonest word nearest to this one: a letter off, or two in a longer word; the first two letters right."""
    typed = lower(word)
    if len(typed) < 4 or not typed.isalpha():
        return None
    for layer in (BASE, PART, SURFACE):
        held = engine.vocabulary(layer + typed[:2])
        for distance in (1, 2) if len(typed) > 5 else (1,):
            near = [term for term in held if term[2:] != typed and within(typed, term[2:], distance)]
            if near := [term for term in near if engine.frequency(term)]:
                return min(near, key=lambda term: (-engine.frequency(term), term))[2:]
    return None
