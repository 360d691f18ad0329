"""Full names: windows of capitalised words, weighed by what speaks for and against each.

words -> runs of name words -> windows (given name first, or surname first) -> Mark, with its score
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors.lexicon.wordlists import wordlist
from extractors.people.features import CAMEL, WEIGHTS, context_signs
from extractors.people.name_view import View, Word
from extractors.people.name_words import (
    PARTICLES,
    given_names,
    is_adjective,
    is_common,
    is_function_word,
    is_given,
    is_inflected,
    is_place,
    stands_for_anybody,
    surname_weight,
    word_readings,
)
from extractors.people.titles import is_title_word, title

JOINT = re.compile(r"[ ]{1,2}|[ ]?\r?\n[ ]*|\.[ ]?")
MONTHS = frozenset(
    ["Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä", "Heinä", "Elo", "Syys", "Loka", "Marras", "Joulu"]
)
"""Months in a chart's heading: "Tammi Helmi" is nobody."""

SMALL_WORDS = frozenset({"I", "Å", "À", "A"})
"""Words of one letter that open a sentence, in Swedish or English: "I Nyland" is nobody; "I. Nyland" may be."""

ARABIC = re.compile(r"(?:al|el|ad|as|ash|ibn|abu)-[A-ZÅÄÖ]")
SECONDED = re.compile(r"(?:\s[A-ZÅÄÖ][\w-]+)?\s(?:ym\.\s)?kannattamana")
LONGEST_NAME = 200
"""Characters beyond which what the model marks is a list of names it took for one; no marked name is a third of it."""

ACCEPT = 3.0
"""A window with this score is a name."""


class Mark(NamedTuple):
    """A full name in the text; `given` and `surname` are its words in ordinary spelling, as inflected as they stand."""

    start: int
    end: int
    given: tuple[str, ...]
    surname: str
    score: float
    signs: tuple[str, ...]


def rule_of(mark: Mark) -> str:
    """What a full name was known by, and how surely: for the table of reliabilities."""
    if "lower case" in mark.signs:
        return "full, lower case"
    signs = set(mark.signs)
    by = "model" if {"model", "model exact"} & signs else "context" if TELLING & signs else "words"
    return f"full, {by}, {'strong' if mark.score >= ACCEPT + 1 else 'weak'}"


def runs(view: View) -> Iterator[list[Word]]:
    """Neighbouring capitalised words, particles and initials between them allowed."""
    run: list[Word] = []
    for w in view.words:
        if run:
            gap = view.text[run[-1].end : w.start]
            joined = JOINT.fullmatch(gap) and not (gap.startswith(".") and len(run[-1].text) > 1)
            if joined and (w.text[0].isupper() or w.text in PARTICLES or ARABIC.match(w.text)):
                run.append(w)
                continue
            if len(run) > 1:
                yield run
            run = []
        if w.text[0].isupper():
            run = [w]
    if len(run) > 1:
        yield run


def full_names(view: View) -> list[Mark]:
    """The full names of a text, none overlapping another, in order."""
    least = ACCEPT - WEIGHTS["in a list"]
    found = [mark for run in runs(view) for mark in _windows(view, run) if mark.score >= least]
    found += lower_names(view)
    taken = _chosen([m for m in found if m.score >= ACCEPT])
    weak = [m for m in found if m.score < ACCEPT and _listed(view, m, taken)]
    listed = [m._replace(score=m.score + WEIGHTS["in a list"]) for m in weak]
    return _turned(view, sorted(_chosen([*taken, *(m for m in listed if m.score >= ACCEPT)])))


def _turned(view: View, marks: list[Mark]) -> list[Mark]:
    """In a list where names are written surname first, those whose words do not tell are so too."""
    first = [m for m in marks if "surname first" in m.signs and _opens_line(view, m)]
    if not first:
        return marks
    out = []
    usual = len(first) * 2 >= sum(_opens_line(view, m) for m in marks)
    for m in marks:
        unsure = not is_given(m.given[0]) or (usual and is_given(m.surname))
        doubtful = len(m.given) == 1 and unsure and _opens_line(view, m)
        beside = any(abs(m.start - f.start) < 300 for f in first)
        out.append(
            m._replace(given=(m.surname,), surname=m.given[0])
            if doubtful and beside and "surname first" not in m.signs
            else m
        )
    return out


def _opens_line(view: View, mark: Mark) -> bool:
    return not view.text[view.line(mark.start)[0] : mark.start].strip(" -•*–|")


