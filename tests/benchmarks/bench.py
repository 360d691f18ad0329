"""What Prefect adds to a run, and Louhi's speed beside its bare parts: `make bench`, or with a number of copies.

    .venv/bin/python tests/benchmarks/bench.py [COPIES]

The samples' pages and releases are multiplied, each copy with county and people of its own, so that no two documents
are alike.  In one process, after a warm-up, in turns:

    plain    the run as plain functions: fetch, read, understand, keep, index
    flow     the same run as the command does it, through the Prefect flow
    bare     the texts through spaCy's whole Finnish pipeline and into Whoosh with its own Finnish analyzer

Figures are seconds of wall clock, the best of the turns; the machine they are from is printed with them.
"""

from __future__ import annotations

import logging
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
COPIES, TURNS = 5, 2
LETTERS = "aeikoptuvy"


def main(copies: int) -> None:
    """Measure and print."""
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="louhi-bench-") as scratch:
        folder, homes = Path(scratch) / "documents", (Path(scratch) / f"home-{n}" for n in count())
        texts = multiply(folder, copies)
        ways: dict[str, Callable[[], object]] = {
            "plain": lambda: run_plain(next(homes), folder),
            "flow": lambda: run_flow(next(homes), folder),
            "bare": lambda: run_bare(next(homes), texts),
        }
        for way in ways.values():
            way()
        best = {name: min(timed(way) for _ in range(TURNS)) for name, way in ways.items()}
    say(len(texts), sum(map(len, texts)), best)


def multiply(folder: Path, copies: int) -> list[str]:
    """Write the copies; the texts as read."""
    from extractors import read

    folder.mkdir(parents=True)
    texts = []
    for original in sorted([*(ROOT / "samples/pages").glob("*.html"), *(ROOT / "samples/releases").glob("*.html")]):
        markup = original.read_text("utf-8")
        for n in range(copies):
            mark = "".join(LETTERS[int(digit)] for digit in f"{n:03}")
            file = folder / f"{original.stem}-{n:03}.html"
            file.write_text(markup.replace("Hallanmaa", f"Hallan{mark}maa").replace("lahti", f"{mark}lahti"), "utf-8")
            texts.append(read(file).text)
    return texts


def run_plain(home: Path, folder: Path) -> None:
    """One run without Prefect."""
    from index.home import Home
    from pipeline.runs.ingest import ingest

    assert ingest(Home(home), [str(folder)]).ok


def run_flow(home: Path, folder: Path) -> None:
    """One run as the command does it."""
    from index.home import Home
    from pipeline.orchestration.flow_runs import run_ingest

    assert run_ingest(Home(home), [str(folder)], environ=os.environ).ok


def run_bare(home: Path, texts: list[str]) -> None:
    """The texts through spaCy and Whoosh, with nothing of Louhi between them."""
    from whoosh.analysis import LanguageAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in

    home.mkdir()
    nlp = bare_model()
    schema = Schema(id=ID(stored=True), text=TEXT(analyzer=LanguageAnalyzer("fi"), stored=True))
    writer = create_in(home, schema).writer()
    for n, doc in enumerate(nlp.pipe(texts)):
        writer.add_document(id=str(n), text=doc.text)
    writer.commit()


@lru_cache
def bare_model() -> Any:
    """The whole Finnish pipeline, loaded once."""
    import spacy

    from extractors.text.finnish_model import MODEL

    return spacy.load(MODEL)


def timed(way: Callable[[], object]) -> float:
    """Seconds it takes."""
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


def say(documents: int, characters: int, best: dict[str, float]) -> None:
    """The figures as a table."""
    print(
        f"{documents} documents, {characters / 1e6:.2f} million characters; Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, {platform.machine()}; best of {TURNS}"
    )
    print(f"{'':<8}{'seconds':>9}{'documents/s':>13}")
    for name, seconds in best.items():
        print(f"{name:<8}{seconds:>9.2f}{documents / seconds:>13.1f}")
    print(
        f"Prefect adds {best['flow'] - best['plain']:+.2f} s, {100 * (best['flow'] / best['plain'] - 1):+.1f} %; "
        f"a whole run takes {best['plain'] / best['bare']:.2f} times what its bare parts take"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COPIES)
