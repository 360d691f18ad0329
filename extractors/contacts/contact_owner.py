"""Whose a contact is: the person whose name an address spells, else who stands before it in its block."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractors.model.records import Person

ContactKind = Literal["phone", "email", "url"]

PATTERN = re.compile(r"(?:etu\w*[._-]suku\w*|f[öo]rnamn[._-]\w+|first\w*[._-](?:last|family|sur)\w*)$", re.I)
"""What stands before the @ of an address that is a pattern to fill in: "etunimi.sukunimi"."""

BLOCK = 300
"""Letters from a name to a contact of the same block: title, unit, and an address or two between them."""

BLOCK_LINES = 5
"""Lines of such a block."""

AFTER = 60
"""Letters from a contact to a name after it: "040 123 4567, Maija Malli"."""

RUNNING = 120
"""Letters of a line of running text, which no block of contacts has."""


class FoundContact(NamedTuple):
    """One contact in the text, before it is known whose it is."""

    start: int
    end: int
    kind: ContactKind
    value: str
    rule: str


def local_part(name: str) -> str:
    """A name as it stands before the @ of an address.

    >>> local_part("Simo Mäkelä"), local_part("Irma-Leena Ståhl")
    ('simo.makela', 'irma-leena.stahl')
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"\s+", ".", bare.replace("ø", "o").replace(".", "").strip()).lower()


NOBODYS = re.compile(
    r"kirjaamo|vaihde|asiakaspalvelu|asiakastu|käyttötu|käyttäjätu|tukipalvelu|palvelupiste|palvelunumero|kundtjänst|helpdesk|neuvonta|aspa|info\b|växel|registrator|päivysty|asiointi|toimisto\b|osoite|viestintä\b|postiosoite|käyntiosoite|puhelinvaihde",
    re.I,
)


LABEL = re.compile(r"lisätieto|mer information|ytterligare|yhteystie|inquiries|further information", re.I)
"""Opens a block of its own: what follows is not the contact of a person named before it."""


LABEL_WORD = 4
"""Letters of a word that may be a label before a number; shorter ones say what kind of number it is."""

_CUES = re.compile(r"puh\w*|matkap\w*|mobil\w*|phone|telefon\w*|sähköp\w*|email|e-mail|tele\w*|työp\w*", re.I)


class Blocks:
    """Whose a contact is: the person whose name the address spells, else who stands before it in its block."""

    def __init__(self, text: str, people: Sequence[Person]) -> None:
        self.text = text
        self.names = sorted((e.start, e.end, p.name) for p in people for e in p.evidence)
        self.spelled = {local_part(p.name): p.name for p in people}

    def owner(self, c: FoundContact) -> str | None:
        """The person whose a contact is, None where nobody's."""
        if c.kind == "url":
            return None
        local = c.value.split("@")[0] if c.kind == "email" else ""
        if local in self.spelled:
            return self.spelled[local]
        before = [n for n in self.names if n[1] <= c.start and c.start - n[1] < BLOCK][-1:]
        if before and self._joined(before[0][1], c.start, c):
            return self._named(before[0][2], local)
        after = [n for n in self.names if n[0] >= c.end and n[0] - c.end < AFTER][:1]
        if (
            after
            and "\n" not in self.text[c.end : after[0][0]].strip()
            and not before
            and re.fullmatch(r"[\s,/|–-]{1,4}(?:[^\W\d_]+\s)?", self.text[c.end : after[0][0]])
        ):
            return self._named(after[0][2], local)
        return None

    def labelled(self, c: FoundContact, last: int) -> bool:
        """Does its line, which names nobody, begin with a label of its own after another contact has been told?

        "Maija Malli, 040 123 4567 / Päivystävä palomestari 013 330 7110": the second is not Maija Malli's.
        """
        start = self.text.rfind("\n", 0, c.start) + 1
        if c.kind != "phone" or last > start or any(start <= n[0] < c.start for n in self.names):
            return False
        own = [n for n in self.names if n[1] <= start][-1:]
        words = [w for w in re.findall(r"[^\W\d_]+", self.text[start : c.start]) if len(w) >= LABEL_WORD]
        since = self.text[own[0][1] : last] if own else ""
        return bool(words) and bool(own) and not _CUES.fullmatch(words[0]) and any(ch.isdigit() for ch in since)

    def spelled_by(self, c: FoundContact) -> str | None:
        """The person whose name an address spells, None for any other contact."""
        return self.spelled.get(c.value.split("@")[0]) if c.kind == "email" else None

    def end_of(self, name: str, offset: int) -> int:
        """Where the last mention of a name before an offset ends."""
        return max((e for _, e, n in self.names if n == name and e <= offset), default=0)

    def _joined(self, start: int, end: int, c: FoundContact) -> bool:
        """Do a name's end and a contact stand in one block: few lines, no other's number or running text between."""
        between = self.text[start:end]
        lines = [line for line in between.split("\n") if line.strip()]
        if len(lines) > BLOCK_LINES or between.count("\n\n\n") or NOBODYS.search(between) or LABEL.search(between):
            return False
        return not any(len(line) > RUNNING for line in lines) and not re.search(
            r"[a-zåäö]{3}[.!?]\s+[A-ZÅÄÖ]", re.sub(r"\b(?:puh|p|tel|tfn|gsm|vs|va|s-posti)\.", "", between)
        )

    def _named(self, name: str, local: str) -> str | None:
        """The person, unless an address spells something else than a person's name."""
        if not local or PATTERN.match(local):
            return name
        spelled = local_part(name)
        parts = set(re.split(r"[._-]", spelled))
        return name if parts & set(re.split(r"[._-]", local)) or local[:3] in spelled else None
