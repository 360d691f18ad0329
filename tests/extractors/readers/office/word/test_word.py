"""What Word shows and its text does not hold, and what its text holds and Word does not show."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from extractors import read
from extractors.model.document import Document
from tests.extractors.readers.office.test_office import SPACES, W, kinds

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*blocks: str, prepare: Callable[[Any], None] = lambda document: None) -> Document:
    """A document of these WordprocessingML blocks."""
    from docx import Document as new

    document, out = new(), io.BytesIO()
    prepare(document)
    end = document.element.body[-1]
    for block in blocks:
        end.addprevious(etree.fromstring(f'<w:x xmlns:w="{W}" xmlns:r="{R}">{block}</w:x>')[0])
    document.save(out)
    return read(out.getvalue())


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def numbered(*levels: tuple[str, str, int]) -> Callable[[Any], None]:
    """Give a document one list (id 91) with these levels: format, text, first number."""

    def prepare(document: Any) -> None:
        said = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for n, (kind, text, start) in enumerate(levels)
        )
        root = document.part.numbering_part.element
        made = etree.fromstring(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="90">{said}</w:abstractNum>')
        root.insert(0, made)
        for number, override in (
            ("91", ""),
            ("92", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
        ):
            root.append(
                etree.fromstring(
                    f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'
                )
            )

    return prepare


def at(level: int, number: int = 91) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    ("levels", "steps", "labels"),
    [
        ((("decimal", "%1 §", 24), ("decimal", "%1.%2", 1)), (0, 1, 1, 0, 1), ("24 §", "24.1", "24.2", "25 §", "25.1")),
        ((("lowerLetter", "%1)", 1), ("lowerRoman", "%2.", 1)), (0, 0, 1, 1, 0), ("a)", "b)", "i.", "ii.", "c)")),
        ((("upperRoman", "%1 luku", 4),), (0, 0), ("IV luku", "V luku")),
        ((("bullet", "•", 1),), (0,), ("",)),
    ],
)
def test_automatic_numbers(
    levels: tuple[tuple[str, str, int], ...], steps: tuple[int, ...], labels: tuple[str, ...]
) -> None:
    document = word(*(p("Asia", at(level)) for level in steps), prepare=numbered(*levels))
    assert [text for _, text in kinds(document)] == [f"{label} Asia".strip() for label in labels]


def test_a_list_begun_anew_counts_for_itself() -> None:
    items = [p("Ensin", at(0)), p("Muualla", at(0, 92)), p("Sitten", at(0))]
    document = word(*items, prepare=numbered(("decimal", "%1.", 1)))
    assert [text for _, text in kinds(document)] == ["1. Ensin", "7. Muualla", "2. Sitten"]


def test_hidden_and_struck_words_are_left_out_and_the_struck_are_said() -> None:
    document = word(
        "<w:p><w:r><w:t>Hinta on </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>5 000 </w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>salaa </w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
        "<w:t>6 000 euroa.</w:t></w:r></w:p>"
    )
    assert document.text == "Hinta on 6 000 euroa."
    assert [i.text for i in document.issues] == ["5 000"]


def test_hidden_and_struck_by_style_and_what_says_otherwise() -> None:
    def prepare(document: Any) -> None:
        said = {"Poistettu": "<w:strike/>", "Piilo": "<w:vanish/>", "PiiloLisä": ""}
        for name, properties in said.items():
            based = '<w:basedOn w:val="Piilo"/>' if not properties else ""
            style = f'<w:style xmlns:w="{W}" w:type="%s" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
            made = f"{style}<w:rPr>{properties}</w:rPr></w:style>" % (
                "character" if name == "Poistettu" else "paragraph"
            )
            document.styles.element.append(etree.fromstring(made))

    document = word(
        "<w:p><w:r><w:t>Hinta on </w:t></w:r><w:r><w:rPr><w:rStyle w:val='Poistettu'/></w:rPr><w:t>5 000 </w:t></w:r>"
        "<w:r><w:t>6 000 euroa.</w:t></w:r></w:p>",
        p("Ohje kirjoittajalle", '<w:pStyle w:val="Piilo"/>'),
        p("Toinen ohje", '<w:pStyle w:val="PiiloLisä"/>'),
        p("Tämä näkyy.", '<w:pStyle w:val="Piilo"/>', '<w:vanish w:val="0"/>'),
        prepare=prepare,
    )
    assert document.text == "Hinta on 6 000 euroa.\n\nTämä näkyy."
    assert [i.text for i in document.issues] == ["5 000"]


def test_a_field_that_ends_in_a_hidden_run_ends() -> None:
    document = word(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF a </w:instrText></w:r>'
        '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="separate"/><w:t>x</w:t></w:r>'
        "<w:r><w:t>Hinta</w:t></w:r>"
        '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:t> on 500 euroa.</w:t></w:r></w:p>"
    )
    assert document.text == "Hinta on 500 euroa."


def test_a_drop_cap_and_a_deleted_paragraph_mark_go_on_in_the_next_paragraph() -> None:
    document = word(
        p("K", '<w:framePr w:dropCap="drop" w:lines="3"/>'),
        p("unta rakentaa "),
        p("Kokous pidetään ", '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'),
        p("torstaina."),
    )
    assert [text for _, text in kinds(document)] == ["Kunta rakentaa", "Kokous pidetään torstaina."]


def test_comments_stand_apart() -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    def prepare(document: Any) -> None:
        comment = f'<w:comment w:id="1" w:author="Aino">{p("Tarkista summa")}</w:comment>'
        said = f'<w:comments xmlns:w="{W}">{comment}</w:comments>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        part = Part(PackURI("/word/remarks.xml"), kind, said.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)

    document = word(p("Avustus on 500 euroa."), prepare=prepare)
    assert document.text == "Avustus on 500 euroa."
    assert document.furniture == ("comment by Aino: Tarkista summa",)


def test_headers_of_even_pages() -> None:
    def prepare(document: Any) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].even_page_header.paragraphs[0].text = "Saarikunta 3.5.2021"

    assert word(p("Päätös avustuksesta"), prepare=prepare).published == "2021-05-03"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (
            "text/html",
            "<html><body><h1>Päätös</h1><p>Tukea myönnettiin 700 euroa.</p></body></html>".encode(),
        ),
        ("text/plain", "Päätös\n\nTukea myönnettiin 700 euroa.".encode()),
    ],
)
def test_an_inserted_file_is_read_in_its_place(kind: str, content: bytes) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    def prepare(document: Any) -> None:
        part = Part(PackURI("/word/inserted.bin"), kind, content, document.part.package)
        key = document.part.relate_to(part, f"{R}/aFChunk")
        document.element.body[-1].addprevious(
            etree.fromstring(f'<w:altChunk xmlns:w="{W}" xmlns:r="{R}" r:id="{key}"/>')
        )

    document = word(p("Liitteenä lausunto."), prepare=prepare)
    assert "Tukea myönnettiin 700 euroa." in document.text
    assert document.text.endswith("Liitteenä lausunto.")


def test_an_inserted_file_that_is_missing_is_said() -> None:
    document = word('<w:altChunk r:id="rId999"/>', p("Liitteenä lausunto."))
    assert document.issues[0].reason == "a file inserted into the document could not be read: it is not in the package"


def test_a_chart_is_a_table() -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"

    def points(tag: str, *values: str) -> str:
        said = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values))
        return f"<c:{tag}><c:numRef><c:numCache>{said}</c:numCache></c:numRef></c:{tag}>"

    xml = (
        f'<c:chartSpace xmlns:c="{chart}"><c:ser>{points("tx", "Menot, euroa")}{points("cat", "2024", "2025")}'
        f"{points('val', '4500.5', '5200')}</c:ser></c:chartSpace>"
    )

    def prepare(document: Any) -> None:
        part = Part(PackURI("/word/charts/c.xml"), "application/xml", xml.encode(), document.part.package)
        key = document.part.relate_to(part, f"{R}/chart")
        document.element.body[-1].addprevious(
            etree.fromstring(
                f'<w:p xmlns:w="{W}" xmlns:r="{R}" xmlns:c="{chart}"><w:r><w:drawing><c:chart r:id="{key}"/>'
                "</w:drawing></w:r></w:p>"
            )
        )

    document = word(p("Kuva 1"), prepare=prepare)
    assert "\tMenot, euroa\n2024\t4500,5\n2025\t5200" in document.text


def test_flat_opendocument_is_read() -> None:
    flat = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        '<text:h text:outline-level="1">Selvitys hulevesistä</text:h><text:p>Laadittu keväällä.</text:p>'
        "</office:text></office:body></office:document>"
    )
    document = read(flat.encode(), source="selvitys.fodt")
    assert (document.title, document.media_type) == ("Selvitys hulevesistä", "application/vnd.oasis.opendocument.text")
