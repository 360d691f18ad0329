"""What introduces the list that a task stands in: the sentence before its colon, or before its first name.

Hallitukseen valittiin seuraavat: Irma Malli, pj., Esko Malli       "Hallitukseen valittiin seuraavat"
Aluevaltuusto valitsi seuraavat (suluissa varajäsen):               the same, above a name a line
Till styrelsen för åren 2025-2026 valdes Bo Malli (ordförande)      "Till styrelsen för åren 2025-2026 valdes"
Puheenjohtaja Irma Malli avasi kokouksen.                           none
"""

from __future__ import annotations

import re

from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS

LONGEST_LIST = 40
"""Lines from an introduction to the last name below it."""

LONGEST_LINE = 120
"""Characters of the longest line of such a list: a longer one is prose."""

_COLON = re.compile(r":(?=[ \n])")
_TO_AN_ORGAN = re.compile(
    r"\b\w*(?:hallitukseen|kuntaan|neuvostoon|ryhmään|jaostoon|valtuustoon|komiteaan|johtokuntaan"
    r"|(?:till|i) (?:\w+ )?\w*(?:styrelsen|nämnden|gruppen|utskottet|rådet|kommittén|sektionen|delegationen)"
    r"|to the (?:\w+ ){0,3}(?:board|committee|council|group|panel|commission))\b",
    re.I,
)
"""The organ that somebody is chosen to: "Hallitukseen valittiin", "Till styrelsen valdes"."""


def to_an_organ(said: str) -> bool:
    """Do some words say that somebody is chosen to an organ: "valitsi lautakuntaan seuraavat"?"""
    return _TO_AN_ORGAN.search(said) is not None


def introduction(scene: Scene, claim: RoleClaim) -> str | None:
    """The words that introduce the list in which a claim tells a task; None where it stands in no list."""
    if claim.role.split()[-1].lower() not in TASKS or claim.verbal or claim.rule == "columns":
        return None
    line_start = scene.view.line(claim.start)[0]
    inline = _before_colon(scene, line_start, claim)
    if inline or claim.rule == "title before":
        return inline
    return _of_sentence(scene, claim) or _above(scene, line_start)


def _before_colon(scene: Scene, line_start: int, claim: RoleClaim) -> str | None:
    """ "Hallitukseen valittiin seuraavat: ..." on the line of the claim."""
    colons = [m.start() for m in _COLON.finditer(scene.text, line_start, claim.start)]
    if not colons or scene.parted(colons[-1], claim.start):
        return None  # "valittiin seuraavat: Irma Malli. Puheenjohtaja avasi": a sentence ends after the colon
    return scene.text[max(line_start, scene.sentence(colons[-1])[0]) : colons[-1]]


def _of_sentence(scene: Scene, claim: RoleClaim) -> str | None:
    """ "Till styrelsen valdes Bo Malli (ordförande), Karin Malli": up to the first name, who goes to an organ."""
    start = scene.sentence(claim.start)[0]
    first = scene.person_from(start, claim.start + 1)
    lead = scene.text[start : first.start] if first else ""
    return lead if _TO_AN_ORGAN.search(lead) and "," not in lead else None


def _above(scene: Scene, line_start: int) -> str | None:
    """The line that ends in a colon above lines of one name each."""
    start = line_start
    for _ in range(LONGEST_LIST):
        if start == 0:
            return None
        start, end = scene.view.line(start - 1)
        line = scene.text[start:end].strip()
        if line.endswith(":") and scene.person_from(start, end) is None:
            return line
        if len(line) > LONGEST_LINE or (line and scene.person_from(start, end) is None):
            return None
    return None
