"""Names of one word: a surname later in the text, a first name, a council member known by surname alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.people_forms import bases
from extractors.people_marks import SECONDED, Mark
from extractors.people_signs import CAMEL, COMPANY, PLACE_NOUN, STREET, THING
from extractors.people_titles import is_title_word, title
from extractors.people_view import View, Word
from extractors.people_words import given_base, is_common, is_given, is_place, surname_weight

MOVES = re.compile(
    r"\s(?:ym\.|(?:kannattamana|teki|ehdotti|esitti|äänesti|poistui|saapui|jätti|kannatti)\b)"
    r"|\s(?:muutosehdotu|lisäysehdotu|palautusehdotu|hylkäysehdotu|vastaehdotu|ponsiehdotu|tekemä)"
)
SPEAKS = re.compile(
    r"[,]?\s(?:sanoo|kertoo|toteaa|muistuttaa|korostaa|painottaa|arvioi|huomauttaa|summaa|kiteyttää|iloitsee|jatkaa|lisää"
    r"|pohtii|selittää|kuvailee|kiittää|sanoi|kertoi|totesi|säger|berättar|betonar|konstaterar|says|said)\b"
)
SPOKEN = re.compile(
    r"\b(?:sanoo|kertoo|toteaa|sanoi|kertoi|totesi|ihmettel\w+|kysyi|vastasi|muistuttaa|arvioi|säger|says|said) $"
)
PERSONAL = re.compile(r"\s(?:mukaan|mielestä|johdolla|johtama|vetämä|tiimi|ehdotus|esitys|sijainen|kanssa)\b")
LOCAL = re.compile(r"(?:ssa|ssä|sta|stä|iin|hun|hin|seen)$")
NAMED_AFTER = re.compile(
    r"(?:\s(?:ja|sekä|tai)\s[A-ZÅÄÖ][\w-]+)?\s(?:koulu|päiväko|kirjasto|sairaala|alue|kylä|asema|kaupunginosa|kiinteistö|tontti"
    r"|tontin|kortteli|lukio|puisto|terveysasema|satama|silta|sillan|tunneli|hanke|hankkee|asemakaava|osayleiskaava|tie\b"
    r"|katu\b|metroasema|kulma|risteys|varrella|rannalla)"
)
NAMED_PLACE = re.compile(r"(?:\s[A-ZÅÄÖ][\w-]+){0,2}" + PLACE_NOUN)
VOWEL = re.compile(r"[aeiouyåäöéüø]", re.I)
VOTERS = re.compile(r"äänesti\w*|jaa\b|\bei\b|tyhjää|poissa|läsnä\w*|vastaan|puolesta|jäsene\w+|esteelli\w+", re.I)
LIST = re.compile(r"[A-ZÅÄÖ][\w-]+(?:, [A-ZÅÄÖ][\w-]+){2,}(?: (?:ja|sekä|och) [A-ZÅÄÖ][\w-]+)?")

ACCEPT = 1.5
"""A word of this weight is a name."""

SURE = 2.5
"""A word of this weight speaks for the other forms of the same name in the text."""


class Single(NamedTuple):
    """One single name; `rule` says what it was known by."""

    start: int
    end: int
    text: str
    rule: str


def single_names(view: View, full: Sequence[Mark]) -> list[Single]:
    """The single names of a text that stand outside its full names, in order."""
    taken = sorted((m.start, m.end) for m in full)
    known = {form for m in full for form in _forms(m.surname)}
    given = {m.given[0] for m in full if m.given and len(m.given[0]) > 1}
    labels, voters = _labels(view), _voters(view)
    weighed = [(w, 9.0 if w.start in voters else _weight(view, w, known, given, labels)) for w in _loose(view, taken)]
    sure = {form for w, weight in weighed if weight >= SURE for form in _forms(w.text)[:1]} - known
    found = []
    for w, weight in weighed:
        more = 1.5 if sure & set(_forms(w.text)) else 0.0
        if weight + more >= ACCEPT:
            rule = (
                "voter"
                if w.start in voters
                else "known"
                if known & set(_forms(w.text))
                else "repeated"
                if more
                else "alone"
            )
            found.append(Single(*w, f"single, {rule}"))
    return found


def _loose(view: View, taken: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """The capitalised words outside the full names."""
    at = 0
    for w in view.words:
        if not w.text[0].isupper() or len(w.text) < 3:
            continue
        while at < len(taken) and taken[at][1] <= w.start:
            at += 1
        if at == len(taken) or taken[at][0] >= w.end:
            yield w


def _forms(word: str) -> list[str]:
    return [b.form for b in bases(word) if b.weight >= 0.6]


def _labels(view: View) -> dict[str, float]:
    """The share of the model's labels of a word, all its forms together, that say person."""
    person: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for e in view.entities:
        words = e.text.split()
        if len(words) == 1:
            for form in _forms(words[0].rstrip(".,")):
                every[form] += 1
                person[form] += e.label == "PERSON"
    return {form: person[form] / n for form, n in every.items()}


