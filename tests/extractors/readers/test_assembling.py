"""From a draft to a document: letters in one form, in every format."""

from __future__ import annotations

import io
import zipfile
from unicodedata import normalize

import pytest

from extractors import extract, read
from extractors.model.document import RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.readers.assembling import assemble
from extractors.text.cleaning import nfc

TEXT = "Osastopäällikkö Väinö Hämäläinen ja pelastusjohtaja Åsa Sjöblom esittelivät asian."
DECOMPOSED = normalize("NFD", TEXT)


def html() -> bytes:
    return f"<html><head><title>{DECOMPOSED[:30]}</title></head><body><p>{DECOMPOSED}</p></body></html>".encode()


def odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
            f"<text:p>{DECOMPOSED}</text:p></office:text></office:body></office:document-content>",
        )
    return out.getvalue()


@pytest.mark.parametrize("content", [DECOMPOSED.encode(), html(), odt()], ids=["txt", "html", "odt"])
def test_decomposed_letters_are_read_as_composed_ones(content: bytes) -> None:
    document = read(content)
    assert TEXT in document.text
    assert all(document.text[p.start : p.end] for p in document.passages)
    assert [person.name for person in extract(document).people] == ["Väinö Hämäläinen", "Åsa Sjöblom"]


def test_what_is_said_of_a_document_is_composed_too() -> None:
    decomposed = normalize("NFD", "Päätös")
    draft = Draft("text/html", [Block("table row", cells=(decomposed, "1"))], furniture=[decomposed])
    draft.claims.append(Claim("title", decomposed, "heading"))
    document = assemble(draft, RawDocument(content=b"-", source="a.html"))
    assert (document.title, document.furniture) == ("Päätös", ("Päätös",))
    assert document.text == "Päätös\t1" and document.passages[0].cells == ((0, 6), (7, 8))


def test_a_letter_with_ten_thousand_marks_costs_no_more_than_its_length() -> None:
    assert len(nfc("a" + "\u0301\u0316" * 50_000)) <= 31
