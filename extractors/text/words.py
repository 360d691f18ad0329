"""Words: the one place that says where one begins and ends.  Bodies and people walk over the same ones.

A word goes on over a hyphen, a colon before a case ending, an apostrophe and "&": STM:ssä, sosiaali-, H&M, Ruth-Anne.
`letters_in` parts one where a name is asked for, in which digits and colons have no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.text.characters import plain_spaces

DASHES = "-–‐‑"

_WORD = re.compile(
    rf"(?<![^\s(\[\"”'’/])[{DASHES}](?=[^\W\d_])[\w\u00ad]+(?:[{DASHES}:’'&][\w\u00ad]+)*"  # " -kuntayhtymälle"
    r"|[A-ZÅÄÖ]{2,}: (?:n|ssa|ssä|sta|stä|lle|lla|llä|lta|ltä|ksi|ta|tä)\b"  # "EU: n", parted in print
    rf"|\w[\w\u00ad]*(?:[{DASHES}:’'&]\w[\w\u00ad]*)*(?:[{DASHES}](?=[\s,]))?"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*")
_ADDRESS = re.compile(r"//|www\.|@|\(at\)|\[at\]")
_SPACE = re.compile(r"\s")


class TextWord(NamedTuple):
    """One word of a text with plain spaces; `in_address` where it is a part of an address of a page or of mail."""

    start: int
    end: int
    text: str
    in_address: bool


@lru_cache(maxsize=4)
def tokens_of(text: str) -> tuple[TextWord, ...]:
    """The words of a text in order; kept for the next finder.

    >>> [t.text for t in tokens_of("sosiaali- ja terveysministeriö, STM:ssä")]
    ['sosiaali-', 'ja', 'terveysministeriö', 'STM:ssä']
    >>> [t.text for t in tokens_of("ks. https://kunta.example/a nyt") if not t.in_address]
    ['ks', 'nyt']
    """
    plain = plain_spaces(text)
    addresses = iter(addresses_in(plain))
    low, high = next(addresses, (len(plain), len(plain)))
    found = []
    for m in _WORD.finditer(plain):
        start, end = m.span()
        while start >= high and low < high:
            low, high = next(addresses, (len(plain), len(plain)))
        found.append(TextWord(start, end, m[0], low <= start < high))
    return tuple(found)


def letters_in(tokens: Sequence[TextWord]) -> Iterator[tuple[int, int, str]]:
    """The runs of letters within words, with inner hyphens and apostrophes: what a name may be made of.

    >>> [text for _, _, text in letters_in(tokens_of("STM:ssä Ruth-Anne O’Hara 2021"))]
    ['STM', 'ssä', 'Ruth-Anne', 'O’Hara']
    """
    for start, end, text, _ in tokens:
        if text.isalpha():
            yield start, end, text
        else:
            for m in _LETTERS.finditer(text):
                yield start + m.start(), start + m.end(), m[0]


def without_addresses(plain: str) -> str:
    """A text with plain spaces and what holds an address blanked out.

    >>> without_addresses("ks. https://kunta.example/a tai a.b@kunta.example nyt")
    'ks.                         tai                   nyt'
    """
    parts, at = [], 0
    for start, end in addresses_in(plain):
        parts += [plain[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, plain[at:]])


def addresses_in(plain: str) -> Iterator[tuple[int, int]]:
    """What holds an address, from blank to blank; each character is looked at once.

    >>> text = "ks. https://kunta.example/a tai a.b@kunta.example nyt"
    >>> [text[low:high] for low, high in addresses_in(text)]
    ['https://kunta.example/a', 'a.b@kunta.example']
    """
    at = 0
    for m in _ADDRESS.finditer(plain):
        if m.start() < at:
            continue
        start = max(at, plain.rfind(" ", at, m.start()) + 1, plain.rfind("\n", at, m.start()) + 1)
        space = _SPACE.search(plain, m.end())
        at = space.start() if space else len(plain)
        yield start, at
