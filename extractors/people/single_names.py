"""Names of one word: a surname later in the text, a first name, a council member known by surname alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.people.name_forms import bases
from extractors.people.name_view import NameWord, View
from extractors.people.name_windows import FullName
from extractors.people.name_words import PARTICLES, SURE_SURNAME, surname_weight
from extractors.people.word_scoring import KnownNames, forms_of, weigh_single

# "äänestivät: Elo, Hyrkkö ja Laine", "Poissa: Elo, Hyrkkö, Laine".
VOTERS = re.compile(r"äänesti\w*|jaa\b|\bei\b|tyhjää|poissa|läsnä\w*|vastaan|puolesta|jäsene\w+|esteelli\w+", re.I)
# "Elo, Hyrkkö, Laine ja Niemi".
LIST = re.compile(r"[A-ZÅÄÖ][\w-]+(?:, [A-ZÅÄÖ][\w-]+){2,}(?: (?:ja|sekä|och) [A-ZÅÄÖ][\w-]+)?")

ACCEPT = 1.5
"""A word of this weight is a name."""

SURE = 2.5
"""A word of this weight speaks for the other forms of the same name in the text."""

REPEATED = 1.5
"""What a sure mention of the same name adds."""

SHORTEST_NAME = 3
"""Letters of a surname that stands alone: "Elo", not "Ek" (as "EK", an organisation)."""


class Single(NamedTuple):
    """One single name; `rule` says what it was known by."""

    start: int
    end: int
    text: str
    rule: str


def single_names(view: View, full: Sequence[FullName]) -> list[Single]:
    """The single names of a text that stand outside its full names, in order."""
    written = {w.text for w in view.words if w.text[0].isupper()}
    surnames = frozenset(form for m in full for form in forms_of(m.surname)) | {
        base.form for m in full for base in bases(m.surname) if base.form in written
    }
    given = frozenset(m.given[0] for m in full if len(m.given[0]) > 1)
    known, voters = KnownNames(surnames, given, _shares(view)), _voters(view)
    loose = _loose(view, sorted((m.start, m.end) for m in full))
    as_written = frozenset(m.surname for m in full)
    led = frozenset(particle for surname in as_written for particle in surname.split()[:-1][:1])
    words = [_whole(view, w, as_written, led) for w in loose]
    common = frozenset(w.text for w in view.words if w.text[0].islower())
    weights = [weigh_single(view, w, known) - _doubt(view, w, known, common) for w in words]
    sure = {
        forms_of(w.text)[0] for w, weight in zip(words, weights, strict=True) if weight >= SURE or w.start in voters
    }
    found = []
    for w, weight in zip(words, weights, strict=True):
        forms = set(forms_of(w.text))
        repeated = REPEATED if forms & (sure - surnames) else 0.0
        # "Puolesta äänestivät Elo, Hyrkkö, Laine": a surname by its place in the list.
        if w.start in voters:
            found.append(Single(*w, "single, voter"))
        elif weight + repeated >= ACCEPT:
            rule = "known" if forms & surnames else "repeated" if repeated else "alone"
            found.append(Single(*w, f"single, {rule}"))
    return found


COMMON = 1.5
"""What a word loses that the text has in small letters too ("raja ..., Raja, johon")."""

LABEL = 1.0
"""What a word loses that is a line by itself, as the label of a form is."""


def _doubt(view: View, w: NameWord, known: KnownNames, common: frozenset[str]) -> float:
    """What speaks against a single name that no full name of the text has."""
    if set(forms_of(w.text)) & (known.surnames | known.given):
        return 0.0
    start, end = view.line(w.start)
    alone = not view.text[start : w.start].strip() and not view.text[w.end : end].strip(" .:")
    return (COMMON if w.text.lower() in common else 0.0) + (LABEL if alone else 0.0)


def _loose(view: View, taken: Sequence[tuple[int, int]]) -> Iterator[NameWord]:
    """The capitalised words outside the full names."""
    at = 0
    for w in view.words:
        # "Ek".
        if not w.text[0].isupper() or len(w.text) < SHORTEST_NAME:
            continue
        while at < len(taken) and taken[at][1] <= w.start:
            at += 1
        if at == len(taken) or taken[at][0] >= w.end:
            yield w


def _whole(view: View, w: NameWord, surnames: frozenset[str], led: frozenset[str]) -> NameWord:
    """A surname with the particle the full name has ("von Malli"), without the genitive of "Mallis" and "Malli's".

    `led` are the words that surnames of the text begin with.
    """
    before = view.word_before(w.start)
    # "von Malli" later in the text.
    joined = before is not None and before.text in PARTICLES and view.text[before.end : w.start] == " "
    if before and joined and before.text in led:
        return NameWord(before.start, w.end, f"{before.text} {w.text}")
    # "Malli's" in an English text.
    if w.text[-2:] in ("'s", "’s") and w.text[:-2] in surnames:
        return NameWord(w.start, w.end - 2, w.text[:-2])
    # "Mallis" in a Swedish text.
    if view.language == "sv" and w.text.endswith("s") and w.text[:-1] in surnames and w.text not in surnames:
        return w._replace(text=w.text[:-1])
    return w


def _shares(view: View) -> dict[str, float]:
    """The share of the model's labels of a word, all its forms together, that say person; only where some do."""
    person: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for e in view.entities:
        words = e.text.split()
        if len(words) == 1:
            for form in forms_of(words[0].rstrip(".,")):
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
        sure = sum(surname_weight(w.text) >= SURE_SURNAME or _is_person(view, w) for w in names)
        # Half of the list must be names, and none of it a plain word: "Kunnat, Yhtymät, Laine".
        if sure * 2 >= len(names) and all(surname_weight(w.text) > -1 for w in names):
            found.update(w.start for w in names)
    return frozenset(found)


def _is_person(view: View, w: NameWord) -> bool:
    return any(e.label == "PERSON" for e in view.touching(w.start, w.end))
