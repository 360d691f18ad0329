"""What happens at a time, where its sentence says: a meeting, an election, the start, the end, coming into force.

The words between the time before and this one are asked first, then those up to the next: in "Haku alkaa 1.3. ja
päättyy 31.3." each verb belongs to the day after it, in "31.3. päättyvä haku" to the day before.
"""

from __future__ import annotations

import re

from extractors.dates.unresolved import Atom
from extractors.model.value_kinds import DateEvent

_RULES: tuple[tuple[DateEvent, re.Pattern[str]], ...] = (
    # "Laki tulee voimaan 1.1.2025", "lagen träder i kraft", "enters into force"
    (
        "in force",
        re.compile(
            r"(?i:\b(?:tul\w+|astu\w+|saate\w+|saattam\w+) voimaan\b|voimaantulo|\bträd\w+ i kraft\b"
            r"|\b(?:enter\w*|com\w+) into (?:force|effect)\b)"
        ),
    ),
    # "Kuntavaalit toimitetaan 13.4.2025", "ennakkoäänestys on 2.-8.4."; "vaalikausi" is none
    (
        "election",
        re.compile(
            r"(?i:vaali(?:t|en|eissa|eihin|päivä\w*)\b|\b(?:ennakko)?äänesty(?:s|späivä\w*)\b"
            r"|\b\w*(?:kommunal|riksdags|val)(?:val|valet|dagen)\b|\belections?\b)"
        ),
    ),
    # "Lautakunta kokoontuu 3.3.", "kokouksessaan 11.2.", "sammanträdet den 5 mars"
    (
        "meeting",
        re.compile(
            r"(?i:\b\w*kokou(?:s|k[sk]\w+|sta)\b|\bkokoontu\w+|\bistun(?:to|non|nossa)\w*\b"
            r"|\b\w*sammanträde\w*|\bmötet?\b|\bsammanträder\b|\bmeetings?\b)"
        ),
    ),
    # "Hakuaika päättyy 31.3.", "lupa raukeaa", "upphör", "ends"
    (
        "end",
        re.compile(
            r"(?i:\b(?:päätty|lakka[ak]|lakkas|umpeutu|sulkeutu|sulje(?:taan|ttiin)|rauke|lopete(?:taan|ttiin))\w*"
            r"|\b(?:upphör|slutar|avslutas)\w*|\bends?\b|\bended\b|\bexpires?\b)"
        ),
    ),
    # "Haku alkaa 1.3.", "hanke käynnistyi", "palvelu avataan", "otetaan käyttöön"
    (
        "start",
        re.compile(
            r"(?i:\b(?:alkaa|alkavat|alkoi|alkoivat|alkava\w*|aloit(?:e?taan|ettiin|ti|ta\w+)|käynnist\w+)\b"
            r"|\b(?:avataan|avattiin|avautu\w+)\b"
            r"|\bote(?:taan|ttiin) käyttöön\b|\b(?:inle(?:ds|ddes)|börja\w*|öppna\w*)\b"
            r"|\b(?:starts?|started|begins?|began"
            r"|opens?|opened)\b)"
        ),
    ),
)


def event_of(atom: Atom, before: str, after: str, *, late: bool) -> DateEvent | None:
    """What happens at a time, by the words on either side of it in its sentence; `late` says that it is a deadline.

    >>> from extractors.dates.unresolved import Point
    >>> event_of(Atom(0, 9, "full date", Point("2025", 1, day=1)), "Laki tulee voimaan ", ".", late=False)
    'in force'
    """
    if late:
        return "deadline"
    return _named(before) or _named(after) or _by_side(atom)


def _named(words: str) -> DateEvent | None:
    return next((event for event, pattern in _RULES if pattern.search(words)), None)


def _by_side(atom: Atom) -> DateEvent | None:
    """ "1.3.2025 alkaen" is a start, "31.12.2025 saakka" an end."""
    if atom.last is not None:
        return None
    return "start" if atom.side == "from" else "end" if atom.side == "until" else None
