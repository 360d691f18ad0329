"""A home of an earlier Louhi, with its small state in files, is taken into the store: all of it, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import StoreError
from extractors.model.records import Entry, Person, Records, evidence
from index.corrections.correction_log import standing
from index.home import Home
from index.search.saved import forget, saved_searches
from index.store import state
from index.store.alert_rows import alert_rows, unsent
from index.store.maintenance.forgetting import forgotten_digests
from index.store.store import Store
from tests.index.older import make_older

ALERTS = [{"id": f"alert-{n}", "kind": "new document", "title": "Tori", "when": "2026", "link": "/a"} for n in (1, 2)]
SAID = {"when": "2026", "document": "a", "sha256": "", "kind": "people"}
FILES = {
    "searches.json": json.dumps([{"name": "raha", "query": "rahoitus", "seen": {"a": "v"}, "looked": None}]),
    "robots.json": json.dumps({"https://halla.example.fi": {"text": "", "fetched": 17.5, "good_for": 9.0}}),
    "resting.json": json.dumps({"halla.example.fi": 19.5}),
    "asked.json": json.dumps({"halla.example.fi": 18.5}),
    "volatile.json": json.dumps({"a": ["Kello #"]}),
    "listings/halla.json": json.dumps({"address": "https://halla.example.fi/", "done": {"/a": "m"}}),
    "alerts/state.json": json.dumps({"change": 3, "looked": "2026", "failing": {"halla/links": "2026"}}),
    "alerts/alerts.jsonl": "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in ALERTS) + '{"id":"torn',
    "alerts/sent-mail.txt": "alert-1\n",
    "alerts/sending-mail.txt": "alert-2",
    "forgotten.jsonl": json.dumps({"when": "2026", "document": "x", "addresses": ["d1"], "contents": ["d2"]}) + "\n",
    "corrections.jsonl": "".join(
        json.dumps(one) + "\n"
        for one in (
            {"id": "c1", "when": "2026", "action": "rename", "document": "a", "sha256": "", "kind": "people"}
            | {"name": "Kari", "value": "Kari Halla"},
            {
                "id": "c2",
                "when": "2026",
                "action": "reject",
                "document": "a",
                "sha256": "",
                "kind": "people",
                "name": "X",
            },
            {"undo": "c2"},
        )
    ),
}


@pytest.fixture
def old(tmp_path: Path) -> Home:
    """A home as an earlier Louhi left it."""
    home = Home(tmp_path)
    with Store.open(home) as store:
        d = Document(id="a", text="Kari avasi kokouksen.")
        store.put(
            [Entry(document=d, records=Records(people=(Person(id="p", name="Kari", evidence=(evidence(d, 0, 4),)),)))]
        )
        with store.writing() as db:
            make_older(db, "0006")
    for name, content in FILES.items():
        (home.root / name).parent.mkdir(exist_ok=True)
        (home.root / name).write_text(content, encoding="utf-8")
    return home


def test_all_of_it_is_taken_in(old: Home) -> None:
    with Store.open(old) as store:
        with store.reading() as db:
            held = {kind: state.every(db, kind) for kind in ("robots", "resting", "asked", "volatile", "listing")}
            told = [one["id"] for _, one in alert_rows(db)]
            left = [one["id"] for one in unsent(db, "mail")]
            assert state.get(db, "channel", "mail") == {"begun": ["alert-2"]}
            assert state.get(db, "alerts", "looked") == json.loads(FILES["alerts/state.json"])
        assert held == {
            "robots": json.loads(FILES["robots.json"]),
            "resting": {"halla.example.fi": {"until": 19.5}},
            "asked": {"halla.example.fi": {"at": 18.5}},
            "volatile": {"a": {"shapes": ["Kello #"]}},
            "listing": {"halla": json.loads(FILES["listings/halla.json"])},
        }
        assert (told, left) == (["alert-1", "alert-2"], ["alert-2"])
        assert [one.correction.id for one in standing(store)] == ["c1"]
        assert [person.name for person in store.entry("a").records.people] == ["Kari Halla"]  # type: ignore[union-attr]
        assert forgotten_digests(store) == {"d1", "d2"}
    assert saved_searches(old)["raha"].seen == {"a": "v"}


def test_it_is_taken_in_once_and_the_files_laid_aside(old: Home) -> None:
    assert list(saved_searches(old)) == ["raha"]
    forget(old, "raha")
    assert saved_searches(old) == {}
    left = sorted(path.relative_to(old.root).as_posix() for path in old.root.rglob("*") if path.name != "lock")
    assert [name for name in FILES if name in left] == ["alerts/alerts.jsonl"]
    assert {f"{name}.taken-in" for name in FILES if name != "alerts/alerts.jsonl"} <= set(left)


@pytest.mark.parametrize("name", ["searches.json", "corrections.jsonl", "forgotten.jsonl"])
def test_what_a_person_said_and_cannot_be_read_is_told_and_left(old: Home, name: str) -> None:
    (old.root / name).write_text("[{\n", encoding="utf-8")
    with pytest.raises(StoreError) as told:
        Store.open(old)
    assert name in str(told.value)
    assert all((old.root / one).exists() for one in FILES)
    (old.root / name).unlink()
    with Store.open(old) as store:
        assert store.count() == 1


@pytest.mark.parametrize("name", ["robots.json", "asked.json", "listings/halla.json", "alerts/state.json"])
@pytest.mark.parametrize("content", ["[{", "17", '{"a": '])
def test_what_can_be_fetched_again_counts_as_nothing_where_it_is_damaged(old: Home, name: str, content: str) -> None:
    (old.root / name).write_text(content, encoding="utf-8")
    with Store.open(old) as store, store.reading() as db:
        assert state.every(db, "volatile")
        assert not state.get(db, "listing" if "listings" in name else name.split(".", maxsplit=1)[0], "halla")


def test_a_new_home_takes_in_what_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "searches.json").write_text(FILES["searches.json"], encoding="utf-8")
    assert list(saved_searches(Home(tmp_path))) == ["raha"]
