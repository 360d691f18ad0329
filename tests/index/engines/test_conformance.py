"""Every engine finds what a slow, obvious search finds, ranks alike, and stays right when documents come and go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.model.document import Document
from index import Index
from index.engines import EMBEDDED
from index.query.parser import QueryWord, parse
from index.search.search import SORTS
from tests.index.corpus import corpus, queries
from tests.index.reference import bm25, matches

DOCUMENTS = corpus(150)
QUERIES = queries(500)


@pytest.fixture(scope="module", params=EMBEDDED)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    pytest.importorskip(request.param)
    with Index.open(tmp_path_factory.mktemp(request.param), engine=request.param) as opened:
        opened.add(DOCUMENTS[:100])
        opened.add(DOCUMENTS[60:])  # some of them again
        yield opened


@pytest.fixture(scope="module")
def answers() -> dict[str, set[str]]:
    """What the reference finds."""
    return {query: matches(query, DOCUMENTS) for query in dict.fromkeys(QUERIES)}


def test_the_queries_are_of_every_kind_and_find_something(answers: dict[str, set[str]]) -> None:
    assert len(QUERIES) == 500
    assert sum(bool(found) for found in answers.values()) > 0.6 * len(answers)
    assert all(
        any(sign in query for query in QUERIES)
        for sign in (" -", " +", '"', "'", "~", "*", "AND", "OR", "NOT", "kind:", "title:", "published:")
    )


def test_finds_what_the_reference_finds(index: Index, answers: dict[str, set[str]]) -> None:
    wrong = []
    for query, expected in answers.items():
        results = index.search(query, limit=200)
        found = [hit.document_id for hit in results.hits]
        if set(found) != expected or results.total != len(expected) or len(found) != len(set(found)):
            wrong.append((query, sorted(set(found) ^ expected), results.total))
    assert not wrong, f"{len(wrong)} queries differ from the reference, among them {wrong[:5]}"


def test_both_engines_rank_alike(tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    with Index.open(tmp_path, engine="whoosh") as one, Index.open(tmp_path, engine="tantivy") as other:
        one.add(DOCUMENTS)
        other.catch_up()
        for query in dict.fromkeys(QUERIES):
            first, second = one.search(query, limit=20), other.search(query, limit=20)
            assert [(h.document_id, h.score, h.highlights) for h in first.hits] == [
                (h.document_id, h.score, h.highlights) for h in second.hits
            ], query
            assert first.facets == second.facets, query


def test_what_another_word_found_is_raised_by_a_part_of_a_compound(index: Index, tmp_path: Path) -> None:
    """In the first look already: no second look mends what is not among its documents."""
    with Index.open(tmp_path, engine=index.name) as some:
        some.add([Document(id=f"d{i}", text="Kirjasto avataan ja suljetaan.") for i in range(9)])
        some.add([Document(id="both", text="Kirjasto avataan ja kustannus.")])
        some.add([Document(id="whole", text="Muutoskustannus.")])
        plan = some.opened.planner("").plan_of(parse("kirjasto muutoskustannus"))
        found = some.opened.engine.best(plan, 2, some.opened.forward.totals().average).numbers.tolist()
        assert set(some.opened.forward.ids(found).values()) == {"both", "whole"}


@pytest.mark.parametrize("word", ["selvitys", "lausunto", "Kuopio"])
def test_the_score_is_bm25_by_base_form(index: Index, word: str) -> None:
    found = index.search(word, limit=5)
    held = {d.id: d for d in DOCUMENTS}
    assert found.hits
    for hit in found.hits:
        why, *together = hit.why
        assert [one.through for one in together] in ([], ["early in the text"])
        assert why.score == pytest.approx(bm25(QueryWord(word), held[hit.document_id], DOCUMENTS), abs=2e-4)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", ["alue rahoitus", "NOT olematonsana", "kind:tiedote OR kind:kalvot", '"alue*"'])
def test_pages_of_a_search_join_without_gap_or_overlap(index: Index, query: str, sort: str) -> None:
    whole = [hit.document_id for hit in index.search(query, limit=200, sort=sort).hits]
    paged = [
        hit.document_id
        for offset in range(0, len(whole), 7)
        for hit in index.search(query, limit=7, offset=offset, sort=sort).hits
    ]
    assert paged == whole
    assert len(whole) > 20


def test_pages_join_where_many_documents_are_equal(tmp_path: Path, index: Index) -> None:
    """More than are looked at twice, put in several goes, some again: the engine holds them in another order."""
    with Index.open(tmp_path, engine=index.name) as many:
        same = [Document(id=f"s{i:03}", text="Silta ja tie.") for i in range(300)]
        many.add(same)
        many.add(same[::3])
        many.add(same[50:90])
        for query in ("silta", "kieli:fi", "NOT olematon"):
            pages = [many.search(query, limit=20, offset=offset).hits for offset in range(0, 300, 20)]
            paged = [hit.document_id for page in pages for hit in page]
            assert len(set(paged)) == len(paged) == 300, query
