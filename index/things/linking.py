"""Across documents: which bodies and people are one, and why.  Clusters are a view that can be made anew at any time.

    every body and person of every document  (an Item)
        ▼ evidence that two are one      the lexicon's id, a name that says whose it is, one issuer, a post, an address
        ▼ what speaks against it         one document told them apart; a person did
    Cluster: its items, and the reason each one joined by

A bare name is no evidence: "Kaupunginhallitus" of two documents, or two people called Matti Virtanen, stay apart until
an owner, a role, a contact or the lexicon says that they are one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from extractors.lexicon.known_bodies import known_bodies
from extractors.model.document import Document, Model
from extractors.model.ids import stable_id
from extractors.model.records import Body, Entry, Person, Records
from extractors.text.head_nouns import head_of


class Item(Model):
    """One body or person of one document: `record` is its id there."""

    kind: Literal["body", "person"]
    document: str
    record: str
    name: str


class Reason(Model):
    """Why an item is in its cluster: in words, and the item it was joined to (None for the first)."""

    item: Item
    because: str
    joined_to: Item | None = None


class Cluster(Model):
    """Items that are one body or person; `name` is the name most of them have, `known` the lexicon's id."""

    id: str
    kind: Literal["body", "person"]
    name: str
    known: str | None = None
    names: tuple[str, ...] = ()
    items: tuple[Item, ...]
    reasons: tuple[Reason, ...]


def link(
    entries: Iterable[Entry], *, apart: Iterable[tuple[str, str]] = (), together: Iterable[tuple[str, str]] = ()
) -> list[Cluster]:
    """The clusters of all bodies and people in `entries`, in order of name.

    `apart` and `together` are a person's decisions, as pairs of "document/record": they win over any evidence.
    Each item is in exactly one cluster; taking a document away never joins what was apart.
    """
    joined = _Joined(apart)
    claims: dict[tuple[str, ...], Item] = {}
    described: dict[Item, Body | Person] = {}
    for entry in entries:
        for item, record, evidence in _items(entry):
            described[item] = record
            joined.add(item)
            for key, because in evidence:
                if key in claims:
                    joined.join(claims[key], item, because)
                else:
                    claims[key] = item
    for one, other in together:
        joined.decide(one, other)
    return sorted(
        (_cluster(reasons, described) for reasons in joined.groups()), key=lambda c: (c.kind, c.name.casefold(), c.id)
    )


Evidence = list[tuple[tuple[str, ...], str]]


def _items(entry: Entry) -> Iterator[tuple[Item, Body | Person, Evidence]]:
    document, records = entry.document, entry.records
    for body in records.bodies:
        yield (
            Item(kind="body", document=document.id, record=body.id, name=body.name),
            body,
            list(_of_body(document, body)),
        )
    for person in records.people:
        yield (
            Item(kind="person", document=document.id, record=person.id, name=person.name),
            person,
            list(_of_person(document, records, person)),
        )


def _of_body(document: Document, body: Body) -> Iterator[tuple[tuple[str, ...], str]]:
    """What identifies a body beyond its document."""
    name = body.name.casefold()
    if body.known:
        entry = known_bodies().get(body.known)
        yield ("known", body.known), f"the lexicon knows both as {entry.name if entry else body.name}"
        return
    if is_own(document, body):
        yield ("name", name), f"both are called {body.name}, a name that says whose it is"
    if document.publisher:
        yield ("issuer", document.publisher.casefold(), name), f"both are the {body.name} of {document.publisher}"


def is_own(document: Document, body: Body) -> bool:
    """Is a body's name its own: by its words, or by how the document writes it?"""
    return _tells_itself(body.name) or _is_written_as_a_name(document, body)


def _tells_itself(name: str) -> bool:
    """Does a body's name say which one it is: more than one word with a name in it, or a coined word?"""
    words = name.split()
    if len(words) > 1:
        return any(word[:1].isupper() for word in words[1:]) or (words[0][:1].isupper() and not _is_common(words[0]))
    return head_of(name.lower()) is None and not _is_common(name)


def _is_written_as_a_name(document: Document, body: Body) -> bool:
    """Does the document write the first of its words with a capital in the middle of a sentence, and never without?

    "tiedottaa Hallanmaan liitto" does; "Kokouksen puheenjohtajisto" at the head of a sentence says nothing.
    """
    first, _, rest = body.name.partition(" ")
    if not rest or not first[:1].isupper():
        return False
    inside = re.search(rf"[a-zåäö,][ \u00a0]{re.escape(first)}\b", document.text)
    return bool(inside) and not re.search(rf"\b{re.escape(first.lower())}\b", document.text)


