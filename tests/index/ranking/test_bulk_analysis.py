"""Documents analysed by several processes: the same as by one, in order, each change followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.document import Document, Passage
from extractors.model.records import Entry
from extractors.readers.sandbox import worker
from index import Index
from index.home import Home
from index.ranking import bulk_analysis
from index.store.store import Store


def kept(home: Path, count: int) -> None:
    texts = [f"Hyvinvointialueen {i}. päätös.\n\nBeslut nummer {i} om rahoitus." for i in range(count)]
    passages = (Passage(kind="paragraph", start=0, end=10), Passage(kind="paragraph", start=32, end=40, language="sv"))
    with Store.open(Home(home)) as store:
        store.put(
            Entry(document=Document(id=f"d{i:03}", title="Tiedote", text=text, passages=passages))
            for i, text in enumerate(texts)
        )
        store.delete(["d003", "d110"])


def test_several_processes_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_analysis, "ENOUGH", 2)
    kept(tmp_path, 120)
    batches = [[f"d{i:03}" for i in range(first, first + 40)] for first in (0, 40, 80)]
    home = Home(tmp_path)
    alone = list(bulk_analysis.analyses(home, batches))
    assert [len(some) for some in alone] == [39, 40, 39]
    assert list(bulk_analysis.analyses(home, batches, workers=2)) == alone


def test_an_index_made_by_several_processes_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_analysis, "ENOUGH", 2)
    kept(tmp_path, 120)
    told: list[tuple[int, int]] = []
    with Index.open(tmp_path, workers=2, progress=lambda done, total: told.append((done, total))) as index:
        assert index.search("hyvinvointialue").total == 118
        assert index.rebuilt == 118
    assert told == [(50, 120), (100, 120), (120, 120)]


def test_what_is_not_taken_leaves_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_analysis, "ENOUGH", 2)
    kept(tmp_path, 60)
    reading = bulk_analysis.analyses(Home(tmp_path), [[f"d{i:03}"] for i in range(60)], workers=2)
    assert [one.id for one in next(reading)] == ["d000"]
    reading.close()
    assert [one for one in worker._idle if one.trade == bulk_analysis.ANALYSING] == []
