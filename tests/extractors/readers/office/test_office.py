"""Word, PowerPoint and OpenDocument files made here, with one difficulty each."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from extractors import read
from extractors.model.document import Document
from tests.extractors.readers.making import package, replaced

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(f'xmlns:{n}="{ODF}{n}:1.0"' for n in ("office", "text", "table", "style", "presentation")) + (
    f' xmlns:draw="{ODF}drawing:1.0" xmlns:svg="{ODF}svg-compatible:1.0" xmlns:fo="{ODF}xsl-fo-compatible:1.0"'
)


def docx(fill: Callable[[Any], None]) -> Document:
    from docx import Document as new

    document, out = new(), io.BytesIO()
    fill(document)
    document.save(out)
    return read(out.getvalue())


def pptx(fill: Callable[[Any], None]) -> bytes:
    from pptx import Presentation

    deck, out = Presentation(), io.BytesIO()
    fill(deck)
    deck.save(out)
    return out.getvalue()


def odf(kind: str, body: str, styles: str = "") -> Document:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    return read(package({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content}))


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.words(p)) for p in document.passages]


def test_word_headings_lists_tables() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Kirjaston aukioloajat", style="Title")
        document.add_heading("Muutokset", 1)
        document.add_paragraph("Pääkirjasto avataan aikaisemmin.", style="List Bullet")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("Päivä", "Aika", "Maanantai", "9–19"), strict=True):
            cell.text = text

    document = docx(fill)
    assert document.title == "Kirjaston aukioloajat"
    assert kinds(document) == [
        ("title", "Kirjaston aukioloajat"),
        ("heading", "Muutokset"),
        ("list item", "Pääkirjasto avataan aikaisemmin."),
        ("table row", "Päivä\tAika"),
        ("table row", "Maanantai\t9–19"),
    ]


def test_word_header_dates_the_document_and_is_furniture() -> None:
    def fill(document: Any) -> None:
        header = document.sections[0].header
        header.paragraphs[0].text = "Saarikunta\tPÄÄTÖS\t3.5.2021"
        document.sections[0].first_page_header.paragraphs[0].text = "Mallipohja 1.1.2008"
        document.add_paragraph("Avustus urheiluseuralle").runs[0].bold = True
        document.add_paragraph("Avustusta myönnetään 1 200 euroa.")

    document = docx(fill)
    assert (document.published, document.title) == ("2021-05-03", "Avustus urheiluseuralle")
    assert "Saarikunta" in document.furniture
    assert "2008" not in document.text + str(document.furniture)


def test_word_deletions_and_fields_that_fill_themselves_in_are_left_out() -> None:
    def fill(document: Any) -> None:
        from lxml import etree

        paragraph = document.add_paragraph("Kokous pidetään ")._p
        for xml in (
            f'<w:del xmlns:w="{W}"><w:r><w:delText>tiistaina</w:delText></w:r></w:del>',
            f'<w:ins xmlns:w="{W}"><w:r><w:t>torstaina</w:t></w:r></w:ins>',
            f'<w:fldSimple xmlns:w="{W}" w:instr=" DATE "><w:r><w:t>9.9.2024</w:t></w:r></w:fldSimple>',
        ):
            paragraph.append(etree.fromstring(xml))

    document = docx(fill)
    assert document.text == "Kokous pidetään torstaina"
    assert document.published is None


def test_deck_title_without_placeholder_and_hidden_slide() -> None:
    from pptx.util import Cm, Pt

    def fill(deck: Any) -> None:
        for title in ("Kaavoituskatsaus", "Kysymyksiä"):
            slide = deck.slides.add_slide(deck.slide_layouts[6])
            for y, text, size in ((12, "Laadittu yhdessä asukkaiden kanssa", 14), (2, title, 32)):
                frame = slide.shapes.add_textbox(Cm(2), Cm(y), Cm(18), Cm(2)).text_frame
                frame.text = text
                frame.paragraphs[0].runs[0].font.size = Pt(size)
        slide._element.set("show", "0")

    document = read(pptx(fill))
    assert [(p.title, p.hidden) for p in document.pages] == [("Kaavoituskatsaus", False), ("Kysymyksiä", True)]
    assert [p.hidden for p in document.passages] == [False, False, True, True]


def test_deck_notes_and_updating_date() -> None:
    from lxml import etree
    from pptx.util import Cm

    def fill(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Talouden\vseuranta"
        slide.notes_slide.notes_text_frame.text = "Muista kertoa lainakannasta."
        p = slide.shapes.add_textbox(Cm(2), Cm(15), Cm(5), Cm(1)).text_frame.paragraphs[0]._p
        space = p.nsmap.get("a") or "http://schemas.openxmlformats.org/drawingml/2006/main"
        field = etree.SubElement(p, f"{{{space}}}fld", id="{B1B2B3B4-0000-4000-8000-000000000001}", type="datetime1")
        etree.SubElement(field, f"{{{space}}}t").text = "1.2.2024"

    document = read(pptx(fill))
    assert kinds(document) == [("title", "Talouden seuranta"), ("note", "Muista kertoa lainakannasta.")]
    assert document.published is None


def test_slide_show_is_read_as_a_deck() -> None:
    content = pptx(
        lambda deck: setattr(deck.slides.add_slide(deck.slide_layouts[5]).shapes.title, "text", "Tervetuloa")
    )
    types = b"presentationml.presentation.main+xml"
    import zipfile

    manifest = zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml")
    show = replaced(content, {"[Content_Types].xml": manifest.replace(types, b"presentationml.slideshow.main+xml")})
    assert show != content
    assert read(show).title == "Tervetuloa"


def test_opendocument_deck() -> None:
    document = odf(
        "presentation",
        '<office:presentation><draw:page draw:name="1">'
        '<draw:frame svg:x="2cm" svg:y="8cm" svg:width="20cm" svg:height="5cm" presentation:class="outline">'
        "<draw:text-box>"
        "<text:list><text:list-item><text:p>Ensimmäinen<text:s/>vaihe</text:p></text:list-item></text:list>"
        "</draw:text-box></draw:frame>"
        '<draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="3cm" presentation:class="title">'
        "<draw:text-box>"
        "<text:p>Hankkeen<text:line-break/>vaiheet</text:p></draw:text-box></draw:frame>"
        '<draw:frame svg:x="2cm" svg:y="18cm" presentation:class="footer"><draw:text-box><text:p>Saarikunta</text:p>'
        "</draw:text-box></draw:frame></draw:page></office:presentation>",
    )
    assert kinds(document) == [("title", "Hankkeen vaiheet"), ("list item", "Ensimmäinen vaihe")]
    assert (document.kind, document.pages[0].title, document.furniture) == (
        "slides",
        "Hankkeen vaiheet",
        ("Saarikunta",),
    )


def test_opendocument_text() -> None:
    document = odf(
        "text",
        '<office:text><text:h text:outline-level="1">Selvitys hulevesistä</text:h>'
        "<text:p>Laadittu <text:date>1.1.2020</text:date>kevään aikana.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Alue</text:p></table:table-cell>"
        "<table:table-cell><text:p>Määrä</text:p></table:table-cell></table:table-row></table:table></office:text>",
    )
    assert document.title == "Selvitys hulevesistä"
    assert kinds(document)[1:] == [("paragraph", "Laadittu kevään aikana."), ("table row", "Alue\tMäärä")]


def test_a_package_without_properties_is_not_called_what_a_library_calls_it() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("asia on käsitelty ja todettu, eikä siitä ole enempää sanottavaa kenelläkään.")

    from docx import Document as new

    document, out = new(), io.BytesIO()
    fill(document)
    [own] = [rel for rel, one in document.part.package.rels.items() if one.reltype.endswith("core-properties")]
    document.part.package.rels.pop(own)
    document.save(out)
    assert b"docProps/core.xml" not in out.getvalue()
    assert read(out.getvalue()).title != "Word Document"


def test_the_words_of_a_deep_table_are_kept() -> None:
    from tests.extractors.readers.hostile.pieces import docx as written

    for depth in (3, 20, 60):
        begin, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
        inside = read(written(f"{begin * depth}<w:p><w:r><w:t>sisin solu</w:t></w:r></w:p>{end * depth}"))
        assert inside.text == "sisin solu"


def test_a_box_within_a_box_is_read_once() -> None:
    def boxed(depth: int) -> str:
        inner = boxed(depth - 1) if depth else ""
        return f"<text:p>Laatikko {depth}<draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame></text:p>"

    for depth in (2, 25, 60):
        document = odf("text", f"<office:text>{boxed(depth)}</office:text>")
        assert document.text.split("\n\n") == [f"Laatikko {n}" for n in range(depth, -1, -1)]


LISTS = (
    "<text:list-style style:name='L'>"
    "<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix=' §' text:start-value='112'/>"
    "<text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2'/>"
    "<text:list-level-style-number text:level='3' style:num-format='a' style:num-suffix=')'/></text:list-style>"
    "<text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='x'/>"
    "</text:list-style>"
)


def item(*inside: str, said: str = "") -> str:
    whole = "".join(one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in inside)
    return f"<text:list-item{said}>{whole}</text:list-item>"


def listed(*items: str, said: str = "") -> str:
    return f"<text:list{said}>{''.join(items)}</text:list>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            listed(
                item("Avaus"),
                item("Koulu", listed(item("Rahoitus", listed(item("laina"), item("avustus"))), item("Aikataulu"))),
                said=" text:style-name='L'",
            ),
            ["112 § Avaus", "113 § Koulu", "113.1 Rahoitus", "a) laina", "b) avustus", "113.2 Aikataulu"],
        ),
        (
            listed(item("Avaus"), said=" text:style-name='L' xml:id='a'")
            + "<text:p>Todettiin.</text:p>"
            + listed(item("Koulu"), said=" text:style-name='L' text:continue-numbering='true'")
            + listed(item("Tie"), item("Silta", said=" text:start-value='7'"), said=" text:style-name='L'")
            + listed(item("Muut"), said=" text:style-name='L' text:continue-list='a'"),
            ["112 § Avaus", "Todettiin.", "113 § Koulu", "112 § Tie", "7 § Silta", "114 § Muut"],
        ),
        (
            listed(item(listed(item("Ensin"))), item("Sitten", "Jatkuu"), said=" text:style-name='L'"),
            ["112.1 Ensin", "113 § Sitten", "Jatkuu"],
        ),
        (listed(item("Maito"), said=" text:style-name='B'"), ["Maito"]),
    ],
    ids=["levels", "counting on", "an item that only holds a list", "bullets"],
)
def test_automatic_numbers_of_opendocument(body: str, lines: list[str]) -> None:
    document = odf("text", f"<office:text>{body}</office:text>", LISTS)
    assert [words for _, words in kinds(document)] == lines


def test_headings_are_numbered_by_the_outline() -> None:
    outline = "<text:outline-style style:name='Outline'><text:outline-level-style text:level='1' style:num-format='I'/>"
    body = "".join(f"<text:h text:outline-level='{n}'>{words}</text:h>" for n, words in ((1, "A"), (2, "B"), (1, "C")))
    document = odf(
        "text", f"<office:text>{body}<text:p>Loppu.</text:p></office:text>", f"{outline}</text:outline-style>"
    )
    assert [words for _, words in kinds(document)] == ["I A", "B", "II C", "Loppu."]


def test_opendocument_words_that_are_hidden_or_struck() -> None:
    styles = "".join(
        f"<style:style style:name='{name}' style:family='{family}'><style:text-properties {said}/></style:style>"
        for name, family, said in (
            ("S", "text", "style:text-line-through-style='solid'"),
            ("H", "text", "text:display='none'"),
            ("N", "text", "style:text-line-through-style='none'"),
            ("P", "paragraph", "style:text-line-through-type='single'"),
        )
    )
    span = "<text:span text:style-name='%s'>%s</text:span>"
    document = odf(
        "text",
        f"<office:text><text:p>Hinta on {span % ('S', '5 000')} 6 000{span % ('H', ' salaa')} euroa.</text:p>"
        f"<text:p text:style-name='P'>Kumottu. {span % ('N', 'Voimassa.')}</text:p>"
        "<text:section text:display='none'><text:p>Ei näy.</text:p></text:section></office:text>",
        styles,
    )
    assert [words for _, words in kinds(document)] == ["Hinta on 6 000 euroa.", "Voimassa."]
    assert [i.text for i in document.issues] == ["5 000", "Kumottu."]


def test_struck_words_of_a_slide_are_left_out_and_said() -> None:
    def fill(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = "Talousarvio"
        for words, said in (("Palkat 5 000", "sngStrike"), (" 6 000 euroa", "noStrike")):
            run = slide.placeholders[1].text_frame.paragraphs[0].add_run()
            run.text = words
            run._r.get_or_add_rPr().set("strike", said)

    document = read(pptx(fill))
    assert [words for _, words in kinds(document)] == ["Talousarvio", "6 000 euroa"]
    assert [(i.text, i.page) for i in document.issues] == [("Palkat 5 000", 1)]


@pytest.mark.parametrize(("kind", "page"), [("text", None), ("spreadsheet", 1)], ids=["a table of a text", "a sheet"])
def test_rows_repeated_without_end_are_read_so_often_and_said(kind: str, page: int | None) -> None:
    cells = "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in ("Hallala", "5"))
    row = f'<table:table-row table:number-rows-repeated="5000">{cells}</table:table-row>'
    wide = '<table:table-cell table:number-columns-repeated="200000"><text:p>5</text:p></table:table-cell>'
    document = odf(kind, f"<office:{kind}><table:table>{row}</table:table></office:{kind}>")
    assert document.text.count("Hallala") == 1_000
    said = "a row of a table is said to stand 5000 times: it was read 1000 times"
    assert [(issue.reason, issue.page) for issue in document.issues] == [(said, page)]
    row = f"<table:table-row>{wide}</table:table-row>"
    document = odf(kind, f"<office:{kind}><table:table>{row}</table:table></office:{kind}>")
    said = "a cell of a table is said to stand 200000 times: it was read 1000 times"
    assert [(issue.reason, issue.page) for issue in document.issues] == [(said, page)]


def test_a_sheet_filled_up_with_empty_rows_and_cells_lacks_nothing() -> None:
    filling = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = f"<table:table-row><table:table-cell><text:p>Hallala</text:p></table:table-cell>{filling}</table:table-row>"
    rows += f'<table:table-row table:number-rows-repeated="1048575">{filling}</table:table-row>'
    assert (
        odf("spreadsheet", f"<office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet>").issues == ()
    )
