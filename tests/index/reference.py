"""A slow, obvious search to hold the engines against: it walks every document for every query."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

from extractors.model.document import Document
from index.query.parser import And, FieldIs, Fuzzy, Must, Node, Not, Or, Phrase, Prefix, QueryWord, parse
from index.ranking.analysis import is_stopword, keys, lower, words

Meets = Callable[[str], bool]


def matches(query: str, documents: Sequence[Document]) -> set[str]:
    """The ids of the documents that a query finds."""
    tree = parse(query)
    return {document.id for document in documents if _meets(tree, document)}


@cache
def _words(title: str, text: str) -> list[str]:
    return [word.text for part in (title, text) for word in words(part)]


def _said(document: Document) -> list[str]:
    return _words(document.title or "", document.text)


@cache
def _word(typed: str, written: str, inside: bool = True) -> bool:
    """Whether a word of a text is an inflection of what was typed, or holds it as a part of a compound."""
    if lower(typed) == lower(written):
        return True
    wanted, found = set(keys(typed).bases), keys(written)
    return bool(wanted & set(found.bases)) or (inside and bool(wanted & set(found.parts)))


@cache
def _letters_off(a: str, b: str) -> int:
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
    return rows[-1][-1]


def _phrase(node: Phrase, said: list[str]) -> bool:
    def meets(typed: str, written: str) -> bool:
        if typed.endswith("*"):
            return lower(written).startswith(lower(typed[:-1]))
        return lower(typed) == lower(written) if node.exact else _word(typed, written, inside=False)

    size = len(node.words)
    if not node.slop:
        return any(all(meets(w, said[i + j]) for j, w in enumerate(node.words)) for i in range(len(said) - size + 1))
    for i in range(len(said)):
        stretch = said[i : i + size + node.slop]
        if _each_its_own(node.words, stretch, meets):
            return True
    return False


def _each_its_own(wanted: Sequence[str], stretch: Sequence[str], meets: Callable[[str, str], bool]) -> bool:
    """Whether the words can be met by different places of the stretch."""
    if not wanted:
        return True
    return any(
        meets(wanted[0], written) and _each_its_own(wanted[1:], [*stretch[:i], *stretch[i + 1 :]], meets)
        for i, written in enumerate(stretch)
    )


def _meets(node: Node, document: Document) -> bool:
    said = _said(document)
    match node:
        case QueryWord(text):
            return any(_word(text, written) for written in said)
        case Phrase():
            return _phrase(node, said)
        case Prefix(text):
            return any(lower(written).startswith(lower(text)) for written in said)
        case Fuzzy(text, distance):
            typed = lower(text)
            forms = {form for written in said for form in (lower(written), *keys(written).bases, *keys(written).parts)}
            near = any(form[:1] == typed[:1] and _letters_off(typed, form) <= distance for form in forms)
            return near or any(_word(text, written) for written in said)
        case FieldIs(field, value):
            return FIELDS[field](value, document)
        case Must(part):
            return _meets(part, document)
        case Not(part):
            return not _meets(part, document)
        case And(parts):
            return all(_meets(part, document) for part in parts)
        case Or(parts, free=False):
            return any(_meets(part, document) for part in parts)
        case Or(parts):
            return _words_in_a_row(parts, document)
    raise AssertionError(f"the reference does not know {node}")


def _words_in_a_row(parts: Sequence[Node], document: Document) -> bool:
    """Parts with nothing between them: one of the words that tell something, and all that narrows."""
    narrowing = [part for part in parts if _narrows(part)]
    wanted = [part for part in parts if not _narrows(part)]
    if musts := [part for part in wanted if isinstance(part, Must)]:
        return all(_meets(part, document) for part in (*musts, *narrowing))
    few = len(wanted) < 4
    telling = [p for p in wanted if not (isinstance(p, QueryWord) and is_stopword(p.text, surely=few))] or wanted
    found = any(_meets(part, document) for part in telling) if telling else True
    return found and all(_meets(part, document) for part in narrowing)


def _kind(value: str, document: Document) -> bool:
    return document.kind == {"tiedote": "press release", "kalvot": "slides"}[value]


def _published(value: str, document: Document) -> bool:
    first, _, last = value.partition("..")
    return document.published is not None and first <= document.published[:7] <= (last or first)


def _title(value: str, document: Document) -> bool:
    title = [w.text for w in words(document.title or "")]
    if value[0] in "\"'":
        return _phrase(Phrase(tuple(w.text for w in words(value)), exact=value[0] == "'"), title)
    if value.endswith("*"):
        return any(form.startswith(lower(value[:-1])) for w in title for form in (lower(w), *keys(w).bases))
    return any(_word(value, w) for w in title)


FIELDS = {"kind": _kind, "published": _published, "title": _title}


def _narrows(node: Node) -> bool:
    """Fields and NOT, and what is made of them alone."""
    match node:
        case FieldIs() | Not():
            return True
        case And(parts) | Or(parts):
            return all(_narrows(part) for part in parts)
    return False


def bm25(query: QueryWord, document: Document, documents: Sequence[Document]) -> float:
    """The score of one word that stands in no compound: BM25 with k1 0.8 and b 0.6, by its base forms."""
    best = 0.0
    average = sum(len(_said(d)) for d in documents) / len(documents)
    for base in keys(query.text).bases:
        times = sum(base in keys(written).bases for written in _said(document))
        holding = sum(any(base in keys(written).bases for written in _said(d)) for d in documents)
        rarity = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
        norm = 0.8 * (1 - 0.6 + 0.6 * len(_said(document)) / average)
        best = max(best, rarity * times * 1.8 / (times + norm))
    return best
