"""Who gave a paper out: the letterhead, the running lines, the title page, and last the file's own properties.

A paper seldom says "publisher"; its sender stands alone on a line at the head, and the one it is sent to below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.lexicon.known_bodies import known_body
from extractors.model.draft import Claim, Draft
from extractors.readers.claims.issuers import issuers_in, issuers_lexicon
from extractors.readers.claims.release import type_of

HEAD = 4  # lines of a paper's first page among which its sender stands
BARS = re.compile(r"\s*[/|•·,–]\s+|\s{3,}|\t|\n")
SENT_TO = re.compile(
    r"kirjaamo|registratorskontoret|registry|\S@\S|\bPL\s\d|\bPB\s\d|\b\d{5}\s+[A-ZÅÄÖ]", re.IGNORECASE
)

CALLED = re.compile(r"\b(?:puh|puhelin|vaihde|tfn|telefon|växel|tel|switchboard)\b", re.IGNORECASE)
"""A sender says how to call it; the one a letter is sent to is not told its own number."""

COVER = 300
"""Characters: a first page that says less is a cover, whose every line may name the sender."""

BEGUN = 3
"""Words of a name that goes on in the next line: "Pohjoisen Lapin" over "aluehallintovirasto"."""

LONGEST_ADDRESS = 300
"""Characters of a line that holds a body with its address and telephone."""

LONGEST_NAME = 90
"""Characters of a line that is a body's name and nothing else."""


def letterhead(draft: Draft) -> list[Claim]:
    """The claims of a finished draft of a paper or deck: the first sender that is named, in the strongest place.

    >>> from extractors.model.draft import Block
    >>> letterhead(Draft("application/pdf", [Block("paragraph", "Saarikunnan kaupunki"), Block("title", "Päätös")]))
    [Claim(field='publisher', value='Saarikunnan kaupunki', where='letterhead')]
    """
    claims = []
    first = min((b.page or 1 for b in draft.blocks), default=1)
    blocks = [b for b in draft.blocks if (b.page or 1) == first and b.kind != "note"]
    lines = [line for b in blocks[: 3 * HEAD] for cell in (b.cells or (b.text,)) for line in cell.split("\n")]
    slides = any(c.field == "kind" and c.value == "slides" for c in draft.claims)
    if not slides and any(type_of(line) in issuers_lexicon()["releases"] for line in [*lines[:HEAD], *draft.furniture]):
        claims.append(Claim("kind", "press release", "dateline"))
    cover = sum(len(line) for line in lines) < COVER
    for where, places in (("letterhead", draft.furniture), ("letterhead", lines if cover else lines[:HEAD])):
        for name in senders(places):
            return [*claims, Claim("publisher", name, where)]
    return claims


def senders(lines: Sequence[str]) -> Iterator[str]:
    """The bodies that lines, or two lines one under the other, name and nothing else; not those a letter is sent to.

    >>> list(senders(["Pohjoisen Lapin", "aluehallintovirasto", "5.5.2023"]))
    ['Pohjoisen Lapin aluehallintovirasto']
    >>> list(senders(["Oulun käräjäoikeus Rata-aukio 2 90100 OULU Puhelin 029 5600000"]))
    ['Oulun käräjäoikeus']
    >>> list(senders(["Sosiaali- ja terveysministeriö", "Kirjaamo", "Lausuntopyyntö 3.2.2023"]))
    []
    """
    for at, line in enumerate(lines):
        if name := _before_its_address(line):
            yield name
            continue
        below = [*lines[at + 1 : at + 3], ""]
        if SENT_TO.search(below[0]) and not any(CALLED.search(more) for more in lines[at + 1 : at + 4]):
            continue
        begun = line.endswith("n") and len(line.split()) <= BEGUN
        joined = [f"{line} {more}" for more in below if begun and more[:1].islower()]
        for part in (*joined, line, *BARS.split(line)):
            if name := _body_in(part.strip()):
                yield name
                break


def of_properties(*said: str) -> list[Claim]:
    """What a file's properties say of its author, where that is a body and not a person."""
    names = [name for words in said if (name := _body_in(" ".join(words.replace("\x00", "").split())))]
    return [Claim("publisher", names[0], "file properties")] if names else []


def _before_its_address(line: str) -> str | None:
    """The body that a line begins with, where its own address and telephone follow."""
    words = line.split()
    if (
        len(line) > LONGEST_ADDRESS
        or not CALLED.search(line)
        or not (SENT_TO.search(line) or "puhelin" in line.lower())
    ):
        return None
    named = (" ".join(words[:count]) for count in range(min(len(words) - 1, 8), 0, -1))
    return next((name for name in named if known_body(name) or issuers_in(name)), None)


def _twice(line: str) -> str | None:
    """The body that a line in capitals names in two languages, one after the other."""
    words = line.split()
    for at in range(1, len(words)):
        first, second = known_body(" ".join(words[:at])), known_body(" ".join(words[at:]))
        if first and first is second:
            return first.name
    return None


def _body_in(line: str) -> str | None:
    if not line or len(line) > LONGEST_NAME or not line[:1].isupper():
        return None
    if known := known_body(line):
        return line if not line.isupper() else known.name
    if line.isupper() and (name := _twice(line)):
        return name
    found = issuers_in(line)
    return found[0] if found else None
