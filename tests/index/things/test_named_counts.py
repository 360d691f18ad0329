"""How many people and bodies are named, and in how many documents of each year, is kept through whatever is put,
corrected and made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from index.corrections.correction_log import correct, undo
from index.corrections.thing_corrections import merge_things, reject_thing
from index.home import Home
from index.outputs.tables.tables import table_rows
from index.store import state
from index.store.filters import Filter
from index.store.schema import things
from index.store.store import Store
from index.things.incremental import relink
from index.things.named_counts import NAMED, how_many_named
from tests.index.corrections.test_thing_corrections import ENTRIES
from tests.index.things.years import ByYear, counted_by_year, kept_by_year


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(Home(tmp_path / "koti")) as opened:
        opened.put(ENTRIES)
        yield opened


Counts = tuple[list[int], ByYear]


def counts(store: Store) -> tuple[Counts, Counts]:
    """What is kept of people and bodies, and what a count of them gives."""
    with store.reading() as db:
        query = sa.select(sa.func.count()).where(things.c.documents > 0)
        counted = [db.execute(query.where(things.c.kind == kind)).scalar_one() for kind in ("person", "body")]
        kept = [how_many_named(db, kind) for kind in ("person", "body")]
        return (kept, kept_by_year(db)), (counted, counted_by_year(db))


def _reject(store: Store) -> None:
    [commonest], _ = table_rows(store, "people", Filter(), sort="-documents", limit=1)
    assert correct(store, reject_thing(store, commonest["id"])) is None


def _merge_and_undo(store: Store) -> None:
    one, other, *_ = (row["id"] for row in table_rows(store, "people", Filter(), sort="name")[0])
    said = merge_things(store, one, other)
    assert correct(store, said) is None
    kept, counted = counts(store)
    assert kept == counted
    undo(store, said.id)


def _make_anew(store: Store) -> None:
    with store.writing() as db:
        relink(db, ENTRIES)


def _forget_what_is_kept(store: Store) -> None:
    """As a store of an earlier Louhi is, into which a document more is put."""
    with store.writing() as db:
        for kind in ("person", "body"):
            state.remove(db, NAMED, kind)
    kept, counted = counts(store)
    assert kept == counted
    store.delete([ENTRIES[0].document.id])


def _another_year(store: Store) -> None:
    """A document is dated anew: who is named in it is named in another year, and as often as before."""
    first = ENTRIES[0]
    for day in ("2019-05-01", None, "2020"):
        dated = first.document.model_copy(update={"published": day})
        store.put([first.model_copy(update={"document": dated})])
        kept, counted = counts(store)
        assert kept == counted


@pytest.mark.parametrize("change", [_reject, _merge_and_undo, _make_anew, _forget_what_is_kept, _another_year])
def test_what_is_kept_is_what_a_count_gives(store: Store, change: Callable[[Store], None]) -> None:
    before, counted = counts(store)
    assert before == counted and all(before)
    change(store)
    kept, counted = counts(store)
    assert kept == counted
