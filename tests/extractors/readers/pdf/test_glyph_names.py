"""Which characters glyphs are: by what their marked content says, by pdfium, or honestly by nobody."""

from __future__ import annotations

import pytest

from extractors import read
from extractors.readers.pdf.second_witness import Pdfium
from tests.extractors.readers.making import many_pages, written_page

SAYS = b"/Span <</ActualText (%s)>> BDC (%s) Tj EMC"


def line(*parts: bytes) -> bytes:
    return b"BT /F1 12 Tf 60 700 Td " + b" ".join(parts) + b" ET"


def said(text: str, glyphs: bytes) -> bytes:
    return SAYS % (("\ufeff" + text).encode("utf-16-be"), glyphs)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((b"(Koulun gra) Tj", said("fi", b"\xe9"), b"(ikka) Tj"), "Koulun grafiikka"),
        ((b"(Marja Sto) Tj", said("ffl", b"\xe9"), b"(er) Tj"), "Marja Stoffler"),
        ((said("PÄÄTÖS", b"P == T*S"), b"( nro 5) Tj"), "PÄÄTÖS nro 5"),
        ((said("kolme tuolia", b"klm tl"), b"( ja pena) Tj"), "kolme tuolia ja pena"),
        ((b"(nuoriso) Tj", said("\u00ad", b"-"), b"ET BT /F1 12 Tf 60 685 Td (talon avaus) Tj"), "nuorisotalon avaus"),
        ((b"(sama) Tj", said("teksti", b"teksti")), "samateksti"),
        ((b"(ei katoa) Tj", said("", b" sana")), "ei katoa sana"),
        ((b"(Viite) Tj", said("", b" .....")), "Viite"),
        ((b"/Span /M1 BDC (x) Tj EMC (nni) Tj",), "Tonni"),
    ],
)
def test_what_marked_content_says_stands_for_its_glyphs(parts: tuple[bytes, ...], text: str) -> None:
    named = b"/M1 <</ActualText (\xef\xbb\xbfTo)>>"
    assert read(written_page(line(*parts), unnamed=b"\xe9", properties=named)).text == text


def test_letters_that_the_table_of_their_font_takes_apart_stand_all() -> None:
    """No width is known for "a\u0308": both letters of "ää" stand in one place, neither is a shadow of the other."""
    document = read(written_page(line("(Päätöksen teki päällikkö Väinö Määttänen) Tj".encode("cp1252")), apart="äö"))
    assert document.text == "Päätöksen teki päällikkö Väinö Määttänen"


def test_marked_content_that_ends_without_beginning_is_harmless() -> None:
    assert read(written_page(line(b"EMC EMC (Kokous siirtyy) Tj"))).text == "Kokous siirtyy"


def test_what_no_one_can_name_is_a_hole_and_an_issue() -> None:
    document = read(written_page(line(b"(So\xe9a Kivi johtaa) Tj"), unnamed=b"\xe9"))
    assert document.text == "So\ufffda Kivi johtaa"
    issue = document.issues[0]
    assert (issue.reason, issue.text, issue.page) == (
        "1 character cannot be read: the font does not say what",
        "So\ufffda",
        1,
    )


def test_pdfium_names_what_stands_at_a_point() -> None:
    with Pdfium(written_page(line(b"(Sofia) Tj"))) as second:
        assert second.letter(1, 64, 705) == "S"
        assert (second.letter(1, 400, 100), second.letter(2, 64, 705)) == (None, None)


def test_pdfium_is_asked_for_what_pdfminer_cannot_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pdfium, "letter", lambda *_: "fi")
    document = read(written_page(line(b"(So\xe9a Kivi johtaa) Tj"), unnamed=b"\xe9"))
    assert (document.text, document.issues) == ("Sofia Kivi johtaa", ())


def test_pdfium_counts_pages_and_bears_what_is_no_pdf() -> None:
    with Pdfium(many_pages(3)) as good, Pdfium(b"no PDF") as bad:
        assert (good.pages(), bad.pages(), bad.letter(1, 1, 1), bad.glyphs(1)) == (3, 0, None, [])
