"""Whose a contact is: the person whose name an address spells, else who stands before it in its block."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractors.lexicon.wordlists import either
from extractors.model.document import Document
from extractors.model.records import Person
from extractors.people.name_view import words_of
from extractors.text.normalised import flat
from extractors.text.sentences import line_at, parted

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


def _without_initials(address: str) -> str:
    """The part of an address before the @, without the initials of second names.

    >>> _without_initials("inka.m.mallinen@kunta.example"), _without_initials("kirjaamo@kunta.example")
    ('inka.mallinen', 'kirjaamo')
    """
    return re.sub(r"\.[a-zåäö](?=\.)", "", address.split("@")[0])


def local_part(name: str) -> str:
    """A name as it stands before the @ of an address.

    >>> local_part("Simo Mäkelä"), local_part("Irma-Leena Ståhl")
    ('simo.makela', 'irma-leena.stahl')
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"\s+", ".", bare.replace("ø", "o").replace(".", "").strip()).lower()


NOBODYS = re.compile(either("contact_patterns", "nobodys"), re.I)


LABEL = re.compile(r"lisätieto|mer information|ytterligare|yhteystie|inquiries|further information", re.I)
"""Opens a block of its own: what follows is not the contact of a person named before it."""


LABEL_WORD = 4
"""Letters of a word that may be a label before a number; shorter ones say what kind of number it is."""

_CUES = re.compile(r"puh\w*|matkap\w*|mobil\w*|phone|telefon\w*|sähköp\w*|email|e-mail|tele\w*|työp\w*", re.I)


_BESIDE = re.compile(r"[\s,/|–-]{1,4}(?:[^\W\d_]+\s)?")
"""What stands between a contact and the name after it: "040 123 4567, Maija Malli"."""


class Blocks:
    """Whose a contact is: the person whose name the address spells, else who stands before it in its block."""

    def __init__(self, document: Document, people: Sequence[Person]) -> None:
        self.text = words_of(document.text)[0]
        self._flat = flat(document)
        self.names = sorted((e.start, e.end, p.name) for p in people for e in p.evidence)
        self._starts = [start for start, _, _ in self.names]
        self.spelled = {local_part(p.name): p.name for p in people}

    def owner(self, c: FoundContact) -> str | None:
        """The person whose a contact is, None where nobody's."""
        if c.kind == "url":
            return None
        local = _without_initials(c.value) if c.kind == "email" else ""
        if local in self.spelled:
            return self.spelled[local]
        before = self._last_before(c.start)
        if before and c.start - before[1] < BLOCK:
            return self._named(before[2], local) if self._joined(before[1], c.start) else None
        at = bisect_left(self._starts, c.end)
        if at == len(self.names) or self._starts[at] - c.end >= AFTER:
            return None
        between = self.text[c.end : self._starts[at]]
        beside = "\n" not in between.strip() and _BESIDE.fullmatch(between)
        return self._named(self.names[at][2], local) if beside else None

    def labelled(self, c: FoundContact, last: int) -> bool:
        """Does its line, which names nobody, begin with a label of its own after another contact has been told?

        "Maija Malli, 040 123 4567 / Päivystävä palomestari 013 330 7110": the second is not Maija Malli's.
        """
        start = line_at(self.text, c.start)[0]
        names_somebody = bisect_left(self._starts, start) < bisect_left(self._starts, c.start)
        if c.kind != "phone" or last > start or names_somebody:
            return False
        own = self._last_before(start)
        words = [w for w in re.findall(r"[^\W\d_]+", self.text[start : c.start]) if len(w) >= LABEL_WORD]
        since = self.text[own[1] : last] if own else ""
        return bool(words) and own is not None and not _CUES.fullmatch(words[0]) and any(ch.isdigit() for ch in since)

    def spelled_by(self, c: FoundContact) -> str | None:
        """The person whose name an address spells, None for any other contact."""
        return self.spelled.get(_without_initials(c.value)) if c.kind == "email" else None

    def end_of(self, name: str, offset: int) -> int:
        """Where the last mention of a name before an offset ends."""
        return max((e for _, e, n in self.names if n == name and e <= offset), default=0)

    def _last_before(self, offset: int) -> tuple[int, int, str] | None:
        """The last mention of a name that ends before an offset."""
        at = bisect_right(self._starts, offset)
        while at and self.names[at - 1][1] > offset:
            at -= 1
        return self.names[at - 1] if at else None

    def _joined(self, start: int, end: int) -> bool:
        """Do a name's end and a contact stand in one block: few lines, no other's number or running text between."""
        between = self.text[start:end]
        lines = [line for line in between.split("\n") if line.strip()]
        if len(lines) > BLOCK_LINES or between.count("\n\n\n") or NOBODYS.search(between) or LABEL.search(between):
            return False
        return not any(len(line) > RUNNING for line in lines) and not parted(self._flat, start, end)

    def _named(self, name: str, local: str) -> str | None:
        """The person, unless an address spells something else than a person's name."""
        if not local or PATTERN.match(local):
            return name
        spelled = local_part(name)
        parts = set(re.split(r"[._-]", spelled))
        return name if parts & set(re.split(r"[._-]", local)) or local[:3] in spelled else None
