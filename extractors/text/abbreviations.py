"""Short forms a document introduces itself: "väliaikainen valmistelutoimielin (vate)", "VATE=..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BRACKET = re.compile(
    r"(?<=\w) ?\((?:jäljempänä |myöhemmin |jatkossa |lyh\. |nedan |hereafter )?"
    r"[\"”]?(\w[\w&-]{1,11})[\"”]?\)"
)
_EQUALS = re.compile(r"\b([A-ZÅÄÖ][\wÅÄÖ]{1,9}) ?= ?([A-ZÅÄÖa-zåäö](?:(?!\. )[^\n()=;,]){3,90})")


class Definition(NamedTuple):
    """`short` stands for `long`; the offsets are those of the long form."""

    short: str
    start: int
    end: int
    long: str
    at: int


def stands_for(short: str, long: str) -> bool:
    """Could the letters of `short` have been taken from `long`, in order, the first from the first letter of a word?

    >>> stands_for("vate", "väliaikainen valmistelutoimielin"), stands_for("STM", "Sosiaali- ja terveysministeriö")
    (True, True)
    >>> stands_for("THL", "Sosiaali- ja terveysministeriö")
    False
    """
    letters = [c for c in _plain(short) if c.isalnum()]
    text, at = _plain(long), len(long)
    for i in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (text[at] != letters[i] or (i == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
    return bool(letters)


def _plain(text: str) -> str:
    return text.lower().replace("ä", "a").replace("ö", "o").replace("å", "a")


def initials(name: str) -> str:
    """The letters an abbreviation of a name is made of: one for each word and hyphened part.

    >>> initials("Pohjois-Savon liitto")
    'PSL'
    """
    return "".join(
        part[0].upper()
        for part in re.split(r"[\s-]+", name)
        if part and part.lower() not in ("ja", "sekä", "och", "and", "of", "the")
    )


def definitions(text: str) -> Iterator[Definition]:
    """Every short form a text defines, with the shortest long form its letters can come from.

    >>> [(d.short, d.long) for d in definitions("Toiminnasta vastaa Terveyden ja hyvinvoinnin laitos (THL).")]
    [('THL', 'Terveyden ja hyvinvoinnin laitos')]
    """
    for m in _BRACKET.finditer(text):
        short = m[1]
        before = text[max(0, m.start() - 120) : m.start()]
        before = re.split(r"[.;:!?\n(]", before)[-1]
        words = list(re.finditer(r"\S+", before))
        for w in reversed(words[-len(short) - 4 :]):
            long = before[w.start() :]
            if stands_for(short, long) and _plain(long)[0] == _plain(short)[0]:
                start = m.start() - len(long)
                yield Definition(short, start, m.start(), long, m.start(1))
                break
    for m in _EQUALS.finditer(text):
        if stands_for(m[1], m[2]):
            yield Definition(m[1], m.start(2), m.end(2), m[2].rstrip(), m.start(1))
