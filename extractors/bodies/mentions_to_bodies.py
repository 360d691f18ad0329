"""Mentions -> bodies: which places speak of the same one, and what it is called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.named_before import LAYER as NAMED_BEFORE
from extractors.lexicon.known_bodies import KnownBody, known_bodies, known_body
from extractors.lexicon.reliability import MOST, reliability, surest
from extractors.model.document import Document
from extractors.model.ids import stable_id
from extractors.model.records import Body, evidence
from extractors.text.abbreviations import definitions, initials
from extractors.text.base_forms import title_form
from extractors.text.head_nouns import head_of
from extractors.text.inflection import forms

RULES = (
    "heads",
    "foreign",
    "lexicon",
    "companies",
    "coined",
    "city",
    "abbreviations",
    "brackets",
    "slot",
    "short",
    "short company",
)

INFLECTED = 3
"""Letters of a name that may be a case form of another: "Kajonixin"."""

INITIALS = 3
"""Letters of initials that tell one body from the others of a document: "PSL"."""


def settle(mentions: Sequence[BodyMention]) -> list[BodyMention]:
    """The mentions that stay where several overlap: those by rule before the model's, the longer before the shorter."""
    inside = [m for m in mentions if m.layer == "inside"]
    kept: list[BodyMention] = []
    taken: list[tuple[int, int]] = []  # in order, none touching another
    for m in sorted(
        (m for m in mentions if m.layer != "inside"), key=lambda m: (m.layer not in RULES, m.start - m.end, -m.sure)
    ):
        at = bisect_left(taken, (m.start, m.end))
        # "Espoon kaupunginhallitus" has "Espoon" in it.
        if (at and taken[at - 1][1] > m.start) or (at < len(taken) and taken[at][0] < m.end):
            continue
        taken.insert(at, (m.start, m.end))
        kept.append(m)
    named = {m.known or key_of(m.name) for m in kept}
    for m in inside:
        if (m.known or key_of(m.name)) not in named:
            named.add(m.known or key_of(m.name))
            kept.append(m)
    return sorted(kept)


def key_of(name: str) -> str:
    """What makes two spellings of a name one.

    >>> key_of("POSOTE20 -ohjausryhmä") == key_of("POSOTE20-Ohjausryhmä")
    True
    """
    return re.sub(r"[\s-]+", "", name.casefold())


@dataclass
class BodyGroup:
    """The mentions of one body."""

    key: str
    known: KnownBody | None
    mentions: list[BodyMention] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def take(self, other: BodyGroup, mentions: Sequence[BodyMention], reason: str) -> None:
        """Take in the mentions of another group, and say why."""
        self.mentions += mentions
        self.reasons += [*other.reasons, reason]

    @property
    def named(self) -> list[str]:
        """The long names its mentions give, in base form, the commonest first."""
        return [name for name, _ in Counter(title_form(m.name) for m in self.mentions if not m.alias).most_common()]

    def name(self, language: str) -> str:
        """What it is filed under: the official name where the document has it, else the name the document gives."""
        if self.known is None:
            return self.named[0] if self.named else title_form(self.mentions[0].name)
        # A Finnish text that has "Esbo stad" beside "Espoon kaupunki" is about Espoon kaupunki.
        other = {self.known.sv, self.known.en} - {self.known.name}
        official = {"sv": self.known.sv, "en": self.known.en}.get(language) or self.known.name
        own = [n for n in self.named if n not in other or n == official]
        return official if official in own or not own else own[0]

    @property
    def kind(self) -> str:
        """The lexicon's kind, else the most definite of its mentions'."""
        if self.known:
            return self.known.kind
        return next((m.kind for m in self.mentions if m.kind != "body"), "body")


def grouped(mentions: Sequence[BodyMention]) -> list[BodyGroup]:
    """Mentions by body."""
    groups: dict[str, BodyGroup] = {}
    bodies = known_bodies()
    for m in mentions:
        known = bodies[m.known] if m.known else known_body(m.name)
        key = known.id if known else key_of(m.name)
        groups.setdefault(key, BodyGroup(key, known)).mentions.append(m)
    _by_form(groups)
    _by_initials(groups)
    _by_tail(groups)
    return list(groups.values())


def _by_form(groups: dict[str, BodyGroup]) -> None:
    """A coined name in a case ending ("Kajonixin") is the one that stands in its base form too ("Kajonix")."""
    named = {g.mentions[0].name: k for k, g in groups.items() if all(m.layer == "model" for m in g.mentions)}
    for key, group in list(groups.items()):
        if group.known:
            continue
        for name in dict.fromkeys(m.name for m in group.mentions):
            head, _, last = name.rpartition(" ")
            for form in sorted(forms(last)):
                other = named.get(f"{head} {form}".strip())
                # "Kajonixin" beside "Kajonix".
                if other is not None and other != key and other in groups and len(last) > INFLECTED:
                    inflected = groups.pop(other)
                    renamed = [m._replace(name=name) for m in inflected.mentions]
                    group.take(inflected, renamed, f"“{name}” is the case form of “{inflected.mentions[0].name}”")


