"""Scans: pages whose text is missing or rubbish are pictured by pypdfium2 and read by Tesseract, where it is there.

Without Tesseract the page is kept and marked as waiting for it, with an Issue that says what to install.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from extractors.model.document import Issue, RawDocument
from extractors.model.draft import Draft
from extractors.readers.layout.geometry import Piece
from extractors.readers.ocr.ocr_budget import OcrBudget, partly_read
from extractors.readers.ocr.ocr_words import is_garbled, is_rubbish, pieces_of, spelled
from extractors.readers.pdf.sheet import Sheet
from extractors.readers.sandbox.bounds import current
from extractors.readers.sandbox.worker import PATIENCE

HOW_TO_INSTALL = (
    "Install Tesseract with Finnish and Swedish: apt-get install tesseract-ocr tesseract-ocr-fin tesseract-ocr-swe."
)
NEEDS = "needs OCR: the page is a picture, and Tesseract is not there to read it"
LANGUAGES = ("fin", "swe", "eng")
DOTS = 220  # per inch: enough for ten-point type
MOST_PIXELS = 20_000_000
SECONDS = 40  # of work for one page
FEW = 25  # glyphs on a page that is nearly only a picture

MORE_WORDS = 15
"""Words that a picture must give before they stand beside the few that the page has as text: a logo gives fewer."""

ONE_PICTURE = 0.3
"""Share of a page without text that one picture covers before the page counts as scanned ..."""

ALL_PICTURES = 0.5
"""... and that all of them cover: scanners cut a page into strips, a layout has photographs."""

UNREADABLE = 0.3
"""Share of glyphs without a letter, over which the text is worth less than a picture of it."""

SCANNED = 0.8
"""Share of a page under the picture of a scan, whose text is somebody's OCR."""

WORD_LETTERS = 3
"""Letters of a word that a page upside down does not give by chance, ..."""

UPRIGHT_WORDS = 5
"""... how many such words tell that it is upright, ..."""

UPRIGHT_SURE = 55
"""... and how sure Tesseract is of them, of a hundred."""


def read_scans(raw: RawDocument, sheets: Sequence[Sheet], draft: Draft) -> None:
    """Put the words Tesseract reads on the sheets that have none of use; mark those it cannot read."""
    waiting = [sheet for sheet in sheets if wants_ocr(sheet)]
    if not waiting:
        return
    for sheet in waiting:
        sheet.waits = True
    languages = installed_languages()
    if not languages:
        draft.issues += [Issue(reason=f"{NEEDS}. {HOW_TO_INSTALL}", page=s.number) for s in waiting]
        for sheet in waiting:
            if is_rubbish([p.text for p in sheet.pieces]):
                sheet.pieces = []
        return
    budget, late = OcrBudget(current().seconds), list[int]()
    for sheet in waiting:
        if late or (sheet is not waiting[0] and budget.is_over()):
            late.append(sheet.number)
            continue
        picture = _picture(raw.content, sheet.number)
        found = read_picture(picture, languages) if picture is not None else None
        if found is None:
            draft.issues.append(Issue(reason="needs OCR: Tesseract could not read the page", page=sheet.number))
        else:
            sheet.waits = False
            put_words(sheet, *found)
    if late:
        draft.issues.append(Issue(reason=partly_read(late), page=late[0]))


def put_words(sheet: Sheet, pieces: list[Piece], width: float, height: float, angle: int = 0) -> None:
    """Put what was read on the page: beside the few words that stand there, or instead of worse ones.

    `angle` is by how much the picture had to be turned clockwise.
    """
    words = sum(len(p.words) for p in pieces)
    before = [p.text for p in sheet.pieces]
    if sheet.glyphs >= FEW and sheet.unreadable < sheet.glyphs / 3:
        if spelled([p.text for p in pieces]) < spelled(before) + 0.05:
            return
        sheet.pieces = []
    elif before and words < MORE_WORDS:
        return
    if (width > height) != (sheet.width > sheet.height):
        sheet.width, sheet.height = sheet.height, sheet.width
    scale = sheet.width / width
    sheet.turned, sheet.shown = angle, None  # the picture is of what is shown
    sheet.pieces = [*sheet.pieces, *(_scaled(p, scale, sheet.number) for p in pieces)]
    sheet.shapes, sheet.tables = [], []


