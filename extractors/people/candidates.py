"""Full names: windows of capitalised words, weighed by what speaks for and against each.

words -> runs of name words -> windows (given name first, or surname first) -> Mark, with its score
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.people.features import WEIGHTS, context_signs
from extractors.people.name_view import NameWord, View
from extractors.people.name_windows import FullName, weigh
from extractors.people.name_words import PARTICLES, SURE_SURNAME, given_names, is_given, surname_weight

# "Kari Malli", "J.Malli", "J. Malli", and a name that goes over its line's end.
JOINT = re.compile(r"[ ]{1,2}|[ ]?\r?\n[ ]*|\.[ ]?")
# "Ahmed al-Sharaa".
ARABIC = re.compile(r"(?:al|el|ad|as|ash|ibn|abu)-[A-ZÅÄÖ]")
ACCEPT = 3.0
"""A window with this score is a name."""

ONE_LIST = 300
"""Characters within which two names stand in one list of names that are written surname first."""

LIST_STEP = 70
"""Characters between two names of a list: a post in brackets and a comma, "(kaupunginhallituksen puheenjohtaja), "."""


def rule_of(mark: FullName) -> str:
    """What a full name was known by, and how surely: for the table of reliabilities."""
    if "lower case" in mark.signs:
        return "full, lower case"
    signs = set(mark.signs)
    by = "model" if {"model", "model exact"} & signs else "context" if TELLING & signs else "words"
    return f"full, {by}, {'strong' if mark.score >= ACCEPT + 1 else 'weak'}"


def runs(view: View) -> Iterator[list[NameWord]]:
    """Neighbouring capitalised words, particles and initials between them allowed."""
    run: list[NameWord] = []
    for w in view.words:
        if run:
            gap = view.text[run[-1].end : w.start]
            # "Kari. Malli" is two sentences, "K. Malli" one name.
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


def full_names(view: View) -> list[FullName]:
    """The full names of a text, none overlapping another, in order."""
    least = ACCEPT - WEIGHTS["in a list"]
    found = [mark for run in runs(view) for mark in _windows(view, run) if mark.score >= least]
    found += lower_names(view)
    taken = _chosen([m for m in found if m.score >= ACCEPT])
    starts = [t.start for t in taken]
    weak = [m for m in found if m.score < ACCEPT and _listed(view, m, taken, starts)]
    listed = [m._replace(score=m.score + WEIGHTS["in a list"]) for m in weak]
    return _turned(view, _chosen([*taken, *(m for m in listed if m.score >= ACCEPT)]))


def _turned(view: View, marks: list[FullName]) -> list[FullName]:
    """In a list where names are written surname first, those whose words do not tell are so too."""
    first = [m for m in marks if "surname first" in m.signs and _opens_line(view, m)]
    if not first:
        return marks
    out, starts = [], [f.start for f in first]
    usual = len(first) * 2 >= sum(_opens_line(view, m) for m in marks)
    for m in marks:
        # "Uoti Salo" in a list where others are written "Laine Armi".
        unsure = not is_given(m.given[0]) or (usual and is_given(m.surname))
        doubtful = len(m.given) == 1 and unsure and _opens_line(view, m)
        turns = doubtful and "surname first" not in m.signs and _is_near(starts, m.start)
        out.append(m._replace(given=(m.surname,), surname=m.given[0]) if turns else m)
    return out


def _is_near(starts: Sequence[int], offset: int) -> bool:
    """Whether a name of one list with a place is among those that start at these places, in order."""
    at = bisect_left(starts, offset)
    return any(abs(offset - start) < ONE_LIST for start in starts[max(0, at - 1) : at + 1])


def _opens_line(view: View, mark: FullName) -> bool:
    return not view.text[view.line(mark.start)[0] : mark.start].strip(" -•*–|")


def _chosen(found: list[FullName]) -> list[FullName]:
    """The best of marks that overlap, in order."""
    taken: list[FullName] = []
    starts: list[int] = []
    for mark in sorted(found, key=lambda m: (-m.score, m.start - m.end, m.start)):
        at = bisect_left(starts, mark.start)
        # None that was taken overlaps another: only those on both sides can overlap this one.
        if all(mark.end <= t.start or t.end <= mark.start for t in taken[max(0, at - 1) : at + 1]):
            starts.insert(at, mark.start)
            taken.insert(at, mark)
    return taken


# "Kari Malli (Kuopio), Pia Salo", "Kari Malli ja Pia Salo", or columns apart.
_NEXT = re.compile(r"(?:\s\([^)\n]{1,40}\))?(?:,|;| ja| sekä| och| and)\s{1,2}|[ ]{3,}")
# A name a line, each perhaps with its post: "Kari Malli, puheenjohtaja".
_NEXT_LINE = re.compile(r"(?:,? ?\([^)\n]{1,40}\)|, [^,\n]{1,40})?\s*\n\s*[-•*–]?\s*")


def _listed(view: View, mark: FullName, taken: list[FullName], starts: Sequence[int]) -> bool:
    """Does the window stand beside a sure name in a list of names, on one line or one a line?"""
    opens = _opens_line(view, mark)
    at = bisect_left(starts, mark.start)
    for t in taken[max(0, at - LIST_STEP) : at + LIST_STEP]:  # a name has a letter at least
        first, second = (t, mark) if t.end <= mark.start else (mark, t)
        if not 0 <= second.start - first.end < LIST_STEP:
            continue
        lines = opens and _opens_line(view, t) and _NEXT_LINE.fullmatch(view.text, first.end, second.start)
        if lines or _NEXT.fullmatch(view.text, first.end, second.start):
            return True
    return False


def _windows(view: View, run: list[NameWord]) -> Iterator[FullName]:
    for i, first in enumerate(run[:-1]):
        # "von Hertzberg" opens no window.
        if first.text in PARTICLES:
            continue
        for j in range(i + 2, min(i + 5, len(run)) + 1):
            if run[j - 1].text not in PARTICLES and len(run[j - 1].text) > 1:
                mark = weigh(view, run[i:j])
                if mark:
                    yield mark


def lower_names(view: View) -> Iterator[FullName]:
    """Names written without capitals, where a title, a number or an address beside them tells: "timo malli, puh."."""
    names = given_names()
    for first, last in pairwise(view.words):
        if first.text[0].isupper() or last.text[0].isupper() or view.text[first.end : last.start] != " ":
            continue
        # "timo malli, puh. 09 123".
        given, surname = first.text.capitalize(), last.text.capitalize()
        if given not in names or surname_weight(surname) < 1:
            continue
        signs = [s for s in context_signs(view, first.start, last.end, [given, surname], None) if s in TELLING]
        # "timo virtanen", or "rehtori timo bergfors" by his title.
        sure = surname_weight(surname) >= SURE_SURNAME or {"title before", "address"} & set(signs)
        if signs and sure:
            yield FullName(first.start, last.end, (given,), surname, ACCEPT, ("lower case", *signs))


TELLING = frozenset({"title before", "title after", "contact next", "address", "own line"})
