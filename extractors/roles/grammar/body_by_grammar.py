"""The body of a title by the grammar of its sentence, where it does not stand right before the title.

_of_place    "toimi johtajana Kelassa ja tutkijana THL:ssä"
_of_series   "Pääesikunnan suunnittelupäällikkönä ja logistiikkapäällikkönä"
_of_where    "tulee Traficomista, jossa hän on toiminut yksikönpäällikkönä"
_of_left     "Kelasta johtajan paikalta eläkkeelle jäänyt Maija Malli"
at_work      "Sisäministeriössä asiaa valmistelee hallitusneuvos Malli"
"""

from __future__ import annotations

import re

from extractors.roles.beside import owner_before
from extractors.roles.grammar.clause import AT, FROM, INTO, Clause
from extractors.roles.grammar.valency import SUBJECTS, in_genitive
from extractors.roles.title_phrases import TitlePhrase

WHERE = ("jossa", "missä", "jolla", "joissa", "jonne", "jolle")


def body_of(clause: Clause, i: int, phrase: TitlePhrase, governor: int) -> tuple[str | None, str]:
    """The body of a title by the grammar, and the reason where it does not stand before it."""
    own = owner_before(clause.scene, phrase)
    if own:
        return own, ""
    for rule in (_of_place, _of_series, _of_where, _of_left, _of_part):
        body = rule(clause, i, phrase, governor)
        if body:
            return body, REASONS[rule.__name__]
    return None, ""


REASONS = {
    "_of_place": "the body is the place that hangs on the same verb",
    "_of_series": "the body is that of the title it stands in a series with",
    "_of_where": "the body is the one that “jossa” points to",
    "_of_left": "the body is the one that is left",
    "_of_part": "the body is the one in a part or the service of which the sentence says the person works",
}


def _of_place(clause: Clause, i: int, phrase: TitlePhrase, governor: int) -> str | None:
    """The place after a title, else before it, up to the next title: "toimi johtajana Kelassa ja tutkijana THL:ssä"."""
    tree = clause.tree
    text = clause.scene.text
    heads = {i, tree.first_of_series(i), governor}
    ends = (AT, INTO) if phrase.case == "translative" else (AT,)
    places = [b for b in clause.bodies_on(*heads) if any(end.search(text[b[0] : b[1]]) for end in ends)]
    places = [b for b in places if b[1] >= phrase.end or b[0] < phrase.start]
    low = max((p.end for _, p in clause.titles if p.end < phrase.start), default=clause.start)
    high = min((p.start for _, p in clause.titles if p.start > phrase.end), default=clause.end)
    after = [b for b in places if phrase.end <= b[0] < high and not _owns(clause, b)]
    before = [b for b in places if low <= b[0] < phrase.start]
    # "johtajana Kelassa".
    if after:
        return after[0][2]
    return before[-1][2] if before else None


def _owns(clause: Clause, body: tuple[int, int, str]) -> bool:
    """Does a body stand right before another title, whose it is?"""
    return any(phrase.start - body[1] in (0, 1) for _, phrase in clause.titles)


def _of_series(clause: Clause, i: int, phrase: TitlePhrase, governor: int) -> str | None:
    """The body before the first title of a series: "Pääesikunnan suunnittelupäällikkönä ja logistiikkapäällikkönä"."""
    first = clause.tree.first_of_series(i)
    before = [p for n, p in clause.titles if first <= n < i and p.case == phrase.case]
    nearest = next((own for p in reversed(before) if (own := owner_before(clause.scene, p))), None)
    return nearest if before and not in_genitive(clause, i) else None


def _of_where(clause: Clause, i: int, phrase: TitlePhrase, governor: int) -> str | None:
    """The body that "jossa" points to: "tulee Traficomista, jossa hän on toiminut yksikönpäällikkönä"."""
    tree = clause.tree
    at = governor
    # "jossa hän on toiminut ja johtanut".
    while tree.nodes[at].relation == "conj" and tree.nodes[at].head != at:
        at = tree.nodes[at].head
    if tree.nodes[at].relation != "acl:relcl":
        return None
    where = any(tree.nodes[c].text.lower() in WHERE for c in tree.children(at))
    return clause.body(tree.nodes[at].head) if where else None


def _of_left(clause: Clause, i: int, phrase: TitlePhrase, governor: int) -> str | None:
    """The body somebody leaves: "Kelasta johtajan paikalta eläkkeelle jäänyt Maija Malli"."""
    # "jätti johtajan paikan".
    if phrase.case != "genitive" or not clause.is_verb(governor, "leaves"):
        return None
    text = clause.scene.text
    left = [b for b in clause.bodies_on(governor) if FROM.search(text[b[0] : b[1]]) and b[1] < phrase.start]
    return left[-1][2] if left else None


_PART = re.compile(
    r"[ ](?:[A-ZÅÄÖa-zåäö][\w-]*[ ]){0,2}(?:[a-zåäö-]+(?:ss[aä]|ll[aä])|palvelukseen|palveluksesta)"
    r"(?:[ ](?:työskentelevä|toimiva|työskennellyt|toiminut))?[ ]?\Z"
)
""" "(Metsähallituksen) Jyväskylän toimipisteessä", "(Museoviraston) palveluksessa"."""


def _of_part(clause: Clause, i: int, phrase: TitlePhrase, governor: int) -> str | None:
    """A body in the genitive before a word of place: "Metsähallituksen Jyväskylän toimipisteessä päällikkönä"."""
    text = clause.scene.text
    if phrase.case != "essive":
        return None
    low = max((p.end for _, p in clause.titles if p.end < phrase.start), default=clause.start)
    high = min((p.start for _, p in clause.titles if p.start > phrase.end), default=clause.end)
    for start, end, name in reversed(clause.scene.bodies_between(low, phrase.start)):
        if text[start:end].endswith("n"):
            return name if _PART.fullmatch(text, end, phrase.start) else None
    after = clause.scene.body_starting(phrase.end + 1)
    if after and after[0] < high and text[phrase.end + 1 : after[0]].endswith("n"):
        part = _UP_TO_PLACE.match(text, after[0], high)
        return after[1] if part and _PART.fullmatch(part[0]) else None
    return None


_UP_TO_PLACE = re.compile(r"(?:[ ][\w-]+?){1,3}?(?:ss|ll)[aä]\b")
"""The words after a body as far as the first in a case of place: " Jyväskylän toimipisteessä"."""


def at_work(clause: Clause, i: int, phrase: TitlePhrase) -> dict[int, str]:
    """The body in which the holder of a title works: "Sisäministeriössä asiaa valmistelee hallitusneuvos Malli"."""
    tree = clause.tree
    named = tree.nodes[i].head
    if named == i or clause.person(named) is None or tree.nodes[named].relation not in SUBJECTS:
        return {}
    verb = tree.nodes[named].head
    if not clause.is_verb(verb, "works") or clause.denied(verb):
        return {}
    text = clause.scene.text
    bodies = {name for s, e, name in clause.bodies_on(verb) if WORKPLACE.search(text[s:e])}
    return {phrase.end: bodies.pop()} if len(bodies) == 1 else {}


WORKPLACE = re.compile(r"(?:ss[aä]|st[aä])$")
