"""A head noun with the modifiers before it: what may be a body's name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.bodies.body_words import BodyWord
from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import wordlist
from extractors.text.head_nouns import HeadForm


@dataclass
class NounPhrase:
    """A head noun at `last` with its modifiers from `first` on, and what was seen among them."""

    words: list[BodyWord]
    last: int
    form: HeadForm
    first: int = 0
    dashed: bool = False
    compound: bool = False
    adjective: bool = False
    genitive: bool = False
    proper: bool = False
    owner: bool = False
    conjuncts: tuple[int, ...] = ()

    @property
    def whole_already(self) -> bool:
        """Is the head a name without more ("ympäristöministeriö"), so that only a land's name belongs to it?"""
        if self.form.bare or self.genitive:
            return False
        return self.form.head.kind == "ministry" or known_body(self.form.lemma) is not None

    @property
    def head(self) -> BodyWord:
        """The word the head noun is in."""
        return self.words[self.last]

    @property
    def start(self) -> int:
        """Where the phrase begins in the text."""
        word = self.words[self.first]
        return word.start + (1 if word.text.startswith("-") and self.first == self.last else 0)


def said(p: NounPhrase, first: int, last: int) -> str:
    """The words of a part of a phrase as a name: "P-S hyvinvointialue" is "Pohjois-Savon hyvinvointialue"."""
    parts = [w.text for w in p.words[first : last + 1]]
    glued = [
        part + ("," if i + 1 < len(parts) and p.words[first + i + 1].gap.startswith(",") else "")
        for i, part in enumerate(parts)
    ]
    name = " ".join(glued).lstrip("-")
    initial, space, rest = name.partition(" ")
    return f"{_region_initials()[initial]} {rest}" if space and initial in _region_initials() else name


@lru_cache(maxsize=1)
def _region_initials() -> dict[str, str]:
    """ "P-S" -> "Pohjois-Savon", for the regions whose initials are theirs alone."""
    genitives = [genitive for _, genitive, *_ in wordlist("regions")["regions"] if "-" in genitive]
    short = ["-".join(part[0] for part in genitive.split("-")) for genitive in genitives]
    return {s: g for s, g in zip(short, genitives, strict=True) if short.count(s) == 1}
