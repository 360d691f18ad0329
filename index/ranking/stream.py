"""A document as one stream of numbers, kept beside the engine to score, to find phrases and to choose passages.

Each word gives its terms in order, each term 32 bits: two for its layer (0 surface, 1 base, 2 part), thirty of a hash.
A surface begins a word, so positions need no room of their own.  A hash is never the proof of a match: it only counts
within documents the engine has found.
"""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

import numpy as np

from index.query.plan import Codes
from index.ranking.analysis import PART, SURFACE, WORD, frequent, stopwords, terms
from index.ranking.suspended import suspended

if TYPE_CHECKING:
    from extractors.model.document import Document
    from index.store.reader import WholeText

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
    first in the stream) included; `breaks` holds, for each passage, the word it begins with; `pairs` the numbers of
    every two words that stand side by side.
    """

    counts: Mapping[str, int]
    length: int
    title: int
    stream: bytes
    breaks: bytes
    pairs: tuple[int, ...] = ()


@lru_cache(maxsize=300_000)
def _coded(word: str, language: str) -> tuple[tuple[str, ...], bytes]:
    found = terms(word, language)
    return found, array("I", [code(term) for term in found]).tobytes()


def analysed(document: Document | WholeText) -> Analysed:
    """Analyse a document once, for engine and stream alike; the language of a passage goes before the document's.

    >>> from extractors.model.document import Document
    >>> doc = Document(id="a", title="Tiedote", text="Alueen rahoitus. Rahoitus kasvaa.")
    >>> found = analysed(doc)
    >>> found.length, found.title, found.counts["b:rahoitus"], found.counts["t:tiedote"]
    (5, 1, 2, 1)
    """
    language, said = document.language, document.title or ""
    matches, heads = list(WORD.finditer(document.text)), list(WORD.finditer(said))
    languages, breaks = None, [0]
    if len(document.passages) > 1:
        languages, breaks = _laid_out(document, [match.start() for match in matches])
    counts: defaultdict[str, int] = defaultdict(int)
    stream = _taken([m[0] for m in heads], None, language, counts, _whole(said, heads))
    for term, times in list(counts.items()):
        if not term.startswith(PART):
            counts[TITLE + term[2:]] = max(times, counts.get(TITLE + term[2:], 0))
    stream += _taken([m[0] for m in matches], languages, language, counts, _whole(document.text, matches))
    starts = array("i", [len(heads) + start for start in breaks])
    length = len(heads) + len(matches)
    counts |= dict.fromkeys(frequent_pairs(stream), 1)
    return Analysed(dict(counts), length, len(heads), stream, starts.tobytes(), pairs(stream))


def _whole(text: str, matches: list[re.Match[str]]) -> dict[int, tuple[str, ...]]:
    """The terms of words that are not written whole, by their place among the words."""
    found = list(suspended(text))
    starts = [match.start() for match in matches] if found else []
    return {bisect_left(starts, at): more for at, more in found}


def _laid_out(document: Document | WholeText, starts: list[int]) -> tuple[list[str] | None, list[int]]:
    """The language of each word, None where all are in the document's; and the word each passage begins with."""
    own, said = document.language, [document.language] * len(starts)
    for p in document.passages:
        if p.language and p.language != own:
            first, last = bisect_left(starts, p.start), bisect_left(starts, p.end)
            said[first:last] = [p.language] * (last - first)
    mixed = any(language != own for language in said)
    return said if mixed else None, [bisect_left(starts, p.start) for p in document.passages]


def _taken(
    words: list[str],
    said: list[str] | None,
    language: str,
    counts: defaultdict[str, int],
    more: Mapping[int, tuple[str, ...]],
) -> bytes:
    """The stream of some words, whose terms are added to `counts`.

    `said` is the language of each where they differ, `more` the terms some have beside their own.
    """
    if said is not None:
        each = list(zip(words, said, strict=True))
        coded = {pair: _coded(*pair) for pair in each}
        _count(coded, Counter(each), counts)
        parts = [coded[pair][1] for pair in each]
    else:
        times = Counter(words)
        found = {word: _coded(word, language) for word in times}
        _count(found, times, counts)
        parts = [found[word][1] for word in words]
    for at, terms_ in more.items():
        parts[at] += array("I", [code(term) for term in terms_]).tobytes()
        for term in terms_:
            counts[term] += 1
    return b"".join(parts)


