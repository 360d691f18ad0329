"""How keeping, listing and looking up things grow: `python -m tests.benchmarks.things_growth 10000 50000`.

Documents are made, not read: names drawn so that a few are everywhere and most are rare, as in real releases.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

from extractors.model.document import Document
from extractors.model.records import Body, Entry, Person, Records, Role, evidence
from index.home import Home
from index.outputs.tables.tables import table_rows
from index.store.filters import Filter
from index.store.store import Store
from index.things.lookup import named_in

KNOWN = (("vm", "Valtiovarainministeriö"), ("stm", "Sosiaali- ja terveysministeriö"), ("kela", "Kela"))


def drawn(chance: random.Random, most: int) -> int:
    """A number below `most`, small ones far oftener: the k-th falls as 1/(k + HEAD), the first is in about 1 of 100."""
    return int(HEAD * ((most + HEAD) / HEAD) ** chance.random()) - HEAD


HEAD = 30
"""How flat the top is: no one person is named in every tenth document of a country."""


def entry(number: int) -> Entry:
    """One document of about what a release names: three people, five bodies."""
    chance = random.Random(number)
    bodies = [Body(id=f"body-{k}", name=n, known=k, evidence=(QUOTE,)) for k, n in KNOWN]
    for one in {drawn(chance, 20_000) for _ in range(3)}:
        name = f"Kunta{one} Vesi Oy"
        bodies.append(Body(id=f"body-{name}", name=name, kind="company", evidence=(QUOTE,)))
    people, roles = [], []
    for one in sorted({drawn(chance, 60_000) for _ in range(3)}):
        name = f"Etu{one % 300} Suku{one // 3}"
        people.append(Person(id=f"person-{name}", name=name, evidence=(QUOTE,)))
        if chance.random() < 0.6:
            roles.append(Role(person=name, role="johtaja", body=bodies[one % 2].name, evidence=(QUOTE,)))
    day = f"20{10 + number % 16}-0{1 + number % 9}-11"
    publisher = f"Julkaisija {drawn(chance, 300)}"
    read = Document(id=f"doc-{number}", text=TEXT, title="Tiedote", publishers=(publisher,), published=day)
    return Entry(document=read, records=Records(people=tuple(people), bodies=tuple(bodies), roles=tuple(roles)))


TEXT = "Asia eteni. " * 20
QUOTE = evidence(Document(id="x", text=TEXT), 0, 4)


def timed(what: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """The median and the worst of some turns, in milliseconds of CPU."""
    took = []
    for _ in range(times):
        start = process_time()
        what()
        took.append((process_time() - start) * 1000)
    return sorted(took)[len(took) // 2], max(took)


def growth(sizes: list[int], folder: Path) -> Iterator[str]:
    """A line of figures at each size."""
    with Store.open(Home(folder)) as store:
        held = 0
        for size in sizes:
            start = process_time()
            store.put((entry(number) for number in range(held, size)), batch=500)
            took, held = process_time() - start, size
            [commonest], _ = table_rows(store, "bodies", Filter(), sort="-documents", limit=1)
            figures = {
                "one more document": timed(lambda: store.put([entry(random.randrange(10**7, 10**8))]), 15),
                "people --limit 20": timed(lambda: table_rows(store, "people", Filter(), sort="-documents", limit=20)),
                "bodies by name": timed(lambda: table_rows(store, "bodies", Filter(), sort="name", limit=20)),
                "a year's people": timed(
                    lambda: table_rows(
                        store,
                        "people",
                        Filter(published_since="2020", published_until="2020"),
                        sort="-documents",
                        limit=20,
                    )
                ),
                "one thing, 20 documents": timed(partial(named_in, store, commonest["id"], 20)),
            }
            yield f"{size} documents: {took:.0f} s of CPU to put; " + "; ".join(
                f"{name} {median:.0f} ms (worst {worst:.0f})" for name, (median, worst) in figures.items()
            )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for line in growth([int(one) for one in sys.argv[1:]] or [1_000, 10_000], Path(folder)):
            print(line, flush=True)
