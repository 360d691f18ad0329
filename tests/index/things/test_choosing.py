"""What a person may have meant by an id of a thing that there is none of."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import UnfitRequest
from extractors.model.records import Entry, Person, Records, evidence
from index.corrections.thing_corrections import rename_thing
from index.home import Home
from index.outputs.tables.tables import table_rows
from index.store.filters import Filter
from index.store.store import Store
from index.things.choosing import whole_thing


@pytest.fixture
def store(tmp_path: Path) -> Store:
    held = Store.open(Home(tmp_path))
    for name in ("Aino Salo", "Eero Aho"):
        d = Document(id=name, text=f"{name} avasi kokouksen.")
        person = Person(id=f"person-{name}", name=name, evidence=(evidence(d, 0, len(name)),))
        held.put([Entry(document=d, records=Records(people=(person,)))])
    return held


SHOWN = "`louhi people --json` and `bodies` show ids."


def test_the_nearest_is_named_for_an_id_cut_short_or_slipped_and_for_a_name(store: Store) -> None:
    ids = {row["name"]: row["id"] for row in table_rows(store, "people", Filter())[0]}
    one = ids["Aino Salo"]
    meant = f"Did you mean {one} (Aino Salo)?"
    slipped = one[:-1] + ("0" if one[-1] != "0" else "1")
    said = {
        one[:-4]: meant,
        slipped: meant,
        one + "9": meant,
        "salo": meant,
        "thing-": SHOWN,
        "": SHOWN,
        "Virta": SHOWN,
    }
    for key, advice in said.items():
        for asked in (whole_thing, lambda store, key: rename_thing(store, key, "X")):
            with pytest.raises(UnfitRequest, match="there is no such person or body") as told:
                asked(store, key)
            assert told.value.advice == advice
    assert whole_thing(store, one).name == "Aino Salo"
