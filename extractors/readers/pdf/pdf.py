"""PDF, through pdfplumber: what a page shows becomes passages in the order a person reads them.

open -> sheets (pieces, shapes) -> furniture off -> slides or document? -> tables, paragraphs, titles -> Draft
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractors.model.document import Issue, Page, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import (
    DamagedDocument,
    EmptyDocument,
    NeedsOCR,
)
from extractors.readers.claims.letterhead import letterhead, of_properties
from extractors.readers.layout.geometry import Piece, Stack, hull, reading_order, stack, weighted_size
from extractors.readers.layout.paper_dates import own_date, session_date, stands_alone
from extractors.readers.layout.paragraphs import Paragraph, headings, paragraphs
from extractors.readers.pdf.furniture import FOOT, TOP, Furniture, take_furniture
from extractors.readers.pdf.glyphs import HOLE
from extractors.readers.pdf.page_titles import document_title, slide_titles
from extractors.readers.pdf.pdf_pages import read_pages
from extractors.readers.pdf.properties import claims_of_file
from extractors.readers.pdf.ruled_tables import RuledTable, ruled_tables
from extractors.readers.pdf.sheet import Sheet
from extractors.readers.pdf.sideways import keep_sideways
from extractors.readers.pdf.table_rows import continued, rows_of_table
from extractors.readers.pdf.tags.tagged_order import lay_tagged
from extractors.readers.pdf.tags.tagged_tables import tagged_tables
from extractors.readers.pdf.white_tables import white_tables

PDF = "application/pdf"
SCREENS = (4 / 3, 16 / 9, 16 / 10)  # what slides are shown on; A4 on its side is 1.414
PRESENTERS = re.compile(r"powerpoint|impress|keynote|beamer|google slides|prezi", re.IGNORECASE)
FRAMES = 200  # drawn boxes worth looking at on one page

SCREEN_OFF = 0.03
"""By how much a page's shape may differ from a screen's: A4 on its side (1.414) is none of them."""

SCREENFUL = 4000
"""Letters on a page that is still a slide where its shape is a screen's: a dense table."""

SLIDE_LETTERS = 900
"""Letters on a slide of another shape, which has ..."""

SLIDE_TYPE = 0.019
"""... type of this share of its height: 11.3 points on A4 on its side, where a report has 10 or 11."""

HEAD_OF_PAGE = 0.35
"""Share of the first page's height in which its head ends: letterhead, reference, day."""

COVER_LETTERS = 500
"""Letters of a first page that is a cover: all of it may say the date."""

ORNAMENT = 3
"""Signs without a letter that are no more than an ornament: "***"; a longer row may be a line to fill in."""

FRAME_WIDTH, FRAME_HEIGHT = 30, 24
"""Points of a drawn box that holds a text; smaller ones are bullets and boxes to tick."""

INDENT = 5
"""Points of one step of a list's indent; less is the drift of a typesetter."""

HEADING_LINES = 4
"""Lines of a heading that the outline names."""

TELLING = 5
"""Letters of a word that tells how a broken one is written; shorter ones are also parts of others."""


def read_pdf(raw: RawDocument) -> Draft:
    """A PDF as a Draft.

    Raises EncryptedDocument, DamagedDocument, HostileDocument, TooLarge, EmptyDocument or NeedsOCR.
    """
    from extractors.readers.ocr.ocr import read_scans

    draft = Draft(PDF)
    sheets, meta, marks = read_pages(raw, draft)
    read_scans(raw, sheets, draft)
    draft.issues += filter(None, map(_unreadable, sheets))
    slides = is_slides(sheets, meta)
    for sheet in sheets:
        take_tables(sheet)
    furniture = take_furniture(sheets, slides=slides)
    draft.furniture = furniture.lines
    draft.claims += claims_of_file(meta)
    draft.claims.append(Claim("kind", "slides" if slides else "document", "layout"))
    if slides:
        _lay_slides(sheets, draft, furniture)
    else:
        lay_document(sheets, draft, furniture, marks)
    draft.claims += [*letterhead(draft), *of_properties(meta.get("Author", ""))]
    keep_sideways(sheets, draft)
    if not draft.blocks:
        _refuse_blank(draft, raw)
    return draft


