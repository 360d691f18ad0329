"""How each reader's time grows with its input.

    python -m tests.benchmarks.documents.reading_growth [--factor F] [SHAPE ...]

Each shape is an input that some loop of a reader may be quadratic in: long paragraphs, deep elements, many links,
cells, runs, glyphs, slides.  It is read at n, 2n and 4n of its things; printed: CPU seconds at each, and how many
times longer the double takes (2 is linear; under it the fixed costs show, 4 is a square).
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise

from extractors.model.document import RawDocument
from extractors.model.errors import ReadError
from extractors.reading import read
from tests.extractors.readers.hostile.office import odf, pptx, shape, xlsx
from tests.extractors.readers.hostile.papers import paper, sheet, stream
from tests.extractors.readers.hostile.pieces import docx, feed
from tests.extractors.readers.making import many_pages

SENTENCE = "Kunnanhallitus päätti 3.2.2021 asiasta ja antoi siitä lausunnon. "
LETTER = b"From: a@b.example\nSubject: asia\nMIME-Version: 1.0\n"
PART = b"--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\nKunta\n"


def page(body: str, head: str = "") -> bytes:
    """A page with an article of its own around what grows."""
    said = "".join(f"<p>{SENTENCE * 2}</p>" for _ in range(3))
    start = f"<!doctype html><html lang='fi'><head><meta charset='utf-8'><title>Lausunto</title>{head}</head>"
    return f"{start}<body><main><h1>Lausunto</h1>{said}{body}</main></body></html>".encode()


def word(one: str) -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>"


BOXED = word("Kunta")
CELL = f"<w:tc>{word('4')}</w:tc>"
ROW = f"<w:tr>{CELL}</w:tr>"


def drawn(*operators: str) -> bytes:
    """A PDF of one page, as high as pages go, with these operators."""
    return paper(stream("\n".join(operators).encode("latin-1")), page=sheet(box=b"0 0 595 14400"))


def at(x: float, y: float, words: str) -> str:
    """The operators that write some words on a page."""
    return f"BT /F1 8 Tf {x:.1f} {y:.1f} Td ({words}) Tj ET"


def spots(count: int) -> Iterator[tuple[float, float]]:
    """Places all over a page."""
    return ((40 + n * 37 % 500, 40 + n * 53 % 750) for n in range(count))


def alternative(count: int) -> bytes:
    """A message with many attachments."""
    return LETTER + b"Content-Type: multipart/mixed; boundary=b\n\n" + PART * count + b"--b--\n"


SHAPES: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "text: one paragraph": (2_000, lambda n: (SENTENCE * n).encode()),
    "text: lines": (5_000, lambda n: b"Kunta\n" * n),
    "text: form feeds": (4_000, lambda n: b"Kunta\n\x0c" * n),
    "text: one word": (100_000, lambda n: b"QUJD" * n + b"\n\nkirjaamo@kunta.example\n"),
    "text: headings": (3_000, lambda n: b"KOKOUS\n\nAsia.\n\n" * n),
    "page: paragraphs": (2_000, lambda n: page(f"<p>{SENTENCE}</p>" * n)),
    "page: one paragraph": (2_000, lambda n: page(f"<p>{SENTENCE * n}</p>")),
    "page: line breaks": (4_000, lambda n: page("Kunta<br>" * n)),
    "page: spans": (4_000, lambda n: page(f"<p>{'<span>ku</span>' * n}</p>")),
    "page: deep elements": (60, lambda n: page("<div>Kunta " * n)),
    "page: links in a list": (2_000, lambda n: page(f"<ul>{'<li><a href=/a>Kunta päättää</a></li>' * n}</ul>")),
    "page: links in the text": (2_000, lambda n: page(f"<p>{'<a href=/a>kunta</a> ja ' * n}</p>")),
    "page: headings": (2_000, lambda n: page("<h2>Kunta</h2><p>Asia.</p>" * n)),
    "page: linked headings": (1_000, lambda n: page("<div><h3><a href=/a>Kunta</a></h3><p>Asia on.</p></div>" * n)),
    "page: times": (2_000, lambda n: page("<div><time datetime='2021-02-03'>3.2.2021</time></div>" * n)),
    "page: dated classes": (2_000, lambda n: page("<div class='date'>3.2.2021</div>" * n)),
    "page: comments' names": (2_000, lambda n: page(f"<div class='comments'>{'<p>Hyvä.</p>' * n}</div>")),
    "page: side boxes": (1_000, lambda n: page("<div class='sidebar'><ul><li>Kunta</li></ul></div>" * n)),
    "page: meta": (3_000, lambda n: page("", "<meta name='a' content='b'>" * n)),
    "page: JSON-LD": (2_000, lambda n: page("", "<script type='application/ld+json'>{'@type':'A'}</script>" * n)),
    "page: rows": (1_500, lambda n: page(f"<table>{'<tr><td>Silta</td><td>4 000</td></tr>' * n}</table>")),
    "page: columns": (600, lambda n: page(f"<table><tr>{'<td>4</td>' * n}</tr><tr>{'<td>5</td>' * n}</tr></table>")),
    "page: spans of rows": (
        600,
        lambda n: page(
            f"<table><tr><td rowspan={n}>K</td><td>1</td></tr>{'<tr><td colspan=2>5</td></tr>' * n}</table>"
        ),
    ),
    "page: tables": (500, lambda n: page("<table><tr><td>Silta</td><td>4 000</td></tr></table>" * n)),
    "page: pictures with captions": (1_000, lambda n: page("<figure><figcaption>Uusi silta</figcaption></figure>" * n)),
    "feed: entries": (1_000, lambda n: feed(b"<item><title>Kunta</title><link>https://a.example/1</link></item>" * n)),
    "mail: attachments": (300, alternative),
    "mail: lines": (4_000, lambda n: LETTER + b"\n" + b"> Kunta antoi lausunnon.\n" * n),
    "docx: paragraphs": (1_500, lambda n: docx(word(SENTENCE) * n)),
    "docx: runs": (4_000, lambda n: docx(f"<w:p>{'<w:r><w:t>ku</w:t></w:r>' * n}</w:p>")),
    "docx: rows": (800, lambda n: docx(f"<w:tbl>{ROW * n}</w:tbl>")),
    "docx: columns": (400, lambda n: docx(f"<w:tbl><w:tr>{CELL * n}</w:tr></w:tbl>")),
    "docx: text boxes": (
        400,
        lambda n: docx(f"<w:p><w:r><w:pict><w:txbxContent>{BOXED}</w:txbxContent></w:pict></w:r></w:p>" * n),
    ),
    "odt: paragraphs": (2_000, lambda n: odf("odt", f"<text:p>{SENTENCE}</text:p>" * n)),
    "odt: items": (
        1_500,
        lambda n: odf("odt", f"<text:list>{'<text:list-item><text:p>a</text:p></text:list-item>' * n}</text:list>"),
    ),
    "odt: rows": (
        1_000,
        lambda n: odf(
            "odt",
            "<table:table>"
            + "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>" * n
            + "</table:table>",
        ),
    ),
    "xlsx: rows": (1_500, lambda n: xlsx('<row><c t="inlineStr"><is><t>Silta</t></is></c><c><v>4</v></c></row>' * n)),
    "xlsx: columns": (1_000, lambda n: xlsx(f"<row>{'<c><v>4</v></c>' * n}</row>" * 2)),
    "xlsx: sheets": (20, lambda n: xlsx("<row><c><v>4</v></c><c><v>5</v></c></row>", sheets=n)),
    "pptx: slides": (40, lambda n: pptx(shape("Kunta"), slides=n)),
    "pptx: shapes": (200, lambda n: pptx("".join(shape(f"Kunta {k}", k * 91_000, k) for k in range(n)))),
    "pdf: pages": (100, many_pages),
    "pdf: scattered words": (400, lambda n: drawn(*(at(x, y, "Kunta") for x, y in spots(n)))),
    "pdf: lines apart": (
        300,
        lambda n: drawn(*(at(40 + k % 2 * 300, 14_300 - 11.5 * k, "Kunta antoi lausunnon") for k in range(n))),
    ),
    "pdf: one line": (1_500, lambda n: drawn(at(40, 700, "kunta " * n))),
    "pdf: rules": (
        300,
        lambda n: drawn(at(40, 820, "Kunta"), *(f"{40 + k % 500} 40 m {40 + k % 500} 800 l S" for k in range(n))),
    ),
    "pdf: boxes": (400, lambda n: drawn(at(40, 820, "Kunta"), *(f"{x} {y} 9 9 re S" for x, y in spots(n)))),
    "pdf: rows of a table": (
        100,
        lambda n: drawn(
            *(
                f"{at(60, 790 - 740 * k / n, f'{k}')} {at(260, 790 - 740 * k / n, f'{k}')} "
                f"50 {787 - 740 * k / n:.1f} m 450 {787 - 740 * k / n:.1f} l S"
                for k in range(n)
            )
        ),
    ),
}
"""Name -> how many things to begin with, and what is made of so many."""


def seconds(content: bytes) -> float:
    """CPU seconds of reading some bytes; what a reader refuses by name took its time too."""
    gc.collect()
    start = time.process_time()
    with suppress(ReadError):
        read(RawDocument(content=content, source="https://a.example/b"))
    return time.process_time() - start


def measured(name: str, factor: float = 1.0, rounds: int = 1) -> list[float]:
    """CPU seconds of a shape at n, 2n and 4n things: the least of the rounds."""
    start, make = SHAPES[name]
    inputs = [make(max(1, int(factor * start)) * times) for times in (1, 2, 4)]
    return [min(seconds(content) for _ in range(rounds)) for content in inputs]


def main() -> None:
    """Print a row a shape."""
    options = argparse.ArgumentParser()
    options.add_argument("shapes", nargs="*", default=list(SHAPES))
    options.add_argument("--factor", type=float, default=1.0, help="of the things that each shape begins with")
    options.add_argument("--rounds", type=int, default=1)
    given = options.parse_args()
    seconds(page(""))
    print("| shape | n | n, s | 2n, s | 4n, s | ratios |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    for name in given.shapes:
        took = measured(name, given.factor, given.rounds)
        ratios = " ".join(f"{b / max(a, 0.001):.1f}" for a, b in pairwise(took))
        cells = " | ".join(f"{one:.3f}" for one in took)
        print(f"| {name} | {int(given.factor * SHAPES[name][0])} | {cells} | {ratios} |", flush=True)


if __name__ == "__main__":
    main()
