"""What a document says of which body or person is meant: keys that mentions of one have in common.

A *firm* key alone makes two mentions one: the lexicon's id, a name that says whose it is, a post in a named body, an
address of one's own.  A *loose* key does so only where nothing but one can be meant: the publisher of a person's
documents, an abbreviation, an initial for a first name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from extractors.lexicon.known_bodies import known_bodies
from extractors.model.document import Document, Model
from extractors.model.ids import stable_id
from extractors.model.records import Body, Entry, Person, Records
from extractors.text.head_nouns import head_of
from index.store.naming import spaced
from index.things.owned_names import owned_name
from index.things.translated_names import in_finnish

ThingKind = Literal["body", "person"]

FIRM = ("known", "name", "organ", "contact", "role", "body", "beside")
"""Rules of keys that join by themselves, the surest first."""

LOOSE = ("issuer", "initial", "called", "alias")
"""Rules of keys that join where one alone can be meant, in the order in which they are looked at."""


SPEAKS_AGAINST = "title"
"""The rule of keys that join nothing: people whose titles differ are not one for being named by one publisher."""


class IdentityKey(NamedTuple):
    """One thing that tells who is meant: by which rule, what is compared, and the reason in words."""

    rule: str
    value: str
    because: str

    @property
    def text(self) -> str:
        """What is compared; an alias is met by what is called so."""
        return f"{'called' if self.rule == 'alias' else self.rule}|{self.value}"


def telling(keys: Sequence[IdentityKey]) -> list[IdentityKey]:
    """The keys that can join."""
    return [key for key in keys if key.rule != SPEAKS_AGAINST]


def ranked(keys: Sequence[IdentityKey]) -> list[IdentityKey]:
    """Keys that can join, the surest first."""
    order = (*FIRM, *LOOSE)
    return sorted(keys, key=lambda key: (order.index(key.rule), key.value))


def firmest(keys: Sequence[IdentityKey]) -> str:
    """Why two mentions that say the same are one: the surest of what both say."""
    return ranked(telling(keys))[0].because


class ThingMention(Model):
    """One body or person of one document, and what tells who it is; `seq` is its place among its kind of record."""

    kind: ThingKind
    document: str
    record: str
    seq: int
    name: str
    day: str
    quotes: int
    known: str | None = None
    type: str | None = None
    aliases: tuple[str, ...] = ()
    keys: tuple[IdentityKey, ...] = ()

    @property
    def item(self) -> str:
        """What a person's decisions call it."""
        return f"{self.document}/{self.record}"

    @property
    def anchor(self) -> str:
        """What mentions are ordered by: the earliest is what a thing has its id from."""
        return f"{self.day}|{self.document}|{self.record}"

    def profile(self, alone: bool) -> str:
        """The id of all mentions that say the same; one that says nothing, or is to stand `alone`, has its own."""
        own = () if telling(self.keys) and not alone else (self.document, self.record)
        keys = sorted(f"{key.rule}|{key.value}" for key in self.keys)
        return stable_id("profile", self.kind, self.name, self.type or "", *self.aliases, "", *keys, "", *own)


def anchored(anchor: str) -> tuple[str, str]:
    """The document and record that an anchor names.

    >>> anchored("2026-01-01|doc-1|person-2")
    ('doc-1', 'person-2')
    """
    document, _, record = anchor.partition("|")[2].rpartition("|")
    return document, record


UNDATED = "~"
"""Sorts after every day: a document whose day is not known comes last."""


def mentions_of(entry: Entry) -> list[ThingMention]:
    """The bodies and people of a document with what tells who they are."""
    document, records = entry.document, entry.records
    day = (document.published or UNDATED)[:10]
    out = [_body(document, body, seq, day) for seq, body in enumerate(records.bodies)]
    own = own_bodies(document, records) if records.people else {}
    people = [_person(document, records, person, own, seq, day) for seq, person in enumerate(records.people)]
    return out + _told_apart(people)


def _body(document: Document, body: Body, seq: int, day: str) -> ThingMention:
    return ThingMention(
        kind="body",
        document=document.id,
        record=body.id,
        seq=seq,
        name=body.name,
        day=day,
        quotes=len(body.evidence),
        known=body.known,
        type=body.kind,
        aliases=tuple(sorted(body.aliases)),
        keys=tuple(dict.fromkeys(keys_of_body(document, body))),
    )


