"""A snapshot in one file: the same each time, verified, what is damaged named, nothing unpacked beyond its folder."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from extractors.model.errors import StoreError
from index.home import Home
from index.outputs.snapshots import zipped
from index.outputs.snapshots.bag import digest_of, files_of, id_of
from index.outputs.snapshots.zipped import opened_bag
from tests.index.outputs.snapshots.test_snapshots import faults, filled, frozen


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return filled(tmp_path / "home")


def content(folder: Path) -> dict[str, str]:
    return {path: digest_of(folder / path) for path in files_of(folder)}


def test_a_zip_holds_the_folder_and_is_the_same_each_time(home: Home, tmp_path: Path) -> None:
    key = frozen(home, tmp_path / "kuva")
    assert frozen(home, tmp_path / "one" / "kuva.zip") == frozen(home, tmp_path / "other" / "kuva.zip") == key
    assert digest_of(tmp_path / "one" / "kuva.zip") == digest_of(tmp_path / "other" / "kuva.zip")
    with opened_bag(tmp_path / "one" / "kuva.zip") as bag:
        assert (bag.name, id_of(bag), faults(bag)) == ("kuva", key, [])
        assert content(bag) == content(tmp_path / "kuva")
    assert not bag.exists()
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["kuva.zip"]


def test_a_zip_that_is_there_is_left_as_it_is(home: Home, tmp_path: Path) -> None:
    (tmp_path / "kuva.zip").write_bytes(b"own")
    with pytest.raises(StoreError, match="there is something of that name"):
        frozen(home, tmp_path / "kuva.zip")
    assert (tmp_path / "kuva.zip").read_bytes() == b"own"


def test_a_flipped_byte_is_named_or_changes_nothing(home: Home, tmp_path: Path) -> None:
    frozen(home, tmp_path / "kuva.zip")
    whole = (tmp_path / "kuva.zip").read_bytes()
    with opened_bag(tmp_path / "kuva.zip") as bag:
        held = content(bag)
    dice, named = random.Random(16), 0
    for at in dice.sample(range(len(whole)), 60):
        broken = bytearray(whole)
        broken[at] ^= 0x10
        (tmp_path / "kuva.zip").write_bytes(broken)
        try:
            with opened_bag(tmp_path / "kuva.zip") as bag:
                same = content(bag) == held
                assert same or faults(bag)
                named += not same
        except StoreError as error:
            assert error.subject
            assert error.advice
            named += 1
    assert named > 30


@pytest.mark.parametrize(
    "names",
    [
        ["../paha.txt"],
        ["/etc/paha.txt"],
        ["kuva/../../paha.txt"],
        ["kuva\\..\\paha.txt"],
        ["C:/paha.txt"],
        ["yksin.txt"],
        ["kuva/a.txt", "toinen/b.txt"],
        [],
    ],
)
def test_a_zip_of_anything_else_is_refused(tmp_path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "kuva.zip", "w") as bag:
        for name in names:
            bag.writestr(name, "x")
    with pytest.raises(StoreError, match="one folder of files"), opened_bag(tmp_path / "kuva.zip"):
        pass


def test_a_link_and_a_second_file_of_a_name_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("kuva/linkki")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "linkki.zip", "w") as bag:
        bag.writestr(link, "/etc/passwd")
    with zipfile.ZipFile(tmp_path / "kaksi.zip", "w") as bag:
        bag.writestr("kuva/a.txt", "yksi")
        with pytest.warns(UserWarning, match="Duplicate"):
            bag.writestr("kuva/a.txt", "kaksi")
    for name in ("linkki.zip", "kaksi.zip"):
        with pytest.raises(StoreError), opened_bag(tmp_path / name):
            pass


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "ALWAYS", 1000)
    with zipfile.ZipFile(tmp_path / "kuva.zip", "w", zipfile.ZIP_DEFLATED) as bag:
        bag.writestr("kuva/a.txt", bytes(1_000_000))
    with pytest.raises(StoreError, match="more than any snapshot"), opened_bag(tmp_path / "kuva.zip"):
        pass
