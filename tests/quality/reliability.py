"""python -m tests.quality.reliability [--write]: how often each rule is right.

The share of right finds by rule on the marked documents, with one right and one wrong find added (so that three of
three are not called certain).  What a rule is believed to be worth is checked leaving each document out in turn: the
table of said and seen shares, and the Brier score (0 is perfect, 0.25 is a coin).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extractors.amounts import find_amounts
from extractors.bodies import find_bodies, find_mentions
from extractors.contacts import contacts_in
from extractors.dates import find_dates
from extractors.model.document import Document
from extractors.model.records import Record
from extractors.people import find_people, named, view_of
from extractors.roles import claims
from extractors.roles.context import Scene
from extractors.text.finnish_model import Entity, tag
from tests.quality.gate import document
from tests.quality.marks import Mark, Marked, load_all
from tests.quality.scoring import said_as, same_amount, same_date

TABLE = Path("extractors/lexicon/reliability.toml")
HEAD = """# How often a find by each rule was right in the marked documents (tests/quality), one of each added.
# Written by `python -m tests.quality.reliability --write`.
"""


MEASURED = ("bodies", "contacts", "people", "roles")
"""The finders whose confidence is what was measured; dates and amounts have theirs from their lexicon."""


class Trial(NamedTuple):
    """One find: in which document, by which rule of which finder, and whether it was right."""

    doc: str
    finder: str
    rule: str
    right: bool


def trials() -> Iterator[Trial]:
    """Every find in the marked documents."""
    marked = load_all()
    for doc, (read, entities) in zip(marked, tag(document(d) for d in marked), strict=True):
        yield from _of(doc, read, entities)


def _of(doc: Marked, read: Document, entities: tuple[Entity, ...]) -> Iterator[Trial]:
    bodies = list(find_bodies(read, entities))
    marks = [(m.start, m.end, m.optional) for m in doc.of("bodies")]
    for mention in find_mentions(read, entities):
        touched = [free for start, end, free in marks if start < mention.end and mention.start < end]
        if not touched or not all(touched):
            yield Trial(doc.name, "bodies", mention.rule, bool(touched))
    people = list(find_people(read, entities, bodies))
    spans = {(m.start, m.end) for m in doc.of("people")}
    for mentions in named(view_of(read, entities, bodies)).values():
        for m in mentions:
            yield Trial(doc.name, "people", m.rule, (m.start, m.end) in spans)
    for claim in claims(Scene(read, people, bodies)):
        fits = any(said_as(r.person, claim.person) and any(said_as(x, claim.role) for x in r.roles) for r in doc.roles)
        yield Trial(doc.name, "roles", claim.rule, fits)
    values = {m.values[0] for m in doc.of("contacts")}
    for c in contacts_in(read.text):
        if "etunimi" not in c.value:
            yield Trial(doc.name, "contacts", c.rule, c.value in values)
    yield from _values(doc, "dates", find_dates(read), same_date)
    yield from _values(doc, "amounts", find_amounts(read), same_amount)


def _values(doc: Marked, kind: str, records: Iterable[Record], same: Callable[[Mark, Any], bool]) -> Iterator[Trial]:
    """Dates or amounts: a mention is right where a mark it touches has its value."""
    marks = doc.of(kind)
    for record in records:
        for e in record.evidence:
            touched = [m for m in marks if m.start < e.end and e.start < m.end]
            if not touched or not all(m.optional for m in touched):
                right = any(same(m, record) for m in touched)
                yield Trial(doc.name, kind, record.rule.removeprefix(f"{kind}."), right)


def shares(some: list[Trial]) -> dict[str, dict[str, float]]:
    """finder -> rule -> share of right finds, for the finders whose confidence is measured."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [1, 2]))
    for t in some:
        if t.finder not in MEASURED:
            continue
        counts[t.finder][t.rule][0] += t.right
        counts[t.finder][t.rule][1] += 1
    return {
        f: {r: round(right / n, 3) for r, (right, n) in sorted(rules.items())} for f, rules in sorted(counts.items())
    }


def left_out(every: list[Trial]) -> list[tuple[float, bool]]:
    """(what the other documents say a find is worth, whether it was right), for each find of what is measured."""
    measured = [t for t in every if t.finder in MEASURED]
    out = []
    for name in sorted({t.doc for t in measured}):
        others = shares([t for t in measured if t.doc != name])
        out += [(others.get(t.finder, {}).get(t.rule, 0.5), t.right) for t in measured if t.doc == name]
    return out


def main(args: list[str]) -> None:
    """Print the tables; `--write` stores them where the finders read them."""
    every = list(trials())
    found = shares(every)
    text = HEAD + "".join(
        f"\n[{f}]\n" + "".join(f'"{r}" = {s}\n' for r, s in rules.items()) for f, rules in found.items()
    )
    print(text)
    pairs = left_out(every)
    print("said        finds   seen")
    for low in (0.0, 0.5, 0.7, 0.8, 0.9, 0.95):
        high = {0.0: 0.5, 0.5: 0.7, 0.7: 0.8, 0.8: 0.9, 0.9: 0.95, 0.95: 1.01}[low]
        some = [right for said, right in pairs if low <= said < high]
        if some:
            print(f"{low:.2f}-{min(high, 1):.2f} {len(some):6d} {sum(some) / len(some):6.2f}")
    print(f"Brier {sum((said - right) ** 2 for said, right in pairs) / len(pairs):.3f} over {len(pairs)} finds")
    if "--write" in args:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
