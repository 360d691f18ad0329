"""The body of the post that somebody holds until now, told in a sentence of its own: where he comes from.

Rehtoriksi valittiin apulaisrehtori Maija Malli. Hän siirtyy tehtävään Rantalan koulusta.
utnämnde tingsdomare Maija Malli till lagman. Malli kommer från Egentliga Finlands tingsrätt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS
from extractors.text.inflection import FROM_PLACE

COMES = re.compile(
    r"[ ](?:tulee|tuli|siirtyy|siirtyi|on tulossa|kommer|övergår|joins|comes|moves)(?:[ ][^\W\d_]+){0,3}?[ ]"
    r"(?:(?:från|from)[ ](?:the[ ])?)?\Z"
)
"""What stands between a person and the body he comes from."""

NEXT = 500
"""Characters from the title to such a sentence."""

REASON = "the body is the one that another sentence says the person comes from"
_RANKS = re.compile(
    r"(?:tohtori|maisteri|tuomari|insinööri|ekonomi|lisensiaatti|neuvos|eversti|kenraali|doktor|magister|ingenjör|dosentti)$"
)
"""Degrees and ranks, which are of no body; a judge of a rank ("varatuomari") is none of a court."""


def from_where(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, those of titles without a body in a sentence that gives another post with the body told after."""
    given = {(c.person, scene.sentence(c.start)[0]) for c in claims if c.verbal}
    for claim in claims:
        fit = claim.body is None and claim.rule == "title before" and claim.role.split()[-1] not in TASKS
        if fit and (claim.person, scene.sentence(claim.start)[0]) in given and not _is_rank(claim.role):
            body = _told(scene, claim)
            claim = claim._replace(body=body, reason=REASON) if body else claim
        yield claim


def _is_rank(role: str) -> bool:
    return _RANKS.search(role) is not None and not role.endswith(("käräjätuomari", "oikeustuomari"))


def _told(scene: Scene, claim: RoleClaim) -> str | None:
    """The body of the next sentences that open with the person, or a pronoun, and say where he comes from."""
    end = scene.sentence(claim.start)[1]
    surname = claim.person.split()[-1]
    for start, stop, name in scene.bodies_between(end, min(len(scene.text), end + NEXT)):
        low = scene.sentence(start)[0]
        said = scene.text[low:start].lstrip()
        opens = re.match(rf"(?:Hän|Hon|Han|She|He|{re.escape(surname)})\b", said)
        if opens is None or COMES.search(scene.text, low, start) is None:
            continue
        led = re.search(r"(?:från|from)[ ](?:the[ ])?\Z", scene.text[low:start])
        if led or FROM_PLACE.search(scene.text[start:stop]):
            return name
    return None
