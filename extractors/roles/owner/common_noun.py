"""The body that a common noun in the genitive before a title stands for: the issuer, or the only one of its kind named.

Kaupungin liikuntapäällikkö Maija Malli      in a release of a city
Kommunens ekonomichef Maija Malli            in a release of a municipality
liiton puheenjohtaja Maija Malli             in one of a union
kunnan ympäristötarkastaja Maija Malli       in a court's decision that names one municipality
The museum's new director, Maija Malli       after the one museum that is named
valitsi pääsihteerikseen Maija Mallin        the body that is the subject: so too "till sin direktör", "its Director"
"""

from __future__ import annotations

import re

from extractors.lexicon.wordlists import wordlist
from extractors.roles.beside import RoleClaim
from extractors.roles.context import GROUP, Scene
from extractors.roles.issuing_body import Issuer
from extractors.roles.lists import TASKS
from extractors.text.head_nouns import head_of

_OWNER = re.compile(r"(?P<noun>[^\W\d_]+(?:['’]s)?)[ ](?:[^\W\d_]+[ ])?\Z")
"""The noun, alone or past one adjective: "Kaupungin (liikuntapäällikkö)", "the centre's first (Director)"."""

_FIRST_OF_ROLE = re.compile(r"(?P<noun>[^\W\d_]+)[ ]")
"""The noun may have been taken into the title: "liiton puheenjohtaja"."""


