"""Whose organ a bare "Kaupunginhallitus" is: the issuing city's, municipality's or county's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from extractors.bodies.body_mention import BodyMention
from extractors.lexicon.known_bodies import KnownBody, known_bodies, known_body, municipality
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.text.head_nouns import head_of

KINDS = ("municipality", "wellbeing services county")
ORGANS = frozenset({"municipal board", "council", "committee"})
BARE = {"kaupunki": "kaupunginvaltuusto", "kunta": "kunnanvaltuusto", "hyvinvointialue": "aluevaltuusto"}
SHORT = {"kh": "hallitus", "kv": "valtuusto"}


@lru_cache(maxsize=1)
def _by_genitive() -> dict[str, str]:
    return {k.name.partition(" ")[0].lower(): k.id for k in known_bodies().values() if k.kind == "municipality"}


class Owner(NamedTuple):
    """The issuing municipality or county: `genitive` is how its organs are named ("Espoon")."""

    known: KnownBody
    genitive: str
    noun: str


def _owner(known: KnownBody) -> Owner:
    genitive, _, noun = known.name.rpartition(" ")
    return Owner(known, genitive, noun)


def owner_of(document: Document, mentions: Sequence[BodyMention]) -> Owner | None:
    """The municipality or county that issued a document, or that it is about alone; None where that is not clear."""
    # "Espoon kaupunki" as publisher.
    for publisher in (*document.publishers, document.title or ""):
        known = known_body(publisher)
        if known and known.kind in KINDS:
            return _owner(known)
    host = urlsplit(document.source).hostname or ""
    # www.espoo.fi
    for part in host.split("."):
        town = municipality(part)
        if town:
            return _owner(town)
    bodies = known_bodies()
    counts = Counter(m.known for m in mentions if m.known and bodies[m.known].kind in KINDS)
    for m in mentions:
        place, space, _ = m.name.partition(" ")
        # "Espoon kaupunginhallitus" speaks for Espoo.
        if space and not m.known and m.kind in ORGANS and (known_id := _by_genitive().get(place.lower())):
            counts[known_id] += 1
    ranked = counts.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]):
        return _owner(bodies[ranked[0][0]])
    return None


def can_own(owner: Owner, organ: str) -> bool:
    """Whether the owner has such an organ: a city no "maakuntahallitus", a county no "kaupunginhallitus".

    >>> from extractors.lexicon.known_bodies import known_body
    >>> [can_own(_owner(known_body("Lahden kaupunki")), organ) for organ in ("Maakuntahallitus", "Kulttuurilautakunta")]
    [False, True]
    """
    only: dict[str, str] = wordlist("modifiers")["organs_of"]
    return only.get(organ.lower(), owner.noun) == owner.noun


def owned_name(name: str, owner: Owner) -> str:
    """The full name of an organ its document names barely.

    >>> from extractors.lexicon.known_bodies import known_body
    >>> owned_name("kaupunginhallitus", _owner(known_body("Espoon kaupunki")))
    'Espoon kaupunginhallitus'
    """
    low = name.lower()
    # "valtuusto" of a county is its "aluevaltuusto".
    if low == "valtuusto":
        low = BARE.get(owner.noun, low)
    return f"{owner.genitive} {low}"


def without_owner_noun(name: str) -> str:
    """ "Espoon kaupungin ympäristölautakunta" is "Espoon ympäristölautakunta".

    >>> without_owner_noun("Espoon kaupungin ympäristölautakunta")
    'Espoon ympäristölautakunta'
    """
    words = name.split(" ")
    head = head_of(words[-1].lower())
    if head is None or not head.head.owned:
        return name
    # "Kainuun hyvinvointialueen aluehallitus".
    if words[1:-1][-1:] == ["hyvinvointialueen"]:
        return " ".join([*words[:-2], words[-1]])
    for at, word in enumerate(words[1:-1], start=1):
        if word.lower() in ("kaupungin", "kunnan") and known_body(
            " ".join([*words[:at], {"k": "kaupunki"}.get(word[0].lower(), "")])
        ):
            return " ".join(words[:at] + words[at + 1 :])
    return name
