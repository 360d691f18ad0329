"""Files that pdfminer cannot open or finds empty, pages on their heads, and what stands sideways in the margin."""

from __future__ import annotations

import re

import pytest

from extractors import read
from extractors.model.errors import DamagedDocument
from extractors.readers.pdf import glyphs
from extractors.readers.pdf.sheet import Sheet
from tests.extractors.readers.making import Pdf, pdf_of, written_page

LINES = ["Kirjaston aukiolo lyhenee.", "Lautakunta päätti asiasta kokouksessaan.", "Muutos on voimassa kesän."]


def page_of_lines() -> bytes:
    return pdf_of([(60, 100 + 30 * n, 11, line) for n, line in enumerate(LINES)])


@pytest.mark.parametrize(
    ("sound", "broken", "reason"),
    [
        (b"/Type/Page/Parent", b"/Parent", "it has no pages"),
        (b"endobj", b"endobx", "it has no pages"),
        (b"xref", b"xxxx", "the PDF is broken"),
        (b"/MediaBox[0 0 595 842]", b"/MediaBxx[0 0 595 842]", "the PDF is broken"),
    ],
)
def test_a_file_pdfminer_cannot_read_is_read_as_pdfium_mends_it(sound: bytes, broken: bytes, reason: str) -> None:
    content = written_page(b"BT /F1 12 Tf 60 700 Td (Kirjaston aukiolo lyhenee) Tj ET").replace(sound, broken)
    document = read(content)
    assert document.text == "Kirjaston aukiolo lyhenee"
    (issue,) = document.issues
    assert issue.reason.startswith(reason)
    assert issue.reason.endswith("; it was read as pdfium mends it")


def test_a_page_pdfminer_finds_empty_is_read_by_pdfium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.readers.pdf.pdf_pages.sheet_of", lambda page, second: Sheet(1, 595.0, 842.0))
    assert [line in read(page_of_lines()).text for line in LINES] == [True] * 3


def test_a_page_pdfminer_stumbles_over_is_read_by_pdfium_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> object:
        raise KeyError("Resources")

    monkeypatch.setattr("extractors.readers.pdf.pdf_pages.sheet_of", stumble)
    document = read(page_of_lines())
    assert LINES[1] in document.text
    reasons = [i.reason for i in document.issues]
    assert reasons == ["the page is broken (its parts are not what they should be); it was read as pdfium mends it"]


def test_a_file_no_one_can_open_is_still_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read(b"%PDF-1.4\nnothing", media_type="application/pdf")


def test_a_page_on_its_head_is_read_as_it_was_written() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.canvas.translate(595, 842)  # type: ignore[attr-defined]
    page.canvas.rotate(180)  # type: ignore[attr-defined]
    page.lines(60, 100, LINES, step=2.6)
    text = read(pdf.bytes()).text
    assert re.sub(r"\s+", " ", text) == " ".join(LINES)


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Dnro 415/00.01.02/2024", True),
        ("HEL 2024-012345", True),
        ("Lausunto annettu 3.5.2024", True),
        ("Kuva: Marja Niemi", False),
    ],
)
def test_labels_in_the_margin_are_kept_or_named(label: str, kept: bool) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.lines(80, 100, LINES, step=2)
    page.sideways(575, 500, label)
    document = read(pdf.bytes())
    assert ([label] if kept else []) == [document.words(p) for p in document.passages if p.kind == "note"]
    assert (label in document.furniture) != kept
    assert document.text.startswith(LINES[0])


def test_words_on_their_side_within_a_page_are_kept_after_it() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.lines(80, 100, LINES, step=2)
    page.sideways(300, 500, "Kävijöitä kuukaudessa", 11)
    pdf.page().lines(80, 100, ["Liite"])
    document = read(pdf.bytes())
    assert [(p.page, document.words(p)) for p in document.passages][-2:] == [(1, "Kävijöitä kuukaudessa"), (2, "Liite")]


def test_a_page_written_sideways_keeps_the_number_that_stands_upright() -> None:
    assert glyphs.PRIVATE[0xF731] == "1"
    pdf = Pdf()
    page = pdf.page()
    for n, line in enumerate(LINES):
        page.sideways(200 + 30 * n, 600, line, 11)
    page.put(260, 30, "VN/415/2024")
    text = read(pdf.bytes()).text
    assert "VN/415/2024" in text
    assert LINES[2] in text
