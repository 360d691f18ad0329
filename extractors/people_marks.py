"""Where names stand: windows of capitalised words, weighed by what speaks for and against each.

    words -> runs of name words -> windows (given name first, or surname first) -> Mark, with its score

A Mark is a full name; single names (a surname later in the text, a first name) are found in `people_single.py`
once the full names are known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.language import Entity, plain_spaces
from extractors.people_titles import title
from extractors.people_words import PARTICLES, is_common, is_given, is_place, surname_weight
from extractors.records import Body

WORD = re.compile(r"[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*")
JOINT = re.compile(r"[ ]{1,2}|[ ]?\r?\n[ ]*|\.[ ]?")
COMPANY = re.compile(r"\s+(?:Oy|Oyj|Ab|Ky|ry|r\.y\.|rf|säätiö|Oy:\w+|Ltd|Inc|GmbH|AB|OY)\b")
THING = re.compile(
    r"\s?[-–](?:hanke|hankke|ohjelma|hankk|työryhm|järjestelm|sivusto|koulu|palvelu|sali|palkin|katu|tie\b|talo)"
)
STREET = re.compile(
    r"(?:katu|tie|kuja|polku|puisto|tori|esplanadi|ranta|vägen|gatan|kadun|kadulla|tiellä|tien|koulu|koulun|sairaala|puistossa|puiston)$",
    re.I,
)
CONTACT = re.compile(r"(?:\+\d|\bp(?:uh)?\.?|\btel\.?|\btfn|\b0\d{1,3}[ -]?\d|@|\(at\)|\[at\]|\(\d{2,3}\)\s?\d)", re.I)
MAIL = re.compile(r"([\w.+-]+)\s?(?:@|\(at\)|\[at\]|\(a\))\s?[\w-]+(?:\.[\w-]+)+", re.I)
FOLD = str.maketrans("åäöéèüáíóšžøæ", "aaoeeuaioszoa")

ACCEPT = 3.0

WEIGHTS = {
    "given": 2.0, "given also a word": 1.2, "foreign given": 0.3, "initial": 1.2, "model": 2.0, "model touches": 1.0,
    "model says other": -1.2, "title before": 1.8, "title after": 1.5, "bracket after": 0.5, "contact": 1.0, "address": 3.0,
    "own line": 0.4, "repeated": 0.5, "in a body": -2.5, "company": -4.0, "street": -4.0, "broken line": -0.8,
    "capitals": -0.5, "surname first": -1.2, "label before": 1.0,
}  # fmt: skip
"""What each sign adds to a window's score; `ACCEPT` is enough for a name."""


class Word(NamedTuple):
    """One word of the text: `text[start:end] == text`."""

    start: int
    end: int
    text: str


class Mark(NamedTuple):
    """A full name in the text; `given` and `surname` are the words as written (initials with their stop)."""

    start: int
    end: int
    given: tuple[str, ...]
    surname: str
    score: float
    signs: tuple[str, ...]


