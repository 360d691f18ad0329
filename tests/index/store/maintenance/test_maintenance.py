"""verify finds what is no longer as it was stored; a backup is a whole home."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.model.document import Document, Passage
from extractors.model.errors import StoreError
from extractors.model.ids import sha256
from extractors.model.records import Amount, Entry, Person, Records, evidence
from index import Index
from index.corrections.correction_log import correct, undo
from index.corrections.corrections import Correction
from index.home import Home
from index.store.maintenance.backup import backup
from index.store.maintenance.verify import verify
from index.store.store import Address, Store
from tests.index.older import make_older


def entry(content: bytes) -> Entry:
    d = Document(id=f"doc-{sha256(content)[:6]}", text=content.decode(), sha256=sha256(content), source="/a.txt")
    return Entry(document=d, records=Records(people=(Person(id="p", name="Kari", evidence=(evidence(d, 0, 4),)),)))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    with Store.open(home) as store:
        for content in (b"Kari avasi kokouksen.", b"Kari kiitti."):
            home.keep(content)
            store.put_version(entry(content), Address(address=f"/{len(content)}", document_id="", sha256=""))
    return home


def faults(home: Home) -> list[str]:
    with Store.open(home) as store:
        return [f.reason for f in verify(store, home)]


def test_a_sound_home_has_no_faults_and_progress_is_told(home: Home) -> None:
    told: list[tuple[int, int]] = []
    with Store.open(home) as store:
        assert verify(store, home, lambda done, total: told.append((done, total))) == []
    assert told == [(1, 2), (2, 2)]


def test_a_flipped_byte_is_found(home: Home) -> None:
    path = home.object(sha256(b"Kari kiitti."))
    path.write_bytes(b"Kari kiitty.")
    assert faults(home) == ["the kept bytes are not what was stored"]


def test_a_missing_object_is_found(home: Home) -> None:
    home.object(sha256(b"Kari kiitti.")).unlink()
    assert faults(home) == ["the original bytes are missing"]


def test_a_quote_that_does_not_stand_there_is_found(home: Home) -> None:
    with Store.open(home) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE versions SET text = 'Mari' || substr(text, 5) WHERE text LIKE 'Kari kiitti%'")
    assert faults(home)[1].startswith("“Kari” (people) does not stand at 0-4")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (
            "UPDATE versions SET text = replace(text, 'kiitti', 'moitti')",
            "its text, or what is said of it as a whole, is not what was stored",
        ),
        (
            "UPDATE versions SET published = '2026-01-01'",
            "its text, or what is said of it as a whole, is not what was stored",
        ),
        ("DELETE FROM records WHERE kind = 'people'", "it has 1 records where 2 were stored"),
        ("DELETE FROM passages WHERE seq = 1", "it has 1 passages where 2 were stored"),
        ("UPDATE passages SET kind = 'note' WHERE seq = 0", "its passages are not what was stored"),
        (
            "UPDATE records SET data = replace(data, '13000000', '99000000'), low = 99000000, high = 99000000",
            "its records are not what was stored",
        ),
        ("UPDATE records SET low = 99000000 WHERE kind = 'amounts'", "its records are not what was stored"),
        ('UPDATE passages SET "end" = 999 WHERE seq = 1', "cannot be read back"),
    ],
)
def test_an_edit_inside_the_store_is_found(tmp_path: Path, edit: str, reason: str) -> None:
    home = Home(tmp_path / "home")
    with Store.open(home) as store:
        store.put([sealed("Kari kiitti 13 miljoonasta eurosta. Kokous päättyi.")])
    assert faults(home) == []
    with Store.open(home) as store, store.writing() as db:
        assert db.exec_driver_sql(edit).rowcount
    told = faults(home)
    assert any(one.startswith(reason) for one in told), told
    assert not any("\n" in one for one in told), told


def sealed(text: str) -> Entry:
    spans = ((0, text.index(". ") + 1), (text.index(". ") + 2, len(text)))
    d = Document(id="a", text=text, passages=tuple(Passage(kind="paragraph", start=a, end=b) for a, b in spans))
    amount = Amount(
        kind="money", low=Decimal(13_000_000), high=Decimal(13_000_000), unit="EUR", evidence=(evidence(d, 12, 34),)
    )
    person = Person(id="p", name="Kari", evidence=(evidence(d, 0, 4),))
    return Entry(document=d, records=Records(people=(person,), amounts=(amount,)))


def test_what_a_person_corrects_is_as_it_was_stored(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with Store.open(home) as store:
        store.put([sealed("Kari kiitti 13 miljoonasta eurosta. Kokous päättyi.")])
        said = Correction(
            id="c",
            when="2026-03-01T00:00:00",
            action="rename",
            document="a",
            sha256="",
            kind="people",
            name="Kari",
            value="Kaari",
        )
        assert correct(store, said) is None
        assert verify(store, home) == []
        undo(store, said.id)
        assert verify(store, home) == []


def test_a_store_of_the_schema_before_is_sealed_as_it_is(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with Store.open(home) as store:
        store.put([sealed("Kari kiitti 13 miljoonasta eurosta. Kokous päättyi.")])
        with store.writing() as db:
            held = db.exec_driver_sql("SELECT seal FROM versions").scalar_one()
            make_older(db, "0002")
    assert faults(home) == []
    with Store.open(home) as store, store.reading() as db:
        made = db.exec_driver_sql("SELECT seal FROM versions").scalar_one()
    assert json.loads(made) == json.loads(held)


def test_a_lost_version_is_found(home: Home) -> None:
    with Store.open(home) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE documents SET version_id = 'gone' WHERE id = (SELECT min(id) FROM documents)")
    assert faults(home) == ["its current version is missing"]


@pytest.mark.parametrize("left", [0, 10, 100, 5_000, 0.3, 0.5, 0.9, -5_000, -4_096, -100, -1])
def test_a_truncated_store_is_said_and_nothing_of_it_served(home: Home, tmp_path: Path, left: float) -> None:
    Index.open(home).close()
    whole = home.store.read_bytes()
    for tail in ("-wal", "-shm"):
        home.store.with_name(home.store.name + tail).unlink(missing_ok=True)
    keep = int(left * len(whole)) if isinstance(left, float) else left
    home.store.write_bytes(whole[: keep if keep >= 0 else len(whole) + keep])
    with pytest.raises(StoreError, match="damaged"), Store.open(home) as store:
        list(store.entries())
    for use in (lambda: Index.open(home), lambda: backup(home, tmp_path / "copy")):
        with pytest.raises(StoreError, match=r"damaged|cannot be copied"):
            use()
    assert home.store.stat().st_size < len(whole)


def test_a_backup_of_a_store_that_is_damaged_inside_is_refused(home: Home, tmp_path: Path) -> None:
    with Store.open(home) as store, store.writing() as db:
        db.exec_driver_sql("PRAGMA writable_schema = ON")
        db.exec_driver_sql("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'records_by_name'")
    with pytest.raises(StoreError, match="the store is damaged"):
        backup(home, tmp_path / "copy")


def test_a_store_that_is_gone_is_no_new_home(home: Home) -> None:
    home.store.unlink()
    with pytest.raises(StoreError, match="missing, though the home holds documents"):
        Store.open(home)


def test_a_backup_is_a_home(home: Home, tmp_path: Path) -> None:
    home.sources.write_text("[source]\n")
    copy = Home(backup(home, tmp_path / "copy"))
    assert faults(copy) == []
    with Store.open(home) as old, Store.open(copy) as new:
        assert list(new.entries()) == list(old.entries())
    assert copy.sources.read_text() == "[source]\n"


def test_a_backup_goes_on_while_a_run_writes(home: Home, tmp_path: Path) -> None:
    with Store.open(home) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE versions SET title = 'not yet'")
        copy = Home(backup(home, tmp_path / "copy"))
    with Store.open(copy) as new:
        assert [row["title"] for key in new.ids() for row in new.history(key)] == [None, None]


def test_a_backup_never_writes_over_something(home: Home, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(StoreError, match="not empty"):
        backup(home, tmp_path)
