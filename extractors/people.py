"""People: every person a document names, in base form, with every mention.

full names (people_marks)  +  single names (people_single)
    ▼ base forms the document supports (people_forms)
    ▼ one Person for one base name
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.document import Document
from extractors.ids import stable_id
from extractors.language import Entity
from extractors.people_forms import bases
from extractors.people_marks import Mark, full_names
from extractors.people_single import single_names
from extractors.people_view import View
from extractors.people_words import given_base, is_given, is_inflected
from extractors.records import Body, Person, evidence


def find_people(document: Document, entities: Sequence[Entity], bodies: Sequence[Body]) -> Iterator[Person]:
    """The people a document names, in order of first mention."""
    view = View(document.text, _credible(document, entities), bodies, document.language)
    full = full_names(view)
    single = single_names(view, full)
    chosen = surname_bases(view, full, [w.text for w in single])
    names: dict[str, list[tuple[int, int]]] = {}
    by_surname: dict[str, str] = {}
    for mark in full:
        surname = chosen[mark.surname]
        name = " ".join([*_given(mark), surname])
        names.setdefault(name, []).append((mark.start, mark.end))
        by_surname.setdefault(surname, name)
        by_surname.setdefault(mark.given[0], name)
    for w in single:
        surname = chosen[w.text]
        name = by_surname.get(surname) or by_surname.get(given_base(w.text) or "") or surname
        names.setdefault(name, []).append((w.start, w.end))
    for name, where in names.items():
        where.sort()
        yield Person(
            id=stable_id("person", name), name=name, evidence=tuple(evidence(document, s, e) for s, e in where)
        )


def _credible(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """What the model, which knows Finnish alone, says of a text in another language, where a given name supports it."""
    if document.language == "fi":
        return list(entities)
    return [e for e in entities if any(is_given(word) for word in e.text.split())]


def _given(mark: Mark) -> list[str]:
    return [g + "." if len(g) == 1 else g for g in mark.given]


def surname_bases(view: View, full: Sequence[Mark], single: Sequence[str]) -> dict[str, str]:
    """Each surname as written -> the base form that the document's mentions support best together.

    A form that stands somewhere as a base form before a comma, a bracket or a line's end speaks for itself.
    """
    words = Counter([m.surname for m in full] + list(single))
    shown = {m.surname for m in full if _stands_alone(view.text, m.end)}
    support: Counter[str] = Counter()
    for word in words:
        for base in bases(word.split()[-1]):
            support[base.form] += base.weight  # type: ignore[assignment]
    chosen = {}
    for word in words:
        *lead, last = word.split()
        options = {b.form: b.weight for b in bases(last)}
        best = max(
            options,
            key=lambda form: (
                options[form]
                + 0.3 * support[form]
                + (0.8 if form == last and word in shown and not is_inflected(last) else 0.0)
                + (0.5 if form != word and form in words else 0.0)
            ),
        )
        chosen[word] = " ".join([*lead, best])
    return chosen


def _stands_alone(text: str, end: int) -> bool:
    return text[end : end + 1] in ("", "\n", ",", ")", "(", ";", "|") or text[end : end + 2] in (" (", " |", " \n")
