"""Which profiles are one thing: a pure function of the set of profiles and of what people decided.

    profiles that share a firm key     the lexicon's id, a name of one's own, an address, a post
        ▼ firm keys, the surest first        never two of one document, two of the lexicon, two a person told apart
    cores                              as good as always all that share a firm key
        ▼ what people decided                together
        ▼ loose keys                         only where one alone can be meant
    groups, each with the reason every profile joined by

The order in which profiles come does not matter: keys are taken in order of rule and value, profiles in order of id.
A core is looked at as one profile with the keys of all: so one more document is told its thing by the few cores that
share a key with it, however many documents they are made of (cores.py keeps them).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from index.things.evidence import FIRM, LOOSE, SPEAKS_AGAINST, IdentityKey, ThingKind, is_shortened, telling

DECIDED = "a person said that they are one"

FEWEST_HOLDERS = 2
"""A key joins where two profiles share it."""


class Profile(NamedTuple):
    """What some mentions have in common; `anchor` is the first of them, `uses` how many there are."""

    id: str
    kind: ThingKind
    name: str
    known: str | None
    type: str | None
    aliases: tuple[str, ...]
    keys: tuple[IdentityKey, ...]
    anchor: str
    uses: int


class JoinReason(NamedTuple):
    """Why a profile is in its group, and the profile it was joined to."""

    because: str
    like: str


class ProfileGroup(NamedTuple):
    """Profiles that are one thing, by anchor, and why each but the first belongs to it."""

    profiles: tuple[Profile, ...]
    reasons: dict[str, JoinReason]


ProfilePairs = Iterable[tuple[str, str]]
ProfileKeys = Sequence[tuple[Profile, IdentityKey]]
KeyHolders = tuple[str, ProfileKeys]
"""A rule, and the profiles that hold one key of it."""
Join = tuple[str, str, str]
"""Two profiles that were made one, and why."""


def groups(
    profiles: Sequence[Profile],
    *,
    together: ProfilePairs = (),
    apart: ProfilePairs = (),
    rivals: ProfilePairs = (),
    late: Collection[str] = (),
) -> list[ProfileGroup]:
    """The groups of some profiles; pairs are ids of profiles: decided to be one, decided not to be, of one document.

    Profiles that are not given are not spoken of.  Those that are `late`, which a person split off, draw others to them
    last.
    """
    together, apart, rivals = list(together), list(apart), list(rivals)
    cores, joins = firm_groups(profiles, together=together, apart=apart, rivals=rivals, late=late)
    members = {core[0].id: core for core in cores}
    core_of = {one.id: core[0].id for core in cores for one in core}
    found, more = loose_groups(
        [as_one(core) for core in cores],
        together=between(together, core_of),
        apart=between(apart, core_of),
        rivals=between(rivals, core_of),
        late={core_of[one] for one in late if one in core_of},
    )
    beside = _beside([*joins, *more])
    return [_group([one for core in some for one in members[core]], beside) for some in found]


def firm_groups(
    profiles: Sequence[Profile],
    *,
    together: ProfilePairs = (),
    apart: ProfilePairs = (),
    rivals: ProfilePairs = (),
    late: Collection[str] = (),
) -> tuple[list[list[Profile]], list[Join]]:
    """The cores of some profiles, each in order of id, and what joined them: those that firm keys make one."""
    reach = reached(profiles)
    union = _Union(profiles, apart, rivals)
    for one, other in sorted(together):
        if one in reach and reach[one] == reach.get(other):
            union.join(one, other, DECIDED, decided=True)
    for _, held in _holders(profiles, late, FIRM):
        _join_all(union, held)
    by_id = {one.id: one for one in profiles}
    return [[by_id[one] for one in sorted(some)] for some in union.sets()], union.joins


def loose_groups(
    cores: Sequence[Profile],
    *,
    together: ProfilePairs = (),
    apart: ProfilePairs = (),
    rivals: ProfilePairs = (),
    late: Collection[str] = (),
) -> tuple[list[list[str]], list[Join]]:
    """Which cores are one thing, by id, and what joined them."""
    union = _Union(cores, apart, rivals)
    for one, other in sorted(together):
        union.join(one, other, DECIDED, decided=True)
    for rule, held in _holders(cores, late, LOOSE):
        RULES[rule](union, held)
    return [sorted(some) for some in union.sets()], union.joins


def as_one(core: Sequence[Profile]) -> Profile:
    """A core as one profile: its first's id and name, and the keys of all."""
    first = core[0]
    return first._replace(
        known=next((one.known for one in core if one.known), None),
        keys=tuple(dict.fromkeys(key for one in core for key in one.keys)),
        anchor=min(one.anchor for one in core),
        uses=sum(one.uses for one in core),
    )


