"""The order of finders, the fate of one that fails, and streams of documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import extractors
from extractors.extraction import extract, extract_many
from extractors.finders import EXTRACTORS
from extractors.model.document import Document
from extractors.model.errors import ReadTimeout
from extractors.model.records import RECORD_KINDS

TEXT = "Sosiaali- ja terveysministeriö myönsi 9,4 miljoonaa euroa 11.2.2021. Lisätiedot: Aino Salo, puh. 044 123 4567"


def fails(*_: object) -> Iterator[object]:
    raise ValueError("no luck")


def test_every_kind_of_record_has_its_finder() -> None:
    assert set(EXTRACTORS) == set(RECORD_KINDS)


def test_a_finder_is_given_only_what_was_found_before_it() -> None:
    seen = {"entities"}
    for kind, (_, needs) in EXTRACTORS.items():
        assert set(needs) <= seen
        seen.add(kind)


def test_one_document_gives_records_that_quote_it() -> None:
    records = extract(Document(id="d", text=TEXT, published="2021-02-12"))
    assert "Sosiaali- ja terveysministeriö" in [b.name for b in records.bodies]
    assert not records.issues
    for kind in RECORD_KINDS:
        for record in getattr(records, kind):
            assert all(TEXT[e.start : e.end] == e.quote for e in record.evidence)


def test_a_finder_that_raises_leaves_an_issue_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXTRACTORS, "bodies", (f"{__name__}:fails", ("entities",)))
    records = extract(Document(id="d", text=TEXT))
    assert records.bodies == ()
    assert records.contacts
    (issue,) = records.issues
    assert "bodies" in issue.reason and "no luck" in issue.reason


@pytest.mark.parametrize("limit", [ReadTimeout("it took longer than 5 seconds"), MemoryError()], ids=type)
def test_a_limit_that_is_reached_in_a_finder_comes_through(limit: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def reach(*_: object) -> Iterator[object]:
        raise limit

    monkeypatch.setattr(f"{__name__}.fails", reach)
    monkeypatch.setitem(EXTRACTORS, "bodies", (f"{__name__}:fails", ("entities",)))
    with pytest.raises(type(limit)):
        extract(Document(id="d", text=TEXT))


def test_a_stream_is_read_lazily_and_in_order() -> None:
    taken = []

    def stream() -> Iterator[Document]:
        for n in range(300):
            taken.append(n)
            yield Document(id=str(n), text=f"Kokous {n} pidettiin 1.2.{2000 + n % 20}.")

    found = extract_many(stream())
    first = next(found)
    assert first.dates[0].edtf == "2000-02-01"
    assert len(taken) < 300
    assert len(list(found)) == 299


def test_two_processes_find_what_one_does() -> None:
    documents = [Document(id=str(n), text=f"Kuopion kaupunki päätti asiasta {n}.") for n in range(40)]
    assert list(extract_many(documents, workers=2)) == list(extract_many(documents))


def test_the_package_gives_what_it_promises_and_nothing_else() -> None:
    assert extractors.extract is extract
    assert set(extractors.__all__) == set(extractors.LAZY)
    for name in extractors.__all__:
        assert getattr(extractors, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'extrakt'"):
        _ = extractors.extrakt
