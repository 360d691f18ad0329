"""Alerts: each thing once, in the feed, the file and the webhook."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from extractors.model.errors import StoreError
from extractors.model.records import Records
from index import Index
from index.corrections.correction_log import correct
from index.corrections.thing_corrections import merge_things, rename_thing
from index.home import Home
from index.search.saved import save, whats_new
from index.store import state
from index.store.store import Store
from pipeline.alerts.alert_files import write_files
from pipeline.alerts.alert_log import Alert, latest_alerts, tell
from pipeline.alerts.atom_feed import atom
from pipeline.runs.ingest import ingest
from pipeline.runs.redo_failed import read_again
from pipeline.runs.understanding import understanding_by
from pipeline.runs.watch import add, pass_over
from tests.pipeline.conftest import Clock, Site, feed, release, reply
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import Light, light

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")
TITLES = {"/a.html": "Lähitorit avataan", "/b.html": "Hallanmaa saa rahoituksen"}


def serve(site: Site, home: Home, **expect: int) -> None:
    site.pages["/feed.xml"] = feed(site.url, TITLES)
    site.pages |= {path: release(title) for path, title in TITLES.items()}
    add(home, f"{site.url}/feed.xml", name="halla", expect=expect or None)


def settings(home: Home, text: str) -> None:
    home.settings.write_text(home.settings.read_text(encoding="utf-8") + text, encoding="utf-8")


def told(home: Home) -> list[tuple[str, str]]:
    return [(alert.kind, alert.title) for alert in logged_alerts(home)]


NEW = [("new document", title) for title in TITLES.values()]


def test_new_documents_and_changed_facts_are_told_once(site: Site, home: Home) -> None:
    serve(site, home)
    pass_over(home)
    assert sorted(told(home)) == sorted(NEW)
    pass_over(home)
    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    pass_over(home)
    pass_over(home)
    assert sorted(told(home)[:2]) == sorted(NEW)
    [alert] = logged_alerts(home)[2:]
    assert (alert.kind, alert.text) == ("changed facts", "amounts: 1,5 miljoonaa euroa -> 2,8 miljoonaa euroa")
    root = ElementTree.fromstring((home.alerts / "alerts.atom").read_bytes())
    titles = [node.text for node in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[:2] == ["Louhi: what is new", "changed facts: Hallanmaa saa rahoituksen"]


def test_what_was_brought_in_by_hand_is_no_news(site: Site, home: Home) -> None:
    serve(site, home)
    site.pages["/c.html"] = release("Käsin tuotu")
    ingest(home, [f"{site.url}/a.html", f"{site.url}/c.html"])
    pass_over(home)
    ingest(home, [f"{site.url}/b.html"])
    assert sorted(told(home)) == sorted(NEW)
    with Store.open(home) as store:
        assert {one.address.removeprefix(site.url): one.source for one in store.addresses()}["/b.html"] == "halla"


def test_a_torn_line_is_written_again_and_nothing_told_twice(site: Site, home: Home) -> None:
    serve(site, home)
    pass_over(home)
    path = home.alerts / "alerts.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    with Store.open(home) as store, store.writing() as db:
        state.remove(db, "alerts", "looked")  # as if nothing had been looked through yet
    pass_over(home)
    assert sorted(told(home)) == sorted(NEW)
    assert [json.loads(line)["title"] for line in path.read_text(encoding="utf-8").splitlines()] == list(
        TITLES.values()
    )


def test_a_saved_search_tells_of_each_document_once(site: Site, home: Home) -> None:
    settings(home, '[alerts]\nkinds = ["saved search"]\n')
    with Index.open(home) as index:
        save(index, "rahat", "title:rahoitus")
    serve(site, home)
    pass_over(home)
    pass_over(home)
    assert told(home) == [("saved search", "Hallanmaa saa rahoituksen")]


def test_a_saved_search_tells_only_of_what_it_did_not_find_before(site: Site, home: Home) -> None:
    settings(home, '[alerts]\nkinds = ["saved search"]\n')
    serve(site, home)
    pass_over(home)
    with Index.open(home) as index:
        save(index, "rahat", "title:rahoitus")
    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    pass_over(home)
    assert told(home) == []
    site.pages["/a.html"] = release("Rahoitus jatkuu")
    pass_over(home)
    assert told(home) == [("saved search", "Rahoitus jatkuu")]


def test_an_expectation_is_told_once_for_as_long_as_it_is_not_met(site: Site, home: Home) -> None:
    serve(site, home, links=2)
    pass_over(home)
    full = site.pages["/feed.xml"]
    for lacking in (True, True, False, True):
        site.pages["/feed.xml"] = feed(site.url, {"/a.html": TITLES["/a.html"]}) if lacking else full
        report = pass_over(home)
        assert bool(report.notes) == lacking
    kinds = [alert.text for alert in logged_alerts(home) if alert.kind == "expectation"]
    assert kinds == ["the listing has 1 links, and at least 2 were expected"] * 2


@pytest.mark.parametrize("passes", ["aaa", "ababa", "a-a--a", "ab-ab"])
def test_an_expectation_is_not_told_again_by_passes_that_do_not_see_its_source(
    site: Site, home: Home, passes: str
) -> None:
    """A pass looks at source a, at source b, or at a source a that answers with an error."""
    site.pages |= {"/a.xml": feed(site.url, {}), "/b.xml": feed(site.url, {})}
    add(home, f"{site.url}/a.xml", name="a", expect={"links": 5})
    add(home, f"{site.url}/b.xml", name="b", every=60.0)
    empty = site.pages["/a.xml"]
    for one in passes:
        site.pages["/a.xml"] = empty if one != "-" else lambda to: reply(to, 403, b"")
        pass_over(home, ["b" if one == "b" else "a"])
    assert told(home) == [("expectation", "a")]


def test_a_webhook_gets_each_alert_once_also_after_a_fault(site: Site, home: Home) -> None:
    got: list[dict[str, str]] = []
    answers = iter([500, 200, 200, 200])

    def hook(to: object) -> None:
        body = to.rfile.read(int(to.headers["content-length"]))  # type: ignore[attr-defined]
        code = next(answers)
        if code == 200:
            got.append(json.loads(body))
            assert to.headers["idempotency-key"] == got[-1]["id"]  # type: ignore[attr-defined]
        reply(to, code, b"")  # type: ignore[arg-type]

    site.pages["/hook"] = hook
    settings(home, f'[alerts]\nwebhook = "{site.url}/hook"\n')
    serve(site, home)
    assert "tried again" in pass_over(home).notes[0].text
    assert pass_over(home).notes == ()
    pass_over(home)
    assert sorted(one["title"] for one in got) == sorted(TITLES.values())


GIVE_UP = "is not sent again"
LATER = "tried again on the next run"


@pytest.mark.parametrize(
    ("answers", "notes", "got"),
    [
        ([400, 200, 200], [[GIVE_UP], [], []], "BC"),
        ([422, 200, 200], [[GIVE_UP], [], []], "BC"),
        ([200, 413, 200], [[GIVE_UP], [], []], "AC"),
        ([403, 200, 200], [[GIVE_UP], [], []], "BC"),
        ([404, 404, 404, 404, 404, 404, 200], [[LATER], [LATER], [GIVE_UP, GIVE_UP]], "C"),
        ([404, 404, 200, 200, 200], [[LATER], [], []], "ABC"),
        ([401, 503, 200, 200, 200], [[LATER], [], []], "ABC"),
        ([429, 200, 408, 200, 200], [[LATER], [LATER], []], "ABC"),
        ([200, 404, 404, 404, 200], [[LATER], [LATER], [GIVE_UP]], "AC"),
    ],
    ids=str,
)
def test_an_alert_that_the_webhook_refuses_keeps_no_other_back(
    site: Site, home: Home, answers: list[int], notes: list[list[str]], got: str
) -> None:
    """Three passes: A and B are told in the first one, C in the third."""
    left, taken = iter(answers), list[str]()

    def hook(to: object) -> None:
        body = json.loads(to.rfile.read(int(to.headers["content-length"])))  # type: ignore[attr-defined]
        code = next(left)
        taken.extend(body["title"] if code == 200 else "")
        reply(to, code, b"")  # type: ignore[arg-type]

    site.pages["/hook"] = hook
    settings(home, f'[alerts]\nwebhook = "{site.url}/hook"\n')
    add(home, f"{site.url}/feed.xml", kind="feed")
    for some, said in zip(("AB", "AB", "ABC"), notes, strict=True):
        site.pages |= {f"/{one}": release(one, f"{ord(one)} miljoonaa") for one in some}
        site.pages["/feed.xml"] = feed(site.url, {f"/{one}": one for one in some})
        report = pass_over(home)
        assert report.ok
        assert [text for note in report.notes for text in (GIVE_UP, LATER) if text in note.text] == said
    assert ("".join(taken), list(left)) == (got, [])


@pytest.mark.parametrize(
    "address", ["http://[::1", "viestit.example.fi/louhi", "ftp://example.fi/", "https://", "http://a:b"]
)
def test_a_webhook_that_is_no_address_is_said_before_anything_is_done(site: Site, home: Home, address: str) -> None:
    serve(site, home)
    settings(home, f'[alerts]\nwebhook = "{address}"\n')
    site.forget()
    with pytest.raises(StoreError, match=r"\[alerts\] webhook cannot be understood"):
        pass_over(home)
    assert site.log == []


def test_what_cannot_be_sent_at_all_is_a_note_and_the_report_is_kept(
    site: Site, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(site, home)
    settings(home, '[alerts]\nwebhook = "http://[::1/louhi"\n')
    monkeypatch.setattr("pipeline.alerts.alerts.is_address", lambda _: True)
    monkeypatch.setattr("pipeline.alerts.alerts.canonical", lambda _: "https://viestit.example.fi/")
    report = pass_over(home)
    assert report.counts == {"read": 2}
    assert [note.text.partition(" (")[0] for note in report.notes] == ["alerts could not be sent by webhook"]
    assert list(home.reports.glob("*.html"))


def test_the_feed_catches_up_with_what_was_told_before_a_kill(
    site: Site, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(site, home)
    pass_over(home)
    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    with monkeypatch.context() as cut, pytest.raises(RuntimeError):
        cut.setattr("pipeline.alerts.alerts.write_files", cut_off)
        pass_over(home)
    pass_over(home)
    shown = feedparser.parse((home.alerts / "alerts.atom").read_bytes()).entries
    assert [one.id for one in shown] == [f"urn:louhi:{one.id}" for one in logged_alerts(home)[::-1]]


def test_what_is_read_again_by_other_rules_is_no_news(site: Site, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(site, home)
    pass_over(home)
    site.pages["/b.html"] = release("Hallanmaa saa rahoituksen", "2,8 miljoonaa")
    pass_over(home)
    with Index.open(home) as index:
        save(index, "rahat", "title:rahoitus")
    before = told(home)
    monkeypatch.setattr("pipeline.runs.batch.extractor", lambda: "louhi 9.9.9")
    monkeypatch.setattr("pipeline.runs.redo_failed.extractor", lambda: "louhi 9.9.9")
    with understanding_by(lambda _: Light(lambda _: Records())):
        assert read_again(home).counts == {"read": 2}
    pass_over(home)
    assert told(home) == before


def test_an_alert_says_what_the_document_is(site: Site, home: Home) -> None:
    with Index.open(home) as index:
        save(index, "rahat", "rahoitus AND title:rahoitus")
    serve(site, home)
    pass_over(home)
    [new] = [
        alert for alert in logged_alerts(home) if alert.kind == "new document" and alert.title == TITLES["/b.html"]
    ]
    assert new.text.splitlines() == [
        "web page, 2026-03-24",
        "Lähitorit avataan. Hanketta johtaa kehitysjohtaja Aino Lehtovaara Hallanmaan liitosta, ja rahoitus on 1,5 "
        "miljoonaa euroa.",
        "money: 1,5 miljoonaa euroa",
    ]
    [found] = [alert for alert in logged_alerts(home) if alert.kind == "saved search"]
    assert found.text.splitlines()[:2] == [
        "found by the saved search rahat: rahoitus AND title:rahoitus",
        "web page, 2026-03-24",
    ]
    assert "rahoitus on 1,5 miljoonaa euroa" in found.text.splitlines()[2]


def test_a_saved_search_holds_when_its_body_is_renamed_or_merged(site: Site, home: Home) -> None:
    """What is ticked in it is who is meant, whatever it is called: its alerts say today's name."""
    settings(home, '[alerts]\nkinds = ["saved search"]\n')
    serve(site, home)
    site.pages["/b.html"] = site.pages["/b.html"].replace("Hallanmaan liitto", "Lehdon kunta")
    pass_over(home)
    with Index.open(home) as index:
        bodies = {one.label: one.value for one in index.facet_values("NOT olematonsana", "body")}
        liitto, kunta = bodies["Hallanmaan liitto"], bodies["Lehdon kunta"]
        save(index, "liitto", "", {"body": [liitto]})
        save(index, "kunta", "rahoitus", {"body": [kunta], "kind": ["web page"]})
        assert correct(index.store, rename_thing(index.store, liitto, "Hallanmaan maakuntaliitto")) is None
        assert correct(index.store, merge_things(index.store, kunta, liitto)) is None
    site.pages["/feed.xml"] = feed(site.url, {**TITLES, "/c.html": "Kolmas tori"})
    site.pages["/c.html"] = release("Kolmas tori")
    pass_over(home)
    found = [alert for alert in logged_alerts(home) if alert.title == "Kolmas tori"]
    assert [alert.text.splitlines()[0] for alert in found] == [
        "found by the saved search kunta: rahoitus, body Hallanmaan maakuntaliitto, kind web page",
        "found by the saved search liitto: body Hallanmaan maakuntaliitto",
    ]
    with Index.open(home) as index:
        assert {hit.title for hit in whats_new(index, "liitto").hits} == {TITLES["/b.html"], "Kolmas tori"}
        assert {hit.title for hit in whats_new(index, "kunta").hits} == {TITLES["/a.html"], "Kolmas tori"}


