"""Scans: read by Tesseract where it is there, kept and named where it is not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from extractors import read
from extractors.model.errors import NeedsOCR
from extractors.readers.ocr import ocr
from tests.extractors.readers.making import Pdf

PAIRS = Path(__file__).parents[1] / "pairs"
SENTENCE = "Kolme projektipäällikköä"
there = pytest.mark.skipif(not ocr.installed_languages(), reason="Tesseract with Finnish is not installed")


def scan(*angles: int, words_before: str = "") -> bytes:
    """A PDF of pictures of a page, each turned by an angle; a first page of text where there are words for it."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader

    page = pypdfium2.PdfDocument(PAIRS / "digiohjelma.pdf")[3]
    picture = page.render(scale=2).to_pil().crop((0, 250, 1440, 1000))
    pdf = Pdf()
    if words_before:
        pdf.page().put(60, 100, words_before)
    for angle in angles:
        sheet = pdf.page()
        turned = picture.rotate(angle, expand=True)
        sheet.canvas.drawImage(ImageReader(turned), 20, 20, 555, 800, preserveAspectRatio=True)  # type: ignore[attr-defined]
    return pdf.bytes()


@there
def test_scan_is_read_and_marked_with_its_confidence() -> None:
    document = read(scan(0))
    assert SENTENCE in document.text
    assert all(p.ocr is not None and 50 < p.ocr <= 100 for p in document.passages)


@there
def test_page_on_its_side_is_righted() -> None:
    assert SENTENCE in read(scan(90)).text


@there
def test_picture_by_itself_is_read() -> None:
    import pypdfium2

    out = io.BytesIO()
    pypdfium2.PdfDocument(PAIRS / "digiohjelma.pdf")[3].render(scale=2).to_pil().save(out, "PNG")
    document = read(out.getvalue())
    assert (document.media_type, SENTENCE in document.text) == ("image/png", True)


def test_without_tesseract_the_page_is_kept_as_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed_languages", lambda: "")
    document = read(scan(0, words_before="Liite sisältää allekirjoitetun sopimuksen kopion."))
    assert [p.needs_ocr for p in document.pages] == [False, True]
    assert "apt-get install tesseract-ocr" in document.issues[0].reason
    assert document.issues[0].page == 2


def test_without_tesseract_a_scan_alone_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed_languages", lambda: "")
    with pytest.raises(NeedsOCR, match="Install Tesseract with Finnish and Swedish"):
        read(scan(0))
