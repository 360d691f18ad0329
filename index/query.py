"""The query language, parsed once into one tree.

    pelastuslaitos rahoitus         any of the words, best match first
    "väliaikainen valmistelutoimielin"   a phrase, in any inflection      'sote-uudistus'   the words as written
    "valmistelu rahoitus"~5         near each other, in any order
    AND OR NOT ( )                  a AND (b OR c) NOT d
    hyvinvoint*                     words that begin so      kuntayhtimä~    words spelt about so
    title: person: body: kind: publisher: language: id: published: mentions: amount:     (also in Finnish)

Words side by side are ranked; fields and NOT beside them are demands.  Punctuation in a question is no syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from extractors.errors import QueryError
from index.analysis import words
from index.query_fields import FIELDS, near_miss


@dataclass(frozen=True)
class Word:
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
class And:
    """Each of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of these; `free` where they stood side by side."""

    parts: tuple[Node, ...]
    free: bool = False


Node: TypeAlias = Word | Phrase | Prefix | Fuzzy | FieldIs | Not | And | Or

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<open>\()|(?P<close>\))
    |(?P<operator>(?:AND|OR|NOT)(?=[\s("']|$))
    |(?P<field>[^\W\d_]+):(?=[^\s:/)])(?=(?P<value>"[^"]*"|[^\s()"]+))
    |"(?P<phrase>[^"]*)"(?:~(?P<slop>\d+))?
    |(?<!\w)'(?P<exact>[^'\s](?:[^']*[^'\s])?)'(?!\w)
    |(?P<quote>")
    |(?P<word>[^\s()"]+)""",
    re.VERBOSE,
)


_CHUNK = re.compile(r"[^\s()\"]+")
_PROSE = re.compile(r"(?:\S+\s+){5}\S|.*[.?!…][\s:;()-]*$", re.DOTALL)
_SYNTAX = re.compile(r"\b(?:AND|OR|NOT)\b|[^\W\d_]{2,}:[^\s/)]")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int
    slop: int = 0


def parse(query: str) -> Node:
    """The tree of a query.

    Raises QueryError, which knows the spot, for one that cannot be meant.

    >>> parse("pelastuslaitoksen rahoitus")
    Or(parts=(Word(text='pelastuslaitoksen', at=0), Word(text='rahoitus', at=18)), free=True)
    >>> parse('laji:tiedote NOT "väliaikainen hallinto"').parts[0]
    FieldIs(name='kind', value='tiedote', at=0)
    """
    tokens = _tokens(query)
    parser = _Parser(query, tokens)
    node = parser.alternatives()
    if parser.here < len(tokens):
        raise QueryError("there is a ) without its (", position=tokens[parser.here].at, subject=query)
    if node is None:
        raise QueryError("there is nothing to search for in it", position=0, subject=query or '""',
                         advice="Type a word, a phrase in quotes, or a field such as kind:tiedote.")  # fmt: skip
    return node


def _tokens(query: str) -> list[_Token]:
    out: list[_Token] = []
    at, prose = 0, is_prose(query)
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:  # pragma: no cover
            at += 1
            continue
        kind, here = str(match.lastgroup), at
        at = match.end()
        if match["field"] is not None:
            kind, name = "field", FIELDS.get(match["field"].lower())
            if name is None:
                if not prose and (meant := near_miss(match["field"])):
                    raise QueryError(f"there is no field {match['field']}:", position=here, subject=query,
                                     advice=f"Did you mean {meant}:?")  # fmt: skip
                chunk = _CHUNK.match(query, here)
                out.append(_Token("word", chunk[0] if chunk else match["field"], here))
                at = chunk.end() if chunk else at
                continue
            value = match["value"]
            out.append(_Token("field", f"{name}:{value.strip(chr(34))}", here))
            at += len(value)
        elif match["phrase"] is not None:
            out.append(_Token("phrase", match["phrase"], here + 1, int(match["slop"] or 0)))
        elif match["exact"] is not None:
            out.append(_Token("exact", match["exact"], here + 1))
        elif kind == "quote":
            opens = (
                not prose
                and (here == 0 or query[here - 1] in " (")
                and here + 1 < len(query)
                and not query[here + 1].isspace()
            )
            if opens:
                raise QueryError('a quote is opened here and not closed', position=here, subject=query,
                                 advice='Close it with ".')  # fmt: skip
        elif kind in ("open", "close") and prose:
            continue
        elif kind != "space":
            out.append(_Token(kind, match[0], here))
    return out


def is_prose(query: str) -> bool:
    """Whether a query is a question in plain words, whose brackets and stray quotes are no syntax.

    >>> is_prose("Mistä löydän (esim. verkosta) lain?"), is_prose("(pelastus OR ensihoito) NOT hanke")
    (True, False)
    """
    return bool(_PROSE.match(query)) and not _SYNTAX.search(query)


class _Parser:
    """alternatives := all_of (OR all_of)*;  all_of := row (AND row)*;  row := (NOT? one)+"""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self.query, self.tokens, self.here = query, tokens, 0

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
            if self._peek("NOT"):
                at = self.tokens[self.here].at
                self.here += 1
                if self.here >= len(self.tokens) or self.tokens[self.here].kind in ("close", "operator"):
                    raise QueryError("there is nothing after NOT", position=at, subject=self.query)
                parts += [Not(part) for part in self._one(whole=True)]
            else:
                parts += self._one()
        if len(parts) == 1:
            return parts[0]
        return Or(tuple(parts), free=True) if parts else None

    def _one(self, whole: bool = False) -> list[Node]:
        token = self.tokens[self.here]
        self.here += 1
        if token.kind == "open":
            inner = self.alternatives()
            if self.here >= len(self.tokens) or self.tokens[self.here].kind != "close":
                raise QueryError("a bracket is opened here and not closed", position=token.at, subject=self.query,
                                 advice="Close it with ).")  # fmt: skip
            self.here += 1
            return [inner] if inner is not None else []
        if token.kind == "field":
            name, _, value = token.text.partition(":")
            return [FieldIs(name, value, token.at)]
        found = _leaves(token)
        return [Or(tuple(found), free=True)] if whole and len(found) > 1 else found


def _leaves(token: _Token) -> list[Node]:
    if token.kind == "phrase":
        said = tuple(w.text for w in words(token.text))
        if len(said) == 1:
            return [Word(said[0], token.at)]
        return [Phrase(said, slop=token.slop, at=token.at)] if said else []
    if token.kind == "exact":
        said = tuple(w.text for w in words(token.text))
        return [Phrase(said, exact=True, at=token.at)] if said else []
    if match := re.fullmatch(r"([^\W_][\w:-]*[^\W_])\*", token.text):
        return [Prefix(match[1], token.at)]
    if match := re.fullmatch(r"([^\W_][\w:-]*[^\W_])~([12]?)", token.text):
        return [Fuzzy(match[1], int(match[2]) if match[2] else 1 if len(match[1]) <= 5 else 2, token.at)]
    return [Word(w.text, token.at + w.start) for w in words(token.text)]
