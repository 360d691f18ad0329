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

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.grammar.body_by_grammar import at_work, body_of
from extractors.roles.grammar.clause import GIVEN_CASES, Clause, Holder, bases, words_for
from extractors.roles.grammar.parsed_sentences import sentences_to_parse
from extractors.roles.grammar.valency import SUBJECTS, in_genitive, receiver, subject
from extractors.roles.title_phrases import TitlePhrase
from extractors.text.finnish_model import parsed
from extractors.text.syntax import Tree

NOMINAL = ("conj", "nmod", "obl", "nummod", "appos", "flat", "compound:nn", "case", "xcomp", "xcomp:ds")
"""Relations of words that stand under the verb of a clause without a verb of their own."""

MOST_WORDS = 90
"""Longer "sentences" are lists or tables in disguise."""


class Attached(NamedTuple):
    """What one rule sees of a title: its holders, and the word that governs it (a verb, or the title itself)."""

    rule: str
    holders: list[Holder]
    governor: int


class Grammar(NamedTuple):
    """What the grammar says of a document's roles: claims, and by the end of each title the people it is of."""

    claims: list[RoleClaim]
    holders: dict[int, frozenset[str]]
    places: dict[int, str]
    """By the end of a title before its name, the body in which its holder is said to do something."""


NO_GRAMMAR = Grammar([], {}, {})


def said_by_grammar(scene: Scene) -> Grammar:
    """The claims of every Finnish sentence that may say a role in another way than beside the name."""
    if scene.view.language not in ("fi", None):
        return NO_GRAMMAR
    said = Grammar([], {}, {})
    for clause in _clauses(scene):
        said.claims.extend(by_leading(clause))
        for i, phrase in clause.titles:
            attached = _attached(clause, i, phrase)
            if attached is None:
                said.places.update(at_work(clause, i, phrase))
            else:
                said.holders[phrase.end] = frozenset(h.who.name for h in attached.holders)
                said.claims.extend(_claims(clause, i, phrase, attached))
    return said


def _clauses(scene: Scene) -> Iterator[Clause]:
    spans = sorted(set(sentences_to_parse(scene)))
    for (start, _), nodes in zip(spans, parsed(scene.text[s:e] for s, e in spans), strict=True):
        if nodes and len(nodes) <= MOST_WORDS:
            yield Clause(scene, Tree(nodes, start))


AttachmentRule = Callable[[Clause, int, TitlePhrase], Attached | None]


def _attached(clause: Clause, i: int, phrase: TitlePhrase) -> Attached | None:
    """What the first rule that knows says of a title; with no holders where the sentence denies it."""
    for rule in RULES:
        found = rule(clause, i, phrase)
        if found:
            return found._replace(holders=[]) if clause.denied(found.governor) else found
    return None


def by_person(clause: Clause, i: int, phrase: TitlePhrase) -> Attached | None:
    """A title that is given and hangs on the name: "ja sihteerinä (toimii) tarkastaja Olli Malli"."""
    if phrase.case not in GIVEN_CASES:
        return None
    holder = clause.person(clause.tree.nodes[i].head)
    return Attached("parse, person", [holder], i) if holder and clause.tree.nodes[i].head > i else None


def by_verb(clause: Clause, i: int, phrase: TitlePhrase) -> Attached | None:
    """A title in the essive or translative that a verb gives, or its subject holds."""
    if phrase.case not in GIVEN_CASES:
        return None
    tree = clause.tree
    first = _first_title(clause, i, phrase)
    owned = in_genitive(clause, i)
    governor = tree.nodes[first].head
    if owned and phrase.case == "translative" and clause.is_verb(governor, "gives"):
        return Attached("parse, verb", [owned], governor)  # "valitsi (Liisa Mallin) johtajaksi"
    if tree.children(first, "cop"):
        return Attached("parse, predicate", subject(clause, first), first)  # "on ollut tutkijana"
    if governor == first:
        return None
    own = _in_gap(clause, i, phrase)
    if own:
        return Attached("parse, verb", [own], governor)
    return _by_valency(clause, _verb_above(clause, first), "parse, verb")


def _in_gap(clause: Clause, i: int, phrase: TitlePhrase) -> Holder | None:
    """The name after a title whose verb is left out: "valittiin Leena Malli ja varapuheenjohtajaksi Kari Malli"."""
    tree = clause.tree
    if tree.nodes[i].relation != "conj" or not is_any_verb(clause, tree.nodes[i].head):
        return None
    later = (p.start for _, p in clause.titles if p.start > phrase.end and p.case in GIVEN_CASES)
    who = clause.scene.person_from(phrase.end, min(later, default=clause.end))
    return Holder(who) if who else None