def _unreadable(sheet: Sheet) -> Issue | None:
    """What is to be said of the characters of a page that no one can name."""
    words = [w[2] for p in sheet.pieces for w in p.words if HOLE in w[2]]
    count = sum(word.count(HOLE) for word in words)
    if not count:
        return None
    said = "1 character cannot be read" if count == 1 else f"{count} characters cannot be read"
    return Issue(reason=f"{said}: the font does not say what", text=" ".join(words)[:200], page=sheet.number)


def take_tables(sheet: Sheet) -> None:
    """Set the ruled tables of a page aside, but for those that stand in its head or foot: these may be furniture."""
    tagged, pieces = tagged_tables(sheet.pieces, sheet.tags) if sheet.tags else ([], sheet.pieces)
    ruled, rest = ruled_tables(pieces, sheet.shapes)
    _numbered(ruled, pieces, rest)
    tables = [*tagged, *ruled]
    body = [t for t in tables if t.bottom > TOP * sheet.height and t.top < (1 - FOOT) * sheet.height]
    if len(body) < len(tables):
        low, high = min((t.top for t in body), default=0.0), max((t.bottom for t in body), default=0.0)
        kept = {id(p) for p in rest}
        rest = [p for p in sheet.pieces if id(p) in kept or not low <= p.base <= high]
    sheet.tables, sheet.pieces = body, rest


def _numbered(tables: Sequence[RuledTable], pieces: Sequence[Piece], rest: Sequence[Piece]) -> None:
    """Tell tables which part of a tagged page they begin with."""
    left = {id(p) for p in rest}
    gone = [p for p in pieces if p.tag > 0 and id(p) not in left]
    for table in tables if gone else ():
        inside = (p.tag for p in gone if table.top <= p.base <= table.bottom and table.x0 <= p.x1 <= table.x1)
        table.tag = min(inside, default=0)


def is_slides(sheets: Sequence[Sheet], meta: dict[str, str]) -> bool:
    """Whether the pages are slides: the shape of a screen, and no more text than a screen holds."""
    wide = [s for s in sheets if s.width > s.height]
    if len(wide) < 0.7 * len(sheets):
        return False
    if PRESENTERS.search(f"{meta.get('Creator', '')} {meta.get('Producer', '')}"):
        return True
    ratio = median(s.width / s.height for s in wide)
    screen = any(abs(ratio - r) < SCREEN_OFF for r in SCREENS)
    texts = [sum(len(w[2]) for p in s.pieces for w in p.words) for s in wide]
    relative = median(weighted_size(s.pieces) / s.height for s in wide)
    return (screen and median(texts) < SCREENFUL) or (median(texts) < SLIDE_LETTERS and relative > SLIDE_TYPE)


def _lay_slides(sheets: Sequence[Sheet], draft: Draft, furniture: Furniture) -> None:
    titles = slide_titles(sheets)
    for sheet, title in zip(sheets, titles, strict=True):
        taken = {id(p) for p in title}
        places = {(p.base, p.x0) for p in title}
        sheet.pieces = [p for p in sheet.pieces if id(p) not in taken and (p.base, p.x0) not in places]
        found = _laid(sheet, draft)
        text = _title_text(title)
        if text:
            draft.blocks.append(Block("title", text, page=sheet.number, box=sheet.share(hull(title))))
        draft.pages.append(Page(number=sheet.number, title=text, needs_ocr=sheet.waits))
        headings(found, weighted_size(sheet.pieces) or 1.0)
        for paragraph in found:
            if paragraph.kind == "heading":
                paragraph.level = 2
        _levels(found)
        draft.blocks += [_block(p) for p in found]
    first = next((p.title for p in draft.pages if p.title), None)
    if first:
        draft.claims.append(Claim("title", first, "layout"))
    opening = [b.text for b in draft.blocks if b.page == 1]
    when = own_date(opening, running=furniture.lines)
    if when:
        draft.claims.append(Claim("published", when, "text"))