def _by_initials(groups: dict[str, BodyGroup]) -> None:
    """ "PSL" is the "Pohjois-Savon liitto" of the same document, if only one body has these initials."""
    long: dict[str, list[str]] = {}
    for key, group in groups.items():
        for name in group.named if not group.known else (*group.named, group.known.name):
            if " " in name and key not in long.setdefault(initials(name), []):
                long[initials(name)].append(key)
    for key, group in list(groups.items()):
        short = group.mentions[0].name
        # "PSL", but not "EU".
        if group.known or len(short) < INITIALS or not short.isupper():
            continue
        owners = [k for k in long.get(short, ()) if k != key]
        # "PSL" tells nothing where "Pohjois-Suomen lautakunta" stands beside "Pohjois-Savon liitto".
        if len(owners) == 1:
            _give(groups, key, owners[0], "is of the initials of")


def _by_tail(groups: dict[str, BodyGroup]) -> None:
    """A bare "aluehallintovirasto" is the document's only "Lounais-Suomen aluehallintovirasto"."""
    bare = [
        (k, g)
        for k, g in groups.items()
        if not g.known and all(m.layer == "heads" and " " not in m.name for m in g.mentions)
    ]
    for key, group in bare:
        tail = " " + group.mentions[0].name.casefold()
        full = [k for k, g in groups.items() if k != key and any(n.casefold().endswith(tail) for n in g.named)]
        if len(full) == 1:
            _give(groups, key, full[0], "is the document's only")


def _give(groups: dict[str, BodyGroup], key: str, owner: str, how: str) -> None:
    """The mentions of a short name become aliases of the long one."""
    short, long = groups.pop(key), groups[owner]
    aliases = [m._replace(alias=True) for m in short.mentions]
    long.take(short, aliases, f"“{short.mentions[0].name}” {how} “{(long.named or [long.key])[0]}”")


def bodies_of(document: Document, groups: Sequence[BodyGroup]) -> Iterator[Body]:
    """One Body for each group, in order of first mention."""
    defined = [d.short for d in definitions(document.text)]
    for group in sorted(groups, key=lambda g: min(g.mentions)):
        name = group.name(document.language)
        shown = sorted(set(group.mentions))
        yield Body(
            id=stable_id("body", group.known.id if group.known else key_of(name)),
            name=name,
            kind=group.kind,
            aliases=tuple(_aliases(document, group, name, defined)),
            known=group.known.id if group.known else None,
            evidence=tuple(evidence(document, m.start, m.end) for m in shown),
            confidence=confidence(group),
            rule=surest("bodies", [m.rule for m in shown if not m.alias] or [m.rule for m in shown]),
            reason="; ".join(dict.fromkeys([*group.reasons, *_short_forms(document, group, name)])) or None,
        )


def _short_forms(document: Document, group: BodyGroup, name: str) -> Iterator[str]:
    """Why its short forms are taken for it: the document defines them, or the lexicon knows them."""
    for m in group.mentions:
        said = " ".join(document.text[m.start : m.end].split())
        # "vate" of "valtakunnallinen tekoälykeskus (vate)".
        if m.layer == "short" and m.alias:
            yield f"“{said}” stands for “{name}” in this document"
        # "Virasto" of Ruokavirasto.
        elif m.layer == NAMED_BEFORE:
            yield f"“{said}” is the {group.kind} named before"
        # "STM".
        elif m.layer == "lexicon" and m.alias:
            yield f"“{said}” is a short form of “{name}” by the lexicon"


def _aliases(document: Document, group: BodyGroup, name: str, defined: Sequence[str]) -> list[str]:
    said = dict.fromkeys(n for n in group.named if n.casefold() != name.casefold())
    for m in group.mentions:
        if m.alias and m.layer != NAMED_BEFORE:
            short = re.sub(r"[:’'][a-zåäö]+$", "", document.text[m.start : m.end])
            # "Virasto" is no other name of Ruokavirasto.
            if not head_of(short.lower()) and short.casefold() != name.casefold():
                said.setdefault(
                    min(short, m.name, key=len) if m.name.casefold().startswith(short.casefold()[:3]) else short
                )
    known = (*group.known.abbr, *group.known.weak) if group.known else ()
    return _in_base_form(list(said), [*known, *defined])


def _in_base_form(said: list[str], shorts: list[str]) -> list[str]:
    """Aliases without the case forms of one another or of a known short form: "Vatelle" is "vate".

    >>> _in_base_form(["vate", "Vate", "Vatelle"], ["vate"]), _in_base_form(["Essoten"], ["Essote"])
    (['vate'], ['Essote'])
    """
    out: dict[str, str] = {}
    for alias in said:
        bases = [s for s in (*shorts, *said) if s.casefold() != alias.casefold() and alias.casefold() in _folded(s)]
        base = bases[0] if bases else next((s for s in shorts if s.casefold() == alias.casefold()), alias)
        out.setdefault(base.casefold(), base)
    return list(out.values())


@lru_cache(maxsize=5_000)
def _folded(name: str) -> frozenset[str]:
    return frozenset(form.casefold() for form in forms(name)) if " " not in name else frozenset()


def confidence(group: BodyGroup) -> float:
    """How surely this is a body: what its best rule is worth, and a little more where several places say so.

    The places of one document are no independent witnesses: the same mistake is made at each.
    """
    best = max(reliability("bodies", m.rule) for m in group.mentions)
    return round(min(1 - (1 - best) * (0.8 if len(group.mentions) > 1 else 1.0), MOST), 3)