def _person(
    document: Document, records: Records, person: Person, own: Mapping[str, Body], seq: int, day: str
) -> ThingMention:
    return ThingMention(
        kind="person",
        document=document.id,
        record=person.id,
        seq=seq,
        name=person.name,
        day=day,
        quotes=len(person.evidence),
        keys=tuple(dict.fromkeys(keys_of_person(document, records, person, own))),
    )


def _told_apart(people: list[ThingMention]) -> list[ThingMention]:
    """A key that fits two people of one document tells neither: two called Aino Salo with one phone number."""
    met = Counter(key.text for one in people for key in telling(one.keys))
    return [one.model_copy(update={"keys": tuple(k for k in one.keys if met[k.text] <= 1)}) for one in people]


def folded(name: str) -> str:
    """A name as it is compared: letter case, hyphens and spaces aside.

    >>> folded("Maija  Aho-Kivelä")
    'maija aho kivelä'
    """
    return spaced(name).strip()


# --- bodies --------------------------------------------------------------------------------------------------------


def keys_of_body(document: Document, body: Body) -> Iterator[IdentityKey]:
    """What identifies a body beyond its document."""
    name = folded(body.name)
    if body.known:
        entry = known_bodies().get(body.known)
        yield IdentityKey("known", body.known, f"the lexicon knows both as {entry.name if entry else body.name}")
    else:
        if is_own(document, body):
            because = f"both are called {body.name}, a name that says whose it is"
            yield IdentityKey("name", compared(body.name), because)
        if document.publisher:
            because = f"both are the {body.name} of {document.publisher}"
            yield IdentityKey("organ", f"{folded(document.publisher)}|{name}", because)
        if is_own(document, body) or is_coined(body.name):
            yield IdentityKey("called", name, f"it is another name of {body.name}")
    for alias in body.aliases:
        if folded(alias) != name and (is_coined(alias) or tells_itself(alias)):
            yield IdentityKey("alias", folded(alias), f"{body.name} is also called {alias}")


def compared(name: str) -> str:
    """What a body's name is compared by: its owner's id and its part, where it begins with a known body; else Finnish.

    >>> compared("VM:n budjettiosasto") == compared("Valtiovarainministeriön budjettiosasto"), compared("Halosen Liha")
    (True, 'halosen liha')
    >>> compared("Wellbeing Services County of Rautasaari"), compared("Rautasaaren hyvinvointialue")
    ('rautasaaren hyvinvointialue', 'rautasaaren hyvinvointialue')
    """
    owned = owned_name(name)
    return f"{owned.owner.id}/{folded(owned.part)}" if owned else folded(in_finnish(name) or name)


def is_own(document: Document, body: Body) -> bool:
    """Is a body's name its own: by its words, or by how the document writes it?"""
    return tells_itself(body.name) or _is_written_as_a_name(document, body)


def tells_itself(name: str) -> bool:
    """Does a body's name say which one it is: more than one word with a name in it, a known owner, or a coined word?"""
    words = name.split()
    if owned_name(name):
        return True
    if len(words) > 1:
        return any(word[:1].isupper() for word in words[1:]) or (words[0][:1].isupper() and not _is_common(words[0]))
    return bool(words) and head_of(name.lower()) is None and not _is_common(name)


def is_coined(name: str) -> bool:
    """Is a name an abbreviation or a word made for this body: "PSSHP", "Hasote"; not "kunta" or "Ohjausryhmä"?"""
    return len(name) > 1 and " " not in name and name[:1].isupper() and tells_itself(name)


def _is_written_as_a_name(document: Document, body: Body) -> bool:
    """Does the document write the first of its words with a capital in the middle of a sentence, and never without?

    "tiedottaa Hallanmaan liitto" does; "Kokouksen puheenjohtajisto" at the head of a sentence says nothing.
    """
    first, _, rest = body.name.partition(" ")
    if not rest or not first[:1].isupper():
        return False
    inside = re.search(rf"[a-zåäö,][ \u00a0]{re.escape(first)}\b", document.text)
    return bool(inside) and not re.search(rf"\b{re.escape(first.lower())}\b", document.text)


def _is_common(word: str) -> bool:
    from extractors.text.morphology import readings

    known = readings(word) or readings(word.lower())
    return bool(known) and not any(r.word_class in ("paikannimi", "etunimi", "sukunimi", "nimi") for r in known)