def _title_text(pieces: list[Piece]) -> str | None:
    return (
        next((p.text for p in paragraphs(Stack.of(pieces)) if p), None)
        if len(pieces) == 1
        else (" ".join(p.text for p in pieces) or None)
    )


def lay_document(sheets: Sequence[Sheet], draft: Draft, furniture: Furniture, marks: list[tuple[str, int]]) -> None:
    """Put the pages of a document that is no deck into the draft."""
    known = _vocabulary(sheets)
    body = weighted_size(p for s in sheets for p in s.pieces) or 10.0
    sheets[0].pieces += furniture.kept
    height = HEAD_OF_PAGE * sheets[0].height
    opening = [p.text for p in sorted(sheets[0].pieces, key=lambda p: (p.base, p.x0)) if p.base < height]
    found = continued([p for sheet in sheets for p in _laid(sheet, draft, known)])
    _titled(found, body, draft)
    _levels(found)
    _outlined(found, marks)
    draft.blocks += [_block(p) for p in found]
    draft.pages += [Page(number=s.number, needs_ocr=s.waits) for s in sheets]
    if when := _own_day(found, opening, height, furniture.lines):
        draft.claims.append(Claim("published", when, "dateline"))


def _titled(found: list[Paragraph], body: float, draft: Draft) -> None:
    """Tell the title of a document on the page where it begins, and its headings."""
    title = document_title([p for p in found if p.page == found[0].page], body)
    if title:
        _go_on(title, found)
    headings(found, body)
    if title:
        title.kind, title.level = "title", None
        draft.claims.append(Claim("title", title.text, "layout"))


def _own_day(found: list[Paragraph], opening: list[str], height: float, running: Sequence[str]) -> str | None:
    """The day at the head of the first page, on a cover or at the end; else that of a session in a heading."""
    first = [p for p in found if p.page == 1]
    head = [text for p in first if p.top < height for text in (*p.cells, " ".join(p.cells) or p.text)]
    is_cover = sum(len(p.text) for p in first) < COVER_LETTERS
    when = own_date(
        [*filter(stands_alone, opening), *head],
        running=running,
        cover=[p.text for p in first] if is_cover else [],
        tail=[p.text for p in found[-25:]],
    )
    return when or session_date([p.text for p in found if p.kind == "heading"])


def _go_on(title: Paragraph, found: list[Paragraph]) -> None:
    """A title whose line ends with a colon goes on below it in the same type."""
    at = next(n for n, p in enumerate(found) if p is title)
    after = found[at + 1] if at + 1 < len(found) else title
    alike = abs(after.size - title.size) < 0.05 * title.size and after.bold == title.bold and after.page == title.page
    if title.text.endswith(":") and after is not title and alike and 0 < after.top - title.bottom < title.size:
        title.text, title.bottom, title.lines = f"{title.text} {after.text}", after.bottom, title.lines + after.lines
        if title.box and after.box:
            left, top, right, bottom = zip(title.box, after.box, strict=True)
            title.box = (min(left), min(top), max(right), max(bottom))
        del found[at + 1]


def _laid(sheet: Sheet, draft: Draft, known: frozenset[str] = frozenset()) -> list[Paragraph]:
    """The paragraphs and table rows of a page in reading order."""
    rest = sheet.pieces
    em = weighted_size(rest) or 10.0
    _frame(rest, sheet)
    out: list[Paragraph] = []
    for part in _parts(sheet, rest, known, em):
        if isinstance(part, RuledTable):
            out += rows_of_table(part, em, draft, sheet.number)
        else:
            out += [p for p in part if any(map(str.isalnum, p.text)) or len(p.text) > ORNAMENT]
    for paragraph in out:
        paragraph.page = sheet.number
        paragraph.box = sheet.share((paragraph.x0, paragraph.top, paragraph.x1, paragraph.bottom))
    return out


