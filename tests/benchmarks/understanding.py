"""What understanding costs: `extract_many` against the bare model's ner-only `nlp.pipe`, and two processes against one.

python -m tests.benchmarks.understanding FILE_OR_FOLDER... [--copies N]

The texts of the files are read first; only understanding is timed.  Prints ratios measured in one run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from extractors import extract_many, read_text
from extractors.model.document import Document


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes on the wall."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def texts(paths: list[Path]) -> list[str]:
    """The texts of files, of a folder's .txt files, or of the lines of a .jsonl file."""
    import json

    found = []
    for path in paths:
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            lines = file.read_text(encoding="utf-8")
            found += [json.loads(line)["text"] for line in lines.splitlines()] if file.suffix == ".jsonl" else [lines]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    args = parser.parse_args()

    import spacy

    some = texts(args.paths) * args.copies
    documents: list[Document] = [read_text(text, id=str(n), language="fi") for n, text in enumerate(some)]
    tokens = sum(len(text.split()) for text in some)
    nlp = spacy.load(
        "spacy_fi_experimental_web_md", exclude=["tagger", "morphologizer", "parser", "lemmatizer", "tok2vec"]
    )
    list(nlp.pipe(some[:3]))
    list(extract_many(documents[:3]))
    bare = seconds(lambda: list(nlp.pipe(some)))
    one = seconds(lambda: list(extract_many(documents)))
    two = seconds(lambda: list(extract_many(documents, workers=2)))
    print(f"{len(some)} texts, {tokens} words")
    print(
        f"bare ner-only nlp.pipe {tokens / bare:.0f} words/s; extract_many {tokens / one:.0f}: {bare / one:.2f} of it"
    )
    print(f"two processes {tokens / two:.0f} words/s: {one / two:.2f} times one (starting them included)")


if __name__ == "__main__":
    main()
