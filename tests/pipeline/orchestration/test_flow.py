"""The flow: quiet where there is no Prefect server, readable where there is one, on a schedule by itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest

from extractors.model.errors import SetupError
from index.home import Home
from index.store.store import Store
from pipeline.orchestration.heartbeat import wait_until_gone
from pipeline.orchestration.server import Server, prepare
from pipeline.runs.ingest import ingest, writing
from pipeline.runs.watch import add
from pipeline.sources.sources import Source
from pipeline.sources.watched import on_schedule, save
from tests.endless import HUNG
from tests.pipeline.conftest import Site, feed, release, reply
from tests.pipeline.orchestration.conftest import PATIENCE, until

INGEST = """
import os, sys
from index.home import Home
from pipeline.orchestration.flow_runs import run_ingest
def tell(step): print("louhi:", step.done, step.item.outcome, file=sys.stderr)
report = run_ingest(Home(sys.argv[1]), sys.argv[2:], environ=os.environ, tell=tell)
print(report.summary())
"""
SCHEDULE = """
import os, sys
from index.home import Home
from pipeline.orchestration.flow_runs import start_watch
start_watch(Home(sys.argv[1]), environ=os.environ, every=float(sys.argv[2]))
"""


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """The machine's environment without anything of Prefect, and with a home of nobody's."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return {**plain, "HOME": str(tmp_path), **more}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa"), encoding="utf-8")
    (folder / "rikki.pdf").write_bytes(b"%PDF-1.7 ei mitaan")
    return folder