def _voters(view: View) -> frozenset[int]:
    """Where the names of a list of voters or members start, who are named by surname alone."""
    found: set[int] = set()
    for m in LIST.finditer(view.text):
        line_start, _ = view.line(m.start())
        if not VOTERS.search(view.text, max(line_start, m.start() - 120), m.start()):
            continue
        words = view.words[view.index_at(m.start()) : view.index_at(m.end())]
        names = [w for w in words if w.text[0].isupper()]
        sure = sum(surname_weight(w.text) >= 2 or _is_person(view, w) for w in names)
        if sure * 2 >= len(names) and all(surname_weight(w.text) > -1 for w in names):
            found.update(w.start for w in names)
    return frozenset(found)


def _is_person(view: View, w: Word) -> bool:
    return any(e.label == "PERSON" for e in view.touching(w.start, w.end))


def _weight(view: View, w: Word, known: set[str], given: set[str], labels: dict[str, float]) -> float:
    """How surely one capitalised word is a person's name."""
    tail = view.text[w.end : w.end + 60]
    forms = set(_forms(w.text))
    if (
        is_title_word(w.text)
        or not VOWEL.search(w.text)
        or CAMEL.search(w.text)
        or re.match(r"-[^\W\d_]|:[^\W\d_]", tail)
        or COMPANY.match(tail)
        or THING.match(tail)
        or (re.search(r"-[a-zåäö]", w.text) and not forms & known)
        or NAMED_PLACE.match(tail)
    ):
        return -3.0
    model = [e.label for e in view.touching(w.start, w.end)]
    before = view.word_before(w.start)
    gap = view.text[before.end : w.start] if before else "\n"
    score = 0.0
    if forms & known:
        score += 3.0
    elif given_base(w.text) in given and given_base(w.text):
        score += 1.5
    kind = surname_weight(w.text)
    if is_given(w.text) or given_base(w.text) or kind >= 2:
        score += 1.0
    elif is_common(w.text):
        certain = forms & known and not view.starts_sentence(w.start)
        score -= 0.0 if certain else 1.0 if kind < 0 else 0.4
    elif is_place(w.text):
        score -= 0.7
    else:
        score += 0.3
    if "PERSON" in model:
        score += 1.3
    elif model:
        score -= 0.7 if {"GPE", "LOC", "FAC"} & set(model) else 0.4
    share = max((labels[f] for f in forms if f in labels), default=None)
    if share is not None:
        score += (share - 0.5) * 1.0
    if before and gap in (" ", ". ") and title(before.text) and kind >= 1 and not is_place(w.text):
        score += 1.0
    elif before and gap == " " and before.text[0].isupper() and not view.starts_sentence(before.start):
        score -= 0.8
    if before and gap == " " and is_given(before.text):
        score -= 1.5
    if (SPEAKS.match(tail) or SPOKEN.search(view.text, max(0, w.start - 16), w.start)) and kind > 0:
        score += 0.7
    if LOCAL.search(w.text) and kind < 2 and not forms & known:
        score -= 0.8
    if PERSONAL.match(tail):
        score += 1.0 if forms & known else 0.3
    if NAMED_AFTER.match(tail):
        score -= 2.0
    if re.match(r"\s?[§\d]", tail):
        score -= 1.0
    if not forms & known and _in_a_cell(view, w):
        score -= 1.5
    if view.language != "fi" and not forms & known:
        score -= 0.8
    if _moves(view, w, tail, kind):
        score += 2.0
    body = view.body_over(w.start, w.end)
    if body and (body[1] - body[0] > w.end - w.start + 2 or is_place(w.text) or not forms & known):
        score -= 1.0 if forms & known and not is_place(w.text) else 2.0
    if STREET.search(w.text) or (w.text.isupper() and len(w.text) < 6):
        score -= 2.0
    return score


def _in_a_cell(view: View, w: Word) -> bool:
    """Is the word alone on its line or in its cell, as headings are?"""
    before, after = view.text[: w.start].rstrip(" -–•*")[-1:], view.text[w.end :].lstrip(" :")[:1]
    return before in ("", "\n", "|") and after in ("", "\n", "|")


def _moves(view: View, w: Word, tail: str, kind: float) -> bool:
    """A surname that moves, seconds or votes in minutes: "Elo Hyrkön kannattamana", "Lahtisen muutosehdotus"."""
    before = view.word_before(w.start)
    if before and view.text[before.end : w.start] == " " and SECONDED.match(view.text, before.end):
        return bool(MOVES.match(tail)) and surname_weight(before.text) >= 1
    if kind < 0.5 or (is_place(w.text) and kind < 2):
        return False
    if MOVES.match(tail):
        return not (is_given(w.text) and kind < 2)
    return bool(SECONDED.match(tail)) and bool(re.match(r"\s[A-ZÅÄÖ]", tail))
