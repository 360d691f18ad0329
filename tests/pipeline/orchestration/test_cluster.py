"""Runs whose documents are read by workers: the store that one process makes, also where workers die."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from extractors.model.document import RawDocument
from extractors.model.errors import ReadError, SetupError, StoreError
from extractors.model.records import Records
from extractors.reading import read
from index.home import Home
from pipeline.orchestration import cluster_work
from pipeline.orchestration.cluster import KILLED, reading_where_set
from pipeline.runs.ingest import ingest
from pipeline.runs.reports.report import RunReport
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.understanding import understanding_by
from tests.pipeline.world import Light, picture
from tests.servers.dask_cluster import DaskCluster
from tests.servers.ports import free_port

LIGHT = """
import os, time
import pipeline.orchestration.cluster_work as work
from tests.pipeline.world import Light
class Slow(Light):
    def read(self, raws):
        for raw in raws:
            time.sleep(.05)
            if b"myrkky" in raw.content:
                os._exit(1)
        return super().read(raws)
work.InWorkers = lambda bounds: Slow()
"""
"""Workers that understand without the language model, slowly, and die over poison."""


@pytest.fixture(autouse=True)
def one_death(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler gives up on a task with the first worker that dies over it."""
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")


def reading_at(address: str, root: Path, **more: object) -> Home:
    """A home whose runs read at a scheduler, in small batches and tasks."""
    home = Home(root)
    told = "".join(f"{name} = {value}\n" for name, value in more.items())
    workers = f'[workers]\nscheduler = "{address}"\nbatch = 4\nahead = 3\ntask = 2\n{told}'
    home.settings.write_text(f"{workers}[run]\nasked_at_once = 4\n", encoding="utf-8")
    return home


def ingested(home: Home, folder: Path) -> RunReport:
    with reading_where_set(home):
        return ingest(home, [str(folder)])


def releases(folder: Path, count: int, poison: int | None = None) -> Path:
    """A folder of short releases, one of which may be poison."""
    folder.mkdir()
    for number in range(count):
        more = " myrkky" if number == poison else ""
        text = f"Tiedote {number}\n\nSuonperän kunta saa {number + 1} miljoonaa euroa siltaan.{more}\n"
        (folder / f"tiedote-{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.dask
def test_two_workers_make_the_store_that_one_process_makes(cluster: DaskCluster, tmp_path: Path, samples: Path) -> None:
    here, there = Home(tmp_path / "here"), reading_at(cluster.address, tmp_path / "there")
    workers = [cluster.start(there.root) for _ in range(2)]
    assert ingested(here, samples / "releases").ok
    cluster.wait_for(2)
    assert ingested(there, samples / "releases").ok
    assert picture(there, ["kunta"]) == picture(here, ["kunta"])
    assert not (there.root / "in-transit").exists(), "bytes wait for a worker during a run alone"
    for one in workers:
        one.send_signal(signal.SIGTERM)
    assert [one.wait(timeout=60) for one in workers] == [0, 0]


@pytest.mark.dask
def test_a_worker_that_is_killed_loses_nothing(cluster: DaskCluster, tmp_path: Path) -> None:
    """Its tasks are done by the other one; what it had answered before is in hand."""
    folder = releases(tmp_path / "tiedotteet", 24)
    here, there = Home(tmp_path / "here"), reading_at(cluster.address, tmp_path / "there")
    with understanding_by(lambda _: Light()):
        assert ingest(here, [str(folder)]).ok
    doomed, _ = (cluster.start(there.root, before=LIGHT) for _ in range(2))
    cluster.wait_for(2)
    with reading_where_set(there):
        report = ingest(there, [str(folder)], tell=lambda *_: doomed.kill())
    assert [item.outcome for item in report.items] == ["read"] * 24
    assert doomed.wait(timeout=60) == -signal.SIGKILL
    assert picture(there) == picture(here)


@pytest.mark.dask
def test_what_kills_every_worker_is_a_failure_and_the_others_are_read(cluster: DaskCluster, tmp_path: Path) -> None:
    folder = releases(tmp_path / "tiedotteet", 6, poison=2)
    home = reading_at(cluster.address, tmp_path / "koti")
    for _ in range(3):  # one dies over the two of a task, one over the poison alone
        cluster.start(home.root, before=LIGHT)
    cluster.wait_for(3)
    report = ingested(home, folder)
    assert [(Path(item.address).name, item.reason) for item in report.failures] == [("tiedote-02.txt", KILLED)]
    assert report.counts["read"] == 5


@pytest.mark.dask
def test_a_run_without_workers_breaks_off_and_the_next_takes_up_what_is_left(
    cluster: DaskCluster, tmp_path: Path
) -> None:
    folder = releases(tmp_path / "tiedotteet", 2)
    home = reading_at(cluster.address, tmp_path / "koti", patience=0.1)
    with pytest.raises(StoreError, match="no worker has been there"):
        ingested(home, folder)
    home = reading_at(cluster.address, home.root)  # a worker of a busy machine is waited for
    cluster.start(home.root, before=LIGHT)
    cluster.wait_for(1)
    assert ingested(home, folder).counts["read"] == 2


@pytest.mark.dask
def test_a_scheduler_that_ends_ends_the_run_with_a_sentence(cluster: DaskCluster, tmp_path: Path) -> None:
    folder = releases(tmp_path / "tiedotteet", 24)
    home = reading_at(cluster.address, tmp_path / "koti")
    cluster.start(home.root, before=LIGHT)
    cluster.wait_for(1)
    with pytest.raises(StoreError, match="the scheduler has ended"), reading_where_set(home):
        ingest(home, [str(folder)], tell=lambda *_: cluster.end_scheduler())
    with understanding_by(lambda _: Light()):
        assert ingest(home, [str(folder)]).ok


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'louhi[dask]'")
    from pipeline.orchestration import cluster as at

    monkeypatch.setattr(at, "ANSWERS_IN", 0.2)
    with (
        pytest.raises(SetupError, match="the scheduler does not answer"),
        reading_where_set(reading_at(f"tcp://127.0.0.1:{free_port()}", tmp_path)),
    ):
        pass


def test_without_a_scheduler_a_run_reads_here(tmp_path: Path) -> None:
    from pipeline.runs.understanding import InWorkers, chosen_understanding

    with reading_where_set(Home(tmp_path)):
        assert type(chosen_understanding(RunSettings())) is InWorkers


def test_a_worker_answers_only_its_own_louhi() -> None:
    with pytest.raises(SetupError, match="another Louhi"):
        cluster_work.entries_of([], RunSettings(), "louhi 0")


def test_what_cannot_be_understood_with_others_is_tried_alone() -> None:
    class Choosy(Light):
        def understand(self, documents):  # type: ignore[no-untyped-def]
            if any("hankala" in one.text for one in documents):
                raise ReadError("it is too much")
            return super().understand(documents)

    raws = [RawDocument(content=text.encode(), source="a.txt") for text in ("Päätös.", "hankala", "")]
    good, bad, none = (one.opened() for one in cluster_work.done(raws, Choosy()))
    assert good[0] == read(raws[0])
    assert isinstance(good[1], Records)
    assert isinstance(bad[1], ReadError)
    assert isinstance(none[0], ReadError)
    assert none[1] is None
