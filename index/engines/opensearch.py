"""OpenSearch: for corpora and readers that have outgrown one machine (`pip install 'louhi[opensearch]'`).

It keeps the same terms, facet values and days as the embedded engines, and answers a search in three requests: how
common the words are, which documents are the likeliest, and what their facets count.  A row's number is its id there.
Writing is not seen before it is all there; a write that was cut off is done again by the next, for rows replace rows.
Where a part of the index is away, with its node, a search says so: it never gives what the rest has for all there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from secrets import token_hex
from typing import Any

import numpy as np

from extractors.model.errors import EngineAway, EngineError
from index.engines.document_values import last_day
from index.engines.engine import Counts, EngineRow, PhraseDocuments
from index.engines.engine_terms import by_field, field_of, pair_term, side_by_side
from index.engines.place import Place
from index.engines.served_index import SECONDS, address_of, alias_of, client, layout
from index.engines.served_queries import AT_ONCE, Query, counting, finding, sayable, scoring
from index.engines.served_writing import PASSING, said_plainly, send, until_answered
from index.query.fields import FACETS
from index.query.plan import All, Found, Ints, Plan, Terms, scored
from index.ranking.scoring import rarity

_NEXT = "-next"
_KEPT = f"{SECONDS}s"
_WHOLE = {"allow_partial_search_results": "false"}
"""An index of which a part is away answers no search: less would be taken for all."""
_LETTERS = "wbp"
_HELD = 200
"""Vocabularies that are kept in hand; those of one search are some ten."""
_LONG_TITLE = 2_000

_USUAL = {name: field.most for name, field in FACETS.items()}
"""How many values of each facet a search asks for, where nothing is chosen."""

_BY_NUMBER: list[Query] = [{"number": "asc"}]
_SORTS: dict[str, list[Query]] = {
    "newest": [{"first": {"order": "desc", "missing": "_last"}}, *_BY_NUMBER],
    "oldest": [{"first": {"order": "asc", "missing": "_last"}}, *_BY_NUMBER],
    "title": [{"title": {"order": "asc", "missing": "_last"}}, *_BY_NUMBER],
}


class OpenSearchEngine:
    """One index of a cluster, known by its alias."""

    def __init__(self, place: Place) -> None:
        self.place, self.alias = place, alias_of(place)
        self.asked = 0
        """How many requests were made."""
        self._client, self._address = client(place), address_of(place)
        self._frequencies: dict[str, int] = {}
        self._words: dict[str, dict[str, int]] = {}
        self._size: int | None = None
        self._counted: tuple[Plan, Any] | None = None
        place.folder.mkdir(parents=True, exist_ok=True)
        with said_plainly(self._address):
            begun = self._client.indices.exists_alias(name=self.alias + _NEXT)
            self.index = self.alias + _NEXT if begun else self.alias
            if not begun and not self._client.indices.exists_alias(name=self.alias):
                _make(self._client, place, self.alias)

    @classmethod
    def clear(cls, place: Place) -> None:
        """Begin an index anew beside the one that is searched, which goes when the new one is served."""
        asked, name = client(place), alias_of(place)
        with said_plainly(address_of(place)):
            for index in _behind(asked, name + _NEXT):
                asked.indices.delete(index=index)
            if _behind(asked, name):
                _make(asked, place, name + _NEXT)

    def serve(self) -> None:
        """Let an index that was made anew be what is searched from now on."""
        if self.index == self.alias:
            return
        with said_plainly(self._address):
            old, new = _behind(self._client, self.alias), _behind(self._client, self.index)
            steps: list[Query] = [{"remove_index": {"index": one}} for one in old]
            steps += [{"remove": {"index": one, "alias": self.index}} for one in new]
            steps += [{"add": {"index": one, "alias": self.alias}} for one in new]
            self._client.indices.update_aliases(body={"actions": steps})
        self.index = self.alias

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    # --- writing -----------------------------------------------------------------------------------------------------

    def write(self, rows: Iterable[EngineRow], gone: Collection[int] = ()) -> None:
        """Put rows and drop others; what was put is seen once all of it is there."""
        self._bulk(_put(row) for row in rows)
        self._bulk({"_op_type": "delete", "_id": str(number)} for number in gone)
        self._show()

    def move(self, values: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        """Give documents other facet values."""
        self._bulk(
            {"_op_type": "update", "_id": str(number), "script": _REPLACE | {"params": {"values": _said(some)}}}
            for number, some in values.items()
        )
        self._show()

    def _bulk(self, actions: Iterable[Query]) -> None:
        """Send actions in parts, and again what the cluster is too busy for or has no node for just now."""
        send(self._client, self.index, actions, self._address)

    def _show(self) -> None:
        until_answered(lambda: self._client.indices.refresh(index=self.index), self._address)
        self.refresh()

    # --- reading -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Forget what was known of the words: a writer shows what it wrote by itself."""
        self._frequencies, self._words, self._size, self._counted = {}, {}, None, None

    def _ask(self, body: Query, **more: Any) -> Any:
        self.asked += 1
        with said_plainly(self._address):
            index = {} if "pit" in body else {"index": self.index}
            return self._client.search(body={"_source": False, **body}, params=_WHOLE, **index, **more)

    def size(self) -> int:
        """How many documents it holds."""
        if self._size is None:
            self._size = int(self._ask({"size": 0, "track_total_hits": True})["hits"]["total"]["value"])
        return self._size

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """How many documents hold each of these terms."""
        self._frequencies |= self._looked_up(terms)
        missing = [term for term in dict.fromkeys(terms) if term not in self._frequencies]
        for first in range(0, len(missing), AT_ONCE):
            some = missing[first : first + AT_ONCE]
            self._note(some, self._ask(_how_common(some)))
        return {term: self._frequencies[term] for term in terms}

    def _note(self, terms: Sequence[str], told: Any) -> None:
        """Keep what an answer says of how common terms are, and of the size."""
        if self._size is None:
            self._size = int(told["hits"]["total"]["value"])
        if terms:
            counts = (int(bucket["doc_count"]) for bucket in told["aggregations"]["terms"]["buckets"])
            self._frequencies |= dict(zip(terms, counts, strict=True))

    def look_up(self, prefixes: Collection[str], terms: Collection[str] = ()) -> None:
        """Ask for the terms that begin so, and for how common others are, all of it in one request."""
        if len(self._words) > _HELD:
            self._words = {}
        missing = [one for one in dict.fromkeys(prefixes) if not any(map(one.startswith, self._words))]
        if not missing:
            return
        bodies = [_beginning(prefix) for prefix in missing]
        others = [term for term in dict.fromkeys(terms) if term not in self._frequencies][:AT_ONCE]
        answers = self._ask_all([*bodies, _how_common(others)])
        for prefix, body, told in zip(missing, bodies, answers, strict=False):
            self._words[prefix] = self._values("word", body["query"], prefix, told)
        self._note(others, answers[-1])

    def _ask_all(self, bodies: Sequence[Query]) -> list[Any]:
        """The answers to several questions, asked in one request."""
        self.asked += 1
        with said_plainly(self._address):
            head = {"index": self.index, **_WHOLE}
            lines = [line for body in bodies for line in (head, {"_source": False, **body})]
            answers: list[Any] = self._client.msearch(body=lines)["responses"]
        for one in answers:
            if "error" in one:
                kind = EngineAway if one.get("status") in PASSING else EngineError
                raise kind(f"OpenSearch refused a request ({one['error'].get('reason')})", subject=self.index)
        return answers

    def _looked_up(self, terms: Collection[str]) -> dict[str, int]:
        """How common those terms are whose vocabulary has been looked up: each came with its count."""
        return {
            term: held.get(term, 0)
            for term in terms
            for prefix, held in self._words.items()
            if term.startswith(prefix) and sayable(term) == term
        }

    def vocabulary(self, prefix: str) -> list[str]:
        """Every term that begins so, in order."""
        self.look_up([prefix])
        held = next(some for begun, some in self._words.items() if prefix.startswith(begun))
        return sorted(term for term in held if term.startswith(prefix))

    def _values(self, field: str, query: Query, prefix: str = "", first: Any = None) -> dict[str, int]:
        """All values of a field that begin so, with how many documents have them, a part at a time in their order.

        `first` is the answer of the first part, where it has been asked for already.
        """
        found: dict[str, int] = {}
        after: str | None = None
        while True:
            told = (first or self._ask(_part(field, query, after)))["aggregations"]["all"]
            first = None
            some = [(str(one["key"]["value"]), int(one["doc_count"])) for one in told["buckets"]]
            found |= {value: count for value, count in some if value.startswith(prefix)}
            if len(some) < AT_ONCE or not some[-1][0].startswith(prefix):
                return found
            after = some[-1][0]

    def count(self, plan: Plan) -> int:
        """How many documents match."""
        told = self._ask({"size": 0, "track_total_hits": True, "query": _only(plan)})
        return int(told["hits"]["total"]["value"])

    def matching(self, plan: Plan) -> Ints:
        """The numbers of all documents that match, ascending."""
        return np.array(self._paged(_only(plan), _BY_NUMBER), np.int64)

    def page(self, plan: Plan, sort: str, offset: int, limit: int) -> Ints:
        """A page of the documents that match, by day or title."""
        return np.array(self._paged(_only(plan), _SORTS[sort], offset + limit)[offset:], np.int64)

    def best(self, plan: Plan, limit: int, average: float) -> Found:
        """The likeliest documents by BM25 of the best reading of each word, summed over words."""
        limit = max(limit, 1)
        told = list(scored(plan))
        groups = (group for one in told if isinstance(one, Terms) for group in (one.any_of, *one.hints))
        self.frequencies([one.term for group in groups for one in group])
        hits, total = self._likeliest(plan, scoring(plan, self._rarity) if told else _only(plan), limit)
        numbers = np.array([int(hit["_id"]) for hit in hits], np.int64)
        return Found(total, numbers, np.array([hit["_score"] or 0.0 for hit in hits], np.float32))

    def _rarity(self, term: str) -> float:
        held = self._frequencies[term]
        return rarity(held, self.size()) if held else 0.0

    def _likeliest(self, plan: Plan, query: Query, limit: int) -> tuple[list[Any], int]:
        """The likeliest documents; what the facets of all count comes in the same answer, and is kept for `facets`."""
        sort = [{"_score": "desc"}, *_BY_NUMBER]
        counts = {"aggs": counting({}, _USUAL)}
        body = {"query": query, "size": min(limit, AT_ONCE), "track_total_hits": True, "sort": sort, **counts}
        told = self._ask(body, search_type="dfs_query_then_fetch")
        self._counted = plan, told["aggregations"]
        hits, total = told["hits"]["hits"], int(told["hits"]["total"]["value"])
        if limit > AT_ONCE and total > AT_ONCE:
            hits = list(self._walk({"query": query, "sort": sort}, limit))
        return hits, total

    def _paged(self, query: Query, sort: list[Query], limit: int | None = None) -> list[int]:
        """The numbers of the first documents in an order, or of all."""
        wanted = min(limit, AT_ONCE) if limit is not None else AT_ONCE
        body: Query = {"query": query, "sort": sort}
        hits = self._ask({**body, "size": wanted, "track_total_hits": False})["hits"]["hits"] if wanted else []
        if len(hits) == AT_ONCE and (limit is None or limit > AT_ONCE):
            hits = self._walk(body, limit)
        return [int(hit["_id"]) for hit in hits]

    def _walk(self, body: Query, limit: int | None) -> Iterator[Any]:
        """Hits part by part, all from the index as it was at one point in time."""
        with said_plainly(self._address):
            pit = self._client.create_pit(index=self.index, params={"keep_alive": _KEPT})["pit_id"]
        try:
            after: Query = {}
            left = limit
            while left is None or left > 0:
                size = AT_ONCE if left is None else min(AT_ONCE, left)
                at = {"pit": {"id": pit, "keep_alive": _KEPT}, "size": size, "track_total_hits": False}
                hits = self._ask({**body, **at, **after})["hits"]["hits"]
                yield from hits
                if len(hits) < size:
                    return
                after, left = {"search_after": hits[-1]["sort"]}, None if left is None else left - len(hits)
        finally:
            with suppress(EngineError), said_plainly(self._address):
                self._client.delete_pit(body={"pit_id": [pit]})

    def facets(self, plan: Plan, chosen: Mapping[str, Plan], wanted: Mapping[str, int]) -> dict[str, Counts]:
        """The commonest values of each facet, counted among the documents that all other choices leave."""
        if self._counted and self._counted[0] is plan and not chosen and wanted == _USUAL:
            told = self._counted[1]
        else:
            told = self._ask({"size": 0, "query": _only(plan), "aggs": counting(chosen, wanted)})["aggregations"]
        return {name: self._counts(name, told[name]["values"], plan, chosen, most) for name, most in wanted.items()}

    def _counts(self, name: str, told: Any, plan: Plan, chosen: Mapping[str, Plan], most: int) -> Counts:
        counts = [(str(one["key"]), int(one["doc_count"])) for one in told["buckets"]]
        whole = not told["sum_other_doc_count"]
        if whole or (len(counts) >= most and not told["doc_count_error_upper_bound"]):
            return counts[:most]
        others = tuple(one for facet, one in chosen.items() if facet != name)
        every = self._values(f"values.{name}", _only(All((plan, *others))))
        return sorted(every.items(), key=lambda pair: (-pair[1], pair[0]))[:most]

    def phrase(self, elements: Sequence[Terms], slop: int) -> PhraseDocuments:
        """The documents that hold all the words, and where it can be told each two of them side by side."""
        steps = side_by_side(elements, slop)
        if not steps:
            return PhraseDocuments(self.matching(All(tuple(elements))))
        each = [{"terms": {"pair": [pair_term(number) for number in sorted(step)]}} for step in steps]
        return PhraseDocuments(np.array(self._paged({"bool": {"filter": each}}, _BY_NUMBER), np.int64))


