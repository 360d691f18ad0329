"""What a facet counts is what its click finds: on whole documents as they are read, and after corrections.

Every value of every facet of the whole corpus, and what three hundred random queries show, on both embedded engines,
before and after things are renamed, merged, split and rejected.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from extractors import extract, read
from extractors.model.errors import LouhiError
from extractors.model.records import Entry
from index import Index
from index.corrections.correction_log import correct, undo
from index.corrections.corrections import Correction
from index.corrections.thing_corrections import merge_things, reject_thing, rename_thing, split_thing
from index.engines import EMBEDDED
from index.query.fields import FACETS
from index.store.store import Store
from index.things.lookup import documents_of
from tests.index.corpus import queries

pytestmark = pytest.mark.slow

COUNT = 300
"""Random queries for each engine."""
CLICKED = 25
"""So many values of what a random query shows are clicked; of the whole corpus every one."""
EVERYTHING = "NOT olematonsana"
SHAPES = ("{0}", "{0} {1}", '"{0} {1}"', "{0} OR {1}", "+{0} -{1}", "{0}*", "NOT {0}", "kieli:fi {0}")
"""What random queries make of two words that stand side by side in a text."""
ROOT = Path(__file__).parents[3]
SETS = ("samples", pytest.param("documents", marks=pytest.mark.real))


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """What is read of a folder; what cannot be read is another test's matter."""
    folder = ROOT / "samples" if name == "samples" else ROOT.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(f"the real files are not beside the checkout ({folder})")
    found: dict[str, Entry] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != "bad"):
        try:
            document = read(path)
        except LouhiError:
            continue
        found[document.id] = Entry(document=document, records=extract(document))
    return tuple(found.values())


@pytest.fixture(scope="module", params=SETS)
def held(request: pytest.FixtureRequest) -> tuple[Entry, ...]:
    return entries(request.param)


@pytest.fixture(scope="module", params=EMBEDDED)
def index(
    request: pytest.FixtureRequest, held: tuple[Entry, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    pytest.importorskip(request.param)
    with Index.open(tmp_path_factory.mktemp(request.param), engine=request.param) as opened:
        opened.add(held)
        yield opened


def drawn(held: Sequence[Entry], dice: random.Random) -> list[str]:
    """Random queries: half of them in the shapes of the language, half of words that stand in the texts."""
    asked = list(queries(COUNT // 2, seed=dice.randrange(10_000)))
    texts = [re.findall(r"\w{3,}", one.document.text) for one in held]
    texts = [words for words in texts if len(words) > 1]
    while len(asked) < COUNT:
        words = dice.choice(texts)
        at = dice.randrange(len(words) - 1)
        one, other = words[at : at + 2]
        shape = dice.choice(SHAPES)
        asked.append(shape.format(one, other))
    return asked


Chosen = Mapping[str, Sequence[str]]


def wrong(index: Index, query: str, chosen: Chosen, shown: Mapping[str, Sequence[tuple[str, int]]]) -> list[object]:
    """The values whose count is not what choosing them finds."""
    out: list[object] = []
    for facet, values in shown.items():
        for value, count in values:
            told = {**chosen, facet: [value]}
            found = index.search(query, limit=0, facets=False, chosen=told).total
            if found != count:
                out.append((query, chosen, facet, value, count, found))
    return out


def all_values(index: Index) -> dict[str, list[tuple[str, int]]]:
    return {facet: [(one.value, one.count) for one in index.facet_values(EVERYTHING, facet)] for facet in FACETS}


def checked(index: Index, held: Sequence[Entry], seed: int) -> int:
    """How many counts were held against their clicks; fails where one differs."""
    dice = random.Random(seed)
    every = all_values(index)
    bad, clicks = wrong(index, EVERYTHING, {}, every), sum(map(len, every.values()))
    for query in drawn(held, dice):
        names = dice.sample([name for name, values in every.items() if values], dice.choice((0, 0, 1, 2)))
        chosen = {name: [one[0] for one in dice.sample(every[name], min(2, len(every[name])))] for name in names}
        facets = index.search(query, limit=0, chosen=chosen).facets
        shown = [(name, one.value, one.count) for name, values in facets.items() for one in values]
        some = dice.sample(shown, min(CLICKED, len(shown)))
        for name, value, count in some:
            bad += wrong(index, query, chosen, {name: [(value, count)]})
        clicks += len(some)
    assert bad == []
    return clicks


def corrected(store: Store, index: Index, dice: random.Random) -> list[Correction]:
    """Some people and bodies renamed, merged, split and rejected."""
    said = []
    for facet in ("person", "body"):
        commonest = [one.value for one in index.facet_values(EVERYTHING, facet, limit=40)]
        renamed, gone, kept, nobody, *others = dice.sample(commonest, min(len(commonest), 12))
        said += [rename_thing(store, renamed, "Aivan Uusi Nimi"), merge_things(store, gone, kept)]
        said.append(reject_thing(store, nobody))
        some = ((one, documents_of(store, one)) for one in others)
        said += [split_thing(store, one, where[:1], "Toinen") for one, where in some if len(where) > 1][:1]
    for one in said:
        assert correct(store, one) is None, one
    return said


def test_every_count_is_what_its_click_finds_before_and_after_corrections(
    index: Index, held: tuple[Entry, ...]
) -> None:
    before, clicks = all_values(index), checked(index, held, 12)
    said = corrected(index.store, index, random.Random(12))
    index.catch_up()
    assert all_values(index) != before
    clicks += checked(index, held, 13)
    for one in reversed(said):
        undo(index.store, one.id)
    index.catch_up()
    assert {facet: sorted(values) for facet, values in all_values(index).items()} == {
        facet: sorted(values) for facet, values in before.items()
    }
    print(f"{index.name}: {len(held)} documents, {clicks} counts held against their clicks")
