"""Whoosh: the default engine, pure Python and embedded.

Its matchers walk a query document by document in Python; here whole posting lists are read as arrays and scored at
once with numpy, which gives the same BM25 many times faster.  The schema holds Whoosh's own classes only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns, fields, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching import NullMatcherClass

from extractors.model.errors import EngineError
from index.engines.embedded import Embedded, valued
from index.engines.engine import K1, B, EngineRow
from index.engines.matching_documents import Held, Mask
from index.engines.ordering import best_first
from index.engines.place import Place
from index.engines.whoosh_pickles import guard
from index.query.plan import All, AnyOf, Floats, Found, Ints, Numbers, Plan, Terms, Weighted


def _schema() -> Any:
    number, length = (fields.COLUMN(columns.NumericColumn("i")) for _ in range(2))
    return fields.Schema(key=fields.ID(), terms=fields.ID(), number=number, length=length)


def _codec() -> Any:
    """Longer blocks than Whoosh's 128 to read at once, and no look at the disk for each posting's field length."""
    codec = W3Codec(blocklimit=1024)
    codec.length_stats = False
    return codec


class WhooshEngine(Embedded):
    """One Whoosh index in a folder."""

    FOLDER = "whoosh"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        guard()
        folder = str(self.folder)
        with _said_plainly(self.folder):
            if any(self.folder.glob("_MAIN_*.toc")):  # Whoosh's own look reads the schema's pickle
                self._index = index.open_dir(folder, schema=_schema())
            else:
                self._index = index.create_in(folder, _schema())
            self._generation = -1
            self._reader: Any = None
            self.refresh()

    def close(self) -> None:
        """Let go of files."""
        super().close()
        if self._reader is not None:
            self._reader.close()
        self._reader = None
        self._index.close()

    # --- writing -----------------------------------------------------------------------------------------------------

    def write(self, rows: Iterable[EngineRow], gone: Collection[int] = ()) -> None:
        """Put rows and drop others in one commit; segments are merged by Whoosh's own policy."""
        with _said_plainly(self.folder):
            kept: list[EngineRow] = []
            writer = self._index.writer(timeout=60, delay=0.05, limitmb=256, codec=_codec(), compound=False)
            try:
                held = self._places(writer)
                for row, counts in valued(rows, kept):
                    if row.number in held:
                        writer.delete_document(held[row.number])
                    document, post = writer.docnum, writer.pool.add
                    writer.add_document(key=str(row.number), number=row.number, length=row.length)
                    for term, count in counts.items():
                        post(("terms", term.encode("utf-8", "surrogatepass"), document, float(count), b""))
                for number in gone:
                    if number in held:
                        writer.delete_document(held[number])
                writer.commit()
            except BaseException:
                if not writer.is_closed:
                    writer.cancel()
                raise
            self.values.write(kept, gone)
            self.digests.note()
        self.refresh()

    def _places(self, writer: Any) -> dict[int, int]:
        """Where in the index the writer sees each number."""
        if not writer.segments:
            return {}
        with writer.reader() as reader:
            held: dict[int, int] = {}
            for leaf, base in reader.leaf_readers():
                numbers = _column(leaf, "number")
                held |= {int(n): base + i for i, n in enumerate(numbers) if not leaf.is_deleted(i)}
            return held

    # --- reading -----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See what was written since."""
        with _said_plainly(self.folder):
            if self._index.latest_generation() == self._generation:
                return
            old, self._reader = self._reader, self._index.reader()
            if old is not None:
                old.close()
            self._generation = self._reader.generation()
            self._leaves = [(leaf, *_live(leaf)) for leaf, _ in self._reader.leaf_readers() if leaf.doc_count_all()]
            top = max((int(numbers.max()) for _, numbers, _ in self._leaves if len(numbers)), default=0)
            self._lengths = np.zeros(top + 1, np.float32)
            self._there = np.zeros(top + 1, bool)
            for leaf, numbers, live in self._leaves:
                self._lengths[numbers[live]] = _column(leaf, "length")[live]
                self._there[numbers[live]] = True
            self._held: Held[tuple[Ints, Floats]] = Held()
            self._forget()

    def size(self) -> int:
        """How many documents it holds."""
        return min(int(self._reader.doc_count()), self._values(self.values.size))

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """How many documents hold each term."""
        return {term: len(self.postings(term)[0]) for term in terms}

    def vocabulary(self, prefix: str) -> list[str]:
        """Every term that begins so, in order."""
        found: set[str] = set()
        for leaf, _, _ in self._leaves:
            found |= {bytes(term).decode("utf-8", "surrogatepass") for term in leaf.expand_prefix("terms", prefix)}
        return sorted(found)

    def postings(self, term: str) -> tuple[Ints, Floats]:
        """The numbers of the documents that hold a term, ascending within a segment, and how often each does."""
        if term in self._held:
            return self._held[term]
        key, numbers, counts = term.encode("utf-8", "surrogatepass"), [], []
        for leaf, numbered, live in self._leaves:
            if ("terms", key) not in leaf:
                continue
            documents, weights = _postings(leaf.postings("terms", key))
            kept = live[documents]
            numbers.append(numbered[documents[kept]])
            counts.append(weights[kept])
        found = (
            (np.concatenate(numbers), np.concatenate(counts))
            if numbers
            else (np.zeros(0, np.int64), np.zeros(0, np.float32))
        )
        self._held.keep(term, found, len(found[0]))
        return found

    def _room(self) -> int:
        return len(self._there)

    def _live(self) -> Mask:
        return self._there

    def _numbers(self, term: str) -> Ints:
        return self.postings(term)[0]

    def best(self, plan: Plan, limit: int, average: float) -> Found:
        """The likeliest documents: BM25 of the best reading of each word, summed over words."""
        matching = self.matching(plan)
        scores = np.zeros(len(self._there), np.float32)
        norm = (K1 * (1 - B + B * self._lengths / np.float32(average))).astype(np.float32)
        self._score(plan, scores, norm)
        chosen = best_first(matching, scores[matching], limit)
        return Found(len(matching), chosen, scores[chosen])

    def _score(self, plan: Plan, scores: Any, norm: Any) -> None:
        if isinstance(plan, All | AnyOf):
            for part in plan.parts:
                self._score(part, scores, norm)
        elif isinstance(plan, Terms):
            self._add_best(plan.any_of, scores, norm)
            for hint in plan.hints:
                self._add_best(hint, scores, norm)
        elif isinstance(plan, Numbers) and plan.counts is not None:
            held = plan.numbers < len(scores)
            numbers, counts = plan.numbers[held], plan.counts[held]
            scores[numbers] += plan.rarity * counts * (K1 + 1) / (counts + norm[numbers])

    def _add_best(self, some: tuple[Weighted, ...], scores: Any, norm: Any) -> None:
        """Add each document's best among these terms."""
        told = [(self.postings(one.term), one.weight * one.rarity * (K1 + 1)) for one in some]
        told = [one for one in told if len(one[0][0])]
        if len(told) == 1:
            (numbers, counts), weight = told[0]
            scores[numbers] += weight * counts / (counts + norm[numbers])
        elif told:
            best = np.zeros(len(scores), np.float32)
            for (numbers, counts), weight in told:
                best[numbers] = np.maximum(best[numbers], weight * counts / (counts + norm[numbers]))
            scores += best


