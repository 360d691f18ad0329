"""Other ways to write a word: with its dots, misspelt, as an abbreviation or its long form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

ONE_OFF = 5
"""Letters of a word up to which it is one letter off ("sana~"): two others make another word of so short a one."""

LONGEST = 40
"""A longer word is nobody's that was typed without its dots."""

_DOTS = str.maketrans("ao", "äö")


def undotted(word: str) -> Iterator[str]:
    """The words that may have been typed without their dots, in likely order; none where dots were typed.

    A Finnish word has front or back vowels, a compound may change between its parts: so each variant dots one run of
    the word's a and o, the whole of it first.

    >>> list(undotted("paatos"))[:2], "kuntayhtymä" in undotted("kuntayhtyma")
    (['päätös', 'päätos'], True)
    """
    if any(letter in "äöå" for letter in word) or len(word) > LONGEST:
        return
    places = [i for i, letter in enumerate(word) if letter in "ao"]
    runs = [(a, b) for a in range(len(places)) for b in range(a, len(places))]
    for a, b in sorted(runs, key=lambda run: run[0] - run[1])[:60]:
        first, last = places[a], places[b]
        yield word[:first] + word[first : last + 1].translate(_DOTS) + word[last + 1 :]


_ALIKE = {letter: group for group in ("aäåáà", "oöøõó", "uüúů", "eéèê", "sš", "zž", "cčç", "iíï") for letter in group}


def folded(word: str) -> str:
    """A word without dots and accents.

    >>> folded("zürich"), folded("åkerberg")
    ('zurich', 'akerberg')
    """
    return "".join(_ALIKE.get(letter, letter)[0] for letter in word)


def begun_alike(word: str) -> Iterator[str]:
    """The first two letters of a word with and without their dots and accents, as typed first.

    >>> list(begun_alike("zur"))[:3]
    ['zu', 'zü', 'zú']
    """
    first, second = (_ALIKE.get(letter, letter) for letter in word[:2])
    yield word[:2]
    yield from (a + b for a in first for b in second if a + b != word[:2])


def hyphens(word: str, parts: Sequence[str], *, known: bool = True) -> Iterator[str]:
    """The word without its hyphens, or a compound of two with one; where nobody knows the word, anywhere in it.

    >>> list(hyphens("hyvinvointi-alue", ())), list(hyphens("kouluverkko", ("koulu", "verkko")))
    (['hyvinvointialue'], ['koulu-verkko'])
    >>> "sote-uudistus" in hyphens("soteuudistus", (), known=False)
    True
    """
    if "-" in word:
        yield word.replace("-", "")
        return
    match parts:
        case [first, _] if word.startswith(first):
            yield f"{first}-{word[len(first) :]}"
        case _ if not known and word.isalpha() and len(word) <= LONGEST:
            yield from (f"{word[:i]}-{word[i:]}" for i in range(2, len(word) - 3))


def within(word: str, other: str, distance: int) -> bool:
    """Whether two words are at most so many letters off (changed, added, left out), the first letter the same.

    >>> within("kuntayhtimä", "kuntayhtymä", 1), within("kunta", "kanto", 1)
    (True, False)
    """
    if abs(len(word) - len(other)) > distance or word[:1] != other[:1] or len(set(word) ^ set(other)) > 2 * distance:
        return False
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        above, row = row, [i]
        for j, another in enumerate(other, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != another)))
        if min(row) > distance:
            return False
    return row[-1] <= distance


ENDING = 3
"""Letters at the end of a base form that the name may have otherwise: perussuomalainen, but Perussuomalaiset."""


@lru_cache(maxsize=1)
def _written() -> str:
    """The lexicon's bodies as they are written: to read them as TOML is a twentieth of what `louhi search` takes."""
    from extractors.lexicon.known_bodies import LISTS
    from extractors.lexicon.wordlists import as_written

    return "".join(as_written(name) for name in LISTS).lower()


def _may_be_short(word: str) -> bool:
    """Whether it may be an abbreviation of the lexicon, in lower case."""
    return " " in word or f'"{word}"' in _written()


@lru_cache(maxsize=10_000)
def _may_be_long(based: str) -> bool:
    """Whether a long name of the lexicon may have this base form; one of several words is not looked for."""
    begins, ends = based[: max(len(based) - ENDING, ENDING)], f'[^" ]{{0,{ENDING + 1}}}"'
    return " " in based or re.search(f'"{re.escape(begins)}{ends}', _written()) is not None


@lru_cache(maxsize=1)
def _long() -> dict[str, tuple[str, ...]]:
    """Abbreviation in lower case -> Finnish long names, from the lexicon of bodies."""
    from extractors.lexicon.known_bodies import LISTS
    from extractors.lexicon.wordlists import wordlist

    long: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        for row in wordlist(name)["bodies"]:
            for abbreviation in (*row.get("abbr", ()), *row.get("weak", ())):
                long[abbreviation.lower()] = (*long.get(abbreviation.lower(), ()), row["name"])
    return long


@lru_cache(maxsize=1)
def _short() -> dict[str, tuple[tuple[str, str], ...]]:
    """The first letters of a long name's words -> (long name, abbreviation): inflection leaves first letters alone."""
    short: dict[str, tuple[tuple[str, str], ...]] = {}
    for abbreviation, names in _long().items():
        for name in names:
            first = _first_letters(name)
            short[first] = (*short.get(first, ()), (name, abbreviation))
    return short


def _first_letters(name: str) -> str:
    from index.ranking.analysis import words

    return "".join(word.text[0].lower() for word in words(name))


@lru_cache(maxsize=10_000)
def _based(name: str) -> str:
    from index.ranking.analysis import keys, words

    return " ".join(keys(word.text.lower()).bases[0] for word in words(name))


def long_names(word: str) -> list[str]:
    """The long names an abbreviation stands for; a case ending after a colon is no matter.

    >>> long_names("STM:n")
    ['Sosiaali- ja terveysministeriö']
    """
    short = word.partition(":")[0].lower()
    return list(dict.fromkeys(_long().get(short, ()))) if _may_be_short(short) else []


def long_forms(word: str) -> list[tuple[str, ...]]:
    """The long names an abbreviation stands for, each as its words; a case ending after a colon is no matter.

    >>> long_forms("STM:n")
    [('Sosiaali', 'ja', 'terveysministeriö')]
    """
    from index.ranking.analysis import words

    return [tuple(w.text for w in words(name)) for name in long_names(word)]


def abbreviations(name: str) -> list[str]:
    """The abbreviations of a body's long name, in any inflection, in lower case.

    >>> abbreviations("sosiaali- ja terveysministeriön")
    ['stm', 'shm']
    """
    based = _based(name)
    likely = _short().get(_first_letters(name), ()) if _may_be_long(based) else ()
    return list(dict.fromkeys(short for long, short in likely if _based(long) == based))
