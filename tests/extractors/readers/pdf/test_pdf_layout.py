"""How pages are read: our own pages with one difficulty each, and what must come out of them."""

from __future__ import annotations

import pytest

from extractors import read
from extractors.model.document import Document
from extractors.readers.layout.paragraphs import joined
from tests.extractors.readers.making import Page, Pdf, pdf_of

LEFT = ["Lautakunta kokoontuu keväällä viisi", "kertaa, ja sen esityslistat julkaistaan", "viikkoa ennen kokousta."]
RIGHT = ["Asukkaat voivat jättää aloitteita", "sähköisesti tai kirjeitse kaupungin", "kirjaamoon ympäri vuoden."]


def one(draw: object, **size: float) -> Document:
    pdf = Pdf(**size)  # type: ignore[arg-type]
    page = pdf.page()
    draw(page)  # type: ignore[operator]
    return read(pdf.bytes())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.words(p)) for p in document.passages]


def test_columns_do_not_interleave() -> None:
    def draw(page: Page) -> None:
        page.put(60, 80, "Osallistuminen Saarikunnassa", 20, bold=True)
        page.lines(60, 130, LEFT)
        page.lines(320, 130, RIGHT)

    text = one(draw).text
    assert " ".join(LEFT) in text
    assert " ".join(RIGHT) in text
    assert text.index(LEFT[0]) < text.index(RIGHT[0])


def test_labels_in_a_narrow_column_are_read_with_their_paragraphs() -> None:
    def draw(page: Page) -> None:
        page.put(180, 60, "Koulukuljetusten periaatteet", 11, bold=True)
        page.put(50, 100, "Valmistelija")
        page.lines(180, 100, ["opetuspäällikkö Satu Kivelä,", "puh. 050 123 4567"])
        page.put(50, 160, "Päätösesitys")
        page.lines(180, 160, ["Lautakunta hyväksyy periaatteet,", "jotka tulevat voimaan elokuussa."])

    text = one(draw).text
    order = ["Valmistelija", "opetuspäällikkö Satu Kivelä, puh. 050 123 4567", "Päätösesitys", "Lautakunta hyväksyy"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_broken_words_are_whole_again() -> None:
    text = read(
        pdf_of([(60, 100, 11, "Yliopisto on maksanut korvauksen kustanta-"), (60, 114, 11, "jille vuosittain.")])
    ).text
    assert "kustantajille vuosittain." in text


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Sosiaali-", "ja terveysministeriö"], "Sosiaali- ja terveysministeriö"),
        (["Etelä-", "Savon"], "Etelä-Savon"),
        (["vuosina 2010-", "2013"], "vuosina 2010-2013"),
        (["linja-", "auto"], "linja-auto"),
        (["kui\u00ad", "tenkin"], "kuitenkin"),
        (["osoitta-", "nut"], "osoittanut"),
        (["ei tavu", "tettu"], "ei tavu tettu"),
        (["asiakastietojärjestel", "mä on valmis"], "asiakastietojärjestelmä on valmis"),
    ],
)
def test_line_ends(lines: list[str], whole: str) -> None:
    assert joined(lines) == whole


def test_fake_bold_counts_once() -> None:
    def draw(page: Page) -> None:
        page.put(60, 100, "Kaupunginhallitus", 14)
        page.put(60.4, 100, "Kaupunginhallitus", 14)
        page.put(60, 140, "Esitys hyväksyttiin yksimielisesti.")

    assert one(draw).text.count("Kaupunginhallitus") == 1


def test_separate_diaeresis_is_joined() -> None:
    def draw(page: Page) -> None:
        page.put(60, 100, "pient", 12)
        page.put(87.3, 100, "\u00a8", 12)
        page.put(86.0, 100, "a", 12)

    assert "pientä" in one(draw).text


def test_sideways_credit_is_dropped() -> None:
    def draw(page: Page) -> None:
        page.put(60, 100, "Uusi kirjasto avataan syksyllä.")
        page.sideways(570, 400, "Kuva: Marja Niemi")

    text = one(draw).text
    assert "kirjasto" in text
    assert "Marja" not in text
    assert "arjaM" not in text


def test_letterspaced_word() -> None:
    def draw(page: Page) -> None:
        page.put(60, 80, "P Ö Y T Ä K I R J A", 14)
        page.put(60, 120, "Kokous alkoi kello yhdeksän.")

    assert "PÖYTÄKIRJA" in one(draw).text


