"""The blind batches: every mark can be read, each was scored once, and a third is never looked into."""

from __future__ import annotations

from datetime import date

import pytest

from tests.quality.blind_batches import ASIDE, batches, documents, first_figures, main, write_down
from tests.quality.marks import as_gold
from tests.quality.scoring import FIGURES, Score

ASKED = 150
"""How many documents the batches hold at least."""


def test_there_are_documents_enough_and_a_third_of_the_batches_is_aside() -> None:
    names = batches()
    assert sum(len(documents(name)) for name in names) >= ASKED
    assert 3 * sum(name.endswith(ASIDE) for name in names) >= len(names)


@pytest.mark.parametrize("batch", batches())
def test_every_mark_of_a_batch_can_be_read(batch: str) -> None:
    for doc in documents(batch):
        gold = as_gold(doc)  # reads every amount
        named = {person["name"] for person in gold["people"]}
        assert {r.person for r in doc.roles} <= named, doc.name
        assert {mark.whose for mark in doc.of("contacts") if mark.whose} <= named, doc.name
        assert doc.header["publisher"] and doc.header["language"] in ("fi", "sv", "en"), doc.name
        needed = {mark.values[0] for mark in doc.of("bodies") if not mark.optional}
        assert len({name.casefold() for name in needed}) == len(needed), f"{doc.name}: one name in two cases"


def test_every_batch_has_its_first_figures_once() -> None:
    held = first_figures()
    assert list(held) == batches()
    for batch, figures in held.items():
        assert set(figures) == {"day", "documents", *FIGURES}, batch
        assert figures["documents"] == len(documents(batch)), batch
        assert str(figures["day"]) == batch[:10], batch


def test_a_batch_that_was_read_keeps_its_first_figure() -> None:
    with pytest.raises(ValueError, match="its first figure stays"):
        write_down(batches()[0], Score(), date(2026, 1, 1))


@pytest.mark.parametrize("args", [[], ["--help"], ["1999-01-01-01"]])
def test_what_is_no_batch_is_told_and_nothing_is_written(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = first_figures()
    assert main(args) == 2
    assert "There is no batch" in capsys.readouterr().out
    assert first_figures() == before
