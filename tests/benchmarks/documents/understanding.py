"""What understanding costs: `extract_many` against the bare model's ner-only `nlp.pipe`, and two processes against one.

python -m tests.benchmarks.documents.understanding FILE_OR_FOLDER... [--copies N]
python -m tests.benchmarks.documents.understanding --parts

The texts of the files are read first; only understanding is timed.  Prints ratios measured in one run.  `--parts`
prints what each trained part and the dictionary take: bytes on disk, and memory of a process of its own that has read
a sentence with it.
"""

from __future__ import annotations

import argparse
import resource
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


MODEL = "spacy_fi_experimental_web_md"
TRAINED = {
    "names (ner)": ("ner",),
    "grammar (tok2vec, parser)": ("tok2vec", "parser"),
    "vectors and words": ("vocab",),
    "not shipped to memory (tagger, morphologizer, lemmatizer)": ("tagger", "morphologizer", "lemmatizer"),
}
"""The folders of the model by what they are for."""

MB = 1_000_000


def bytes_on_disk() -> dict[str, int]:
    """What each trained part takes on disk."""
    import importlib.util

    spec = importlib.util.find_spec(MODEL)
    assert spec and spec.origin, "the Finnish model is not installed"
    root = next(Path(spec.origin).parent.glob("fi_*"))
    return {
        part: sum(f.stat().st_size for name in names for f in (root / name).rglob("*") if f.is_file())
        for part, names in TRAINED.items()
    }


def _peak(parts: str) -> int:
    """The peak memory of this process once it has read a sentence with some parts: "dictionary ner parser"."""
    text = "Lautakunta valitsi Maija Mallin johtajaksi."
    if parts:
        from extractors.text.morphology import readings

        readings("lautakunta")
    if "ner" in parts:
        import spacy

        from extractors.text.finnish_model import UNUSED

        nlp = spacy.load(MODEL, exclude=[*UNUSED, *(() if "parser" in parts else ("tok2vec", "parser"))])
        list(nlp.pipe([text]))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def peaks() -> dict[str, int]:
    """The peak memory with each part more, each in a process of its own."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    found = {}
    for parts in ("", "dictionary", "dictionary ner", "dictionary ner parser"):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found[parts or "Louhi's rules alone"] = pool.submit(_peak, parts).result()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--parts", action="store_true")
    args = parser.parse_args()
    if args.parts:
        for part, size in bytes_on_disk().items():
            print(f"{part}: {size / MB:.1f} MB on disk")
        for part, size in peaks().items():
            print(f"{part}: {size / MB:.0f} MB peak memory")
        return

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
