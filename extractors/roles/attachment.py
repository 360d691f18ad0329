"""Who holds a title and in which body, by the grammar of the sentence: the dependency parser decides, not the distance.

by_verb      "valitsi Liisa Mallin johtajaksi ja Pekka Koivun sihteeriksi", "hän on toiminut johtajana"
by_predicate "Maija Malli on ollut Kelan johtaja", "Puheenjohtaja on professori Antti Malli"
by_person    "ja sihteerinä tarkastaja Olli Malli": the title hangs on the name itself
by_post      "siirtyy johtajan tehtävästä", "jättää johtajan tehtävät"
by_leading   "Hän on johtanut Tullia"

Each rule answers (holders, the verb that gives the post); where the first that answers stands, the body follows:
before the title, of the series it is in, of "jossa", of the place that hangs on the verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.people.titles import title
from extractors.roles.beside import Claim, owner_before
from extractors.roles.clause import AT, FROM, INTO, Clause, Holder, bases, words_for
from extractors.roles.context import Scene
from extractors.roles.pronouns import is_pronoun
from extractors.roles.title_phrases import Phrase
from extractors.text.finnish_model import parsed
from extractors.text.syntax import Tree

GIVEN_CASES = ("essive", "translative")
SUBJECTS = ("nsubj", "nsubj:cop", "csubj")
WHO = ("joka", "jotka")
WHOM = ("jonka", "jota", "jotka", "joita", "joiden")
WHERE = ("jossa", "missä", "jolla", "joissa", "jonne", "jolle")
SHORT_LINE = 60
"""A line shorter than this is one of its own: a heading or an item, not a part of the sentence below it."""

MOST_WORDS = 90
"""Longer "sentences" are lists or tables in disguise."""


class Attached(NamedTuple):
    """What one rule sees of a title: its holders, and the word that governs it (a verb, or the title itself)."""

    rule: str
    holders: list[Holder]
    governor: int


class Grammar(NamedTuple):
    """What the grammar says of a document's roles: claims, and by the end of each title the people it is of."""

    claims: list[Claim]
    holders: dict[int, frozenset[str]]
    places: dict[int, str]
    """By the end of a title before its name, the body in which its holder is said to do something."""


NO_GRAMMAR = Grammar([], {}, {})


def grammar(scene: Scene) -> Grammar:
    """The claims of every Finnish sentence that may say a role in another way than beside the name."""
    if scene.view.language not in ("fi", None):
        return NO_GRAMMAR
    spans = sorted(set(_spans(scene)))
    claims: list[Claim] = []
    holders: dict[int, frozenset[str]] = {}
    places: dict[int, str] = {}
    for (start, _), nodes in zip(spans, parsed(scene.text[s:e] for s, e in spans), strict=True):
        if not 2 < len(nodes) <= MOST_WORDS:
            continue
        clause = Clause(scene, Tree(nodes, start))
        for i, phrase in clause.titles:
            attached = _attached(clause, i, phrase)
            if attached is None:
                places |= at_work(clause, i, phrase)
                continue
            holders[phrase.end] = frozenset(h.who.name for h in attached.holders)
            claims += _claims(clause, i, phrase, attached)
        claims += by_leading(clause)
    return Grammar(claims, holders, places)


IS = re.compile(r"\b(?:on|oli|ovat|olivat|ollut|olleet|oltuaan)\b")
WORKS = re.compile(r"\b(?:valmistel|hoita|vasta|esittel|vetä|koordinoi|avusta|joht)\w+")
LEADS = re.compile(r"\bjoht(?:aa|i|anut|aneen|anutta|ama\w*|ava\w*)\b")


def _may_say(scene: Scene, start: int, end: int) -> bool:
    """Does a sentence hold what the rules below look for: few do, and parsing is dear?

    A title in the essive or translative, one before a word for a post, one beside "on", a body beside "johtaa".
    """
    words = scene.view.words[scene.view.index_at(start) : scene.view.index_at(end)]
    has_is = IS.search(scene.text, start, end) is not None
    for word, after in zip(words, [*words[1:], None], strict=True):
        found = title(word.text)
        if found is None:
            continue
        if found.case in GIVEN_CASES or (found.case == "nominative" and has_is):
            return True
        if found.case == "genitive" and after and not bases(after.text).isdisjoint(words_for("posts")):
            return True
    doing = LEADS.search(scene.text, start, end) or WORKS.search(scene.text, start, end)
    return doing is not None and scene.body_between(start, end)


