"""How right the records of marked documents are: counts per figure, and every miss and false find in words.

A figure's name says what is counted:
    people_exact, bodies_exact       mentions with the marked span          bodies_lenient   ... that share a character
    people_names, body_names         base names of a document, as a set
    roles                            person and role                        role_bodies      person and body
    role_status                      how a role stands, of those found that a mark says it of
    dates                            a shared character and the EDTF        amounts          ... and kind, value, unit
    contacts                         kind and value                         contacts_person  whose it is, of those found
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractors.model.records import Amount, DateMention, Records
from tests.quality.marks import CONTACTS, Mark, Marked, amount

FIGURES = (
    "people_exact",
    "people_names",
    "roles",
    "role_bodies",
    "role_status",
    "bodies_exact",
    "bodies_lenient",
    "body_names",
    "dates",
    "amounts",
    "contacts",
    "contacts_person",
)


@dataclass
class Score:
    """Counts by figure: (marked, found, right); `wrong` lists what is missed and what is false."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(
        self,
        figure: str,
        name: str,
        want: Iterable[Any],
        have: Iterable[Any],
        fits: Callable[[Any, Any], bool],
        say: Callable[[Any], str],
    ) -> None:
        """Match wanted and found one to one, and count."""
        want, have = list(want), list(have)
        free = list(range(len(have)))
        right = 0
        for w in want:
            hit = next((i for i in free if fits(w, have[i])), None)
            if hit is None:
                self.wrong.append(f"{name}: {figure} missed {say(w)}")
            else:
                free.remove(hit)
                right += 1
        self.wrong += [f"{name}: {figure} false {say(have[i])}" for i in free]
        self.marked[figure] += len(want)
        self.found[figure] += len(have)
        self.right[figure] += right

    def f(self, figure: str) -> float:
        """F1 in per cent; 100 where there was nothing to find and nothing was found."""
        total = self.marked[figure] + self.found[figure]
        return round(200 * self.right[figure] / total, 1) if total else 100.0

    def figures(self) -> dict[str, float]:
        """Every figure."""
        return {figure: self.f(figure) for figure in FIGURES}


def score(pairs: Iterable[tuple[Marked, Records]]) -> Score:
    """The score of documents and their records together."""
    total = Score()
    for doc, records in pairs:
        people(total, doc, records)
        bodies(total, doc, records)
        roles(total, doc, records)
        role_status(total, doc, records)
        dates(total, doc, records)
        amounts(total, doc, records)
        contacts(total, doc, records)
    return total


