"""Which words of a passage met a word of the query: the forms as they are written there."""

from __future__ import annotations

from index.ranking.analysis import lower, terms, words
from index.search.results import Hit, Why


def forms(hit: Hit, why: Why) -> tuple[str, ...]:
    """The highlighted words of a hit's passage that met one word of the query, each once, in order.

    >>> hit = Hit(document_id="a", score=1, passage="Alue ja hyvinvointialueet.", highlights=((0, 4), (8, 25)))
    >>> forms(hit, Why(word="alue", term="alue", through="part of a compound", score=1))
    ('Alue', 'hyvinvointialueet')
    """
    shown = [hit.passage[start:end] for start, end in hit.highlights]
    if why.through == "phrase":
        asked = {term for word in words(why.word) for term in terms(word.text.rstrip("*"), hit.language)}
        wanted = {term[2:] for term in asked}
    elif why.term is None:
        return ()
    elif why.word.endswith(("*", "~")):
        return tuple(dict.fromkeys(text for text in shown if lower(text).startswith(lower(why.word[0]))))
    else:
        wanted = {why.term}
    met = (
        text for text in shown for word in words(text) if wanted & {term[2:] for term in terms(word.text, hit.language)}
    )
    return tuple(dict.fromkeys(met))
