"""Make the hard pairs of deck and PDF export under `pairs/`: run by hand, with LibreOffice there.

python tests/extractors/readers/make_pairs.py
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm, Pt

FOLDER = Path(__file__).with_name("pairs")


def box(
    where: Any, x: float, y: float, wide: float, high: float, *lines: str, size: float = 16, bold: bool = False
) -> Any:
    """A text box of lines in centimetres from the top left corner."""
    shape = where.shapes.add_textbox(Cm(x), Cm(y), Cm(wide), Cm(high))
    frame = shape.text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = line
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold
    return shape


def new_deck() -> Any:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(33.867), Cm(19.05)
    return deck


def workshop() -> Any:
    """No title placeholder anywhere: titles are text boxes, boxes stand side by side, groups, footers, a stamp."""
    deck = new_deck()
    blank = deck.slide_layouts[6]

    def slide(title: str) -> Any:
        made = deck.slides.add_slide(blank)
        box(made, 25, 17.8, 7, 1, "Järvikunnan hyvinvointialue", size=9)
        box(made, 1, 17.8, 6, 1, "Työpaja Kuopiossa", size=9)
        box(made, 1.5, 1, 26, 2, title, size=32, bold=True)
        return made

    first = slide("Palveluverkon\vuudistus")
    box(first, 1.5, 6, 20, 1.5, "Väliaikaisen valmistelutoimielimen työpaja", size=20)
    box(first, 1.5, 9, 10, 1.2, "14.3.2022", size=16)

    second = slide("Kolme vaihtoehtoa")
    for at, (name, text) in enumerate(
        (
            ("Laaja verkko", "Kaikki terveysasemat säilyvät ja lähipalvelut ovat jokaisessa kunnassa"),
            ("Keskitetty verkko", "Palvelut kootaan neljään keskukseen, joista liikkuvat yksiköt lähtevät"),
            ("Sekoitettu malli", "Vastaanotot säilyvät, mutta leikkaukset tehdään keskussairaalassa"),
        )
    ):
        box(second, 1.5 + 10.5 * at, 5, 9, 1.2, name, size=18, bold=True)
        box(second, 1.5 + 10.5 * at, 7, 9, 6, text, size=16)

    third = slide("Kustannukset vaiheittain")
    table = third.shapes.add_table(4, 3, Cm(1.5), Cm(5), Cm(24), Cm(6)).table
    rows = [
        ("Vaihe", "Vuosi", "Kustannus"),
        ("Suunnittelu", "2022", "1,2 M€"),
        ("Muutostyöt", "2023", "9,4 M€"),
        ("Käyttöönotto", "2024", "0,8 M€"),
    ]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    box(third, 1.5, 13, 24, 1.5, "Arvio perustuu vuoden 2021 hintatasoon, eikä siinä ole irtaimistoa.", size=14)

    fourth = slide("Mitä seuraavaksi?")
    group = fourth.shapes.add_group_shape()
    for at, text in enumerate(("Lausunnot 30.4. mennessä", "Aluevaltuusto käsittelee", "Toimeenpano alkaa")):
        shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(2 + 10 * at), Cm(6), Cm(8), Cm(3))
        shape.text_frame.text = text
    box(
        fourth,
        2,
        11,
        28,
        4,
        "Palaute kerätään sähköisellä lomakkeella.",
        "Vastauksia odotetaan kaikista kunnista.",
        size=16,
    )
    fourth.notes_slide.notes_text_frame.text = "Kerro, että lomake avataan maanantaina."

    hidden = slide("Varalla: kysymyksiä")
    box(hidden, 2, 6, 20, 3, "Tätä kalvoa ei näytetä.", size=16)
    hidden._element.set("show", "0")
    return deck


def programme() -> Any:
    """Placeholders in two columns, bullets at two levels, a chart, a call-out over the title, a credit on its side."""
    deck = new_deck()
    deck.slide_width, deck.slide_height = Cm(25.4), Cm(19.05)
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "Digiohjelman väliraportti"
    first.placeholders[1].text = "Tietohallintojohtaja Essi Lammi\nRantakaupungin konsernihallinto"

    second = deck.slides.add_slide(deck.slide_layouts[3])
    second.shapes.title.text = "Tavoitteet ja tulokset"
    goals = ["Sähköinen asiointi kaikkiin palveluihin", "Yhteinen asiakastietojärjestelmä"]
    results = ["Asiointi kattaa 64 prosenttia palveluista", "Järjestelmä kilpailutettiin syksyllä 2023"]
    left = [("Tavoitteet", 0), *((goal, 1) for goal in goals), ("Henkilöstön osaaminen", 0)]
    right = [("Tulokset", 0), *((result, 1) for result in results), ("Koulutettuja on 312", 0)]
    _bullets(second.placeholders[1], left)
    _bullets(second.placeholders[2], right)
    note = second.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Cm(17.5), Cm(0.4), Cm(7), Cm(1.6))
    note.text_frame.text = "Tarkistetaan vielä!"
    note.text_frame.paragraphs[0].runs[0].font.size = Pt(11)
    note.fill.solid()
    note.fill.fore_color.rgb = RGBColor(0xCC, 0x33, 0x33)

    third = deck.slides.add_slide(deck.slide_layouts[5])
    third.shapes.title.text = "Käyttäjämäärät"
    data = CategoryChartData()
    data.categories = ["Kevät", "Kesä", "Syksy"]
    data.add_series("Asukkaat", (1200, 1850, 2400))
    chart = third.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Cm(1.5), Cm(5), Cm(14), Cm(10), data).chart
    chart.has_legend = chart.has_title = False
    plot = chart.plots[0]
    plot.has_data_labels = True
    chart.value_axis.visible = False
    box(
        third,
        16,
        6,
        8.5,
        6,
        "Kasvu on ollut tasaista, ja loppuvuodesta käyttäjiä oli kaksi kertaa niin paljon kuin alussa.",
    )

    fourth = deck.slides.add_slide(deck.slide_layouts[1])
    fourth.shapes.title.text = "Riskit"
    _bullets(
        fourth.placeholders[1],
        [
            ("Hankintapäätöksestä on valitettu markkinaoikeuteen, ja käsittely kestää arviolta puolitoista vuotta", 0),
            ("Avainhenkilöiden vaihtuvuus", 0),
            ("Kolme projektipäällikköä on lähtenyt vuoden aikana", 1),
            ("Rahoitus varmistuu vasta talousarviossa", 0),
        ],
    )
    side = box(fourth, 23.6, 8, 1.2, 6, "Kuva: Rantakaupunki", size=7)
    side.rotation = 270
    return deck


def _bullets(placeholder: Any, lines: list[tuple[str, int]]) -> None:
    frame = placeholder.text_frame
    for number, (text, level) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, make in (("tyopaja", workshop), ("digiohjelma", programme)):
        path = FOLDER / f"{name}.pptx"
        make().save(path)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", FOLDER, path], check=True, timeout=120
        )


if __name__ == "__main__":
    main()
