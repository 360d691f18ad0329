"""Tables with spans, made here: one layout written in any format, and what each of its numbers is.

A layout is drawn by a seed: one or two label columns, labels that reach over several rows, heads over several years,
columns with and without a unit, a unit in the corner or the caption, lines across the table, totals that reach over
the label columns.  Every number is written once, so that what is found can be told by it.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from tests.extractors.readers.making import package

PLACES = ("Hallala", "Kuusjoki", "Rautalahti", "Sammalsaari", "Tervakoski", "Viertola")
THINGS = ("Silta", "Laituri", "Kioski", "Hiihtolatu", "Tori", "Varikko", "Puisto", "Satama")


class Kind(NamedTuple):
    """A kind of column: its head, and the unit and factor of its numbers."""

    head: str
    unit: str | None
    factor: int = 1


KINDS = (
    Kind("Hinta, euroa", "EUR"),
    Kind("Menot (1 000 €)", "EUR", 1000),
    Kind("Tulot, milj. euroa", "EUR", 10**6),
    Kind("Määrä, kpl", "kpl"),
    Kind("Osuus, %", "%"),
    Kind("Ala, ha", "ha"),
    Kind("Pisteet", None),
)
BARE = Kind("Pisteet", None)
PLAIN = (Kind("Menot", None), Kind("Tulot", None), Kind("Avustus", None))


@dataclass
class Cell:
    text: str
    across: int = 1
    down: int = 1


@dataclass
class Layout:
    """A table as it is meant: rows of cells, each where it begins, and by number its unit, value and year."""

    caption: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    heads: int = 1
    known: dict[str, tuple[str, Decimal, str | None]] = field(default_factory=dict)
    """Number as written -> (unit, value, year)."""
    bare: set[str] = field(default_factory=set)
    """Numbers that are no amounts."""

    def places(self) -> list[list[tuple[Cell, int, int] | None]]:
        """By row and column: the cell that stands there and where it begins."""
        width = sum(c.across for c in self.rows[0])
        out: list[list[tuple[Cell, int, int] | None]] = [[None] * width for _ in self.rows]
        for r, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while out[r][column] is not None:
                    column += 1
                for down in range(cell.down):
                    for across in range(cell.across):
                        out[r + down][column + across] = (cell, r, column)
        return out


def layout(seed: int) -> Layout:
    """The layout of a seed."""
    draw = random.Random(seed)
    table = Layout()
    general = draw.choice(("", "", "corner", "caption"))
    unit = draw.choice((Kind("1 000 €", "EUR", 1000), Kind("milj. euroa", "EUR", 10**6), Kind("euroa", "EUR")))
    kinds = draw.sample(PLAIN, 2) if general else draw.sample(KINDS, draw.randint(2, 4))
    kinds = [*kinds, BARE] if general and draw.random() < 0.5 else kinds
    years = [draw.choice(((), ("2024", "2025"), ("TP 2024", "TA 2025", "TS 2026"))) for _ in kinds]
    years = [() if kind == BARE else over for kind, over in zip(kinds, years, strict=True)]
    labels = draw.choice((1, 2))
    deep = 2 if any(years) else 1
    corner = f"Kunta ({unit.head})" if general == "corner" else "Kunta"
    second = "Kohde"
    table.caption = f"Kohteet ({unit.head})" if general == "caption" else "Kohteet kunnittain"
    table.heads = deep
    first = [Cell(corner, down=deep)] + ([Cell(second, down=deep)] if labels == 2 else [])
    first += [Cell(k.head, max(1, len(ys)), 1 if ys else deep) for k, ys in zip(kinds, years, strict=True)]
    table.rows = [first] + ([[Cell(y) for ys in years for y in ys]] if deep == 2 else [])
    columns = [(k, y) for k, ys in zip(kinds, years, strict=True) for y in ys or (None,)]
    used: set[str] = set()

    def numbers() -> list[Cell]:
        cells = []
        for kind, year in columns:
            if draw.random() < 0.1:
                cells.append(Cell(draw.choice(("", "–", ".."))))
                continue
            text = _number(draw, used)
            said = unit if general and kind != BARE else kind
            if said.unit:
                value = Decimal(text.replace(" ", "").replace(",", ".")) * said.factor
                table.known[text] = (said.unit, value, year[-4:] if year else None)
            else:
                table.bare.add(text)
            cells.append(Cell(text))
        return cells

    for place in draw.sample(PLACES, draw.randint(2, 4)):
        if labels == 1:
            table.rows.append([Cell(place), *numbers()])
            continue
        things = draw.sample(THINGS, draw.randint(1, 3))
        for n, thing in enumerate(things):
            table.rows.append([*([Cell(place, down=len(things))] if n == 0 else []), Cell(thing), *numbers()])
    if draw.random() < 0.4:
        table.rows.append([Cell("Muut kohteet", labels + len(columns))])
        table.rows.append([Cell("Korjaukset", labels), *numbers()])
    table.rows.append([Cell("Yhteensä", labels), *numbers()])
    return table


def _number(draw: random.Random, used: set[str]) -> str:
    """A number not written before, with a decimal so that it is no year, at times with a group."""
    while True:
        text = f"{draw.randint(2, 998)},{draw.randint(1, 9)}"
        text = f"{draw.randint(2, 98)} {draw.randint(100, 999)}" if draw.random() < 0.5 else text
        if text not in used:
            used.add(text)
            return text


def as_html(table: Layout) -> bytes:
    rows = []
    for n, row in enumerate(table.rows):
        tag = "th" if n < table.heads else "td"
        cells = (f'<{tag} colspan="{c.across}" rowspan="{c.down}">{escape(c.text)}</{tag}>' for c in row)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        '<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>Rakennuskohteet</title></head><body><main>'
        "<h1>Rakennuskohteet</h1><p>Tässä taulukossa kerrotaan kuntien rakennuskohteet ja niiden luvut.</p>"
        f"<table><caption>{escape(table.caption)}</caption>{''.join(rows)}</table></main></body></html>"
    ).encode()


def as_docx(table: Layout) -> bytes:
    from docx import Document
    from lxml import etree

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = []
    for r, places in enumerate(table.places()):
        cells = []
        for column, place in enumerate(places):
            if place is None or place[2] != column:
                continue
            cell, begun, _ = place
            merge = "" if cell.down == 1 else '<w:vMerge w:val="restart"/>' if begun == r else "<w:vMerge/>"
            words = f"<w:r><w:t>{escape(cell.text)}</w:t></w:r>" if begun == r else ""
            cells.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.across}"/>{merge}</w:tcPr><w:p>{words}</w:p></w:tc>')
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    document, out = Document(), io.BytesIO()
    document.add_heading("Rakennuskohteet", 1)
    caption = document.add_paragraph(table.caption)
    caption._p.addnext(etree.fromstring(f'<w:tbl xmlns:w="{space}"><w:tblPr/><w:tblGrid/>{"".join(rows)}</w:tbl>'))
    document.save(out)
    return out.getvalue()


def _odf_rows(table: Layout) -> str:
    rows = []
    for r, places in enumerate(table.places()):
        cells = []
        for column, place in enumerate(places):
            if place is None or place[1:] != (r, column):
                cells.append("<table:covered-table-cell/>")
                continue
            spans = f'table:number-columns-spanned="{place[0].across}" table:number-rows-spanned="{place[0].down}"'
            cells.append(f"<table:table-cell {spans}><text:p>{escape(place[0].text)}</text:p></table:table-cell>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def _odf(kind: str, body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    return package({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def as_odt(table: Layout) -> bytes:
    return _odf(
        "text",
        f'<text:h text:outline-level="1">Rakennuskohteet</text:h><text:p>{escape(table.caption)}</text:p>'
        f"<table:table>{_odf_rows(table)}</table:table>",
    )


def as_ods(table: Layout) -> bytes:
    """A sheet that is filled up with empty rows and columns, as LibreOffice writes them."""
    caption = f"<table:table-cell><text:p>{escape(table.caption)}</text:p></table:table-cell>"
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    return _odf(
        "spreadsheet",
        f'<table:table table:name="Kohteet"><table:table-row>{caption}</table:table-row>'
        f"<table:table-row>{empty}</table:table-row>{_odf_rows(table)}"
        f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row></table:table>',
    )


def as_pptx(table: Layout) -> bytes:
    from pptx import Presentation
    from pptx.util import Cm

    deck, out = Presentation(), io.BytesIO()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = table.caption
    places = table.places()
    frame = slide.shapes.add_table(len(places), len(places[0]), Cm(1), Cm(4), Cm(22), Cm(10)).table
    for r, row in enumerate(places):
        for column, place in enumerate(row):
            if place is None or place[1:] != (r, column):
                continue
            cell = place[0]
            frame.cell(r, column).text = cell.text
            if cell.across > 1 or cell.down > 1:
                frame.cell(r, column).merge(frame.cell(r + cell.down - 1, column + cell.across - 1))
    deck.save(out)
    return out.getvalue()


def as_xlsx(table: Layout) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet: Any = book.active
    sheet.title = "Kohteet"
    sheet["A1"] = table.caption
    for r, row in enumerate(table.places()):
        for column, place in enumerate(row):
            if place is None or place[1:] != (r, column):
                continue
            cell = place[0]
            _put(sheet.cell(r + 3, column + 1), cell.text)
            if cell.across > 1 or cell.down > 1:
                sheet.merge_cells(None, r + 3, column + 1, r + 2 + cell.down, column + cell.across)
    book.save(out)
    return out.getvalue()


def _put(cell: Any, text: str) -> None:
    """A number as a number with the format it is shown in, other words as they are."""
    plain = text.replace(" ", "").replace(",", ".")
    if not plain.replace(".", "").isdigit():
        cell.value = text or None
        return
    cell.value = float(plain) if "." in plain else int(plain)
    cell.number_format = "#,##0.0" if "." in plain else "#,##0" if " " in text else "General"


def as_pdf(table: Layout, *, ruled: bool = True) -> bytes:
    """A page with the table drawn on it: with rules round its cells, or with white alone between its columns."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    places = table.places()
    words = [[p[0].text if p and p[1:] == (r, c) else "" for c, p in enumerate(row)] for r, row in enumerate(places)]
    style: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    style += [("ALIGN", (1, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for r, row in enumerate(places):
        for c, place in enumerate(row):
            if place and place[1:] == (r, c) and (place[0].across > 1 or place[0].down > 1):
                style.append(("SPAN", (c, r), (c + place[0].across - 1, r + place[0].down - 1)))
    set_in, out = getSampleStyleSheet(), io.BytesIO()
    text = "Tässä taulukossa kerrotaan kuntien rakennuskohteet ja niiden luvut vuosittain."
    story = [Paragraph("Rakennuskohteet", set_in["Heading1"]), Paragraph(text, set_in["Normal"])]
    story += [Paragraph(escape(table.caption), set_in["Normal"]), Table(words, style=style)]
    SimpleDocTemplate(out, pagesize=landscape(A4)).build(story)
    return out.getvalue()


WRITERS = {
    "html": as_html,
    "docx": as_docx,
    "odt": as_odt,
    "pptx": as_pptx,
    "xlsx": as_xlsx,
    "ods": as_ods,
    "pdf": as_pdf,
}
