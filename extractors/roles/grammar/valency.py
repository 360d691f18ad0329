"""Who holds the post that a verb gives, by the verb's own grammar: its subject, its object, the noun of its participle.

subject      "Maija Malli siirtyi johtajaksi", "johtajana toiminut Maija Malli", "Malli, joka on toiminut"
receiver     "valitsi Maija Mallin johtajaksi", "johtajaksi nimitetty Maija Malli", "Malli, jonka hallitus valitsi"
"""

from __future__ import annotations

import re

from extractors.roles.grammar.clause import Clause, Holder
from extractors.roles.pronouns import is_pronoun

SUBJECTS = ("nsubj", "nsubj:cop", "csubj")
WHO = ("joka", "jotka")
WHOM = ("jonka", "jota", "jotka", "joita", "joiden")


def subject(clause: Clause, verb: int) -> list[Holder]:
    """The people who do what a verb says; its participle's noun; whom "joka" points to; of the verb before it."""
    tree = clause.tree
    for _ in tree.nodes:
        subjects = tree.children(verb, *SUBJECTS)
        # "Maija Malli siirtyi johtajaksi".
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
        # "valitsi Maija Mallin johtajaksi".
        if found := _series(clause, c, verb):
            return found
    if tree.nodes[verb].relation == "acl":
        return _series(clause, tree.nodes[verb].head, verb)  # "presidentiksi nimitetty Erkki Malli"
    # "nimitettiin Maija Malli".
    if PASSIVE.search(tree.nodes[verb].text):
        return subject(clause, verb)
    if tree.nodes[verb].relation == "conj" and not tree.children(verb, *SUBJECTS, "obj"):
        return receiver(clause, tree.nodes[verb].head)
    return []


# "valitaan", "nimitettiin", "nimitetty".
PASSIVE = re.compile(r"(?:t[aä]{2}n|t[aä]n|[dlnr][aä]{2}n|[dlnr][aä]n|t+iin|t+[uy])$")


def _series(clause: Clause, i: int, verb: int) -> list[Holder]:
    """The person a word names and those that follow in its series; whom "joka" points to."""
    tree = clause.tree
    # "Malli, joka on toiminut".
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


def in_genitive(clause: Clause, i: int) -> Holder | None:
    """The person in the genitive right before a title: "valitsi Liisa Mallin johtajaksi"."""
    for c in clause.tree.children(i, "nmod:poss"):
        holder = clause.person(c) if c < i else None
        if holder and not is_pronoun(clause.tree.nodes[c].text):
            return holder
    return None
