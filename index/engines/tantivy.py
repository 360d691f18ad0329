"""Tantivy: for corpora that have outgrown Whoosh (`pip install 'louhi[fast]'`).

Terms stand in three fields (surfaces, bases, parts), so that a document's length in each is the number of its words
and not of all its terms.  Tantivy's own score picks the likeliest documents; their order is settled by `scoring.py`
for every engine alike.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from tantivy import FieldType, Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from extractors.model.errors import EngineError
from index.engines.document_values import last_day
from index.engines.embedded import Embedded, valued
from index.engines.engine import EngineRow
from index.engines.engine_terms import TERM_FIELDS, by_field, field_of, value_term
from index.engines.matching_documents import Held, Mask
from index.engines.ordering import best_first
from index.engines.place import Place
from index.query.fields import THINGS
from index.query.plan import (
    All,
    AllBut,
    AnyOf,
    Everything,
    Floats,
    Found,
    Has,
    Ints,
    Numbers,
    Plan,
    Published,
    Terms,
    Weighted,
    scored,
)
from index.ranking.scoring import rarity

_HEAP = 128_000_000
_MANY = 200
_FAR = 99_999_999
_FIRST = itemgetter(0)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("number", "first", "last"):
        builder.add_integer_field(name, stored=False, indexed=True, fast=True)
    for name in TERM_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name="terms", index_option="freq")
    return builder.build()


class TantivyEngine(Embedded):
    """One tantivy index in a folder."""

    FOLDER = "tantivy"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._schema = _schema()
        self._index = self._open()
        self._searcher = self._index.searcher()
        self._deleted = True
        self._frequencies: dict[str, int] = {}
        self._held: Held[Ints] = Held()
        self._there: Mask | None = None
        self._size: int | None = None

    def _open(self) -> Any:
        with _said_plainly(self.folder):
            opened = tantivy.Index(self._schema, str(self.folder), reuse=True)
            analyzer = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(400)).build()
            opened.register_tokenizer("terms", analyzer)
            opened.config_reader("Manual")  # `refresh` reloads; a thread that watches the folder would write into it
            return opened

    def close(self) -> None:
        """Let go of the searcher; tantivy closes its files itself."""
        super().close()
        self._searcher = None

    # --- writing -----------------------------------------------------------------------------------------------------

    def write(self, rows: Iterable[EngineRow], gone: Collection[int] = ()) -> None:
        """Put rows and drop others in one commit.

        The index is opened anew for each writing: a long-lived one leaves segments behind that nobody deletes.
        """
        with _said_plainly(self.folder):
            opened = self._open()
            held = opened.searcher().num_docs > 0
            kept: list[EngineRow] = []
            writer = opened.writer(heap_size=_HEAP, num_threads=1)
            try:
                writer.garbage_collect_files()  # what a killed writer left stands under the names of this commit
                for row, counts in valued(rows, kept):
                    if held:
                        writer.delete_documents_by_term("number", int(row.number))
                    document = tantivy.Document()
                    document.add_integer("number", int(row.number))
                    if row.day:
                        document.add_integer("first", row.day)
                        document.add_integer("last", last_day(row.day))
                    for name, terms in by_field(counts):
                        document.add_text(name, terms)
                    writer.add_document(document)
                for number in gone:
                    writer.delete_documents_by_term("number", int(number))
                writer.commit()
            except BaseException:
                writer.rollback()
                del writer  # it holds the lock, and the traceback holds it
                raise
            writer.wait_merging_threads()
            self.values.write(kept, gone)
            self.digests.note()
        self.refresh()

    # --- reading -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See what was written since."""
        with _said_plainly(self.folder):
            before = _some_deleted(self.folder)
            self._index.reload()
            self._searcher = self._index.searcher()
            self._deleted = before or _some_deleted(self.folder)
            self._frequencies = {}
            self._held, self._there, self._size = Held(), None, None
            self._forget()

    def size(self) -> int:
        """How many documents it holds."""
        return min(int(self._searcher.num_docs), self._values(self.values.size))

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """How many documents hold each term; counted where some were deleted, whom tantivy's own figure takes in."""
        return {term: self._frequency(term) for term in terms}

    def _frequency(self, term: str) -> int:
        if term not in self._frequencies:
            with _said_plainly(self.folder):
                about = self._searcher.doc_freq(field_of(term), term)
                if about and self._deleted:
                    query = Query.const_score_query(Query.term_query(self._schema, field_of(term), term, "basic"), 1.0)
                    about = self._searcher.search(query, limit=1, count=True).count
            self._frequencies[term] = int(about)
        return self._frequencies[term]

    def vocabulary(self, prefix: str) -> list[str]:
        """Every term that begins so, in order."""
        with _said_plainly(self.folder):
            return sorted({term for term, _ in self._searcher.terms_with_prefix(field_of(prefix), prefix)})

    def _masked(self, plan: Plan) -> Mask:
        with _said_plainly(self.folder):
            return super()._masked(plan)

    def _room(self) -> int:
        """One more than the highest number."""
        if self._size is None:
            highest = self._searcher.search(Query.all_query(), limit=1, count=False, order_by_field="number").hits
            self._size = highest[0][0] + 1 if highest else 1
        return self._size

    def _live(self) -> Mask:
        """True for the number of every document."""
        if self._there is None:
            self._there = np.zeros(self._room(), bool)
            self._there[self._found(Query.all_query())] = True
        return self._there

    def _numbers(self, term: str) -> Ints:
        """The numbers of the documents that hold a term; kept, for the binding hands them over one by one."""
        if term not in self._held:
            found = self._found(Query.term_query(self._schema, field_of(term), term, "basic"))
            self._held.keep(term, found, len(found))
        return self._held[term]

    def _found(self, query: Any) -> Ints:
        query, limit = Query.const_score_query(query, 1.0), max(int(self._searcher.num_docs), 1)
        hits = self._searcher.search(query, limit=limit, count=False, order_by_field="number").hits
        return np.fromiter(map(_FIRST, hits), np.int64, len(hits))

    def best(self, plan: Plan, limit: int, average: float) -> Found:
        """The likeliest documents by tantivy's BM25 of the best reading of each word, summed over words."""
        limit = max(limit, 1)
        if not any(isinstance(one, Terms) for one in scored(plan)):  # thousands of numbers are slow to hand over
            matching, worth = self.matching(plan), self._worth(plan)
            chosen = best_first(matching, worth[matching], limit)
            return Found(len(matching), chosen, worth[chosen])
        with _said_plainly(self.folder):
            query = self._with_hints(plan)
            found = self._searcher.search(query, limit=limit + 1, count=True)
            hits = self._with_equals(query, found.hits, limit)
            places = [place for _, place in hits]
            numbers = self._searcher.fast_field_values("number", places) if places else []
            scores = np.fromiter((score for score, _ in hits), np.float32, len(places))
            order = np.lexsort((np.array(numbers, np.int64), -scores))[:limit]
            return Found(int(found.count), np.array(numbers, np.int64)[order], scores[order])

    def _worth(self, plan: Plan) -> Floats:
        """What each document is worth by phrases alone, as tantivy would have it: by how rare each is that it holds."""
        out = np.zeros(self._room(), np.float32)
        if isinstance(plan, Numbers) and plan.counts is not None:
            out[plan.numbers[plan.numbers < len(out)]] = plan.rarity
        elif isinstance(plan, All | AnyOf):
            for part in plan.parts:
                out += self._worth(part)
            if isinstance(plan, All):
                out[~self._masked(plan)] = 0
        return out

    def _with_equals(self, query: Any, hits: list[Any], limit: int) -> list[Any]:
        """The hits, and all as good as the last of `limit`: tantivy has equals in the order of its segments."""
        wanted = limit + 1
        while len(hits) == wanted and hits[-1][0] == hits[limit - 1][0]:
            wanted *= 10
            hits = self._searcher.search(query, limit=wanted, count=False).hits
        return hits

    def _with_hints(self, plan: Plan) -> Any:
        """A plan's query; the hints of a word raise every document that is found, by whichever word."""
        hints = [hint for one in scored(plan) if isinstance(one, Terms) for hint in one.hints]
        own = self._query(plan)
        return Query.boolean_query([(Occur.Must, own), *((Occur.Should, self._best_of(hint)) for hint in hints)])

    def _query(self, plan: Plan) -> Any:
        if isinstance(plan, Everything):
            return Query.const_score_query(Query.all_query(), 0.0)
        if isinstance(plan, Terms):
            return self._best_of(plan.any_of)
        if isinstance(plan, Has) and plan.facet in THINGS:
            plan = Numbers(self._having(plan))
        if isinstance(plan, Has):
            terms = [value_term(plan.facet, value) for value in plan.values]
            chosen = Query.term_set_query(self._schema, field_of("f:"), terms) if terms else Query.empty_query()
            return Query.const_score_query(chosen, 0.0)
        if isinstance(plan, Published):
            return self._published(plan)
        if isinstance(plan, Numbers):
            chosen = (
                Query.term_set_query(self._schema, "number", plan.numbers.tolist())
                if len(plan.numbers)
                else Query.empty_query()
            )
            return Query.const_score_query(chosen, float(plan.rarity))
        if isinstance(plan, AllBut):
            everything = Query.const_score_query(Query.all_query(), 0.0)
            return Query.boolean_query([(Occur.Must, everything), (Occur.MustNot, self._query(plan.part))])
        if not plan.parts:
            return Query.empty_query() if isinstance(plan, AnyOf) else Query.const_score_query(Query.all_query(), 0.0)
        occur = Occur.Must if isinstance(plan, All) else Occur.Should
        return Query.boolean_query([(occur, self._query(part)) for part in plan.parts])

    def _published(self, plan: Published) -> Any:
        begins = Query.range_query(self._schema, "first", FieldType.Integer, 1, plan.until)
        ends = Query.range_query(self._schema, "last", FieldType.Integer, plan.since, _FAR)
        return Query.const_score_query(Query.boolean_query([(Occur.Must, begins), (Occur.Must, ends)]), 0.0)

    def _best_of(self, some: tuple[Weighted, ...]) -> Any:
        if len(some) > _MANY:  # a prefix: all its words weigh the same
            fields: dict[str, list[str]] = {}
            for one in some:
                fields.setdefault(field_of(one.term), []).append(one.term)
            sets = [Query.term_set_query(self._schema, name, terms) for name, terms in fields.items()]
            return Query.boolean_query([(Occur.Should, Query.const_score_query(one, some[0].rarity)) for one in sets])
        each = [self._weighed(one) for one in some if self._frequency(one.term)]
        return each[0] if len(each) == 1 else Query.disjunction_max_query(each) if each else Query.empty_query()

    def _weighed(self, one: Weighted) -> Any:
        """A term as heavy as the plan has it: tantivy takes a form as typed for rarer than its base form."""
        query = Query.term_query(self._schema, field_of(one.term), one.term, "freq")
        held = rarity(self._frequency(one.term), int(self._searcher.num_docs))
        weight = one.weight * one.rarity / held if held and one.rarity else one.weight
        return query if weight == 1.0 else Query.boost_query(query, weight)


def _some_deleted(folder: Path) -> bool:
    """Whether a segment holds deleted documents, as tantivy notes it; True where that cannot be told."""
    try:
        noted = json.loads((folder / "meta.json").read_bytes())
        return any(segment["deletes"] for segment in noted["segments"])
    except (OSError, ValueError, KeyError, TypeError):
        return True


@contextmanager
def _said_plainly(folder: Path) -> Iterator[None]:
    """Tantivy's errors as sentences."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, ValueError | OSError) and type(error).__name__ != "PanicException":
            raise  # a panic is what tantivy ends with where a file's bytes make no sense
        if "LockBusy" in str(error):
            raise EngineError(
                "another Louhi is writing this index", subject=str(folder), advice="Wait for it to end."
            ) from error
        raise EngineError(f"the index is damaged ({error})", subject=str(folder)) from error
