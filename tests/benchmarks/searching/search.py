"""How a search and a build cost against a bare engine, as ratios measured in one run.

    python -m tests.benchmarks.searching.search --corpus FILE.jsonl[.xz] --queries FILE.jsonl --sizes 10000,50000

Bare Whoosh is one text field with Whoosh's own Finnish analyzer, an OR of the query's words, ten stored texts.  A full
search counts facets and gives ten highlighted passages; the second figure has a filter by kind too.  A new process is
`louhi search` from its start to its end, beside the import of Whoosh alone and a bare search of tantivy.  CPU time is
measured, so that a busy machine changes little.
"""

from __future__ import annotations

import argparse
import gc
import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.model.document import Document, Passage
from extractors.model.records import Entry
from index import Index
from index.home import Home
from index.store.store import Store

KINDS = ("press release", "slides", "web page", "document")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def documents(path: Path, size: int) -> list[Document]:
    out = []
    for i, row in zip(range(size), lines(path), strict=False):
        out.append(
            Document(
                id=row["id"],
                text=row["text"],
                kind=KINDS[i % 4],  # type: ignore[arg-type]
                published=f"20{10 + i % 14}-0{1 + i % 9}",
                passages=(Passage(kind="paragraph", start=0, end=len(row["text"])),),
            )
        )
    return out


def timed(some: Iterable[str], look: Callable[[str], object]) -> list[float]:
    """Milliseconds of CPU for each query, ascending."""
    out = []
    for query in some:
        begun = time.process_time()
        look(query)
        out.append(1000 * (time.process_time() - begun))
    return sorted(out)


def spread(ms: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return ms[len(ms) // 2], ms[int(len(ms) * 0.95)]


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def bare_whoosh(folder: Path, held: list[Document]) -> tuple[float, Callable[[str], object]]:
    from whoosh import analysis, fields, index, qparser

    begun = time.process_time()
    schema = fields.Schema(
        id=fields.ID(stored=True), text=fields.TEXT(analyzer=analysis.LanguageAnalyzer("fi"), stored=True)
    )
    made = index.create_in(str(folder), schema)
    writer = made.writer(limitmb=256)
    for document in held:
        writer.add_document(id=document.id, text=document.text)
    writer.commit()
    took = time.process_time() - begun
    parser = qparser.SimpleParser("text", schema)
    searcher = made.searcher()
    return took, lambda query: [hit["text"] for hit in searcher.search(parser.parse(query), limit=10)]


def bare_tantivy(folder: Path, held: list[Document]) -> tuple[float, Callable[[str], object]]:
    import tantivy

    begun = time.process_time()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="fi")
    made = tantivy.Index(builder.build(), str(folder))
    made.register_tokenizer(
        "fi",
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("finnish"))
        .build(),
    )
    writer = made.writer(heap_size=128_000_000, num_threads=1)
    for document in held:
        writer.add_document(tantivy.Document(text=[document.text]))
    writer.commit()
    took = time.process_time() - begun
    made.reload()
    searcher = made.searcher()

    def look(query: str) -> object:
        parsed, _ = made.parse_query_lenient(query, ["text"])
        return [searcher.doc(place)["text"] for _, place in searcher.search(parsed, limit=10).hits]

    return took, look


def louhi(root: Path, engine: str, held: list[Document]) -> tuple[float, float, Index]:
    """CPU seconds of indexing alone, megabytes of the index, and the index."""
    home = Home(root)
    with Store.open(home) as store:
        if not store.count():
            store.put(Entry(document=document) for document in held)
    begun = time.process_time()
    import logging

    logging.disable(logging.WARNING)
    opened = Index.open(home, engine=engine)
    return time.process_time() - begun, megabytes(opened.folder), opened


def process(*command: str) -> float:
    """Milliseconds of CPU of a new process, the median of five."""
    took = []
    for _ in range(5):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        took.append(
            1000 * (after.children_user + after.children_system - before.children_user - before.children_system)
        )
    return sorted(took)[2]


