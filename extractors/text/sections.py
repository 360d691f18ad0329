"""The parts of a document, each with who decides in it and when: what is said in one part is not said of another.

Kaupunginhallitus 30.1.2017 § 45        the handling a matter of minutes had in another organ, told again: quoted
Aikaisempi käsittely                    the same, under a label
§ 12 / 12 §                             a matter of an agenda: item
Tiedote 14/2020                         one release after another: release
Liite 2: Työryhmän kokoonpano           attachment

A part ends where the next begins.  What stands before the first is the main part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors.model.document import Document
from extractors.text.characters import plain_spaces

SectionKind = Literal["main", "quoted", "item", "release", "attachment"]


class Section(NamedTuple):
    """One part: `text[start:end]`, opened by `heading`; `date` is its own day or year (ISO), if its heading has it."""

    start: int
    end: int
    kind: SectionKind
    heading: str = ""
    date: str | None = None


LONGEST_HEADING = 90
"""Characters of the longest line that opens a part: a longer one is a sentence."""

_DAY = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"
_ORGAN = (
    r"[A-ZÅÄÖ][\w-]*(?:,?[ ][\w-]+){0,6}?[ ]?(?:hallitus|lautakunta|valtuusto|jaosto|valiokunta|johtokunta"
    r"|toimikunta|neuvosto|styrelsen?|nämnden?|fullmäktige|utskottet?|sektionen?)|Kh|Kv|Kvalt|KH|KV"
)
RULES: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    # Kaupunginhallitus 30.1.2017 § 45; Tekninen lautakunta 12.05.2016
    ("quoted", re.compile(rf"(?:{_ORGAN}),? {_DAY}(?:,? ?(?:§|kl\b|klo\b).*)?")),
    # Aikaisempi käsittely; Asian aiempi käsittely:
    ("quoted", re.compile(r"(?:Asian )?(?:[Aa]i(?:empi|kaisempi)|[Ee]del(?:linen|tävä)) käsittely\b.{0,30}")),
    ("quoted", re.compile(r"Tidigare (?:behandling|beslut)\b.{0,30}")),
    # § 12 Talousarvio; 12 § Talousarvio; Asia 5
    ("item", re.compile(r"(?:§ ?\d{1,4}|\d{1,4} ?§)(?!\d).{0,80}")),
    # Tiedote 14/2020; Lehdistötiedote 3.4.1998
    (
        "release",
        re.compile(rf"(?:\w*[Tt]iedote|Pressmeddelande|Press release),? (?:\d{{1,4}}/(?P<of>(?:19|20)\d\d)|{_DAY})"),
    ),
    # Liite 2: Työryhmän kokoonpano; BILAGA 1
    (
        "attachment",
        re.compile(r"(?i:liite|bilaga|annex|appendix)(?: ?\d{1,2}[a-zA-Z]?)?(?:[:.–-] ?.{0,70})?"),
    ),
)
"""What a line of its own opens, the first that fits."""


@lru_cache(maxsize=8)
def _sections(text: str) -> tuple[Section, ...]:
    found = list(_openings(text))
    starts = [0, *(start for start, _, _, _ in found)]
    ends = [*starts[1:], len(text)]
    heads: list[tuple[SectionKind, str, str | None]] = [("main", "", None), *((k, h, d) for _, k, h, d in found)]
    return tuple(
        Section(start, end, kind, heading, day)
        for start, end, (kind, heading, day) in zip(starts, ends, heads, strict=True)
        if start < end
    )


def _openings(text: str) -> Iterator[tuple[int, SectionKind, str, str | None]]:
    """(start, kind, heading, date) of each line that opens a part; the letterhead's own is the main part's."""
    at, first = 0, True
    for line in text.split("\n"):
        said = line.strip()
        if said and len(said) <= LONGEST_HEADING and not first:
            for kind, pattern in RULES:
                if m := pattern.fullmatch(said):
                    yield at, kind, said, _day(m)
                    break
        first = first and not said
        at += len(line) + 1


def _day(m: re.Match[str]) -> str | None:
    parts = m.groupdict()
    if not parts.get("year"):
        return parts.get("of")
    return f"{int(parts['year']):04d}-{int(parts['month']):02d}-{int(parts['day']):02d}"


def sections(document: Document) -> tuple[Section, ...]:
    """The parts of a document, in order; together they are its text.

    >>> text = "Kaupunginhallitus\\n§ 12 Koulut\\nSivistyslautakunta 3.2.2017 § 8\\nJäsen Maija Malli"
    >>> [(s.kind, s.heading, s.date) for s in sections(Document(id="a", text=text))]
    [('main', '', None), ('item', '§ 12 Koulut', None), ('quoted', 'Sivistyslautakunta 3.2.2017 § 8', '2017-02-03')]
    """
    return _sections(plain_spaces(document.text))
