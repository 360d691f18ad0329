"""What a run on two workers goes through: each part of a home is away for a while, and its store is as if undisturbed.

The workers hold back what stands behind a gate, so that each fault falls into the middle of a run, on any machine.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from index.home import Home
from pipeline.runs.ingest import ingest
from pipeline.runs.understanding import understanding_by
from tests.pipeline.orchestration.conftest import PATIENCE, until
from tests.pipeline.world import Light, picture
from tests.servers.dask_cluster import LOUHI, DaskCluster
from tests.servers.nodes.nodes import running_nodes, skipped_without_nodes
from tests.servers.ports import free_ports
from tests.servers.postgresql import Cluster
from tests.servers.seaweedfs import ObjectServer, Restarted, restarting_object_server, skip_without_objects

pytestmark = [pytest.mark.dask, pytest.mark.postgresql]

COUNT, BEFORE = 24, 8
"""Documents of a run, and how many of them stand before the gate: two batches."""
GATED = """
import os, time
import pipeline.orchestration.cluster_work as work
from tests.pipeline.world import Light
class Gated(Light):
    def read(self, raws):
        for raw in raws:
            while b"portin takana" in raw.content and not os.path.exists(os.environ["LOUHI_TEST_GATE"]):
                time.sleep(.05)
        return super().read(raws)
work.InWorkers = lambda bounds: Gated()
"""
"""Workers that understand without the language model, and wait at the gate."""


class Run:
    """`louhi ingest` as a process, over a home whose parts a test takes away."""

    def __init__(self, home: Home, folder: Path, gate: Path, url: str, *, before: str = "") -> None:
        self._words = [sys.executable, "-c", f"{before}\n{LOUHI}", "ingest", str(folder), "--home", str(home.root)]
        self.home, self._gate, self._url = home, gate, url
        self._log = home.root.parent / "run.log"

    def start(self) -> subprocess.Popen[bytes]:
        with self._log.open("wb") as log:
            return subprocess.Popen(self._words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def kept(self) -> int:
        """How many documents the store holds."""
        try:
            with psycopg.connect(self._url) as db:
                return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])  # type: ignore[index]
        except psycopg.errors.UndefinedTable:
            return 0

    def to_the_gate(self) -> subprocess.Popen[bytes]:
        """A run that has kept what stands before the gate, and waits for the rest."""
        running = self.start()
        until(lambda: self.kept() == BEFORE or running.poll() is not None, self.said)
        assert running.poll() is None, self.said()
        return running

    def open_gate(self) -> None:
        self._gate.touch()

    def ended(self, running: subprocess.Popen[bytes]) -> int:
        return running.wait(timeout=PATIENCE)

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Short releases, most of them behind the gate, which workers are told of."""
    monkeypatch.setenv("LOUHI_TEST_GATE", str(tmp_path / "gate"))
    made = tmp_path / "tiedotteet"
    made.mkdir()
    for number in range(COUNT):
        where = "portin takana" if number >= BEFORE else "torin laidalla"
        text = f"Tiedote {number}\n\nSuonperän kunta saa {number + 1} miljoonaa euroa siltaan {where}.\n"
        (made / f"tiedote-{number:02}.txt").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def undisturbed(tmp_path: Path, folder: Path) -> dict[str, Any]:
    """All that one process keeps where nothing happens."""
    home = Home(tmp_path / "rauhassa")
    with understanding_by(lambda _: Light()):
        assert ingest(home, [str(folder)]).ok
    return picture(home, ["kunta", "silta"])