def test_a_saved_search_that_cannot_be_asked_stops_nothing(site: Site, home: Home) -> None:
    rows = [{"name": "rikki", "query": "kind:("}]
    with Store.open(home) as store, store.writing() as db:
        state.put(db, "search", "rikki", rows[0])
    serve(site, home)
    pass_over(home)
    pass_over(home)
    assert [title for kind, title in told(home) if kind == "expectation"] == ["saved search rikki"]


def cut_off(*_: object) -> None:
    raise RuntimeError("killed here")


def test_an_expectation_is_told_once_also_where_the_telling_was_cut_off(
    site: Site, home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(site, home, links=9)
    with monkeypatch.context() as cut, pytest.raises(RuntimeError):
        cut.setattr("pipeline.alerts.alerts.write_files", cut_off)
        pass_over(home, now=clock.now, sleep=clock.sleep)
    clock.at += 3600
    pass_over(home, now=clock.now, sleep=clock.sleep)
    assert [kind for kind, _ in told(home)].count("expectation") == 1


@pytest.mark.parametrize("count", [0, 1, 5, 700])
def test_the_files_follow_what_was_told(home: Home, count: int) -> None:
    alerts = [Alert(id=f"alert-{n}", kind="expectation", title="ä" * 300, when="2026") for n in range(count)]
    path, feed = home.alerts / "alerts.jsonl", home.alerts / "alerts.atom"
    with Store.open(home) as store:
        for some in (alerts[: count // 2], alerts[count // 2 :], alerts):
            with store.writing() as db:
                tell(db, some)
            write_files(store, home)
        assert latest_alerts(store, 3) == alerts[-3:]
        assert logged_alerts(home) == alerts
        if not count:
            assert not path.exists()
            return
        lines = path.read_bytes()
        assert [Alert.model_validate_json(line) for line in lines.splitlines()] == alerts
        for damage in (lines[:-5], lines[: -len(lines) // 3], b"", b"rikki\n" + lines, b"toinen\n", lines + b'{"id":'):
            path.write_bytes(damage)
            feed.unlink()
            write_files(store, home)
            held = path.read_bytes().removeprefix(b"rikki\n")
            assert held == lines
            assert alerts[-1].id.encode() in feed.read_bytes()


def test_the_feed_is_one_that_readers_take() -> None:
    told = [
        Alert(
            id="alert-1",
            kind="new document",
            title="Rahat & \x0bvalta",
            text="Raha: 1 < 2 &\nToinen rivi \ud800",
            link="/srv/esitys 1.pdf",
            when="2026-03-24T08:30:00.000+00:00",
        ),
        Alert(id="alert-2", kind="expectation", title="halla", when="2026-03-25T08:30:00.000+00:00", source="halla"),
    ]
    content = atom(told, Path("/koti/alerts/alerts.atom"))
    root, space = ElementTree.fromstring(content), "{http://www.w3.org/2005/Atom}"
    for element in (root, *root.iter(f"{space}entry")):
        assert all(len(element.findall(space + name)) == 1 for name in ("id", "title", "updated"))
    read = feedparser.parse(content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["expectation: halla", "new document: Rahat & valta"]
    links = [link.get("href") for link in root.iter(f"{space}link")]
    assert links == ["file:///koti/alerts/alerts.atom", "file:///srv/esitys%201.pdf"]
    assert read.entries[1].content[0].value == "<p>Raha: 1 &lt; 2 &amp;</p><p>Toinen rivi </p>"
    assert read.feed.updated == told[1].when
