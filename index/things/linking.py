"""Across documents: which bodies and people are one, and why; the whole of some entries at once.

    every body and person of every document   mentions, with the keys that tell who is meant: evidence.py
        ▼ those that say the same             profiles
        ▼ groups of profiles                  what makes two one, and what speaks against it: clustering.py
    Cluster: its items, and the reason each one joined by

A bare name is no evidence: "Kaupunginhallitus" of two documents, or two people called Matti Virtanen, stay apart until
an owner, a role, a contact, a publisher or the lexicon says that they are one.  The store keeps the same clusters as
things, and brings them up to date document by document: see incremental.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from extractors.lexicon.known_bodies import known_bodies
from extractors.model.document import Model
from extractors.model.ids import stable_id
from extractors.model.records import Entry
from index.things.clustering import Profile, ProfileGroup, groups
from index.things.evidence import ThingKind, ThingMention, firmest, mentions_of, mixed_up_by


class ClusterMember(Model):
    """One body or person of one document: `record` is its id there."""

    kind: ThingKind
    document: str
    record: str
    name: str


class ClusterReason(Model):
    """Why an item is in its cluster: in words, and the item it was joined to (None for the first)."""

    item: ClusterMember
    because: str
    joined_to: ClusterMember | None = None


class Cluster(Model):
    """Items that are one body or person; `name` is the name most of them have, `known` the lexicon's id."""

    id: str
    kind: ThingKind
    name: str
    known: str | None = None
    names: tuple[str, ...] = ()
    items: tuple[ClusterMember, ...]
    reasons: tuple[ClusterReason, ...]


class Called(Model):
    """What a group of profiles is called."""

    name: str
    known: str | None
    type: str | None
    aliases: tuple[str, ...]


class Identified(NamedTuple):
    """What a group of profiles has its id from."""

    kind: str
    known: str | None
    least: str


def identified(group: ProfileGroup) -> Identified:
    """What a group has its id from."""
    return Identified(group.profiles[0].kind, _known(group), min(one.id for one in group.profiles))


def link(
    entries: Iterable[Entry], *, apart: Iterable[tuple[str, str]] = (), together: Iterable[tuple[str, str]] = ()
) -> list[Cluster]:
    """The clusters of all bodies and people in `entries`, in order of name.

    `apart` and `together` are a person's decisions, as pairs of "document/record": they win over any evidence.
    Each item is in exactly one cluster; neither the order of the entries nor another cluster's documents change it.
    """
    apart, together = list(apart), list(together)
    mentions = [one for entry in entries for one in mentions_of(entry)]
    alone = {item for pair in apart for item in pair}
    held: dict[str, list[ThingMention]] = defaultdict(list)
    for one in mentions:
        held[one.profile(one.item in alone)].append(one)
    profiles = [profile_of(key, some) for key, some in held.items()]
    profile_by_item = {one.item: key for key, some in held.items() for one in some}
    found = groups(
        profiles,
        together=pairs_of(together, profile_by_item),
        apart=pairs_of(apart, profile_by_item),
        rivals=rivals_of((one.document, one.name, key) for key, some in held.items() for one in some if is_person(one)),
    )
    ids = thing_ids([identified(one) for one in found])
    clusters = [_cluster(key, group, held) for key, group in zip(ids, found, strict=True)]
    return sorted(clusters, key=lambda c: (c.kind, c.name.casefold(), c.id))


def profile_of(key: str, mentions: Sequence[ThingMention]) -> Profile:
    """The profile that some mentions have in common."""
    first = min(mentions, key=lambda one: one.anchor)
    return Profile(
        key, first.kind, first.name, first.known, first.type, first.aliases, first.keys, first.anchor, len(mentions)
    )


