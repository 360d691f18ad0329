"""A run by hand over files: what comes in, what is known already, what fails and why."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import ReadTimeout, StoreError
from extractors.model.records import Records
from index import Index
from index.home import Home
from index.store.run_log import Run, start_run
from index.store.store import Store
from pipeline.runs.dismiss import chosen_failures, dismiss
from pipeline.runs.ingest import ingest
from pipeline.runs.reports.report import Progress
from pipeline.runs.understanding import understanding_by
from tests.extractors.readers.hostile.pieces import mail as nested
from tests.pipeline.conftest import feed, release
from tests.pipeline.world import Light, light, picture, understood
from tests.servers.postgresql import ON_BOTH

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")
SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_twice_is_once(home: Home, papers: Path) -> None:
    assert ingest(home, [str(papers)]).counts == {"read": 3}
    before = picture(home, ["tiedote"])
    assert ingest(home, [str(papers)]).counts == {"unchanged": 3}
    assert picture(home, ["tiedote"]) == before


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_is_unchanged_is_not_looked_into_again(home: Home, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(home, [str(papers)])

    def never(*_: object) -> None:
        raise AssertionError("this was not to be called")

    monkeypatch.setattr(Light, "look_inside", never)
    assert ingest(home, [str(papers)]).counts == {"unchanged": 3}


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_one_content_under_two_paths_is_one_document(home: Home, papers: Path) -> None:
    ingest(home, [str(papers / "0.html")])
    (papers / "kopio.html").write_bytes((papers / "0.html").read_bytes())
    [item] = ingest(home, [str(papers / "kopio.html")]).items
    with Store.open(home) as store:
        assert (item.outcome, [item.document_id]) == ("same content", store.ids())


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_an_edited_file_is_a_new_version_of_its_document(home: Home, papers: Path) -> None:
    ingest(home, [str(papers)])
    (papers / "1.html").write_text(release("Tiedote 1", "9 miljoonaa"), encoding="utf-8")
    assert ingest(home, [str(papers)]).counts == {"new version": 1, "unchanged": 2}
    with Store.open(home) as store:
        assert store.count() == 3


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_one_bad_file_takes_no_other_with_it(home: Home, papers: Path) -> None:
    (papers / "rikki.pdf").write_bytes(b"%PDF-1.7 ei mitaan")
    (papers / "tyhja.txt").write_bytes(b"")
    report = ingest(home, [str(papers), "/ei/ole", "ftp://example.fi/a"])
    assert report.counts == {"read": 3, "failed": 4}
    assert {Path(item.address).name: item.error for item in report.failures} == {
        "rikki.pdf": "DamagedDocument",
        "tyhja.txt": "EmptyDocument",
        "ole": "SourceError",
        "a": "SourceError",
    }
    assert all(item.reason for item in report.failures)


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_a_dismissed_file_of_a_folder_is_left_in_peace_until_it_is_named(home: Home, papers: Path) -> None:
    bad = papers / "rikki.pdf"
    bad.write_bytes(b"%PDF-1.7 ei mitaan")
    ingest(home, [str(papers), "/ei/ole"])
    with Store.open(home) as store:
        assert len(dismiss(store, chosen_failures(store))) == 2
    assert ingest(home, [str(papers)]).counts == {"unchanged": 3, "dismissed": 1}
    assert ingest(home, [str(bad)]).counts == {"failed": 1}
    assert ingest(home, ["/ei/ole"]).counts == {"failed": 1}


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_an_archive_is_its_documents(home: Home, papers: Path) -> None:
    with zipfile.ZipFile(papers / "kaikki.zip", "w") as archive:
        archive.writestr("liite/uusi.html", release("Uusi"))
        archive.write(papers / "0.html", "0.html")
    report = ingest(home, [str(papers)])
    assert report.counts == {"read": 4, "same content": 1, "skipped": 1}
    assert f"{papers / 'kaikki.zip'}!liite/uusi.html" in {item.address for item in report.items}
    assert ingest(home, [str(papers)]).counts == {"unchanged": 5, "skipped": 1}


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_is_attached_to_messages_is_documents_of_their_own(home: Home, papers: Path) -> None:
    from email.message import EmailMessage

    for number in (1, 2):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "a@hallala.example", "b@hallala.example", f"Viesti {number}"
        mail["Message-ID"], mail["Date"] = f"<{number}@hallala.example>", "Mon, 03 Mar 2025 10:00:00 +0200"
        mail.set_content("Hei, oheisena päätös tiedoksi.")
        mail.add_attachment(release("Liite").encode(), maintype="text", subtype="html", filename="päätös ä.html")
        (papers / f"{number}.eml").write_bytes(mail.as_bytes())
    report = ingest(home, [str(papers / "1.eml"), str(papers / "2.eml")])
    assert report.counts == {"read": 3, "same content": 1}
    assert {item.address for item in report.items} >= {f"{papers / name}!päätös ä.html" for name in ("1.eml", "2.eml")}
    assert ingest(home, [str(papers / "1.eml"), str(papers / "2.eml")]).counts == {"unchanged": 4}


def test_copies_in_an_archive_are_understood_once(home: Home, papers: Path) -> None:
    with zipfile.ZipFile(papers / "a.zip", "w") as archive:
        for name, title in (("1.html", "Eka"), ("2.html", "Toka"), ("3.html", "Eka"), ("4.html", "Eka")):
            archive.writestr(name, release(title))
    seen: list[str] = []

    def find(document: Document) -> Records:
        seen.append(document.source.rpartition("!")[2])
        return understood(document)

    with understanding_by(lambda _: Light(find)):
        report = ingest(home, [str(papers / "a.zip")])
    assert seen == ["1.html", "2.html"]
    assert report.counts == {"read": 2, "same content": 2, "skipped": 1}


def test_a_message_that_is_refused_is_told_of_once(home: Home, papers: Path) -> None:
    (papers / "viesti.eml").write_bytes(nested(40))
    [item] = ingest(home, [str(papers / "viesti.eml")]).items
    assert (item.outcome, item.reason) == ("failed", "its parts are nested more than 30 deep")


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_a_feed_is_followed_where_it_was_named_and_else_left(home: Home, papers: Path) -> None:
    (papers / "feed.xml").write_text(feed("", {"0.html": "Eka", "2.html": "Toka"}), encoding="utf-8")
    report = ingest(home, [str(papers / "feed.xml")])
    assert report.counts == {"read": 2, "skipped": 1}
    report = ingest(home, [str(papers)])
    assert report.counts == {"read": 1, "unchanged": 2, "skipped": 1}
    [skipped] = [item for item in report.items if item.outcome == "skipped"]
    assert skipped.reason == "it is a feed: it lists documents and is none itself"


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_a_killed_run_was_writing_is_swept_away(home: Home, papers: Path) -> None:
    ingest(home, [str(papers / "0.html")])
    with Store.open(home) as store:
        start_run(store, Run(id="kuollut", started="2999-01-01T00:00:00+00:00"))
    left, living = home.objects / "ab" / ".cdef.999999999.part", home.objects / "ab" / f".cdef.{os.getppid()}.part"
    left.parent.mkdir(exist_ok=True)
    for path in (left, living):
        path.write_bytes(b"puoli")
    ingest(home, [str(papers)])
    assert (left.exists(), living.exists()) == (False, True)


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_progress_is_told_for_each(home: Home, papers: Path) -> None:
    steps: list[Progress] = []
    ingest(home, [str(papers)], tell=steps.append)
    assert [(step.done, step.total, step.item.outcome) for step in steps] == [(n, 3, "read") for n in (1, 2, 3)]


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_what_cannot_be_understood_is_told_and_takes_no_other_with_it(home: Home, papers: Path) -> None:
    def find(document: Document) -> Records:
        if "Tiedote 1" in document.text:
            raise ReadTimeout("understanding it took longer than 300 seconds", subject=document.source)
        return understood(document)

    with understanding_by(lambda _: Light(find)):
        report = ingest(home, [str(papers)])
    assert report.counts == {"read": 2, "failed": 1}
    assert [item.reason for item in report.failures] == ["understanding it took longer than 300 seconds"]
    assert ingest(home, [str(papers)]).counts == {"read": 1, "unchanged": 2}


@pytest.mark.real
@pytest.mark.skipif(not SEEDS.exists(), reason="the real files are not beside the checkout")
@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_the_seeds(home: Home) -> None:
    assert ingest(home, [str(SEEDS)]).counts == {"read": 5}
    with Store.open(home) as store:
        kinds = sorted(row["kind"] for row in store.rows(store.ids()).values())
        published = {row["published"] for row in store.rows(store.ids()).values() if row["kind"] == "press release"}
    assert kinds == ["press release", "slides", "web page", "web page", "web page"]
    assert published == {"2021-02-17T14:26:00+02:00"}


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_a_store_that_refuses_for_a_moment_loses_nothing(
    home: Home, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, refusals = Store.address, iter([True])

    def address(store: Store, name: str) -> object:
        if name.endswith("1.html") and next(refusals, False):
            raise StoreError("another Louhi is writing")
        return whole(store, name)

    def again(name: str, step: Callable[..., None], *arguments: object) -> None:
        for _ in range(3):
            with contextlib.suppress(StoreError):
                return step(*arguments)
        raise AssertionError(name)

    monkeypatch.setattr(Store, "address", address)
    assert ingest(home, [str(papers)], do=again).counts == {"read": 3}


@pytest.mark.parametrize("home", ON_BOTH, indirect=True)
def test_a_file_that_was_moved_is_shown_where_it_is(home: Home, papers: Path) -> None:
    ingest(home, [str(papers)])
    (papers / "0.html").rename(papers / "siirretty.html")
    (papers / "1.html").write_bytes((papers / "2.html").read_bytes())  # of one content with another that is there
    ingest(home, [str(papers)])
    with Store.open(home) as store:
        gone = [one.address.rpartition("/")[2] for one in store.addresses() if one.vanished]
        assert gone == ["0.html"]
    with Index.open(home) as index:
        hits = {hit.title: hit.source.rpartition("/")[2] for hit in index.search("tiedote").hits}
    assert hits["Tiedote 0"] == "siirretty.html"
    assert hits["Tiedote 2"] == "2.html"
