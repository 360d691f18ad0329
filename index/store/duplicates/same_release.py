"""What makes two contents the same release: one title, one text, whatever the pages around them say.

A ministry's release stands on its own site and in a newsroom, each with its own menus, stamps and layout of contacts.
What is compared is the prose and every line with a number; what is left out is known to change by itself (see
boilerplate.toml) or too short to say anything.  `index/store/duplicates/identity.py` also asks that no fact differs.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from extractors.model.ids import sha256

PROSE = 40  # characters a line without a number has that is compared
LEAST = 200  # letters of prose there must be for two texts to be called the same


_NO_LETTERS = re.compile(r"[\W_]+")


def lasting(text: str) -> str:
    """A text without empty lines and those that change by themselves: "Päivitetty 3.4.2026", "Luettu 1 204 kertaa".

    >>> lasting("Lähitorit avataan.\\nSivu päivitetty 3.4.2026\\nLuettu 1 204 kertaa")
    'Lähitorit avataan.'
    """
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not is_passing(line))


def is_passing(line: str) -> bool:
    """Whether a line changes by itself and says nothing new."""
    return bool(_patterns("lines").fullmatch(line))


@lru_cache(maxsize=64)  # asked for several times while a batch of documents is put
def same_words(title: str | None, language: str, text: str) -> str | None:
    """A key that two texts share when they are one release; None where there is too little to tell by.

    >>> prose = "Hallanmaan liitto avaa lähitorit kuntiin keväällä ja tukee niiden toimintaa vuoden loppuun. " * 4
    >>> here = same_words("Lähitorit avataan", "fi", f"Julkaistu 24.3.2026 klo 8.30\\n{prose}\\nJaa tämä sivu")
    >>> here == same_words("Lähitorit  avataan", "fi", f"Tiedote\\n{prose}\\nPuh. 050 123 4567")
    True
    >>> here == same_words("Lähitorit avataan", "fi", f"{prose}\\nEspoo 12")
    False
    """
    head = squeezed(title or "")
    told = [squeezed(line) for line in lasting(text).splitlines() if _tells(line)]
    body = "".join(line for line in told if line != head)
    if not head or len(body) < LEAST:
        return None
    return sha256("\x1f".join((head, language, body)).encode("utf-8", "surrogatepass"))[:32]


def squeezed(text: str) -> str:
    """Letters and digits alone, in lower case: what two layouts of one text have in common.

    >>> squeezed("Lähi\\u00adtorit  – avataan!")
    'lähitoritavataan'
    """
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", text).casefold())


def _tells(line: str) -> bool:
    if _patterns("contacts").search(line):
        return False
    if any(map(str.isdigit, line)):
        return bool(re.search(r"[^\W\d_]|\d", _stamps().sub(" ", line)))
    return len(line) >= PROSE


@cache
def _patterns(name: str) -> re.Pattern[str]:
    said = tomllib.loads((files("index.store") / "boilerplate.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in said[name]), re.IGNORECASE)


@cache
def _stamps() -> re.Pattern[str]:
    day, hour = r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d", r"\b\d{1,2}[.:]\d\d(?:[.:]\d\d)?\b"
    return re.compile(rf"\b(?:{_patterns('stamps').pattern})\b|{day}|{hour}", re.IGNORECASE)