def by_common_noun(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The body that a noun before the title stands for; None where several could be meant."""
    if claim.verbal and claim.titled < 0:
        return None
    if pointed := _pointed_at(scene, claim):
        return pointed
    noun, kinds = _noun_before(scene, claim)
    kinds = kinds or _kinds_led(scene, claim)
    if not kinds and not noun:
        return None
    if issuer.kind in kinds:
        return issuer.name
    paragraph = scene.text.find("\n\n", claim.start)
    end = paragraph if paragraph > 0 else len(scene.text)
    return (
        _only_one(scene, kinds, noun, 0, end)
        or _just_told(scene, kinds, noun, claim)
        or _only_one(scene, kinds, noun, 0, _end_of_headings(scene))
    )


def _end_of_headings(scene: Scene) -> int:
    """Where the first paragraph starts: the lines before it, the letterhead and the title, end in no stop."""
    at = 0
    for _ in range(MOST_HEADINGS):
        end = scene.view.line(at)[1]
        line = scene.text[at:end].rstrip()
        if line.endswith((".", ":", "!", "?")) or len(line) > LONGEST_HEADING or end >= len(scene.text):
            return at
        at = end + 1
    return at


MOST_HEADINGS = 12
"""Lines of the letterhead and the title, blank ones too."""

LONGEST_HEADING = 120
"""Characters of the longest title: a longer line is the first paragraph."""


def _only_one(scene: Scene, kinds: frozenset[str], noun: str, start: int, end: int) -> str | None:
    """The only body of the kinds that a stretch names, or the only one called by the noun: "Oulu Airport Ltd"."""
    bodies = set(scene.bodies_in(start, end))
    named = {name for name in bodies if scene.kinds.get(name) in kinds}
    called = {name for name in bodies if noun and noun in name.casefold().split()}
    found = called if len(called) == 1 else named
    return next(iter(found)) if len(found) == 1 else None


def _just_told(scene: Scene, kinds: frozenset[str], noun: str, claim: RoleClaim) -> str | None:
    """The one that the sentence has named before the title, else the one of the sentence before it."""
    start = scene.sentence(claim.start)[0]
    if found := _only_one(scene, kinds, noun, start, claim.start):
        return found
    before = scene.sentence(max(0, start - 2))[0] if start else 0
    return None if "\n\n" in scene.text[before:start] else _only_one(scene, kinds, noun, before, start)


_NEW = r"(?:(?:first|next|new|own|nya|ny|nästa|första|uusi|uuden|nuvarande|current)[ ])?"
_ITS = re.compile(rf"\b(?:[Ss]en|[Dd]ess|[Ii]ts)[ ]{_NEW}\Z")
""" "Sen puheenjohtaja", "dess ordförande", "its chair"."""

_OWN_SV = re.compile(rf"\b(?:till|som)[ ](?:sin|sina)[ ]{_NEW}\Z")
""" "valde Mats Malli till sin nya (direktör)"."""

_OWN_FI = re.compile(r"k(?:seen|sensa)\Z")
""" "valitsi pääsihteerikseen", "kutsui jäsenikseen": of the body that is the subject."""


def _of_subject(scene: Scene, claim: RoleClaim, at: int) -> str | None:
    """The body that gives a post of its own, by the possessive of the post: the first named in the sentence."""
    low = scene.view.word_before(claim.titled if claim.titled > 0 else claim.end)
    own = _OWN_SV.search(scene.text, max(0, at - 24), at) or (low is not None and _OWN_FI.search(low.text))
    start = scene.sentence(at)[0]
    if not own or not claim.verbal:
        return None
    for first, end, name in scene.bodies_between(start, at):
        said = scene.text[first:end].casefold()
        if name.casefold().endswith(said) or scene.text[first:end].isupper():
            return None if scene.person_from(start, first) else name
    return None


def _pointed_at(scene: Scene, claim: RoleClaim) -> str | None:
    """The body named last before "sen", "dess" or "its" and the title, in the sentence or the one before it."""
    at = _title_start(scene, claim)
    if own := _of_subject(scene, claim, at):
        return own
    if _ITS.search(scene.text, max(0, at - 20), at) is None:
        return None
    start = scene.sentence(at)[0]
    low = scene.sentence(max(0, start - 2))[0] if start else 0
    named = scene.bodies_between(low, at)
    if claim.role.split()[-1] in TASKS and claim.role not in CHAIRS:
        named = [m for m in named if _has_members(scene, m[2])]
    return named[-1][2] if named and "\n\n" not in scene.text[named[-1][1] : at] else None


def _noun_before(scene: Scene, claim: RoleClaim) -> tuple[str, frozenset[str]]:
    """The noun right before a title, past one adjective, or the title's first word, and the kinds of body it means.

    The noun is told only where a name holds it as it stands, in English: "airport".
    """
    table, english = wordlist("anaphors")["owners"], wordlist("anaphors")["english_owners"]
    said = _FIRST_OF_ROLE.match(claim.role)
    if said and said["noun"].lower() in table:
        return "", frozenset(table[said["noun"].lower()])
    at = _title_start(scene, claim)
    m = _OWNER.search(scene.text, max(0, at - 50), at)
    if m is None or scene.view.body_over(m.start(), at - 1):
        return "", frozenset()
    for word in (m["noun"], m[0].split()[-1]):
        own = _ENGLISH_OWNER.fullmatch(word.lower())
        if own and own[1] in english:
            return own[1], frozenset(english[own[1]])
        if word.lower() in table:
            return "", frozenset(table[word.lower()])
    return "", frozenset()


_ENGLISH_OWNER = re.compile(r"([a-z]+)['’]s")


def _kinds_led(scene: Scene, claim: RoleClaim) -> frozenset[str]:
    """The kinds of body of a noun that the claim begins with, led by its person: "liittoa johtanut Maija Malli"."""
    m = _LED.match(scene.text, claim.start, claim.end) if claim.rule == "verb" and claim.role == "johtaja" else None
    form = head_of(m["noun"].lower()) if m else None
    if form is None or form.case != "partitive" or not form.bare:
        return frozenset()
    return frozenset(wordlist("anaphors")["fi"].get(form.lemma, ()))


_LED = re.compile(r"(?P<noun>[^\W\d_]+[aä])[ ]")


def _has_members(scene: Scene, name: str) -> bool:
    """Is a body one that has members and a secretary, so that "its secretary" is of it and not of an agency?"""
    return GROUP.search(name) is not None or scene.kinds.get(name) in WITH_MEMBERS


CHAIRS = frozenset({"puheenjohtaja", "ordförande", "chair"})
WITH_MEMBERS = frozenset({"association", "party", "foundation", "council", "board", "committee", "body", "company"})


def _title_start(scene: Scene, claim: RoleClaim) -> int:
    """Where the title stands: at the claim's start, else as many letters before its end as its role has words for."""
    if scene.person_from(claim.start, claim.start + 1) is None:
        return claim.start
    at = claim.titled if claim.titled > 0 else claim.end
    for _ in claim.role.split():
        w = scene.view.word_before(at)
        at = w.start if w else at
    return at
