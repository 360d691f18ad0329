"""A person right before a body is no part of its name: "Liisa Kuosmanen Keskuskauppakamarista"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import AND, given_name
from extractors.lexicon.known_bodies import known_body
from extractors.text.base_forms import base_form
from extractors.text.finnish_model import Entity
from extractors.text.head_nouns import head_of

NAMED_AFTER_PEOPLE = frozenset({"foundation", "fund", "museum"})
"""Kinds of bodies that a person's name is part of ("Onni Kurjen Taidesäätiö")."""


def without_people_before(
    text: str, words: list[BodyWord], found: list[BodyMention], entities: Sequence[Entity]
) -> list[BodyMention]:
    """The mentions without the person each begins with."""
    starts = [word.start for word in words]
    ends = {e.end for e in entities if e.label == "PERSON"}
    out = []
    for m in found:
        at = bisect_left(starts, m.start)
        if at == len(words):  # within the last word, as "08-malli.example" holds one
            out.append(m)
            continue
        named = at > 0 and words[at].gap == " " and given_name(words[at - 1]) and _a_surname(words[at : at + 2])
        mention = _without_person(text, words[at:], m, ends, after_given=named)
        if mention is not m or not _surname_first(words, at, m):
            out.append(mention)
    return out


def _a_surname(words: list[BodyWord]) -> bool:
    """Behind a given name, before a body: "(Maria) Malli-Juuso Ilmatieteen", "(Gunnar) Ekvall Sundvikens"."""
    first, *rest = words
    if "-" in first.text:
        return True
    # The base form of a surname, and whose the body is.
    own = first.capital and not first.low.endswith(("n", "s")) and not given_name(first)
    return own and bool(rest) and _an_owner(rest[0])


def _an_owner(word: BodyWord) -> bool:
    return word.capital and word.gap == " " and word.low.endswith(("n", "s"))


def _surname_first(words: list[BodyWord], at: int, m: BodyMention) -> bool:
    """A person in the base form, then a common noun: "Helena Malli luonto-osaston johtajaksi"."""
    if m.layer != "heads" or m.known is not None:
        return False
    given = at if given_name(words[at]) else at - 1
    if given < 0 or given + 2 >= len(words) or not given_name(words[given]) or words[given + 1].gap != " ":
        return False
    surname, rest = words[given + 1], words[given + 2]
    return surname.capital and not surname.low.endswith("n") and not rest.capital and surname.end < m.end


def _without_person(
    text: str, after: list[BodyWord], m: BodyMention, ends: set[int], *, after_given: bool
) -> BodyMention:
    if m.layer not in ("heads", "model") or m.known or " " not in m.name:
        return m
    within = list(takewhile(lambda word: word.end <= m.end, after))
    count = 1 if after_given else _person(within, ends)  # "Maria (Malli-Juuso) Ilmatieteen laitokselta"
    if not count or not _a_name(within[count:], within[count - 1], m.kind):
        return m
    rest = text[within[count].start : m.end]
    name = base_form(rest)
    known = known_body(name)
    m = m._replace(start=within[count].start, name=name)
    return m._replace(name=known.name, kind=known.kind, known=known.id) if known else m


def _of_a_ministry(word: BodyWord) -> bool:
    """ "Liisa Harjulan opetusministeriön korkeakouluosasto": a ministry is named in small letters too."""
    form = head_of(word.low)
    return form is not None and not form.bare and form.head.kind == "ministry"


def _of_a_shared_end(rest: list[BodyWord]) -> bool:
    """ "Liisa Harjulan opetus- ja kulttuuriministeriön nuoriso-osasto": the same where its name has two parts."""
    parts = takewhile(lambda word: word.low.endswith("-") or word.low in AND, rest)
    size = len(list(parts))
    return 0 < size < len(rest) and _of_a_ministry(rest[size])


def _person(within: list[BodyWord], ends: set[int]) -> int:
    """How many words at the beginning are a person: a given name and a surname, or what the model took for one."""
    # "Liisa Kuosmanen Keskuskauppakamarista".
    if within[2:] and given_name(within[0]) and within[1].capital and not head_of(within[1].low):
        return 2
    return next((i for i in (1, 2, 3) if i < len(within) and within[i - 1].end in ends), 0)


def _a_name(rest: list[BodyWord], surname: BodyWord, kind: str) -> bool:
    """Are the words after the person a body's name of their own?"""
    if rest[0].gap != " ":
        return False
    # "Liisa Harjulan opetusministeriön korkeakouluosasto".
    if not rest[0].capital:
        return _of_a_ministry(rest[0]) or _of_a_shared_end(rest)
    if len(rest) > 1:
        return True  # "Pekka Rautavaaran Itärannan pelastuslaitokselta"
    form = head_of(rest[0].low)
    possessor = surname.low.endswith("n") and not surname.low.endswith("nen")  # "Pekka Hakalan Taidekoulu"
    return form is not None and not form.bare and kind not in NAMED_AFTER_PEOPLE and not possessor
