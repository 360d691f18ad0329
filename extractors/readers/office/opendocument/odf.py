"""OpenDocument decks and texts, read from their XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractors.model.document import Page, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import DamagedDocument, EmptyDocument
from extractors.readers.claims.letterhead import letterhead
from extractors.readers.layout.flowing import Line, lay, lines_of_grid
from extractors.readers.layout.geometry import reading_order
from extractors.readers.layout.links import in_odf, links_once
from extractors.readers.layout.paper_dates import own_date
from extractors.readers.office.opendocument.odf_numbering import OdfNumbering
from extractors.readers.office.opendocument.odf_styles import (
    DRAW,
    OFFICE,
    PRESENTATION,
    SVG,
    TABLE,
    TEXT,
    OdfStyles,
    points,
    words_of,
)
from extractors.readers.office.opendocument.odf_tables import grid_of, tables_in
from extractors.readers.office.opendocument.odf_unseen import take_unseen
from extractors.readers.office.package import xml_of
from extractors.readers.office.powerpoint.slide_boxes import BoxLines, SlideBox, take_repeated
from extractors.readers.office.powerpoint.slides import title_of
from extractors.readers.pdf.properties import claims_of_file
from extractors.readers.sandbox.bounds import member, open_zip, refuse_pages
from extractors.readers.sniff import ODP, ODT

OPENED = {TEXT + n for n in ("section", "table-of-content", "index-body")} | {
    DRAW + n for n in ("text-box", "frame", "g")
}
"""What only holds paragraphs and tables."""

RUNNING = {"header", "footer", "date-time", "page-number"}


def read_odp(raw: RawDocument) -> Draft:
    """An ODP as a Draft; raises DamagedDocument or EmptyDocument."""
    content, styles, draft = *opened(raw), Draft(ODP)
    draft.issues += take_unseen(content, styles)
    pages = list(content.iter(DRAW + "page"))
    refuse_pages(len(pages), raw.source)
    found = [[b for b in _boxes(page, styles, draft) if b.blocks] for page in pages]
    draft.furniture += [line for line in take_repeated(found) if line not in draft.furniture]
    for number, (page, boxes) in enumerate(zip(pages, found, strict=True), 1):
        _read_slide(page, number, boxes, styles, draft)
    draft.claims += properties_of(raw)
    draft.links = links_once(in_odf(content))
    draft.claims.append(Claim("kind", "slides", "markup"))
    if title := next((p.title for p in draft.pages if p.title), None):
        draft.claims.append(Claim("title", title, "layout"))
    opening = [b.text for b in draft.blocks if b.page == 1 and b.kind != "note"]
    if when := own_date(opening, running=draft.furniture):
        draft.claims.append(Claim("published", when, "text"))
    draft.claims += letterhead(draft)
    if not draft.blocks:
        raise EmptyDocument(
            "its slides hold no text", subject=raw.source, advice="They may be pictures: bring in a PDF."
        )
    return draft


def read_odt(raw: RawDocument) -> Draft:
    """An ODT as a Draft; raises DamagedDocument or EmptyDocument."""
    content, styles, draft = *opened(raw), Draft(ODT)
    draft.issues += take_unseen(content, styles)
    body = next(content.iter(OFFICE + "text"), None)
    numbering = OdfNumbering(styles.roots(), body) if body is not None else None
    lines = list(_lines(body, styles, draft, numbering=numbering)) if body is not None else []
    running = [t for p in styles.running() if (t := " ".join(words_of(p).split()))]
    lay(lines, list(dict.fromkeys(running)), draft)
    draft.claims += letterhead(draft)
    draft.blocks += [
        Block("note", t)
        for n in content.iter(TEXT + "note-body")
        if (t := " ".join(" ".join(words_of(p) for p in n).split()))
    ]
    draft.claims += properties_of(raw)
    draft.links = links_once(in_odf(content))
    draft.claims.append(Claim("kind", "document", "markup"))
    if not draft.blocks:
        raise EmptyDocument("it holds no text", subject=raw.source, advice="It may be a picture: bring in a PDF of it.")
    return draft


def opened(raw: RawDocument) -> tuple[Any, OdfStyles]:
    """The content and the styles of an OpenDocument file, be it a package or one flat XML."""
    if not raw.content.startswith(b"PK"):
        whole = xml_of(raw.content, raw.source)
        return whole, OdfStyles(whole, whole)
    package = open_zip(raw.content, raw.source)
    names = package.namelist()
    if "content.xml" not in names:
        raise DamagedDocument("its content is missing", subject=raw.source, advice="Save it again in its own program.")
    content = xml_of(member(package, "content.xml", raw.source), raw.source)
    master = xml_of(member(package, "styles.xml", raw.source), raw.source) if "styles.xml" in names else None
    return content, OdfStyles(content, master)


def properties_of(raw: RawDocument) -> list[Claim]:
    """Weak claims of the file's own properties."""
    try:
        meta = xml_of(_meta(raw), raw.source)
    except DamagedDocument:
        return []
    title = next(meta.iter("{http://purl.org/dc/elements/1.1/}title"), None)
    return claims_of_file({"Title": (title.text or "") if title is not None else ""})