def _fold(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _overlap(mark: Mark, span: Any) -> bool:
    return bool(mark.start < span[1] and span[0] < mark.end)


def _needed(
    marks: list[Mark], finds: list[Any], span: Callable[[Any], tuple[int, int]]
) -> tuple[list[Mark], list[Any]]:
    """The marks that are asked for, and the finds that do not touch optional marks alone."""
    need, free = [m for m in marks if not m.optional], [m for m in marks if m.optional]
    counted = [
        x for x in finds if any(_overlap(m, span(x)) for m in need) or not any(_overlap(m, span(x)) for m in free)
    ]
    return need, counted


def people(total: Score, doc: Marked, records: Records) -> None:
    spans = [(e.start, e.end, e.quote) for p in records.people for e in p.evidence]
    need, have = _needed(doc.of("people"), spans, lambda x: x[:2])
    total.add(
        "people_exact",
        doc.name,
        need,
        have,
        lambda m, x: (m.start, m.end) == x[:2],
        lambda x: repr(x.surface if isinstance(x, Mark) else x[2]),
    )
    want = sorted({m.values[0] for m in need})
    total.add(
        "people_names",
        doc.name,
        want,
        sorted({p.name for p in records.people}),
        lambda w, h: _fold(w) == _fold(h),
        repr,
    )


def bodies(total: Score, doc: Marked, records: Records) -> None:
    marks = doc.of("bodies")
    spans = [(e.start, e.end, e.quote) for b in records.bodies for e in b.evidence]
    need, have = _needed(marks, spans, lambda x: x[:2])
    say = lambda x: repr(x.surface if isinstance(x, Mark) else x[2])  # noqa: E731
    total.add("bodies_exact", doc.name, need, have, lambda m, x: (m.start, m.end) == x[:2], say)
    total.add("bodies_lenient", doc.name, need, have, lambda m, x: _overlap(m, x), say)
    optional = {_fold(v) for m in marks if m.optional for v in m.values} - {_fold(v) for m in need for v in m.values}
    touching = [b for b in records.bodies if any(x[:2] == (e.start, e.end) for e in b.evidence for x in have)]
    names = sorted({b.name for b in touching if _fold(b.name) not in optional})
    want = sorted({m.values for m in need})
    merged = {values[0]: values for values in want}
    total.add(
        "body_names",
        doc.name,
        list(merged.values()),
        names,
        lambda w, h: _fold(h) in {_fold(v) for v in w},
        lambda x: repr(x if isinstance(x, str) else x[0]),
    )


def said_as(a: str | None, b: str | None) -> bool:
    """Equal but for case, or one (of four letters or more) within the other."""
    x, y = _fold(a), _fold(b)
    return bool(x and y) and (x == y or (min(len(x), len(y)) > 3 and (x in y or y in x)))


def roles(total: Score, doc: Marked, records: Records) -> None:
    for figure, key in (("roles", "role"), ("role_bodies", "body")):
        have = sorted({(r.person, getattr(r, key)) for r in records.roles if getattr(r, key)})
        options = [(r.person, r.roles if key == "role" else r.bodies) for r in doc.roles]
        need = [o for o in options if None not in o[1]]
        fits = lambda w, h: said_as(w[0], h[0]) and any(said_as(v, h[1]) for v in w[1])  # noqa: E731
        allowed = [o for o in options if any(o[1])]
        counted: list[tuple[str, str]] = []
        for h in have:
            twice = any(fits(w, h) for w in allowed) and any(
                fits(w, h) and fits(w, c) for w in allowed for c in counted
            )
            free = any(fits(w, h) for w in allowed if w not in need)
            if not (twice or free):
                counted.append(h)
        total.add(
            figure, doc.name, need, counted, fits, lambda x: f"{x[0]}: {x[1] if isinstance(x[1], str) else x[1][0]}"
        )


def role_status(total: Score, doc: Marked, records: Records) -> None:
    for wanted in (r for r in doc.roles if r.status):
        found = [r for r in records.roles if said_as(wanted.person, r.person)]
        met = [r.status for r in found if any(said_as(role, r.role) for role in wanted.roles if role)]
        if met:
            best = [s for s in met if s == wanted.status] or met
            say = lambda x, who=wanted.person: f"{who}: {x}"  # noqa: E731
            total.add("role_status", doc.name, [wanted.status], best[:1], lambda w, h: w == h, say)


def dates(total: Score, doc: Marked, records: Records) -> None:
    finds = [(e.start, e.end, e.quote, d) for d in records.dates for e in d.evidence]
    need, have = _needed(doc.of("dates"), finds, lambda x: x[:2])
    total.add(
        "dates",
        doc.name,
        need,
        have,
        lambda m, x: _overlap(m, x) and same_date(m, x[3]),
        lambda x: f"{x.surface!r} = {x.values[0]}" if isinstance(x, Mark) else f"{x[2]!r} = {x[3].edtf}",
    )


def same_date(mark: Mark, found: DateMention) -> bool:
    """Whether a date is one that the mark allows, the zone of Helsinki aside."""
    return found.edtf.replace(":00+02:00", ":00").replace(":00+03:00", ":00") in mark.values


def amounts(total: Score, doc: Marked, records: Records) -> None:
    finds = [(e.start, e.end, e.quote, a) for a in records.amounts for e in a.evidence]
    need, have = _needed(doc.of("amounts"), finds, lambda x: x[:2])

    def say(x: Any) -> str:
        if isinstance(x, Mark):
            return f"{x.surface!r} = {x.values[0]}"
        return f"{x[2]!r} = {x[3].kind} {x[3].low}..{x[3].high} {x[3].unit}"

    total.add("amounts", doc.name, need, have, lambda m, x: _overlap(m, x) and same_amount(m, x[3]), say)


SAME_UNIT = {
    "kpl": ("kappale",),
    "km": ("kilometri", "kilometer", "kilometre"),
    "m": ("metri", "meter", "metre"),
    "ha": ("hehtaari", "hektar", "hectare"),
    "t": ("tonni", "ton", "tonne"),
    "kg": ("kilo", "kilogramma", "kilogram"),
    "g": ("gramma", "gram"),
    "kt": ("kilotonni", "kiloton"),
    "cm": ("senttimetri", "centimeter", "centimetre"),
    "kv": ("kilovoltti", "kilovolt"),
    "mw": ("megawatti", "megawatt"),
    "mwh": ("megawattitunti", "megawattimme", "megawatt hour"),
    "gwh": ("gigawattitunti", "gigawattimme", "gigawatt hour"),
    "km²": ("neliökilometri", "kvadratkilometer", "km2"),
    "m²": ("neliömetri", "neliö", "kvadratmeter", "m2"),
}
UNITS = {word: short for short, words in SAME_UNIT.items() for word in words}
"""The words and signs of one unit, in the languages of the documents."""


def same_amount(mark: Mark, found: Amount) -> bool:
    """Whether an amount has the kind, value and unit of a mark, or of another answer that is right alike."""
    whole = [value for value in mark.values if value.count(" ") >= 2]
    units = [value for value in mark.values[1:] if value not in whole]
    return any(_is_amount(value, units, found) for value in whole)


def _is_amount(value: str, others: list[str], found: Amount) -> bool:
    kind, low, high, unit = amount(value)
    units = {UNITS.get(u, u) for u in map(_fold, (unit, *others))}
    ends = {found.low, found.high} - {None}
    same = (found.low, found.high) == (Decimal(low), Decimal(high)) or (
        low == high and None in (found.low, found.high) and ends == {Decimal(low)}
    )
    said = UNITS.get(_fold(found.unit), _fold(found.unit))
    return found.kind == kind and same and (said in units or (kind == "count" and any(said_as(u, said) for u in units)))


def contacts(total: Score, doc: Marked, records: Records) -> None:
    marks = doc.of("contacts")
    free = {(CONTACTS[m.sign], m.values[0]) for m in marks if m.optional}
    want = {(CONTACTS[m.sign], m.values[0]): m.whose for m in marks if not m.optional}
    have = {(c.kind, c.value): c.person for c in records.contacts if (c.kind, c.value) not in free}
    total.add("contacts", doc.name, sorted(want), sorted(have), lambda w, h: w == h, lambda x: x[1])
    met = sorted(set(want) & set(have))
    total.add(
        "contacts_person",
        doc.name,
        [(k, want[k]) for k in met],
        [(k, have[k]) for k in met],
        lambda w, h: w == h,
        lambda x: f"{x[0][1]}: {x[1]}",
    )
