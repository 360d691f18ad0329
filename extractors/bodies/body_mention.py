"""A Mention: one place where a body is named, before it is known which body it is."""

from __future__ import annotations

from typing import NamedTuple

NAMED = 0.9
"""How sure a mention by its head noun is that is a name; a description ("alueen kunnat") is given less."""


class BodyMention(NamedTuple):
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

    @property
    def rule(self) -> str:
        """The rule it was found by, as `lexicon/reliability.toml` names it."""
        if self.layer == "heads":
            return f"head noun, {'known' if self.known else 'name' if self.sure > NAMED else 'words'}"
        if self.layer == "lexicon":
            return f"lexicon, {'short' if self.alias else 'long'}"
        if self.layer == "model":
            return f"model, {'several words' if ' ' in self.name else 'one word'}"
        return self.layer