def starts(root: Path, asked: str) -> None:
    """What a new process costs: `louhi search` on either engine, and what it is held against."""
    face = str(Path(sys.executable).with_name("louhi"))
    for engine in ("whoosh", "tantivy"):
        took = process(face, "search", asked, "--home", str(root / "home"), "--engine", engine)
        print(f"  new process    louhi search, {engine:8} {took:6.0f} ms", flush=True)
    bare = f"""
import tantivy
builder = tantivy.SchemaBuilder()
builder.add_text_field("text", stored=True, tokenizer_name="fi")
made = tantivy.Index(builder.build(), {str(root / "bare-tantivy")!r})
chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
made.register_tokenizer("fi", chain.filter(tantivy.Filter.stemmer("finnish")).build())
searcher = made.searcher()
print([searcher.doc(at)["text"] for _, at in searcher.search(made.parse_query({asked!r}, ["text"]), limit=10).hits])
"""
    took = process(sys.executable, "-c", bare)
    print(f"  new process    bare search, tantivy   {took:6.0f} ms", flush=True)
    took = process(sys.executable, "-c", "import whoosh")
    print(f"  new process    import whoosh          {took:6.0f} ms", flush=True)


def memory() -> float:
    """Megabytes this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def clear_analysis() -> None:
    """Each build pays for its own analysis."""
    from extractors.text import morphology
    from index.ranking import analysis, stream

    for cached in (analysis.keys, analysis.terms, stream._coded, morphology.readings, morphology._nouns):
        cached.cache_clear()


def measure(path: Path, asked: list[str], size: int) -> None:
    held = documents(path, size)
    root = Path(tempfile.mkdtemp(prefix="louhi-bench-"))
    (root / "bare").mkdir()
    (root / "bare-tantivy").mkdir()
    try:
        print(f"{size} passages, {len(asked)} queries; CPU milliseconds p50 / p95", flush=True)
        bare_built, bare = bare_whoosh(root / "bare", held)
        timed(asked[:20], bare)
        base = spread(timed(asked, bare))
        print(
            f"  bare whoosh    built {bare_built:6.1f} s  {megabytes(root / 'bare'):6.0f} MB"
            f"  query {base[0]:7.2f} / {base[1]:7.2f}",
            flush=True,
        )
        built: dict[str, float] = {}
        full: dict[str, tuple[float, float]] = {}
        for engine in ("whoosh", "tantivy"):
            clear_analysis()
            took, size_mb, index = louhi(root / "home", engine, held)
            built[engine] = took
            for name, look in {
                "full search": lambda query, index=index: index.search(query),
                "with a filter": lambda query, index=index: index.search(query + " kind:tiedote"),
            }.items():
                timed(asked[:20], look)
                p50, p95 = full[f"{engine}, {name}"] = spread(timed(asked, look))
                print(
                    f"  louhi {engine:8} built {took:6.1f} s ({took / bare_built:4.2f} x bare)  {size_mb:6.0f} MB"
                    f"  {name:14} {p50:7.2f} / {p95:7.2f}"
                    f"  ({p50 / base[0]:5.2f} x / {p95 / base[1]:5.2f} x bare)",
                    flush=True,
                )
            index.close()
            del index, look
            gc.collect()
            print(f"  louhi {engine:8} the process holds {memory():.0f} MB after it", flush=True)
        took, bare_t = bare_tantivy(root / "bare-tantivy", held)
        timed(asked[:20], bare_t)
        p50, p95 = spread(timed(asked, bare_t))
        print(
            f"  bare tantivy   built {took:6.1f} s  {megabytes(root / 'bare-tantivy'):6.0f} MB"
            f"  query {p50:7.2f} / {p95:7.2f}"
        )
        print(f"  bare tantivy is {base[0] / p50:.0f} x / {base[1] / p95:.0f} x faster than bare whoosh")
        for name in ("full search", "with a filter"):
            (w50, w95), (t50, t95) = full[f"whoosh, {name}"], full[f"tantivy, {name}"]
            print(f"  louhi on tantivy is {w50 / t50:.2f} x / {w95 / t95:.2f} x faster than on whoosh, {name}")
        print(f"  building: tantivy {built['tantivy'] / built['whoosh']:.2f} x whoosh", flush=True)
        starts(root, "hevosen kunta")
    finally:
        shutil.rmtree(root)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--sizes", default="10000,50000")
    parser.add_argument("--count", type=int, default=200)
    given = parser.parse_args()
    asked = [row["text"] for row in lines(given.queries)][: given.count]
    for size in map(int, given.sizes.split(",")):
        measure(given.corpus, asked, size)


if __name__ == "__main__":
    main()
