"""How surely one capitalised word is a person's name: its signs, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.wordlists import alternatives, wordlist
from extractors.people.features import CAMEL, COMPANY, PLACE_NOUN, STREET, THING
from extractors.people.name_forms import bases
from extractors.people.name_view import NameWord, View
from extractors.people.name_windows import SECONDED
from extractors.people.name_words import (
    SURE_SURNAME,
    given_base,
    is_common,
    is_given,
    is_place,
    stands_for_anybody,
    surname_weight,
)
from extractors.people.titles import is_title_word, title

# "Lahtinen teki muutosehdotuksen", "Lahtisen palautusehdotus": who acts in minutes.
MOVES = re.compile(
    r"\s(?:ym\.|(?:kannattamana|teki|ehdotti|esitti|äänesti|poistui|saapui|jätti|kannatti)\b)"
    r"|\s(?:muutosehdotu|lisäysehdotu|palautusehdotu|hylkäysehdotu|vastaehdotu|ponsiehdotu|tekemä)"
)
# "Viitasaari kertoo", "Viitasaari, sanoo".
SPEAKS = re.compile(rf"[,]?\s(?:{alternatives(wordlist('beside_names')['speaking'])})\b")
# "kertoo Viitasaari", "säger Viitasaari".
SPOKEN = re.compile(
    r"\b(?:sanoo|kertoo|toteaa|sanoi|kertoi|totesi|ihmettel\w+|kysyi|vastasi|muistuttaa|arvioi|säger|says|said) $"
)
# "Viitasaaren mukaan", "Viitasaaren johdolla", "Viitasaaren tiimi".
PERSONAL = re.compile(
    r"\s(?:(?:mukaan|mielestä|johdolla|ehdotus|esitys|sijainen|sijaisena|kanssa)\b|(?:johtama|vetämä|laatima)\w*|tiimi\w{0,4}\b)"
)
# "Viitasaaressa", "Helsinkiin" are rather of the town.
LOCAL = re.compile(r"(?:ssa|ssä|sta|stä|iin|hun|hin|seen)$")
# "Mallin koulu", "Mallin ja Niemen katu".
NAMED_AFTER = re.compile(
    r"(?:\s(?:ja|sekä|tai)\s[A-ZÅÄÖ][\w-]+)?\s"
    rf"(?:{alternatives(wordlist('beside_names')['named_after'])}|(?:tie|katu)\b)"
)
# "Mallin säätiö", "Mallin Uuden koulun".
NAMED_PLACE = re.compile(r"(?:\s[A-ZÅÄÖ][\w-]+){0,2}" + PLACE_NOUN)
AFTER = re.compile(r" ([A-ZÅÄÖ][\w-]+)")
# "Krlj" is no name, "STM" neither.
VOWEL = re.compile(r"[aeiouyåäöéüø]", re.I)

NEVER = -9.0
"""The weight of what can be no name."""

WEIGHTS = {
    "surname known": 3.0,  # the text names somebody of this surname in full
    "given name known": 1.5,  # or of this given name
    "name word": 1.0,  # "Virtanen", "Annikan": lists or Voikko know it as a name
    "unknown word": 0.3,  # "Sarapik"
    "word like a surname": -0.4,  # "Aallonranta", "Mustalampi"
    "common word": -1.0,  # "Uudistus"
    "place": -0.7,  # "Kuopio"
    "model": 1.3,  # it marks a person
    "model says place": -0.7,  # a place
    "model says other": -0.4,  # a body, a product
    "title before": 1.0,  # "ministeri Malli"
    "capital before": -0.8,  # "Oulun Malli": part of a longer name
    "given name before": -1.5,  # "Kari Malli" would have been found as a full name
    "speaks": 0.7,  # "Malli kertoo"
    "acts, known": 1.0,  # "Mallin mukaan", the name known from elsewhere
    "acts": 0.3,  # and not known
    "case of places": -0.8,  # "Viitasaaressa"
    "place noun after": -2.0,  # "Mallin katu"
    "number after": -1.0,  # "Malli 12", "Malli § 3"
    "in a cell": -1.5,  # a table's heading
    "other language": -0.8,  # lists of surnames and word classes are Finnish
    "moves": 2.0,  # "Lahtinen Elorannan kannattamana"
    "in a body": -2.0,  # "Mallin" of "Mallin säätiö"
    "in a body, known": -1.0,  # and the text names somebody so
    "street": -2.0,  # "Niementie"
}
"""What each sign adds; a share of the model's labels that say person adds its distance from a half."""

