"""The body that issues a document: the municipality or county behind an organ, the organ whose minutes they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.owners import Owner, owned_name, owner_of
from extractors.lexicon.known_bodies import KnownBody, known_body
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.model.records import Body
from extractors.roles.context import GROUP
from extractors.text.head_nouns import head_of

MINUTES = re.compile(
    r"pöytäkirja|protokoll|\bminutes\b|esityslista|föredragningslista|kokouskutsu|muistio\b|\bpromemoria"
    r"|^[ \t]*(?:läsnä|läsnäolijat|närvarande|beslutande|saapuvilla|present)[ \t]*:?[ \t]*$",
    re.I | re.M,
)
"""What tells minutes and agendas: their own word, or a line that heads who was there."""

LETTERHEAD = 600
"""Characters in which minutes and agendas name the organ whose they are."""

PARTS = ("organ", "group", "unit")
"""Wider kinds of body that are parts of the body that issues."""

PLACES = ("education", "culture")
"""Wider kinds of body that have pages of their own at their owner's."""

ORGANS = frozenset(
    {"municipal board", "county board", "regional board", "parliamentary committee", "ministerial committee"}
)
"""Kinds of body that issue in the name of another, besides."""


FORMS = {
    "ry": "association",
    "rf": "association",
    "r.f.": "association",
    "r.y.": "association",
    "oy": "company",
    "oyj": "company",
    "ab": "company",
    "abp": "company",
    "ltd": "company",
    "plc": "company",
    "osk": "company",
    "sr": "foundation",
}
"""The forms that stand last in the names of associations, companies and foundations."""


@lru_cache(maxsize=200)
def _kind_by_form(name: str) -> str | None:
    """The kind of a body by its form or by its head in Swedish or English.

    >>> _kind_by_form("Rakennustyöläisten liitto ry"), _kind_by_form("Hangö stad"), _kind_by_form("City of Salo")
    ('association', 'municipality', 'municipality')
    """
    words = name.split()
    if not words:
        return None
    if form := FORMS.get(words[-1].lower()):
        return form
    if words[0].lower() == "ab":
        return "company"
    for heads, kind in wordlist("foreign")["sv"]["heads"]:
        if words[-1].lower().endswith(tuple(heads.lower().split("|"))):
            return str(kind)
    return next((str(kind) for head, kind in wordlist("foreign")["en"]["heads"] if head in words), None)


@lru_cache(maxsize=1)
def wider() -> dict[str, str]:
    """Each kind of body -> the wider kind it belongs to."""
    return {kind: of for kind, _, of in wordlist("kinds")["kinds"]}


def _bare(name: str) -> str:
    """A name without the form of a company or association that stands last: "Alfa Oyj" is Alfa."""
    first, _, last = name.rpartition(" ")
    return first if last.lower() in FORMS else name


