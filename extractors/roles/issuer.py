"""The body that issues a document: its officers present, prepare and sign matters without saying whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from extractors.bodies.mention import Mention
from extractors.bodies.owners import Owner, owned_name, owner_of
from extractors.document import Document
from extractors.lexicon.known import Known, known_body
from extractors.records import Body
from extractors.roles.beside import Claim
from extractors.roles.context import GROUP, Scene
from extractors.roles.lists import TASKS
from extractors.wordlists import wordlist


@lru_cache(maxsize=1)
def official() -> re.Pattern[str]:
    """Words after which a body's own officers are named."""
    words = sorted(wordlist("offices")["official"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)


@lru_cache(maxsize=1)
def not_officers() -> re.Pattern[str]:
    """Titles whose holders are no officers of the issuer."""
    return re.compile("|".join(wordlist("offices")["not_officers"]))


MINUTES = re.compile(
    r"pöytäkirja|protokoll|\bminutes\b|esityslista|föredragningslista|kokouskutsu|muistio\b|\bpromemoria", re.I
)
TITLED = re.compile(r"[ ]?(?:\d{1,2}\.\d{1,2}\.\d{4})?:?[ ]*(?:\n|\Z)")
PARTS = ("organ", "group", "unit")
"""Wider kinds of body that are parts of the body that issues."""


@lru_cache(maxsize=1)
def wider() -> dict[str, str]:
    """Each kind of body -> the wider kind it belongs to."""
    return {kind: of for kind, _, of in wordlist("kinds")["kinds"]}


class Issuer:
    """Who issues a document: the body, the municipality or county behind an organ, the organ whose minutes they are."""

    def __init__(self, document: Document, bodies: Sequence[Body]) -> None:
        self.document, self.bodies = document, bodies

    @cached_property
    def owner(self) -> Owner | None:
        """The issuing municipality or county."""
        mentions = [
            Mention(e.start, e.end, b.name, b.kind, "roles", 1.0, b.known) for b in self.bodies for e in b.evidence
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

    def council(self, noun: str) -> str | None:
        """The elected council of the issuer, where it is of the kind that `noun` says (any where it is "")."""
        if self.owner:
            return owned_name("valtuusto", self.owner) if noun in ("", self.owner.noun) else None
        genitive, _, own = (self.municipality or "").rpartition(" ")
        stem = {"kaupunki": "kaupungin", "kunta": "kunnan"}.get(own)
        return f"{genitive} {stem}valtuusto" if stem and noun in ("", own) else None

    @cached_property
    def organ(self) -> str | None:
        """The board, committee or group whose minutes or agenda the document is."""
        if not MINUTES.search(self.document.text[:1500] + (self.document.title or "")):
            return None
        head = sorted(
            (e.start, b.name) for b in self.bodies for e in b.evidence if e.start < 600 and GROUP.search(b.name)
        )
        return head[0][1] if head else None

    @cached_property
    def name(self) -> str | None:
        """The one body that publishes the document; None for a paper, or where several do."""
        found = []
        for publisher in self.document.publishers:
            known = known_body(publisher)
            kind = known.kind if known else self._kinds.get(publisher.casefold())
            if kind and wider().get(kind) not in PARTS and kind not in ("party", "municipal board", "county board"):
                found.append(self.said(known) if known else publisher)
        if len(set(found)) == 1:
            return found[0]
        return self.said(self.owner.known) if not found and self.owner and self.document.publishers else None

    def said(self, known: Known) -> str:
        """A known body's name as the document has it, else in the document's language."""
        written = next((b.name for b in self.bodies if b.known == known.id), None)
        return written or {"sv": known.sv, "en": known.en}.get(self.document.language) or known.name

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {b.name.casefold(): b.kind for b in self.bodies}


def of_issuer(scene: Scene, issuer: Issuer, claim: Claim) -> str | None:
    """The body of a role that the document's issuer must have: by its title, or by where its holder is named."""
    offices = wordlist("offices")
    if claim.role.startswith(tuple(offices["municipal"])):
        return issuer.municipality
    if claim.role in offices["councillors"]:
        return issuer.council(offices["councillors"][claim.role])
    if claim.role.startswith(tuple(offices["county"])):
        return issuer.said(issuer.owner.known) if issuer.owner and issuer.owner.noun == "hyvinvointialue" else None
    task = claim.role.split()[-1]
    if (
        task in TASKS
        and claim.rule != "verb"
        and claim.role in (task, f"I {task}", f"II {task}", f"1. {task}", f"2. {task}")
    ):
        return issuer.organ
    if task in TASKS or not_officers().search(claim.role) or claim.rule == "verb":
        return None
    return issuer.name if issuer.name and (_officially(scene, claim) or _signed(scene, issuer, claim)) else None


def _signed(scene: Scene, issuer: Issuer, claim: Claim) -> bool:
    """Is it a signature: the title alone on the line below the name, at the end of a letter or a decision?"""
    said = scene.text[claim.start : claim.end]
    if issuer.document.kind != "document" or claim.rule not in ("title after", "columns") or "\n" not in said:
        return False
    return claim.start > 0.6 * len(scene.text) and scene.own_line(claim.start, scene.view.line(claim.start)[1])


def _officially(scene: Scene, claim: Claim) -> bool:
    """Is the holder named where a body names its own officers: after a label, or as the author of what follows?"""
    line_start, line_end = scene.view.line(claim.start)
    if official().search(scene.text, line_start, claim.start):
        return True
    if not scene.text[line_start : claim.start].strip(" -•*–") and _below_label(scene, line_start):
        return True
    whole = not scene.text[line_start : claim.start].strip(" -•*–") or scene.text[line_start : claim.start].endswith(
        ", "
    )
    if claim.rule == "title before" and scene.text[line_end - 1 : line_end] == ":" and whole:
        return TITLED.match(scene.text, claim.end) is not None and MINUTES_OR_CASE.search(scene.text[:3000]) is not None
    return False


def _below_label(scene: Scene, start: int) -> bool:
    """Is a line in a list of people under a label of officers: "Lisätietoja:", a name on each line?"""
    for _ in range(CARDS):
        end = len(scene.text[:start].rstrip())
        start = scene.view.line(end)[0] if end else 0
        line = scene.text[start:end]
        if len(line) < 60 and official().search(line):
            return True
        if not line or not (scene.person_from(start, end) or re.search(r"\d{4}|@|\(at\)", line)):
            return False
    return False


CARDS = 12
"""Lines up to the label of a list of officers."""

MINUTES_OR_CASE = re.compile(rf"{MINUTES.pattern}|§|päätös|beslut", re.I)
