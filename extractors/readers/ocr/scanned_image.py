"""A scan that is only a picture: PNG, JPEG or a TIFF of several pages, read by Tesseract."""

from __future__ import annotations

import io
from typing import Any

from extractors.model.defects import library_words
from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Claim, Draft
from extractors.model.errors import DamagedDocument, EmptyDocument, HostileDocument, NeedsOCR
from extractors.readers.ocr.ocr import HOW_TO_INSTALL, MOST_PIXELS, installed_languages, put_words, read_picture
from extractors.readers.ocr.ocr_budget import OcrBudget, partly_read
from extractors.readers.pdf.furniture import take_furniture
from extractors.readers.pdf.pdf import lay_document
from extractors.readers.pdf.sheet import Sheet
from extractors.readers.sandbox.bounds import current, refuse_pages

KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "TIFF": "image/tiff"}
A4 = 595.0  # points: the width a page is taken to have


def read_image(raw: RawDocument) -> Draft:
    """A picture as a Draft; raises NeedsOCR without Tesseract, DamagedDocument, HostileDocument or EmptyDocument."""
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(raw.content))
        pages = getattr(picture, "n_frames", 1)
        refuse_pages(pages, raw.source)
        languages = installed_languages()
        if not languages:
            raise NeedsOCR(
                "it is a picture, and Tesseract is not there to read it", subject=raw.source, advice=HOW_TO_INSTALL
            )
        draft = Draft(KINDS.get(picture.format or "", "image/png"))
        sheets = _sheets(picture, pages, languages, draft)
    except Image.DecompressionBombError as error:
        raise HostileDocument(
            f"the picture is too large ({error})", subject=raw.source, advice="Save it smaller."
        ) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise DamagedDocument(
            f"the picture is broken ({library_words(error)})", subject=raw.source, advice="Scan it again."
        ) from None
    lay_document(sheets, draft, take_furniture(sheets, slides=False), [])
    draft.claims.append(Claim("kind", "document", "layout"))
    if not draft.blocks:
        raise EmptyDocument("no text can be read in the picture", subject=raw.source, advice="Scan it again, larger.")
    return draft


def _sheets(picture: Any, pages: int, languages: str, draft: Draft) -> list[Sheet]:
    """The pages of the picture; those that the time does not suffice for wait."""
    budget, late, sheets = OcrBudget(current().seconds), list[int](), list[Sheet]()
    for number in range(1, pages + 1):
        if late or (sheets and budget.is_over()):
            late.append(number)
            sheets.append(Sheet(number, A4, A4, waits=True))
        else:
            sheets.append(_sheet(picture, number, languages, draft))
    if late:
        draft.issues.append(Issue(reason=partly_read(late), page=late[0]))
    return sheets


def _sheet(picture: Any, number: int, languages: str, draft: Draft) -> Sheet:
    """One page of the picture, with the words Tesseract reads on it."""
    picture.seek(number - 1)
    page = picture.convert("L")
    if page.width * page.height > MOST_PIXELS:
        scale = (MOST_PIXELS / (page.width * page.height)) ** 0.5
        page = page.resize((max(1, int(page.width * scale)), max(1, int(page.height * scale))))
    sheet = Sheet(number, A4, A4 * page.height / max(page.width, 1))
    found = read_picture(page, languages)
    if found is None:
        sheet.waits = True
        draft.issues.append(Issue(reason="needs OCR: Tesseract could not read the page", page=number))
    else:
        put_words(sheet, *found)
    return sheet