def by_predicate(clause: Clause, i: int, phrase: TitlePhrase) -> Attached | None:
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


def is_any_verb(clause: Clause, i: int) -> bool:
    """Is a word a verb that gives, holds or leaves a post?"""
    return any(clause.is_verb(i, kind) for kind in ("gives", "holds", "leaves"))


def _verb_above(clause: Clause, i: int) -> int:
    """The verb a title is under, past the nouns it may hang on: "toimi johtajana 2010–2015 ja (2015 <-) rehtorina"."""
    tree = clause.tree
    at = tree.nodes[i].head
    for _ in tree.nodes:
        if is_any_verb(clause, at):
            return at
        if tree.nodes[at].relation not in NOMINAL or tree.nodes[at].head == at:
            break
        at = tree.nodes[at].head
    return tree.nodes[i].head


def _first_title(clause: Clause, i: int, phrase: TitlePhrase) -> int:
    """The first word of the series a title is in, the places between its titles stepped over.

    "johtajana Kelassa ja Tullin viestintäjohtajana": the second hangs on "Kelassa", and that on the first.
    """
    tree = clause.tree
    titles = dict(clause.titles)
    for _ in tree.nodes:
        above = tree.nodes[i].head
        in_series = tree.nodes[i].relation == "conj" and not is_any_verb(clause, above)
        titled = above in titles and titles[above].case == phrase.case
        if above == i or not (in_series or titled):
            break
        i = above
    return i


def by_post(clause: Clause, i: int, phrase: TitlePhrase) -> Attached | None:
    """A title in the genitive before a word for a post: "johtajan tehtävästä", "ylijohtajan virkaan"."""
    tree = clause.tree
    post = min(i + 1, len(tree.nodes) - 1)  # the word after the title: the parser may hang the title elsewhere
    if phrase.case != "genitive" or bases(tree.nodes[post].text).isdisjoint(words_for("posts")):
        return None
    governor = tree.nodes[tree.first_of_series(post)].head
    owned = in_genitive(clause, i)
    if owned and clause.is_verb(governor, "gives"):
        return Attached("parse, post", [owned], governor)
    return _by_valency(clause, governor, "parse, post")


RULES: tuple[AttachmentRule, ...] = (by_person, by_verb, by_predicate, by_post)
"""The rules for a title, the first that answers."""


def by_leading(clause: Clause) -> Iterator[RoleClaim]:
    """Who leads a body: "Hän on johtanut Tullia", "Pekka Mallin johtama Kansallisarkisto"."""
    tree = clause.tree
    for i, node in enumerate(tree.nodes):
        if not clause.is_verb(i, "leads") or clause.denied(i):
            continue
        led = [name for c in tree.children(i, "obj") if (name := clause.body(c))]
        if not led and node.relation == "acl" and (name := clause.body(node.head)):
            led = [name]
        for holder in subject(clause, i) if led else ():
            # "Opetushallitusta johtaa pääjohtaja Maija Malli": his own title says it.
            before = clause.scene.view.word_before(holder.who.start)
            if before is not None and node.start < before.start and title(before.text):
                continue
            lo, hi = min(holder.who.start, node.start), max(holder.who.end, node.end)
            why = f"“{node.text}” with the body as its object; {holder.reason}".rstrip("; ")
            yield RoleClaim(holder.who.name, "johtaja", led[0], lo, hi, "parse, leading", node.end, why)


def _by_valency(clause: Clause, verb: int, rule: str) -> Attached | None:
    """The holder by what the verb does: its object where it gives a post, its subject where he holds or leaves one."""
    for kind, find in (("gives", receiver), ("holds", subject), ("leaves", subject)):
        if clause.is_verb(verb, kind):
            holders = find(clause, verb)
            if holders or clause.denied(verb):
                return Attached(rule, holders, verb)
    return None


def _claims(clause: Clause, i: int, phrase: TitlePhrase, found: Attached) -> Iterator[RoleClaim]:
    body, why = body_of(clause, i, phrase, found.governor)
    for holder in found.holders:
        lo, hi = min(holder.who.start, phrase.start), max(holder.who.end, phrase.end)
        reason = "; ".join(part for part in (holder.reason, why) if part)
        yield RoleClaim(holder.who.name, phrase.role, body, lo, hi, found.rule, phrase.end, reason)
