"""What is longer than any title is none, whoever claims it: its words stay, and an issue says what was left out."""

from __future__ import annotations

import io
from typing import NamedTuple

import pytest

from extractors.model.document import Hints, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.readers.assembling import assemble
from extractors.readers.claims.long_titles import LONGEST
from extractors.reading import read
from tests.extractors.readers.hostile.office import CELL, odf
from tests.extractors.readers.hostile.pieces import feed
from tests.extractors.readers.making import Pdf, replaced

LONG = ("Kunta antoi lausunnon " * 250).strip()
TOLD = "the title is 5499 letters long and was left out: at most 1000 are a title's"
OF_PAGE = "the title of the page is longer than 1000 letters and was left out"
META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>{LONG}</dc:title></office:meta>'
    "</office:document-meta>"
)

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{LONG}</dc:title></cp:coreProperties>'
)


def pdf(title: str) -> bytes:
    made = Pdf(title=title)
    made.page().lines(60, 90, ["Kunnanhallitus kokoontui maanantaina, ja asiasta", "annettiin lausunto."])
    return made.bytes()


def docx(title: str = "") -> bytes:
    from docx import Document

    written, out = Document(), io.BytesIO()
    if title:
        written.add_heading(title, 0)
    written.add_paragraph("Kunta antoi asiasta lausunnon.")
    written.save(out)
    return out.getvalue()


def page(head: str, body: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}<p>Kunta antoi asiasta lausunnon.</p></body></html>".encode()


class Titled(NamedTuple):
    """A document, its title, and where that was found."""

    content: bytes
    title: str | None = None
    where: str | None = None
    own: bool = True
    """Whether the title is the document's own, and not that of its first page."""


ROWS: dict[str, Titled] = {
    "the head of a page": Titled(page(f"<title>{LONG}</title>")),
    "the head, beside a heading": Titled(
        page(f"<title>{LONG}</title>", "<h1>Vesimaksut 2024</h1>"), "Vesimaksut 2024", "heading"
    ),
    "a meta tag": Titled(
        page(f'<meta property="og:title" content="{LONG}"><title>Vesimaksut 2024</title>'),
        "Vesimaksut 2024",
        "html title",
    ),
    "JSON-LD": Titled(
        page(
            f'<script type="application/ld+json">{{"@type": "Article", "headline": "{LONG}"}}</script>',
            "<h1>Vesimaksut</h1>",
        ),
        "Vesimaksut",
        "heading",
    ),
    "properties of a PDF": Titled(pdf(LONG)),
    "properties of an ODT": Titled(replaced(odf("odt", "<text:p>Kunta antoi.</text:p>"), {"meta.xml": META.encode()})),
    "subject of a message": Titled(f"From: a@b.example\nSubject: {LONG}\nMIME-Version: 1.0\n\nKunta antoi.".encode()),
    "a feed": Titled(feed(b"<item><link>https://a.example/1</link></item>").replace(b"Kunta", LONG.encode())),
    "the name of a sheet": Titled(
        odf("ods", f'<table:table table:name="{LONG}"><table:table-row>{CELL}</table:table-row></table:table>'),
        "Kunta",
        "layout",
        own=False,
    ),
    "the title's style of a DOCX": Titled(docx(LONG)),
    "properties of a DOCX": Titled(replaced(docx(), {"docProps/core.xml": CORE.encode()})),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_longer_than_a_title_is_none(name: str) -> None:
    document = read(ROWS[name].content, source="a")
    assert (document.title, document.found_in.get("title")) == (ROWS[name].title, ROWS[name].where)
    assert [i.reason for i in document.issues if "left out" in i.reason] == [TOLD if ROWS[name].own else OF_PAGE]
    assert all(page.title is None for page in document.pages)
    assert all(len(issue.text) <= 200 for issue in document.issues)
    assert not any(p.kind == "title" and p.end - p.start > LONGEST for p in document.passages)


def test_a_title_of_a_thousand_letters_is_one() -> None:
    assert read(page(f"<title>{'a' * LONGEST}</title>")).title == "a" * LONGEST
    assert read(page(f"<title>{'a' * (LONGEST + 1)}</title>")).title is None


def test_words_that_are_no_title_stay_in_the_text() -> None:
    for name in ("the name of a sheet", "the title's style of a DOCX", "subject of a message"):
        assert LONG in read(ROWS[name].content, source="a").text


def test_a_hint_may_be_too_long_too() -> None:
    hinted = RawDocument(content=page("<title>Vesimaksut 2024</title>"), source="a", hints=Hints(title=LONG))
    assert read(hinted).title == "Vesimaksut 2024"
    draft = Draft(
        "text/plain", [Block("paragraph", "Kunta antoi.")], claims=[Claim("title", "Vesimaksut", "file name")]
    )
    document = assemble(draft, hinted)
    assert (document.title, [issue.reason for issue in document.issues]) == ("Vesimaksut", [TOLD])
