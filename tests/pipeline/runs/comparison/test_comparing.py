"""Two documents or versions side by side: what differs, what both say, and how much of the words is the same."""

from pathlib import Path

import pytest

from extractors.model.errors import StoreError
from extractors.model.records import Entry
from extractors.reading import read_text
from index.home import Home
from index.store.store import Address, Store
from pipeline.runs.comparison.comparing import compared
from tests.pipeline.world import light, understood

__all__ = ["light"]

OLD = (
    "Päätös\n\nRahoitus on 262 miljoonaa euroa vuodessa.\n\nAsiasta päätti Kuusiston kunta.\n\nTorit avataan 1.3.2026."
)
NEW = OLD.replace("262", "280")


def put(store: Store, address: str, text: str) -> str:
    document = read_text(text, language="fi").model_copy(update={"source": address})
    entry = Entry(document=document, records=understood(document))
    known = Address(address=address, document_id="", sha256=document.sha256)
    return store.put_version(entry, known, extractor="louhi test").document_id


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(Home(tmp_path / "home"))


def test_two_versions_of_a_document(store: Store) -> None:
    key = put(store, "https://kunta.example/p", OLD)
    assert put(store, "https://kunta.example/p", NEW) == key
    for a, b in ((f"{key}@1", key), (f"{key}@1", f"{key}@2"), ("https://kunta.example/p@1", "https://kunta.example/p")):
        found = compared(store, a, b)
        assert (found.before.version, found.after.version) == (1, 2)
        assert [str(one) for one in found.facts] == ["amounts: 262 miljoonaa euroa -> 280 miljoonaa euroa"]
        assert [(one.before, one.after) for one in found.words] == [
            ("Rahoitus on 262 miljoonaa euroa vuodessa.", "Rahoitus on 280 miljoonaa euroa vuodessa.")
        ]
        assert ("bodies", "Kuusiston kunta") in [(one.kind, one.fact) for one in found.shared]
        assert found.alike == 0.75  # three passages of four


def test_two_documents_and_one_with_itself(store: Store) -> None:
    one = put(store, "/a.txt", OLD)
    other = put(store, "/b.txt", "Muistio\n\nRahoitus on 262 miljoonaa euroa vuodessa.")
    found = compared(store, one, "/b.txt")
    assert (found.before.document, found.after.document) == (one, other)
    assert ("amounts", "262 miljoonaa euroa") in [(same.kind, same.fact) for same in found.shared]
    assert "bodies: Kuusiston kunta -> -" in [str(fact) for fact in found.facts]
    same = compared(store, one, one)
    assert (same.words, same.facts, same.alike) == ((), (), 1.0)


@pytest.mark.parametrize("said", ["doc-9", "/a.txt@3", "/a.txt@0", "@1"])
def test_what_is_not_held_is_said(store: Store, said: str) -> None:
    put(store, "/a.txt", OLD)
    with pytest.raises(StoreError, match="no such document or version"):
        compared(store, "/a.txt", said)


def test_an_address_with_a_sign_of_its_own(store: Store) -> None:
    put(store, "https://kunta.example/@2", OLD)
    assert compared(store, "https://kunta.example/@2", "https://kunta.example/@2@1").alike == 1.0
