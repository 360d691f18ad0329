"""The base form of a coined name that no dictionary knows: what its form may stand for, and what speaks for each.

Finpron, Itella Logisticsin, ammattiopisto Sampossa

    candidates      the form itself, and what is left of it without a case ending
    + WITNESSES     what the form, the word after it and the other forms of the document add to one or the other
    ▼ the heaviest candidate is the name
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from extractors.text.inflection import AFTER_A_GENITIVE, VOWELS, forms
from extractors.text.morphology import readings, tenses

SHORTEST = 4
"""Letters that a name keeps at least: "Elon" may be Elo, but nothing shorter is taken apart here."""

LONGEST_ENDING = 4
"""Letters of the longest case ending that is taken off: "Logistic|silla" has four with its binding vowel."""


class NameForm(NamedTuple):
    """A name's last word as it stands, the word after it, and the capitalised words of the document."""

    word: str
    after: str
    written: Collection[str] = ()


BaseVotes = Iterator[tuple[str, float]]


def name_base(form: NameForm) -> str:
    """The base form that the most speaks for; the word itself where nothing speaks for another.

    >>> name_base(NameForm("Finpron", "toimitusjohtaja")), name_base(NameForm("Logisticsin", "henkilöstöpäällikkö"))
    ('Finpro', 'Logistics')
    >>> name_base(NameForm("Kajonixissa", "")), name_base(NameForm("Kraken", "kertoo"))
    ('Kajonix', 'Kraken')
    """
    weights = dict.fromkeys([form.word, *_candidates(form.word)], 0.0)
    for witness in WITNESSES:
        for name, votes in witness(form, list(weights)):
            weights[name] += votes
    return max(weights, key=lambda name: weights[name])


def _candidates(word: str) -> list[str]:
    """What a word may be a form of: "Finpron" of Finpro, "Logisticsin" of Logistics and Logisticsi."""
    stems = [word[:-size] for size in range(1, LONGEST_ENDING + 1) if len(word) - size >= SHORTEST]
    return [stem for stem in stems if word in forms(stem)]


AS_WRITTEN, LOCAL_CASE, BOUND, GENITIVE, ANOTHER_FORM, IN_FULL = 1.0, 1.5, 1.5, 1.5, 0.7, 2.0
"""What each witness adds.  Set by hand on the rows of tests/extractors/bodies/test_name_bases.py: a case ending alone
must beat the form as it is written where no name ends so, a genitive only where the next word is what it owns."""


def as_it_stands(form: NameForm, _: list[str]) -> BaseVotes:
    """A form may be the name: "Kraken", "Nokian Renkaat"."""
    yield form.word, AS_WRITTEN


_NO_NAME_IN = ("x", "cs", "ks", "ps", "ts", "rs", "ms", "ng", "ck")
"""Ends of names after which "-in" is no part of them: "Logisticsin"."""


def in_a_local_case(form: NameForm, candidates: list[str]) -> BaseVotes:
    """ "Sampossa", "Kajonixilta": hardly a name ends so; many do in -lla ("Umbrella")."""
    if form.word.endswith(("ssa", "ssä", "sta", "stä", "lta", "ltä", "lle")):
        yield from ((name, LOCAL_CASE) for name in candidates if len(form.word) - len(name) >= len("ssa"))


def with_a_binding_vowel(form: NameForm, candidates: list[str]) -> BaseVotes:
    """ "Logisticsin", "Kajonixin", "Gasumille": a consonant, and a vowel that only binds the ending.

    Not "Gradia", nor "Merlin" and "Martin", which end as a genitive would.
    """
    for name in candidates:
        genitive = form.word == name + "in"
        if name == form.word or name[-1].lower() in VOWELS or form.word in (name + "ia", name + "iä"):
            continue
        if not genitive or name.lower().endswith(_NO_NAME_IN):
            yield name, BOUND


def before_what_it_owns(form: NameForm, candidates: list[str]) -> BaseVotes:
    """ "Finpron toimitusjohtaja"; not "Kraken kertoo", nor a name before another."""
    if form.word.endswith("n") and form.after[:1].islower() and _is_owned(form.after):
        yield from ((name, GENITIVE) for name in candidates if form.word in (name + "n", name + "in"))


def other_forms_of_it(form: NameForm, candidates: list[str]) -> BaseVotes:
    """ "Finpron" where the document has "Finprolle" too: the stem they share."""
    for name in candidates:
        others = {w for w in form.written if w not in (form.word, name) and w in forms(name)}
        if name != form.word and others:
            yield name, ANOTHER_FORM * min(len(others), 2)


def written_in_full(form: NameForm, candidates: list[str]) -> BaseVotes:
    """ "Finpron" where the document has "Finpro"."""
    yield from ((name, IN_FULL) for name in candidates if name != form.word and name in form.written)


WITNESSES: tuple[Callable[[NameForm, list[str]], BaseVotes], ...] = (
    as_it_stands,
    in_a_local_case,
    with_a_binding_vowel,
    before_what_it_owns,
    other_forms_of_it,
    written_in_full,
)


def _is_owned(word: str) -> bool:
    """May a body own it: a noun or an adjective, and no verb or adverb: "toimitusjohtaja", "uusi", not "kertoo"?"""
    named = any(r.word_class in ("nimisana", "laatusana", "nimisana_laatusana") for r in readings(word))
    return word in AFTER_A_GENITIVE or (named and not tenses(word))
