"""Forms of one document are one hit of a page; what is counted and exported stays documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractors.model.document import Document
from index import Index

TEXT = " ".join(f"Lähitori {n} avataan kunnassa ja sen palvelut kootaan yhteen paikkaan." for n in range(10, 30))


@pytest.fixture
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index.open(tmp_path_factory.mktemp("home")) as index:
        index.add(
            [
                Document(id="deck-pptx", title="Lähitorit", text=TEXT, source="/a/deck.pptx", kind="slides"),
                Document(id="page", title="Torit", text="Lähitori avataan, lähitori avataan.", kind="web page"),
                Document(id="deck-pdf", title="Lähitorit", text=f"{TEXT} Kiitos! Jäikö kysyttävää?", kind="slides"),
            ]
        )
        yield index


@pytest.mark.parametrize("sort", ["score", "title", "newest"])
@pytest.mark.parametrize("query", ["lähitori", ""])
def test_one_hit_with_its_other_forms(index: Index, query: str, sort: str) -> None:
    found = index.search(query, sort=sort, fold=True)
    assert len(found.hits) == 2
    [deck] = [hit for hit in found.hits if hit.others]
    assert {deck.document_id, *(form.document_id for form in deck.others)} == {"deck-pptx", "deck-pdf"}
    assert (found.total, found.folded) == (3, 1)


def test_what_is_counted_stays_documents(index: Index) -> None:
    found = index.search("lähitori", fold=True)
    assert found.total == len(index.matches("lähitori")) == len(found.hits) + found.folded
    for facet, values in found.facets.items():
        for one in values:
            clicked = index.search("lähitori", fold=True, chosen={facet: [one.value]})
            assert one.count == clicked.total == len(clicked.hits) + clicked.folded


def test_pages_hold_each_document_once_and_forms_side_by_side(index: Index) -> None:
    pages = [index.search("lähitori", limit=1, offset=n, fold=True).hits[0].document_id for n in range(3)]
    assert sorted(pages) == ["deck-pdf", "deck-pptx", "page"]
    assert pages.index("page") != 1


def test_a_form_that_does_not_match_stands_below_too(index: Index) -> None:
    [hit] = index.search("kysyttävää", fold=True).hits
    assert hit.document_id == "deck-pdf"
    assert [form.source for form in hit.others] == ["/a/deck.pptx"]


def test_not_folded_each_is_a_hit_and_knows_the_other(index: Index) -> None:
    found = index.search("lähitori")
    assert (len(found.hits), found.folded) == (3, 0)
    assert sum(bool(hit.others) for hit in found.hits) == 2


def test_a_form_that_is_deleted_is_below_no_hit(index: Index) -> None:
    index.delete(["deck-pdf"])
    assert [hit.others for hit in index.search("lähitori", fold=True).hits] == [(), ()]