def _how_common(terms: Sequence[str]) -> Query:
    """What counts the documents that hold each of some terms, and all there are."""
    filters = [{"term": {field_of(term): sayable(term)}} for term in terms]
    counted = {"aggs": {"terms": {"filters": {"filters": filters}}}} if filters else {}
    return {"size": 0, "track_total_hits": True, **counted}


def _beginning(prefix: str) -> Query:
    """The first part of the terms that begin so."""
    before = prefix[:-1] + chr(ord(prefix[-1]) - 1) + "\U0010ffff"  # what stands just before the first of them
    return _part("word", {"prefix": {field_of(prefix): sayable(prefix)}}, before)


def _part(field: str, query: Query, after: str | None) -> Query:
    """What asks for so many values of a field as come in one answer, in their order, from behind one of them on."""
    source: Query = {"size": AT_ONCE, "sources": [{"value": {"terms": {"field": field}}}]}
    if after is not None:
        source["after"] = {"value": after}
    return {"size": 0, "query": query, "aggs": {"all": {"composite": source}}}


_REPLACE = {"lang": "painless", "source": "ctx._source.values = params.values"}


def _only(plan: Plan) -> Query:
    return {"bool": {"filter": [finding(plan)]}}


def _put(row: EngineRow) -> Query:
    """One row as OpenSearch takes it.

    >>> _put(EngineRow(7, 1, {"w:alue": 1}, {"kind": ["slides"]}))["values"]
    {'kind': ['slides']}
    """
    told: Query = {"number": row.number, "values": _said(row.values)}
    if row.day:
        told |= {"first": row.day, "last": last_day(row.day)}
    if row.title:
        told["title"] = sayable(row.title.casefold())[:_LONG_TITLE]
    told |= {name: sayable(terms) for name, terms in by_field(row.counts)}
    told["word"] = [sayable(term) for term in row.counts if term[0] in _LETTERS]
    told["pair"] = " ".join(pair_term(number) for number in row.pairs)
    return {"_op_type": "index", "_id": str(row.number), **told}


def _said(values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: [sayable(value) for value in dict.fromkeys(some)] for name, some in values.items() if some}


def _make(asked: Any, place: Place, alias: str) -> None:
    """An empty index behind an alias."""
    asked.indices.create(index=f"{alias_of(place)}-{token_hex(4)}", body={**layout(place), "aliases": {alias: {}}})


def _behind(asked: Any, alias: str) -> list[str]:
    """The indexes behind an alias."""
    return list(asked.indices.get_alias(name=alias)) if asked.indices.exists_alias(name=alias) else []
