"""Letters, reports and slides of our own: whose they are, when, what they are called, and what they link to."""

from __future__ import annotations

import gzip
import io

import pytest

from extractors import read
from extractors.model.document import Document, RawDocument
from extractors.model.errors import DamagedDocument, EmptyDocument, ReadError, TooLarge
from extractors.readers.claims.letterhead import senders
from extractors.readers.layout.paper_dates import labelled, own_date, stands_alone
from extractors.reading import media_type_of
from tests.extractors.readers.making import Pdf


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Helsinki, 8 December 2022", "2022-12-08"),
        ("March 3, 2020", "2020-03-03"),
        ("Helsingissä 5. päivänä toukokuuta 2023", "2023-05-05"),
        ("Strandby den 12 mars 2024", "2024-03-12"),
        ("5.5.2023 klo 9.12", "2023-05-05"),
        ("Lausuntoaika päättyy 5.5.2023", None),
        ("20-22 May 2021", None),
    ],
)
def test_a_line_that_is_a_date(line: str, day: str | None) -> None:
    assert stands_alone(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Kokouspäivämäärä 12.6.2024", "2024-06-12"),
        ("Beslutsdatum: 22.2.2024", "2024-02-22"),
        ("Dated 8 December 2022", "2022-12-08"),
        ("Hakemus päivätään 12.6.2024", None),
    ],
)
def test_a_labelled_date(line: str, day: str | None) -> None:
    assert labelled(line) == day


def test_the_date_of_the_paper_answered_is_not_its_own() -> None:
    assert own_date(["Hänvisning", "Utlåtande 3.2.2023", "5.5.2023"]) == "2023-05-05"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Pohjoisen Lapin", "Lausunto", "aluehallintovirasto"], ["Pohjoisen Lapin aluehallintovirasto"]),
        (["Merijoen kaupunki / Liikennesuunnittelu", "3"], ["Merijoen kaupunki"]),
        (["Sosiaali- ja terveysministeriö", "kirjaamo@ministerio.example", "5.5.2023"], []),
        (["OPETUSHALLITUS", "Katu 1, PL 380", "puhelin 0295 000 000"], ["Opetushallitus"]),
        (["Lausunto valmistelusta", "Leena Vuorjärvi"], []),
        (["Strandby kommun", "TJÄNSTEINNEHAVARBESLUT"], ["Strandby kommun"]),
    ],
)
def test_who_sends_a_paper(lines: list[str], names: list[str]) -> None:
    assert list(senders(lines)) == names


def letter() -> Document:
    pdf = Pdf()
    page = pdf.page()
    page.put(56, 56, "Saarikunnan kaupunki", 12, bold=True)
    page.put(330, 56, "Lausunto", 11)
    page.put(330, 72, "5.5.2023", 11)
    page.put(56, 120, "Sosiaali- ja terveysministeriö", 11)
    page.put(56, 134, "kirjaamo@ministerio.example", 11)
    page.put(56, 180, "Lausunto lossiliikenteen valvonnasta", 12, bold=True)
    page.lines(
        56, 210, ["Kaupunki pitää esitystä hyvänä. Valvontaan tarvitaan", "kaksi tarkastajaa lisää vuonna 2024."], 10.5
    )
    return read(pdf.bytes())


def test_a_letter() -> None:
    document = letter()
    assert document.title == "Lausunto lossiliikenteen valvonnasta"
    assert document.publishers == ("Saarikunnan kaupunki",)
    assert document.published == "2023-05-05"


def test_a_title_goes_on_after_its_colon() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.put(56, 110, "Seurantaraportti:", 20, bold=True)
    page.put(56, 134, "Lossien ohjaus saaristossa", 20, bold=True)
    page.lines(56, 200, ["Raportti kertoo, miten lossien ohjausta on", "kehitetty vuoden 2019 jälkeen."])
    assert read(pdf.bytes()).title == "Seurantaraportti: Lossien ohjaus saaristossa"


def report() -> Document:
    """Running heads that change with the chapter, beside the page number, now left, now right."""
    pdf = Pdf()
    for number, chapter in enumerate(["Alkusanat", "Katsaus", "Hankkeet", "Talous", "Hallinto"], 1):
        page = pdf.page()
        left = 50 if number % 2 == 0 else 430
        page.put(left, 40, str(number), 8)
        page.put(left + 20, 40, f"{chapter} vuonna 2023", 8)
        page.put(50, 90, chapter, 18, bold=True)
        page.lines(
            50, 130, [f"Luku {chapter.lower()} kertoo, mitä vuoden aikana", "tehtiin ja mitä se maksoi kunnille."]
        )
    return read(pdf.bytes())


def test_running_heads_beside_page_numbers_are_furniture() -> None:
    document = report()
    assert "vuonna 2023" not in document.text
    assert "Hankkeet vuonna 2023" in document.furniture
    assert [document.words(p) for p in document.passages if p.kind != "paragraph"] == [
        "Alkusanat",
        "Katsaus",
        "Hankkeet",
        "Talous",
        "Hallinto",
    ]


def test_rows_far_apart_on_a_slide_are_a_table() -> None:
    pdf = Pdf(960, 540)
    page = pdf.page()
    page.put(40, 60, "Kustannukset vuosittain", 32, bold=True)
    rows = [("Vuosi", "Suunnittelu", "Rakentaminen"), ("2026", "1,2 M€", "4,0 M€"), ("2027", "0,4 M€", "9,6 M€")]
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            page.put(60 + 250 * across, 180 + 56 * down, cell, 14)
    document = read(pdf.bytes())
    assert [document.words(p) for p in document.passages if p.kind == "table row"] == ["\t".join(row) for row in rows]


