"""A backup is made while a run goes on, and is restored by moving it back."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

import index.store.maintenance.backup
from extractors.model.errors import StoreError
from index import Index
from index.home import Home
from index.store.maintenance.backup import backup
from index.store.maintenance.verify import verify
from index.store.migrate import HEAD, revision
from index.store.store import Store
from pipeline.runs.ingest import ingest
from pipeline.runs.reports.report import Progress
from pipeline.runs.run_settings import RunSettings
from pipeline.runs.watch import add, pass_over
from tests.index.older import make_older
from tests.pipeline.conftest import Site, feed, release
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light, picture

__all__ = ["light"]
pytestmark = pytest.mark.usefixtures("light")


def found(home: Home, word: str) -> int:
    with Index.open(home) as index:
        return index.search(word).total


def test_a_backup_made_in_the_middle_of_a_run_is_whole(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "asiakirjat"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.html").write_text(release(f"Tiedote {n}", f"{n + 2} miljoonaa"), encoding="utf-8")
    copies: list[Path] = []

    def tell(step: Progress) -> None:
        if step.done in (3, 11, 30):
            to = tmp_path / f"kopio-{step.done}"
            other = threading.Thread(target=lambda: copies.append(backup(home, to)))
            other.start()
            other.join()

    ingest(home, [str(folder)], tell=tell, settings=RunSettings(batch=4, workers=1, index_every=8))
    assert len(copies) == 3
    for path in copies:
        copy = Home(path)
        with Store.open(copy) as store:
            assert verify(store, copy) == []
            held = store.count()
        assert found(copy, "tiedote") == held
        ingest(copy, [str(folder)])
        assert picture(copy) == picture(home)


def test_a_backup_is_restored_by_moving_it_back(site: Site, home: Home, tmp_path: Path) -> None:
    site.pages |= {"/a.html": release("Eka"), "/feed.xml": feed(site.url, {"/a.html": "Eka"})}
    add(home, f"{site.url}/feed.xml")
    pass_over(home)
    before, told = picture(home, ["eka"]), logged_alerts(home)
    backup(home, tmp_path / "kopio")
    shutil.rmtree(home.root)
    shutil.move(tmp_path / "kopio", home.root)
    site.forget()
    assert pass_over(home).counts == {"unchanged": 1}
    assert all(asked.conditional for asked in site.log)
    assert (picture(home, ["eka"]), logged_alerts(home)) == (before, told)


def test_a_copy_made_while_a_pass_ends_loses_no_item_and_no_alert(
    site: Site, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages |= {f"/{n}": release(f"Tiedote {n}", f"{n + 2} miljoonaa") for n in range(3)}
    site.pages["/feed.xml"] = feed(site.url, {"/0": "Tiedote 0"})
    add(home, f"{site.url}/feed.xml", recheck="when listed anew")
    pass_over(home)
    site.pages["/feed.xml"] = feed(site.url, {"/0": "Tiedote 0", "/1": "Tiedote 1"})

    def store_and_a_pass(source: Path, target: Path) -> None:
        copy_store(source, target)
        pass_over(home)

    copy_store = index.store.maintenance.backup._copy_store
    monkeypatch.setattr(index.store.maintenance.backup, "_copy_store", store_and_a_pass)
    copy = Home(backup(home, tmp_path / "kopio"))
    monkeypatch.undo()
    site.pages["/feed.xml"] = feed(site.url, {f"/{n}": f"Tiedote {n}" for n in (2, 0, 1)})
    assert pass_over(copy).counts == {"read": 2}
    assert pass_over(copy).counts == {}
    assert sorted(alert.title for alert in logged_alerts(copy)) == ["Tiedote 0", "Tiedote 1", "Tiedote 2"]


def test_what_gives_the_store_nothing_is_not_asked_for_again(site: Site, home: Home) -> None:
    site.pages |= {"/a": release("Eka"), "/toinen.xml": feed(site.url, {})}
    site.pages["/feed.xml"] = feed(site.url, {"/a": "Eka", "/toinen.xml": "Toinen syöte"})
    add(home, f"{site.url}/feed.xml", recheck="when listed anew")
    assert pass_over(home).counts == {"read": 1, "skipped": 1}
    site.forget()
    for _ in range(2):
        assert pass_over(home).counts == {}
    assert set(site.asked()) == {"/feed.xml"}


def test_a_file_that_vanishes_while_it_is_copied_is_left_out(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (".sources.toml.999.part", "reports/vanha.json", "reports/uusi.json")
    for name in names:
        (home.root / name).parent.mkdir(exist_ok=True)
        (home.root / name).write_text("{}")
    copy2 = shutil.copy2

    def copied(source: Path, target: Path) -> None:
        assert source.suffix != ".part"
        if source.name == "vanha.json":
            source.unlink()
        copy2(source, target)

    monkeypatch.setattr(shutil, "copy2", copied)
    copy = backup(home, tmp_path / "kopio")
    assert [(copy / name).exists() for name in names] == [False, False, True]


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    site: Site, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = release("Eka")
    ingest(home, [f"{site.url}/a"])
    with Store.open(home) as store, store.writing() as db:
        make_older(db, "0001")

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as broken, pytest.raises(StoreError, match="full"):
        broken.setattr("index.store.migrate._upgrade", full)
        Store.open(home)
    assert revision(home.store) == "0001"
    with Store.open(home) as store:
        assert store.count() == 1
    assert revision(home.store) == HEAD


@pytest.mark.parametrize("within", ["kopio", "syvalla/kopio", ""])
def test_no_backup_into_the_home_itself(home: Home, within: str) -> None:
    Store.open(home).close()
    before = sorted(home.root.iterdir())
    with pytest.raises(StoreError, match="within the home"):
        backup(home, home.root / within)
    assert sorted(home.root.iterdir()) == before