# --- people --------------------------------------------------------------------------------------------------------

EVERYWHERE = frozenset({"ministry", "agency", "parliament", "government", "committee", "international"})
"""Kinds of bodies that documents of the whole country speak of: one beside a person says nothing of who it is."""

HELD_BY_MANY = frozenset(
    {
        "puheenjohtaja",
        "varapuheenjohtaja",
        "jäsen",
        "varajäsen",
        "sihteeri",
        "esittelijä",
        "asiantuntija",
        "ordförande",
        "medlem",
        "sekreterare",
        "chair",
        "member",
        "secretary",
    }
)


def own_bodies(document: Document, records: Records) -> dict[str, Body]:
    """The bodies of a document whose names are their own, by name."""
    return {body.name: body for body in records.bodies if body.known or is_own(document, body)}


def keys_of_person(
    document: Document, records: Records, person: Person, own: Mapping[str, Body]
) -> Iterator[IdentityKey]:
    """What identifies a person beyond the name: an address of their own, a post in a named body, who publishes."""
    name = folded(person.name)
    roles = [r for r in records.roles if r.person == person.name and r.person_id in (None, person.id)]
    for contact in records.contacts:
        if contact.person == person.name and contact.kind in ("email", "phone"):
            because = f"both are {person.name} with {contact.value}"
            yield IdentityKey("contact", f"{name}|{contact.value}", because)
            if contact.kind == "email" and (stem := without_ending(person.name)):
                yield IdentityKey("contact", f"{stem}|{contact.value}", because)
    for role in roles:
        if body := own.get(role.body or ""):
            where = body.known or compared(body.name)
            because = f"both are {person.name}, {role.role}, {body.name}"
            yield IdentityKey("role", f"{name}|{role.role.casefold()}|{where}", because)
            yield IdentityKey("body", f"{name}|{where}", f"both are {person.name} of {body.name}")
    local = [b for b in own.values() if b.kind not in EVERYWHERE]
    for title in sorted({role.role for role in roles} - HELD_BY_MANY):
        for body in local:
            because = f"both are {person.name}, {title}, where {body.name} is spoken of"
            yield IdentityKey("beside", f"{name}|{title.casefold()}|{body.known or compared(body.name)}", because)
    for title in sorted({role.role.casefold() for role in roles} - HELD_BY_MANY):
        yield IdentityKey(SPEAKS_AGAINST, f"{document.language}|{title}", f"{person.name} is {title}")
    if document.publisher:
        by = folded(document.publisher)
        yield IdentityKey("issuer", f"{name}|{by}", f"both are {person.name} in what {document.publisher} publishes")
        if short := with_initial(person.name):
            yield IdentityKey("initial", f"{short}|{by}", f"{document.publisher} speaks of one {short.title()}")


def with_initial(name: str) -> str | None:
    """A first name's initial and the surname; None for a name of one word.

    >>> with_initial("Kari Hakari"), with_initial("K. Hakari"), with_initial("Hakari")
    ('k hakari', 'k hakari', None)
    """
    words = folded(name).split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else None


STEM = 4
"""Letters of a surname that its forms have in common, double ones counted once: "Säntti" and "Säntin"."""

_TWICE = re.compile(r"(.)\1")


def without_ending(name: str) -> str | None:
    """The given names and what the forms of the surname have in common; None for a name of one word.

    A document that has a name in the genitive alone may read it as it stands, or as the form of another name: where one
    e-mail address is said to be of both, they are one.

    >>> without_ending("Kari Hakuli") == without_ending("Kari Hakulin"), without_ending("Hakuli")
    (True, None)
    """
    *given, surname = folded(name).split()
    stem = _TWICE.sub(r"\1", surname)[:STEM]
    return " ".join([*given, f"{stem}…"]) if given else None


def mixed_up_by(name: str) -> str:
    """What two people's names have in common where one might be taken for the other.

    >>> mixed_up_by("Kari Hakari") == mixed_up_by("K. Hakari"), mixed_up_by("Hakari")
    (True, 'hakari')
    """
    return with_initial(name) or folded(name)


def is_shortened(name: str) -> bool:
    """Has a first name its initial alone?

    >>> is_shortened("K. Hakari"), is_shortened("Kari Hakari")
    (True, False)
    """
    words = folded(name).split()
    return len(words) > 1 and len(words[0]) == 1
