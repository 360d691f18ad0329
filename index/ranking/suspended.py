"""Suspended compounds: words whose end or beginning stands in another word, as half the names of Finnish bodies have.

sosiaali- ja terveyspalvelut             sosiaalipalvelu
maa- ja metsätalousministeriö            maatalousministeriö
kulttuuri-, liikunta- ja nuorisotyö      kulttuurityö, liikuntatyö
koulutuspalvelut ja -tuotteet            koulutustuote
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.ranking.analysis import BASE, keys, lower

_WORD = r"[^\W\d_][\w-]*?"
_AND = r"(?:ja|tai|sekä|eli|että|ja/tai)"
_ENDLESS = re.compile(rf"((?:{_WORD}[-‐‑],\s)*{_WORD}[-‐‑])\s{_AND}\s([^\W\d_][\w-]*\w)")
_FIRST = re.compile(rf"({_WORD})[-‐‑](?=,|$)")
_ENDLESS_BEFORE = re.compile(rf"[-‐‑]\s{_AND}\s")
_HEADLESS = re.compile(rf"(?<!\w)([^\W\d_][\w-]*\w)\s{_AND}\s[-‐‑]([^\W\d_]\w+)")
_HEADLESS_AFTER = re.compile(rf"\s{_AND}\s[-‐‑]")
"""What the patterns above hold in any case, and is looked for much sooner: most texts have none."""


def suspended(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where in a text a word is not written whole, and the terms of what it stands for.

    >>> list(suspended("Sosiaali- ja terveyspalvelujen johtaja"))
    [(0, ('b:sosiaalipalvelu',))]
    >>> [terms[-1] for _, terms in suspended("kulttuuri-, liikunta- ja nuorisotyötä")]
    ['b:kulttuurityö', 'b:liikuntatyö']
    >>> list(suspended("koulutuspalvelut ja -tuotteet"))
    [(21, ('b:koulutustuote',))]
    """
    if _ENDLESS_BEFORE.search(text):
        for match in _ENDLESS.finditer(text):
            if ends := _ends(match[2]):
                for first in _FIRST.finditer(match[1]):
                    yield match.start() + first.start(), tuple(BASE + lower(first[1]) + end for end in ends)
    if _HEADLESS_AFTER.search(text):
        for match in _HEADLESS.finditer(text):
            begins, tails = _begins(match[1]), keys(match[2]).bases
            if begins and tails:
                yield match.start(2), tuple(BASE + begin + tail for begin in begins for tail in tails)


def _ends(word: str) -> list[str]:
    """What a compound may end in, the longest first: metsätalousministeriö in talousministeriö or ministeriö."""
    bases, parts = keys(word)
    found = {part for part in parts for base in bases if base.endswith(part) and base != part}
    return sorted(found, key=lambda part: (-len(part), part))


def _begins(word: str) -> list[str]:
    """What a compound begins with: koulutuspalvelu with koulutus."""
    bases = keys(word).bases
    found = {base.removesuffix(end).rstrip("-") for end in _ends(word)[-1:] for base in bases if base.endswith(end)}
    return sorted(found)
