"""A document as one stream of numbers, kept beside the engine to score, to find phrases and to choose passages.

Each word gives its terms in order, each term 32 bits: two for its layer (0 surface, 1 base, 2 part), thirty of a hash.
A surface begins a word, so positions need no room of their own.  A hash is never the proof of a match: it only counts
within documents the engine has found.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.analysis import PART, SURFACE, WORD, stopwords, terms

if TYPE_CHECKING:
    from extractors.document import Document
    from index.shelf import Whole

TITLE = "t:"
"""The layer of a title's words, for `title:`; they stand in the engine alone."""

MARKED = ("kind", "language")
"""What a document is, kept in the engine as a term of its own, so that a filter by it costs nothing."""

_LAYERS = {SURFACE[0]: 0, PART[0]: 2}


def mark(name: str, value: str) -> str:
    """The term of all documents of a kind or language.

    >>> mark("kind", "press release")
    'k:press_release'
    """
    return f"{name[0]}:{value.lower().replace(' ', '_')}"


def code(term: str) -> int:
    """The number a term has in a stream.

    >>> code("w:alue") >> 30, code("b:alue") >> 30, code("p:alue") >> 30
    (0, 1, 2)
    """
    return _LAYERS.get(term[0], 1) << 30 | zlib.crc32(term.encode("utf-8", "surrogatepass")) & 0x3FFFFFFF


class Analysed(NamedTuple):
    """A document as the engine and the stream take it.

    `counts` maps each term to how often it occurs; `length` is the number of words, the title's (`title` of them,
    first in the stream) included; `breaks` holds, for each passage, the word it begins with.
    """

    counts: Mapping[str, int]
    length: int
    title: int
    stream: bytes
    breaks: bytes


@lru_cache(maxsize=300_000)
def _coded(word: str, language: str) -> tuple[tuple[str, ...], bytes]:
    found = terms(word, language)
    return found, array("I", [code(term) for term in found]).tobytes()


def analysed(document: Document | Whole) -> Analysed:
    """Analyse a document once, for engine and stream alike; the language of a passage goes before the document's.

    >>> from extractors.document import Document
    >>> doc = Document(id="a", title="Tiedote", text="Alueen rahoitus. Rahoitus kasvaa.")
    >>> found = analysed(doc)
    >>> found.length, found.title, found.counts["b:rahoitus"], found.counts["t:tiedote"]
    (5, 1, 2, 1)
    """
    language = document.language
    title = WORD.findall(document.title or "")
    matches = list(WORD.finditer(document.text)) if len(document.passages) > 1 else None
    body = [m[0] for m in matches] if matches is not None else WORD.findall(document.text)
    said = [language] * len(body) if matches is not None else None
    breaks = array("i", [len(title)])
    if matches is not None and said is not None:
        starts = [m.start() for m in matches]
        breaks = array("i", [len(title) + bisect_left(starts, p.start) for p in document.passages])
        for p in document.passages:
            if p.language and p.language != language:
                first, last = bisect_left(starts, p.start), bisect_left(starts, p.end)
                said[first:last] = [p.language] * (last - first)
    counts: Counter[str] = Counter()
    pieces = [_coded(word, language)[1] for word in title]
    for word, times in Counter(title).items():
        found = _coded(word, language)[0]
        for term in found:
            counts[term] += times
        for said_as in {term[2:] for term in found if not term.startswith(PART)}:
            counts[TITLE + said_as] += times
    if said is None or all(one == language for one in said):
        pieces += [_coded(word, language)[1] for word in body]
        for word, times in Counter(body).items():
            for term in _coded(word, language)[0]:
                counts[term] += times
    else:
        pieces += [_coded(word, one)[1] for word, one in zip(body, said, strict=True)]
        for (word, one), times in Counter(zip(body, said, strict=True)).items():
            for term in _coded(word, one)[0]:
                counts[term] += times
    for name in MARKED:
        counts[mark(name, getattr(document, name))] = 1
    return Analysed(counts, len(title) + len(body), len(title), b"".join(pieces), breaks.tobytes())


def stopless(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The base forms and stems of a document that tell something of it."""
    common = stopwords()
    for term, count in counts.items():
        if term[0] in "bse" and term not in common and len(term) > 4 and not term[2:].isdigit():
            yield term, count