def test_ruled_table_gives_rows_with_cells() -> None:
    def draw(page: Page) -> None:
        for y in (100, 130, 160, 190):
            page.rule(60, y, 460, y)
        for x in (60, 200, 330, 460):
            page.rule(x, 100, x, 190)
        for r, row in enumerate(
            (("Hanke", "Vuosi", "Kustannus"), ("Uimahalli", "2024", "4,2 M€"), ("Koulu", "2025", "11 M€"))
        ):
            for c, cell in enumerate(row):
                page.put((66, 206, 336)[c], 120 + 30 * r, cell)
        page.put(60, 240, "Summat ovat arvioita.")

    document = one(draw)
    rows = [[document.text[a:b] for a, b in p.cells] for p in document.passages if p.kind == "table row"]
    assert rows == [["Hanke", "Vuosi", "Kustannus"], ["Uimahalli", "2024", "4,2 M€"], ["Koulu", "2025", "11 M€"]]


def test_table_without_rules() -> None:
    def draw(page: Page) -> None:
        rows = [
            ("Vuosi", "2021", "2022", "2023"),
            ("Tulot", "120,5", "131,0", "140,2"),
            ("Menot", "118,1", "133,4", "139,9"),
        ]
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                page.put(60 + 90 * c, 120 + 16 * r, cell)
        page.put(60, 220, "Luvut ovat miljoonia euroja, ja ne perustuvat tilinpäätöksiin.")

    document = one(draw)
    rows = [[document.text[a:b] for a, b in p.cells] for p in document.passages if p.kind == "table row"]
    assert rows[1] == ["Tulot", "120,5", "131,0", "140,2"]


def test_running_lines_and_page_numbers_are_furniture() -> None:
    pdf = Pdf()
    areas = ("Sivistys", "Tekniikka", "Hallinto", "Kulttuuri", "Liikunta")
    for number, area in enumerate(areas, 1):
        page = pdf.page()
        page.put(60, 40, "Saarikunnan talousarvio", 9)
        page.put(500, 40, f"{number} (5)", 9)
        page.put(280, 815, "Konsernihallinto", 9)
        page.put(60, 120, f"{area} on tulosalue, jonka menot kasvavat.", 11)
    document = read(pdf.bytes())
    assert "Konsernihallinto" not in document.text
    assert "(5)" not in document.text
    assert set(document.furniture) == {"Saarikunnan talousarvio", "Konsernihallinto"}
    assert [p.page for p in document.passages] == [1, 2, 3, 4, 5]


def test_what_repeats_on_every_page_and_is_all_there_is_stays() -> None:
    document = read(pdf_of(*[[(60, 60, 11, "Sama ilmoitus joka sivulla")] for _ in range(4)]))
    assert document.text.count("Sama ilmoitus") == 4


def test_list_items_have_levels() -> None:
    def draw(page: Page) -> None:
        page.put(60, 100, "Toimenpiteet ovat seuraavat:")
        for x, y, text in (
            (70, 120, "palkataan hoitajia"),
            (90, 136, "kaksi vuorotyöhön"),
            (70, 152, "uusitaan laitteita"),
        ):
            page.put(x, y, "\u2022")
            page.put(x + 14, y, text)

    document = one(draw)
    items = [(p.level, document.words(p)) for p in document.passages if p.kind == "list item"]
    assert items == [(1, "palkataan hoitajia"), (2, "kaksi vuorotyöhön"), (1, "uusitaan laitteita")]


def test_slide_title_is_the_large_line_not_the_callout_above_it() -> None:
    pdf = Pdf(960, 540)
    for number, title in enumerate(("Hoitotakuu", "Jonotilanne", "Jatkotoimet"), 1):
        page = pdf.page()
        page.put(700, 40, f"Huomio numero {'abc'[number - 1]}", 12)
        page.put(60, 110, title, 36, bold=True)
        page.lines(60, 200, ["Vastaanotolle pääsee viikossa.", "Seuranta tehdään kuukausittain."], 18)
        page.put(930, 525, str(number), 9)
    document = read(pdf.bytes())
    assert document.kind == "slides"
    assert [p.title for p in document.pages] == ["Hoitotakuu", "Jonotilanne", "Jatkotoimet"]
    assert document.title == "Hoitotakuu"


def test_report_is_no_deck_and_has_title_and_date() -> None:
    def draw(page: Page) -> None:
        page.put(60, 60, "Rantakaupunki")
        page.put(300, 60, "LAUSUNTO")
        page.put(300, 76, "4.5.2021")
        page.put(60, 140, "Lausunto luonnoksesta satamalaiksi", 12, bold=True)
        page.lines(
            60, 170, ["Kaupunki pitää esitystä kannatettavana, mutta", "toivoo siirtymäajan pidentämistä vuodella."]
        )

    document = one(draw)
    assert (document.kind, document.title, document.published) == (
        "document",
        "Lausunto luonnoksesta satamalaiksi",
        "2021-05-04",
    )


def test_file_properties_never_date_a_document() -> None:
    assert read(pdf_of([(60, 100, 11, "Tekstissä ei ole päivämäärää lainkaan.")])).published is None