def _spans(scene: Scene) -> Iterator[tuple[int, int]]:
    """The sentences with a person, by name or pronoun, that may say a role."""
    offsets = [who.start for who in scene.people]
    offsets += [m.start() for m in re.finditer(r"\b[Hh]än\w{0,4}\b", scene.text) if is_pronoun(m[0])]
    for offset in offsets:
        start, end = _one_line(scene, *scene.sentence(offset), offset)
        if "|" in scene.text[start:end] or not _may_say(scene, start, end):
            continue
        start += len(scene.text[start:end]) - len(scene.text[start:end].lstrip())
        if start < offset + 1 and end - start > 10:
            yield start, end


def _one_line(scene: Scene, start: int, end: int, offset: int) -> tuple[int, int]:
    """The sentence without the headings and items that stand on lines of their own before and after it."""
    text = scene.text
    for m in re.finditer(r"\n", text[start:end]):
        at = start + m.start()
        line_start = scene.view.line(at)[0] if at else 0
        if at - max(line_start, start) >= SHORT_LINE and text[at - 1 : at] not in ".:;":
            continue
        if at < offset:
            start = at + 1
        else:
            return start, at
    return start, end


Rule = Callable[[Clause, int, Phrase], Attached | None]


def _attached(clause: Clause, i: int, phrase: Phrase) -> Attached | None:
    """What the first rule that knows says of a title; with no holders where the sentence denies it."""
    for rule in RULES:
        found = rule(clause, i, phrase)
        if found:
            return found._replace(holders=[]) if clause.denied(found.governor) else found
    return None


def by_person(clause: Clause, i: int, phrase: Phrase) -> Attached | None:
    """A title in the essive that hangs on the name: "ja sihteerinä (toimii) tarkastaja Olli Malli"."""
    if phrase.case != "essive":
        return None
    holder = clause.person(clause.tree.nodes[i].head)
    return Attached("parse, person", [holder], i) if holder and clause.tree.nodes[i].head > i else None


def by_verb(clause: Clause, i: int, phrase: Phrase) -> Attached | None:
    """A title in the essive or translative that a verb gives, or its subject holds."""
    if phrase.case not in GIVEN_CASES:
        return None
    tree = clause.tree
    first = _first_title(clause, i, phrase)
    owned = _in_genitive(clause, i)
    governor = tree.nodes[first].head
    if owned and phrase.case == "translative" and clause.is_verb(governor, "gives"):
        return Attached("parse, verb", [owned], governor)  # "valitsi (Liisa Mallin) johtajaksi"
    if tree.children(first, "cop"):
        return Attached("parse, predicate", subject(clause, first), first)  # "on ollut tutkijana"
    if governor == first:
        return None
    return _by_valency(clause, governor, "parse, verb")


def by_predicate(clause: Clause, i: int, phrase: Phrase) -> Attached | None:
    """A title that "on" gives its subject, or a name that "on" gives the title: "Puheenjohtaja on Maija Malli"."""
    tree = clause.tree
    if phrase.case not in ("nominative", "essive"):
        return None
    first = tree.first_of_series(i)
    if tree.children(first, "cop"):
        holders = subject(clause, first)
        return Attached("parse, predicate", holders, first) if holders else None
    above = tree.nodes[i].head
    if tree.nodes[i].relation in SUBJECTS and tree.children(above, "cop"):
        holder = clause.person(above)
        return Attached("parse, predicate", [holder], above) if holder and clause.is_nominative(holder) else None
    return None


def _first_title(clause: Clause, i: int, phrase: Phrase) -> int:
    """The first word of the series a title is in, the places between its titles stepped over.

    "johtajana Kelassa ja Tullin viestintäjohtajana": the second hangs on "Kelassa", and that on the first.
    """
    tree = clause.tree
    titles = dict(clause.titles)
    for _ in tree.nodes:
        i = tree.first_of_series(i)
        above = tree.nodes[i].head
        if above == i or above not in titles or titles[above].case != phrase.case:
            break
        i = above
    return i


