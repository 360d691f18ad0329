"""Scans: read by Tesseract where it is there, kept and named where it is not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from extractors import read
from extractors.model.errors import NeedsOCR
from extractors.readers.ocr import ocr, ocr_budget
from extractors.readers.sandbox.bounds import Bounds, bounded
from tests.extractors.readers.making import Pdf, written_page

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


@there
def test_what_the_time_does_not_suffice_for_waits() -> None:
    with bounded(Bounds(seconds=0.01)):
        document = read(scan(0, 0, 0))
    assert SENTENCE in document.text
    assert [p.needs_ocr for p in document.pages] == [False, True, True]
    assert [(i.reason, i.page) for i in document.issues] == [
        ("partly read: pages 2-3 wait for OCR, for the time allowed for the document was over", 2)
    ]


@there
def test_the_time_is_that_of_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 30))  # each look at the clock finds half a minute gone, though little was done
    monkeypatch.setattr(ocr_budget.time, "monotonic", lambda: next(clock))
    with bounded(Bounds(seconds=60)):
        assert not any(p.needs_ocr for p in read(scan(0, 0, 0)).pages)


@there
def test_pages_of_a_picture_wait_too() -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(PAIRS / "digiohjelma.pdf")[3].render(scale=2).to_pil()
    out = io.BytesIO()
    page.save(out, "TIFF", save_all=True, append_images=[page])
    with bounded(Bounds(seconds=0.01)):
        document = read(out.getvalue())
    assert [p.needs_ocr for p in document.pages] == [False, True]
    assert document.issues[0].reason.startswith("partly read: page 2 waits for OCR")


@there
def test_a_page_whose_map_of_letters_is_broken_is_read_from_its_picture() -> None:
    """The font's table says each letter to be another one; the picture of the page is right."""
    lines = ["Kirjastot avataan maanantaina kello kahdeksan", "ja suljetaan perjantaina kello kuusi illalla."]
    shown = b" ".join(b"BT /F1 18 Tf 60 %d Td (%s) Tj ET" % (700 - 30 * n, t.encode()) for n, t in enumerate(lines))
    shifted = b"".join(b"<%02x> <%04x> " % (code, 97 + (code - 97 + 3) * 7 % 26) for code in range(97, 123))
    content = written_page(shown, unnamed=b"\xe9").replace(b"1 beginbfchar <e9> <0000>", b"26 beginbfchar " + shifted)
    assert " ".join(lines) in " ".join(read(content).text.split())


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
