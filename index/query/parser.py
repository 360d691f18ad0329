"""The query language, parsed once into one tree.

    pelastuslaitos rahoitus         any of the words, best match first
    "väliaikainen valmistelutoimielin"   a phrase, in any inflection      'sote-uudistus'   the words as written
    "valmistelu rahoitus"~5         near each other, in any order
    AND OR NOT ( )                  a AND (b OR c) NOT d      -avustus +rahoitus     not this one, surely that one
    hyvinvoint*                     words that begin so      kuntayhtimä~    words spelt about so
    title: person: body: kind: publisher: language: id: published: mentions: amount:     (also in Finnish)

Words side by side are ranked; fields and NOT beside them are demands.  Punctuation in a question is no syntax, nor is
a colon inside a word ("STM:ssä"), before a space ("Lahti: uusi silta"), in a time or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import normalize

from extractors.model.errors import QueryError
from index.query.query_tokens import Token, tokens
from index.query.query_tokens import is_prose as is_prose
from index.query.variants import ONE_OFF
from index.ranking.analysis import words


@dataclass(frozen=True)
class QueryWord:
    """A word in any inflection."""

    text: str
    at: int = 0


@dataclass(frozen=True)
class Phrase:
    """Words in a row; as written where `exact`; with up to `slop` others among them, in any order, where not 0."""

    words: tuple[str, ...]
    exact: bool = False
    slop: int = 0
    at: int = 0


@dataclass(frozen=True)
class Prefix:
    """Words that begin so."""

    text: str
    at: int = 0


@dataclass(frozen=True)
class Fuzzy:
    """Words at most `distance` letters off, the first letter right."""

    text: str
    distance: int
    at: int = 0


@dataclass(frozen=True)
class FieldIs:
    """A demand on one field."""

    name: str
    value: str
    at: int = 0


@dataclass(frozen=True)
class Not:
    """What must not be."""

    part: Node


@dataclass(frozen=True)
class Must:
    """What must be, among words that need not."""

    part: Node


@dataclass(frozen=True)
class And:
    """Each of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of these; `free` where they stood side by side."""

    parts: tuple[Node, ...]
    free: bool = False


Node: TypeAlias = QueryWord | Phrase | Prefix | Fuzzy | FieldIs | Not | Must | And | Or


def parse(query: str) -> Node:
    """The tree of a query.

    Accents may be typed apart from their letters.  Raises QueryError, which knows the spot, for one that cannot be
    meant.

    >>> parse("pelastuslaitoksen rahoitus")
    Or(parts=(QueryWord(text='pelastuslaitoksen', at=0), QueryWord(text='rahoitus', at=18)), free=True)
    >>> parse('laji:tiedote NOT "väliaikainen hallinto"').parts[0]
    FieldIs(name='kind', value='tiedote', at=0)
    """
    query = normalize("NFC", query)
    found = tokens(query)
    parser = _Parser(query, found)
    node = parser.alternatives()
    if parser.here < len(found):
        raise QueryError("there is a ) without its (", position=found[parser.here].at, subject=query)
    if node is None:
        raise QueryError(
            "there is nothing to search for in it",
            position=0,
            subject=query or '""',
            advice="Type a word, a phrase in quotes, or a field such as kind:tiedote.",
        )
    return node


DEEPEST = 50
"""How many brackets may stand within each other."""


class _Parser:
    """alternatives := all_of (OR all_of)*;  all_of := row (AND row)*;  row := (NOT? one)+"""

    def __init__(self, query: str, tokens: list[Token]) -> None:
        self.query, self.tokens, self.here, self.depth = query, tokens, 0, 0

    def _peek(self, *operators: str) -> bool:
        return (
            self.here < len(self.tokens)
            and self.tokens[self.here].kind == "operator"
            and self.tokens[self.here].text in operators
        )

    def _joined(self, operator: str, inner: str) -> Node | None:
        first = getattr(self, inner)()
        parts = [first]
        while self._peek(operator):
            at = self.tokens[self.here].at
            self.here += 1
            parts.append(getattr(self, inner)())
            if parts[-2] is None or parts[-1] is None:
                side = "before" if parts[-2] is None else "after"
                raise QueryError(f"there is nothing {side} {operator}", position=at, subject=self.query)
        if len(parts) == 1:
            return parts[0]  # type: ignore[no-any-return]
        return Or(tuple(parts)) if operator == "OR" else And(tuple(parts))

    def alternatives(self) -> Node | None:
        return self._joined("OR", "all_of")

    def all_of(self) -> Node | None:
        return self._joined("AND", "row")

    def row(self) -> Node | None:
        parts: list[Node] = []
        while self.here < len(self.tokens) and self.tokens[self.here].kind != "close" and not self._peek("AND", "OR"):
            if self._peek("NOT", "+"):
                sign, at = self.tokens[self.here].text, self.tokens[self.here].at
                self.here += 1
                if self.here >= len(self.tokens) or self.tokens[self.here].kind in ("close", "operator"):
                    raise QueryError(f"there is nothing after {sign}", position=at, subject=self.query)
                parts += map(Not if sign == "NOT" else _must, self._one(whole=True))
            else:
                parts += self._one()
        if len(parts) == 1:
            return parts[0].part if isinstance(parts[0], Must) else parts[0]
        return Or(tuple(parts), free=True) if parts else None

    def _one(self, whole: bool = False) -> list[Node]:
        token = self.tokens[self.here]
        self.here += 1
        if token.kind == "open":
            self.depth += 1
            if self.depth > DEEPEST:
                raise QueryError("there are too many brackets within each other", position=token.at, subject=self.query)
            inner = self.alternatives()
            self.depth -= 1
            if self.here >= len(self.tokens) or self.tokens[self.here].kind != "close":
                raise QueryError(
                    "a bracket is opened here and not closed",
                    position=token.at,
                    subject=self.query,
                    advice="Close it with ).",
                )
            self.here += 1
            return [inner] if inner is not None else []
        if token.kind == "field":
            name, _, value = token.text.partition(":")
            return [FieldIs(name, value, token.at)]
        found = leaves(token)
        return [Or(tuple(found), free=True)] if whole and len(found) > 1 else found


def _must(part: Node) -> Node:
    """A demand is one without its +."""
    return part if only_filters(part) else Must(part)


_ONE_THING = re.compile(
    r"(?:https?://|www\.)\S+|(?=.*\d)\w+(?:[-.]\w+)*(?:/\w+(?:[-.]\w+)*)+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""A number of a matter, an address of mail or of a page: its pieces mean nothing apart."""