def _chosen(found: list[Mark]) -> list[Mark]:
    """The best of marks that overlap."""
    taken: list[Mark] = []
    for mark in sorted(found, key=lambda m: (-m.score, m.start - m.end, m.start)):
        if not any(mark.start < t.end and t.start < mark.end for t in taken):
            taken.append(mark)
    return taken


_NEXT = re.compile(r"(?:\s\([^)\n]{1,40}\))?(?:,|;| ja| sekä| och| and)\s{1,2}|[ ]{3,}")
_NEXT_LINE = re.compile(r"(?:,? ?\([^)\n]{1,40}\)|, [^,\n]{1,40})?\s*\n\s*[-•*–]?\s*")


def _listed(view: View, mark: Mark, taken: list[Mark]) -> bool:
    """Does the window stand beside a sure name in a list of names, on one line or one a line?"""
    opens = _opens_line(view, mark)
    for t in taken:
        first, second = (t, mark) if t.end <= mark.start else (mark, t)
        if not 0 <= second.start - first.end < 70:
            continue
        lines = opens and _opens_line(view, t) and _NEXT_LINE.fullmatch(view.text, first.end, second.start)
        if lines or _NEXT.fullmatch(view.text, first.end, second.start):
            return True
    return False


def _windows(view: View, run: list[Word]) -> Iterator[Mark]:
    for i, first in enumerate(run[:-1]):
        if first.text in PARTICLES:
            continue
        for j in range(i + 2, min(i + 5, len(run)) + 1):
            if run[j - 1].text not in PARTICLES and len(run[j - 1].text) > 1:
                mark = weigh(view, run[i:j])
                if mark:
                    yield mark


def weigh(view: View, words: list[Word]) -> Mark | None:
    """A window of words as a name, with its score; None where it can be none."""
    start, end = words[0].start, words[-1].end
    spell = _spelling(words)
    breaks = [view.text[a.end : b.start] for a, b in pairwise(words)]
    later = zip(breaks[1:], words[2:], strict=True)
    if any("\n" in gap and is_given(word.text) for gap, word in later):
        return None  # the next name, on the next line
    if any("\n" in gap and _line_of_names(view, word) for gap, word in zip(breaks, words, strict=False)):
        return None  # one name a line
    if words[0].text in SMALL_WORDS and not breaks[0].startswith("."):
        return None
    if words[0].text.lower().endswith(_degrees()) or stands_for_anybody(words[-1].text):
        return None
    if spell is None or sum("\n" in b for b in breaks) > 1 or any("\n\n" in b for b in breaks):
        return None
    if len(words) > 2 and _ends_in_body(view, words):
        return None
    if view.text[end : end + 1] == ":" and view.text[end + 1 : end + 2].isalpha():
        return None
    exact = _model(view, start, end)
    if len(spell[0]) == 1 and not breaks[0].startswith(".") and exact != "model exact":
        return None
    signs = _name_signs(spell, exact)
    if signs == ["given also a word"] and not view.starts_sentence(start):
        signs = ["given"]
    if not signs or (SECONDED.match(view.text, end) and not is_given(spell[0])):
        return None
    if set(spell) <= MONTHS or ("surname first" in signs and any("\n" in b for b in breaks)):
        return None
    given, surname = (tuple(spell[1:]), spell[0]) if "surname first" in signs else _parts(spell)
    family = surname_weight(surname)
    if (is_title_word(words[0].text) and not is_given(spell[0])) or (title(words[-1].text) and family < 2):
        return None
    score = family if "surnames" not in view.unseen else 0.6
    if all(w.text.isupper() for w in words if len(w.text) > 1):
        signs.append("capitals")
    if any("\n" in b for b in breaks):
        signs.append("broken line")
        if family < 2 and not view.text[view.line(start)[0] : start].strip():
            score -= 1.5
    signs += context_signs(view, start, end, spell, exact)
    signs = [s for s in signs if s not in view.unseen]
    if "title before" in signs:
        score += max(0.0, 0.5 - family)
    if family < 0.4 and not {
        "model",
        "model exact",
        "title before",
        "contact",
        "contact next",
        "address",
        "title after",
    } & set(signs):
        score -= 1.0
    return Mark(start, end, given, surname, score + sum(WEIGHTS[s] for s in signs), tuple(signs))


_NAMES_ONLY = re.compile(r"[ \-•*–]*[A-ZÅÄÖ][\w'’-]+(?: [A-ZÅÄÖ][\w'’-]+){1,3} *")


