"""Other ways to write a word: with its dots, misspelt, as an abbreviation or its long form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_DOTS = str.maketrans("ao", "äö")


def undotted(word: str) -> Iterator[str]:
    """The words that may have been typed without their dots, in likely order; none where dots were typed.

    A Finnish word has front or back vowels, a compound may change between its parts: so each variant dots one run of
    the word's a and o, the whole of it first.

    >>> list(undotted("paatos"))[:2], "kuntayhtymä" in undotted("kuntayhtyma")
    (['päätös', 'päätos'], True)
    """
    if any(letter in "äöå" for letter in word):
        return
    places = [i for i, letter in enumerate(word) if letter in "ao"]
    runs = [(a, b) for a in range(len(places)) for b in range(a, len(places))]
    for a, b in sorted(runs, key=lambda run: run[0] - run[1])[:60]:
        first, last = places[a], places[b]
        yield word[:first] + word[first : last + 1].translate(_DOTS) + word[last + 1 :]


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


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """(abbreviation -> Finnish long names, long name in base forms -> abbreviations), from the lexicon of bodies."""
    from extractors.lexicon.known import known_bodies

    long: dict[str, tuple[str, ...]] = {}
    short: dict[str, tuple[str, ...]] = {}
    for known in known_bodies().values():
        for abbreviation in (*known.abbr, *known.weak):
            long[abbreviation.lower()] = (*long.get(abbreviation.lower(), ()), known.name)
            spoken = _based(known.name)
            short[spoken] = (*short.get(spoken, ()), abbreviation.lower())
    return long, short


def _based(name: str) -> str:
    from index.analysis import keys, words

    return " ".join(keys(word.text.lower()).bases[0] for word in words(name))


def long_forms(word: str) -> list[tuple[str, ...]]:
    """The long names an abbreviation stands for, each as its words; a case ending after a colon is no matter.

    >>> long_forms("STM:n")
    [('Sosiaali', 'ja', 'terveysministeriö')]
    """
    from index.analysis import words

    names = _names()[0].get(word.partition(":")[0].lower(), ())
    return [tuple(w.text for w in words(name)) for name in dict.fromkeys(names)]


def abbreviations(name: str) -> list[str]:
    """The abbreviations of a body's long name, in any inflection, in lower case.

    >>> abbreviations("sosiaali- ja terveysministeriön")
    ['stm', 'shm']
    """
    return list(dict.fromkeys(_names()[1].get(_based(name), ())))
