"""What a person says of a thing is right at once in all that speaks of it: lists, facets, searches by id and by name,
saved searches, exports and snapshots; and back, where it is taken back."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from extractors.model.document import RawDocument
from extractors.model.errors import QueryError
from extractors.model.records import Entry, Person, Records, evidence
from extractors.reading import read
from index import Index
from index.corrections.correction_log import correct, undo
from index.corrections.corrections import Correction
from index.corrections.thing_corrections import merge_things, reject_thing, rename_thing, split_thing
from index.engines import EMBEDDED
from index.home import Home
from index.outputs.exports import export
from index.outputs.snapshots.checking import check_snapshot
from index.outputs.snapshots.freezing import freeze
from index.outputs.tables.tables import table_rows
from index.search.saved import save, whats_new
from index.store.filters import Filter
from index.store.store import Address, Store
from index.things.lookup import documents_of

PUBLISHERS = {"a": "Hallanmaan liitto", "b": "Hallanmaan liitto", "c": "Kuusamon kaupunki"}
NAMED = {"a": "Aino Salo", "b": "Aino Salo", "c": "Aino Salo"}


def entered(raw: RawDocument) -> Entry:
    """A reader of our own: the first two words are a person, the last line is who publishes it."""
    document = read(raw)
    name = " ".join(document.text.split()[:2])
    publisher = document.text.splitlines()[-1]
    person = Person(id="p", name=name, evidence=(evidence(document, 0, len(name)),))
    document = document.model_copy(update={"publishers": (publisher,), "published": "2026-01-01"})
    return Entry(document=document, records=Records(people=(person,)))


def put(home: Home, key: str, name: str, publisher: str) -> None:
    raw = RawDocument(content=f"{name} avasi kokouksen {key}.\n\n{publisher}".encode(), source=f"/{key}.txt")
    with Store.open(home) as store:
        home.keep(raw.content)
        address = Address(address=raw.source, document_id="", sha256=raw.sha256)
        store.put_version(entered(raw), address, fetched="2026-11-28T10:00:00+00:00", extractor="louhi test")


@pytest.fixture(params=EMBEDDED)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    pytest.importorskip(request.param)
    home = Home(tmp_path / "home")
    for key, name in NAMED.items():
        put(home, key, name, PUBLISHERS[key])
    with Index.open(home, engine=request.param) as opened:
        yield opened


def sources(index: Index, ids: list[str]) -> str:
    """Documents by the letters of their files, in order."""
    return "".join(sorted(row["source"][-len("a.txt")] for row in index.store.rows(ids).values()))


def thing_in(index: Index, letter: str) -> str:
    """The person that a document names."""
    rows, _ = table_rows(index.store, "people", Filter())
    return next(str(row["id"]) for row in rows if letter in sources(index, documents_of(index.store, row["id"])))


Shown = dict[str, str]
"""The documents of each person, by name."""


def everywhere(index: Index, tmp_path: Path) -> list[Shown]:
    """Who is named where, as each way of asking tells it."""
    index.catch_up()
    rows, _ = table_rows(index.store, "people", Filter())
    listed: Shown = {}
    for row in rows:
        letters = sources(index, documents_of(index.store, row["id"]))
        listed[row["name"]] = "".join(sorted(listed.get(row["name"], "") + letters))
    out = [listed]
    facets: Shown = {}
    for one in index.search("NOT olematonsana").facets["person"]:
        clicked = index.matches("", chosen={"person": [one.value]})
        assert (len(clicked), sources(index, index.matches(f"person:{one.value}"))) == (
            one.count,
            sources(index, clicked),
        )
        facets[one.label] = "".join(sorted(facets.get(one.label, "") + sources(index, clicked)))
    out.append(facets)
    lines = [json.loads(line) for line in _exported(index, tmp_path)]
    pairs = ((one["name"], line["document"]["id"]) for line in lines for one in line["things"])
    out.append(_named(index, pairs))
    with Store.open(index.home) as store:
        folder = tmp_path / f"frozen-{len(list(tmp_path.glob('frozen-*')))}"
        freeze(store, index.home, folder, Filter(), louhi="louhi test")
    assert check_snapshot(folder, louhi="louhi test", reader=entered) == []
    with (folder / "data" / "records" / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        out.append(_named(index, ((row["thing_name"], row["document"]) for row in csv.DictReader(file))))
    return out


def by_name(index: Index) -> Shown:
    """What a search for each name finds: also for one that a document writes and a person has changed."""
    rows, _ = table_rows(index.store, "people", Filter())
    return {row["name"]: sources(index, index.matches(f'person:"{row["name"]}"')) for row in rows}


def _exported(index: Index, tmp_path: Path) -> list[str]:
    folder = tmp_path / f"exported-{len(list(tmp_path.glob('exported-*')))}"
    _, [path] = export(index.store, folder, ["jsonl"], Filter())
    return path.read_text(encoding="utf-8").splitlines()


def _named(index: Index, pairs: Iterable[tuple[str, str]]) -> Shown:
    out: Shown = {}
    for name, document in pairs:
        out[name] = "".join(sorted(out.get(name, "") + sources(index, [document])))
    return out


# what is said, who is then named where, and what a search for their names finds
SAID: dict[str, tuple[Callable[[Index], Correction], Shown, Shown]] = {
    "rename": (
        lambda index: rename_thing(index.store, thing_in(index, "a"), "Aino Halla"),
        {"Aino Halla": "ab", "Aino Salo": "c"},
        {"Aino Halla": "ab", "Aino Salo": "abc"},
    ),
    "merge": (
        lambda index: merge_things(index.store, thing_in(index, "a"), thing_in(index, "c")),
        {"Aino Salo": "abc"},
        {"Aino Salo": "abc"},
    ),
    "split": (
        lambda index: split_thing(index.store, thing_in(index, "a"), _documents(index, "b"), "Aino Salo nuorempi"),
        {"Aino Salo": "ac", "Aino Salo nuorempi": "b"},
        {"Aino Salo": "abc", "Aino Salo nuorempi": "b"},
    ),
    "reject": (lambda index: reject_thing(index.store, thing_in(index, "a")), {}, {}),
}


def _documents(index: Index, letters: str) -> list[str]:
    return [one for one in index.store.ids() if sources(index, [one]) in letters]


@pytest.mark.parametrize("name", SAID)
def test_every_way_of_asking_tells_the_same_at_once(index: Index, tmp_path: Path, name: str) -> None:
    before = everywhere(index, tmp_path)
    assert before == [{"Aino Salo": "abc"}] * len(before)
    made, after, searched = SAID[name]
    said = made(index)
    assert correct(index.store, said) is None
    found = everywhere(index, tmp_path)
    assert found == [after] * len(found)
    assert by_name(index) == searched
    undo(index.store, said.id)
    assert everywhere(index, tmp_path) == before


def test_a_saved_search_by_id_follows_what_its_person_becomes(index: Index) -> None:
    """Merged: those of the other are new to it. Another name: it goes on. Rejected: it finds nobody."""
    one, other = thing_in(index, "a"), thing_in(index, "c")
    save(index, "aino", f"person:{one}")
    assert whats_new(index, "aino").total == 0
    merged = merge_things(index.store, one, other)
    assert correct(index.store, merged) is None
    index.catch_up()
    assert [hit.source for hit in whats_new(index, "aino").hits] == ["/c.txt"]
    assert correct(index.store, rename_thing(index.store, other, "Aino Halla")) is None
    put(index.home, "d", "Aino Salo", PUBLISHERS["c"])
    index.catch_up()
    assert [hit.source for hit in whats_new(index, "aino").hits] == ["/d.txt"]
    assert correct(index.store, reject_thing(index.store, other)) is None
    index.catch_up()
    assert whats_new(index, "aino").total == 0
    assert index.matches(f"person:{one}") == []
    with pytest.raises(QueryError, match="there is no person thing-"):
        save(index, "nobody", "person:thing-0000")
