"""OpenSearch finds, ranks, counts and keeps up as the embedded engines do: on real nodes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.model.document import Document
from extractors.model.errors import EngineAway, EngineError
from index import Index
from index.engines import served_index, served_queries
from index.engines.opensearch import OpenSearchEngine
from index.query.parser import parse
from index.search.search import SORTS
from tests.index.corpus import corpus
from tests.index.engines import test_conformance as conformance
from tests.index.reference import matches
from tests.index.search import test_facets as facets
from tests.servers.nodes.nodes import nodes, skipped_without_nodes

pytestmark = pytest.mark.opensearch

DOCUMENTS = conformance.DOCUMENTS


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("opensearchpy")
    with skipped_without_nodes(), nodes(tmp_path_factory.mktemp("cluster"), count=3) as address:
        yield address


def settle(home: Path, cluster: str, **more: object) -> Path:
    """A home whose index stands in the cluster."""
    home.mkdir(exist_ok=True)
    told = {"url": cluster, **more}
    rows = [f"{name} = {value!r}" for name, value in told.items()]
    (home / "settings.toml").write_text("\n".join(['engine = "opensearch"', "[opensearch]", *rows]), encoding="utf-8")
    return home


@pytest.fixture
def home(tmp_path: Path, cluster: str) -> Path:
    return settle(tmp_path / "home", cluster)


@pytest.fixture(scope="module")
def index(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index parted over three nodes, each part twice."""
    with Index.open(settle(tmp_path_factory.mktemp("opensearch"), cluster, shards=3, replicas=1)) as opened:
        opened.add(DOCUMENTS[:100])
        opened.add(DOCUMENTS[60:])
        yield opened


def test_finds_what_the_reference_finds(index: Index) -> None:
    answers = {query: matches(query, DOCUMENTS) for query in dict.fromkeys(conformance.QUERIES)}
    conformance.test_finds_what_the_reference_finds(index, answers)


def test_ranks_and_counts_as_whoosh_does(index: Index, tmp_path: Path) -> None:
    with Index.open(tmp_path, engine="whoosh") as other:
        other.add(DOCUMENTS)
        for query in dict.fromkeys(conformance.QUERIES):
            first, second = index.search(query, limit=20), other.search(query, limit=20)
            assert [(h.document_id, h.score, h.highlights) for h in first.hits] == [
                (h.document_id, h.score, h.highlights) for h in second.hits
            ], query
            assert first.facets == second.facets, query


@pytest.mark.parametrize("word", ["selvitys", "lausunto", "Kuopio"])
def test_the_score_is_bm25_by_base_form(index: Index, word: str) -> None:
    conformance.test_the_score_is_bm25_by_base_form(index, word)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", ["alue rahoitus", "NOT olematonsana", '"alue*"'])
def test_pages_of_a_search_join_without_gap_or_overlap(index: Index, query: str, sort: str) -> None:
    conformance.test_pages_of_a_search_join_without_gap_or_overlap(index, query, sort)


def test_a_count_is_what_its_click_finds(cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "QUERIES", facets.QUERIES[:4])  # each is some hundred clicks
    with Index.open(settle(tmp_path, cluster, shards=2)) as some:
        some.add(facets.ENTRIES)
        some.add(facets.entry(e.document, random.Random(-i)) for i, e in enumerate(facets.ENTRIES[:30]))
        some.delete([facets.ENTRIES[5].document.id])
        facets.test_a_count_is_what_its_click_finds(some)
        facets.test_every_facet_has_values(some)


REQUESTS = {
    "rahoitus": 2,
    "alue rahoitus hankkeessa": 2,
    "NOT kunta": 2,
    "published:2021": 1,
    "": 2,
    "alue*": 2,
    '"uusi hanke"': 3,
    '"uude* päätti"': 3,
    "kunta~": 2,
    "rahoitsu": 3,
    "rahoitsu lausunot": 3,
    "title:kunta*": 3,
    "title:hyvinvointialue": 3,
}