LIKELY_BASE = 0.6
"""Weight from which a base form is one that a word may stand for (name_forms.bases)."""

COINED_SURNAME = 0.5
"""Weight from which a word moves something as a surname does: "Viitaniemen esitys" (name_words.surname_weight)."""

STREET_LETTERS = 6
"""Letters under which a word in capitals is a short form and no name: "STM", "HUS"."""


class KnownNames(NamedTuple):
    """What a text's full names and the model's labels tell of its single words.

    `surnames` and `given` are base forms; `shares` says which share of the model's labels of a form is person.
    """

    surnames: frozenset[str]
    given: frozenset[str]
    shares: dict[str, float]


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> tuple[str, ...]:
    """The likely base forms of a name word."""
    return tuple(b.form for b in bases(word) if b.weight >= LIKELY_BASE)


def weigh_single(view: View, w: NameWord, known: KnownNames) -> float:
    """The weight of one capitalised word."""
    forms, given = forms_of(w.text), given_base(w.text)
    is_known = any(form in known.surnames for form in forms)
    labels = {e.label for e in view.touching(w.start, w.end)}
    tail = view.text[w.end : w.end + 60]
    before = view.word_before(w.start)
    gap = view.text[before.end : w.start] if before else "\n"
    titled = before is not None and gap in (" ", ". ") and title(before.text) is not None
    acts = bool(MOVES.match(tail) or SECONDED.match(tail))
    shared = any(form in known.shares for form in forms)
    if not (is_known or titled or acts or "PERSON" in labels or given in known.given or shared):
        return NEVER  # nothing in the text says that it is anybody
    if _no_name(view, w, tail, is_known):
        return NEVER
    kind = surname_weight(w.text)
    signs = [_word_sign(view, w, kind, is_known), *_around(view, w, tail, kind, is_known), *_model(labels)]
    signs += _named_elsewhere(is_known, given in known.given)
    signs += _before(view, w, before if gap == " " else None, titled and kind >= 1)
    if acts and _moves(view, w, tail, kind, before):
        signs.append("moves")
    return sum(WEIGHTS[s] for s in signs) + _share(w, known, forms, is_known) - EVEN


EVEN = 0.5
"""The share of the model's labels that says nothing, where half of them are person."""


def _named_elsewhere(surname: bool, given: bool) -> Iterator[str]:
    """ "Mallin" where the text names Kari Malli, "Karin" too."""
    if surname:
        yield "surname known"
    elif given:
        yield "given name known"


def _before(view: View, w: NameWord, before: NameWord | None, titled: bool) -> Iterator[str]:
    """ "ministeri Malli", "Oulun Malli", "Kari Malli": `before` is the word right before it."""
    if titled and not is_place(w.text):
        yield "title before"
    elif before and before.text[0].isupper() and not view.starts_sentence(before.start):
        yield "capital before"
    if before and is_given(before.text):
        yield "given name before"


def _share(w: NameWord, known: KnownNames, forms: tuple[str, ...], is_known: bool) -> float:
    """The share of the model's labels of the word that say person.

    A name the text gives in full is a name again, though a place is called so too.
    """
    share = max((known.shares[f] for f in forms if f in known.shares), default=EVEN)
    return max(share, EVEN) if is_known and not LOCAL.search(w.text) else share