def ready(cluster: DaskCluster, postgresql: Cluster, tmp_path: Path, folder: Path, *more: str, before: str = "") -> Run:
    """A run on two workers over a home on PostgreSQL; `more` are lines of its settings, the first of them top ones."""
    home, url = Home(tmp_path / "koti"), postgresql.database("viat")
    tables = [
        f'[workers]\nscheduler = "{cluster.address}"\nbatch = 4\nahead = 3\ntask = 2',
        "[run]\nasked_at_once = 4\nindex_every = 4",
    ]
    home.settings.write_text("\n".join([f'store = "{url}"', *more, *tables]) + "\n", encoding="utf-8")
    for _ in range(2):
        cluster.start(home.root, before=GATED)
    cluster.wait_for(2)
    return Run(home, folder, tmp_path / "gate", url, before=before)


def is_undisturbed(run: Run, undisturbed: dict[str, Any]) -> None:
    """The store is the one of a run that nothing befell, record by record, and the same is found in it."""
    found = picture(run.home, ["kunta", "silta"])
    if run.home.objects_url:  # the bytes are elsewhere, under the same names
        found["objects"] = undisturbed["objects"]
        assert all(run.home.holds(one.replace("/", "")) for one in undisturbed["objects"])
    assert found == undisturbed


def test_a_coordinator_that_is_killed_is_followed_by_one_that_ends_its_work(
    cluster: DaskCluster, postgresql: Cluster, tmp_path: Path, folder: Path, undisturbed: dict[str, Any]
) -> None:
    run = ready(cluster, postgresql, tmp_path, folder)
    running = run.to_the_gate()
    running.kill()
    assert run.ended(running) == -signal.SIGKILL
    assert run.kept() == BEFORE
    run.open_gate()
    assert run.ended(run.start()) == 0, run.said()
    assert f"{BEFORE} unchanged" in run.said()
    is_undisturbed(run, undisturbed)


ENDED = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'louhi' AND datname = 'viat'"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = 'viat'"


def test_a_database_that_cuts_its_connections_ends_no_run(
    cluster: DaskCluster, postgresql: Cluster, tmp_path: Path, folder: Path, undisturbed: dict[str, Any]
) -> None:
    """First while the run waits, the connection of its lock among them; then in the midst of a transaction."""
    run = ready(cluster, postgresql, tmp_path, folder)
    running = run.to_the_gate()
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as db:
        assert len(db.execute(ENDED).fetchall()) >= 2
        with psycopg.connect(postgresql.url("viat")) as other:
            other.execute("LOCK TABLE versions")
            run.open_gate()
            until(lambda: db.execute(WAITING).fetchone() != (0,), run.said)
            db.execute(ENDED)
    assert run.ended(running) == 0, run.said()
    is_undisturbed(run, undisturbed)


STAYS_AWAY = "import pipeline.runs.steadily as steadily\nsteadily.AWAY_DELAYS = (0.1,)"


def test_a_database_that_stays_away_ends_the_run_with_a_sentence(
    cluster: DaskCluster, postgresql: Cluster, tmp_path: Path, folder: Path, undisturbed: dict[str, Any]
) -> None:
    run = ready(cluster, postgresql, tmp_path, folder, before=STAYS_AWAY)
    running = run.to_the_gate()
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as db:
        db.execute("ALTER DATABASE viat ALLOW_CONNECTIONS false")
        db.execute(ENDED)
        run.open_gate()
        assert run.ended(running) == 1
        assert "Traceback" not in run.said()
        assert "postgresql://" in run.said()
        db.execute("ALTER DATABASE viat ALLOW_CONNECTIONS true")
    assert run.ended(run.start()) == 0, run.said()
    is_undisturbed(run, undisturbed)


@pytest.fixture
def bucket() -> Iterator[Restarted]:
    skip_without_objects()
    with restarting_object_server() as server:
        yield server