def _meta(raw: RawDocument) -> bytes:
    """The XML that holds the file's properties."""
    if not raw.content.startswith(b"PK"):
        return raw.content
    package = open_zip(raw.content, raw.source)
    return member(package, "meta.xml", raw.source) if "meta.xml" in package.namelist() else b"<none/>"


def _read_slide(page: Any, number: int, boxes: list[SlideBox], styles: OdfStyles, draft: Draft) -> None:
    hidden = styles.is_hidden(page)
    title = title_of(boxes)
    text = title.headline if title else None
    draft.pages.append(Page(number=number, title=text, hidden=hidden))
    if title and text:
        draft.blocks.append(Block("title", text, page=number, hidden=hidden))
        title.blocks = title.blocks[title.headlines :]
    for box in reading_order([b for b in boxes if b.blocks], 12.0):
        draft.blocks += [replace(b, page=number, hidden=hidden) for b in box.blocks]
    for notes in page.iter(PRESENTATION + "notes"):
        for frame in notes.iter(DRAW + "frame"):
            if frame.get(PRESENTATION + "class") == "notes":
                for p in frame.iter(TEXT + "p"):
                    if said := " ".join(words_of(p).split()):
                        draft.blocks.append(Block("note", said, page=number, hidden=hidden))


def _boxes(parent: Any, styles: OdfStyles, draft: Draft) -> Iterator[SlideBox]:
    """The shapes of a slide that hold text; groups are opened, notes left out."""
    for shape in parent:
        if not isinstance(shape.tag, str) or shape.tag == PRESENTATION + "notes":
            continue
        kind = shape.get(PRESENTATION + "class", "")
        if kind in RUNNING:
            running = [" ".join(words_of(p).split()) for p in shape.iter(TEXT + "p")]
            draft.furniture += [r for r in running if r and r not in draft.furniture]
        elif shape.get(PRESENTATION + "placeholder") == "true":
            continue
        elif shape.tag in (DRAW + "g", DRAW + "a"):
            yield from _boxes(shape, styles, draft)
        elif shape.tag.startswith(DRAW):
            yield _box(shape, kind, styles, draft)


def _box(shape: Any, kind: str, styles: OdfStyles, draft: Draft) -> SlideBox:
    x, y = points(shape.get(SVG + "x")), points(shape.get(SVG + "y"))
    box = SlideBox(
        x, y, x + points(shape.get(SVG + "width")), y + points(shape.get(SVG + "height")), is_title=kind == "title"
    )
    lines = BoxLines(box)
    for line in _lines(shape, styles, draft, styles.family(shape)):
        said = " ".join(line.text.split())
        if not said and not line.cells:
            continue
        if line.row or line.kind == "table row":
            box.blocks.append(Block(line.kind, said, cells=line.cells, row=line.row))
            continue
        listed = line.kind == "list item" and kind not in ("title", "subtitle")
        lines.add(said, line.size, line.level if listed else None, of_it=len(said), bold=len(said) * line.bold)
    lines.close()
    return box


def _lines(
    parent: Any,
    styles: OdfStyles,
    draft: Draft,
    family: Any = None,
    listed: int = 0,
    numbering: OdfNumbering | None = None,
) -> Iterator[Line]:
    """Paragraphs, headings, list items and table rows in order."""
    for child in parent:
        tag = child.tag
        if tag in (TEXT + "p", TEXT + "h"):
            if not words_of(child).strip():
                yield from _lines(child, styles, draft, family, listed, numbering)
                continue
            line = _line(child, styles, family, listed)
            if numbering and (label := numbering.label(child)):
                line.text = f"{label} {line.text}"
            yield line
            for box in _boxes_on(child):
                yield from _lines(box, styles, draft, family, numbering=numbering)
        elif tag in (TEXT + "list", TEXT + "list-item", TEXT + "list-header"):
            deeper = listed + (tag == TEXT + "list")
            yield from _lines(child, styles, draft, family, deeper, numbering)
        elif tag == TABLE + "table":
            yield from lines_of_grid(grid_of(child), draft)
            for inner in tables_in(child):
                yield from lines_of_grid(grid_of(inner), draft)
        elif tag in OPENED:
            yield from _lines(child, styles, draft, family, listed, numbering)


def _boxes_on(paragraph: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph itself, not on one within them."""
    for box in paragraph.iter(DRAW + "text-box"):
        if next(box.iterancestors(TEXT + "p", TEXT + "h"), None) is paragraph:
            yield box


def _line(paragraph: Any, styles: OdfStyles, family: Any, listed: int) -> Line:
    """A text:p or text:h with words, as its style and its list make it."""
    size, bold = styles.size_and_bold(paragraph, family)
    line = Line(words_of(paragraph).strip(), size=size, bold=bold)
    if styles.is_title(paragraph):
        line.kind = "title"
    elif paragraph.tag == TEXT + "h":
        level = paragraph.get(TEXT + "outline-level", "1")
        line.kind, line.level = "heading", int(level) if level.isdigit() else 1
    elif listed:
        line.kind, line.level = "list item", listed
    return line