def between(pairs: ProfilePairs, of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of profiles as pairs of what they are `of`, those within one left out."""
    found = {(of[one], of[other]) for one, other in pairs if one in of and other in of}
    return sorted((one, other) for one, other in found if one != other)


def _holders(profiles: Sequence[Profile], late: Collection[str], rules: Sequence[str]) -> Iterator[KeyHolders]:
    """The profiles that hold each key of these rules, key by key in order of rule and value."""
    holders: dict[str, list[tuple[Profile, IdentityKey]]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda p: (p.id in late, p.id)):
        for key in telling(profile.keys):
            holders[key.text].append((profile, key))
    ordered = [text for text in holders if text.partition("|")[0] in rules and len(holders[text]) >= FEWEST_HOLDERS]
    for text in sorted(ordered, key=lambda text: (_rank(text), text)):
        yield text.partition("|")[0], holders[text]


def reached(profiles: Sequence[Profile]) -> dict[str, str]:
    """What each profile can be reached from by firm keys, by one of them."""
    at = {one.id: one.id for one in profiles}

    def top(one: str) -> str:
        while at[one] != one:
            at[one] = at[at[one]]
            one = at[one]
        return one

    for _, held in _holders(profiles, (), FIRM):
        for profile, _ in held[1:]:
            at[top(profile.id)] = top(held[0][0].id)
    return {one: top(one) for one in at}


def _beside(joins: Iterable[Join]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What each profile was joined to, and why."""
    out: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, other, because in joins:
        out[one].append((other, because))
        out[other].append((one, because))
    return out


def _group(some: Sequence[Profile], beside: Mapping[str, Sequence[tuple[str, str]]]) -> ProfileGroup:
    """Profiles by anchor, and the join every one of them but the first belongs by."""
    ordered = sorted(some, key=lambda p: (p.anchor, p.id))
    reasons: dict[str, JoinReason] = {}
    waiting, seen = [ordered[0].id], {ordered[0].id}
    while waiting:
        here = waiting.pop()
        for other, because in beside.get(here, ()):
            if other not in seen:
                seen.add(other)
                reasons[other] = JoinReason(because, here)
                waiting.append(other)
    return ProfileGroup(tuple(ordered), reasons)


def _rank(text: str) -> int:
    rule = text.partition("|")[0]
    return FIRM.index(rule) if rule in FIRM else len(FIRM) + LOOSE.index(rule)


def _join_all(union: _Union, held: ProfileKeys) -> None:
    """Each to the first that it may be one with: a firm key."""
    first: list[str] = []
    for profile, key in held:
        if not any(union.join(one, profile.id, key.because) for one in first):
            first.append(profile.id)


def _join_issuer(union: _Union, held: ProfileKeys) -> None:
    """People of one name in what one body publishes: one, unless their posts or titles tell of two.

    "Aino Salo" of two releases of Hallanmaan liitto is one person; Aino Salo of Kuusamon kaupunki and Aino Salo of
    Oulun yliopisto in two of its releases are two, as are valtuutettu Aino Salo and kaavoitusarkkitehti Aino Salo; a
    bare Aino Salo in a third might be either.
    """
    roots = {union.root(profile.id) for profile, _ in held}
    posted = [root for root in roots if union.has(root, ("role", "body"))]
    if len(posted) <= 1 and not union.any_rivals(roots) and not union.titled_otherwise(roots):
        _join_all(union, held)


def _join_initial(union: _Union, held: ProfileKeys) -> None:
    """ "K. Hakari" is Kari Hakari where the same publisher speaks of no other K. Hakari."""
    whole = {union.root(profile.id): profile for profile, _ in held if not is_shortened(profile.name)}
    if len(whole) != 1:
        return
    [only] = whole.values()
    for profile, key in held:
        if is_shortened(profile.name):
            union.join(only.id, profile.id, key.because)


def _join_called(union: _Union, held: ProfileKeys) -> None:
    """ "Hasote" is the body that a document calls so too, where documents call one body alone so."""
    namers = {union.root(profile.id): (profile, key) for profile, key in held if key.rule == "alias"}
    if len(namers) != 1:
        return
    [(only, said)] = namers.values()
    for profile, key in held:
        if key.rule == "called":
            union.join(only.id, profile.id, said.because)


def _differ(some: Collection[str], others: Collection[str]) -> bool:
    pairs = [(a.partition("|"), b.partition("|")) for a in some for b in others]
    one_language = [(a[2], b[2]) for a, b in pairs if a[0] == b[0]]
    return bool(one_language) and not any(a.endswith(b) or b.endswith(a) for a, b in one_language)


RULES = {"issuer": _join_issuer, "initial": _join_initial, "called": _join_called}
"""How profiles that share a loose key are looked at."""


class _Union:
    """Sets of profiles that are one; refuses what may not be."""

    def __init__(self, profiles: Sequence[Profile], apart: ProfilePairs, rivals: ProfilePairs) -> None:
        self._by_id = {profile.id: profile for profile in profiles}
        self._root = {profile.id: profile.id for profile in profiles}
        self._members = {profile.id: [profile.id] for profile in profiles}
        self._known = {profile.id: profile.known for profile in profiles}
        self._rules = {profile.id: {key.rule for key in profile.keys} for profile in profiles}
        self._titles = {
            profile.id: {key.value for key in profile.keys if key.rule == SPEAKS_AGAINST} for profile in profiles
        }
        self.joins: list[Join] = []
        self._apart, self._rivals = self._both_ways(apart), self._both_ways(rivals)

    def _both_ways(self, pairs: ProfilePairs) -> dict[str, set[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            if one in self._by_id and other in self._by_id:
                out[one].add(other)
                out[other].add(one)
        return out

    def root(self, one: str) -> str:
        """The set a profile is in, by one of its members."""
        return self._root[one]

    def has(self, root: str, rules: Iterable[str]) -> bool:
        """Whether a set has a key of one of these rules."""
        return not self._rules[root].isdisjoint(rules)

    def titled_otherwise(self, roots: Iterable[str]) -> bool:
        """Whether two of these sets have titles in one language and none of them in common.

        "johtaja" and "talousjohtaja" may be one: a title that ends another is the same, said shorter.
        """
        some = [self._titles[root] for root in sorted(roots)]
        return any(_differ(one, other) for i, one in enumerate(some) for other in some[i + 1 :])

    def any_rivals(self, roots: Iterable[str]) -> bool:
        """Whether one document told two of these sets apart."""
        some = sorted(roots)
        return any(self._meet(self._rivals, a, b) for i, a in enumerate(some) for b in some[i + 1 :])

    def join(self, one: str, other: str, because: str, *, decided: bool = False) -> bool:
        """Make two sets one; False where they may not be."""
        if one not in self._root or other not in self._root:
            return False
        a, b = self._root[one], self._root[other]
        if a == b:
            return True
        if self._by_id[one].kind != self._by_id[other].kind or self._meet(self._apart, a, b):
            return False
        if not decided and (self._meet(self._rivals, a, b) or self._known_as_two(a, b)):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        for member in self._members[b]:
            self._root[member] = a
        self._members[a] += self._members.pop(b)
        self._known[a] = self._known[a] or self._known[b]
        self._rules[a] |= self._rules.pop(b)
        self._titles[a] |= self._titles.pop(b)
        self.joins.append((one, other, because))
        return True

    def _known_as_two(self, a: str, b: str) -> bool:
        one, other = self._known[a], self._known[b]
        return one is not None and other is not None and one != other

    def _meet(self, pairs: Mapping[str, set[str]], a: str, b: str) -> bool:
        if not pairs:
            return False
        fewer, more = sorted((a, b), key=lambda root: len(self._members[root]))
        return any(self._root[other] == more for one in self._members[fewer] for other in pairs.get(one, ()))

    def sets(self) -> Iterator[list[str]]:
        """The ids of what is one."""
        yield from self._members.values()