def test_justified_lines_hold_together() -> None:
    """Words set wide apart in a narrow column are one line where the lines around them run on."""
    pdf = Pdf()
    page = pdf.page()
    page.put(50, 100, "Avustuksia maksettiin yhteensä neljä")
    for x, word in ((50, "miljoonaa"), (112, "euroa."), (160, "Määrä"), (206, "nousi")):
        page.put(x, 114, word)
    page.put(50, 128, "viidenneksen edellisestä vuodesta.")
    page.lines(320, 100, ["Säätiön hallitus kokoontui kuusi", "kertaa ja hyväksyi strategian."])
    assert "neljä miljoonaa euroa. Määrä nousi viidenneksen" in read(pdf.bytes()).text.replace("\n\n", " ")


def test_links_of_a_paper() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawString(60, 742, "Lue lisää sivulta kaupunki.example ja liitteestä.")
    canvas.linkURL("https://kaupunki.example/paatos.pdf", (150, 735, 250, 755))
    canvas.linkURL("mailto:kirjaamo@kaupunki.example", (60, 735, 100, 755))
    canvas.save()
    links = read(out.getvalue()).links
    assert [(link.kind, link.url) for link in links] == [("attachment", "https://kaupunki.example/paatos.pdf")]
    assert "kaupunki.example" in links[0].text


def test_links_of_a_word_document() -> None:
    from docx import Document as new_docx

    document = new_docx()
    paragraph = document.add_paragraph("Hakuohje on sivulla ")
    relation = document.part.relate_to(
        "https://kaupunki.example/haku",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link, run, words = (OxmlElement(tag) for tag in ("w:hyperlink", "w:r", "w:t"))
    link.set(qn("r:id"), relation)
    words.text = "kaupunki.example/haku"
    run.append(words)
    link.append(run)
    paragraph._p.append(link)
    out = io.BytesIO()
    document.save(out)
    assert [(link.url, link.text) for link in read(out.getvalue()).links] == [
        ("https://kaupunki.example/haku", "kaupunki.example/haku")
    ]


MAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/1</loc></url></urlset>'


def test_a_site_map_in_gzip() -> None:
    raw = RawDocument(content=gzip.compress(MAP), source="https://a.example/sitemap.xml.gz")
    assert media_type_of(raw) == "application/sitemap+xml"
    document = read(raw)
    assert document.listing
    assert [link.url for link in document.links] == ["https://a.example/1"]
    assert document.sha256 == raw.sha256


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\x1f\x8b\x08not gzip", DamagedDocument),
        (gzip.compress(bytes(100_000_000), mtime=0), TooLarge),
        (gzip.compress(b"", mtime=0), EmptyDocument),
    ],
)
def test_gzip_that_cannot_be_read(content: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error):
        read(content)


def test_a_defect_of_ours_is_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.readers.web import html

    monkeypatch.setattr(html, "kept", lambda *_: None)
    with pytest.raises(ReadError, match=r"Louhi stumbled over it .*a defect of Louhi's") as seen:
        read(b"<html><body><p>Valtuusto kokoontui.</p></body></html>")
    assert not isinstance(seen.value, DamagedDocument)


def minutes(*, named: str = "Pöytäkirja 7/2023") -> Document:
    from docx import Document as new_docx

    document = new_docx()
    document.add_paragraph("Yhtymähallitus")
    document.add_paragraph(named)
    table = document.add_table(rows=0, cols=2)
    for label, value in [("Aika", "torstai 14.9.2023 klo 16.00–18.20"), ("Paikka", "Ammattiopisto")]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    for matter in ("§ 61 Kokouksen avaus", "§ 62 Osavuosikatsaus"):
        document.add_paragraph().add_run(matter).bold = True
        document.add_paragraph("Asia käsiteltiin. Seuraava kokous on 12.10.2023.")
    out = io.BytesIO()
    document.save(out)
    return read(out.getvalue())


def test_minutes_go_by_their_own_name_and_day() -> None:
    assert (minutes().title, minutes().published) == ("Pöytäkirja 7/2023", "2023-09-14")


def test_an_invitation_is_not_dated_by_what_it_invites_to() -> None:
    assert minutes(named="Kutsu avoimiin oviin").published is None


def test_a_release_in_word() -> None:
    from docx import Document as new_docx

    document = new_docx()
    for line in ("PRESSMEDDELANDE", "Strandby stad", "Fritt för publicering 4.6.2024 kl. 12"):
        document.add_paragraph(line)
    document.add_paragraph("Ny fritidsgård öppnas i hamnen", style="Title")
    document.add_paragraph("Fritidsgården öppnar dörrarna i augusti. Lokalerna kostar 96 000 euro om året.")
    out = io.BytesIO()
    document.save(out)
    read_one = read(out.getvalue())
    assert (read_one.kind, read_one.published, read_one.publisher) == ("press release", "2024-06-04", "Strandby stad")
    assert read_one.title == "Ny fritidsgård öppnas i hamnen"


def test_the_value_of_the_last_label_is_read_before_the_heading_below() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.put(60, 60, "Pöytäkirja 7/2023", 16, bold=True)
    for down, (label, value) in enumerate(
        [("Aika", "14.9.2023 klo 16"), ("Paikka", "Ranta"), ("Muut", "Minna Sorvari")]
    ):
        page.put(60, 100 + 13 * down, label)
        page.put(300, 100 + 13 * down, value)
    page.put(60, 139, "§ 61 Kokouksen avaus", bold=True)
    page.put(60, 152, "Puheenjohtaja avasi kokouksen kello 16.")
    text = read(pdf.bytes()).text
    assert text.index("Muut") < text.index("Minna Sorvari") < text.index("§ 61")
