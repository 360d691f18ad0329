"""How fast documents are read, as ratios within one run: PDFs against pdfplumber's own text, two workers against one.

    python tests/benchmarks/documents/reading.py FOLDER [--rounds 3] [--largest 2000000]

Scans are left out of the first ratio: pdfplumber does not read them.  A ratio is of processor time, the least of the
rounds; that of the workers is of wall time and asks for two idle processors.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from pathlib import Path

from extractors.model.document import RawDocument
from extractors.readers.sandbox.reading_safely import read_many
from extractors.readers.sandbox.worker import close_workers


def by_pdfplumber(content: bytes) -> float:
    """Processor seconds pdfplumber takes for the text of all pages."""
    import pdfplumber

    began = time.process_time()
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
    return time.process_time() - began


def by_louhi(content: bytes) -> float:
    """Processor seconds Louhi takes from bytes to Document."""
    from extractors import read

    began = time.process_time()
    read(content)
    return time.process_time() - began


def two_against_one(raws: list[RawDocument]) -> float:
    """How many times as fast two workers read the documents as one does; the workers are started before."""
    seconds = []
    for workers in (1, 2):
        close_workers()
        list(read_many(raws[:2] * workers, workers=workers))
        began = time.perf_counter()
        list(read_many(raws, workers=workers))
        seconds.append(time.perf_counter() - began)
    close_workers()
    return seconds[0] / seconds[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--largest", type=int, default=3_000_000, help="bytes of the largest file")
    parser.add_argument(
        "--alone", action="store_true", help="only the first ratio: other work keeps the processors busy"
    )
    args = parser.parse_args()
    files = [f for f in sorted(args.folder.rglob("*")) if f.is_file() and f.stat().st_size <= args.largest]
    pdfs = {
        f.name: f.read_bytes() for f in files if f.suffix == ".pdf" and not any(w in f.name for w in ("scan", "ocr"))
    }
    by_louhi(next(iter(pdfs.values())))  # what is imported late is imported now
    plumber = {n: min(by_pdfplumber(c) for _ in range(args.rounds)) for n, c in pdfs.items()}
    louhi = {n: min(by_louhi(c) for _ in range(args.rounds)) for n, c in pdfs.items()}
    raws = [RawDocument(content=c, source=n) for n, c in pdfs.items()] * 2
    print(
        json.dumps(
            {
                "pdf against pdfplumber": round(sum(louhi.values()) / sum(plumber.values()), 2),
                "worst": sorted(((round(louhi[n] / plumber[n], 2), n) for n in pdfs), reverse=True)[:5],
                "two workers against one": None
                if args.alone
                else round(max(two_against_one(raws) for _ in range(args.rounds)), 2),
                "files": len(pdfs),
            },
            ensure_ascii=False,
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
