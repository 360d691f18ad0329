"""python -m tests.quality.ablation: what each layer of people and bodies adds, on the marked documents.

Each row leaves one layer out; the figures are F in per cent, and how far they move.  The seconds are for all the
finders of that kind, layer in and layer out, the model's own time not counted.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

from extractors import bodies as body_finder
from extractors.contacts import find_contacts
from extractors.model.document import Document
from extractors.model.records import Body, Records
from extractors.people import LAYERS as PEOPLE
from extractors.people import find_people
from extractors.roles import find_roles
from extractors.text.finnish_model import Entity, tag
from tests.quality.gate import document
from tests.quality.marks import Marked, load_all
from tests.quality.scoring import Score, score

BODIES: tuple[str, ...] = tuple(getattr(body_finder, "LAYERS", ()))
SHOWN = ("people_exact", "people_names", "roles", "bodies_exact", "body_names")

Read = tuple[Marked, Document, tuple[Entity, ...]]


def run(read: Iterable[Read], people: Sequence[str], bodies: Sequence[str]) -> tuple[Score, float]:
    """The score with these layers, and the seconds it took."""
    pairs = []
    start = time.perf_counter()
    for doc, text, entities in read:
        options: dict[str, Any] = {"layers": bodies} if BODIES else {}
        found: list[Body] = list(body_finder.find_bodies(text, entities, **options))
        named = tuple(find_people(text, entities, found, layers=people))
        roles, contacts = tuple(find_roles(text, named, found)), tuple(find_contacts(text, named))
        pairs.append((doc, Records(people=named, bodies=tuple(found), roles=roles, contacts=contacts)))
    return score(pairs), time.perf_counter() - start


def main() -> None:
    """Print the table."""
    marked = load_all()
    read = [
        (doc, text, entities) for doc, (text, entities) in zip(marked, tag(document(d) for d in marked), strict=True)
    ]
    run(read, tuple(PEOPLE), BODIES)
    full, took = run(read, tuple(PEOPLE), BODIES)
    print(f"{'without':20s}" + "".join(f"{name:>16s}" for name in SHOWN) + f"{'seconds':>10s}")
    print(f"{'nothing':20s}" + "".join(f"{full.f(name):16.1f}" for name in SHOWN) + f"{took:10.2f}")
    rows = [(f"people: {x}", tuple(y for y in PEOPLE if y != x), BODIES) for x in PEOPLE]
    rows += [(f"bodies: {x}", tuple(PEOPLE), tuple(y for y in BODIES if y != x)) for x in BODIES]
    for label, people, bodies in rows:
        less, took = run(read, people, bodies)
        moved = "".join(f"{less.f(name):9.1f} {less.f(name) - full.f(name):+6.1f}" for name in SHOWN)
        print(f"{label:20s}{moved}{took:10.2f}")


if __name__ == "__main__":
    main()
