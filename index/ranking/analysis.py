"""The words of a text and the terms each may be found by: one analysis shared by all engines.

A term is a letter for its layer, a colon and the word:

    w:hyvinvointialueelle    the word as written, in lower case
    b:hyvinvointialue        a base form (Finnish, by Voikko; the Snowball stem of a word it does not know)
    p:alue                   a run of a compound's parts
    s:region  e:region       the Snowball stem in Swedish and in English text

ä, ö and å are never folded.  An engine is handed terms and analyses nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from extractors.text.morphology import forms

SURFACE, BASE, PART, SWEDISH, ENGLISH = "w:", "b:", "p:", "s:", "e:"

LONGEST_WORD = 80
"""Letters; what is longer is an address or a row of letters, which Voikko would take long over for nothing."""

_ACCENTS = "\u0300-\u036f"  # they stand apart from their letter in decomposed text
_LETTERS = rf"[^\W_]+(?:[{_ACCENTS}]+[^\W_]*)*"
WORD = re.compile(rf"{_LETTERS}(?:(?:[-‐‑:'’\u00ad]|(?<=\d)[.,](?=\d)){_LETTERS})*")
_APART = re.compile(rf"[{_ACCENTS}]")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_TAIL = re.compile(r"([^\W_][\w-]*):([a-zäöå]{1,6})")
_NOISE = str.maketrans({"\u00ad": None, "‐": "-", "‑": "-", "’": "'"})


class AnalysedWord(NamedTuple):
    """A word of a text and where it stands."""

    text: str
    start: int
    end: int


class Keys(NamedTuple):
    """What a word may be looked up by: base forms (or stems) and parts, without their layer's letter."""

    bases: tuple[str, ...]
    parts: tuple[str, ...] = ()


def words(text: str) -> Iterator[AnalysedWord]:
    """The words of a text in order; a hyphen or colon inside a word belongs to it, a dash parts two.

    >>> [w.text for w in words("STM:ssä valmistellaan sote-uudistusta, 9,4 milj. euroa.")]
    ['STM:ssä', 'valmistellaan', 'sote-uudistusta', '9,4', 'milj', 'euroa']
    """
    for match in WORD.finditer(text):
        yield AnalysedWord(match[0], match.start(), match.end())


def lower(word: str) -> str:
    r"""A word as its surface term holds it.

    >>> lower("SOTE‑uudistus"), lower("ÄLY"), lower("a\u0308ly")
    ('sote-uudistus', 'äly', 'äly')
    """
    return composed(word).lower().translate(_NOISE)


def composed(word: str) -> str:
    r"""A word whose accents may stand apart from their letters, with letters that have them.

    >>> composed("ma\u0308a\u0308ra\u0308")
    'määrä'
    """
    return word if word.isascii() or not _APART.search(word) else normalize("NFC", word)


@lru_cache(maxsize=200_000)
def keys(word: str) -> Keys:
    """The base forms and compound parts of one Finnish word form, letter case as written.

    >>> keys("STM:ssä")
    Keys(bases=('stm',), parts=())
    >>> keys("muutoskustannusten")
    Keys(bases=('muutoskustannus',), parts=('muutos', 'kustannus'))
    >>> keys("POSOTE20-hankkeen").bases
    ('posote20-hanke',)
    """
    word = composed(word).translate(_NOISE)
    if len(word) > LONGEST_WORD:
        return Keys((word.lower(),))
    if not any(map(str.isalpha, word)):
        return Keys((word,), tuple(_numbers(word)))
    found = forms(word)
    if not found.bases and word.islower():
        found = forms(word.capitalize())
    if found.bases:
        return Keys(*found)
    if match := _TAIL.fullmatch(word):
        return _inflected(match[1])
    if "-" in word or ":" in word:
        return _joined(word)
    return Keys((stem(word.lower(), "finnish"),))