def _line_of_names(view: View, word: Word) -> bool:
    """Does the word end a line that is a name by itself: "Koivula Merja" above "Toivio Sakari"?"""
    start, _ = view.line(word.start)
    first = view.word_after(start)
    own = _NAMES_ONLY.fullmatch(view.text, start, word.end) is not None
    return own and first is not None and not is_title_word(first.text)


@lru_cache(maxsize=1)
def _degrees() -> tuple[str, ...]:
    """ "Förvaltningsmagister Minna Malli": a degree is no given name."""
    return tuple(wordlist("titles")["sv"]["degrees"])


def _ends_in_body(view: View, words: list[Word]) -> bool:
    """Does a body begin behind the first two words: "Maija Malli Kelan (pääjohtajaksi)"?"""
    body = view.body_over(words[-1].start, words[-1].end)
    return body is not None and body[1] == words[-1].end and any(w.start == body[0] for w in words[2:])


def lower_names(view: View) -> Iterator[Mark]:
    """Names written without capitals, where a title, a number or an address beside them tells: "timo malli, puh."."""
    names = given_names()
    for first, last in pairwise(view.words):
        if first.text[0].isupper() or last.text[0].isupper() or view.text[first.end : last.start] != " ":
            continue
        given, surname = first.text.capitalize(), last.text.capitalize()
        if given not in names or surname_weight(surname) < 1:
            continue
        signs = [s for s in context_signs(view, first.start, last.end, [given, surname], None) if s in TELLING]
        sure = surname_weight(surname) >= 2 or {"title before", "address"} & set(signs)
        if signs and sure:
            yield Mark(first.start, last.end, (given,), surname, ACCEPT, ("lower case", *signs))


TELLING = frozenset({"title before", "title after", "contact next", "address", "own line"})


def _spelling(words: list[Word]) -> list[str] | None:
    """The words in ordinary spelling: "MATTI MALLI" and "Matti MALLI" are Matti Malli; None for what is no name."""
    texts = [w.text for w in words]
    if all(t.isupper() for t in texts):
        return [ordinary(t) for t in texts] if any(len(t) > 2 for t in texts) else None
    if texts[-1].isupper() and len(texts[-1]) > 3 and is_given(texts[0]):
        texts[-1] = ordinary(texts[-1])
    return None if any((t.isupper() and len(t) > 1) or CAMEL.search(t) for t in texts) else texts


def ordinary(word: str) -> str:
    """A word in capitals with its first letters alone in capitals: "NIEMI-MALLI" is "Niemi-Malli"."""
    return "-".join(p[:1] + p[1:].lower() for p in word.split("-"))


def _parts(spell: list[str]) -> tuple[tuple[str, ...], str]:
    """(given names, surname): particles go with the surname."""
    at = len(spell) - 1
    while at > 1 and spell[at - 1] in PARTICLES:
        at -= 1
    return tuple(spell[:at]), " ".join(spell[at:])


def _model(view: View, start: int, end: int) -> str | None:
    """What the model says of a span."""
    other = None
    for e in view.touching(start, end):
        if e.label == "PERSON" and e.end - e.start <= LONGEST_NAME:
            core = e.text.rstrip("\n ,.")
            if (e.start, e.start + len(core)) == (start, end):
                return "model exact"
            rest = f"{view.text[e.start : start]} {view.text[end : e.end]}".split()
            inside = e.start <= start and end <= e.end and not any(w[0].isupper() and not is_common(w) for w in rest)
            return "model" if inside else "model touches"
        other = "model says other"
    return other


def _name_signs(spell: list[str], model: str | None) -> list[str]:
    """What the words themselves say; nothing where they can be no name."""
    head, last = spell[0], spell[-1]
    middle = [m for m in spell[1:-1] if not (m in PARTICLES or len(m) == 1 or is_given(m))]
    if middle and (model != "model exact" or any(is_common(m) for m in middle)):
        return []
    if is_function_word(head):
        return []
    if len(head) == 1:
        return ["initial"] if surname_weight(last) >= 1 else []
    if is_given(head):
        return ["given also a word" if _also_a_word(head) else "given"]
    turned = len(spell) == 2 and is_given(last) and surname_weight(head) > -1 and not is_inflected(head)
    if turned and (last in given_names() or surname_weight(last) < 1 or surname_weight(head) >= 2):
        return ["surname first", "given"]
    if is_inflected(head) or (is_place(last) and is_inflected(last)):
        return []
    if is_common(head) or is_place(head):
        return ["unlikely given"] if model == "model exact" and not is_adjective(head) else []
    return ["foreign given"]


def _also_a_word(name: str) -> bool:
    return any(r.word_class not in ("etunimi", "sukunimi") for r in word_readings(name))