class View:
    """A text with its words, lines, model's names and bodies, as the rules look at it."""

    def __init__(
        self, text: str, entities: Sequence[Entity] = (), bodies: Sequence[Body] = (), language: str = "fi"
    ) -> None:
        self.text = plain_spaces(text)
        self.words = [Word(m.start(), m.end(), m[0]) for m in WORD.finditer(self.text)]
        self._starts = [w.start for w in self.words]
        self.entities = sorted(entities)
        self._entity_starts = [e.start for e in self.entities]
        self.bodies = sorted((e.start, e.end) for b in bodies for e in b.evidence)
        self._body_starts = [s for s, _ in self.bodies]
        self.mails = {m[1].casefold() for m in MAIL.finditer(self.text)}
        self.language = language

    def touching(self, start: int, end: int) -> Iterator[Entity]:
        """The model's names that share a character with a span."""
        at = bisect_left(self._entity_starts, end)
        for entity in reversed(self.entities[max(0, at - 4) : at]):
            if entity.end > start:
                yield entity

    def body_over(self, start: int, end: int) -> tuple[int, int] | None:
        """A body's mention that shares a character with a span."""
        at = bisect_left(self._body_starts, end)
        for s, e in reversed(self.bodies[max(0, at - 6) : at]):
            if e > start:
                return s, e
        return None

    def index_at(self, offset: int) -> int:
        """The number of the first word that starts at or after an offset."""
        return bisect_left(self._starts, offset)

    def word_before(self, offset: int) -> Word | None:
        """The last word that ends at or before an offset."""
        at = bisect_right(self._starts, offset - 1) - 1
        while at >= 0 and self.words[at].end > offset:
            at -= 1
        return self.words[at] if at >= 0 else None

    def line(self, offset: int) -> tuple[int, int]:
        """Where the line of an offset starts and ends."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end


def is_name_word(word: str) -> bool:
    """Written as a name is: capital first, or (in a line of capitals) throughout."""
    return word[0].isupper() and (len(word) == 1 or not word[1:].isupper() or len(word) > 2)


def runs(view: View) -> Iterator[list[Word]]:
    """Neighbouring capitalised words, particles and initials between them allowed."""
    run: list[Word] = []
    for w in view.words:
        if not (w.text[0].isupper() or (run and w.text in PARTICLES)):
            if len(run) > 1:
                yield run
            run = []
            continue
        if run:
            gap = view.text[run[-1].end : w.start]
            joint = JOINT.fullmatch(gap)
            if not joint or (gap.startswith(".") and len(run[-1].text) > 1):
                if len(run) > 1:
                    yield run
                run = []
        if run or w.text[0].isupper():
            run.append(w)
    if len(run) > 1:
        yield run


def full_names(view: View) -> list[Mark]:
    """The full names of a text, none overlapping another, in order."""
    found: list[Mark] = []
    for run in runs(view):
        found += _windows(view, run)
    found.sort(key=lambda m: (-m.score, -(m.end - m.start), m.start))
    taken: list[Mark] = []
    for mark in found:
        if mark.score >= ACCEPT and not any(mark.start < t.end and t.start < mark.end for t in taken):
            taken.append(mark)
    return sorted(taken)


def _windows(view: View, run: list[Word]) -> Iterator[Mark]:
    for i in range(len(run) - 1):
        if run[i].text in PARTICLES:
            continue
        for j in range(i + 2, min(i + 5, len(run)) + 1):
            words = run[i:j]
            if words[-1].text in PARTICLES or (len(words[-1].text) < 2):
                continue
            mark = _weigh(view, words)
            if mark:
                yield mark


def _weigh(view: View, words: list[Word]) -> Mark | None:
    start, end = words[0].start, words[-1].end
    capitals = all(w.text.isupper() for w in words if len(w.text) > 1)
    spell = [_ordinary(w.text) if capitals else w.text for w in words]
    if not capitals and any(w.text.isupper() and len(w.text) > 1 for w in words[:-1]):
        return None
    if not capitals and words[-1].text.isupper() and not is_given(spell[0]):
        return None
    if view.text[end : end + 1] == ":" and view.text[end + 1 : end + 2].isalpha():
        return None
    breaks = [view.text[a.end : b.start] for a, b in zip(words, words[1:], strict=False)]
    if sum("\n" in b for b in breaks) > 1 or any("\n\n" in b for b in breaks):
        return None
    signs = list(_name_signs(view, words, spell))
    if not signs:
        return None
    first = signs[0] == "surname first"
    given, surname = (tuple(spell[1:]), spell[0]) if first else _parts(spell)
    if (title(words[0].text) and not is_given(spell[0])) or (title(words[-1].text) and surname_weight(surname) < 2):
        return None
    score = sum(WEIGHTS[s] for s in signs)
    family = surname_weight(surname)
    score += family
    if capitals:
        score += WEIGHTS["capitals"]
    if any("\n" in b for b in breaks):
        signs.append("broken line")
        score += WEIGHTS["broken line"]
        line_start, _ = view.line(start)
        if not view.text[line_start:start].strip() and family < 2:
            score -= 1.5
    for sign in _context_signs(view, start, end, spell):
        signs.append(sign)
        score += WEIGHTS[sign]
    if "model" not in signs and family < 0.4 and not {"title before", "contact", "address", "title after"} & set(signs):
        score -= 1.0
    return Mark(start, end, given, surname, score, tuple(signs))


def _ordinary(word: str) -> str:
    return "-".join(p[:1] + p[1:].lower() for p in word.split("-"))


def _parts(spell: list[str]) -> tuple[tuple[str, ...], str]:
    """(given names, surname): particles go with the surname."""
    at = len(spell) - 1
    while at > 1 and spell[at - 1] in PARTICLES:
        at -= 1
    return tuple(spell[:at]), " ".join(spell[at:])


def _name_signs(view: View, words: list[Word], spell: list[str]) -> Iterator[str]:
    """What the words themselves say; nothing where they can be no name."""
    head = spell[0]
    middle = spell[1:-1]
    if not all(m in PARTICLES or len(m) == 1 or is_given(m) or surname_weight(m) >= 1 for m in middle):
        return
    model = next((e for e in view.touching(words[0].start, words[-1].end) if e.label == "PERSON"), None)
    if len(head) == 1:
        if surname_weight(spell[-1]) >= 1 and not is_place(spell[-1]):
            yield "initial"
        return
    if is_given(head):
        yield "given also a word" if _also_a_word(head) else "given"
    elif len(spell) == 2 and is_given(spell[-1]) and surname_weight(head) > 0:
        yield "surname first"
        yield "given"
    elif not is_common(head) and (model or not is_place(head)):
        yield "foreign given"


def _also_a_word(name: str) -> bool:
    from extractors.morphology import readings

    return any(r.word_class not in ("etunimi", "sukunimi") for r in readings(name))


def _context_signs(view: View, start: int, end: int, spell: list[str]) -> Iterator[str]:
    text = view.text
    other = False
    for e in view.touching(start, end):
        if e.label == "PERSON":
            yield "model" if e.start <= start and end <= e.end + 1 else "model touches"
            other = False
            break
        other = True
    if other:
        yield "model says other"
    before = view.word_before(start)
    if (
        before
        and text[before.end : start].strip(" ") in ("", ".")
        and "\n\n" not in text[before.end : start]
        and title(before.text)
    ):
        yield "title before"
    elif before and re.fullmatch(r"\s?[:/]\s{0,2}", text[before.end : start]):
        yield "label before"
    tail = text[end : end + 160]
    if re.match(r"\s?\((?!\d)[^)\n]{1,40}\)", tail):
        yield "bracket after"
    if _title_follows(tail):
        yield "title after"
    line_start, line_end = view.line(start)
    next_line = text[end : min(len(text), line_end + 90)]
    if CONTACT.search(next_line[:120]):
        yield "contact"
    if (
        view.mails
        and {".".join(spell).casefold().translate(FOLD), ".".join(reversed(spell)).casefold().translate(FOLD)}
        & view.mails
    ):
        yield "address"
    if not text[line_start:start].strip(" -•*–|") and not text[end:line_end].strip(" |,"):
        yield "own line"
    body = view.body_over(start, end)
    if body and body[0] <= start and end <= body[1]:
        yield "in a body"
    if COMPANY.match(tail) or re.search(r"\b(?:Oy|Ab|Kiinteistö|As\.?)\s$", text[max(0, start - 14) : start]):
        yield "company"
    if THING.match(tail) or STREET.search(spell[-1]) or re.match(r"\s\d{1,3}\s?[A-Z]?\b,", tail):
        yield "street"


_AFTER = re.compile(
    r"\s{0,2},\s{1,2}((?:[^\W\d_]|[-.])+)(?:\s((?:[^\W\d_]|[-.])+))?(?:\s((?:[^\W\d_]|[-.])+))?|\s?\n\s?\n?((?:[^\W\d_]|[-.])+)(?:\s((?:[^\W\d_]|[-.])+))?"
)


def _title_follows(tail: str) -> bool:
    m = _AFTER.match(tail)
    return m is not None and any(title(w) for w in m.groups() if w)


def spans(marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """Where the marks stand."""
    return [(m.start, m.end) for m in marks]
