"""Lists are walked along an index: how SQLite means to answer them, which no size of a store and no load changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from index.home import Home
from index.outputs.tables.tables import table_rows
from index.store.filters import Filter
from index.store.store import Store
from index.things.clustering import DECIDED
from index.things.evidence import IdentityKey
from index.things.lookup import named_in
from index.things.reasons import whys
from tests.index.corrections.test_thing_corrections import ENTRIES
from tests.index.things.test_common_names import of_its_own

SORTED_AS_A_WHOLE = "USE TEMP B-TREE FOR ORDER BY"
"""All rows are put in order before the first is given; "FOR RIGHT PART OF" means equals alone."""
YEAR = Filter(published_since="2026", published_until="2026")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(Home(tmp_path / "koti")) as opened:
        opened.put(ENTRIES)
        yield opened


def plans(store: Store, ask: Callable[[], object]) -> list[str]:
    """The steps of all that a list asks of the database."""
    said: list[tuple[str, Any]] = []

    def note(_db: Any, _cursor: Any, sql: str, parameters: Any, _context: Any, _many: bool) -> None:
        said.append((sql, parameters))

    sa.event.listen(store.engine, "before_cursor_execute", note)
    ask()
    sa.event.remove(store.engine, "before_cursor_execute", note)
    with store.reading() as db:
        asked = [(sql, values) for sql, values in said if sql.lstrip().startswith(("SELECT", "WITH"))]
        assert asked
        return [row[3] for sql, values in asked for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]


@pytest.mark.parametrize("kind", ["people", "bodies"])
@pytest.mark.parametrize("sort", ["-documents", "name", "-mentions"])
def test_a_page_of_things_is_no_sorting_of_all_things(store: Store, kind: str, sort: str) -> None:
    steps = plans(store, lambda: table_rows(store, kind, Filter(), sort=sort, limit=20, offset=1))
    assert SORTED_AS_A_WHOLE not in steps
    assert not [step for step in steps if step.startswith("SCAN")]


def test_how_many_people_there_are_is_not_counted(store: Store) -> None:
    rows, count = table_rows(store, "people", Filter(), sort="-documents", limit=1)
    assert (len(rows), count) == (1, len(table_rows(store, "people", Filter())[0]))
    steps = plans(store, lambda: table_rows(store, "people", Filter(), sort="-documents", limit=1))
    assert not [step for step in steps if step.startswith("SEARCH things USING COVERING INDEX things_")]


@pytest.mark.parametrize("kind", ["people", "bodies"])
def test_of_a_year_no_mentions_are_counted(store: Store, kind: str) -> None:
    steps = plans(store, lambda: table_rows(store, kind, YEAR, sort="-documents", limit=20))
    assert [step for step in steps if "thing_years_by_documents" in step]
    assert not [step for step in steps if "mentions_by_day" in step or step.startswith(("SCAN", "MATERIALIZE"))]


def test_roles_are_walked_by_name(store: Store) -> None:
    steps = plans(store, lambda: table_rows(store, "roles", Filter(), sort="person", limit=20))
    assert SORTED_AS_A_WHOLE not in steps
    assert not [step for step in steps if step.startswith("SCAN documents")]


@pytest.mark.parametrize("wanted", [YEAR, Filter(kind="document"), Filter(language="fi")], ids=str)
def test_no_text_is_read_to_know_a_day_a_kind_or_a_language(store: Store, wanted: Filter) -> None:
    for kind in ("roles", "people"):
        steps = plans(store, lambda kind=kind: table_rows(store, kind, wanted, limit=20))  # type: ignore[misc]
        assert not [step for step in steps if step.startswith("SCAN versions") and "COVERING INDEX" not in step]


def test_the_mentions_of_a_thing_are_walked_by_day(store: Store) -> None:
    [row], _ = table_rows(store, "people", Filter(), sort="-documents", limit=1)
    steps = plans(store, lambda: named_in(store, row["id"], 20))
    assert SORTED_AS_A_WHOLE not in steps
    assert not [step for step in steps if step.startswith("SCAN")]


def test_what_joined_mentions_is_looked_for_by_key(store: Store) -> None:
    """Not every key in every core of all the things of a page: at a million passages that took .3 s."""
    store.put(map(of_its_own, range(5)))
    people, _ = table_rows(store, "people", Filter(), limit=20)
    keys = [IdentityKey("initial", f"k hakari|{number}", "one K Hakari is spoken of") for number in range(300)]
    about = {"tells": keys, "anchor": "2026-01-01|d|p", "of_document": "d", "of_record": "p", "core_id": 1}
    asked_of = [{**about, "of_thing": row["id"], "of_profile": "another"} for row in people]

    def ask() -> None:
        with store.reading() as db:
            assert {why.because for why in whys(db, asked_of)} == {DECIDED}

    steps = plans(store, ask)
    assert [step for step in steps if step.startswith("SEARCH core_keys USING") and step.endswith("(key=?)")]
    assert not [step for step in steps if step.startswith("SEARCH cores") and "thing_id" in step]
