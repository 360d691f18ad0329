"""A scan of which pages wait is never unchanged: `retry` and the next run read it, with more time, to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extractors.model.document import PARTLY_READ, Document, Issue, Page, RawDocument
from extractors.reading import read
from index.home import Home
from index.store.status import status
from index.store.store import Store
from pipeline.runs.ingest import ingest
from pipeline.runs.partly_read import waits
from pipeline.runs.redo_failed import read_again, retry
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.understanding import understanding_by
from tests.pipeline.world import Light

PAGES = 8
TEXT = "Päätös\n\nLautakunta hyväksyi hankinnan 4 000 eurolla."


class Slow(Light):
    """Reads one page in thirty seconds, as Tesseract on a slow machine."""

    def __init__(self, settings: RunSettings) -> None:
        super().__init__()
        self._pages = int(settings.seconds // 30)

    def read(self, raws: Sequence[RawDocument]) -> list[Document]:
        return [self._read(raw) for raw in raws]

    def _read(self, raw: RawDocument) -> Document:
        pages = tuple(Page(number=n, needs_ocr=n > self._pages) for n in range(1, PAGES + 1))
        late = [Issue(reason=f"{PARTLY_READ}: pages wait", page=n) for n in range(self._pages + 1, PAGES + 1)]
        return read(raw).model_copy(update={"pages": pages, "issues": tuple(late[:1])})


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with understanding_by(Slow):
        yield Home(tmp_path / "home")


@pytest.fixture
def scan(tmp_path: Path) -> str:
    path = tmp_path / "scan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def needs(home: Home) -> list[str]:
    with Store.open(home) as store:
        return [need.what for need in status(store, home).needs]


def test_what_was_read_in_part_is_listed_and_read_to_its_end_by_the_next_run(home: Home, scan: str) -> None:
    first = ingest(home, [scan])
    assert (first.counts["read"], needs(home)) == (1, ["partly read"])
    second = ingest(home, [scan])
    assert (second.counts.get("unchanged", 0), second.counts["read"], needs(home)) == (0, 1, [])
    third = ingest(home, [scan])
    assert third.counts["unchanged"] == 1


@pytest.mark.parametrize("again", [retry, read_again])
def test_what_was_read_in_part_is_read_to_its_end_from_its_kept_bytes(home: Home, scan: str, again: object) -> None:
    ingest(home, [scan])
    Path(scan).unlink()
    report = again(home)  # type: ignore[operator]
    assert (report.counts["read"], needs(home)) == (1, [])
    with Store.open(home) as store:
        assert not any(waits(store, one) for one in store.ids())


def test_a_retry_of_other_reasons_leaves_it(home: Home, scan: str) -> None:
    ingest(home, [scan])
    assert retry(home, reason="the site did not answer").counts == {}
    assert needs(home) == ["partly read"]
