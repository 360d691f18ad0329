"""What the grammar of sentences costs: CPU seconds of extraction with and without the parser, beside the bare ner pipe.

python -m tests.benchmarks.documents.parsing FILE_OR_FOLDER... [--copies N]

All in one process and one run; the models are loaded and warm before anything is timed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

from extractors import extract_many, read_text
from extractors.roles import find_roles
from extractors.text.finnish_model import NAMES, SyntaxNode, model, parsed
from tests.benchmarks.documents.understanding import texts


def cpu(work: Callable[[], object]) -> float:
    """The processor's seconds a piece of work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    args = parser.parse_args()

    some = texts(args.paths) * args.copies
    documents = [read_text(text, id=str(n), language="fi") for n, text in enumerate(some)]
    words = sum(len(text.split()) for text in some)
    sentences = 0

    def counted(asked: Iterator[str]) -> list[tuple[SyntaxNode, ...]]:
        nonlocal sentences
        found = parsed(asked)
        sentences += sum(len(nodes) for nodes in found)
        return found

    unused = [name for name in model().pipe_names if name not in NAMES]
    everything = partial(extract_many, documents)
    bare = partial(model().pipe, some, disable=unused)
    with patch("extractors.roles.grammar.attachment.parsed", counted):
        list(everything())
    list(bare())
    ner = cpu(lambda: list(bare()))
    with_parser = cpu(lambda: list(everything()))
    with patch("extractors.roles.find_roles", partial(find_roles, parse=False)):
        without = cpu(lambda: list(everything()))
    print(f"{len(some)} texts, {words} words; {sentences} tokens ({sentences / words:.0%}) were parsed")
    print(f"bare ner {ner:.2f} s; extraction without the parser {without:.2f}, with it {with_parser:.2f}")
    print(f"speed beside bare ner: without {ner / without:.2f}, with {ner / with_parser:.2f}")


if __name__ == "__main__":
    main()
