"""The pages of a PDF file: opened by pdfplumber, its errors given our names; pdfium sees what pdfminer does not."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from extractors.model.defects import is_ours, library_words
from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Draft
from extractors.model.errors import (
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    HostileDocument,
    ReadError,
    TooLarge,
)
from extractors.readers.layout.links import in_pdf, links_once
from extractors.readers.pdf.glyph_runs import pieces_of
from extractors.readers.pdf.glyphs import sheet_of
from extractors.readers.pdf.properties import outline
from extractors.readers.pdf.second_witness import Pdfium
from extractors.readers.pdf.sheet import Sheet
from extractors.readers.pdf.tags.heading_tags import headings_named
from extractors.readers.pdf.tags.structure_tree import TaggedBlock, blocks_on, is_tagged
from extractors.readers.sandbox.bounds import refuse_pages

NEXT_TO_NOTHING = 25  # glyphs on a page: pdfium is asked whether there are more
MORE = 3  # times as many

ReadPages = tuple[list[Sheet], dict[str, str], list[tuple[str, int]]]
"""The pages, what the file says of itself, and its outline."""


def read_pages(raw: RawDocument, draft: Draft) -> ReadPages:
    """The pages of a PDF with its properties and outline; links and issues go into the draft.

    Raises EncryptedDocument, DamagedDocument, HostileDocument, TooLarge or EmptyDocument.
    """
    with Pdfium(raw.content) as second:
        try:
            return _pages(raw, draft, second)
        except (DamagedDocument, EmptyDocument) as error:
            sheets = _mended_pages(second)
            if not any(sheet.pieces for sheet in sheets):
                raise
            draft.issues.append(Issue(reason=f"{error.reason}; it was read as pdfium mends it"))
            return sheets, {}, []


def _pages(raw: RawDocument, draft: Draft, second: Pdfium) -> ReadPages:
    """The pages, the file's properties and its outline; links go into the draft."""
    with _opened(raw) as pdf:
        refuse_pages(len(pdf.pages), raw.source)
        if not pdf.pages:
            raise EmptyDocument("it has no pages", subject=raw.source, advice="Fetch it again.")
        meta = {k: v for k, v in (pdf.metadata or {}).items() if isinstance(v, str)}
        named: list[tuple[str, str]] = []
        tags = {p.page_number: blocks_on(second, p.page_number) for p in pdf.pages} if is_tagged(pdf) else {}
        sheets = [_sheet(p, draft, named, second, tags.get(p.page_number, [])) for p in pdf.pages]
        marks = outline(pdf)
        marks += _tagged(tags, sheets, [text for text, _ in marks]) if tags else []
    draft.links = links_once(named)
    return sheets, meta, marks


def _tagged(tags: dict[int, list[TaggedBlock]], sheets: list[Sheet], known: list[str]) -> list[tuple[str, int]]:
    """The headings that the structure tree names, as the file's outline names them."""
    words = {(sheet.number, number): text for sheet in sheets for number, text in sheet.marked.items()}
    return headings_named(tags, words, sum(sheet.glyphs for sheet in sheets), known)


def _mended_pages(second: Pdfium) -> list[Sheet]:
    """The pages pdfium finds in a file that pdfminer cannot open, or in which it finds none."""
    refuse_pages(second.pages())
    return [_seen_by(second, number) for number in range(1, second.pages() + 1)]


def _seen_by(second: Pdfium, number: int) -> Sheet:
    glyphs = second.glyphs(number)
    return Sheet(number, *second.size(number), pieces=pieces_of(glyphs), glyphs=len(glyphs))


def _fuller(sheet: Sheet, second: Pdfium) -> Sheet:
    """A page with next to nothing on it as pdfium sees it, where it sees more."""
    if sheet.glyphs >= NEXT_TO_NOTHING:
        return sheet
    seen = _seen_by(second, sheet.number)
    if seen.glyphs < MORE * sheet.glyphs + MORE:
        return sheet
    seen.pictures = sheet.pictures
    return seen


@contextmanager
def _opened(raw: RawDocument) -> Iterator[Any]:
    """The document in pdfplumber, its errors given our names."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    from extractors.readers.pdf import ending_references  # noqa: F401 - pdfplumber takes its documents from it

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(raw.content), unicode_norm=None) as pdf:
            yield pdf
    except ReadError as error:
        error.subject = error.subject or raw.source
        raise
    except MemoryError:
        raise
    except RecursionError:
        raise HostileDocument(
            "its parts contain one another without end",
            subject=raw.source,
            advice="Ask its publisher for a plain copy.",
        ) from None
    except (PdfminerException, PDFPasswordIncorrect, PDFEncryptionError) as error:
        why = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(why, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise EncryptedDocument(
                "it needs a password", subject=raw.source, advice="Save a copy without the password."
            ) from None
        raise _damaged(raw, why) from None
    except Exception as error:  # pdfminer raises whatever a broken file leads it to
        if is_ours(error):
            raise
        raise _damaged(raw, error) from error


def _damaged(raw: RawDocument, error: Exception) -> DamagedDocument:
    said = str(error)[:160] or type(error).__name__
    return DamagedDocument(
        f"the PDF is broken ({said})", subject=raw.source, advice="Open it, print it to PDF and bring that in."
    )


def _sheet(
    page: Any, draft: Draft, named: list[tuple[str, str]], second: Pdfium, tags: Sequence[TaggedBlock] = ()
) -> Sheet:
    """One page; where it is broken it stands empty, with an Issue, and the others are read all the same."""
    try:
        sheet = _fuller(sheet_of(page, second, tags), second)
        with suppress(Exception):  # a broken annotation takes no page with it
            named += in_pdf(page, sheet)
        return sheet
    except (MemoryError, RecursionError, TooLarge):
        raise
    except Exception as error:
        if "allocate" in str(error):
            raise HostileDocument(
                "a part of it unpacks into more than memory holds: a decompression bomb", advice="Do not open it."
            ) from None
        seen = _seen_by(second, page.page_number)
        mended = "; it was read as pdfium mends it" if seen.glyphs else ""
        said = f"the page is broken ({library_words(error)}){mended}"
        draft.issues.append(Issue(reason=said, page=page.page_number))
        return seen
    finally:
        page.close()
