"""How each finder's time grows.

    python -m tests.benchmarks.documents.extraction_growth [--sizes 10,100] [SHAPE ...]

Each shape is a text that some pattern may be quadratic in: runs of one character, of one word, of one construction, at
10, 100 and 1,000 kB.  Printed: CPU seconds at each size, and how many times longer a text of ten times the size takes
(10 is linear; under it the fixed costs show).  A finder that takes longer than `--most` seconds ends its row.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise

from extractors.finders import EXTRACTORS, function_named
from extractors.model.document import Document
from extractors.reading import read_text
from extractors.text.finnish_model import tag

SHAPES: dict[str, str] = {
    "digits": "7",
    "spaced digits": "1 234 567 ",
    "dotted digits": "1.",
    "dates": "1.2.2021.",
    "day ranges": "1.-2.-3.-",
    "dotted letters": "a.",
    "full stops": ".",
    "colons": "A:",
    "quotes": "”\"'",
    "brackets": "(",
    "hyphens": "-",
    "hyphened word": "kunta-",
    "and, and": "kunta ja ",
    "suspended compounds": "sosiaali- ja terveys- ja ",
    "given names": "Matti ",
    "acronyms": "STM ",
    "camel case": "Aa",
    "titles and names": "johtaja Matti Malli, ",
    "name lines": "Matti Malli\n",
    "commas": ",",
    "sums": "5 miljoonaa euroa ",
    "ranges": "5–",
    "number words glued": "kaksisataakolmekymmentä",
    "number words": "kaksi sata tuhat ",
    "ats": "a@",
    "one address": "a.",
    "path": "a/",
    "phone codes": "+358 ",
    "lines": "a\n",
    "tabs": "a\t",
    "spaces": " ",
    "sections": "§ ",
    "releases": "Tiedote 14/2020\nKokous 3.2. ja 4.5.2020\n\n",
    "months": "tammi-helmi-maalis-",
    "seasons": "kevät ja syksy ",
    "one long word": "kunnanhallitus",
    "pictures": "\U0001f600",
    "mixed brackets": "[{<",
    "prose": "Kunnanhallitus päätti 3.2.2021 myöntää Mallilan yhdistykselle 5 000 euroa.\n\n",
}
"""Name -> what is repeated."""


def text_of(shape: str, size: int) -> str:
    """A text of so many characters, with an ordinary sentence at its end."""
    return (SHAPES[shape] * (size // len(SHAPES[shape]) + 1))[:size] + " Kela päätti asiasta 3.2.2021."


def timed(document: Document) -> dict[str, float]:
    """CPU seconds of the model and of each finder."""
    out: dict[str, float] = {}

    def run(name: str, work: Callable[[], object]) -> object:
        start = time.process_time()
        made = work()
        out[name] = time.process_time() - start
        return made

    found: dict[str, object] = {"entities": run("model", lambda: next(tag([document]))[1])}
    for kind, (place, needs) in EXTRACTORS.items():
        find = partial(function_named(place), document, *(found[need] for need in needs))
        found[kind] = run(kind, partial(_all, find))
    return out


def _all(find: Callable[[], Iterable[object]]) -> tuple[object, ...]:
    return tuple(find())


def measured(shape: str, size: int) -> dict[str, float]:
    """CPU seconds of laying out a text of a shape, of the model, and of each finder."""
    start = time.process_time()
    document = read_text(text_of(shape, size))
    return {"layout": time.process_time() - start, **timed(document)}


def main() -> None:
    """Print a row a shape: its slowest part at each size, and the ratios."""
    options = argparse.ArgumentParser()
    options.add_argument("shapes", nargs="*", default=list(SHAPES))
    options.add_argument("--sizes", default="10,100,1000", help="kB, in order")
    options.add_argument("--most", type=float, default=60.0, help="CPU seconds after which a shape is given up")
    given = options.parse_args()
    measured("prose", 1000)
    sizes = [int(size) * 1000 for size in given.sizes.split(",")]
    print(f"| shape | {' | '.join(f'{size // 1000} kB, s' for size in sizes)} | slowest part | its ratios |")
    print(f"| --- |{' ---: |' * len(sizes)} --- | --- |")
    for shape in given.shapes:
        rows: list[dict[str, float]] = []
        for size in sizes:
            rows.append(measured(shape, size))
            if sum(rows[-1].values()) > given.most:
                break
        worst = max(rows[-1], key=lambda part: rows[-1][part])
        ratios = " ".join(f"{b[worst] / max(a[worst], 0.001):.0f}" for a, b in pairwise(rows))
        cells = [f"{sum(row.values()):.2f}" for row in rows] + ["–"] * (len(sizes) - len(rows))
        print(f"| {shape} | {' | '.join(cells)} | {worst} | {ratios} |", flush=True)


if __name__ == "__main__":
    main()
