"""Which longer name of a document a name with an initial or in fewer words stands for.

J. Malli      Jaana Malli, where no other J. Malli is named
Esko Malli    Esko Juhani Malli, where no other name holds these words

Names are looked up by their words, and none is compared with all the others: a list may hold many thousands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_INITIAL = re.compile(r"[^\W\d_]\. ")

_Words = tuple[str, ...]


def by_initial(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name with an initial, the one name it can stand for).

    >>> list(by_initial(["Jaana Malli", "J. Malli", "T. Salo", "Timo Salo", "Tiina Salo"]))
    [('J. Malli', 'Jaana Malli')]
    """
    every = list(names)
    return _joined(every, filter(_INITIAL.match, every), _first_letter, lambda name: _first_letter(name)[0])


def in_fewer_words(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name in two words or more, the one longer name that holds them).

    >>> list(in_fewer_words(["Esko Malli", "Esko Juhani Malli", "Méndez Malli", "Ana Méndez Malli", "Malli"]))
    [('Esko Malli', 'Esko Juhani Malli'), ('Méndez Malli', 'Ana Méndez Malli')]
    """
    every = list(names)
    return _joined(every, (name for name in every if " " in name), _shorter, lambda name: tuple(name.split()))


def _joined(
    every: list[str], asked: Iterable[str], held: Callable[[str], list[_Words]], key: Callable[[str], _Words]
) -> Iterator[tuple[str, str]]:
    """The names that stand for one other, which holds their key; a name that was joined holds nothing any more."""
    holders: dict[_Words, dict[str, None]] = {}
    for name in every:
        for words in held(name):
            holders.setdefault(words, {})[name] = None
    for name in asked:
        # Of itself and two others the two are enough: it is clear that nobody knows which.
        others = [one for one, _ in zip(holders.get(key(name), ()), range(3), strict=False) if one != name]
        if len(others) == 1:
            for words in held(name):
                holders[words].pop(name, None)
            yield name, others[0]


def _first_letter(name: str) -> list[_Words]:
    return [(name[0], name.split()[-1])]


def _shorter(name: str) -> list[_Words]:
    """The names in fewer words that a name holds: its first and its last words, each with the surname's end."""
    words = name.split()
    return [
        (*part, words[-1]) for count in range(1, len(words) - 1) for part in (words[:count], words[-1 - count : -1])
    ]
