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
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    ids = thing_ids(found)
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
    out = {
        (one, other) for some in told.values() for i, one in enumerate(sorted(some)) for other in sorted(some)[i + 1 :]
    }
    return sorted(out)


def thing_ids(found: Sequence[ProfileGroup]) -> list[str]:
    """An id for each group: of the lexicon's id where it has one, else of the first mention.

    Where a person told two apart that the lexicon knows as one, the earlier keeps the lexicon's id.
    """
    by_known: dict[str, str] = {}
    for group in found:
        if known := _known(group):
            by_known[known] = min(group.profiles[0].anchor, by_known.get(known, group.profiles[0].anchor))
    out = []
    for group in found:
        first, known = group.profiles[0], _known(group)
        own = known is None or by_known[known] != first.anchor
        out.append(stable_id("thing", first.kind, *(("anchor", first.anchor) if own else ("known", known or ""))))
    return out


def _known(group: ProfileGroup) -> str | None:
    return next((profile.known for profile in group.profiles if profile.known), None)


def called(profiles: Sequence[Profile]) -> Called:
    """The name of the lexicon, else the one most mentions have; the commonest kind; all other names."""
    names: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for profile in profiles:
        names[profile.name] += profile.uses
        if profile.type and profile.type != "body":
            types[profile.type] += profile.uses
    known = next((profile.known for profile in profiles if profile.known), None)
    entry = known_bodies().get(known or "")  # None too where the lexicon has since let go of it
    name = entry.name if entry else _commonest(names) or ""
    others = {*names, *(alias for profile in profiles for alias in profile.aliases)} - {name}
    type_ = entry.kind if entry else _commonest(types) or next((one.type for one in profiles if one.type), None)
    return Called(name=name, known=known, type=type_, aliases=tuple(sorted(others)))


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