def _count(coded: Mapping[K, tuple[tuple[str, ...], bytes]], times: Mapping[K, int], counts: dict[str, int]) -> None:
    for key, often in times.items():
        for term in coded[key][0]:
            counts[term] += often


TELLING = 3
"""Letters of a word that tells what a document is about: "sote" does, "ei" and "ko" do not."""

PAIRS = 1 << 18
"""So many numbers of pairs: few enough for a dictionary, so many that a pair has hardly another's documents."""


def pairs(stream: bytes) -> tuple[int, ...]:
    """The numbers of every two words side by side, by all their base forms and stems, ascending.

    >>> from array import array
    >>> said = [code(term) for term in ("w:uusi", "b:uusi", "w:silta", "b:silta")]
    >>> pairs(array("I", said).tobytes()) == (pair("b:uusi", "b:silta"),)
    True
    """
    codes = np.frombuffer(stream, np.uint32)
    word, layer = np.cumsum(codes >> 30 == 0), codes >> 30
    codes, word = codes[layer == 1], word[layer == 1]
    found = [np.zeros(0, np.uint32)]
    for apart in range(1, len(codes)):
        step = word[apart:] - word[:-apart]
        beside = step == 1
        found.append(_paired(codes[:-apart][beside], codes[apart:][beside]))
        if not (step <= 1).any():
            break
    return tuple(np.unique(np.concatenate(found)).tolist())


FREQUENT = "y:"
"""The layer of two frequent words side by side; they stand in the engine alone."""

Way: TypeAlias = tuple[str, str]
"""Two terms whose words stand side by side."""


def beside(way: Way, also: Way | None = None, times: int = 1) -> str:
    """The term of all documents where two frequent words stand side by side, so many times at least.

    With `also`, where they may be read in both ways at once.

    >>> beside(("b:se", "b:olla")), beside(("b:se", "b:olla"), times=3)
    ('y:b:se+b:olla', 'y:b:se+b:olla.3')
    >>> beside(("b:se", "b:jälki"), ("b:se", "b:jälkeen"))
    'y:b:se+b:jälkeen&b:se+b:jälki'
    """
    ways = sorted({way, also or way})
    return FREQUENT + "&".join("+".join(one) for one in ways) + (f".{times}" if times > 1 else "")


@lru_cache(maxsize=1)
def _frequent_codes() -> tuple[Codes, dict[int, str]]:
    names = {code(term): term for term in frequent()}
    return np.array(sorted(names), np.uint32), names


def frequent_pairs(stream: bytes) -> Iterator[str]:
    """The terms of every two frequent words side by side, one for each time that they stand so.

    >>> from array import array
    >>> said = [code(term) for term in ("w:se", "b:se", "w:on", "b:olla", "w:se", "b:se", "w:on", "b:olla", "w:silta")]
    >>> list(frequent_pairs(array("I", said).tobytes()))
    ['y:b:se+b:olla', 'y:b:olla+b:se', 'y:b:se+b:olla.2']
    """
    codes, (wanted, names) = np.frombuffer(stream, np.uint32), _frequent_codes()
    held = np.isin(codes, wanted)
    words: dict[int, set[str]] = {}
    for at, number in zip(np.cumsum(codes >> 30 == 0)[held].tolist(), codes[held].tolist(), strict=True):
        words.setdefault(at, set()).add(names[number])
    times: Counter[tuple[Way, Way | None]] = Counter()
    for at, readings in words.items():
        ways = sorted(product(readings, words.get(at + 1, ())))
        for one in (*((way, None) for way in ways), *combinations(ways, 2)):
            times[one] += 1
            yield beside(*one, times=times[one])


def pair(one: str, other: str) -> int:
    """The number of two terms whose words stand side by side."""
    return int(_paired(np.array([code(one)], np.uint32), np.array([code(other)], np.uint32))[0])


def _paired(one: Codes, other: Codes) -> Codes:
    mixed = (one * np.uint32(2654435761)) ^ (other * np.uint32(2246822519))
    mixed ^= mixed >> np.uint32(15)
    return mixed & np.uint32(PAIRS - 1)


def stopless(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The base forms and stems of a document that tell something of it."""
    common = stopwords()
    for term, count in counts.items():
        if term[0] in "bse" and term not in common and len(term[2:]) >= TELLING and not term[2:].isdigit():
            yield term, count