def _parts(sheet: Sheet, rest: list[Piece], known: frozenset[str], em: float) -> list[list[Paragraph] | RuledTable]:
    """The tables and texts of a page in the order they are read: by the file's own structure, else as they stand."""
    fixed = {n for n, block in enumerate(sheet.tags, 1) if block.kind in ("heading", "list item", "label")}
    apart = [p for p in rest if p.tag in fixed]
    pieces = [p for p in rest if p.tag not in fixed] if apart else rest
    white, rest = white_tables(pieces, em)
    if sheet.tags:
        _numbered(white, pieces, rest)
        return lay_tagged([*rest, *apart], sheet.tags, [*sheet.tables, *white], known, em)
    things: list[RuledTable | Stack] = [*sheet.tables, *white, *stack(rest)]
    return [t if isinstance(t, RuledTable) else paragraphs(t, known) for t in reading_order(things, em)]


def _frame(pieces: list[Piece], sheet: Sheet) -> None:
    """Tell each piece the smallest drawn box it stands in, if there are boxes."""
    most = 0.6 * sheet.width * sheet.height
    boxes = [
        s
        for s in sheet.shapes
        if s.x1 - s.x0 > FRAME_WIDTH and s.bottom - s.top > FRAME_HEIGHT and (s.x1 - s.x0) * (s.bottom - s.top) < most
    ]
    if not boxes or len(boxes) > FRAMES:
        return
    boxes.sort(key=lambda s: (s.x1 - s.x0) * (s.bottom - s.top))
    for piece in pieces:
        x, y = (piece.x0 + piece.x1) / 2, piece.base - 0.3 * piece.size
        for number, s in enumerate(boxes, 1):
            if s.x0 <= x <= s.x1 and s.top <= y <= s.bottom and s.x1 - s.x0 >= 0.9 * (piece.x1 - piece.x0):
                piece.frame = number
                break


def _levels(found: list[Paragraph]) -> None:
    """Give list items the depth of their indent on the page."""
    pages: dict[int, list[Paragraph]] = {}
    for paragraph in found:
        if paragraph.kind == "list item":
            pages.setdefault(paragraph.page, []).append(paragraph)
    for items in pages.values():
        edges: list[float] = []
        for x in sorted({round(i.x0, 1) for i in items}):
            if not edges or x - edges[-1] > INDENT:
                edges.append(x)
        for item in (i for i in items if i.level is None):
            item.level = max(1, sum(1 for e in edges if e <= item.x0 + 1))


def _outlined(found: list[Paragraph], marks: list[tuple[str, int]]) -> None:
    """Make headings of the paragraphs the file's own outline names: the last of each name, for a table of contents
    names them too."""
    named: dict[str, list[int]] = {}
    for text, level in marks:
        named.setdefault(_folded(text), []).append(level)
    for paragraph in reversed(found):
        if paragraph.kind in ("paragraph", "heading", "list item") and paragraph.lines <= HEADING_LINES:
            levels = named.get(_folded(paragraph.text))
            if levels:
                paragraph.kind, paragraph.level = "heading", min(levels.pop(), 6)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _block(p: Paragraph) -> Block:
    return Block(p.kind, p.text, page=p.page, level=p.level, cells=p.cells, ocr=p.ocr, box=p.box, row=p.row)


def _vocabulary(sheets: Sequence[Sheet]) -> frozenset[str]:
    """The words that stand whole in the document: they tell how a broken one is written."""
    return frozenset(
        w[2].strip('.,;:()"”').lower() for s in sheets for p in s.pieces for w in p.words[:-1] if len(w[2]) > TELLING
    )


def _refuse_blank(draft: Draft, raw: RawDocument) -> None:
    """No text at all: scans without a reader for them, damage, or blank pages."""
    from extractors.readers.ocr.ocr import HOW_TO_INSTALL

    if any(p.needs_ocr for p in draft.pages):
        raise NeedsOCR(
            "it is a scan without text, and Tesseract is not there to read it",
            subject=raw.source,
            advice=HOW_TO_INSTALL,
        )
    if draft.issues:
        raise DamagedDocument(
            draft.issues[0].reason, subject=raw.source, advice="Open it, print it to PDF and bring that in."
        )
    raise EmptyDocument("its pages hold no text", subject=raw.source, advice="Look at it: it may be only pictures.")
