"""What tells of somebody's health: told in `louhi status`, so that a person looks before the document is passed on.

Papers of administration speak of illness and care all day long; what is looked for is one person's: a word of records,
diagnoses or sick leave, near a personal identity code or a birthday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.lexicon.wordlists import alternatives, wordlist
from extractors.text.personal_data.personal_codes import codes_in

NEAR = 300
"""Letters on either side of a code or a birthday: the passage it stands in, and a line of a form above and below."""
BORN = re.compile(
    r"(?<!\w)(?:synt\.|s\.|syntynyt|född|f\.|born)\s{1,3}\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d)", re.IGNORECASE
)
DIAGNOSIS = r"\b[A-TV-Z]\d\d\.\d{1,2}\b(?=[ ,;)])"
"""A code of the International Classification of Diseases with its point: F32.1."""
PERSONAL = "it may tell of a person's health"


def told_of_health(text: str) -> Iterator[int]:
    """Where something is said of one person's health.

    >>> next(told_of_health("Hakija (131052-308T) on ollut sairauslomalla."))
    30
    >>> list(told_of_health("Sairauslomien määrä laski 131052 päivästä."))
    []
    """
    for found in sorted([*codes_in(text), *BORN.finditer(text)], key=lambda one: one.start()):
        first = max(0, found.start() - NEAR)
        if said := _words().search(text, first, min(len(text), found.end() + NEAR)):
            yield said.start()


@cache
def _words() -> re.Pattern[str]:
    said = wordlist("personal")["health"]
    return re.compile(rf"(?i:(?<!\w)(?:{alternatives(said)}))|{DIAGNOSIS}")
