"""Reading web pages beside trafilatura's own extraction over the same bytes: the ratio is the figure.

    .venv/bin/python tests/benchmarks/documents/bench_pages.py [FOLDER]

Without a folder, the golden pages.  Every page three times in turn, the best time of each counts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import trafilatura

from extractors.model.document import RawDocument
from extractors.model.errors import ReadError
from extractors.reading import read

PAGES = Path(__file__).resolve().parents[2] / "extractors" / "readers" / "pages"


def best_of(turns: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest turn."""
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        with suppress(ReadError):
            work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(folder: Path) -> None:
    """Print the seconds of both and their ratio."""
    ours = theirs = 0.0
    pages = sorted(p for p in folder.iterdir() if p.suffix in (".html", ".htm"))
    for warm in (True, False):
        ours = theirs = 0.0
        for path in pages[:3] if warm else pages:
            content = path.read_bytes()
            raw = RawDocument(content=content, source=path.name, media_type="text/html")
            theirs += best_of(3, lambda content=content: trafilatura.extract(content))  # type: ignore[misc]
            ours += best_of(3, lambda raw=raw: read(raw))  # type: ignore[misc]
    print(f"{len(pages)} pages: read {ours:.3f} s, trafilatura.extract {theirs:.3f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