def by_post(clause: Clause, i: int, phrase: Phrase) -> Attached | None:
    """A title in the genitive before a word for a post: "johtajan tehtävästä", "ylijohtajan virkaan"."""
    tree = clause.tree
    post = min(i + 1, len(tree.nodes) - 1)  # the word after the title: the parser may hang the title elsewhere
    if phrase.case != "genitive" or bases(tree.nodes[post].text).isdisjoint(words_for("posts")):
        return None
    governor = tree.nodes[tree.first_of_series(post)].head
    owned = _in_genitive(clause, i)
    if owned and clause.is_verb(governor, "gives"):
        return Attached("parse, post", [owned], governor)
    return _by_valency(clause, governor, "parse, post")


RULES: tuple[Rule, ...] = (by_person, by_verb, by_predicate, by_post)
"""The rules for a title, the first that answers."""


def by_leading(clause: Clause) -> Iterator[Claim]:
    """Who leads a body: "Hän on johtanut Tullia", "Pekka Mallin johtama Kansallisarkisto"."""
    tree = clause.tree
    for i, node in enumerate(tree.nodes):
        if not clause.is_verb(i, "leads") or clause.denied(i):
            continue
        led = [name for c in tree.children(i, "obj") if (name := clause.body(c))]
        if not led and node.relation == "acl" and (name := clause.body(node.head)):
            led = [name]
        for holder in subject(clause, i) if led else ():
            lo, hi = min(holder.who.start, node.start), max(holder.who.end, node.end)
            why = f"“{node.text}” with the body as its object; {holder.reason}".rstrip("; ")
            yield Claim(holder.who.name, "johtaja", led[0], lo, hi, "parse, leading", node.end, why)


def at_work(clause: Clause, i: int, phrase: Phrase) -> dict[int, str]:
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


def _in_genitive(clause: Clause, i: int) -> Holder | None:
    """The person in the genitive right before a title: "valitsi Liisa Mallin johtajaksi"."""
    for c in clause.tree.children(i, "nmod:poss"):
        holder = clause.person(c) if c < i else None
        if holder and not is_pronoun(clause.tree.nodes[c].text):
            return holder
    return None


def _by_valency(clause: Clause, verb: int, rule: str) -> Attached | None:
    """The holder by what the verb does: its object where it gives a post, its subject where he holds or leaves one."""
    for kind, find in (("gives", receiver), ("holds", subject), ("leaves", subject)):
        if clause.is_verb(verb, kind):
            holders = find(clause, verb)
            if holders or clause.denied(verb):
                return Attached(rule, holders, verb)
    return None


def subject(clause: Clause, verb: int) -> list[Holder]:
    """The people who do what a verb says; its participle's noun; whom "joka" points to; of the verb before it."""
    tree = clause.tree
    for _ in tree.nodes:
        subjects = tree.children(verb, *SUBJECTS)
        if subjects:
            return _series(clause, subjects[0], verb)
        if tree.nodes[verb].relation == "acl":
            return _series(clause, tree.nodes[verb].head, verb)  # "johtajana toiminut Maija Malli"
        if tree.nodes[verb].relation not in ("conj", "advcl", "xcomp") or tree.nodes[verb].head == verb:
            return []
        verb = tree.nodes[verb].head
    return []


def receiver(clause: Clause, verb: int) -> list[Holder]:
    """The people to whom a verb gives a post: its object, the noun of its participle, whom "jonka" points to."""
    tree = clause.tree
    for c in tree.children(verb, "obj"):
        if tree.nodes[c].text.lower() in WHOM and tree.nodes[verb].relation == "acl:relcl":
            return _series(clause, tree.nodes[verb].head, verb)
        if found := _series(clause, c, verb):
            return found
    if tree.nodes[verb].relation == "acl":
        return _series(clause, tree.nodes[verb].head, verb)  # "presidentiksi nimitetty Erkki Malli"
    if PASSIVE.search(tree.nodes[verb].text):
        return subject(clause, verb)
    if tree.nodes[verb].relation == "conj" and not tree.children(verb, *SUBJECTS, "obj"):
        return receiver(clause, tree.nodes[verb].head)
    return []


PASSIVE = re.compile(r"(?:t[aä]{2}n|t[aä]n|[dlnr][aä]{2}n|[dlnr][aä]n|t+iin|t+[uy])$")


