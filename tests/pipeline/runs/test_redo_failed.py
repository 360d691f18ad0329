"""Nothing is silently lost: failures are listed, retried alone, and reported as JSON and as a page."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from lxml import html

from extractors.model.errors import HomeBusy, SourceError
from index.home import Home
from index.store.maintenance.verify import verify
from index.store.run_log import Item, recent_runs, standing_failures
from index.store.store import Store
from pipeline.runs.dismiss import chosen_failures, dismiss, dismissed
from pipeline.runs.extractor_version import digest, extractor
from pipeline.runs.ingest import drive, ingest, plainly, writing
from pipeline.runs.redo_failed import read_again, retry, retrying
from pipeline.runs.reports.report import RunReport
from pipeline.runs.reports.report_files import page_of, write_report
from pipeline.runs.watch import add, pass_over, remove
from tests.pipeline.conftest import Answer, Clock, Site, feed, release, reply
from tests.pipeline.world import light, picture
from tests.servers.postgresql import ON_BOTH

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")


def _flip(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Hyv", b"Hyb"))


@pytest.mark.parametrize("damage", [Path.unlink, _flip])
@pytest.mark.parametrize("again", ["ingest", "a pass", "of a file", "furniture"])
def test_bytes_that_were_lost_are_kept_anew(
    site: Site, home: Home, tmp_path: Path, damage: Callable[[Path], None], again: str
) -> None:
    file, page = tmp_path / "a.html", release("Hyvä")
    file.write_text(page, encoding="utf-8")
    site.pages["/a"] = page
    address = str(file) if again == "of a file" else f"{site.url}/a"
    source = add(home, address, kind="file" if again == "of a file" else "page")

    def bring_in() -> RunReport:
        return pass_over(home) if again in ("a pass", "furniture") else ingest(home, [source.address])

    bring_in()
    [path] = [one for one in home.objects.rglob("*") if one.is_file()]
    damage(path)
    if again == "furniture":
        site.pages["/a"] = page.replace("</main>", "</main><!-- 17.18 -->")
        path.unlink(missing_ok=True)
    with Store.open(home) as store:
        assert [fault.reason.split()[0] for fault in verify(store, home)] == ["the"]
        bring_in()
        assert verify(store, home) == []
        assert store.count() == 1
    site.forget()
    bring_in()
    assert all(asked.conditional for asked in site.log if asked.path != "/robots.txt")


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_failed_is_retried_alone_and_by_reason(site: Site, home: Home) -> None:
    site.pages |= {"/a": release("Hyvä"), "/b": lambda to: reply(to, 403, b""), "/c": lambda to: reply(to, 404, b"")}
    report = ingest(home, [f"{site.url}/{name}" for name in "abc"])
    assert report.counts == {"read": 1, "failed": 2}
    site.pages |= {"/b": release("Nyt saa"), "/c": release("Nyt on")}
    site.forget()
    assert retry(home, reason="muu").counts == {}
    assert retry(home, reason="refuses").counts == {"read": 1}
    assert site.asked() == ["/b"]
    assert retry(home).counts == {"read": 1}
    assert retry(home).counts == {}
    with Store.open(home) as store:
        assert standing_failures(store) == []


@pytest.mark.parametrize("watched", [True, False])
def test_a_private_address_that_a_feed_named_stays_refused(site: Site, inner: Site, home: Home, watched: bool) -> None:
    inner.pages["/salainen"] = release("Sisäverkko")
    site.pages["/feed.xml"] = feed(inner.url, {"/salainen": "Sisäverkko"})
    if watched:
        add(home, f"{site.url}/feed.xml")
    report = pass_over(home) if watched else ingest(home, [f"{site.url}/feed.xml"])
    for _ in range(2):
        [failure] = report.failures
        assert failure.reason == "the address leads into a private network (127.0.0.2)"
        report = retry(home)
    assert inner.log == []


def test_a_private_address_that_a_person_named_is_asked_again(site: Site, inner: Site, home: Home) -> None:
    inner.pages |= {"/feed.xml": feed(inner.url, {"/a": "Eka"}), "/a": lambda to: reply(to, 403, b"")}
    site.pages["/b"] = lambda to: reply(to, 403, b"")
    assert ingest(home, [f"{inner.url}/feed.xml", f"{site.url}/b"]).counts == {"skipped": 1, "failed": 2}
    inner.pages["/a"], site.pages["/b"] = release("Eka"), release("Toka")
    assert retry(home).counts == {"read": 2}


BARE = """<html><body><main><p>Lähitorit avataan kolmeen kuntaan keväällä, ja valmistelu jatkuu syksyllä kuntien
ja hyvinvointialueen yhteisessä ryhmässä numero {n}, joka kokoontuu kuukausittain.</p></main></body></html>"""
PUBLISHER = "Kuusiston kunta"


def bare(home: Home) -> set[tuple[str | None, ...]]:
    """What is known of documents that say nothing of themselves."""
    with Store.open(home) as store:
        found = [entry.document for entry in store.entries()]
    return {(one.title, one.publisher, (one.published or "")[:10]) for one in found}


def test_what_is_tried_again_is_asked_and_read_as_its_source_says(site: Site, home: Home, clock: Clock) -> None:
    paths = {f"/{n}.html": f"Tori {n}" for n in range(3)}
    site.pages |= dict.fromkeys(paths, lambda to: reply(to, 403, b""))
    site.pages["/feed.xml"] = feed(site.url, paths)
    add(home, f"{site.url}/feed.xml", delay=7.0, publisher=PUBLISHER)
    assert pass_over(home, now=clock.now, sleep=clock.sleep).counts == {"failed": 3}
    site.pages |= {path: BARE.format(n=path) for path in paths}
    with retrying(home, now=clock.now, sleep=clock.sleep) as job:
        clock.slept.clear()
        assert drive(job, [], plainly()).counts == {"read": 3}
    assert [round(slept) for slept in clock.slept][-2:] == [7, 7]
    assert bare(home) == {(title, PUBLISHER, "2026-03-24") for title in paths.values()}


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_is_no_longer_listed_is_read_as_its_source_says(site: Site, home: Home, clock: Clock) -> None:
    site.pages |= {"/a.html": lambda to: reply(to, 403, b""), "/feed.xml": feed(site.url, {"/a.html": "Tori"})}
    add(home, f"{site.url}/feed.xml", publisher=PUBLISHER)
    for _ in range(3):
        assert pass_over(home, now=clock.now, sleep=clock.sleep).counts.get("failed") == 1
        site.pages["/feed.xml"] = feed(site.url, {})
        clock.at += 3 * 86_400
    site.pages["/a.html"] = BARE.format(n=1)
    assert pass_over(home, now=clock.now, sleep=clock.sleep).counts == {"read": 1}
    assert bare(home) == {("Tori", PUBLISHER, "2026-03-24")}


@pytest.mark.parametrize("watched", [True, False])
def test_what_an_older_louhi_read_keeps_what_its_source_said(site: Site, home: Home, watched: bool) -> None:
    site.pages |= {"/a.html": BARE.format(n=1), "/feed.xml": feed(site.url, {"/a.html": "Tori"})}
    add(home, f"{site.url}/feed.xml", name="halla", publisher=PUBLISHER)
    with pytest.MonkeyPatch.context() as older:
        older.setattr("pipeline.runs.batch.extractor", lambda: "louhi 0.0.1")
        pass_over(home)
    if not watched:
        remove(home, "halla")
    before = picture(home)
    assert read_again(home).counts == {"read": 1}
    assert bare(home) == {("Tori", PUBLISHER, "2026-03-24")}
    assert [row.replace("louhi 0.0.1", extractor()) for row in before["versions"]] == picture(home)["versions"]


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_an_older_louhi_read_is_read_again_from_the_kept_bytes(site: Site, home: Home) -> None:
    site.pages |= {"/a": release("Eka"), "/b": release("Toka")}
    with pytest.MonkeyPatch.context() as older:
        older.setattr("pipeline.runs.batch.extractor", lambda: "louhi 0.0.1")
        ingest(home, [f"{site.url}/a", f"{site.url}/b"])
    before = picture(home)
    site.forget()
    assert read_again(home).counts == {"read": 2}
    assert read_again(home).counts == {}
    assert site.log == []
    after = picture(home)
    assert [row.replace("louhi 0.0.1", extractor()) for row in before["versions"]] == after["versions"]


def test_one_source_is_tried_or_read_again_and_one_that_is_not_there_is_said(site: Site, home: Home) -> None:
    site.pages |= {"/a": release("Eka"), "/b": release("Toka")}
    with pytest.raises(SourceError, match=r"muu: no source is called that\. There is none yet"):
        retry(home, source="muu")
    with pytest.MonkeyPatch.context() as older:
        older.setattr("pipeline.runs.batch.extractor", lambda: "louhi 0.0.1")
        ingest(home, [f"{site.url}/a"])
        add(home, f"{site.url}/b", kind="page", name="halla")
        pass_over(home)
    for again in (retry, read_again):
        with pytest.raises(SourceError, match=r"muu: no source is called that\. There are: halla, 127\.0\.0\.1-\d+-a"):
            again(home, source="muu")  # type: ignore[operator]
    assert retry(home, source="halla").counts == {}
    assert [item.address for item in read_again(home, source="halla").items] == [f"{site.url}/b"]
    assert read_again(home).counts == {"read": 1}


def test_kept_bytes_that_are_no_longer_what_they_were_are_told_and_what_was_read_stays(site: Site, home: Home) -> None:
    site.pages |= {"/a": release("Eka"), "/b": release("Toka")}
    with pytest.MonkeyPatch.context() as older:
        older.setattr("pipeline.runs.batch.extractor", lambda: "louhi 0.0.1")
        ingest(home, [f"{site.url}/a", f"{site.url}/b"])
    before = picture(home)["passages"]
    with Store.open(home) as store:
        known = store.address(f"{site.url}/b")
    assert known
    path = home.object(known.sha256)
    path.write_bytes(b"?" + path.read_bytes()[1:])
    report = read_again(home)
    assert report.counts == {"read": 1, "failed": 1}
    assert report.failures[0].reason == "the kept bytes are not what was stored"
    assert picture(home)["passages"] == before


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_the_report_of_a_run_is_kept_as_json_and_as_a_page(site: Site, home: Home) -> None:
    site.pages |= {"/a": release("Eka"), "/b": lambda to: reply(to, 403, b"")}
    report = ingest(home, [f"{site.url}/a", f"{site.url}/b"])
    [kept] = home.reports.glob("*.json")
    assert json.loads(kept.read_bytes())["counts"] == report.counts == {"read": 1, "failed": 1}
    page = kept.with_suffix(".html").read_text(encoding="utf-8")
    assert f"{site.url}/b" in page
    assert "the site refuses to give it (403)" in page
    assert "why they failed" not in page


def test_old_reports_make_room(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(minute: int) -> None:
        at = f"2026-03-24T08:{minute:02}:00"
        write_report(home, RunReport(run=f"run-{minute:06}", started=at, ended=at, seconds=1.0, counts={}))

    def kept() -> list[str]:
        return sorted(path.name[13:15] for path in home.reports.iterdir() if path.suffix == ".json")

    monkeypatch.setattr("pipeline.runs.reports.report_files.KEPT", 3)
    for minute in range(5):
        write(minute)
    assert kept() == ["02", "03", "04"]
    monkeypatch.setattr("pipeline.runs.reports.report_files.MOST_BYTES", 10)
    write(5)
    assert kept() == ["05"]
    assert len(list(home.reports.iterdir())) == 2


def test_the_page_of_a_long_report_is_summed_up_and_safe_to_open() -> None:
    items = [
        Item(
            address=f"https://a.example.fi/{n}?<script>",
            outcome="failed",
            reason="<b>rikki</b>" if n else "muu",
            source="a",
        )
        for n in range(12)
    ]
    items += [Item(address="https://b.example.fi/1", outcome="read", source="b", seconds=1.25)]
    page = page_of(
        RunReport(
            run="r",
            started="2026-03-24T08:30:00",
            ended="",
            seconds=1.0,
            items=tuple(items),
            counts={"read": 1, "failed": 12},
        )
    )
    assert "<tr><td>&lt;b&gt;rikki&lt;/b&gt;</td><td class=n>11</td></tr>" in page
    assert "<tr><td>a</td><td></td><td class=n>12</td></tr>" in page
    assert "<script>" not in page
    assert html.document_fromstring(page).xpath("count(//table)") == 4


def test_a_failure_that_is_no_longer_listed_is_not_forgotten(site: Site, home: Home) -> None:
    site.pages |= {"/a.html": lambda to: reply(to, 500, b""), "/b.html": release("Toka")}
    site.pages["/feed.xml"] = feed(site.url, {"/a.html": "Eka", "/b.html": "Toka"})
    add(home, f"{site.url}/feed.xml", recheck="when listed anew")
    clock = Clock()
    assert pass_over(home, now=clock.now, sleep=clock.sleep).counts == {"read": 1, "failed": 1}
    site.pages |= {"/a.html": release("Eka"), "/feed.xml": feed(site.url, {"/b.html": "Toka"})}
    assert pass_over(home, now=clock.now, sleep=clock.sleep).counts == {"read": 1}


def test_passes_that_find_nothing_leave_no_rows(site: Site, home: Home) -> None:
    site.pages |= {"/a.html": release("Eka"), "/feed.xml": feed(site.url, {"/a.html": "Eka"})}
    add(home, f"{site.url}/feed.xml")
    pass_over(home)
    before = picture(home)
    for _ in range(3):
        assert pass_over(home).counts == {"unchanged": 1}
    assert picture(home) == before
    with Store.open(home) as store, store.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM items").scalar() == 1


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_two_runs_at_once_are_told_apart(home: Home, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(release("Eka"), encoding="utf-8")
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(home):
            inside.set()
            done.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    inside.wait(30)
    try:
        with pytest.raises(HomeBusy, match="another run is writing here"):
            ingest(home, [str(tmp_path / "a.html")])
    finally:
        done.set()
        other.join()
    assert ingest(home, [str(tmp_path / "a.html")]).counts == {"read": 1}


def test_a_dismissed_failure_stays_away_until_it_fails_for_another_reason(site: Site, home: Home) -> None:
    site.pages |= {"/a.html": lambda to: reply(to, 403, b""), "/b.html": release("Toka")}
    site.pages["/feed.xml"] = feed(site.url, {"/a.html": "Eka", "/b.html": "Toka"})
    add(home, f"{site.url}/feed.xml", name="halla")
    with pytest.MonkeyPatch.context() as awake:
        awake.setattr("pipeline.sources.listing_state.Listing.is_resting", lambda *_: False)
        assert pass_over(home).counts == {"read": 1, "failed": 1}
        with Store.open(home) as store:
            assert chosen_failures(store, ["/muu"]) == chosen_failures(store, source="muu") == []
            [kept] = dismiss(store, chosen_failures(store, source="halla", reason="refuses"), why="tunnettu")
            assert (standing_failures(store), dismissed(store)) == ([], [kept])
            assert [run.data["why"] for run in recent_runs(store, 1)] == ["tunnettu"]
        for _ in range(2):
            report = pass_over(home)
            assert (report.counts, report.ok) == ({"unchanged": 1, "dismissed": 1}, True)
        site.pages["/a.html"] = lambda to: reply(to, 401, b"")
        assert pass_over(home).counts == {"unchanged": 1, "failed": 1}
    assert ingest(home, [f"{site.url}/a.html"]).counts == {"failed": 1}


def test_a_source_that_is_removed_takes_its_failures_along(site: Site, home: Home) -> None:
    site.pages |= {"/a.html": lambda to: reply(to, 403, b""), "/b": lambda to: reply(to, 403, b"")}
    site.pages["/feed.xml"] = feed(site.url, {"/a.html": "Eka"})
    add(home, f"{site.url}/feed.xml", name="halla")
    pass_over(home)
    ingest(home, [f"{site.url}/b"])
    remove(home, "halla")
    with Store.open(home) as store:
        assert [item.address for item in standing_failures(store)] == [f"{site.url}/b"]


@pytest.mark.parametrize("kind", ["feed", "list"])
def test_a_listing_that_failed_is_no_document_when_it_answers_again(site: Site, home: Home, kind: str) -> None:
    pages: dict[str, bytes | str | Answer] = {
        "/lista": feed(site.url, {"/a.html": "Eka"}) if kind == "feed" else '<html><body><a href="/a.html">Eka</a>',
        "/a.html": release("Eka"),
    }
    site.pages |= {"/lista": lambda to: reply(to, 403, b""), "/a.html": pages["/a.html"]}
    site.types["/lista"] = "application/xml" if kind == "feed" else "text/html"
    add(home, f"{site.url}/lista", kind=kind, links="html" if kind == "list" else None)
    assert pass_over(home).counts == {"failed": 1}
    site.pages |= pages
    assert retry(home).counts == {"skipped": 1}
    site.pages["/lista"] = lambda to: reply(to, 403, b"")
    assert pass_over(home).counts == {"failed": 1}
    site.pages |= pages
    site.forget()
    assert pass_over(home).counts == {"read": 1, "skipped": 1}
    assert site.asked() == ["/lista", "/a.html"]
    with Store.open(home) as store:
        assert (store.count(), standing_failures(store)) == (1, [])


def test_a_folder_that_could_not_be_read_is_retried_as_one(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    add(home, str(folder))
    folder.rmdir()
    assert pass_over(home).counts == {"failed": 1}
    folder.mkdir()
    assert retry(home).counts == {"skipped": 1}


def test_the_time_spent_on_an_item_is_told_without_the_waits(site: Site, home: Home) -> None:
    def slow(to: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        reply(to, 200, release("Hidas").encode(), Content_Type="text/html")

    text = home.settings.read_text(encoding="utf-8").replace("delay = 0.01", "delay = 0.5")
    home.settings.write_text(text, encoding="utf-8")
    site.pages |= {"/a": slow, "/b": lambda to: reply(to, 403, b"")}
    spent = {item.address[-2:]: item.seconds for item in ingest(home, [f"{site.url}/a", f"{site.url}/b"]).items}
    assert spent["/a"] is not None
    assert spent["/b"] is not None
    assert spent["/a"] >= 0.2 > spent["/b"]


def test_the_stamp_tells_any_change_of_rules_or_lexicon(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "amounts.py").write_text("A = 1\n", encoding="utf-8")
    (tmp_path / "lexicon" / "units.toml").write_text("eur = 1\n", encoding="utf-8")
    first = digest(tmp_path)
    (tmp_path / "amounts.pyc").write_bytes(b"made by Python")
    assert digest(tmp_path) == first
    (tmp_path / "lexicon" / "units.toml").write_text("eur = 2\n", encoding="utf-8")
    assert digest(tmp_path) != first
