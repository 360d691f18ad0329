"""Office files that ask too much: of depth, of cells, of shapes, of styles, or that hold one another."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from tests.extractors.readers.hostile.pieces import LAUGHS, OFFICE, Maker, docx, listed
from tests.extractors.readers.making import ole, package

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
KINDS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
START = '<?xml version="1.0"?>'
PICTURED = {end: f"image/{end}" for end in ("emf", "wmf", "svg")}


def odf(kind: str, body: str, prologue: str = "", styles: str = "") -> bytes:
    """An OpenDocument file of a kind: odt, ods, odp."""
    spaces = " ".join(f'xmlns:{one}="{ODF}{full}:1.0"' for one, full in SPACES.items())
    inner = f"<office:body><office:{KINDS[kind]}>{body}</office:{KINDS[kind]}></office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"{START}{prologue}<office:document-content {spaces}>{automatic}{inner}</office:document-content>"
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{KINDS[kind]}",
            "content.xml": content,
            "META-INF/manifest.xml": "<m/>",
        }
    )


SPACES = {one: one for one in ("office", "text", "table", "style", "presentation", "number")} | {"draw": "drawing"}


def related(*links: tuple[str, str]) -> str:
    """The relations of a part: (kind, target)."""
    some = (
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{"".join(some)}</Relationships>'


def xlsx(
    rows: str,
    *,
    prologue: str = "",
    shared: str = "",
    styles: str = "",
    more: str = "",
    sheets: int = 1,
    deflated: bool = True,
) -> bytes:
    """A workbook of sheets that are all alike."""
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, sheets + 1)]
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    sheet = f'{START}{prologue}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{more}</worksheet>'
    members: dict[str, bytes | str] = {
        **listed("xl/workbook.xml", "spreadsheetml.sheet"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related(*links, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
        "xl/sharedStrings.xml": f'{START}<sst xmlns="{SHEET}">{shared}</sst>',
        "xl/styles.xml": f'{START}<styleSheet xmlns="{SHEET}">{styles}</styleSheet>',
    }
    some = {f"xl/worksheets/sheet{n}.xml": sheet for n in range(1, sheets + 1)}
    kinds = dict.fromkeys(some, f"{OFFICE}.spreadsheetml.worksheet+xml")
    kinds["xl/sharedStrings.xml"] = f"{OFFICE}.spreadsheetml.sharedStrings+xml"
    kinds["xl/styles.xml"] = f"{OFFICE}.spreadsheetml.styles+xml"
    return package(told({**members, **some}, kinds), deflated=deflated)


def pptx(
    shapes: str,
    *,
    prologue: str = "",
    more: Mapping[str, bytes | str] | None = None,
    slides: int = 1,
    deflated: bool = True,
) -> bytes:
    """A deck of slides that are all alike."""
    spaces = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{RELATION}"'
    named = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in range(1, slides + 1))
    slide = f"{START}{prologue}<p:sld {spaces}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
    members: dict[str, bytes | str] = {
        **listed(
            "ppt/presentation.xml", "presentationml.presentation", emf="image/x-emf", wmf="image/x-wmf", svg="image/svg"
        ),
        "ppt/presentation.xml": f"{START}<p:presentation {spaces}><p:sldIdLst>{named}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": related(*(("slide", f"slides/slide{n}.xml") for n in range(1, slides + 1))),
    }
    some = {f"ppt/slides/slide{n}.xml": slide for n in range(1, slides + 1)}
    kinds = dict.fromkeys(some, f"{OFFICE}.presentationml.slide+xml")
    return package(told({**members, **some, **(more or {})}, kinds), deflated=deflated)


def told(members: dict[str, bytes | str], kinds: Mapping[str, str]) -> dict[str, bytes | str]:
    """The members of a package whose list tells the kinds of these parts too."""
    some = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    types = str(members["[Content_Types].xml"]).replace("</Types>", f"{some}</Types>")
    return {**members, "[Content_Types].xml": types}


def shape(text: str = "Kunta", x: int = 1000, y: int = 1000) -> str:
    place = f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="90000" cy="90000"/></a:xfrm></p:spPr>'
    words = f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>"
    return f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="a"/></p:nvSpPr>{place}{words}</p:sp>'


PICTURE = '<p:pic><p:blipFill><a:blip r:embed="r1"/></p:blipFill></p:pic>'


def pictured(name: str, content: bytes) -> bytes:
    """A slide with a picture that is not what it says."""
    rels = related(("image", f"../media/{name}"))
    return pptx(shape() + PICTURE, more={"ppt/slides/_rels/slide1.xml.rels": rels, f"ppt/media/{name}": content})


def emf(records: int) -> bytes:
    """A Windows picture that says it has so many records, each of no length."""
    head = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + struct.pack("<IIIH", 0x10000, 88, records, 1)
    return head.ljust(88, b"\0") + struct.pack("<II", 14, 0) * min(records, 100_000)


PARAGRAPH = "<w:p><w:r><w:t>Kunta</w:t></w:r></w:p>"
WORD_PARTS = "word/_rels/document.xml.rels"


def with_part(content: bytes, more: Mapping[str, bytes | str]) -> bytes:
    from tests.extractors.readers.making import replaced

    return replaced(content, {name: body.encode() if isinstance(body, str) else body for name, body in more.items()})


def inserted(depth: int) -> bytes:
    """A text that holds a text that holds a text ..."""
    inner = docx(PARAGRAPH)
    chunk = f'<w:altChunk xmlns:r="{RELATION}" r:id="r1"/>'
    for _ in range(depth):
        rels = related(("aFChunk", "osa.docx"))
        inner = with_part(docx(PARAGRAPH + chunk), {WORD_PARTS: rels, "word/osa.docx": inner})
    return inner


def styles_in_a_ring() -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    some = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 2_000}"/></w:style>'
        for n in range(2_000)
    )
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Kunta</w:t></w:r></w:p>' * 200
    rels = related(("styles", "styles.xml"))
    return with_part(docx(body), {WORD_PARTS: rels, "word/styles.xml": f'<w:styles xmlns:w="{w}">{some}</w:styles>'})


XF = '<xf numFmtId="14"/>'
FAR = '<row><c t="s"><v>999999999</v></c></row>'
ROW = '<row><c t="inlineStr"><is><t>Kunta</t></is></c><c><v>5</v></c></row>'
CELL = '<table:table-cell office:value-type="string"><text:p>Kunta</text:p></table:table-cell>'
REPEATED = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="1000000000"')
BOX = "<draw:frame><draw:text-box><text:p>Kunta</text:p></draw:text-box></draw:frame>"

TEXT_FILES: dict[str, Maker] = {
    "laughs.docx": lambda: docx("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS + "]>"),
    "outside.docx": lambda: docx("<w:p/>", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "outer rules.docx": lambda: docx(PARAGRAPH, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'),
    "deep.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
    "cells.docx": lambda: docx(
        "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>" * 300 + "</w:tr>") * 300 + "</w:tbl>"
    ),
    "span.docx": lambda: docx(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "bomb.docx": lambda: package({"word/document.xml": b"0" * 60_000_000, "[Content_Types].xml": "<Types/>"}),
    "paragraphs.docx": lambda: docx(PARAGRAPH * 250_000),
    "runs.docx": lambda: docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 400_000 + "</w:p>"),
    "inserted.docx": lambda: inserted(12),
    "ring of styles.docx": styles_in_a_ring,
    "laughs.odt": lambda: odf("odt", "<text:p>&i;</text:p>", LAUGHS + "]>"),
    "bomb.odt": lambda: odf("odt", "<text:p>" + "0" * 60_000_000 + "</text:p>"),
    "spaces.odt": lambda: odf("odt", '<text:p>Kunta<text:s text:c="999999999"/>antoi</text:p>'),
    "many spaces.odt": lambda: odf("odt", "<text:p>" + '<text:s text:c="100000"/>x' * 3_000 + "</text:p>"),
    "sections.odt": lambda: odf("odt", "<text:section>" * 20_000 + "<text:p>a</text:p>" + "</text:section>" * 20_000),
    "lists.odt": lambda: odf("odt", "<text:list><text:list-item>" * 5_000 + "</text:list-item></text:list>" * 5_000),
    "repeated.odt": lambda: odf("odt", f"<table:table><table:table-row>{REPEATED}</table:table-row></table:table>"),
    "repeated rows.odt": lambda: odf(
        "odt",
        "<table:table>"
        + f'<table:table-row table:number-rows-repeated="1000000">{REPEATED}</table:table-row>' * 50
        + "</table:table>",
    ),
    "ring of styles.odt": lambda: odf(
        "odt",
        '<text:p text:style-name="s0">Kunta</text:p>' * 500,
        styles="".join(
            f'<style:style style:name="s{n}" style:parent-style-name="s{(n + 1) % 1_000}"/>' for n in range(1_000)
        ),
    ),
    "groups.rtf": lambda: b"{\\rtf1 Kunta " + b"{" * 300_000,
    "binary.rtf": lambda: b"{\\rtf1 Kunta {\\pict\\bin999999999 x}}",
    "empty.doc": lambda: ole({"WordDocument": b"\xec\xa5" + b"\xff" * 4_000, "1Table": b"\xff" * 4_000}),
}
SHEETS: dict[str, Maker] = {
    "laughs.xlsx": lambda: xlsx(ROW, prologue=LAUGHS + "]>"),
    "bomb.xlsx": lambda: xlsx(f"<row>{' ' * 60_000_000}</row>"),
    "rows.xlsx": lambda: xlsx(ROW * 300_000, deflated=False),
    "styles.xlsx": lambda: xlsx(
        ROW, styles="<cellXfs>" + '<xf numFmtId="14"/>' * 1_000_000 + "</cellXfs>", deflated=False
    ),
    "formats.xlsx": lambda: xlsx(
        '<row><c s="0"><v>5</v></c></row>',
        styles='<numFmts><numFmt numFmtId="200" formatCode="'
        + "[h]" * 100_000
        + '"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>',
    ),
    "shared.xlsx": lambda: xlsx(
        '<row><c t="s"><v>999999999</v></c></row>', shared="<si><t>a</t></si>" * 1_000_000, deflated=False
    ),
    "merged.xlsx": lambda: xlsx(
        ROW, more="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells>"
    ),
    "far cells.xlsx": lambda: xlsx('<row r="999999999"><c r="ZZZZZZ999999999"><v>5</v></c></row>' * 1_000),
    "sheets.xlsx": lambda: xlsx(ROW, sheets=3_000),
    "numbers.xlsx": lambda: xlsx(f"<row><c><v>{'9' * 1_000_000}</v></c><c><v>1e999999</v></c></row>" * 3),
    "laughs.ods": lambda: odf("ods", "<table:table/>", LAUGHS + "]>"),
    "bomb.ods": lambda: odf("ods", f"<table:table>{' ' * 60_000_000}</table:table>"),
    "repeated.ods": lambda: odf(
        "ods",
        '<table:table><table:table-row table:number-rows-repeated="1000000000">'
        + REPEATED
        + "</table:table-row></table:table>",
    ),
    "repeated rows.ods": lambda: odf(
        "ods",
        "<table:table>"
        + f'<table:table-row table:number-rows-repeated="1000">{CELL * 20}</table:table-row>' * 500
        + "</table:table>",
    ),
    "tables.ods": lambda: odf("ods", f"<table:table><table:table-row>{CELL}</table:table-row></table:table>" * 3_000),
    "empty.xls": lambda: ole({"Workbook": b"\x09\x08\x10\x00" + b"\xff" * 4_000}),
}
DECKS: dict[str, Maker] = {
    "shapes.pptx": lambda: package({"ppt/presentation.xml": "<p>" * 30_000, "ppt/slides/slide1.xml": "<p/>"}),
    "many shapes.pptx": lambda: pptx(
        "".join(shape(f"K{n}", n * 37 % 9_000_000, n * 91 % 6_000_000) for n in range(20_000))
    ),
    "a million shapes.pptx": lambda: pptx(shape() * 100_000 + "<p:sp/>" * 900_000, deflated=False),
    "groups.pptx": lambda: pptx("<p:grpSp>" * 10_000 + shape() + "</p:grpSp>" * 10_000),
    "laughs.pptx": lambda: pptx(shape("&i;"), prologue=LAUGHS + "]>"),
    "bomb.pptx": lambda: pptx(" " * 60_000_000),
    "slides.pptx": lambda: pptx(shape(), slides=3_000),
    "ring.pptx": lambda: pptx(
        shape(),
        more={"ppt/slides/_rels/slide1.xml.rels": related(("notesSlide", "slide1.xml"), ("slideLayout", "slide1.xml"))},
    ),
    "emf.pptx": lambda: pictured("a.emf", emf(0xFFFFFFFF)),
    "wmf.pptx": lambda: pictured("a.wmf", b"\xd7\xcd\xc6\x9a" + b"\xff" * 18 + b"\x01\x00\x09\x00" + b"\xff" * 90_000),
    "svg.pptx": lambda: pictured("a.svg", b"<svg>" + b"<g>" * 200_000),
    "laughs.odp": lambda: odf("odp", f"<draw:page>{BOX}</draw:page>", LAUGHS + "]>"),
    "bomb.odp": lambda: odf("odp", f"<draw:page>{' ' * 60_000_000}</draw:page>"),
    "pages.odp": lambda: odf("odp", f"<draw:page>{BOX}</draw:page>" * 3_000),
    "groups.odp": lambda: odf("odp", f"<draw:page>{'<draw:g>' * 10_000}{BOX}{'</draw:g>' * 10_000}</draw:page>"),
    "empty.ppt": lambda: ole({"PowerPoint Document": b"\x0f\x00\xe8\x03" + b"\xff" * 4_000}),
}