def _series(clause: Clause, i: int, verb: int) -> list[Holder]:
    """The person a word names and those that follow in its series; whom "joka" points to."""
    tree = clause.tree
    if tree.nodes[i].text.lower() in WHO:
        at = verb
        while tree.nodes[at].relation == "conj" and tree.nodes[at].head != at:
            at = tree.nodes[at].head
        i = tree.nodes[at].head if tree.nodes[at].relation.startswith("acl") else i
        holder = clause.person(i)
        return [holder] if holder else []
    found = clause.person(i)
    if found is None:
        return []
    rest = [clause.person(c) for c in tree.children(i, "conj") if c < verb or i > verb]
    return [found, *(h for h in rest if h and not _has_title_between(clause, found, h))]


def _has_title_between(clause: Clause, one: Holder, other: Holder) -> bool:
    """Does the other of two have a title of their own in the sentence: "Malli ja sihteerinä Koivu"?"""
    return any(one.who.end < phrase.start < other.who.start for _, phrase in clause.titles)


def _claims(clause: Clause, i: int, phrase: Phrase, found: Attached) -> Iterator[Claim]:
    body, why = body_of(clause, i, phrase, found.governor)
    for holder in found.holders:
        lo, hi = min(holder.who.start, phrase.start), max(holder.who.end, phrase.end)
        reason = "; ".join(part for part in (holder.reason, why) if part)
        yield Claim(holder.who.name, phrase.role, body, lo, hi, found.rule, phrase.end, reason)


def body_of(clause: Clause, i: int, phrase: Phrase, governor: int) -> tuple[str | None, str]:
    """The body of a title by the grammar, and the reason where it does not stand before it."""
    own = owner_before(clause.scene, phrase)
    if own:
        return own, ""
    for rule in (_of_place, _of_series, _of_where, _of_left):
        body = rule(clause, i, phrase, governor)
        if body:
            return body, REASONS[rule.__name__]
    return None, ""


REASONS = {
    "_of_place": "the body is the place that hangs on the same verb",
    "_of_series": "the body is that of the title it stands in a series with",
    "_of_where": "the body is the one that “jossa” points to",
    "_of_left": "the body is the one that is left",
}


def _of_place(clause: Clause, i: int, phrase: Phrase, governor: int) -> str | None:
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
    if after:
        return after[0][2]
    return before[-1][2] if before else None


def _owns(clause: Clause, body: tuple[int, int, str]) -> bool:
    """Does a body stand right before another title, whose it is?"""
    return any(phrase.start - body[1] in (0, 1) for _, phrase in clause.titles)


def _of_series(clause: Clause, i: int, phrase: Phrase, governor: int) -> str | None:
    """The body before the first title of a series: "Pääesikunnan suunnittelupäällikkönä ja logistiikkapäällikkönä"."""
    first = clause.tree.first_of_series(i)
    before = [p for n, p in clause.titles if first <= n < i and p.case == phrase.case]
    nearest = next((own for p in reversed(before) if (own := owner_before(clause.scene, p))), None)
    return nearest if before and not _in_genitive(clause, i) else None


def _of_where(clause: Clause, i: int, phrase: Phrase, governor: int) -> str | None:
    """The body that "jossa" points to: "tulee Traficomista, jossa hän on toiminut yksikönpäällikkönä"."""
    tree = clause.tree
    at = governor
    while tree.nodes[at].relation == "conj" and tree.nodes[at].head != at:
        at = tree.nodes[at].head
    if tree.nodes[at].relation != "acl:relcl":
        return None
    where = any(tree.nodes[c].text.lower() in WHERE for c in tree.children(at))
    return clause.body(tree.nodes[at].head) if where else None


def _of_left(clause: Clause, i: int, phrase: Phrase, governor: int) -> str | None:
    """The body somebody leaves: "Kelasta johtajan paikalta eläkkeelle jäänyt Maija Malli"."""
    if phrase.case != "genitive" or not clause.is_verb(governor, "leaves"):
        return None
    text = clause.scene.text
    left = [b for b in clause.bodies_on(governor) if FROM.search(text[b[0] : b[1]]) and b[1] < phrase.start]
    return left[-1][2] if left else None