@pytest.mark.parametrize("query", REQUESTS)
def test_a_search_is_few_requests(index: Index, query: str) -> None:
    engine = index.opened.engine
    assert isinstance(engine, OpenSearchEngine)
    engine.refresh()
    before = engine.asked
    index.search(query)
    assert engine.asked - before == REQUESTS[query]
    kinds = [one.value for one in index.search("alue").facets["kind"][:2]]
    engine.refresh()
    before = engine.asked
    index.search("alue rahoitus", chosen={"kind": kinds, "year": ["2021"]})
    assert engine.asked - before <= 3


def test_a_document_is_found_replaced_and_gone(home: Path) -> None:
    def ids(query: str, asked: Index | None = None) -> list[str]:
        return [hit.document_id for hit in (asked or writer).search(query).hits]

    with Index.open(home) as writer, Index.open(home) as reader:
        writer.add([Document(id="a", text="Kirjaston rahoitus."), Document(id="b", text="Koulun rahoitus.")])
        assert ids("kirjasto") == ["a"]
        assert ids("kirjasto", reader) == ["a"]
        writer.add([Document(id="a", text="Sairaalan rahoitus.")])
        assert (ids("kirjasto"), ids("sairaala")) == ([], ["a"])
        assert writer.delete(["a", "nobody"]) == 1
        assert ids("rahoitus") == ["b"]
        assert reader.search("rahoitus").total == 1
    with Index.open(home) as writer:
        assert writer.rebuilt is None
        assert ids("rahoitus") == ["b"]


def test_an_index_made_anew_is_served_when_it_is_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks the alias meanwhile finds what was there before."""
    with Index.open(home) as index:
        index.add(corpus(30))
        engine = index.opened.engine
        assert isinstance(engine, OpenSearchEngine)
        before = engine._client.indices.get_alias(name=engine.alias)
        seen: list[int] = []
        serve = OpenSearchEngine.serve

        def looks(self: OpenSearchEngine) -> None:
            seen.append(int(self._client.count(index=self.alias)["count"]))
            serve(self)

        monkeypatch.setattr(OpenSearchEngine, "serve", looks)
        assert index.rebuild() == 30
        assert seen == [30]
        after = index.opened.engine._client.indices.get_alias(name=engine.alias)  # type: ignore[attr-defined]
        assert len(after) == 1
        assert set(after) != set(before)
        assert not any(one in index.opened.engine._client.indices.get(index="*") for one in before)  # type: ignore[attr-defined]


def test_more_than_one_answer_holds_is_read_part_by_part(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Index.open(home) as index:
        index.add(DOCUMENTS)
        index.add(DOCUMENTS[::3])
        engine = index.opened.engine
        plan = index.opened.planner("").plan_of(parse("NOT olematonsana"))

        def told() -> list[object]:
            engine.refresh()  # nothing is in hand
            return [
                engine.matching(plan).tolist(),
                engine.vocabulary("w:"),
                engine.page(plan, "title", 20, 90).tolist(),
            ]

        whole = told()
        words = index.opened.planner("").plan_of(parse("alue rahoitus"))
        best = engine.best(words, 60, 20.0).numbers.tolist()
        for module in ("opensearch", "served_queries"):
            monkeypatch.setattr(f"index.engines.{module}.AT_ONCE", 7)
        assert served_queries.AT_ONCE == 7
        assert told() == whole
        assert engine.best(words, 60, 20.0).numbers.tolist() == best
        assert len(best) == 60
        many = dict(engine.facets(plan, {}, {"year": 3}))["year"]
        assert len(many) == 3


def test_what_cannot_be_reached_is_said(tmp_path: Path) -> None:
    pytest.importorskip("opensearchpy")
    with pytest.raises(EngineError, match="OpenSearch cannot be reached"):
        Index.open(settle(tmp_path, "http://127.0.0.1:9"))


def test_without_an_address_this_machine_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("opensearchpy")
    monkeypatch.setattr(served_index, "LOCAL", "http://127.0.0.1:9")
    (tmp_path / "settings.toml").write_text('engine = "opensearch"\n', encoding="utf-8")
    with pytest.raises(EngineAway, match="OpenSearch cannot be reached") as told:
        Index.open(tmp_path)
    assert told.value.subject == "http://127.0.0.1:9"