def _numbers(word: str) -> Iterator[str]:
    """What a date or a range in figures is made of: its ends, and every year in it.

    >>> list(_numbers("1.1.2028")), list(_numbers("2021-2027")), list(_numbers("9,4"))
    (['2028'], ['2021', '2027'], [])
    """
    ends = re.split("[-:]", word)
    found = [end for end in ends if len(ends) > 1 and len(end) > 1] + _YEAR.findall(word)
    yield from (one for one in dict.fromkeys(found) if one != word)


def _inflected(head: str) -> Keys:
    """What stands before a colon and a case ending: an acronym or a number, as it is."""
    return _joined(head) if "-" in head else Keys((head.lower(),))


def _joined(word: str) -> Keys:
    """A word with a hyphen or colon that Voikko does not know: its tail is inflected, its pieces are its parts."""
    pieces = [piece for piece in re.split("[-:]", word) if piece]
    if len(pieces) <= 1:
        return keys(pieces[0]) if pieces else Keys((word.lower(),))
    each = [keys(piece) for piece in pieces]
    head = "".join(piece.lower() + "-" for piece in pieces[:-1])
    bases = tuple(head + base for base in each[-1].bases)
    parts = dict.fromkeys(part for found in each for part in (*found.bases, *found.parts) if len(part) > 1)
    return Keys(bases, tuple(parts))


def stem(word: str, language: str) -> str:
    """The Snowball stem of a word in lower case.

    >>> stem("kommunerna", "swedish"), stem("decisions", "english")
    ('kommun', 'decis')
    """
    return str(_stemmer(language).stemWord(word))


_STEMMERS: dict[str, Any] = {}


def _stemmer(language: str) -> Any:
    if language not in _STEMMERS:
        import Stemmer

        _STEMMERS[language] = Stemmer.Stemmer(language, 0)  # its own cache costs more than the stem
    return _STEMMERS[language]


@lru_cache(maxsize=300_000)
def terms(word: str, language: str = "fi") -> tuple[str, ...]:
    """Every term of one word of a text: the surface first, then base forms or the stem, then parts.

    >>> terms("Hallintomallit")
    ('w:hallintomallit', 'b:hallintomalli', 'p:hallinto', 'p:malli')
    >>> terms("kommunerna", "sv")
    ('w:kommunerna', 's:kommun')
    """
    surface = lower(word)
    if language in ("sv", "en") and not surface[0].isdigit():
        layer, name = (SWEDISH, "swedish") if language == "sv" else (ENGLISH, "english")
        return SURFACE + surface, layer + stem(surface, name)
    found = keys(word)
    return (SURFACE + surface, *(BASE + base for base in found.bases), *(PART + part for part in found.parts))


@lru_cache(maxsize=1)
def _common_words() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("stopwords.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """The terms too common to find anything by."""
    data = _common_words()
    finnish = {BASE + word for word in data["fi"]} | {SURFACE + word for word in data["fi"]}
    return frozenset(finnish | {SURFACE + word for language in ("sv", "en") for word in data[language]})


@lru_cache(maxsize=1)
def frequent() -> frozenset[str]:
    """The base forms that stand in a large part of all documents, in all readings ("jälkeen" is one of "jälki" too).

    >>> "b:olla" in frequent(), "b:jälki" in frequent(), "b:rahoitus" in frequent()
    (True, True, False)
    """
    data = _common_words()
    return frozenset(BASE + base for word in (*data["fi"], *data["frequent"]) for base in (word, *keys(word).bases))


def is_stopword(word: str, *, surely: bool = False) -> bool:
    """Whether a word of a query is too common to find anything by; `surely`: in all its readings.

    >>> is_stopword("Mistä"), is_stopword("rahoitus"), is_stopword("voin"), is_stopword("voin", surely=True)
    (True, False, True, False)
    """
    first, *rest = terms(word)
    common = [term in stopwords() for term in rest if term.startswith(BASE)]
    return first in stopwords() or (bool(common) and (all(common) if surely else any(common)))
