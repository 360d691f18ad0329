"""Headings that a tagged PDF names in its structure tree: written by hand, and by LibreOffice where it is."""

from __future__ import annotations

import io
import shutil

import pytest

from extractors import read
from extractors.model.document import Document
from extractors.readers.office import converted
from tests.extractors.readers.making import written

LINES = ("Uimahallin korjaus", "Kunnanhallitus esittää korjausta kesäksi.", "Rahoitus", "Summa on 300 000 euroa.")
TREE, FONT = b"6 0 R", b"/Font<</F1 3 0 R>>"


def tagged(*elements: bytes, root: bytes = b"", tree: bytes = TREE, of: bytes = b"7 0 R " * 4) -> Document:
    """A page with four lines of one type, marked 0 to 3, and a structure tree of these elements (objects from 7).

    `of` are the elements that the four lines belong to.
    """
    marked = "".join(
        f"/P <</MCID {n}>> BDC BT /F1 11 Tf 60 {760 - 60 * n} Td ({words}) Tj ET EMC\n" for n, words in enumerate(LINES)
    ).encode("cp1252")
    page = b"<</Type/Page/StructParents 0/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % FONT
    return read(
        written(
            [
                b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot " + tree + b">>",
                b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
                b"<</Length %d>>stream\n%s\nendstream" % (len(marked), marked),
                page,
                b"<</Type/StructTreeRoot/K[7 0 R]/ParentTree<</Nums[0[%s]]>>%s>>" % (of, root),
                *elements,
            ]
        )
    )


def headings(document: Document) -> list[tuple[str, int | None]]:
    return [(document.words(p), p.level) for p in document.passages if p.kind in ("heading", "title")]


def element(name: bytes, kids: bytes, parent: int = 7, more: bytes = b"/Pg 5 0 R") -> bytes:
    return b"<</Type/StructElem/S/%s/P %d 0 R/K%s%s>>" % (name, parent, kids, more)


BOTH = [("Uimahallin korjaus", None), ("Rahoitus", 2)]  # the first is the title of the whole


@pytest.mark.parametrize(
    ("elements", "root", "of"),
    [
        (
            (element(b"Document", b"[8 0 R 9 0 R]", 6), element(b"H1", b"[0]"), element(b"H2", b" 2")),
            b"",
            b"8 0 R null 9 0 R null",
        ),
        (
            (element(b"Sect", b"[8 0 R 9 0 R]", 6), element(b"Otsikko_1", b"[0]"), element(b"Otsikko_2", b"[2]")),
            b"/RoleMap<</Otsikko_1/H1/Otsikko_2/H2>>",
            b"8 0 R null 9 0 R null",
        ),
        (
            (
                element(b"Document", b"[8 0 R 9 0 R 7 0 R]", 6, b""),
                element(b"H1", b"[10 0 R 8 0 R]", 7, b""),
                element(b"H2", b"<</Type/MCR/Pg 5 0 R/MCID 2>>", 7, b""),
                element(b"Span", b"[<</Type/MCR/Pg 5 0 R/MCID 0>>]", 8, b""),
            ),
            b"",
            b"10 0 R null 9 0 R null",
        ),
    ],
    ids=["numbers on the element's page", "names of the program's own", "pieces that name their page, in a ring"],
)
def test_what_the_tags_call_headings_are_headings(elements: tuple[bytes, ...], root: bytes, of: bytes) -> None:
    assert headings(tagged(*elements, root=root, of=of)) == BOTH


@pytest.mark.parametrize(
    ("elements", "tree"),
    [
        ((element(b"P", b"[0 1 2 3]", 6),), TREE),
        ((element(b"H1", b"[0 1 2 3]", 6),), TREE),
        ((element(b"H1", b"[17]", 6),), TREE),
        ((b"(broken)",), TREE),
        ((element(b"H1", b"[0]"),), b"(broken)"),
    ],
    ids=["none", "all of it", "what is not there", "no element", "no tree"],
)
def test_tags_that_say_nothing_change_nothing(elements: tuple[bytes, ...], tree: bytes) -> None:
    plain = tagged(element(b"P", b"[0 1 2 3]", 6))
    document = tagged(*elements, tree=tree)
    assert (document.text, headings(document)) == (plain.text, headings(plain))
    assert ("Rahoitus", 2) not in headings(document)


@pytest.mark.slow
@pytest.mark.skipif(not any(map(shutil.which, converted.PROGRAMS)), reason="LibreOffice is not here")
def test_headings_of_a_pdf_that_libreoffice_tags() -> None:
    from docx import Document as new

    paper, out = new(), io.BytesIO()
    for level, words in ((1, LINES[0]), (0, LINES[1]), (2, LINES[2]), (0, LINES[3])):
        paragraph = paper.add_heading("", level) if level else paper.add_paragraph()
        run = paragraph.add_run(words)
        run.font.size, run.bold = 140_000, False
    paper.save(out)
    pdf = converted.as_pdf(out.getvalue(), "docx", "korjaus.docx")
    assert [found for found in headings(read(pdf)) if found[0] in LINES] == BOTH