def only_filters(node: Node) -> bool:
    """Whether a part of a query only narrows it: fields and NOT, however they are joined.

    >>> only_filters(parse("kind:slides OR kieli:sv")), only_filters(parse("kind:slides OR silta"))
    (True, False)
    """
    return isinstance(node, FieldIs | Not) or (isinstance(node, And | Or) and all(map(only_filters, node.parts)))


def leaves(token: Token) -> list[Node]:
    """What one word, phrase or exact phrase asks for.

    >>> leaves(Token("word", "hyvinvoint*", 0)), leaves(Token("phrase", "sote*", 4))
    ([Prefix(text='hyvinvoint', at=0)], [Prefix(text='sote', at=4)])
    """
    if token.kind == "phrase":
        said = tuple(_with_star(token.text))
        if len(said) == 1:
            return [Prefix(said[0][:-1], token.at) if said[0].endswith("*") else QueryWord(said[0], token.at)]
        return [Phrase(said, slop=token.slop, at=token.at)] if said else []
    if token.kind == "exact":
        said = tuple(w.text for w in words(token.text))
        return [Phrase(said, exact=True, at=token.at)] if said else []
    if match := re.fullmatch(r"([^\W_][\w:-]*[\w:-])\*", token.text):
        return [Prefix(match[1], token.at)]
    if match := re.fullmatch(r"([^\W_][\w:-]*[^\W_])~([12]?)", token.text):
        return [Fuzzy(match[1], int(match[2]) if match[2] else 1 if len(match[1]) <= ONE_OFF else 2, token.at)]
    said = tuple(w.text for w in words(token.text))
    if len(said) > 1 and _ONE_THING.fullmatch(token.text.strip(".,;:?!…")):
        return [Phrase(said, at=token.at)]
    return [QueryWord(w.text, token.at + w.start) for w in words(token.text)]


def _with_star(text: str) -> Iterator[str]:
    """The words of a phrase, each with the * that may stand after it."""
    for word in words(text):
        starred = text[word.end : word.end + 1] == "*" and len(word.text) > 1
        yield word.text + "*" if starred else word.text