def pairs_of(items: Iterable[tuple[str, str]], profiles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of "document/record" as pairs of profiles; those of which one is not there say nothing."""
    return [(profiles[one], profiles[other]) for one, other in items if one in profiles and other in profiles]


def is_person(one: ThingMention) -> bool:
    """Of bodies a document may speak by two names without saying so; two people of one name are two."""
    return one.kind == "person"


def rivals_of(mentions: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(document, name, profile) of people as pairs of profiles that one document told apart."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document, name, profile in mentions:
        told[document, mixed_up_by(name)].append(profile)
    return sorted({pair for some in told.values() for pair in combinations(sorted(some), 2)})


def thing_ids(found: Sequence[Identified], late: Collection[str] = ()) -> list[str]:
    """An id for each group: of the lexicon's id where it has one, else of the least id among its profiles.

    That is no matter of days: the more a thing is spoken of, the seldomer its id changes, also where the latest
    documents come first.  Where a person told two apart that the lexicon knows as one, one keeps the lexicon's id: none
    of those that are `late`, which were split off, while there is another.
    """
    keeps: dict[str, tuple[bool, str]] = {}
    for group in found:
        if group.known:
            place = group.least in late, group.least
            keeps[group.known] = min(place, keeps.get(group.known, place))
    return [
        thing_id(one.kind, one.least, one.known if one.known and keeps[one.known][1] == one.least else None)
        for one in found
    ]


def thing_id(kind: str, least: str, known: str | None) -> str:
    """The id of a thing: of the lexicon's id, where it has it, else of the least id among its profiles."""
    return stable_id("thing", kind, *(("known", known) if known else ("profile", least)))


def _known(group: ProfileGroup) -> str | None:
    return next((profile.known for profile in group.profiles if profile.known), None)


def called(profiles: Sequence[Profile]) -> Called:
    """What a group is called: see `called_by`."""
    names: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for profile in profiles:
        names[profile.name] += profile.uses
        types[profile.type or ""] += profile.uses
    known = next((profile.known for profile in profiles if profile.known), None)
    return called_by(names, types, {alias for profile in profiles for alias in profile.aliases}, known)


def called_by(names: Counter[str], types: Counter[str], aliases: Collection[str], known: str | None) -> Called:
    """The name of the lexicon, else the one most mentions have; the commonest kind; all other names."""
    entry = known_bodies().get(known or "")  # None too where the lexicon has since let go of it
    name = entry.name if entry else _commonest(names) or ""
    telling = Counter({one: count for one, count in types.items() if one not in ("", "body")})
    type_ = entry.kind if entry else _commonest(telling) or ("body" if "body" in types else None)
    return Called(name=name, known=known, type=type_, aliases=tuple(sorted({*names, *aliases} - {name})))


def _commonest(some: Counter[str]) -> str | None:
    return min(some, key=lambda one: (-some[one], one)) if some else None


def _cluster(key: str, group: ProfileGroup, held: Mapping[str, Sequence[ThingMention]]) -> Cluster:
    said = called(group.profiles)
    first = {p.id: _item(min(held[p.id], key=lambda one: one.anchor)) for p in group.profiles}
    reasons = []
    for profile in group.profiles:
        reason = group.reasons.get(profile.id)
        for mention in sorted(held[profile.id], key=lambda one: one.anchor):
            item = _item(mention)
            if reason is not None:
                reasons.append(ClusterReason(item=item, because=reason.because, joined_to=first[reason.like]))
            elif item == first[profile.id]:
                reasons.append(ClusterReason(item=item, because=f"it is named in {item.document}"))
            else:
                reasons.append(ClusterReason(item=item, because=firmest(profile.keys), joined_to=first[profile.id]))
    items = tuple(reason.item for reason in reasons)
    return Cluster(
        id=key,
        kind=group.profiles[0].kind,
        name=said.name,
        known=said.known,
        names=said.aliases,
        items=items,
        reasons=tuple(reasons),
    )


def _item(mention: ThingMention) -> ClusterMember:
    return ClusterMember(kind=mention.kind, document=mention.document, record=mention.record, name=mention.name)


def explain(cluster: Cluster) -> Iterator[str]:
    """Why its items are one, a line for each."""
    for reason in cluster.reasons:
        to = f", like {reason.joined_to.document}" if reason.joined_to else ""
        yield f"{reason.item.document}: {reason.item.name}{to}: {reason.because}"
