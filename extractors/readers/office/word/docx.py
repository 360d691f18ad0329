"""Word documents, through python-docx: headings, numbered lists, tables, text boxes, charts, notes, running headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Block, Claim, Draft, ReaderOf
from extractors.model.errors import EmptyDocument, ReadError
from extractors.readers.claims.letterhead import letterhead
from extractors.readers.layout.flowing import Line, lay, lines_of_grid
from extractors.readers.layout.links import in_office, links_once
from extractors.readers.office.package import (
    STRUCK_OUT,
    claims_of_properties,
    damaged,
    package_of,
    properties_of,
    xml_of,
)
from extractors.readers.office.word.docx_charts import charts_of
from extractors.readers.office.word.docx_inserted import inserted_lines
from extractors.readers.office.word.docx_numbering import Numbering
from extractors.readers.office.word.docx_styles import CAPTION, CONTENTS, TITLE, DocxStyles
from extractors.readers.office.word.docx_tables import cells_in, grid_of, rows_in
from extractors.readers.office.word.docx_text import W, blocks_in, flat, joined, words_of
from extractors.readers.sniff import DOCX

DEEPEST = 8  # tables and text boxes within one another
NOTES = ("footnotes", "endnotes")


def read_docx(raw: RawDocument, reader_of: ReaderOf) -> Draft:
    """A DOCX as a Draft; raises DamagedDocument or EmptyDocument."""
    draft = Draft(DOCX)
    try:
        from docx import Document as open_docx

        document = open_docx(package_of(raw))  # type: ignore[arg-type,unused-ignore]
        styles = DocxStyles(document.styles.element)
        styles.write_out_unseen(document.element.body)
        reading = DocxReading(
            styles, Numbering(_numbering(document.part), styles), document.part, draft, raw.source, reader_of
        )
        lines = [line for block in joined(blocks_in(document.element.body)) for line in _lines(block, reading, 0)]
        running = _running(document.element.body, document.part, document.settings.odd_and_even_pages_header_footer)
        draft.furniture += _comments(document.part)
        notes = list(_notes(document.part))
        draft.claims += claims_of_properties(properties_of(document.part.package))
        draft.links = links_once(in_office(document.part))
    except (ReadError, MemoryError, RecursionError):
        raise
    except Exception as error:  # python-docx raises whatever a broken package leads it to
        raise damaged(raw, error) from error
    lay(lines, running, draft)
    draft.blocks += [Block("note", note) for note in notes]
    draft.claims += letterhead(draft)
    draft.claims.append(Claim("kind", "document", "markup"))
    if not draft.blocks:
        raise EmptyDocument("it holds no text", subject=raw.source, advice="It may be a picture: bring in a PDF of it.")
    return draft


@dataclass
class DocxReading:
    """What reading the body of a document needs."""

    styles: DocxStyles
    numbering: Numbering
    part: Any
    draft: Draft
    source: str
    reader_of: ReaderOf


def _lines(block: Any, reading: DocxReading, depth: int) -> Iterator[Line]:
    """What a paragraph, table or inserted file gives: itself, then the text boxes and charts that hang on it."""
    if depth > DEEPEST:
        yield Line(flat(block))  # how it is laid out is lost, its words are not
        return
    if block.tag == W + "tbl":
        yield from _rows(block, reading, depth)
    elif block.tag == W + "altChunk":
        yield from inserted_lines(block, reading.part, reading.draft, reading.source, reading.reader_of)
    else:
        yield from _paragraph(block, reading, depth)


def _paragraph(paragraph: Any, reading: DocxReading, depth: int) -> Iterator[Line]:
    draft, words, label = reading.draft, words_of(paragraph), reading.numbering.label(paragraph)
    draft.furniture += [f"updating field: {u}" for u in words.updating if any(c.isdigit() for c in u) and "." in u]
    draft.issues += [Issue(reason=STRUCK_OUT, text=said.strip()[:200]) for said in words.struck if said.strip()]
    text = words.text.strip()
    if text:
        yield _line(paragraph, f"{label} {text}".strip(), reading.styles)
    for box in words.boxes:
        for inner in joined(blocks_in(box)):
            yield from _lines(inner, reading, depth + 1)
    for said, grid in charts_of(paragraph, reading.part):
        yield from (Line(words, kind="caption") for words in said)
        yield from lines_of_grid(grid, draft)


def _line(paragraph: Any, text: str, styles: DocxStyles) -> Line:
    name, level = styles.name(paragraph), styles.heading_level(paragraph)
    size, bold = styles.size_and_bold(paragraph)
    line = Line(text, size=size, bold=bold)
    if TITLE.fullmatch(name):
        line.kind = "title"
    elif CONTENTS.fullmatch(name):
        parts = [part for part in text.split("\t") if part.strip()]
        line.kind, line.text = "list item", " ".join(parts[:-1] if len(parts) > 1 and parts[-1].isdigit() else parts)
    elif CAPTION.fullmatch(name):
        line.kind = "caption"
    elif level:
        line.kind, line.level = "heading", level
    elif deep := styles.list_level(paragraph):
        line.kind, line.level = "list item", deep
    return line


def _rows(table: Any, reading: DocxReading, depth: int) -> Iterator[Line]:
    """The rows of a table; a table of one column is only a frame around paragraphs."""
    rows = rows_in(table)
    if max((len(cells_in(row)) for row in rows), default=0) <= 1:
        for cell in (cell for row in rows for cell in cells_in(row)):
            for block in joined(blocks_in(cell)):
                yield from _lines(block, reading, depth + 1)
        return
    yield from lines_of_grid(grid_of(rows, reading.numbering.label), reading.draft)
    for inner in (block for row in rows for cell in cells_in(row) for block in blocks_in(cell)):
        if inner.tag == W + "tbl":
            yield from _lines(inner, reading, depth + 1)


def _running(body: Any, part: Any, even: bool) -> list[str]:
    """The lines of the headers and footers that are shown: a first or an even page's only where it has its own."""
    lines: list[str] = []
    for section in body.iter(W + "sectPr"):
        first = section.find(W + "titlePg")
        has_first = first is not None and first.get(W + "val", "1") not in ("0", "false")
        for tag in ("headerReference", "footerReference"):
            for reference in section.iter(W + tag):
                kind = reference.get(W + "type", "default")
                if (kind == "even" and not even) or (kind == "first" and not has_first):
                    continue
                rel = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
                try:
                    element = part.related_parts[rel].element
                except (KeyError, AttributeError):
                    continue
                for p in element.iter(W + "p"):
                    for piece in words_of(p).text.replace("\n", "\t").split("\t"):
                        line = " ".join(piece.split())
                        if line and line not in lines:
                            lines.append(line)
    return lines


def _numbering(part: Any) -> Any:
    """The root of the part that says how lists are numbered, None where there is none."""
    return next((xml_of(blob) for kind, blob in _related(part) if kind == "numbering"), None)


def _comments(part: Any) -> list[str]:
    """What readers remarked in the margin: no part of the document."""
    roots = [xml_of(blob) for kind, blob in _related(part) if kind == "comments"]
    said = ((c.get(W + "author", ""), flat(c)) for root in roots for c in root.iter(W + "comment"))
    return [f"comment by {author or 'someone'}: {words}" for author, words in said if words]


def _notes(part: Any) -> Iterator[str]:
    """Footnotes and endnotes, their separators left out."""
    for kind, blob in _related(part):
        if kind in NOTES:
            for note in xml_of(blob):
                if note.get(W + "type") is None and (text := flat(note)):
                    yield text


def _related(part: Any) -> Iterator[tuple[str, bytes]]:
    """The kind and the bytes of each part that belongs to the document."""
    for relation in part.rels.values():
        if not relation.is_external:
            yield relation.reltype.rpartition("/")[2], relation.target_part.blob