class Issuer:
    """Who issues a document; asked only where a role needs it."""

    def __init__(self, document: Document, bodies: Sequence[Body]) -> None:
        self.document, self.bodies = document, bodies

    @cached_property
    def owner(self) -> Owner | None:
        """The issuing municipality or county, where the lexicon knows it."""
        mentions = [
            BodyMention(e.start, e.end, b.name, b.kind, "roles", 1.0, b.known) for b in self.bodies for e in b.evidence
        ]
        return owner_of(self.document, mentions)

    @cached_property
    def municipality(self) -> str | None:
        """The municipality that speaks: the publisher, else the only one named."""
        for name in self.document.publishers:
            if name.endswith(("kaupunki", "kunta", "stad", "kommun")):
                return name
        if self.owner and self.owner.noun in ("kaupunki", "kunta"):
            return self.said(self.owner.known)
        named = {b.name for b in self.bodies if b.name.endswith((" kaupunki", " kunta"))}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def county(self) -> str | None:
        """The wellbeing services county that speaks."""
        for name in self.document.publishers:
            if name.endswith(("hyvinvointialue", "välfärdsområde")):
                return name
        return self.said(self.owner.known) if self.owner and self.owner.noun == "hyvinvointialue" else None

    def council(self, noun: str) -> str | None:
        """The elected council of the issuer, where it is of the kind that `noun` says (any where it is "")."""
        if self.owner:
            return owned_name("valtuusto", self.owner) if noun in ("", self.owner.noun) else None
        genitive, _, own = (self.municipality or "").rpartition(" ")
        stem = {"kaupunki": "kaupungin", "kunta": "kunnan"}.get(own)
        return f"{genitive} {stem}valtuusto" if stem and noun in ("", own) else None

    @cached_property
    def organ(self) -> str | None:
        """The board, committee or group whose minutes, agenda or statement the document is."""
        heads = sorted((e.start, b.name, b.kind) for b in self.bodies for e in b.evidence if e.start < LETTERHEAD)
        for publisher in self.document.publishers:
            kind = self._kind(publisher)
            if kind and (kind in ORGANS or wider().get(kind) in PARTS):
                said = [name for _, name, _ in heads if name.casefold().endswith(publisher.casefold())]
                return said[0] if said else publisher
        if not MINUTES.search(self.document.text[:1500] + (self.document.title or "")):
            return None
        return next(
            (name for _, name, kind in heads if GROUP.search(name) and kind not in ("agency", "ministry")), None
        )

    @property
    def deciding(self) -> str | None:
        """The court whose decision it is, whose referendaries present; else the organ."""
        return self.name if self.kind == "court" else self.organ

    @cached_property
    def _own(self) -> tuple[str, str] | None:
        found = {}
        for publisher in self.document.publishers:
            kind = self._kind(publisher)
            if kind and wider().get(kind) not in PARTS and kind not in ORGANS and kind != "party":
                known = known_body(publisher)
                found[self.said(known) if known else publisher] = kind
        if len(found) == 1:
            return next(iter(found.items()))
        organs = [
            p for p in self.document.publishers if (kind := self._kind(p)) in ORGANS or wider().get(kind or "") in PARTS
        ]
        if not found and self.owner and organs:
            return self.said(self.owner.known), self.owner.known.kind
        return None

    @cached_property
    def _headed(self) -> tuple[str, str] | None:
        """The school, museum or library whose page it is: its name fills the first line of the owner's web page."""
        text = self.document.text
        start = len(text) - len(text.lstrip())
        end = start + len(text[start:].partition("\n")[0].rstrip())
        if self.document.kind != "web page":
            return None
        heads = ((b.name, b.kind) for b in self.bodies for e in b.evidence if (e.start, e.end) == (start, end))
        return next((head for head in heads if wider().get(head[1]) in PLACES), None)

    @property
    def name(self) -> str | None:
        """The one body that publishes the document, or whose page it is; None for a paper, or where several do."""
        own = self._headed or self._own
        return own[0] if own else None

    @property
    def kind(self) -> str | None:
        """What kind of body it is."""
        own = self._headed or self._own
        return own[1] if own else None

    def said(self, known: KnownBody) -> str:
        """A known body's name as the document has it, else in the document's language."""
        written = next((b.name for b in self.bodies if b.known == known.id), None)
        return written or {"sv": known.sv, "en": known.en}.get(self.document.language) or known.name

    def _kind(self, publisher: str) -> str | None:
        known = known_body(publisher)
        if known:
            return known.kind
        written = next((b.kind for b in self.bodies if b.name.casefold() == publisher.casefold()), None)
        form = head_of(publisher.split()[-1].lower()) if publisher.split() else None
        return written or (form.head.kind if form else _kind_by_form(publisher))

    def parts(self, name: str) -> bool:
        """Is a body the issuer, or an organ, a unit or a group that may be its own?"""
        body = next((b for b in self.bodies if b.name == name), None)
        kind = body.kind if body else "body"
        return _bare(name) == _bare(self.name or "") or wider().get(kind) in PARTS or kind in ORGANS