@contextmanager
def hanging_up(running: ObjectServer) -> Iterator[list[str]]:
    """In the place of a server that is away: who asks is heard, and gets no answer."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", int(urlsplit(running.endpoint).port or 0))) as listener:
        listener.settimeout(0.05)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    one, _ = listener.accept()
                except TimeoutError:
                    continue
                with one:
                    asked.append("?")

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield asked
        finally:
            over.set()
            thread.join()


@pytest.mark.s3
def test_an_object_store_that_is_away_for_a_while_ends_no_run(
    cluster: DaskCluster,
    postgresql: Cluster,
    bucket: Restarted,
    tmp_path: Path,
    folder: Path,
    undisturbed: dict[str, Any],
) -> None:
    top, *tables = bucket.running.settings("viat").splitlines()
    run = ready(cluster, postgresql, tmp_path, folder, top, *tables)
    running = run.to_the_gate()
    bucket.stop()
    with hanging_up(bucket.running) as asked:
        run.open_gate()
        until(lambda: len(asked) > 20, run.said)  # more than one of its requests, each tried some five times
    bucket.start()
    assert run.ended(running) == 0, run.said()
    is_undisturbed(run, undisturbed)


@pytest.mark.slow
@pytest.mark.opensearch
def test_a_node_that_is_stopped_and_brought_back_ends_no_run(
    cluster: DaskCluster, postgresql: Cluster, tmp_path: Path, folder: Path, undisturbed: dict[str, Any]
) -> None:
    """The first of three, which is asked first."""
    with ExitStack() as stack:
        with skipped_without_nodes():
            three = stack.enter_context(running_nodes(tmp_path, 3))
        urls = ", ".join(three.addresses)
        at = f'[opensearch]\nurl = "{urls}"\nshards = 3\nreplicas = 1'
        run = ready(cluster, postgresql, tmp_path, folder, 'engine = "opensearch"', at)
        running = run.to_the_gate()
        three.stop(1)
        run.open_gate()
        until(lambda: run.kept() > BEFORE or running.poll() is not None, run.said)
        three.start(1)
        assert run.ended(running) == 0, run.said()
        is_undisturbed(run, undisturbed)


@pytest.fixture
def prefect(tmp_path: Path, postgresql: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Any]]:
    """What starts `prefect server start` on PostgreSQL, always at one address, which runs are told."""
    url = postgresql.database("prefect")
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", url.replace("postgresql://", "postgresql+asyncpg://", 1))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    started: list[subprocess.Popen[bytes]] = []
    with free_ports() as (port,):
        api = f"http://127.0.0.1:{port}/api"
        monkeypatch.setenv("PREFECT_API_URL", api)

        def start() -> subprocess.Popen[bytes]:
            words = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
            with (tmp_path / "prefect.log").open("ab") as log:
                one = subprocess.Popen(
                    [sys.executable, "-m", "prefect", *words],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            started.append(one)
            until(lambda: _is_well(api), lambda: (tmp_path / "prefect.log").read_text()[-2000:])
            return one

        try:
            yield start
        finally:
            for one in started:
                if one.poll() is None:
                    _ended_with_all(one)


def _is_well(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=10).content == b"true"
    except httpx.HTTPError:
        return False


def _ended_with_all(server: subprocess.Popen[bytes]) -> None:
    """End a server at once, with what it started: all of it is a group of its own."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(timeout=60)


@pytest.mark.slow
def test_a_prefect_server_that_is_restarted_ends_no_run(
    cluster: DaskCluster,
    postgresql: Cluster,
    tmp_path: Path,
    folder: Path,
    undisturbed: dict[str, Any],
    prefect: Callable[[], subprocess.Popen[bytes]],
) -> None:
    server = prefect()
    run = ready(cluster, postgresql, tmp_path, folder)
    running = run.to_the_gate()
    _ended_with_all(server)
    run.open_gate()
    until(lambda: run.kept() > BEFORE or running.poll() is not None, run.said)
    prefect()
    assert run.ended(running) == 0, run.said()
    is_undisturbed(run, undisturbed)
    [told] = httpx.post(f"{os.environ['PREFECT_API_URL']}/flow_runs/filter", json={}, timeout=60).json()
    assert told["state"]["name"] == "Completed"