def _column(leaf: Any, name: str) -> Ints:
    """A whole column at once: big-endian 32-bit numbers, zeros at the end left out by Whoosh."""
    out = np.zeros(leaf.doc_count_all(), np.int64)
    if leaf.has_column(name):
        reader = leaf.column_reader(name)
        while hasattr(reader, "raw_column"):
            reader = reader.raw_column()
        count = min(len(out), reader._count)
        out[:count] = np.frombuffer(reader._dbfile.get(reader._basepos, count * 4), ">i4")
    return out


def _live(leaf: Any) -> tuple[Ints, Any]:
    numbers = _column(leaf, "number")
    live = np.ones(len(numbers), bool)
    if leaf.has_deletions():
        live[list(leaf.deleted_docs() if hasattr(leaf, "deleted_docs") else leaf.segment().deleted_docs())] = False
    return numbers, live


def _postings(matcher: Any) -> tuple[Ints, Floats]:
    """All documents and weights of one posting list, block by block where the codec has blocks."""
    documents: list[Any] = []
    weights: list[Any] = []
    if isinstance(matcher, NullMatcherClass):
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    if not hasattr(matcher, "_next_block"):
        for pair in _one_by_one(matcher):
            documents.append(pair[0])
            weights.append(pair[1])
        return np.array(documents, np.int64), np.array(weights, np.float32)
    while matcher.is_active():
        matcher._read_data()
        ids, held = matcher._data[0], matcher._data[1]
        documents.append(np.cumsum(np.array(ids, np.int64)))
        weights.append(
            np.full(len(ids), 1.0 if held is None else held, np.float32)
            if held is None or isinstance(held, float)
            else np.array(held, np.float32)
        )
        matcher._next_block()
    return np.concatenate(documents), np.concatenate(weights)


def _one_by_one(matcher: Any) -> Iterator[tuple[int, float]]:
    step: Callable[[], Any] = partial(matcher.next)
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        step()


@contextmanager
def _said_plainly(folder: Path) -> Iterator[None]:
    """Whatever a damaged index makes Whoosh raise becomes an EngineError."""
    import pickle
    import struct
    import zlib

    try:
        yield
    except (
        index.IndexError,
        pickle.PickleError,
        struct.error,
        zlib.error,
        EOFError,
        FileNotFoundError,
        KeyError,
        AttributeError,
        TypeError,
        UnicodeDecodeError,
        ValueError,
    ) as error:
        raise EngineError(f"the index is damaged ({error})", subject=str(folder)) from error
