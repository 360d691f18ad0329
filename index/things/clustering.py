"""Which profiles are one thing: a pure function of the set of profiles and of what people decided.

    profiles that share a key (a component)
        ▼ what people decided            together
        ▼ firm keys, the surest first    the lexicon's id, a name of one's own, an address, a post
        ▼ loose keys                     only where one alone can be meant
        ▼ never                          two of one document; two of the lexicon; what a person told apart
    groups, each with the reason every profile joined by

The order in which profiles come does not matter: keys are taken in order of rule and value, profiles in order of id.
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
    union = _Union(profiles, apart, rivals)
    for one, other in sorted(together):
        union.join(one, other, DECIDED, decided=True)
    holders: dict[str, list[tuple[Profile, IdentityKey]]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda p: (p.id in late, p.id)):
        for key in telling(profile.keys):
            holders[key.text].append((profile, key))
    ordered = sorted(holders, key=lambda text: (_rank(text), text))
    for text in ordered:
        held, rule = holders[text], text.partition("|")[0]
        if len(held) < FEWEST_HOLDERS:
            continue
        if rule in FIRM:
            _join_all(union, held)
        else:
            RULES[rule](union, held)
    return list(union.groups())


def _rank(text: str) -> int:
    rule = text.partition("|")[0]
    return FIRM.index(rule) if rule in FIRM else len(FIRM) + LOOSE.index(rule)


ProfileKeys = Sequence[tuple[Profile, IdentityKey]]


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
        self._edges: list[tuple[str, str, str]] = []
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
        self._edges.append((one, other, because))
        return True

    def _known_as_two(self, a: str, b: str) -> bool:
        one, other = self._known[a], self._known[b]
        return one is not None and other is not None and one != other

    def _meet(self, pairs: Mapping[str, set[str]], a: str, b: str) -> bool:
        if not pairs:
            return False
        fewer, more = sorted((a, b), key=lambda root: len(self._members[root]))
        return any(self._root[other] == more for one in self._members[fewer] for other in pairs.get(one, ()))

    def groups(self) -> Iterator[ProfileGroup]:
        """The sets, each in order of anchor, with the edge every member but the first was joined by."""
        beside: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one, other, because in self._edges:
            beside[one].append((other, because))
            beside[other].append((one, because))
        for members in self._members.values():
            some = sorted((self._by_id[one] for one in members), key=lambda p: (p.anchor, p.id))
            reasons: dict[str, JoinReason] = {}
            waiting, seen = [some[0].id], {some[0].id}
            while waiting:
                here = waiting.pop()
                for other, because in beside[here]:
                    if other not in seen:
                        seen.add(other)
                        reasons[other] = JoinReason(because, here)
                        waiting.append(other)
            yield ProfileGroup(tuple(some), reasons)