def run(script: str, *arguments: object, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-W", "default", "-c", script, *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=HUNG, env=env, check=False)


def test_without_a_server_standard_error_holds_our_progress_alone(home: Home, papers: Path, tmp_path: Path) -> None:
    done = run(INGEST, home.root, papers, env=environment(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout == "3 read, 1 failed\n"
    ours = [line for line in done.stderr.splitlines() if not line.startswith("The whoosh index")]
    assert sorted(ours) == ["louhi: 1 failed", "louhi: 2 read", "louhi: 3 read", "louhi: 4 read"]
    assert not (tmp_path / ".prefect").exists()
    again = run(INGEST, home.root, papers, env=environment(tmp_path))
    assert again.stdout == "3 unchanged, 1 failed\n"


@pytest.mark.parametrize(("answer", "status"), [(None, 404), ("<p>Etusivu</p>", 200)])
def test_what_is_no_prefect_server_is_said(home: Home, site: Site, answer: str | None, status: int) -> None:
    site.pages |= {"/api/health": answer} if answer else {}
    with pytest.raises(SetupError, match=rf"what answers there is no Prefect server \(status {status}\)"):
        prepare(home, {"PREFECT_API_URL": f"{site.url}/api"})


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        ([True, False, False, False], 4),
        ([False, False, True, False, "slow", False, False, False], 8),
    ],
)
def test_a_server_that_has_gone_is_noticed(
    answers: list[object], questions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def get(address: str, timeout: float) -> None:
        asked.append(address)
        answer = answers[len(asked) - 1]
        if answer is not True:
            raise httpx.ReadTimeout("slow") if answer == "slow" else httpx.ConnectError("refused")

    monkeypatch.setattr(httpx, "get", get)
    monkeypatch.setattr("pipeline.orchestration.heartbeat.TRIES", 3)
    wait_until_gone("http://127.0.0.1:1/api", lambda _: None)
    assert asked == ["http://127.0.0.1:1/api/health"] * questions


def test_a_server_that_does_not_answer_is_said_before_anything_is_done(
    home: Home, papers: Path, tmp_path: Path
) -> None:
    done = run(INGEST, home.root, papers, env=environment(tmp_path, PREFECT_API_URL="http://127.0.0.1:1/api"))
    assert done.returncode == 1
    assert "SetupError: http://127.0.0.1:1/api: the Prefect server does not answer" in done.stderr
    with Store.open(home) as store:
        assert store.count() == 0


def test_faults_that_pass_are_retried_by_the_flow(home: Home, site: Site, tmp_path: Path) -> None:
    answers = iter([503, 200])

    def shaky(to: BaseHTTPRequestHandler) -> None:
        code = next(answers)
        reply(to, code, release("Lopulta").encode() if code == 200 else b"", Content_Type="text/html")

    site.pages["/a"] = shaky
    done = run(INGEST, home.root, f"{site.url}/a", env=environment(tmp_path))
    assert done.stdout == "1 read\n", done.stderr
    assert site.asked() == ["/a", "/a"]


RETRY = """
import os, sys
from index.home import Home
from pipeline.orchestration.flow_runs import run_retry
print(run_retry(Home(sys.argv[1]), environ=os.environ, older=len(sys.argv) > 2).summary())
"""


def test_a_retry_is_a_flow_too(home: Home, papers: Path, tmp_path: Path) -> None:
    ingest(home, [str(papers)])
    (papers / "rikki.pdf").write_bytes((papers / "0.html").read_bytes().replace(b"Tiedote 0", b"Korjattu"))
    with Store.open(home) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE versions SET extractor = 'louhi 0.0.1'")
    for arguments, said in (([], "1 read"), (["older"], "3 read"), (["older"], "nothing to do"), ([], "nothing to do")):
        done = run(RETRY, home.root, *arguments, env=environment(tmp_path))
        assert (done.stdout, done.stderr) == (f"{said}\n", "")


LEFT_OUT = """
import os, sys
from index.home import Home
from pipeline.orchestration.server import prepare
prepare(Home(sys.argv[1]), os.environ)
from pipeline.orchestration.flow import scheduled_flow, serverless_engine
with serverless_engine():
    state = scheduled_flow("tiedotteet", sys.argv[1], None, return_state=True)
print(state.name, "-", state.message)
"""


def test_a_pass_on_schedule_leaves_the_field_to_a_run_that_is_at_work(home: Home, tmp_path: Path) -> None:
    (home.root / "lista.xml").write_text(feed("", {}), encoding="utf-8")
    save(home, [Source(name="lista", address=str(home.root / "lista.xml"), kind="file")])
    with writing(home):
        done = run(LEFT_OUT, home.root, env=environment(tmp_path))
    assert done.stdout == (
        f"Left out - {home.root}: another run is writing here. Wait for it to end, or name another home with --home.\n"
    ), done.stderr
    assert run(LEFT_OUT, home.root, env=environment(tmp_path)).stdout == "Completed - 1 skipped\n"


def test_a_schedule_follows_what_is_watched_now(home: Home) -> None:
    def folder(name: str, **more: Any) -> Source:
        return Source(name=name, address=f"/{name}", kind="folder", **more)

    save(home, [folder("a"), folder("b", every=60.0), folder("c", cron="0 7 * * *")])
    assert on_schedule(home, None, None) == ["a"]
    assert on_schedule(home, None, (None, 60.0, None)) == ["b"]
    assert on_schedule(home, None, ("0 7 * * *", None, None)) == ["c"]
    save(home, [folder("d"), folder("e"), folder("b", every=60.0)])
    assert on_schedule(home, None, None) == ["d", "e"]
    assert on_schedule(home, ["a", "/e"], None) == ["e"]
    assert on_schedule(home, None, ("0 7 * * *", None, None)) == []


UNHEARING = """
import os, signal, sys
import pipeline.orchestration.flow_runs, pipeline.orchestration.schedule
from index.home import Home
class Server:
    url = "http://127.0.0.1:1/api"
    def __init__(self, *_): pass
    def stop(self): print("the server has ended")
def serve(*_):
    os.kill(os.getpid(), signal.SIGINT)
    print("the signal was not heard")
pipeline.orchestration.flow_runs.Server, pipeline.orchestration.schedule.serve_schedules = Server, serve
signal.signal(signal.SIGINT, signal.SIG_IGN)
try:
    pipeline.orchestration.flow_runs.start_watch(Home(sys.argv[1]), environ=os.environ, every=3600.0)
except KeyboardInterrupt:
    print("the watch has ended")
"""


def test_a_watch_begun_in_the_background_hears_an_interrupt(home: Home, papers: Path, tmp_path: Path) -> None:
    add(home, str(papers))
    done = run(UNHEARING, home.root, env=environment(tmp_path, PREFECT_HOME=str(home.prefect)))
    assert done.stdout == "the server has ended\nthe watch has ended\n", done.stderr


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    made = Server(tmp_path / "prefect", environment(tmp_path))
    httpx.get(f"{made.url}/health", timeout=240)
    yield made.url
    made.stop()


@pytest.mark.slow
def test_with_a_server_the_run_appears_there_with_its_tasks(
    home: Home, papers: Path, tmp_path: Path, server: str
) -> None:
    done = run(INGEST, home.root, papers, env=environment(tmp_path, PREFECT_API_URL=server))
    assert done.returncode == 0, done.stderr
    [seen] = ask(server, "flow_runs/filter")
    assert seen["name"] == str(papers)
    assert seen["state"]["name"] == "Some failed"
    assert seen["state"]["message"] == "3 read, 1 failed"
    assert seen["parameters"]["sources"] == [str(papers)]
    wanted = {
        f"list {papers}",
        "fetch batch 1",
        "read batch 1",
        "understand batch 1",
        "keep batch 1",
        "index what was kept",
    }
    until(lambda: {one["name"] for one in ask(server, "task_runs/filter")} == wanted)


WATCH = """
import os, sys
import pipeline.runs.retry_delays
pipeline.runs.retry_delays.RETRY_DELAYS = (0.0, 0.0)
from index.home import Home
from pipeline.orchestration.flow_runs import run_watch
print(run_watch(Home(sys.argv[1]), environ=os.environ).summary())
"""


@pytest.mark.slow
def test_what_a_server_keeps_names_no_document(home: Home, site: Site, tmp_path: Path, server: str) -> None:
    """Documents may have to be forgotten: neither those read nor those that fail are told; nor is a source's key."""
    site.pages |= {"/kivilahti-aino.html": release("Kivilahti"), "/kivilahti-onni.html": lambda to: reply(to, 503, b"")}
    secret = "/feed?token=salasana123&form=.xml"
    site.pages[secret] = feed(site.url, {"/kivilahti-aino.html": "Kivilahti", "/kivilahti-onni.html": "Kivilahti"})
    add(home, f"{site.url}{secret}")
    done = run(WATCH, home.root, env=environment(tmp_path, PREFECT_API_URL=server))
    assert done.stdout == "1 read, 1 failed\n", done.stderr
    assert site.asked().count("/kivilahti-onni.html") > 1
    until(lambda: "index what was kept" in {one["name"] for one in ask(server, "task_runs/filter")})
    told = [ask(server, f"{what}/filter") for what in ("flow_runs", "task_runs", "logs")]
    assert "StepFailed('TryAgain: the report of the run says more')" in said_in(tmp_path / "prefect")
    kept = (str(told) + said_in(tmp_path / "prefect")).lower()
    assert "token=***" in kept
    assert not [word for word in ("kivilahti", "salasana123") if word in kept]


def said_in(folder: Path) -> str:
    """All bytes of the files of a folder."""
    return "".join(path.read_bytes().decode("latin-1") for path in sorted(folder.iterdir()) if path.is_file())


@pytest.mark.slow
def test_a_schedule_of_seconds_takes_all_then_none_then_the_edited_one(home: Home, site: Site, tmp_path: Path) -> None:
    site.pages |= {"/a.html": release("Eka"), "/b.html": release("Toka")}
    site.pages["/feed.xml"] = feed(site.url, {"/a.html": "Eka", "/b.html": "Toka"})
    add(home, f"{site.url}/feed.xml")
    line = [sys.executable, "-c", SCHEDULE, str(home.root), "3"]
    with (tmp_path / "err").open("w") as err:
        process = subprocess.Popen(line, stdout=err, stderr=err, env=environment(tmp_path))
        try:
            until(lambda: passes(tmp_path) >= 1)
            site.forget()
            until(lambda: passes(tmp_path) >= 2)
            assert site.log
            assert all(asked.conditional for asked in site.log if asked.path != "/robots.txt")
            site.pages["/b.html"] = release("Toka", "7 miljoonaa")
            until(lambda: "1 new version" in said(tmp_path))
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0
    assert all(one.startswith("louhi: ") for one in said(tmp_path).splitlines()), said(tmp_path)
    with Store.open(home) as store:
        assert store.count() == 2
        known = store.address(f"{site.url}/b.html")
        assert known is not None
        assert len(store.history(known.document_id)) == 2


def said(tmp_path: Path) -> str:
    return (tmp_path / "err").read_text(encoding="utf-8")


def passes(tmp_path: Path) -> int:
    return said(tmp_path).count("louhi: 20")


def ask(server: str, what: str) -> list[dict[str, object]]:
    return list(json.loads(httpx.post(f"{server}/{what}", json={}).content))
