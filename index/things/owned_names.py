"""Names that begin with a known body in the genitive: "Valtiovarainministeriön budjettiosasto", "Kelan hallitus"."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.known_bodies import KnownBody, known_bodies, known_body
from extractors.text.base_forms import base_form, noun
from extractors.text.head_nouns import head_of

SEVERAL = frozenset(
    {
        "body",
        "committee",
        "department",
        "parliamentary committee",
        "school",
        "section",
        "steering group",
        "temporary preparatory body",
        "unit",
        "working group",
    }
)
"""Kinds of which a body has several, so that the bare word tells nothing: "Kelan työryhmä", not "Kelan hallitus"."""


class OwnedName(NamedTuple):
    """A name as what it is part of, and what that part is called."""

    owner: KnownBody
    part: str


@lru_cache(maxsize=20_000)
def owned_name(name: str) -> OwnedName | None:
    """The known body in the genitive that a name begins with, and the rest, where the two say which body it is.

    >>> found = owned_name("Sosiaali- ja terveysministeriön hallinto-osasto")
    >>> found.owner.id, found.part
    ('stm', 'hallinto-osasto')
    >>> owned_name("VM:n budjettiosasto").owner.id, owned_name("Finansministeriets budgetavdelning").owner.id
    ('vm', 'vm')
    >>> owned_name("Kelan työryhmä"), owned_name("Kunnan tarkastuslautakunta")
    (None, None)
    """
    words = name.split()
    for cut in range(len(words) - 1, 0, -1):
        if owner := _owner_in_genitive(words[:cut]):
            part = " ".join(words[cut:])
            return OwnedName(owner, part) if _says_which(part) else None
    return None


def _says_which(part: str) -> bool:
    """Does a part's name tell it from others of its body: "budjettiosasto", "hallitus"; not "osasto", "työryhmä"?"""
    head = head_of(part.lower())
    return head is None or not head.bare or " " in part or head.head.kind not in SEVERAL


def _owner_in_genitive(words: list[str]) -> KnownBody | None:
    """The known body that words are in the genitive; None for one that is called by a common noun."""
    phrase, (_, case) = " ".join(words), noun(words[-1])
    finnish = base_form(phrase) if phrase.endswith("n") and case in ("genitive", None) else phrase
    swedish = phrase[:-1].removesuffix("'").removesuffix("’") if phrase.endswith("s") else phrase
    known = next((one for form in (finnish, swedish) if form != phrase and (one := _known(form))), None)
    return None if known is None or known.common else known


def _known(form: str) -> KnownBody | None:
    return known_body(form) or _by_abbreviation().get(form)


@lru_cache(maxsize=1)
def _by_abbreviation() -> dict[str, KnownBody]:
    return {short: one for one in known_bodies().values() for short in one.abbr}
