"""The body that a common noun in the genitive before a title stands for: the issuer, or the only one of its kind named.

Kaupungin liikuntapäällikkö Maija Malli      in a release of a city
Kommunens ekonomichef Maija Malli            in a release of a municipality
liiton puheenjohtaja Maija Malli             in one of a union
kunnan ympäristötarkastaja Maija Malli       in a court's decision that names one municipality
"""

from __future__ import annotations

import re

from extractors.lexicon.wordlists import wordlist
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.issuing_body import Issuer
from extractors.text.head_nouns import head_of

_OWNER = re.compile(r"(?P<noun>[^\W\d_]+)[ ](?:[^\W\d_]+[ ])?\Z")
"""The noun, alone or past one adjective: "Kaupungin (liikuntapäällikkö)", "kaupungin uusi (liikuntapäällikkö)"."""

_FIRST_OF_ROLE = re.compile(r"(?P<noun>[^\W\d_]+)[ ]")
"""The noun may have been taken into the title: "liiton puheenjohtaja"."""


def by_common_noun(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The body that a noun before the title stands for; None where several could be meant."""
    if claim.verbal and claim.titled < 0:
        return None
    if pointed := _pointed_at(scene, claim):
        return pointed
    kinds = _kinds_before(scene, claim) or _kinds_led(scene, claim)
    if not kinds:
        return None
    if issuer.kind in kinds:
        return issuer.name
    end = scene.sentence(claim.start)[1]
    named = {name for name in scene.bodies_in(0, end) if scene.kinds.get(name) in kinds}
    return named.pop() if len(named) == 1 else None


_ITS = re.compile(r"\b(?:[Ss]en|[Dd]ess|[Ii]ts)[ ](?:(?:new|nya|uusi|uuden|nuvarande|current)[ ])?\Z")
""" "Sen puheenjohtaja", "dess ordförande", "its chair"."""


def _pointed_at(scene: Scene, claim: RoleClaim) -> str | None:
    """The body named last before "sen", "dess" or "its" and the title, in the sentence or the one before it."""
    at = _title_start(scene, claim)
    if _ITS.search(scene.text, max(0, at - 20), at) is None:
        return None
    start = scene.sentence(at)[0]
    low = scene.sentence(max(0, start - 2))[0] if start else 0
    named = scene.bodies_between(low, at)
    return named[-1][2] if named and "\n\n" not in scene.text[named[-1][1] : at] else None


def _kinds_before(scene: Scene, claim: RoleClaim) -> frozenset[str]:
    """The kinds of body that the noun right before a title, past one adjective, or the title's first word means."""
    table = wordlist("anaphors")["owners"]
    said = _FIRST_OF_ROLE.match(claim.role)
    if said and said["noun"].lower() in table:
        return frozenset(table[said["noun"].lower()])
    at = _title_start(scene, claim)
    m = _OWNER.search(scene.text, max(0, at - 50), at)
    if m is None or scene.view.body_over(m.start(), at - 1):
        return frozenset()
    nouns = (word.lower() for word in (m["noun"], m[0].split()[-1]))
    return next((frozenset(table[noun]) for noun in nouns if noun in table), frozenset())


def _kinds_led(scene: Scene, claim: RoleClaim) -> frozenset[str]:
    """The kinds of body of a noun that the claim begins with, led by its person: "liittoa johtanut Maija Malli"."""
    m = _LED.match(scene.text, claim.start, claim.end) if claim.rule == "verb" and claim.role == "johtaja" else None
    form = head_of(m["noun"].lower()) if m else None
    if form is None or form.case != "partitive" or not form.bare:
        return frozenset()
    return frozenset(wordlist("anaphors")["fi"].get(form.lemma, ()))


_LED = re.compile(r"(?P<noun>[^\W\d_]+[aä])[ ]")


def _title_start(scene: Scene, claim: RoleClaim) -> int:
    """Where the title stands: at the claim's start, else as many letters before its end as its role has words for."""
    if scene.person_from(claim.start, claim.start + 1) is None:
        return claim.start
    at = claim.titled if claim.titled > 0 else claim.end
    for _ in claim.role.split():
        w = scene.view.word_before(at)
        at = w.start if w else at
    return at