def wants_ocr(sheet: Sheet) -> bool:
    """Whether a page has no text of use: next to none under a picture, undecodable glyphs, broken maps of glyphs, or
    another's poor OCR.
    """
    page = sheet.width * sheet.height
    covered = max((_area(s) for s in sheet.pictures), default=0.0) / page
    strips = sum(_area(s) for s in sheet.pictures) / page
    if sheet.glyphs < FEW:
        wide = sheet.width > sheet.height  # a slide with a few words and a photograph is a slide
        return (covered > ONE_PICTURE or strips > ALL_PICTURES) and not (wide and sheet.glyphs)
    if sheet.unreadable > UNREADABLE * (sheet.glyphs + sheet.unreadable):
        return True
    if is_garbled([p.text for p in sheet.pieces]):
        return True
    return max(covered, strips) > SCANNED and is_rubbish([p.text for p in sheet.pieces])


def _area(shape: Any) -> float:
    return float(max(0.0, shape.x1 - shape.x0) * max(0.0, shape.bottom - shape.top))


def _scaled(p: Piece, by: float, page: int) -> Piece:
    return Piece(
        words=[(a * by, b * by, t) for a, b, t in p.words],
        x0=p.x0 * by,
        top=p.top * by,
        x1=p.x1 * by,
        bottom=p.bottom * by,
        base=p.base * by,
        size=p.size * by,
        order=p.order,
        ocr=p.ocr,
        page=page,
        bullet=p.bullet,
    )


@lru_cache(maxsize=1)
def installed_languages() -> str:
    """What to give Tesseract as its languages, "" where Tesseract or Finnish is missing."""
    command = shutil.which("tesseract")
    if not command:
        return ""
    try:
        listed = subprocess.run([command, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    there = set(listed.stdout.split())
    return "+".join(name for name in LANGUAGES[:2] if name in there)


def _picture(content: bytes, number: int) -> Any:
    """A picture of a page, None where it cannot be drawn."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DOTS / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None
    finally:
        document.close()


def read_picture(picture: Any, languages: str) -> tuple[list[Piece], float, float, int] | None:
    """The pieces Tesseract reads on a picture, the picture's size, and by what angle it was turned upright."""
    for angle in (0, *_turns(picture)):
        turned = picture.rotate(-angle, expand=True) if angle else picture
        table = _tesseract(turned, languages, "--psm", "3", "tsv")
        if table is None:
            return None
        pieces = pieces_of(table)
        if angle or _reads_well(pieces):
            return pieces, float(turned.width), float(turned.height), angle
    return pieces, float(picture.width), float(picture.height), 0


def _reads_well(pieces: list[Piece]) -> bool:
    """Whether words were found with some confidence, so that the page must be upright."""
    words = [w for p in pieces for w in p.words if len(re.findall(r"[^\W\d_]", w[2])) >= WORD_LETTERS]
    sure = [p.ocr or 0.0 for p in pieces]
    return (
        len(words) >= UPRIGHT_WORDS
        and sum(sure) / len(sure) > UPRIGHT_SURE
        and not is_rubbish([p.text for p in pieces])
    )


def _turns(picture: Any) -> list[int]:
    """By how many degrees to turn a picture clockwise, as Tesseract sees its script; else a guess at all three."""
    found = _tesseract(picture, "osd", "--psm", "0") or ""
    match = re.search(r"Rotate:\s*(\d+)", found)
    return [int(match[1])] if match and match[1] != "0" else [90, 270, 180] if not match else []


def _tesseract(picture: Any, languages: str, *options: str) -> str | None:
    """What Tesseract prints for a picture, None where it fails or takes too long."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(DOTS, DOTS))
    try:
        run = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", languages, *options],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=SECONDS * PATIENCE,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout.decode("utf-8", "replace") if run.returncode == 0 else None