def _no_name(view: View, w: NameWord, tail: str, is_known: bool) -> bool:
    return bool(
        # "Johtaja kertoo".
        is_title_word(w.text)
        # "KMV".
        or not VOWEL.search(w.text)
        # "AvoinKunta".
        or CAMEL.search(w.text)
        # "Kela-kortti", "THL:n".
        or re.match(r"-[^\W\d_]|:[^\W\d_]", tail)
        # "Malli Oy".
        or COMPANY.match(tail)
        # "Matti Meikäläinen".
        or ((after := AFTER.match(tail)) and stands_for_anybody(after[1]))
        # "Malli-hanke".
        or THING.match(tail)
        # "Mallin säätiö".
        or NAMED_PLACE.match(tail)
        # "Leader-ryhmä"; a document that names Anna Ala-kokko has her.
        or (re.search(r"-[a-zåäö]", w.text) and not is_known)
    )


def _word_sign(view: View, w: NameWord, kind: float, is_known: bool) -> str:
    """What the word itself says."""
    # "Virtanen", "Annikan".
    if kind >= SURE_SURNAME or given_base(w.text):
        return "name word"
    if is_common(w.text):
        # "Raja kertoi" where the text names Kari Raja.
        if is_known and not view.starts_sentence(w.start):
            return "unknown word"
        return "common word" if kind < 0 else "word like a surname"
    return "place" if is_place(w.text) else "unknown word"


def _model(labels: set[str]) -> list[str]:
    if "PERSON" in labels:
        return ["model"]
    if not labels:
        return []
    # "Viitasaari" as a town.
    return ["model says place" if labels & {"GPE", "LOC", "FAC"} else "model says other"]


def _around(view: View, w: NameWord, tail: str, kind: float, is_known: bool) -> Iterator[str]:
    """What stands around the word."""
    if kind > 0 and (SPEAKS.match(tail) or SPOKEN.search(view.text, max(0, w.start - 16), w.start)):
        yield "speaks"
    if PERSONAL.match(tail):
        yield "acts, known" if is_known else "acts"
    if NAMED_AFTER.match(tail):
        yield "place noun after"
    if re.match(r"\s?[§\d]", tail):
        yield "number after"
    if STREET.search(w.text) or (w.text.isupper() and len(w.text) < STREET_LETTERS):
        yield "street"
    yield from _in_body(view, w, is_known)
    if is_known:
        return
    if LOCAL.search(w.text) and kind < SURE_SURNAME:
        yield "case of places"
    if _in_a_cell(view, w):
        yield "in a cell"
    if view.language != "fi":
        yield "other language"


def _in_body(view: View, w: NameWord, is_known: bool) -> Iterator[str]:
    """ "Mallin" of "Mallin säätiö": the word is part of a body's name."""
    body = view.body_over(w.start, w.end)
    if body and is_known and not is_place(w.text):
        # A body that is but the name again says nothing: "Malli" of "Malli".
        if body[1] - body[0] > w.end - w.start + 2:
            yield "in a body, known"
    elif body:
        yield "in a body"


def _in_a_cell(view: View, w: NameWord) -> bool:
    """Is the word alone on its line or in its cell, as headings are?"""
    before = view.text[max(0, w.start - 8) : w.start].rstrip(" -–•*")[-1:]
    after = view.text[w.end : w.end + 8].lstrip(" :")[:1]
    return before in ("", "\n", "|") and after in ("", "\n", "|")


def _moves(view: View, w: NameWord, tail: str, kind: float, before: NameWord | None) -> bool:
    """A surname that moves, seconds or votes in minutes: "Elo Hyrkön kannattamana", "Lahtisen muutosehdotus"."""
    if before and view.text[before.end : w.start] == " " and SECONDED.match(view.text, before.end):
        return bool(MOVES.match(tail)) and surname_weight(before.text) >= 1
    if kind < COINED_SURNAME or (is_place(w.text) and kind < SURE_SURNAME):
        return False
    # "Esa teki ehdotuksen" may be of a given name.
    if MOVES.match(tail):
        return not (is_given(w.text) and kind < SURE_SURNAME)
    # "Lahtinen" of "Lahtinen Elorannan kannattamana".
    return bool(re.match(r"\s[A-ZÅÄÖ]", tail))
