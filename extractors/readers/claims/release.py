"""Press releases: headline, issuers, dateline and type, wherever the layout puts them.

Hyvinvointialueille valtionavustusta ...        headline
sosiaali- ja terveysministeriö                  issuers, sometimes several glued together
Julkaisuajankohta 8.12.2022 13.40               dateline
Tiedote 19/2020                                 type, with the number of the release
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.model.draft import Claim
from extractors.readers.claims.dateline import date_in, is_dateline, without_label
from extractors.readers.claims.dateline_words import FORMS, LABEL, REVISED
from extractors.readers.claims.issuers import issuers_in, issuers_lexicon
from extractors.readers.web.piece import PagePiece
from extractors.text.cleaning import one_line

NEAR = 7
MINUTES = re.compile(r"\b(?:pöytäkirja|esityslista|protokoll|föredragningslista)|§", re.IGNORECASE)
TYPE = re.compile(r"^(?P<type>[a-zåäö ]+?)\s*(?P<number>\d{1,4}/(?:19|20)\d\d)?\s*$", re.IGNORECASE)
ADDRESS = re.compile(
    r"sttinfo\.fi/(?:tiedote|pressmeddelande|press-release)|/tiedote/|"
    r"/(?:tiedotteet|mediatiedotteet|lehdistotiedotteet|pressmeddelanden|press-releases|pressreleases)/(?!page\b|sivu\b)[^/?#]{8,}|"
    r"/-/\d*/?tiedote|/pressmeddelande/|"
    r"/press-release/|\bnotified\.com|\bcision\.com",
    re.IGNORECASE,
)

LONGEST_TYPE = 40
"""Characters of a line that names a text's type and number: "Tiedote 19/2020"."""

LONGEST_DATELINE = 300
"""Characters of a line of issuers, date and type: seven ministries of a joint release are as long."""

LONGEST_HEADING = 160
"""Characters of a line in which "Pöytäkirja" or § makes a text minutes; in a sentence they are spoken of."""

ENOUGH_SIGNS = 2
"""So many of issuer, date and type make the lines around a headline a release's."""

TOP = 12
"""Blocks of a page, counted from 0, to which its dateline reaches down."""


def type_of(line: str) -> str | None:
    """The type of text a line names.

    >>> type_of("Tiedote 19/2020"), type_of("Tiedote kerrotaan")
    ('tiedote', None)
    """
    found = TYPE.match(one_line(line)) if len(line) < LONGEST_TYPE else None
    low = found["type"].strip().lower() if found else ""
    return low if low in issuers_lexicon()["types"] else None


def parts_of(line: str) -> list[str]:
    """The parts of a line like "17.2.2021 14:26:00 EET | Sisäministeriö | Tiedote"."""
    return [part for part in re.split(r"\s*[|•·]\s*|\n", line) if part.strip()]


def line_parts(line: str) -> list[str]:
    """The issuers, the date and the type that stand in one line, each by itself; the line where it says anything else.

    >>> line_parts("oikeusministeriösisäministeriö Julkaisuajankohta 8.12.2022 13.40 Tiedote")
    ['Oikeusministeriö', 'Sisäministeriö', '8.12.2022 13.40', 'Tiedote']
    >>> line_parts("Sisäministeriö antoi 8.12.2022 ohjeen")
    ['Sisäministeriö antoi 8.12.2022 ohjeen']
    """
    line = one_line(line)
    found = next((m for form in FORMS if (m := form.search(line))), None)
    if not found or len(line) > LONGEST_DATELINE:
        return issuers_in(line) if len(issuers_in(line)) > 1 else [line]
    before, after = line[: found.start()].strip(" |,·•-–"), line[found.end() :].strip(" |,·•-–")
    if label := [m for m in LABEL.finditer(before) if m.end() == len(before)]:
        before = before[: label[-1].start()].strip(" |,·•-–")
    kinds = [part for part in (before, after) if part and type_of(part)]
    names = [name for part in (before, after) if part and part not in kinds for name in issuers_in(part)]
    rest = [
        part
        for part in (before, after)
        if part and part not in kinds and not issuers_in(part) and not REVISED.match(part)
    ]
    if rest or not (names or kinds):
        return [line]
    return [*names, found[0].strip(), *kinds]


def release_signs(lines: list[str]) -> tuple[list[Claim], int]:
    """Claims made by the lines around a headline, and how many of issuer, dateline and type were seen."""
    claims: list[Claim] = []
    seen: set[str] = set()
    if any(MINUTES.search(line) for line in lines if len(line) < LONGEST_HEADING):
        return [], 0
    for line in lines:
        parts = [p for part in parts_of(line) for p in line_parts(part)] if len(line) < LONGEST_DATELINE else []
        for part in parts:
            if (kind := type_of(part)) is not None:
                seen.add("type")
                if kind in issuers_lexicon()["releases"]:
                    claims.append(Claim("kind", "press release", "dateline"))
            elif is_dateline(part) and (when := date_in(part)):
                if "date" not in seen:
                    claims.append(Claim("published", when, "dateline"))
                seen.add("date")
                if "T" in when:
                    seen.add("time")
            elif names := issuers_in(part):
                claims += [Claim("publisher", name, "dateline") for name in names]
                seen.add("issuer")
    if {"issuer", "date"} <= seen and ("time" in seen or "type" in seen):
        claims.append(Claim("kind", "press release", "dateline"))
    return claims, len(seen & {"issuer", "date", "type"})


def release_claims(
    pieces: list[PagePiece], headline: PagePiece | None, page_title: str, source: str, everything: list[PagePiece]
) -> Iterator[Claim]:
    """What the lines near a page's headline claim, when they are a release's."""
    at = next((n for n, p in enumerate(pieces) if p is headline), 0)
    lines = [p.text for p in [*pieces[max(at - 3, 0) : at], *pieces[at + 1 : at + NEAR]]]
    claims, signs = release_signs(lines)
    ours = bool(ADDRESS.search(source)) or bool(
        re.search(r"\b(?:tiedote|pressmeddelande|press release)\b", page_title, re.IGNORECASE)
    )
    if signs >= ENOUGH_SIGNS or ours:
        yield from claims
    if ours and signs:
        yield Claim("kind", "press release", "address")


def tidy_release(pieces: list[PagePiece], headline: PagePiece | None) -> list[PagePiece]:
    """The label of a dateline ("Julkaisuajankohta") is furniture; issuers, date and type in one line are parted."""
    tidy: list[PagePiece] = []
    for at, piece in enumerate(pieces):
        if (
            at > TOP
            or piece is headline
            or piece.cells
            or len(piece.text) > LONGEST_DATELINE
            or piece.kind == "heading"
        ):
            tidy.append(piece)
        elif is_dateline(piece.text):
            tidy.append(replace(piece, text=without_label(piece.text)))
        elif "\n" not in piece.text and " | " not in piece.text and len(parts := line_parts(piece.text)) > 1:
            tidy += [replace(piece, text=part, bold=False) for part in parts]
        else:
            tidy.append(piece)
    return tidy
