"""Bare nouns that stand for the body named before: "Ruokavirasto julkaisi ohjeen. Viraston mukaan ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import agrees, genitive
from extractors.bodies.lexical import is_weak
from extractors.bodies.short_companies import issuer_by_form
from extractors.lexicon.known_bodies import known_bodies, known_body
from extractors.lexicon.wordlists import wordlist
from extractors.text.head_nouns import head_of
from extractors.text.morphology import Case

REACH = 500
"""Characters back to the name: some three sentences, as far as a reader carries one."""

BREAKS = 2
"""Empty lines between the name and the noun: the heading above a paragraph, and no further."""

SURE = 0.8
"""How sure such a mention is; a reader may find another body meant."""

LAYER = "named before"

OWNING = "'s"
"""What an English word has in the genitive, whichever apostrophe is written: "the Institute's"."""


class Noun(NamedTuple):
    """A noun that can stand for a body: for those of these kinds, or those whose name ends in it."""

    word: str
    kinds: frozenset[str]
    case: Case | None


def named_before(
    text: str,
    words: list[BodyWord],
    mentions: Sequence[BodyMention],
    language: str,
    publishers: Sequence[str] = (),
) -> Iterator[BodyMention]:
    """The bare nouns of a text that stand for a body it has named, each as a mention of that body.

    Where they can stand for the one that publishes the text they do, unless the paragraph has named another.
    """
    known = sorted((m for m in mentions if m.layer != LAYER), key=lambda m: m.end)
    ends = [m.end for m in known]
    own = _own(known, publishers) or (issuer_by_form(publishers[0]) if len(publishers) == 1 else None)
    taken = sorted((m.start, m.end) for m in known)
    for at, word in enumerate(words):
        noun = noun_of(word.low, language)
        if noun is None or _inside(taken, word) or not _stands_alone(words, at, noun):
            continue
        near = known[bisect_left(ends, word.start - REACH) : bisect_left(ends, word.start)]
        near = [m for m in near if fits(noun, m)]
        issuer = own if own and own.end < word.start and fits(noun, own) else None
        meant = antecedent(text, word, near, issuer) or _only_one_named(noun, word, known)
        # An issuer that the text never names is meant by no mention.
        if meant is not None and meant.start < meant.end:
            end = word.end - len(OWNING) if word.low.endswith(OWNING) else word.end
            yield meant._replace(start=word.start, end=end, layer=LAYER, sure=SURE, alias=True, owned=False)


def _only_one_named(noun: Noun, word: BodyWord, known: Sequence[BodyMention]) -> BodyMention | None:
    """ "Hallinto-oikeus" pages below "Kuusaan hallinto-oikeus": the only body of the text whose name ends in it."""
    if noun.kinds or not (word.first and word.capital):
        return None
    meant = _only([m for m in known if fits(noun, m)])
    return meant if meant is not None and any(m.end < word.start for m in known if m.name == meant.name) else None


def noun_of(low: str, language: str) -> Noun | None:
    """The noun a word is a form of, where it is one that can stand for a body.

    >>> noun_of("virastossa", "fi").word, noun_of("ministeriets", "sv").word, noun_of("viikossa", "fi")
    ('virasto', 'ministeriet', None)
    """
    if language == "fi":
        form = head_of(low)
        if form is None or form.plural:
            return None
        if form.bare and form.lemma in _nouns("fi"):
            return Noun(form.lemma, _nouns("fi")[form.lemma], form.case)
        # "Ympäristökeskus", "hallinto-oikeuden": what a longer name ends in; a bare organ is its issuer's, a short form
        # ("komissio") the lexicon's to weigh.
        tail = (not form.bare or form.head.whole) and not form.head.owned and not is_weak(form.lemma)
        return Noun(form.lemma, NO_KIND, form.case) if tail else None
    # "ministeriets", "the Institute's".
    for word in (low, low.removesuffix("s"), low.removesuffix(OWNING)):
        if word in _nouns(language):
            return Noun(word, _nouns(language)[word], None)
    definite = _DEFINITE.fullmatch(low) if language == "sv" else None
    return Noun(definite[1], NO_KIND, None) if definite else None


NO_KIND: frozenset[str] = frozenset()
"""The kinds of a noun that stands only for a body whose name ends in it."""

_DEFINITE = re.compile(r"([a-zåäö-]{5,}(?:[^aeiouyåäö](?=[ea][nt])|a(?=n)))(?:e[nt]|n)s?")
""" "förvaltningsdomstolens" of "Vasa förvaltningsdomstol", "högskolan" of one; "skolan" is too common a word."""


@lru_cache(maxsize=4)
def _nouns(language: str) -> dict[str, frozenset[str]]:
    listed: dict[str, list[str]] = wordlist("anaphors").get(language, {})
    return {word: frozenset(kinds) for word, kinds in listed.items()}


def fits(noun: Noun, mention: BodyMention) -> bool:
    """Can the noun stand for this body: is it of such a kind, or does its name end in the noun?"""
    entry = known_bodies().get(mention.known) if mention.known else known_body(mention.name)
    kind = entry.kind if entry else mention.kind
    name = (entry.name if entry else mention.name).casefold()
    # "Kuusaan ympäristökeskus" and "Ympäristökeskus", also where the lexicon calls it otherwise.
    if not noun.kinds and mention.name.casefold().endswith(f" {noun.word}"):
        return True
    # "kunta" of a municipality; "kaupunki" is not said of one that is called a kunta.
    if kind in noun.kinds:
        return kind != "municipality" or noun.case is None or name.endswith(noun.word)
    form = head_of(name.rpartition(" ")[2])
    ends = form.head.word == noun.word if form else name.endswith(noun.word)
    # "the European Commission": in its own language.
    abroad = (entry.en, entry.sv) if entry else ()
    return (ends and len(name) > len(noun.word)) or any(
        one and one.casefold().endswith(f" {noun.word}") for one in abroad
    )


def antecedent(
    text: str, word: BodyWord, near: Sequence[BodyMention], issuer: BodyMention | None = None
) -> BodyMention | None:
    """The body meant: the only one of its kind that is near; where there are several, the only one of the paragraph.

    One that stands in another paragraph yields to the issuer, where that is of the kind.
    """
    near = [m for m in near if text.count("\n\n", m.end, word.start) <= BREAKS]
    beside = [m for m in near if "\n" not in text[m.end : word.start]]
    if only := _only(beside):
        return only
    # "Keravan Lämpö Oy:n johtaja siirtyy yhtiöön." and "Yhtiön tuotanto" in a paragraph below: the issuer's.
    return (issuer or near[-1]) if _only(near) else None


def _only(mentions: Sequence[BodyMention]) -> BodyMention | None:
    """The last mention of the only body among some."""
    return mentions[-1] if len({m.known or m.name.casefold() for m in mentions}) == 1 else None


def _own(known: Sequence[BodyMention], publishers: Sequence[str]) -> BodyMention | None:
    """The first mention of the one body that publishes the text."""
    if len(publishers) != 1:
        return None
    entry, name = known_body(publishers[0]), publishers[0].casefold()
    first = sorted(known, key=lambda m: m.start)
    return next((m for m in first if m.name.casefold() == name or (entry and m.known == entry.id)), None)


def _inside(taken: list[tuple[int, int]], word: BodyWord) -> bool:
    at = bisect_left(taken, (word.end, 0))
    return any(s < word.end and word.start < e for s, e in taken[max(0, at - 3) : at])


def _stands_alone(words: list[BodyWord], at: int, noun: Noun) -> bool:
    """Does nothing around the word make another body of it: "uuden viraston", "jokainen kunta", "virasto Traficom"?"""
    word = words[at]
    before = words[at - 1] if at and word.gap == " " else None
    after = words[at + 1] if at + 1 < len(words) and words[at + 1].gap == " " else None
    # "uuden viraston".
    if before is not None and _qualifies(before, noun):
        return False
    # "virasto Traficom", "virasto tai laitos".
    if after is not None and (after.capital or after.low in OR or after.low.startswith("-")):
        return False
    if word.text.isupper():
        return False
    return word.first or not word.capital or _keeps_capital(before, after, noun)


def _keeps_capital(before: BodyWord | None, after: BodyWord | None, noun: Noun) -> bool:
    """Is it an English short form with the capital of the name: "the Commission", not "the Council of Europe"?"""
    whole = after is None or after.low not in OF
    return noun.case is None and before is not None and before.low == "the" and whole


OR = frozenset({"tai", "eller", "or"})
OF = frozenset({"of", "for", "on"})
"""What carries on an English name: "the Council of Europe" is no council named before."""


@lru_cache(maxsize=2)
def _listed(name: str) -> frozenset[str]:
    return frozenset(wordlist("anaphors")["words"][name])


def _qualifies(before: BodyWord, noun: Noun) -> bool:
    """Does the word before make it another body, or any: "muu virasto", "uuden viraston", "asukkaiden kunta"?"""
    # "tämä virasto", "kyseisen viraston".
    if before.low in _listed("pointing"):
        return False
    # "muu virasto", "2 virastoa".
    if before.low in _listed("others") or before.low in OR or before.text[-1:].isdigit() or before.low.endswith("-"):
        return True
    return noun.case is not None and (genitive(before) or agrees(before, noun.case))
