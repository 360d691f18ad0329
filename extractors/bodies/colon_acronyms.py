"""Acronyms with a case ending after a colon, of bodies no list has: H&M:n, NHG:n, KAATIO:n."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.lexicon.wordlists import wordlist
from extractors.text.finnish_model import Entity
from extractors.text.morphology import readings


def acronym_mentions(words: list[BodyWord], entities: Sequence[Entity]) -> Iterator[BodyMention]:
    """Acronyms that are no known technical word; the model's opinion decides how sure."""
    technical = frozenset(wordlist("modifiers")["no_bodies"])
    for word in words:
        base, colon, ending = word.text.partition(":")
        if not colon or not ending.islower() or not ending.isalpha() or len(ending) > 5:
            continue
        letters = base.replace("&", "")
        if (
            len(letters) < 2
            or not letters.isalpha()
            or sum(c.isupper() for c in letters) < 2
            or base.upper() in technical
        ):
            continue
        labels = {e.label for e in entities if e.start < word.end and word.start < e.end}
        if "ORG" not in labels and len(letters) > 3 and readings(letters.lower()):
            continue
        yield BodyMention(
            word.start,
            word.end,
            base,
            "body",
            "acronyms",
            0.88 if "ORG" in labels else 0.65 if "PRODUCT" not in labels else 0.4,
        )
