"""A document as one stream of numbers, kept beside the engine to score, to find phrases and to choose passages.

Each word gives its terms in order, each term 32 bits: two for its layer (0 surface, 1 base, 2 part), thirty of a hash.
A surface begins a word, so positions need no room of their own.  A hash is never the proof of a match: it only counts
within documents the engine has found.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from index.ranking.analysis import PART, SURFACE, WORD, stopwords, terms

if TYPE_CHECKING:
    from extractors.model.document import Document
    from index.store.reader import Whole

K = TypeVar("K")

TITLE = "t:"
"""The layer of a title's words, for `title:`; they stand in the engine alone."""

_LAYERS = {SURFACE[0]: 0, PART[0]: 2}


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

    >>> from extractors.model.document import Document
    >>> doc = Document(id="a", title="Tiedote", text="Alueen rahoitus. Rahoitus kasvaa.")
    >>> found = analysed(doc)
    >>> found.length, found.title, found.counts["b:rahoitus"], found.counts["t:tiedote"]
    (5, 1, 2, 1)
    """
    language = document.language
    title = WORD.findall(document.title or "")
    if len(document.passages) > 1:
        matches = list(WORD.finditer(document.text))
        body = [match[0] for match in matches]
        said, breaks = _laid_out(document, [match.start() for match in matches])
    else:
        body, said, breaks = WORD.findall(document.text), None, [0]
    counts: defaultdict[str, int] = defaultdict(int)
    stream = _taken(title, None, language, counts)
    for term, times in list(counts.items()):
        if not term.startswith(PART):
            counts[TITLE + term[2:]] = max(times, counts.get(TITLE + term[2:], 0))
    stream += _taken(body, said, language, counts)
    starts = array("i", [len(title) + start for start in breaks])
    return Analysed(dict(counts), len(title) + len(body), len(title), stream, starts.tobytes())


def _laid_out(document: Document | Whole, starts: list[int]) -> tuple[list[str] | None, list[int]]:
    """The language of each word, None where all are in the document's; and the word each passage begins with."""
    own, said = document.language, [document.language] * len(starts)
    for p in document.passages:
        if p.language and p.language != own:
            first, last = bisect_left(starts, p.start), bisect_left(starts, p.end)
            said[first:last] = [p.language] * (last - first)
    mixed = any(language != own for language in said)
    return said if mixed else None, [bisect_left(starts, p.start) for p in document.passages]


def _taken(words: list[str], said: list[str] | None, language: str, counts: defaultdict[str, int]) -> bytes:
    """The stream of some words, whose terms are added to `counts`; `said` is the language of each where they differ."""
    if said is not None:
        pairs = list(zip(words, said, strict=True))
        coded = {pair: _coded(*pair) for pair in pairs}
        _count(coded, Counter(pairs), counts)
        return b"".join([coded[pair][1] for pair in pairs])
    times = Counter(words)
    found = {word: _coded(word, language) for word in times}
    _count(found, times, counts)
    return b"".join([found[word][1] for word in words])


def _count(coded: Mapping[K, tuple[tuple[str, ...], bytes]], times: Mapping[K, int], counts: dict[str, int]) -> None:
    for key, often in times.items():
        for term in coded[key][0]:
            counts[term] += often


def stopless(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The base forms and stems of a document that tell something of it."""
    common = stopwords()
    for term, count in counts.items():
        if term[0] in "bse" and term not in common and len(term) > 4 and not term[2:].isdigit():
            yield term, count