_EVERYWHERE = frozenset({"ministry", "agency", "parliament", "government", "committee", "international"})


def _is_common(word: str) -> bool:
    from extractors.text.morphology import readings

    known = readings(word) or readings(word.lower())
    return bool(known) and not any(r.word_class in ("paikannimi", "etunimi", "sukunimi", "nimi") for r in known)


def _of_person(document: Document, records: Records, person: Person) -> Iterator[tuple[tuple[str, ...], str]]:
    """What identifies a person beyond the name: an address of their own, or a post in a named body."""
    name = person.name.casefold()
    for contact in records.contacts:
        if contact.person == person.name and contact.kind in ("email", "phone"):
            yield ("contact", name, contact.value), f"both are {person.name} with {contact.value}"
    bodies = {b.name: b for b in records.bodies}
    for role in records.roles:
        body = bodies.get(role.body or "")
        if role.person != person.name or body is None or not (body.known or is_own(document, body)):
            continue
        where = body.known or body.name.casefold()
        yield ("role", name, role.role.casefold(), where), f"both are {person.name}, {role.role}, {body.name}"
        yield ("body", name, where), f"both are {person.name} of {body.name}"
    local = [b for b in records.bodies if b.kind not in _EVERYWHERE and (b.known or is_own(document, b))]
    for title in {role.role for role in records.roles if role.person == person.name and role.role not in _HELD_BY_MANY}:
        for body in local:
            where = body.known or body.name.casefold()
            because = f"both are {person.name}, {title}, where {body.name} is spoken of"
            yield ("beside", name, title.casefold(), where), because


_HELD_BY_MANY = frozenset(
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


class _Joined:
    """Sets of items that are one, each item with the reason it joined by; a union that refuses what was told apart."""

    def __init__(self, apart: Iterable[tuple[str, str]]) -> None:
        self.group: dict[Item, int] = {}
        self.members: dict[int, list[Reason]] = {}
        self.by_key: dict[str, Item] = {}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def add(self, item: Item) -> None:
        if item not in self.group:
            number = len(self.group)
            self.group[item] = number
            self.members[number] = [Reason(item=item, because=f"it is named in {item.document}")]
            self.by_key[f"{item.document}/{item.record}"] = item

    def join(self, one: Item, other: Item, because: str, *, decided: bool = False) -> None:
        a, b = self.group[one], self.group[other]
        if a == b or one.kind != other.kind or self._kept_apart(a, b) or (not decided and self._one_document(a, b)):
            return
        for reason in self.members.pop(b):
            self.group[reason.item] = a
            first = reason.item == other and reason.joined_to is None
            self.members[a].append(
                reason.model_copy(update={"because": because, "joined_to": one}) if first else reason
            )

    def decide(self, one: str, other: str) -> None:
        """A person says that these two are one."""
        if one in self.by_key and other in self.by_key:
            self.join(self.by_key[one], self.by_key[other], "a person said that they are one", decided=True)

    def _kept_apart(self, a: int, b: int) -> bool:
        others = {f"{r.item.document}/{r.item.record}" for r in self.members[b]}
        return any(self.apart[f"{r.item.document}/{r.item.record}"] & others for r in self.members[a])

    def _one_document(self, a: int, b: int) -> bool:
        """Two records of one document were told apart there, by what it says."""
        return bool({r.item.document for r in self.members[a]} & {r.item.document for r in self.members[b]})

    def groups(self) -> Iterator[list[Reason]]:
        yield from self.members.values()


def _cluster(reasons: list[Reason], described: dict[Item, Body | Person]) -> Cluster:
    items = tuple(r.item for r in reasons)
    names = Counter(item.name for item in items)
    known = next((r.known for item in items if isinstance(r := described[item], Body) and r.known), None)
    aliases = {a for item in items if isinstance(r := described[item], Body) for a in r.aliases}
    entry = known_bodies().get(known or "")  # None too where the lexicon has since let go of it
    name = entry.name if entry else names.most_common(1)[0][0]
    anchor = (known,) if known else min((i.document, i.record) for i in items)
    return Cluster(
        id=stable_id("cluster", items[0].kind, *anchor),
        kind=items[0].kind,
        name=name,
        known=known,
        names=tuple(sorted({*names, *aliases} - {name})),
        items=items,
        reasons=tuple(reasons),
    )


def explain(cluster: Cluster) -> Iterator[str]:
    """Why its items are one, a line for each."""
    for reason in cluster.reasons:
        to = f", like {reason.joined_to.document}" if reason.joined_to else ""
        yield f"{reason.item.document}: {reason.item.name}{to}: {reason.because}"
