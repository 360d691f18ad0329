"""People: every person a document names, in base form, with every mention.

full names (people_marks)  +  single names (people_single)
    ▼ base forms the document supports (people_forms)
    ▼ one Person for one base name, or several where one list gives the name different posts
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.lexicon.reliability import reliability, surest, together
from extractors.model.document import Document
from extractors.model.ids import stable_id
from extractors.model.records import Body, Person, evidence
from extractors.people.candidates import full_names, rule_of
from extractors.people.email_names import names_in_addresses
from extractors.people.features import FOLD
from extractors.people.fuller_names import by_initial, in_fewer_words
from extractors.people.name_view import View
from extractors.people.name_words import given_base, is_given, surnames
from extractors.people.single_names import single_names
from extractors.people.surname_bases import surname_bases
from extractors.text.finnish_model import Entity

ONE_LIST = 400
"""Characters between two mentions in one list: "Matti Malli (Hallankoski), ... Matti Malli (Saarikunta)"."""


class PersonMention(NamedTuple):
    """One mention of a person, the rule it was found by, and why it is this one's where its words say less."""

    start: int
    end: int
    rule: str
    why: str = ""


LAYERS: dict[str, frozenset[str]] = {
    "model": frozenset({"model", "model exact", "model touches", "model says other"}),
    "surnames": frozenset({"surnames"}),
    "titles": frozenset({"title before", "title after", "label before", "verb beside"}),
    "contacts": frozenset({"contact", "contact next", "address"}),
    "lists": frozenset({"in a list", "bracket after", "own line"}),
    "guards": frozenset({"street", "company", "cut short", "goes on"}),
    "bodies": frozenset({"in a body", "opens a body"}),
    "single": frozenset(),
}
"""What a name is known by, and the signs of each; a run without one shows what it adds."""


def find_people(
    document: Document, entities: Sequence[Entity], bodies: Sequence[Body], *, layers: Sequence[str] = tuple(LAYERS)
) -> Iterator[Person]:
    """The people a document names, in order of first mention; `layers` are names in LAYERS."""
    view = view_of(document, entities, bodies, layers)
    for name, where in named(view).items():
        for which, mentions in enumerate(_apart(view.text, sorted(where))):
            key = (name, str(which + 1)) if which else (name,)
            proofs = tuple(evidence(document, m.start, m.end) for m in mentions)
            sure = together(reliability("people", m.rule) for m in mentions)
            rule = surest("people", [m.rule for m in mentions if not m.why] or [m.rule for m in mentions])
            reason = "; ".join(dict.fromkeys(m.why for m in mentions if m.why)) or None
            yield Person(
                id=stable_id("person", *key), name=name, evidence=proofs, confidence=sure, rule=rule, reason=reason
            )


def view_of(
    document: Document, entities: Sequence[Entity], bodies: Sequence[Body], layers: Sequence[str] = tuple(LAYERS)
) -> View:
    """A document as the name rules look at it, blind to what is not among the layers."""
    off = [name for name in LAYERS if name not in layers]
    unseen = frozenset({"single"} & set(off)).union(*(LAYERS[name] for name in off))
    said = _credible(document, entities) if "model" in layers else []
    return View(document.text, said, bodies if "bodies" in layers else (), document.language, unseen)


def _credible(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """What the model says; of a text in another language than Finnish only what a given name supports."""
    if document.language == "fi":
        return list(entities)
    return [e for e in entities if any(is_given(word) for word in e.text.split())]


def named(view: View) -> dict[str, list[PersonMention]]:
    """Base name -> where it stands; a surname or first name alone counts for the full name that has it."""
    full = full_names(view)
    single = [] if "single" in view.unseen else single_names(view, full)
    chosen = surname_bases(view, full, [(w.text, (w.start, w.end)) for w in single])
    names: dict[str, list[PersonMention]] = {}
    fuller: dict[str, str] = {}
    for mark in full:
        surname, why = chosen[mark.surname]
        name = " ".join([*(g + "." if len(g) == 1 else g for g in mark.given), surname])
        names.setdefault(name, []).append(PersonMention(mark.start, mark.end, rule_of(mark), why))
        fuller.setdefault(surname, name)
        fuller.setdefault(mark.given[0], name)
    for name, whole in by_initial(names):
        _give(names, name, whole)
    known_as: dict[str, list[str]] = {}
    for part, name in fuller.items():
        known_as.setdefault(name, []).append(part)
    for name, whole in in_fewer_words(names):
        _give(names, name, whole)
        parts = known_as.pop(name, [])
        known_as.setdefault(whole, []).extend(parts)
        fuller.update(dict.fromkeys(parts, whole))
    for w in single:
        surname, register = chosen[w.text]
        given = given_base(w.text)
        # "Sauli" alone is a first name; "Tapio" is a surname too.
        own = given if given and given == w.text and w.text not in surnames() else surname
        name = fuller.get(surname) or fuller.get(given or "") or own
        why = f"“{w.text}” alone is the “{name}” of the same document" if name != own else register
        names.setdefault(name, []).append(PersonMention(w.start, w.end, w.rule, why))
    written = {name.casefold().translate(FOLD) for name in names}
    for a in names_in_addresses(view):
        if a.name.casefold().translate(FOLD) not in written:
            names.setdefault(a.name, []).append(PersonMention(a.start, a.end, "address alone"))
    return names


def _give(names: dict[str, list[PersonMention]], short: str, whole: str) -> None:
    """The mentions of a shorter name become mentions of the one longer name it can stand for."""
    why = f"“{short}” is the document's only longer “{whole}”"
    names[whole] += [m._replace(why=m.why or why) for m in names.pop(short)]


_POST = re.compile(r"[ ]?\(([^()\n]{2,60})\)")


def _apart(text: str, where: list[PersonMention]) -> list[list[PersonMention]]:
    """The mentions of one name, in as many groups as one list gives it different posts or bodies in brackets."""
    groups: list[list[PersonMention]] = [where[:1]]
    newest = _post(text, where[0].end)
    posts = {newest: 0}
    for mention in where[1:]:
        post, last = _post(text, mention.end), groups[-1][-1].end
        # An empty line ends a list.
        near = mention.start - last < ONE_LIST and "\n\n" not in text[last : mention.start]
        # "Matti Malli (Hallankoski), ... Matti Malli (Saarikunta)".
        if post and newest and post not in posts and near:
            posts[post], newest = len(groups), post
            groups.append([mention])
        else:
            groups[posts.get(post, 0)].append(mention)
    return groups


def _post(text: str, end: int) -> str:
    m = _POST.match(text, end)
    return m[1].casefold() if m else ""
