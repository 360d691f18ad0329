"""Snapshots: same input, same id; any byte that is flipped is named; reading again finds what differs."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from extractors.model.document import Document, RawDocument
from extractors.model.errors import LouhiError, StoreError
from extractors.model.records import Amount, Entry, Person, Records, evidence
from extractors.reading import read
from index.corrections.correction_log import correct
from index.corrections.corrections import Correction
from index.home import Home
from index.outputs.collections import keep
from index.outputs.snapshots.bag import MANIFEST, bag_faults, close_bag, files_of, id_of, write_manifest
from index.outputs.snapshots.checking import check_snapshot
from index.outputs.snapshots.contents import ABOUT, COLLECTIONS, DOCUMENTS, collections_of, lines_of
from index.outputs.snapshots.freezing import freeze
from index.store.filters import Filter
from index.store.store import Address, Store

PAPERS = {
    "/a.txt": "Kauko Harjula esitteli asian.\n\nRahoitus on 2 M€.",
    "/b.txt": "Kunnanhallitus käsitteli hakemusta 131052-308T.",
}


def entered(raw: RawDocument) -> Entry:
    """A reader of our own: what stands as "Kauko Harjula" is a person, what stands as "2 M€" a sum."""
    document = read(raw)

    def at(words: str) -> tuple[int, int]:
        return document.text.index(words), document.text.index(words) + len(words)

    if "Harjula" not in document.text:
        return Entry(document=document)
    people = (Person(id="p", name="Kauko Harjula", evidence=(evidence(document, *at("Kauko Harjula")),)),)
    sums = (
        Amount(
            kind="money",
            low=Decimal(2_000_000),
            high=Decimal(2_000_000),
            unit="EUR",
            confidence=0.5,
            evidence=(evidence(document, *at("2 M€")),),
        ),
    )
    return Entry(document=document, records=Records(people=people, amounts=sums))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return filled(tmp_path / "home")


def filled(root: Path) -> Home:
    kept = Home(root)
    with Store.open(kept) as store:
        for source, text in PAPERS.items():
            raw = RawDocument(content=text.encode(), source=source)
            kept.keep(raw.content)
            address = Address(address=source, document_id="", sha256=raw.sha256)
            store.put_version(entered(raw), address, fetched="2026-11-28T10:00:00+00:00", extractor="louhi test")
    return kept


def frozen(home: Home, folder: Path, wanted: Filter | None = None, **options: object) -> str:
    with Store.open(home) as store:
        return freeze(store, home, folder, wanted or Filter(), louhi="louhi test", **options).id  # type: ignore[arg-type]


def saying(action: str, entry: Entry, value: str | None = None) -> Correction:
    about = {"id": f"{action} 1", "when": "2026-01-01", "document": entry.document.id, "sha256": entry.document.sha256}
    return Correction.model_validate(
        {**about, "action": action, "kind": "people", "name": "Kauko Harjula", "value": value}
    )


def faults(folder: Path, reader: Callable[[RawDocument], Entry] = entered) -> list[str]:
    return [f"{one.subject}: {one.reason}" for one in check_snapshot(folder, louhi="louhi test", reader=reader)]


def test_the_same_input_gives_the_same_id_and_it_is_the_hash_of_the_manifest(home: Home, tmp_path: Path) -> None:
    one = frozen(home, tmp_path / "one")
    other = frozen(filled(tmp_path / "again"), tmp_path / "other", title="Toinen", authors=["Aino"])
    assert one == other == hashlib.sha256((tmp_path / "one" / MANIFEST).read_bytes()).hexdigest()
    with Store.open(home) as store:
        store.delete([store.ids()[0]])
    assert frozen(home, tmp_path / "less") != one


def test_a_snapshot_is_whole_and_verifies_on_another_place(home: Home, tmp_path: Path) -> None:
    key = frozen(home, tmp_path / "one")
    moved = shutil.copytree(tmp_path / "one", tmp_path / "muualla")
    shutil.rmtree(home.root)
    shutil.rmtree(tmp_path / "one")
    assert faults(moved) == []
    assert id_of(moved) == key
    about = json.loads((moved / ABOUT).read_text("utf-8"))
    assert (about["documents"], about["counts"]["people"]) == (2, {"records": 1, "rows": 1})
    assert about["dependencies"]["pydantic"]
    assert len([path for path in files_of(moved) if path.startswith("data/objects/")]) == 2
    assert {"data/records/people.csv", "data/records/datapackage.json", "CITATION.cff", "LUE.txt"} <= {*files_of(moved)}
    done = subprocess.run(["sha256sum", "--quiet", "-c", MANIFEST], cwd=moved, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_any_flipped_byte_is_named(home: Home, tmp_path: Path) -> None:
    frozen(home, tmp_path / "one")
    for path in files_of(tmp_path / "one"):
        file = tmp_path / "one" / path
        whole = file.read_bytes()
        middle = len(whole) // 2
        file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :] if whole else b"x")
        said = faults(tmp_path / "one")
        manifest = path == "tagmanifest-sha256.txt"  # nothing tells its own hash: what it lists is named
        assert said and (manifest or any(one.startswith(f"{path}: ") for one in said)), path
        file.write_bytes(whole)
    assert faults(tmp_path / "one") == []


def test_what_is_missing_or_was_added_is_named(home: Home, tmp_path: Path) -> None:
    frozen(home, tmp_path / "one")
    (tmp_path / "one" / DOCUMENTS).unlink()
    (tmp_path / "one" / "data" / "lisä.txt").write_text("x")
    assert faults(tmp_path / "one") == [
        f"{DOCUMENTS}: the file is missing",
        "data/lisä.txt: the file was not there when the snapshot was made",
    ]
    assert "is no snapshot" in faults(tmp_path)[0]


def sealed_anew(folder: Path) -> None:
    write_manifest(folder)
    close_bag(folder, {})
    assert list(bag_faults(folder)) == []


def test_a_quote_that_stands_elsewhere_and_a_wrong_count_are_named_though_the_hashes_hold(
    home: Home, tmp_path: Path
) -> None:
    frozen(home, tmp_path / "one", objects=False)
    file = tmp_path / "one" / DOCUMENTS
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line.replace("Rahoitus on 2 M€", "Rahoitus oli 2 M€") for line in lines), "utf-8")
    sealed_anew(tmp_path / "one")
    (said,) = faults(tmp_path / "one")
    assert said.startswith("/a.txt: “2 M€” (amounts) does not stand at 43-47 of doc-")
    file.write_text("".join(line for line in lines if "131052" in line), "utf-8")
    sealed_anew(tmp_path / "one")
    assert f"{DOCUMENTS}: it holds 1 documents, and snapshot.json says 2" in faults(tmp_path / "one")
    assert f"{DOCUMENTS}: it holds 0 mentions of people, and snapshot.json says 1" in faults(tmp_path / "one")


def test_reading_again_names_the_first_difference(home: Home, tmp_path: Path) -> None:
    frozen(home, tmp_path / "one")

    def lessened(raw: RawDocument) -> Entry:
        found = entered(raw)
        return found.model_copy(update={"records": found.records.model_copy(update={"amounts": ()})})

    (said,) = faults(tmp_path / "one", lessened)
    assert said.startswith('/a.txt: read again it differs: amounts[0]: {"evidence": [')
    (fault,) = check_snapshot(tmp_path / "one", louhi="louhi new", reader=lessened)
    assert fault.advice == "louhi test had read it, and this is louhi new."
    frozen(home, tmp_path / "two", objects=False)
    assert faults(tmp_path / "two", lessened) == []  # without the bytes nothing can be read again


def test_corrections_and_least_confidence_hold_when_it_is_read_again(home: Home, tmp_path: Path) -> None:
    with Store.open(home) as store:
        entry = next(one for one in store.entries() if one.records.people)
        assert correct(store, saying("rename", entry, "Kauko Harjulainen")) is None
    frozen(home, tmp_path / "one", Filter(min_confidence=0.9))
    line = next(line for line in lines_of(tmp_path / "one") if line["people"])
    assert (line["people"][0]["name"], line["amounts"]) == ("Kauko Harjulainen", [])
    assert "Harjulainen" in (tmp_path / "one" / "data" / "corrections.jsonl").read_text("utf-8")
    assert faults(tmp_path / "one") == []


def test_a_part_of_the_corpus_has_its_own_corrections_and_bytes_alone(home: Home, tmp_path: Path) -> None:
    with Store.open(home) as store:
        entry = next(one for one in store.entries() if one.records.people)
        other = next(one for one in store.ids() if one != entry.document.id)
        assert correct(store, saying("accept", entry)) is None
    frozen(home, tmp_path / "one", query="hakemus", found=[other])
    about = json.loads((tmp_path / "one" / ABOUT).read_text("utf-8"))
    assert (about["query"], about["documents"], about["corrections"]) == ("hakemus", 1, 0)
    assert len([path for path in files_of(tmp_path / "one") if "/objects/" in path]) == 1


def test_collections_go_with_the_documents_that_are_there(home: Home, tmp_path: Path) -> None:
    with Store.open(home) as store:
        first, other = sorted(store.ids())
        keep(store, "Luettavat", first, note="tarkista sivu 2", checked=True)
        keep(store, "Luettavat", other)
        keep(store, "Muut", other)
    frozen(home, tmp_path / "all")
    assert [(one.name, len(one.items)) for one in collections_of(tmp_path / "all")] == [("Luettavat", 2), ("Muut", 1)]
    frozen(home, tmp_path / "one", query="hakemus", found=[first])
    [(item,)] = [one.items for one in collections_of(tmp_path / "one")]
    assert (item.document, item.note, item.checked) == (first, "tarkista sivu 2", True)
    assert faults(tmp_path / "one") == faults(tmp_path / "all") == []


def test_collections_that_are_not_what_was_counted_are_told(home: Home, tmp_path: Path) -> None:
    with Store.open(home) as store:
        keep(store, "Luettavat", next(iter(store.ids())))
    frozen(home, tmp_path / "one")
    (tmp_path / "one" / COLLECTIONS).write_text("", encoding="utf-8")
    write_manifest(tmp_path / "one")
    close_bag(tmp_path / "one", {})
    told = faults(tmp_path / "one")
    assert any("it holds 0 collections, and snapshot.json says 1" in one for one in told)


@pytest.mark.parametrize("codes", [False, True])
def test_personal_codes_are_masked_unless_asked_for_and_it_verifies_either_way(
    home: Home, tmp_path: Path, codes: bool
) -> None:
    frozen(home, tmp_path / "one", codes=codes)
    assert ("131052-308T" in (tmp_path / "one" / DOCUMENTS).read_text("utf-8")) == codes
    assert faults(tmp_path / "one") == []


def test_the_citation_tells_the_id(home: Home, tmp_path: Path) -> None:
    key = frozen(home, tmp_path / "one", title='Rahoitus "2026": a', authors=["Aino Esimerkki"])
    cited = yaml.safe_load((tmp_path / "one" / "CITATION.cff").read_text("utf-8"))
    assert cited["title"] == 'Rahoitus "2026": a'
    assert cited["authors"] == [{"name": "Aino Esimerkki"}]
    assert cited["identifiers"][0]["value"] == f"sha256:{key}"


def test_a_folder_that_holds_something_is_left_and_a_fault_leaves_nothing(home: Home, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "oma.txt").write_text("oma")
    with pytest.raises(StoreError, match="not empty"):
        frozen(home, tmp_path / "full")
    damaged = next(path for path in home.objects.rglob("*") if path.is_file())
    damaged.write_bytes(b"muuta")
    with pytest.raises(LouhiError, match="not what was stored"):
        frozen(home, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "home"]


def test_a_document_whose_bytes_are_not_held_says_so(tmp_path: Path) -> None:
    kept = Home(tmp_path / "home")
    with Store.open(kept) as store:
        store.put([Entry(document=Document(id="a", text="Päätös."))])
    frozen(kept, tmp_path / "one")
    assert [line["object"] for line in lines_of(tmp_path / "one")] == [None]
    assert faults(tmp_path / "one") == []
