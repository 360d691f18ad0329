"""Documents that flow (DOCX, ODT): their title and headings where no style names them, and their date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.model.document import PassageKind
from extractors.model.draft import Block, Claim, Draft, GridRow
from extractors.readers.grid import Grid, blocks_of
from extractors.readers.layout.paper_dates import own_date
from extractors.readers.layout.paragraphs import Paragraph
from extractors.readers.pdf.furniture import DATED, PAGE_OF, REGISTER
from extractors.readers.pdf.page_titles import document_title

HEAD = 25  # lines that may belong to a document's head
SPACED = re.compile(r"\s*\n\s*")

SPARSE = 800
"""Letters in the first lines of a document that begins with a cover: a page of text has some two thousand."""

LABEL_CELLS = 3
"""Cells of a row that is a label and its value, and so may say a date: "Päiväys", "3.2.2021"."""

HEADING = 120
"""Letters of a bold line that may be a heading: one line and a half of a page of text."""


@dataclass(slots=True)
class Line:
    """A paragraph or table row, and how it is set."""

    text: str
    kind: PassageKind = "paragraph"
    size: float = 11.0
    bold: bool = False
    level: int | None = None
    cells: tuple[str, ...] = ()
    row: GridRow | None = None


def lay(lines: Sequence[Line], running: Sequence[str], draft: Draft) -> None:
    """Put lines and running headers into a draft as blocks, furniture and claims."""
    kept = [r for r in running if DATED.fullmatch(r) or REGISTER.fullmatch(r)]
    draft.furniture += [r for r in running if re.search(r"\w", r) and not PAGE_OF.fullmatch(r)]
    draft.blocks += [Block("paragraph", r) for r in kept]
    title = _title(lines)
    for line in lines:
        draft.blocks.append(_block(line, title))
    if title:
        draft.claims.append(Claim("title", " ".join(title.text.split()), "layout"))
    head = [t for line in lines[:HEAD] for t in _cells(line) if t]
    tail = [t for line in lines[-20:] for t in line.text.split("\n")]
    sparse = sum(len(line.text) for line in lines[:HEAD]) < SPARSE
    when = own_date([] if sparse else head[:12], running=running, cover=head if sparse else [], tail=tail)
    if when:
        draft.claims.append(Claim("published", when, "dateline"))


def _cells(line: Line) -> list[str]:
    """The cells of a row, and a short row as one line too; the lines of a paragraph."""
    if not line.cells:
        return re.split(r"\t|\n", line.text)
    return [*line.cells, *([" ".join(line.cells)] if 1 < len(line.cells) <= LABEL_CELLS else [])]


def _title(lines: Sequence[Line]) -> Line | None:
    """The line styled as the title, else the largest or first bold one of the head."""
    for line in lines[:60]:
        if line.kind == "title":
            return line
    found = [
        (
            line,
            Paragraph(
                line.kind,
                " ".join(line.text.split()),
                0,
                0,
                0,
                0,
                line.size,
                line.bold or line.kind == "heading",
            ),
        )
        for line in lines[:HEAD]
    ]
    best = document_title([p for _, p in found], _body(lines))
    return next((line for line, p in found if p is best), None)


def _body(lines: Sequence[Line]) -> float:
    """The size most of the text has."""
    sizes: dict[float, int] = {}
    for line in lines:
        if line.kind == "paragraph":
            sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
    return max(sizes, key=lambda s: sizes[s], default=11.0)


def _block(line: Line, title: Line | None) -> Block:
    if line.cells:
        return Block("table row", cells=tuple(SPACED.sub(" ", c) for c in line.cells), row=line.row)
    text = "\n".join(" ".join(part.split()) for part in line.text.split("\n") if part.strip())
    if line is title:
        return Block("title", " ".join(text.split()))
    if line.kind == "title":
        return Block("heading", text, level=1)
    if (
        line.kind == "paragraph"
        and line.bold
        and len(text) < HEADING
        and not text.endswith((".", ",", ";"))
        and "\n" not in text
    ):
        return Block("heading", text, level=line.level or 2, row=line.row)
    return Block(line.kind, text, level=line.level, row=line.row)


def lines_of_grid(grid: Grid, draft: Draft) -> Iterator[Line]:
    """A table's rows as lines; the Issue of one that has no sound grid goes into the draft."""
    blocks, issues = blocks_of(grid)
    draft.issues += issues
    for block in blocks:
        yield Line(block.text, kind=block.kind, cells=block.cells, row=block.row)
